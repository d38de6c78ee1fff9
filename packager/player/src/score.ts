//! What an answer earns: whole numbers only, the same rule as `engine/src/score.rs`, held by shared vectors.

import type { Item } from "./data";
import { reveal } from "./secret";

/** What an answer earned, and why. */
export interface Mark {
  earned: number;
  possible: number;
  /** Everything right that could be. */
  right: boolean;
  /** Letters that were chosen and count, in the order of the options. */
  chosen: string;
  /** Right letters that were chosen. */
  found: string;
}

/** Marks an answer: letters in any order, repeated or unknown ones count once or not at all. */
export function mark(item: Item, letters: string): Mark {
  const { kind, marks, letters: all } = item;
  const { right } = reveal(item);
  const many = kind === "multiple";
  const pick = (fits: (letter: string) => boolean): string => [...all].filter(fits).join("");
  const sorted = pick((letter) => letters.includes(letter));
  // Two answers to a question that takes one are no answer.
  const chosen = many || sorted.length === 1 ? sorted : "";
  const found = pick((letter) => chosen.includes(letter) && right.includes(letter));
  const exact = many ? chosen === right : found !== "";
  if (many && marks === "per_option") {
    const agree = pick((letter) => chosen.includes(letter) === right.includes(letter));
    // An empty answer is no answer, though some options were rightly left.
    return { earned: chosen === "" ? 0 : agree.length, possible: all.length, right: exact, chosen, found };
  }
  return { earned: exact ? 1 : 0, possible: 1, right: exact, chosen, found };
}

/** Points as whole per cent, rounded half up, once. Nothing possible is nothing. */
export function perCent(earned: number, possible: number): number {
  return possible <= 0 ? 0 : Math.floor((earned * 200 + possible) / (possible * 2));
}

/** Whether so many points pass; the mark to pass is in millionths. */
export function passes(earned: number, possible: number, passMark: number): boolean {
  return possible > 0 && earned * 1_000_000 >= passMark * possible;
}
