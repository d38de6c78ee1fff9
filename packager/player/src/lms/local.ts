//! The device as host: one entry of `localStorage` under the package's name. Holds no name and no free text.
//!
//! Storage may be missing, full, or throw at the first touch (sandboxed frames do): then nothing is kept and
//! that is said. Where a learning system answers, this adapter is never asked.

import type { Lms, Opened } from "./api";

export interface Local extends Lms {
  /** Forgets whoever was here: their place, and what they chose to keep under the same name. Nothing is kept
   *  from then on, until the page is loaded again. */
  forget(): void;
}

/** `storage` may throw: merely reading `window.localStorage` does in a sandbox. */
export function local(storage: () => Storage, key: string): Local {
  const log: string[] = [];
  let forgotten = false;

  const guard = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(storage());
    } catch (fault) {
      // Only the kind of fault: a message may quote what was written.
      log.push((fault as Error).name);
      return undefined;
    }
  };
  /** Writes, and gives back what stands there then. */
  const write = (text: string): string | null | undefined =>
    guard((storage) => {
      storage.setItem(key, text);
      return storage.getItem(key);
    });
  const save: Lms["save"] = async ({ state, status, score }) => {
    const text = JSON.stringify({ state, status, score });
    return !forgotten && write(text) === text;
  };
  return {
    async open() {
      // Writing shows whether anything can be kept at all.
      const text = write(guard((storage) => storage.getItem(key)) ?? "{}");
      const entry = guard(() => JSON.parse(text ?? "{}") as Partial<Opened>);
      return { state: "", status: null, score: null, ...entry, link: text ? "device" : "nowhere" };
    },
    save,
    finish: save,
    forget() {
      forgotten = true;
      guard((storage) => {
        for (const name of Object.keys(storage)) {
          if (`${name}/`.startsWith(`${key}/`)) {
            storage.removeItem(name);
          }
        }
      });
    },
    log: () => log,
  };
}
