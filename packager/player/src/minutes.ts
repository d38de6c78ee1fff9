//! How long it takes: a module's minutes, which its author gives, shared alike by its pages.

import type { Module, Page } from "./data";

/** Whole minutes of the pages that count, never nought for a page that does. */
export function minutes(modules: readonly Module[], counts: (page: Page) => boolean): number {
  let sum = 0;
  for (const { minutes, pages } of modules) {
    sum += (minutes * pages.filter(counts).length) / Math.max(1, pages.length);
  }
  // Thirds of a minute do not add up to whole ones.
  return Math.max(0, Math.ceil(sum - 1e-6));
}
