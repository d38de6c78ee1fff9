//! Starts the player: reads the data block, finds the host, brings the pages to life, opens one.
//!
//! Without a data block that it understands it does nothing at all, and the document stays what it is: a text
//! that can be read from top to bottom.

import { alarm, colours, diagnosis, notice, saving, stranger } from "./chrome";
import { connect, readData } from "./connect";
import type { Context } from "./context";
import { type Data, FINISH_PLACE } from "./data";
import { asked } from "./items/asked";
import { choice } from "./items/choice";
import { likert } from "./items/likert";
import { pledge } from "./items/pledge";
import { note, scene } from "./items/scene";
import { pages, refresh } from "./pages";
import { contents, finish, leave } from "./places";
import { sayer } from "./strings";
import { test } from "./test";
import { all, fill, one, pressed } from "./ui";
import { placesOf } from "./visit";

const OPTIONS = { choice, scene, pledge };
const ITEMS: Record<string, (root: HTMLElement, context: Context) => void> = ALL
  ? { ...OPTIONS, asked, likert }
  : OPTIONS;

const found = readData(one(document, "#bona-data")?.textContent);
if (found) {
  document.documentElement.classList.add("js");
  void begin(found);
}

async function begin(data: Data): Promise<void> {
  const say = sayer(data.strings, data.package.language);
  colours(say);
  let shown: Parameters<typeof pages>[2] = () => {};
  const open = pages(data, say, (...where) => shown(...where));
  // A host that is there is found before this: nothing flickers. While one is sought, the pages can be read.
  const wait = setTimeout(() => {
    open();
    one(document, "#save").textContent = say("seeking");
  });
  const session = await connect(data, window);
  clearTimeout(wait);
  const context: Context = { data, session, say, changed: () => refresh(context) };
  const last = document.getElementById(`/${FINISH_PLACE}`) as HTMLElement;
  addEventListener("error", () => alarm(say, "banner_error"));
  const tell = saving(context);
  const log = diagnosis(context);
  tell(session.saveState());
  session.onSave((state) => {
    tell(state);
    log();
    finish(last, context);
  });
  enliven(context);
  leave(last, context);
  const exam = test(context);
  const places = placesOf(data);
  let turns = 0;
  shown = (page, place, step) => {
    // A cover is no place that the session keeps.
    if (places.includes(place)) {
      session.show(place);
    }
    if (turns++) {
      fill(one(document, "#notice"), "");
    }
    exam();
    log();
    finish(last, context);
    if (page.querySelector("[data-to]")) {
      contents(page, step, context);
    }
    refresh(context);
  };
  notice(context);
  stranger(context);
  // Which button is filled hangs on which are seen.
  document.documentElement.classList.add("ready");
  open(session.start.place);
  attend(context);
  if (ALL) {
    // What was written on this very page is printed too.
    addEventListener("beforeprint", () => finish(last, context));
  }
}

/** Brings every item to life; one that will not must not take the others with it. */
function enliven(context: Context): void {
  for (const root of all(document, "[data-item], [data-page]")) {
    try {
      (ITEMS[root.dataset.item ?? ""] ?? note)(root, context);
    } catch {
      alarm(context.say, "banner_error");
    }
  }
  for (const aid of all(document, ".print")) {
    pressed(aid, () => print());
  }
}

/** Learning time runs while somebody is there; what is not saved is saved when they look away. */
function attend({ session }: Context): void {
  document.addEventListener("visibilitychange", () =>
    document.hidden ? session.hidden() : session.active(),
  );
  for (const sign of ["keydown", "pointerdown"]) {
    addEventListener(sign, () => session.active(), { passive: true });
  }
  addEventListener("online", () => session.flush());
  addEventListener("pagehide", () => void session.goodbye());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("beforeprint", () => {
    for (const part of all<HTMLDetailsElement>(document, "details")) {
      part.open = true;
    }
  });
}
