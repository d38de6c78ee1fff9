//! The test: one drawn question after another, then what was right, what to read again, and how to go on.
//!
//! Nothing is said of an answer before the test is handed in, and nothing is locked afterwards.

import type { Context } from "./context";
import { type Item, TEST_PLACE } from "./data";
import { answerOf, arrangeOtherwise, entered, lacking, lookedBack, moved, OTHERWISE } from "./items/asked";
import { arrange, many, missing, picked } from "./items/choice";
import { linkTo } from "./places";
import { reveal } from "./secret";
import type { TestState } from "./session";
import type { Say } from "./strings";
import { all, at, fill, type Html, h, one, type Part, pressed, raw, row } from "./ui";

/** Brings the test's page to life; gives what draws it as it stands, which moves no focus. */
export function test(context: Context): () => void {
  const { data, session, say, changed } = context;
  const page = document.getElementById(`/${TEST_PLACE}`);
  if (!page) {
    return () => {};
  }
  const live = at(page, "test");
  const items = all<HTMLTemplateElement>(page, "template").map(({ content }) => one(content, ".item"));
  let asked: readonly string[] = [];
  let now = "";

  const paper = (id: string): HTMLElement => items.find((item) => item.dataset.id === id) as HTMLElement;

  const itemNow = (): Item => data.items[now] as Item;
  /** Whether the present question is answered in another way than by choosing options. */
  const otherwise = (): boolean => OTHERWISE.test(data.items[now]?.kind ?? "");

  /** Shows the next question that has no answer yet, or hands in. */
  const ask = (): void => {
    const place = asked.findIndex((id) => !session.item(id).chosen);
    now = asked[place] ?? "";
    if (now) {
      live.innerHTML = paper(now).outerHTML;
      if (otherwise()) {
        arrangeOtherwise(live, itemNow(), session.order(now), session.order(now, true));
      } else {
        arrange(live, session.order(now));
      }
      one(live, ".hint").prepend(say("question_of", { n: place + 1, all: asked.length }), " ");
      one(live, ".acts").outerHTML = `${button(place + 1 < asked.length ? "next_question" : "hand_in", say)}`;
    } else {
      session.finishTest();
      draw();
    }
    one(live, "h2").focus();
    changed();
  };

  const draw = (): void => {
    const state = session.test() as TestState;
    const { last, phase } = state;
    at(page, "rules").classList.toggle("gone", !!now || last !== null);
    if (!now) {
      const gate = h`<p>${say("attempts_left", { n: state.attemptsLeft })}</p>`;
      const open = (): Part =>
        last === null ? [gate, button("begin_test", say)] : result(state, last, gate, paper, context);
      fill(live, phase === "running" ? button("resume_test", say) : open());
    }
  };

  entered(live);
  pressed(live, (name, value) => {
    if (moved(live, name, value, say)) {
      return;
    }
    const letters = otherwise() ? answerOf(live, itemNow()) : picked(live);
    if (!now) {
      asked = session.startTest();
      at(page, "rules").classList.add("gone");
    } else if (letters) {
      session.answer(now, letters);
    } else {
      const words = otherwise() ? lacking(itemNow(), say) : say(`choose_next${many(data, now)}`);
      missing(one(live, ".item"), words);
      return;
    }
    ask();
  });
  live.addEventListener("input", () => fill(one(live, ".err"), ""));
  return draw;
}

function button(key: string, say: Say): Html {
  return h`<p class="acts"><button type="button" class="btn fill" data-do="${key}">${say(key)}</button></p>`;
}

/** What came out of it, what to read again, and each answer looked back upon. */
function result(
  { passed, phase, questions, earned, possible, best, again }: TestState,
  n: number,
  gate: Html,
  paper: (id: string) => HTMLElement,
  context: Context,
): Html {
  const { data, say } = context;
  return data.completion === "handed_in"
    ? h`<h2 tabindex="-1">${say("handed_in")}</h2><p>${say("handed_in_text")}</p>`
    : h`<h2 tabindex="-1">${say(passed ? "result_pass" : "result_not", { n })}</h2><p>${say("result_points", { n: earned, all: possible })} ${say("best", { n: best as number })}</p>${
        data.test?.check_first && earned ? h`<p>${say("known")}</p>` : ""
      }${
        passed || !again.length ? "" : reading(phase, again, say)
      }${phase === "ready" ? [gate, button("retry_test", say)] : ""}<h2>${say("your_answers")}</h2><div class="run">${questions.map((id) => answer(paper(id), id, passed, context))}</div>`;
}

/** An answer looked back upon. What would have been right is only said once the test is passed. */
function answer(paper: HTMLElement, id: string, passed: boolean, { data, session, say }: Context): Html {
  const item = data.items[id] as Item;
  const { reasons, because } = reveal(item);
  const state = session.item(id);
  const right = state.mark?.right === true;
  const made = OTHERWISE.test(item.kind)
    ? lookedBack(paper, item, state, passed || right, say)
    : [...state.chosen].map(
        (letter) =>
          h`<p>${say("your_answer")} ${raw(one(paper, `[value=${letter}]+*`).innerHTML)}</p><div class="small">${raw(reasons[item.letters.indexOf(letter)])}</div>`,
      );
  const words = h`<div class="said">${raw(one(paper, "h2").innerHTML)}</div>${made}${passed || right ? raw(because) : ""}`;
  return row(right ? "th good" : "th open think", say(right ? "right" : "not_quite"), words);
}

/** What to read again: all of it at leisure, or what is left of it before the test opens again. */
function reading(phase: string, again: readonly string[], say: Say): Html {
  const words = say(phase === "reading" ? "read_open" : "read_again_text");
  return h`<h2>${say("read_again")}</h2><p>${words}</p><ul class="links">${again.map(
    (id) => h`<li>${linkTo(id)}</li>`,
  )}</ul>`;
}
