//! Questions with options: choosing, checking, the reason beside the answer, coming back later.
//!
//! Nothing is ever disabled: a checked answer can be read by keyboard like any text.

import type { Context } from "../context";
import type { Item } from "../data";
import { reveal } from "../secret";
import { all, feedback, fill, h, icon, one, pressed, raw } from "../ui";

/** Letters of what is chosen, in order. */
export function picked(root: ParentNode): string {
  const chosen = all<HTMLInputElement>(root, ".opt :checked");
  return chosen
    .map((input) => input.value)
    .sort()
    .join("");
}

/** Says in the place that the document keeps for it what is missing, and goes to the first option. */
export function missing(root: HTMLElement, words: string): void {
  root.dataset.state = "error";
  fill(one(root, ".err"), h`<strong>${icon("warn")}${words}</strong>`);
  one(root, "input").focus();
}

/** Puts the options in the order of this learner. */
export function arrange(root: ParentNode, letters: string): void {
  for (const letter of letters) {
    one(root, "fieldset").append(rowOf(one(root, `[value=${letter}]`)));
  }
}

export function choice(root: HTMLElement, { data, session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const item = data.items[id] as Item;
  const many = item.kind === "multiple";
  const { right, reasons, because } = reveal(item);
  const inputs = all<HTMLInputElement>(root, "input");
  const acts = one(root, ".acts");

  const clear = (state: string): void => plain(root, state);

  /** Shows an answer's mark and its reason; gives the box to focus. */
  const paint = (name: string): HTMLElement => {
    const { chosen, tries, done, mark } = session.item(id);
    const well = mark?.right === true;
    clear(name || (well ? "checked-right" : done ? "done" : "checked-wrong"));
    let mine = "";
    for (const input of inputs) {
      const letter = input.value;
      const hers = chosen.includes(letter);
      const why = reasons[item.letters.indexOf(letter)] ?? "";
      if (hers && !many) {
        mine = why;
      }
      if (done || (hers && !many)) {
        // With nothing said of the whole, the reason for the one answer stands in the box, and only there.
        const aside = done && (many || !hers || because) ? why : "";
        tag(input, id, { hers, done, many, fits: done && right.includes(letter), why: aside, say });
      }
    }
    const n = mark?.found.length ?? 0;
    acts.classList.toggle("gone", done);
    one(root, ".ask").className = done ? "ask" : "ask th open";
    return feedback(acts, well, say(heading(well, many, n, right.length), { n, all: right.length }), [
      raw((done && because) || mine),
      done ? "" : h`<p>${say("tries", { n: item.attempts - tries })}</p>`,
    ]);
  };

  arrange(root, session.order(id));
  pressed(acts, () => {
    const letters = picked(root);
    if (!letters || letters === session.item(id).chosen) {
      clear("");
      missing(root, say(letters ? "choose_other" : many ? "choose_first_many" : "choose_first"));
    } else {
      session.answer(id, letters);
      paint("").focus();
      changed();
    }
  });
  const { chosen } = session.item(id);
  for (const input of inputs) {
    input.checked = chosen.includes(input.value);
    // Once the answer stands, a press shows it again in place of changing it.
    input.addEventListener("click", (event) => session.item(id).done && event.preventDefault());
    input.addEventListener("change", () => {
      clear("touched");
      changed();
    });
  }
  if (chosen) {
    paint("restored");
  }
}

/** The heading of the box: how much of what is right was found. */
function heading(well: boolean, many: boolean, found: number, sought: number): string {
  if (well) {
    return "right";
  }
  return many && found ? (found < sought ? "partly" : "partly_extra") : "not_quite";
}

/** Takes away what was said of an answer. */
function plain(root: HTMLElement, state: string): void {
  root.dataset.state = state;
  fill(one(root, ".err"), "");
  for (const gone of all(root, ".about, .fb")) {
    gone.remove();
  }
  for (const row of all(root, ".opt")) {
    row.className = "row opt";
  }
}

interface Tag {
  hers: boolean;
  done: boolean;
  many: boolean;
  /** Whether it is right and may be shown to be. */
  fits: boolean;
  why: string;
  say: Context["say"];
}

/** Says beside an option what it was, and why. */
function tag(input: HTMLInputElement, id: string, { hers, done, many, fits, why, say }: Tag): void {
  const missed = many ? "tag_also" : "tag_missed";
  const key = hers ? (fits ? "tag_right" : done ? "tag_wrong" : "tag_try") : fits ? missed : "";
  const verdict = key && h`<p class="lab verdict">${icon(fits ? "yes" : "turn")}${say(key)}</p>`;
  const about = `${id}-${input.value}`;
  const row = rowOf(input);
  input.setAttribute("aria-describedby", about);
  row.className = `row opt done ${fits ? (hers ? "good" : "good mended") : hers ? "think" : ""}`;
  row.insertAdjacentHTML(
    "beforeend",
    h`<div class="about" id="${about}">${verdict}<div class="why">${raw(why)}</div></div>`.text,
  );
}

function rowOf(input: Element): Element {
  return input.closest(".opt") as Element;
}
