//! What an answer earns: whole numbers only, the same rule as `engine/src/score.rs`, held by shared vectors.

import type { Item } from "./data";
import { markMore, ONE_OF_LETTERS } from "./marks";
import { reveal } from "./secret";

/** What an answer earned, and why. */
export interface Mark {
  earned: number;
  possible: number;
  /** Everything right that could be. */
  right: boolean;
  /** What was chosen and counts: letters in the order of the options; `a.c,b.a` for rows; an order; a number. */
  chosen: string;
  /** Right letters that were chosen; of rows, those that are right. */
  found: string;
}

/** Marks an answer: letters in any order, repeated or unknown ones count once or not at all. */
export function mark(item: Item, letters: string): Mark {
  if (!ONE_OF_LETTERS.test(item.kind)) {
    return markMore(item, letters);
  }
  const { kind, marks, letters: all } = item;
  const { right } = reveal(item);
  const many = kind === "multiple" || kind === "spot";
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
