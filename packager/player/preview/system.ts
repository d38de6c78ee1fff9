//! The learning system that is played: its launches, its log, what it keeps, and what goes wrong with it.
//!
//! A launch begins with each page that opens. What is kept stands in this tab alone and is gone with it; a new
//! learner finds nothing. What the device keeps by itself is forgotten with it, but the colours that were chosen.

import type { Simulated } from "../lms/all";
import type { Faults, Tracks } from "../lms/strict12";
import { make, part, short } from "./parts";

/** What can go wrong, by the value of its control. */
export const GOES = ["", "offline", "refuses", "slow", "late"] as const;

/** Lines of the log that are shown. */
const LINES = 300;
/** Characters of a value that are shown. */
const LOGGED = 60;
const KEPT = 160;
/** Milliseconds after which a late system is there. */
const LATE = 2000;
/** Colours are chosen for the eyes before the screen, not for a learner. */
const COLOURS = "bona/colours";

interface Line {
  readonly call: string;
  readonly answer: string;
  readonly error: string;
}

/** What the frame says of the system. */
export interface Playing {
  /** The system's id, and where what it keeps stands. */
  readonly system: string;
  readonly key: string;
  readonly goes: string;
  readonly seconds: number;
}

let playing: Playing = { system: "", key: "", goes: "", seconds: 0 };
let launch: Simulated | undefined;
let page: Window | undefined;
let lines: Line[] = [];
let fresh = false;
let planned = false;
/** What was drawn last: a text that stands there already is not put there again under somebody's eyes. */
let drawn = "";
let late = 0;

/** In a sentence: what a system does that another does not. */
export function ways(system: string): string {
  return window.bonaLms?.[system]?.ways ?? "";
}

/** Plays what is chosen from now on. A launch that runs is told what goes wrong at once. */
export function play(next: Playing): void {
  const back = playing.goes === "offline" && next.goes !== "offline";
  playing = next;
  if (launch) {
    Object.assign(launch.faults, faults());
  }
  if (back) {
    page?.dispatchEvent(new Event("online"));
  }
  draw();
}

/** A page begins: so does a launch. */
export function opened(own: Window): void {
  page = own;
  if (fresh) {
    fresh = false;
    forget();
  }
  const host = window as unknown as Record<string, unknown>;
  for (const { object } of Object.values(window.bonaLms ?? {})) {
    if (object) {
      delete host[object];
    }
  }
  clearTimeout(late);
  tidy(own.location.search);
  const system = window.bonaLms?.[playing.system];
  launch = undefined;
  if (system) {
    const { key } = playing;
    const store = (tracks: Tracks): boolean => {
      sessionStorage.setItem(key, JSON.stringify(tracks));
      return true;
    };
    const { search } = own.location;
    const begun = system.begin({ tracks: kept(key), faults: faults(), store, wait: hold, search });
    launch = begun;
    log({ call: "– the page opens –", answer: "", error: "" });
    const appear = (): void => {
      if (system.object) {
        host[system.object] = logged(begun);
      }
    };
    if (playing.goes === "late") {
      late = setTimeout(appear, LATE) as unknown as number;
    } else {
      appear();
    }
    answer(own, begun);
  }
  draw();
}

/** The address of a system that is one. */
function address(): string {
  return `${location.origin}/system/${playing.system}`;
}

/** What the launch address of a system ends with. */
export function query(system: string): string {
  return window.bonaLms?.[system]?.query?.(`${location.origin}/system/${system}`) ?? "";
}

/** Lets a system that is an address answer what a page sends there, without a word on the way. */
function answer(own: Window, begun: Simulated): void {
  const page = own as Window & { fetch: typeof fetch };
  const real = page.fetch.bind(own);
  const there = Date.now() + (playing.goes === "late" ? LATE : 0);
  /** How many calls stand in the log: a page may ask for several things at once. */
  let stand = 0;
  page.fetch = async (asked, init = {}) => {
    const url = asked instanceof Request ? asked.url : String(asked);
    if (!begun.fetch || !url.startsWith(address())) {
      return real(asked, init);
    }
    try {
      if (Date.now() < there) {
        throw new TypeError("Failed to fetch");
      }
      return await begun.fetch(url, init);
    } finally {
      const more = begun.calls.slice(stand);
      stand = begun.calls.length;
      for (const { name, args, returned, error } of more) {
        const said = args.map((arg) => short(lineOf(arg), LOGGED));
        const told = error === "0" ? "" : `error ${error}`;
        log({ call: [name, ...said].join(" "), answer: short(lineOf(returned), LOGGED), error: told });
      }
    }
  };
}

