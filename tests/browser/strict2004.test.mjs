//! The strict fake of SCORM 2004 against its table of rows, and the same rows put to scorm-again (F-2).
//!
//! What stands here: one test a family for the fake, one for scorm-again against `DIFFERENCES`, the faults, who decides
//! a status, and what a relaunch keeps. Invariant: a wrong row is noticed in the same run, and so is a stale difference.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DIFFERENCES } from "./differences2004.mjs";
import { scormAgain2004, strict } from "./lms.mjs";
import { FAMILIES, rowName, SITUATIONS } from "./rows2004.mjs";

const { Strict2004 } = await strict("2004");

/** What a new LMS answers to a row: [returned, error]. */
function ask(api, [situation, call, args]) {
  for (const [name, ...given] of SITUATIONS[situation]) api[name](...given);
  const returned = api[call](...args);
  return [returned, String(api.GetLastError())];
}

const rows = FAMILIES.flatMap((family) => family.rows);

for (const { name, floor, rows: family } of FAMILIES) {
  test(`the strict fake: ${name}`, () => {
    for (const row of family) assert.deepEqual(ask(new Strict2004().api, row), row.slice(3), rowName(row));
    assert.ok(family.length >= floor, `${family.length} rows judged, at least ${floor} wanted`);
  });
}

test("every row has its own name", () => {
  const names = rows.map(rowName);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
  assert.ok(names.length >= 200, `${names.length} rows`);
});

test("a wrong row is noticed", () => {
  const wrong = ["running", "SetValue", ["cmi.success_status", "passed"], "false", "406"];
  assert.notDeepEqual(ask(new Strict2004().api, wrong), wrong.slice(3));
});

test("scorm-again answers the rows alike, but for the list of differences", (context) => {
  const found = [];
  for (const row of rows) {
    const [returned, error] = ask(scormAgain2004(), row);
    if (returned !== row[3] || error !== row[4]) found.push([rowName(row), returned, error]);
  }
  context.diagnostic(`${rows.length} rows put to scorm-again, ${found.length} answered otherwise`);
  assert.deepEqual(
    found,
    DIFFERENCES.map((difference) => difference.slice(0, 3)),
  );
  for (const [row, , , rule] of DIFFERENCES) assert.ok(rule?.length > 10, `no rule decides ${row}`);
});

/** A run-time that was begun. */
function start(launch = {}) {
  const lms = new Strict2004(launch);
  lms.api.Initialize("");
  return lms;
}

test("faults: failing, offline, forgetful, throwing, booleans, missing branches, hanging", () => {
  const failing = start({ faults: { failCommits: 1 } });
  failing.api.SetValue("cmi.suspend_data", "1.a");
  assert.deepEqual([failing.api.Commit(""), failing.api.GetLastError()], ["false", "391"]);
  assert.equal(failing.tracks["cmi.suspend_data"], undefined);
  assert.equal(failing.api.Commit(""), "true");
  assert.equal(failing.tracks["cmi.suspend_data"], "1.a");
  const offline = start({ faults: { offline: true } });
  assert.equal(offline.api.Commit(""), "false");
  offline.faults.offline = false;
  assert.equal(offline.api.Commit(""), "true");
  const forgetful = start({ faults: { forget: true } });
  forgetful.api.SetValue("cmi.suspend_data", "1.a");
  assert.equal(forgetful.api.Commit(""), "true");
  assert.equal(forgetful.tracks["cmi.suspend_data"], undefined);
  assert.throws(() => start({ faults: { throws: ["Commit"] } }).api.Commit(""), /inside the LMS/);
  const lax = start({ faults: { booleans: true } });
  assert.deepEqual([lax.api.Commit(""), lax.api.GetLastError()], [true, 0]);
  const poor = start({ faults: { without: ["cmi.interactions"] } });
  assert.deepEqual([poor.api.GetValue("cmi.interactions._count"), poor.api.GetLastError()], ["", "402"]);
  let held = 0;
  start({ faults: { hang: 300 }, wait: (milliseconds) => (held += milliseconds) }).api.Commit("");
  assert.equal(held, 300);
});

test("a measure in the manifest decides in the place of the SCO", () => {
  const said = ({ api }) => [api.GetValue("cmi.completion_status"), api.GetValue("cmi.success_status")];
  const lms = start({ threshold: "1", passing: "0.8" });
  lms.api.SetValue("cmi.completion_status", "completed");
  lms.api.SetValue("cmi.success_status", "passed");
  assert.deepEqual(said(lms), ["unknown", "unknown"]);
  lms.api.SetValue("cmi.progress_measure", "0.99");
  lms.api.SetValue("cmi.score.scaled", "0.79");
  assert.deepEqual(said(lms), ["incomplete", "failed"]);
  lms.api.SetValue("cmi.progress_measure", "1");
  lms.api.SetValue("cmi.score.scaled", "0.8");
  assert.deepEqual(said(lms), ["completed", "passed"]);
  lms.api.Commit("");
  assert.equal(lms.tracks["cmi.success_status"], "passed");
});

test("a relaunch goes on with what was suspended, and begins anew with what was ended", () => {
  const first = start();
  first.api.SetValue("cmi.exit", "suspend");
  first.api.SetValue("cmi.session_time", "PT1M30S");
  first.api.SetValue("cmi.suspend_data", "1.a");
  first.api.Commit("");
  first.api.SetValue("cmi.suspend_data", "1.lost");
  const second = start({ tracks: first.tracks });
  const read = (lms, ...names) => names.map((name) => lms.api.GetValue(`cmi.${name}`));
  assert.deepEqual(read(second, "suspend_data", "entry", "total_time"), ["1.a", "resume", "PT0H1M30S"]);
  second.api.SetValue("cmi.exit", "normal");
  second.api.SetValue("cmi.session_time", "PT30S");
  second.api.SetValue("cmi.completion_status", "completed");
  second.api.Terminate("");
  assert.equal(second.tracks["cmi.total_time"], "PT0H2M0S");
  const third = second.relaunch();
  third.api.Initialize("");
  assert.deepEqual(read(third, "suspend_data", "entry", "completion_status"), ["", "ab-initio", "unknown"]);
  const looking = second.relaunch({ mode: "review" });
  looking.api.Initialize("");
  assert.deepEqual(read(looking, "mode", "suspend_data", "completion_status"), [
    "review",
    "1.a",
    "completed",
  ]);
});

test("calls and commits are logged in order", () => {
  const lms = start();
  lms.api.SetValue("cmi.credit", "x");
  lms.api.Terminate("");
  assert.deepEqual(
    lms.calls.map(({ name, error }) => [name, error]),
    [
      ["Initialize", "0"],
      ["SetValue", "404"],
      ["Terminate", "0"],
    ],
  );
  assert.equal(lms.commits.length, 1);
});
