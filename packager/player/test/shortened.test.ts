//! The names that the build makes short are ours alone.
//!
//! What is asked for by a computed name, read from the data block, kept on a device, or belongs to the document
//! or to a learning system, must keep its name in the built script.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { SHORTENED } from "../shortened.mjs";

/** Names that a browser gives as well, but to things that the player never touches: frames of video, typefaces,
 *  streams, rectangles, grid lines. `history.back` is one of them: pages are turned by links. */
const ELSEWHERE: readonly string[] = [
  "active",
  "back",
  "changed",
  "flush",
  "frame",
  "left",
  "lines",
  "order",
  "path",
  "progress",
  "read",
  "refresh",
  "skipped",
  "values",
];

/** Everything that an interface of data.ts, or `Opened` (which a device keeps), calls its own. */
function fields(text: string): string[] {
  return [...text.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(]/gm)].map(([, name]) => name as string);
}

const read = (path: string): string => readFileSync(path, "utf8");

function templates(): string {
  const folder = "../templates";
  return readdirSync(folder)
    .map((name) => read(`${folder}/${name}`))
    .join("\n");
}

test("no name is shortened that the data block, a device or the document holds", () => {
  const kept = /export interface (?:Opened|Snapshot) \{[^}]*\}/g;
  const taken = new Set([
    ...fields(read("src/data.ts")),
    ...[...read("src/lms/api.ts").matchAll(kept)].flatMap(([part]) => fields(part)),
    ...[...templates().matchAll(/data-([a-z]+)/g)].map(([, name]) => name as string),
    // Items are found by the name that the document gives them.
    ...[...templates().matchAll(/data-item="(\w+)"/g)].map(([, name]) => name as string),
  ]);
  // Sentences of the player name what is put into them.
  const [, ...sentences] = read("../words/en-GB.ftl").split("\nscript-");
  assert.ok(sentences.length > 100);
  for (const [, name] of sentences.join().matchAll(/\{ \$(\w+)/g)) {
    taken.add(name as string);
  }
  // A system's lists of children name what is sent of an answer, a score and the core.
  const models = ["lms/model12.ts", "lms/model2004.ts"].map(read).join("");
  for (const [, list = ""] of models.matchAll(/"(\w+(?:,\w+)+)"/g)) {
    for (const name of list.split(",")) {
      taken.add(name);
    }
  }
  assert.ok(taken.has("latency") && taken.has("learner_response"));
  // A host's snapshot carries the answers, and only `status`, `score` and `state` of it are kept.
  taken.delete("answers");
  assert.ok(taken.size > 70, `${taken.size} names`);
  assert.ok(taken.has("item") && taken.has("scene") && taken.has("attempts") && taken.has("state"));
  assert.deepEqual(
    SHORTENED.filter((name) => taken.has(name)),
    [],
  );
  assert.ok(SHORTENED.length > 60 && new Set(SHORTENED).size === SHORTENED.length);
});

test("no name is shortened that the sources ask for as a word", () => {
  const folders = ["src", "src/items", "src/lms"];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`));
  const text = files
    .filter((path) => path.endsWith(".ts"))
    .map(read)
    .join("\n");
  const asked = [...text.matchAll(/"(\w+)" in /g)].map(([, name]) => name as string);
  assert.ok(files.length > 30 && asked.includes("step"), asked.join());
  assert.deepEqual(
    SHORTENED.filter((name) => asked.includes(name)),
    [],
  );
});

test("no name is shortened that a browser gives to what the player touches", () => {
  const folder = "node_modules/@typescript";
  const dom = readdirSync(folder)
    .map((name) => read(`${folder}/${name}/lib/lib.dom.d.ts`))
    .join("");
  const own = new Set(fields(dom.replace(/^ {4}/gm, "  ")));
  assert.ok(own.has("textContent") && own.has("addEventListener") && own.has("dataset"));
  assert.deepEqual(
    SHORTENED.filter((name) => own.has(name) && !ELSEWHERE.includes(name)),
    [],
  );
  assert.deepEqual(
    ELSEWHERE.filter((name) => !own.has(name) || !SHORTENED.includes(name)),
    [],
  );
});
