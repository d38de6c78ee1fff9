//! The test: one drawn question after another, then what was right, what to read again, and how to go on.
//!
//! Nothing is said of an answer before the test is handed in, and nothing is locked afterwards.

import type { Context } from "./context";
import { type Item, TEST_PLACE } from "./data";
import { arrange, missing, picked, settle } from "./items/choice";
import { titleOf } from "./places";
import { reveal } from "./secret";
import type { TestState } from "./session";
import { at, fill, type Html, h, one, type Part, pressed, raw, row } from "./ui";

/** Brings the test's page to life; gives what draws it as it stands, which moves no focus. */
export function test(context: Context): () => void {
  const { data, session, say, changed } = context;
  const page = document.getElementById(`/${TEST_PLACE}`);
  if (page === null || session.test() === null) {
    return () => {};
  }
  const live = at(page, "test");
  let asked: readonly string[] = [];
  let now = "";

  const button = (key: string): Html =>
    h`<p class="acts"><button type="button" class="btn fill" data-do="${key}">${say(key)}</button></p>`;

  /** Shows the next question that has no answer yet, or hands in. */
  const ask = (): void => {
    const place = asked.findIndex((id) => session.item(id).chosen === "");
    if (place < 0) {
      session.finishTest();
      now = "";
      draw();
    } else {
      now = asked[place] as string;
      fill(live, question(now, place));
      arrange(live, session.order(now));
    }
    one(live, "h2").focus();
    changed();
  };

  const question = (id: string, place: number): Html => {
    const { kind, letters, ask, texts } = data.items[id] as Item;
    const many = kind === "multiple";
    const hint = kind === "truefalse" ? "" : say(many ? "choose_all" : "choose_one");
    const options = [...letters].map(
      (letter, index) =>
        h`<div class="row opt"><label><input type="${many ? "checkbox" : "radio"}" name="test" value="${letter}"><span>${raw(texts?.[index])}</span></label></div>`,
    );
    const count = say("question_of", { n: place + 1, all: asked.length });
    return h`<div class="item"><fieldset class="ask th open" aria-describedby="count"><legend><h2 tabindex="-1">${raw(ask ?? "")}</h2></legend><p class="hint" id="count">${count} ${hint}</p>${options}</fieldset>${button(place + 1 < asked.length ? "next_question" : "hand_in")}</div>`;
  };

  const result = (state: TestState): Part[] => {
    const n = state.last ?? 0;
    return [
      h`<h2 tabindex="-1">${say(state.passed ? "result_pass" : "result_not", { n })}</h2><p>${say("result_points", { earned: state.earned, possible: state.possible })}</p>`,
      h`<p>${say("best", { n: state.best ?? n })}</p>`,
      state.passed ? "" : reading(state),
      state.phase === "ready" ? gate(state, "retry_test") : "",
      h`<h2>${say("your_answers")}</h2><div class="run">${state.questions.map((id) => answer(id, state.passed))}</div>`,
    ];
  };

  const gate = (state: TestState, key: string): Html =>
    h`<p>${say("attempts_left", { n: state.attemptsLeft })}</p>${button(key)}`;

  /** What to read again: all of it at leisure, or what is left of it before the test opens again. */
  const reading = ({ phase, again, missed }: TestState): Html => {
    const locked = phase === "reading";
    const groups = data.test?.groups.filter(({ outcome }) => missed.includes(outcome)) ?? [];
    const pages = locked ? again : [...new Set(groups.flatMap((group) => group.pages))];
    return h`<h2>${say("read_again")}</h2><p>${say(locked ? "read_open" : "read_again_text")}</p><ul class="links">${pages.map(
      (id) => h`<li><a href="#/${id}">${titleOf(id)}</a></li>`,
    )}</ul>`;
  };

  /** An answer looked back upon. What would have been right is only said once the test is passed. */
  const answer = (id: string, passed: boolean): Html => {
    const item = data.items[id] as Item;
    const { reasons, because } = reveal(item);
    const { chosen, mark } = session.item(id);
    const right = mark?.right === true;
    const made = [...item.letters].map((letter, index) =>
      chosen.includes(letter)
        ? h`<p>${say("your_answer")} ${raw(item.texts?.[index])}</p><div class="small">${raw(reasons[index])}</div>`
        : "",
    );
    const words = h`<div class="said">${raw(item.ask ?? "")}</div>${made}${passed || right ? raw(because) : ""}`;
    return row(right ? "th good" : "th open think", say(right ? "right" : "not_quite"), words);
  };

  const draw = (): void => {
    const state = session.test() as TestState;
    const { phase, last } = state;
    at(page, "rules").classList.toggle("gone", now !== "" || last !== null);
    if (now === "") {
      fill(
        live,
        phase === "running"
          ? button("resume_test")
          : last === null
            ? gate(state, "begin_test")
            : result(state),
      );
    }
  };

  pressed(live, () => {
    if (now === "") {
      asked = session.startTest();
    } else {
      const letters = picked(live);
      if (letters === "") {
        const many = data.items[now]?.kind === "multiple";
        missing(one(live, ".item"), say(many ? "choose_next_many" : "choose_next"));
        return;
      }
      session.answer(now, letters);
    }
    at(page, "rules").classList.add("gone");
    ask();
  });
  live.addEventListener("change", () => settle(live));
  return draw;
}
