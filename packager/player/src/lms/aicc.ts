//! AICC HACP: the learning system's address is in the launch address, and each save is one POST (packaging rules D.7).
//!
//! Names are compared without regard to case; replies are `name=value` lines, then groups in brackets. The state stands in
//! `[core_lesson]`, bare or behind `Suspend_Data=`. Of the learner nothing is read.

import type { Data } from "../data";
import { isFinished } from "../status";
import type { Lms, Opened, Snapshot, Status, World } from "./api";
import { span } from "./span";

/** The first letter is what a status is known by (AICC CMI001, `core.lesson_status`). */
export const STATUSES: Readonly<Record<string, Status>> = {
  p: "passed",
  c: "completed",
  f: "failed",
  i: "incomplete",
};
const LINES = 200;
/** Milliseconds after which a host that does not answer has not answered. */
export const PATIENCE = 30_000;
/** AICC CMI001, `core.lesson_location`: at most 255 characters. */
const LOCATION_MAX = 255;

/** As much of a window as is asked for. */
export type Own = Pick<Window, "fetch"> & { readonly location: Pick<Location, "search"> };

export function aicc(own: Own, world: World, { profile }: Pick<Data, "profile">): Lms {
  const lines: string[] = [];
  /** Set while the session runs and is for more than reading. */
  let open = false;
  let writing = false;
  let trusted = false;
  const launch = launched(own.location.search);
  const ask = asking(own, world, launch, lines);
  const put = async (snapshot: Snapshot): Promise<boolean> => {
    const data = written(snapshot, isFinished(snapshot.status) ? profile.exit : "suspend");
    if (!(await ask("PutParam", data))) {
      return false;
    }
    // A host is believed once it gave back what it was given.
    trusted ||= (await ask("GetParam"))?.state === snapshot.state;
    if (!trusted) {
      lines.push("read back differs");
    }
    return trusted;
  };
  return {
    async open() {
      const nothing: Opened = { link: "absent", state: "", status: null, score: null };
      if (!launch.url) {
        return nothing;
      }
      const reply = await ask("GetParam");
      if (!reply) {
        return { ...nothing, link: "refused" };
      }
      const { lesson_status = "", lesson_mode = "", credit = "", score = "", state = "" } = reply;
      open = true;
      writing = !/^[br]/i.test(lesson_mode) && !/^n/i.test(credit);
      const raw = Number.parseFloat(score);
      return {
        link: writing ? "connected" : "reading",
        state,
        status: STATUSES[lesson_status.charAt(0).toLowerCase()] ?? null,
        score: raw >= 0 && raw <= 100 ? Math.floor(raw) : null,
      };
    },
    save: async (snapshot) => writing && put(snapshot),
    async finish(snapshot) {
      const running = open;
      open = false;
      if (!running) {
        return false;
      }
      // One after the other: a goodbye that overtakes the last save would shut it out. A page that is torn away may
      // not get to it; what was put stays.
      const kept = writing && (await put(snapshot));
      writing = false;
      const over = !!(await ask("ExitAU"));
      return kept && (over || null);
    },
    log: () => lines,
  };
}

/** What asks the host: it gives the reply, or `null` if there was none or it says that something was wrong. */
function asking(own: Own, world: World, launch: Launch, lines: string[]) {
  return async (command: string, data = ""): Promise<Reply | null> => {
    let said = "no answer";
    try {
      const { reply, status, ok, fault } = await posted(own, world, launch, command, data);
      said = `${status} error ${fault}`;
      return ok && fault === 0 ? reply : null;
    } catch {
      return null;
    } finally {
      lines.push(`${command} ${said}`);
      lines.splice(0, lines.length - LINES);
    }
  };
}

/** What came back of one request. */
export interface Posted {
  reply: Reply;
  /** Of HTTP, and whether it stands for success. */
  status: number;
  ok: boolean;
  /** Of the protocol: 0 is none, and `NaN` where it names no number. */
  fault: number;
}

/** Sends one command, which may outlive the page; throws where nothing comes back in time. */
export async function posted(
  own: Own,
  world: World,
  { url, session }: Launch,
  command: string,
  data: string,
): Promise<Posted> {
  const given = new AbortController();
  const late = world.later(() => given.abort(), PATIENCE);
  try {
    const response = await own.fetch(url, {
      method: "POST",
      body: new URLSearchParams({ command, version: "4.0", session_id: session, aicc_data: data }),
      keepalive: true,
      signal: given.signal,
    });
    const { status, ok } = response;
    const reply = read(await response.text());
    return { reply, status, ok, fault: Number.parseInt(reply.error ?? "", 10) };
  } finally {
    world.cancel(late);
  }
}

export interface Launch {
  url: string;
  session: string;
}

export type Reply = Partial<
  Record<"error" | "lesson_status" | "lesson_mode" | "credit" | "score" | "state", string>
>;

/** The two parameters of the launch, whatever their case; an address without a scheme is taken to be secure. */
export function launched(search: string): Launch {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    found[name.toLowerCase()] = value;
  }
  const { aicc_url = "", aicc_sid = "" } = found;
  return {
    url: aicc_url && !/^https?:/i.test(aicc_url) ? `https://${aicc_url}` : aicc_url,
    session: aicc_sid,
  };
}

/** What a reply says; the first of a name counts, and the lesson's own group is the state. */
export function read(text: string): Reply {
  const found: Record<string, string> = {};
  let group = "";
  for (const line of text.split(/[\r\n]+/)) {
    const [, name, value = ""] = /^\s*(?:aicc_data=)?\s*([^=;]+?)\s*(?:=\s*(.*?))?\s*$/i.exec(line) ?? [];
    const [, opens] = /^\[(.+)\]$/.exec(name ?? "") ?? [];
    if (opens) {
      group = opens.toLowerCase();
    } else if (name && group === "core_lesson") {
      found.state ??= /^suspend_data$/i.test(name) ? value : name;
    } else if (name) {
      found[name.toLowerCase()] ??= value;
    }
  }
  return found;
}

/** The data of a `PutParam`. */
export function written({ place, status, score, time, state }: Snapshot, exit: string): string {
  return [
    "[core]",
    `lesson_location=${place.slice(0, LOCATION_MAX)}`,
    `lesson_status=${status}${exit && `,${exit}`}`,
    `score=${score ?? ""}`,
    `time=${span(time)}`,
    "[core_lesson]",
    state,
    "",
  ].join("\r\n");
}
