//! A learning system that speaks AICC HACP: one learner, one assignable unit, and a reply to each POST.
//!
//! What stands here: the three commands, their replies and what is kept from one launch to the next (packaging rules
//! D.7). What does not: any server; whoever has one hands the body over. Invariant: what was not put is never seen
//! again. `ways` are those of hosts in the field. For tests and the preview, never in a package.

/** What is kept of a learner. */
export interface Put {
  location: string;
  /** As it was sent: a word, and perhaps how it was left. */
  status: string;
  score: string;
  /** Whole seconds over all visits. */
  time: number;
  state: string;
}

/** How a host differs from the plain one; each is off unless named. */
export interface Ways {
  /** Names in capitals, `Suspend_Data=` in front of the state, a comment, and no words beside error 0. */
  loud?: boolean;
  /** Replies are unescaped before they are read (e-LfH's layer): `%` and `+` do not survive. */
  unescapes?: boolean;
  /** Error 3 to everything: the session is not known. */
  stranger?: boolean;
  /** So many puts are answered with error 1 and keep nothing. */
  failPuts?: number;
  /** Puts are answered with error 0 and keep nothing. */
  forgets?: boolean;
  mode?: "normal" | "browse" | "review";
  credit?: "credit" | "no-credit";
}

/** A command as it came and was answered. */
export interface Asked {
  command: string;
  data: string;
  reply: string;
}

/** A host for one learner. */
export class Hacp {
  readonly asked: Asked[] = [];
  readonly ways: Ways;
  kept: Put;
  readonly session: string;
  private running = true;

  constructor(ways: Ways = {}, kept?: Put, session = "S-1") {
    this.ways = { ...ways };
    this.kept = kept ?? { location: "", status: "not attempted", score: "", time: 0, state: "" };
    this.session = session;
  }

  /** The same learner comes again. */
  relaunch(ways: Ways = this.ways): Hacp {
    return new Hacp(ways, { ...this.kept }, `${this.session}+`);
  }

  /** Answers a body of the form `command=…&version=…&session_id=…&aicc_data=…`. */
  answer(body: string): string {
    const form = new URLSearchParams(body);
    const command = form.get("command") ?? "";
    const data = form.get("aicc_data") ?? "";
    const reply = this.reply(command, form.get("session_id") ?? "", data);
    this.asked.push({ command, data, reply });
    return this.ways.unescapes ? unescape(reply) : reply;
  }

  private reply(command: string, session: string, data: string): string {
    if (this.ways.stranger || session !== this.session || !this.running) {
      return said(3, "Invalid Session ID");
    }
    if (command === "GetParam") return said(0, this.ways.loud ? "" : "Successful", this.param());
    if (command === "PutParam") return this.put(data);
    if (command === "ExitAU") {
      this.running = false;
      return said(0, "Successful");
    }
    return said(1, "Invalid Command");
  }

  private put(data: string): string {
    const put = parse(data);
    if (!put) return said(1, "Parsing Error");
    if ((this.ways.failPuts ?? 0) > 0) {
      this.ways.failPuts = (this.ways.failPuts ?? 0) - 1;
      return said(1, "Try again");
    }
    if (!this.ways.forgets) this.kept = put;
    return said(0, "Successful");
  }

  private param(): string {
    const { location, status, score, state } = this.kept;
    const { loud, mode = "normal", credit = "credit" } = this.ways;
    const name = (word: string): string => (loud ? word.toUpperCase() : word);
    return [
      `[${name("core")}]`,
      ...(loud ? ["; a comment"] : []),
      `${name("student_id")}=learner-1`,
      `${name("student_name")}=Learner, Made-up`,
      `${name("lesson_location")}=${location}`,
      `${name("credit")} = ${credit}`,
      `${name("lesson_status")}=${loud ? status.charAt(0) : status}`,
      `${name("score")}=${score}`,
      `${name("time")}=00:00:00`,
      `${name("lesson_mode")}=${mode}`,
      `[${name("core_lesson")}]`,
      loud && state ? `Suspend_Data=${state}` : state,
      `[${name("core_vendor")}]`,
      "",
    ].join("\r\n");
  }
}

function said(error: number, text: string, data = ""): string {
  return `error=${error}\r\nerror_text=${text}\r\nversion=4.0\r\naicc_data=${data}\r\n`;
}

/** What a put says, judged strictly; `null` where a real host would stumble. */
function parse(data: string): Put | null {
  const found =
    /^\[core\]\r\nlesson_location=(.*)\r\nlesson_status=(.*)\r\nscore=(.*)\r\ntime=(.*)\r\n\[core_lesson\]\r\n(.*)\r\n$/.exec(
      data,
    );
  if (!found) return null;
  const [location = "", status = "", score = "", time = "", state = ""] = found.slice(1);
  const right =
    location.length <= 255 &&
    /^(passed|completed|failed|incomplete)(,suspend)?$/.test(status) &&
    /^(\d{1,2}|100)?$/.test(score) &&
    /^\d{2,4}:\d{2}:\d{2}$/.test(time) &&
    /^[\w.-]{0,4096}$/.test(state);
  const [hours = 0, minutes = 0, seconds = 0] = time.split(":").map(Number);
  return right ? { location, status, score, state, time: (hours * 60 + minutes) * 60 + seconds } : null;
}
