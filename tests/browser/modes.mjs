//! The five ways in which each state is looked at, and all judges asked at once.
//!
//! What stands here: going over from one way to the next on an open page, cutting a page down to what is judged, and
//! how big what can be pressed is. What does not: which states there are (states.mjs). Invariant: a way that a page does
//! not really go over to is a failure; what was taken out of a page is put back as it was.

import assert from "node:assert/strict";
import { judge, sideways } from "./axe.mjs";
import { SCREENS } from "./chromium.mjs";
import { partFaults } from "./html.mjs";
import { second } from "./ibm.mjs";

/** Each way: the screen, what the browser prefers, the direction, and how a page shows that it is so. */
export const MODES = {
  light: { shows: () => matchMedia("(prefers-color-scheme: light)").matches },
  dark: { dark: true, shows: () => matchMedia("(prefers-color-scheme: dark)").matches },
  forced: { forced: true, shows: () => matchMedia("(forced-colors: active)").matches },
  small: { screen: SCREENS.small, shows: () => innerWidth === 320 },
  rtl: { rtl: true, shows: () => getComputedStyle(document.body).direction === "rtl" },
};

/** Ways in which IBM's engine is asked too: it looks at words and roles, which colours do not change. */
const TWICE = ["light", "rtl"];

/** Least width and height of what can be pressed, in CSS pixels. */
export const LEAST = 44;

/** Ways that only eyes need: what is narrow but not the narrowest. */
export const SEEN = { ...MODES, phone: { screen: SCREENS.phone, shows: () => innerWidth === 390 } };

/** Goes over to a way, and makes sure of it. `high` is a window's height where not the screen's. */
export async function goOver(page, frame, name, high) {
  const { dark, forced, screen = SCREENS.desktop, rtl, shows } = SEEN[name];
  const { width, height } = { ...screen, ...(high && { height: high }) };
  await page.emulateMedia({
    colorScheme: dark ? "dark" : "light",
    forcedColors: forced ? "active" : "none",
    reducedMotion: "reduce",
  });
  const now = page.viewportSize();
  if (now.width !== width || now.height !== height) await page.setViewportSize({ width, height });
  await frame.evaluate(
    (dir) => {
      document.documentElement.dir = dir;
    },
    rtl ? "rtl" : "ltr",
  );
  assert.ok(await frame.evaluate(shows), `the page does not go over to ${name}`);
}

/** What judges have said of many states, and how much they looked at. */
export class Judges {
  wrong = new Set();
  counts = { states: 0, axe: 0, nodes: 0, ibm: 0, passed: 0, html: 0, controls: 0 };

  /** Judges what stands in `root`, in each way, and leaves the page as it found it. */
  async look(page, frame, root, name) {
    this.counts.states += 1;
    await this.html(root, name);
    const back = await cut(root);
    for (const mode of Object.keys(MODES)) {
      await goOver(page, frame, mode);
      await this.way(frame, `${name}, ${mode}`, TWICE.includes(mode));
    }
    await goOver(page, frame, "light");
    await back();
  }

  async html(root, name) {
    const markup = await root.evaluate(({ outerHTML }) => outerHTML);
    for (const words of await partFaults(markup, name)) this.wrong.add(words);
    this.counts.html += 1;
  }

  /** Judges a page in the one way in which it is shown. */
  async way(frame, name, twice) {
    const tell = (words) => this.wrong.add(`${name}: ${words}`);
    const { violations, nodes } = await judge(frame);
    violations.forEach(tell);
    this.counts.axe += 1;
    this.counts.nodes += nodes;
    if (twice) {
      const { wrong, passed } = await second(frame);
      wrong.forEach(tell);
      this.counts.ibm += 1;
      this.counts.passed += passed;
    }
    const over = await sideways(frame);
    if (over > 0) tell(`it can be moved sideways by ${over} pixels`);
    const { small, controls } = await frame.evaluate(sizes, LEAST);
    small.forEach(tell);
    this.counts.controls += controls;
  }

  /** Nothing wrong, and at least so much looked at. */
  settle(t, floors) {
    t.diagnostic(JSON.stringify(this.counts));
    assert.deepEqual([...this.wrong], []);
    for (const [what, floor] of Object.entries(floors))
      assert.ok(this.counts[what] >= floor, `${what}: ${this.counts[what]} of at least ${floor}`);
  }
}

/**
 * Takes out of the document what is not shown, and what stands beside `root` on its page; the title of the page and
 * the way on stay. Gives what puts it all back.
 */
export async function cut(root) {
  const kept = await root.evaluateHandle((item) => {
    const page = item.closest("[data-page]");
    const beside = (of) =>
      of === page
        ? []
        : [...[...of.parentElement.children].filter((one) => one !== of), ...beside(of.parentElement)];
    const others = document.querySelectorAll('section[data-page]:not(.on, [data-page="course-contents"])');
    const stays = ".head, .next, fieldset > legend, template";
    return [...others, ...beside(item).filter((one) => !one.matches(stays))].map((one) => {
      const place = document.createComment("");
      one.replaceWith(place);
      return [place, one];
    });
  });
  return async () => {
    await kept.evaluate((places) => {
      for (const [place, one] of places) place.replaceWith(one);
    });
    await kept.dispose();
  };
}

/** Runs in the page: what can be pressed and is too small. A link in a sentence may be as high as its line. */
function sizes(least) {
  const controls = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
    (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().right > 0,
  );
  const inSentence = (one) =>
    getComputedStyle(one).display === "inline" &&
    [...one.parentElement.childNodes].some(
      // An author's words stand isolated in a sentence, whatever their direction.
      (part) => (part.nodeType === Node.TEXT_NODE || part.localName === "bdi") && part.textContent.trim(),
    );
  const small = [];
  for (const one of controls) {
    if (one.localName === "a" && inSentence(one)) continue;
    const target = (/radio|checkbox/.test(one.type) && one.closest("label")) || one;
    const { width, height } = target.getBoundingClientRect();
    // A pixel of a fraction is lost where a screen has whole ones.
    if (Math.min(width, height) < least - 0.5) {
      const words = (target.textContent || one.type).trim().slice(0, 40);
      small.push(`${one.localName} “${words}” is ${Math.round(width)} by ${Math.round(height)} pixels`);
    }
  }
  return { small, controls: controls.length };
}
