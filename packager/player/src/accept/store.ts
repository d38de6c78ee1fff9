//! The check before a learning record store, for cmi5 and plain xAPI: a document of its own beside the learner's, and a
//! visit with one answer that was made up (packaging rules D.8 and D.9).
//!
//! What stands here: requests and statements. What does not: the order of the steps (drive.ts). The document in which
//! a learner's place stands is only looked for, and where there is one nothing is written.

import type { Data } from "../data";
import type { World } from "../lms/api";
import { beginning as beginningCmi5 } from "../lms/cmi5";
import { type Ask, type Call, type Reply as Came, caller, type Host, taken } from "../lms/lrs";
import { type Begin, type Launched, STATE } from "../lms/record";
import { period, type Said, voice } from "../lms/told";
import { beginning as beginningXapi } from "../lms/xapi";
import { outcomeOf, type Port } from "./drive";
import type { Add, Reply, Sentence } from "./steps";

/** The document of the check. */
const OWN_STATE = "bona-check";
/** What is answered, as a part of the course that no course has. */
const ACTIVITY = "http://adlnet.gov/expapi/activities/cmi.interaction";

export function storePort(own: Host, world: World, data: Data, add: Add): Port {
  const log: string[] = [];
  const begin = data.adapter === "cmi5" ? beginningCmi5(own, data) : beginningXapi(own, world, data);
  let launched: Launched;
  let greeted = false;
  const ask: Ask = (...asked) => launched.ask(...asked);
  const document = (stateId: string) => {
    const { activity, agent, registration } = launched;
    return { activityId: activity, agent, ...(registration && { registration }), stateId };
  };
  const say = (verb: string, words: string, said: Said) => voice(launched, data, world)(verb, words, said);
  const tell = async (statements: readonly object[]): Promise<Reply> =>
    told("POST statements", await ask("POST", "statements", {}, statements));
  return {
    most: 0,
    signs: ' 100% a+b=c $& [x] ~ <y> "z" \\ \n\t.',
    async begin() {
      const found = await begun(begin, caller(own, world, log), log, add);
      if (!found) {
        return "stopped";
      }
      launched = found;
      if (data.adapter === "cmi5") {
        const mode = found.reading ? "Browse / Review" : "Normal";
        await add(
          "mode",
          found.reading ? "note" : "held",
          ["expect_mode"],
          ["came_mode", { mode, credit: "–" }],
        );
      }
      return found.reading ? "reading" : "begun";
    },
    async stands() {
      const theirs = await ask("GET", "activities/state", document(STATE));
      const ours = await ask("GET", "activities/state", document(OWN_STATE));
      return { state: textOf(ours), place: "", more: theirs.status !== 404, odd: null };
    },
    async prepare() {
      const { came, code, ...reply } = await tell([say("initialized", launched.visit, {})]);
      greeted = true;
      launched.mark("begun");
      await add("status", outcomeOf(reply), ["expect_true"], came, code);
    },
    put: async (check) =>
      told("PUT activities/state", await ask("PUT", "activities/state", document(OWN_STATE), { check })),
    async got() {
      const came = await ask("GET", "activities/state", document(OWN_STATE));
      return { text: textOf(came), code: taken(came) ? "" : `${came.status}` };
    },
    async further() {
      const expected: Sentence = ["expect_answers", { n: 1 }];
      if (!data.profile.interactions) {
        return add("answers", "note", expected, ["came_unwanted"]);
      }
      const statement = say("answered", `${launched.visit} check`, answered(launched, data));
      const { took, came, code } = await tell([statement]);
      const seen = took === "yes" ? await found(ask, statement.id) : came;
      return add("answers", took === "yes" ? "held" : "fault", expected, seen, code);
    },
    clear: async () =>
      told("DELETE activities/state", await ask("DELETE", "activities/state", document(OWN_STATE))),
    async finish() {
      launched.mark("ended");
      const goodbye = say("terminated", launched.visit, { result: { duration: period(1000) } });
      return tell([...(greeted ? [] : [say("initialized", launched.visit, {})]), goodbye]);
    },
  };
}

/** The launch, or nothing; both with their steps. */
async function begun(begin: Begin, call: Call, log: string[], add: Add): Promise<Launched | null> {
  const found = await begin(call, (line) => log.push(line));
  const absent = found === "absent";
  const address: Sentence = [absent ? "came_none" : "came_address"];
  await add("found", absent ? "fault" : "held", ["expect_address"], address);
  if (absent) {
    return null;
  }
  const refused = found === "refused";
  const came: Sentence = refused ? ["came_asked", { call: log.join(", ") || "–" }] : ["came_launch"];
  await add("begin", refused ? "fault" : "held", ["expect_launch"], came);
  return refused ? null : found;
}

/** A store may take a while until it finds what it took. */
async function found(ask: Ask, statementId: string): Promise<Sentence> {
  return taken(await ask("GET", "statements", { statementId }))
    ? ["came_answers", { n: 1 }]
    : ["came_unseen"];
}

function textOf({ told }: Came): string {
  return `${(told as { check?: string } | undefined)?.check ?? ""}`;
}

function told(call: string, { status }: Came): Reply {
  const came: Sentence = taken({ status, told: undefined })
    ? ["came_true", { call }]
    : status
      ? ["came_false", { call, said: `HTTP ${status}`, code: `${status}` }]
      : ["came_threw", { call }];
  const took = came[0] === "came_true" ? "yes" : "no";
  return { took, came: [came], code: took === "yes" || !status ? "" : `${status}` };
}

/** An answer of nobody. */
function answered({ activity }: Launched, { package: { language } }: Data): Said {
  return {
    object: {
      id: `${activity.replace(/\/$/, "")}/bona-check`,
      definition: {
        type: ACTIVITY,
        interactionType: "true-false",
        name: { [language]: "bona-check" },
        correctResponsesPattern: ["true"],
      },
    },
    result: { response: "true", success: true, duration: period(8000) },
  };
}
