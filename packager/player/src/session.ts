//! One visit of one learner: what the pages ask and tell. The only door between `pages` and the rest.
//!
//! Nothing here knows the document. Nothing here throws for anything that a learner does, that a host
//! answers, or that an older package left behind.

import type { Link } from "./lms/api";
import type { Mark } from "./score";

/** What the first page may have to say. */
export type Note =
  /** A first visit. */
  | "new"
  /** Back again: "Welcome back: you were on …". */
  | "resumed"
  /** The kept place was for another edition that cannot be read: from page one, completion kept. */
  | "updated"
  /** The kept place was damaged: from page one, completion kept. */
  | "damaged"
  /** Completed before, and the learning system starts afresh (it kept no place). */
  | "afresh";

export interface Start {
  link: Link;
  note: Note;
  /** Page id, TEST_PLACE or FINISH_PLACE to open first; an empty string means the cover. */
  place: string;
}

/** `absent`: nothing is kept anywhere, and the learner must be told. */
export type SaveState = "saved" | "saving" | "failed" | "absent";

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
  /** An ending was reached at some time, or the scene was skipped. */
  done: boolean;
  skipped: boolean;
}

export interface TestState {
  /** `ready`: may be started. `running`: started and not handed in. `reading`: attempts are used up, and
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
  /** Points of the last (or running) attempt. */
  earned: number;
  possible: number;
  passed: boolean;
  /** Outcomes whose questions were not all right in the last attempt. */
  missed: readonly string[];
  /** Pages to read again that were not yet read again. */
  again: readonly string[];
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
  left: readonly Left[];
}

/** The course so far, as a key for the sentence to show. */
export type Standing = "open" | "completed" | "passed" | "failed" | "used_up";

export interface Farewell {
  /** Whether the last save was confirmed. */
  saved: boolean;
  standing: Standing;
  /** Whole per cent as it was sent; `null` when nothing is scored. */
  score: number | null;
}

export interface Session {
  /** Finds the host, reads what it kept. Never rejects. Call once. */
  open(): Promise<Start>;

  /** A page, TEST_PLACE or FINISH_PLACE is now before the learner. */
  show(place: string): void;
  /** Checks an answer to a question on a page or of the running test, given as letters in any order.
   *  In the test the mark is kept and should only be shown once it is handed in. */
  answer(item: string, letters: string): Mark;
  choose(scenario: string, choice: string): void;
  back(scenario: string): void;
  restart(scenario: string): void;
  skip(scenario: string): void;
  pledge(id: string): void;
  /** Starts an attempt and gives the questions drawn; empty when none may be started. */
  startTest(): readonly string[];
  /** Hands the running attempt in. */
  finishTest(): TestState;

  item(id: string): ItemState;
  /** Letters in the order in which this learner sees them. */
  order(item: string): string;
  scene(id: string): SceneState;
  pledged(id: string): boolean;
  test(): TestState | null;
  seen(page: string): boolean;
  pageDone(page: string): boolean;
  progress(): Progress;
  standing(): Standing;

  saveState(): SaveState;
  /** Tells of each change of the save state, and nothing else. */
  onSave(tell: (state: SaveState) => void): void;
  /** Milliseconds since 1970 of the last confirmed save, or `null`. */
  savedAt(): number | null;

  /** Tab hidden: save now. */
  hidden(): void;
  /** Tab shown, or a sign of life (key, pointer): learning time runs. */
  active(): void;
  /** Says goodbye to the host, once: "Save and close", and `pagehide`. */
  finish(): Promise<Farewell>;

  /** What was said to the host, without a word about the learner. */
  log(): readonly string[];
}
