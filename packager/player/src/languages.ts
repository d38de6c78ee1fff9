//! The script of a package in several languages: it changes the language while the visit goes on.
//!
//! Each further language comes as a script of its own, which hands over header, main part and data block of the
//! document in that language. They are put in the place of what stands here; session, answers and place stay what they
//! were, for ids, letters and slots are the same in every language. It runs before the first script, while the document
//! is still as it came.

import { alarm } from "./chrome";
import type { Context } from "./context";
import type { Data } from "./data";
import { load } from "./later";
import { all, keep, kept, one } from "./ui";

/** A document in a language, as its script hands it over. */
interface Tongue {
  language: string;
  direction: string;
  /** Header and main part. */
  html: string;
  data: Data;
}

declare global {
  interface Window {
    /** Called by the script of a language. */
    bonaLanguage?: (tongue: Tongue) => void;
    /** Called by the first script once the visit has begun; `again` looks everything up in the document anew. */
    bonaReady?: (context: Context, again: () => void) => void;
  }
}

/** Where the device keeps the learner's choice, for every course. */
const CHOSEN = "bona/language";
const FIELDS = "input, textarea, select";

type Field = HTMLInputElement;

const root = document.documentElement;
const known: Record<string, Tongue> = {
  [root.lang]: {
    language: root.lang,
    direction: root.dir,
    html: one(document, "header").outerHTML + one(document, "main").outerHTML,
    data: JSON.parse(one(document, "#bona-data").textContent as string) as Data,
  },
};

window.bonaLanguage = (tongue) => {
  known[tongue.language] = tongue;
};

window.bonaReady = (context, again) => {
  const { data, session } = context;
  const tags = data.package.languages ?? [];
  const turn = async (tag: string): Promise<void> => {
    const tongue = known[tag] ?? (await fetched(tag));
    // What somebody has begun to write or to choose is theirs in every language.
    const begun = new Map(
      all<Field>(document, FIELDS).map((field) => [
        nameOf(field),
        { said: saidIn(field), touched: /touched|undefined/.test(`${itemOf(field).state}`) },
      ]),
    );
    const promised = all(document, "[data-item=pledge][data-state=done]").map(({ dataset }) => dataset.id);
    const tested = document.querySelector(".on [data-at=test] .item");
    const parts = document.createElement("template");
    parts.innerHTML = tongue.html;
    for (const part of [...parts.content.children]) {
      one(document, part.localName).replaceWith(part);
    }
    root.lang = tongue.language;
    root.dir = tongue.direction;
    take(data, tongue.data);
    again();
    if (tested) {
      one(document, ".on [data-do=resume_test]").click();
    }
    for (const field of all<Field>(document, FIELDS)) {
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
      one(document, `[data-id="${id}"] [data-do=pledge]`).click();
    }
  };
  document.addEventListener("click", ({ target }) => {
    const tag = (target as Element).closest<HTMLElement>("[data-language]")?.dataset.language;
    if (tag) {
      turn(tag).then(
        () => {
          if (!data.shared_pc) {
            keep(CHOSEN, tag);
          }
          session.prefer(tag);
          one(document, ".on h1").focus();
        },
        () => alarm(context.say, "banner_items"),
      );
    }
  });
  // Who has chosen once is not asked what their system or their browser would like.
  const start = [kept(CHOSEN), session.start.language, ...navigator.languages]
    .map((wanted) => like(wanted, tags))
    .find(Boolean);
  if (start && start !== root.lang) {
    turn(start).catch(() => {});
  }
};

/** The language that is wanted, or else the same as it is spoken elsewhere. */
function like(wanted: string, tags: readonly string[]): string | undefined {
  const whole = wanted.toLowerCase();
  const [kin] = whole.split("-");
  const same = tags.find((tag) => tag.toLowerCase() === whole);
  return same ?? tags.find((tag) => tag.split("-")[0] === kin);
}

async function fetched(tag: string): Promise<Tongue> {
  await load(`${tag.toLowerCase()}.js`);
  return known[tag] as Tongue;
}

/** What a field is called in every language. */
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
function take(into: object, from: object): void {
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
