//! One visit of one learner: what the pages ask and tell. The only door between `pages` and the rest.
//!
//! Nothing here knows the document. Nothing here throws for anything that a learner does, that a host
//! answers, or that an older package left behind.

import type { TestState } from "./exam";
import type { Link } from "./lms/api";
import type { Mark } from "./score";
import type { Tracker } from "./track";

export type { TestState } from "./exam";
export type { Link } from "./lms/api";
export type { Mark } from "./score";
export type { SaveState } from "./track";

/** What the first page may have to say. */
export type Note =
  /** A first visit. */
  | "new"
  /** Back again: "Welcome back: you were on …". */
  | "resumed"
  /** The kept place was for another edition that cannot be read: from page one. What was completed stays so. */
  | "updated"
  /** The kept place was damaged: from page one. What was completed stays so. */
  | "damaged"
  /** Completed before, and the learning system starts afresh (it kept no place). */
  | "afresh"
  /** The learning system has a status, of a course that is not completed, and no place. */
  | "lost";

export interface Start {
  link: Link;
  note: Note;
  /** Whether the course was completed before, and the place of that visit cannot be read. */
  counts: boolean;
  /** Page id, TEST_PLACE or FINISH_PLACE to open first; an empty string means the cover. */
  place: string;
  /** The language that the host would like; empty where it was not asked or does not say. */
  language: string;
}

export interface ItemState {
  /** Letters of the last checked answer; empty when never checked. */
  chosen: string;
  tries: number;
  /** `null` until it was checked. */
  mark: Mark | null;
  /** Right, or no try left: the right answer may be shown. */
  done: boolean;
}

export interface SceneState {
  /** Ids of the choices made, in order. */
  path: readonly string[];
  /** Index into `scenes` of where the learner stands. */
  at: number;
  /** An ending was reached at some time. */
  done: boolean;
}

/** Something that stands between the learner and the end. */
export interface Left {
  /** `page`: never opened. `item`, `scenario`: on `page`, still open. `test`: not yet passed. */
  kind: "page" | "item" | "scenario" | "test";
  id: string;
  page: string;
}

export interface Progress {
  /** Pages done and pages in all. */
  done: number;
  all: number;
  /** Minutes of the pages that were not opened yet, as the author has them. */
  minutes: number;
  left: readonly Left[];
}

/** The course so far, as a key for the sentence to show. `used_up`: every attempt at the test was used; the
 *  pages that were missed may be read again, and then it opens once more. */
export type Standing = "open" | "completed" | "passed" | "used_up";

/** What a learner does in a scene. */
export interface Plays {
  choose(scenario: string, choice: string): void;
  back(scenario: string): void;
  /** From the beginning; that an ending was reached stays. */
  restart(scenario: string): void;
}

/** Everything that a learner can do. */
export interface Acts extends Plays {
  /** A page, TEST_PLACE or FINISH_PLACE is now before the learner. */
  show(place: string): void;
  /** Checks an answer to a question on a page or of the running test, given as letters in any order.
   *  In the test the mark is kept and should only be shown once it is handed in. */
  answer(item: string, letters: string): Mark;
  /** Leaves out a page with a content note: it counts as done, and nothing of it is reported. */
  skip(page: string): void;
  /** A pledge was made or an opinion given: that it was is kept, and never which. */
  pledge(id: string): void;
  /** Chooses a role, or none: an empty one. */
  become(role: string): void;
  /** Starts an attempt and gives the questions drawn; empty when none may be started. */
  startTest(): readonly string[];
  /** Hands the running attempt in. */
  finishTest(): void;
}

/** Everything that can be looked up. */
export interface Looks {
  item(id: string): ItemState;
  /** Letters in the order in which this learner sees them; those of its rows, if they are asked for. */
  order(item: string, rows?: boolean): string;
  scene(id: string): SceneState;
  test(): TestState | null;
  /** The id of the role that was chosen; empty for whoever sees everything. */
  role(): string;
  /** Whether something that is for these roles is there for whoever is here. */
  meant(roles?: readonly string[]): boolean;
  seen(page: string): boolean;
  skipped(page: string): boolean;
  progress(): Progress;
}

/** What is asked of the tracker itself; it says goodbye at "Save and close" and at `pagehide`. */
type Told = "saveState" | "savedAt" | "onSave" | "flush" | "goodbye";

/** A visit that has begun. */
export interface Session extends Acts, Looks, Pick<Tracker, Told> {
  readonly start: Start;
  standing(): Standing;

  /** The learner chose this language. */
  prefer(language: string): void;
  /** Tab hidden: save now. */
  hidden(): void;
  /** Tab shown, or a sign of life (key, pointer): learning time runs. */
  active(): void;
  /** "Not you? Start afresh": the device forgets this learner's place. Load the page again afterwards. */
  forget(): void;

  /** What was said to the host, without a word about the learner. */
  log(): readonly string[];
}
