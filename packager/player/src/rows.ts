//! Answers of rows and of orders, as they are kept and as letters: `a.c,b.a` for rows, `bac` for an order.
//!
//! Kept is the place of what was put to each row, from 1, and 0 for an open row; of an order the item at each place.
//! A row stands where its letter says: one that was taken away leaves its place open.

import type { Item } from "./data";

/** The answer that these numbers stand for. */
export function fromRows({ kind, row_letters, letters, places }: Item, kept: readonly number[]): string {
  const put = kept.map((place) => letters[places.indexOf(place - 1)] ?? "");
  return kind === "ordering"
    ? put.join("")
    : [...row_letters].flatMap((row) => (put[at(row)] ? `${row}.${put[at(row)]}` : [])).join();
}

/** The numbers that stand for an answer. */
export function toRows({ kind, row_letters, letters, places }: Item, chosen: string): number[] {
  const rows = LETTERS.slice(0, 1 + Math.max(...[...row_letters].map(at)));
  const put =
    kind === "ordering"
      ? [...chosen]
      : [...rows].map((row) => chosen.split(",").find((pair) => pair[0] === row)?.[2] ?? "");
  return put.map((letter) => (letter ? (places[letters.indexOf(letter)] ?? -1) + 1 : 0));
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The place of a row, from 0. */
function at(row: string): number {
  return LETTERS.indexOf(row);
}
