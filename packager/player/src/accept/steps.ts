//! What a check finds: steps, each with what was expected and what came. No sentence stands here, only the keys of
//! sentences and what is put into them; and what is written for a trial, made so that a cut or a change can be found.

import type { Data } from "../data";
import type { Values } from "../strings";

/** A sentence of the check by its key, and what is put in. */
export type Sentence = readonly [key: string, values?: Values];

/** `note`: not as expected, and learners lose nothing by it. */
export type Outcome = "held" | "fault" | "note";

/** One thing that was tried. */
export interface Step {
  title: Sentence;
  outcome: Outcome;
  expected: Sentence;
  came: readonly Sentence[];
  /** The error code that decided; empty where there was none. */
  code: string;
  /** What it means for learners; none where it held. */
  means: Sentence | null;
}

/** How an opening ended: it is to be opened once more; all is done; nothing could be tried; the record is somebody's
 *  own; or it was opened for reading alone. */
export type End = "again" | "over" | "stopped" | "refused" | "reading";

/** Adds a step. */
export type Add = (
  id: string,
  outcome: Outcome,
  expected: Sentence,
  came: Sentence | readonly Sentence[],
  code?: string,
  /** What the title names. */
  named?: Values,
) => Promise<void>;

/** What a system answered to something that it was told. */
export interface Reply {
  /** `unsaid`: no without an error code, which some systems answer though they kept it. */
  took: "yes" | "no" | "unsaid";
  came: readonly Sentence[];
  code: string;
}

/** A list of steps, and what adds to it; `told` hears of each. */
export function listed(told: (step: Step) => Promise<void> | void): { steps: Step[]; add: Add } {
  const steps: Step[] = [];
  const add: Add = async (id, outcome, expected, came, code = "", named = {}) => {
    const all = typeof came[0] === "string" ? [came as Sentence] : (came as readonly Sentence[]);
    const means: Sentence | null = outcome === "held" ? null : [meaning(id, outcome)];
    const step: Step = { title: [`step_${id}`, named], outcome, expected, came: all, code, means };
    steps.push(step);
    await told(step);
  };
  return { steps, add };
}

/** Calls that answer yes or no: a no without an error is decided by what is read back. */
const CALLS: readonly string[] = ["status", "commit", "time", "finish"];

function meaning(id: string, outcome: Outcome): string {
  return outcome === "fault" ? `means_${id}` : CALLS.includes(id) ? "note_unsaid" : `note_${id}`;
}

/** How much of a text came back. */
export function compared(sent: string, got: string): Sentence {
  if (got === sent) {
    return ["came_same", { n: sent.length }];
  }
  if (!got) {
    return ["came_nothing"];
  }
  const same = common(sent, got);
  return same === got.length
    ? ["came_cut", { n: same, all: sent.length }]
    : ["came_changed", { n: got.length, all: sent.length, place: same + 1 }];
}

/** How many characters two texts have in common from the first on. */
export function common(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) {
    at++;
  }
  return at;
}

/** What every trial begins with: no place of a learner does (codec.ts begins with its version). */
const MARK = "bona-check";
const TRIAL = /^bona-check\.(\w{8})\.(\d+)\./;

/** A trial of this length, in signs that no system changes: it says who wrote it, how long it is, and every six signs
 *  where one is. Never shorter than what it says of itself. */
export function trial(name: string, length: number): string {
  const head = `${MARK}.${name}.${length}.`;
  const blocks = Array.from({ length: Math.ceil(length / 6) }, (_, at) => `${at * 6}`.padStart(5, "0"));
  return head + `${blocks.join(".")}.`.slice(head.length, Math.max(length, head.length));
}

/** Shortest trial. */
export const SHORT = 40;

/** Whether a check wrote this, and not a learner's course. */
export function isTrial(text: string): boolean {
  return text.startsWith(MARK);
}

/** What was written when this came back; `null` where too little is left to say. */
export function whole(text: string): string | null {
  const [, name, length] = TRIAL.exec(text) ?? [];
  return name ? trial(name, Math.min(Number(length), 64_000)) : null;
}

/** A name for the trials of one check: eight signs. */
export function named(random: number): string {
  return (random >>> 0).toString(16).padStart(8, "0");
}

/** Most characters that a place of this course has, as `codec.ts` writes it: its five parts and the dots between. */
export function needed({ slots, fingerprint, package: { mark } }: Data): number {
  const bits = slots.reduce((sum, slot) => sum + slot.bits, 0);
  return 1 + fingerprint.length + mark.length + Math.ceil(bits / 6) + 4 + 4;
}
