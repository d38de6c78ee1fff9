//! A learner in both learning systems of SCORM 2004, in a browser: passes and looks again; fails to the end and passes.
//!
//! What stands here: what a system must hold afterwards, and which calls it heard. What does not: every path without a
//! page (paths.test.mjs) and what single calls answer (strict2004.test.mjs). Invariant: each learner is new; the strict
//! system refuses no call but for what was never set, and nobody is asked who the learner is.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { crash, startBrowser } from "./chromium.mjs";
import { launch, startSystem } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { SYSTEMS_2004 } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The formats, each before one of the systems. */
const FORMATS = { "strict-2004": "scorm2004-4", "scorm-again-2004": "scorm2004-3" };

/** Interactions as lists of fields, in the order in which they were written. */
function interactions(tracks) {
  const found = [];
  for (const [name, value] of Object.entries(tracks)) {
    const [, nth, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (nth) found[Number(nth)] = { ...found[Number(nth)], [field]: value };
  }
  return found;
}

const statuses = (tracks) => [tracks["cmi.completion_status"], tracks["cmi.success_status"]];

/** What an answer is by the data block: ids of what was chosen, ids of what is right. */
function right({ data }, id) {
  const { letters, options, secret } = data.items[id.replace(/__a\d+$/, "")];
  return [...secret.right].map((letter) => options[letters.indexOf(letter)]).join("[,]");
}

/** What must hold of every record, whatever the learner did. */
function sound(learner, tracks, calls) {
  assert.match(tracks["cmi.suspend_data"], /^[A-Za-z0-9._-]+$/);
  assert.match(tracks["cmi.session_time"] ?? "PT0H0M0S", /^PT\d+H\d+M\d+S$/);
  for (const one of interactions(tracks)) {
    assert.match(one.id, /^\w{1,255}$/);
    assert.match(one.result, /^(correct|incorrect|neutral)$/, one.id);
    assert.match(one.learner_response, /^\w+(\[,\]\w+)*$/, one.id);
    assert.match(one.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.0Z$/, one.id);
    assert.match(one.latency, /^PT\d+H\d+M\d+S$/, one.id);
    if (one.result === "neutral") continue;
    assert.equal(one["correct_responses.0.pattern"], right(learner, one.id), one.id);
    const fits = one.learner_response === right(learner, one.id);
    assert.equal(one.result, fits ? "correct" : "incorrect", one.id);
  }
  const named = calls.filter(({ args }) => /^adl\.|learner_(id|name)/.test(String(args[0])));
  assert.deepEqual(named, [], "navigation was asked for, or who the learner is");
  const refused = calls.filter(
    ({ name, error }) => error !== "0" && !(name === "GetValue" && error === "403"),
  );
  assert.deepEqual(refused, [], "calls were refused");
}

for (const system of SYSTEMS_2004) {
  const format = FORMATS[system];

  test(`${system}: a learner passes, is cut off on the way, and looks at it again`, async (t) => {
    const site = await startSystem(t, system, { format });
    const first = await launch(t, browser, site);
    assert.deepEqual(statuses(site.tracks()), ["incomplete", untold(system)]);
    assert.equal(site.tracks()["cmi.exit"], "suspend");
    await first.learner.readAll();
    const asked = await first.learner.beginTest(2);
    await first.learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
    sound(first.learner, site.tracks(), await first.calls());
    await crash(first.page);
    const second = await launch(t, browser, site);
    const { learner } = second;
    assert.equal(await learner.place(), TEST, "where they were");
    await learner.hands.use(learner.button("Go on with the test"));
    asked.push(...(await learner.takeRest()));
    const tracks = site.tracks();
    assert.deepEqual(statuses(tracks), ["completed", "passed"], "told before the learner says goodbye");
    assert.deepEqual(
      ["raw", "min", "max", "scaled"].map((name) => tracks[`cmi.score.${name}`]),
      ["100", "0", "100", "1"],
    );
    assert.equal(tracks["cmi.progress_measure"], "1");
    const told = interactions(tracks);
    for (const id of asked)
      assert.ok(
        told.some((one) => one.id === id && one.result === "correct"),
        id,
      );
    while ((await learner.place()) !== FINISH) await learner.next();
    await learner.hands.use(learner.button("Save and close"));
    await learner.page().getByText("You can close this window now").first().waitFor();
    sound(learner, site.tracks(), await second.calls());
    assert.deepEqual(first.witness.errors.concat(second.witness.errors), []);
    await second.context.close();
    const third = await launch(t, browser, site);
    assert.deepEqual(statuses(site.tracks()), ["completed", "passed"], "what was reached stays");
    await third.learner.visit(TEST);
    assert.match((await third.learner.shown()).words, /100 per cent/);
  });

  test(`${system}: a learner fails, tries again and passes, and the best result is kept`, async (t) => {
    const site = await startSystem(t, system, { format });
    const { learner, calls, witness } = await launch(t, browser, site);
    await learner.readAll({ answers: "wrong" });
    await learner.takeTest({ wrong: 6 });
    const failed = site.tracks();
    assert.equal(failed["cmi.completion_status"], "incomplete", "failed with attempts left is not the end");
    assert.equal(failed["cmi.success_status"], untold(system));
    assert.ok(Number(failed["cmi.score.scaled"]) < learner.data.test.pass_mark / 1_000_000);
    const again = await learner.takeTest();
    const tracks = site.tracks();
    assert.deepEqual(statuses(tracks), ["completed", "passed"]);
    assert.equal(tracks["cmi.score.scaled"], "1");
    const ids = interactions(tracks).map(({ id }) => id);
    assert.ok(again.some((id) => ids.includes(`${id}__a2`)));
    sound(learner, tracks, await calls());
    assert.deepEqual(witness.errors, []);
  });

  test(`${system}: in review everything is shown and nothing is written`, async (t) => {
    const kept = {
      "cmi.completion_status": "completed",
      "cmi.success_status": "passed",
      "cmi.exit": "suspend",
    };
    const site = await startSystem(t, system, { format, launch: { mode: "review", tracks: kept } });
    const { learner, calls } = await launch(t, browser, site);
    await learner.readAll();
    assert.deepEqual(
      (await calls()).filter(({ name }) => /SetValue|Commit/.test(name)),
      [],
    );
    assert.deepEqual(site.commits, []);
  });
}

/** What a system holds that was never told: ours has nothing, the other says so in a word. */
function untold(system) {
  return system === "strict-2004" ? undefined : "unknown";
}
