//! Requests to a learning record store, and the ids of statements. Shared by cmi5 and plain xAPI; knows neither.
//!
//! Nothing throws: what did not come back has the status 0. The log holds methods, resources and numbers, never a
//! value, so never a person. What is written may outlive the page (`keepalive`), for that is when most is said.

import type { World } from "./api";

/** xAPI 1.0.3, Communication 3.3: it stands in every request. */
const VERSION = "1.0.3";
/** Milliseconds after which a store that does not answer has not kept anything. */
const PATIENCE = 30_000;
/** Characters of a body up to which a browser sends it though the page goes: all that is under way may have 64 KiB. */
const OUTLIVES = 20_000;
/** How many lines of the log are remembered. */
const LINES = 200;

/** As much of the window as is used. */
export interface Host extends Pick<Window, "fetch" | "sessionStorage"> {
  location: { search: string; href: string };
  /** For the words of what was asked. */
  document?: Document;
}

export interface Reply {
  /** HTTP status; 0 where nothing came back. */
  status: number;
  /** The JSON that came back; `undefined` where there was none. */
  told: unknown;
}

/** Asks one address; `name` is what the log calls it. */
export type Call = (name: string, address: string, request: RequestInit) => Promise<Reply>;

/** Asks the store for one of its resources. */
export type Ask = (
  method: "GET" | "PUT" | "POST" | "DELETE",
  resource: string,
  query?: Record<string, string>,
  body?: object,
) => Promise<Reply>;

export function caller(host: Host, world: World, log: string[]): Call {
  return async (name, address, request) => {
    const stop = new AbortController();
    const timer = world.later(() => stop.abort(), PATIENCE);
    const reply: Reply = { status: 0, told: undefined };
    try {
      const answer = await host.fetch(address, { ...request, cache: "no-store", signal: stop.signal });
      const text = await answer.text();
      reply.status = answer.status;
      reply.told = JSON.parse(text);
    } catch {
      // No answer, or none in JSON: the status tells which.
    }
    world.cancel(timer);
    log.push(`${name} ${reply.status}`);
    log.splice(0, log.length - LINES);
    return reply;
  };
}

/** What asks the store at `endpoint`; `authorization` is a whole value of that header. */
export function asker(call: Call, endpoint: string, authorization: string): Ask {
  const base = endpoint.replace(/\/?$/, "/");
  return (method, resource, query = {}, body) => {
    const text = body && JSON.stringify(body);
    return call(`${method} ${resource}`, `${base}${resource}?${new URLSearchParams(query)}`, {
      method,
      headers: {
        authorization,
        "X-Experience-API-Version": VERSION,
        ...(text && { "content-type": "application/json" }),
      },
      ...(text && { body: text, keepalive: text.length < OUTLIVES }),
    });
  };
}

/** What both kinds of launch have in their address. */
export interface Launch {
  /** A parameter; an empty string where it is missing. */
  query(name: string): string;
  /** Who learns; `undefined` where the launch does not say, for nobody is made up. */
  actor: object | undefined;
  /** The same as the store wants it in an address. */
  agent: string;
  registration: string;
}

export function launchOf({ location }: Host): Launch {
  const all = new URLSearchParams(location.search);
  const query = (name: string): string => all.get(name) ?? "";
  let actor: object | undefined;
  try {
    actor = agentOf(Object(JSON.parse(query("actor"))));
  } catch {
    // Whoever launches did not say who it is.
  }
  return { query, actor, agent: JSON.stringify(actor), registration: query("registration") };
}

/** What tells one person from another, in xAPI of any age. */
const KNOWN_BY = ["mbox", "mbox_sha1sum", "openid", "account"];

/** An agent as stores want it since xAPI 1.0. Launches of before then have a list of each part, and other names in an
 *  account; `undefined` where such a list names nobody. */
function agentOf(said: Record<string, unknown>): object | undefined {
  const parts = ["name", ...KNOWN_BY];
  if (!parts.some((part) => Array.isArray(said[part]))) {
    return said;
  }
  const first = (part: string): unknown => [said[part]].flat()[0];
  const part = KNOWN_BY.find(first);
  const id = part && first(part);
  const { accountServiceHomePage, accountName, ...account } = Object(id);
  const named = { homePage: accountServiceHomePage, name: accountName, ...account };
  const name = first("name");
  return part
    ? { objectType: "Agent", ...(name ? { name } : {}), [part]: part === "account" ? named : id }
    : undefined;
}

/** Whether the store says that it did what was asked. */
export function taken({ status }: Reply): boolean {
  return status === 200 || status === 204;
}

/** Whether the store gives back the statement of that id. Some answer 200 whatever is asked, with a list of what there is. */
export function holds({ told }: Reply, id: string): boolean {
  const { statements = [] } = { ...(told as { statements?: unknown[] }) };
  return [told, ...statements].some((one) => (one as { id?: string } | null | undefined)?.id === id);
}

/** A UUID that is the same for the same words: a statement that is told again is known again, by whoever tells it. */
export function uuid(words: string): string {
  const four = [1, 2, 3, 4].map((start) => {
    let sum = start;
    for (let at = 0; at < words.length; at++) {
      sum = Math.imul(sum ^ words.charCodeAt(at), 0x9e3779b1);
      sum ^= sum >>> 15;
    }
    return (sum >>> 0).toString(16).padStart(8, "0");
  });
  // Version and variant of RFC 4122, which strict stores look at.
  return four.join("").replace(/(.{8})(.{4}).(.{3}).(.{3})(.{12})/, "$1-$2-4$3-8$4-$5");
}
