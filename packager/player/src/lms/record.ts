//! A visit as statements and one document of state: packaging rules D.8 and D.9, but for how each begins.
//!
//! Completed and passed are told once for a registration; failed once, at the end of a visit in which a test was taken
//! and none was ever passed. What could not be told is told again as the same statement, under the same id. No actor
//! is made up: it is the one of the launch.

import type { Data } from "../data";
import { isFinished } from "../status";
import { answered } from "./answered";
import type { Lms, Opened, Snapshot, World } from "./api";
import { type Ask, type Call, caller, type Host, holds, taken } from "./lrs";
import { period, teller, type Visited, voice } from "./told";

/** The document in which the place is kept, beside others that are the host's. */
export const STATE = "bona";
/** What is told once for a registration, whatever happens in later visits. */
const ONCE = ["completed", "passed"];
/** Milliseconds for which a page waits for the address that it is sent to. */
const LEAVING = 2000;

/** A visit that was begun with a host. */
export interface Launched extends Visited {
  ask: Ask;
  /** Nothing but the beginning and the end is told. */
  reading: boolean;
  language: string;
  /** Where to go at the end; an empty string where the host says nothing. */
  next: string;
  /** Whether the beginning was told before the page was loaded again. */
  begun: boolean;
  /** Keeps how far the visit is, for a page that is loaded again. */
  mark(step: "begun" | "ended"): void;
}

/** What stands in our document. */
interface Kept extends Pick<Opened, "state" | "status" | "score"> {
  sent: string[];
}

/** Begins a visit, or says why there is none; `note` adds a line to the log. */
export type Begin = (call: Call, note: (line: string) => void) => Promise<Launched | "absent" | "refused">;

type Visit = Pick<Lms, "save" | "finish"> & { start(): Promise<boolean> };

export function recorder(host: Host, world: World, data: Data, begin: Begin): Lms {
  const log: string[] = [];
  let visit: Visit | undefined;
  return {
    async open() {
      const nothing = { state: "", status: null, score: null };
      const launched = await begin(caller(host, world, log), (line) => log.push(line));
      if (typeof launched === "string") {
        return { link: launched, ...nothing };
      }
      const { ask, reading, language, mastery } = launched;
      if (data.test && mastery !== undefined) {
        // Whoever launches decides what passes (cmi5, 10.2.4).
        data.test.pass_mark = Math.round(mastery * 1e6);
      }
      const found = await ask("GET", "activities/state", place(launched));
      const kept: Kept = { ...nothing, sent: [], ...(found.told as object) };
      const begun = visitOf(host, world, data, launched, kept);
      if (!/200|404/.test(`${found.status}`) || !(await begun.start())) {
        return { link: "refused", ...nothing };
      }
      visit = begun;
      const { state, status, score } = kept;
      return { link: reading ? "reading" : "connected", state, status, score, language };
    },
    async save(snapshot) {
      return !!visit && visit.save(snapshot);
    },
    async finish(snapshot) {
      const last = visit;
      visit = undefined;
      return !!last && last.finish(snapshot);
    },
    log: () => log,
  };
}

/** Where our document is. */
function place({ activity, agent, registration }: Launched): Record<string, string> {
  return {
    activityId: activity,
    agent,
    ...(registration && { registration }),
    stateId: STATE,
  };
}

function visitOf(host: Host, world: World, data: Data, launched: Launched, kept: Kept): Visit {
  const { ask, reading, next, visit, mark, begun } = launched;
  const { told, add, send } = teller(ask, kept.sent);
  const say = voice(launched, data, world);
  /** Whether a test decides anything. */
  const judged = data.completion.includes("test");
  /** Whether a test was taken in this visit. */
  let tested = false;

  /** Puts what is to be told into its order. */
  const collect = ({ answers, status, score, time }: Snapshot): void => {
    for (const answer of answers) {
      const { id, attempt } = answer;
      tested ||= data.items[id]?.page === null;
      if (data.profile.interactions) {
        const words = `${visit} ${id} ${attempt} ${world.now()}`;
        add(answer, () => say("answered", words, answered(data, answer, host.document)));
      }
    }
    const duration = period(time);
    if (isFinished(status)) {
      add("completed", () => say("completed", "", { result: { completion: true, duration } }));
    }
    if (status === "passed" && judged) {
      add("passed", () => say("passed", "", { score, result: { success: true, duration } }));
    }
  };
  const keep = keeper(launched, told);
  return {
    async start() {
      if (!begun) {
        add("initialized", () => say("initialized", visit, {}));
      }
      const begins = await send();
      if (begins) {
        mark("begun");
      }
      if (kept.status && isFinished(kept.status)) {
        await recall(judged ? ONCE : ["completed"], told, (verb) => say(verb, "", {}).id, ask);
      }
      return begins;
    },
    async save(snapshot) {
      if (reading) {
        return false;
      }
      collect(snapshot);
      const before = once(told).length;
      const all = await Promise.all([send(), keep(snapshot)]);
      // A later visit must find what was told once.
      return all.every(Boolean) && (once(told).length === before || keep(snapshot));
    },
    async finish(snapshot) {
      mark("ended");
      const { status, score, time, done } = snapshot;
      const duration = period(time);
      if (!reading) {
        collect(snapshot);
        if (judged && tested && status !== "passed" && !told.has("passed")) {
          add("failed", () => say("failed", visit, { score, result: { success: false, duration } }));
        }
      }
      add("terminated", () => say("terminated", visit, { done, result: { duration } }));
      const all = await Promise.all([send(), reading || keep(snapshot)]);
      const kept = all.every(Boolean);
      await (kept && next && goTo(next, host, world));
      return kept;
    },
  };
}

/** Goes to an address; the page waits, for it goes before anything more is said on it. */
function goTo(address: string, { location }: Host, world: World): Promise<void> {
  location.href = address;
  return new Promise((over) => {
    world.later(over, LEAVING);
  });
}

/** Asks for what our document does not know: it may have been written before what it speaks of was told. */
async function recall(
  verbs: readonly string[],
  told: Set<unknown>,
  id: (verb: string) => string,
  ask: Ask,
): Promise<void> {
  for (const verb of verbs.filter((verb) => !told.has(verb))) {
    const known = id(verb);
    if (holds(await ask("GET", "statements", { statementId: known }), known)) {
      told.add(verb);
    }
  }
}

/** What of the words that are told once was told. */
function once(told: ReadonlySet<unknown>): string[] {
  return ONCE.filter((verb) => told.has(verb));
}

/** Writes our document: true once the store gives back what it was given. */
function keeper(launched: Launched, told: ReadonlySet<unknown>): (snapshot: Snapshot) => Promise<boolean> {
  const { ask } = launched;
  let trusted = false;
  return async ({ state, status, score }) => {
    const document: Kept = { state, status, score, sent: once(told) };
    const written = taken(await ask("PUT", "activities/state", place(launched), document));
    if (written && !trusted) {
      const { told } = await ask("GET", "activities/state", place(launched));
      trusted = (told as Kept | undefined)?.state === state;
    }
    return written && trusted;
  };
}
