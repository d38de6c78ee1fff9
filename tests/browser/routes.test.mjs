//! A course that goes different ways: a scene that remembers, a test that is taken first, a reminder of a pledge.
//!
//! What stands here: what such a course shows and tells in a browser. What does not: which ways there are (the suite of
//! rules) and what is counted (the player's own tests). Invariant: the system is told of a status only when it was
//! earned, each state is judged by axe-core, and nothing is asked of any other address.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { crash, SCREENS, startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const STATUS = "cmi.core.lesson_status";

async function start(t, options = {}) {
  const site = await openSite(unpacked("routes"));
  t.after(() => site.close());
  return { site, ...(await launch(t, browser, site, options)) };
}

async function sound(learner, name) {
  assert.deepEqual((await judge(learner.frame)).violations, [], name);
  assert.equal(await sideways(learner.frame), 0, name);
}

/** Makes these choices, by their words. */
async function say(learner, ...choices) {
  for (const words of choices) {
    const turns = await learner.item("jos_day").locator(".turn.you").count();
    await learner.hands.use(learner.button(words, learner.item("jos_day")));
    await learner.item("jos_day").locator(".turn.you").nth(turns).waitFor();
  }
  return (await learner.item("jos_day").innerText()).replace(/\s+/g, " ");
}

for (const hands of [undefined, keyboard]) {
  test(`a scene remembers, ${hands ? "by keyboard" : "by pointer"}: the same last choice, four endings`, async (t) => {
    const { learner, page, site, witness } = await start(t, { hands, screen: SCREENS.small });
    await learner.visit("at_work");
    const again = () => learner.hands.use(learner.button("Start the scene again"));
    const heard = await say(learner, "Put the pen down.", "Write down what you know", "look at it tomorrow");
    assert.match(heard, /The report is on the desk.*Heard, and written down\./);
    await sound(learner, "a good end");
    await again();
    const unwritten = await say(learner, "Not now, Jo", "I should have asked", "look at it tomorrow");
    assert.match(unwritten, /Jo nods\..*not written down yet/);
    await again();
    const unheard = await say(learner, "Not now, Jo", "Write down what you know");
    assert.match(unheard, /Jo’s desk is empty\./);
    assert.doesNotMatch(unheard, /You asked\. Thank you/, "who did not ask is not thanked");
    // A step back takes back what the step had set.
    await learner.hands.use(learner.button("Go back one step"));
    assert.match(await say(learner, "I should have asked", "Good night, Jo"), /Jo goes home\. Looking back/);
    await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
    await crash(page);
    const { learner: back } = await launch(t, browser, site);
    await back.visit("at_work");
    const words = (await back.item("jos_day").innerText()).replace(/\s+/g, " ");
    assert.match(words, /Jo goes home\. Looking back/, "the way is found again by its choices alone");
    assert.deepEqual([witness.outside, witness.violations], [[], []]);
  });
}

/** Takes the test from the first page, right in these outcomes alone; gives what was asked. */
async function takeFirst(learner, known) {
  await learner.hands.use(learner.page().getByRole("link", { name: "Take the test first" }));
  await learner.frame.locator(`section.on[data-page="${TEST}"]`).waitFor();
  await learner.hands.use(learner.button(/^(Start the test|Take the test again)$/));
  for (let asked = 0; asked < 2; asked += 1) {
    await learner.step((id) =>
      known.includes(learner.data.items[id].outcome) ? learner.right(id) : learner.wrong(id),
    );
  }
}

test("what is known beforehand need not be read, and no status is told before it is earned", async (t) => {
  const { learner, site } = await start(t);
  assert.match((await learner.shown()).words, /Known already\? Take the test first: what you answer rightly/);
  await sound(learner, "the first page");
  await takeFirst(learner, ["listen_first"]);
  const result = (await learner.shown()).words;
  assert.match(result, /What you answered rightly counts as read\./);
  assert.match(result, /What to read again.*Who decides/);
  assert.doesNotMatch(result, /Before you answer/, "what was known is not read again");
  await sound(learner, "the result");
  await learner.visit(FINISH);
  const left = async () =>
    (await learner.page().locator("[data-at=left] a").allInnerTexts()).map((words) => words.trim());
  assert.deepEqual(await left(), ["Who decides", "Your promise", "Test"]);
  await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  assert.equal(site.tracks()[STATUS], "incomplete");

  await learner.visit("who_decides");
  await learner.answer("leave", learner.right("leave"));
  await learner.visit("your_promise");
  await learner.visit(TEST);
  await learner.hands.use(learner.button("Take the test again"));
  for (let asked = 0; asked < 2; asked += 1) await learner.step((id) => learner.right(id));
  await learner.visit(FINISH);
  assert.deepEqual(await left(), []);
  await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  assert.equal(site.tracks()[STATUS], "passed");
});

test("who knows everything beforehand has passed, and reading afterwards takes nothing back", async (t) => {
  const { learner, page, site } = await start(t);
  await takeFirst(learner, ["listen_first", "report_it"]);
  await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  assert.equal(site.tracks()[STATUS], "passed");
  await learner.visit("before_you_answer");
  await learner.answer("pause", learner.wrong("pause"));
  await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  assert.equal(site.tracks()[STATUS], "passed");
  await crash(page);
  const { learner: back } = await launch(t, browser, site);
  await back.visit(FINISH);
  assert.match((await back.shown()).words, /That is everything/);
  assert.equal(site.tracks()[STATUS], "passed");
});

test("a pledge has its day, and a file for a calendar that says nothing of what was promised", async (t) => {
  const { learner, page, witness } = await start(t);
  await learner.visit(FINISH);
  assert.equal(await learner.page().getByRole("link", { name: "A reminder for your calendar" }).count(), 0);
  await learner.visit("your_promise");
  await learner.pledge("promise");
  await learner.visit(FINISH);
  const link = learner.page().getByRole("link", { name: "A reminder for your calendar" });
  const day = new Date();
  day.setDate(day.getDate() + 42);
  const words = day.toLocaleDateString("en-GB", { dateStyle: "long" });
  assert.ok((await learner.shown()).words.includes(`Look at your pledge again on ${words}.`));
  await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  await sound(learner, "the last page with a reminder");
  const waiting = page.waitForEvent("download");
  await learner.hands.use(link);
  const download = await waiting;
  assert.equal(download.suggestedFilename(), "promise.ics");
  const text = await readFile(await download.path(), "utf8");
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) =>
    `${part}`.padStart(2, "0"),
  );
  assert.ok(
    text.startsWith("BEGIN:VCALENDAR\r\n") && text.includes(`DTSTART;VALUE=DATE:${date.join("")}\r\n`),
    text,
  );
  assert.doesNotMatch(text, /Wait before/, "calendars are shared");
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
});
