//! Scenes as they are kept: a path of choices by place. What a path means is worked out again each time, so a
//! path that no longer fits its scene simply ends earlier.

import type { Choice, Data, Decision, Scenario } from "./data";
import type { Kept } from "./kept";

export interface Walk {
  /** Choices made, in order, and the decision at which each was made. */
  steps: readonly { decision: Decision; choice: Choice; place: number }[];
  /** Index into `scenes` of where the learner stands. */
  at: number;
}

/** Follows the kept path as far as it goes. */
export function walk(kept: Kept, id: string, scenario: Scenario): Walk {
  const steps: { decision: Decision; choice: Choice; place: number }[] = [];
  let at = scenario.start;
  for (const place of kept.path(id)) {
    const decision = scenario.scenes[at];
    const choice = decision?.kind === "decision" ? decision.choices[place] : undefined;
    if (decision?.kind !== "decision" || choice === undefined) {
      break;
    }
    steps.push({ decision, choice, place });
    at = choice.then;
  }
  return { steps, at };
}

/** Makes a choice where the learner stands: gives the decision and the place of the choice in it. */
export function choose(
  data: Data,
  kept: Kept,
  id: string,
  choiceId: string,
): { decision: Decision; place: number } | null {
  const scenario = data.scenarios[id];
  if (scenario === undefined) {
    return null;
  }
  const { steps, at } = walk(kept, id, scenario);
  const decision = scenario.scenes[at];
  if (decision?.kind !== "decision") {
    return null;
  }
  const place = decision.choices.findIndex((choice) => choice.id === choiceId);
  const then = decision.choices[place]?.then;
  if (then === undefined) {
    return null;
  }
  kept.setPath(id, [...steps.map((step) => step.place), place]);
  if (scenario.scenes[then]?.kind !== "decision") {
    kept.set("scene", id, 1);
  }
  return { decision, place };
}
