//! Answers in the words of a learning system: rows as matching, orders as sequencing, texts as fill-in, numbers.
//!
//! What somebody typed is never sent: a text goes as the id of the accepted answer, or as `other`.

import type { Item } from "./data";
import type { Answer } from "./lms/api";
import { decimal } from "./marks";
import { reveal } from "./secret";

/** What differs from a choice; nothing for a question with options. */
export function reported(
  item: Item,
  chosen: string,
  well: boolean,
): Partial<Pick<Answer, "type" | "chosen" | "right">> {
  const { kind, row_letters, letters, options, number } = item;
  const { right, range } = reveal(item);
  if (kind === "matching" || kind === "groups") {
    return {
      type: "matching",
      chosen,
      right: [...row_letters].map((row, at) => `${row}.${right[at]}`).join(),
    };
  }
  if (kind === "ordering") {
    return { type: "sequencing" };
  }
  if (kind === "text") {
    const id = (letter = ""): string => options[letters.indexOf(letter)] ?? "";
    return { type: "fill-in", chosen: id(chosen), right: id(well ? chosen : right[0]) };
  }
  if (number) {
    const { places, min } = number;
    const [from, to] = range;
    // SCORM 1.2 has no negative number; where one can be typed all are sent as text. A range is no pattern.
    return {
      type: min < 0 ? "fill-in" : "numeric",
      chosen: decimal(Number(chosen), places),
      right: from === to ? decimal(Number(from), places) : "",
    };
  }
  return {};
}
