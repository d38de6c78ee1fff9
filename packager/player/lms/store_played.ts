//! A record store as a window plays it, with the system that launches before it: requests in, answers out, tracks.
//!
//! What stands here: a launch that is known by its address, faults of the way to the store, and the log. What does not:
//! what is taken or refused (store.ts). Invariant: what a store that is offline was sent, it never hears of.

import { type Answer, type Kept, Store } from "./store";
import type { Call, Faults, Launch, Tracks } from "./strict12";

/** Verbs that are never forgotten, since what may be told again hangs on them. */
const LASTING = /\/(completed|passed|failed)$/;
/** Other statements, and launches, of which so many are kept: a window keeps a few megabytes at most. */
const STATEMENTS = 200;
const LAUNCHES = 20;
/** Verbs that are named of what is kept. */
const NAMED = 12;

/** What the address of a new launch ends with. A cmi5 launch is like no other. */
export function storeQuery(strict: boolean, system: string): string {
  return new Store({ strict }).launch(system, { code: `code-${crypto.randomUUID()}` });
}

/** A launch of a store; `strict` is cmi5, otherwise plain xAPI. */
export function simulatedStore(strict: boolean, launch: Launch) {
  const earlier = launch.tracks?.kept;
  const store = new Store({ strict, kept: earlier ? (JSON.parse(earlier) as Kept) : undefined });
  const code = codeOf(launch.search ?? "");
  if (strict && !store.knows(code)) {
    store.launch("", { code });
  }
  const calls: Call[] = [];
  const faults: Faults = { ...launch.faults };
  return {
    calls,
    faults,
    get tracks(): Tracks {
      return told(store);
    },
    async fetch(url: string, { method = "GET", headers, body }: RequestInit): Promise<Response> {
      const { pathname, search } = new URL(url);
      const resource = pathname.replace(/^\/system\/[^/]+(\/xapi)?/, "");
      const request = { method, path: `${resource}${search}`, body: body ? String(body) : "" };
      const noted = (returned: string, error: string): void =>
        void calls.push({ name: `${method} ${resource}`, args: [said(request, store)], returned, error });
      if (faults.offline) {
        noted("", "no answer");
        throw new TypeError("Failed to fetch");
      }
      const refuses = (faults.failCommits ?? 0) > 0 && method !== "GET" && resource !== "/fetch";
      const answer = refuses
        ? { status: 503, body: "" }
        : answered(store, request, Object.fromEntries(new Headers(headers)));
      // What was never kept is not there: that is no fault.
      const right = answer.status < 400 || (answer.status === 404 && method === "GET");
      noted(`${answer.status} ${answer.body}`.trim(), right ? "0" : `${answer.status}`);
      launch.store?.(told(store));
      if (faults.hang) {
        await new Promise((done) => setTimeout(done, faults.hang));
      }
      return new Response(answer.body || null, { status: answer.status });
    },
  };
}

interface Asked {
  method: string;
  path: string;
  body: string;
}

function answered(store: Store, request: Asked, headers: Record<string, string>): Answer {
  return request.path.startsWith("/fetch")
    ? store.fetch(request.path)
    : store.answer({ ...request, headers });
}

/** By which code a launch is known; an empty one where its address says nothing. */
function codeOf(search: string): string {
  const address = new URLSearchParams(search).get("fetch");
  return (address && new URL(address, "http://store").searchParams.get("code")) || "";
}

/** What a request is about, in a few words: statements by their verbs, documents by their names. */
function said({ path, body }: Asked, { facts }: Store): string {
  const name = new URL(path, "http://store").searchParams.get("stateId") ?? "";
  if (path.startsWith("/statements") && body) {
    const all = [JSON.parse(body)].flat() as Parameters<typeof wordOf>[0][];
    return all.map((one) => wordOf(one, facts.activity)).join(", ");
  }
  return [name, body].filter(Boolean).join(" ");
}

/** A statement by its verb, and by what it is about where that is not the whole course. */
function wordOf({ verb, object }: Kept["statements"][number], activity: string): string {
  const word = (id: string): string => id.split("/").at(-1) ?? "";
  return object.id === activity ? word(verb.id) : `${word(verb.id)} ${word(object.id)}`;
}

/** What is kept, by names that a reader knows, and as the next launch needs it. */
function told(store: Store): Tracks {
  const { statements, documents, sessions, launches } = store.kept;
  const passing = statements.filter(({ verb }) => !LASTING.test(verb.id));
  const forgotten = new Set(passing.slice(0, Math.max(0, passing.length - STATEMENTS)));
  const kept: Kept = {
    statements: statements.filter((one) => !forgotten.has(one)),
    documents,
    sessions: sessions.slice(-LAUNCHES),
    launches: {},
  };
  const named = JSON.stringify(kept);
  kept.launches = Object.fromEntries(Object.entries(launches).filter(([id]) => named.includes(`"${id}"`)));
  const newest = statements.slice(-NAMED).map((one) => wordOf(one, store.facts.activity));
  return {
    "statements, the newest last": newest.join(", "),
    ...Object.fromEntries(documents.map(([name, text]) => [`document ${name}`, text])),
    kept: JSON.stringify(kept),
  };
}
