//! Titles in Easy Read before a learner: the heading, the line above it, the document's own title, the contents and links
//! change with the page that they name; in another language, on paper and without a script too.
//!
//! What stands here: titles and what a module says of itself. What does not: what stands on pages (easy.test.mjs).
//! Invariant: a title is never said in two versions at once, but to who reads without a script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, leavePicture, openAlone, startSystem, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const CONTENTS = "course-contents";
const MODULE = { full: "Names", easy: "What is your name?" };
const PAGE = { full: "Ask first", easy: "Ask for the name" };

async function start(t, name = "easy_html", options = {}) {
  const site = await openSite(unpacked(name));
  t.after(() => site.close());
  return openAlone(t, browser, site.packageUrl, { allowed: [site.origin], ...options });
}

const toggle = (learner, what) => learner.page().locator(`[data-easy=${what}]`);
const heading = (learner) => learner.page().locator("h1").innerText();
const line = (learner, place) => learner.frame.locator(`[data-to="${place}"] a`).innerText();

/** All that is called by a title while a page is before the learner. */
const called = (page) =>
  page.evaluate(() => ({
    heading: document.querySelector(".on h1").textContent,
    where: document.querySelector("#where").textContent,
    title: document.title.split(" – ")[0],
    way: document.querySelector(".on nav.next").getAttribute("aria-label"),
  }));

test("whatever names a page changes with it, and back", async (t) => {
  const { learner, page, witness } = await start(t);
  await learner.visit("asking");
  const full = { heading: PAGE.full, where: MODULE.full, title: PAGE.full, way: `Pages, ${PAGE.full}` };
  const easy = { heading: PAGE.easy, where: MODULE.easy, title: PAGE.easy, way: `Pages, ${PAGE.easy}` };
  assert.deepEqual(await called(page), full);
  const whole = await page.title();
  await learner.hands.use(toggle(learner, "page"));
  assert.deepEqual(await called(page), easy);
  assert.equal(await page.title(), whole.replace(PAGE.full, PAGE.easy), "step and course stay");
  // The one that was not switched is as it was, and so is what leads to it.
  await learner.visit("mending");
  assert.deepEqual(await called(page), {
    heading: "Putting it right",
    where: MODULE.full,
    title: "Putting it right",
    way: "Pages, Putting it right",
  });
  await learner.visit(CONTENTS);
  assert.equal(await line(learner, "asking"), PAGE.easy);
  assert.equal(await line(learner, "names"), MODULE.full);
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "all"));
  await learner.hands.use(toggle(learner, "page"));
  assert.deepEqual(await called(page), full, "every page is, and this one is not");
  await learner.visit(CONTENTS);
  assert.equal(await line(learner, "asking"), PAGE.full);
  assert.equal(await line(learner, "names"), MODULE.easy);
  assert.deepEqual(witness.errors.concat(witness.violations), []);
});

test("a word about a page that was read in Easy Read names it as its author knows it", async (t) => {
  const { learner } = await start(t);
  const panel = learner.frame.locator("#reply");
  const about = async () => (await panel.locator("pre").innerText()).split("edition ")[1];
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  assert.equal(await heading(learner), PAGE.easy);
  await learner.hands.use(panel.locator("summary"));
  // A browser tells of an opened panel a moment after it has opened it.
  await panel.locator("pre", { hasText: PAGE.easy }).waitFor();
  assert.equal(await about(), `1.0.0: ${PAGE.full} / ${PAGE.easy} (asking)`);
  // Switched back, typed on: it is said as it is read now.
  await learner.hands.use(toggle(learner, "page"));
  await learner.hands.type(panel.getByRole("textbox"), "Who is “they”?");
  assert.equal(await about(), `1.0.0: ${PAGE.full} (asking)\n\nWho is “they”?`);
  // A page whose title has one version.
  await learner.visit("mending");
  await learner.hands.use(panel.locator("summary"));
  assert.match(await about(), /^1\.0\.0: [^/]+ \(mending\)$/);
});

test("the first page of a module is switched by itself", async (t) => {
  const { learner, page } = await start(t, "easy_html", { hands: keyboard });
  await learner.visit("names");
  const seen = async () => (await learner.page().innerText()).replace(/\s+/g, " ");
  assert.match(await seen(), /Whoever stands in front of you/);
  await learner.hands.use(toggle(learner, "page"));
  assert.equal(await heading(learner), MODULE.easy);
  const easy = await seen();
  assert.match(easy, /This part is about names\. You ask for a name\./);
  assert.match(easy, /Draft: not yet checked by people who use Easy Read\./);
  assert.doesNotMatch(easy, /Whoever stands in front of you/);
  const status = learner.page().locator(".switch [role=status]");
  assert.equal(await status.innerText(), "This page is in Easy Read now.");
  assert.equal(await page.locator("#where").innerText(), MODULE.easy);
  assert.deepEqual(learner.hands.seen.unseen, []);
});

