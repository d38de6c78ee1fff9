//! A promise that the learner makes to themselves. That one was made is kept with their place; its words stay
//! in this window, or on this device if they say so, and are never told to anybody.

import type { Context } from "../context";
import { all, at, box, el, icon, keep, kept, one, press } from "../ui";
import { missing, settle } from "./choice";

interface Vow {
  chosen: string[];
  words: string;
}

/** The pledges of this window, by id. */
const made = new Map<string, Vow>();

/** The words of every pledge that this window knows, for the last page. */
export function pledges(root: ParentNode): string[] {
  return all(root, "[data-item=pledge]").flatMap((item) => {
    const promise = made.get(item.dataset.id ?? "");
    const options = all(item, ".opt").map((option) => option.textContent ?? "");
    const chosen = promise?.chosen.map((index) => options[Number(index)]?.trim() ?? "") ?? [];
    return [...chosen, promise?.words ?? ""].filter((words) => words !== "");
  });
}

export function pledge(root: HTMLElement, context: Context): void {
  const { data, session, say } = context;
  const id = root.dataset.id ?? "";
  const key = `${data.package.key}/pledge/${id}`;
  const boxes = all<HTMLInputElement>(root, ".opt input");
  const words = at(root, "words") as HTMLTextAreaElement | null;
  const stays = at(root, "keep") as HTMLInputElement | null;
  const confirm = (sentence: string): HTMLElement => {
    one(root, ".fb")?.remove();
    const heading = el("h3", "", icon("yes"), ` ${say("pledge_saved")}`);
    const told = box("fb th good", heading, el("p", "", sentence));
    one(root, ".acts")?.before(told);
    root.dataset.state = "done";
    return told;
  };
  const before = read(kept(key));
  if (before !== null) {
    made.set(id, before);
    for (const input of boxes) {
      input.checked = before.chosen.includes(input.value);
    }
    if (words !== null) {
      words.value = before.words;
    }
    if (stays !== null) {
      stays.checked = true;
    }
    confirm(say("pledge_kept"));
  }
  root.addEventListener("change", () => {
    settle(root);
    one(root, ".fb")?.remove();
    root.dataset.state = "touched";
    context.changed();
  });
  press(root, "pledge", () => {
    const promise = {
      chosen: boxes.filter((input) => input.checked).map((input) => input.value),
      words: words?.value.trim() ?? "",
    };
    if (promise.chosen.length === 0 && promise.words === "") {
      missing(root, say("pledge_first"));
      return;
    }
    settle(root);
    made.set(id, promise);
    session.pledge(id);
    const wanted = stays?.checked === true;
    const worked = keep(key, wanted ? JSON.stringify(promise) : null);
    confirm(say(wanted ? (worked ? "pledge_kept" : "pledge_lost") : "pledge_window")).focus();
    context.changed();
  });
}

/** What was kept, if it is what this page keeps. */
function read(text: string | null): Vow | null {
  try {
    const promise = JSON.parse(text ?? "null") as Partial<Vow> | null;
    return promise !== null && Array.isArray(promise.chosen) && typeof promise.words === "string"
      ? { chosen: promise.chosen.map(String), words: promise.words }
      : null;
  } catch {
    return null;
  }
}
