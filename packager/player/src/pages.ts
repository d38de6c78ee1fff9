//! Turning pages: address, title, focus, progress, and which button is the filled one.
//!
//! Next is never locked. The address is `#/page-id`: the slash keeps it apart from the skip link's, which is
//! left alone. Links and the browser's own Back and Forward change it, and its change turns the page.

import type { Context } from "./context";
import { all, one } from "./ui";

/** What `pages` gives. */
export interface Way {
  /** Opens the page of the address, or else that of a place, without moving the focus; without a place, the address
   *  stays as it is. */
  open(place?: string): void;
  /** Writes anew where the learner is on the way, which a role makes longer or shorter. */
  draw(): void;
  /** Looks everything up again: another document stands here now. */
  look(): void;
}

/** Turns pages from now on, also while a host is still sought. `shown` is called with each place that is now before
 *  the learner, and where they are on the way. */
export function pages(
  own: Pick<Context, "data" | "say">,
  shown: (page: HTMLElement, place: string, step: string) => void,
): Way {
  let sections: HTMLElement[];
  let where: HTMLElement;
  let course: string | null;
  let now: HTMLElement;
  /** The last step of the way that was shown; contents and sources lead back to it. */
  let step: HTMLElement;

  const find = (place = ""): HTMLElement | undefined =>
    sections.find((section) => section.dataset.page === place && there(section));
  const look = (): void => {
    sections = all(document, "[data-page]");
    where = one(document, "#where");
    course = where.textContent;
    now = find(now?.dataset.page) ?? (sections[0] as HTMLElement);
    step = find(step?.dataset.page) ?? now;
  };
  look();

  const draw = (): void => {
    const route = sections.filter((section) => "step" in section.dataset && there(section));
    const at = route.indexOf(now);
    // The last step may be for others by now.
    step = at < 0 ? ((there(step) ? step : sections[0]) as HTMLElement) : now;
    tell(own, now, at < 0 ? "" : own.say("step", { n: at + 1, all: route.length }));
    lead(now, "next", route[at + 1]);
    lead(now, "prev", route[at - 1]);
    wayBack(now, step.dataset.page as string, own.say);
  };

  const open = (page: HTMLElement): void => {
    now.classList.remove("on");
    now = page;
    now.classList.add("on");
    const { page: place = "", module = course } = page.dataset;
    where.textContent = module;
    draw();
    shown(page, place, step.dataset.page as string);
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

  return {
    open(place) {
      if (!follow(location.hash)) {
        open(find(place) ?? now);
        if (place !== undefined) {
          history.replaceState(null, "", `#/${now.dataset.page}`);
        }
      }
    },
    draw,
    look,
  };
}

/** Whether a section is not for other roles than the learner's. */
function there({ classList }: HTMLElement): boolean {
  return !classList.contains("gone");
}

/** Says which step it is, in the header and as the document's title. */
function tell({ data }: Pick<Context, "data">, page: HTMLElement, step: string): void {
  one(document, "#step").textContent = step;
  const heading = one(page, "h1").textContent;
  document.title = [heading, step, data.title].filter(Boolean).join(" – ");
}

/** Lets a button of a page lead to a section; buttons to what is not there are not there either. */
function lead(page: HTMLElement, name: string, to: HTMLElement | undefined): void {
  const link = page.querySelector<HTMLAnchorElement>(`[data-${name}]`);
  if (link && to) {
    link.href = `#${to.id}`;
  }
}

/** Takes out of sight and out of the way what is for other roles than the learner's. */
export function fit(session: Context["session"]): void {
  for (const part of all(document, "[data-roles]")) {
    part.classList.toggle("gone", !session.meant(part.dataset.roles?.split(" ")));
  }
}

/** Looks again at what is done: the bar, and the one filled button. */
export function refresh({ session, say }: Context): void {
  const { done, all: pages, minutes } = session.progress();
  one(document, "#time-left").textContent = minutes ? say("minutes_left", { n: minutes }) : "";
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
