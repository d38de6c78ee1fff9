//! When it is saved and what is said about it, on a clock that the test turns.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Lms, Opened, Snapshot } from "../src/lms/api";
import { Tracker } from "../src/track";
import { FakeWorld, settle } from "./world";

class Host implements Lms {
  readonly saves: Snapshot[] = [];
  readonly times: number[] = [];
  goodbyes = 0;
  answer: () => Promise<boolean> = async () => true;
  readonly #world: FakeWorld;

  constructor(world: FakeWorld) {
    this.#world = world;
  }

  open(): Promise<Opened> {
    return Promise.resolve({ link: "connected", state: "", status: null, score: null });
  }

  save(snapshot: Snapshot): Promise<boolean> {
    this.saves.push(snapshot);
    this.times.push(this.#world.now());
    return this.answer();
  }

  finish(snapshot: Snapshot): Promise<boolean> {
    this.goodbyes += 1;
    return this.save(snapshot);
  }

  log(): readonly string[] {
    return [];
  }
}

function setUp(sends = true): { world: FakeWorld; host: Host; tracker: Tracker; said: string[] } {
  const world = new FakeWorld();
  const host = new Host(world);
  const picture = {
    state: "s",
    place: "p",
    status: "incomplete",
    score: null,
    finished: false,
    time: 0,
  } as const;
  const tracker = new Tracker(host, world, 1000, sends, () => picture);
  const said: string[] = [];
  tracker.onChange((state) => said.push(state));
  return { world, host, tracker, said };
}

const ANSWER: Answer = {
  id: "repair",
  attempt: 1,
  type: "choice",
  chosen: "b",
  right: "b",
  result: "right",
  latency: 0,
};

test("page turns are gathered for a second, an answer is saved at once", async () => {
  const { world, host, tracker, said } = setUp();
  tracker.soon();
  await world.pass(600);
  tracker.soon();
  assert.equal(host.saves.length, 0);
  await world.pass(400);
  assert.equal(host.saves.length, 1, "a second after the first turn, not after the last");
  tracker.soon();
  tracker.now();
  assert.equal(host.saves.length, 1, "not before the page was painted");
  await world.pass(0);
  assert.equal(host.saves.length, 2);
  await world.pass(5000);
  assert.equal(host.saves.length, 2, "nothing is saved that did not change");
  assert.deepEqual(said, ["saved", "saving", "saved"]);
});

test("nothing is called saved before the host said so", async () => {
  const { world, host, tracker } = setUp();
  assert.equal(tracker.state, "saving");
  assert.equal(tracker.savedAt, null);
  let done: (kept: boolean) => void = () => {};
  host.answer = () =>
    new Promise((resolve) => {
      done = resolve;
    });
  tracker.now();
  await world.pass(60_000);
  assert.equal(tracker.state, "saving", "a slow host has not answered yet");
  done(true);
  await settle();
  assert.equal(tracker.state, "saved");
  assert.equal(tracker.savedAt, world.now());
});

test("what failed is tried again after 2, 5, 15 and 60 seconds, and answers are kept till then", async () => {
  const { world, host, tracker, said } = setUp();
  host.answer = async () => false;
  tracker.report(ANSWER);
  tracker.now();
  await world.pass(0);
  const begun = host.times[0] ?? 0;
  await world.pass(142_000);
  assert.deepEqual(
    host.times.map((time) => (time - begun) / 1000),
    [0, 2, 7, 22, 82, 142],
  );
  assert.ok(host.saves.every((snapshot) => snapshot.answers.length === 1));
  host.answer = async () => true;
  tracker.now();
  await world.pass(0);
  assert.equal(tracker.state, "saved");
  tracker.now();
  await world.pass(0);
  assert.equal(host.saves.at(-1)?.answers.length, 0, "an answer that was kept is not sent again");
  assert.deepEqual(said, ["failed", "saved", "saving", "saved"]);
});

test("a host that throws is a host that did not save", async () => {
  const { world, host, tracker } = setUp();
  host.answer = () => {
    throw new Error("refused");
  };
  tracker.now();
  await world.pass(0);
  assert.equal(tracker.state, "failed");
  host.answer = () => Promise.reject(new Error("refused"));
  await world.pass(2000);
  assert.equal(host.saves.length, 2);
  host.answer = async () => true;
  await world.pass(5000);
  assert.equal(tracker.state, "saved");
});

test("what changes while a save runs is saved after it, one at a time", async () => {
  const { world, host, tracker } = setUp();
  let done: (kept: boolean) => void = () => {};
  host.answer = () =>
    new Promise((resolve) => {
      done = resolve;
    });
  tracker.report(ANSWER);
  tracker.now();
  await world.pass(0);
  tracker.report({ ...ANSWER, id: "later" });
  tracker.now();
  await world.pass(0);
  assert.equal(host.saves.length, 1);
  done(true);
  await settle();
  await world.pass(0);
  assert.deepEqual(
    host.saves[1]?.answers.map((answer) => answer.id),
    ["later"],
  );
});

test("a hidden tab is saved before the call returns, and only if something changed", () => {
  const { host, tracker } = setUp();
  tracker.flush();
  assert.equal(host.saves.length, 0);
  tracker.soon();
  tracker.flush();
  assert.equal(host.saves.length, 1);
});

test("goodbye is said once, at once, even while a save hangs or fails", async () => {
  const { world, host, tracker } = setUp();
  host.answer = () => new Promise(() => {});
  tracker.now();
  await world.pass(0);
  host.answer = async () => false;
  const first = tracker.finish();
  assert.equal(host.goodbyes, 1, "before the first await");
  assert.equal(await first, false);
  assert.equal(await tracker.finish(), false);
  tracker.now();
  await world.pass(300_000);
  assert.equal(host.goodbyes, 1);
  assert.equal(host.saves.length, 2, "no retry after goodbye");
  assert.equal(world.waiting, 0);
});

test("where nobody keeps anything, nothing is ever called saved", async () => {
  const { world, tracker, said } = setUp(false);
  tracker.now();
  await world.pass(1000);
  assert.equal(tracker.state, "absent");
  assert.deepEqual(said, []);
});
