//! Doing all that a course asks, whatever kinds of things those are.
//!
//! What stands here: a page with everything on it, and a test of every kind of question. What does not: single controls
//! (learner.mjs, answers.mjs). Invariant: every answer is right, and every opinion is to prefer not to say.

import assert from "node:assert/strict";
import { give } from "./answers.mjs";

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

/** Does all that a page asks, or skips what warns. Gives how many things that was. */
export async function work(learner, place, skip = false) {
  const { items, scenarios, pledges } = learner.data;
  const here = (things) => Object.keys(things).filter((id) => things[id].page === place);
  if (skip && (await learner.button("Skip it").isVisible())) {
    await learner.hands.use(learner.button("Skip it"));
    return 0;
  }
  await learner.readNote();
  for (const id of here(items)) await answer(learner, id);
  for (const id of here(scenarios)) await learner.play(id);
  for (const id of here(pledges)) await learner.pledge(id);
  return [items, scenarios, pledges].flatMap(here).length;
}

/** Takes the test with every answer right. Gives the kinds that were asked. */
export async function takeTest(learner) {
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
