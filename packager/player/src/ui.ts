//! Small hands for the document: writing HTML that cannot be anything else, finding things, keeping a device's
//! own choices.
//!
//! `h` escapes every value but `Html`, and `raw` is only ever given what the packager rendered and escaped.

/** HTML that was written here or by the packager. */
export class Html extends String {}

export type Part = Html | string | number | readonly Part[];

/** HTML as a template: h`<p>${words}</p>`. */
export function h(parts: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(parts.map((part, place) => part + put(values[place] ?? "")).join(""));
}

function put(value: Part): string {
  if (Array.isArray(value)) {
    return value.map(put).join("");
  }
  return value instanceof Html
    ? `${value}`
    : `${value}`.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** What the packager rendered. */
export function raw(rendered = ""): Html {
  return new Html(rendered);
}

/** One of the document's drawings; always beside words. */
export function icon(name: "yes" | "turn" | "warn"): Html {
  return h`<svg class="ic flip-${name}" aria-hidden="true"><use href="#ic-${name}"/></svg> `;
}

/** A label on one side of the line and its words on the other. */
export function row(kind: string, label: Part, words: Part): Html {
  return h`<div class="row ${kind}"><p class="lab">${label}</p><div>${words}</div></div>`;
}

/** The box that answers a press: named by its heading, and given to take the focus. */
export function feedback(root: Element, good: boolean, heading: string, words: Part): HTMLElement {
  const box = one(root, ".fb");
  box.className = `fb th ${good ? "good" : "think open"}`;
  box.setAttribute("aria-label", heading);
  fill(box, h`<h3>${icon(good ? "yes" : "turn")}${heading}</h3>${words}`);
  return box;
}

/** Takes back what was said of an item: the box, and what was missing. */
export function quiet(root: HTMLElement, state: string): void {
  root.dataset.state = state;
  one(root, ".fb").className = "fb gone";
  fill(one(root, ".err"), "");
}

/** Puts HTML in place of what stood there. */
export function fill(target: Element, inside: Part): void {
  target.innerHTML = put(inside);
}

/** A part that every document of ours has. */
export function one<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T {
  return root.querySelector(selector) as T;
}

export function all<T extends HTMLElement = HTMLElement>(root: ParentNode, selector: string): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** What the packager put at a named place. */
export function at<T extends HTMLElement = HTMLElement>(root: ParentNode, name: string): T {
  return one(root, `[data-at=${name}]`);
}

/** Calls back for a press on anything that carries `data-do`, now or later. */
export function pressed(root: HTMLElement, work: (name: string, value: string) => void): void {
  root.addEventListener("click", (event) => {
    const { dataset } = (event.target as Element).closest<HTMLElement>("[data-do]") ?? root;
    if (dataset.do) {
      work(dataset.do, dataset.value ?? "");
    }
  });
}

/** Selects a text and copies it; false where the browser does not let it, and it stays selected. */
export function copied(text: Element): boolean {
  getSelection()?.selectAllChildren(text);
  return document.execCommand("copy");
}

/** Things that stay on this device: colours, and a pledge that its writer chose to keep. Storage may be
 *  forbidden; then nothing is kept, and this says so. */
export function keep(key: string, value: string): boolean {
  try {
    if (value) {
      localStorage.setItem(key, value);
    } else {
      localStorage.removeItem(key);
    }
    return true;
  } catch {
    return false;
  }
}

/** What was kept, or an empty string. */
export function kept(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
