//! An answer as SCORM 2004 and xAPI write it: by the ids that the author gave, never by letters (packaging rule D.3).
//!
//! The data block has all that is needed: each letter stands at the place of its id. What somebody typed is no part of
//! an answer, so it cannot be sent: a text goes as the id of what it was accepted as, or as `other`.

import type { Data, Item } from "../data";
import { decimal } from "../marks";
import { reveal } from "../secret";
import type { Answer, Response } from "./api";

const TYPES: Partial<Record<Item["kind"], string>> = {
  truefalse: "true-false",
  matching: "matching",
  groups: "matching",
  ordering: "sequencing",
  text: "fill-in",
  number: "numeric",
};

/** What the standards call such a question. */
export function typeOf({ kind }: Item): string {
  return TYPES[kind] ?? "choice";
}

/** The answer in those words; a choice in a scene has its own id and nothing that is right. */
export function responseOf({ items }: Pick<Data, "items">, { id, chosen, option, result }: Answer): Response {
  const item = items[id];
  if (!item) {
    return { type: "choice", response: option ?? "", pattern: "" };
  }
  const { row_letters, number } = item;
  const { right, range } = reveal(item);
  const type = typeOf(item);
  const said = (response: string, pattern: string): Response => ({ type, response, pattern });
  const ids = (letters: string): string => idsOf(item, letters);
  if (number) {
    const ends = range.map((end) => decimal(end, number.places));
    return said(decimal(Number(chosen), number.places), ends.join("[:]"));
  }
  if (type === "fill-in") {
    const fits = result === "correct" ? chosen : (right[0] ?? "");
    return said(ids(chosen), `{case_matters=false}${ids(fits)}`);
  }
  const pattern = row_letters ? [...row_letters].map((row, at) => `${row}.${right[at]}`).join() : right;
  return said(ids(chosen), ids(pattern));
}

/** `ac` as `id_a[,]id_c`; `a.c,b.a` as `row_a[.]id_c[,]row_b[.]id_a`. */
function idsOf({ letters, options, row_letters, rows }: Item, answer: string): string {
  const parts = [...answer.matchAll(/(?:(\w)\.)?(\w)/g)].map(([, row, letter]) => {
    const put = options[letters.indexOf(letter as string)];
    return row ? `${rows[row_letters.indexOf(row)]}[.]${put}` : put;
  });
  return parts.join("[,]");
}
