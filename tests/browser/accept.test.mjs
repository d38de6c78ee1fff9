//! The check of a learning system from inside, in a real browser: `?accept=1`.
//!
//! What stands here: that nothing is touched before somebody says so, that two openings find and take out what was written,
//! that the report is readable for everybody, and where the address may ask for it. What does not: every lie of every
//! system (packager/player/test/accept.test.ts). Invariant: no status above "incomplete", no score, nobody's record.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { launch, leavePicture, startSystem, unpacked } from "./course.mjs";
import { openSite } from "./site.mjs";
import { openStore } from "./store.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** A window in which nothing was opened yet. */
async function window(t, allowed, options = {}) {
  const opened = await openWindow(browser, { allowed, ...options });
  t.after(() => opened.context.close());
  return opened;
}

/** What the system was asked so far, without the questions for errors. */
const calls = (page) => page.evaluate(() => globalThis.calls.map(({ name }) => name));

/** Presses the button and waits for the report; gives its first words. */
async function run(frame, name) {
  await frame.getByRole("button", { name }).click();
  const heading = frame.getByRole("heading", { level: 2 }).first();
  await heading.waitFor();
  assert.ok(await heading.evaluate((one) => one === document.activeElement), "the result has the focus");
  return frame.locator("[data-at=report] .row").first().innerText();
}

/** The report as a text. */
const report = (frame) => frame.locator("[data-at=report] pre").textContent();

const titles = (frame, level) => frame.getByRole("heading", { level }).allInnerTexts();

test("it asks first, tries, resumes, and takes out what it wrote", async (t) => {
  const site = await startSystem(t, "strict", { query: "?accept=1" });
  const { page, witness } = await window(t, [site.origin]);
  await page.goto(site.launchUrl);
  const frame = page.frame({ name: "sco" });
  await frame.getByRole("button", { name: "Start the check" }).waitFor();
  assert.deepEqual(await calls(page), [], "nothing is touched before it is asked for");
  assert.match(await frame.locator("main").innerText(), /whoever is logged in now[\s\S]*test learner/);
  assert.match(
    await run(frame, "Start the check"),
    /Every step that this course needs held[\s\S]*open it again/,
  );
  assert.deepEqual(await titles(frame, 2), ["First opening"]);
  const steps = await titles(frame, 4);
  assert.ok(
    steps.length >= 18 && steps.includes("Learning time") && steps.includes("Test answers"),
    steps.join(),
  );
  assert.equal(site.tracks()["cmi.core.lesson_status"], "incomplete");
  assert.ok(site.tracks()["cmi.suspend_data"].startsWith("bona-check."));
  await page.goto(site.launchUrl);
  const again = page.frame({ name: "sco" });
  const words = await run(again, "Go on with the second opening");
  assert.match(words, /Every step that this course needs held[\s\S]*The check is finished/);
  assert.deepEqual(await titles(again, 2), ["Second opening", "First opening"]);
  const told = site.tracks();
  for (const name of ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.score.raw"]) {
    assert.equal(told[name], undefined, name);
  }
  assert.equal(told["cmi.core.lesson_status"], "incomplete");
  await again.getByRole("button", { name: "Copy the report" }).click();
  const copied = await again.evaluate(() => getSelection().toString());
  assert.match(copied, /First opening: 20\d\d-[\s\S]*\d+\. Saving: Held[\s\S]*Second opening: /);
  const file = await again.getByRole("link", { name: "Save as text" }).getAttribute("href");
  const saved = decodeURIComponent(file.slice(file.indexOf(",") + 1));
  assert.equal(saved.replace(/\s+/g, " ").trim(), copied.replace(/\s+/g, " ").trim());
  assert.deepEqual([witness.errors, witness.outside, witness.violations], [[], [], []]);
});

for (const [system, format] of [
  ["scorm-again", "scorm12"],
  ["strict-2004", "scorm2004-3"],
  ["scorm-again-2004", "scorm2004-3"],
])
  test(`${system}: both openings hold, and nothing is left of the place`, async (t) => {
    const site = await startSystem(t, system, { format, query: "?accept=1" });
    const { page } = await window(t, [site.origin]);
    for (const name of ["Start the check", "Go on with the second opening"]) {
      await page.goto(site.launchUrl);
      const frame = page.frame({ name: "sco" });
      assert.match(await run(frame, name), /Every step that this course needs held/, await report(frame));
    }
    assert.equal(site.tracks()["cmi.suspend_data"], undefined);
    assert.deepEqual(
      Object.entries(site.tracks()).filter(
        ([name, value]) => /status|score\.(raw|scaled)/.test(name) && !/incomplete|unknown/.test(value),
      ),
      [],
    );
  });

