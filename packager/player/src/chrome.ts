//! What stands round the pages: colours, the word on saving, and what must be said once.

import type { Context } from "./context";
import type { Say } from "./strings";
import type { SaveState } from "./track";
import { fill, h, icon, keep, kept, one, type Part } from "./ui";

const MODES = ["auto", "light", "dark"];
const COLOURS = "bona/colours";

/** The button that changes colours: as the device has them, light, dark. */
export function colours(say: Say): void {
  const control = one(document, "#colours");
  let mode = Math.max(0, MODES.indexOf(kept(COLOURS)));
  const show = (): void => {
    const name = MODES[mode] as string;
    document.documentElement.dataset.theme = name;
    control.textContent = say("colours", { mode: say(name) });
  };
  show();
  control.addEventListener("click", () => {
    mode = (mode + 1) % MODES.length;
    show();
    keep(COLOURS, mode ? (MODES[mode] as string) : "");
  });
}

/** Says once, aloud, what keeps answers from being kept. An empty key takes it back. */
export function alarm(say: Say, key: string): void {
  const place = one(document, "#alert");
  if (place.dataset.key !== key) {
    place.dataset.key = key;
    fill(place, key && line("bad", [icon("warn"), say("banner")], say(key)));
  }
}

/** The word on saving, changed only when the state really changes. */
export function saving({ session, say }: Context): (state: SaveState) => void {
  const { link } = session.start;
  const place = one(document, "#save");
  const lost = /absent|refused|nowhere/.test(link) ? `banner_${link}` : "";
  return (state) => {
    const key = state === "saved" && link === "device" ? "saved_device" : state;
    const words = state === "saved" && !session.savedAt() ? "" : say(key);
    if (place.textContent !== words) {
      place.textContent = words;
    }
    alarm(say, lost || (/failed|over/.test(state) ? `banner_${state}` : ""));
  };
}

/** What a learner who comes back should know, above the first page of the visit. */
export function notice({ session, say }: Context): void {
  const { link, note, counts } = session.start;
  const keys = [
    link === "reading" ? "link_reading" : "",
    note === "new" ? "" : `note_${note}`,
    counts ? "note_counts" : "",
  ];
  const rows = keys.map((key) => key && line("rest", say("note"), say(key)));
  fill(one(document, "#notice"), rows);
}

function line(kind: string, label: Part, words: Part): Part {
  return h`<p class="row th ${kind}"><strong class="lab">${label}</strong> <span>${words}</span></p>`;
}
