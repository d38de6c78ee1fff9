//! What is kept of this learner, by name: a thin layer over the values that `codec.ts` packs.
//!
//! A name that has no slot reads as nought and is not written: a damaged block loses memory, not the course.

import type { Value } from "./codec";
import type { Slot, SlotKind } from "./data";

export class Kept {
  readonly values: Value[];
  readonly #places = new Map<string, number>();

  constructor(slots: readonly Slot[], values?: readonly Value[]) {
    this.values = slots.map((slot, place) => values?.[place] ?? (slot.kind === "path" ? [] : 0));
    slots.forEach((slot, place) => {
      this.#places.set(`${slot.kind} ${slot.id}`, place);
    });
  }

  get(kind: SlotKind, id = ""): number {
    const value = this.#value(kind, id);
    return typeof value === "number" ? value : 0;
  }

  set(kind: SlotKind, id: string, value: number): void {
    this.#put(kind, id, value);
  }

  path(scenario: string): readonly number[] {
    const value = this.#value("path", scenario);
    return typeof value === "object" ? value : [];
  }

  setPath(scenario: string, path: number[]): void {
    this.#put("path", scenario, path);
  }

  #value(kind: SlotKind, id: string): Value | undefined {
    const place = this.#places.get(`${kind} ${id}`);
    return place === undefined ? undefined : this.values[place];
  }

  #put(kind: SlotKind, id: string, value: Value): void {
    const place = this.#places.get(`${kind} ${id}`);
    if (place !== undefined) {
      this.values[place] = value;
    }
  }
}
