//! The SCORM 2004 adapter before a strict host: legal values only, in the order that hosts want, one goodbye.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Launch2004, Strict2004 } from "../lms/strict2004.ts";
import type { Answer, Lms, Opened, Snapshot } from "../src/lms/api";
import { local } from "../src/lms/local";
import { scorm2004 } from "../src/lms/scorm2004";
import { interval } from "../src/lms/span";
import { visit } from "../src/visit";
import { item, sample } from "./sample";
import { bonaWords } from "./words";
import { FakeWorld } from "./world";

const SNAPSHOT: Snapshot = {
  state: "1.ABCdef.1_0_0-0f3a9c21.3q2.IFp_",
  place: "reading",
  status: "incomplete",
  score: null,
  done: 33,
  time: 65_000,
  answers: [],
};

const ANSWER: Answer = { id: "openings", attempt: 1, chosen: "ab", result: "wrong", latency: 8_400 };

interface Started {
  lms: Strict2004;
  adapter: Lms;
  opened: Opened;
  host: { API_1484_11: unknown; closed: boolean; opener: unknown };
}

async function start(
  launch: Launch2004 | Strict2004 = {},
  changes: Partial<ReturnType<typeof sample>> = {},
): Promise<Started> {
  const lms = launch instanceof Strict2004 ? launch : new Strict2004(launch);
  const host = { API_1484_11: lms.api as unknown, closed: false, opener: null as unknown };
  const adapter = scorm2004({ parent: host, bonaWords } as never, new FakeWorld(), sample(changes));
  const opened = await adapter.open();
  return { lms, adapter, opened, host };
}

/** Elements written, in order. */
const written = (lms: Strict2004): string[] =>
  lms.calls.filter((call) => call.name === "SetValue").map((call) => String(call.args[0]));

/** Calls that ended in an error; what was never set is no fault. */
const refused = (lms: Strict2004): unknown[] =>
  lms.calls.filter(({ name, error }) => error !== "0" && !(name === "GetValue" && error === "403"));

const statuses = ({ tracks }: Strict2004) => [tracks["cmi.completion_status"], tracks["cmi.success_status"]];

test("a first launch says incomplete and suspend, and commits, before anything else happens", async () => {
  const { lms, opened } = await start();
  assert.deepEqual(opened, { link: "connected", state: "", status: null, score: null, language: "" });
  assert.deepEqual(statuses(lms), ["incomplete", undefined], "nothing is said of success");
  assert.equal(lms.tracks["cmi.exit"], "suspend");
  assert.equal(lms.commits.length, 1);
  assert.deepEqual(refused(lms), []);
});

test("a host that keeps a place and never says a status hears none before it was earned again", async () => {
  const { lms, adapter, opened } = await start({
    tracks: { "cmi.suspend_data": SNAPSHOT.state, "cmi.exit": "suspend" },
  });
  assert.deepEqual([opened.state, opened.status], [SNAPSHOT.state, null]);
  assert.ok(!written(lms).includes("cmi.completion_status"), `${written(lms)}`);
  assert.equal(await adapter.save({ ...SNAPSHOT, status: "passed", score: 100 }), true);
  assert.deepEqual(statuses(lms), ["completed", "passed"]);
  assert.deepEqual(refused(lms), []);
});

test("score comes before status, status before commit, and only what changed is written", async () => {
  const { lms, adapter } = await start();
  const before = written(lms).length;
  const passed: Snapshot = { ...SNAPSHOT, status: "passed", score: 83, done: 100, answers: [ANSWER] };
  assert.equal(await adapter.save(passed), true);
  const order = [
    "cmi.suspend_data",
    "cmi.location",
    "cmi.score.raw",
    "cmi.score.min",
    "cmi.score.max",
    "cmi.interactions.0.id",
    "cmi.interactions.0.type",
    "cmi.interactions.0.timestamp",
    "cmi.interactions.0.correct_responses.0.pattern",
    "cmi.interactions.0.weighting",
    "cmi.interactions.0.learner_response",
    "cmi.interactions.0.result",
    "cmi.interactions.0.latency",
    "cmi.interactions.0.description",
    "cmi.score.scaled",
    "cmi.progress_measure",
    "cmi.completion_status",
    "cmi.success_status",
    "cmi.session_time",
  ];
  assert.deepEqual(written(lms).slice(before), order);
  const answer = (field: string) => lms.tracks[`cmi.interactions.0.${field}`];
  assert.deepEqual(statuses(lms), ["completed", "passed"]);
  assert.equal(lms.tracks["cmi.score.scaled"], "0.83");
  assert.equal(lms.tracks["cmi.progress_measure"], "1");
  assert.equal(lms.tracks["cmi.session_time"], "PT0H1M5S");
  assert.equal(answer("learner_response"), "option_a[,]option_b");
  assert.equal(answer("correct_responses.0.pattern"), "option_a[,]option_c");
  assert.equal(answer("result"), "incorrect");
  assert.equal(answer("timestamp"), "2027-01-15T08:00:00.0Z");
  assert.equal(answer("latency"), "PT0H0M8S");
  assert.equal(answer("description"), "{lang=en-GB}asking");
  assert.equal(await adapter.save({ ...passed, answers: [] }), true);
  assert.equal(written(lms).length, before + order.length, "the same again writes nothing");
  assert.deepEqual(refused(lms), []);
});

