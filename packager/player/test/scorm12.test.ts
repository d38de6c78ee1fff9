//! The SCORM 1.2 adapter before a strict host: legal values only, in the order that hosts want, one goodbye.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Launch, Strict12 } from "../lms/strict12.ts";
import type { Answer, Lms, Opened, Snapshot } from "../src/lms/api";
import { scorm12 } from "../src/lms/scorm12";
import { span } from "../src/lms/span";
import { sample } from "./sample";
import { bonaWords } from "./words";
import { FakeWorld, settle } from "./world";

const SNAPSHOT: Snapshot = {
  state: "1.ABCdef.1_0_0-0f3a9c21.3q2.IFp_",
  place: "reading",
  status: "incomplete",
  score: null,
  done: 0,
  time: 65_000,
  answers: [],
};

const ANSWER: Answer = {
  id: "repair",
  attempt: 1,
  chosen: "ac",
  result: "wrong",
  latency: 8_400,
};

interface Started {
  lms: Strict12;
  adapter: Lms;
  opened: Opened;
  world: FakeWorld;
  host: { API: unknown; closed: boolean; opener: unknown };
}

async function start(
  launch: Launch | Strict12 = {},
  profile: Partial<ReturnType<typeof sample>["profile"]> = {},
): Promise<Started> {
  const lms = launch instanceof Strict12 ? launch : new Strict12(launch);
  const data = sample();
  const world = new FakeWorld();
  const host = { API: lms.api as unknown, closed: false, opener: null as unknown };
  const adapter = scorm12({ parent: host, bonaWords }, world, {
    ...data,
    profile: { ...data.profile, ...profile },
  });
  const opened = await adapter.open();
  return { lms, adapter, opened, world, host };
}

/** Elements written, in order. */
const written = (lms: Strict12): string[] =>
  lms.calls.filter((call) => call.name === "LMSSetValue").map((call) => String(call.args[0]));

const refused = (lms: Strict12): unknown[] =>
  lms.calls.filter((call) => call.error !== "0" && call.name !== "LMSGetValue");

test("a first launch says incomplete and suspend, and commits, before anything else happens", async () => {
  const { lms, opened } = await start();
  assert.deepEqual(opened, { link: "connected", state: "", status: null, score: null, language: "" });
  assert.equal(lms.tracks["cmi.core.lesson_status"], "incomplete");
  assert.equal(lms.tracks["cmi.core.exit"], "suspend");
  assert.equal(lms.commits.length, 1);
  assert.deepEqual(refused(lms), []);
});

test("a host that keeps a place and never says a status hears none before it was earned again", async () => {
  const { lms, adapter, opened } = await start({ tracks: { "cmi.suspend_data": SNAPSHOT.state } });
  assert.deepEqual([opened.state, opened.status], [SNAPSHOT.state, null]);
  assert.ok(!written(lms).includes("cmi.core.lesson_status"), `${written(lms)}`);
  assert.equal(await adapter.save({ ...SNAPSHOT, status: "passed", score: 100 }), true);
  assert.equal(lms.tracks["cmi.core.lesson_status"], "passed");
  assert.deepEqual(refused(lms), []);
});

test("answers go on behind those of earlier visits, however many a host has kept", async () => {
  const ids = Array.from({ length: 1200 }, (_, nth) => [`cmi.interactions.${nth}.id`, "before"]);
  const { lms, adapter } = await start({ tracks: Object.fromEntries(ids) });
  assert.equal(await adapter.save({ ...SNAPSHOT, answers: [ANSWER] }), true);
  assert.equal(lms.tracks["cmi.interactions.1199.id"], "before");
  assert.equal(lms.tracks["cmi.interactions.1200.id"], ANSWER.id);
  assert.deepEqual(refused(lms), []);
});

test("score comes before status, status before commit, and only what changed is written", async () => {
  const { lms, adapter } = await start();
  const before = written(lms).length;
  const passed: Snapshot = { ...SNAPSHOT, status: "passed", score: 83, answers: [ANSWER] };
  assert.equal(await adapter.save(passed), true);
  const now = written(lms).slice(before);
  const order = [
    "cmi.suspend_data",
    "cmi.core.lesson_location",
    "cmi.core.score.raw",
    "cmi.core.score.min",
    "cmi.core.score.max",
    "cmi.interactions.0.id",
    "cmi.interactions.0.type",
    "cmi.interactions.0.time",
    "cmi.interactions.0.correct_responses.0.pattern",
    "cmi.interactions.0.weighting",
    "cmi.interactions.0.student_response",
    "cmi.interactions.0.result",
    "cmi.interactions.0.latency",
    "cmi.core.lesson_status",
    "cmi.core.session_time",
  ];
  assert.deepEqual(now, order);
  assert.equal(lms.tracks["cmi.core.score.raw"], "83");
  assert.equal(lms.tracks["cmi.interactions.0.student_response"], "a,c");
  assert.equal(lms.tracks["cmi.interactions.0.result"], "wrong");
  assert.equal(lms.tracks["cmi.interactions.0.latency"], "00:00:08");
  assert.equal(lms.tracks["cmi.core.session_time"], "00:01:05");
  assert.equal(await adapter.save({ ...passed, answers: [] }), true);
  assert.equal(written(lms).length, before + order.length, "the same again writes nothing");
  assert.deepEqual(refused(lms), []);
});

