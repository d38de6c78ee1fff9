//! The device as host: one entry of `localStorage` under the package's name. Holds no name and no free text.
//!
//! Storage may be missing, full, or throw at the first touch (sandboxed frames do): then nothing is kept and
//! that is said. Where a learning system answers, this adapter is never asked.

import type { Lms, Opened, Snapshot, Status } from "./api";

interface Entry {
  state: string;
  status: Status;
  score: number | null;
}

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
    const text = this.#guard("read", (storage) => storage.getItem(this.#key));
    // Writing what is already there shows whether anything can be written at all.
    const works = this.#guard("try", (storage) => {
      storage.setItem(`${this.#key}.try`, "1");
      storage.removeItem(`${this.#key}.try`);
      return true;
    });
    const entry = parse(text ?? "");
    return {
      link: works === true ? "device" : "nowhere",
      state: entry?.state ?? "",
      status: entry?.status ?? null,
      score: entry?.score ?? null,
    };
  }

  async save(snapshot: Snapshot): Promise<boolean> {
    const { state, status, score } = snapshot;
    const text = JSON.stringify({ state, status, score } satisfies Entry);
    const back = this.#guard("save", (storage) => {
      storage.setItem(this.#key, text);
      return storage.getItem(this.#key);
    });
    return back === text;
  }

  finish(snapshot: Snapshot): Promise<boolean> {
    return this.save(snapshot);
  }

  alive(): boolean {
    return true;
  }

  forget(): void {
    this.#guard("forget", (storage) => storage.removeItem(this.#key));
  }

  log(): readonly string[] {
    return this.#log;
  }

  #guard<T>(what: string, work: (storage: Storage) => T): T | undefined {
    try {
      return work(this.#storage());
    } catch (fault) {
      // Only the kind of fault: a message may quote what was written.
      this.#log.push(`${what}: ${fault instanceof Error ? fault.name : "refused"}`);
      this.#log.splice(0, this.#log.length - 50);
      return undefined;
    }
  }
}

function parse(text: string): Entry | null {
  try {
    const entry = JSON.parse(text) as Partial<Entry> | null;
    const known = ["incomplete", "failed", "completed", "passed"].includes(entry?.status ?? "");
    if (typeof entry?.state !== "string" || !known) {
      return null;
    }
    const score = typeof entry.score === "number" ? entry.score : null;
    return { state: entry.state, status: entry.status as Status, score };
  } catch {
    return null;
  }
}
