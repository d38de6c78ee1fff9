//! The course that uses everything of the language, played from its first page to its last.
//!
//! What stands here: that whatever an author can write can be gone through, and is told to a learning system. What does
//! not: how single blocks and questions look and answer (access, kinds, routes). Invariant: the system refuses no call,
//! and hears that the course is passed once everything is done, and not before.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { give } from "./answers.mjs";
import { startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const STATUS = "cmi.core.lesson_status";

/** Answers a question on a page: an opinion is given, anything else is checked. */
async function answer(learner, id) {
  const root = learner.item(id);
  if (learner.data.items[id].kind === "likert") {
    for (const scale of await root.locator("fieldset").all())
      await learner.hands.use(scale.locator("input").last());
    return;
  }
  await give(learner, root, id, true);
  await learner.hands.use(learner.button("Check my answer", root));
  await root.locator(".fb").waitFor();
  assert.equal(await root.getAttribute("data-state"), "checked-right", id);
}

/** Does all that a page asks. Gives how many things that was. */
async function work(learner, place) {
  const { items, scenarios, pledges } = learner.data;
  const here = (things) => Object.keys(things).filter((id) => things[id].page === place);
  await learner.readNote();
  for (const id of here(items)) await answer(learner, id);
  for (const id of here(scenarios)) await learner.play(id);
  for (const id of here(pledges)) await learner.pledge(id);
  return [items, scenarios, pledges].flatMap(here).length;
}

/** Takes the test with every answer right. Gives the kinds that were asked. */
async function takeTest(learner) {
  const kinds = [];
  await learner.beginTest(0);
  for (;;) {
    const id = await learner.question();
    kinds.push(learner.data.items[id].kind);
    await give(learner, learner.page().locator("[data-at=test] .item"), id, true);
    const last = learner.button("Hand in");
    const over = await last.isVisible();
    const before = await learner.page().locator("[data-at=test] .hint").innerText();
    await learner.hands.use(over ? last : learner.button("Next question"));
    if (over) return kinds;
    await learner.page().locator("[data-at=test] .hint", { hasNotText: before }).waitFor();
  }
}

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