/** The truth table of the sheet: completion and success for each word that we reckon with. */
const TRUTH: Record<Snapshot["status"], (string | undefined)[]> = {
  incomplete: ["incomplete", undefined],
  failed: ["incomplete", "failed"],
  completed: ["completed", undefined],
  passed: ["completed", "passed"],
};

test("each status is two words, and neither is ever taken back", async () => {
  for (const [status, words] of Object.entries(TRUTH)) {
    const { lms, adapter } = await start();
    await adapter.save({ ...SNAPSHOT, status: status as Snapshot["status"] });
    assert.deepEqual(statuses(lms), words);
  }
  for (const found of ["passed", "failed"]) {
    const tracks = {
      "cmi.success_status": found,
      "cmi.completion_status": "completed",
      "cmi.exit": "suspend",
    };
    const { lms, adapter, opened } = await start({ tracks });
    assert.equal(opened.status, found === "passed" ? "passed" : "completed");
    for (const status of ["incomplete", "failed"] as const) {
      await adapter.save({ ...SNAPSHOT, status });
      assert.deepEqual(statuses(lms), ["completed", found], `${found}, then ${status}`);
    }
  }
  const early = {
    "cmi.success_status": "passed",
    "cmi.completion_status": "incomplete",
    "cmi.exit": "suspend",
  };
  const { lms, adapter, opened } = await start({ tracks: early });
  assert.equal(opened.status, "incomplete", "a pass without completion is not yet a verdict");
  await adapter.save({ ...SNAPSHOT, status: "failed" });
  assert.deepEqual(statuses(lms), ["incomplete", "passed"]);
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
  assert.equal(again.lms.tracks["cmi.interactions.1.id"], "openings", "the host's own count goes on");
  assert.deepEqual(refused(again.lms), []);
  for (const word of ["unknown", "not attempted"]) {
    const tracks = { "cmi.completion_status": word, "cmi.exit": "suspend" };
    const { opened, lms } = await start({ tracks });
    assert.equal(opened.status, null);
    assert.equal(lms.tracks["cmi.completion_status"], "incomplete");
  }
});

test("answers of every kind are legal, and say what was meant", async () => {
  const secret = (right: string, range: number[] = []): string =>
    btoa(JSON.stringify({ right, reasons: [], because: "", accept: [], range }));
  const rows = { rows: ["mx", "dr"], row_letters: "ab", options: ["both", "none"], letters: "ab" };
  const number = { options: [], letters: "", places: [], number: { places: 1, min: -90, max: 90 } };
  const items = {
    ...sample().items,
    statement: item("truefalse", "asking", "t", { options: ["true", "false"] }),
    match: item("matching", "asking", "", { ...rows, secret: secret("ba") }),
    order: item("ordering", "asking", "cab"),
    text: item("text", "asking", "", { options: ["sorry", "other"], letters: "ab", secret: secret("a") }),
    number: item("number", "asking", "", { ...number, secret: secret("", [-35, 10]) }),
    spot: item("spot", "asking", "bd"),
  };
  const { lms, adapter } = await start({}, { items });
  const answer = (id: string, chosen: string, more: Partial<Answer> = {}): Answer => ({
    ...ANSWER,
    id,
    chosen,
    ...more,
  });
  const answers = [
    answer("statement", "f"),
    answer("match", "a.b,b.a", { result: "correct" }),
    answer("order", "abcd"),
    answer("text", "b"),
    answer("number", "-25", { attempt: 2 }),
    answer("spot", "bd", { result: "correct" }),
    answer("alex__called", "b", { option: "ask_quietly", result: "neutral" }),
    answer("bank_one", ""),
  ];
  assert.equal(await adapter.save({ ...SNAPSHOT, answers }), true);
  assert.deepEqual(refused(lms), []);
  const told = answers.map((_, nth) => {
    const field = (name: string) => lms.tracks[`cmi.interactions.${nth}.${name}`];
    return ["id", "type", "learner_response", "correct_responses.0.pattern", "result"].map(field);
  });
  assert.deepEqual(told, [
    ["statement", "true-false", "false", "true", "incorrect"],
    ["match", "matching", "mx[.]none[,]dr[.]both", "mx[.]none[,]dr[.]both", "correct"],
    [
      "order",
      "sequencing",
      "option_a[,]option_b[,]option_c[,]option_d",
      "option_c[,]option_a[,]option_b",
      "incorrect",
    ],
    ["text", "fill-in", "other", "{case_matters=false}sorry", "incorrect"],
    ["number__a2", "numeric", "-2.5", "-3.5[:]1.0", "incorrect"],
    ["spot", "choice", "option_b[,]option_d", "option_b[,]option_d", "correct"],
    ["alex__called", "choice", "ask_quietly", undefined, "neutral"],
    ["bank_one", "choice", undefined, "option_a", "incorrect"],
  ]);
  assert.equal(lms.tracks["cmi.interactions.6.description"], "{lang=en-GB}scene_page");
  assert.equal(lms.tracks["cmi.interactions.7.description"], undefined, "a test is on no page");
});

