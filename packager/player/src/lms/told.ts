//! Statements: what each says whatever it is about, and the list of those that are still to be told.
//!
//! A statement is made once, with its id and its time; until the store has it, it waits here and is told again
//! unchanged. What is told more than once under one id is one statement.

import type { Data } from "../data";
import type { World } from "./api";
import { type Ask, holds, taken, uuid } from "./lrs";

const VERBS = "http://adlnet.gov/expapi/verbs/";
const CMI5 = "https://w3id.org/xapi/cmi5/";

type Activity = { id: string };

/** The context that a host wants in every statement. */
export interface Template {
  contextActivities?: Record<string, Activity | Activity[]>;
  extensions?: Record<string, unknown>;
}

/** What all statements of a visit share. */
export interface Visited {
  /** Who learns, as the launch has it. */
  actor: object;
  /** The same as the store wants it in an address. */
  agent: string;
  /** The activity that is launched. */
  activity: string;
  /** An empty string where the launch had none. */
  registration: string;
  /** What tells this visit from every other. */
  visit: string;
  template: Template;
  /** What the course is called, for a store that was told by nobody else. */
  definition?: object;
  platform: string;
  /** Whether the rules of cmi5 hold: its categories, its extensions. */
  strict: boolean;
  /** The share of the points that the host wants for a pass; `undefined` where it does not say. */
  mastery: number | undefined;
}

/** What one statement says. `object` is another thing than the course; what is left out is not said. */
export interface Said {
  object?: object;
  result?: object;
  /** Best score in whole per cent. */
  score?: number | null;
  /** How much is done, in whole per cent. */
  done?: number;
}

/** Makes a statement. Words that are the same for a visit or a registration give the same id there. */
export type Say = (verb: string, words: string, said: Said) => { id: string };

export function voice(visited: Visited, data: Data, world: World): Say {
  const { actor, agent, activity, registration, template, definition, platform, strict, mastery } = visited;
  const least = (data.test?.pass_mark ?? 0) / 1e6;
  return (verb, words, { object, result, score, done }) => {
    const { edition, content, language } = data.package;
    const extensions = { ...template.extensions };
    if (/^(pass|fail)ed/.test(verb) && mastery !== undefined) {
      extensions[`${CMI5}context/extensions/masteryscore`] = mastery;
    }
    const activities = { ...template.contextActivities };
    const more = (kind: string, id: string): void => {
      activities[kind] = [activities[kind] ?? [], { id }].flat();
    };
    if (object) {
      more("parent", activity);
    } else if (strict) {
      more("category", `${CMI5}context/categories/cmi5`);
      if (/^(complet|pass|fail)ed/.test(verb)) {
        more("category", `${CMI5}context/categories/moveon`);
      }
    }
    return {
      id: uuid([activity, registration, agent, verb, words].join("\n")),
      timestamp: new Date(world.now()).toISOString(),
      actor,
      verb: { id: VERBS + verb, display: { en: verb } },
      object: object ?? { id: activity, definition },
      result: result && {
        ...result,
        ...points(score, least, verb === "passed"),
        ...(done !== undefined && { extensions: { [`${CMI5}result/extensions/progress`]: done } }),
      },
      context: {
        ...(registration && { registration }),
        contextActivities: activities,
        language,
        platform,
        revision: `${edition}+${content.slice(0, 8)}`,
        // An empty one is refused by strict stores.
        extensions: Object.keys(extensions).length ? extensions : undefined,
      },
    };
  };
}

/** The score, unless its whole per cent falls on the other side of the mark than the points did. */
function points(score: number | null | undefined, least: number, passed: boolean): object | undefined {
  const scaled = (score ?? 0) / 100;
  return typeof score === "number" && scaled >= least === passed
    ? { score: { scaled, raw: score, min: 0, max: 100 } }
    : undefined;
}

/** What is still to be told, in order; `sent` was told before. */
export function teller(ask: Ask, sent: readonly string[]) {
  const told = new Set<unknown>(sent);
  const due = new Map<unknown, { id: string }>();
  return {
    told,
    /** Adds a statement unless it was told, or waits. */
    add(key: unknown, make: () => { id: string }): void {
      if (!told.has(key) && !due.has(key)) {
        due.set(key, make());
      }
    },
    /** Tells everything that waits, at once and in order; whether the store took it. */
    async send(): Promise<boolean> {
      const waiting = [...due];
      if (!waiting.length) {
        return true;
      }
      const all = waiting.map(([, one]) => one);
      const reply = await ask("POST", "statements", {}, all);
      for (const [key, { id }] of waiting) {
        // A store that holds one of them may refuse them all: the others are told the next time.
        if (
          taken(reply) ||
          (reply.status === 409 && holds(await ask("GET", "statements", { statementId: id }), id))
        ) {
          due.delete(key);
          told.add(key);
        }
      }
      return taken(reply);
    },
  };
}

/** ISO 8601, in seconds. */
export function period(milliseconds: number): string {
  return `PT${Math.floor(milliseconds / 10) / 100}S`;
}