test("ids of later attempts, statements and scenes are legal and tell what was meant", async () => {
  const { lms, adapter } = await start();
  const answers: Answer[] = [
    { ...ANSWER, attempt: 2 },
    { ...ANSWER, id: "bank_two", chosen: "t", result: "correct" },
    { ...ANSWER, id: "alex__called", chosen: "b", option: "ask_quietly", result: "neutral" },
    { ...ANSWER, id: "left", chosen: "" },
  ];
  assert.equal(await adapter.save({ ...SNAPSHOT, answers }), true);
  const tracks = lms.tracks;
  assert.equal(tracks["cmi.interactions.0.id"], "repair__a2");
  assert.equal(tracks["cmi.interactions.1.type"], "true-false");
  assert.equal(tracks["cmi.interactions.1.student_response"], "t");
  assert.equal(tracks["cmi.interactions.1.result"], "correct");
  assert.equal(tracks["cmi.interactions.2.result"], "neutral");
  assert.equal(tracks["cmi.interactions.2.correct_responses.0.pattern"], undefined);
  assert.equal(tracks["cmi.interactions.3.student_response"], undefined, "an empty answer is never sent");
  assert.deepEqual(refused(lms), []);
});

test("what was kept is found again, and a status is read for what it is", async () => {
  const { lms, adapter } = await start();
  await adapter.finish({ ...SNAPSHOT, status: "passed", score: 100, answers: [ANSWER] });
  const again = await start(lms.relaunch());
  assert.deepEqual(again.opened, {
    link: "connected",
    state: SNAPSHOT.state,
    status: "passed",
    score: 100,
    language: "",
  });
  await again.adapter.save({ ...SNAPSHOT, status: "passed", answers: [ANSWER] });
  assert.equal(again.lms.tracks["cmi.interactions.1.id"], "repair", "the host's own count goes on");
  assert.deepEqual(refused(again.lms), []);
});

test("a host that answers with booleans and numbers is believed", async () => {
  const { adapter, lms, opened } = await start({ faults: { booleans: true } });
  assert.equal(opened.link, "connected");
  assert.equal(await adapter.save({ ...SNAPSHOT, answers: [ANSWER] }), true);
  assert.equal(lms.tracks["cmi.interactions.0.id"], "repair");
});

test("a session that already runs is adopted, one that has ended is not", async () => {
  const lms = new Strict12();
  lms.api.LMSInitialize("");
  const adopted = await start(lms);
  assert.equal(adopted.opened.link, "connected");
  assert.equal(await adopted.adapter.save(SNAPSHOT), true);
  await adopted.adapter.finish(SNAPSHOT);
  const late = await start(lms);
  assert.equal(late.opened.link, "refused");
  const calls = lms.calls.length;
  assert.equal(await late.adapter.save(SNAPSHOT), false);
  assert.equal(await late.adapter.finish(SNAPSHOT), false);
  assert.equal(lms.calls.length, calls, "nothing is said to a host that refused");
});

test("review, browse and no credit are read and never written", async () => {
  for (const launch of [{ mode: "review" }, { mode: "browse" }, { credit: "no-credit" }] as Launch[]) {
    const { lms, adapter, opened } = await start({ ...launch, tracks: { "cmi.suspend_data": "kept" } });
    assert.equal(opened.link, "reading");
    assert.equal(opened.state, "kept");
    assert.equal(await adapter.save(SNAPSHOT), false);
    await adapter.finish(SNAPSHOT);
    assert.deepEqual(written(lms), []);
    assert.equal(lms.calls.at(-1)?.name, "LMSFinish", "goodbye is said all the same");
  }
});

test("a branch that is not implemented is left alone after its first 401", async () => {
  const { lms, adapter } = await start({
    faults: {
      without: ["cmi.interactions", "cmi.student_data", "cmi.core.score._children", "cmi.core.score.min"],
    },
  });
  assert.equal(await adapter.save({ ...SNAPSHOT, score: 50, answers: [ANSWER] }), true);
  assert.equal(await adapter.save({ ...SNAPSHOT, score: 60, answers: [ANSWER] }), true);
  assert.equal(lms.tracks["cmi.core.score.raw"], "60");
  const asked = written(lms).filter((name) => name === "cmi.core.score.min");
  assert.equal(asked.length, 1);
  assert.deepEqual(
    written(lms).filter((name) => name.startsWith("cmi.interactions")),
    [],
  );
});

