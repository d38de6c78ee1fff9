//! Learning systems as the tests of whole visits see them: one shape over every simulator, whatever it speaks.

import { Hacp } from "../lms/hacp.ts";
import { Keeper, type Message } from "../lms/keeper.ts";
import { faults } from "../lms/rules_cmi5.ts";
import { Store } from "../lms/store.ts";
import type { Strict12 } from "../lms/strict12.ts";
import { Strict2004 } from "../lms/strict2004.ts";
import { launched12, SYSTEMS_12, type System12 } from "../lms/systems12.ts";
import type { Data } from "../src/data";
import { aicc } from "../src/lms/aicc";
import type { Lms, World } from "../src/lms/api";
import { cmi5 } from "../src/lms/cmi5";
import { host } from "../src/lms/host";
import { scorm12 } from "../src/lms/scorm12";
import { scorm2004 } from "../src/lms/scorm2004";
import { xapi } from "../src/lms/xapi";
import { FakeWindow } from "./host_cmi5";
import { bonaWords } from "./words";
import { settle } from "./world";

/** A learning system as a test sees it, for one launch. */
export interface Host {
  adapter(world: World, data: Data): Lms;
  /** Begins or ends a fault. */
  fail(on: boolean): void;
  /** What it keeps of the status. */
  kept(): { status: string };
  /** Calls that it had to refuse, and not because of a fault. */
  illegal(): string[];
  goodbyes(): number;
  /** The same learner comes again; `afresh` if it hands nothing back of a finished course. */
  again(): { host: Host; afresh: boolean };
  /** The same learner comes to look again, where that is a mode of this system. */
  review?(): Host;
}

/** A kind of learning system. */
export interface Kind {
  name: string;
  /** Format and profile of the package that it takes. */
  format: string;
  packedFor: string;
  /** What that profile has of its own. */
  profile: Partial<Data["profile"]>;
  /** A learner comes for the first time. */
  first(): Host;
}

/** Systems without a profile of their own: the package that they are given. */
const PACKED_FOR: Readonly<Record<string, string>> = { "strict-1.2": "universal", "aicc-shim": "esr" };

/** A system that speaks SCORM 1.2. */
export function host12(system: System12, lms: Strict12): Host {
  return {
    adapter: (world, data) => scorm12({ API: lms.api, bonaWords } as never, world, data),
    fail: (on) => Object.assign(lms.faults, { offline: on }),
    kept: () => ({
      status: lms.tracks["cmi.core.lesson_status"] ?? "",
    }),
    illegal: () =>
      lms.calls
        // 401 is how a system says what it does not have; reading is how one asks.
        .filter(({ name, error }) => error !== "0" && !(error === "401" && name === "LMSGetValue"))
        .filter(({ name, error }) => !(/Commit|Finish/.test(name) && error === "101"))
        .map(({ name, args, error }) => `${name} ${args.join(" ")}: ${error}`),
    goodbyes: () => lms.calls.filter(({ name }) => name === "LMSFinish").length,
    again() {
      const next = launched12(system, lms.tracks);
      return { host: host12(system, next), afresh: !next.tracks["cmi.suspend_data"] };
    },
    review: () => host12(system, launched12(system, lms.tracks, { mode: "review" })),
  };
}

/** A system that speaks SCORM 2004. */
export function host2004(lms: Strict2004): Host {
  return {
    adapter: (world, data) => scorm2004({ API_1484_11: lms.api, bonaWords } as never, world, data),
    fail: (on) => Object.assign(lms.faults, { offline: on }),
    kept() {
      const { "cmi.completion_status": completion = "", "cmi.success_status": success } = lms.tracks;
      const decided = completion === "completed" ? success === "passed" : success === "failed";
      return { status: (decided && success) || completion };
    },
    illegal: () =>
      lms.calls
        // What was never set has no value.
        .filter(({ name, error }) => error !== "0" && !(error === "403" && name === "GetValue"))
        .filter(({ name, error }) => !(/Commit|Terminate/.test(name) && /^(391|111)$/.test(error)))
        .map(({ name, args, error }) => `${name} ${args.join(" ")}: ${error}`),
    goodbyes: () => lms.calls.filter(({ name }) => name === "Terminate").length,
    again() {
      // What was ended is not gone on with: the next attempt is a new one.
      const afresh = lms.tracks["cmi.exit"] === "normal";
      return { host: host2004(lms.relaunch(afresh ? { tracks: {} } : {})), afresh };
    },
    review: () => host2004(lms.relaunch({ mode: "review" })),
  };
}

