//! Doing all that a course asks, whatever kinds of things those are.
//!
//! What stands here: a page with everything on it, and a test of every kind of question. What does not: single controls
//! (learner.mjs, answers.mjs). Invariant: an answer is right unless it is asked to be wrong, and every opinion is to prefer
//! not to say.

import assert from "node:assert/strict";
import { give } from "./answers.mjs";
import { best } from "./learner.mjs";
import { habit } from "./scenes.mjs";

/** Answers a question on a page: an opinion is given, anything else is checked, wrongly as often as may be. */
async function answer(learner, id, right) {
  const root = learner.item(id);
  const { kind, attempts } = learner.data.items[id];
  if (kind === "likert") {
    for (const scale of await root.locator("fieldset").all())
      await learner.hands.use(scale.locator("input").last());
    return;
  }
  for (let left = right ? 1 : attempts; left > 0; left -= 1) {
    // No wrong answer is given twice running: what stands there already is not checked again.
    await give(learner, root, id, right || (left % 2 ? "none" : "some"));
    await learner.hands.use(learner.button("Check my answer", root));
    await root.locator(".fb").waitFor();
  }
  if (right) assert.equal(await root.getAttribute("data-state"), "checked-right", id);
}

/** Makes these choices in a scene, by their ids. */
export async function playAlong(learner, id, path) {
  const root = learner.item(id);
  for (const [nth, choice] of path.entries()) {
    await learner.hands.use(root.locator(`.choices [data-value="${choice}"]`));
    await root.locator(".turn.you").nth(nth).waitFor();
  }
}

/**
 * Does all that a page asks, or skips what warns. `well` says of each answer, by its number in the course, whether it is
 * right, and `pick` chooses in scenes. Gives how many things that was.
 */
export async function work(learner, place, skip = false, { well = () => true, pick = best } = {}) {
  const { items, scenarios, pledges } = learner.data;
  const here = (things) => Object.keys(things).filter((id) => things[id].page === place);
  if (skip && (await learner.button("Skip it").isVisible())) {
    await learner.hands.use(learner.button("Skip it"));
    return 0;
  }
  await learner.readNote();
  for (const id of here(items)) await answer(learner, id, well(Object.keys(items).indexOf(id)));
  for (const id of here(scenarios)) await playAlong(learner, id, habit(scenarios[id], pick).path);
  for (const id of here(pledges)) await learner.pledge(id);
  return [items, scenarios, pledges].flatMap(here).length;
}

/** Takes the test with every answer right, or as `well` says of each by its number. Gives the kinds that were asked. */
export async function takeTest(learner, well = () => true) {
  const kinds = [];
  await learner.beginTest(0);
  for (;;) {
    const id = await learner.question();
    kinds.push(learner.data.items[id].kind);
    await give(learner, learner.page().locator("[data-at=test] .item"), id, well(kinds.length - 1) || "none");
    const last = learner.button("Hand in");
    const over = await last.isVisible();
    const before = await learner.page().locator("[data-at=test] .hint").innerText();
    await learner.hands.use(over ? last : learner.button("Next question"));
    if (over) return kinds;
    await learner.page().locator("[data-at=test] .hint", { hasNotText: before }).waitFor();
  }
}
