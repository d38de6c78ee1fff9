//! cmi5: how a visit begins (packaging rules D.8, 1 to 5). The rest is `record.ts`.
//!
//! The address for the token may be asked once for a launch, so the token is kept for as long as the window: a page
//! that is loaded again in the middle of a visit goes on with it. A visit that has ended stays ended.

import type { Data } from "../data";
import type { Lms, World } from "./api";
import { asker, type Host, launchOf, taken } from "./lrs";
import { type Begin, recorder } from "./record";
import type { Template } from "./told";

/** cmi5, 10: what the LMS says of a launch, as far as it matters here. */
interface LaunchData {
  contextTemplate?: Template;
  launchMode?: string;
  masteryScore?: number;
  returnURL?: string;
}

const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";

export function cmi5(own: Host, world: World, data: Data): Lms {
  return recorder(own, world, data, beginning(own, data));
}

/** Begins a visit of this launch. */
export function beginning(own: Host, data: Data): Begin {
  return async (call, note) => {
    const { query, actor, agent, registration } = launchOf(own);
    const [endpoint, address, activity] = ["endpoint", "fetch", "activityId"].map(query);
    if (!endpoint || !address) {
      return "absent";
    }
    if (!registration) {
      // The address for the token works once, and may be somebody else's.
      note("no registration: not a launch of cmi5");
      return "refused";
    }
    const memory = memoryOf(own, `${data.package.key} ${address}`);
    let [step, token] = memory.get();
    if (!step) {
      const { told } = await call("POST fetch", address, { method: "POST" });
      token = (told as { "auth-token"?: string } | undefined)?.["auth-token"];
      memory.set("fetched", token);
    }
    if (!token || !actor || !activity) {
      return "refused";
    }
    const ask = asker(call, endpoint, `Basic ${token}`);
    const [launch, wishes] = await Promise.all([
      ask("GET", "activities/state", {
        activityId: activity,
        agent,
        registration,
        stateId: "LMS.LaunchData",
      }),
      ask("GET", "agents/profile", { agent, profileId: "cmi5LearnerPreferences" }),
    ]);
    const { contextTemplate, launchMode, masteryScore, returnURL = "" } = { ...(launch.told as LaunchData) };
    if (!taken(launch) || !contextTemplate) {
      return "refused";
    }
    return {
      ask,
      actor,
      agent,
      activity,
      registration,
      visit: `${contextTemplate.extensions?.[SESSION]}`,
      template: contextTemplate,
      platform: "Bona",
      strict: true,
      mastery: masteryScore,
      reading: launchMode !== "Normal",
      language: wish(wishes.told, data),
      next: /^https?:/.test(returnURL) ? returnURL : "",
      begun: step === "begun",
      mark: (step) => memory.set(step, step === "begun" ? token : ""),
    };
  };
}

/** The first language of the learner's own list that the package has; the list is theirs, and is never written. */
function wish(told: unknown, { package: { languages = [] } }: Data): string {
  const list = `${(told as { languagePreference?: string } | undefined)?.languagePreference ?? ""}`;
  const kin = (tag: string): string => tag.trim().toLowerCase().split("-")[0] as string;
  return (
    list
      .split(",")
      .find((tag) => languages.some((one) => kin(one) === kin(tag)))
      ?.trim() ?? ""
  );
}

/** How far the visit is, and its token, under one name for as long as the window. */
function memoryOf(own: Host, name: string) {
  const guard = <T>(work: () => T): T | undefined => {
    try {
      return work();
    } catch {
      // Without storage a page that is loaded again cannot go on, and says so.
      return undefined;
    }
  };
  return {
    get: (): (string | undefined)[] => guard(() => own.sessionStorage.getItem(name)?.split(" ")) ?? [],
    set: (step: string, token = ""): void => {
      guard(() => own.sessionStorage.setItem(name, `${step} ${token}`));
    },
  };
}
