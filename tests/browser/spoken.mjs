//! What a screen reader says of a part of a page, as @guidepup/virtual-screen-reader works it out, for a person to read.
//!
//! What stands here: reading one element from its beginning to its end, and laying out what was said. What does not:
//! which elements, or what is right to say. Invariant: nothing on the page is pressed or changed; a real reader says it
//! in words and an order of its own.
//!
//! The reader takes what is checked, selected and open from the document as it was written, a browser from what it has
//! become. So a copy is read, in which what has become is written down; it stands in the place of what it is a copy of.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const player = fileURLToPath(new URL("../../packager/player/package.json", import.meta.url));
const { build } = createRequire(player)("esbuild");
const built = await build({
  stdin: {
    contents: 'export { virtual } from "@guidepup/virtual-screen-reader/browser.js"',
    resolveDir: fileURLToPath(new URL(".", import.meta.url)),
  },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "reader",
  logLevel: "error",
});
const source = built.outputFiles[0].text;

/** The most that one element may have to say. */
const PHRASES = 600;

/** The phrases for what `locator` finds, laid out: what stands in a group or a list stands below its name. */
export async function spoken(locator) {
  await bringIn(locator);
  return layOut(await locator.evaluate(read, PHRASES));
}

/** What is said of the element that has the focus: its first phrase. Nothing where nothing has it. */
export async function spokenFocus(frame) {
  const focus = frame.locator(":focus");
  if (!(await focus.count())) return "";
  await bringIn(focus);
  return short((await focus.evaluate(read, 1))[0]);
}

/** The reader is a long text, so it comes into a page once. */
async function bringIn(locator) {
  if (await locator.evaluate(() => "readAloud" in globalThis)) return;
  await locator.evaluate((_, code) => {
    globalThis.readAloud = new Function(`${code}; return reader.virtual;`)();
  }, source);
}

/** Runs in the page, so all that it needs stands in it. */
async function read(container, most) {
  const reader = globalThis.readAloud;
  const { ownerDocument: page } = container;
  const focus = page.activeElement;
  const copy = container.cloneNode(true);
  const pairs = (selector) => {
    const now = container.querySelectorAll(selector);
    return [...copy.querySelectorAll(selector)].map((one, nth) => [one, now[nth]]);
  };
  const mirror = (one, now) => {
    if (/radio|checkbox/.test(now.type)) one.toggleAttribute("checked", now.checked);
  };
  if (container.localName === "input") mirror(copy, container);
  for (const [one, now] of pairs("input")) mirror(one, now);
  for (const [one, now] of pairs("textarea")) one.textContent = now.value;
  for (const [one, now] of pairs("option")) {
    // Of what is selected its words are said, not the value that nobody sees.
    one.toggleAttribute("selected", now.selected);
    one.setAttribute("value", now.text);
  }
  for (const [one, now] of pairs("details")) {
    const [summary, ...rest] = one.children;
    one.setAttribute("role", "none");
    summary.setAttribute("role", "button");
    summary.setAttribute("aria-expanded", `${now.open}`);
    for (const part of rest) part.hidden = !now.open;
  }
  // Nobody hears where a word is emphasised or a label has a part of its own: a line is read in one go.
  for (const part of copy.querySelectorAll("em, strong, span:not([id], [lang], .vh)"))
    part.replaceWith(...part.childNodes);
  copy.normalize();
  container.replaceWith(copy);
  try {
    // The reader would hear the copy come; what it says from here on is what stands there.
    await reader.start({ container: copy });
    const said = [await reader.lastSpokenPhrase()];
    const first = reader.activeNode;
    while (said.length < most) {
      await reader.next();
      const phrase = await reader.lastSpokenPhrase();
      // Behind its end it begins again; the end of what it began with is told by its words.
      if (reader.activeNode === first && phrase === said[0]) break;
      said.push(phrase);
    }
    await reader.stop();
    if (most > 1 && said.length === most) throw new Error("it never ends");
    return said;
  } finally {
    copy.replaceWith(container);
    if (page.activeElement !== focus) focus?.focus({ preventScroll: true });
  }
}

/** Roles that a reader names for what stands in them, told by their ends. */
const WITHIN = /^end(?: of)? ?(.*)$/;

/**
 * A screen reader's log told as a person would: no word of paragraphs, which no reader names; the words of a label
 * once, with its control; a list's choices in one line; and what stands in something below it.
 */
function layOut(log) {
  const lines = [];
  const open = [];
  const say = (words) => lines.push("  ".repeat(open.length) + words);
  for (const [at, phrase] of log.entries()) {
    const last = lines.at(-1)?.trim() ?? "";
    if (/^(end of )?paragraph$/.test(phrase)) continue;
    const [, ended] = WITHIN.exec(phrase) ?? [];
    if (ended !== undefined) {
      if (open.at(-1) === ended) open.pop();
    } else if (phrase.startsWith("option, ")) {
      const [, words] = /^option, (.*?)(, (not )?selected)?, position/.exec(phrase);
      lines.push(`${lines.pop()}${/\(choices: /.test(last) ? ";" : " (choices:"} ${words}`);
    } else {
      // The words of a label, or of a group, that were said with what they name.
      if (/^(button|link), /.test(open.at(-1) ?? "")) continue;
      const named = /^[a-z ]+, (.*)$/.exec(last)?.[1] ?? "";
      if (!(named === phrase || named.startsWith(`${phrase}, `) || named.endsWith(`, ${phrase}`)))
        say(short(phrase));
      if (log.indexOf(`end of ${phrase}`, at) > 0) open.push(phrase);
    }
  }
  assert.deepEqual(open, [], "something began and never ended");
  return lines.map((line) => (line.includes("(choices: ") ? `${line})` : line));
}

/** `position 2, set size 4` is how a machine counts. */
function short(phrase) {
  return phrase
    .replace(/, level 1(, position)/, "$1")
    .replace(/, position (\d+), set size (\d+)/, ", $1 of $2")
    .replace(", has popup listbox, not expanded", "")
    .replace(", not expanded", ", collapsed")
    .replace(", not disabled", "");
}
