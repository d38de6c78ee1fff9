//! An answer as SCORM 1.2 writes it: single letters for ids. Rows are matching, orders sequencing, texts fill-in.
//!
//! What somebody typed is never sent: a text goes as the id of the accepted answer, or as `other`.

import type { Data } from "../data";
import { decimal } from "../marks";
import { reveal } from "../secret";
import type { Answer, Response } from "./api";
import { typeOf } from "./response";

/** The answer in those words; a choice in a scene has a letter and nothing that is right. */
export function lettersOf({ items }: Pick<Data, "items">, { id, chosen, result }: Answer): Response {
  const item = items[id];
  const one = (letters: string): string => [...letters].join();
  if (!item) {
    return { type: "choice", response: one(chosen), pattern: "" };
  }
  const { letters, options, row_letters, number } = item;
  const { right, range } = reveal(item);
  const type = typeOf(item);
  if (type === "matching") {
    return {
      type,
      response: chosen,
      pattern: [...row_letters].map((row, at) => `${row}.${right[at]}`).join(),
    };
  }
  if (type === "fill-in") {
    const named = (letter = ""): string => options[letters.indexOf(letter)] ?? "";
    return { type, response: named(chosen), pattern: named(result === "correct" ? chosen : right[0]) };
  }
  if (number) {
    const { places, min } = number;
    const [from, to] = range;
    // SCORM 1.2 has no negative number; where one can be typed all are sent as text. A range is no pattern.
    return {
      type: min < 0 ? "fill-in" : type,
      response: decimal(Number(chosen), places),
      pattern: from === to ? decimal(Number(from), places) : "",
    };
  }
  return { type, response: one(chosen), pattern: one(right) };
}
