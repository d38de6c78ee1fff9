//! A page of somebody's own that frames the course and keeps the record itself, by `postMessage` (docs/embedding.md).
//!
//! The course asks the window that frames it, or that opened it, until one answers. Who answers first is the host, if the
//! package lets its origin be one; from then on only that window at that origin is heard and told. An answer that bears
//! no number of ours is none. What is sent is what a learning system would get: no name, and nothing that was typed.

import type { Data } from "../data";
import type { Answer, Lms, Opened, Snapshot, Status, Words, World } from "./api";

/** Version of the messages. */
const VERSION = 1;
/** A host may attach late: milliseconds between two asks, and after which nobody is there. */
const PAUSE = 250;
const SEEKING = 10_000;
/** Milliseconds after which a host that does not answer has not answered. */
const PATIENCE = 30_000;
const STATUSES: readonly unknown[] = ["incomplete", "failed", "completed", "passed"];
const LINES = 200;

/** What a host answers, as far as anything is known of it. */
interface Reply {
  kept?: unknown;
  state?: unknown;
  status?: unknown;
  score?: unknown;
  mode?: unknown;
  language?: unknown;
}

type Teller = Pick<Window, "postMessage">;

/** As much of a window as is used. */
export interface Own {
  readonly parent: Teller | null;
  readonly opener: Teller | null;
  readonly bonaWords?: Words;
  addEventListener(type: "message", listen: (event: MessageEvent) => void): void;
}

export function host(own: Own, world: World, data: Data): Lms {
  const { key, edition, hosts } = data.package;
  const { ask, lines } = asking(own, world, hosts);
  /** What tells this visit from any other; by it and its number an answer that comes twice is known. */
  const visit = (world.random() >>> 0).toString(36);
  const worded = new Map<Answer, object>();
  let open = false;
  let writing = false;

  const word = (answer: Answer): object => {
    const { id, attempt } = answer;
    const known = worded.get(answer) ?? {
      nth: worded.size + 1,
      id,
      try: attempt,
      ...own.bonaWords?.fields2004(data, answer, world.now()),
    };
    worded.set(answer, known);
    return known;
  };
  const tell = async (what: string, snapshot: Snapshot): Promise<boolean> => {
    const { state, status, score, place, done, time, answers } = snapshot;
    const seconds = Math.floor(time / 1000);
    const interactions = data.profile.interactions ? answers.map(word) : [];
    const record = { visit, state, status, score, place, done, seconds, interactions };
    return (await ask(what, record))?.kept === true;
  };
  return {
    async open() {
      const reply = await ask("open", { visit, key, edition, title: data.title }, PAUSE);
      open = !!reply;
      writing = open && reply?.mode !== "review";
      return opened(reply, writing, data.profile.budget);
    },
    save: async (snapshot) => writing && tell("save", snapshot),
    async finish(snapshot) {
      const [running, kept] = [open, writing];
      open = false;
      writing = false;
      if (running && !kept) {
        // Who only looked has nothing to be kept, and the host may want to know that they are gone.
        void ask("finish", { visit });
      }
      return kept && tell("finish", snapshot);
    },
    log: () => lines,
  };
}

/** What asks the host, every `pause` milliseconds anew where that is given, and gives its answer; `null` if none
 *  came. */
function asking(own: Own, world: World, hosts: readonly string[] | undefined) {
  const lines: string[] = [];
  const waiting = new Map<unknown, (reply: Reply) => void>();
  const around = [own.parent, own.opener].filter((frame) => frame && frame !== (own as unknown));
  let host: { window: Teller; origin: string } | undefined;
  let numbers = 0;

  own.addEventListener("message", ({ data, source, origin }) => {
    const allowed = hosts ? hosts.includes(origin) : origin !== "null";
    const mine = host
      ? source === host.window && origin === host.origin
      : allowed && around.includes(source as Window);
    const answered = mine && data?.bona === VERSION && waiting.get(data.to);
    if (answered) {
      host ??= { window: source as Window, origin };
      answered(data);
    }
  });
  const ask = async (what: string, more: object, pause = 0): Promise<Reply | null> => {
    if (!around.length) {
      return null;
    }
    const number = ++numbers;
    const message = { bona: VERSION, ask: what, number, ...more };
    const reply = await new Promise<Reply | null>((done) => {
      const end = (reply: Reply | null): void => {
        waiting.delete(number);
        world.cancel(late);
        world.cancel(again);
        done(reply);
      };
      const send = (): void => {
        // Before anybody answered, anybody around may hear which course this is, and no more.
        for (const frame of host ? [host.window] : around) {
          frame?.postMessage(message, host?.origin ?? "*");
        }
        again = pause ? world.later(send, pause) : 0;
      };
      let again = 0;
      waiting.set(number, end);
      const late = world.later(() => end(null), pause ? SEEKING : PATIENCE);
      send();
    });
    lines.push(`${what} ${reply ? `answered ${reply.kept ?? ""}` : "no answer"}`);
    lines.splice(0, lines.length - LINES);
    return reply;
  };
  return { ask, lines };
}

/** What a host said at the start, believed only where it has the right shape. */
function opened(reply: Reply | null, writing: boolean, budget: number): Opened {
  if (!reply) {
    return { link: "absent", state: "", status: null, score: null };
  }
  const { state, status, score, language } = reply;
  return {
    link: writing ? "connected" : "reading",
    // What is longer than any place was not ours, and is found to be damaged.
    state: typeof state === "string" ? state.slice(0, budget + 1) : "",
    status: STATUSES.includes(status) ? (status as Status) : null,
    score: typeof score === "number" && score >= 0 && score <= 100 ? Math.floor(score) : null,
    language: typeof language === "string" ? language : "",
  };
}
