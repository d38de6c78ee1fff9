//! Scenes as they are kept: a path of choices by place. What a path means is worked out again each time, so a
//! path that no longer fits its scene simply ends earlier.

import type { Choice, Decision, Scenario } from "./data";
import type { Kept } from "./kept";

export interface Walk {
  /** Choices made, in order. */
  steps: readonly Choice[];
  /** Index into `scenes` of where the learner stands. */
  at: number;
  /** What is to be decided there; nothing at an ending. */
  decision: Decision | undefined;
}

/** Follows the kept path as far as it goes. */
export function walk(kept: Kept, id: string, scenario: Scenario): Walk {
  const steps: Choice[] = [];
  let at = scenario.start;
  const here = (): Decision | undefined => {
    const scene = scenario.scenes[at];
    return scene?.kind === "decision" ? scene : undefined;
  };
  for (const place of kept.path(id)) {
    const choice = here()?.choices.find((one) => one.place === place);
    if (choice === undefined) {
      break;
    }
    steps.push(choice);
    at = choice.then;
  }
  return { steps, at, decision: here() };
}
