//! Contents and the last page: what is done, what is left, what was kept, and how to leave.

import type { Context } from "./context";
import { FINISH_PLACE, TEST_PLACE } from "./data";
import { pledges } from "./items/pledge";
import type { Left, Session } from "./session";
import { all, at, el, html, link, one, press, row } from "./ui";

/** Writes on each line of the contents how far it is. `now` is where the learner came from. */
export function contents(page: HTMLElement, now: string, context: Context): void {
  const { session, say } = context;
  const left = session.progress().left;
  let covered: HTMLElement | null = null;
  for (const line of all(page, "[data-to]")) {
    const place = line.dataset.to ?? "";
    const kind = line.dataset.kind ?? "";
    const state = kind === "page" ? pageState(session, place, left) : otherState(session, kind);
    const seen = state !== "none";
    if (kind === "cover") {
      covered = line;
    } else if (kind === "page" && seen) {
      covered?.classList.remove("open", "rest");
    }
    line.classList.toggle("open", state !== "done");
    line.classList.toggle("rest", !seen);
    line.classList.toggle("now", place === now);
    const label = one(line, ".lab");
    const count = left.filter((one) => one.page === place).length;
    if (label !== null && kind !== "cover" && kind !== "finish") {
      const key = state === "done" ? "done" : state === "none" ? "not_started" : count > 0 ? "left" : "started";
      label.textContent = say(key, { n: count });
    }
    const to = one(line, "a");
    if (place === now) {
      to?.setAttribute("aria-current", "page");
    } else {
      to?.removeAttribute("aria-current");
    }
  }
}

type State = "none" | "open" | "done";

function pageState(session: Session, place: string, left: readonly Left[]): State {
  if (session.pageDone(place)) {
    return "done";
  }
  return session.seen(place) || left.some((one) => one.page === place && one.kind !== "page") ? "open" : "none";
}

function otherState(session: Session, kind: string): State {
  const test = session.test();
  if (kind === "test" && test !== null) {
    return test.passed ? "done" : test.last !== null || test.phase === "running" ? "open" : "none";
  }
  return kind === "finish" && session.standing() !== "open" && session.progress().left.length === 0 ? "done" : "none";
}

/** Writes what the last page can only know now. */
export function finish(page: HTMLElement, context: Context): void {
  const { data, session, say } = context;
  const { left } = session.progress();
  const done = left.length === 0;
  at(page, "knot")?.classList.toggle("tied", done);
  at(page, "knot")?.classList.toggle("open", !done);
  put(one(page, "h1"), say(done ? "finish_done" : "finish_open"));
  put(at(page, "lead"), say(done ? "finish_done_lead" : "finish_open_lead"));
  put(at(page, "standing"), say(`standing_${session.standing()}`));
  const saved = session.savedAt();
  const clock = new Intl.DateTimeFormat(data.package.language, { dateStyle: "long", timeStyle: "short" });
  put(at(page, "saved"), saved === null ? "" : say("saved_at", { time: clock.format(saved) }));
  at(page, "left")?.replaceChildren(...missing(left, context));
  const promises = at(page, "pledges");
  const words = pledges(document);
  promises?.replaceChildren(
    ...(words.length > 0 ? [el("h2", "", promises.dataset.title ?? "")] : []),
    ...words.map((line) => el("p", "said", line)),
  );
}

/** Makes the button on the last page work. */
export function leave(page: HTMLElement, context: Context): void {
  const { session, say } = context;
  press(page, "close", async () => {
    const nowhere = session.saveState() === "absent";
    const { saved } = await session.finish();
    finish(page, context);
    const key = saved ? "closed" : nowhere ? "closed_nowhere" : "closed_unsaved";
    const words = row(`th ${saved ? "" : "bad"}`, say("note"), el("p", "", say(key)));
    at(page, "closed")?.replaceChildren(words);
    if (saved && opener !== null) {
      close();
    }
  });
}

function missing(left: readonly Left[], context: Context): HTMLElement[] {
  const { data, say } = context;
  if (left.length === 0) {
    return [];
  }
  const titles = new Map(data.modules.flatMap((part) => part.pages).map((page) => [page.id, page.title]));
  const pages = [...new Set(left.map((one) => one.page))];
  const rows = pages.map((id) => {
    const kinds = new Set(left.filter((one) => one.page === id).map((one) => one.kind));
    const words = [...kinds].map((kind) => say(`left_${kind}`)).join(". ");
    const name = id === TEST_PLACE ? titleOf(TEST_PLACE) : (titles.get(id) ?? id);
    return el("li", "", link(id, name), el("p", "small", `${words}.`));
  });
  return [html("h2", "", ""), el("ul", "links", ...rows)];
}

/** What a place calls itself in the contents. */
export function titleOf(place: string): string {
  return one(document, `[data-to="${place}"] a`)?.textContent ?? (place === FINISH_PLACE ? "" : place);
}

function put(target: HTMLElement | null, words: string): void {
  if (target !== null && target.textContent !== words) {
    target.textContent = words;
  }
}
