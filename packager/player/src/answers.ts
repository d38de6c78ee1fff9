//! Answers to questions as they are kept: letters in the page, numbers in the slots.

import type { Data, Item } from "./data";
import type { Kept } from "./kept";
import { type Mark, mark } from "./score";
import { reveal } from "./secret";

/** A question of this course. Every id in the document and in the data block has one. */
export function itemOf(data: Data, id: string): Item {
  return data.items[id] as Item;
}

/** The letters kept for a question; empty when it was never answered. */
export function chosen(data: Data, kept: Kept, id: string): string {
  const { letters, places } = itemOf(data, id);
  const mask = kept.get("mask", id);
  const some = [...letters].filter((_, at) => (mask >>> (places[at] ?? 0)) & 1).join("");
  return some || (letters[places.indexOf(kept.get("single", id) - 1)] ?? "");
}

/** Keeps letters. A question has a slot of one of the two kinds, and the other is not written. */
export function keep(data: Data, kept: Kept, id: string, letters: string): void {
  const item = itemOf(data, id);
  const taken = [...letters].map((letter) => item.places[item.letters.indexOf(letter)] ?? 0);
  kept.set(
    "mask",
    id,
    taken.reduce((sum, place) => sum + 2 ** place, 0),
  );
  kept.set("single", id, (taken[0] ?? -1) + 1);
}

/** What is kept of a question, marked. */
export function marked(data: Data, kept: Kept, id: string): Mark {
  const item = itemOf(data, id);
  return mark(item, reveal(item), chosen(data, kept, id));
}
