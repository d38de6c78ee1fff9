//! When to save, and what to tell the learner about it. The one file that calls an adapter's `save`.
//!
//! A checked answer and a finished test are saved at once, page turns are gathered, a hidden tab is saved
//! before the call returns. What failed is tried again after 2, 5, 15 and then every 60 seconds. Nothing is
//! called saved that the host has not confirmed.

import type { Answer, Lms, Snapshot, World } from "./lms/api";

/** `absent`: nothing is kept by a host, and the learner must be told. */
export type SaveState = "saved" | "saving" | "failed" | "absent";

/** Waits before the second, third and fourth attempt; every later one waits a minute. */
const WAITS: readonly number[] = [2_000, 5_000, 15_000];

/** All of a snapshot but the answers, which wait here until they are saved. */
export type Picture = Omit<Snapshot, "answers">;

export class Tracker {
  readonly #lms: Lms;
  readonly #world: World;
  readonly #pause: number;
  readonly #picture: () => Picture;
  #state: SaveState;
  #tell: (state: SaveState) => void = () => {};
  #answers: Answer[] = [];
  #timer: number | null = null;
  #due = 0;
  #dirty = false;
  #busy = false;
  #failures = 0;
  #savedAt: number | null = null;
  #goodbye: Promise<boolean> | null = null;

  /** `sends` is false where there is nobody to send to: then nothing is ever called saved. */
  constructor(lms: Lms, world: World, pause: number, sends: boolean, picture: () => Picture) {
    this.#lms = lms;
    this.#world = world;
    this.#pause = pause;
    this.#picture = picture;
    // Nothing is saved before the first save; the first page shown asks for it.
    this.#state = sends ? "saving" : "absent";
  }

  get state(): SaveState {
    return this.#state;
  }

  get savedAt(): number | null {
    return this.#savedAt;
  }

  onChange(tell: (state: SaveState) => void): void {
    this.#tell = tell;
  }

  /** An answer to report with the next save. */
  report(answer: Answer): void {
    this.#answers.push(answer);
  }

  /** Something changed that may wait a moment for more. */
  soon(): void {
    this.#change(this.#pause);
  }

  /** Something changed that must not be lost. The page is painted first: a host may freeze it. */
  now(): void {
    this.#change(0);
  }

  /** Saves before returning, if anything is unsaved: the tab is being hidden. */
  flush(): void {
    if (this.#dirty) {
      void this.#save();
    }
  }

  /** Saves and says goodbye, once. Whether the host confirmed. */
  finish(): Promise<boolean> {
    this.#goodbye ??= this.#leave();
    return this.#goodbye;
  }

  #change(wait: number): void {
    if (this.#goodbye !== null) {
      return;
    }
    this.#dirty = true;
    this.#show("saving");
    this.#plan(wait);
  }

  #plan(wait: number): void {
    const due = this.#world.now() + wait;
    if (this.#timer !== null && this.#due <= due) {
      return;
    }
    this.#stop();
    this.#due = due;
    this.#timer = this.#world.later(() => {
      this.#timer = null;
      void this.#save();
    }, wait);
  }

  #stop(): void {
    if (this.#timer !== null) {
      this.#world.cancel(this.#timer);
      this.#timer = null;
    }
  }

  async #save(): Promise<void> {
    // One at a time: what changes meanwhile is saved afterwards.
    if (this.#busy || this.#goodbye !== null) {
      return;
    }
    this.#stop();
    this.#busy = true;
    this.#dirty = false;
    const sent = this.#answers.length;
    const kept = await this.#ask("save");
    this.#busy = false;
    if (this.#goodbye === null) {
      this.#after(kept, sent);
    }
  }

  #after(kept: boolean, sent: number): void {
    if (kept) {
      this.#answers.splice(0, sent);
      this.#failures = 0;
      this.#savedAt = this.#world.now();
      if (this.#dirty) {
        this.#plan(0);
      } else {
        this.#show("saved");
      }
      return;
    }
    this.#dirty = true;
    this.#show("failed");
    this.#plan(WAITS[this.#failures] ?? 60_000);
    this.#failures += 1;
  }

  async #leave(): Promise<boolean> {
    this.#stop();
    const kept = await this.#ask("finish");
    if (kept) {
      this.#savedAt = this.#world.now();
    }
    this.#show(kept ? "saved" : "failed");
    return kept;
  }

  /** A host that throws is a host that did not save. */
  async #ask(what: "save" | "finish"): Promise<boolean> {
    try {
      return await this.#lms[what]({ ...this.#picture(), answers: [...this.#answers] });
    } catch {
      return false;
    }
  }

  #show(state: SaveState): void {
    // While attempts go on failing, "saving" would only flicker.
    const quiet = this.#state === "absent" || (state === "saving" && this.#failures > 0);
    if (!quiet && state !== this.#state) {
      this.#state = state;
      this.#tell(state);
    }
  }
}
