//! A learner's visits, from the first page to the last goodbye, before a strict host and on a bare device.

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Launch, Strict12 } from "../lms/strict12.ts";
import { FINISH_PLACE, TEST_PLACE } from "../src/data";
import type { Frame } from "../src/lms/find";
import { local } from "../src/lms/local";
import { scorm12 } from "../src/lms/scorm12";
import type { Session } from "../src/session";
import { IDLE, stopwatch } from "../src/time";
import { visit as begin } from "../src/visit";
import { sample } from "./sample";
import { bonaWords } from "./words";
import { FakeWorld } from "./world";

/** A device's storage: entries are its own keys, as in a browser. */
class Shelf {
  readonly [key: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? (this[key] as string) : null;
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value });
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

const throwing = (): Storage => {
  throw new Error("SecurityError");
};

async function visit(launch: Launch | Strict12 | null, shelf: Shelf | null = null, data = sample()) {
  const lms = launch instanceof Strict12 ? launch : new Strict12(launch ?? {});
  const world = new FakeWorld();
  const device = local(shelf === null ? throwing : () => shelf as unknown as Storage, data.package.key);
  const host: Frame & { API?: unknown } = launch === null ? {} : { API: lms.api };
  let session: Session | undefined;
  void begin(
    data,
    data.adapter === "device" ? device : scorm12({ ...host, bonaWords }, world, data),
    device,
    world,
  ).then((begun) => {
    session = begun;
  });
  await world.pass(6000);
  assert.ok(session !== undefined);
  return { lms, world, session, start: session.start };
}

type Visited = Awaited<ReturnType<typeof visit>>;

/** Does all pages, and answers the test with these letters in order. */
function work(all: Visited, answers: readonly string[]): void {
  const { session } = all;
  session.show("reading");
  session.show("asking");
  session.answer("repair", "a");
  session.show("scene_page");
  session.choose("alex", "read_out");
  session.choose("alex", "ask_quietly");
  session.show(TEST_PLACE);
  hand(all, answers);
  session.finishTest();
}

/** Starts an attempt and answers it; handing in is the caller's. */
function hand({ session }: Visited, answers: readonly string[]): void {
  for (const [place, id] of session.startTest().entries()) {
    session.answer(id, answers[place] ?? "");
  }
}

const RIGHT = ["a", "f", "bd", "c"];

test("a learner passes, and the host knows it", async () => {
  const all = await visit({});
  assert.deepEqual(all.start, { link: "connected", note: "new", counts: false, place: "", language: "" });
  work(all, RIGHT);
  assert.equal(all.session.standing(), "passed");
  assert.equal(all.session.saveState(), "saving");
  await all.world.pass(0);
  assert.equal(all.session.saveState(), "saved");
  assert.equal(all.lms.tracks["cmi.core.lesson_status"], "passed");
  assert.equal(all.lms.tracks["cmi.core.score.raw"], "100");
  const ids = Object.entries(all.lms.tracks)
    .filter(([name]) => name.endsWith(".id"))
    .map(([, id]) => id);
  assert.deepEqual(ids, [
    "repair",
    "alex__called",
    "alex__called__a2",
    "bank_one",
    "bank_two",
    "bank_three",
    "bank_four",
  ]);
  assert.equal(await all.session.goodbye(), true);
  assert.equal(all.session.standing(), "passed");
  assert.equal(all.lms.tracks["cmi.core.score.raw"], "100");
  const back = await visit(all.lms.relaunch());
  assert.deepEqual(back.start, {
    link: "connected",
    note: "resumed",
    counts: false,
    place: TEST_PLACE,
    language: "",
  });
  assert.equal(back.session.item("repair").chosen, "a");
  assert.equal(back.session.test()?.phase, "over");
  assert.equal(back.session.standing(), "passed");
});

test("a kill after an answer loses nothing, in the test neither", async () => {
  const all = await visit({});
  all.session.show("asking");
  all.session.answer("openings", "ca");
  await all.world.pass(0);
  const next = await visit(all.lms.relaunch());
  assert.equal(next.start.place, "asking");
  assert.equal(next.session.item("openings").chosen, "ac");
  assert.equal(next.session.item("openings").mark?.earned, 4);
  assert.equal(next.session.order("openings"), all.session.order("openings"));
  next.session.show(TEST_PLACE);
  const drawn = next.session.startTest();
  next.session.answer("bank_three", "bd");
  await next.world.pass(0);
  const last = await visit(next.lms.relaunch());
  const state = last.session.test();
  assert.deepEqual([state?.phase, state?.questions], ["running", drawn]);
  assert.equal(last.session.item("bank_three").chosen, "bd");
  assert.deepEqual(last.session.startTest(), drawn, "a running attempt goes on");
  assert.deepEqual(
    drawn.filter((id) => last.session.item(id).chosen),
    ["bank_three"],
  );
});

