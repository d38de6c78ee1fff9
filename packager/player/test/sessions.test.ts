//! A thousand seeded learners before every learning system: they read, answer, wander and vanish, and hosts fail them.
//!
//! Of each it is asked: no call that the system must refuse, nothing lost that was called saved, one goodbye a visit,
//! and a status that never falls.

import assert from "node:assert/strict";
import { test } from "node:test";
import { launched12, SYSTEMS_12, type System12 } from "../lms/systems12.ts";
import { type Data, FINISH_PLACE, TEST_PLACE } from "../src/data";
import { local } from "../src/lms/local";
import type { Session } from "../src/session";
import { LADDER } from "../src/status";
import { visit } from "../src/visit";
import { host12, KINDS, type Kind } from "./hosts";
import { sample } from "./sample";
import { FakeWorld } from "./world";

/** The course as it is packed for that system. */
function dataFor({ profile }: Kind): Data {
  const data = sample();
  return { ...data, profile: { ...data.profile, ...profile } };
}

/** Chance that a number decides (mulberry32). */
function chance(seed: number): (below: number) => number {
  let at = seed;
  return (below) => {
    at = (at + 0x6d2b79f5) | 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PAGES = ["reading", "asking", "scene_page", TEST_PLACE, FINISH_PLACE];

/** All that a learner would see again. */
function picture(session: Session): unknown {
  const items = ["repair", "openings", "bank_one", "bank_two", "bank_three", "bank_four"];
  return {
    items: items.map((id) => session.item(id)),
    scene: session.scene("alex"),
    test: session.test(),
    seen: PAGES.slice(0, 3).map((page) => session.seen(page)),
    standing: session.standing(),
  };
}

/** One thing that a learner does. */
function act(session: Session, dice: (below: number) => number): void {
  const letters = (): string => "abcd"[dice(4)] as string;
  const all = (): void => {
    for (const page of PAGES.slice(0, 3)) {
      session.show(page);
    }
    session.answer("repair", "a");
    session.choose("alex", "ask_quietly");
  };
  const acts = [
    all,
    () => session.show(PAGES[dice(PAGES.length)] as string),
    () => session.show("asking"),
    () => session.answer("repair", letters()),
    () => session.answer("openings", [...new Set([letters(), letters()])].sort().join("")),
    () => session.choose("alex", dice(2) ? "read_out" : "ask_quietly"),
    () => session.restart("alex"),
    () => session.skip("scene_page"),
    () => {
      session.show(TEST_PLACE);
      const right: Record<string, string> = {
        bank_one: "a",
        bank_two: "f",
        bank_three: "bd",
        bank_four: "c",
      };
      const clever = dice(3) > 0;
      for (const id of session.startTest()) {
        session.answer(id, clever ? (right[id] as string) : id === "bank_two" ? "t" : letters());
      }
      session.finishTest();
    },
    () => session.hidden(),
    () => session.active(),
  ];
  acts[dice(acts.length)]?.();
}

interface Outcome {
  saves: number;
  finished: boolean;
  resumed: number;
}

/** One learner: up to four visits. */
async function learner(kind: Kind, seed: number): Promise<Outcome> {
  const dice = chance(seed);
  const data = dataFor(kind);
  let host = kind.first();
  /** What was last called saved, and all that came after: a host may have kept what it could not say that it kept. */
  let pictures: unknown[] = [];
  let highest = -1;
  const outcome = { saves: 0, finished: false, resumed: 0 };
  for (let visits = 1 + dice(4); visits > 0; visits--) {
    const world = new FakeWorld();
    world.seed = 1 + dice(2 ** 31);
    const device = local(() => {
      throw new Error("a device is not asked where a host answers");
    }, "none");
    const begun = visit(data, host.adapter(world, data), device, world);
    await world.pass(1);
    const session = await begun;
    const reading = session.start.link === "reading";
    assert.ok(reading || session.start.link === "connected", session.start.link);
    if (pictures.length > 0) {
      const found = JSON.stringify(picture(session));
      assert.ok(
        pictures.some((one) => JSON.stringify(one) === found),
        `${kind.name}, learner ${seed}: what was saved is there again`,
      );
      outcome.resumed++;
    }
    let down = false;
    for (let acts = 1 + dice(12); acts > 0; acts--) {
      act(session, dice);
      if (dice(6) === 0) {
        down = !down;
        host.fail(down);
      }
      await world.pass([0, 1, 900, 3_000, 70_000][dice(5)] as number);
      if (session.saveState() === "saved" && !reading) {
        pictures = [picture(session)];
        outcome.saves++;
      } else if (pictures.length > 0 && !reading) {
        pictures.push(picture(session));
      }
      const rung = LADDER.indexOf(host.kept().status as never);
      assert.ok(rung >= highest, `${kind.name}, learner ${seed}: the status fell to ${host.kept().status}`);
      highest = rung;
    }
    if (dice(2)) {
      const last = [picture(session)];
      const leaving = session.goodbye();
      void session.goodbye();
      await world.pass(60_000);
      if ((await leaving) && !reading) {
        pictures = last;
      }
      assert.ok(host.goodbyes() <= 1, "one goodbye");
      assert.ok(host.goodbyes() === 1 || down, "a goodbye");
    }
    assert.deepEqual(host.illegal(), [], `${kind.name}, learner ${seed}`);
    outcome.finished ||= /passed|completed/.test(host.kept().status);
    host.fail(false);
    const next = host.again();
    if (next.afresh) {
      pictures = [];
      highest = LADDER.indexOf(next.host.kept().status as never);
    }
    host = next.host;
  }
  return outcome;
}

/** Learners over all systems. */
const LEARNERS = 1_000;

for (const [nth, kind] of KINDS.entries()) {
  const share = Math.ceil(LEARNERS / KINDS.length);
  test(`${kind.name}: nothing that was called saved is lost, whatever ${share} learners and the host do`, async () => {
    const all = { saves: 0, finished: 0, resumed: 0 };
    for (let seed = 0; seed < share; seed++) {
      const outcome = await learner(kind, 1 + seed * KINDS.length + nth);
      all.saves += outcome.saves;
      all.finished += Number(outcome.finished);
      all.resumed += outcome.resumed;
    }
    // What is never reached is never judged.
    assert.ok(all.saves > 2 * share, `${all.saves} saves`);
    assert.ok(all.finished > share / 20, `${all.finished} finished`);
    assert.ok(all.resumed > share / 2, `${all.resumed} resumed`);
  });
}

test("a host that keeps an old place is found out", async () => {
  const system = SYSTEMS_12[0] as System12;
  const forgetful: Kind = {
    ...(KINDS[0] as Kind),
    first() {
      const host = host12(system, launched12(system));
      return { ...host, again: () => ({ host: host12(system, launched12(system)), afresh: false }) };
    },
  };
  const faults: string[] = [];
  for (let seed = 0; seed < 20; seed++) {
    await learner(forgetful, seed).catch((fault: Error) => faults.push(fault.message));
  }
  assert.ok(
    faults.some((words) => words.includes("what was saved is there again")),
    faults.join(),
  );
});
