//! Computers that learners share: a visit that nobody is at is closed after a notice, and leaves nothing on the screen.
//!
//! What stands here: what the learner sees, and what the system and the device hold. The clock is put forward; nothing
//! waits. Invariant: nothing is closed that is not saved, and whoever is there needs one key to go on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, leavePicture, openAlone, unpacked } from "./course.mjs";
import { openSite } from "./site.mjs";

const MINUTE = 60_000;

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const notice = (frame) => frame.getByRole("alertdialog", { name: "Are you still there?" });
const saved = (frame) => frame.locator("#save", { hasText: /^Saved/ }).waitFor();

async function begin(t, options = {}) {
  const site = await openSite(unpacked(options.folder ?? "shared12"));
  t.after(() => site.close());
  const all = await launch(t, browser, site, { clock: true, ...options });
  await all.learner.visit("at_desk");
  await all.learner.answer("screen", all.learner.right("screen"));
  await saved(all.learner.frame);
  return { site, ...all };
}

test("after ten quiet minutes a notice comes, and any key goes on and does nothing else", async (t) => {
  const { learner, page } = await begin(t, { screen: SCREENS.small });
  const focused = () => learner.frame.evaluate(() => document.activeElement?.className);
  const before = await focused();
  await page.clock.fastForward(9 * MINUTE);
  assert.equal(await notice(learner.frame).isVisible(), false);
  await page.mouse.move(40, 40);
  await page.clock.fastForward(9 * MINUTE);
  assert.equal(await notice(learner.frame).isVisible(), false, "a moved pointer is a sign of life");
  await page.clock.fastForward(MINUTE + 1_000);
  await notice(learner.frame).waitFor();
  assert.equal(await learner.frame.evaluate(() => document.activeElement?.textContent), "Go on");
  assert.deepEqual((await judge(learner.frame)).violations, []);
  assert.equal(await sideways(learner.frame), 0);
  await leavePicture(page, "idle-small");
  await page.clock.fastForward(MINUTE / 2);
  await page.keyboard.press("Tab");
  await notice(learner.frame).waitFor({ state: "hidden" });
  assert.equal(await focused(), before, "the focus is where it was");
  await page.clock.fastForward(2 * MINUTE);
  assert.equal(await learner.place(), "at_desk", "the visit goes on");
  await page.clock.fastForward(9 * MINUTE);
  await notice(learner.frame).getByRole("button", { name: "Go on" }).click();
  await notice(learner.frame).waitFor({ state: "hidden" });
  assert.equal(await learner.place(), "at_desk");
});

test("nobody is there: the visit ends saved, and nothing of the learner is left to see", async (t) => {
  const { learner, page, site, calls, witness } = await begin(t);
  await page.clock.fastForward(10 * MINUTE);
  await notice(learner.frame).waitFor();
  const before = site.tracks()["cmi.suspend_data"];
  await page.clock.fastForward(MINUTE);
  await learner.frame.getByText("This visit was closed").waitFor();
  const names = (await calls()).map((call) => JSON.stringify(call));
  assert.equal(names.filter((call) => call.includes("LMSFinish")).length, 1);
  assert.equal(site.tracks()["cmi.suspend_data"], before, "what was saved is what is kept");
  const words = await learner.frame.locator("body").innerText();
  assert.match(words, /open the course again from your learning page/);
  assert.doesNotMatch(words, /screen|Right|Contents/, "no page and no way to one");
  assert.equal(await learner.frame.locator("main :is(input, a, button), .aids").count(), 0);
  assert.equal(await learner.frame.evaluate(() => document.activeElement?.tagName), "H1");
  assert.deepEqual((await judge(learner.frame)).violations, []);
  await leavePicture(page, "idle-closed");
  await page.evaluate(() => history.back());
  await learner.frame.getByText("This visit was closed").waitFor();
  const { learner: back } = await launch(t, browser, site);
  assert.equal(await back.place(), "at_desk", "whoever opens it again goes on");
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
});

test("what is not saved is not closed", async (t) => {
  const { learner, page, site } = await begin(t);
  await page.evaluate(() => {
    window.faults.offline = true;
  });
  await learner.visit("for_all");
  await learner.frame.locator("#alert").getByText("Not saved").waitFor();
  await page.clock.runFor(25 * MINUTE);
  assert.equal(await notice(learner.frame).isVisible(), false);
  assert.equal(await learner.place(), "for_all");
  await page.evaluate(() => {
    window.faults.offline = false;
  });
  for (let wait = 0; wait < 40 && !(await notice(learner.frame).isVisible()); wait += 1) {
    await page.clock.runFor(5_000);
  }
  assert.ok(await notice(learner.frame).isVisible());
  await saved(learner.frame);
  await page.clock.fastForward(MINUTE);
  await learner.frame.getByText("This visit was closed").waitFor();
  assert.ok(site.tracks()["cmi.suspend_data"]);
});

test("a device forgets who was there", async (t) => {
  const site = await openSite(unpacked("shared"));
  t.after(() => site.close());
  const options = { allowed: [site.origin], clock: true, screen: SCREENS.phone, dark: true };
  const { learner, page } = await openAlone(t, browser, site.packageUrl, options);
  await learner.visit("handover");
  await learner.hands.use(learner.item("promise").locator("[data-at=keep]"));
  await learner.pledge("promise");
  await saved(learner.frame);
  const kept = () =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("bona.")));
  assert.equal((await kept()).length, 2, "the place and the pledge");
  await page.clock.fastForward(10 * MINUTE);
  await notice(page).waitFor();
  await page.clock.fastForward(MINUTE);
  await page.getByText("no longer on this device").waitFor();
  assert.deepEqual(await kept(), []);
  assert.deepEqual((await judge(page.mainFrame())).violations, []);
  assert.equal(await sideways(page.mainFrame()), 0);
  await leavePicture(page, "idle-device");
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Begin" }).click()]);
  await learner.begin();
  assert.equal(await learner.place(), "listening");
});

test("where nobody shares a computer nothing is closed", async (t) => {
  const { learner, page } = await begin(t, { folder: "team" });
  await page.clock.fastForward(10 * MINUTE);
  await page.clock.fastForward(MINUTE);
  assert.equal(await learner.place(), "at_desk");
  assert.equal(await notice(learner.frame).count(), 0);
});
