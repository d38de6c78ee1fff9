//! What the first view of a package weighs and asks for: bytes and requests, never times.
//!
//! What stands here: script and style at most 15 KiB, and 1.5 KiB more where something is in Easy Read; the first view at
//! most 60 KiB and 1.5 KiB for each page, all with gzip (design rule C-S-10); which files the first view asks for, and
//! which the next page. What does not: how long any of it takes (tests/bench/player.mjs). Invariant: a view that is too heavy, or asks for more, is noticed.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { startBrowser } from "./chromium.mjs";
import { launch, openAlone, unpacked } from "./course.mjs";
import { openSite } from "./site.mjs";

const KIB = 1024;
const FIRST = ["index.html", "player.css", "player.js"];

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** What shows Easy Read: in the first view of courses that have something in it, with a budget of its own. */
const EASY = "easy.js";

/**
 * The faults of a view of a course with so many pages, which asked for `files`: [name, bytes] each. The script
 * `later` has a budget of its own and counts in the whole view alone.
 */
function faults(files, pages, later = "") {
  const small = files.map(([name, bytes]) => [name, gzipSync(bytes, { level: 9 }).length]);
  const sum = (some) => some.reduce((total, [, size]) => total + size, 0);
  const code = sum(small.filter(([name]) => [".js", ".css"].includes(extname(name)) && name !== later));
  const all = sum(small);
  const most = 60 * KIB + 1.5 * KIB * pages;
  const easy = files.some(([name]) => name === EASY);
  const found = [];
  if (code > (easy ? 16.5 : 15) * KIB) found.push(`script and style are ${code} bytes`);
  if (all > most) found.push(`the first view is ${all} bytes, of at most ${most}`);
  return { found, told: `${code} bytes of script and style, ${all} of at most ${most} in all` };
}

/** The files of a package, with their bytes. */
function read(format, names) {
  return names.map((name) => [name, readFileSync(`${unpacked(format)}/${name}`)]);
}

/** What was asked of the package, without the system's own pages. */
function asked(site) {
  const paths = site.asked.filter((path) => path.startsWith("/package/"));
  return paths.map((path) => path.slice("/package/".length));
}

/** Films and pictures are the author's: they weigh in the view, and nobody here says how many there may be. */
function player(name) {
  return !name.startsWith("media/");
}

async function open(t, format, inSystem) {
  const site = await openSite(unpacked(format), { gzip: true });
  t.after(() => site.close());
  const options = { allowed: [site.origin] };
  const window = inSystem
    ? await launch(t, browser, site, options)
    : await openAlone(t, browser, site.packageUrl, options);
  return { site, ...window };
}

for (const [format, inSystem] of [
  ["html", false],
  ["scorm12", true],
  ["reference12", true],
  ["long_course", true],
]) {
  test(`${format}: the first view is light, and the next page asks for one script more`, async (t) => {
    const { site, learner, witness } = await open(t, format, inSystem);
    const first = asked(site);
    // Whether anybody is at a shared PC is watched from the cover on.
    const early = learner.data.shared_pc;
    const own =
      (await learner.frame.locator("[data-easy]").count()) > 0 ? [...FIRST, EASY].toSorted() : FIRST;
    const all = [...own, "items.js"].toSorted();
    assert.deepEqual(first.filter(player).toSorted(), early ? all : own);
    const pages = learner.data.modules.flatMap((module) => module.pages).length;
    const { found, told } = faults(read(format, [...new Set(first)]), pages, early ? "items.js" : "");
    assert.deepEqual(found, []);
    t.diagnostic(`${pages} pages: ${told}`);
    await learner.next();
    await learner.frame.locator("html:not(.waiting)").waitFor();
    assert.deepEqual(asked(site).filter(player).toSorted(), all);
    assert.deepEqual(witness.outside, [], "asked outside the package");
  });
}

test("a view that is too heavy is refused", () => {
  const light = read("html", FIRST);
  assert.deepEqual(faults(light, 30).found, []);
  assert.match(
    faults([...light, ...read("html", ["items.js"])], 30).found.join(),
    /^script and style are \d+/,
  );
  const hash = (at) => createHash("sha256").update(String(at)).digest();
  const noise = Buffer.concat(Array.from({ length: 4000 }, (_, at) => hash(at)));
  assert.match(faults([...light, ["photograph.jpg", noise]], 30).found.join(), /^the first view is \d+/);
});
