//! Before a learning system is found, and after the network came back: time stands still here until a test turns it.
//!
//! What stands here: what can be read and done meanwhile, and that none of it is lost. What does not: systems that
//! refuse or fail (trouble.test.mjs). Invariant: the clock of each page is paused before it is opened.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./chromium.mjs";
import { startSystem } from "./course.mjs";
import { pointer } from "./hands.mjs";
import { dataOf, Learner } from "./learner.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const LOOKING = "Looking for your learning system";

/** Opens a launch in which no timer runs by itself; the learner is not waited for. */
async function openPaused(t, site) {
  const window = await openWindow(browser, { allowed: [site.origin], clock: true });
  t.after(() => window.context.close());
  await window.page.clock.pauseAt(Date.now() + 1000);
  await window.page.goto(site.launchUrl);
  const frame = window.page.frame({ name: "sco" });
  await frame.waitForLoadState();
  return { ...window, frame, learner: new Learner(frame, pointer()), saved: frame.locator("#save") };
}

/** The first question on a page, and that page. */
const firstQuestion = (data) => Object.entries(data.items).find(([, item]) => item.page !== null);

test("while a system is sought the course can be read, and what was done meanwhile stays", async (t) => {
  const site = await startSystem(t, "strict", { late: 3000 });
  const { page, frame, learner, saved, witness } = await openPaused(t, site);
  learner.data = await dataOf(frame);
  await page.clock.runFor(10);
  assert.equal(await saved.innerText(), LOOKING);
  assert.equal(await learner.place(), learner.data.modules[0].id, "the cover stands there");
  assert.equal(await frame.locator("section:visible").count(), 1);
  const [id, { page: place }] = firstQuestion(learner.data);
  while ((await learner.place()) !== place) await learner.next();
  assert.match(
    await frame.evaluate(() => document.activeElement.tagName),
    /^H1$/,
    "the title takes the focus",
  );
  await frame.evaluate(() => {
    document.querySelector(".skip").click();
  });
  assert.equal(await learner.place(), place, "the skip link leaves the page alone");
  assert.equal(await frame.locator("button:visible").count(), 0, "no button that does nothing");
  await learner.choose(id, learner.right(id));
  await frame.evaluate((to) => {
    location.hash = `#/${to}`;
  }, place);
  await page.clock.runFor(4000);
  await learner.begin();
  assert.equal(await learner.place(), place, "nobody is taken elsewhere");
  assert.ok(await learner.option(id, learner.right(id)[0]).isChecked(), "what was chosen stays chosen");
  await learner.hands.use(learner.button("Check my answer", learner.item(id)));
  await page.clock.runFor(10);
  assert.equal(await saved.innerText(), "Saved");
  assert.equal(site.tracks()["cmi.interactions.0.result"], "correct");
  assert.deepEqual(witness.errors, []);
});

test("whoever waits on the first page is taken to the place that was kept", async (t) => {
  const site = await startSystem(t, "strict", { late: 300 });
  const first = await openPaused(t, site);
  await first.page.clock.runFor(1000);
  await first.learner.begin();
  const place = await first.learner.next();
  await first.page.clock.runFor(2000);
  assert.equal(await first.saved.innerText(), "Saved");
  const { page, learner, frame } = await openPaused(t, site);
  await page.clock.runFor(10);
  assert.notEqual(await learner.place(), place);
  await page.clock.runFor(1000);
  await learner.begin();
  assert.equal(await learner.place(), place);
  assert.match(await frame.locator("#notice").innerText(), /Welcome back/);
});

test("a page that warns is shut before a system is found, and opened after it", async (t) => {
  const site = await startSystem(t, "strict", { late: 300 });
  const { page, frame, learner } = await openPaused(t, site);
  await page.clock.runFor(10);
  const warned = frame.locator("section:has(> .before)").first();
  const place = await warned.getAttribute("data-page");
  await learner.visit(place);
  assert.ok(await warned.locator(".before").isVisible());
  assert.equal(await warned.locator(".noted").isVisible(), false);
  await page.clock.runFor(1000);
  await learner.begin();
  await learner.readNote();
  assert.ok(await warned.locator(".noted").isVisible());
});

test("a system that is there is found before anything is painted", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner, saved } = await openPaused(t, site);
  await learner.begin();
  assert.notEqual(await saved.innerText(), LOOKING);
});

test("what failed is saved as soon as the browser is online, and not after the next pause", async (t) => {
  const site = await startSystem(t, "strict");
  const { page, context, learner, saved } = await openPaused(t, site);
  await learner.begin();
  const [id, { page: place }] = firstQuestion(learner.data);
  await learner.visit(place);
  await page.evaluate(() => {
    window.faults.offline = true;
  });
  await learner.answer(id, learner.right(id));
  await page.clock.runFor(10);
  assert.equal(await saved.innerText(), "Not saved, trying again");
  await page.evaluate(() => {
    window.faults.offline = false;
  });
  assert.equal(await saved.innerText(), "Not saved, trying again", "time stands still");
  await context.setOffline(true);
  await context.setOffline(false);
  await saved.getByText("Saved", { exact: true }).waitFor();
  assert.equal(site.tracks()["cmi.interactions.0.result"], "correct");
});
