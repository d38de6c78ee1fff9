//! Plain xAPI, launched as `tincan.xml` says: how a visit begins (packaging rule XA-02). The rest is `record.ts`.
//!
//! The launch holds everything, the authorisation as well; a page that is loaded again begins another visit. A launch
//! without a registration has one place for a learner and an activity.

import type { Data } from "../data";
import type { Lms, World } from "./api";
import { asker, type Host, launchOf } from "./lrs";
import { type Begin, recorder } from "./record";

export function xapi(own: Host, world: World, data: Data): Lms {
  return recorder(own, world, data, beginning(own, world, data));
}

/** Begins a visit of this launch. */
export function beginning(own: Host, world: World, data: Data): Begin {
  return async (call) => {
    const { query, actor, agent, registration } = launchOf(own);
    const [endpoint, authorization, activity, platform, grouping] = [
      "endpoint",
      "auth",
      "activity_id",
      "activity_platform",
      "grouping",
    ].map(query);
    if (!endpoint || !authorization) {
      return "absent";
    }
    if (!actor) {
      return "refused";
    }
    const { address, edition, language } = data.package;
    const groups = [`${address}/edition/${encodeURIComponent(edition)}`, grouping ?? ""];
    return {
      ask: asker(call, endpoint, authorization),
      actor,
      agent,
      activity: activity || `${address}`,
      registration,
      visit: `${world.now()} ${world.random()}`,
      template: { contextActivities: { grouping: groups.filter(Boolean).map((id) => ({ id })) } },
      definition: {
        type: "http://adlnet.gov/expapi/activities/course",
        name: { [language]: data.title },
      },
      platform: platform || "Bona",
      strict: false,
      mastery: undefined,
      reading: false,
      language: query("Accept-Language"),
      next: "",
      begun: false,
      mark() {},
    };
  };
}
