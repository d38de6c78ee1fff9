//! SCORM 1.2 by the book, and by what real hosts do: packaging rules D.1.3, D.1.4, D.3, D.4.
//!
//! Score before status, status before commit, status never down, `exit` never `logout`. Only what changed is
//! written: some hosts make a request of every single value. `LMSFinish` is called once, even if the last commit
//! failed. The learner's name and number are never read.

import type { Data } from "../data";
import { isFinished, LADDER } from "../status";
import type { Answer, Link, Lms, Opened, Snapshot, Status, World } from "./api";
import { Calls, type Wrote } from "./calls12";
import { type Frame, seek } from "./find";

/** SCORM 1.2: `CMIString255` and `CMIString4096`. */
const LOCATION_MAX = 255;
const STATE_MAX = 4096;
/** "Already initialised": the page was loaded again inside a running session. 101 is said for it as well. */
const RUNNING: readonly string[] = ["101", "103"];

export class Scorm12 implements Lms {
  readonly #own: Frame;
  readonly #world: World;
  readonly #data: Data;
  #calls: Calls | null = null;
  /** Whether anything may be written: not in review, nor without credit. */
  #writes = false;
  #finished = false;
  /** Whether a state that was read back was the one sent. */
  #trusted = false;
  /** What the host can store of a score and of an answer, as it says itself. */
  #score = "";
  #interactions = "";
  #next = 0;
  /** Answers whose fields the host has taken, though perhaps not yet committed. */
  #written: readonly Answer[] = [];

  constructor(own: Frame, world: World, data: Data) {
    this.#own = own;
    this.#world = world;
    this.#data = data;
  }

  async open(): Promise<Opened> {
    const found = await seek(this.#own, "API", "LMSInitialize", this.#world);
    const nothing = { state: "", status: null, score: null };
    if (found === null) {
      return { link: "absent", ...nothing };
    }
    const calls = new Calls(found, this.#own);
    this.#calls = calls;
    if (!begin(calls)) {
      this.#finished = true;
      return { link: "refused", ...nothing };
    }
    const status = statusOf(calls.get("cmi.core.lesson_status"));
    const link = this.#linkOf(calls);
    const score = wholeOf(calls.get("cmi.core.score.raw"));
    const state = calls.get("cmi.suspend_data");
    this.#writes = link === "connected";
    if (this.#writes) {
      this.#learn(calls);
      if (status === null) {
        // Some hosts turn an untouched "not attempted" into "completed" at the end.
        calls.set("cmi.core.lesson_status", "incomplete");
      }
      // From here on a crash can be come back from.
      calls.set("cmi.core.exit", "suspend");
      calls.do("LMSCommit");
    }
    return { link, state, status, score };
  }

  async save(snapshot: Snapshot): Promise<boolean> {
    const calls = this.#calls;
    return calls !== null && this.#writes && !this.#finished && this.#write(calls, snapshot);
  }

  async finish(snapshot: Snapshot): Promise<boolean> {
    const calls = this.#calls;
    if (calls === null || this.#finished) {
      return false;
    }
    const kept = this.#writes && this.#write(calls, snapshot);
    this.#finished = true;
    return calls.do("LMSFinish") === "yes" && kept;
  }

  log(): readonly string[] {
    return this.#calls?.lines ?? [];
  }

  #linkOf(calls: Calls): Link {
    const mode = calls.get("cmi.core.lesson_mode");
    const credit = calls.get("cmi.core.credit");
    const reading = mode === "browse" || mode === "review" || credit === "no-credit";
    return reading ? "reading" : "connected";
  }

  /** What this host implements, and where its list of answers ends. */
  #learn(calls: Calls): void {
    this.#score = calls.get("cmi.core.score._children");
    if (this.#data.profile.interactions) {
      this.#interactions = calls.get("cmi.interactions._children");
      this.#next = wholeOf(calls.get("cmi.interactions._count")) ?? 0;
    }
    const theirs = calls.get("cmi.student_data.mastery_score");
    const ours = this.#data.test;
    if (theirs !== "" && ours !== null && Number(theirs) * 10_000 !== ours.pass_mark) {
      // The course's own pass mark alone decides; that the two differ is for whoever looks after the host.
      calls.add("mastery_score differs");
    }
  }

