//! A place's own theme before a learner: cover, scene and question in its colours, on light and on dark paper.
//!
//! What stands here: that the theme is what is painted, that axe-core finds nothing, that forced colours and paper are
//! left as they are, and the pictures `out/themed-*.png` for people to look at. What does not: which colours are
//! refused (engine/src/check/theme). Invariant: a pale accent in the same sheet is refused in the same run.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { startBrowser } from "./chromium.mjs";
import { OUT, openAlone, unpacked } from "./course.mjs";
import { openSite } from "./site.mjs";

/** The accent of tests/fixtures/reference/house/themes/hospital_blue.ron, and of the house. */
const BLUE = { light: "rgb(11, 74, 143)", dark: "rgb(156, 198, 242)" };
const PAPER = { light: "rgb(242, 244, 247)", dark: "rgb(17, 22, 28)" };

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** From a web server: a sheet that a page loads from a disk, axe may not read. */
async function open(t, format, options = {}) {
  const site = await openSite(unpacked(format));
  t.after(() => site.close());
  return openAlone(t, browser, site.packageUrl, { allowed: [site.origin, "data:"], ...options });
}

/** What an element is painted with. */
function painted(frame, selector, property) {
  return frame.evaluate(
    ([selector, property]) => getComputedStyle(document.querySelector(selector))[property],
    [selector, property],
  );
}

/** Cover, the first scene and the first question on a page. */
function places({ modules, scenarios, items }) {
  const question = Object.values(items).find(({ page }) => page);
  return {
    cover: modules[0].id,
    scene: Object.values(scenarios)[0].page,
    question: question.page,
  };
}

for (const dark of [false, true]) {
  const mode = dark ? "dark" : "light";
  for (const format of ["themed", "themed_single"]) {
    test(`${format}, ${mode}: cover, scene and question`, async (t) => {
      const { page, frame, learner, witness } = await open(t, format, { dark });
      const wrong = [];
      for (const [name, place] of Object.entries(places(learner.data))) {
        await learner.visit(place);
        await learner.readNote();
        const { violations, nodes } = await judge(frame);
        assert.ok(nodes > 20, `${name}: ${nodes} elements`);
        wrong.push(...violations.map((words) => `${name}: ${words}`));
        if ((await sideways(frame)) > 0) wrong.push(`${name}: it can be moved sideways`);
        await page.screenshot({ path: `${OUT}/${format}-${name}-${mode}.png` });
      }
      assert.deepEqual(wrong, []);
      assert.equal(await painted(frame, "body", "backgroundColor"), PAPER[mode]);
      assert.equal(await painted(frame, "a", "color"), BLUE[mode]);
      assert.match(await painted(frame, "h1", "fontFamily"), /^Georgia/);
      assert.deepEqual([witness.violations, witness.errors, witness.outside], [[], [], []]);
    });
  }
}

test("the sign stands one line high on the cover, on a telephone too, and says what it is", async (t) => {
  const { frame, learner } = await open(t, "themed", { screen: { width: 320, height: 568 } });
  await learner.visit(learner.data.modules[0].id);
  const sign = frame.getByRole("img", { name: "Riverside Hospitals" }).first();
  const { width, height } = await sign.boundingBox();
  const line = Number.parseFloat(await painted(frame, ".cloth .lab", "lineHeight"));
  assert.ok(height >= line && height < 2 * line, `${height} of ${line}`);
  assert.ok(Math.abs(width / height - 160 / 40) < 1, `${width} by ${height}`);
  assert.equal(await sideways(frame), 0);
});

test("forced colours and paper are not the theme's", async (t) => {
  const { page, frame } = await open(t, "themed", { dark: true });
  await page.emulateMedia({ media: "print" });
  assert.equal(await painted(frame, "body", "backgroundColor"), "rgb(255, 255, 255)");
  assert.equal(await painted(frame, "body", "color"), "rgb(22, 32, 43)");
  await page.emulateMedia({ media: "screen", forcedColors: "active" });
  assert.ok(![PAPER.dark, PAPER.light].includes(await painted(frame, "body", "backgroundColor")));
});

test("a pale accent in the same sheet is refused", async (t) => {
  const { page, frame, learner } = await open(t, "themed");
  const sheet = readFileSync(`${unpacked("themed")}/player.css`, "utf8");
  assert.ok(sheet.includes("#0b4a8f"));
  await page.route("**/player.css", (route) =>
    route.fulfill({ contentType: "text/css", body: sheet.replaceAll("#0b4a8f", "#5aa0e6") }),
  );
  await page.reload();
  await learner.begin();
  await learner.visit(learner.data.modules[0].id);
  const { violations } = await judge(frame);
  assert.ok(
    violations.some((words) => words.startsWith("color-contrast")),
    violations.join("\n"),
  );
});
