//! Scenes as they are kept: a path of choices by place. What a path means is worked out again each time, so a
//! path that no longer fits its scene simply ends earlier.

import type { Choice, Decision, Scenario } from "./data";

export interface Walk {
  /** Choices made, in order. */
  steps: readonly Choice[];
  /** Index into `scenes` of where the learner stands. */
  at: number;
  /** What is to be decided there; nothing at an ending. */
  decision: Decision | undefined;
}

/** Follows the kept path as far as it goes. */
export function walk(path: readonly number[], { start, scenes }: Scenario): Walk {
  const steps: Choice[] = [];
  let at = start;
  for (const place of [...path, -1]) {
    const scene = scenes[at];
    const decision = scene?.kind === "decision" ? scene : undefined;
    const choice = decision?.choices.find((one) => one.place === place);
    if (!choice) {
      return { steps, at, decision };
    }
    steps.push(choice);
    at = choice.then;
  }
  return { steps, at, decision: undefined };
}
