//! A store behind a made-up `fetch`, and the launch of a package before it.

import type { LaunchOptions, Store } from "../lms/store.ts";
import type { Data } from "../src/data";
import type { Answer, Lms, Opened, Snapshot } from "../src/lms/api";
import { cmi5 } from "../src/lms/cmi5";
import type { Host } from "../src/lms/lrs";
import { xapi } from "../src/lms/xapi";
import { sample } from "./sample";
import { FakeWorld } from "./world";

const BASE = "https://lms.example";

export const SNAPSHOT: Snapshot = {
  state: "1.ABCdef.1_0_0-0f3a9c21.3q2.IFp_",
  place: "reading",
  status: "incomplete",
  score: null,
  done: 33,
  time: 65_120,
  answers: [],
};

/** An answer to a question of a page, and to one of the test. */
export const ANSWER: Answer = {
  id: "repair",
  attempt: 1,
  chosen: "ac",
  result: "wrong",
  latency: 8_400,
};
export const TESTED: Answer = { ...ANSWER, id: "bank_one", chosen: "a", result: "correct" };

/** The sample course as such a package has it. */
export function data(adapter: "cmi5" | "xapi" = "cmi5"): Data {
  const own = sample({ adapter });
  own.package.address = "https://training.trust.nhs.uk/reference";
  return own;
}

/** A window: what it keeps outlives a page that is loaded again. */
export class FakeWindow implements Host {
  readonly location: { search: string; href: string };
  readonly sessionStorage: Storage;
  readonly requests: { address: string; request: RequestInit }[] = [];
  readonly #store: Store;
  /** Nothing comes back from anywhere. */
  offline = false;

  constructor(store: Store, search: string) {
    this.#store = store;
    this.location = { search, href: "" };
    const kept = new Map<string, string>();
    this.sessionStorage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => void kept.set(name, text),
    } as Storage;
  }

  fetch: Host["fetch"] = async (address, request = {}) => {
    const url = `${address}`;
    this.requests.push({ address: url, request });
    if (this.offline) {
      throw new TypeError("no network");
    }
    const path = url.slice(BASE.length);
    const { status, body } = path.startsWith("/fetch")
      ? this.#store.fetch(path)
      : this.#store.answer({
          method: request.method ?? "GET",
          path: path.slice("/xapi".length),
          headers: Object.fromEntries(new Headers(request.headers)),
          body: `${request.body ?? ""}`,
        });
    if (!status) {
      throw new TypeError("the connection broke");
    }
    return { status, text: async () => body } as Response;
  };
}

export interface Started {
  store: Store;
  own: FakeWindow;
  world: FakeWorld;
  adapter: Lms;
  opened: Opened;
  data: Data;
}

/** Launches a package; `own` is a window in which it was launched before, and is now loaded again. */
export async function begin(
  store: Store,
  options: LaunchOptions = {},
  { own, given = data() }: { own?: FakeWindow; given?: Data } = {},
): Promise<Started> {
  const window = own ?? new FakeWindow(store, store.launch(BASE, options));
  const world = new FakeWorld();
  const adapter = (given.adapter === "cmi5" ? cmi5 : xapi)(window, world, given);
  return { store, own: window, world, adapter, opened: await adapter.open(), data: given };
}

/** The words of the verbs that the unit told, in order. */
export function verbs({ statements }: Store): string[] {
  const words = statements.map(({ verb }) => verb.id.split("/").at(-1) as string);
  return words.filter((word) => !/launched|abandoned/.test(word));
}
