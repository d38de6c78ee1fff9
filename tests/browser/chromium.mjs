//! Chromium for the suites: one browser a file, a fresh profile a learner, and a witness on every page.
//!
//! What stands here: starting the browser, watching requests, policy violations and script errors, and the
//! ways in which a window can vanish. What does not: anything about courses. Invariant: a page may ask only
//! the addresses that it was given; everything else is refused and written down.

import { existsSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { chromium } from "playwright-core";

/** The same engine without a window's frame costs half the time; where there is none, the whole browser is taken. */
const PROGRAMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const PROGRAM = process.env.BONA_CHROMIUM ?? PROGRAMS.find(existsSync);
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium; as root it runs without its sandbox, on pages of our own. `flags` are added to its own. */
export function startBrowser(flags = []) {
  return chromium.launch({ executablePath: PROGRAM, args: [...FLAGS, ...flags] });
}

/**
 * With `BONA_LATE=80` all that a browser does later comes 80 ms later still: a turn of the page by its address, a
 * message between windows, what is asked of a server. A test that reads before it is there then fails every time.
 */
const LATE = Number(process.env.BONA_LATE ?? 0);

/** Runs in the page: listeners of what comes later are told later. */
function tellLate(wait) {
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (name, listener, options) {
    if (!["hashchange", "message", "toggle"].includes(name) || typeof listener !== "function")
      return listen.call(this, name, listener, options);
    return listen.call(this, name, (event) => setTimeout(() => listener.call(this, event), wait), options);
  };
}

/** Screens on which every page is judged. */
export const SCREENS = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 390, height: 844 },
  small: { width: 320, height: 568 },
};

/**
 * Opens a window of its own: no cookies, no storage of earlier ones. `allowed` are the beginnings of
 * addresses that the page may ask. With `clock` the time of its pages can be put forward (`page.clock`); with `seed` chance
 * always falls so. The
 * witness lists what went wrong.
 */
export async function openWindow(
  browser,
  { allowed, screen = SCREENS.desktop, dark = false, script = true, clock = false, seed } = {},
) {
  const context = await browser.newContext({
    viewport: screen,
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    javaScriptEnabled: script,
    locale: "en-GB",
    timezoneId: "Europe/London",
  });
  context.setDefaultTimeout(15_000);
  if (clock) await context.clock.install();
  if (seed !== undefined) {
    await context.addInitScript((value) => {
      Math.random = () => value;
    }, seed);
  }
  if (LATE && !clock) await context.addInitScript(tellLate, LATE);
  const witness = { requests: [], outside: [], violations: [], errors: [] };
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(
        `policy: ${event.effectiveDirective} refused ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  await context.route("**/*", async (route) => {
    const url = route.request().url();
    witness.requests.push(url);
    if (LATE) await delay(LATE);
    if (allowed.some((start) => url.startsWith(start))) return route.continue();
    witness.outside.push(url);
    return route.abort("blockedbyclient");
  });
  context.on("page", (page) => {
    page.on("pageerror", (error) => witness.errors.push(String(error)));
    page.on("console", (message) => {
      const text = message.text();
      if (/^policy: |Content Security Policy/.test(text)) witness.violations.push(text);
      else if (message.type() === "error") witness.errors.push(text);
    });
  });
  return { context, page: await context.newPage(), witness };
}

/** The window is closed by the browser: the page may still run its last events, but nothing waits for it. */
export async function closeTarget(page) {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send("Target.getTargetInfo");
  const gone = page.waitForEvent("close");
  const root = await page.context().browser().newBrowserCDPSession();
  await root.send("Target.closeTarget", { targetId: targetInfo.targetId });
  await gone;
}

/** The page's process ends at once, as when a machine loses its power: no event runs at all. */
export async function crash(page) {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent("crash");
  session.send("Page.crash").catch(() => {});
  await gone;
}
