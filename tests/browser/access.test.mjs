//! axe-core on every page of a whole course as it is gone through: light and dark, desktop, phone and 320 pixels.
//!
//! What stands here: which states are visited and that none may have a violation or scroll sideways. What does not: axe's
//! own rules (axe.mjs), and kinds and states one by one (matrix.test.mjs). Invariant: a page that is known to be bad is
//! refused in the same run, and the run says how many states and elements it judged.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { launch, openAlone, startSystem, unpacked } from "./course.mjs";
import { FINISH } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Fewest states and elements that one walk must judge. */
const FLOOR = { states: 25, nodes: 2500 };

/** Places that are reached from the header, and the covers and other pages without a question. */
const ASIDE = ["course-contents", "course-support", "course-sources"];

/** Collects what is wrong in the states of one walk. */
function judging(frame) {
  const told = { states: 0, nodes: 0, wrong: [] };
  const each = async (name, how = {}) => {
    const { violations, nodes } = await judge(frame, how);
    const over = await sideways(frame);
    told.states += 1;
    told.nodes += nodes;
    told.wrong.push(...violations.map((words) => `${name}: ${words}`));
    if (over > 0) told.wrong.push(`${name}: it can be moved sideways by ${over} pixels`);
  };
  return { told, each };
}

function settle(t, told, floor = FLOOR) {
  t.diagnostic(`${told.states} states with ${told.nodes} elements judged`);
  assert.deepEqual([...new Set(told.wrong)], []);
  assert.ok(
    told.states >= floor.states && told.nodes >= floor.nodes,
    `${told.states} states, ${told.nodes} elements`,
  );
}

/** The whole course with everything that can go wrong in it: errors, wrong answers, slips, a failed test. */
async function walk(learner, each) {
  await learner.readAll({ answers: "wrong", each, untouched: true });
  await each("test, not begun");
  await learner.takeTest({ wrong: 4, each });
  await learner.takeTest({ each });
  while ((await learner.place()) !== FINISH) await learner.next();
  await each("last page, passed", { whole: true });
  for (const place of ASIDE) {
    await learner.visit(place);
    await each(place);
  }
}

/** Light and wide, dark and narrow; `tests/run --full` takes every screen in both. */
const EVERY = process.env.BONA_TESTS === "full";
const TAKEN = ["light, desktop", "dark, small"];

for (const dark of [false, true]) {
  for (const [name, screen] of Object.entries(SCREENS)) {
    if (!EVERY && !TAKEN.includes(`${dark ? "dark" : "light"}, ${name}`)) continue;
    test(`every state, ${dark ? "dark" : "light"}, ${name}`, async (t) => {
      const site = await startSystem(t, "strict");
      const { learner, witness } = await launch(t, browser, site, { screen, dark });
      const { told, each } = judging(learner.frame);
      await walk(learner, each);
      settle(t, told);
      assert.deepEqual(witness.errors, []);
    });
  }
}

test("right answers, the skipped scene and the open last page", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner } = await launch(t, browser, site);
  const { told, each } = judging(learner.frame);
  await learner.readAll({ each, skip: true });
  await learner.next();
  await each("last page, test not taken", { whole: true });
  settle(t, told, { states: 15, nodes: 1500 });
});

test("without scripts everything can be read", async (t) => {
  const site = await openSite(unpacked("html"));
  t.after(() => site.close());
  const { page } = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin], script: false });
  const sections = page.locator("section[data-page]");
  const hidden = [];
  for (let at = 0; at < (await sections.count()); at += 1) {
    if (!(await sections.nth(at).isVisible())) hidden.push(await sections.nth(at).getAttribute("data-page"));
  }
  assert.deepEqual(hidden, []);
  assert.ok((await sections.count()) >= 12);
  assert.equal(await page.locator("button:visible").count(), 0, "no button that does nothing");
});

test("a page that is known to be bad is refused", async (t) => {
  const { context, page } = await openWindow(browser, { allowed: ["data:"], screen: SCREENS.small });
  t.after(() => context.close());
  await page.setContent(`<title>Bad</title><h1>One</h1><h3>Three</h3><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
    <p style="color: #999; background: #fff">Pale</p><input><div style="width: 900px">Wide</div>`);
  const { told, each } = judging(page.mainFrame());
  await each("bad");
  for (const rule of ["html-has-lang", "image-alt", "color-contrast", "label", "heading-order", "sideways"]) {
    assert.ok(
      told.wrong.some((words) => words.includes(rule)),
      `${rule} was not noticed`,
    );
  }
});
