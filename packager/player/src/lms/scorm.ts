//! SCORM by the book, and by what real hosts do, whatever the edition: packaging rules D.1.3, D.2.3, D.3, D.4.
//!
//! Score before status, status before commit, `exit` never `logout`. Only what changed is written: some hosts make a
//! request of every single value. Goodbye is said once, even if the last commit failed. The learner's name and number
//! are never read. What the editions call things, and how they put a status, stands in `scorm12.ts` and `scorm2004.ts`.

import type { Data } from "../data";
import { isFinished } from "../status";
import type { Answer, Lms, Snapshot, Status, Words, World } from "./api";
import { type Calls, callsOf, type Wrote } from "./calls";
import { type Frame, seek } from "./find";

/** The window of the page, with what words answers. */
export interface Own extends Frame {
  readonly bonaWords?: Words;
}

/** What an edition of SCORM calls things, and how it says them. */
export interface Edition {
  /** The object that a host offers, and how the names of its functions begin and its goodbye is called. */
  readonly api: string;
  readonly prefix: string;
  readonly bye: "Finish" | "Terminate";
  /** The whole name of an element that SCORM 2004 calls `cmi.` and this. */
  called(element: string): string;
  /** By how much the host's pass mark is less than millionths. */
  readonly worth: number;
  /** Most characters of the state. */
  readonly stateMax: number;
  /** `exit` of a finished visit, in a host where it is not to be kept open. */
  readonly leftAs: string;
  lasting(milliseconds: number): string;
  /** What words an answer, of what stands in the second script. */
  readonly spelt: "fields12" | "fields2004";
  /** What a host holds already. */
  statusIn(calls: Calls): Status | null;
  /** Writes the status, and what else this edition has between a score and a commit: how what matters ended. */
  tell(calls: Calls, snapshot: Snapshot): Wrote[];
}

/** Most characters of a place: SCORM 1.2 `CMIString255`; 2004 has room for more. */
const PLACE_MAX = 255;
/** What a host says of a value that it will never take: an argument, an element, a type or a range that is wrong. */
const REFUSED = /^(20|4)/;
const LANGUAGE = "learner_preference.language";
/** No error, or "already initialised": the page was loaded again inside a running session. 101 is said for it too. */
const RUNNING = /^(0|10[13])$/;