/** A text of several lines in one. */
function lineOf(text: unknown): string {
  return String(text)
    .trim()
    .split(/\s*[\r\n]+\s*/)
    .join(" · ");
}

/** Forgets the tokens of launches that are over: a page keeps its own for as long as the window. */
function tidy(search: string): void {
  const own = new URLSearchParams(search).get("fetch") ?? "";
  const tokens = Object.keys(sessionStorage).filter((name) => name.includes("/fetch?code="));
  for (const name of tokens.filter((name) => !own || !name.endsWith(own))) {
    sessionStorage.removeItem(name);
  }
}

/** The next page that opens is a new learner's. */
export function newLearner(): void {
  fresh = true;
  lines = [];
}

function forget(): void {
  sessionStorage.removeItem(playing.key);
  for (const name of Object.keys(localStorage).filter((name) => name !== COLOURS)) {
    localStorage.removeItem(name);
  }
}

function kept(key: string): Tracks {
  return JSON.parse(sessionStorage.getItem(key) ?? "{}") as Tracks;
}

function faults(): Faults {
  const { goes, seconds } = playing;
  return {
    offline: goes === "offline",
    failCommits: goes === "refuses" ? Number.MAX_SAFE_INTEGER : 0,
    hang: goes === "slow" ? seconds * 1000 : 0,
  };
}

/** Holds the page, as a request does that a system waits for. */
function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** The functions of a launch, each writing down what was asked and answered. */
function logged(begun: Simulated): object {
  const functions = Object.entries((begun.api ?? {}) as Record<string, (...args: unknown[]) => unknown>);
  const explain = functions.find(([name]) => name.endsWith("GetErrorString"))?.[1];
  const wrapped = functions.map(([name, work]) => [
    name,
    (...args: unknown[]): unknown => {
      const before = begun.calls.length;
      const answer = work(...args);
      const code = begun.calls.length > before ? (begun.calls.at(-1)?.error ?? "0") : "0";
      const said = args.filter((arg) => arg !== "").map((arg) => short(String(arg), LOGGED));
      // In SCORM 2004 that is how one asks whether something was ever set.
      const unset = code === "403" && name === "GetValue";
      const error = code === "0" || unset ? "" : `error ${code}: ${String(explain?.(code) ?? "")}`;
      const told = answer === "" ? "“”" : short(String(answer), LOGGED);
      log({
        call: [name, ...said].join(" "),
        answer: unset ? "403: never set" : told,
        error,
      });
      return answer;
    },
  ]);
  return Object.fromEntries(wrapped) as object;
}

function log(line: Line): void {
  lines = [...lines, line].slice(-LINES);
  if (!planned) {
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      draw();
    });
  }
}

/** Draws the log, the newest first, and what is kept. */
export function draw(): void {
  // What only the next launch reads is shown under names that a reader knows.
  const own = Object.entries(kept(playing.key)).filter(([name]) => name !== "kept");
  const device = Object.entries(localStorage).filter(([name]) => name !== COLOURS);
  const held = (playing.system in (window.bonaLms ?? {}) ? own : device).filter(([, value]) => value);
  const now = JSON.stringify([lines.length, lines.at(-1), held]);
  if (now === drawn) {
    return;
  }
  drawn = now;
  const rows = [...lines]
    .reverse()
    .map(({ call, answer, error }) =>
      make("li", error ? "bad" : "", [
        make("code", "", [call]),
        answer && make("span", "", [` → ${answer}`]),
        error && make("strong", "", [` ${error}`]),
      ]),
    );
  part("calls").replaceChildren(...rows);
  part("no-calls").hidden = rows.length > 0;
  const pairs = held.flatMap(([name, value]) => [
    make("dt", "lab", [name]),
    make("dd", "", [make("code", "", [short(String(value), KEPT)])]),
  ]);
  part("held").replaceChildren(...pairs);
  part("nothing-held").hidden = pairs.length > 0;
}
