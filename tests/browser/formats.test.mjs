//! The packages without a learning system: a folder of files, and one file, both opened from a disk.
//!
//! What stands here: that they work from `file://`, keep a learner's place on the device, ask nothing of anybody,
//! and break no rule of their own policy. What does not: learning itself (learn.test.mjs).
//! Invariant: a page that asks another host or breaks its policy is noticed in the same run.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { launch, openAlone, startSystem, unpacked } from "./course.mjs";
import { FINISH } from "./learner.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Nothing was asked elsewhere, nothing broke the policy, and no script failed. */
function quiet(witness, allowed) {
  assert.deepEqual(witness.outside, [], "asked outside the package");
  assert.deepEqual(witness.violations, [], "broke the policy");
  assert.deepEqual(witness.errors, [], "scripts failed");
  assert.ok(witness.requests.length > 0 && witness.requests.every((url) => url.startsWith(allowed)));
}

for (const format of ["html", "html-single"]) {
  test(`${format}: from a disk, the course is completed, and the place is kept on the device`, async (t) => {
    const url = pathToFileURL(`${unpacked(format)}/index.html`).href;
    const allowed = pathToFileURL(unpacked(format)).href;
    const { learner, page, witness } = await openAlone(t, browser, url, { allowed: [allowed] });
    await learner.readAll();
    await learner.takeTest();
    while ((await learner.place()) !== FINISH) await learner.next();
    assert.match((await learner.shown()).words, /That is everything/);
    await page.reload();
    await learner.begin();
    assert.match((await learner.shown()).words, /That is everything/, "found again after opening it anew");
    t.diagnostic(`${witness.requests.length} requests, none outside the package`);
    quiet(witness, allowed);
  });
}

test("a page is opened at its top, header and all, also where its address names it", async (t) => {
  const url = pathToFileURL(`${unpacked("html")}/index.html`).href;
  const allowed = [pathToFileURL(unpacked("html")).href];
  const { page, learner } = await openAlone(t, browser, url, { allowed, screen: SCREENS.phone });
  const top = () =>
    page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY)))),
    );
  for (const anew of [false, true]) {
    if (anew) await page.reload();
    await learner.begin();
    await page.waitForLoadState("load");
    assert.equal(await top(), 0, anew ? "opened anew" : "opened");
    assert.match(page.url(), /#\/\w+$/, "the address names the page");
  }
});

test("html-single: the one file is all that it needs", async (t) => {
  const folder = mkdtempSync(`${tmpdir()}/bona-`);
  t.after(() => rmSync(folder, { recursive: true }));
  copyFileSync(`${unpacked("html-single")}/index.html`, `${folder}/course.html`);
  const url = pathToFileURL(`${folder}/course.html`).href;
  const { learner, witness } = await openAlone(t, browser, url);
  await learner.next();
  quiet(witness, url);
  assert.deepEqual([...new Set(witness.requests)], [url]);
});

test("scorm12: in a learning system, nothing is asked beside the package and the system", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner, witness } = await launch(t, browser, site);
  await learner.readAll();
  quiet(witness, site.origin);
  const files = new Set(witness.requests.filter((url) => url.includes("/package/")));
  t.diagnostic(`${files.size} files of the package were asked`);
  assert.ok(files.size >= 3, [...files].join(", "));
});

test("a page that asks elsewhere and breaks its policy is noticed", async (t) => {
  const folder = mkdtempSync(`${tmpdir()}/bona-`);
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    `${folder}/index.html`,
    `<!doctype html><html lang="en"><title>Bad</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src https:">
<img src="https://elsewhere.example/eye.png" alt=""><script>document.title = "ran"</script>`,
  );
  const url = pathToFileURL(`${folder}/index.html`).href;
  const { context, page, witness } = await openWindow(browser, { allowed: [url] });
  t.after(() => context.close());
  await page.goto(url);
  assert.equal(await page.title(), "Bad");
  assert.deepEqual(witness.outside, ["https://elsewhere.example/eye.png"]);
  assert.ok(witness.violations.length > 0);
  assert.throws(() => quiet(witness, url), /asked outside/);
});
