//! A learner in both learning systems: passes; fails and tries again; vanishes after an answer and comes back.
//!
//! What stands here: what a learning system must hold afterwards. What does not: how the learner finds buttons
//! (learner.mjs). Invariant: each learner is new, and the strict system refuses no call of the player.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeTarget, crash, startBrowser } from "./chromium.mjs";
import { launch, leave, startSystem } from "./course.mjs";
import { FINISH, TEST, worst } from "./learner.mjs";
import { runtimeFile } from "./runtime.mjs";
import { SYSTEMS } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Leaves what the system holds of a learner for the evidence part of tests/run. */
function record(name, site, learner) {
  leave(`${name}.json`, runtimeFile([{ number: name, site, course: learner.data.package.course }]));
}

/** After which answer a window vanishes, and how; `tests/run --full` takes every answer of the course. */
const VANISHING =
  process.env.BONA_TESTS === "full"
    ? [0, 1, 2, 3, 4, 5, 6].flatMap((nth) => [
        [nth, crash],
        [nth, closeTarget],
      ])
    : [
        [0, crash],
        [1, closeTarget],
      ];

const RESPONSE = { choice: /^[a-z0-9](,[a-z0-9])*$/, "true-false": /^[tf]$/ };

/** Interactions as lists of fields, in the order in which they were written. */
function interactions(tracks) {
  const found = [];
  for (const [name, value] of Object.entries(tracks)) {
    const parts = /^cmi\.interactions\.(\d+)\.([a-z_]+)/.exec(name);
    if (parts) found[Number(parts[1])] = { ...found[Number(parts[1])], [parts[2]]: value };
  }
  return found;
}

