//! Branching scenes: what was said stays on the page, what is chosen is spoken, and nothing is judged before
//! its consequence. Reasons come at the end, under "Looking back".

import type { Context } from "../context";
import type { Choice, Line, Scenario } from "../data";
import { all, box, button, el, html, one, press, row } from "../ui";

/** Class and label of a step looked back upon. */
const STEPS = {
  good: "th good",
  partly: "th open think",
  slip: "th open think",
  mends: "th mended good",
} as const;

export function scene(root: HTMLElement, context: Context): void {
  const scenario = context.data.scenarios[root.dataset.id ?? ""];
  if (scenario !== undefined) {
    new Stage(root, scenario, context).draw();
  }
}

class Stage {
  readonly #root: HTMLElement;
  readonly #id: string;
  readonly #scenario: Scenario;
  readonly #context: Context;
  readonly #live = el("div", "live");
  readonly #voices: string[];

  constructor(root: HTMLElement, scenario: Scenario, context: Context) {
    this.#root = root;
    this.#id = root.dataset.id ?? "";
    this.#scenario = scenario;
    this.#context = context;
    const names = scenario.scenes.flatMap((step) => step.says).map((line) => line.who ?? "");
    this.#voices = [...new Set(names.filter((name) => name !== ""))];
    one(root, ".first")?.after(this.#live);
  }

  /** Draws the scene as far as it was played; gives the last turn of the learner. */
  draw(fresh = false): HTMLElement | null {
    const { session } = this.#context;
    const state = session.scene(this.#id);
    const turns = el("div", "turns run");
    const made: Choice[] = [];
    let mine: HTMLElement | null = null;
    let now = this.#scenario.scenes[this.#scenario.start];
    turns.append(...this.#lines(now?.says ?? [], false));
    for (const [step, id] of state.path.entries()) {
      const choice = now?.kind === "decision" ? now.choices.find((one) => one.id === id) : undefined;
      if (choice === undefined) {
        break;
      }
      const isNew = fresh && step === state.path.length - 1;
      made.push(choice);
      now = this.#scenario.scenes[choice.then];
      const said = el("p", "lab", this.#context.say("you_chose"));
      mine = box(`row th turn you${isNew ? " new" : ""}`, said, html("div", "said", choice.html));
      turns.append(mine, ...this.#lines(now?.says ?? [], isNew));
    }
    this.#live.replaceChildren(turns);
    if (now?.kind === "decision") {
      this.#live.append(this.#ask(now.ask, now.choices));
    } else if (now !== undefined) {
      this.#live.append(...this.#back(made, now.back, now.kind === "good"));
    }
    if (made.length > 0) {
      this.#live.append(this.#aids());
    }
    this.#root.dataset.state = now?.kind === "decision" ? (made.length > 0 ? "touched" : "untouched") : "done";
    return mine;
  }

  #lines(lines: readonly Line[], isNew: boolean): HTMLElement[] {
    const late = isNew ? " new" : "";
    return lines.map((line) => {
      if (line.who === null) {
        return el("div", `row th turn nar${late}`, html("div", "", line.html));
      }
      const voice = this.#voices.indexOf(line.who) % 2 === 0 ? "v1" : "v2";
      const turn = box(`row th turn ${voice}${late}`, el("p", "lab", line.who), html("div", "said", line.html));
      turn.removeAttribute("tabindex");
      return turn;
    });
  }

  #ask(words: string, choices: readonly Choice[]): HTMLElement {
    const heading = el("h2", "", words);
    heading.tabIndex = -1;
    const list = el("ul", "choices");
    for (const choice of choices) {
      const pressed = html("button", "", choice.html);
      pressed.type = "button";
      pressed.addEventListener("click", () => this.#choose(choice.id));
      list.append(el("li", "", pressed));
    }
    return el("div", "ask th open", heading, list);
  }

  #choose(id: string): void {
    this.#context.session.choose(this.#id, id);
    this.draw(true)?.focus();
    this.#context.changed();
  }

  #back(made: readonly Choice[], words: string, well: boolean): HTMLElement[] {
    const { say } = this.#context;
    const rows = el("div", "run");
    for (const choice of made) {
      if (choice.was !== null) {
        const said = html("div", "said", choice.html);
        rows.append(row(STEPS[choice.was], say(`was_${choice.was}`), said, html("div", "", choice.because)));
      }
    }
    rows.append(row(`th ${well ? "" : "open"}`, say("in_all"), html("div", "", words)));
    return [el("h2", "", say("looking_back")), rows];
  }

  #aids(): HTMLElement {
    const { session, say } = this.#context;
    const turn = (work: () => void): void => {
      work();
      this.draw();
      this.#context.changed();
      one(this.#live, ".ask h2")?.focus();
    };
    const back = button("link", say("step_back"), () => turn(() => session.back(this.#id)));
    const again = button("link", say("again"), () => turn(() => session.restart(this.#id)));
    return el("p", "acts quiet", back, again);
  }
}

/** A page that names beforehand what may be hard to read: read it or skip it, two ways of one weight. */
export function note(page: HTMLElement, context: Context): void {
  const { data, session, say } = context;
  const before = one(page, ".before");
  const noted = one(page, ".noted");
  const place = page.dataset.page ?? "";
  if (before === null || noted === null) {
    return;
  }
  const scenes = all(noted, "[data-item=scene]").map((root) => root.dataset.id ?? "");
  const begun = scenes.some((id) => session.scene(id).path.length > 0 || session.scene(id).done);
  const open = (): void => {
    page.classList.remove("shut");
    one(page, ".skipped")?.remove();
    noted.tabIndex = -1;
    noted.focus();
    context.changed();
  };
  const skipped = (): HTMLElement => {
    one(page, ".skipped")?.remove();
    const endings = scenes.flatMap((id) => data.scenarios[id]?.scenes ?? []);
    const about = endings.find((step) => step.kind === "good") ?? endings.find((step) => step.kind !== "decision");
    const words = el("div", "", el("p", "", say("skipped_text")));
    if (about !== undefined && about.kind !== "decision") {
      words.append(html("div", "", about.back));
    }
    const told = box("row th rest skipped", el("p", "lab", say("skipped")), words);
    before.after(told);
    return told;
  };
  page.classList.toggle("shut", !begun);
  if (session.skipped(place) && !begun) {
    skipped();
  }
  press(before, "read", open);
  press(before, "skip", () => {
    session.skip(place);
    skipped().focus();
    context.changed();
  });
}
