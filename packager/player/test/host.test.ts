//! A page that frames the course and keeps the record: what it is asked, and of whom nothing is believed.
//!
//! What stands here: one adapter between made-up windows, message by message. What does not: whole visits
//! (sessions.test.ts) and real windows (tests/browser/embedding.test.mjs).

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Data } from "../src/data";
import type { Answer, Lms, Opened, Snapshot } from "../src/lms/api";
import { host } from "../src/lms/host";
import { local } from "../src/lms/local";
import { visit } from "../src/visit";
import { sample } from "./sample";
import { bonaWords } from "./words";
import { FakeWorld, settle } from "./world";

const HOST = "https://portal.example";
const SNAPSHOT: Snapshot = {
  state: "1.ABCdef.1_0_0-0f3a9c21.3q2.IFp_",
  place: "reading",
  status: "incomplete",
  score: null,
  done: 33,
  time: 65_920,
  answers: [],
};
const ANSWER: Answer = { id: "repair", attempt: 2, chosen: "ac", result: "wrong", latency: 8_400 };

interface Asked {
  message: Record<string, unknown>;
  target: string;
}

/** A window that writes down what it is sent. */
function frame(): { asked: Asked[]; postMessage(message: object, target: string): void } {
  const asked: Asked[] = [];
  return {
    asked,
    postMessage: (message, target) => void asked.push({ message: structuredClone(message) as never, target }),
  };
}

interface Bench {
  data: Data;
  world: FakeWorld;
  parent: ReturnType<typeof frame>;
  opener: ReturnType<typeof frame>;
  lms: Lms;
  /** A message arrives. */
  say(data: unknown, source?: unknown, origin?: string): Promise<void>;
  /** What was asked last. */
  last(): Record<string, unknown>;
}

/** A course in a frame of a page, opened by another. */
function bench(hosts?: string[], alone = false): Bench {
  const [parent, opener, world] = [frame(), frame(), new FakeWorld()];
  const data = sample({ adapter: "host" });
  if (hosts) {
    data.package.hosts = hosts;
  }
  const listeners: ((event: unknown) => void)[] = [];
  const addEventListener = (_: string, listen: (event: unknown) => void): void => void listeners.push(listen);
  const own = { parent: parent as unknown, opener: alone ? null : opener, bonaWords, addEventListener };
  if (alone) {
    // The window of a page that nobody frames is its own parent.
    own.parent = own;
  }
  return {
    data,
    world,
    parent,
    opener,
    lms: host(own as never, world, data),
    async say(data, source = parent, origin = HOST) {
      for (const listen of listeners) {
        listen({ data, source, origin });
      }
      await settle();
    },
    last: () => parent.asked.at(-1)?.message ?? {},
  };
}

/** Opens with what a host answers. */
async function open(on: Bench, reply: object = {}): Promise<Opened> {
  const opening = on.lms.open();
  await on.say({ bona: 1, to: 1, ...reply });
  await on.world.pass(10_000);
  return opening;
}

test("nobody around is absent at once; nobody who answers is asked for ten seconds, and told which course it is", async () => {
  const alone = bench(undefined, true);
  assert.equal((await alone.lms.open()).link, "absent");
  const on = bench();
  const opening = on.lms.open();
  await on.world.pass(10_000);
  assert.deepEqual(await opening, { link: "absent", state: "", status: null, score: null });
  const { key, edition } = on.data.package;
  const message = { bona: 1, ask: "open", number: 1, visit: "7", key, edition, title: on.data.title };
  for (const { asked } of [on.parent, on.opener]) {
    assert.ok(asked.length > 35 && asked.length < 45, `${asked.length}`);
    assert.ok(asked.every(({ target }) => target === "*"));
    assert.deepEqual([asked[0]?.message, asked.at(-1)?.message], [message, message]);
  }
  assert.equal(on.world.waiting, 0);
  assert.equal(await on.lms.save(SNAPSHOT), false);
  assert.equal(await on.lms.finish(SNAPSHOT), false);
  assert.equal(on.last().ask, "open", "nothing is sent to nobody");
});

