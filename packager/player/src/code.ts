//! The third script, of packages that ask opinions alone: makes the answer code and draws it. It is fetched when the last
//! page is shown, for it carries two libraries: `qr` and `@noble/hashes`, whose notices the build puts in front.

import { codeOf, ownParts } from "./code/line";
import { picture } from "./code/picture";

declare global {
  /** Where the third script puts itself. Its names are never shortened: it is built apart. */
  interface Window {
    bonaCode?: Codes;
  }
}

/** What the third script can do. */
export interface Codes {
  codeOf: typeof codeOf;
  ownParts: typeof ownParts;
  picture: typeof picture;
}

window.bonaCode = { codeOf, ownParts, picture };
