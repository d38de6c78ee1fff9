//! A strict SCORM 1.2 run-time: what a player may rely on, and nothing more.
//!
//! What stands here: the eight calls, their errors, and what is kept from one launch to the next.
//! What does not: any window, network or clock; the page around it says where commits go (`store`).
//! Invariant: only what was committed is ever seen again. For tests and the preview, never in a package.

import { CORE_CHILDREN, element, INTERACTION_CHILDREN, isParent, pattern, response } from "./model12";

/** Error codes of SCORM 1.2 with the specification's names for them. */
export const ERRORS: Readonly<Record<string, string>> = {
  "0": "No error",
  "101": "General exception",
  "201": "Invalid argument error",
  "202": "Element cannot have children",
  "203": "Element not an array. Cannot have count",
  "301": "Not initialized",
  "401": "Not implemented error",
  "402": "Invalid set value, element is a keyword",
  "403": "Element is read only",
  "404": "Element is write only",
  "405": "Incorrect data type",
};

/** What an LMS keeps of a learner: full element names and values. */
export type Tracks = Record<string, string>;

/** A call as it was made and answered. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly returned: unknown;
  readonly error: string;
}

/** Ways in which a real LMS goes wrong. Each is off unless named. */
export interface Faults {
  /** So many commits answer "false" with error 101 and keep nothing. */
  failCommits?: number;
  /** Commits answer "true" and keep nothing: the popup whose opener is gone. */
  forget?: boolean;
  /** Calls by these names throw. */
  throws?: readonly string[];
  /** Answers are booleans and numbers, not strings (NHS Learning Hub). */
  booleans?: boolean;
  /** The network is gone: commits answer "false" with error 101 until it is put back. */
  offline?: boolean;
  /** Each commit holds the page for this many milliseconds, as a synchronous request does. */
  hang?: number;
  /** Branches such as `cmi.interactions` that answer 401 (ESR). */
  without?: readonly string[];
  /** Elements that are kept, and of which nothing is said when they are asked for (Open edX). */
  silent?: readonly string[];
}

/** How a launch begins. */
export interface Launch {
  /** What earlier launches left behind. */
  tracks?: Tracks;
  /** `cmi.core.student_id`; made-up learners only. */
  learner?: string;
  /** `cmi.core.lesson_mode`. */
  mode?: "normal" | "browse" | "review";
  /** `cmi.core.credit`. */
  credit?: "credit" | "no-credit";
  /** What goes wrong. */
  faults?: Faults;
  /** What the address of the page ends with, for systems that say there what a launch is. */
  search?: string;
  /** Takes what was committed; false means that it was not kept. */
  store?: (tracks: Tracks) => boolean;
  /** Holds the page for so many milliseconds; needed only with the fault `hang`. */
  wait?: (milliseconds: number) => void;
}

/** The object that a package looks for, named `API`. */
export interface Api12 {
  LMSInitialize(argument: string): unknown;
  LMSFinish(argument: string): unknown;
  LMSGetValue(name: string): unknown;
  LMSSetValue(name: string, value: string): unknown;
  LMSCommit(argument: string): unknown;
  LMSGetLastError(): unknown;
  LMSGetErrorString(code: string): unknown;
  LMSGetDiagnostic(code: string): unknown;
}

type Answer = readonly [returned: string, error: string];

/** A strict SCORM 1.2 LMS for one learner and one SCO. */
export class Strict12 {
  /** What the package sees. */
  readonly api: Api12;
  /** Every call, in order. */
  readonly calls: Call[] = [];
  /** What each commit kept, in order. */
  readonly commits: Tracks[] = [];
  /** What goes wrong; may be changed while the package runs. */
  readonly faults: Faults;
  private readonly launch: Launch;
  private phase: "before" | "running" | "after" = "before";
  private data: Tracks;
  private kept: Tracks;
  private last = "0";

  constructor(launch: Launch = {}) {
    this.launch = launch;
    this.faults = { ...launch.faults };
    this.kept = { ...launch.tracks };
    this.data = opening(this.kept, launch);
    this.api = this.calling();
  }

  /** What the LMS holds now: committed values only. */
  get tracks(): Tracks {
    return { ...this.kept };
  }

  /** The same learner opens the same package again, with what was kept. */
  relaunch(changes: Launch = {}): Strict12 {
    return new Strict12({ ...this.launch, ...changes, tracks: this.tracks });
  }