test("it may be asked for in the address round the course, and a learner's record is left as it was", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner, context } = await launch(t, browser, site);
  await learner.next();
  await learner.frame.locator("#save").getByText("Saved", { exact: true }).waitFor();
  await context.close();
  const { page } = await window(t, [site.origin]);
  // The bare word may be the system's own: a learner there begins as usual.
  await page.goto(`${site.launchUrl}?accept=1`);
  await page.frame({ name: "sco" }).locator("html.ready [data-page].on").waitFor();
  await page.goto("about:blank");
  const visited = site.tracks();
  await page.goto(`${site.launchUrl}?bona-accept=1`);
  const frame = page.frame({ name: "sco" });
  assert.match(await run(frame, "Start the check"), /Nothing was tried[\s\S]*never opened it/);
  assert.deepEqual(
    (await calls(page)).filter((name) => /Set|Commit|Finish/.test(name)),
    [],
  );
  await page.goto("about:blank");
  assert.deepEqual(site.tracks(), visited);
});

for (const [name, screen, dark] of [
  ["desktop", SCREENS.desktop, false],
  ["desktop_dark", SCREENS.desktop, true],
  ["small", SCREENS.small, false],
]) {
  test(`it can be read by everybody: ${name}`, async (t) => {
    const site = await startSystem(t, "strict", {
      query: "?accept=1",
      launch: { faults: { without: ["cmi.interactions"], offline: true } },
    });
    const { page } = await window(t, [site.origin], { screen, dark });
    await page.goto(site.launchUrl);
    const frame = page.frame({ name: "sco" });
    await frame.getByRole("button", { name: "Start the check" }).waitFor();
    assert.deepEqual((await judge(frame)).violations, []);
    await page.goto(`${site.packageUrl}?accept=1`);
    await leavePicture(page, `accept_asks_${name}`);
    await page.goto(site.launchUrl);
    const shown = page.frame({ name: "sco" });
    assert.match(await run(shown, "Start the check"), /2 steps are at fault/);
    assert.match(await shown.locator("main").innerText(), /error code 101[\s\S]*General exception/);
    await shown.locator("summary").click();
    const { violations, nodes } = await judge(shown);
    assert.deepEqual(violations, []);
    assert.ok(nodes > 150, `${nodes} elements`);
    assert.equal(await sideways(shown), 0);
    await shown.evaluate(() => {
      for (const part of [window.parent.document.documentElement, window.frameElement]) {
        part.style.height = `${document.documentElement.scrollHeight}px`;
      }
    });
    await leavePicture(page, `accept_report_${name}`);
  });
}

test("in another language it is said in that language, from the right where that runs so", async (t) => {
  const site = await openSite(unpacked("arabic"));
  t.after(() => site.close());
  const { page } = await window(t, [site.origin], { screen: SCREENS.phone });
  await page.goto(`${site.packageUrl}?accept=1`);
  const main = page.locator("main");
  await main.getByRole("button").waitFor();
  assert.deepEqual([await main.getAttribute("lang"), await main.getAttribute("dir")], ["ar", "rtl"]);
  await main.getByRole("button").click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  assert.deepEqual((await judge(page.mainFrame())).violations, []);
  assert.equal(await sideways(page.mainFrame()), 0);
  await leavePicture(page, "accept_arabic");
});

test("a record store is tried across addresses, and holds nothing of it afterwards", async (t) => {
  const site = await openStore(unpacked("reference-cmi5-universal"));
  t.after(() => site.close());
  const { page } = await window(t, site.allowed);
  for (const name of ["Start the check", "Go on with the second opening"]) {
    await page.goto(`${site.launch()}&accept=1`);
    await page.getByRole("button", { name }).waitFor();
    assert.match(await run(page.mainFrame(), name), /Every step that this course needs held/);
  }
  assert.deepEqual([...site.store.documents.keys()], []);
  assert.deepEqual(site.faults(), []);
  assert.deepEqual([...site.told("completed"), ...site.told("passed"), ...site.told("failed")], []);
});

test("a single page has no check, and begins as usual", async (t) => {
  const site = await openSite(unpacked("html-single"));
  t.after(() => site.close());
  const { page } = await window(t, [site.origin]);
  await page.goto(`${site.packageUrl}?accept=1`);
  await page.locator("html.ready").waitFor();
  assert.ok(await page.locator("[data-page].on h1").isVisible());
});