test("fail, fail, read again, and a new set of attempts opens; the best result stays", async () => {
  const all = await visit({});
  const { session } = all;
  work(all, ["a", "f", "b", "c"]); // three of four: 75 %
  assert.equal(session.standing(), "passed");
  const other = await visit({});
  work(other, ["a", "t", "b", "a"]);
  assert.deepEqual([other.session.test()?.last, other.session.test()?.attemptsLeft], [25, 1]);
  assert.deepEqual(other.session.test()?.again, ["asking", "reading", "scene_page"]);
  other.session.startTest();
  other.session.finishTest();
  const lost = other.session.test();
  assert.equal(lost?.phase, "reading");
  assert.equal(other.session.standing(), "used_up");
  assert.deepEqual([lost?.best, lost?.last], [25, 0]);
  assert.deepEqual(lost?.again, ["asking", "reading", "scene_page"]);
  assert.deepEqual(other.session.startTest(), [], "not before reading");
  for (const page of ["reading", "asking", "scene_page"]) {
    other.session.show(page);
  }
  assert.deepEqual([other.session.test()?.phase, other.session.test()?.attemptsLeft], ["ready", 2]);
  hand(other, RIGHT);
  other.session.finishTest();
  assert.equal(other.session.test()?.phase, "over");
  assert.equal(other.session.standing(), "passed");
});

test("a status is never lowered, not by failing and not by an edition that forgets", async () => {
  const failing = sample({ profile: { ...sample().profile, attempts_used: "failed" } });
  const all = await visit({}, null, failing);
  work(all, []);
  all.session.startTest();
  all.session.finishTest();
  await all.world.pass(0);
  assert.equal(all.lms.tracks["cmi.core.lesson_status"], "failed");
  for (const page of ["reading", "asking", "scene_page"]) {
    all.session.show(page);
  }
  await all.world.pass(1000);
  assert.equal(
    all.lms.tracks["cmi.core.lesson_status"],
    "failed",
    "a new set of attempts takes nothing back",
  );
  work(all, RIGHT);
  await all.world.pass(0);
  assert.equal(all.lms.tracks["cmi.core.lesson_status"], "passed");
  const edited = sample({ fingerprint: "another" });
  const later = await visit(all.lms.relaunch(), null, edited);
  assert.deepEqual([later.start.note, later.start.counts], ["updated", true]);
  assert.equal(later.session.standing(), "passed");
  later.session.show("reading");
  await later.world.pass(1000);
  assert.equal(later.lms.tracks["cmi.core.lesson_status"], "passed");
  assert.equal(later.lms.tracks["cmi.core.score.raw"], "100");
});

test("damage and loss are noticed and said", async () => {
  const damaged = await visit({
    tracks: { "cmi.suspend_data": "1.ABCdef.x.AA.AAAA", "cmi.core.lesson_status": "completed" },
  });
  assert.deepEqual([damaged.start.note, damaged.start.counts], ["damaged", true]);
});

test("a place is read whatever a host puts round it, and such a host is believed", async () => {
  const first = await visit({});
  work(first, RIGHT);
  await first.session.goodbye();
  for (const end of ["\r\n", "\n", " ", "\0", "\t \r\n"]) {
    const lms = first.lms.relaunch();
    const get = lms.api.LMSGetValue;
    lms.api.LMSGetValue = (name) => (name === "cmi.suspend_data" ? `${end}${get(name)}${end}` : get(name));
    const { start, session, world } = await visit(lms);
    assert.equal(start.note, "resumed", JSON.stringify(end));
    session.show("asking");
    await world.pass(1000);
    assert.equal(session.saveState(), "saved", "what is read back is what was sent");
  }
});

test("completed before is said only of what a host calls completed or passed", async () => {
  const foreign = "viewed=1,2,3|lastviewedslide=3";
  for (const [status, place, note, counts] of [
    ["completed", "", "afresh", false],
    ["passed", "", "afresh", false],
    ["incomplete", "", "lost", false],
    ["failed", "", "lost", false],
    ["not attempted", "", "new", false],
    ["incomplete", foreign, "damaged", false],
    ["failed", foreign, "damaged", false],
    ["passed", foreign, "damaged", true],
  ] as const) {
    const { start } = await visit({
      tracks: { "cmi.core.lesson_status": status, "cmi.core.score.raw": "40", "cmi.suspend_data": place },
    });
    assert.deepEqual([start.note, start.counts], [note, counts], `${status} ${place}`);
  }
});

