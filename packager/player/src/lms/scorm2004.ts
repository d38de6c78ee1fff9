//! What SCORM 2004 (3rd and 4th edition) calls things, and how it says them: packaging rules D.2.3, D.3. How a host is
//! spoken to at all stands in `scorm.ts`.
//!
//! Completion and success are two things, and neither is ever taken back. Navigation is the host's: nothing is asked
//! of it (`adl.nav.request` makes Moodle fail). Reading what was never set answers 403, which is no fault.

import type { Data } from "../data";
import { isFinished } from "../status";
import type { Answer, Lms, Status, Words, World } from "./api";
import { type Own, scorm } from "./scorm";

const COMPLETION = "completion_status";
const SUCCESS = "success_status";
/** `characterstring (SPM: 250)`, of a description. */
const WORDS_MAX = 250;

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
    lasting: span,
    spelt: (words, answer, now) => fields(words, data, answer, now),
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

function fields(words: Words, data: Data, answer: Answer, now: number): Record<string, string> {
  const { type, response, pattern } = words.responseOf(data, answer);
  return {
    type,
    // A time zone is only allowed after a fraction.
    timestamp: `${new Date(now).toISOString().slice(0, 19)}.0Z`,
    "correct_responses.0.pattern": pattern,
    weighting: answer.result === "neutral" ? "" : "1",
    learner_response: response,
    result: answer.result === "wrong" ? "incorrect" : answer.result,
    latency: span(answer.latency),
    description: description(data, answer.id),
  };
}

/** The title of the page on which something is asked, for whoever reads a report; of the test nothing. */
function description({ modules, items, scenarios, package: own }: Data, id: string): string {
  const asked = items[id] ?? scenarios[id.split("__")[0] as string];
  const page = modules.flatMap(({ pages }) => pages).find(({ id }) => id === asked?.page);
  return page ? `{lang=${own.language}}${page.title}`.slice(0, WORDS_MAX) : "";
}

/** The two as the one word that we reckon with: a pass without completion is not yet a verdict. */
function statusOf(completion: string, success: string): Status | null {
  if (completion === "completed") {
    return success === "passed" ? "passed" : "completed";
  }
  return success === "failed" ? "failed" : completion === "incomplete" ? "incomplete" : null;
}

/** `timeinterval (second, 10, 2)`, in whole seconds: `PT1H5M30S`. */
export function span(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
}
