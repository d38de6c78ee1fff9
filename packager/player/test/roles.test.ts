//! A role and what follows from it: what is left, what counts, what is read again, and how long it takes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Strict12 } from "../lms/strict12.ts";
import { TEST_PLACE } from "../src/data";
import { local } from "../src/lms/local";
import { scorm12 } from "../src/lms/scorm12";
import { minutes } from "../src/minutes";
import type { Session } from "../src/session";
import { visit as begin } from "../src/visit";
import { sample } from "./sample";
import { bonaWords } from "./words";
import { FakeWorld } from "./world";

/** The sample with its scene for the ward, and the question of its second page for the desk. */
function shared() {
  const data = sample();
  const [desk, phone] = data.modules as [(typeof data.modules)[0], (typeof data.modules)[0]];
  for (const need of desk.pages[1]?.needs ?? []) need.roles = ["desk"];
  for (const page of phone.pages) page.roles = ["ward"];
  return sample({
    modules: data.modules,
    // As a lock writes it: a role that went has left its place.
    roles: [
      { id: "ward", title: "Ward", place: 2 },
      { id: "desk", title: "Desk", place: 0 },
    ],
    slots: [...data.slots, { kind: "role", id: "", bits: 4, step: 0, from: null }],
  });
}

async function visit(lms: Strict12) {
  const data = shared();
  const world = new FakeWorld();
  const device = local(() => {
    throw new Error("SecurityError");
  }, data.package.key);
  let session: Session | undefined;
  void begin(data, scorm12({ API: lms.api, bonaWords } as never, world, data), device, world).then(
    (begun) => {
      session = begun;
    },
  );
  await world.pass(6000);
  assert.ok(session !== undefined);
  return { lms, session };
}

const left = (session: Session): string[] =>
  session.progress().left.map(({ kind, page }) => `${kind} ${page}`);

test("what is for others is neither left nor counted, and can come back", async () => {
  const { session } = await visit(new Strict12({}));
  assert.equal(session.role(), "");
  assert.deepEqual(
    [session.progress().all, session.progress().minutes],
    [3, 9],
    "who chose nothing sees everything",
  );
  session.become("desk");
  assert.deepEqual([session.progress().all, session.progress().minutes], [2, 5]);
  session.show("reading");
  session.show("asking");
  assert.deepEqual(left(session), ["item asking", `test ${TEST_PLACE}`]);
  session.become("ward");
  assert.deepEqual(left(session), ["page scene_page", `test ${TEST_PLACE}`], "the question is for the desk");
  assert.equal(session.progress().minutes, 4);
  session.become("nobody_we_know");
  assert.equal(session.role(), "", "what is not known is no role");
  assert.deepEqual(left(session), ["item asking", "page scene_page", `test ${TEST_PLACE}`]);
});

test("a role is found again, sent to nobody, and takes nothing back", async () => {
  const first = await visit(new Strict12({}));
  const { session, lms } = first;
  session.become("desk");
  session.show("reading");
  session.show("asking");
  session.answer("repair", "b");
  session.startTest();
  for (const [id, letters] of Object.entries({
    bank_one: "a",
    bank_two: "f",
    bank_three: "bd",
    bank_four: "c",
  })) {
    session.answer(id, letters);
  }
  session.finishTest();
  assert.equal(session.standing(), "passed", "the page of the ward is not in the way");
  await session.goodbye();
  assert.equal(lms.tracks["cmi.core.lesson_status"], "passed");
  const told = Object.entries(lms.tracks).filter(([name]) => name !== "cmi.suspend_data");
  assert.ok(told.length > 4 && !/ward|role/.test(JSON.stringify(told)));
  const again = await visit(lms.relaunch());
  assert.equal(again.session.role(), "desk");
  assert.equal(again.session.item("repair").chosen, "b");
  again.session.become("ward");
  assert.deepEqual(left(again.session), ["page scene_page"]);
  assert.equal(again.session.standing(), "passed", "what was reached stays");
  await again.session.goodbye();
  assert.equal(again.lms.tracks["cmi.core.lesson_status"], "passed");
});

/** Hands in with nothing right, until the attempts are used up. */
function fail(session: Session): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    session.startTest();
    session.answer("bank_one", "d");
    session.finishTest();
  }
}

test("what is for others need not be read again before the test opens once more", async () => {
  const { session } = await visit(new Strict12({}));
  session.become("desk");
  fail(session);
  assert.deepEqual([session.test()?.phase, session.test()?.again], ["reading", ["asking", "reading"]]);
  session.show("asking");
  session.show("reading");
  assert.equal(session.test()?.phase, "ready");
});

test("a role that is chosen while pages are read again opens the test if nothing is left to read", async () => {
  const { session } = await visit(new Strict12({}));
  fail(session);
  session.show("asking");
  session.show("reading");
  assert.deepEqual([session.test()?.phase, session.test()?.again], ["reading", ["scene_page"]]);
  session.become("desk");
  assert.equal(session.test()?.phase, "ready");
});

test("minutes are shared alike, are whole, and are never nought before the end", () => {
  const pages = ["a", "b", "c"].map((id) => ({ id, title: id, roles: [], needs: [] }));
  const modules = [
    { id: "one", title: "One", minutes: 1, pages },
    { id: "none", title: "None", minutes: 7, pages: [] },
  ];
  const of = (ids: string) => minutes(modules, ({ id }) => ids.includes(id));
  assert.deepEqual(["abc", "ab", "a", ""].map(of), [1, 1, 1, 0]);
  const twice = [...modules, { id: "two", title: "Two", minutes: 4, pages }];
  assert.equal(
    minutes(twice, () => true),
    5,
    "thirds add up to whole minutes",
  );
});
