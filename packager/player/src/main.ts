//! Starts the player: reads the data block, finds the host, opens a page; fetches what brings the items to life once a
//! page beyond the cover is shown. Each package's first script is this with the adapter of its standard (`entry`).
//!
//! Without a data block that it understands it does nothing at all, and the document stays what it is: a text
//! that can be read from top to bottom.

import { alarm, colours, notice, saving } from "./chrome";
import { type Adapter, connect, readData } from "./connect";
import type { Context } from "./context";
import type { Data } from "./data";
import { asked, fetched, type Live, load } from "./later";
import { fit, pages, refresh } from "./pages";
import { roles } from "./roles";
import { sayer } from "./strings";
import { all, fill, one } from "./ui";
import { placesOf } from "./visit";

/** Starts; `adapter` speaks to the learning system, where the package is for one. */
export function start(adapter?: Adapter): void {
  const data = readData(one(document, "#bona-data")?.textContent);
  if (data) {
    document.documentElement.classList.add("js");
    const visit = (): void => void begin(data, adapter);
    if (asked("accept=1")) {
      // The check of a learning system takes the place of a visit; a single page has none.
      load("accept.js").catch(visit);
    } else {
      visit();
    }
  }
}

async function begin(data: Data, adapter: Adapter | undefined): Promise<void> {
  const context = {
    data,
    say: sayer(data.strings, data.package.language),
    changed() {
      way.draw();
      refresh(context);
    },
  } as { -readonly [Name in keyof Context]: Context[Name] };
  colours(context.say);
  let shown: Parameters<typeof pages>[1] = () => {};
  const way = pages(context, (...where) => shown(...where));
  // A host that is there is found before this: nothing flickers. While one is sought, the pages can be read.
  const wait = setTimeout(() => {
    way.open();
    one(document, "#save").textContent = context.say("seeking");
  });
  const session = await connect(data, window, adapter);
  clearTimeout(wait);
  context.session = session;
  let tell = saving(context);
  const told = (): void => tell(session.saveState());
  told();
  const items = second(context, told);
  addEventListener("error", items.broken);
  session.onSave((state) => {
    tell(state);
    items.saved();
  });
  const places = placesOf(data);
  let turns = 0;
  shown = (page, place, step) => {
    // A cover is no place that the session keeps.
    const kept = places.includes(place);
    if (kept) {
      session.show(place);
    }
    if (turns++) {
      fill(one(document, "#notice"), "");
    }
    items.shown(page, step);
    refresh(context);
    if (turns > 1 || kept || wanted(context)) {
      void items.enliven();
    }
  };
  notice(context);
  fit(session);
  roles(context);
  one(document, "#reply").addEventListener("click", items.enliven);
  // Which button is filled hangs on which are seen.
  document.documentElement.classList.add("ready");
  way.open(session.start.place);
  addEventListener("online", () => turns > 1 && items.enliven());
  attend(context);
  window.bonaReady?.(context, () => {
    context.say = sayer(data.strings, data.package.language);
    way.look();
    colours(context.say);
    tell = saving(context);
    told();
    fit(session);
    roles(context);
    one(document, "#reply").addEventListener("click", items.enliven);
    items.again();
    way.open();
  });
}

/** Whether the very cover needs the second script: it has something to say of an earlier visit or of the log, or an
 *  eye on whether anybody is there. */
function wanted({ data, session }: Context): boolean {
  return session.start.note !== "new" || data.shared_pc || asked("diag=1");
}

/** The second script, from here: fetched when it is wanted, and told what happens once it runs. `told` says anew how
 *  answers are saved. */
function second(context: Context, told: () => void) {
  const root = document.documentElement.classList;
  const broken = (): void => alarm(context.say, "banner_error");
  let live: Live | undefined;
  let fetching = false;
  let now: [page: HTMLElement, step: string];
  return {
    broken,
    saved: () => live?.saved(),
    shown(...where: [page: HTMLElement, step: string]): void {
      now = where;
      live?.shown(...now);
    },
    /** Another document stands here now. */
    again(): void {
      live &&= window.bonaItems?.(context, broken);
    },
    /** Brings the items to life, once; tried again at the next page, and when the way there is open again. */
    async enliven(): Promise<void> {
      if (!fetching) {
        fetching = true;
        root.add("waiting");
        try {
          live = (await fetched())(context, broken);
          told();
          live.shown(...now);
          refresh(context);
        } catch {
          fetching = false;
          alarm(context.say, "banner_items");
        }
        root.remove("waiting");
      }
    },
  };
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
    for (const part of all<HTMLDetailsElement>(document, "section details")) {
      part.open = true;
    }
  });
}
