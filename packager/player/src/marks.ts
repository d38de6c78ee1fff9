//! What answers of rows, orders, texts and numbers earn, and what a test comes to. How answers are marked stands in
//! docs/format.md; `engine/src/score.rs` is the twin, held by shared vectors.
//!
//! Whole numbers only; where questions have weights a test's sum is of BigInt, for a double is not wide enough.

import type { Item } from "./data";
import type { Mark } from "./score";
import { reveal } from "./secret";

/** Kinds whose answer is letters of options, which `score.ts` marks by itself; a text is the letter of what it is
 *  accepted as. */
export const ONE_OF_LETTERS = /single|multiple|truefalse|text|spot/;

/** Points earned, points possible. Everything is right when both are the same. */
export type Points = readonly [earned: number, possible: number];

/** The least number that 1 to 26 all divide: each question's share is a whole number of these parts. */
const PARTS = 26_771_144_400n;

/** `all` gives one point when every part is right; every other word gives a point for each. */
function ofParts(marks: string, right: number, parts: number): Points {
  return marks === "all" ? [right === parts ? 1 : 0, 1] : [right, parts];
}

/** Pairs and groups. `right` has a letter for each row; `chosen` is like `a.c,b.a`. */
export function markRows(
  marks: string,
  rows: string,
  letters: string,
  right: string,
  chosen: string,
): Points {
  const pairs = chosen.split(",");
  const fits = [...rows].filter((row, at) => {
    const put = [...letters].filter((letter) => pairs.includes(`${row}.${letter}`));
    // Two things put to a row are no answer to it.
    return put.length === 1 && put[0] === right[at];
  });
  return ofParts(marks, fits.length, rows.length);
}

/** An order. `right` has all letters in their right order; of what was put twice the first place counts. */
export function markOrder(marks: string, right: string, chosen: string): Points {
  const order = onceEach(right, chosen);
  const pairs = [...right.slice(1)].map((letter, at) => right[at] + letter);
  return ofParts(marks, pairs.filter((pair) => order.includes(pair)).length, pairs.length);
}

/** Marks what `score.ts` does not: rows, an order, a number, an opinion. */
export function markMore(item: Item, given: string): Mark {
  const { kind, marks, row_letters, letters, number } = item;
  const { right, range } = reveal(item);
  if (kind === "likert") {
    return { earned: 0, possible: 0, right: false, chosen: given, found: "" };
  }
  if (number) {
    const value = Number(given || Number.NaN);
    const chosen = value >= number.min && value <= number.max ? given : "";
    const fits = chosen !== "" && value >= Number(range[0]) && value <= Number(range[1]);
    return { earned: Number(fits), possible: 1, right: fits, chosen, found: "" };
  }
  const rows = kind !== "ordering";
  const chosen = rows ? rowsOf(row_letters, letters, given) : onceEach(right, given);
  const [earned, possible] = rows
    ? markRows(marks, row_letters, letters, right, chosen)
    : markOrder(marks, right, chosen);
  const found = [...(rows ? row_letters : "")].filter((row, at) => chosen.includes(`${row}.${right[at]}`));
  return { earned, possible, right: earned === possible, chosen, found: found.join("") };
}

/** Rows to which one thing was put, in their order. */
function rowsOf(rows: string, letters: string, given: string): string {
  const pairs = given.split(",");
  const puts = [...rows].flatMap((row) => {
    const put = [...letters].map((letter) => `${row}.${letter}`).filter((pair) => pairs.includes(pair));
    return put.length === 1 ? put : [];
  });
  return puts.join();
}

/** Known letters, each at its first place. */
function onceEach(letters: string, given: string): string {
  return [...new Set(given)].filter((letter) => letters.includes(letter)).join("");
}

/** A text as it is compared. */
export function normal(text: string): string {
  const small = text.normalize("NFKC").toLowerCase().replaceAll("’", "'");
  return small
    .replace(/[ \t\n\r]+/g, " ")
    .replace(/^ | $/g, "")
    .replace(/ ?\.$/, "");
}

/** Which accepted answer was typed, from 0; `accept.length` for any other, -1 for none. */
export function accepted(accept: readonly (readonly string[])[], typed: string): number {
  const text = normal(typed);
  const place = accept.findIndex((ways) => ways.includes(text));
  return text === "" ? -1 : place < 0 ? accept.length : place;
}

/** What was typed as a whole number of its last place, or `null` if it is no number that can be typed. */
export function typedNumber(typed: string, places: number): number | null {
  const text = typed.normalize("NFKC").replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, "");
  const [all, sign = "", whole = "", part = ""] = /^([-−+]?)(\d{0,10})(?:[.,](\d+))?$/.exec(text) ?? [];
  if (all === undefined || whole + part === "" || part.length > places) {
    return null;
  }
  const value = Number(whole + part.padEnd(places, "0"));
  return sign === "" || sign === "+" ? value : -value;
}

/** A whole number of last places as it is written, with a point. */
export function decimal(value: number, places: number): string {
  const digits = `${Math.abs(value)}`.padStart(places + 1, "0");
  const at = digits.length - places;
  return (value < 0 ? "-" : "") + digits.slice(0, at) + (places ? `.${digits.slice(at)}` : "");
}

/** What a test comes to: each question's mark and weight, as a share of two whole numbers. */
export function share(
  marks: readonly (readonly [Pick<Mark, "earned" | "possible">, number])[],
): [bigint, bigint] {
  let got = 0n;
  let could = 0n;
  for (const [{ earned, possible }, weight] of marks) {
    if (possible) {
      got += (PARTS / BigInt(possible)) * BigInt(weight * earned);
      could += PARTS * BigInt(weight);
    }
  }
  return [got, could];
}

/** A share as whole per cent, rounded half up, once. Nothing possible is nothing. */
export function wholePerCent([earned, possible]: readonly [bigint, bigint]): number {
  return possible ? Number((earned * 200n + possible) / (possible * 2n)) : 0;
}

/** Whether a share passes; the mark to pass is in millionths. */
export function reaches([earned, possible]: readonly [bigint, bigint], passMark: number): boolean {
  return possible > 0 && earned * 1_000_000n >= BigInt(passMark) * possible;
}

/** A share as points to be shown: questions by their weight, to two decimals. */
export function asPoints(sum: bigint): number {
  return Number((sum * 100n) / PARTS) / 100;
}
