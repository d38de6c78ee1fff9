//! The script of a course that has something in Easy Read: which of the two versions of a page is shown.
//!
//! Both stand in the document, and what can be answered stands there once, so nothing of the visit is touched here: no
//! slot, no host. Titles, which stand in many places, are written anew: what is said of a page elsewhere is said in the
//! version that is chosen of it. The choice is kept by this device alone, like its colours; where learners share a computer it is kept by
//! nobody. It runs before the first script, and waits for nothing of it.

import { all, keep, kept, one } from "./ui";

/** Whether every page is wanted so, for every course on this device. */
const ALL = "bona/easy";

const { shared_pc, package: own } = JSON.parse(one(document, "#bona-data").textContent as string) as {
  shared_pc: boolean;
  package: { key: string };
};
/** Pages of this course for which something else was chosen than for all: `+page` is so, `-page` is not. */
const PAGES = `${ALL}/${own.key}`;

let every = !shared_pc && kept(ALL) !== "";
const pages = new Set((shared_pc ? "" : kept(PAGES)).split(" ").filter(Boolean));

const isEasy = (page = ""): boolean => pages.has(`+${page}`) || (every && !pages.has(`-${page}`));

/** Writes the title of a page in the version that is chosen: on the page, in whatever leads to it, and in the document's
 *  own title, which begins with it. */
function entitle({ classList, dataset }: HTMLElement, part: HTMLElement, easy: boolean): void {
  const { easyTitle = "" } = part.dataset;
  const label = part.getAttribute("aria-label");
  const said = label ?? (part.textContent as string);
  part.dataset.full ??= said;
  const now = easy ? easyTitle : part.dataset.full;
  if (label) {
    part.setAttribute("aria-label", now);
  } else if (said !== now) {
    part.textContent = now;
    for (const link of all(document, `a[href="#/${dataset.page}"]`)) {
      const words = link.textContent as string;
      if (words === said || link.dataset.return) {
        link.textContent = words.replace(said, () => now);
      }
    }
    if (classList.contains("on") && document.title.startsWith(said)) {
      document.title = now + document.title.slice(said.length);
    }
  }
}

/** Shows what is chosen, on every page that stands here. */
function show(): void {
  for (const page of all(document, "[data-page]")) {
    const { dataset } = page;
    const easy = isEasy(dataset.page);
    dataset.version = easy ? "easy" : "";
    for (const part of all(page, "[data-easy-title]")) {
      entitle(page, part, easy);
    }
    if (dataset.easyModule) {
      dataset.fullModule ??= dataset.module as string;
      dataset.module = easy ? dataset.easyModule : dataset.fullModule;
      if (page.classList.contains("on")) {
        one(document, "#where").textContent = dataset.module;
      }
    }
    for (const button of all(page, "[data-easy]")) {
      button.setAttribute("aria-pressed", `${button.dataset.easy === "all" ? every : easy}`);
    }
  }
}

document.addEventListener("click", ({ target }) => {
  const button = (target as Element).closest<HTMLElement>("[data-easy]");
  if (!button) {
    return;
  }
  const page = (button.closest("[data-page]") as HTMLElement).dataset.page as string;
  const what = button.dataset.easy as string;
  const easy = what === "all" ? !every : !isEasy(page);
  if (what === "all") {
    every = easy;
    pages.clear();
  } else {
    pages.delete(`+${page}`);
    pages.delete(`-${page}`);
    if (easy !== every) {
      pages.add(`${easy ? "+" : "-"}${page}`);
    }
  }
  if (!shared_pc) {
    keep(ALL, every ? "1" : "");
    keep(PAGES, [...pages].join(" "));
  }
  show();
  const told = one(button.closest(".switch") as Element, "[role=status]");
  told.textContent = told.getAttribute(`data-${what}-${easy ? "on" : "off"}`);
});

show();
// In another language, header and main part are others.
new MutationObserver(show).observe(document.body, { childList: true });
