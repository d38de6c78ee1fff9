//! The second script, as the first knows it: fetched once a page needs it.
//!
//! It is fetched by an element, since a file that is opened from a disk may fetch in no other way.

import type { Context } from "./context";
import type { Words } from "./lms/api";

declare global {
  /** Where the second script puts itself, and what words answers: none is given before it runs. */
  interface Window {
    bonaItems?: (context: Context, alarm: () => void) => Live;
    bonaWords?: Words;
  }
}

/** The second script once it runs. */
export interface Live {
  /** What was kept changed, or how far it is kept. */
  saved(): void;
  /** A page is before the learner; `step` is the last place on their way. */
  shown(page: HTMLElement, step: string): void;
}

/** Whether the address of this page asks for this, or, behind `bona-`, that of a window round it: of a course in a frame,
 *  people see the learning system's own address alone, and there the bare word could mean something else. */
export function asked(word: string): boolean {
  return [window, parent, top, opener].some((frame) => {
    try {
      return frame.location.search.includes(frame === window ? word : `bona-${word}`);
    } catch {
      // Nobody there, or of another origin.
      return false;
    }
  });
}

/** Fetches a script from beside the page. Rejects where it cannot be had. */
export function load(name: string): Promise<unknown> {
  const script = document.createElement("script");
  script.src = name;
  const over = new Promise((done, failed) => {
    script.onload = done;
    script.onerror = failed;
  });
  document.head.append(script);
  return over;
}

/** Fetches the second script, unless it stands in the document already. Rejects where it cannot be had. */
export async function fetched(): Promise<NonNullable<Window["bonaItems"]>> {
  if (!window.bonaItems) {
    await load("items.js");
  }
  return window.bonaItems as NonNullable<Window["bonaItems"]>;
}
