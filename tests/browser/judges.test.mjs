//! html-validate on every packaged page, and a page that it must refuse in the same run. The judges of states (axe-core,
//! IBM's engine, a spoken transcript) are asked in matrix.test.mjs.
//!
//! What stands here: which pages. What does not: what is asked of them (html.mjs). Invariant: a package that is made for
//! these suites is judged here.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { unpacked } from "./course.mjs";
import { faults } from "./html.mjs";

const FORMATS = ["scorm12", "html", "html-single", "reference", "themed", "baseline", "kinds", "team"];

test("every packaged page is valid HTML", async (t) => {
  const pages = FORMATS.flatMap((format) =>
    readdirSync(unpacked(format))
      .filter((name) => name.endsWith(".html"))
      .map((name) => `${unpacked(format)}/${name}`),
  );
  for (const page of pages) assert.deepEqual(await faults(readFileSync(page, "utf8"), page), []);
  t.diagnostic(`${pages.length} pages judged`);
  assert.ok(pages.length >= 17);
  const bad = '<!doctype html><title>x</title><p id="a"><div id="a">b</p><button>c</button><input>';
  const told = (await faults(bad, "bad")).join("\n");
  for (const rule of ["no-dup-id", "close-order", "no-implicit-button-type"])
    assert.ok(told.includes(rule), `${rule} was not noticed`);
});
