//! Two hundred pages of hostile text: nothing of them runs, is loaded, or breaks the policy.
//!
//! What stands here: the course of hostile.mjs, packaged, opened, and every control of it pressed. What does not:
//! which text is refused before (the rules). Invariant: a page without a policy and without escaping does run the
//! same text, in the same run.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openWindow, startBrowser } from "./chromium.mjs";
import { hostileCourse, unguarded } from "./hostile.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const MODULES = 20;
const SEED = 20_261;

/** The program: the one that tests/run built, or else the one of a plain `cargo build`. */
function program() {
  const built = ["release", "debug"].map((kind) =>
    fileURLToPath(new URL(`../../target/${kind}/bona`, import.meta.url)),
  );
  return [process.env.BONA, ...built].find((path) => path && existsSync(path));
}

/** Packages the course as one page and gives its file. */
function packaged(t) {
  const above = mkdtempSync(join(tmpdir(), "bona-"));
  t.after(() => rmSync(above, { recursive: true }));
  const folder = join(above, "hostile");
  for (const [name, text] of Object.entries(hostileCourse(MODULES, SEED))) {
    mkdirSync(join(folder, dirname(name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const out = join(above, "out");
  execFileSync(program(), ["package", folder, "--format", "html-single", "--out", out], { stdio: "pipe" });
  return join(
    out,
    readdirSync(out).find((name) => !name.startsWith(".")),
  );
}

/** Counts what runs; `alert` and its like would stop the page. */
async function listen(page) {
  await page.addInitScript(() => {
    window.hits = 0;
    window.hit = () => {
      window.hits += 1;
    };
  });
}

/** Presses all that can be pressed on every page, shown or not, and shows the first page of each module and what
 *  stands behind them. It is done in the page itself. */
async function pressAll() {
  const told = { pages: 0, presses: 0 };
  for (const page of document.querySelectorAll("section[data-page]")) {
    told.pages += 1;
    for (const control of page.querySelectorAll("summary, .opt input, [data-do]:not([data-do=close])")) {
      if (!control.isConnected || control.dataset.do === "print") continue;
      control.click();
      control.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
      told.presses += 1;
    }
    page.querySelector(".choices button")?.click();
    const place = `#/${page.dataset.page}`;
    if (/_p[1-9]$/.test(place) || location.hash === place) continue;
    await new Promise((done) => {
      addEventListener("hashchange", () => setTimeout(done), { once: true });
      location.hash = place;
    });
    for (const control of page.querySelectorAll("a, button, input, summary, textarea")) control.focus();
  }
  return told;
}

test("two hundred pages of hostile text run nothing", async (t) => {
  const file = packaged(t);
  const { page, context, witness } = await openWindow(browser, { allowed: ["file://"] });
  t.after(() => context.close());
  await listen(page);
  await page.goto(`file://${file}`);
  await page.locator("html.ready").waitFor();
  const { pages, presses } = await page.evaluate(pressAll);
  t.diagnostic(`${pages} pages, ${presses} presses`);
  assert.ok(pages >= 10 * MODULES && presses > 500);
  assert.ok((await page.locator(".fb:not(.gone)").count()) > 100, "feedback was put in");
  assert.equal(await page.evaluate(() => window.hits), 0);
  assert.deepEqual(witness.violations, []);
  assert.deepEqual(witness.errors, []);
  assert.deepEqual(witness.requests, [`file://${file}`], "nothing was loaded");
  assert.equal(context.pages().length, 1);
  // Not one element or attribute of theirs stands in the document.
  const own = "img, iframe, math, base, form, [onload], [onerror], [onfocus], [onmouseover], [ontoggle]";
  assert.equal(await page.locator(own).count(), 0);
  assert.ok((await page.locator("body").innerText()).includes("hit()"), "their words are shown as words");
});

test("the same text without escaping and without a policy runs", async (t) => {
  const { page, context } = await openWindow(browser, { allowed: ["data:", "about:"] });
  t.after(() => context.close());
  await listen(page);
  await page.goto(`data:text/html,${encodeURIComponent(unguarded())}`);
  await page.waitForFunction(() => window.hits >= 3);
});
