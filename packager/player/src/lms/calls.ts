//! The functions of a SCORM API of any edition, made safe: nothing throws, every answer is text.
//!
//! Hosts return real booleans or numbers, throw, or vanish: what reads as `true` or `1` is the only success. A part of
//! the data model that a host does not have is not touched again in this visit. Which edition it is, and what its
//! elements are called, `scorm.ts` and the files of the editions know.

import type { Found } from "./find";

/** How many lines of the log are remembered. */
const LINES = 200;

/** What a write answers to a part that the host does not have: not implemented (1.2: 401; 2004: 401, 402), or for
 *  reading alone (2004: 404). What else 1.2 means by 402 and 404 befalls nothing that we write. */
const MISSING = /^40[124]$/;

/** What no value of ours has at its ends: some hosts put a line end or a blank round what they were given. */
const ROUND = /^[^\w.-]+|[^\w.-]+$/g;

/** How a write ended. `unknown`: false without an error, which some hosts answer though they kept it. */
export type Wrote = "yes" | "no" | "unknown" | "unsupported";

export interface Calls {
  /** The last calls: names, answers in a word, error codes. Never a value, so never a person. */
  readonly lines: string[];
  /** Whether the window that holds the API is still there. An API of a closed window goes on saying "true". */
  alive(): boolean;
  do(name: "Initialize" | "Commit" | "Finish" | "Terminate"): Wrote;
  /** The value of an element; an empty string where there is none. */
  get(element: string): string;
  /** Sets an element unless the host holds that value already. */
  set(element: string, value: string): Wrote;
  /** Adds a line to the log. */
  note(line: string): void;
  error(): string;
}

/** `prefix` begins the names of the functions: `LMS` in SCORM 1.2, nothing in 2004. `named` gives the whole name of an
 *  element, which we name as 2004 does, without `cmi.`. */
export function callsOf(
  { api, frame, popup }: Found,
  own: { readonly opener?: unknown },
  prefix: string,
  named: (element: string) => string,
): Calls {
  const lines: string[] = [];
  const missing = new Set<string>();
  const sent = new Map<string, string>();
  const note = (line: string): void => {
    lines.push(line);
    lines.splice(0, lines.length - LINES);
  };
  /** What a function answers, as text; nothing if it threw. */
  const call = (name: string, ...args: string[]): string | undefined => {
    try {
      return String((api as Record<string, (...args: string[]) => unknown>)[prefix + name]?.(...args) ?? "");
    } catch {
      note(`${prefix}${name} threw`);
      return undefined;
    }
  };
  const error = (): string => call("GetLastError") || "0";
  /** Calls what answers "true" or "false". */
  const tell = (name: string, ...args: string[]): Wrote => {
    const answer = call(name, ...args)?.replace(/^1$/, "true");
    const code = answer === "true" ? "0" : error();
    const word = answer === "true" || answer === "false" ? answer : "other";
    note([prefix + name, ...args.slice(0, -1), word, code].join(" "));
    return wrote(answer, code);
  };
  return {
    lines,
    note,
    error,
    alive() {
      try {
        return !(frame.closed || (popup && !own.opener));
      } catch {
        return false;
      }
    },
    do: (name) => tell(name, ""),
    get(name) {
      const element = named(name);
      const value = (call("GetValue", element) ?? "").replace(ROUND, "");
      note(`${prefix}GetValue ${element} ${value ? "value 0" : `empty ${error()}`}`);
      return value;
    },
    set(name, value) {
      const element = named(name);
      // `cmi.core.score.min` alone, but the whole of `cmi.interactions`.
      const branch = element.replace(/\.\d.*/, "");
      if (sent.get(element) === value) {
        return "yes";
      }
      if (missing.has(branch)) {
        return "unsupported";
      }
      const result = tell("SetValue", element, value);
      if (result === "unsupported") {
        missing.add(branch);
      }
      if (result === "yes") {
        sent.set(element, value);
      }
      return result;
    },
  };
}

function wrote(answer: string | undefined, error: string): Wrote {
  if (answer === "true") {
    return "yes";
  }
  if (answer === undefined) {
    return "no";
  }
  return MISSING.test(error) ? "unsupported" : error === "0" ? "unknown" : "no";
}
