//! The test: drawing, answering, handing in, and what opens again when the attempts are used up.
//!
//! Everything is derived from the seed, the count of attempts and the answers that are kept, so a learner who
//! comes back in the middle finds the same questions in the same order. Nothing is locked for ever.

import { chosen, keep, marked } from "./answers";
import type { Data, Test } from "./data";
import { questions } from "./draw";
import type { Kept } from "./kept";
import { passes, perCent } from "./score";
import type { Exam } from "./status";

/** The most attempts that six bits can count; later ones repeat the last draw. */
const RUNS_MAX = 63;

export interface TestState {
  /** `ready`: may be started. `running`: started and not handed in. `reading`: the attempts are used up, and
   *  `again` lists the pages to read before a new set opens. `over`: passed. */
  phase: "ready" | "running" | "reading" | "over";
  /** Drawn questions, in order: of the running attempt, or of the last one. */
  questions: readonly string[];
  /** How many of them have an answer. */
  answered: number;
  attemptsLeft: number;
  /** Best and last result in whole per cent; `null` before the first. */
  best: number | null;
  last: number | null;
  /** Points of the running or the last attempt; not to be shown while it runs. */
  earned: number;
  possible: number;
  passed: boolean;
  /** Outcomes whose questions were not all right in the last attempt. */
  missed: readonly string[];
  /** Pages to read again that were not yet read again. */
  again: readonly string[];
}

export class Examination {
  readonly #data: Data;
  readonly #kept: Kept;
  readonly #test: Test;

  constructor(data: Data, kept: Kept, test: Test) {
    this.#data = data;
    this.#kept = kept;
    this.#test = test;
  }

  get exam(): Exam {
    const passed = this.#get("passed") > 0;
    return { passed, usedUp: !passed && this.#get("used") >= this.#test.attempts };
  }

  get running(): boolean {
    return this.#get("running") > 0;
  }

  /** Which attempt this is, from 1; 0 before the first. */
  get run(): number {
    return this.#get("runs");
  }

  /** Best result in whole per cent, or `null`. */
  get best(): number | null {
    const best = this.#get("best");
    return best > 0 ? best - 1 : null;
  }

  drawn(): string[] {
    const groups = this.#test.groups.map((group) => group.questions);
    return this.run === 0 ? [] : questions(this.#get("seed"), this.run, this.#test.per_outcome, groups);
  }

  start(): string[] {
    const { passed, usedUp } = this.exam;
    if (!passed && !usedUp && !this.running) {
      this.#set("runs", Math.min(RUNS_MAX, this.run + 1));
      this.#set("running", 1);
      for (const id of this.#test.groups.flatMap((group) => group.questions)) {
        keep(this.#data, this.#kept, id, "");
      }
    }
    return this.running ? this.drawn() : [];
  }

  /** Hands in; false when nothing is running. */
  finish(): boolean {
    if (!this.running) {
      return false;
    }
    const { earned, possible } = this.#points();
    this.#set("running", 0);
    this.#set("used", this.#get("used") + 1);
    this.#set("best", Math.max(this.#get("best"), perCent(earned, possible) + 1));
    if (passes(earned, possible, this.#test.pass_mark)) {
      this.#set("passed", 1);
    }
    for (const page of this.#test.groups.flatMap((group) => group.pages)) {
      this.#kept.set("again", page, 0);
    }
    this.#reopen();
    return true;
  }

  /** A page was opened: it counts as read again while the attempts are used up. */
  read(page: string): void {
    if (this.exam.usedUp) {
      this.#kept.set("again", page, 1);
      this.#reopen();
    }
  }

  state(): TestState {
    const { passed, usedUp } = this.exam;
    const drawn = this.drawn();
    const handedIn = this.run > 0 && !this.running;
    const points = this.#points();
    const rest = usedUp ? "reading" : "ready";
    return {
      phase: this.running ? "running" : passed ? "over" : rest,
      questions: drawn,
      answered: drawn.filter((id) => chosen(this.#data, this.#kept, id) !== "").length,
      attemptsLeft: passed ? 0 : this.#test.attempts - this.#get("used"),
      best: this.best,
      last: handedIn ? perCent(points.earned, points.possible) : null,
      ...points,
      passed,
      missed: handedIn ? this.#missed().map((group) => group.outcome) : [],
      again: usedUp ? this.#again() : [],
    };
  }

  #points(): { earned: number; possible: number } {
    const marks = this.drawn().map((id) => marked(this.#data, this.#kept, id));
    const sum = (of: "earned" | "possible"): number =>
      marks.reduce((total, mark) => total + (mark?.[of] ?? 0), 0);
    return { earned: sum("earned"), possible: sum("possible") };
  }

  #missed(): Test["groups"] {
    const wrong = this.drawn().filter((id) => !marked(this.#data, this.#kept, id).right);
    return this.#test.groups.filter((group) => group.questions.some((id) => wrong.includes(id)));
  }

  #again(): string[] {
    const pages = new Set(this.#missed().flatMap((group) => group.pages));
    return [...pages].filter((page) => this.#kept.get("again", page) === 0);
  }

  /** Once everything missed was read again, one more set of attempts opens. */
  #reopen(): void {
    if (this.exam.usedUp && this.#again().length === 0) {
      this.#set("used", 0);
    }
  }

  #get(kind: "seed" | "runs" | "used" | "best" | "passed" | "running"): number {
    return this.#kept.get(kind);
  }

  #set(kind: "runs" | "used" | "best" | "passed" | "running", value: number): void {
    this.#kept.set(kind, "", value);
  }
}
