//! Computers that learners share: a visit that nobody is at is closed, so that nobody else finds it open.
//!
//! After ten minutes without a sign of life a notice stands for one more, and any key or press goes on (WCAG 2.2.1).
//! Only what is saved is closed. Nothing of the learner stays in the document.

import type { Context } from "./context";
import { all, fill, h, one, pressed, row } from "./ui";

/** Milliseconds without a sign of life before the notice. */
const QUIET = 10 * 60_000;
/** Milliseconds that the notice stands; also how long is waited for what is not yet saved. */
const NOTICE = 60_000;

/** Watches from now on. */
export function idle(context: Context): void {
  const { session } = context;
  const notice = document.createElement("dialog");
  notice.setAttribute("role", "alertdialog");
  notice.setAttribute("aria-labelledby", "idle-title");
  notice.setAttribute("aria-describedby", "idle-text");
  document.body.append(notice);
  let life = Date.now();
  let timer = 0;
  const plan = (work: () => void, wait: number): void => {
    clearTimeout(timer);
    timer = setTimeout(work, wait) as unknown as number;
  };
  const look = (): void => {
    // Whoever listens or watches is there.
    const plays = all<HTMLMediaElement>(document, "audio, video").some(({ paused }) => !paused);
    const rest = plays ? NOTICE : life + QUIET - Date.now();
    if (rest > 0) {
      plan(look, rest);
    } else if (session.saveState() === "saved") {
      // The language may have changed since.
      const { say } = context;
      fill(
        notice,
        h`<h2 id="idle-title">${say("idle")}</h2><p id="idle-text">${say("idle_text")}</p><p class="acts quiet"><button type="button" class="btn fill">${say("idle_here")}</button></p>`,
      );
      notice.showModal();
      plan(close, NOTICE);
    } else {
      plan(look, NOTICE);
    }
  };
  const close = (): void => {
    notice.close();
    void ended(context);
  };
  /** While the notice stands only what is meant goes on; a key must then do nothing else. */
  const alive = (event: Event): void => {
    life = Date.now();
    if (notice.open && /keydown|click/.test(event.type)) {
      event.preventDefault();
      notice.close();
      plan(look, QUIET);
    }
  };
  for (const sign of ["keydown", "click", "pointerdown", "pointermove", "wheel", "scroll", "hashchange"]) {
    addEventListener(sign, alive, { capture: true });
  }
  plan(look, QUIET);
}

/** Says goodbye, and leaves the cover and a word of what happened. */
async function ended({ data, session, say }: Context): Promise<void> {
  const device = session.start.link === "device";
  await session.goodbye();
  if (device) {
    session.forget();
  }
  const cover = one(document, ".cover");
  const told = one(document, "#notice");
  for (const part of all(document, "main > :not(#alert, #notice), .aids, .tools p, progress, dialog")) {
    // No address leads back to a page.
    delete part.dataset.page;
    if (part !== cover) {
      part.remove();
    }
  }
  for (const part of all(cover, ".acts, a, [data-at]")) {
    part.remove();
  }
  history.replaceState(null, "", "#");
  document.title = data.title;
  one(document, "#where").textContent = data.title;
  cover.classList.add("on");
  const again = device
    ? h`<p class="acts"><button type="button" class="btn fill" data-do="again">${say("idle_again")}</button></p>`
    : "";
  fill(told, [row("th rest", say("note"), say(device ? "idle_forgot" : "idle_closed")), again]);
  pressed(told, () => location.reload());
  one(cover, "h1").focus();
}
