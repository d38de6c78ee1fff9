//! The second script: what a learner meets beyond the first view. It brings every item to life, the test, the contents,
//! the last page, and what is asked of the device; `main.ts` fetches it when a further page is shown.

import { alone, certificate } from "./certificate";
import type { Context } from "./context";
import { FINISH_PLACE } from "./data";
import { diagnosis, stranger } from "./device";
import { idle } from "./idle";
import { asked } from "./items/asked";
import { choice } from "./items/choice";
import { likert } from "./items/likert";
import { opinions } from "./items/opinions";
import { pledge } from "./items/pledge";
import { note, scene } from "./items/scene";
import type { Live } from "./later";
import { words } from "./lms/fields";
import { contents, finish, leave } from "./places";
import { receipt } from "./receipt";
import { reply } from "./reply";
import { test } from "./test";
import { all, pressed } from "./ui";

type Bring = (root: HTMLElement, context: Context) => void;

const ITEMS: Record<string, Bring> = { choice, asked, likert, scene, pledge };

/** Whether somebody watches already: in another language this begins anew, and the visit does not. */
let watched = false;
/** Brings what is printed to what stands here now; listened for once, or each document that stood here would stay. */
let printed = (): void => {};

addEventListener("beforeprint", () => printed());

window.bonaWords = words;

window.bonaItems = (context, alarm): Live => {
  const last = document.getElementById(`/${FINISH_PLACE}`) as HTMLElement;
  for (const root of all(document, "[data-item], [data-page]")) {
    // One that will not come to life must not take the others with it.
    try {
      (ITEMS[root.dataset.item ?? ""] ?? note)(root, context);
    } catch {
      alarm();
    }
  }
  for (const aid of all(document, ".print")) {
    pressed(aid, () => print());
  }
  leave(last, context);
  stranger(context);
  const exam = test(context);
  const code = opinions(context);
  const log = diagnosis(context);
  const paper = certificate(context);
  const own = receipt(last, context);
  const about = reply(context);
  if (context.data.shared_pc && !watched) {
    watched = true;
    idle(context);
  }
  const saved = (): void => {
    log();
    finish(last, context);
    paper();
    own();
  };
  // What was written on this very page is printed too.
  printed = () => {
    saved();
    alone();
  };
  return {
    saved,
    shown(page, step) {
      exam();
      saved();
      about(page);
      if (page === last) {
        code();
      }
      if (page.querySelector("[data-to]")) {
        contents(page, step, context);
      }
    },
  };
};
