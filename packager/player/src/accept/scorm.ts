//! The check in a system that speaks SCORM, whatever the edition: packaging rules D.1.3, D.2.3, D.3, D.4.
//!
//! What stands here: the steps that SCORM has of its own (mode, what a system says it has, status, time, answers).
//! What does not: the order of all steps (drive.ts). A record that is a learner's is left without a goodbye: some
//! systems make a status of one.

import type { Data } from "../data";
import type { World } from "../lms/api";
import { type Found, type Frame, find, seek } from "../lms/find";
import { called12 } from "../lms/scorm12";
import { interval, span } from "../lms/span";
import { type Speaker, speaker, together } from "./calls";
import { type Got, outcomeOf, type Port, type Standing } from "./drive";
import { ANSWERS, FIELDS } from "./interactions";
import { type Add, isTrial, type Sentence } from "./steps";

/** What an edition calls things. */
interface Edition {
  api: string;
  other: string;
  prefix: string;
  bye: "Finish" | "Terminate";
  called(element: string): string;
  most: number;
  lasting(milliseconds: number): string;
  /** How a visit is left that is to be as if it had not been. */
  leftAs: string;
  /** Lists of children, and what a course needs of each. */
  parts: Readonly<Record<string, string>>;
}

const EDITIONS: Readonly<Record<string, Edition>> = {
  scorm12: {
    api: "API",
    other: "API_1484_11",
    prefix: "LMS",
    bye: "Finish",
    called: called12,
    most: 4096,
    lasting: span,
    leftAs: "",
    parts: {
      "cmi.core": "lesson_location,lesson_status,score,exit,session_time",
      "cmi.core.score": "raw,min,max",
      "cmi.interactions": FIELDS.scorm12,
    },
  },
  scorm2004: {
    api: "API_1484_11",
    other: "API",
    prefix: "",
    bye: "Terminate",
    called: (element) => `cmi.${element}`,
    most: 64_000,
    lasting: interval,
    leftAs: "normal",
    parts: { "cmi.score": "scaled,raw,min,max", "cmi.interactions": FIELDS.scorm2004 },
  },
};

/** No error, or "already initialised". */
const RUNNING = /^(|10[13])$/;
const UNTOUCHED = /^(|not attempted|unknown)$/;
const BEGUN = /^(|not attempted|unknown|incomplete)$/;
/** No more than a trial of our own: the first one is ours, and 1.2 lets nobody read it. */
const OWN_ANSWER = "bona_check";

export function scormPort(own: Frame, world: World, data: Data, add: Add): Port {
  const edition = EDITIONS[data.adapter] as Edition;
  const { called } = edition;
  let lms: Speaker;
  const get = (element: string) => lms.get(called(element));
  const set = (element: string, value: string) => lms.tell("SetValue", called(element), value);
  return {
    most: edition.most,
    signs: ' 100% a+b=c $& [x] ~ <y> "z" \\ \n\t.',
    async begin() {
      const found = await seek(own, edition.api, `${edition.prefix}Initialize`, world);
      const expected: Sentence = ["expect_found", { name: edition.api }];
      if (!found) {
        const other = find(own, edition.other, edition.prefix ? "Initialize" : "LMSInitialize");
        await add(
          "found",
          "fault",
          expected,
          other ? ["came_other", { name: edition.other }] : ["came_none"],
        );
        return "stopped";
      }
      await add("found", "held", expected, where(found, own));
      lms = speaker(found, edition.prefix);
      const began = lms.tell("Initialize", "");
      const runs = began.took !== "yes" && RUNNING.test(began.code) && get("completion_status").code === "";
      await add("begin", runs ? "note" : outcomeOf(began), ["expect_true"], began.came, began.code);
      if (began.took !== "yes" && !runs) {
        return "stopped";
      }
      const [mode, credit] = [get("mode").text || "–", get("credit").text || "–"];
      const reading = /browse|review|no-credit/.test(mode + credit);
      await add("mode", reading ? "note" : "held", ["expect_mode"], ["came_mode", { mode, credit }]);
      return reading ? "reading" : "begun";
    },
    stands: async () => standing(get, edition.prefix === ""),
    async prepare() {
      for (const [name, wanted] of Object.entries(edition.parts)) {
        await offered(lms, add, name, wanted);
      }
      const untouched = UNTOUCHED.test(get("completion_status").text);
      const replies = untouched ? [set("completion_status", "incomplete")] : [];
      const { came, code, ...reply } = together([...replies, set("exit", "suspend")]);
      await add("status", outcomeOf(reply), ["expect_true"], came, code);
    },
    put: async (state) => set("suspend_data", state),
    got: async () => get("suspend_data"),
    save: async () => lms.tell("Commit", ""),
    putPlace: async (place) => set("location", place),
    gotPlace: async () => get("location"),
    async further() {
      const { came, code, ...reply } = set("session_time", edition.lasting(1000));
      await add("time", outcomeOf(reply), ["expect_true"], came, code);
      await answers(lms, add, data, world.now());
    },
    async clear() {
      // Some systems take no empty one; what stays there is seen when it is read back.
      set("location", "");
      return together([set("suspend_data", ""), set("exit", edition.leftAs), lms.tell("Commit", "")]);
    },
    // What was written last is committed first: some systems keep nothing at a goodbye.
    finish: async () => together([lms.tell("Commit", ""), lms.tell(edition.bye, "")]),
  };
}

