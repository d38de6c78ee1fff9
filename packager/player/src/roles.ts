//! Whom pages and blocks are meant for: the choice of a role, on the cover and among the contents.
//!
//! What is for others is out of sight and out of the way, and counts as done. The choice is kept with the learner's
//! place and told to nobody.

import type { Context } from "./context";
import { fit } from "./pages";
import { all } from "./ui";

/** Brings the choices to life; both show the same. */
export function roles({ data, session, say, changed }: Context): void {
  const choices = all(document, "[data-at=roles]");
  const show = (): void => {
    for (const input of choices.flatMap((root) => all<HTMLInputElement>(root, "input"))) {
      input.checked = input.value === session.role();
    }
  };
  show();
  for (const root of choices) {
    root.addEventListener("change", (event) => {
      session.become((event.target as HTMLInputElement).value);
      fit(session);
      show();
      changed();
      const pages = data.modules.flatMap((module) => module.pages);
      const n = pages.length - session.progress().all;
      const told = root.querySelector("[role=status]") as Element;
      told.textContent = say(n ? "role_left" : "role_whole", { n });
    });
  }
}
