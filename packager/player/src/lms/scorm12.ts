//! SCORM 1.2 by the book, and by what real hosts do: packaging rules D.1.3, D.1.4, D.3, D.4.
//!
//! Score before status, status before commit, status never down, `exit` never `logout`. Only what changed is
//! written: some hosts make a request of every single value. `LMSFinish` is called once, even if the last commit
//! failed. The learner's name and number are never read.

import type { Data } from "../data";
import { isFinished, LADDER } from "../status";
import type { Answer, Lms, Snapshot, Status, World } from "./api";
import { type Calls, callsOf, type Wrote } from "./calls12";
import { type Frame, seek } from "./find";
import { span } from "./span";

/** SCORM 1.2: `CMIString255` and `CMIString4096`. */
const LOCATION_MAX = 255;
const STATE_MAX = 4096;
const LANGUAGE = "cmi.student_preference.language";
/** No error, or "already initialised": the page was loaded again inside a running session. 101 is said for it too. */
const RUNNING = /^(0|10[13])$/;

export function scorm12(own: Frame, world: World, data: Data): Lms {
  /** Nothing before a session began, and after it ended. */
  let calls: Calls | null = null;
  /** Writes what a host should hold; nothing in review and without credit. */
  let write: ((snapshot: Snapshot) => boolean) | null = null;
  let lines: readonly string[] = [];

  return {
    async open() {
      const found = await seek(own, "API", "LMSInitialize", world);
      const nothing = { state: "", status: null, score: null };
      if (!found) {
        return { link: "absent", ...nothing };
      }
      const own12 = callsOf(found, own);
      lines = own12.lines;
      if (!begin(own12)) {
        return { link: "refused", ...nothing };
      }
      calls = own12;
      const status = statusOf(calls.get("cmi.core.lesson_status"));
      const mode = calls.get("cmi.core.lesson_mode") + calls.get("cmi.core.credit");
      const score = wholeOf(calls.get("cmi.core.score.raw"));
      const state = calls.get("cmi.suspend_data");
      const reading = /browse|review|no-credit/.test(mode);
      if (!reading) {
        write = writer(calls, world, data);
        if (!status) {
          // Some hosts turn an untouched "not attempted" into "completed" at the end.
          calls.set("cmi.core.lesson_status", "incomplete");
        }
        // From here on a crash can be come back from.
        calls.set("cmi.core.exit", "suspend");
        calls.do("LMSCommit");
      }
      const language = data.package.languages ? calls.get(LANGUAGE) : "";
      return { link: reading ? "reading" : "connected", state, status, score, language };
    },
    prefer(language) {
      if (write && calls && has(calls.get("cmi.student_preference._children"), "language")) {
        calls.set(LANGUAGE, language);
      }
    },
    async save(snapshot) {
      return !!calls && !!write?.(snapshot);
    },
    async finish(snapshot) {
      const host = calls;
      const kept = !!host && !!write?.(snapshot);
      calls = null;
      return host?.do("LMSFinish") === "yes" && kept;
    },
    log: () => lines,
  };
}

