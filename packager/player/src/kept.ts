//! What is kept of this learner, by name: a thin layer over the values that `codec.ts` packs. Answers are letters
//! in the page and numbers in the slots.
//!
//! A name that has no slot reads as nought and is not written: a damaged block loses memory, not the course.

import { room, type Value } from "./codec";
import type { Data, Item, Slot, SlotKind } from "./data";
import { fromRows, toRows } from "./rows";
import { type Mark, mark } from "./score";

export interface Kept {
  readonly values: readonly Value[];
  get(kind: SlotKind, id?: string): number;
  /** The id of the role that was chosen; empty for whoever sees everything. */
  role(): string;
  /** Whether something is meant for whoever is here. */
  meant(roles?: readonly string[]): boolean;
  path(scenario: string): readonly number[];
  /** How many choices of it are kept. */
  room(scenario: string): number;
  set(kind: SlotKind, id: string, value: Value): void;
  /** A question of this course. Every id in the document and in the data block has one. */
  item(id: string): Item;
  /** The answer kept for a question, as `Mark.chosen`; empty when it was never answered. */
  chosen(id: string): string;
  /** Keeps an answer. A question has a slot of one kind, and the others are not written. */
  keep(id: string, chosen: string): void;
  /** What is kept of a question, marked. */
  marked(id: string): Mark;
}

export function keeper({ slots, items, roles }: Data, values: Value[]): Kept {
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
  const role = (): string => roles.find(({ place }) => place + 1 === get("role"))?.id ?? "";
  const chosen = (id: string): string => {
    const { letters, places, number } = item(id);
    if (get("done", id)) {
      return "a";
    }
    if (number) {
      const value = get("number", id);
      return value ? `${number.min + value - 1}` : "";
    }
    const rows = values[find("rows", id)];
    if (rows) {
      return fromRows(item(id), rows as number[]);
    }
    const mask = get("mask", id) || (1 << get("single", id)) >> 1;
    return [...letters].filter((_, at) => (mask >>> (places[at] as number)) & 1).join("");
  };
  return {
    values,
    get,
    set,
    role,
    meant: (own = []) => !own.length || !role() || own.includes(role()),
    room: (scenario) => room(slots[find("path", scenario)] as Slot),
    path: (scenario) => (values[find("path", scenario)] ?? []) as number[],
    item,
    chosen,
    keep(id, letters) {
      const own = item(id);
      const { number } = own;
      set("done", id, Number(letters !== ""));
      if (find("rows", id) >= 0) {
        set("rows", id, letters ? toRows(own, letters) : []);
      }
      set("number", id, number && letters ? Number(letters) - number.min + 1 : 0);
      let mask = 0;
      for (const letter of letters) {
        mask += 2 ** (own.places[own.letters.indexOf(letter)] as number);
      }
      set("mask", id, mask);
      // One answer is its place from 1, and none is nought.
      set("single", id, 32 - Math.clz32(mask));
    },
    marked: (id) => mark(item(id), chosen(id)),
  };
}