/** In which window the object was found. */
function where({ frame, popup }: Found, own: Frame): Sentence {
  let levels = 0;
  for (let at: unknown = own; at !== frame && levels < 50; levels++) {
    at = (at as Frame).parent;
  }
  return popup ? ["came_opener"] : levels ? ["came_above", { n: levels }] : ["came_own"];
}

/** `later`: the edition has a success of its own, and lets answers be read. */
function standing(get: (element: string) => Got, later: boolean): Standing {
  const read = (name: string): string => get(name).text;
  const status = read("completion_status");
  const success = later ? read("success_status") : "";
  const scored = [read("score.raw"), later ? read("score.scaled") : ""].some(Boolean);
  const firstAnswer = later ? read("interactions.0.id") : "";
  const state = read("suspend_data");
  const judged = /passed|failed/.test(success);
  const wrong = judged ? success : status;
  const odd: Sentence | null = judged || !BEGUN.test(status) ? ["came_status", { name: wrong }] : null;
  const ours = isTrial(state);
  return {
    state,
    place: read("location"),
    // A trial's record may have been given a status by the system itself, and that is then told.
    more: ((!!odd || scored) && !ours) || (firstAnswer !== "" && !firstAnswer.startsWith(OWN_ANSWER)),
    odd: odd ?? (scored ? ["came_score"] : null),
  };
}

/** What a system says that it has of a part of the data model. */
async function offered(lms: Speaker, add: Add, name: string, wanted: string): Promise<void> {
  const { text, code } = lms.get(`${name}._children`);
  const has = text.split(/\W+/);
  const missing = wanted.split(",").filter((part) => !has.includes(part));
  const came: Sentence = !text
    ? ["came_unsaid"]
    : missing.length
      ? ["came_missing", { names: missing.join(", ") }]
      : ["came_parts"];
  const expected: Sentence = ["expect_parts", { names: wanted.replaceAll(",", ", ") }];
  await add("parts", missing.length ? "note" : "held", expected, came, code, { name });
}

/** One answer of each kind, behind those that stand there; judged by the error codes alone, since SCORM 1.2 lets
 *  nobody read an answer. */
async function answers(lms: Speaker, add: Add, data: Data, now: number): Promise<void> {
  const edition = data.adapter === "scorm12" ? "scorm12" : "scorm2004";
  const all = ANSWERS[edition](now);
  const expected: Sentence = ["expect_answers", { n: all.length }];
  if (!data.profile.interactions) {
    return add("answers", "note", expected, ["came_unwanted"]);
  }
  const { text, code } = lms.get("cmi.interactions._children");
  if (!["id", "type", "result"].every((name) => text.split(/\W+/).includes(name))) {
    return add("answers", "note", expected, ["came_unoffered"], code);
  }
  const count = Number(lms.get("cmi.interactions._count").text) || 0;
  for (const [at, fields] of all.entries()) {
    for (const [name, value] of fields) {
      const reply = lms.tell("SetValue", `cmi.interactions.${count + at}.${name}`, value);
      if (reply.took !== "yes") {
        return add("answers", outcomeOf(reply), expected, reply.came, reply.code);
      }
    }
  }
  return add("answers", "held", expected, ["came_answers", { n: all.length }]);
}
