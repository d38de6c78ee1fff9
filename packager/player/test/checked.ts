//! A check as its tests run it, and what it found in short lines.

import { check, type Port } from "../src/accept/drive";
import { type Add, type End, listed, type Step } from "../src/accept/steps";
import type { Data } from "../src/data";

/** What the check is called, so that a trial is the same each time. */
export const NAME = "0badcafe";

/** What a check found. */
export interface Found {
  steps: Step[];
  end: End;
}

export async function run(
  portOf: (add: Add) => Port,
  data: Data,
  before: string | null = null,
): Promise<Found> {
  const { steps, add } = listed(() => {});
  const end = await check(portOf(add), add, data, NAME, before);
  return { steps, end };
}

/** A step in a line: its name, how it ended, what came, the code. */
export function lines({ steps }: Found): string[] {
  return steps.map(({ title: [id], outcome, came, code }) =>
    [id.replace("step_", ""), outcome, ...came.map(([key]) => key), code].filter(Boolean).join(" "),
  );
}

/** The lines of what did not hold. */
export const wrong = (found: Found, outcome = "fault"): string[] =>
  lines(found).filter((line) => line.includes(` ${outcome} `));
