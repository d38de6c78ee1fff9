//! A learning system that goes wrong: late, absent, refusing, throwing, offline. The learner is told the truth.
//!
//! What stands here: what the learner is told and what is stored in the end. What does not: how the player does
//! it. Invariant: "Saved" is never said while the strict system holds less than what was answered.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./chromium.mjs";
import { launch, openAlone, startSystem } from "./course.mjs";
import { savedLater } from "./learner.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const saved = (learner) => learner.frame.locator("#save");
const alarm = (learner) => learner.frame.locator("#alert");

/** Goes to the first question and answers it. */
async function answerFirst(learner) {
  const [id, { page }] = Object.entries(learner.data.items).find(([, item]) => item.page !== null);
  while ((await learner.place()) !== page) await learner.next();
  await learner.answer(id, learner.right(id));
}

test("a system that attaches its API late is found", async (t) => {
  const site = await startSystem(t, "strict", { late: 800 });
  const { learner } = await launch(t, browser, site);
  await answerFirst(learner);
  await saved(learner).getByText("Saved", { exact: true }).waitFor();
  assert.equal(site.tracks()["cmi.core.lesson_status"], "incomplete");
});

test("without a system the learner is told, and can read everything", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner, witness } = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin] });
  await alarm(learner).getByText("Not connected to a learning system").waitFor();
  await answerFirst(learner);
  assert.doesNotMatch(await saved(learner).innerText(), /^Saved/);
  assert.deepEqual(witness.errors, []);
});

test("while commits fail the learner is told; when they pass again, all is stored", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner, page } = await launch(t, browser, site, { clock: true });
  await page.evaluate(() => {
    window.faults.offline = true;
  });
  const before = site.tracks()["cmi.suspend_data"];
  await answerFirst(learner);
  await alarm(learner).getByText("Not saved").waitFor();
  assert.equal(site.tracks()["cmi.suspend_data"], before, "nothing was stored");
  await page.evaluate(() => {
    window.faults.offline = false;
  });
  await savedLater(page, learner.frame);
  assert.notEqual(site.tracks()["cmi.suspend_data"], before);
  assert.equal(
    site.tracks()["cmi.interactions.0.result"],
    "correct",
    "the answer given meanwhile was not lost",
  );
  assert.equal(site.tracks()["cmi.interactions.1.id"], undefined, "and was not told twice");
});

for (const [what, faults] of Object.entries({
  "throws at every commit": { throws: ["LMSCommit"] },
  "throws at every value": { throws: ["LMSSetValue"] },
})) {
  test(`a system that ${what} does not stop the learner`, async (t) => {
    const site = await startSystem(t, "strict", { launch: { faults } });
    const { learner, witness } = await launch(t, browser, site);
    await answerFirst(learner);
    assert.doesNotMatch(await saved(learner).innerText(), /^Saved/);
    assert.deepEqual(witness.errors, []);
  });
}

test("answers that are booleans, and branches that are missing, are no trouble", async (t) => {
  const faults = { booleans: true, without: ["cmi.interactions", "cmi.objectives", "cmi.student_data"] };
  const site = await startSystem(t, "strict", { launch: { faults } });
  const { learner } = await launch(t, browser, site);
  await answerFirst(learner);
  await saved(learner).getByText("Saved", { exact: true }).waitFor();
  assert.equal(site.tracks()["cmi.interactions.0.id"], undefined);
});

for (const launchAs of [{ mode: "review" }, { credit: "no-credit" }]) {
  test(`${Object.values(launchAs)[0]}: nothing is written`, async (t) => {
    const site = await startSystem(t, "strict", { launch: launchAs });
    const { learner, calls } = await launch(t, browser, site);
    await answerFirst(learner);
    const written = (await calls()).filter(({ name }) => name === "LMSSetValue");
    assert.deepEqual(written, []);
  });
}

test("a second script that does not come is told, and fetched again once the way is open", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner, page } = await launch(t, browser, site);
  await page.route("**/items.js", (route) => route.abort());
  await learner.next();
  await alarm(learner).getByText("A part of the course did not load").waitFor();
  assert.ok((await learner.shown()).words.length > 100, "the page can be read");
  await page.unroute("**/items.js");
  await learner.frame.evaluate(() => dispatchEvent(new Event("online")));
  await learner.frame.locator("#alert:empty").waitFor({ state: "attached" });
  await answerFirst(learner);
  await saved(learner).getByText("Saved", { exact: true }).waitFor();
});