export function scorm(own: Own, world: World, data: Data, edition: Edition): Lms {
  /** Nothing before a session began, and after it ended. */
  let calls: Calls | null = null;
  /** Writes what a host should hold; nothing in review and without credit. */
  let write: ((snapshot: Snapshot) => boolean) | null = null;
  let lines: readonly string[] = [];
  const { api, prefix } = edition;

  return {
    async open() {
      const found = await seek(own, api, `${prefix}Initialize`, world);
      const nothing = { state: "", status: null, score: null };
      if (!found) {
        return { link: "absent", ...nothing };
      }
      const host = callsOf(found, own, prefix, edition.called);
      lines = host.lines;
      if (!begin(host)) {
        return { link: "refused", ...nothing };
      }
      calls = host;
      const status = edition.statusIn(calls);
      const mode = calls.get("mode") + calls.get("credit");
      const score = wholeOf(calls.get("score.raw"));
      const state = calls.get("suspend_data");
      const reading = /browse|review|no-credit/.test(mode);
      if (!reading) {
        write = writer(calls, own, world, data, edition);
        if (!status && !state) {
          // Some hosts turn an untouched "not attempted" into "completed" at the end. Where a place is kept a status was
          // told before; one that never says which (Open edX) must not hear a lower one.
          calls.set("completion_status", "incomplete");
        }
        // From here on a crash can be come back from.
        calls.set("exit", "suspend");
        calls.do("Commit");
      }
      const language = data.package.languages ? calls.get(LANGUAGE) : "";
      return { link: reading ? "reading" : "connected", state, status, score, language };
    },
    prefer(language) {
      if (write && calls && has(calls.get("learner_preference._children"), "language")) {
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
      const over = host?.do(edition.bye) === "yes";
      return kept && (over || null);
    },
    log: () => lines,
  };
}

/** Learns what a host implements, and gives what writes to it: true once it said that it kept a snapshot. */
function writer(
  calls: Calls,
  own: Own,
  world: World,
  data: Data,
  edition: Edition,
): (snapshot: Snapshot) => boolean {
  const { profile, test } = data;
  const { worth, stateMax } = edition;
  /** What the host can store of a score and of an answer, as it says itself. */
  const scores = calls.get("score._children");
  const fieldsOfAnswers = profile.interactions ? calls.get("interactions._children") : "";
  let next = profile.interactions ? Number(calls.get("interactions._count")) || 0 : 0;
  const theirs = calls.get("scaled_passing_score");
  if (theirs && test && Math.round(Number(theirs) * worth) !== test.pass_mark) {
    // The course's own pass mark alone decides; that the two differ is for whoever looks after the host.
    calls.note("mastery_score differs");
  }
  /** Whether a state that was read back was the one sent. */
  let trusted = false;
  /** Answers that need not be heard again if a save is tried again: written, though perhaps not yet committed, or
   *  waiting. */
  let heard: readonly Answer[] = [];
  /** Answers that the host has not taken, and may take later. */
  const waiting: Answer[] = [];

  const writeAnswers = (answers: readonly Answer[]): void => {
    const fits = ["id", "type", "result"].every((name) => has(fieldsOfAnswers, name));
    if (!fits || !/_response\b/.test(fieldsOfAnswers)) {
      return;
    }
    const now = world.now();
    const words = own.bonaWords as Words;
    waiting.push(...answers.filter((answer) => !heard.includes(answer)));
    for (;;) {
      const answer = waiting.shift();
      const at = `interactions.${next}.`;
      const wrote = answer && calls.set(`${at}id`, idOf(answer));
      if (!answer || wrote === "unsupported") {
        return;
      }
      if (wrote === "no") {
        // A host counts what it took: its next place stays this one.
        if (REFUSED.test(calls.error())) {
          continue;
        }
        // An outage. Should it be this answer alone, another goes first the next time.
        waiting.push(answer);
        return;
      }
      next++;
      for (const [name, value] of Object.entries(words[edition.spelt](data, answer, now))) {
        if (value && has(fieldsOfAnswers, name)) {
          calls.set(at + name, value);
        }
      }
    }
  };
  /** Once trusted, a host is believed; one that answers "false" without an error is asked every time. */
  const readBack = (state: string, committed: Wrote): boolean => {
    if (!trusted || committed !== "yes") {
      trusted = calls.get("suspend_data") === state;
      if (!trusted) {
        calls.note("read back differs");
      }
    }
    return trusted;
  };

  return (snapshot) => {
    const { state, answers, status } = snapshot;
    const fault = calls.alive() ? state.length > stateMax && "state too long" : "window gone";
    if (fault) {
      calls.note(fault);
      return false;
    }
    const needed = writeCore(calls, snapshot, scores);
    writeAnswers(answers);
    needed.push(...edition.tell(calls, snapshot));
    calls.set("session_time", edition.lasting(snapshot.time));
    calls.set("exit", isFinished(status) ? profile.exit || edition.leftAs : "suspend");
    const committed = calls.do("Commit");
    const taken = !needed.includes("no") && /yes|unknown/.test(committed);
    const kept = taken && readBack(state, committed);
    // Only after a commit: had it failed, the answers stand in the host's memory, and it will be asked again.
    heard = kept ? [] : answers;
    return kept;
  };
}

/** Place, state and score, before the status. How the writes that matter ended. */
function writeCore(calls: Calls, { state, place, score }: Snapshot, scores: string): Wrote[] {
  const needed = [calls.set("suspend_data", state)];
  if (place) {
    // An empty one is never written: some hosts keep the old one instead.
    calls.set("location", place.slice(0, PLACE_MAX));
  }
  if (score !== null) {
    needed.push(calls.set("score.raw", `${score}`));
    for (const [name, value] of Object.entries({ min: "0", max: "100" })) {
      // A host that does not say is asked; its 401 ends it.
      if (!scores || has(scores, name)) {
        calls.set(`score.${name}`, value);
      }
    }
  }
  return needed;
}

/** Starts, or adopts a session that already runs. */
function begin(calls: Calls): boolean {
  if (calls.do("Initialize") === "yes") {
    return true;
  }
  const error = calls.error();
  calls.get("completion_status");
  return RUNNING.test(error) && calls.error() === "0";
}

/** Whether a host's list of children holds an element, or what the element is a part of. */
function has(children: string, name: string): boolean {
  return !!children.match(/\w+/g)?.includes(name.split(".")[0] as string);
}

function idOf(answer: Answer): string {
  return answer.attempt > 1 ? `${answer.id}__a${answer.attempt}` : answer.id;
}

/** A whole number from 0 to 999, or `null`. */
function wholeOf(text: string): number | null {
  return /^\d{1,3}(\.\d*)?$/.test(text) ? Math.floor(Number(text)) : null;
}
