//! A part that measures, in a learning system: what is asked before a course tells nobody what was right.
//!
//! What stands here: a baseline from its cover to its last page, what the system keeps of it, and how it looks to
//! axe-core. What does not: the course itself (learn.test.mjs). Invariant: no word of right or wrong is shown, and
//! the system never hears of a pass.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, startSystem, unpacked } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Answers whatever is asked with its first option, and hands in. */
async function answerAll(learner, each) {
  await learner.hands.use(learner.button(/^(Begin|Go on)$/));
  for (;;) {
    const hand = learner.button("Hand in");
    const last = await hand.isVisible();
    await each("a question");
    await learner.hands.use(learner.page().locator("[data-at=test] input").first());
    await learner.hands.use(last ? hand : learner.button("Next question"));
    if (last) return;
  }
}

for (const system of ["strict", "scorm-again"]) {
  test(`${system}: a baseline is completed with a share and nothing of right or wrong`, async (t) => {
    const site = await openSite(unpacked("baseline"), { system });
    t.after(() => site.close());
    const { learner, calls } = await launch(t, browser, site, { ...SCREENS.phone });
    let states = 0;
    const each = async (name) => {
      const { violations } = await judge(learner.frame);
      assert.deepEqual(violations, [], name);
      assert.equal(await sideways(learner.frame), 0, name);
      const { words } = await learner.shown();
      assert.doesNotMatch(words, /Right answer|Not quite|per cent: |pass yet|You earned/, name);
      states += 1;
    };
    await each("the cover");
    assert.match((await learner.shown()).words, /how many of your answers were right, and not which/);
    assert.equal(await learner.next(), TEST);
    assert.match((await learner.shown()).words, /There is no pass mark/);
    await each("before it begins");
    await answerAll(learner, each);
    assert.match((await learner.shown()).words, /Thank you. Your answers are handed in/);
    await each("handed in");
    assert.equal(await learner.next(), FINISH);
    assert.match((await learner.shown()).words, /That is everything/);
    await each("the end");
    await learner.hands.use(learner.button("Save and close"));
    await learner.page().getByText("You can close this window now").first().waitFor();
    const tracks = site.tracks();
    assert.equal(tracks["cmi.core.lesson_status"], "completed");
    assert.match(tracks["cmi.core.score.raw"], /^(0|50|100)$/);
    const names = Object.keys(tracks).filter((name) => name.startsWith("cmi.interactions"));
    assert.deepEqual(names, [], "single answers are not reported");
    assert.ok((await calls()).length > 5 && states >= 6, `${states} states`);
  });
}

test("the course beside it is passed, so the words that must not stand here can", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner } = await launch(t, browser, site);
  await learner.readAll();
  await learner.takeTest();
  assert.match((await learner.shown()).words, /per cent: |You earned/);
});
