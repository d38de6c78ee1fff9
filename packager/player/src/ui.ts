//! Small hands for the document: making elements, finding them, saying things, keeping a device's own choices.
//!
//! Text is always set as text. `html` is only ever given what the packager rendered and escaped.

const SVG = "http://www.w3.org/2000/svg";

export type Icon = "yes" | "turn" | "warn";

/** An element with a class and what stands in it. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  kind = "",
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (kind) {
    made.className = kind;
  }
  made.append(...inside);
  return made;
}

/** An element that holds HTML from the data block. */
export function html<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  kind: string,
  rendered: string,
): HTMLElementTagNameMap[K] {
  const made = el(tag, kind);
  made.innerHTML = rendered;
  return made;
}

/** A button that never submits anything. */
export function button(kind: string, words: string, press: () => void): HTMLButtonElement {
  const made = el("button", kind, words);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** A link to a place of this course. */
export function link(place: string, words: string): HTMLAnchorElement {
  const made = el("a", "", words);
  made.href = `#/${place}`;
  return made;
}

/** One of the document's drawings; always beside words. */
export function icon(name: Icon): SVGElement {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", name === "turn" ? "ic flip" : "ic");
  made.setAttribute("aria-hidden", "true");
  made.append(document.createElementNS(SVG, "use"));
  made.firstElementChild?.setAttribute("href", `#ic-${name}`);
  return made;
}

/** A label on one side of the line and its words on the other. */
export function row(kind: string, label: string, ...words: (Node | string)[]): HTMLDivElement {
  return el("div", `row ${kind}`, el("p", "lab", label), el("div", "", ...words));
}

/** A box that script may focus, named by its heading. */
export function box(kind: string, heading: HTMLElement, ...inside: Node[]): HTMLDivElement {
  const made = el("div", kind, heading, ...inside);
  heading.id = `box-${++boxes}`;
  made.setAttribute("role", "group");
  made.setAttribute("aria-labelledby", heading.id);
  made.tabIndex = -1;
  return made;
}
let boxes = 0;

export function all<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

export function one<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T | null {
  return root.querySelector<T>(selector);
}

/** What the packager put at a named place of a page. */
export function at(root: ParentNode, name: string): HTMLElement | null {
  return one(root, `[data-at=${name}]`);
}

export function press(root: ParentNode, name: string, work: () => void): void {
  one(root, `[data-do=${name}]`)?.addEventListener("click", work);
}

/** Things that stay on this device: the choice of colours, a pledge that its writer chose to keep. Storage may
 *  be forbidden; then nothing is kept, and `keep` says so. */
export function keep(key: string, value: string | null): boolean {
  try {
    if (value === null) {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
    }
    return true;
  } catch {
    return false;
  }
}

export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