test("a description is never longer than a host must keep", async () => {
  const data = sample();
  const modules = data.modules.map((module) => ({
    ...module,
    pages: module.pages.map((page) => ({ ...page, title: "x".repeat(300) })),
  }));
  const { lms, adapter } = await start({}, { modules });
  assert.equal(await adapter.save({ ...SNAPSHOT, answers: [ANSWER] }), true);
  assert.equal(lms.tracks["cmi.interactions.0.description"]?.length, 250);
  assert.deepEqual(refused(lms), []);
});

test("a session that already runs is adopted, one that has ended is not", async () => {
  const lms = new Strict2004();
  lms.api.Initialize("");
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
  for (const launch of [{ mode: "review" }, { mode: "browse" }, { credit: "no-credit" }] as Launch2004[]) {
    const tracks = { "cmi.suspend_data": "kept", "cmi.exit": "suspend" };
    const { lms, adapter, opened } = await start({ ...launch, tracks });
    assert.equal(opened.link, "reading");
    assert.equal(opened.state, "kept");
    assert.equal(await adapter.save(SNAPSHOT), false);
    await adapter.finish(SNAPSHOT);
    assert.deepEqual(written(lms), []);
    assert.equal(lms.calls.at(-1)?.name, "Terminate", "goodbye is said all the same");
  }
});

test("what a host does not have is left alone after its first word of it", async () => {
  const without = ["cmi.interactions", "cmi.progress_measure", "cmi.score.min", "cmi.scaled_passing_score"];
  const { lms, adapter } = await start({ faults: { without } });
  assert.equal(await adapter.save({ ...SNAPSHOT, score: 50, answers: [ANSWER] }), true);
  assert.equal(await adapter.save({ ...SNAPSHOT, score: 60, done: 50, answers: [ANSWER] }), true);
  assert.equal(lms.tracks["cmi.score.raw"], "60");
  for (const name of ["cmi.score.min", "cmi.progress_measure"]) {
    assert.equal(written(lms).filter((one) => one === name).length, 1, name);
  }
  assert.ok(!written(lms).some((name) => name.startsWith("cmi.interactions")));
});

test("a host that answers with booleans and numbers is believed", async () => {
  const { adapter, lms, opened } = await start({ faults: { booleans: true } });
  assert.equal(opened.link, "connected");
  assert.equal(await adapter.save({ ...SNAPSHOT, answers: [ANSWER] }), true);
  assert.equal(lms.tracks["cmi.interactions.0.id"], "openings");
});

test("a commit that fails is no save, and answers are not doubled when it works again", async () => {
  const { lms, adapter } = await start();
  lms.faults.failCommits = 2;
  const snapshot = { ...SNAPSHOT, answers: [ANSWER] };
  assert.deepEqual([await adapter.save(snapshot), await adapter.save(snapshot)], [false, false]);
  assert.equal(await adapter.save(snapshot), true);
  const ids = Object.keys(lms.tracks).filter((name) => name.endsWith(".id"));
  assert.deepEqual(ids, ["cmi.interactions.0.id"]);
  lms.faults.failCommits = 1;
  assert.equal(await adapter.finish({ ...SNAPSHOT, place: "asking" }), false);
  assert.equal(lms.calls.filter((call) => call.name === "Terminate").length, 1);
  assert.equal(await adapter.finish(SNAPSHOT), false);
  assert.equal(lms.calls.at(-1)?.name, "Terminate");
});

