//! An answer as SCORM 2004 and xAPI write it: by the ids that the author gave, never by letters (packaging rule D.3).
//!
//! The data block has all that is needed: each letter stands at the place of its id. What somebody typed is no part of
//! an answer, so it cannot be sent: a text goes as the id of what it was accepted as, or as `other`.

import type { Data, Item } from "../data";
import { decimal } from "../marks";
import { reveal } from "../secret";
import type { Answer } from "./api";

export interface Response {
  type: Answer["type"];
  /** What was answered; an empty string where nothing was. */
  response: string;
  /** What is right; an empty string where nothing is judged. */
  pattern: string;
}

/** The answer in those words. One to a question or a scene that the package does not hold says nothing. */
export function responseOf(data: Pick<Data, "items" | "scenarios">, answer: Answer): Response {
  const { id, type, chosen, right } = answer;
  const item = data.items[id];
  if (!item) {
    return { type, response: choiceOf(data, id, chosen), pattern: "" };
  }
  if (item.number) {
    const { places } = item.number;
    // A number below nought is one here, and a text in SCORM 1.2 alone.
    const range = reveal(item).range.map((end) => decimal(end, places));
    return { type: "numeric", response: chosen, pattern: range.join("[:]") };
  }
  if (type === "fill-in") {
    return { type, response: chosen, pattern: right && `{case_matters=false}${right}` };
  }
  return { type, response: idsOf(item, chosen), pattern: idsOf(item, right) };
}

/** `ac` as `id_a[,]id_c`; `a.c,b.a` as `row_a[.]id_c[,]row_b[.]id_a`. */
function idsOf({ letters, options, row_letters, rows }: Item, answer: string): string {
  const option = (letter = ""): string => options[letters.indexOf(letter)] ?? "";
  const parts = answer.includes(".")
    ? answer
        .split(",")
        .map(([row = "", , letter]) => `${rows[row_letters.indexOf(row)] ?? ""}[.]${option(letter)}`)
    : [...answer].map(option);
  return parts.join("[,]");
}

/** The id of a choice in a scene, which is named `scenario__scene`; its letter is its place in the record. */
function choiceOf({ scenarios }: Pick<Data, "scenarios">, name: string, letter: string): string {
  for (const [scenario, { scenes }] of Object.entries(scenarios)) {
    for (const scene of scenes) {
      if (scene.kind === "decision" && `${scenario}__${scene.id}` === name) {
        return scene.choices.find(({ place }) => place === letter.charCodeAt(0) - 97)?.id ?? "";
      }
    }
  }
  return "";
}
