//! The packaged course before a learner: where the packages lie, and how a learner is let in.
//!
//! What stands here: opening a package in a learning system or on its own. What does not: what the learner does.
//! Invariant: what a test opened is closed when the test ends, however it ends.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openWindow } from "./chromium.mjs";
import { pointer } from "./hands.mjs";
import { Learner } from "./learner.mjs";
import { openSite } from "./site.mjs";

const packages =
  process.env.BONA_PACKAGES ?? fileURLToPath(new URL("../../target/packages", import.meta.url));

/** Where pictures and the learning systems' records are written. */
export const OUT = fileURLToPath(new URL("out", import.meta.url));
mkdirSync(OUT, { recursive: true });

/** The folder of the course in a format, unpacked. */
export function unpacked(format) {
  const folder = `${packages}/${format}`;
  if (!existsSync(`${folder}/index.html`)) {
    throw new Error(`there is no ${format} package in ${packages}; tests/run makes it`);
  }
  return folder;
}

/** Starts a learning system that holds a package for it; it ends with the test. */
export async function startSystem(test, system, { format = "scorm12", ...options } = {}) {
  const site = await openSite(unpacked(format), { system, ...options });
  test.after(() => site.close());
  return site;
}

/** Opens the course as the learning system shows it, in a frame. */
export async function launch(test, browser, site, { hands = pointer, ...options } = {}) {
  const window = await openWindow(browser, { allowed: [site.origin], ...options });
  test.after(() => window.context.close());
  await window.page.goto(site.launchUrl);
  const frame = window.page.frame({ name: "sco" });
  const learner = await new Learner(frame, hands(window.page)).begin();
  return { ...window, learner, calls: () => window.page.evaluate(() => window.calls) };
}

/** Opens a package without any learning system, at `url`. */
export async function openAlone(test, browser, url, { hands = pointer, allowed = [url], ...options } = {}) {
  const window = await openWindow(browser, { allowed, ...options });
  test.after(() => window.context.close());
  await window.page.goto(url);
  const frame = window.page.mainFrame();
  const learner = options.script === false ? null : await new Learner(frame, hands(window.page)).begin();
  return { ...window, frame, learner };
}

/** Takes a picture of what is shown, for people to look at. */
export async function leavePicture(page, name) {
  await page.screenshot({ path: `${OUT}/${name}.png`, fullPage: true });
}

/** Writes a file that later parts of tests/run read. */
export function leave(name, text) {
  writeFileSync(`${OUT}/${name}`, text);
}
