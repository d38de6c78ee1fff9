//! The fields of an answer in the order that strict hosts want, after its id: packaging rule D.3.
//!
//! An empty field is not sent. What was answered is worded by `letters.ts` (SCORM 1.2) and `response.ts` (SCORM 2004).

import type { Data } from "../data";
import type { Answer, Words } from "./api";
import { lettersOf } from "./letters";
import { responseOf } from "./response";
import { interval, span } from "./span";

/** SCORM 1.2 `CMIString255`. */
const TEXT_MAX = 255;
/** SCORM 2004 `characterstring (SPM: 250)`, of a description. */
const WORDS_MAX = 250;

/** What stands in the second script for the adapters. */
export const words: Words = { fields12, fields2004 };

function fields12(data: Data, answer: Answer, now: number): Record<string, string> {
  const { type, response, pattern } = lettersOf(data, answer);
  const { result, latency } = answer;
  return {
    type,
    time: new Date(now).toTimeString().slice(0, 8),
    "correct_responses.0.pattern": pattern.slice(0, TEXT_MAX),
    weighting: result === "neutral" ? "" : "1",
    student_response: response.slice(0, TEXT_MAX),
    result,
    latency: span(latency),
  };
}

function fields2004(data: Data, answer: Answer, now: number): Record<string, string> {
  const { type, response, pattern } = responseOf(data, answer);
  const { id, result, latency } = answer;
  return {
    type,
    // A time zone is only allowed after a fraction.
    timestamp: `${new Date(now).toISOString().slice(0, 19)}.0Z`,
    "correct_responses.0.pattern": pattern,
    weighting: result === "neutral" ? "" : "1",
    learner_response: response,
    result: result === "wrong" ? "incorrect" : result,
    latency: interval(latency),
    description: description(data, id),
  };
}

/** The title of the page on which something is asked, for whoever reads a report; of the test nothing. */
function description({ modules, items, scenarios, package: own }: Data, id: string): string {
  const asked = items[id] ?? scenarios[id.split("__")[0] as string];
  const page = modules.flatMap(({ pages }) => pages).find(({ id }) => id === asked?.page);
  return page ? `{lang=${own.language}}${page.title}`.slice(0, WORDS_MAX) : "";
}
