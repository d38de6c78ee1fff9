//! axe-core on a state of a page, and a count of what it judged.
//!
//! What stands here: the rules that are asked for, and how a violation is told. What does not: which states
//! there are. Invariant: the script is run from outside the page, so a strict policy of the page stays on.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations", "incomplete"],
};

/** Judges what `frame` shows now: `{ violations: [words], unsure: [words], nodes, rules }`. */
export async function judge(frame) {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(source);
  const found = await frame.evaluate(async (options) => {
    const result = await window.axe.run(document, options);
    const tell = (rules) =>
      rules.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${rule.help}`));
    return {
      violations: tell(result.violations),
      unsure: tell(result.incomplete),
      rules: result.passes.length,
    };
  }, OPTIONS);
  const nodes = await frame.evaluate(() => {
    const shown = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
    return [...document.body.querySelectorAll("*")].filter(shown).length;
  });
  return { ...found, nodes };
}

/** How far the page can be moved sideways, in pixels: 0 on a page that fits (WCAG 1.4.10). */
export function sideways(frame) {
  return frame.evaluate(() => {
    const root = document.documentElement;
    return Math.max(0, root.scrollWidth - root.clientWidth);
  });
}
