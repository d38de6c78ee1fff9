//! Answers as xAPI statements: every kind of question with its list, its pattern and its response, in ids.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answered } from "../src/lms/answered";
import type { Answer } from "../src/lms/api";
import { ANSWER, data } from "./host_cmi5";
import { item } from "./sample";

interface Shape {
  object: { id: string; definition: Record<string, unknown> };
  result: Record<string, unknown>;
}

function told(answer: Answer): Shape {
  const own = data();
  own.items.paired = item("matching", "asking", "ba", {
    rows: ["row_a", "row_b"],
    row_letters: "ab",
    options: ["option_a", "option_b"],
    letters: "ab",
  });
  own.items.ordered = item("ordering", "asking", "bac", { options: ["x", "y", "z"], letters: "abc" });
  return answered(own, answer) as Shape;
}

const ids = (list: unknown) => (list as { id: string }[]).map(({ id }) => id);

test("a choice names what was offered, what is right and what was chosen", () => {
  const { object, result } = told(ANSWER);
  assert.equal(object.id, "https://training.trust.nhs.uk/reference/item/repair");
  const { definition } = object;
  assert.equal(definition.type, "http://adlnet.gov/expapi/activities/cmi.interaction");
  assert.equal(definition.interactionType, "choice");
  assert.deepEqual(ids(definition.choices), ["option_a", "option_b", "option_c", "option_d"]);
  assert.deepEqual(definition.correctResponsesPattern, ["option_b"]);
  assert.deepEqual(result, { response: "option_a[,]option_c", success: false, duration: "PT8.4S" });
});

test("a later attempt is the same question", () => {
  assert.equal(told({ ...ANSWER, attempt: 2 }).object.id, told(ANSWER).object.id);
});

test("pairs have two lists, an order has one, a statement has none", () => {
  const pairs = told({
    ...ANSWER,
    id: "paired",
    chosen: "a.b,b.a",
    result: "correct",
  });
  assert.equal(pairs.object.definition.interactionType, "matching");
  assert.deepEqual(ids(pairs.object.definition.source), ["row_a", "row_b"]);
  assert.deepEqual(ids(pairs.object.definition.target), ["option_a", "option_b"]);
  assert.equal(pairs.result.response, "row_a[.]option_b[,]row_b[.]option_a");
  assert.deepEqual(pairs.object.definition.correctResponsesPattern, ["row_a[.]option_b[,]row_b[.]option_a"]);
  assert.equal(pairs.result.success, true);
  const order = told({ ...ANSWER, id: "ordered", chosen: "cab" });
  assert.equal(order.object.definition.interactionType, "sequencing");
  assert.deepEqual(ids(order.object.definition.choices), ["x", "y", "z"]);
  assert.equal(order.result.response, "z[,]x[,]y");
  const statement = told({ ...ANSWER, id: "bank_two", chosen: "t" });
  assert.equal(statement.object.definition.interactionType, "true-false");
  assert.equal(statement.object.definition.choices, undefined);
});

test("a choice in a scene is nobody's mistake: no pattern, no success", () => {
  const { object, result } = told({
    ...ANSWER,
    id: "alex__called",
    chosen: "b",
    option: "ask_quietly",
    result: "neutral",
  });
  assert.equal(object.id, "https://training.trust.nhs.uk/reference/item/alex__called");
  assert.deepEqual(ids(object.definition.choices), ["read_out", "ask_quietly"]);
  assert.equal(object.definition.correctResponsesPattern, undefined);
  assert.deepEqual(result, { response: "ask_quietly", duration: "PT8.4S" });
});
