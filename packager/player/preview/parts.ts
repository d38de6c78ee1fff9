//! Making and finding parts of the frame.

/** A part that the frame always has. */
export function part<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

type Child = Node | string | null | undefined | false;

/** An element of a document with a class and children; what is missing is left out. */
export function make(
  name: string,
  kind: string,
  children: Child[] = [],
  own: Document = document,
): HTMLElement {
  const element = own.createElement(name);
  if (kind) {
    element.className = kind;
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

/** A message in which what stands in backquotes is a name or a value, as on a console. */
export function said(message: string, own: Document = document): Child[] {
  return message.split("`").map((part, at) => (at % 2 ? make("code", "", [part], own) : part));
}

/** A text of at most so many characters. */
export function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text;
}

/** Changes a text only where it differs, so that nothing is read aloud twice. */
export function tell(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** A text that begins with a capital. */
export function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
