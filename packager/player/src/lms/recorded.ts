//! What stands in the first script of a package for xAPI or cmi5: it fetches what speaks them, and hands on.
//!
//! The first view is shown without it. Until it is there nothing can be answered, so nothing is lost.

import type { Data } from "../data";
import { load } from "../later";
import type { Lms, World } from "./api";

declare global {
  /** Where the script puts what it has for this package. */
  interface Window {
    bonaRecord?: (own: Window, world: World, data: Data) => Lms;
  }
}

export function recorded(own: Window, world: World, data: Data): Lms {
  let lms: Lms | undefined;
  return {
    async open() {
      // A script that cannot be had leaves nothing there.
      await load("statements.js").catch(() => {});
      lms = own.bonaRecord?.(own, world, data);
      return lms ? lms.open() : { link: "refused", state: "", status: null, score: null };
    },
    save: async (snapshot) => !!lms && lms.save(snapshot),
    finish: async (snapshot) => !!lms && lms.finish(snapshot),
    log: () => lms?.log() ?? [],
  };
}
