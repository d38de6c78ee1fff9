//! Every shipped course: each ending of each scene, and three learners who go through all of it.
//!
//! What stands here: that a course as it is written can be played to each of its ends, and what a learning system then
//! holds of the best learner, the worst, and one between. What does not: how single things look and answer (reference,
//! kinds). Invariant: courses are found in their folder, so none is left out; the system refuses no call.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { best, TEST, worst } from "./learner.mjs";
import { habit, ways, written } from "./scenes.mjs";
import { openSite } from "./site.mjs";
import { KINDS, open, packed, read, take } from "./visitor.mjs";
import { takeTest, work } from "./whole.mjs";

const folder = fileURLToPath(new URL("../../courses/", import.meta.url));
const COURSES = readdirSync(folder).filter((name) => existsSync(`${folder}${name}/course.ron`));
const STATUS = "cmi.core.lesson_status";

/** How each learner answers, by the number of the question, and chooses, by the number of the decision. */
const LEARNERS = {
  best: { well: () => true, pick: best },
  worst: { well: () => false, pick: worst },
  mixed: { well: (nth) => nth % 2 === 0, pick: (scene, nth) => (nth % 2 ? worst : best)(scene) },
};

/**
 * Takes the test as this learner does, and gives the status that the system must hold: the best passes at once, the
 * worst uses every attempt up, and the one between passes at the second.
 */
async function examine(name, data, takeOnce) {
  if (name === "best") await takeOnce(() => true);
  else if (name === "worst") {
    for (let left = data.test.attempts; left > 0; left -= 1) await takeOnce(() => false);
  } else {
    await takeOnce(LEARNERS.mixed.well);
    await takeOnce(() => true);
  }
  return name === "worst" ? data.profile.attempts_used : "passed";
}

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Lets a learner in; nothing may be asked of any other address, and nothing refused. */
async function start(t, name) {
  const site = await openSite(unpacked(`course-${name}`));
  t.after(() => site.close());
  const opened = await launch(t, browser, site);
  const sound = async () => {
    const { errors, outside, violations } = opened.witness;
    const refused = (await opened.calls()).filter(({ error }) => error !== "0");
    assert.deepEqual([errors, outside, violations, refused], [[], [], [], []]);
  };
  return { site, sound, ...opened };
}

/** Plays a scene along each of these ways by its own buttons, in the page; what was seen at each end. */
function playAll(frame, id, paths) {
  return frame.evaluate(
    ({ id, paths }) => {
      const root = document.querySelector(`.item[data-id="${id}"]`);
      return paths.map((path) => {
        for (const choice of path) root.querySelector(`.choices [data-value="${choice}"]`).click();
        const turns = root.querySelectorAll(".turn.you").length;
        const last = [...root.querySelectorAll(".live .run > .row")].at(-1).innerText;
        const { state } = root.dataset;
        root.querySelector('[data-do="again"]').click();
        return { state, turns, last, open: root.dataset.state };
      });
    },
    { id, paths },
  );
}

test("the courses are found", () => {
  assert.ok(COURSES.length >= 5 && COURSES.includes("first_contact"), `${COURSES}`);
});

for (const name of COURSES) {
  test(`${name}: every ending of every scene`, async (t) => {
    const { learner, sound } = await start(t, name);
    const scenes = Object.entries(learner.data.scenarios);
    let endings = 0;
    for (const [id, scenario] of scenes) {
      await learner.visit(scenario.page);
      await learner.readNote();
      const paths = [...ways(scenario).values()];
      const seen = await playAll(learner.frame, id, paths);
      for (const [nth, { state, turns, open }] of seen.entries()) {
        assert.deepEqual([state, turns, open], ["done", paths[nth].length, "open"], `${id}: ${paths[nth]}`);
      }
      const words = new Set(seen.map(({ last }) => last));
      assert.equal(words.size, written(scenario), `${id}: as many endings are seen as were written`);
      endings += words.size;
      // The habits of the three learners lead to an end as well, and the best to a good one.
      const kinds = Object.values(LEARNERS).map(({ pick }) => habit(scenario, pick).ending.kind);
      assert.equal(kinds[0], "good", id);
    }
    t.diagnostic(`${scenes.length} scenes, ${endings} endings`);
    assert.ok(scenes.length >= 1 && endings >= 3 * scenes.length);
    await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
    await sound();
  });

  for (const [who, manner] of Object.entries(LEARNERS)) {
    test(`${name}: the ${who} learner, without a page`, async () => {
      const kind = KINDS.find((one) => one.format === "scorm12" && one.packedFor === "universal");
      const data = packed(`course-${name}`);
      const host = kind.first();
      const first = await open(host, data);
      await read(first, data, manner);
      assert.equal(host.kept().status, "incomplete", "the test is not taken yet");
      for (const id of Object.keys(data.scenarios)) assert.ok(first.session.scene(id).done, id);
      const status = await examine(who, data, (well) => take(first, data, well));
      assert.equal(host.kept().status, status);
      assert.equal(await first.leave(), true);
      assert.deepEqual([host.kept().status, host.illegal()], [status, []]);
    });

    if (process.env.BONA_TESTS === "full") {
      test(`${name}: the ${who} learner, in a browser`, async (t) => {
        const { learner, site, sound } = await start(t, name);
        for (let place = await learner.place(); place !== TEST; place = await learner.next()) {
          await work(learner, place, false, manner);
        }
        const status = await examine(who, learner.data, (well) => takeTest(learner, well));
        await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
        assert.equal(site.tracks()[STATUS], status);
        await sound();
      });
    }
  }
}

test("a choice that leads nowhere is found out", async (t) => {
  const { learner } = await start(t, "first_contact");
  const [[id, { page }]] = Object.entries(learner.data.scenarios);
  await learner.visit(page);
  await learner.readNote();
  await assert.rejects(playAll(learner.frame, id, [["somebody_wrote_no_such_choice"]]));
});
