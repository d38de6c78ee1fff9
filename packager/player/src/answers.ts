//! Answers to questions as they are kept: letters in the page, numbers in the slots.

import type { Data, Item } from "./data";
import type { Kept } from "./kept";
import { type Mark, mark } from "./score";
import { reveal } from "./secret";

/** The most tries that three bits can count. */
const TRIES_MAX = 7;

/** The letters kept for a question; empty when it was never answered. */
export function chosen(kept: Kept, id: string, item: Item): string {
  if (item.kind === "multiple") {
    const mask = kept.get("mask", id);
    return [...item.letters].filter((_, place) => (mask >>> place) & 1).join("");
  }
  return item.letters[kept.get("single", id) - 1] ?? "";
}

/** Keeps letters; those that no option has are left out. */
export function keep(kept: Kept, id: string, item: Item, letters: string): void {
  if (item.kind === "multiple") {
    const bits = [...item.letters].map((letter, place) => (letters.includes(letter) ? 2 ** place : 0));
    kept.set(
      "mask",
      id,
      bits.reduce((sum, bit) => sum + bit, 0),
    );
  } else {
    kept.set("single", id, letters === "" ? 0 : item.letters.indexOf(letters) + 1);
  }
}

/** Counts a try. */
export function tried(kept: Kept, id: string): number {
  const tries = Math.min(TRIES_MAX, kept.get("tries", id) + 1);
  kept.set("tries", id, tries);
  return tries;
}

/** What is kept of a question, marked. */
export function marked(data: Data, kept: Kept, id: string): Mark | null {
  const item = data.items[id];
  return item === undefined ? null : mark(item, reveal(item), chosen(kept, id, item));
}