test("what is left is told, and skipping a page is like doing it", async () => {
  const { session } = await visit({});
  assert.deepEqual(
    session.progress().left.map((one) => one.kind),
    ["page", "page", "page", "test"],
  );
  session.show("scene_page");
  assert.deepEqual(session.progress().left[2], { kind: "scenario", id: "alex", page: "scene_page" });
  session.skip("scene_page");
  const open = (): string[] => session.progress().left.map(({ page }) => page);
  assert.ok(!open().includes("scene_page") && session.skipped("scene_page"));
  session.show("asking");
  assert.ok(open().includes("asking"));
  session.answer("repair", "a");
  assert.ok(!open().includes("asking"), "answered, though not right");
  assert.equal(session.progress().done, 2);
});

test("a question is done when it is right or its tries are used", async () => {
  const { session } = await visit({});
  session.answer("repair", "a");
  assert.deepEqual([session.item("repair").done, session.item("repair").tries], [false, 1]);
  session.answer("repair", "c");
  assert.equal(session.item("repair").done, true);
  assert.equal(session.answer("bank_one", "a").right, true);
  assert.equal(session.item("bank_one").chosen, "", "outside a running test nothing is kept");
});

test("a scene goes forward, back and round, and stays done", async () => {
  const { session } = await visit({});
  session.choose("alex", "read_out");
  session.choose("alex", "no_such_choice");
  assert.deepEqual(session.scene("alex"), { path: ["read_out"], at: 0, done: false });
  session.choose("alex", "ask_quietly");
  assert.deepEqual(session.scene("alex"), { path: ["read_out", "ask_quietly"], at: 1, done: true });
  session.choose("alex", "ask_quietly");
  assert.equal(session.scene("alex").path.length, 2, "an ending has no choices");
  session.back("alex");
  assert.deepEqual(session.scene("alex"), { path: ["read_out"], at: 0, done: true });
  session.restart("alex");
  session.back("alex");
  assert.deepEqual(session.scene("alex"), { path: [], at: 0, done: true });
});

test("a scene remembers what its path sets, and forgets it when a step is taken back", async () => {
  const data = sample();
  data.scenarios.alex = {
    page: "scene_page",
    required: true,
    start: 0,
    scenes: [
      {
        kind: "decision",
        id: "called",
        choices: [
          { id: "read_out", then: 1, place: 0, was: "slip", because: "" },
          { id: "ask_quietly", then: 1, place: 1, was: "good", because: "", sets: 0b01 },
        ],
      },
      {
        kind: "decision",
        id: "at_desk",
        choices: [
          { id: "fix_it", then: 2, place: 0, was: null, because: "", sets: 0b10 },
          { id: "leave_it", then: 2, place: 1, was: null, because: "" },
        ],
      },
      { kind: "good", id: "mended", guard: { when: 0b11, unless: 0, otherwise: 3 } },
      { kind: "mixed", id: "half", guard: { when: 0, unless: 0b10, otherwise: 4 } },
      { kind: "poor", id: "gone" },
    ],
  };
  const { lms, session } = await visit({}, null, data);
  const ends = (...choices: string[]): number => {
    session.restart("alex");
    for (const choice of choices) {
      session.choose("alex", choice);
    }
    return session.scene("alex").at;
  };
  assert.equal(ends("ask_quietly", "fix_it"), 2, "both flags");
  assert.equal(ends("read_out", "fix_it"), 4, "two guards send on, one after the other");
  assert.equal(ends("ask_quietly", "leave_it"), 3);
  session.back("alex");
  assert.deepEqual(session.scene("alex"), { path: ["ask_quietly"], at: 1, done: true });
  session.choose("alex", "fix_it");
  assert.equal(session.scene("alex").at, 2, "what was taken back is not remembered");
  await session.goodbye();
  const again = await visit(lms.relaunch(), null, data);
  assert.deepEqual(again.session.scene("alex"), { path: ["ask_quietly", "fix_it"], at: 2, done: true });
});

