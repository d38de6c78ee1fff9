//! The check of a learning system before every simulator of SCORM, sound ones and those that lie: the report names the
//! very fault, and a learner's record is as it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Launch, Strict12, type Tracks } from "../lms/strict12.ts";
import { Strict2004 } from "../lms/strict2004.ts";
import { launched12, SYSTEMS_12 } from "../lms/systems12.ts";
import { scormPort } from "../src/accept/scorm";
import { needed, trial } from "../src/accept/steps";
import type { Data } from "../src/data";
import { type Found, lines, NAME, run, wrong } from "./checked";
import { sample } from "./sample";
import { FakeWorld } from "./world";

/** Any object that a system offers, with some of its functions in another way. */
function twisted(api: object, ways: Record<string, (...args: string[]) => unknown>): object {
  return new Proxy(api, {
    get: (own, name: string) => ways[name] ?? Reflect.get(own, name),
  });
}

/** A check in a system that speaks SCORM. */
function scorm(api: object, edition: "scorm12" | "scorm2004", more: Partial<Data["profile"]> = {}) {
  const data = sample({ adapter: edition });
  Object.assign(data.profile, more);
  const parent = { [edition === "scorm12" ? "API" : "API_1484_11"]: api };
  const own = { parent: { parent } };
  return {
    data,
    run: (before: string | null = null) =>
      run((add) => scormPort(own, new FakeWorld(), data, add), data, before),
  };
}

const check12 = (api: object, before: string | null = null): Promise<Found> =>
  scorm(api, "scorm12").run(before);
const check2004 = (api: object, before: string | null = null): Promise<Found> =>
  scorm(api, "scorm2004").run(before);

/** What a learner would miss if it were lost. */
const mine = (tracks: Tracks): Tracks =>
  Object.fromEntries(
    Object.entries(tracks).filter(([name]) => /suspend_data|location|status|score|interactions/.test(name)),
  );

test("every system that speaks SCORM 1.2 is seen as it is, and is left without a place, a score or a verdict", async () => {
  for (const system of SYSTEMS_12) {
    const first = launched12(system);
    const found = await check12(first.api);
    assert.equal(found.end, "again", system.name);
    assert.deepEqual(wrong(found), [], system.name);
    const second = launched12(system, first.tracks);
    const again = await check12(second.api, NAME);
    assert.equal(again.end, "over", system.name);
    assert.deepEqual(wrong(again), [], system.name);
    const { tracks } = second;
    assert.equal(tracks["cmi.core.lesson_status"], "incomplete", system.name);
    assert.equal(tracks["cmi.suspend_data"], "", system.name);
    assert.equal(tracks["cmi.core.lesson_location"], "", system.name);
    assert.equal(tracks["cmi.core.score.raw"], undefined, system.name);
    // A further check begins anew with the same learner.
    assert.equal((await check12(launched12(system, tracks).api)).end, "again", system.name);
  }
});

test("a sound system keeps every step, and the lines say what came", async () => {
  const lms = new Strict12();
  assert.deepEqual(lines(await check12(lms.api)), [
    "found held came_above",
    "begin held came_true",
    "mode held came_mode",
    "record held came_nothing",
    "parts held came_parts",
    "parts held came_parts",
    "parts held came_parts",
    "status held came_true came_true",
    "place held came_same",
    "commit held came_true",
    "kept held came_same",
    "letters held came_same",
    "signs held came_same",
    "need held came_same",
    "most held came_same",
    "location held came_same",
    "time held came_true",
    "answers held came_answers",
    "finish held came_true came_true",
  ]);
  assert.equal(lms.tracks["cmi.suspend_data"]?.length, 4096);
  assert.equal(lms.tracks["cmi.interactions.6.id"], "bona_check_likert");
  const refused = lms.calls
    .filter(({ error }) => error !== "0")
    .map(({ args, error }) => `${args[0]} ${error}`);
  assert.deepEqual(refused, []);
});

test("what ESR does not have is told, and is no fault", async () => {
  const esr = SYSTEMS_12.find(({ name }) => name === "esr");
  const found = await check12(launched12(esr as never).api);
  assert.ok(lines(found).includes("answers note came_unoffered 401"));
  assert.ok(lines(found).includes("parts note came_unsaid 401"));
});

test("a layer that sends lines of text loses signs and no place", async () => {
  const shim = SYSTEMS_12.find(({ name }) => name === "aicc-shim");
  const first = launched12(shim as never);
  await check12(first.api);
  const again = await check12(launched12(shim as never, first.tracks).api, NAME);
  assert.ok(lines(again).includes("resumed held came_same"));
});

