//! Old state loads: what the engine says that a learner finds again in the newest edition, the player finds as well.

import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../../tests/fixtures/vectors/migration.json";
import { decode, encode } from "../src/codec";
import type { Data, Scenario, Slot } from "../src/data";
import { type Kept, keeper } from "../src/kept";
import { walk } from "../src/scenes";
import { placesOf } from "../src/visit";

const slots = vectors.slots as Slot[];
const data = { slots, items: vectors.items } as unknown as Data;
const scenario = { start: vectors.start, scenes: vectors.scenes } as unknown as Scenario;

function found(text: string) {
  const read = decode(slots, vectors.fingerprint, vectors.history, text);
  assert.ok(!("refused" in read), text);
  return keeper(data, read.values);
}

/** What is kept, by names, as the vectors write it. */
function told(kept: Kept) {
  const options = (id: string): string[] => {
    const item = data.items[id];
    assert.ok(item);
    const option = (letter = ""): string => item.options[item.letters.indexOf(letter)] ?? "";
    if (item.rows.length > 0) {
      const pairs = kept.chosen(id).split(",").filter(Boolean);
      const row = (letter = ""): string => item.rows[item.row_letters.indexOf(letter)] ?? "";
      return pairs.map((pair) => `${row(pair[0])}=${option(pair[2])}`).sort();
    }
    return [...kept.chosen(id)].map(option).sort();
  };
  const pages = [...new Set(placesOf({ slots }).filter((page) => page !== ""))];
  return {
    answers: Object.fromEntries(Object.keys(vectors.items).map((id) => [id, options(id)])),
    path: walk(kept.path("sam_comes"), scenario).steps.map((choice) => choice.id),
    place: placesOf({ slots })[kept.get("place")] ?? "",
    role: vectors.roles.find(({ place }) => place + 1 === kept.get("role"))?.id ?? "",
    seed: kept.get("seed"),
    seen: pages.filter((page) => kept.get("seen", page) === 1).sort(),
  };
}

test("what still exists is found again from every older edition", () => {
  assert.ok(vectors.cases.length >= 25);
  for (const { edition, way, text, kept } of vectors.cases) {
    const expected = { ...kept, seen: [...kept.seen].sort() };
    assert.deepEqual(told(found(text)), expected, `${edition}, way ${way}`);
  }
});

test("what was found is kept under the newest list and found once more", () => {
  for (const { text } of vectors.cases) {
    const kept = found(text);
    const again = encode(slots, vectors.fingerprint, "1_4_0-0f3a9c21", kept.values);
    assert.deepEqual(told(found(again)), told(kept));
  }
});

test("an option is kept at its place in the record, wherever it stands on the page", () => {
  const kept = found(vectors.cases[0]?.text ?? "");
  for (const [id, { letters, row_letters }] of Object.entries(vectors.items)) {
    const answers = row_letters
      ? [...row_letters].flatMap((row) => [...letters].map((one) => `${row}.${one}`))
      : letters;
    for (const letter of answers) {
      kept.keep(id, letter);
      assert.equal(kept.chosen(id), letter, id);
    }
    kept.keep(id, "");
    assert.equal(kept.chosen(id), "");
  }
});