test("a host that answers late is found, and what it kept is read", async () => {
  const on = bench([HOST]);
  const opening = on.lms.open();
  await on.world.pass(9_500);
  const { state } = SNAPSHOT;
  await on.say({ bona: 1, to: 1, state, status: "failed", score: 41.9, language: "cy" });
  const found: Opened = { link: "connected", state, status: "failed", score: 41, language: "cy" };
  assert.deepEqual(await opening, found);
  assert.equal(on.world.waiting, 0, "nobody is asked again");
});

test("a window that is not around, an origin that may not and one without a name are never heard", async () => {
  for (const hosts of [[HOST], undefined]) {
    const on = bench(hosts);
    const opening = on.lms.open();
    await on.say({ bona: 1, to: 1 }, {});
    await on.say({ bona: 1, to: 1 }, null);
    await on.say({ bona: 1, to: 1 }, on.parent, "null");
    if (hosts) {
      await on.say({ bona: 1, to: 1 }, on.parent, "https://portal.example.evil.example");
      await on.say({ bona: 1, to: 1 }, on.parent, "http://portal.example");
    }
    await on.world.pass(9_000);
    await on.say({ bona: 1, to: 1, state: "true" });
    assert.equal((await opening).state, "true", `${hosts}`);
  }
});

test("once a host is found, no other window and no other origin is told or heard", async () => {
  const on = bench();
  const opening = on.lms.open();
  await on.say({ bona: 1, to: 1 }, on.opener, "https://first.example");
  await opening;
  const before = on.parent.asked.length;
  const saving = on.lms.save(SNAPSHOT);
  const { message, target } = on.opener.asked.at(-1) as Asked;
  assert.deepEqual([message.ask, target], ["save", "https://first.example"]);
  assert.equal(on.parent.asked.length, before);
  await on.say({ bona: 1, to: 2, kept: true }, on.parent, "https://first.example");
  await on.say({ bona: 1, to: 2, kept: true }, on.opener, "https://other.example");
  await on.world.pass(30_000);
  assert.equal(await saving, false);
});

test("what is no answer is passed over", async () => {
  const on = bench();
  await open(on);
  const saving = on.lms.save(SNAPSHOT);
  const odd = [null, undefined, 1, "x", true, [], [1], {}, { bona: 1 }, { bona: 1, kept: true }];
  const near = [
    { bona: 2, to: 2, kept: true },
    { bona: "1", to: 2, kept: true },
    { bona: 1, to: "2", kept: true },
    { bona: 1, to: [2], kept: true },
    { bona: 1, to: 3, kept: true },
    { bona: 1, to: 1, kept: true },
    { bona: 1, to: "__proto__", kept: true },
  ];
  for (const data of [...odd, ...near]) {
    await on.say(data);
  }
  await on.world.pass(29_000);
  await on.say({ bona: 1, to: 2, kept: true });
  assert.equal(await saving, true);
});

test("only true is kept, an answer counts once, and a late one not at all", async () => {
  const on = bench();
  await open(on);
  for (const kept of [false, "true", 1, {}, null, undefined]) {
    const saving = on.lms.save(SNAPSHOT);
    await on.say({ bona: 1, to: on.last().number, kept });
    await on.say({ bona: 1, to: on.last().number, kept: true });
    assert.equal(await saving, false, `${kept}`);
  }
  const silent = on.lms.save(SNAPSHOT);
  const late = on.last().number;
  await on.world.pass(30_000);
  assert.equal(await silent, false);
  const next = on.lms.save(SNAPSHOT);
  await on.say({ bona: 1, to: late, kept: true });
  await on.world.pass(30_000);
  assert.equal(await next, false, "the answer to another");
  assert.match(on.lms.log().join(), /open answered .*save answered false,.*save no answer/);
  assert.ok(!/ABCdef|reading/.test(on.lms.log().join()), "without a word of the learner's");
});

