//! The eight functions of the SCORM 1.2 API, made safe: nothing throws, every answer is text.
//!
//! Hosts return real booleans or numbers, throw, or vanish: `String(x) === "true"` is the only success. A part of
//! the data model that answers 401 (not implemented) is not touched again in this visit.

import type { Found } from "./find";

/** How many lines of the log are remembered. */
const LINES = 200;

/** Error codes of SCORM 1.2 that decide something here. */
const NOT_IMPLEMENTED = "401";

/** How a write ended. `unknown`: false without an error, which some hosts answer though they kept it. */
export type Wrote = "yes" | "no" | "unknown" | "unsupported";

export class Calls {
  /** The last calls: names, answers in a word, error codes. Never a value, so never a person. */
  readonly lines: string[] = [];
  readonly #found: Found;
  readonly #own: { readonly opener?: unknown };
  readonly #missing = new Set<string>();
  readonly #sent = new Map<string, string>();

  constructor(found: Found, own: { readonly opener?: unknown }) {
    this.#found = found;
    this.#own = own;
  }

  /** Whether the window that holds the API is still there. An API of a closed window goes on saying "true". */
  alive(): boolean {
    try {
      return this.#found.frame.closed !== true && !(this.#found.popup && this.#own.opener === null);
    } catch {
      return false;
    }
  }

  /** `LMSInitialize`, `LMSCommit`, `LMSFinish`. */
  do(name: "LMSInitialize" | "LMSCommit" | "LMSFinish"): Wrote {
    const answer = this.#call(name, "");
    const error = answer === "true" ? "0" : this.error();
    this.add(`${name} ${word(answer)} ${error}`);
    return wrote(answer, error);
  }

  /** The value of an element; an empty string where there is none. */
  get(element: string): string {
    const value = this.#call("LMSGetValue", element) ?? "";
    const error = value === "" ? this.error() : "0";
    this.add(`LMSGetValue ${element} ${value === "" ? "empty" : "value"} ${error}`);
    return value;
  }

  /** Sets an element unless the host holds that value already. */
  set(element: string, value: string): Wrote {
    if (this.#sent.get(element) === value) {
      return "yes";
    }
    const branch = branchOf(element);
    if (this.#missing.has(branch)) {
      return "unsupported";
    }
    const answer = this.#call("LMSSetValue", element, value);
    const error = answer === "true" ? "0" : this.error();
    this.add(`LMSSetValue ${element} ${word(answer)} ${error}`);
    const result = wrote(answer, error);
    if (result === "unsupported") {
      this.#missing.add(branch);
    }
    if (result === "yes") {
      this.#sent.set(element, value);
    }
    return result;
  }

  add(line: string): void {
    this.lines.push(line);
    this.lines.splice(0, this.lines.length - LINES);
  }

  error(): string {
    return this.#call("LMSGetLastError") || "0";
  }

  /** What a function answers, as text; nothing if it threw. */
  #call(name: string, ...args: string[]): string | undefined {
    try {
      const api = this.#found.api as Record<string, (...args: string[]) => unknown>;
      const answer = api[name]?.(...args);
      return answer === undefined || answer === null ? "" : String(answer);
    } catch {
      this.add(`${name} threw`);
      return undefined;
    }
  }
}

function wrote(answer: string | undefined, error: string): Wrote {
  if (answer === "true" || answer === undefined) {
    return answer === undefined ? "no" : "yes";
  }
  if (error === NOT_IMPLEMENTED) {
    return "unsupported";
  }
  return error === "0" ? "unknown" : "no";
}

/** `cmi.core.score.min` alone, but the whole of `cmi.interactions`. */
function branchOf(element: string): string {
  return element.startsWith("cmi.interactions.") ? "cmi.interactions" : element;
}

/** An answer in the log: true, false, or that it was something else. */
function word(answer: string | undefined): string {
  return answer === "true" || answer === "false" ? answer : "other";
}
