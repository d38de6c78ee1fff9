//! Puts words that a save changed into the page that stands there, where nothing but words differs.
//!
//! Two pages are compared as the program hands them out; the same words are then sought in the page to which the
//! player has given life. Invariant: at the first doubt nothing is touched, and whoever asks draws the pages anew
//! (`anew.ts`). The visit that runs goes on as it began: for it, the content is still that of the save at which the page
//! was opened.

import { told } from "./anew";

/** A page as the program hands it out. */
export interface Handed {
  /** Its tree, in which the content has no name: that is another with every word. */
  page: Document;
  /** The same to the letter, with the names of its content. */
  text: string;
  /** Its data block, to the letter. */
  data: string;
  /** A sum of all that it shows or runs beside itself. */
  beside: string;
}

/** Words that differ, where they stand in both pages. */
interface Change {
  old: Text;
  next: Text;
}

/** What the player may hold a copy of, or has told already: titles, which stand in the contents as well; scenes; and of
 *  questions all but what is asked, and choices. */
const COPIED = "h1, nav, .lab, .item > :not(.ask), .item:not([data-item=choice]) > .ask > :not(legend)";

const DATA = /<script type="application\/json" id="bona-data">([^<]*)</;

/** The page at an address, as it is now; `undefined` where there is none. */
export async function handed(address: string): Promise<Handed | undefined> {
  try {
    const answer = await fetch(address);
    const beside = answer.headers.get("bona-beside");
    const text = await answer.text();
    const [, data] = DATA.exec(text) ?? [];
    return answer.ok && beside && data ? { page: bare(text, data), text, data, beside } : undefined;
  } catch {
    // The program has ended; the frame says so.
    return undefined;
  }
}

/** The tree of a page without the names of its content, and without sound and film: a browser never lets go of those,
 *  though nobody sees them. */
function bare(text: string, data: string): Document {
  const { package: own } = JSON.parse(data) as { package: { content: string; mark: string } };
  const plain = text
    .replaceAll(own.content, "")
    .replaceAll(own.mark, "")
    .replace(/<(\/?)(audio|video)\b/g, "<$1x-$2");
  return new DOMParser().parseFromString(plain, "text/html");
}

/** Whether this is the page from which the living one was made, and beside it stands what stood there then. */
export function isOf({ data, beside }: Handed, live: Document): boolean {
  const opening = live.querySelector<HTMLElement>("[data-beside]");
  return opening?.dataset.beside === beside && live.querySelector("#bona-data")?.textContent === data;
}

/** Whether the living page, made from `old`, now says what `next` says. If not, nothing of it was touched. */
export function swapped(live: Document, old: Handed, next: Handed): boolean {
  const changes = old.beside === next.beside ? differences(old.page, next.page) : undefined;
  const found = changes?.map(({ old: own, next }) => ({ at: place(live, old.page, own), words: next.data }));
  if (!found?.every(({ at }) => at)) {
    return false;
  }
  for (const { at, words } of found) {
    (at as Text).data = words;
  }
  told(live, next);
  return true;
}

/** The words in which two pages differ; `undefined` where they differ in anything else. */
function differences(old: Node, next: Node): Change[] | undefined {
  if (old.isEqualNode(next)) {
    return [];
  }
  if (old instanceof Text && next instanceof Text) {
    return [{ old, next }];
  }
  const alike = old.cloneNode(false).isEqualNode(next.cloneNode(false));
  if (!alike || !old.firstChild || old.childNodes.length !== next.childNodes.length) {
    return undefined;
  }
  const all: Change[] = [];
  for (const [at, child] of old.childNodes.entries()) {
    const inside = differences(child, next.childNodes[at] as Node);
    if (!inside) {
      return undefined;
    }
    all.push(...inside);
  }
  return all;
}

/** Where words stand in the living page, if they stand there once, on the same page, and nothing has a copy. */
function place(live: Document, own: Document, words: Text): Text | undefined {
  const around = words.parentElement;
  const page = around?.closest<HTMLElement>("[data-page]")?.dataset.page;
  if (!around || !page || around.closest(COPIED) || textsOf(own, words.data).length !== 1) {
    return undefined;
  }
  const [found, ...more] = textsOf(live, words.data);
  const there = found?.parentElement;
  const same =
    there?.tagName === around.tagName && there.closest<HTMLElement>("[data-page]")?.dataset.page === page;
  const sign = live.createElement("p");
  sign.textContent = words.data.trim();
  const copies = live.documentElement.outerHTML.split(sign.innerHTML).length - 1;
  return same && more.length === 0 && copies === 1 ? found : undefined;
}

/** The parts of a page that are these words. */
function textsOf(own: Document, words: string): Text[] {
  const walk = own.createTreeWalker(own.documentElement, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let at = walk.nextNode(); at; at = walk.nextNode()) {
    if ((at as Text).data === words) {
      found.push(at as Text);
    }
  }
  return found;
}
