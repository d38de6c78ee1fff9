//! Questions with options: choosing, checking, the reason beside the answer, coming back later.
//!
//! Nothing is ever disabled: a checked answer can be read by keyboard like any text.

import type { Context } from "../context";
import type { Item } from "../data";
import { reveal } from "../secret";
import type { ItemState, Mark } from "../session";
import { all, box, el, html, icon, one, press } from "../ui";

/** Letters of what is chosen in a fieldset. */
export function picked(root: ParentNode): string {
  return all<HTMLInputElement>(root, ".opt input:checked")
    .map((input) => input.value)
    .join("");
}

/** Says what is missing, ties it to the question, and goes to the first option. */
export function missing(root: ParentNode, words: string): void {
  settle(root);
  const field = one(root, "fieldset");
  const error = el("p", "row th bad err", el("strong", "", icon("warn"), ` ${words}`));
  error.id = "missing";
  field?.firstElementChild?.after(error);
  field?.setAttribute("aria-describedby", `missing ${field.dataset.hint ?? ""}`.trim());
  one(root, ".opt input")?.focus();
}

/** Takes an error back. */
export function settle(root: ParentNode): void {
  const field = one(root, "fieldset");
  if (field !== null) {
    field.dataset.hint ??= field.getAttribute("aria-describedby") ?? "";
    field.setAttribute("aria-describedby", field.dataset.hint);
  }
  one(root, ".err")?.remove();
}

/** Puts the options in the order of this learner. */
export function arrange(root: ParentNode, letters: string): void {
  const field = one(root, "fieldset");
  for (const letter of letters) {
    const input = one(root, `.opt input[value="${letter}"]`);
    const row = input?.closest(".opt");
    if (row) {
      field?.append(row);
    }
  }
}

export function choice(root: HTMLElement, context: Context): void {
  const id = root.dataset.id ?? "";
  const item = context.data.items[id];
  if (item === undefined) {
    return;
  }
  new Question(root, id, item, context).start();
}

class Question {
  readonly #root: HTMLElement;
  readonly #id: string;
  readonly #item: Item;
  readonly #context: Context;

  constructor(root: HTMLElement, id: string, item: Item, context: Context) {
    this.#root = root;
    this.#id = id;
    this.#item = item;
    this.#context = context;
  }

  start(): void {
    const { session } = this.#context;
    arrange(this.#root, session.order(this.#id));
    press(this.#root, "check", () => this.#check());
    for (const input of this.#inputs()) {
      // Once the answer stands, a press shows it again in place of changing it.
      input.addEventListener("click", (event) => {
        if (this.#state().done) {
          event.preventDefault();
        }
      });
      input.addEventListener("change", () => this.#touch());
    }
    const state = this.#state();
    if (state.mark !== null) {
      for (const input of this.#inputs()) {
        input.checked = state.chosen.includes(input.value);
      }
      this.#paint(state, state.mark, "restored");
    }
  }

  #state(): ItemState {
    return this.#context.session.item(this.#id);
  }

  #inputs(): HTMLInputElement[] {
    return all<HTMLInputElement>(this.#root, ".opt input");
  }

  #touch(): void {
    this.#clear();
    this.#root.dataset.state = "touched";
    this.#context.changed();
  }

  #check(): void {
    const { session, say } = this.#context;
    const letters = picked(this.#root);
    const before = this.#state();
    const many = this.#item.kind === "multiple";
    if (letters === "" || (before.mark !== null && same(letters, before.chosen))) {
      this.#clear();
      const key = letters === "" ? (many ? "choose_first_many" : "choose_first") : "choose_other";
      missing(this.#root, say(key));
      this.#root.dataset.state = "error";
      return;
    }
    const mark = session.answer(this.#id, letters);
    const state = this.#state();
    const feedback = this.#paint(state, mark, state.done ? (mark.right ? "checked-right" : "done") : "checked-wrong");
    feedback.focus();
    this.#context.changed();
  }

  #clear(): void {
    settle(this.#root);
    for (const gone of all(this.#root, ".verdict, .why, .fb")) {
      gone.remove();
    }
    for (const row of all(this.#root, ".opt")) {
      row.className = "row opt";
    }
    for (const input of this.#inputs()) {
      input.removeAttribute("aria-describedby");
    }
  }

  /** Shows an answer's marks and its reason; gives the box to focus. */
  #paint(state: ItemState, mark: Mark, name: string): HTMLElement {
    this.#clear();
    this.#root.dataset.state = name;
    const secret = reveal(this.#item);
    const single = this.#item.kind !== "multiple";
    // With nothing said of the whole, the reason for the one answer stands in the box, and only there.
    const boxed = single && secret.because === "";
    for (const input of this.#inputs()) {
      const letter = input.value;
      const why = secret.reasons[this.#item.letters.indexOf(letter)] ?? "";
      const hers = state.chosen.includes(letter);
      if (state.done) {
        this.#tag(input, hers, secret.right.includes(letter), boxed && hers ? "" : why);
      } else if (single && hers) {
        this.#mark(input, "done think", "turn", "tag_try");
      }
    }
    const feedback = this.#feedback(state, mark, secret);
    const acts = one(this.#root, ".acts");
    acts?.before(feedback);
    acts?.classList.toggle("gone", state.done);
    one(this.#root, ".ask")?.classList.toggle("open", !state.done);
    return feedback;
  }

  #tag(input: HTMLInputElement, hers: boolean, right: boolean, why: string): void {
    const missed = this.#item.kind === "multiple" ? "tag_also" : "tag_missed";
    if (hers) {
      this.#mark(input, right ? "done good" : "done think", right ? "yes" : "turn", right ? "tag_right" : "tag_wrong");
    } else if (right) {
      this.#mark(input, "done mended good", "yes", missed);
    } else {
      input.closest(".opt")?.classList.add("done");
    }
    if (why !== "") {
      this.#describe(input, html("div", "why", why));
    }
  }

  #mark(input: HTMLInputElement, kind: string, drawing: "yes" | "turn", key: string): void {
    input.closest(".opt")?.classList.add(...kind.split(" "));
    this.#describe(input, el("p", "lab verdict", icon(drawing), ` ${this.#context.say(key)}`));
  }

  #describe(input: HTMLInputElement, words: HTMLElement): void {
    const before = input.getAttribute("aria-describedby");
    words.id = `${input.name}-${input.value}-${before ? "why" : "is"}`;
    input.setAttribute("aria-describedby", `${before ?? ""} ${words.id}`.trim());
    input.closest(".opt")?.append(words);
  }

  #feedback(state: ItemState, mark: Mark, secret: { because: string; reasons: string[] }): HTMLElement {
    const { say } = this.#context;
    const many = this.#item.kind === "multiple";
    const [n, all] = [mark.found.length, mark.found.length + mark.missed.length];
    let heading = say(mark.right ? "right" : "not_quite");
    if (many && !mark.right && n > 0) {
      heading = n < all ? say("partly", { n, all }) : say("partly_extra");
    }
    const reason = many ? "" : (secret.reasons[this.#item.letters.indexOf(state.chosen)] ?? "");
    const said = state.done ? secret.because || reason : reason;
    const inside = said === "" ? [] : [html("div", "", said)];
    if (!state.done) {
      inside.push(el("div", "", say("tries", { n: this.#item.attempts - state.tries })));
    }
    const kind = mark.right ? "fb th good" : "fb th open think";
    return box(kind, el("h3", "", icon(mark.right ? "yes" : "turn"), ` ${heading}`), ...inside);
  }
}

function same(one: string, other: string): boolean {
  return [...one].sort().join("") === [...other].sort().join("");
}
