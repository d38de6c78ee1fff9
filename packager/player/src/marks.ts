//! What answers of rows, orders, texts and numbers earn, and what a test comes to. How answers are marked stands in
//! docs/format.md; `engine/src/score.rs` is the twin, held by shared vectors.
//!
//! Whole numbers only; a test's sum is of BigInt, for a double is not wide enough.

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
  const order = [...new Set(chosen)].filter((letter) => right.includes(letter)).join("");
  const pairs = [...right.slice(1)].map((letter, at) => right[at] + letter);
  return ofParts(marks, pairs.filter((pair) => order.includes(pair)).length, pairs.length);
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

/** What a test comes to: [earned, possible, weight] of each question, as a share of two whole numbers. */
export function share(marks: readonly (readonly [number, number, number])[]): [bigint, bigint] {
  let earned = 0n;
  let possible = 0n;
  for (const [got, could, weight] of marks) {
    if (could > 0) {
      earned += BigInt(weight * got) * (PARTS / BigInt(could));
      possible += BigInt(weight) * PARTS;
    }
  }
  return [earned, possible];
}

/** A share as whole per cent, rounded half up, once. Nothing possible is nothing. */
export function wholePerCent([earned, possible]: readonly [bigint, bigint]): number {
  return possible > 0n ? Number((earned * 200n + possible) / (possible * 2n)) : 0;
}

/** Whether a share passes; the mark to pass is in millionths. */
export function reaches([earned, possible]: readonly [bigint, bigint], passMark: number): boolean {
  return possible > 0n && earned * 1_000_000n >= BigInt(passMark) * possible;
}
