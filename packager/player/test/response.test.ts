//! Answers in the words of SCORM 2004 and xAPI: each kind of question, from what a learner chose to what is sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Item, Secret } from "../src/data";
import type { Answer } from "../src/lms/api";
import { responseOf } from "../src/lms/response";
import { reported } from "../src/reported";
import { reveal } from "../src/secret";
import { item, sample } from "./sample";

/** Key and range as the data block hides them. */
const secret = (right: string, range: number[] = []): string =>
  btoa(JSON.stringify({ right, reasons: [], because: "", accept: [], range } satisfies Secret));

const ROWS = { rows: ["mx", "dr"], row_letters: "ab", options: ["both", "none", "they"], letters: "abc" };
const BOUNDS = { options: [], letters: "", places: [] };

/** What is asked, what is chosen, and what must be sent: type, response, pattern. */
type Row = [asked: Item, chosen: string, type: string, response: string, pattern: string];

const KINDS: Record<Exclude<Item["kind"], "likert">, Row[]> = {
  single: [
    [item("single", "asking", "b"), "c", "choice", "option_c", "option_b"],
    // A letter is its place in the record, whatever the order of the author is now.
    [item("single", "asking", "b", { letters: "dabc" }), "d", "choice", "option_a", "option_c"],
  ],
  multiple: [
    [
      item("multiple", "asking", "ac"),
      "acd",
      "choice",
      "option_a[,]option_c[,]option_d",
      "option_a[,]option_c",
    ],
    [item("multiple", "asking", "ac"), "a", "choice", "option_a", "option_a[,]option_c"],
  ],
  spot: [[item("spot", "asking", "bd"), "b", "choice", "option_b", "option_b[,]option_d"]],
  truefalse: [
    [item("truefalse", "asking", "f", { options: ["true", "false"] }), "t", "true-false", "true", "false"],
    [item("truefalse", "asking", "f", { options: ["true", "false"] }), "f", "true-false", "false", "false"],
  ],
  matching: [
    [
      item("matching", "asking", "ca", { ...ROWS, secret: secret("ca") }),
      "a.c,b.b",
      "matching",
      "mx[.]they[,]dr[.]none",
      "mx[.]they[,]dr[.]both",
    ],
    [
      item("matching", "asking", "c", { ...ROWS, secret: secret("ca") }),
      "b.a",
      "matching",
      "dr[.]both",
      "mx[.]they[,]dr[.]both",
    ],
  ],
  groups: [
    [
      item("groups", "asking", "", { ...ROWS, secret: secret("aa") }),
      "a.a,b.a",
      "matching",
      "mx[.]both[,]dr[.]both",
      "mx[.]both[,]dr[.]both",
    ],
  ],
  ordering: [
    [
      item("ordering", "asking", "cab", { ...ROWS, rows: [], row_letters: "", secret: secret("cab") }),
      "acb",
      "sequencing",
      "both[,]they[,]none",
      "they[,]both[,]none",
    ],
  ],
  text: [
    // The id of what was accepted; of what was not, `other`; and never what was typed.
    [
      item("text", "asking", "ab", {
        options: ["sorry", "my_slip", "other"],
        letters: "abc",
        secret: secret("ab"),
      }),
      "b",
      "fill-in",
      "my_slip",
      "{case_matters=false}my_slip",
    ],
    [
      item("text", "asking", "ab", {
        options: ["sorry", "my_slip", "other"],
        letters: "abc",
        secret: secret("ab"),
      }),
      "c",
      "fill-in",
      "other",
      "{case_matters=false}sorry",
    ],
  ],
  number: [
    [
      item("number", "asking", "", {
        ...BOUNDS,
        number: { places: 1, min: 0, max: 1000 },
        secret: secret("", [31, 33]),
      }),
      "32",
      "numeric",
      "3.2",
      "3.1[:]3.3",
    ],
    [
      item("number", "asking", "", {
        ...BOUNDS,
        number: { places: 0, min: -20, max: 20 },
        secret: secret("", [-5, -5]),
      }),
      "-7",
      "numeric",
      "-7",
      "-5[:]-5",
    ],
  ],
};

/** An answer as `visit.ts` reports it. */
function answered(id: string, asked: Item, chosen: string): Answer {
  const { right } = reveal(asked);
  const well = chosen === right || (asked.kind === "text" && right.includes(chosen));
  return {
    id,
    attempt: 1,
    type: asked.kind === "truefalse" ? "true-false" : "choice",
    chosen,
    right,
    ...reported(asked, chosen, well),
    result: well ? "correct" : "wrong",
    latency: 0,
  };
}

for (const [kind, rows] of Object.entries(KINDS)) {
  test(`${kind}: by ids, as the standards write them`, () => {
    for (const [asked, chosen, type, response, pattern] of rows) {
      const data = { items: { asked }, scenarios: {} };
      assert.deepEqual(responseOf(data, answered("asked", asked, chosen)), { type, response, pattern });
    }
  });
}

test("a choice in a scene goes by its own id, and nothing is right about it", () => {
  const data = sample();
  const answer = (chosen: string, id = "alex__called"): Answer => ({
    id,
    attempt: 1,
    type: "choice",
    chosen,
    right: "",
    result: "neutral",
    latency: 0,
  });
  const said = (response: string) => ({ type: "choice", response, pattern: "" });
  assert.deepEqual(responseOf(data, answer("a")), said("read_out"));
  assert.deepEqual(responseOf(data, answer("b")), said("ask_quietly"));
  assert.deepEqual(responseOf(data, answer("c")), said(""), "a choice that is gone");
  assert.deepEqual(responseOf(data, answer("a", "alex__mended")), said(""), "an ending asks nothing");
  assert.deepEqual(responseOf(data, answer("a", "kim__called")), said(""), "a scene of another package");
});

test("an empty answer says nothing", () => {
  const asked = item("single", "asking", "b");
  const { response } = responseOf({ items: { asked }, scenarios: {} }, answered("asked", asked, ""));
  assert.equal(response, "");
});