test("a system that cuts the place is found out, at its very character", async () => {
  const cut = (most: number, launch: Launch = {}): object => {
    const { api } = new Strict12(launch);
    return twisted(api, {
      LMSSetValue: (name, value) =>
        api.LMSSetValue(
          name as string,
          name === "cmi.suspend_data" ? (value as string).slice(0, most) : (value as string),
        ),
    });
  };
  const need = needed(sample());
  const short = await check12(cut(need - 1));
  assert.deepEqual(wrong(short), ["need fault came_cut"]);
  const step = short.steps.find(({ title: [id] }) => id === "step_need");
  assert.deepEqual(step?.came, [["came_cut", { n: need - 1, all: need }]]);
  assert.deepEqual(step?.means, ["means_need"]);
  // What is enough for this course is no fault.
  const enough = await check12(cut(1024));
  assert.deepEqual(wrong(enough), []);
  const most = enough.steps.find(({ title: [id] }) => id === "step_most");
  assert.deepEqual([most?.outcome, most?.came], ["note", [["came_cut", { n: 1024, all: 4096 }]]]);
  assert.deepEqual(most?.means, ["note_most"]);
});

test("a system that says true and stores nothing is found out at the second opening", async () => {
  const first = new Strict12({ faults: { forget: true } });
  const found = await check12(first.api);
  assert.deepEqual([found.end, wrong(found)], ["again", []]);
  const again = await check12(first.relaunch().api, NAME);
  assert.deepEqual(wrong(again), ["resumed fault came_nothing"]);
  assert.equal(again.end, "over");
  // Who remembers nothing of a first opening cannot tell, and begins anew.
  assert.equal((await check12(new Strict12().api)).end, "again");
});

test("a system that forgets at once is found out at once", async () => {
  const { api } = new Strict12();
  const found = await check12(
    twisted(api, {
      LMSSetValue: (name, value) =>
        name === "cmi.suspend_data" ? "true" : api.LMSSetValue(name as string, value as string),
    }),
  );
  assert.deepEqual(wrong(found), ["place fault came_nothing", "kept fault came_nothing"]);
});

test("a system that refuses the place names its code and its words", async () => {
  const { api } = new Strict12({ faults: { without: ["cmi.suspend_data"] } });
  const found = await check12(api);
  assert.deepEqual(wrong(found), ["place fault came_false came_words 401", "kept fault came_nothing 401"]);
  const step = found.steps.find(({ title: [id] }) => id === "step_place");
  assert.deepEqual(step?.came[1], ["came_words", { words: "Not implemented error" }]);
});

test("a system that offers answers and refuses them names the field and the code", async () => {
  const { api } = new Strict12();
  let error = "";
  const found = await check12(
    twisted(api, {
      LMSSetValue(name, value) {
        error = /interactions\.\d+\.type/.test(name as string) ? "405" : "";
        return error ? "false" : api.LMSSetValue(name as string, value as string);
      },
      LMSGetLastError: () => error || api.LMSGetLastError(),
    }),
  );
  assert.deepEqual(wrong(found), ["answers fault came_false came_words 405"]);
  const step = found.steps.find(({ title: [id] }) => id === "step_answers");
  assert.match(JSON.stringify(step?.came), /LMSSetValue cmi\.interactions\.0\.type/);
});

test("a visit that began before is gone on with, and one that has ended is not", async () => {
  const running = new Strict12();
  running.api.LMSInitialize("");
  const found = await check12(running.api);
  assert.ok(lines(found).includes("begin note came_false came_words 101"));
  assert.equal(found.end, "again");
  const over = new Strict12();
  over.api.LMSInitialize("");
  over.api.LMSFinish("");
  const late = await check12(over.api);
  assert.deepEqual([late.end, wrong(late)], ["stopped", ["begin fault came_false came_words 101"]]);
  const later = new Strict2004();
  later.api.Initialize("");
  assert.ok(lines(await check2004(later.api)).includes("begin note came_false came_words 103"));
});

test("commits that are refused are named by their code, in either edition", async () => {
  const found = await check12(new Strict12({ faults: { offline: true } }).api);
  assert.deepEqual(wrong(found), [
    "commit fault came_false came_words 101",
    "finish fault came_false came_words 101",
  ]);
  // Some layers end the session behind the course's back: 143 from then on.
  const { api } = new Strict2004();
  let ended = false;
  const closed = twisted(api, {
    Commit() {
      ended = true;
      return "false";
    },
    GetLastError: () => (ended ? "143" : api.GetLastError()),
  });
  const gone = await check2004(closed);
  assert.ok(wrong(gone).includes("commit fault came_false came_words 143"), wrong(gone).join());
});

test("a no without a code is no fault where the place is read back", async () => {
  const { api } = new Strict12();
  const found = await check12(
    twisted(api, {
      LMSCommit(argument) {
        api.LMSCommit(argument as string);
        return "false";
      },
    }),
  );
  assert.deepEqual(wrong(found), []);
  assert.ok(lines(found).includes("commit note came_false 0"));
  assert.deepEqual(found.steps.find(({ title: [id] }) => id === "step_commit")?.means, ["note_unsaid"]);
});

