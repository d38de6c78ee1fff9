//! What an answer earns: whole numbers only, the same rule as `engine/src/score.rs`, held by shared vectors.

import type { Item, Secret } from "./data";

/** What an answer earned, and why. */
export interface Mark {
  earned: number;
  possible: number;
  /** Everything right that could be. */
  right: boolean;
  /** Letters that were chosen and count, in the order of the options. */
  chosen: string;
  /** Right letters that were chosen, and right letters that were left. */
  found: string;
  missed: string;
}

/** Marks an answer: letters in any order, repeated or unknown ones count once or not at all. */
export function mark(item: Item, secret: Secret, letters: string): Mark {
  const sorted = [...item.letters].filter((letter) => letters.includes(letter));
  // Two answers to a question that takes one are no answer.
  const chosen = item.kind === "multiple" || sorted.length === 1 ? sorted.join("") : "";
  const right = secret.right;
  const found = [...right].filter((letter) => chosen.includes(letter)).join("");
  const missed = [...right].filter((letter) => !chosen.includes(letter)).join("");
  const exact = chosen !== "" && (item.kind === "multiple" ? chosen === right : right.includes(chosen));
  if (item.kind === "multiple" && item.marks === "per_option") {
    const agree = [...item.letters].filter((letter) => chosen.includes(letter) === right.includes(letter));
    // An empty answer is no answer, though some options were rightly left.
    const earned = chosen === "" ? 0 : agree.length;
    return { earned, possible: item.letters.length, right: exact, chosen, found, missed };
  }
  return { earned: exact ? 1 : 0, possible: 1, right: exact, chosen, found, missed };
}

/** Points as whole per cent, rounded half up, once. Nothing possible is nothing. */
export function perCent(earned: number, possible: number): number {
  return possible <= 0 ? 0 : Math.floor((earned * 200 + possible) / (possible * 2));
}

/** Whether so many points pass; the mark to pass is in millionths. */
export function passes(earned: number, possible: number, passMark: number): boolean {
  return possible > 0 && earned * 1_000_000 >= passMark * possible;
}
