//! The one word that SCORM 1.2 keeps: never down, whatever happens later.
//!
//! The rule itself (`completed`, `success`) is the engine's (`engine/src/attempt.rs`); a table of cases holds the
//! two together. A pass counts once the contents are done too.

import type { Data } from "./data";
import type { Status } from "./lms/api";

/** How the test stands. */
export interface Exam {
  passed: boolean;
  /** Every attempt was used, and none passed. */
  usedUp: boolean;
}

/** From low to high. */
export const LADDER: readonly Status[] = ["incomplete", "failed", "completed", "passed"];

/** The status that the work so far earns. */
export function earned(
  rule: Data["completion"],
  pagesDone: boolean,
  exam: Exam,
  attemptsUsed: "failed" | "incomplete",
): Status {
  if (rule === "pages") {
    return pagesDone ? "completed" : "incomplete";
  }
  if (rule === "handed_in") {
    return exam.passed || exam.usedUp ? "completed" : "incomplete";
  }
  if (exam.passed) {
    return rule === "test" || pagesDone ? "passed" : "incomplete";
  }
  return exam.usedUp ? attemptsUsed : "incomplete";
}

/** The higher of two: what was reached is never taken back. */
export function higher(before: Status | null, now: Status): Status {
  return before && LADDER.indexOf(before) > LADDER.indexOf(now) ? before : now;
}

/** Whether a status ends the course. */
export function isFinished(status: Status): status is "completed" | "passed" {
  return status === "completed" || status === "passed";
}
