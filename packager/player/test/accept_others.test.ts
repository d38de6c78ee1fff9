//! The check before AICC, record stores and a device alone, and its report in words.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Hacp, type Put } from "../lms/hacp.ts";
import { faults } from "../lms/rules_cmi5.ts";
import { Store } from "../lms/store.ts";
import { Strict12 } from "../lms/strict12.ts";
import { aiccPort } from "../src/accept/aicc";
import { devicePort } from "../src/accept/device";
import { asText } from "../src/accept/report";
import { scormPort } from "../src/accept/scorm";
import { needed, trial } from "../src/accept/steps";
import { storePort } from "../src/accept/store";
import { encode } from "../src/codec";
import { sayer } from "../src/strings";
import { type Found, lines, NAME, run, wrong } from "./checked";
import { FakeWindow } from "./host_cmi5";
import { sample } from "./sample";
import { FakeWorld } from "./world";

function aicc(host: Hacp, before: string | null = null): Promise<Found> {
  const data = sample({ adapter: "aicc" });
  const fetch = async (_: unknown, { body }: { body: URLSearchParams }) =>
    new Response(host.answer(`${body}`));
  const search = `?Aicc_Sid=${encodeURIComponent(host.session)}&AICC_URL=lms.example%2Fhacp`;
  return run((add) => aiccPort({ fetch, location: { search } } as never, new FakeWorld(), add), data, before);
}

test("AICC: the place is put, read and taken out, and each lie has its name", async () => {
  for (const ways of [{}, { loud: true, unescapes: true }]) {
    const first = new Hacp(ways);
    const found = await aicc(first);
    assert.deepEqual([found.end, wrong(found)], ["again", []], JSON.stringify(ways));
    assert.ok(lines(found).includes("letters note came_false came_words 1"));
    assert.equal(first.kept.state.length, 4096);
    const second = first.relaunch();
    const again = await aicc(second, NAME);
    assert.deepEqual([again.end, wrong(again)], ["over", []], JSON.stringify(ways));
    assert.deepEqual([second.kept.state, second.kept.location, second.kept.score], ["", "", ""]);
    assert.equal(second.kept.status, "incomplete");
  }
  assert.deepEqual(wrong(await aicc(new Hacp({ stranger: true }))), ["begin fault came_false came_words 3"]);
  assert.deepEqual(wrong(await aicc(new Hacp({ forgets: true }))), ["place fault came_nothing"]);
  assert.deepEqual(wrong(await aicc(new Hacp({ failPuts: 99 }))), ["place fault came_false came_words 1"]);
  assert.equal((await aicc(new Hacp({ mode: "review" }))).end, "reading");
  const put: Put = { location: "reading", status: "incomplete", score: "", time: 9, state: "1.A.b.c.d" };
  const theirs = new Hacp({}, { ...put });
  assert.equal((await aicc(theirs)).end, "refused");
  assert.deepEqual(theirs.kept, put);
});

function records(
  store: Store,
  adapter: "cmi5" | "xapi",
  mode: "Normal" | "Review" = "Normal",
  before: string | null = null,
) {
  const data = sample({ adapter });
  data.package.address = "https://training.trust.nhs.uk/reference";
  const world = new FakeWorld();
  world.seed = store.statements.length;
  const own = new FakeWindow(store, store.launch("https://lms.example", { mode }));
  return run((add) => storePort(own, world, data, add), data, before);
}

test("cmi5 and xAPI: a document of its own, a visit with one answer, and nothing that counts", async () => {
  for (const adapter of ["cmi5", "xapi"] as const) {
    const store = new Store({ strict: adapter === "cmi5" });
    const found = await records(store, adapter);
    assert.deepEqual([found.end, wrong(found)], ["again", []], adapter);
    assert.ok(lines(found).includes("answers held came_answers"));
    assert.deepEqual([...store.documents.keys()], ["bona-check"]);
    const again = await records(store, adapter, "Normal", NAME);
    assert.deepEqual([again.end, wrong(again)], ["over", []], adapter);
    assert.deepEqual([...store.documents.keys()], []);
    const told = store.statements.map(({ verb }) => verb.id.split("/").at(-1));
    assert.deepEqual(
      told.filter((verb) => verb !== "launched"),
      ["initialized", "answered", "terminated", "initialized", "terminated"],
    );
    assert.deepEqual(store.refused, []);
    assert.deepEqual(adapter === "cmi5" ? faults(store.statements, store.facts) : [], []);
  }
});

