//! Branching scenes: what was said stays on the page, what is chosen is spoken, and nothing is judged before
//! its consequence. Reasons come at the end, under "Looking back".
//!
//! The words are those of the script that the document holds for paper: `.step` by `.step`, in the order of the
//! data block's scenes.

import type { Context } from "../context";
import type { Choice, Decision, Scenario } from "../data";
import { enter } from "../scenes";
import { all, fill, type Html, h, one, pressed, raw, row } from "../ui";

/** How a step looked back upon is drawn. */
const STEPS = { good: "good", partly: "open", slip: "open think", mends: "mended good" };

/** The HTML of a part of one step of the script; nothing where the step has no such part. */
function script(root: HTMLElement, at: number, part: string): Html {
  return raw(all(root, ".step")[at]?.querySelector(`.step > ${part}`)?.innerHTML);
}

export function scene(root: HTMLElement, { data, session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const { start, scenes } = data.scenarios[id] as Scenario;
  const live = one(root, ".live");

  /** Draws the scene as far as it was played. */
  const draw = (): void => {
    const made: Html[] = [];
    const turns: Html[] = [];
    let at = enter(scenes, start, 0);
    let flags = 0;
    const words = (nth: number): Html => script(root, at, `ul > :nth-child(${nth + 1}) > :first-child`);
    turns.push(script(root, at, ".turns"));
    const { path } = session.scene(id);
    for (const name of path) {
      const { choices } = scenes[at] as Decision;
      const nth = choices.findIndex((choice) => choice.id === name);
      const { was, because, then, sets } = choices[nth] as Choice;
      const said = h`<div class="said">${words(nth)}</div>`;
      made.push(was ? row(`th ${STEPS[was]}`, say(`was_${was}`), [said, raw(because)]) : raw());
      const who = say("you_chose");
      at = then;
      flags |= sets ?? 0;
      at = enter(scenes, at, flags);
      turns.push(
        h`<div class="row th turn you" role="group" aria-label="${who}" tabindex="-1"><p class="lab">${who}</p>${said}</div>`,
        script(root, at, ".turns"),
      );
    }
    const now = scenes[at] as Scenario["scenes"][0];
    const open = now.kind === "decision";
    root.dataset.state = open ? "open" : "done";
    const rest = open
      ? h`<div class="ask th open"><h2 tabindex="-1">${script(root, at, "p > strong")}</h2><ul class="choices">${now.choices.map(
          (choice, nth) =>
            h`<li><button type="button" data-do="choose" data-value="${choice.id}">${words(nth)}</button></li>`,
        )}</ul></div>`
      : h`<h2>${say("looking_back")}</h2><div class="run">${made}${row(now.kind === "good" ? "th" : "th open", say("in_all"), script(root, at, ".row > div"))}</div>`;
    fill(live, [h`<div class="turns run">${turns}</div>`, rest]);
    one(root, ".quiet").classList.toggle("gone", !path.length);
  };

  pressed(root, (name, value) => {
    const { length } = all(live, ".turn");
    if (name === "choose") {
      session.choose(id, value);
    } else if (name === "back") {
      session.back(id);
    } else {
      session.restart(id);
    }
    draw();
    for (const turn of all(live, ".turn").slice(length)) {
      turn.classList.add("new");
    }
    changed();
    const mine = name === "choose" ? all(live, ".you").at(-1) : one(live, ".ask h2");
    mine?.focus();
  });
  draw();
}

/** Pages that somebody chose to read in this visit: another language, or a page drawn anew, asks no second time. */
const opened = new Set<string>();

/** A page that names beforehand what may be hard to read: read it or skip it, two ways of one weight. */
export function note(page: HTMLElement, { session, changed }: Context): void {
  const place = page.dataset.page as string;
  const before = one(page, ".before");
  if (!before) {
    return;
  }
  const skipped = one(page, ".skipped");
  const begun = all(page, "[data-item=scene]").some(
    (root) => session.scene(root.dataset.id as string).path.length,
  );
  const read = (): void => {
    page.classList.remove("shut");
    skipped.remove();
  };
  if (begun || opened.has(place)) {
    read();
  }
  skipped.classList.toggle("gone", !session.skipped(place));
  pressed(before, (name) => {
    if (name === "skip") {
      session.skip(place);
      skipped.classList.remove("gone");
      skipped.focus();
    } else {
      opened.add(place);
      read();
      one(page, ".noted").focus();
    }
    changed();
  });
}
