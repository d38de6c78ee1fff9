//! A learner's own record: what stands in it, what never does, and that it has the form that is written down.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SHORTENED } from "../shortened.mjs";
import type { Context } from "../src/context";
import { type Data, TEST_PLACE } from "../src/data";
import { local } from "../src/lms/local";
import { asText, receiptOf } from "../src/receipt";
import { visit } from "../src/visit";
import { item, sample } from "./sample";
import { FakeWorld } from "./world";

const NOW = new Date("2026-11-22T09:30:00Z");

interface Schema {
  required: string[];
  additionalProperties: boolean;
  properties: Record<string, { const?: string; enum?: string[]; type?: string; pattern?: string }>;
}

/** A learner whose place nobody keeps. */
async function begun(data: Data): Promise<Context> {
  const world = new FakeWorld();
  const nowhere = local((): Storage => {
    throw new Error("SecurityError");
  }, data.package.key);
  const session = await visit(data, nowhere, nowhere, world);
  return {
    data,
    session,
    say: (key, values = {}) => [key, ...Object.values(values)].join(" "),
    changed() {},
  };
}

/** Reads everything, answers everything rightly, and passes the test. */
function work({ session }: Context): void {
  for (const page of ["reading", "asking", "scene_page"]) {
    session.show(page);
  }
  session.skip("scene_page");
  session.answer("repair", "b");
  session.answer("openings", "a");
  session.pledge("my_desk");
  session.choose("alex", "ask_quietly");
  session.show(TEST_PLACE);
  const right: Record<string, string> = { bank_one: "a", bank_two: "f", bank_three: "bd", bank_four: "c" };
  for (const id of session.startTest()) {
    session.answer(id, right[id] as string);
  }
  session.finishTest();
}

/** What the schema finds wrong. */
function against(held: object): string[] {
  const schema: Schema = JSON.parse(readFileSync("../../docs/schema/receipt.json", "utf8"));
  const found = schema.required.filter((name) => !(name in held)).map((name) => `${name} is missing`);
  for (const [name, value] of Object.entries(held)) {
    const rule = schema.properties[name];
    const type = Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
    const fits =
      rule &&
      (!rule.type || rule.type === type || (rule.type === "number" && type === "integer")) &&
      (!rule.const || rule.const === value) &&
      (!rule.enum || rule.enum.includes(`${value}`)) &&
      (!rule.pattern || new RegExp(rule.pattern).test(`${value}`));
    if (!fits) {
      found.push(`${name} is ${JSON.stringify(value)}`);
    }
  }
  return found;
}

test("everything that was done stands in it, with the words of the record of evidence", async () => {
  const context = await begun(sample());
  work(context);
  const held = receiptOf(context, "Ann Byrne, 0042", NOW);
  // The same is judged by its schema, by whoever judges all that is handed to other programs.
  const known = JSON.parse(readFileSync("../../tests/fixtures/evidence/receipt.json", "utf8"));
  assert.deepEqual(held, known);
  assert.deepEqual(against(held), []);
  assert.deepEqual(against({ ...held, format: "bona/receipt/v9" }), ['format is "bona/receipt/v9"']);
  assert.deepEqual(against({ ...held, role: "reception" }), ['role is "reception"']);
});

test("what nobody would be told is not in it: opinions, pledges, scenes, skipping, questions of the test", async () => {
  const data = sample();
  data.items.view = item("likert", "asking", "");
  const context = await begun(data);
  work(context);
  const text = JSON.stringify(receiptOf(context, "", NOW));
  for (const secret of [
    "view",
    "my_desk",
    "alex",
    "quietly",
    "skip",
    "scene_page",
    "bank_",
    "name",
    "role",
  ]) {
    assert.ok(!text.includes(`"${secret}`), `${secret} in ${text}`);
  }
});

test("where answers go to nobody they are left out, and a part that measures tells no result", async () => {
  const quiet = sample();
  quiet.profile.interactions = false;
  const context = await begun(quiet);
  work(context);
  assert.equal("answered" in receiptOf(context, "", NOW), false);
  const measuring = await begun(sample({ completion: "handed_in" }));
  work(measuring);
  const held = receiptOf(measuring, "", NOW);
  assert.deepEqual(
    [held.status, held.score, held.points, held.answered],
    ["completed", undefined, undefined, undefined],
  );
});

test("before anything was done it says so, and the text says whose statement it is", async () => {
  const context = await begun(sample());
  const held = receiptOf(context, "", NOW);
  assert.deepEqual(
    [held.status, held.pages_done, held.score, held.points],
    ["incomplete", 0, undefined, undefined],
  );
  const lines = asText(held, context, NOW).trim().split("\n");
  assert.deepEqual(
    lines.map((line) => line.split(" ")[0]),
    [
      "receipt_head",
      "receipt_course",
      "first_contact",
      "receipt_made",
      "standing_open",
      "receipt_done",
      "receipt_own",
    ],
  );
  work(context);
  const after = asText(receiptOf(context, "Ann", NOW), context, NOW);
  assert.match(after, /receipt_by Ann[\s\S]*standing_passed\nreceipt_done 100\nresult_points[\s\S]*best 100/);
});

test("no name in it is one that the build makes short", async () => {
  const context = await begun(sample());
  work(context);
  const held = receiptOf(context, "Ann", NOW);
  const names = [...Object.keys(held), "variant", "form", "last_kept", "id", "letters", "right"];
  assert.deepEqual(
    names.filter((name) => SHORTENED.includes(name)),
    [],
  );
});
