//! The accessibility statement of a package: it is itself accessible, can be reached, and asks nothing of anybody.
//!
//! What stands here: axe-core on the statement of a finished course and of one whose place has filled in nothing, in
//! light and dark and at 320 pixels; the way to it from the list of pages. What does not: its words (the packager's
//! tests) and its HTML (judges.test.mjs). Invariant: the same statement with pale words and a lost heading is refused.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { OUT, openAlone, unpacked } from "./course.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

async function open(t, format, options = {}) {
  const site = await openSite(unpacked(format));
  t.after(() => site.close());
  const window = await openWindow(browser, { allowed: [site.origin], ...options });
  t.after(() => window.context.close());
  await window.page.goto(new URL("accessibility.html", site.packageUrl).href);
  return { ...window, frame: window.page.mainFrame() };
}

for (const format of ["reference", "scorm12"]) {
  for (const dark of [false, true]) {
    for (const name of ["desktop", "small"]) {
      const mode = dark ? "dark" : "light";
      test(`${format}, ${mode}, ${name}: the statement itself keeps the rules`, async (t) => {
        const { page, frame, witness } = await open(t, format, { dark, screen: SCREENS[name] });
        const { violations, nodes } = await judge(frame);
        assert.deepEqual(violations, []);
        assert.ok(nodes > 60, `${nodes} elements`);
        assert.equal(await sideways(frame), 0);
        const holes = await frame.locator(".row.open", { hasText: "To be filled in" }).count();
        assert.equal(holes, format === "reference" ? 0 : 6);
        assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
        await page.screenshot({ path: `${OUT}/statement-${format}-${name}-${mode}.png`, fullPage: true });
      });
    }
  }
}

test("the list of pages leads to it, in a window of its own", async (t) => {
  const site = await openSite(unpacked("reference"));
  t.after(() => site.close());
  const { page, context, learner } = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin] });
  await learner.visit("course-contents");
  const [opened] = await Promise.all([
    context.waitForEvent("page"),
    page.getByRole("link", { name: "Accessibility statement" }).click(),
  ]);
  await opened.waitForLoadState();
  assert.match(await opened.title(), /^Accessibility statement for /);
  assert.equal(await learner.place(), "course-contents", "the course stays where it was");
});

test("the same statement with pale words and a lost heading is refused", async (t) => {
  const { page, frame } = await open(t, "reference");
  await page.evaluate(() => {
    document.documentElement.style.setProperty("--muted", "#c9c9c9");
    document.querySelector("h2").outerHTML = "<h5>Lost</h5>";
  });
  const { violations } = await judge(frame);
  for (const rule of ["color-contrast", "heading-order"])
    assert.ok(
      violations.some((words) => words.startsWith(rule)),
      `${rule} was not noticed: ${violations.join("\n")}`,
    );
});