test("what a test taken first showed to be known need not be read, and nothing is counted that was not", async () => {
  const data = sample();
  assert.ok(data.test);
  data.test.check_first = [
    { page: "reading", outcomes: ["greet_openly"] },
    { page: "asking", outcomes: ["repair_a_slip"] },
    { page: "scene_page", outcomes: ["greet_openly", "repair_a_slip"] },
  ];
  const before = data.test.groups.map(({ outcome }) => outcome);
  assert.deepEqual(before, ["greet_openly", "repair_a_slip"], "the sample has these two");
  const first = await visit({}, null, data);
  const { session } = first;
  const open = (): string[] => [...new Set(session.progress().left.map(({ page }) => page))];
  session.startTest();
  const asked = session.test()?.questions ?? [];
  const own = data.test.groups[0]?.questions ?? [];
  for (const [place, id] of asked.entries()) {
    session.answer(id, own.includes(id) ? (RIGHT[place] ?? "") : "");
  }
  assert.equal(open().length, 4, "nothing counts before it is handed in");
  session.finishTest();
  assert.deepEqual(
    open(),
    ["asking", "scene_page", TEST_PLACE],
    "one outcome was known, and one page is of it alone",
  );
  assert.deepEqual(session.test()?.again, ["reading", "scene_page"], "what was missed is read again as ever");
  assert.equal(first.session.standing(), "open");
  session.show("reading");
  assert.equal(session.skipped("reading"), false, "what was spared was not skipped");
  await session.goodbye();
  assert.equal(first.lms.tracks["cmi.core.lesson_status"], "incomplete");

  const back = await visit(first.lms.relaunch(), null, data);
  const left = back.session.progress().left.map(({ page }) => page);
  assert.ok(!left.includes("reading"), "it is kept");
  hand(back, RIGHT);
  back.session.finishTest();
  assert.deepEqual(back.session.progress(), { done: 3, all: 3, minutes: 0, left: [] }, "all was known");
  assert.equal(back.session.standing(), "passed");
  await back.session.goodbye();
  assert.equal(back.lms.tracks["cmi.core.lesson_status"], "passed");
});

test("a device keeps the place, forgets when asked, and says when it cannot keep", async () => {
  const shelf = new Shelf();
  const data = sample({ adapter: "device" });
  const all = await visit(null, shelf, data);
  assert.deepEqual([all.start.link, all.start.note], ["device", "new"]);
  all.session.show("asking");
  all.session.pledge("my_desk");
  await all.world.pass(0);
  assert.equal(all.session.saveState(), "saved");
  assert.deepEqual(Object.keys(shelf), ["bona.first_contact"]);
  const next = await visit(null, shelf, data);
  assert.deepEqual([next.start.note, next.start.place], ["resumed", "asking"]);
  shelf.setItem("bona.first_contact", "{ broken");
  assert.equal((await visit(null, shelf, data)).start.note, "new");
  const bare = await visit(null, null, data);
  assert.equal(bare.start.link, "nowhere");
  bare.session.show("reading");
  await bare.world.pass(2000);
  assert.equal(bare.session.saveState(), "absent");
  assert.equal(await bare.session.goodbye(), false);
});

test("a device that forgets keeps nothing of whoever was there, and nothing of anything else", async () => {
  const shelf = new Shelf();
  const data = sample({ adapter: "device" });
  const all = await visit(null, shelf, data);
  all.session.show("asking");
  await all.world.pass(1000);
  shelf.setItem("bona.first_contact/pledge/my_desk", "0\nI ask.");
  shelf.setItem("bona.first_contact_again", "another course");
  all.session.forget();
  assert.deepEqual(Object.keys(shelf), ["bona.first_contact_again"]);
  all.session.show("scene_page");
  await all.world.pass(1000);
  await all.session.goodbye();
  assert.deepEqual(Object.keys(shelf), ["bona.first_contact_again"], "leaving the page writes nothing back");
  assert.equal((await visit(null, shelf, data)).start.note, "new");
});

test("without a host the device helps out, and nobody is told that anything was sent", async () => {
  const shelf = new Shelf();
  const all = await visit(null, shelf);
  assert.equal(all.start.link, "absent");
  all.session.show(FINISH_PLACE);
  await all.world.pass(2000);
  assert.equal(all.session.saveState(), "absent");
  assert.equal((await visit(null, shelf)).start.place, FINISH_PLACE);
});

test("learning time stands still while hidden and half an hour after the last sign of life", () => {
  const watch = stopwatch();
  watch.active(0);
  assert.equal(watch.elapsed(60_000), 60_000);
  watch.pause(60_000);
  assert.equal(watch.elapsed(1e9), 60_000);
  watch.active(1e9);
  watch.active(1e9 + 1000);
  assert.equal(watch.elapsed(1e9 + 10 * IDLE), 61_000 + IDLE);
  watch.active(1e9 + 10 * IDLE);
  assert.equal(watch.elapsed(1e9 + 10 * IDLE + 5000), 66_000 + IDLE);
  assert.equal(watch.elapsed(0), 61_000 + IDLE, "a clock that was put back takes nothing away");
});
