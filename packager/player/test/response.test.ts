//! Answers in the words of the standards: each kind of question, from what a learner chose to what is sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Item, Secret } from "../src/data";
import type { Answer, Response } from "../src/lms/api";
import { lettersOf } from "../src/lms/letters";
import { responseOf } from "../src/lms/response";
import { item, sample } from "./sample";

/** Key and range as the data block hides them. */
const secret = (right: string, range: number[] = []): string =>
  btoa(JSON.stringify({ right, reasons: [], because: "", accept: [], range } satisfies Secret));

const ROWS = { rows: ["mx", "dr"], row_letters: "ab", options: ["both", "none", "they"], letters: "abc" };
const BOUNDS = { options: [], letters: "", places: [] };

/** What is asked; what is chosen, and whether that is right; what must be sent by ids, and by letters: type, response,
 *  pattern. */
type Row = [asked: Item, chosen: string, right: boolean, ids: Said, letters: Said];
type Said = [type: string, response: string, pattern: string];

const STATEMENT = { options: ["true", "false"] };
const TEXT = { options: ["sorry", "my_slip", "other"], letters: "abc", secret: secret("ab") };
const ORDER = { options: ["both", "none", "they"], letters: "abc", secret: secret("cab") };
const number = (places: number, min: number, max: number, range: number[]): Item =>
  item("number", "asking", "", { ...BOUNDS, number: { places, min, max }, secret: secret("", range) });
const rows = (kind: "matching" | "groups", right: string): Item =>
  item(kind, "asking", right, { ...ROWS, secret: secret(right) });

const KINDS: Record<Exclude<Item["kind"], "likert">, Row[]> = {
  single: [
    [item("single", "asking", "b"), "c", false, ["choice", "option_c", "option_b"], ["choice", "c", "b"]],
    // A letter is its place in the record, whatever the order of the author is now.
    [
      item("single", "asking", "b", { letters: "dabc" }),
      "d",
      false,
      ["choice", "option_a", "option_c"],
      ["choice", "d", "b"],
    ],
  ],
  multiple: [
    [
      item("multiple", "asking", "ac"),
      "acd",
      false,
      ["choice", "option_a[,]option_c[,]option_d", "option_a[,]option_c"],
      ["choice", "a,c,d", "a,c"],
    ],
  ],
  spot: [
    [
      item("spot", "asking", "bd"),
      "b",
      false,
      ["choice", "option_b", "option_b[,]option_d"],
      ["choice", "b", "b,d"],
    ],
  ],
  truefalse: [
    [
      item("truefalse", "asking", "f", STATEMENT),
      "t",
      false,
      ["true-false", "true", "false"],
      ["true-false", "t", "f"],
    ],
  ],
  matching: [
    [
      rows("matching", "ca"),
      "a.c,b.b",
      false,
      ["matching", "mx[.]they[,]dr[.]none", "mx[.]they[,]dr[.]both"],
      ["matching", "a.c,b.b", "a.c,b.a"],
    ],
    // A row that was left open is not told.
    [
      rows("matching", "ca"),
      "b.a",
      false,
      ["matching", "dr[.]both", "mx[.]they[,]dr[.]both"],
      ["matching", "b.a", "a.c,b.a"],
    ],
  ],
  groups: [
    [
      rows("groups", "aa"),
      "a.a,b.a",
      true,
      ["matching", "mx[.]both[,]dr[.]both", "mx[.]both[,]dr[.]both"],
      ["matching", "a.a,b.a", "a.a,b.a"],
    ],
  ],
  ordering: [
    [
      item("ordering", "asking", "cab", ORDER),
      "acb",
      false,
      ["sequencing", "both[,]they[,]none", "they[,]both[,]none"],
      ["sequencing", "a,c,b", "c,a,b"],
    ],
  ],
  text: [
    // The id of what was accepted; of what was not, `other`; and never what was typed.
    [
      item("text", "asking", "ab", TEXT),
      "b",
      true,
      ["fill-in", "my_slip", "{case_matters=false}my_slip"],
      ["fill-in", "my_slip", "my_slip"],
    ],
    [
      item("text", "asking", "ab", TEXT),
      "c",
      false,
      ["fill-in", "other", "{case_matters=false}sorry"],
      ["fill-in", "other", "sorry"],
    ],
  ],
  number: [
    [number(1, 0, 1000, [31, 33]), "32", true, ["numeric", "3.2", "3.1[:]3.3"], ["numeric", "3.2", ""]],
    [number(0, 0, 50, [7, 7]), "7", true, ["numeric", "7", "7[:]7"], ["numeric", "7", "7"]],
    // SCORM 1.2 has no number below nought.
    [number(0, -20, 20, [-5, -5]), "-7", false, ["numeric", "-7", "-5[:]-5"], ["fill-in", "-7", "-5"]],
  ],
};

/** An answer as `visit.ts` reports it. */
const answered = (id: string, chosen: string, right: boolean): Answer => ({
  id,
  attempt: 1,
  chosen,
  result: right ? "correct" : "wrong",
  latency: 0,
});

for (const [kind, rows] of Object.entries(KINDS)) {
  test(`${kind}: by ids and by letters, as the standards write them`, () => {
    for (const [asked, chosen, right, ids, letters] of rows) {
      const data = { items: { asked } };
      const answer = answered("asked", chosen, right);
      const said = (words: Response): Said => [words.type, words.response, words.pattern];
      assert.deepEqual(said(responseOf(data, answer)), ids);
      assert.deepEqual(said(lettersOf(data, answer)), letters);
    }
  });
}

test("a choice in a scene goes by its own id or letter, and nothing is right about it", () => {
  const { latency } = answered("", "", false);
  const answer: Answer = {
    id: "alex__called",
    attempt: 1,
    chosen: "b",
    option: "ask_quietly",
    result: "neutral",
    latency,
  };
  const said = (response: string) => ({ type: "choice", response, pattern: "" });
  assert.deepEqual(responseOf(sample(), answer), said("ask_quietly"));
  assert.deepEqual(lettersOf(sample(), answer), said("b"));
});

test("an empty answer says nothing", () => {
  const data = { items: { asked: item("single", "asking", "b") } };
  assert.equal(responseOf(data, answered("asked", "", false)).response, "");
  assert.equal(lettersOf(data, answered("asked", "", false)).response, "");
});
