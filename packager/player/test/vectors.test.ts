//! The player against the shared vectors, which the engine and a third reading in Python are held to as well.

import assert from "node:assert/strict";
import { test } from "node:test";
import scoring from "../../../tests/fixtures/vectors/scoring.json";
import state from "../../../tests/fixtures/vectors/state.json";
import status from "../../../tests/fixtures/vectors/status.json";
import { decode, encode, type Value } from "../src/codec";
import type { Data, Item, Past, Slot } from "../src/data";
import { order, questions } from "../src/draw";
import type { Status } from "../src/lms/api";
import { mark, passes, perCent } from "../src/score";
import { earned, higher } from "../src/status";

test("every answer earns what the vectors say", () => {
  const cases = [...scoring.hand, ...scoring.generated];
  assert.ok(cases.length >= 360);
  for (const one of cases) {
    const { kind, marks, letters } = one as unknown as Item;
    const secret = btoa(JSON.stringify({ right: one.right }));
    const result = mark({ kind, marks, letters, secret } as Item, one.chosen);
    const earned = [result.earned, result.possible, result.right];
    assert.deepEqual(earned, [one.earned, one.possible, one.whole], JSON.stringify(one));
    const found = [...one.right].filter((letter) => result.chosen.includes(letter));
    assert.deepEqual([...result.found].sort(), found.sort(), "found is what was right of the chosen");
  }
});

test("shares are rounded for show and never for a pass", () => {
  assert.ok(scoring.shares.length >= 20);
  for (const one of scoring.shares) {
    assert.equal(perCent(one.earned, one.possible), one.per_cent, JSON.stringify(one));
    assert.equal(passes(one.earned, one.possible, one.pass_mark), one.passes, JSON.stringify(one));
  }
});

test("one seed draws what the vectors say", () => {
  assert.ok(state.draws.length >= 50 && state.orders.length >= 50);
  for (const one of state.draws) {
    assert.deepEqual(questions(one.seed, one.run, one.per_outcome, one.groups), one.questions);
  }
  for (const one of state.orders) {
    assert.equal(order(one.seed, one.question, one.letters), one.order);
  }
});

test("kept state is the text that the vectors show", () => {
  assert.ok(state.states.length >= 50);
  for (const one of state.states) {
    const slots = one.slots as unknown as Slot[];
    const values = one.values as Value[];
    assert.equal(encode(slots, one.fingerprint, one.mark, values), one.text);
    assert.deepEqual(decode(slots, one.fingerprint, [], one.text), { values, mark: one.mark });
  }
});

test("foreign and damaged state is refused with its reason, and never thrown", () => {
  const known = state.known[0];
  assert.ok(known !== undefined && state.refused.length >= 15);
  const slots = known.slots as unknown as Slot[];
  const history: Past[] = known.known;
  for (const one of state.refused) {
    const read = decode(slots, known.fingerprint, history, one.text);
    assert.equal("refused" in read ? read.refused : null, one.why, one.name);
  }
  const older = decode(slots, known.fingerprint, history, state.refused.at(-1)?.text ?? "");
  assert.deepEqual(older, { values: [7, 0], mark: "1_0_0-0f3a9c21" });
});

test("every altered or cut sign of a kept state is noticed", () => {
  const one = state.states[0];
  assert.ok(one !== undefined);
  const slots = one.slots as unknown as Slot[];
  let judged = 0;
  for (let at = 0; at < one.text.length; at++) {
    for (const other of ["", "A", "z", ".", "é"]) {
      const altered = one.text.slice(0, at) + other + one.text.slice(at + 1);
      if (altered !== one.text) {
        assert.ok("refused" in decode(slots, one.fingerprint, [], altered), altered);
        judged += 1;
      }
    }
  }
  assert.ok(judged > 100);
});

test("the truth table of status holds, and no status is ever lowered", () => {
  assert.ok(status.table.length >= 34 && status.never_down.length >= 18);
  for (const one of status.table) {
    const rule = one.rule as Data["completion"];
    const exam = { passed: one.passed, usedUp: one.used_up };
    const word = earned(rule, one.pages_done, exam, one.attempts_used as "failed" | "incomplete");
    assert.equal(word, one.status as Status, JSON.stringify(one));
  }
  for (const one of status.never_down) {
    assert.equal(
      higher(one.before as Status | null, one.now as Status),
      one.after as Status,
      JSON.stringify(one),
    );
  }
});