test("a host that forgets, throws, or whose window is gone is never believed", async () => {
  const throwing = await start({ faults: { throws: ["Commit"] } });
  assert.equal(await throwing.adapter.save(SNAPSHOT), false);
  const popup = await start();
  popup.host.closed = true;
  const before = popup.lms.calls.length;
  assert.equal(await popup.adapter.save(SNAPSHOT), false);
  assert.equal(popup.lms.calls.length, before, "a closed window goes on saying true, so it is not asked");
  const lossy = await start();
  const set = lossy.lms.api.SetValue;
  lossy.lms.api.SetValue = (name, value) =>
    set(name, name === "cmi.suspend_data" ? value.slice(0, 9) : value);
  assert.equal(await lossy.adapter.save(SNAPSHOT), false, "what was read back is shorter");
});

test("a state beyond 64,000 characters is not sent, one within is", async () => {
  const { lms, adapter } = await start();
  assert.equal(await adapter.save({ ...SNAPSHOT, state: "A".repeat(64_001) }), false);
  assert.equal(lms.tracks["cmi.suspend_data"], undefined);
  assert.equal(await adapter.save({ ...SNAPSHOT, state: "A".repeat(64_000) }), true);
});

test("a finished course is left by the profile's word, an unfinished one is always suspended", async () => {
  for (const exit of ["suspend", ""] as const) {
    for (const status of ["passed", "failed", "incomplete"] as const) {
      const profile = { ...sample().profile, exit };
      const { lms, adapter } = await start({}, { profile });
      await adapter.save({ ...SNAPSHOT, status });
      assert.equal(lms.commits.at(-1)?.["cmi.exit"], status === "passed" ? exit || "normal" : "suspend");
      assert.deepEqual(refused(lms), []);
    }
  }
});

test("nothing is asked of navigation, of who it is, and a differing pass mark is noted without a value", async () => {
  const { adapter, lms } = await start({ passing: "0.9" });
  await adapter.finish({ ...SNAPSHOT, score: 83, answers: [ANSWER] });
  const log = adapter.log().join("\n");
  assert.match(log, /mastery_score differs/);
  for (const secret of [SNAPSHOT.state, "Made-up", "learner-1", "83", "reading", "option_a"]) {
    assert.ok(!log.includes(secret), secret);
  }
  const names = lms.calls.map((call) => String(call.args[0]));
  assert.ok(!names.some((name) => /^adl\.|learner_(id|name)/.test(name)), names.join());
  const same = await start({ passing: "0.75" });
  assert.ok(!same.adapter.log().join().includes("differs"), "the sample's own pass mark");
});

test("a language is read and told where the host has room for one", async () => {
  const own = sample();
  const languages = { package: { ...own.package, languages: ["en-GB", "cy"] } };
  const tracks = { "cmi.learner_preference.language": "cy", "cmi.exit": "suspend" };
  const { adapter, lms, opened } = await start({ tracks }, languages);
  assert.equal(opened.language, "cy");
  adapter.prefer?.("en-GB");
  await adapter.save(SNAPSHOT);
  assert.equal(lms.tracks["cmi.learner_preference.language"], "en-GB");
  assert.deepEqual(refused(lms), []);
});

test("how much is done is a share of the pages, and the whole only once finished", async () => {
  const none = sample().modules.map((module) => ({ ...module, pages: [] }));
  const cases = [
    // A part that measures has no pages.
    [{ modules: none }, ["0"], "0"],
    [{}, ["reading"], "0.33"],
    [{}, ["reading", "scene_page"], "0.33"],
    [{ completion: "test" as const, modules: none }, [], "0"],
  ] as const;
  for (const [changes, pages, share] of cases) {
    const lms = new Strict2004();
    const data = sample(changes as Partial<ReturnType<typeof sample>>);
    const world = new FakeWorld();
    const host = { API_1484_11: lms.api, bonaWords };
    const device = local(() => {
      throw new Error("a device is not asked where a host answers");
    }, "none");
    const begun = visit(data, scorm2004(host as never, world, data), device, world);
    await world.pass(1);
    const session = await begun;
    for (const page of pages) {
      session.show(page);
    }
    await world.pass(3000);
    assert.equal(lms.tracks["cmi.progress_measure"] ?? "0", share);
    assert.deepEqual(refused(lms), []);
  }
});

test("time spans have as many hours as there were", () => {
  const cases: [number, string][] = [
    [0, "PT0H0M0S"],
    [59_999, "PT0H0M59S"],
    [3_600_000, "PT1H0M0S"],
    [360_061_000, "PT100H1M1S"],
  ];
  for (const [milliseconds, expected] of cases) {
    assert.equal(interval(milliseconds), expected);
  }
});
