//! A strict SCORM 2004 run-time: what a player may rely on, and nothing more. Third and fourth edition say the same here.
//!
//! What stands here: the eight calls, their errors, and what is kept from one launch to the next. What does not: any
//! window, network or clock; the page around it says where commits go (`store`). Nor sequencing: there is one SCO.
//! Invariant: only what was committed is ever seen again. For tests and the preview, never in a package.

import { CHILDREN, element, isParent, pattern, response, rightResponse } from "./model2004";
import { type Call, type Faults, type Launch, loose, type Tracks } from "./strict12";

/** Error codes of SCORM 2004 with the specification's names for them. */
export const ERRORS: Readonly<Record<string, string>> = {
  "0": "No Error",
  "101": "General Exception",
  "102": "General Initialization Failure",
  "103": "Already Initialized",
  "104": "Content Instance Terminated",
  "111": "General Termination Failure",
  "112": "Termination Before Initialization",
  "113": "Termination After Termination",
  "122": "Retrieve Data Before Initialization",
  "123": "Retrieve Data After Termination",
  "132": "Store Data Before Initialization",
  "133": "Store Data After Termination",
  "142": "Commit Before Initialization",
  "143": "Commit After Termination",
  "201": "General Argument Error",
  "301": "General Get Failure",
  "351": "General Set Failure",
  "391": "General Commit Failure",
  "401": "Undefined Data Model Element",
  "402": "Unimplemented Data Model Element",
  "403": "Data Model Element Value Not Initialized",
  "404": "Data Model Element Is Read Only",
  "405": "Data Model Element Is Write Only",
  "406": "Data Model Element Type Mismatch",
  "407": "Data Model Element Value Out Of Range",
  "408": "Data Model Dependency Not Established",
};

/** How a launch begins. */
export interface Launch2004 extends Launch {
  /** `cmi.completion_threshold`: with one, progress decides what is completed. */
  threshold?: string;
  /** `cmi.scaled_passing_score`: with one, the scaled score decides what is passed. */
  passing?: string;
}

/** The object that a package looks for, named `API_1484_11`. */
export interface Api2004 {
  Initialize(argument: string): unknown;
  Terminate(argument: string): unknown;
  GetValue(name: string): unknown;
  SetValue(name: string, value: string): unknown;
  Commit(argument: string): unknown;
  GetLastError(): unknown;
  GetErrorString(code: string): unknown;
  GetDiagnostic(code: string): unknown;
}

type Answer = readonly [returned: string, error: string];

/** A strict SCORM 2004 LMS for one learner and one SCO. */
export class Strict2004 {
  /** What the package sees. */
  readonly api: Api2004;
  /** Every call, in order. */
  readonly calls: Call[] = [];
  /** What each commit kept, in order. */
  readonly commits: Tracks[] = [];
  /** What goes wrong; may be changed while the package runs. */
  readonly faults: Faults;
  private readonly launch: Launch2004;
  private phase: 0 | 1 | 2 = 0;
  private data: Tracks;
  private kept: Tracks;
  private last = "0";

