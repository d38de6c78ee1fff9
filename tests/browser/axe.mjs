//! axe-core on a state of a page, and a count of what it judged.
//!
//! What stands here: the rules that are asked for, and how a violation is told. What does not: which states
//! there are. Invariant: the script is run from outside the page, so a strict policy of the page stays on; all
//! that is shown is judged.
//!
//! A course is one document, and all its pages but one are hidden. axe walks the hidden ones for every rule and
//! then says nothing of them, which is nine tenths of its time. So they are taken out while it works, and put
//! back; a page is judged when it is shown. What may point from one page into another (ids, labels) is judged
//! on the `whole` document, and so is the last page, which is drawn from the others whenever something is saved.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Hidden pages. The contents stay: the player looks up titles there at any time. */
const HIDDEN = 'section[data-page]:not(.on, [data-page="course-contents"])';

const OPTIONS = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
};

/**
 * Judges what `frame` shows now: `{ violations: [words], nodes }`, where `nodes` are the elements shown. With
 * `whole` the hidden pages stay in the document.
 */
export async function judge(frame, { whole = false } = {}) {
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(source);
  const { before, violations, after } = await frame.evaluate(run, {
    options: OPTIONS,
    hidden: whole ? null : HIDDEN,
  });
  assert.deepEqual(after, before, "what is shown was taken out before it was judged");
  return { violations, nodes: after.length };
}

/** Runs in the page, so all that it needs stands in it. */
async function run({ options, hidden }) {
  const shown = () => {
    const seen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
    const named = ({ localName, id, className }) => `${localName}#${id}.${className}`;
    return [...document.body.querySelectorAll("*")].filter(seen).map(named);
  };
  const painted = () => new Promise((done) => requestAnimationFrame(done));
  await painted();
  await painted();
  const before = shown();
  const last = document.querySelector('[data-page="course-finish"].on');
  const pages = hidden && !last ? [...document.querySelectorAll(hidden)] : [];
  const places = pages.map((page) => {
    const place = document.createComment("");
    page.replaceWith(place);
    return place;
  });
  try {
    const found = await window.axe.run(document, options);
    const violations = found.violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${rule.help}`),
    );
    return { before, violations, after: shown() };
  } finally {
    for (const [at, place] of places.entries()) place.replaceWith(pages[at]);
  }
}

/** How far the page can be moved sideways, in pixels: 0 on a page that fits (WCAG 1.4.10). */
export function sideways(frame) {
  return frame.evaluate(() => {
    const root = document.documentElement;
    return Math.max(0, root.scrollWidth - root.clientWidth);
  });
}

/** Fields to write in or to choose from that nobody can use: beside the page that is shown, or with no room for a word. */
export function cramped(frame) {
  return frame.evaluate(() => {
    const fields = document.querySelectorAll(
      ".on :is(input:not([type=radio], [type=checkbox]), select, textarea)",
    );
    const page = document.querySelector("section.on")?.getBoundingClientRect();
    const unfit = [...fields].filter((field) => {
      const { left, right, width } = field.getBoundingClientRect();
      return field.checkVisibility() && (width < 100 || left < page.left || right > page.right);
    });
    return unfit.map((field) => {
      const { left, width } = field.getBoundingClientRect();
      return `${field.closest("[data-id]")?.dataset.id}: at ${Math.round(left)}, ${Math.round(width)} wide`;
    });
  });
}
