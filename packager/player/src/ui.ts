//! Small hands for the document: writing HTML that cannot be anything else, finding things, keeping a device's
//! own choices.
//!
//! `h` escapes every value but `Html`, and `raw` is only ever given what the packager rendered and escaped.

/** HTML that was written here or by the packager. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Part = Html | string | number | readonly Part[];

/** HTML as a template: h`<p>${words}</p>`. */
export function h(parts: TemplateStringsArray, ...values: Part[]): Html {
  return new Html(parts.map((part, place) => part + put(values[place] ?? "")).join(""));
}

function put(value: Part): string {
  if (value instanceof Html) {
    return value.text;
  }
  return typeof value === "object"
    ? value.map(put).join("")
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

/** The box that answers a press: it takes the focus and is named by its heading. */
export function feedback(before: Element, good: boolean, heading: string, words: Part): HTMLElement {
  const kind = good ? "good" : "think open";
  const drawing = icon(good ? "yes" : "turn");
  const box = h`<div class="fb th ${kind}" role="group" aria-label="${heading}" tabindex="-1"><h3>${drawing}${heading}</h3>${words}</div>`;
  before.insertAdjacentHTML("beforebegin", box.text);
  return before.previousElementSibling as HTMLElement;
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
    const target = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (target !== null) {
      work(target.dataset.do as string, target.dataset.value ?? "");
    }
  });
}

/** Things that stay on this device: colours, and a pledge that its writer chose to keep. Storage may be
 *  forbidden; then nothing is kept, and this says so. */
export function keep(key: string, value: string): boolean {
  try {
    if (value === "") {
      localStorage.removeItem(key);
    } else {
      localStorage.setItem(key, value);
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
