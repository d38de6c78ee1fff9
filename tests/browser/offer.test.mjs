//! The page of packages, as `bona package --index` writes it: it keeps the rules, asks nothing, and prints.
//!
//! What stands here: axe-core, html-validate, printing and pictures, with places, languages and names as long as they may
//! be. What does not: what stands on it (tests/suite/distribution.rs). Invariant: one with pale words is refused.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { judgedInEachWay, openPage, paleIsRefused, prints } from "./alone.mjs";
import { startBrowser } from "./chromium.mjs";
import { faults } from "./html.mjs";
import { program } from "./previewed.mjs";

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), "..", "fixtures");
const PUBLISHER = `${"Elm & Ash ".repeat(8)}${"x".repeat(120)}`;

let browser;
let folder;
let page;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "bona-offer-"));
  const courses = ["three_languages", "sound"].map((name) => join(FIXTURES, name));
  const asked = [
    "--format",
    "scorm12,html-single,cc13",
    "--language",
    "all",
    "--languages-apart",
    "--index",
    "--date",
    "2026-11-22",
  ];
  execFileSync(program(), ["package", ...courses, ...asked, "--publisher", PUBLISHER, "--out", folder], {
    stdio: "pipe",
  });
  page = pathToFileURL(join(folder, "index.html"));
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (t, options) => openPage(t, browser, page, options);

judgedInEachWay("the page of packages", "offer", open);
paleIsRefused("a page of packages", open);

test("the page of packages is valid HTML, leads to files that are there, and prints", async (t) => {
  const html = readFileSync(page, "utf8");
  assert.deepEqual(await faults(html, "index.html"), []);
  const shown = await open(t);
  const links = await shown.frame.evaluate(() =>
    [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")),
  );
  assert.ok(links.length > 8, `${links.length} links`);
  assert.deepEqual(
    links.filter((link) => !existsSync(join(folder, link))),
    [],
  );
  await prints(shown, "offer", 4);
});
