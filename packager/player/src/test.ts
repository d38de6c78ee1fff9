//! The test: one drawn question after another, then what was right, what to read again, and how to go on.
//!
//! Nothing is said of an answer before the test is handed in, and nothing is locked afterwards.

import type { Context } from "./context";
import { type Item, TEST_PLACE } from "./data";
import { arrange, missing, picked, settle } from "./items/choice";
import { reveal } from "./secret";
import type { TestState } from "./session";
import { all, at, button, el, html, link, one, row } from "./ui";

export class Test {
  readonly #context: Context;
  readonly #live: HTMLElement;
  readonly #rules: HTMLElement | null;

  constructor(page: HTMLElement, context: Context) {
    this.#context = context;
    this.#live = at(page, "test") ?? el("div");
    this.#rules = at(page, "rules");
  }

  /** Draws the test as it stands; moves no focus. */
  draw(): void {
    const state = this.#context.session.test();
    if (state === null) {
      return;
    }
    const running = state.phase === "running";
    const begun = running && this.#live.dataset.state === "running";
    this.#rules?.classList.toggle("gone", begun || (!running && state.last !== null));
    if (begun) {
      return;
    }
    this.#live.dataset.state = state.phase;
    this.#live.replaceChildren(...(running || state.last === null ? [this.#gate(running, state)] : this.#result(state)));
  }

  #gate(running: boolean, state: TestState): HTMLElement {
    const key = running ? "resume_test" : state.last === null ? "begin_test" : "retry_test";
    const words = el("p", "", this.#context.say("attempts_left", { n: state.attemptsLeft }));
    const start = button("btn fill", this.#context.say(key), () => this.#begin());
    return el("div", "", ...(running ? [] : [words]), el("p", "acts", start));
  }

  #begin(): void {
    const questions = this.#context.session.startTest();
    this.#live.dataset.state = "running";
    this.#rules?.classList.add("gone");
    this.#ask(questions, 0);
  }

  /** Shows the first question from `from` on that has no answer yet. */
  #ask(questions: readonly string[], from: number): void {
    const { data, session } = this.#context;
    const next = questions.findIndex((id, index) => index >= from && session.item(id).chosen === "");
    const id = questions[next];
    const item = id === undefined ? undefined : data.items[id];
    if (id === undefined || item === undefined) {
      this.#handIn();
      return;
    }
    const legend = this.#question(id, item, next, questions);
    legend.focus();
    this.#context.changed();
  }

  #question(id: string, item: Item, index: number, questions: readonly string[]): HTMLElement {
    const { session, say } = this.#context;
    const many = item.kind === "multiple";
    const heading = html("h2", "", item.ask ?? "");
    heading.tabIndex = -1;
    const count = el("p", "hint", say("question_of", { n: index + 1, all: questions.length }));
    const field = el("fieldset", "ask th open", el("legend", "", heading), count);
    count.id = `hint-${id}`;
    field.setAttribute("aria-describedby", count.id);
    if (item.kind !== "truefalse") {
      count.append(` ${say(many ? "choose_all" : "choose_one")}`);
    }
    for (const [place, letter] of [...item.letters].entries()) {
      const input = el("input");
      Object.assign(input, { type: many ? "checkbox" : "radio", name: `item-${id}`, value: letter });
      field.append(el("div", "row opt", el("label", "", input, html("span", "", item.texts?.[place] ?? ""))));
    }
    const root = el("div", "item", field);
    const last = index === questions.length - 1;
    const go = button("btn fill", say(last ? "hand_in" : "next_question"), () => {
      const letters = picked(root);
      if (letters === "") {
        missing(root, say(many ? "choose_next_many" : "choose_next"));
        return;
      }
      session.answer(id, letters);
      this.#ask(questions, index + 1);
    });
    root.addEventListener("change", () => settle(root));
    root.append(el("p", "acts", go));
    this.#live.replaceChildren(root);
    arrange(root, session.order(id));
    return heading;
  }

  #handIn(): void {
    this.#context.session.finishTest();
    this.#live.dataset.state = "handed-in";
    this.draw();
    one(this.#live, "h2")?.focus();
    this.#context.changed();
  }

  #result(state: TestState): HTMLElement[] {
    const { say } = this.#context;
    const n = state.last ?? 0;
    const heading = el("h2", "", say(state.passed ? "result_pass" : "result_not", { n }));
    heading.tabIndex = -1;
    const parts: HTMLElement[] = [heading, el("p", "", say("result_points", { earned: state.earned, possible: state.possible }))];
    if (state.best !== null && state.best !== n) {
      parts.push(el("p", "", say("best", { n: state.best })));
    }
    parts.push(...this.#reading(state));
    if (state.phase === "ready") {
      parts.push(this.#gate(false, state));
    }
    const rows = el("div", "run", ...state.questions.map((id) => this.#answer(id, state.passed)));
    return [...parts, el("h2", "", say("your_answers")), rows];
  }

  /** What to read again: all of it at leisure, or what is left of it before the test opens again. */
  #reading(state: TestState): HTMLElement[] {
    const { data, say } = this.#context;
    const groups = data.test?.groups.filter((group) => state.missed.includes(group.outcome)) ?? [];
    const again = [...new Set(groups.flatMap((group) => group.pages))];
    const locked = state.phase === "reading";
    const pages = locked ? state.again : again;
    if (state.passed || pages.length === 0) {
      return [];
    }
    const titles = new Map(data.modules.flatMap((part) => part.pages).map((page) => [page.id, page.title]));
    const list = el("ul", "links", ...pages.map((id) => el("li", "", link(id, titles.get(id) ?? id))));
    const words = el("p", "", say(locked ? "read_open" : "read_again_text"));
    return [el("h2", "", say(locked ? "read_left" : "read_again")), words, list];
  }

  /** An answer looked back upon. What would have been right is only said once the test is passed. */
  #answer(id: string, passed: boolean): HTMLElement {
    const { data, session, say } = this.#context;
    const item = data.items[id];
    if (item === undefined) {
      return el("div");
    }
    const { chosen, mark } = session.item(id);
    const secret = reveal(item);
    const right = mark?.right === true;
    const words = html("div", "said", item.ask ?? "");
    const made = [...item.letters].flatMap((letter, index) => {
      const text = html("span", "", item.texts?.[index] ?? "").textContent ?? "";
      const why = secret.reasons[index] ?? "";
      return chosen.includes(letter) ? [el("p", "", say("your_answer", { text })), html("div", "small", why)] : [];
    });
    const because = (passed || right) && secret.because !== "" ? [html("div", "", secret.because)] : [];
    const kind = right ? "th good" : "th open think";
    return row(kind, say(right ? "verdict_right" : "verdict_wrong"), words, ...made, ...because);
  }
}

/** The test's page, if the course has a test. */
export function test(context: Context): Test | null {
  const page = all(document, "[data-page]").find((section) => section.dataset.page === TEST_PLACE);
  return page === undefined ? null : new Test(page, context);
}
