//! What a learning system must be able to do for us, whatever its standard. Only `track.ts` calls this.
//!
//! An adapter never throws and never pretends: `save` is true only when the host said that it kept the
//! snapshot and the host's window was still there. Work begins at once, before the first `await`, so that
//! a call from `pagehide` is not lost.

import type { Data } from "../data";

/** How the search for a learning system ended. */
export type Link =
  /** Connected; everything is sent. */
  | "connected"
  /** Connected for reading alone (review, browse, no credit): nothing is sent. */
  | "reading"
  /** The package is for a learning system and none was found. */
  | "absent"
  /** One was found and it refused to begin, or had already ended: reopen from the learning page. */
  | "refused"
  /** The package is for no learning system: the device keeps the place. */
  | "device"
  /** Neither a learning system nor this device keeps anything. */
  | "nowhere";

/** The words of SCORM 1.2 `cmi.core.lesson_status` that we may write, from low to high. */
export type Status = "incomplete" | "failed" | "completed" | "passed";

/** What was found at the start. */
export interface Opened {
  link: Link;
  /** Kept state as it stood, or an empty string. */
  state: string;
  /** Status as it stood; `null` when there was none yet. */
  status: Status | null;
  /** Best score as it stood, in whole per cent. */
  score: number | null;
  /** The language that the host would like, if it was asked and says. */
  language?: string;
}

/** One answer, in the words of this package (letters), not yet in those of a standard: `letters.ts` and `response.ts`
 *  say it in those. */
export interface Answer {
  /** Id of the question, or `scenario__scene`. */
  id: string;
  /** Which attempt; from the second on it is part of the id that is sent. */
  attempt: number;
  /** As `Mark.chosen`: letters in order; of rows `a.c,b.a`; of a text that of what it was accepted as; of a number
   *  units of its last place. Of a choice in a scene the letter of its place in the record. */
  chosen: string;
  /** The id of a choice in a scene; nothing of a question, whose options are in the data block. */
  option?: string;
  result: "correct" | "wrong" | "neutral";
  /** Milliseconds from seeing it to answering it. */
  latency: number;
}

/** An answer in the words of a standard. */
export interface Response {
  /** Kind of interaction: the same word in SCORM of any edition and in xAPI. */
  type: string;
  /** What was answered; an empty string where nothing was. */
  response: string;
  /** What is right; an empty string where nothing is judged, or no one answer is. */
  pattern: string;
}

/** Gives the fields of an answer but its id, in their order; `now` is in milliseconds since 1970. */
export type Fields = (data: Data, answer: Answer, now: number) => Record<string, string>;

/** What words answers. It stands in the second script, without which nothing can be answered, as `bonaWords`. */
export interface Words {
  /** The fields that SCORM 1.2 has for an answer. */
  fields12: Fields;
  /** The fields that SCORM 2004 has for one. */
  fields2004: Fields;
}

/** All that a host should hold now. Adapters send only what differs from what they sent before. */
export interface Snapshot {
  state: string;
  /** Where the learner is, for people who read reports; never used to come back. */
  place: string;
  status: Status;
  /** Whole per cent, or `null` when there is nothing to score. */
  score: number | null;
  /** How much is done, in whole per cent of the pages; 100 once the course is finished, and not before. */
  done: number;
  /** Milliseconds of this visit that count as learning. */
  time: number;
  /** Answers since the last save that succeeded, oldest first. */
  answers: readonly Answer[];
}

export interface Lms {
  open(): Promise<Opened>;
  /** Whether the host says that it kept all of this. */
  save(snapshot: Snapshot): Promise<boolean>;
  /** Saves and says goodbye, once; later calls are false. `null`: all of it is kept, and the host did not confirm the
   *  goodbye. */
  finish(snapshot: Snapshot): Promise<boolean | null>;
  /** Tells the host which language the learner chose, if it takes that. */
  prefer?(language: string): void;
  /** The last calls, without a word about the learner: for `?diag=1`. */
  log(): readonly string[];
}

/** Time and chance, given by `main.ts` and by tests. */
export interface World {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, after so many milliseconds. */
  later(work: () => void, milliseconds: number): number;
  /** Takes a call back. */
  cancel(handle: number): void;
  /** A number below 2 to the power of 32, for draws and orders: nothing secret hangs on it. */
  random(): number;
}
