//! The player against the shared vectors, which the engine and a third reading in Python are held to as well.

import assert from "node:assert/strict";
import { test } from "node:test";
import codes from "../../../tests/fixtures/vectors/answer_code.json";
import scoring from "../../../tests/fixtures/vectors/scoring.json";
import state from "../../../tests/fixtures/vectors/state.json";
import status from "../../../tests/fixtures/vectors/status.json";
import { codeOf, ownParts } from "../src/code/line";
import { decode, encode, type Value } from "../src/codec";
import type { Data, Item, Past, Slot } from "../src/data";
import { order, questions } from "../src/draw";
import type { Status } from "../src/lms/api";
import { accepted, markRows, normal, reaches, share, typedNumber, wholePerCent } from "../src/marks";
import { mark } from "../src/score";
import { earned, higher } from "../src/status";

type Case = [kind: string, marks: string, rows: string, letters: string, right: unknown, chosen: string];

/** What an answer of any kind earns, of what. */
function points([kind, marks, rows, letters, right, chosen]: Case): readonly [number, number] {
  const own = (item: Partial<Item>, secret: object, answer: string): readonly [number, number] => {
    const whole = { kind, marks, row_letters: rows, letters, ...item, secret: btoa(JSON.stringify(secret)) };
    const { earned, possible } = mark(whole as Item, answer);
    return [earned, possible];
  };
  switch (kind) {
    case "matching":
    case "groups":
      assert.deepEqual(
        own({}, { right }, chosen),
        markRows(marks, rows, letters, right as string, chosen),
        "what counts of an answer earns what the answer earns",
      );
      return own({}, { right }, chosen);
    case "ordering":
    case "likert":
      return own({}, { right }, chosen);
    case "text": {
      const accept = (right as string[][]).map((ways) => ways.map(normal));
      const all = accept.map((_, at) => String.fromCharCode(97 + at)).join("");
      const place = accepted(accept, chosen);
      return own({ letters: `${all}z` }, { right: all }, place < 0 ? "" : (all[place] ?? "z"));
    }
    case "number": {
      const [places = 0, min = 0, max = 0, from = 0, to = 0] = right as number[];
      const value = typedNumber(chosen, places);
      const number = { places, min, max };
      return own({ number }, { range: [from, to] }, value === null ? "" : `${value}`);
    }
    default:
      return choice([kind, marks, rows, letters, right, chosen]);
  }
}

/** Words to be spotted are marked like a multiple choice. */
function choice([kind, marks, , letters, right, chosen]: Case): readonly [number, number] {
  const secret = btoa(JSON.stringify({ right }));
  const result = mark({ kind, marks, letters, secret } as Item, chosen);
  const found = [...(right as string)].filter((letter) => result.chosen.includes(letter));
  assert.deepEqual([...result.found].sort(), found.sort(), "found is what was right of the chosen");
  assert.equal(result.right, result.earned === result.possible);
  return [result.earned, result.possible];
}

test("every answer earns what the vectors say", () => {
  const hand = scoring.hand.map((one): [Case, number, number] => [
    [one.kind, one.marks, one.rows, one.letters, one.right, one.chosen],
    one.earned,
    one.possible,
  ]);
  const generated = scoring.generated.map((one): [Case, number, number] => [
    one.slice(0, 6) as unknown as Case,
    one[6] as number,
    one[7] as number,
  ]);
  assert.ok(hand.length >= 200 && generated.length >= 2000);
  for (const [one, earned, possible] of [...hand, ...generated]) {
    assert.deepEqual(points(one), [earned, possible], JSON.stringify(one));
  }
});

test("a test comes to what the vectors say, each question by its weight", () => {
  assert.ok(scoring.totals.length >= 15 && scoring.generated_totals.length >= 100);
  for (const one of [...scoring.totals, ...scoring.generated_totals]) {
    const marks = one.marks as [number, number, number][];
    const sum = share(marks.map(([earned, possible, weight]) => [{ earned, possible }, weight]));
    assert.equal(wholePerCent(sum), one.per_cent, JSON.stringify(one));
    assert.equal(reaches(sum, one.pass_mark), one.passes, JSON.stringify(one));
  }
});

test("shares are rounded for show and never for a pass", () => {
  assert.ok(scoring.shares.length >= 20);
  for (const one of scoring.shares) {
    const sum = [BigInt(one.earned), BigInt(one.possible)] as const;
    assert.equal(wholePerCent(sum), one.per_cent, JSON.stringify(one));
    assert.equal(reaches(sum, one.pass_mark), one.passes, JSON.stringify(one));
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

test("an answer code is the line that the vectors show", () => {
  let judged = 0;
  for (const one of [...codes.hand, ...codes.generated]) {
    const wave = { baseline: "B", post: "P", "follow-up": "F" }[one.wave];
    const numbers = one.said.map((said) => (typeof said === "number" ? said + 2 : Number(said !== null)));
    const widths = one.points.map((points) => (points + 1).toString(2).length);
    const own = one.own.map((part) => part ?? 0);
    const letters = `${wave}${one.form.toUpperCase()}`;
    assert.equal(codeOf(one.course, one.edition, letters, own, widths, numbers), one.code);
    judged += 1;
  }
  assert.ok(judged >= 150, `${judged} judged`);
  for (const { course, written, own } of codes.own) {
    assert.deepEqual(
      ownParts(course, written),
      own.map((part) => part ?? 0),
      written.join(),
    );
  }
});
