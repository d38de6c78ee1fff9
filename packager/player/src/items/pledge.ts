//! A promise that the learner makes to themselves. That one was made is kept with their place; its words stay
//! in this window, or on this device if they say so, and are never told to anybody.

import type { Context } from "../context";
import { all, at, feedback, h, keep, kept, one, pressed, quiet } from "../ui";
import { missing } from "./choice";

/** The words of every pledge that is saved in this window, for the last page. */
export function pledges(): string[] {
  return all(document, "[data-item=pledge][data-state=done]").flatMap((root) => [
    ...all(root, ".opt")
      .filter((option) => one<HTMLInputElement>(option, "input").checked)
      .map((option) => option.textContent as string),
    ...all<HTMLTextAreaElement>(root, "textarea").flatMap(({ value }) => value.trim() || []),
  ]);
}

/** Ids of the pledges that are saved in this window. */
export function pledged(): string[] {
  return all(document, "[data-item=pledge][data-state=done]").map(({ dataset }) => dataset.id as string);
}

export function pledge(root: HTMLElement, { data, session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const key = `${data.package.key}/pledge/${id}`;
  const acts = one(root, ".acts");
  const boxes = all<HTMLInputElement>(root, ".opt input");
  const words = all<HTMLTextAreaElement>(root, "textarea");
  const stays = at<HTMLInputElement>(root, "keep");

  const confirm = (sentence: string): HTMLElement => {
    quiet(root, "done");
    return feedback(root, true, say("pledge_saved"), h`<p>${say(sentence)}</p>`);
  };

  const [chosen = "", said = ""] = kept(key).split("\n", 2);
  if (chosen || said) {
    for (const box of boxes) {
      box.checked = chosen.split(" ").includes(box.value);
    }
    for (const field of words) {
      field.value = said;
    }
    stays.checked = true;
    confirm("pledge_kept");
  }
  root.addEventListener("input", () => {
    quiet(root, "touched");
    changed();
  });
  pressed(acts, () => {
    const taken = boxes.filter((box) => box.checked).map((box) => box.value);
    const own = words.map((field) => field.value.trim()).join("");
    if (!taken.length && !own) {
      missing(root, say("pledge_first"));
      return;
    }
    session.pledge(id);
    const wanted = stays.checked;
    const worked = keep(key, wanted ? `${taken.join(" ")}\n${own.replace(/\n/g, " ")}` : "");
    confirm(wanted ? (worked ? "pledge_kept" : "pledge_lost") : "pledge_window").focus();
    changed();
  });
}
