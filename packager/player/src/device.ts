//! What is asked or shown of the device itself: whose place it keeps, and what passed between it and its host.

import type { Context } from "./context";
import { asked } from "./later";
import { copied, one, pressed } from "./ui";

/** Where only the device keeps a place, whoever finds one that is not theirs may begin afresh. It is asked once:
 *  the button stands behind what it does. */
export function stranger({ session }: Context): void {
  const root = document.getElementById("stranger");
  if (root && session.start.note === "resumed") {
    root.classList.remove("gone");
    pressed(root, () => {
      session.forget();
      history.replaceState(null, "", "#");
      location.reload();
    });
  }
}

/** With `?diag=1` in the address, shows what passed between the player and its host; gives what writes it anew. */
export function diagnosis({ session, say }: Context): () => void {
  const root = one(document, "#log");
  const text = one(root, "pre");
  root.classList.toggle("gone", !asked("diag=1"));
  pressed(root, () => {
    const done = copied(text.parentElement as Element);
    one(root, "[role=status]").textContent = say(done ? "log_copied" : "log_selected");
  });
  return () => {
    text.textContent = [session.start.link, ...session.log()].join("\n");
  };
}
