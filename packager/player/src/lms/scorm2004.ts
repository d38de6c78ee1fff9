//! What SCORM 2004 (3rd and 4th edition) calls things, and how it says them: packaging rules D.2.3, D.3. How a host is
//! spoken to at all stands in `scorm.ts`.
//!
//! Completion and success are two things, and neither is ever taken back. Navigation is the host's: nothing is asked
//! of it (`adl.nav.request` makes Moodle fail). Reading what was never set answers 403, which is no fault.

import type { Data } from "../data";
import { isFinished } from "../status";
import type { Lms, Status, World } from "./api";
import { type Own, scorm } from "./scorm";
import { interval } from "./span";

const COMPLETION = "completion_status";
const SUCCESS = "success_status";

export function scorm2004(own: Own, world: World, data: Data): Lms {
  let completed = false;
  let success = "";
  return scorm(own, world, data, {
    api: "API_1484_11",
    prefix: "",
    bye: "Terminate",
    called: (element) => `cmi.${element}`,
    worth: 1_000_000,
    stateMax: 64_000,
    leftAs: "normal",
    lasting: interval,
    spelt: "fields2004",
    statusIn(calls) {
      const completion = calls.get(COMPLETION);
      completed = completion === "completed";
      success = calls.get(SUCCESS);
      return statusOf(completion, success);
    },
    tell(calls, { status, score, done }) {
      completed ||= isFinished(status);
      if (status === "passed" || (status === "failed" && success !== "passed")) {
        success = status;
      }
      if (score !== null) {
        calls.set("score.scaled", `${score / 100}`);
      }
      calls.set("progress_measure", `${done / 100}`);
      const told = [calls.set(COMPLETION, completed ? "completed" : "incomplete")];
      if (/ed$/.test(success)) {
        told.push(calls.set(SUCCESS, success));
      }
      return told;
    },
  });
}

/** The two as the one word that we reckon with: a pass without completion is not yet a verdict. */
function statusOf(completion: string, success: string): Status | null {
  if (completion === "completed") {
    return success === "passed" ? "passed" : "completed";
  }
  return success === "failed" ? "failed" : completion === "incomplete" ? "incomplete" : null;
}
