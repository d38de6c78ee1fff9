//! Rows, orders, texts and numbers: answering, checking, the reason beside the answer, coming back later.
//!
//! Nothing is dragged, and nothing is ever disabled: selects, buttons and fields of the document itself do it all.

import type { Context } from "../context";
import type { Item } from "../data";
import { accepted, decimal, typedNumber } from "../marks";
import { reveal } from "../secret";
import type { ItemState } from "../session";
import type { Say } from "../strings";
import { all, feedback, fill, h, one, type Part, pressed, quiet, raw } from "../ui";
import { missing, verdict } from "./choice";

/** Kinds that are answered in this file's ways. */
export const OTHERWISE = /matching|groups|ordering|text|number/;

/** The answer as it stands, as `Mark.chosen`; empty where something is missing. */
export function answerOf(root: ParentNode, item: Item): string {
  const { kind, number, letters } = item;
  if (kind === "ordering") {
    return rowsOf(root)
      .map(({ dataset }) => dataset.value)
      .join("");
  }
  const selects = all<HTMLSelectElement>(root, "select");
  if (selects.length) {
    // In the order of the rows' letters, as answers are kept.
    const pairs = selects.map(({ dataset, value }) => `${dataset.row}.${value}`).sort();
    return selects.every(({ value }) => value) ? pairs.join() : "";
  }
  const { value } = one<HTMLInputElement>(root, "input");
  if (number) {
    const typed = typedNumber(value, number.places);
    return typed === null || typed < number.min || typed > number.max ? "" : `${typed}`;
  }
  return letters[accepted(reveal(item).accept, value)] ?? "";
}

/** Puts rows, and what can be chosen, in this learner's order; groups stay as their author has them. */
export function arrangeOtherwise(root: ParentNode, { kind }: Item, letters: string, rows: string): void {
  for (const row of rows) {
    one(root, ".paper").before(one(root, `[data-row=${row}]`).closest(".opt") as Element);
  }
  for (const letter of letters) {
    if (kind === "ordering") {
      one(root, "ol").append(one(root, `li[data-value=${letter}]`));
    } else if (kind === "matching") {
      for (const select of all(root, "select")) {
        select.append(one(select, `[value=${letter}]`));
      }
    }
  }
  if (kind === "ordering") {
    edges(root);
  }
}

/** What is missing, in words; an order is never missing anything. */
export function lacking({ kind, number }: Item, say: Say): string {
  if (!number) {
    return say(kind === "text" ? "type_first" : "choose_each");
  }
  const { min, max, places } = number;
  return say("number_first", { from: decimal(min, places), to: decimal(max, places) });
}

/** What to go to when something is missing. */
export function openOne(root: ParentNode): HTMLElement {
  return (
    all<HTMLSelectElement>(root, "select").find(({ value }) => !value) ?? one(root, "input, .ask button")
  );
}

/** Moves a row of an order by one; focus stays where it is, for it is the neighbour that moves. Whether it was a move. */
export function moved(root: ParentNode, name: string, letter: string, say: Say): boolean {
  const up = name === "up";
  if (!up && name !== "down") {
    return false;
  }
  const row = one(root, `li[data-value=${letter}]`);
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (other) {
    row[up ? "after" : "before"](other);
  }
  const rows = edges(root);
  const n = rows.indexOf(row) + 1;
  const words = one(row, "span").textContent as string;
  const key = other ? "moved" : up ? "already_first" : "already_last";
  one(root, "[role=status]").textContent = say(key, { words, place: n, all: rows.length });
  return true;
}

/** Says of each button whether it can still move its row. */
function edges(root: ParentNode): HTMLElement[] {
  const rows = rowsOf(root);
  rows.forEach((row, at) => {
    one(row, "[data-do=up]").setAttribute("aria-disabled", `${at === 0}`);
    one(row, "[data-do=down]").setAttribute("aria-disabled", `${at === rows.length - 1}`);
  });
  return rows;
}

function rowsOf(root: ParentNode): HTMLElement[] {
  return all(root, "li[data-value]");
}

/** Enter in a field is a press on the one button. */
export function entered(root: HTMLElement): void {
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.target as Element).matches("[inputmode]")) {
      one(root, ".acts .btn").click();
    }
  });
}

