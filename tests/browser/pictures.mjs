//! Takes pictures of the course for people to look at: `out/<state>-<screen>-<light or dark>.png`, and on paper.
//!
//! What stands here: which states are worth looking at. What does not: any judgement (access.test.mjs has the
//! rules; eyes have the rest). With `--readme` it also makes docs/page.png, the picture in README.md; with `--states`, and
//! in a full run, sheets of every kind of item in every state, or of the kinds that are named behind it.

import { fileURLToPath } from "node:url";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { OUT, unpacked } from "./course.mjs";
import { pointer } from "./hands.mjs";
import { FINISH, Learner, worst } from "./learner.mjs";
import { sheets } from "./sheets.mjs";
import { openSite } from "./site.mjs";

const README = fileURLToPath(new URL("../../docs/page.png", import.meta.url));
const browser = await startBrowser();
let taken = 0;

const at = process.argv.indexOf("--states");
if (at > 0 || process.env.BONA_TESTS === "full") {
  const only = at > 0 ? process.argv.slice(at + 1) : [];
  console.log(`${await sheets(browser, only)} sheets of states in tests/browser/out/states`);
}
if (at < 0) {
  for (const screen of ["desktop", "phone"]) {
    for (const dark of [false, true]) await session(screen, dark);
  }
}
await browser.close();
console.log(`${taken} pictures in tests/browser/out`);

async function session(screen, dark) {
  const site = await openSite(unpacked("scorm12"));
  const { context, page } = await openWindow(browser, {
    allowed: [site.origin],
    screen: SCREENS[screen],
    dark,
  });
  await page.goto(site.launchUrl);
  const learner = await new Learner(page.frame({ name: "sco" }), pointer()).begin();
  await walk(learner, async (name, readme = false) => {
    if (readme && screen === "desktop" && !dark && process.argv.includes("--readme")) {
      await page.screenshot({ path: README, clip: { x: 140, y: 0, width: 1000, height: 790 } });
    }
    await picture(page, `${OUT}/${name}-${screen}-${dark ? "dark" : "light"}.png`);
  });
  if (screen === "desktop" && !dark) await paper(context, site);
  await context.close();
  await site.close();
}

/** The whole page: the frame is made as high as what stands in it. */
async function picture(page, path) {
  const frame = page.frame({ name: "sco" });
  const high = await frame.evaluate(() => document.documentElement.scrollHeight);
  await page.addStyleTag({
    content: `iframe { height: ${high}px !important } html, body { height: auto !important }`,
  });
  await page.screenshot({ path, fullPage: true });
  await page
    .locator("style")
    .last()
    .evaluate((style) => style.remove());
  taken += 1;
}

async function walk(learner, take) {
  await take("cover");
  const scene = Object.keys(learner.data.scenarios)[0];
  const asked = Object.entries(learner.data.items);
  const [item] = asked.find(([, { kind, page }]) => kind === "multiple" && page !== null);
  await learner.visit(learner.data.modules[0].pages[1].id);
  await take("reading");
  await learner.visit(learner.data.items[item].page);
  await learner.answer(item, learner.wrong(item));
  await take("question");
  await learner.visit(learner.data.scenarios[scene].page);
  await learner.readNote();
  await learner.play(scene, { pick: worst, most: 1 });
  await learner.item(scene).scrollIntoViewIfNeeded();
  await take("scene", true);
  await learner.visit(learner.data.modules[0].pages[0].id);
  await learner.visit("course-contents");
  await take("contents");
  await learner.visit(Object.values(learner.data.pledges)[0].page);
  await take("pledge");
  await learner.visit("course-test");
  await learner.takeTest({ wrong: 6 });
  await take("test");
  await learner.visit(FINISH);
  await take("last-open");
  await learner.visit("course-support");
  await take("support");
}

/** The course as it is printed. */
async function paper(context, site) {
  const page = await context.newPage();
  await page.goto(site.packageUrl);
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: `${OUT}/print.pdf`, format: "A4" });
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.screenshot({
    path: `${OUT}/print.png`,
    fullPage: true,
    clip: { x: 0, y: 0, width: 794, height: 3 * 1123 },
  });
  taken += 2;
}
