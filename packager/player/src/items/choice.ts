//! Questions with options: choosing, checking, the reason beside the answer, coming back later.
//!
//! Nothing is ever disabled: a checked answer can be read by keyboard like any text.

import type { Context } from "../context";
import type { Item } from "../data";
import { reveal } from "../secret";
import { all, feedback, h, icon, one, pressed, raw } from "../ui";

/** Letters of what is chosen. */
export function picked(root: ParentNode): string {
  return all<HTMLInputElement>(root, ".opt :checked")
    .map((input) => input.value)
    .join("");
}

/** Takes an error back. */
export function settle(root: ParentNode): void {
  for (const error of all(root, ".err")) {
    error.remove();
    const field = one(root, "fieldset");
    field.setAttribute("aria-describedby", field.dataset.hint as string);
  }
}

/** Says what is missing, ties it to the question, and goes to the first option. */
export function missing(root: HTMLElement, words: string): void {
  settle(root);
  root.dataset.state = "error";
  const field = one(root, "fieldset");
  const id = "missing";
  field.dataset.hint = field.getAttribute("aria-describedby") ?? "";
  field.setAttribute("aria-describedby", `${id} ${field.dataset.hint}`);
  const error = h`<p class="row th bad err" id="${id}"><strong>${icon("warn")}${words}</strong></p>`;
  one(field, "legend").insertAdjacentHTML("afterend", error.text);
  one(field, "input").focus();
}

/** Puts the options in the order of this learner. */
export function arrange(root: ParentNode, letters: string): void {
  const options = all(root, ".opt");
  const end = options.at(-1)?.nextSibling ?? null;
  for (const letter of letters) {
    const option = options.find((row) => one(row, `[value="${letter}"]`));
    option?.parentNode?.insertBefore(option, end);
  }
}

export function choice(root: HTMLElement, { data, session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const item = data.items[id] as Item;
  const many = item.kind === "multiple";
  const { right, reasons, because } = reveal(item);
  const inputs = all<HTMLInputElement>(root, "input");
  const acts = one(root, ".acts");
  const reason = (letter: string): string => reasons[item.letters.indexOf(letter)] ?? "";

  const clear = (): void => {
    settle(root);
    for (const gone of all(root, ".about, .fb")) {
      gone.remove();
    }
    for (const input of inputs) {
      rowOf(input).className = "row opt";
      input.removeAttribute("aria-describedby");
    }
  };

  /** Writes beside an option how it stands and, once all is said, why. */
  const tag = (input: HTMLInputElement, kind: string, key: string, why: string): void => {
    const about = `${id}-${input.value}`;
    const verdict =
      key && h`<p class="lab verdict">${icon(kind === "think" ? "turn" : "yes")}${say(key)}</p>`;
    const words = h`<div class="about" id="${about}">${verdict}<div class="why">${raw(why)}</div></div>`;
    rowOf(input).className = `row opt done ${kind}`;
    rowOf(input).insertAdjacentHTML("beforeend", words.text);
    input.setAttribute("aria-describedby", about);
  };

  /** Shows an answer's mark and its reason; gives the box to focus. */
  const paint = (name: string): HTMLElement => {
    const { chosen, tries, done, mark } = session.item(id);
    const well = mark?.right === true;
    clear();
    root.dataset.state = name || (well ? "checked-right" : done ? "done" : "checked-wrong");
    // With nothing said of the whole, the reason for the one answer stands in the box, and only there.
    const mine = many ? "" : reason(chosen);
    for (const input of inputs) {
      const letter = input.value;
      const hers = chosen.includes(letter);
      if (done) {
        const fits = right.includes(letter);
        const key = hers
          ? fits
            ? "tag_right"
            : "tag_wrong"
          : fits
            ? many
              ? "tag_also"
              : "tag_missed"
            : "";
        const kind = fits ? (hers ? "good" : "good mended") : hers ? "think" : "";
        tag(input, kind, key, hers && !many && !because ? "" : reason(letter));
      } else if (hers && !many) {
        tag(input, "think", "tag_try", "");
      }
    }
    const found = mark?.found.length ?? 0;
    const sought = found + (mark?.missed.length ?? 0);
    const partly = found < sought ? "partly" : "partly_extra";
    const heading = well ? "right" : many && found > 0 ? partly : "not_quite";
    const more = done ? "" : h`<p>${say("tries", { n: item.attempts - tries })}</p>`;
    acts.classList.toggle("gone", done);
    for (const open of ["th", "open"]) {
      one(root, ".ask").classList.toggle(open, !done);
    }
    return feedback(acts, well, say(heading, { n: found, all: sought }), [
      raw((done && because) || mine),
      more,
    ]);
  };

  arrange(root, session.order(id));
  pressed(acts, () => {
    const letters = picked(root);
    const before = session.item(id);
    if (
      !letters ||
      (before.mark &&
        letters.length === before.chosen.length &&
        [...letters].every((letter) => before.chosen.includes(letter)))
    ) {
      clear();
      missing(root, say(letters ? "choose_other" : many ? "choose_first_many" : "choose_first"));
      return;
    }
    session.answer(id, letters);
    paint("").focus();
    changed();
  });
  for (const input of inputs) {
    // Once the answer stands, a press shows it again in place of changing it.
    input.addEventListener("click", (event) => session.item(id).done && event.preventDefault());
    input.addEventListener("change", () => {
      clear();
      root.dataset.state = "touched";
      changed();
    });
  }
  const { chosen } = session.item(id);
  if (chosen) {
    for (const input of inputs) {
      input.checked = chosen.includes(input.value);
    }
    paint("restored");
  }
}

function rowOf(input: Element): Element {
  return input.closest(".opt") as Element;
}
