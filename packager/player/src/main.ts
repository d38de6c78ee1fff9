//! Starts the player: reads the data block, finds the host, brings the pages to life, opens one.
//!
//! Without a data block that it understands it does nothing at all, and the document stays what it is: a text
//! that can be read from top to bottom.

import { alarm, colours, notice, saving } from "./chrome";
import { connect, readData } from "./connect";
import type { Context } from "./context";
import { type Data, FINISH_PLACE } from "./data";
import { choice } from "./items/choice";
import { pledge } from "./items/pledge";
import { note, scene } from "./items/scene";
import { Pages } from "./pages";
import { contents, finish, leave } from "./places";
import type { Session } from "./session";
import { sayer } from "./strings";
import { test } from "./test";
import { all, one, press } from "./ui";

const ITEMS: Record<string, (root: HTMLElement, context: Context) => void> = { choice, scene, pledge };
/** The list of pages; no author's id has a hyphen. */
const CONTENTS_PLACE = "course-contents";

const found = readData(one(document, "#bona-data")?.textContent);
if (found !== null) {
  document.documentElement.classList.add("js");
  void begin(found);
}

async function begin(data: Data): Promise<void> {
  const session = connect(data, window);
  const say = sayer(data.strings, data.package.language);
  const exam = { draw: (): void => {} };
  let first = true;
  const pages = new Pages((place, page) => {
    if (session_places.has(place)) {
      session.show(place);
    }
    if (!first) {
      one(document, "#notice")?.replaceChildren();
    }
    first = false;
    exam.draw();
    if (place === CONTENTS_PLACE) {
      contents(page, pages.step, context);
    } else if (place === FINISH_PLACE) {
      finish(page, context);
    }
  });
  const context: Context = { data, session, say, changed: () => pages.refresh(), go: (place) => pages.go(place) };
  const session_places = placesOf(data);
  addEventListener("error", () => alarm(context, "banner_error"));
  colours(context);
  const start = await session.open();
  const tell = saving(context, start);
  session.onSave((state) => {
    tell(state);
    const last = one(document, ".on");
    if (last?.dataset.page === FINISH_PLACE) {
      finish(last, context);
    }
  });
  tell(session.saveState());
  enliven(context);
  const made = test(context);
  if (made !== null) {
    exam.draw = () => made.draw();
  }
  notice(context, start);
  pages.start(context, start.place);
  attend(session);
}

/** Places that the session keeps: every page of a module, the test, the end. */
function placesOf(data: Data): Set<string> {
  const pages = data.modules.flatMap((module) => module.pages.map((page) => page.id));
  return new Set([...pages, FINISH_PLACE, "course-test"]);
}

/** Brings every item to life. */
function enliven(context: Context): void {
  for (const page of all(document, "[data-page]")) {
    for (const root of all(page, "[data-item]")) {
      ITEMS[root.dataset.item ?? ""]?.(root, context);
    }
    note(page, context);
    press(page, "print", () => print());
    leave(page, context);
  }
}

/** Learning time runs while somebody is there; what is not saved is saved when they look away. */
function attend(session: Session): void {
  document.addEventListener("visibilitychange", () => (document.hidden ? session.hidden() : session.active()));
  for (const sign of ["keydown", "pointerdown"]) {
    addEventListener(sign, () => session.active(), { passive: true });
  }
  addEventListener("pagehide", () => void session.finish());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("beforeprint", () => all<HTMLDetailsElement>(document, "details").forEach((part) => (part.open = true)));
}
