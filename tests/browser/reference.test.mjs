//! The course that uses everything of the language, played from its first page to its last.
//!
//! What stands here: that whatever an author can write can be gone through, and is told to a learning system. What does
//! not: how single blocks and questions look and answer (access, kinds, routes). Invariant: the system refuses no call,
//! and hears that the course is passed once everything is done, and not before.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";
import { takeTest, work } from "./whole.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const STATUS = "cmi.core.lesson_status";

test("everything that can be written can be played to its end", async (t) => {
  const site = await openSite(unpacked("reference12"));
  t.after(() => site.close());
  const { learner, calls, witness } = await launch(t, browser, site);
  const { items, modules, scenarios } = learner.data;
  let done = 0;
  let pages = 0;
  while ((await learner.place()) !== TEST) {
    done += await work(learner, await learner.place());
    pages += 1;
    await learner.next();
  }
  const kinds = new Set(Object.values(items).map(({ kind }) => kind));
  assert.ok(pages >= modules.length && done >= 20 && kinds.size === 10, `${pages}, ${done}, ${[...kinds]}`);
  assert.ok(Object.keys(scenarios).length >= 3);
  assert.equal(site.tracks()[STATUS], "incomplete", "the test is not taken yet");
  const asked = await takeTest(learner);
  t.diagnostic(`${pages} pages, ${done} things done, a test of ${asked.length} questions`);
  assert.equal(site.tracks()[STATUS], "passed");
  assert.equal(site.tracks()["cmi.core.score.raw"], "100");
  while ((await learner.place()) !== FINISH) await learner.next();
  assert.match((await learner.shown()).words, /That is everything/);
  await learner.hands.use(learner.button("Save and close"));
  await learner.page().getByText("You can close this window now").first().waitFor();
  const refused = (await calls()).filter(({ error }) => error !== "0");
  assert.deepEqual([refused, witness.errors, witness.outside, witness.violations], [[], [], [], []]);
});