test("a record store that refuses, forgets, or holds a learner's place is told of by its answer", async () => {
  const refusing = new Store();
  refusing.troubles.push({ of: "PUT /activities/state", status: 403, times: 99 });
  assert.deepEqual(wrong(await records(refusing, "cmi5")), ["place fault came_false 403"]);
  const lying = new Store();
  lying.troubles.push({ of: "PUT /activities/state", status: 204, times: 99 });
  assert.deepEqual(wrong(await records(lying, "cmi5")), ["place fault came_nothing 404"]);
  const mute = new Store();
  mute.troubles.push({ of: "POST /statements", status: 500, times: 99 });
  assert.deepEqual(wrong(await records(mute, "cmi5")), [
    "status fault came_false 500",
    "answers fault came_false 500",
    "finish fault came_false 500",
  ]);
  const theirs = new Store();
  theirs.documents.set("bona", '{"state":"1.A.b.c.d"}');
  assert.equal((await records(theirs, "cmi5")).end, "refused");
  assert.deepEqual([...theirs.documents], [["bona", '{"state":"1.A.b.c.d"}']]);
  assert.deepEqual(
    theirs.statements.map(({ verb }) => verb.id.split("/").at(-1)),
    ["launched"],
  );
  assert.equal((await records(new Store(), "cmi5", "Review")).end, "reading");
});

test("a device is tried beside the learner's place, which is not touched", async () => {
  const data = sample({ adapter: "device" });
  const kept = new Map([[data.package.key, "somebody's"]]);
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  } as Storage;
  const found = await run((add) => devicePort(() => storage, data, add), data);
  assert.deepEqual([found.end, wrong(found)], ["again", []]);
  const again = await run((add) => devicePort(() => storage, data, add), data, NAME);
  assert.deepEqual([again.end, wrong(again)], ["over", []]);
  assert.deepEqual([...kept], [[data.package.key, "somebody's"]]);
  const forbidden = (): Storage => {
    throw new DOMException("no", "SecurityError");
  };
  const none = await run((add) => devicePort(forbidden, data, add), data);
  assert.deepEqual([none.end, wrong(none)], ["stopped", ["found fault came_false SecurityError"]]);
});

test("a place is never longer than the check takes it to be, and can be as long", () => {
  const data = sample();
  const full = data.slots.map(({ bits, step, kind }) => {
    const steps = step && Math.floor((bits - (kind === "path" ? 6 : 0)) / step);
    return step ? Array.from({ length: steps }, () => 2 ** step - 1) : 2 ** Math.min(bits, 31) - 1;
  });
  const written = encode(data.slots, data.fingerprint, data.package.mark, full);
  assert.ok(written.length <= needed(data), `${written.length} of ${needed(data)}`);
  assert.ok(written.length >= needed(data) - 2, `${written.length} of ${needed(data)}`);
  for (const length of [40, 255, 4096, 64_000]) {
    assert.equal(trial(NAME, length).length, length);
  }
});

test("every sentence of a report is written, and the text tells each step", async () => {
  const words: Record<string, string> = {};
  for (const [, key = "", sentence = ""] of readFileSync("../words/en-GB.ftl", "utf8").matchAll(
    /^accept-(\w+) = (.*)$/gm,
  )) {
    words[key] = sentence.replace(/\{ \$(\w+) \}/g, "{$1}");
  }
  assert.ok(Object.keys(words).length > 100);
  const say = sayer(
    { ...words, "faults.one": "1 at fault", "faults.other": "{n} at fault", "came_above.other": "{n} up" },
    "en-GB",
  );
  const scorm = ({ api }: Strict12) =>
    run((add) => scormPort({ API: api } as never, new FakeWorld(), sample(), add), sample());
  const runs = [
    await scorm(new Strict12()),
    await scorm(new Strict12({ faults: { offline: true, without: ["cmi.interactions"] } })),
    await scorm(new Strict12({ tracks: { "cmi.core.lesson_status": "passed" } })),
    await scorm(new Strict12({ mode: "review" })),
    await aicc(new Hacp({ stranger: true })),
    await records(new Store(), "xapi"),
  ];
  const data = sample();
  for (const { steps, end } of runs) {
    const text = asText([{ steps, end, when: 0 }], data, say);
    assert.equal(text.match(/^\d+\. /gm)?.length, steps.length);
    assert.deepEqual(text.match(/\b(step|came|expect|means|note|end)_\w+|\{\w+\}/g), null);
  }
  const told = asText([{ steps: runs[1]?.steps ?? [], end: "again", when: 0 }], data, say);
  assert.match(
    told,
    /Saving: Fault[\s\S]*LMSCommit was answered with “false”, error code 101[\s\S]*General exception[\s\S]*“Not saved”/,
  );
});
