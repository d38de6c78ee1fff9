//! The functions of a SCORM API as a check calls them: every answer as it came, and every error code.
//!
//! Nothing throws. Unlike the calls of a visit (lms/calls.ts) nothing is left out because it was said before.

import type { Found } from "../lms/find";
import type { Got } from "./drive";
import type { Reply, Sentence } from "./steps";

/** Most characters of what a system itself says of an error. */
const WORDS_MAX = 120;

export interface Speaker {
  /** Calls what answers "true" or "false". */
  tell(name: string, ...args: string[]): Reply;
  /** The value of an element. */
  get(element: string): Got;
}

/** `prefix` begins the names of the functions. */
export function speaker({ api }: Found, prefix: string): Speaker {
  /** What a function answers, as text; `null` if it threw. */
  const call = (name: string, ...args: string[]): string | null => {
    try {
      return String((api as Record<string, (...args: string[]) => unknown>)[prefix + name]?.(...args) ?? "");
    } catch {
      return null;
    }
  };
  const error = (): string => call("GetLastError") || "0";
  return {
    tell(name, ...args) {
      // What was written stands in the step itself, and may be long.
      const said = [prefix + name, ...args.slice(0, 1)].filter(Boolean).join(" ");
      const answer = call(name, ...args);
      if (answer === null) {
        return { took: "no", came: [["came_threw", { call: said }]], code: "" };
      }
      const code = error();
      if (answer === "true") {
        return { took: "yes", came: [["came_true", { call: said }]], code: code === "0" ? "" : code };
      }
      const words = call("GetErrorString", code)?.trim().slice(0, WORDS_MAX) ?? "";
      const came: Sentence[] = [["came_false", { call: said, said: answer || "–", code }]];
      if (words && code !== "0") {
        came.push(["came_words", { words }]);
      }
      return { took: code === "0" ? "unsaid" : "no", came, code };
    },
    get(element) {
      const text = call("GetValue", element);
      const code = error();
      return { text: text ?? "", code: code === "0" ? "" : code };
    },
  };
}

/** Several replies as one: the first that is not yes decides. */
export function together(replies: readonly Reply[]): Reply {
  const worst = replies.find(({ took }) => took === "no") ?? replies.find(({ took }) => took === "unsaid");
  return worst ?? { took: "yes", came: replies.flatMap(({ came }) => came), code: "" };
}