  #write(calls: Calls, snapshot: Snapshot): boolean {
    if (!calls.alive()) {
      calls.add("window gone");
      return false;
    }
    if (snapshot.state.length > STATE_MAX) {
      calls.add("state too long");
      return false;
    }
    const needed: Wrote[] = [calls.set("cmi.suspend_data", snapshot.state)];
    if (snapshot.place !== "") {
      // An empty one is never written: some hosts keep the old one instead.
      calls.set("cmi.core.lesson_location", snapshot.place.slice(0, LOCATION_MAX));
    }
    if (snapshot.score !== null) {
      needed.push(this.#writeScore(calls, snapshot.score));
    }
    this.#writeAnswers(calls, snapshot.answers);
    needed.push(calls.set("cmi.core.lesson_status", snapshot.status));
    calls.set("cmi.core.session_time", span(snapshot.time));
    calls.set("cmi.core.exit", isFinished(snapshot.status) ? this.#data.profile.exit : "suspend");
    const committed = calls.do("LMSCommit");
    const taken = !needed.includes("no");
    const kept =
      taken && (committed === "yes" || committed === "unknown") && this.#readBack(calls, snapshot, committed);
    // Only after a commit: had it failed, the answers stand in the host's memory, and it will be asked again.
    this.#written = kept ? [] : snapshot.answers;
    return kept;
  }

  /** Once trusted, a host is believed; one that answers "false" without an error is asked every time. */
  #readBack(calls: Calls, snapshot: Snapshot, committed: Wrote): boolean {
    if (this.#trusted && committed === "yes") {
      return true;
    }
    this.#trusted = calls.get("cmi.suspend_data") === snapshot.state;
    if (!this.#trusted) {
      calls.add("read back differs");
    }
    return this.#trusted;
  }

  #writeScore(calls: Calls, score: number): Wrote {
    const raw = calls.set("cmi.core.score.raw", String(score));
    for (const [name, value] of Object.entries({ min: "0", max: "100" })) {
      // A host that does not say is asked; its 401 ends it.
      if (this.#score === "" || has(this.#score, name)) {
        calls.set(`cmi.core.score.${name}`, value);
      }
    }
    return raw;
  }

  #writeAnswers(calls: Calls, answers: readonly Answer[]): void {
    const can = this.#interactions;
    if (!["id", "type", "student_response", "result"].every((name) => has(can, name))) {
      return;
    }
    const clock = new Date(this.#world.now()).toTimeString().slice(0, 8);
    for (const answer of answers.filter((answer) => !this.#written.includes(answer))) {
      const at = `cmi.interactions.${this.#next}`;
      if (calls.set(`${at}.id`, idOf(answer)) === "unsupported") {
        return;
      }
      this.#next += 1;
      for (const [name, value] of fields(answer, clock)) {
        if (value !== "" && has(can, name)) {
          calls.set(`${at}.${name}`, value);
        }
      }
    }
  }
}

/** Starts, or adopts a session that already runs. */
function begin(calls: Calls): boolean {
  if (calls.do("LMSInitialize") === "yes") {
    return true;
  }
  const error = calls.error();
  calls.get("cmi.core.lesson_status");
  return (RUNNING.includes(error) || error === "0") && calls.error() === "0";
}

/** The fields of an answer in the order that strict hosts want, after its id. */
function fields(answer: Answer, clock: string): [string, string][] {
  const results = { right: "correct", wrong: "wrong", neutral: "neutral" };
  return [
    ["type", answer.type === "truefalse" ? "true-false" : "choice"],
    ["time", clock],
    ["correct_responses.0.pattern", [...answer.right].join(",")],
    ["weighting", answer.result === "neutral" ? "" : "1"],
    ["student_response", [...answer.chosen].join(",")],
    ["result", results[answer.result]],
    ["latency", span(answer.latency)],
  ];
}

/** Whether a host's list of children holds an element, or what the element is a part of. */
function has(children: string, name: string): boolean {
  return children.split(",").some((child) => child.trim() === name.split(".")[0]);
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

/** SCORM 1.2 `CMITimespan`: `HH:MM:SS`, two to four digits of hours. */
export function span(milliseconds: number): string {
  const seconds = Math.min(Math.floor(milliseconds / 1000), 9999 * 3600);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
