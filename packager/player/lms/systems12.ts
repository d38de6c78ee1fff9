//! Learning systems that speak SCORM 1.2, each with its ways: what differs from the strict one, from the LMS sheet.
//!
//! What stands here: one row a system. What does not: the calls (strict12.ts). Invariant: a system may only take away
//! from what the strict one does or answer in another shape; none takes a value that SCORM 1.2 forbids. For tests and
//! the preview, never in a package.

import { type Launch, Strict12, type Tracks } from "./strict12";

/** A kind of learning system. */
export interface System12 {
  /** As written on the command line and in reports. */
  readonly name: string;
  /** What administrators call it. */
  readonly title: string;
  /** In a sentence: what it does that the strict one does not. */
  readonly ways: string;
  /** How a launch begins that finds these tracks. */
  launch(tracks: Tracks): Launch;
}

/** Branches that ESR's adapter and AICC layers do not have (packaging rules Q-ES-01). */
const CORE_ONLY = [
  "cmi.objectives",
  "cmi.interactions",
  "cmi.student_data",
  "cmi.student_preference",
  "cmi.comments",
  "cmi.core.score.min",
  "cmi.core.score.max",
];

const STATUS = "cmi.core.lesson_status";
const ended = (tracks: Tracks): boolean => /^(passed|completed|failed)$/.test(tracks[STATUS] ?? "");

/** Every system, the strict one first. */
export const SYSTEMS_12: readonly System12[] = [
  {
    name: "strict-1.2",
    title: "SCORM 1.2, by the book",
    ways: "Refuses everything that the specification does not allow.",
    launch: (tracks) => ({ tracks }),
  },
  {
    name: "moodle",
    title: "Moodle",
    ways: "Opens a finished course for review, where nothing is saved.",
    launch: (tracks) => ({ tracks, mode: ended(tracks) ? "review" : "normal" }),
  },
  {
    name: "learning-hub",
    title: "NHS Learning Hub",
    ways: "Answers booleans and numbers, and starts a finished course afresh: incomplete, and nothing of the place.",
    launch: (tracks) => ({
      tracks: ended(tracks)
        ? { [STATUS]: "incomplete", "cmi.core.total_time": "" }
        : { ...tracks, "cmi.core.total_time": "" },
      faults: { booleans: true },
    }),
  },
  {
    name: "esr",
    title: "NHS Electronic Staff Record",
    ways: "Knows the core, the score as one number, and the place; everything else answers 401.",
    launch: (tracks) => ({ tracks, faults: { without: CORE_ONLY } }),
  },
  {
    name: "aicc-shim",
    title: "an AICC layer under SCORM 1.2",
    ways: "Sends each value as a line of text and unescapes what comes back.",
    launch: (tracks) => ({ tracks: travelled(tracks), faults: { without: CORE_ONLY } }),
  },
  {
    name: "openedx",
    title: "Open edX",
    ways: "Keeps no answers one by one and no list of preferences, and never says which status or score it holds.",
    launch: (tracks) => ({
      tracks,
      faults: {
        without: ["cmi.objectives", "cmi.interactions", "cmi.student_preference"],
        silent: [STATUS, "cmi.core.score.raw"],
      },
    }),
  },
];

/** The system of that name. */
export function system12(name: string): System12 | undefined {
  return SYSTEMS_12.find((system) => system.name === name);
}

/** A learner opens the package in that system, with what it kept of earlier launches. */
export function launched12(system: System12, tracks: Tracks = {}, more: Launch = {}): Strict12 {
  const launch = system.launch(tracks);
  return new Strict12({ ...launch, ...more, faults: { ...launch.faults, ...more.faults } });
}

/** What is left of values that went through lines of text (packaging rules Q-EL-01): an end of line ends a value, a
 *  bracket in front begins a group, `$` is taken for a pattern, and the reply is unescaped. */
function travelled(tracks: Tracks): Tracks {
  const line = (value: string): string => {
    const [first = ""] = value.split(/[\r\n]/);
    return unescape(first.startsWith("[") ? "" : "X".replace("X", first).replace(/~olmota~.*/, ""));
  };
  return Object.fromEntries(Object.entries(tracks).map(([name, value]) => [name, line(value)]));
}