  private calling(): Api12 {
    const say = (name: string, args: readonly unknown[], work: () => Answer): unknown => {
      if (this.faults.throws?.includes(name)) {
        this.calls.push({ name, args, returned: "thrown", error: "" });
        throw new Error(`${name} failed inside the LMS`);
      }
      const [answer, error] = work();
      this.last = error;
      const returned = this.faults.booleans ? loose(answer) : answer;
      this.calls.push({ name, args, returned, error });
      return returned;
    };
    const tell = (text: string): unknown =>
      this.faults.booleans && /^\d+$/.test(text) ? Number(text) : text;
    return {
      LMSInitialize: (argument) => say("LMSInitialize", [argument], () => this.initialize(argument)),
      LMSFinish: (argument) => say("LMSFinish", [argument], () => this.finish(argument)),
      LMSGetValue: (name) =>
        say("LMSGetValue", [name], () => (this.faults.silent?.includes(name) ? ["", "0"] : this.get(name))),
      LMSSetValue: (name, value) => say("LMSSetValue", [name, value], () => this.set(name, value)),
      LMSCommit: (argument) => say("LMSCommit", [argument], () => this.commit(argument)),
      LMSGetLastError: () => tell(this.last),
      LMSGetErrorString: (code) => ERRORS[String(code)] ?? "",
      LMSGetDiagnostic: (code) => ERRORS[String(code === "" ? this.last : code)] ?? "",
    };
  }

  private initialize(argument: string): Answer {
    if (argument !== "") return ["false", "201"];
    if (this.phase !== "before") return ["false", "101"];
    this.phase = "running";
    return ["true", "0"];
  }

  private finish(argument: string): Answer {
    if (argument !== "") return ["false", "201"];
    if (this.phase !== "running") return ["false", "301"];
    const kept = this.keep();
    this.phase = "after";
    if (kept && (this.launch.mode ?? "normal") === "normal") this.kept = closing(this.kept);
    this.launch.store?.(this.tracks);
    return kept ? ["true", "0"] : ["false", "101"];
  }

  private commit(argument: string): Answer {
    if (argument !== "") return ["false", "201"];
    if (this.phase !== "running") return ["false", "301"];
    if (this.faults.hang) this.launch.wait?.(this.faults.hang);
    return this.keep() ? ["true", "0"] : ["false", "101"];
  }

  private keep(): boolean {
    if (this.faults.offline) return false;
    if ((this.faults.failCommits ?? 0) > 0) {
      this.faults.failCommits = (this.faults.failCommits ?? 0) - 1;
      return false;
    }
    // Browsing and reviewing leave no track.
    if (this.faults.forget || (this.launch.mode ?? "normal") !== "normal") return true;
    const wanted = { ...this.data };
    if (this.launch.store?.({ ...wanted }) === false) return false;
    this.kept = wanted;
    this.commits.push({ ...wanted });
    return true;
  }

  private get(name: string): Answer {
    if (this.phase !== "running") return ["", "301"];
    const fault = this.unknown(name);
    if (fault) return ["", fault];
    const row = element(name);
    if (row?.access === "write") return ["", "404"];
    const special = this.keyword(name);
    if (special !== undefined) return [special, "0"];
    if (!this.reaches(name, false)) return ["", "201"];
    return [this.data[name] ?? "", "0"];
  }

  private set(name: string, value: string): Answer {
    if (this.phase !== "running") return ["false", "301"];
    if (typeof name === "string" && /\._(children|count|version)$/.test(name)) {
      return ["false", element(name) ? "402" : (this.unknown(name) ?? "402")];
    }
    const fault = this.unknown(name);
    if (fault) return ["false", fault];
    const row = element(name);
    if (row?.access === "read") return ["false", "403"];
    if (!this.reaches(name, true)) return ["false", "201"];
    if (typeof value !== "string" || !row?.form(value) || !this.responds(name, value))
      return ["false", "405"];
    this.data[name] = value;
    return ["true", "0"];
  }

  /** The error of a name that SCORM 1.2, or this LMS, does not have. */
  private unknown(name: string): string | undefined {
    if (typeof name !== "string" || name === "") return "201";
    if (this.faults.without?.some((branch) => name === branch || name.startsWith(`${branch}.`))) return "401";
    if (element(name)) return undefined;
    const cut = name.lastIndexOf(".");
    const above = name.slice(0, cut);
    if (name.endsWith("._children") && element(above)) return "202";
    if (name.endsWith("._count") && (element(above) || isParent(above))) return "203";
    return "401";
  }

