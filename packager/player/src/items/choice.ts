//! Questions with options: choosing, checking, the reason beside the answer, coming back later.
//!
//! Nothing is ever disabled: a checked answer can be read by keyboard like any text.

import type { Context } from "../context";
import type { Data, Item } from "../data";
import { reveal } from "../secret";
import { all, feedback, fill, type Html, h, icon, one, pressed, quiet, raw } from "../ui";
import { openOne } from "./asked";

/** Letters of what is chosen, in order. */
export function picked(root: ParentNode): string {
  const chosen = all<HTMLInputElement>(root, "input:checked");
  return chosen
    .map((input) => input.value)
    .sort()
    .join("");
}

/** Says in the place that the document keeps for it what is missing, and goes to the first option. */
export function missing(root: HTMLElement, words: string): void {
  root.dataset.state = "error";
  fill(one(root, ".err"), h`<strong>${icon("warn")}${words}</strong>`);
  openOne(root).focus();
}

/** End of the key of a sentence, where it differs for a question that takes several answers. */
export function many({ items }: Data, id: string): string {
  const kind = items[id]?.kind;
  return kind === "multiple" || kind === "spot" ? "_many" : "";
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
  const several = many(data, id);
  const { right, reasons, because } = reveal(item);
  const inputs = all<HTMLInputElement>(root, "input");
  const acts = one(root, ".acts");

  const clear = (state: string): void => plain(root, state);

  /** Shows an answer's mark and its reason; gives the box to focus. */
  const paint = (name: string): HTMLElement => {
    const { chosen, tries, done, mark } = session.item(id);
    const well = !!mark?.right;
    clear(name || (well ? "checked-right" : done ? "done" : "checked-wrong"));
    const n = mark?.found.length ?? 0;
    let mine = "";
    for (const input of inputs) {
      const letter = input.value;
      const hers = chosen.includes(letter);
      const why = reasons[item.letters.indexOf(letter)] ?? "";
      if (hers && !several) {
        mine = why;
      }
      if (done || (hers && !several)) {
        // With nothing said of the whole, the reason for the one answer stands in the box, and only there.
        const aside = done && (several || !hers || because) ? why : "";
        const missed = several && n ? "tag_also" : "tag_missed";
        tag(input, { hers, done, missed, fits: done && right.includes(letter), why: aside, say });
      }
    }
    acts.classList.toggle("gone", done);
    one(root, ".ask").className = done ? "ask" : "ask th open";
    const words = (done && because) || mine;
    const partly = several && n ? (n < right.length ? "partly" : "partly_extra") : "not_quite";
    return feedback(root, well, say(well ? "right" : partly, { n, all: right.length }), [
      words || !done ? raw(words) : h`<p>${say("why_above")}</p>`,
      done ? "" : h`<p>${say("tries", { n: item.attempts - tries })}</p>`,
    ]);
  };

  arrange(root, session.order(id));
  pressed(acts, () => {
    const letters = picked(root);
    if (!letters || letters === session.item(id).chosen) {
      clear("");
      missing(root, say(letters ? "choose_other" : `choose_first${several}`));
    } else {
      session.answer(id, letters);
      paint("").focus();
      changed();
    }
  });
  const { chosen } = session.item(id);
  root.addEventListener("change", () => {
    clear("touched");
    changed();
  });
  for (const input of inputs) {
    // Once the answer stands, a press shows it again in place of changing it.
    input.addEventListener("click", (event) => session.item(id).done && event.preventDefault());
    // What was chosen while a host was sought stays where no answer was kept.
    input.checked = chosen ? chosen.includes(input.value) : input.checked;
  }
  if (chosen) {
    paint("restored");
  }
}

/** Takes away what was said of an answer. */
function plain(root: HTMLElement, state: string): void {
  quiet(root, state);
  for (const row of all(root, ".opt")) {
    row.className = "row opt";
    fill(one(row, ".about"), "");
  }
  for (const piece of all(root, ".piece")) {
    piece.className = "piece";
  }
}

interface Tag {
  hers: boolean;
  done: boolean;
  /** Key of what is said of one that is right and was not chosen. */
  missed: string;
  /** Whether it is right and may be shown to be. */
  fits: boolean;
  why: string;
  say: Context["say"];
}

/** Says beside an option what it was, and why. */
function tag(input: Element, { hers, done, missed, fits, why, say }: Tag): void {
  const row = rowOf(input);
  const key = hers ? (fits ? "tag_right" : done ? "tag_wrong" : "tag_try") : fits ? missed : "";
  const how = fits ? (hers ? "good" : "good mended") : hers ? "think" : "";
  row.className = `row opt done ${how}`;
  if (input.closest(".piece")) {
    (input.parentElement as Element).className = `piece ${how}`;
  }
  fill(one(row, ".about"), [key && verdict(fits, say(key)), h`<div class="why">${raw(why)}</div>`]);
}

/** What an answer was. With its full stop, for what stands after it is heard as another sentence. */
export function verdict(fits: boolean, words: string): Html {
  return h`<p class="lab verdict">${icon(fits ? "yes" : "turn")}${words}.</p>`;
}

function rowOf(input: Element): Element {
  // What is said of a piece of a passage stands below the passage.
  const below = (): Element =>
    one(input.closest("fieldset") as Element, `[data-of=${(input as HTMLInputElement).value}]`);
  return (input.closest(".opt") ?? below()) as Element;
}
