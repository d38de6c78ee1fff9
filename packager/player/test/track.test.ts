//! When it is saved and what is said about it, on a clock that the test turns.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer, Lms, Opened, Snapshot } from "../src/lms/api";
import { type Tracker, tracker } from "../src/track";
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

  finish(snapshot: Snapshot): Promise<boolean | null> {
    this.goodbyes += 1;
    return this.save(snapshot);
  }

  log(): readonly string[] {
    return [];
  }
}

function setUp(sends = true): { world: FakeWorld; host: Host; track: Tracker; said: string[] } {
  const world = new FakeWorld();
  const host = new Host(world);
  const picture = {
    state: "s",
    place: "p",
    status: "incomplete",
    score: null,
    done: 0,
    time: 0,
  } as const;
  const track = tracker(host, world, sends, () => picture);
  const said: string[] = [];
  track.onSave((state) => said.push(state));
  return { world, host, track, said };
}

const ANSWER: Answer = {
  id: "repair",
  attempt: 1,
  chosen: "b",
  result: "correct",
  latency: 0,
};

test("page turns are gathered for a second, an answer is saved at once", async () => {
  const { world, host, track, said } = setUp();
  track.change(1000);
  await world.pass(600);
  track.change(1000);
  assert.equal(host.saves.length, 0);
  await world.pass(400);
  assert.equal(host.saves.length, 1, "a second after the first turn, not after the last");
  track.change(1000);
  track.change(0);
  assert.equal(host.saves.length, 1, "not before the page was painted");
  await world.pass(0);
  assert.equal(host.saves.length, 2);
  await world.pass(5000);
  assert.equal(host.saves.length, 2, "nothing is saved that did not change");
  assert.deepEqual(said, ["saving", "saved", "saving", "saved"]);
});

test("nothing is called saved before the host said so", async () => {
  const { world, host, track } = setUp();
  assert.equal(track.saveState(), "saved", "nothing waits");
  assert.equal(track.savedAt(), null, "and nothing was saved: a learner reads no word of it");
  let done: (kept: boolean) => void = () => {};
  host.answer = () =>
    new Promise((resolve) => {
      done = resolve;
    });
  track.change(0);
  assert.equal(track.saveState(), "saving");
  await world.pass(60_000);
  assert.equal(track.savedAt(), null);
  assert.equal(track.saveState(), "saving", "a slow host has not answered yet");
  done(true);
  await settle();
  assert.equal(track.saveState(), "saved");
  assert.equal(track.savedAt(), world.now());
});

test("what failed is tried again after 2, 5, 15 and 60 seconds, and answers are kept till then", async () => {
  const { world, host, track, said } = setUp();
  host.answer = async () => false;
  track.report(ANSWER);
  track.change(0);
  await world.pass(0);
  const begun = host.times[0] ?? 0;
  await world.pass(142_000);
  assert.deepEqual(
    host.times.map((time) => (time - begun) / 1000),
    [0, 2, 7, 22, 82, 142],
  );
  assert.ok(host.saves.every((snapshot) => snapshot.answers.length === 1));
  host.answer = async () => true;
  track.change(0);
  await world.pass(0);
  assert.equal(track.saveState(), "saved");
  track.change(0);
  await world.pass(0);
  assert.equal(host.saves.at(-1)?.answers.length, 0, "an answer that was kept is not sent again");
  assert.deepEqual(said, ["saving", "failed", "saved", "saving", "saved"]);
});

test("a host that throws is a host that did not save", async () => {
  const { world, host, track } = setUp();
  host.answer = () => {
    throw new Error("refused");
  };
  track.change(0);
  await world.pass(0);
  assert.equal(track.saveState(), "failed");
  host.answer = () => Promise.reject(new Error("refused"));
  await world.pass(2000);
  assert.equal(host.saves.length, 2);
  host.answer = async () => true;
  await world.pass(5000);
  assert.equal(track.saveState(), "saved");
});

test("what changes while a save runs is saved after it, one at a time", async () => {
  const { world, host, track } = setUp();
  let done: (kept: boolean) => void = () => {};
  host.answer = () =>
    new Promise((resolve) => {
      done = resolve;
    });
  track.report(ANSWER);
  track.change(0);
  await world.pass(0);
  track.report({ ...ANSWER, id: "later" });
  track.change(0);
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
  const { host, track } = setUp();
  track.flush();
  assert.equal(host.saves.length, 0);
  track.change(1000);
  track.flush();
  assert.equal(host.saves.length, 1);
});

test("goodbye is said once, at once, even while a save hangs or fails", async () => {
  const { world, host, track } = setUp();
  host.answer = () => new Promise(() => {});
  track.change(0);
  await world.pass(0);
  host.answer = async () => false;
  const first = track.goodbye();
  assert.equal(host.goodbyes, 1, "before the first await");
  assert.equal(await first, false);
  assert.equal(await track.goodbye(), false);
  track.change(0);
  await world.pass(300_000);
  assert.equal(host.goodbyes, 1);
  assert.equal(host.saves.length, 2, "no retry after goodbye");
  assert.equal(world.waiting, 0);
});

test("after goodbye nothing more is kept, and it is said", async () => {
  const { world, host, track, said } = setUp();
  track.change(0);
  await world.pass(0);
  assert.equal(await track.goodbye(), true);
  assert.equal(track.saveState(), "saved");
  const at = track.savedAt();
  await world.pass(60_000);
  track.report(ANSWER);
  track.change(0);
  assert.equal(track.saveState(), "over");
  track.flush();
  assert.equal(await track.goodbye(), true, "the first still holds");
  await world.pass(300_000);
  assert.deepEqual([track.saveState(), track.savedAt(), host.saves.length], ["over", at, 2]);
  assert.deepEqual(said, ["saving", "saved", "over"]);
  const unconfirmed = setUp();
  unconfirmed.host.finish = async () => null;
  assert.equal(await unconfirmed.track.goodbye(), null);
  assert.equal(unconfirmed.track.saveState(), "saved", "all was kept");
  const refused = setUp();
  refused.host.answer = async () => false;
  assert.equal(await refused.track.goodbye(), false);
  assert.equal(refused.track.saveState(), "over", "nobody tries again");
  const meanwhile = setUp();
  const leaving = meanwhile.track.goodbye();
  meanwhile.track.change(0);
  assert.equal(await leaving, true);
  assert.equal(meanwhile.track.saveState(), "over", "what came while goodbye was said is not in it");
});

test("where nobody keeps anything, nothing is ever called saved", async () => {
  const { world, track, said } = setUp(false);
  track.change(0);
  await world.pass(1000);
  assert.equal(track.saveState(), "absent");
  assert.equal(await track.goodbye(), true, "a device, or a look back, may keep something");
  assert.equal(track.savedAt(), null);
  assert.deepEqual(said, []);
});
