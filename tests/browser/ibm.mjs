//! IBM's engine on a state of a page: a second opinion beside axe-core.
//!
//! What stands here: the rules that are asked for, and how a finding is told. What does not: which states there are.
//! Invariant: only what is shown is told of, and a finding that the engine itself is unsure of is no fault.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(
  createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"),
  "utf8",
);

/** Violations of WCAG 2.2 in what `frame` shows now, in words, and how many checks were passed. */
export async function second(frame) {
  // The policy of the page forbids scripts that are added; what a browser's tools evaluate it does not.
  if (!(await frame.evaluate(() => "judgeByIbm" in globalThis)))
    await frame.evaluate((code) => {
      const engine = new Function(`${code}; return ace;`)();
      globalThis.judgeByIbm = new engine.Checker();
    }, source);
  return frame.evaluate(async () => {
    const report = await globalThis.judgeByIbm.check(document, ["WCAG_2_2"]);
    const wrong = report.results
      .filter(({ value: [level, result] }) => level === "VIOLATION" && result === "FAIL")
      .map(({ ruleId, message, snippet }) => `${ruleId}: ${message} ${snippet}`);
    return { wrong, passed: report.results.filter(({ value: [, result] }) => result === "PASS").length };
  });
}
