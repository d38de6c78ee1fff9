//! The AICC host as a window plays it: requests in, replies out, and what it keeps as tracks.
//!
//! What stands here: faults of the way to the host, and the log. What does not: the commands (hacp.ts). Invariant: what
//! a host that is offline was sent, it never hears of.

import { Hacp, type Put } from "./hacp";
import type { Call, Faults, Launch, Tracks } from "./strict12";

/** The session of every launch: one learner, one window. */
export const SESSION = "S-1";

/** A launch of the host; it answers at whatever address it is asked. */
export function simulatedHacp(launch: Launch) {
  const kept = launch.tracks?.kept;
  const host = new Hacp({}, kept ? (JSON.parse(kept) as Put) : undefined, SESSION);
  const calls: Call[] = [];
  const faults: Faults = { ...launch.faults };
  const tracks = (): Tracks => told(host.kept);
  return {
    calls,
    faults,
    get tracks(): Tracks {
      return tracks();
    },
    async fetch(_url: string, { body }: RequestInit): Promise<Response> {
      const asked = new URLSearchParams(String(body));
      const name = asked.get("command") ?? "";
      const args = [asked.get("aicc_data") ?? ""];
      if (faults.offline) {
        calls.push({ name, args, returned: "", error: "no answer" });
        throw new TypeError("Failed to fetch");
      }
      host.ways.failPuts = faults.failCommits ?? 0;
      const reply = host.answer(String(body));
      const error = /^error=(\d+)/.exec(reply)?.[1] ?? "";
      calls.push({ name, args, returned: reply, error });
      launch.store?.(tracks());
      if (faults.hang) {
        await new Promise((done) => setTimeout(done, faults.hang));
      }
      return new Response(reply);
    },
  };
}

/** What is kept, by names that a reader knows, and whole for the next launch. */
function told(put: Put): Tracks {
  const { location, status, score, time, state } = put;
  const named = { lesson_location: location, lesson_status: status, score, time: String(time) };
  return { ...named, core_lesson: state, kept: JSON.stringify(put) };
}
