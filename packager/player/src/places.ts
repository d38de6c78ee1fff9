//! Contents and the last page: what is done, what is left, what was kept, and how to leave.

import type { Context } from "./context";
import { pledges } from "./items/pledge";
import { all, at, fill, h, one, pressed, row } from "./ui";

/** What a place calls itself in the contents. */
export function titleOf(place: string): string {
  return one(document, `[data-to="${place}"] a`).textContent as string;
}

/** Writes on each line of the contents how far it is. `now` is where the learner came from. */
export function contents(page: HTMLElement, now: string, { session, say }: Context): void {
  const { left } = session.progress();
  const exam = session.test();
  let cover: HTMLElement | undefined;
  for (const line of all(page, "[data-to]")) {
    const { to, kind } = line.dataset as { to: string; kind: string };
    const open = left.filter((one) => one.page === to);
    let begun = session.seen(to);
    let done = begun && open.length === 0;
    if (kind === "test") {
      begun = exam?.last !== null || exam.phase === "running";
      done = exam?.passed === true;
    } else if (kind === "finish") {
      done = begun = left.length === 0;
    } else if (kind === "cover") {
      cover = line;
    }
    if (begun) {
      cover?.classList.remove("open", "rest");
    }
    line.classList.toggle("open", !done);
    line.classList.toggle("rest", !begun);
    line.classList.toggle("now", to === now);
    one(line, "a").setAttribute("aria-current", to === now ? "page" : "false");
    if (kind === "page" || kind === "test") {
      const key = done ? "done" : begun ? (kind === "page" && open.length ? "left" : "started") : "not_started";
      one(line, ".lab").textContent = say(key, { n: open.length });
    }
  }
}

/** Writes what the last page can only know now. */
export function finish(page: HTMLElement, { data, session, say }: Context): void {
  const { left } = session.progress();
  const state = left.length ? "open" : "done";
  const saved = session.savedAt();
  const clock = new Intl.DateTimeFormat(data.package.language, { dateStyle: "long", timeStyle: "short" });
  at(page, "knot").className = `row th ${left.length ? "open" : "tied"}`;
  one(page, "h1").textContent = say(`finish_${state}`);
  at(page, "lead").textContent = say(`finish_${state}_lead`);
  at(page, "standing").textContent = say(`standing_${session.standing()}`);
  at(page, "saved").textContent = saved ? say("saved_at", { time: clock.format(saved) }) : "";
  const places = [...new Set(left.map((one) => one.page))].map((place) => {
    const kinds = new Set(left.flatMap((one) => (one.page === place ? say(`left_${one.kind}`) : [])));
    return h`<li><a href="#/${place}">${titleOf(place)}</a><p class="small">${[...kinds].join(" ")}</p></li>`;
  });
  fill(at(page, "left"), left.length ? h`<h2>${say("left_title")}</h2><ul class="links">${places}</ul>` : "");
  const words = pledges().map((line) => h`<p class="said">${line}</p>`);
  for (const place of all(page, "[data-at=pledges]")) {
    fill(place, words.length ? h`<h2>${say("your_pledge")}</h2>${words}` : "");
  }
}

/** Makes the button on the last page work. */
export function leave(page: HTMLElement, context: Context): void {
  const { session, say } = context;
  pressed(page, async () => {
    const nowhere = session.saveState() === "absent";
    const { saved } = await session.finish();
    finish(page, context);
    const key = saved ? "closed" : nowhere ? "closed_nowhere" : "closed_unsaved";
    fill(at(page, "closed"), row(saved ? "th" : "th bad", say("note"), say(key)));
    if (saved && opener) {
      close();
    }
  });
}
