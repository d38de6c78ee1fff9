//! The equality impact form of a course, as `bona report --of impact --html` writes it: it keeps the rules, asks nothing,
//! and prints with room for a pen.
//!
//! What stands here: axe-core, html-validate, printing and pictures of a form that says some of it and of one that says
//! nothing. What does not: what stands on it (tests/suite/impact.rs). Invariant: one with pale words is refused.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { judgedInEachWay, openPage, paleIsRefused } from "./alone.mjs";
import { startBrowser } from "./chromium.mjs";
import { OUT } from "./course.mjs";
import { faults } from "./html.mjs";
import { copied, program } from "./previewed.mjs";

let browser;
let files;
const page = (course) => pathToFileURL(join(files.folder, `${course}.html`));
before(async () => {
  files = copied({ reviewed: "tests/fixtures/reviewed", minimal: "tests/fixtures/minimal" });
  for (const course of ["reviewed", "minimal"]) {
    const words = ["report", course, "--of", "impact", "--html", `${course}.html`];
    execFileSync(program(), words, { cwd: files.folder });
  }
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  files?.remove();
});

const open = (t, options) => openPage(t, browser, page("reviewed"), options);

judgedInEachWay("the equality impact form", "impact", open);
paleIsRefused("an equality impact form", open);

test("the form is valid HTML, and on paper a pen has room where nothing is said", async (t) => {
  for (const course of ["reviewed", "minimal"]) {
    const html = readFileSync(page(course), "utf8");
    assert.deepEqual(await faults(html, `${course}.html`), []);
    const { page: shown } = await openPage(t, browser, page(course));
    const unsaid = shown.getByText("Nothing is said yet.").first();
    assert.ok(await unsaid.isVisible());
    const pdf = await shown.pdf({ format: "A4", path: `${OUT}/impact-${course}.pdf` });
    const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
    assert.ok(sheets >= 2 && sheets <= 12, `${sheets} sheets`);
    await shown.emulateMedia({ media: "print" });
    assert.equal(await unsaid.isVisible(), false, "a pen writes there");
    const high = await shown
      .locator(".pen:not(.short)")
      .first()
      .evaluate((room) => room.clientHeight);
    assert.ok(high >= 60, `${high} pixels are room for a line`);
    assert.ok(await shown.locator(".tick").first().isVisible(), "there is something to tick");
  }
});
