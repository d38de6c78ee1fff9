//! The check in a system that speaks AICC HACP: each write is a request, and the next one reads it back (packaging
//! rules D.7).
//!
//! What stands here: the three commands and what their replies say. What does not: the order of the steps (drive.ts).

import { type Launch, launched, type Own, posted, STATUSES, written } from "../lms/aicc";
import type { World } from "../lms/api";
import { outcomeOf, type Port } from "./drive";
import { type Add, isTrial, type Reply, type Sentence } from "./steps";

/** Most characters of the lesson's own group: AICC CMI001, `core_lesson`. */
const STATE_MAX = 4096;

/** What a reply says, and what is told of it. */
interface Asked {
  found: Partial<Record<string, string>>;
  told: Reply;
}

export function aiccPort(own: Own, world: World, add: Add): Port {
  const launch = launched(own.location.search);
  const ask = asking(own, world, launch);
  let state = "";
  let place = "";
  let exit = "suspend";
  const put = async (): Promise<Reply> => {
    const snapshot = { place, status: "incomplete", score: null, time: 1000, state } as const;
    return (await ask("PutParam", written({ ...snapshot, done: 0, answers: [] }, exit))).told;
  };
  const get = async (name: "state" | "lesson_location") => {
    const { found, told } = await ask("GetParam");
    return { text: found[name] ?? "", code: told.code };
  };
  return {
    most: STATE_MAX,
    // An equals sign, a semicolon and a bracket are signs of the format itself.
    signs: ' 100% a+b $& ~ <y> "z"',
    async begin() {
      const expected: Sentence = ["expect_address"];
      if (!launch.url) {
        await add("found", "fault", expected, ["came_none"]);
        return "stopped";
      }
      await add("found", "held", expected, ["came_address"]);
      const { found, told } = await ask("GetParam");
      await add("begin", outcomeOf(told), ["expect_true"], told.came, told.code);
      if (told.took !== "yes") {
        return "stopped";
      }
      const { lesson_mode: mode = "–", credit = "–" } = found;
      const reading = /^[br]/i.test(mode) || /^n/i.test(credit);
      await add("mode", reading ? "note" : "held", ["expect_mode"], ["came_mode", { mode, credit }]);
      return reading ? "reading" : "begun";
    },
    async stands() {
      const {
        lesson_status: name = "",
        score,
        state = "",
        lesson_location = "",
      } = (await ask("GetParam")).found;
      const status = STATUSES[name.charAt(0).toLowerCase()] ?? "incomplete";
      const odd: Sentence | null =
        status !== "incomplete" ? ["came_status", { name }] : score ? ["came_score"] : null;
      return { state, place: lesson_location, more: odd !== null && !isTrial(state), odd };
    },
    put(text) {
      state = text;
      return put();
    },
    got: () => get("state"),
    putPlace(text) {
      place = text;
      return put();
    },
    gotPlace: () => get("lesson_location"),
    clear() {
      [state, place, exit] = ["", "", ""];
      return put();
    },
    finish: async () => (await ask("ExitAU")).told,
  };
}

function asking(own: Own, world: World, launch: Launch) {
  return async (command: string, data = ""): Promise<Asked> => {
    try {
      const { reply, status, ok, fault } = await posted(own, world, launch, command, data);
      const found: Asked["found"] = reply;
      if (ok && fault === 0) {
        return { found, told: { took: "yes", came: [["came_true", { call: command }]], code: "" } };
      }
      const code = `${fault}`;
      const came: Sentence[] = [["came_false", { call: command, said: `HTTP ${status}`, code }]];
      if (found.error_text) {
        came.push(["came_words", { words: found.error_text }]);
      }
      return { found: {}, told: { took: "no", came, code: ok ? code : `${status}` } };
    } catch {
      return { found: {}, told: { took: "no", came: [["came_threw", { call: command }]], code: "" } };
    }
  };
}