  constructor(launch: Launch2004 = {}) {
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
  relaunch(changes: Launch2004 = {}): Strict2004 {
    return new Strict2004({ ...this.launch, tracks: this.tracks, ...changes });
  }

  private calling(): Api2004 {
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
    const tell = (text: string): unknown => (this.faults.booleans ? loose(text) : text);
    return {
      Initialize: (argument) => say("Initialize", [argument], () => this.initialize(argument)),
      Terminate: (argument) => say("Terminate", [argument], () => this.terminate(argument)),
      GetValue: (name) => say("GetValue", [name], () => this.get(name)),
      SetValue: (name, value) => say("SetValue", [name, value], () => this.set(name, value)),
      Commit: (argument) => say("Commit", [argument], () => this.commit(argument)),
      GetLastError: () => tell(this.last),
      GetErrorString: (code) => ERRORS[String(code)] ?? "",
      GetDiagnostic: (code) => ERRORS[String(code === "" ? this.last : code)] ?? "",
    };
  }

  /** The error of a call that is too early or too late; nothing while the session runs. */
  private outside(before: string, after: string): Answer | undefined {
    return this.phase === 1 ? undefined : ["false", this.phase === 0 ? before : after];
  }

  private initialize(argument: string): Answer {
    if (argument !== "") return ["false", "201"];
    if (this.phase !== 0) return ["false", this.phase === 1 ? "103" : "104"];
    this.phase = 1;
    return ["true", "0"];
  }

  private terminate(argument: string): Answer {
    if (argument !== "") return ["false", "201"];
    const outside = this.outside("112", "113");
    if (outside) return outside;
    const kept = this.keep();
    this.phase = 2;
    if (kept) this.kept = closing(this.kept);
    this.launch.store?.(this.tracks);
    return kept ? ["true", "0"] : ["false", "111"];
  }

  private commit(argument: string): Answer {
    if (argument !== "") return ["false", "201"];
    const outside = this.outside("142", "143");
    if (outside) return outside;
    if (this.faults.hang) this.launch.wait?.(this.faults.hang);
    return this.keep() ? ["true", "0"] : ["false", "391"];
  }

  private keep(): boolean {
    if (this.faults.offline) return false;
    if ((this.faults.failCommits ?? 0) > 0) {
      this.faults.failCommits = (this.faults.failCommits ?? 0) - 1;
      return false;
    }
    if (this.faults.forget) return true;
    const wanted = { ...this.data, ...this.decided() };
    if (this.launch.store?.({ ...wanted }) === false) return false;
    this.kept = wanted;
    this.commits.push({ ...wanted });
    return true;
  }

  /** What the LMS says in the place of the SCO, where the manifest gave it a measure to go by. */
  private decided(): Tracks {
    const { threshold, passing } = this.launch;
    const reached = (name: string, least: string, words: readonly [string, string]): string => {
      const measure = this.data[name];
      return measure === undefined ? "unknown" : words[Number(measure) >= Number(least) ? 0 : 1];
    };
    const told: Tracks = {};
    if (threshold !== undefined) {
      const words = ["completed", "incomplete"] as const;
      told["cmi.completion_status"] = reached("cmi.progress_measure", threshold, words);
    }
    if (passing !== undefined) {
      told["cmi.success_status"] = reached("cmi.score.scaled", passing, ["passed", "failed"]);
    }
    return told;
  }

  private get(name: string): Answer {
    const outside = this.outside("122", "123");
    if (outside) return ["", outside[1]];
    if (typeof name !== "string" || name === "") return ["", "301"];
    const fault = this.unknown(name, "301");
    if (fault) return ["", fault];
    const row = element(name);
    if (row?.access === "write") return ["", "405"];
    if (!this.members(name)) return ["", "301"];
    if (name.endsWith("._children"))
      return [CHILDREN[pattern(name.slice(0, -"._children".length))] ?? "", "0"];
    if (name.endsWith("._count")) return [String(this.count(name.slice(0, -"._count".length))), "0"];
    const value = this.decided()[name] ?? this.data[name] ?? row?.from;
    return value === undefined ? ["", "403"] : [value, "0"];
  }

  private set(name: string, value: string): Answer {
    const outside = this.outside("132", "133");
    if (outside) return outside;
    if (typeof name !== "string" || name === "") return ["false", "351"];
    const fault = this.unknown(name, "404");
    if (fault) return ["false", fault];
    const row = element(name);
    if (row?.access === "read") return ["false", "404"];
    const order = this.order(name);
    if (order) return ["false", order];
    const wrong = this.wrong(name, value);
    if (wrong) return ["false", wrong];
    this.data[name] = value;
    return ["true", "0"];
  }

  /** The error of a name that SCORM 2004, or this LMS, does not have; `keyword` that of a list that is none. */
  private unknown(name: string, keyword: string): string | undefined {
    if (this.faults.without?.some((branch) => name === branch || name.startsWith(`${branch}.`))) return "402";
    if (element(name)) return undefined;
    const above = name.slice(0, name.lastIndexOf("."));
    const list = /\._(children|count)$/.test(name) && (element(above) || isParent(above));
    return list ? keyword : "401";
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

  /** Whether every index names a member. */
  private members(name: string): boolean {
    const parts = name.split(".");
    return parts.every(
      (part, at) => !/^\d+$/.test(part) || Number(part) < this.count(parts.slice(0, at).join(".")),
    );
  }

  /** The error of a write that comes too early: beyond the next member (351), or before what it hangs on (408). */
  private order(name: string): string | undefined {
    const parts = name.split(".");
    for (const [at, part] of parts.entries()) {
      if (!/^\d+$/.test(part)) continue;
      const members = this.count(parts.slice(0, at).join("."));
      if (Number(part) > members) return "351";
      const opens =
        at === parts.length - 2 && /^(id|pattern|comment|location|timestamp)$/.test(parts[at + 1] ?? "");
      const first = parts[1] === "comments_from_learner" || /^(id|pattern)$/.test(parts[at + 1] ?? "");
      if (Number(part) === members && !(opens && first)) return "408";
    }
    const [, above = "", field = ""] = /^(cmi\.interactions\.\d+)\.(.+)$/.exec(name) ?? [];
    const typed = /^(learner_response|correct_responses\.\d+\.pattern)$/.test(field);
    return typed && this.data[`${above}.type`] === undefined ? "408" : undefined;
  }

  /** The error of a value: its form (406), its range (407), or that another member has it (351). */
  private wrong(name: string, value: string): string | undefined {
    const row = element(name);
    if (typeof value !== "string" || !row?.form(value)) return "406";
    if (row.range && (Number(value) < row.range[0] || Number(value) > row.range[1])) return "407";
    const found = /^(cmi\.interactions\.\d+)\.(learner_response|correct_responses)(?:\.(\d+))?/.exec(name);
    if (found) {
      const type = this.data[`${found[1]}.type`] ?? "";
      const judge = found[3] === undefined ? response : rightResponse;
      if (found[3] !== undefined && this.crowded(type, `${found[1]}.correct_responses`, found[3], value))
        return "351";
      return judge(type, value) ? undefined : "406";
    }
    return this.taken(name, value) ? "351" : undefined;
  }

  /** Whether there may be no such further pattern: of most types one, of any no two alike. */
  private crowded(type: string, list: string, at: string, value: string): boolean {
    const single = /^(true-false|likert|numeric|other)$/.test(type);
    const other = (key: string): boolean =>
      key.startsWith(`${list}.`) && key !== `${list}.${at}.pattern` && this.data[key] === value;
    return (single && Number(at) > 0) || Number(at) > 9 || Object.keys(this.data).some(other);
  }

  /** Whether an objective's id is another's, or would be changed. */
  private taken(name: string, value: string): boolean {
    const [, list] = /^((?:cmi\.interactions\.\d+|cmi)\.objectives)\.\d+\.id$/.exec(name) ?? [];
    if (list === undefined) return false;
    const own = this.data[name];
    const others = Object.entries(this.data).filter(
      ([key]) => key.startsWith(`${list}.`) && key.endsWith(".id"),
    );
    const changed = list === "cmi.objectives" && own !== undefined && own !== value;
    return changed || others.some(([key, id]) => key !== name && id === value);
  }
}

/** What a launch starts with: what a suspended attempt kept, else nothing; and what the LMS alone may say. */
function opening(kept: Tracks, launch: Launch2004): Tracks {
  const resumes = kept["cmi.exit"] === "suspend";
  const data: Tracks = {
    ...(resumes || launch.mode === "review" ? kept : {}),
    "cmi.learner_id": launch.learner ?? "learner-1",
    "cmi.learner_name": "Learner, Made-up",
    "cmi.credit": launch.credit ?? "credit",
    "cmi.mode": launch.mode ?? "normal",
    "cmi.entry": resumes ? "resume" : launch.mode === "review" ? "" : "ab-initio",
  };
  const { threshold, passing } = launch;
  if (threshold !== undefined) data["cmi.completion_threshold"] = threshold;
  if (passing !== undefined) data["cmi.scaled_passing_score"] = passing;
  // A learner who vanished said no goodbye: the time of that sitting is added now.
  data["cmi.total_time"] = sum(data["cmi.total_time"], data["cmi.session_time"]);
  delete data["cmi.exit"];
  delete data["cmi.session_time"];
  return data;
}

/** What stays after a proper goodbye: all of it, and the time is added up. Whether it is seen again, `exit` says. */
function closing(kept: Tracks): Tracks {
  const next = { ...kept };
  next["cmi.total_time"] = sum(kept["cmi.total_time"], kept["cmi.session_time"]);
  delete next["cmi.session_time"];
  return next;
}

/** The sum of two intervals of hours, minutes and seconds. */
export function sum(total: string | undefined, part: string | undefined): string {
  const hundredths = (span = "PT0S"): number => {
    const [, hours = 0, minutes = 0, seconds = 0] =
      /T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(span) ?? [];
    return (Number(hours) * 60 + Number(minutes)) * 6000 + Math.round(Number(seconds) * 100);
  };
  const all = hundredths(total) + hundredths(part);
  return `PT${Math.floor(all / 360000)}H${Math.floor(all / 6000) % 60}M${(all % 6000) / 100}S`;
}
