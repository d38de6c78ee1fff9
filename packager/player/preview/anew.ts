//! Draws the pages anew in the document that stands there, where a save changed more than words in their place: a
//! title, a block, a picture's description. The visit goes on, as it does when a learner changes the language.
//!
//! The player hands over how it looks everything up again (`bonaReady`). Invariant: what the player holds a copy of is
//! the same in both pages, but for words; ids, letters, slots and rules are. Whatever else differs is loaded anew.

import type { Data } from "../src/data";
import type { Tongue } from "../src/languages";
import { redraw, take } from "../src/redraw";
import { all, at, one } from "../src/ui";
import type { Handed } from "./swap";

/** What a page of several languages and the player itself know of the window. */
type Own = Pick<Window, "bonaLanguage" | "bonaReady">;
type Ready = NonNullable<Window["bonaReady"]>;

/** What of the data block is said or told and decides nothing: the player asks for it whenever it is needed. */
const SAID = /^(title|text|because|secret|minutes|content|mark)$/;

/** The visit of the page that is shown, once it has begun. */
let visit: { own: Window; data: Data; again: () => void } | undefined;

/** A page begins: waits for what its player hands over when the visit has begun. */
export function opened(own: Window): void {
  visit = undefined;
  let further: Ready | undefined;
  const ready: Ready = (context, again) => {
    visit = { own, data: context.data, again };
    further?.(context, again);
  };
  // The script of a page in several languages waits for the same.
  Object.defineProperty(own, "bonaReady", {
    get: () => ready,
    set(theirs: Ready) {
      further = theirs;
    },
  });
}

/** Whether the living page, made from `old`, now is as `next` was handed out. If not, nothing of it was touched. */
export function redrawn(live: Document, old: Handed, next: Handed): boolean {
  const own = live.defaultView;
  const data = JSON.parse(next.data) as Data;
  const same =
    old.beside === next.beside && frameOf(old) === frameOf(next) && alike(JSON.parse(old.data), data);
  if (
    !visit ||
    visit.own !== own ||
    !same ||
    live.documentElement.lang !== data.package.language ||
    over(live)
  ) {
    return false;
  }
  const { again, data: held } = visit;
  const { scrollX, scrollY } = visit.own;
  const open = all<HTMLDetailsElement>(live, "details").map((part) => part.open && nameOf(part));
  redraw(live, shownIn(next), () => {
    take(held, data);
    again();
  });
  for (const part of all<HTMLDetailsElement>(live, "details")) {
    part.open ||= open.includes(nameOf(part));
  }
  visit.own.scrollTo(scrollX, scrollY);
  told(live, next);
  return true;
}

/** Tells the page how it was handed out: so does the script that changes languages know it. */
export function told(live: Document, next: Handed): void {
  const { lang: language, dir: direction } = live.documentElement;
  const data = JSON.parse(next.data) as Data;
  one(live, "#bona-data").textContent = next.data;
  const tongue: Tongue = { language, direction, html: shownIn(next), data };
  (live.defaultView as Own | null)?.bonaLanguage?.(tongue);
}

const SHOWN = /<header[\s\S]*<\/main>/;

/** Header and main part. */
function shownIn({ text }: Handed): string {
  return SHOWN.exec(text)?.[0] ?? "";
}

/** All of a page but what is drawn anew. */
function frameOf({ text, data }: Handed): string {
  return text
    .replace(SHOWN, "")
    .replace(data, "")
    .replace(/<title>[^<]*</, "");
}

/** Whether two data blocks differ in nothing but what is said. */
function alike(old: unknown, next: unknown, name = ""): boolean {
  if (!old || !next || typeof old !== "object" || typeof next !== "object") {
    return old === next || (SAID.test(name) && typeof old === typeof next);
  }
  const names = Object.keys(old);
  const both = names.length === Object.keys(next).length && Array.isArray(old) === Array.isArray(next);
  return both && names.every((key) => key in next && alike(own(old, key), own(next, key), key));
}

function own(all: object, key: string): unknown {
  return (all as Record<string, unknown>)[key];
}

/** Whether the visit was closed: by its learner, or since nobody was there. What is said of that must stay. */
function over(live: Document): boolean {
  return !live.querySelector("[data-page]") || !!at(live, "closed")?.childElementCount;
}

/** By which an opened detail is found again: where it stands, and what its first words are. */
function nameOf(part: HTMLDetailsElement): string {
  const page = part.closest<HTMLElement>("[data-page]")?.dataset.page ?? "";
  return `${page} ${part.querySelector("summary")?.textContent}`;
}
