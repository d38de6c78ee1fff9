//! The learning systems that can be played in a window: one line each, under the id that the preview gives it.
//!
//! What stands here: the table, and what each must be. What does not: any window. The built table is `dist/lms.js`,
//! which the preview embeds; it is never in a package.

import type { Call, Faults, Launch, Tracks } from "./strict12";
import { launched12, SYSTEMS_12 } from "./systems12";

/** One launch of a system for one learner. */
export interface Simulated {
  /** What the package sees: functions by their names. */
  readonly api: object;
  /** Every call but those that only ask for errors, in order. */
  readonly calls: readonly Call[];
  /** What is kept of the learner. */
  readonly tracks: Tracks;
  /** What goes wrong; may be changed while the package runs. */
  readonly faults: Faults;
}

/** A system. */
export interface System {
  /** The name under which a package looks for its functions. */
  readonly object: string;
  /** In a sentence: what it does that another does not. */
  readonly ways: string;
  /** Begins a launch that finds these tracks. */
  begin(launch: Launch): Simulated;
}

const systems12 = SYSTEMS_12.map((system): [string, System] => {
  const begin = (launch: Launch): Simulated => launched12(system, launch.tracks, without(launch));
  return [system.name, { object: "API", ways: system.ways, begin }];
});

/** Every system by its id. */
export const SIMULATORS: Readonly<Record<string, System>> = Object.fromEntries([...systems12]);

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
