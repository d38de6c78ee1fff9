//! A learning record store and the system before it, in memory: it launches, keeps, and refuses what is not right.
//!
//! It takes requests as text and gives answers as text, so it stands as well behind a server as behind a made-up
//! `fetch`. Each refusal is written down with its reason. It judges what it is told by the rules of cmi5 at once.

import { type Facts, faults, type Statement } from "./rules_cmi5.ts";

const EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/";
const VERBS = "http://adlnet.gov/expapi/verbs/";
/** How the ids of the system's own statements begin. */
const OWN = "00000000-0000-4000-8000-";
const VERSION = /^1\.0\.[0-3]$/;

/** What one launch is like. */
export interface LaunchOptions {
  /** What the address for the token is known by; left out, the number of the launch. */
  code?: string;
  mode?: "Normal" | "Browse" | "Review";
  mastery?: number;
  moveOn?: string;
  returnURL?: string;
}

export interface Request {
  method: string;
  /** Path and query, behind the address of the store: `/statements?statementId=…`. */
  path: string;
  /** By names in small letters. */
  headers: Record<string, string>;
  body: string;
}

export interface Answer {
  status: number;
  body: string;
}

/** A fault that is to come: so many requests for a resource are answered with a status, kept or not. */
export interface Trouble {
  /** Beginning of method and resource: `POST /statements`. */
  of: string;
  status: number;
  times: number;
  /** Whether it is kept all the same, so that only the answer is lost. */
  kept?: boolean;
}

/** What outlives a window. */
export interface Kept {
  statements: Statement[];
  documents: [name: string, text: string][];
  sessions: Session[];
  launches: Facts["launches"];
}

interface Session {
  id: string;
  code: string;
  token: string;
  fetched: boolean;
  data: object;
}

export class Store {
  readonly facts: Facts;
  /** Everything that was told and taken, in order. */
  readonly statements: Statement[] = [];
  /** Documents by their address without the host. */
  readonly documents: Map<string, string>;
  /** Each request: `POST /statements 200`. */
  readonly requests: string[] = [];
  /** Why something was refused that was not told to fail. */
  readonly refused: string[] = [];
  readonly troubles: Trouble[] = [];
  /** The learner's own wishes, if they have any. */
  preferences: object | undefined;
  readonly #strict: boolean;
  readonly #lists: boolean;
  #sessions: Session[] = [];

  /** `strict`: a cmi5 system with one-time addresses for tokens. Otherwise a plain store with one password. `kept` is
   *  what an earlier window left. `lists`: it answers a list to who asks for one statement, though it be empty (Ralph). */
  constructor({
    strict = true,
    account = "learner-1",
    kept,
    lists = false,
  }: { strict?: boolean; account?: string; kept?: Kept | undefined; lists?: boolean } = {}) {
    this.#strict = strict;
    this.#lists = lists;
    this.facts = {
      actor: { objectType: "Agent", account: { homePage: "https://lms.example", name: account } },
      activity: strict ? "https://lms.example/activities/4f1c" : "https://training.trust.nhs.uk/reference",
      registration: "7c1b8b0e-3f5d-4c0a-9e1a-52d3a5b7c9e1",
      launches: { ...kept?.launches },
    };
    this.statements.push(...(kept?.statements ?? []));
    this.documents = new Map(kept?.documents);
    this.#sessions = [...(kept?.sessions ?? [])];
  }

  /** All that the next window needs. */
  get kept(): Kept {
    const { statements, documents, facts } = this;
    return {
      statements: [...statements],
      documents: [...documents],
      sessions: this.#sessions,
      launches: facts.launches,
    };
  }

  /** Whether a launch with that code was begun. */
  knows(code: string): boolean {
    return this.#sessions.some((session) => session.code === code);
  }