test("what throws is told, and ends nothing else", async () => {
  const found = await check12(new Strict12({ faults: { throws: ["LMSCommit"] } }).api);
  assert.deepEqual(wrong(found), ["commit fault came_threw", "finish fault came_threw"]);
});

test("a status or a score that the system sets by itself is named", async () => {
  const first = new Strict12();
  await check12(first.api);
  const tracks = { ...first.tracks, "cmi.core.lesson_status": "completed" };
  const found = await check12(new Strict12({ tracks }).api, NAME);
  assert.deepEqual(wrong(found), ["untouched fault came_status"]);
  const scored = { ...first.tracks, "cmi.core.score.raw": "0" };
  assert.deepEqual(wrong(await check12(new Strict12({ tracks: scored }).api, NAME)), [
    "untouched fault came_score",
  ]);
});

test("a system that takes no empty place for reports keeps it, and is tried again all the same", async () => {
  const odd = ({ api }: Strict12): object =>
    twisted(api, {
      LMSSetValue: (name, value) =>
        value === "" && /location/.test(name as string)
          ? "false"
          : api.LMSSetValue(name as string, value as string),
    });
  const first = new Strict12();
  await check12(odd(first));
  const second = first.relaunch();
  const found = await check12(odd(second), NAME);
  assert.deepEqual([wrong(found), wrong(found, "note")], [[], ["restored note came_stays"]]);
  // The strict system drops it with the attempt; one that does not is no stranger to the next check.
  const tracks = { ...second.tracks, "cmi.core.lesson_location": trial(NAME, 40) };
  assert.equal((await check12(new Strict12({ tracks }).api)).end, "again");
});

test("nobody's record is touched: not a place, a status, a score or an answer", async () => {
  const records: Tracks[] = [
    { "cmi.suspend_data": "1.ABCdef.1_0_0-0f3a9c21.3q2.IFp_", "cmi.core.lesson_status": "incomplete" },
    { "cmi.core.lesson_location": "reading", "cmi.core.lesson_status": "incomplete" },
    { "cmi.core.lesson_status": "completed" },
    { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80" },
    { "cmi.core.lesson_status": "incomplete", "cmi.core.score.raw": "20" },
  ];
  for (const tracks of records) {
    for (const before of [null, NAME]) {
      const lms = new Strict12({ tracks: { ...tracks, "cmi.core.exit": "suspend" } });
      const found = await check12(lms.api, before);
      assert.equal(found.end, "refused", JSON.stringify(tracks));
      const called = lms.calls.filter(({ name }) => /Set|Commit|Finish/.test(name));
      assert.deepEqual(called, [], "nothing is written, not even a goodbye");
      assert.deepEqual(mine(lms.tracks), tracks);
    }
  }
  const kept = {
    "cmi.completion_status": "incomplete",
    "cmi.interactions.0.id": "repair",
    "cmi.exit": "suspend",
  };
  const later = new Strict2004({ tracks: kept });
  assert.equal((await check2004(later.api)).end, "refused");
  assert.deepEqual(later.tracks, kept);
});

test("a visit that does not count is not tried", async () => {
  for (const launch of [{ mode: "review" }, { mode: "browse" }, { credit: "no-credit" }] as const) {
    const lms = new Strict12(launch);
    assert.equal((await check12(lms.api)).end, "reading");
    assert.equal(lms.calls.filter(({ name }) => /Set|Commit|Finish/.test(name)).length, 0);
  }
});

test("a system of the other edition is named, and none at all is a fault", async () => {
  const world = new FakeWorld();
  const data = sample({ adapter: "scorm12" });
  for (const [own, came] of [
    [{ API_1484_11: new Strict2004().api }, "came_other"],
    [{}, "came_none"],
  ] as const) {
    const going = run((add) => scormPort(own as never, world, data, add), data);
    await world.pass(6000);
    const found = await going;
    assert.deepEqual([found.end, wrong(found)], ["stopped", [`found fault ${came}`]]);
  }
});

test("SCORM 2004 by the book keeps every step, and the place that was left is found and taken out", async () => {
  const first = new Strict2004();
  const found = await check2004(first.api);
  assert.deepEqual([found.end, wrong(found)], ["again", []]);
  assert.ok(lines(found).includes("most held came_same"));
  assert.equal(first.tracks["cmi.suspend_data"]?.length, 4096);
  const refused = first.calls
    .filter(({ error }) => error !== "0")
    .map(({ name, args, error }) => `${name} ${args[0]} ${error}`);
  // What was never set has no value, and of no answers there is no first.
  assert.deepEqual([...new Set(refused.map((line) => line.slice(-3)))], ["403", "301"]);
  const second = first.relaunch();
  const again = await check2004(second.api, NAME);
  assert.deepEqual([again.end, wrong(again)], ["over", []]);
  assert.equal(second.tracks["cmi.suspend_data"], "");
  assert.equal(second.tracks["cmi.success_status"], undefined);
  assert.equal(second.tracks["cmi.score.scaled"], undefined);
});
