//! Turning pages: address, title, focus, progress, and which button is the filled one.
//!
//! Next is never locked. The address is `#/page-id`: the slash keeps it apart from the skip link's, which is
//! left alone.

import type { Context } from "./context";
import { titleOf } from "./places";
import { all, one } from "./ui";

export interface Pages {
  /** Opens the first page of this visit, without moving the focus. */
  open(place: string): void;
  /** Looks again at what is done: the bar, and the one filled button. */
  refresh(): void;
}

/** `shown` is called with each place that is now before the learner, and where they are on the way. */
export function pages(
  context: Context,
  shown: (page: HTMLElement, place: string, step: string) => void,
): Pages {
  const { data, session, say } = context;
  const sections = all(document, "[data-page]");
  const route = sections.filter(({ dataset }) => "step" in dataset);
  const where = one(document, "#where");
  const course = where.textContent;
  let now = route[0] as HTMLElement;
  /** The last step of the way that was shown; contents and sources lead back to it. */
  let step = now;

  const find = (place = ""): HTMLElement | undefined =>
    sections.find((section) => section.dataset.page === place);

  const refresh = (): void => {
    const { done, all: pages } = session.progress();
    const exam = session.test();
    const bar = one<HTMLProgressElement>(document, "progress");
    bar.max = pages + Number(!!exam);
    bar.value = done + Number(!!exam?.passed);
    fillOne(now);
  };

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
    shown(page, place, back);
    const heading = one(page, "h1").textContent;
    const said = number ? say("step", { n: number, all: route.length }) : "";
    one(document, "#step").textContent = said;
    where.textContent = module;
    document.title = [heading, said, data.title].filter(Boolean).join(" – ");
    wayBack(page, back, say);
    refresh();
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

  listen(follow);

  return {
    open(place) {
      if (!follow(location.hash)) {
        open(find(place) ?? now);
        history.replaceState(null, "", `#/${now.dataset.page}`);
      }
    },
    refresh,
  };
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

/** Follows the browser's own Back and Forward, and links to places of this course. */
function listen(follow: (hash: string) => HTMLElement | null): void {
  addEventListener("popstate", () => follow(location.hash)?.focus());
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest('a[href^="#/"]');
    const hash = link?.getAttribute("href") as string;
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      history.pushState(null, "", hash);
      follow(hash)?.focus();
    }
  });
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
