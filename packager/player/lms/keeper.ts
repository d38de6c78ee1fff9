//! A page that frames a course and keeps its record, as docs/embedding.md says: a table of answers, never in a package.
//!
//! What stands here: what is answered to each message, and what is kept. What does not: windows; whoever has one hands
//! the message over. Invariant: what was not answered with `kept: true` is not kept.

/** What is kept of a learner. */
export interface Kept {
  state: string;
  status: string;
  score: number | null;
  /** Seconds of each visit, by its name. */
  seconds: Record<string, number>;
  /** Answers, by visit and number: one that comes twice is there once. */
  answers: Record<string, Record<string, unknown>>;
}

/** A message of the course. */
export interface Message {
  bona: number;
  ask: string;
  number: number;
  visit: string;
  [field: string]: unknown;
}

const STATUSES = ["incomplete", "failed", "completed", "passed"];
/** Fields of a record, in the order in which they are sent. */
const RECORD = "visit state status score place done seconds interactions";

/** A page for one learner. */
export class Keeper {
  readonly heard: Message[] = [];
  /** Messages that are not as they must be. */
  readonly refused: string[] = [];
  kept: Kept | null;
  /** The record is only looked at. */
  review = false;

  constructor(kept: Kept | null = null) {
    this.kept = kept;
  }

  /** The answer to a message; nothing to what is no message of a course, and to what wants none. */
  answer(message: Message): Record<string, unknown> | undefined {
    if (message?.bona !== 1) {
      return undefined;
    }
    this.heard.push(message);
    const fault = this.#fault(message);
    if (fault) {
      this.refused.push(`${message.ask}: ${fault}`);
      return undefined;
    }
    const to = { bona: 1, to: message.number };
    if (message.ask === "open") {
      const { state, status, score } = this.kept ?? {};
      return { ...to, state, status, score, ...(this.review && { mode: "review" }) };
    }
    if (this.review) {
      return undefined;
    }
    this.#keep(message);
    return { ...to, kept: true };
  }

  #keep({ visit, ...message }: Message): void {
    const { state, status, score, seconds } = message as unknown as Kept & { seconds: number };
    const answers = { ...this.kept?.answers };
    for (const one of message.interactions as Record<string, unknown>[]) {
      answers[`${visit} ${one.nth}`] = one;
    }
    this.kept = { state, status, score, seconds: { ...this.kept?.seconds, [visit]: seconds }, answers };
  }

  /** What is wrong with a message; an empty string where nothing is. */
  #fault({ bona: _bona, ask, number, ...more }: Message): string {
    if (!Number.isInteger(number) || !/^[0-9a-z]{1,7}$/.test(more.visit)) {
      return "no number or no visit";
    }
    const names = Object.keys(more).join(" ");
    if (ask === "open" || this.review) {
      const wanted = ask === "open" ? "visit key edition title" : "visit";
      return names === wanted && (ask === "open" || ask === "finish") ? "" : names;
    }
    return (ask === "save" || ask === "finish") && names === RECORD ? faultOf(more) : `${ask} ${names}`;
  }
}

/** What is wrong with a record, in the shape that docs/embedding.md gives. */
function faultOf(record: Record<string, unknown>): string {
  const { state, status, score, place, done, seconds, interactions } = record;
  const whole = (value: unknown, most: number): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
  const rules: Record<string, boolean> = {
    state: typeof state === "string" && /^[\w.-]{1,4096}$/.test(state),
    status: STATUSES.includes(status as string),
    score: score === null || whole(score, 100),
    place: typeof place === "string",
    done: whole(done, 100),
    seconds: whole(seconds, 86_400 * 365),
    interactions: Array.isArray(interactions) && interactions.every(isAnswer),
  };
  return Object.keys(rules).find((name) => !rules[name]) ?? "";
}

function isAnswer(one: Record<string, unknown>): boolean {
  const texts = ["id", "type", "timestamp", "learner_response", "result", "latency"];
  return (
    Number.isInteger(one.nth) &&
    Number.isInteger(one.try) &&
    texts.every((name) => typeof one[name] === "string")
  );
}