  private keyword(name: string): string | undefined {
    if (name === "cmi._version") return "3.4";
    if (name.endsWith("._count")) return String(this.count(name.slice(0, -"._count".length)));
    const lists: Record<string, string> = {
      "cmi.core._children": CORE_CHILDREN,
      "cmi.core.score._children": "raw,min,max",
      "cmi.objectives._children": "id,score,status",
      "cmi.objectives.n.score._children": "raw,min,max",
      "cmi.student_data._children": "mastery_score,max_time_allowed,time_limit_action",
      "cmi.student_preference._children": "audio,language,speed,text",
      "cmi.interactions._children": INTERACTION_CHILDREN,
    };
    const branch = name.slice(0, -"._children".length);
    const listed = (child: string): boolean => !this.faults.without?.includes(`${branch}.${child}`);
    return lists[pattern(name)]?.split(",").filter(listed).join();
  }

  /** How many members the list `name` has. */
  private count(name: string): number {
    let most = 0;
    for (const key of Object.keys(this.data)) {
      if (!key.startsWith(`${name}.`)) continue;
      const index = Number(key.slice(name.length + 1).split(".")[0]);
      if (Number.isInteger(index)) most = Math.max(most, index + 1);
    }
    return most;
  }

  /** Whether every index names a member; a write may name the next new one by its `id` or `pattern`. */
  private reaches(name: string, write: boolean): boolean {
    const parts = name.split(".");
    return parts.every((part, at) => {
      if (!/^\d+$/.test(part)) return true;
      const members = this.count(parts.slice(0, at).join("."));
      const opens = write && at === parts.length - 2 && /^(id|pattern)$/.test(parts[at + 1] ?? "");
      return Number(part) < members || (opens && Number(part) === members);
    });
  }

  private responds(name: string, value: string): boolean {
    const found = /^(cmi\.interactions\.\d+)\.(student_response|correct_responses\.\d+\.pattern)$/.exec(name);
    return !found || response(this.data[`${found[1]}.type`], value);
  }
}

/** What a launch starts with: what was kept, and what the LMS alone may say. */
function opening(kept: Tracks, launch: Launch): Tracks {
  const resumes = kept["cmi.core.exit"] === "suspend";
  const fresh = Object.keys(kept).length === 0;
  const data: Tracks = {
    "cmi.core.lesson_location": "",
    "cmi.core.lesson_status": "not attempted",
    "cmi.core.total_time": "0000:00:00.00",
    "cmi.suspend_data": "",
    "cmi.launch_data": "",
    "cmi.comments": "",
    "cmi.comments_from_lms": "",
    ...kept,
    "cmi.core.student_id": launch.learner ?? "learner-1",
    "cmi.core.student_name": "Learner, Made-up",
    "cmi.core.credit": launch.credit ?? "credit",
    "cmi.core.lesson_mode": launch.mode ?? "normal",
    "cmi.core.entry": resumes ? "resume" : fresh ? "ab-initio" : "",
  };
  // A learner who vanished said no goodbye: the time of that sitting is added now.
  data["cmi.core.total_time"] = sum(data["cmi.core.total_time"] ?? "", data["cmi.core.session_time"]);
  delete data["cmi.core.exit"];
  delete data["cmi.core.session_time"];
  return data;
}

/** What stays after a proper goodbye: time is added up, and only a suspended SCO keeps its own data. */
function closing(kept: Tracks): Tracks {
  const next = { ...kept };
  next["cmi.core.total_time"] = sum(
    kept["cmi.core.total_time"] ?? "0000:00:00",
    kept["cmi.core.session_time"],
  );
  delete next["cmi.core.session_time"];
  if (kept["cmi.core.exit"] !== "suspend") {
    next["cmi.suspend_data"] = "";
    next["cmi.core.lesson_location"] = "";
  }
  return next;
}

/** The sum of two timespans, `HHHH:MM:SS.SS`. */
export function sum(total: string, part: string | undefined): string {
  const hundredths = (span: string): number => {
    const [hours = "0", minutes = "0", seconds = "0"] = span.split(":");
    return (Number(hours) * 60 + Number(minutes)) * 6000 + Math.round(Number(seconds) * 100);
  };
  const all = hundredths(total) + (part === undefined ? 0 : hundredths(part));
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = String(Math.floor(all / 360000)).padStart(4, "0");
  return `${hours}:${two(Math.floor(all / 6000) % 60)}:${two(Math.floor(all / 100) % 60)}.${two(all % 100)}`;
}

/** What a lax LMS answers in the place of text: booleans and numbers. */
export function loose(answer: string): unknown {
  if (answer === "true") return true;
  if (answer === "false") return false;
  return /^\d+$/.test(answer) ? Number(answer) : answer;
}
