//! What is kept of this learner, by name: a thin layer over the values that `codec.ts` packs.
//!
//! A name that has no slot reads as nought and is not written: a damaged block loses memory, not the course.

import type { Value } from "./codec";
import type { Slot, SlotKind } from "./data";

export class Kept {
  readonly values: Value[];
  readonly #slots: readonly Slot[];

  constructor(slots: readonly Slot[], values?: Value[]) {
    this.#slots = slots;
    this.values = values ?? slots.map((slot) => (slot.kind === "path" ? [] : 0));
  }

  get(kind: SlotKind, id = ""): number {
    return (this.values[this.#find(kind, id)] ?? 0) as number;
  }

  path(scenario: string): number[] {
    return (this.values[this.#find("path", scenario)] ?? []) as number[];
  }

  set(kind: SlotKind, id: string, value: Value): void {
    const place = this.#find(kind, id);
    if (place >= 0) {
      this.values[place] = value;
    }
  }

  #find(kind: SlotKind, id: string): number {
    return this.#slots.findIndex((slot) => slot.kind === kind && slot.id === id);
  }
}
