//! A clock that tests turn, and chance that they choose.

import type { World } from "../src/lms/api";

interface Timer {
  at: number;
  work: () => void;
}

export class FakeWorld implements World {
  #now = 1_800_000_000_000;
  #next = 1;
  readonly #timers = new Map<number, Timer>();
  seed = 7;

  now(): number {
    return this.#now;
  }

  later(work: () => void, milliseconds: number): number {
    const handle = this.#next++;
    this.#timers.set(handle, { at: this.#now + milliseconds, work });
    return handle;
  }

  cancel(handle: number): void {
    this.#timers.delete(handle);
  }

  random(): number {
    return this.seed;
  }

  /** Lets time pass, and what waits on promises catch up after each timer. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const due = [...this.#timers]
        .filter(([, timer]) => timer.at <= end)
        .sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      this.#timers.delete(due[0]);
      this.#now = Math.max(this.#now, due[1].at);
      due[1].work();
      await settle();
    }
    this.#now = end;
  }

  /** How many calls are waited for. */
  get waiting(): number {
    return this.#timers.size;
  }
}

/** Lets promises that are already settled run on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
}
