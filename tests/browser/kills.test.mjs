//! A long course whose window is gone after each of its answers.
//!
//! What stands here: 30 pages with 40 questions, answered in order by a learner whose machine loses its power again and
//! again. What does not: how places are written (the vectors). Invariant: the reopened page is the same page with the
//! same answer and feedback, nothing answered earlier is lost, and the place stays short.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { give } from "./answers.mjs";
import { crash, startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The long suite closes the window after every answer, the other after each seventh. */
const EVERY = process.env.BONA_TESTS === "full" ? 1 : 7;

/** Most characters that a place of this course may take. */
const MOST = 400;

test("the window is gone after one answer and another; all is found again", async (t) => {
  const site = await openSite(unpacked("long_course"));
  t.after(() => site.close());
  let now = await launch(t, browser, site);
  const questions = onPages(now.learner.data);
  assert.equal(questions.length, 40);
  const longest = { characters: 0 };
  let kills = 0;
  for (const [at, { id, kind, page }] of questions.entries()) {
    const { learner } = now;
    await learner.visit(page);
    await give(learner, learner.item(id), id, at % 2 === 0);
    await learner.hands.use(learner.button("Check my answer", learner.item(id)));
    await learner.item(id).locator(".fb").waitFor();
    if ((at + 1) % EVERY) continue;
    const left = await seen(learner, id, kind);
    await crash(now.page);
    const place = site.tracks()["cmi.suspend_data"];
    longest.characters = Math.max(longest.characters, place.length);
    await now.context.close();
    now = await launch(t, browser, site);
    kills += 1;
    assert.deepEqual(await seen(now.learner, id, kind), left, `after answer ${at + 1}, ${id}`);
    for (const earlier of questions.slice(0, at + 1)) {
      const item = now.learner.frame.locator(
        `.item:has([name="item-${earlier.id}"]), .item[data-id="${earlier.id}"]`,
      );
      assert.equal(
        await item.first().getAttribute("data-state"),
        "restored",
        `${earlier.id} after answer ${at + 1}`,
      );
    }
  }
  t.diagnostic(`${kills} of ${questions.length} answers were followed by a crash; tests/run --full does all`);
  t.diagnostic(`the longest place took ${longest.characters} characters`);
  assert.ok(longest.characters > 0 && longest.characters <= MOST, `${longest.characters} characters`);
});

/**
 * What the learner has before them. What was typed is kept nowhere, and its page says so; what a screen reader was
 * told of a move is over: of these two the feedback is compared.
 */
async function seen(learner, id, kind) {
  const all = await learner.shown();
  if (kind !== "text" && kind !== "ordering") return all;
  return { place: all.place, words: await learner.item(id).locator(".fb h3").innerText() };
}

/** The questions that stand on pages, in the order of the pages. */
function onPages({ items, modules }) {
  const order = modules.flatMap(({ pages }) => pages.map(({ id }) => id));
  return Object.entries(items)
    .filter(([, { page }]) => page !== null)
    .map(([id, { kind, page }]) => ({ id, kind, page }))
    .sort((a, b) => order.indexOf(a.page) - order.indexOf(b.page));
}
