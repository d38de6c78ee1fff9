//! Turning pages: address, title, focus, progress, and which button is the filled one.
//!
//! Next is never locked. The address is `#/page-id`: the slash keeps it apart from the skip link's, which is
//! left alone.

import type { Context } from "./context";
import { all, at, one } from "./ui";

/** Called with each place that is now before the learner. */
export type Shown = (place: string, page: HTMLElement) => void;

export class Pages {
  readonly #sections: readonly HTMLElement[];
  readonly #route: readonly HTMLElement[];
  readonly #shown: Shown;
  #now: HTMLElement | undefined;
  /** The last step of the way that was shown; contents and sources lead back to it. */
  #step: HTMLElement | undefined;
  #context: Context | undefined;

  constructor(shown: Shown) {
    this.#sections = all(document, "[data-page]");
    this.#route = this.#sections.filter((section) => section.dataset.step !== undefined);
    this.#shown = shown;
  }

  /** Opens the first page of this visit, without moving the focus. */
  start(context: Context, place: string): void {
    this.#context = context;
    const asked = this.#read(location.hash);
    const first = asked?.page ?? this.#find(place) ?? this.#route[0];
    history.replaceState(null, "", asked === null ? `#/${first?.dataset.page}` : location.hash);
    this.#open(first);
    addEventListener("popstate", () => {
      const back = this.#read(location.hash);
      if (back !== null) {
        this.#open(back.page);
        this.#focus(back.target);
      }
    });
    document.addEventListener("click", (event) => this.#follow(event));
  }

  /** Turns to a place and puts its address into the browser's history. */
  go(hash: string): void {
    const to = this.#read(`#/${hash}`);
    if (to !== null) {
      history.pushState(null, "", `#/${hash}`);
      this.#open(to.page);
      this.#focus(to.target);
    }
  }

  /** Where the learner is on the way, also while contents or sources are open. */
  get step(): string {
    return this.#step?.dataset.page ?? "";
  }

  /** Looks again at what is done: the bar, and the one filled button. */
  refresh(): void {
    const context = this.#context;
    if (context === undefined || this.#now === undefined) {
      return;
    }
    const { done, all } = context.session.progress();
    const test = context.session.test();
    const bar = one<HTMLProgressElement>(document, "#progress");
    if (bar !== null) {
      bar.max = all + (test === null ? 0 : 1);
      bar.value = done + (test?.passed ? 1 : 0);
    }
    fill(this.#now);
  }

  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a[href^="#/"]') : null;
    if (link === null || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    this.go(link.getAttribute("href")?.slice(2) ?? "");
  }

  #find(place: string): HTMLElement | undefined {
    return this.#sections.find((section) => section.dataset.page === place);
  }

  /** The page of an address, and what on it is meant; `null` for an address that is not ours. */
  #read(hash: string): { page: HTMLElement; target: HTMLElement | null } | null {
    const [place = "", part] = hash.startsWith("#/") ? hash.slice(2).split("/") : [];
    const page = this.#find(place);
    if (page === undefined) {
      return null;
    }
    return { page, target: part === undefined ? null : document.getElementById(`/${place}/${part}`) };
  }

  #open(page: HTMLElement | undefined): void {
    const context = this.#context;
    if (page === undefined || context === undefined) {
      return;
    }
    this.#now?.classList.remove("on");
    page.classList.add("on");
    this.#now = page;
    if (page.dataset.step !== undefined) {
      this.#step = page;
    }
    this.#shown(page.dataset.page ?? "", page);
    this.#title(page, context);
    for (const back of all<HTMLAnchorElement>(page, "[data-return]")) {
      back.href = `#/${this.step}`;
      if (at(document, "list") === page) {
        const title = one(this.#step ?? page, "h1")?.textContent ?? "";
        back.textContent = context.say("go_on_with", { title });
      }
    }
    this.refresh();
    scrollTo(0, 0);
  }

  #title(page: HTMLElement, context: Context): void {
    const index = this.#route.indexOf(page);
    const step = index < 0 ? "" : context.say("step", { n: index + 1, all: this.#route.length });
    const module = page.dataset.module ?? "";
    const heading = one(page, "h1")?.textContent ?? "";
    const shownStep = one(document, "#step");
    const where = one(document, "#where");
    if (shownStep !== null && where !== null) {
      shownStep.textContent = step;
      where.dataset.course ??= where.textContent ?? "";
      where.textContent = module || where.dataset.course;
    }
    document.title = [heading, step, context.data.title].filter((words) => words !== "").join(" – ");
  }

  #focus(target: HTMLElement | null): void {
    const aim = target ?? one(this.#now ?? document, "h1");
    aim?.focus({ preventScroll: target === null });
  }
}

/** One filled button a page: the first thing still to be done, or else the way on. Choices in a scene are
 *  never filled, and never compete with a filled "Continue". */
function fill(page: HTMLElement): void {
  const checks = all(page, ".item > .acts:not(.gone) [data-do]").filter((check) => {
    const item = check.closest<HTMLElement>(".item");
    return item?.dataset.state !== "done" && item?.offsetParent !== null;
  });
  const open = all(page, "[data-item=scene]").some((item) => item.dataset.state !== "done" && item.offsetParent !== null);
  const own = one(page, ".live .fill") !== null;
  for (const check of all(page, ".item > .acts [data-do]")) {
    check.classList.toggle("fill", check === checks[0] && !open);
  }
  const waits = checks.length > 0 || open || own || page.classList.contains("shut");
  one(page, "[data-next]")?.classList.toggle("fill", !waits);
}