export function asked(root: HTMLElement, { data, session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const item = data.items[id] as Item;
  const acts = one(root, ".acts");
  const order = item.kind === "ordering";
  /** What was typed last: two other texts are one letter. */
  let before = "";

  const paint = (name: string): HTMLElement => {
    const state = session.item(id);
    const { done, tries, mark } = state;
    const well = !!mark?.right;
    plain(root, name || (well ? "checked-right" : done ? "done" : "checked-wrong"));
    acts.classList.toggle("gone", done);
    one(root, ".ask").className = done ? "ask" : "ask th open";
    for (const input of all<HTMLInputElement>(root, "input")) {
      input.readOnly = done;
    }
    const n = mark?.found.length ?? 0;
    const heading = say(well ? "right" : n ? "partly_rows" : "not_quite", { n, all: item.rows.length });
    return feedback(root, well, heading, [
      name && item.kind === "text" ? h`<p>${say("words_not_kept")}</p>` : "",
      told(root, item, state, say),
      done ? because(item, say) : h`<p>${say("tries", { n: item.attempts - tries })}</p>`,
    ]);
  };

  const touched = (): void => {
    const { done, chosen } = session.item(id);
    if (done) {
      // Once the answer stands, a press shows it again in place of changing it.
      put(root, item, chosen);
    } else {
      plain(root, "touched");
      changed();
    }
  };

  arrangeOtherwise(root, item, session.order(id), session.order(id, true));
  entered(root);
  root.addEventListener("input", touched);
  pressed(root, (name, value) => {
    if (name !== "check") {
      if (!session.item(id).done && moved(root, name, value, say)) {
        touched();
      }
      return;
    }
    if (order) {
      one(root, "[role=status]").textContent = "";
    }
    const answer = answerOf(root, item);
    const typed = item.kind === "text" ? one<HTMLInputElement>(root, "input").value : answer;
    const same = item.kind === "text" ? typed === before : answer === session.item(id).chosen;
    if (!answer || same) {
      plain(root, "");
      missing(root, answer ? say(order ? "order_other" : "choose_other") : lacking(item, say));
    } else {
      before = typed;
      session.answer(id, answer);
      paint("").focus();
      changed();
    }
  });
  const { chosen } = session.item(id);
  if (chosen) {
    put(root, item, chosen);
    paint("restored");
  }
}

/** What is said of the whole in the end; where that is nothing, that the rows have it. */
function because(item: Item, say: Say): Part {
  const words = reveal(item).because;
  return words || !/matching|groups|ordering/.test(item.kind) ? raw(words) : h`<p>${say("why_above")}</p>`;
}

/** Puts a kept answer back; words are not kept. */
function put(root: HTMLElement, item: Item, chosen: string): void {
  const { kind, number } = item;
  if (kind === "ordering") {
    arrangeOtherwise(root, item, chosen, "");
  }
  for (const select of all<HTMLSelectElement>(root, "select")) {
    select.value = chosen.split(",").find((pair) => pair[0] === select.dataset.row)?.[2] ?? "";
  }
  if (number) {
    one<HTMLInputElement>(root, "input").value = decimal(Number(chosen), number.places);
  }
}

/** Takes away what was said of an answer. */
function plain(root: HTMLElement, state: string): void {
  quiet(root, state);
  for (const row of all(root, ".opt")) {
    row.className = "row opt";
    fill(one(row, ".about"), "");
  }
}

/** Says beside each row what it was, and gives what is to be said in the box. */
function told(root: HTMLElement, item: Item, { done, mark, chosen }: ItemState, say: Say): Part {
  const { kind, number, letters, row_letters } = item;
  const { right, reasons } = reveal(item);
  const why = (letter: string): Part => raw(reasons[letters.indexOf(letter)]);
  if (kind === "text") {
    return why(chosen);
  }
  if (number) {
    return mark?.right || !done ? raw(reasons[mark?.right ? 0 : 1]) : [raw(reasons[1]), raw(reasons[0])];
  }
  if (kind === "ordering") {
    rowsOf(root).forEach((row, at) => {
      const letter = row.dataset.value as string;
      const fits = right[at] === letter;
      if (done) {
        const place = say(fits ? "row_right" : "order_place", { place: right.indexOf(letter) + 1 });
        beside(row, fits, place, h`<div class="why">${why(letter)}</div>`);
      }
    });
    const first = [...right].findIndex((letter, at) => letter !== chosen[at]);
    return done ? "" : h`<p>${say("order_first_wrong", { place: first + 1 })}</p>`;
  }
  for (const select of all<HTMLSelectElement>(root, "select")) {
    const at = row_letters.indexOf(select.dataset.row as string);
    const fits = !!mark?.found.includes(row_letters[at] as string);
    const answer = one(select, `[value=${right[at]}]`).textContent as string;
    const reason = fits || done ? raw(reasons[at]) : "";
    beside(
      select.closest(".opt") as HTMLElement,
      fits,
      say(fits ? "row_right" : done ? "row_wrong" : "row_try"),
      [
        h`<div class="why">${!fits && done ? h`<p>${say("row_answer", { what: answer })}</p>` : ""}${reason}</div>`,
      ],
    );
  }
  return "";
}

function beside(row: HTMLElement, fits: boolean, words: string, why: Part): void {
  row.className = `row opt done ${fits ? "good" : "think"}`;
  fill(one(row, ".about"), [verdict(fits, words), why]);
}

/** An answer of the test looked back upon; `open` once what would have been right may be said. */
export function lookedBack(
  paper: ParentNode,
  item: Item,
  { chosen, mark }: ItemState,
  open: boolean,
  say: Say,
): Part {
  const { kind, number, letters, row_letters } = item;
  const { reasons } = reveal(item);
  const yours = (words: Part): Part => h`<p>${say("your_answer")} ${words}</p>`;
  if (kind === "text") {
    return [
      h`<p>${say("words_not_kept")}</p>`,
      h`<div class="small">${raw(reasons[letters.indexOf(chosen)])}</div>`,
    ];
  }
  if (number) {
    const unit = one(paper, ".unit")?.textContent ?? "";
    const reason = raw(reasons[mark?.right ? 0 : 1]);
    return [
      yours(`${decimal(Number(chosen), number.places)} ${unit}`),
      h`<div class="small">${reason}</div>`,
    ];
  }
  if (kind === "ordering") {
    const words = (letter: string): string =>
      one(paper, `li[data-value=${letter}] span`).textContent as string;
    return [yours(""), h`<ol>${[...chosen].map((letter) => h`<li>${words(letter)}</li>`)}</ol>`];
  }
  return chosen.split(",").map((pair) => {
    const [row = "", letter = ""] = pair.split(".");
    const select = one(paper, `[data-row=${row}]`);
    const left = one(select.closest("label") as Element, "span").textContent as string;
    const why = open || mark?.found.includes(row) ? raw(reasons[row_letters.indexOf(row)]) : "";
    const put = one(select, `[value=${letter}]`).textContent as string;
    return h`<p>${left} → ${put}</p><div class="small">${why}</div>`;
  });
}
