//! Scenes as they are kept: a path of choices by place. What a path means is worked out again each time, so a
//! path that no longer fits its scene simply ends earlier.

import type { Choice, Decision, Scenario, Scene } from "./data";

export interface Walk {
  /** Choices made, in order. */
  steps: readonly Choice[];
  /** Index into `scenes` of where the learner stands. */
  at: number;
  /** What is to be decided there; nothing at an ending. */
  decision: Decision | undefined;
  /** What was set on the way. */
  flags: number;
}

/** Where somebody stands who comes to a scene with these flags: there, or wherever its guard sends them. */
export function enter(scenes: readonly Scene[], at: number, flags: number): number {
  // Each guard sends on once at most, or it would for ever.
  for (const _ of scenes) {
    const guard = scenes[at]?.guard;
    if (guard && ((flags & guard.when) !== guard.when || flags & guard.unless)) {
      at = guard.otherwise;
    }
  }
  return at;
}

/** Follows the kept path as far as it goes. */
export function walk(path: readonly number[], { start, scenes }: Scenario): Walk {
  const steps: Choice[] = [];
  let at = enter(scenes, start, 0);
  let flags = 0;
  for (const place of [...path, -1]) {
    const scene = scenes[at];
    const decision = scene?.kind === "decision" ? scene : undefined;
    const choice = decision?.choices.find((one) => one.place === place);
    if (!choice) {
      return { steps, at, decision, flags };
    }
    steps.push(choice);
    at = choice.then;
    flags |= choice.sets ?? 0;
    at = enter(scenes, at, flags);
  }
  return { steps, at, decision: undefined, flags };
}

/** A path of at most so many choices that leads to the same place: rounds that came back to where they began are left
 *  out, the oldest first. Where there is no such round it is given as it was. */
export function shorten(path: readonly number[], scenario: Scenario, room: number): readonly number[] {
  const stood = path.map((_, nth) => {
    const { at, flags } = walk(path.slice(0, nth), scenario);
    return `${at} ${flags}`;
  });
  const back = stood.findIndex((one, nth) => stood.indexOf(one) < nth);
  const began = stood.indexOf(stood[back] as string);
  return path.length > room && back > 0
    ? shorten([...path.slice(0, began), ...path.slice(back)], scenario, room)
    : path;
}