/** Learns what a host implements, and gives what writes to it: true once it said that it kept a snapshot. */
function writer(calls: Calls, world: World, { profile, test }: Data): (snapshot: Snapshot) => boolean {
  /** What the host can store of a score and of an answer, as it says itself. */
  const scores = calls.get("cmi.core.score._children");
  const fieldsOfAnswers = profile.interactions ? calls.get("cmi.interactions._children") : "";
  let next = profile.interactions ? (wholeOf(calls.get("cmi.interactions._count")) ?? 0) : 0;
  const theirs = calls.get("cmi.student_data.mastery_score");
  if (theirs && test && Number(theirs) * 10_000 !== test.pass_mark) {
    // The course's own pass mark alone decides; that the two differ is for whoever looks after the host.
    calls.note("mastery_score differs");
  }
  /** Whether a state that was read back was the one sent. */
  let trusted = false;
  /** Answers whose fields the host has taken, though perhaps not yet committed. */
  let written: readonly Answer[] = [];

  const writeAnswers = (answers: readonly Answer[]): void => {
    if (!["id", "type", "student_response", "result"].every((name) => has(fieldsOfAnswers, name))) {
      return;
    }
    const clock = new Date(world.now()).toTimeString().slice(0, 8);
    for (const answer of answers.filter((answer) => !written.includes(answer))) {
      const at = `cmi.interactions.${next}.`;
      if (calls.set(`${at}id`, idOf(answer)) === "unsupported") {
        return;
      }
      next++;
      for (const [name, value] of Object.entries(fields(answer, clock))) {
        if (value && has(fieldsOfAnswers, name)) {
          calls.set(at + name, value);
        }
      }
    }
  };
  /** Once trusted, a host is believed; one that answers "false" without an error is asked every time. */
  const readBack = (state: string, committed: Wrote): boolean => {
    if (!trusted || committed !== "yes") {
      trusted = calls.get("cmi.suspend_data") === state;
      if (!trusted) {
        calls.note("read back differs");
      }
    }
    return trusted;
  };

  return (snapshot) => {
    const { state, answers } = snapshot;
    const fault = calls.alive() ? state.length > STATE_MAX && "state too long" : "window gone";
    if (fault) {
      calls.note(fault);
      return false;
    }
    const needed = writeCore(calls, snapshot, scores);
    writeAnswers(answers);
    needed.push(calls.set("cmi.core.lesson_status", snapshot.status));
    calls.set("cmi.core.session_time", span(snapshot.time));
    calls.set("cmi.core.exit", isFinished(snapshot.status) ? profile.exit : "suspend");
    const committed = calls.do("LMSCommit");
    const taken = !needed.includes("no") && /yes|unknown/.test(committed);
    const kept = taken && readBack(state, committed);
    // Only after a commit: had it failed, the answers stand in the host's memory, and it will be asked again.
    written = kept ? [] : answers;
    return kept;
  };
}

/** Place, state and score, before the status. How the writes that matter ended. */
function writeCore(calls: Calls, { state, place, score }: Snapshot, scores: string): Wrote[] {
  const needed = [calls.set("cmi.suspend_data", state)];
  if (place) {
    // An empty one is never written: some hosts keep the old one instead.
    calls.set("cmi.core.lesson_location", place.slice(0, LOCATION_MAX));
  }
  if (score !== null) {
    needed.push(calls.set("cmi.core.score.raw", `${score}`));
    for (const [name, value] of Object.entries({ min: "0", max: "100" })) {
      // A host that does not say is asked; its 401 ends it.
      if (!scores || has(scores, name)) {
        calls.set(`cmi.core.score.${name}`, value);
      }
    }
  }
  return needed;
}

/** Starts, or adopts a session that already runs. */
function begin(calls: Calls): boolean {
  if (calls.do("LMSInitialize") === "yes") {
    return true;
  }
  const error = calls.error();
  calls.get("cmi.core.lesson_status");
  return RUNNING.test(error) && calls.error() === "0";
}

/** The fields of an answer in the order that strict hosts want, after its id. */
function fields({ type, right, chosen, result, latency }: Answer, time: string): Record<string, string> {
  const list = (answer: string): string =>
    /^[mfn]/.test(type) ? answer.slice(0, LOCATION_MAX) : [...answer].join();
  return {
    type,
    time,
    "correct_responses.0.pattern": list(right),
    weighting: result === "neutral" ? "" : "1",
    student_response: list(chosen),
    result,
    latency: span(latency),
  };
}

/** Whether a host's list of children holds an element, or what the element is a part of. */
function has(children: string, name: string): boolean {
  return !!children.match(/\w+/g)?.includes(name.split(".")[0] as string);
}

function idOf(answer: Answer): string {
  return answer.attempt > 1 ? `${answer.id}__a${answer.attempt}` : answer.id;
}

/** `not attempted`, `browsed` and whatever else a host invents are no status that we would keep. */
function statusOf(text: string): Status | null {
  return LADDER.find((status) => status === text) ?? null;
}

/** A whole number from 0 to 999, or `null`. */
function wholeOf(text: string): number | null {
  return /^\d{1,3}(\.\d*)?$/.test(text) ? Math.floor(Number(text)) : null;
}