test("a commit that fails is no save, and answers are not doubled when it works again", async () => {
  const { lms, adapter } = await start();
  lms.faults.failCommits = 2;
  const snapshot = { ...SNAPSHOT, answers: [ANSWER] };
  assert.equal(await adapter.save(snapshot), false);
  assert.equal(await adapter.save(snapshot), false);
  assert.equal(await adapter.save(snapshot), true);
  assert.deepEqual(
    Object.keys(lms.tracks).filter((name) => name.endsWith(".id")),
    ["cmi.interactions.0.id"],
  );
});

/** Lets a host refuse what it is given, with a code, as long as that is one. */
function refusing(lms: Strict12, code: (name: string, value: string) => string): void {
  const { LMSSetValue: set, LMSGetLastError: error } = lms.api;
  let last = "";
  lms.api.LMSSetValue = (name, value) => {
    last = code(name, value);
    return last ? "false" : set(name, value);
  };
  lms.api.LMSGetLastError = () => last || error();
}

/** The ids of answers that a host has kept, by their places. */
const answersIn = (lms: Strict12): string[] =>
  Object.entries(lms.tracks).flatMap(([name, id]) =>
    /interactions.*id$/.test(name) ? [`${name} ${id}`] : [],
  );

test("an outage while one is answered loses neither that answer nor a later one", async () => {
  for (const code of ["101", "301", "391"]) {
    const { lms, adapter } = await start();
    let down = "";
    refusing(lms, () => down);
    assert.equal(await adapter.save({ ...SNAPSHOT, answers: [{ ...ANSWER, id: "first" }] }), true);
    down = code;
    assert.equal(await adapter.save({ ...SNAPSHOT, state: "x", answers: [ANSWER] }), false);
    const answers = [ANSWER, { ...ANSWER, id: "openings" }];
    assert.equal(await adapter.save({ ...SNAPSHOT, state: "x", answers }), false);
    down = "";
    assert.equal(await adapter.save({ ...SNAPSHOT, state: "x", answers }), true);
    assert.equal(await adapter.save({ ...SNAPSHOT, answers: [{ ...ANSWER, id: "last" }] }), true);
    assert.deepEqual(
      answersIn(lms).map((line) => line.split(".")[2]),
      ["0", "1", "2", "3"],
    );
    assert.deepEqual(
      answersIn(lms)
        .map((line) => line.split(" ")[1])
        .sort(),
      ["first", "last", "openings", "repair"],
      "each once",
    );
    assert.deepEqual(refused(lms), []);
  }
});

test("an answer that a host refuses uses up no place: for good it is left out, for now it waits", async () => {
  for (const [code, kept] of [
    ["405", ["0.id first", "1.id last"]],
    ["101", ["0.id first", "1.id repair", "2.id last"]],
  ] as const) {
    const { lms, adapter } = await start();
    let down: string = code;
    const asked: string[] = [];
    refusing(lms, (name, value) => {
      asked.push(...(value === "repair" ? [name] : []));
      return value === "repair" ? down : "";
    });
    const save = (...ids: string[]) =>
      adapter.save({ ...SNAPSHOT, answers: ids.map((id) => ({ ...ANSWER, id })) });
    assert.equal(await save("first"), true);
    assert.equal(await save("repair"), true, "place and status do not hang on it");
    down = code === "405" ? code : "";
    assert.equal(await save(), true);
    assert.equal(asked.length, code === "405" ? 1 : 2);
    assert.equal(await save("last"), true);
    const found = answersIn(lms).map((line) => line.replace("cmi.interactions.", ""));
    assert.deepEqual(found.sort(), [...kept]);
    assert.deepEqual(refused(lms), []);
  }
});

test("an answer that a host never takes does not keep others out", async () => {
  const { lms, adapter } = await start();
  refusing(lms, (_, value) => (value === "repair" ? "101" : ""));
  const save = (...ids: string[]) =>
    adapter.save({ ...SNAPSHOT, answers: ids.map((id) => ({ ...ANSWER, id })) });
  for (const ids of [["repair", "openings"], ["last"], [], []]) {
    assert.equal(await save(...ids), true);
  }
  assert.deepEqual(answersIn(lms), ["cmi.interactions.0.id openings", "cmi.interactions.1.id last"]);
  assert.deepEqual(refused(lms), []);
});

