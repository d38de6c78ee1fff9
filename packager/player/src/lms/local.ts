//! The device as host: one entry of `localStorage` under the package's name. Holds no name and no free text.
//!
//! Storage may be missing, full, or throw at the first touch (sandboxed frames do): then nothing is kept and
//! that is said. Where a learning system answers, this adapter is never asked.

import type { Lms, Opened, Snapshot } from "./api";

export class Local implements Lms {
  readonly #storage: () => Storage;
  readonly #key: string;
  readonly #log: string[] = [];

  /** `storage` may throw: merely reading `window.localStorage` does in a sandbox. */
  constructor(storage: () => Storage, key: string) {
    this.#storage = storage;
    this.#key = key;
  }

  async open(): Promise<Opened> {
    const text = this.#guard((storage) => storage.getItem(this.#key) ?? "{}");
    const entry = this.#guard(() => JSON.parse(text ?? "{}") as Partial<Opened>);
    // Writing shows whether anything can be kept at all.
    const works = this.#guard((storage) => {
      storage.setItem(`${this.#key}.try`, "");
      storage.removeItem(`${this.#key}.try`);
      return true;
    });
    return { state: "", status: null, score: null, ...entry, link: works ? "device" : "nowhere" };
  }

  async save({ state, status, score }: Snapshot): Promise<boolean> {
    const text = JSON.stringify({ state, status, score });
    const back = this.#guard((storage) => {
      storage.setItem(this.#key, text);
      return storage.getItem(this.#key);
    });
    return back === text;
  }

  finish(snapshot: Snapshot): Promise<boolean> {
    return this.save(snapshot);
  }

  forget(): void {
    this.#guard((storage) => storage.removeItem(this.#key));
  }

  log(): readonly string[] {
    return this.#log;
  }

  #guard<T>(work: (storage: Storage) => T): T | undefined {
    try {
      return work(this.#storage());
    } catch (fault) {
      // Only the kind of fault: a message may quote what was written.
      this.#log.push((fault as Error).name);
      return undefined;
    }
  }
}
