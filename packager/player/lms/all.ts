//! The learning systems that can be played in a window: one line each, under the id that the preview gives it.
//!
//! What stands here: the table, and what each must be. What does not: any window. The built table is `dist/lms.js`,
//! which the preview embeds; it is never in a package.

import { type Call, type Faults, type Launch, Strict12, type Tracks } from "./strict12";

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
  /** Begins a launch. */
  begin(launch: Launch): Simulated;
}

/** Every system by its id. */
export const SIMULATORS: Readonly<Record<string, System>> = {
  scorm12: { object: "API", begin: (launch) => new Strict12(launch) },
};

declare global {
  interface Window {
    bonaLms?: typeof SIMULATORS;
  }
}

if (typeof window !== "undefined") {
  window.bonaLms = SIMULATORS;
}