test("a host that forgets, throws, or whose window is gone is never believed", async () => {
  const throwing = await start({ faults: { throws: ["LMSCommit"] } });
  assert.equal(await throwing.adapter.save(SNAPSHOT), false);
  const popup = await start();
  popup.host.closed = true;
  const before = popup.lms.calls.length;
  assert.equal(await popup.adapter.save(SNAPSHOT), false);
  assert.equal(popup.lms.calls.length, before, "a closed window goes on saying true, so it is not asked");
  const lossy = await start();
  const set = lossy.lms.api.LMSSetValue;
  lossy.lms.api.LMSSetValue = (name, value) =>
    set(name, name === "cmi.suspend_data" ? value.slice(0, 9) : value);
  assert.equal(await lossy.adapter.save(SNAPSHOT), false, "what was read back is shorter");
  assert.ok(lossy.adapter.log().some((line) => line.includes("read back")));
});

test("a state beyond 4,096 characters is not sent, a long place is cut", async () => {
  const { lms, adapter } = await start();
  assert.equal(await adapter.save({ ...SNAPSHOT, state: "A".repeat(4097) }), false);
  assert.equal(lms.tracks["cmi.suspend_data"], "");
  assert.equal(await adapter.save({ ...SNAPSHOT, state: "A".repeat(4096), place: "p".repeat(300) }), true);
  assert.equal(lms.tracks["cmi.core.lesson_location"]?.length, 255);
});

test("goodbye is said once, even when the last commit fails, and nothing after it", async () => {
  const { lms, adapter } = await start();
  lms.faults.failCommits = 1;
  assert.equal(await adapter.finish(SNAPSHOT), false);
  assert.equal(await adapter.finish(SNAPSHOT), false);
  assert.equal(await adapter.save(SNAPSHOT), false);
  assert.equal(lms.calls.filter((call) => call.name === "LMSFinish").length, 1);
  assert.equal(lms.calls.at(-1)?.name, "LMSFinish");
});

test("an end that is not confirmed is told from answers that are not kept", async () => {
  for (const [said, told] of [
    ["true", true],
    [true, true],
    ["1", true],
    [1, true],
    [false, null],
    ["false", null],
    [null, null],
    [undefined, null],
    [0, null],
  ] as const) {
    const { lms, adapter } = await start();
    lms.api.LMSFinish = () => said;
    assert.equal(await adapter.finish({ ...SNAPSHOT, answers: [ANSWER] }), told, `${said}`);
    assert.equal(lms.tracks["cmi.suspend_data"], SNAPSHOT.state);
  }
  const { lms, adapter } = await start();
  lms.faults.failCommits = 1;
  lms.api.LMSFinish = () => null;
  assert.equal(await adapter.finish(SNAPSHOT), false);
});

test("a finished course is left by the profile's word, an unfinished one is always suspended", async () => {
  for (const exit of ["suspend", ""] as const) {
    for (const status of ["passed", "failed", "incomplete"] as const) {
      const { lms, adapter } = await start({}, { exit });
      await adapter.save({ ...SNAPSHOT, status });
      assert.equal(lms.commits.at(-1)?.["cmi.core.exit"], status === "passed" ? exit : "suspend");
    }
  }
});

test("the log holds no value, and a differing pass mark of the host is noted", async () => {
  const { adapter, lms } = await start({ tracks: { "cmi.student_data.mastery_score": "90" } });
  await adapter.save({ ...SNAPSHOT, score: 83 });
  const log = adapter.log().join("\n");
  assert.match(log, /mastery_score differs/);
  for (const secret of [SNAPSHOT.state, "Made-up", "learner-1", "83", "reading"]) {
    assert.ok(!log.includes(secret), secret);
  }
  assert.ok(
    !lms.calls.some((call) => /student_(id|name)/.test(String(call.args[0]))),
    "who it is was never asked",
  );
  for (let turn = 0; turn < 300; turn++) {
    await adapter.save({ ...SNAPSHOT, time: turn * 1000 });
  }
  assert.equal(adapter.log().length, 200);
});

test("where there is no host, that is said after five seconds", async () => {
  const world = new FakeWorld();
  let opened: Opened | null = null;
  void scorm12({ parent: null }, world, sample())
    .open()
    .then((found) => {
      opened = found;
    });
  await world.pass(4000);
  assert.equal(opened, null);
  await world.pass(2000);
  await settle();
  assert.equal((opened as Opened | null)?.link, "absent");
});

test("time spans have two to four digits of hours", () => {
  const cases: [number, string][] = [
    [0, "00:00:00"],
    [59_999, "00:00:59"],
    [3_600_000, "01:00:00"],
    [360_000_000, "100:00:00"],
    [1e15, "9999:00:00"],
  ];
  for (const [milliseconds, expected] of cases) {
    assert.equal(span(milliseconds), expected);
  }
});