  /** Begins a launch: what stands behind the address of the package. `base` is where the store is reached. */
  launch(base: string, options: LaunchOptions = {}): string {
    const number = `${this.#sessions.length + 1}`;
    const { actor, activity, registration } = this.facts;
    const query = new URLSearchParams({
      endpoint: `${base}/xapi`,
      actor: JSON.stringify(actor),
      registration,
    });
    if (!this.#strict) {
      query.set("auth", "Basic plain-password");
      query.set("activity_id", activity);
      return `?${query}`;
    }
    const { mode = "Normal", mastery, moveOn = "CompletedAndPassed", returnURL } = options;
    const { code = `code-${number}` } = options;
    // Launches of long ago may be forgotten, so their number alone does not tell one from another.
    const [id, token] = [code.replace("code", "session"), btoa(code.replace("code", "token"))];
    const grouping = ["https://lms.example/courses/77"];
    this.facts.launches[id] = { mode, mastery, grouping };
    const last = this.#sessions.at(-1)?.id;
    if (last && this.#told(last, "initialized") && !this.#told(last, "terminated")) {
      this.statements.push(this.#own("https://w3id.org/xapi/adl/verbs/abandoned", last));
    }
    const data = {
      contextTemplate: {
        contextActivities: { grouping: grouping.map((id) => ({ objectType: "Activity", id })) },
        extensions: { [`${EXTENSIONS}sessionid`]: id },
      },
      launchMode: mode,
      moveOn,
      masteryScore: mastery,
      returnURL,
    };
    this.#sessions.push({ id, code, token, fetched: false, data });
    this.statements.push(this.#own(`${VERBS}launched`, id));
    query.set("fetch", `${base}/fetch?code=${code}`);
    query.set("activityId", activity);
    return `?${query}`;
  }

  /** Answers `POST /fetch?code=…`: the token, once. */
  fetch(path: string): Answer {
    const code = new URL(path, "http://store").searchParams.get("code");
    const session = this.#sessions.find((one) => one.code === code);
    if (!session || session.fetched) {
      this.refused.push("the token was asked for again");
      const body = { "error-code": "1", "error-text": "The address was used before" };
      return { status: 200, body: JSON.stringify(body) };
    }
    session.fetched = true;
    return { status: 200, body: JSON.stringify({ "auth-token": session.token }) };
  }

  /** Answers a request to the store. */
  answer(request: Request): Answer {
    const { method, path } = request;
    const [resource = ""] = path.split("?");
    const at = this.troubles.findIndex(({ of }) => `${method} ${resource}`.startsWith(of));
    const trouble = this.troubles[at];
    let answer =
      trouble && !trouble.kept ? { status: trouble.status, body: "" } : this.#answer(request, resource);
    if (trouble) {
      trouble.times -= 1;
      answer = { status: trouble.status, body: "" };
      if (!trouble.times) {
        this.troubles.splice(at, 1);
      }
    } else if (answer.status >= 400 && answer.status !== 404) {
      this.refused.push(`${method} ${resource} ${answer.status} ${answer.body}`);
    }
    this.requests.push(`${method} ${resource} ${answer.status}`);
    return answer;
  }

  #answer({ method, path, headers, body }: Request, resource: string): Answer {
    if (!VERSION.test(headers["x-experience-api-version"] ?? "")) {
      return { status: 400, body: "no version that is known" };
    }
    const session = this.#sessions.findLast(({ fetched }) => fetched);
    const password = this.#strict ? session && `Basic ${session.token}` : "Basic plain-password";
    if (!password || headers.authorization !== password) {
      return { status: 401, body: "" };
    }
    const query = new URL(path, "http://store").searchParams;
    if (resource === "/statements") {
      return method === "POST" ? this.#take(body) : this.#find(query.get("statementId"));
    }
    if (query.get("agent") !== JSON.stringify(this.facts.actor)) {
      return { status: 403, body: "somebody else" };
    }
    if (resource === "/agents/profile" && method === "GET") {
      return this.preferences
        ? { status: 200, body: JSON.stringify(this.preferences) }
        : { status: 404, body: "" };
    }
    return this.#document(method, resource, query, body, session?.data);
  }

  #document(method: string, resource: string, query: URLSearchParams, body: string, data?: object): Answer {
    const { activity, registration } = this.facts;
    if (query.get("activityId") !== activity || query.get("registration") !== registration) {
      return { status: 403, body: "another activity or registration" };
    }
    const name = query.get("stateId") ?? "";
    if (name === "LMS.LaunchData") {
      return method === "GET" && data
        ? { status: 200, body: JSON.stringify(data) }
        : { status: 403, body: "what the system says of a launch is its own" };
    }
    if (resource !== "/activities/state" || !/GET|PUT|DELETE/.test(method)) {
      return { status: 405, body: "" };
    }
    if (method === "PUT") {
      this.documents.set(name, body);
      return { status: 204, body: "" };
    }
    if (method === "DELETE") {
      this.documents.delete(name);
      return { status: 204, body: "" };
    }
    const found = this.documents.get(name);
    return found === undefined ? { status: 404, body: "" } : { status: 200, body: found };
  }

  /** Takes all or none. */
  #take(body: string): Answer {
    const all = [JSON.parse(body)].flat() as Statement[];
    const known = (id: string): Statement | undefined => this.statements.find((one) => one.id === id);
    if (all.some((one) => known(one.id) && JSON.stringify(known(one.id)) !== JSON.stringify(one))) {
      return { status: 409, body: "another statement has that id" };
    }
    const fresh = all.filter(({ id }) => !known(id));
    const wrong = this.#strict ? faults([...this.statements, ...fresh], this.facts) : [];
    if (wrong.length) {
      return { status: 403, body: wrong.join("; ") };
    }
    this.statements.push(...fresh);
    return { status: 200, body: JSON.stringify(all.map(({ id }) => id)) };
  }

  #find(id: string | null): Answer {
    const found = this.statements.find((one) => one.id === id);
    if (this.#lists) {
      return { status: 200, body: JSON.stringify({ statements: found ? [found] : [] }) };
    }
    return found ? { status: 200, body: JSON.stringify(found) } : { status: 404, body: "" };
  }

  #told(session: string, verb: string): boolean {
    return this.statements.some(
      ({ verb: { id }, context }) =>
        id === VERBS + verb && context?.extensions?.[`${EXTENSIONS}sessionid`] === session,
    );
  }

  /** A statement of the system itself. */
  #own(verb: string, session: string): Statement {
    const { actor, activity, registration } = this.facts;
    const last = this.statements.findLast(({ id }) => id.startsWith(OWN));
    const number = last ? Number(last.id.slice(OWN.length)) + 1 : 0;
    return {
      id: OWN + `${number}`.padStart(12, "0"),
      timestamp: "2026-11-22T09:00:00.000Z",
      actor,
      verb: { id: verb },
      object: { id: activity },
      context: {
        registration,
        contextActivities: { category: [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }] },
        extensions: { [`${EXTENSIONS}sessionid`]: session },
      },
    };
  }
}