function hostAicc(host: Hacp): Host {
  let down = false;
  const fetch = async (_: unknown, { body }: { body: URLSearchParams }): Promise<Response> => {
    await settle();
    if (down) {
      throw new TypeError("network");
    }
    return new Response(host.answer(`${body}`));
  };
  const own = {
    fetch,
    location: { search: `?Aicc_Sid=${encodeURIComponent(host.session)}&AICC_URL=lms.example%2Fhacp` },
  };
  return {
    adapter: (world, data) => aicc(own as never, world, data),
    fail(on) {
      down = on;
    },
    kept: () => ({ status: host.kept.status.split(",")[0] ?? "" }),
    illegal: () => host.asked.filter(({ reply }) => !reply.startsWith("error=0")).map(({ reply }) => reply),
    goodbyes: () => host.asked.filter(({ command }) => command === "ExitAU").length,
    again: () => ({ host: hostAicc(host.relaunch()), afresh: false }),
    review: () => hostAicc(host.relaunch({ ...host.ways, mode: "review" })),
  };
}

/** A system before a record store: cmi5, or plain xAPI. */
function hostStore(
  strict: boolean,
  store = new Store({ strict }),
  mode: "Normal" | "Review" = "Normal",
): Host {
  const before = store.statements.length;
  const own = new FakeWindow(store, store.launch("https://lms.example", { mode }));
  const goodbyes = () => store.statements.slice(before).filter(({ verb }) => verb.id.endsWith("/terminated"));
  return {
    adapter(world, data) {
      data.package.address ??= "https://training.trust.nhs.uk/sample";
      return (strict ? cmi5 : xapi)(own, world, data);
    },
    fail(on) {
      own.offline = on;
    },
    kept: () => ({ status: JSON.parse(store.documents.get("bona") ?? "{}").status ?? "" }),
    illegal: () => [...store.refused, ...(strict ? faults(store.statements, store.facts) : [])],
    goodbyes: () => goodbyes().length,
    again: () => ({ host: hostStore(strict, store), afresh: false }),
    ...(strict && { review: () => hostStore(strict, store, "Review") }),
  };
}

/** A page of somebody's own that frames the course. */
function hostPage(keeper: Keeper): Host {
  const origin = "https://host.example";
  let down = false;
  return {
    adapter(world, data) {
      const listeners: ((event: unknown) => void)[] = [];
      const say = (event: object): void => {
        for (const listen of listeners) {
          listen(event);
        }
      };
      const window = {
        postMessage(message: Message, target: string): void {
          const mine = target === origin || (message.ask === "open" && target === "*");
          const data = down || !mine ? undefined : keeper.answer(structuredClone(message));
          if (data) {
            // Another window, and this one when another page stands in it, say something else and are not believed.
            const untrue = { ...data, kept: !data.kept, state: "x", status: "passed" };
            queueMicrotask(() => {
              say({ data: untrue, source: {}, origin });
              say({ data: untrue, source: window, origin: "https://other.example" });
              say({ data, source: window, origin });
              say({ data: untrue, source: window, origin });
            });
          }
        },
      };
      const addEventListener = (_: string, listen: (event: unknown) => void) => listeners.push(listen);
      data.package.hosts = [origin];
      return host({ parent: window, opener: null, bonaWords, addEventListener } as never, world, data);
    },
    fail(on) {
      down = on;
    },
    kept: () => ({ status: keeper.kept?.status ?? "" }),
    illegal: () => keeper.refused,
    goodbyes: () => keeper.heard.filter(({ ask }) => ask === "finish").length,
    again: () => ({ host: hostPage(new Keeper(keeper.kept)), afresh: false }),
    review() {
      const next = new Keeper(keeper.kept);
      next.review = true;
      return hostPage(next);
    },
  };
}

/** Every kind, one a simulator. */
export const KINDS: readonly Kind[] = [
  ...SYSTEMS_12.map((system) => ({
    name: system.name,
    format: "scorm12",
    packedFor: PACKED_FOR[system.name] ?? system.name,
    profile: /esr|aicc/.test(system.name) ? { exit: "" as const, pause: 2000, budget: 3900 } : {},
    first: () => host12(system, launched12(system)),
  })),
  {
    name: "strict-2004",
    format: "scorm2004-3",
    packedFor: "canvas",
    profile: { attempts_used: "failed", budget: 4000 },
    first: () => host2004(new Strict2004()),
  },
  {
    name: "strict-2004, ended",
    format: "scorm2004-4",
    packedFor: "canvas",
    profile: { exit: "", budget: 4000 },
    first: () => host2004(new Strict2004()),
  },
  {
    name: "aicc",
    format: "aicc",
    packedFor: "aicc",
    profile: { exit: "", budget: 3900 },
    first: () => hostAicc(new Hacp()),
  },
  {
    name: "aicc, loud",
    format: "aicc",
    packedFor: "aicc",
    profile: { exit: "", budget: 3900 },
    first: () => hostAicc(new Hacp({ loud: true, unescapes: true })),
  },
  { name: "cmi5", format: "cmi5", packedFor: "universal", profile: {}, first: () => hostStore(true) },
  { name: "xapi", format: "xapi", packedFor: "universal", profile: {}, first: () => hostStore(false) },
  {
    name: "a page of one's own",
    format: "html",
    packedFor: "host",
    profile: {},
    first: () => hostPage(new Keeper()),
  },
];
