//! What every part of a page is given.

import type { Data } from "./data";
import type { Session } from "./session";
import type { Say } from "./strings";

export interface Context {
  readonly data: Data;
  readonly session: Session;
  /** In the language that is shown. */
  readonly say: Say;
  /** Something was answered, chosen or saved: progress and buttons are looked at again. */
  changed(): void;
}
