//! When to save, and what to tell the learner about it. The one file that calls an adapter's `save`.
//!
//! A checked answer and a finished test are saved at once, page turns are gathered, a hidden tab is saved
//! before the call returns. What failed is tried again after 2, 5, 15 and then every 60 seconds. Nothing is
//! called saved that the host has not confirmed.

import type { Answer, Lms, Snapshot, World } from "./lms/api";

/** `absent`: nothing is kept by a host, and the learner must be told. `over`: goodbye was said, and what was not kept
 *  then, or changed since, is kept by nobody. */
export type SaveState = "saved" | "saving" | "failed" | "absent" | "over";

/** Waits before the second, third and fourth attempt; every later one waits a minute. */
const WAITS: readonly number[] = [2_000, 5_000, 15_000];

/** All of a snapshot but the answers, which wait here until they are saved. */
export type Picture = Omit<Snapshot, "answers">;

export interface Tracker {
  saveState(): SaveState;
  /** Milliseconds since 1970 of the last confirmed save, or `null`. */
  savedAt(): number | null;
  /** Tells of each change of the save state, and nothing else. */
  onSave(tell: (state: SaveState) => void): void;
  /** An answer to report with the next save. */
  report(answer: Answer): void;
  /** Something changed, and may wait so many milliseconds for more. At 0 it must not be lost; but the page is
   *  painted first: a host may freeze it. */
  change(wait: number): void;
  /** Saves before returning, if anything is unsaved: the tab is being hidden, or the network is back. */
  flush(): void;
  /** Saves and says goodbye, once. Whether the host confirmed; `null` where it confirmed all but the goodbye. */
  goodbye(): Promise<boolean | null>;
}

/** `sends` is false where there is nobody to send to: then nothing is ever called saved. Elsewhere nothing waits to be
 *  saved before the first change, which the first page shown makes; `savedAt` says whether anything was. */
export function tracker(lms: Lms, world: World, sends: boolean, picture: () => Picture): Tracker {
  const answers: Answer[] = [];
  let state: SaveState = sends ? "saved" : "absent";
  let tell: (state: SaveState) => void = () => {};
  let dirty = false;
  let busy = false;
  let failures = 0;
  let savedAt: number | null = null;
  let left: Promise<boolean | null> | undefined;
  const show = (now: SaveState): void => {
    // While attempts go on failing, "saving" would only flicker.
    if (state !== "absent" && now !== state && !(now === "saving" && failures)) {
      state = now;
      tell(now);
    }
  };
  const { plan, stop } = planner(world, () => void save());
  const save = async (): Promise<void> => {
    // One at a time: what changes meanwhile is saved afterwards.
    if (!busy && !left) {
      stop();
      busy = true;
      dirty = false;
      const { length } = answers;
      const kept = await ask(() => lms.save({ ...picture(), answers: [...answers] }));
      busy = false;
      if (!left) {
        after(kept, length);
      }
    }
  };
  const after = (kept: boolean, sent: number): void => {
    answers.splice(0, kept ? sent : 0);
    savedAt = kept && sends ? world.now() : savedAt;
    if (!kept) {
      dirty = true;
      show("failed");
    } else if (!dirty) {
      show("saved");
    }
    if (dirty) {
      plan(kept ? 0 : (WAITS[failures] ?? 60_000));
    }
    failures = kept ? 0 : failures + 1;
  };
  const leave = async (): Promise<boolean | null> => {
    stop();
    dirty = false;
    const told = await ask(() => lms.finish({ ...picture(), answers }));
    savedAt = told !== false && sends ? world.now() : savedAt;
    show(told !== false && !dirty ? "saved" : "over");
    return told;
  };
  return {
    saveState: () => state,
    savedAt: () => savedAt,
    onSave(told) {
      tell = told;
    },
    report: (answer) => answers.push(answer),
    change(wait) {
      dirty = true;
      show(left ? "over" : "saving");
      plan(wait);
    },
    flush: () => dirty && save(),
    goodbye: () => (left ??= leave()),
  };
}

/** Work that is done once, at the earliest time that was asked for. */
function planner(world: World, work: () => void): { plan(wait: number): void; stop(): void } {
  let timer = 0;
  let due = 0;
  const stop = (): void => {
    world.cancel(timer);
    timer = 0;
  };
  return {
    plan(wait) {
      const wanted = world.now() + wait;
      if (!timer || due > wanted) {
        stop();
        due = wanted;
        timer = world.later(() => {
          timer = 0;
          work();
        }, wait);
      }
    },
    stop,
  };
}

/** A host that throws is a host that did not save. */
async function ask<Kept>(host: () => Promise<Kept>): Promise<Kept | false> {
  try {
    return await host();
  } catch {
    return false;
  }
}
