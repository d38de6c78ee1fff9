//! Opinions: never right, never wrong, never sent. That every statement was answered is kept, and nothing else.

import type { Context } from "../context";
import { all, at } from "../ui";

export function likert(root: HTMLElement, { session, say, changed }: Context): void {
  const id = root.dataset.id as string;
  const words = at(root, "kept");
  const tell = (state: string, key: string): void => {
    root.dataset.state = state;
    words.textContent = say(key);
  };
  if (session.item(id).chosen) {
    tell("restored", "opinion_restored");
  }
  root.addEventListener("change", () => {
    const open = all(root, "fieldset").filter((one) => !one.querySelector(":checked")).length;
    if (open) {
      root.dataset.state = "touched";
      words.textContent = say("opinion_left", { n: open });
      return;
    }
    session.pledge(id);
    tell("done", "opinion_done");
    changed();
  });
}