test("a turn of the page is told by its easy heading, and leads on from the contents", async (t) => {
  const { learner, page } = await start(t);
  await learner.hands.use(toggle(learner, "all"));
  await learner.page().locator("[data-next]").click();
  await page.waitForFunction((words) => document.activeElement.textContent === words, PAGE.easy);
  assert.equal((await page.title()).split(" – ")[0], PAGE.easy);
  await learner.visit(CONTENTS);
  const back = learner.page().locator("[data-return=named]");
  assert.match(await back.innerText(), new RegExp(PAGE.easy));
  await learner.visit(FINISH);
  const left = learner.page().locator("[data-at=left] a");
  assert.ok((await left.allInnerTexts()).includes(PAGE.easy), `${await left.allInnerTexts()}`);
});

test("no learning system is told of an easy title", async (t) => {
  const site = await startSystem(t, "strict", { format: "easy" });
  const { learner, calls } = await launch(t, browser, site);
  await learner.hands.use(toggle(learner, "all"));
  await learner.visit("asking");
  await learner.answer("opening", learner.right("opening"));
  await learner.visit("mending");
  const told = JSON.stringify(await calls());
  assert.ok(told.length > 100 && !told.includes(PAGE.easy) && !told.includes(MODULE.easy), told);
});

test("another language has its own titles, in the version that was chosen", async (t) => {
  const { learner, page, witness } = await start(t, "easy_cy");
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  await page.locator('[data-language="cy"]').click();
  await page.waitForFunction(() => document.documentElement.lang === "cy");
  const easy = (await called(page)).heading;
  assert.equal(easy, `Cy. ${PAGE.easy}`);
  assert.deepEqual(await called(page), {
    heading: easy,
    where: `Cy. ${MODULE.easy}`,
    title: easy,
    way: `Tudalennau, ${easy}`,
  });
  await learner.hands.use(toggle(learner, "page"));
  assert.equal((await called(page)).title, `Cy. ${PAGE.full}`);
  await learner.visit(CONTENTS);
  assert.equal(await line(learner, "asking"), `Cy. ${PAGE.full}`);
  await page.locator('[data-language="en-GB"]').click();
  await page.waitForFunction(() => document.documentElement.lang === "en-GB");
  assert.equal(await line(learner, "asking"), PAGE.full);
  assert.match(await learner.page().locator("[data-return=named]").innerText(), new RegExp(PAGE.full));
  assert.deepEqual(witness.errors.concat(witness.violations), []);
});

test("paper has the title that was chosen, and no other", async (t) => {
  const { learner, page } = await start(t);
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => document.body.innerText);
  assert.ok(seen.includes(PAGE.easy) && !seen.includes(PAGE.full));
  assert.ok(seen.includes("Whoever stands in front of you") && !seen.includes("This part is about names."));
});

test("without a script both are read, and the easy one says what it is", async (t) => {
  const { frame } = await start(t, "easy_html", { script: false });
  const seen = await frame.locator("body").innerText();
  for (const one of [MODULE.full, MODULE.easy, PAGE.full, PAGE.easy, "This part is about names."])
    assert.ok(seen.includes(one), one);
  const list = await frame.locator('[data-to="asking"]').innerText();
  assert.match(list, /Ask first\s+Easy Read: Ask for the name/);
  const names = await frame.locator('[id="/names"]').innerText();
  assert.ok(names.indexOf(MODULE.easy) > names.toLowerCase().indexOf("easy read"), names);
});

for (const [screen, dark] of [
  ["desktop", false],
  ["small", true],
]) {
  test(`${screen}, ${dark ? "dark" : "light"}: cover and contents are judged in both versions`, async (t) => {
    const { learner, frame, page, witness } = await start(t, "easy_html", { screen: SCREENS[screen], dark });
    const wrong = [];
    const each = async (state) => {
      wrong.push(...(await judge(frame)).violations.map((words) => `${state}: ${words}`));
      const over = await sideways(frame);
      if (over) wrong.push(`${state}: it can be moved sideways by ${over} pixels`);
      await leavePicture(page, `easy-titles-${state}-${screen}`);
    };
    for (const version of ["full", "easy"]) {
      for (const place of ["names", "asking", CONTENTS]) {
        await learner.visit(place);
        await each(`${place}-${version}`);
      }
      await learner.visit("names");
      await learner.hands.use(toggle(learner, "all"));
    }
    assert.deepEqual([...new Set(wrong)], []);
    assert.deepEqual(witness.errors.concat(witness.violations), []);
  });
}

test("a package of the easy pages has easy titles and nothing to switch", async (t) => {
  const site = await startSystem(t, "strict", { format: "easy_only" });
  const { learner } = await launch(t, browser, site);
  assert.equal(await heading(learner), MODULE.easy);
  assert.match(await learner.page().innerText(), /Draft: not yet checked/);
  await learner.visit("asking");
  assert.equal(await heading(learner), PAGE.easy);
  await learner.visit(CONTENTS);
  assert.equal(await line(learner, "asking"), PAGE.easy);
  assert.equal(await learner.frame.locator("[data-easy], [data-easy-title]").count(), 0);
});
