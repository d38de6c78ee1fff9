//! The faults of a course: in a list over the pages, and each that belongs to a text, over that text.

import { make, part, said, upper } from "./parts";
import type { Course, Fault } from "./state";

/** What stands over a text carries this, so that it is found again. */
const MARK = "data-preview-fault";
/** Whatever of a page may hold the words that a fault is about. */
const TEXTS =
  "h1, h2, h3, p, li, legend, label span, dt, dd, td, th, blockquote, figcaption, summary, textarea";

/** Lists what is at fault. `go` turns to a page. */
export function list({ trouble, faults, count, good }: Course, go: (page: string) => void): void {
  const errors = faults.some(({ severity }) => severity === "error");
  const box = part("faults");
  box.hidden = !trouble && faults.length === 0;
  box.classList.toggle("errors", errors || !!trouble);
  part("faults-count").textContent = trouble ? "The course cannot be read" : upper(count);
  const stays = good && (errors || !!trouble);
  part("faults-stay").hidden = !stays;
  const rows = trouble
    ? [make("li", "fault", [make("p", "", said(trouble))])]
    : faults.map((one) => row(one, go));
  part("faults-list").replaceChildren(...rows);
}

/** Where a fault stands, as an editor understands it. */
function place({ at }: Fault): string {
  return [at.file, at.line, at.column].filter((one) => one !== undefined).join(":");
}

function row(fault: Fault, go: (page: string) => void): HTMLElement {
  const { severity, rule, message, label, help, line, spot } = fault;
  const turn = spot?.page ? make("button", "link", [`Turn to the page “${spot.page}”`]) : null;
  turn?.setAttribute("type", "button");
  turn?.addEventListener("click", () => go(spot?.page ?? ""));
  return make("li", `fault ${severity}`, [
    make("p", "lab", [`${upper(severity)} · ${rule}`]),
    make("p", "what", said(message)),
    make("p", "small", [make("code", "", [place(fault)])]),
    line ? make("p", "line", [make("code", "", [line])]) : null,
    label ? make("p", "small", said(label)) : null,
    help ? make("p", "", [make("strong", "", ["Help: "]), ...said(help)]) : null,
    turn,
  ]);
}

/** Puts each fault over the text to which it belongs, in the page's own look. Gives how many found their text. */
export function mark(own: Document, faults: readonly Fault[]): number {
  for (const old of own.querySelectorAll(`[${MARK}]`)) {
    old.remove();
  }
  let marked = 0;
  for (const fault of faults) {
    const text = target(own, fault);
    if (text) {
      text.before(note(own, fault));
      marked += 1;
    }
  }
  return marked;
}

function note(own: Document, { severity, rule, message, help }: Fault): HTMLElement {
  const kind = severity === "error" ? "row th bad" : "row th rest";
  const words = make(
    "div",
    "",
    [make("p", "", said(message, own), own), help ? make("p", "", said(help, own), own) : null],
    own,
  );
  const element = make("div", kind, [make("p", "lab", [upper(severity)], own), words], own);
  element.setAttribute(MARK, rule);
  element.lang = "en";
  element.dir = "ltr";
  return element;
}

/** The part of a page before which a fault is told: that with its words, else the item round it, else the page. */
function target(own: Document, { spot }: Fault): Element | null {
  if (!spot) {
    return null;
  }
  const named = (name: string, id: string): Element | null =>
    [...own.querySelectorAll(`[data-${name}]`)].find((one) => one.getAttribute(`data-${name}`) === id) ??
    null;
  const page = spot.page ? named("page", spot.page) : null;
  const root = page ?? (spot.words ? own.querySelector("main") : null);
  const words = plain(spot.words ?? "");
  const inside = root ? [...root.querySelectorAll(TEXTS)] : [];
  const found = words ? inside.find((text) => plain(text.textContent).includes(words)) : undefined;
  const item = spot.ids.map((id) => named("id", id)).find((one) => one);
  const text = found ?? item ?? page?.querySelector(".head")?.nextElementSibling ?? null;
  return text ? outermost(text) : null;
}

/** Letters and digits alone: markup and typography differ between a file and a page. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The part of the page that holds a text, so that no list or question is torn apart. */
function outermost(text: Element): Element {
  const page = text.closest(".noted, [data-page]");
  let part = text;
  while (page && part.parentElement && part.parentElement !== page) {
    part = part.parentElement;
  }
  return part;
}
