//! Turning pages: address, title, focus, progress, and which button is the filled one.
//!
//! Next is never locked. The address is `#/page-id`: the slash keeps it apart from the skip link's, which is
//! left alone. Links and the browser's own Back and Forward change it, and its change turns the page.

import type { Context } from "./context";
import type { Data } from "./data";
import type { Say } from "./strings";
import { all, one } from "./ui";

/** Turns pages from now on, also while a host is still sought. `shown` is called with each place that is now before
 *  the learner, and where they are on the way. Gives what opens the page of the address, or else that of a place,
 *  without moving the focus; without a place, the address stays as it is. */
export function pages(
  data: Data,
  say: Say,
  shown: (page: HTMLElement, place: string, step: string) => void,
): (place?: string) => void {
  const sections = all(document, "[data-page]");
  const route = sections.filter(({ dataset }) => "step" in dataset);
  const where = one(document, "#where");
  const course = where.textContent;
  let now = route[0] as HTMLElement;
  /** The last step of the way that was shown; contents and sources lead back to it. */
  let step = now;

  const find = (place = ""): HTMLElement | undefined =>
    sections.find((section) => section.dataset.page === place);

  const open = (page: HTMLElement): void => {
    now.classList.remove("on");
    now = page;
    now.classList.add("on");
    const number = route.indexOf(page) + 1;
    if (number) {
      step = page;
    }
    const { page: place = "", module = course } = page.dataset;
    const back = step.dataset.page as string;
    const heading = one(page, "h1").textContent;
    const said = number ? say("step", { n: number, all: route.length }) : "";
    one(document, "#step").textContent = said;
    where.textContent = module;
    document.title = [heading, said, data.title].filter(Boolean).join(" – ");
    wayBack(page, back, say);
    shown(page, place, back);
    scrollTo(0, 0);
  };

  /** Opens the page of an address and gives what should take the focus; nothing for an address not ours. */
  const follow = (hash: string): HTMLElement | null => {
    const [mark, place, part] = hash.split("/");
    const page = mark === "#" && find(place);
    if (!page) {
      return null;
    }
    open(page);
    return part ? document.getElementById(hash.slice(1)) : one(page, "h1");
  };

  addEventListener("hashchange", () => follow(location.hash)?.focus());

  return (place) => {
    if (!follow(location.hash)) {
      open(find(place) ?? now);
      if (place !== undefined) {
        history.replaceState(null, "", `#/${now.dataset.page}`);
      }
    }
  };
}

/** Looks again at what is done: the bar, and the one filled button. */
export function refresh({ session }: Context): void {
  const { done, all: pages } = session.progress();
  const exam = session.test();
  const bar = one<HTMLProgressElement>(document, "progress");
  bar.max = pages + Number(!!exam);
  bar.value = done + Number(!!exam?.passed);
  fillOne(one(document, ".on[data-page]"));
}

/** What a place calls itself in the contents. */
export function titleOf(place: string): string {
  return one(document, `[data-to="${place}"] a`).textContent as string;
}

/** Links of pages off the way lead back to the last step on it. */
function wayBack(page: HTMLElement, back: string, say: Context["say"]): void {
  for (const link of all<HTMLAnchorElement>(page, "[data-return]")) {
    link.href = `#/${back}`;
    if (link.dataset.return) {
      link.textContent = say("go_on_with", { title: titleOf(back) });
    }
  }
}

/** One filled button a page: the first thing still to be done, or else the way on. Choices in a scene are
 *  never filled, and never compete with a filled "Continue". */
function fillOne(page: HTMLElement): void {
  const seen = (item: HTMLElement): boolean => !!item.offsetParent;
  const open = all(page, "[data-item=scene][data-state=open]").some(seen);
  const checks = all(page, ".item[data-item] > .acts > .btn");
  const first = checks.find((check) => seen(check) && !check.closest("[data-state=done]"));
  for (const check of checks) {
    check.classList.toggle("fill", check === first && !open);
  }
  const waits = first || open || page.querySelector(".live .fill, .skipped.gone");
  for (const next of all(page, "[data-next]")) {
    next.classList.toggle("fill", !waits);
  }
}
