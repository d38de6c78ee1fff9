//! What stands round the pages: colours, the word on saving, and what must be said once.

import type { Context } from "./context";
import type { SaveState, Start } from "./session";
import { el, icon, keep, kept, one } from "./ui";

const MODES = ["auto", "light", "dark"] as const;
const COLOURS = "bona/colours";

/** The button that changes colours: as the device has them, light, dark. */
export function colours(context: Context): void {
  const control = one(document, "#colours");
  const show = (mode: string): void => {
    if (mode === "auto") {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = mode;
    }
    if (control !== null) {
      control.textContent = context.say("colours", { mode: context.say(mode) });
    }
  };
  let mode = MODES.findIndex((name) => name === kept(COLOURS));
  mode = Math.max(0, mode);
  show(MODES[mode] ?? "auto");
  control?.addEventListener("click", () => {
    mode = (mode + 1) % MODES.length;
    show(MODES[mode] ?? "auto");
    keep(COLOURS, mode === 0 ? null : (MODES[mode] ?? null));
  });
}

/** Says once, aloud, what keeps answers from being kept. An empty key takes it back. */
export function alarm(context: Context, key: string): void {
  const place = one(document, "#alert");
  if (place === null || place.dataset.key === key) {
    return;
  }
  place.dataset.key = key;
  const words = el("strong", "lab", icon("warn"), ` ${context.say("banner")}`);
  place.replaceChildren(...(key === "" ? [] : [el("p", "row th bad", words, " ", el("span", "", context.say(key)))]));
}

/** The word on saving, changed only when the state really changes. */
export function saving(context: Context, start: Start): (state: SaveState) => void {
  const place = one(document, "#save");
  let lost = "";
  if (start.link === "absent" || start.link === "refused" || start.link === "nowhere") {
    lost = `banner_${start.link}`;
  }
  return (state) => {
    const key = state === "saved" && start.link === "device" ? "saved_device" : state;
    const words = context.session.savedAt() === null && state === "saved" ? "" : context.say(key);
    if (place !== null && place.textContent !== words) {
      place.textContent = words;
    }
    alarm(context, lost || (state === "failed" ? "banner_failed" : ""));
  };
}

/** What a learner who comes back should know, above the first page of the visit. */
export function notice(context: Context, start: Start): void {
  const keys = [start.link === "reading" ? "link_reading" : "", start.note === "new" ? "" : `note_${start.note}`];
  const rows = keys
    .filter((key) => key !== "")
    .map((key) => el("p", "row th rest", el("strong", "lab", context.say("note")), " ", el("span", "", context.say(key))));
  one(document, "#notice")?.replaceChildren(...rows);
}
