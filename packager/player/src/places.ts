//! Contents and the last page: what is done, what is left, what was kept, and how to leave.

import { attended } from "./certificate";
import type { Context } from "./context";
import { momentOf } from "./day";
import { pledged, pledges } from "./items/pledge";
import { minutes } from "./minutes";
import { titleOf } from "./pages";
import { reminder } from "./reminder";
import type { Session } from "./session";
import { all, at, fill, type Html, h, one, type Part, pressed, row } from "./ui";

/** A link to a place, by the name that it has in the contents. */
export function linkTo(place: string): Html {
  return h`<a href="#/${place}">${titleOf(place)}</a>`;
}

/** Writes on each line of the contents how far it is. `now` is where the learner came from. */
export function contents(page: HTMLElement, now: string, { data, session, say }: Context): void {
  const { left } = session.progress();
  const exam = session.test();
  for (const line of all(page, "[data-to]")) {
    const { to = "", kind } = line.dataset;
    const { length: n } = left.filter((one) => one.page === to);
    let begun = session.seen(to);
    let done = begun && !n;
    if (kind === "test") {
      begun = !!exam?.questions.length;
      done = !!exam?.passed;
    } else if (kind !== "page") {
      begun = done = kind === "cover" || !left.length;
    }
    const away = line.classList.contains("gone") ? "gone" : "";
    line.className = `row th ${done ? "" : begun ? "open" : "open rest"} ${to === now ? "now" : ""} ${away}`;
    one(line, "a").setAttribute("aria-current", to === now ? "page" : "false");
    if (kind === "page" || kind === "test") {
      const open = kind === "page" && n ? "left" : "started";
      const time = minutes(data.modules, ({ id }) => id === to);
      const key = kind === "page" ? "not_started_time" : "not_started";
      one(line, ".lab").textContent = say(done ? "done" : begun ? open : key, { n: begun ? n : time });
    }
  }
}

/** The sentence of the last page on coming back or staying: a promise only where what was done is kept. */
export function leadOf(session: Pick<Session, "start" | "saveState">, state: string): string {
  const save = session.saveState();
  if (save === "absent") {
    return session.start.link === "reading" ? "finish_reading_lead" : "finish_absent_lead";
  }
  return `${/failed|over/.test(save) ? `finish_${save}` : state}_lead`;
}

/** Writes what the last page can only know now. */
export function finish(page: HTMLElement, context: Context): void {
  const { data, session, say } = context;
  const { left } = session.progress();
  const state = left.length ? "finish_open" : "finish_done";
  const saved = session.savedAt();
  const put = (name: string, words: Part): void => fill(at(page, name), words);
  /** Puts lines under the heading that stands there; without lines, neither is shown. */
  const list = (name: string, lines: readonly Html[]): void => {
    const place = at(page, name);
    place.classList.toggle("gone", !lines.length);
    fill(place.lastElementChild as Element, lines);
  };
  at(page, "knot").className = `row th ${left.length ? "open" : "tied"}`;
  put("title", say(state));
  put("lead", say(leadOf(session, state)));
  put("standing", say(`standing_${session.standing()}`));
  const words = told(context);
  put(
    "saved",
    [...words, saved ? say("saved_at", { time: momentOf(new Date(saved), say) }) : ""]
      .filter(Boolean)
      .join(" "),
  );
  at(page, "certified")?.classList.toggle("gone", !attended(session));
  const open = left.filter(({ page }, nth) => left.findIndex((other) => other.page === page) === nth);
  const links = open.map(
    ({ page, kind }) => h`<li>${linkTo(page)}<p class="small">${say(`left_${kind}`)}</p></li>`,
  );
  list("left", links);
  list(
    "pledges",
    pledges().map((line) => h`<p class="said">${line}</p>`),
  );
  remind(page, data, say);
  list("notes", notes());
  if (session.saveState() === "over") {
    // What was true when the visit was closed may not be any more.
    fill(at(page, "closed"), "");
  }
}

/** What the learning system was told: of the present only once it has confirmed it. */
export function told({ data, session, say }: Context): string[] {
  const { link } = session.start;
  const state = session.saveState();
  if (/absent|refused/.test(link)) {
    return [say("told_nothing")];
  }
  if (link !== "connected" || !session.savedAt()) {
    return [];
  }
  if (state !== "saved") {
    return [say(state === "over" ? "told_over" : "told_waiting")];
  }
  const best = data.completion === "handed_in" ? null : (session.test()?.best ?? null);
  return [say(`told_${session.standing()}`), best === null ? "" : say("told_best", { n: best })];
}

/** What the learner wrote at a reflection, below its question: to be read back and printed. Nothing else has it. */
function notes(): Html[] {
  return all<HTMLTextAreaElement>(document, "[data-wrote]").flatMap((field) => {
    const asked = one(field.parentElement as Element, "h2").textContent as string;
    return field.value.trim() ? h`<h3>${asked}</h3><p class="said">${field.value}</p>` : [];
  });
}

/** The reminders for this visit's pledges; drawn again only when there are more, so that a link keeps its focus. */
function remind(page: HTMLElement, data: Context["data"], say: Context["say"]): void {
  const place = at(page, "reminders");
  const lines = pledged().flatMap((id) => {
    const after = data.pledges[id]?.after;
    return after ? reminder(id, after, data, say, new Date()) : [];
  });
  if (place && place.childElementCount !== lines.length) {
    fill(place, lines);
  }
}

/** What is said of the end: of what was done since then, a second press says nothing better. */
export function closedAs(
  { start, saveState }: Pick<Session, "start" | "saveState">,
  told: boolean | null,
): string {
  if (saveState() === "absent") {
    return start.link === "reading" ? "closed_reading" : "closed_nowhere";
  }
  if (saveState() !== "saved") {
    return "closed_unsaved";
  }
  return told ? "closed" : "closed_unconfirmed";
}

/** Makes the button on the last page work. */
export function leave(page: HTMLElement, context: Context): void {
  const { session, say } = context;
  pressed(page, async () => {
    const told = await session.goodbye();
    finish(page, context);
    const key = closedAs(session, told);
    const saved = /closed$|reading/.test(key);
    fill(at(page, "closed"), row(saved ? "th" : "th bad", say("note"), say(key)));
    if (saved && opener) {
      close();
    }
  });
}
