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
import { redraw, take } from "./redraw";
import { keep, kept, one } from "./ui";

/** A document in a language, as its script hands it over. */
export interface Tongue {
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
  // No package has this script that has one language alone.
  const tags = data.package.languages as readonly string[];
  const turn = async (tag: string): Promise<void> => {
    const tongue = known[tag] ?? (await fetched(tag));
    redraw(document, tongue.html, () => {
      root.lang = tongue.language;
      root.dir = tongue.direction;
      take(data, tongue.data);
      again();
    });
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
  // Who has chosen once is not asked what their system, a page to be read or their browser would like.
  const asked = [kept(CHOSEN), session.start.language, location.search.slice(1), ...navigator.languages];
  const start = asked.map((wanted) => like(wanted, tags)).find(Boolean) ?? root.lang;
  if (start !== root.lang) {
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
