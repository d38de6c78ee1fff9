//! What a person does who is not the learner: whoever finds another's place on a device, and whoever helps.
//!
//! What stands here: starting afresh, and the log for support. What does not: what is stored (formats.test.mjs) or
//! told (learn.test.mjs). Invariant: nothing of one person is left for the next, and the log names nobody.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge } from "./axe.mjs";
import { startBrowser } from "./chromium.mjs";
import { launch, openAlone, startSystem, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH } from "./learner.mjs";
import { FIRST_LAUNCH } from "./lms.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Opens the course as a folder of web pages. */
async function openFolder(t, options = {}) {
  const site = await openSite(unpacked("html"));
  t.after(() => site.close());
  return openAlone(t, browser, site.packageUrl, { allowed: [site.origin], ...options });
}

/** Names of what the device keeps. */
const kept = (page) => page.evaluate(() => Object.keys(localStorage));

const stranger = (page) => page.locator("#stranger");

test("whoever finds another's place begins afresh, with the keyboard, and is asked first", async (t) => {
  const { learner, page, witness } = await openFolder(t, { hands: keyboard });
  assert.equal(await stranger(page).isVisible(), false, "nobody was here before");
  const [pledge, { page: place }] = Object.entries(learner.data.pledges)[0];
  await learner.visit(place);
  await learner.hands.use(learner.item(pledge).locator("[data-at=keep]"));
  await learner.pledge(pledge);
  await page.locator("#save").getByText("Saved").waitFor();
  assert.equal((await kept(page)).length, 2, "the place and the pledge");
  await page.reload();
  await learner.begin();
  assert.equal(await learner.place(), place);
  const forget = page.getByRole("button", { name: "Forget them and start afresh" });
  assert.equal(await forget.isVisible(), false, "not before it was asked for");
  assert.deepEqual((await judge(page.mainFrame())).violations, []);
  await learner.hands.use(stranger(page).locator("summary"));
  assert.match(await stranger(page).innerText(), /cannot be undone/);
  assert.deepEqual((await judge(page.mainFrame())).violations, []);
  await Promise.all([page.waitForEvent("load"), learner.hands.use(forget)]);
  await learner.begin();
  assert.equal(await learner.place(), learner.data.modules[0].id, "from the cover");
  assert.equal(await stranger(page).isVisible(), false);
  await learner.visit(place);
  assert.equal(await learner.item(pledge).locator("input:checked").count(), 0, "the pledge is gone too");
  assert.deepEqual(witness.errors, []);
});

test("the offer goes with the next page, and a learning system never makes it", async (t) => {
  const { learner, page } = await openFolder(t);
  await learner.next();
  await page.locator("#save").getByText("Saved").waitFor();
  await page.reload();
  await learner.begin();
  assert.ok(await stranger(page).isVisible());
  await learner.next();
  assert.equal(await stranger(page).isVisible(), false);
  const site = await startSystem(t, "strict");
  const first = await launch(t, browser, site);
  await first.learner.next();
  await first.learner.frame.locator("#save").getByText("Saved", { exact: true }).waitFor();
  const second = await launch(t, browser, site);
  assert.match(await second.learner.frame.locator("#notice").innerText(), /Welcome back/);
  assert.equal(await stranger(second.learner.frame).count(), 0);
});

test("the log for support tells what was asked, and not who or what was answered", async (t) => {
  const plain = await launch(t, browser, await startSystem(t, "strict"));
  assert.equal(await plain.learner.frame.locator("#log").isVisible(), false, "only for whoever asks for it");
  const site = await startSystem(t, "strict", { query: "?diag=1" });
  const { learner, page } = await launch(t, browser, site);
  const log = learner.frame.locator("#log");
  const [id, { page: place }] = Object.entries(learner.data.items).find(([, item]) => item.page !== null);
  await learner.visit(place);
  await learner.answer(id, learner.right(id));
  await log.getByText("cmi.interactions.0.result").waitFor();
  const words = await log.innerText();
  for (const line of [
    "scorm12 universal",
    "connected",
    "LMSInitialize",
    "LMSSetValue cmi.suspend_data true 0",
  ]) {
    assert.ok(words.includes(line), `${line} is not in the log`);
  }
  const { student_id, student_name } = FIRST_LAUNCH;
  for (const secret of [student_id, student_name, id, site.tracks()["cmi.suspend_data"]]) {
    assert.ok(!words.includes(secret), `${secret} is in the log`);
  }
  assert.deepEqual((await judge(learner.frame)).violations, []);
  await log.getByRole("button", { name: "Copy" }).click();
  await log.getByText(/^(Copied\.|The text is selected)/).waitFor();
  assert.match(await learner.frame.evaluate(() => getSelection().toString()), /LMSInitialize/);
  await page.emulateMedia({ media: "print" });
  assert.ok(await log.locator("pre").isVisible(), "it can be printed");
});

test("what was written at a reflection is shown and printed on the last page, and kept nowhere", async (t) => {
  const site = await openSite(unpacked("reference"));
  t.after(() => site.close());
  const { learner, page } = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin] });
  const notes = page.locator("[data-at=notes]");
  const field = page.locator("[data-wrote]").first();
  const place = await field.evaluate((one) => one.closest("[data-page]").dataset.page);
  await learner.visit(FINISH);
  assert.equal(await notes.isVisible(), false, "nothing was written");
  await learner.visit(place);
  await learner.hands.type(field, "The first <line>\nand the second");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.match(await notes.innerText(), /Your notes\s+What .*\?\s+The first <line>\nand the second/);
  await page.emulateMedia({ media: "screen" });
  await learner.visit(FINISH);
  assert.ok(await notes.isVisible());
  // The notes follow what stands in the fields of other pages, so these stay there.
  assert.deepEqual((await judge(page.mainFrame(), { whole: true })).violations, []);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /first/);
  await page.reload();
  await learner.begin();
  assert.equal(await notes.isVisible(), false);
});
