//! The strict fake against its table of rows, and the same rows put to scorm-again (F-2).
//!
//! What stands here: one test a family for the fake, one for scorm-again against `DIFFERENCES`, the faults,
//! and what a relaunch keeps. Invariant: a wrong row is noticed in the same run, and so is a stale difference.

import assert from "node:assert/strict";
import { test } from "node:test";
import { scormAgain, strict } from "./lms.mjs";
import { DIFFERENCES, FAMILIES, rowName, SITUATIONS } from "./rows12.mjs";

const { Strict12 } = await strict();

/** What a new LMS answers to a row: [returned, error]. */
function ask(api, [situation, call, args]) {
  for (const [name, ...given] of SITUATIONS[situation]) api[name](...given);
  const returned = api[call](...args);
  return [returned, String(api.LMSGetLastError())];
}

const rows = FAMILIES.flatMap((family) => family.rows);

for (const { name, floor, rows: family } of FAMILIES) {
  test(`the strict fake: ${name}`, () => {
    for (const row of family) assert.deepEqual(ask(new Strict12().api, row), row.slice(3), rowName(row));
    assert.ok(family.length >= floor, `${family.length} rows judged, at least ${floor} wanted`);
  });
}

test("every row has its own name", () => {
  const names = rows.map(rowName);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
  assert.ok(names.length >= 150, `${names.length} rows`);
});

test("a wrong row is noticed", () => {
  const wrong = ["running", "LMSSetValue", ["cmi.core.lesson_status", "passed"], "false", "405"];
  assert.notDeepEqual(ask(new Strict12().api, wrong), wrong.slice(3));
});

test("scorm-again answers the rows alike, but for the list of differences", (context) => {
  const found = [];
  for (const row of rows) {
    const [returned, error] = ask(scormAgain(), row);
    if (returned !== row[3] || error !== row[4]) found.push([rowName(row), returned, error]);
  }
  context.diagnostic(`${rows.length} rows put to scorm-again, ${found.length} answered otherwise`);
  assert.deepEqual(
    found,
    DIFFERENCES.map((difference) => difference.slice(0, 3)),
  );
  for (const [row, , , rule] of DIFFERENCES) assert.ok(rule?.length > 10, `no rule decides ${row}`);
});

test("a fault fails commits and keeps nothing until it ends", () => {
  const lms = new Strict12({ faults: { failCommits: 1 } });
  lms.api.LMSInitialize("");
  lms.api.LMSSetValue("cmi.suspend_data", "1.a");
  assert.equal(lms.api.LMSCommit(""), "false");
  assert.equal(lms.tracks["cmi.suspend_data"], undefined);
  assert.equal(lms.api.LMSCommit(""), "true");
  assert.equal(lms.tracks["cmi.suspend_data"], "1.a");
});

test("faults: offline, forgetful, throwing, booleans, missing branches, hanging", () => {
  const start = (faults, more = {}) => {
    const lms = new Strict12({ faults, ...more });
    lms.api.LMSInitialize("");
    return lms;
  };
  const offline = start({ offline: true });
  assert.equal(offline.api.LMSCommit(""), "false");
  offline.faults.offline = false;
  assert.equal(offline.api.LMSCommit(""), "true");
  const forgetful = start({ forget: true });
  forgetful.api.LMSSetValue("cmi.suspend_data", "1.a");
  assert.equal(forgetful.api.LMSCommit(""), "true");
  assert.equal(forgetful.tracks["cmi.suspend_data"], undefined);
  assert.throws(() => start({ throws: ["LMSCommit"] }).api.LMSCommit(""), /inside the LMS/);
  assert.equal(start({ booleans: true }).api.LMSCommit(""), true);
  assert.equal(start({ booleans: true }).api.LMSGetLastError(), 0);
  const esr = start({ without: ["cmi.interactions"] });
  assert.equal(esr.api.LMSGetValue("cmi.interactions._count"), "");
  assert.equal(esr.api.LMSGetLastError(), "401");
  let held = 0;
  start({ hang: 300 }, { wait: (milliseconds) => (held += milliseconds) }).api.LMSCommit("");
  assert.equal(held, 300);
});

test("a relaunch sees what was committed, and only a suspended SCO keeps its own data", () => {
  const first = new Strict12();
  first.api.LMSInitialize("");
  first.api.LMSSetValue("cmi.core.exit", "suspend");
  first.api.LMSSetValue("cmi.core.session_time", "00:01:30");
  first.api.LMSSetValue("cmi.suspend_data", "1.a");
  first.api.LMSCommit("");
  first.api.LMSSetValue("cmi.suspend_data", "1.lost");
  const second = first.relaunch();
  second.api.LMSInitialize("");
  assert.equal(second.api.LMSGetValue("cmi.suspend_data"), "1.a");
  assert.equal(second.api.LMSGetValue("cmi.core.entry"), "resume");
  assert.equal(second.api.LMSGetValue("cmi.core.total_time"), "0000:01:30.00");
  second.api.LMSSetValue("cmi.core.exit", "");
  second.api.LMSSetValue("cmi.core.session_time", "00:00:30");
  second.api.LMSSetValue("cmi.core.lesson_status", "completed");
  second.api.LMSFinish("");
  const third = second.relaunch();
  third.api.LMSInitialize("");
  assert.equal(third.api.LMSGetValue("cmi.suspend_data"), "");
  assert.equal(third.api.LMSGetValue("cmi.core.lesson_status"), "completed");
  assert.equal(third.api.LMSGetValue("cmi.core.total_time"), "0000:02:00.00");
});

test("calls and commits are logged in order", () => {
  const lms = new Strict12();
  lms.api.LMSInitialize("");
  lms.api.LMSSetValue("cmi.core.credit", "x");
  lms.api.LMSFinish("");
  assert.deepEqual(
    lms.calls.map(({ name, error }) => [name, error]),
    [
      ["LMSInitialize", "0"],
      ["LMSSetValue", "403"],
      ["LMSFinish", "0"],
    ],
  );
  assert.equal(lms.commits.length, 1);
});
