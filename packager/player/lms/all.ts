//! The learning systems that can be played in a window: one line each, under the id that the preview gives it.
//!
//! What stands here: the table, and what each must be. What does not: any window. The built table is `dist/lms.js`,
//! which the preview embeds; it is never in a package.

import { SESSION, simulatedHacp } from "./hacp_played";
import { simulatedStore, storeQuery } from "./store_played";
import type { Call, Faults, Launch, Tracks } from "./strict12";
import { Strict2004 } from "./strict2004";
import { launched12, SYSTEMS_12 } from "./systems12";

/** One launch of a system for one learner. */
export interface Simulated {
  /** What the package sees, where it looks for an object: functions by their names. */
  readonly api?: object;
  /** What answers the package, where it sends requests to the system's address. Throws where nothing answers. */
  readonly fetch?: (url: string, asked: RequestInit) => Promise<Response>;
  /** Every call but those that only ask for errors, in order. */
  readonly calls: readonly Call[];
  /** What is kept of the learner. */
  readonly tracks: Tracks;
  /** What goes wrong; may be changed while the package runs. */
  readonly faults: Faults;
}

/** A system. */
export interface System {
  /** The name under which a package looks for its functions, where it does. */
  readonly object?: string;
  /** What the launch address ends with, where the package finds its system there; it may be another each time. `system`
   *  is the system's own address. */
  readonly query?: (system: string) => string;
  /** In a sentence: what it does that another does not. */
  readonly ways: string;
  /** Begins a launch that finds these tracks. */
  begin(launch: Launch): Simulated;
}

const systems12 = SYSTEMS_12.map((system): [string, System] => {
  const begin = (launch: Launch): Simulated => launched12(system, launch.tracks, without(launch));
  return [system.name, { object: "API", ways: system.ways, begin }];
});

const system2004: System = {
  object: "API_1484_11",
  ways: "Refuses everything that the specification does not allow, and forgets the place of a visit that did not ask to go on.",
  begin: (launch) => new Strict2004(launch),
};

const hacp: System = {
  ways: "Is an address: each save is a request, and the reply says whether it was kept.",
  query: (system) => `?AICC_SID=${SESSION}&AICC_URL=${encodeURIComponent(system)}`,
  begin: simulatedHacp,
};

/** A system before a record store: `strict` is cmi5, otherwise plain xAPI. */
const store = (strict: boolean, ways: string): System => ({
  ways,
  query: (system) => storeQuery(strict, system),
  begin: (launch) => simulatedStore(strict, launch),
});

/** Every system by its id. */
export const SIMULATORS: Readonly<Record<string, System>> = Object.fromEntries([
  ...systems12,
  ["strict-2004", system2004],
  ["aicc-hacp", hacp],
  [
    "cmi5",
    store(true, "Gives each launch a token once, and takes only statements that keep the rules of cmi5."),
  ],
  ["xapi", store(false, "Gives every launch the same password, and takes statements of any kind.")],
]);

/** All of a launch but the tracks, with which a system does as it does. */
function without({ tracks: _tracks, ...launch }: Launch): Launch {
  return launch;
}

declare global {
  interface Window {
    bonaLms?: typeof SIMULATORS;
  }
}

if (typeof window !== "undefined") {
  window.bonaLms = SIMULATORS;
}
