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
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { leavePicture, OUT } from "./course.mjs";
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

async function open(t, options = {}) {
  const window = await openWindow(browser, { allowed: [page.href], ...options });
  t.after(() => window.context.close());
  await window.page.goto(page.href);
  return { ...window, frame: window.page.mainFrame() };
}

for (const dark of [false, true])
  for (const name of ["desktop", "small"])
    test(`${dark ? "dark" : "light"}, ${name}: the page of packages keeps the rules and asks nothing`, async (t) => {
      const { page: shown, frame, witness } = await open(t, { dark, screen: SCREENS[name] });
      const { violations, nodes } = await judge(frame);
      assert.deepEqual(violations, []);
      assert.ok(nodes > 20, `${nodes} elements`);
      assert.equal(await sideways(frame), 0);
      assert.deepEqual(witness.requests, [page.href]);
      assert.deepEqual([witness.violations, witness.errors], [[], []]);
      await leavePicture(shown, `offer-${name}${dark ? "-dark" : ""}`);
    });

test("the page of packages is valid HTML, leads to files that are there, and prints", async (t) => {
  const html = readFileSync(page, "utf8");
  assert.deepEqual(await faults(html, "index.html"), []);
  const { page: shown, frame } = await open(t);
  const links = await frame.evaluate(() =>
    [...document.querySelectorAll("a")].map((link) => link.getAttribute("href")),
  );
  assert.ok(links.length > 8, `${links.length} links`);
  assert.deepEqual(
    links.filter((link) => !existsSync(join(folder, link))),
    [],
  );
  const pdf = await shown.pdf({ format: "A4", path: `${OUT}/offer.pdf` });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  assert.ok(sheets >= 1 && sheets <= 4, `${sheets} sheets`);
  await shown.emulateMedia({ media: "print" });
  const kept = () => [...document.querySelectorAll(".row")].map((row) => getComputedStyle(row).breakInside);
  assert.deepEqual([...new Set(await frame.evaluate(kept))], ["avoid"], "no package is cut in two");
});

test("a page of packages with pale words is refused", async (t) => {
  const { page: shown, frame } = await open(t);
  await shown.evaluate(() => {
    for (const row of document.querySelectorAll("dd")) row.style.setProperty("color", "#ccc");
  });
  const { violations } = await judge(frame);
  assert.ok(violations.length > 0);
});
