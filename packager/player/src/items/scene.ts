//! Branching scenes: what was said stays on the page, what is chosen is spoken, and nothing is judged before
//! its consequence. Reasons come at the end, under "Looking back".

import type { Context } from "../context";
import type { Choice, Decision, Ending, Line, Scenario, Scene } from "../data";
import { all, fill, type Html, h, one, pressed, raw, row } from "../ui";

/** How a step looked back upon is drawn. */
const STEPS = { good: "good", partly: "open", slip: "open think", mends: "mended good" };

export function scene(root: HTMLElement, { data, session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const scenario = data.scenarios[id] as Scenario;
  const voices = [...new Set(scenario.scenes.flatMap(({ says }) => says.flatMap(({ who }) => who ?? [])))];
  one(root, ".first").insertAdjacentHTML("afterend", '<div class="live"></div>');
  const live = one(root, ".live");

  const turn = (kind: string, who: string, html: string, own = ""): Html =>
    h`<div class="row th turn ${kind}" role="group" aria-label="${who}"${raw(own)}><p class="lab">${who}</p><div class="said">${raw(html)}</div></div>`;

  const line = ({ who, html }: Line, late: string): Html =>
    who === null
      ? h`<div class="row th turn nar ${late}"><div>${raw(html)}</div></div>`
      : turn(`v${(voices.indexOf(who) % 2) + 1} ${late}`, who, html);

  /** Draws the scene as far as it was played. */
  const draw = (played = ""): void => {
    const { path } = session.scene(id);
    const made: Choice[] = [];
    let now = scenario.scenes[scenario.start] as Scene;
    const turns: Html[] = now.says.map((said) => line(said, ""));
    for (const [step, name] of path.entries()) {
      const late = step === path.length - 1 ? played : "";
      const chosen = (now as Decision).choices.find((choice) => choice.id === name) as Choice;
      made.push(chosen);
      now = scenario.scenes[chosen.then] as Scene;
      turns.push(turn(`you ${late}`, say("you_chose"), chosen.html, ' tabindex="-1"'));
      turns.push(...now.says.map((said) => line(said, late)));
    }
    root.dataset.state = now.kind === "decision" ? "open" : "done";
    const aids = h`<p class="acts quiet"><button type="button" class="link" data-do="back">${say("step_back")}</button><button type="button" class="link" data-do="again">${say("again")}</button></p>`;
    const rest = now.kind === "decision" ? ask(now) : back(made, now);
    fill(live, [h`<div class="turns run">${turns}</div>`, rest, made.length > 0 ? aids : ""]);
  };

  const ask = ({ ask, choices }: Decision): Html =>
    h`<div class="ask th open"><h2 tabindex="-1">${ask}</h2><ul class="choices">${choices.map(
      (choice) =>
        h`<li><button type="button" data-do="choose" data-value="${choice.id}">${raw(choice.html)}</button></li>`,
    )}</ul></div>`;

  const back = (made: readonly Choice[], { kind, back }: Ending): Html =>
    h`<h2>${say("looking_back")}</h2><div class="run">${made.map(({ was, html, because }) =>
      was
        ? row(`th ${STEPS[was]}`, say(`was_${was}`), h`<div class="said">${raw(html)}</div>${raw(because)}`)
        : "",
    )}${row(kind === "good" ? "th" : "th open", say("in_all"), raw(back))}</div>`;

  pressed(root, (name, value) => {
    if (name === "choose") {
      session.choose(id, value);
    } else {
      session[name === "back" ? "back" : "restart"](id);
    }
    draw("new");
    changed();
    const mine = name === "choose" ? all(live, ".you").at(-1) : one(live, ".ask h2");
    mine?.focus();
  });
  draw();
}

/** A page that names beforehand what may be hard to read: read it or skip it, two ways of one weight. */
export function note(page: HTMLElement, { data, session, say, changed }: Context): void {
  const place = page.dataset.page as string;
  const before = one(page, ".before");
  if (!before) {
    return;
  }
  const scenes = all(page, "[data-item=scene]").map((root) => root.dataset.id as string);
  const begun = scenes.some((id) => session.scene(id).path.length > 0);
  const told = (): void => {
    const endings = scenes
      .flatMap((id) => data.scenarios[id]?.scenes ?? [])
      .filter(({ kind }) => kind !== "decision");
    const about = (endings.find(({ kind }) => kind === "good") ?? endings[0]) as Ending | undefined;
    const words = h`<p>${say("skipped_text")}</p>${raw(about?.back)}`;
    fill(one(page, ".skipped"), row("th rest", say("skipped"), words));
  };
  page.classList.toggle("shut", !begun);
  if (begun) {
    one(page, ".skipped").remove();
  } else if (session.skipped(place)) {
    told();
  }
  pressed(before, (name) => {
    if (name === "skip") {
      session.skip(place);
      told();
    } else {
      page.classList.remove("shut");
      one(page, ".skipped").remove();
    }
    one(page, name === "skip" ? ".skipped" : ".noted").focus();
    changed();
  });
}