/** What must hold of every record, whatever the learner did. */
function sound(tracks, calls, system) {
  assert.match(tracks["cmi.suspend_data"], /^[A-Za-z0-9._-]+$/);
  assert.ok(tracks["cmi.suspend_data"].length <= 4096);
  assert.ok((tracks["cmi.core.lesson_location"] ?? "").length <= 255);
  assert.match(tracks["cmi.core.session_time"] ?? "00:00:00", /^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
  for (const { id, type, result, student_response: said, latency } of interactions(tracks)) {
    assert.match(id, /^[A-Za-z0-9_-]{1,255}$/);
    assert.match(result, /^(correct|wrong|neutral)$/, id);
    assert.match(said, RESPONSE[type], id);
    assert.match(latency, /^\d{2,4}:\d{2}:\d{2}$/, id);
  }
  const personal = calls.filter(({ args }) => /student_(id|name)/.test(String(args[0])));
  assert.deepEqual(personal, [], "the player asked who the learner is");
  if (system === "strict")
    assert.deepEqual(
      calls.filter(({ error }) => error !== "0"),
      [],
      "calls were refused",
    );
}

for (const system of SYSTEMS) {
  test(`${system}: a learner reads everything, passes and is told so`, async (t) => {
    const site = await startSystem(t, system);
    const { learner, calls, witness } = await launch(t, browser, site);
    const first = site.tracks();
    assert.equal(first["cmi.core.lesson_status"], "incomplete", "begun is not yet done, and is said at once");
    assert.equal(await learner.readAll(), TEST);
    const asked = await learner.takeTest();
    assert.ok(asked.length >= 5, `${asked.length} questions were asked`);
    assert.equal(site.tracks()["cmi.core.lesson_status"], "passed", "told before the learner says goodbye");
    while ((await learner.place()) !== FINISH) await learner.next();
    assert.match((await learner.shown()).words, /That is everything/);
    await learner.hands.use(learner.button("Save and close"));
    await learner.page().getByText("You can close this window now").first().waitFor();
    const tracks = site.tracks();
    assert.equal(tracks["cmi.core.lesson_status"], "passed");
    assert.equal(tracks["cmi.core.score.raw"], "100");
    assert.equal(tracks["cmi.core.score.min"], "0");
    assert.equal(tracks["cmi.core.score.max"], "100");
    sound(tracks, await calls(), system);
    const told = interactions(tracks);
    const scenes = Object.keys(learner.data.scenarios);
    assert.ok(
      told.some(({ id, result }) => scenes.includes(id.split("__")[0]) && result === "neutral"),
      "no choice was told",
    );
    for (const id of asked) {
      assert.ok(
        told.some((one) => one.id === id && one.result === "correct"),
        `nothing was told of ${id}`,
      );
    }
    assert.deepEqual(witness.errors, []);
    record(`passed-${system}`, site, learner);
  });

  test(`${system}: a learner fails, reads on, tries again and passes`, async (t) => {
    const site = await startSystem(t, system);
    const { learner, calls } = await launch(t, browser, site);
    await learner.readAll({ answers: "wrong" });
    await learner.takeTest({ wrong: 6 });
    const failed = site.tracks();
    assert.equal(failed["cmi.core.lesson_status"], "incomplete", "failed with attempts left is not the end");
    assert.ok(Number(failed["cmi.core.score.raw"]) < learner.data.test.pass_mark / 10_000);
    record(`failed-${system}`, site, learner);
    const again = await learner.takeTest();
    const tracks = site.tracks();
    assert.equal(tracks["cmi.core.lesson_status"], "passed");
    assert.equal(tracks["cmi.core.score.raw"], "100", "the best result is kept");
    sound(tracks, await calls(), system);
    const ids = interactions(tracks).map(({ id }) => id);
    assert.ok(
      again.some((id) => ids.includes(`${id}__a2`)),
      "the second attempt has ids of its own",
    );
  });

  for (const [nth, vanish] of VANISHING) {
    test(`${system}: after answer ${nth + 1} the window is gone (${vanish.name}); all is found again`, async (t) => {
      const site = await startSystem(t, system);
      const first = await launch(t, browser, site);
      for (const { id, page } of itemsOfPages(first.learner.data).slice(0, nth + 1)) {
        while ((await first.learner.place()) !== page) await first.learner.next();
        await first.learner.answer(id, first.learner.wrong(id));
      }
      const left = await first.learner.shown();
      await vanish(first.page);
      const second = await launch(t, browser, site);
      assert.deepEqual(await second.learner.shown(), left);
      assert.ok(
        left.chosen.some((input) => input.endsWith("true")),
        "an answer was there to be found",
      );
      assert.equal(site.tracks()["cmi.core.lesson_status"], "incomplete");
    });
  }
}

for (const system of SYSTEMS) {
  test(`${system}: a window that is gone in the middle of a scene and of the test loses neither`, async (t) => {
    const site = await startSystem(t, system);
    const first = await launch(t, browser, site);
    const [scene, { page }] = Object.entries(first.learner.data.scenarios)[0];
    while ((await first.learner.place()) !== page) await first.learner.next();
    await first.learner.readNote();
    await first.learner.play(scene, { pick: worst, most: 1 });
    const left = await first.learner.shown();
    await crash(first.page);
    const second = await launch(t, browser, site);
    assert.deepEqual(await second.learner.shown(), left);
    while ((await second.learner.place()) !== TEST) await second.learner.next();
    const asked = await second.learner.beginTest(2);
    const third = await second.learner.question();
    await crash(second.page);
    const last = await launch(t, browser, site);
    assert.equal(await last.learner.place(), TEST);
    await last.learner.beginTest(0);
    assert.equal(await last.learner.question(), third, "the test goes on where it was left");
    const all = [...asked, ...(await last.learner.takeRest())];
    assert.equal(new Set(all).size, all.length, "no question is asked twice");
    assert.equal(site.tracks()["cmi.core.score.raw"], "100", "answers given before the window went count");
  });
}

/** The questions that stand on pages, in the order of the pages. */
function itemsOfPages(data) {
  const pages = data.modules.flatMap((module) => module.pages.map(({ id }) => id));
  const items = Object.entries(data.items).map(([id, { page }]) => ({ id, page }));
  return items
    .filter(({ page }) => page !== null)
    .sort((a, b) => pages.indexOf(a.page) - pages.indexOf(b.page));
}
