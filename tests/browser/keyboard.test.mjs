//! The keyboard alone completes the course, and every control that it works shows that it has focus.
//!
//! What stands here: one whole way through the course. What does not: how keys are pressed (hands.mjs).
//! Invariant: a page whose control cannot be reached or seen is refused in the same run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./chromium.mjs";
import { launch, startSystem } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH, TEST } from "./learner.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("the keyboard alone completes the course", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner } = await launch(t, browser, site, { hands: keyboard });
  assert.equal(await learner.readAll(), TEST);
  await learner.takeTest();
  while ((await learner.place()) !== FINISH) await learner.next();
  await learner.hands.use(learner.button("Save and close"));
  await learner.page().getByText("You can close this window now").first().waitFor();
  assert.equal(site.tracks()["cmi.core.lesson_status"], "passed");
  const { presses, controls, unseen } = learner.hands.seen;
  t.diagnostic(`${controls} controls were worked with ${presses} presses of Tab and arrows`);
  assert.deepEqual(unseen, []);
  assert.ok(controls >= 50, `only ${controls} controls were worked`);
});

test("a control that the keyboard cannot reach, and one whose focus cannot be seen, are noticed", async (t) => {
  const { context, page } = await openWindow(browser, { allowed: ["data:"] });
  t.after(() => context.close());
  await page.setContent(`<p><button tabindex="-1" id="far">Far</button>
    <button id="plain" style="outline: none; box-shadow: none">Plain</button><button id="good">Good</button></p>`);
  const hands = keyboard(page, 10);
  await hands.use(page.locator("#good"));
  assert.deepEqual(hands.seen.unseen, [], "the browser's own ring is seen");
  await hands.use(page.locator("#plain"));
  assert.equal(hands.seen.unseen.length, 1);
  await assert.rejects(hands.use(page.locator("#far")), /does not reach/);
});
