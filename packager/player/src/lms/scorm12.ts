//! What SCORM 1.2 calls things, and how it says them: packaging rules D.1.3, D.1.4, D.3. How a host is spoken to at
//! all stands in `scorm.ts`.
//!
//! One word says all of the status; ids of options are single letters. Limits are those of the specification.

import type { Data } from "../data";
import { LADDER } from "../status";
import type { Lms, Status, World } from "./api";
import { type Own, scorm } from "./scorm";
import { span } from "./span";

export function scorm12(own: Own, world: World, data: Data): Lms {
  return scorm(own, world, data, {
    api: "API",
    prefix: "LMS",
    bye: "Finish",
    called: called12,
    worth: 10_000,
    stateMax: 4096,
    leftAs: "",
    lasting: span,
    spelt: "fields12",
    statusIn: (calls) => statusOf(calls.get("completion_status")),
    tell: (calls, { status }) => [calls.set("completion_status", status)],
  });
}

/** What SCORM 2004 calls so, by its name here. */
export function called12(element: string): string {
  const own = element
    .replace(/^(score|credit|exit|session)/, "core.$1")
    .replace(/^(completion_)?(?=mode|location|status)/, "core.lesson_")
    .replace("scaled_passing", "student_data.mastery")
    .replace("learner", "student");
  return `cmi.${own}`;
}

/** `not attempted`, `browsed` and whatever else a host invents are no status that we would keep. */
function statusOf(text: string): Status | null {
  return LADDER.find((status) => status === text) ?? null;
}
