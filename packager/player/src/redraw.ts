//! Puts another document of the same course in the place of what stands there, while the visit goes on: one in another
//! language, or, before an author, one that was saved since.
//!
//! Session and place are not touched here; what somebody has begun to write or to choose goes over to the fields of the
//! same name. Invariant: both documents have the same ids, letters and slots; whoever asks sees to it.

import { all, one } from "./ui";

const FIELDS = "input, textarea, select";

type Field = HTMLInputElement;

/** Puts header and main part there. `anew` looks everything up in them and gives them life. */
export function redraw(own: Document, html: string, anew: () => void): void {
  // What somebody has begun to write or to choose is theirs in every language.
  const begun = new Map(
    all<Field>(own, FIELDS).map((field) => [
      nameOf(field),
      { said: saidIn(field), touched: /touched|undefined/.test(`${itemOf(field).state}`) },
    ]),
  );
  const promised = all(own, "[data-item=pledge][data-state=done]").map(({ dataset }) => dataset.id);
  const tested = own.querySelector(".on [data-at=test] .item");
  const parts = own.createElement("template");
  parts.innerHTML = html;
  for (const part of [...parts.content.children]) {
    one(own, part.localName).replaceWith(part);
  }
  anew();
  if (tested) {
    one(own, ".on [data-do=resume_test]").click();
  }
  for (const field of all<Field>(own, FIELDS)) {
    const { said = saidIn(field), touched } = begun.get(nameOf(field)) ?? {};
    if (said !== saidIn(field)) {
      if (typeof said === "boolean") {
        field.checked = said;
      } else {
        field.value = said;
      }
      // An answer that stands as it was checked has not been touched since.
      for (const kind of touched ? ["input", "change"] : []) {
        field.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }
  }
  for (const id of promised) {
    one(own, `[data-id="${id}"] [data-do=pledge]`).click();
  }
}

/** What a field is called in every document. */
function nameOf(field: Field): string {
  const { id, name, type, value, dataset } = field;
  const choice = /radio|checkbox/.test(type) ? value : "";
  const asked = field.getAttribute("aria-labelledby");
  return [itemOf(field).id, id, name, asked, dataset.row, dataset.at, choice].join(" ");
}

/** What the document says of the item to which a field belongs. */
function itemOf(field: Field): DOMStringMap {
  return field.closest<HTMLElement>("[data-id]")?.dataset ?? {};
}

function saidIn({ type, checked, value }: Field): string | boolean {
  return /radio|checkbox/.test(type) ? checked : value;
}

/** Takes over everything of the one into the other, which many hold: it stays the same thing. */
export function take(into: object, from: object): void {
  const own = into as Record<string, unknown>;
  for (const [key, value] of Object.entries(from)) {
    const there = own[key];
    if (value && there && typeof value === "object" && typeof there === "object") {
      take(there, value);
    } else {
      own[key] = value;
    }
  }
}