test("words of a host that have not the right shape are not believed", async () => {
  const odd = [
    { state: 1, status: "browsed", score: "50", language: 7 },
    { state: {}, status: ["passed"], score: Number.NaN, language: {} },
    { state: null, status: null, score: -1 },
    { state: undefined, status: "PASSED", score: 101 },
    { score: Number.POSITIVE_INFINITY },
  ];
  for (const reply of odd) {
    const nothing: Opened = { link: "connected", state: "", status: null, score: null, language: "" };
    assert.deepEqual(await open(bench(), reply), nothing, JSON.stringify(reply));
  }
});

test("a place of ten million characters is damaged, and nothing worse", async () => {
  const on = bench();
  const begun = visit(
    on.data,
    on.lms,
    local(() => ({}) as Storage, "none"),
    on.world,
  );
  await on.say({ bona: 1, to: 1, status: "completed", state: "A".repeat(10_000_000) });
  const session = await begun;
  assert.deepEqual([session.start.note, session.standing()], ["damaged", "completed"]);
});

test("a record says all that a learning system would be told, to the host's origin alone", async () => {
  const on = bench([HOST]);
  await open(on);
  const saving = on.lms.save({ ...SNAPSHOT, score: 50, answers: [ANSWER] });
  const sent = on.parent.asked.at(-1) as Asked;
  assert.equal(sent.target, HOST);
  const { interactions, ...record } = sent.message;
  assert.deepEqual(record, {
    bona: 1,
    ask: "save",
    number: 2,
    visit: "7",
    state: SNAPSHOT.state,
    status: "incomplete",
    score: 50,
    place: "reading",
    done: 33,
    seconds: 65,
  });
  const [answer] = interactions as Record<string, unknown>[];
  const {
    nth,
    id,
    try: attempt,
    type,
    learner_response,
    result,
    latency,
  } = answer as Record<string, unknown>;
  assert.deepEqual([nth, id, attempt, type, result], [1, "repair", 2, "choice", "incorrect"]);
  assert.deepEqual([learner_response, latency], ["option_a[,]option_c", "PT0H0M8S"]);
  await on.say({ bona: 1, to: 2, kept: false });
  assert.equal(await saving, false);
  await on.world.pass(2_000);
  void on.lms.save({ ...SNAPSHOT, answers: [ANSWER, { ...ANSWER, attempt: 3 }] });
  const again = on.last().interactions as Record<string, unknown>[];
  assert.deepEqual(again[0], answer, "what is sent again is the same");
  assert.deepEqual([again.length, again[1]?.nth, again[1]?.try], [2, 2, 3]);
});

test("what measures a course tells of no single answer", async () => {
  const on = bench();
  on.data.profile.interactions = false;
  await open(on);
  void on.lms.save({ ...SNAPSHOT, answers: [ANSWER] });
  assert.deepEqual(on.last().interactions, []);
});

test("goodbye is said once, and nothing after it", async () => {
  const on = bench();
  await open(on);
  const leaving = on.lms.finish(SNAPSHOT);
  assert.equal(on.last().ask, "finish", "before the call returns");
  await on.say({ bona: 1, to: 2, kept: true });
  assert.equal(await leaving, true);
  assert.equal(await on.lms.finish(SNAPSHOT), false);
  assert.equal(await on.lms.save(SNAPSHOT), false);
  assert.equal(on.last().number, 2);
});

test("in review nothing is told but that somebody looked and is gone", async () => {
  const on = bench();
  assert.equal((await open(on, { mode: "review", status: "passed" })).link, "reading");
  assert.equal(await on.lms.save(SNAPSHOT), false);
  assert.equal(await on.lms.finish(SNAPSHOT), false);
  assert.deepEqual(on.last(), { bona: 1, ask: "finish", number: 2, visit: "7" });
});
