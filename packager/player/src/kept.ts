//! What is kept of this learner, by name: a thin layer over the values that `codec.ts` packs. Answers are letters
//! in the page and numbers in the slots.
//!
//! A name that has no slot reads as nought and is not written: a damaged block loses memory, not the course.

import type { Value } from "./codec";
import type { Data, Item, SlotKind } from "./data";
import { type Mark, mark } from "./score";

export interface Kept {
  readonly values: readonly Value[];
  get(kind: SlotKind, id?: string): number;
  path(scenario: string): readonly number[];
  set(kind: SlotKind, id: string, value: Value): void;
  /** A question of this course. Every id in the document and in the data block has one. */
  item(id: string): Item;
  /** The letters kept for a question; empty when it was never answered. */
  chosen(id: string): string;
  /** Keeps letters. A question has a slot of one of the two kinds, and the other is not written. */
  keep(id: string, chosen: string): void;
  /** What is kept of a question, marked. */
  marked(id: string): Mark;
}

export function keeper({ slots, items }: Data, values: Value[]): Kept {
  const find = (kind: SlotKind, id: string): number =>
    slots.findIndex((slot) => slot.kind === kind && slot.id === id);
  const get = (kind: SlotKind, id = ""): number => (values[find(kind, id)] ?? 0) as number;
  const set: Kept["set"] = (kind, id, value) => {
    const place = find(kind, id);
    if (place >= 0) {
      values[place] = value;
    }
  };
  const item = (id: string): Item => items[id] as Item;
  const chosen = (id: string): string => {
    const { letters, places } = item(id);
    const mask = get("mask", id) || (1 << get("single", id)) >> 1;
    return [...letters].filter((_, at) => (mask >>> (places[at] as number)) & 1).join("");
  };
  return {
    values,
    get,
    set,
    path: (scenario) => (values[find("path", scenario)] ?? []) as number[],
    item,
    chosen,
    keep(id, letters) {
      const own = item(id);
      const places = [...letters].map((letter) => own.places[own.letters.indexOf(letter)] as number);
      set("single", id, (places[0] ?? -1) + 1);
      set(
        "mask",
        id,
        places.reduce((sum, place) => sum + 2 ** place, 0),
      );
    },
    marked: (id) => mark(item(id), chosen(id)),
  };
}
