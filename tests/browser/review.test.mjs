//! The page for reviewers in a browser: filled in by keyboard alone, saved, and read back by the program.
//!
//! What stands here: the page from the disk, empty and with comments, in light and dark, at 320 pixels, at 400 % and on
//! paper. What does not: what becomes of comments when a course is edited (tests/suite/review), documents for Word
//! (tests/oracles/review.py). Invariant: the same page with a lost label is refused.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { OUT } from "./course.mjs";
import { faults } from "./html.mjs";
import { copied, program } from "./previewed.mjs";

/** A desktop of 1280 by 1024 pixels, at 400 %. */
const ZOOMED = { width: 320, height: 256 };
const SAID = 'Zoë "Z" </script> & <b> \\ مرحبا';

let browser;
let files;
const bona = (...words) => execFileSync(program(), words, { cwd: files.folder, encoding: "utf8" });
const pageOf = (course) => pathToFileURL(join(files.folder, `review/${course}-review.html`)).href;

before(async () => {
  files = copied({ reference: "tests/fixtures/reference", arabic: "tests/fixtures/arabic" });
  for (const course of ["reference", "arabic"]) bona("review", "make", course);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  files?.remove();
});

async function open(t, { course = "reference", ...options } = {}) {
  const url = pageOf(course);
  const window = await openWindow(browser, { allowed: [url, "blob:"], ...options });
  t.after(() => window.context.close());
  await window.page.goto(url);
  return { ...window, frame: window.page.mainFrame() };
}

/** The group of the first thing that is called so. */
const thing = (page, name) => page.getByRole("group", { name }).first();

/** Comments on two things, as somebody with a pointer makes them. */
async function comment(page) {
  for (const name of [/^Question /, /^Page /]) {
    await thing(page, name)
      .getByRole("button", { name: /^Comment on/ })
      .click();
    await page.locator("textarea:focus, select:focus").waitFor();
  }
  const boxes = page.getByLabel("Your words");
  for (let at = 0; at < 2; at += 1) await boxes.nth(at).fill(`${SAID} ${"and what follows ".repeat(8)}`);
}

/** Which course is judged on which screen; whatever stands on the empty page stands on the filled one. */
const WAYS = [
  ["reference", "desktop", SCREENS.desktop, false],
  ["reference", "desktop", SCREENS.desktop, true],
  ["reference", "small", SCREENS.small, true],
  ["arabic", "small", SCREENS.small, false],
  ["arabic", "zoomed", ZOOMED, false],
];
for (const [course, name, screen, dark] of WAYS)
  test(`${course}, ${dark ? "dark" : "light"}, ${name}: the page keeps the rules`, async (t) => {
    const { page, frame, witness } = await open(t, { course, dark, screen });
    const picture = (state) =>
      page.screenshot({ path: `${OUT}/review-${course}-${name}${dark ? "-dark" : ""}-${state}.png` });
    assert.equal(await sideways(frame), 0);
    await picture("empty");
    await comment(page);
    await picture("filled");
    // At its end the bar lies over nothing; elsewhere a button may be half under it until the page is moved.
    await frame.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    const { violations, nodes } = await judge(frame);
    assert.deepEqual(violations, []);
    assert.ok(nodes > 200, `${nodes} elements`);
    assert.equal(await sideways(frame), 0);
    const cut = () =>
      [...document.querySelectorAll("textarea")].map((box) => box.scrollHeight - box.clientHeight);
    assert.deepEqual(await frame.evaluate(cut), [0, 0], "all that was written is shown");
    assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
  });

test("by keyboard alone a comment is made, saved, and read by the program once", async (t) => {
  const { page, frame, witness } = await open(t);
  const active = () => page.evaluate(() => document.activeElement.textContent.trim());
  // From the choice of a capacity on, with nothing but keys.
  await page.getByLabel("My comments come from").focus();
  await page.keyboard.type("li");
  assert.equal(await page.getByLabel("My comments come from").inputValue(), "LivedExperience");
  const wanted = /^Comment on Question /;
  for (let at = 0; at < 200 && !wanted.test(await active()); at += 1) await page.keyboard.press("Tab");
  assert.match(await active(), wanted, "a question's button is reached");
  await page.keyboard.press("Enter");
  await page.keyboard.type("This hurts");
  await page.keyboard.press("Tab");
  await page.keyboard.type(SAID);
  assert.equal(await page.locator("#count").textContent(), "1 comment");
  const shown = await frame.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.bottom <= document.getElementById("bar").getBoundingClientRect().top && box.top >= 0;
  });
  assert.ok(shown, "what is typed into is not under the bar");
  const save = page.getByRole("button", { name: "Save my comments" });
  const reached = () => save.evaluate((button) => button === document.activeElement);
  for (let at = 0; at < 2000 && !(await reached()); at += 1) await page.keyboard.press("Tab");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), "reference-comments.json");
  await download.saveAs(join(files.folder, "back.json"));
  await page.getByText("Saved as reference-comments.json").waitFor();
  assert.match(bona("review", "read", "reference", "back.json"), /1 comment, 1 of them new/);
  const { courses } = JSON.parse(bona("report", "reference", "--of", "comments", "--output", "json"));
  const [own, ...more] = courses[0].open;
  assert.deepEqual([own.says, own.kind, own.as, own.standing], [SAID, "Hurts", "LivedExperience", "same"]);
  assert.match(own.place, /^reference\/modules\/\w+\.ron:\d+$/);
  assert.deepEqual(more, []);
  assert.match(bona("review", "read", "reference", "back.json"), /0 new comments, 1 there already/);
  rmSync(join(files.folder, "reference/comments.ron"));
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
});

test("a saved file is gone on from, and a file of something else puts nothing here", async (t) => {
  const first = await open(t);
  await comment(first.page);
  const save = first.page.getByRole("button", { name: "Save my comments" });
  const [download] = await Promise.all([first.page.waitForEvent("download"), save.click()]);
  const file = join(files.folder, "half.json");
  await download.saveAs(file);
  const { page } = await open(t);
  const before = page.getByLabel("Go on from a file");
  await before.setInputFiles(join(files.folder, "reference/course.ron"));
  await page.getByText("That is no file of comments on this course").waitFor();
  await before.setInputFiles(file);
  await page.getByText("Comments put back: 2.").waitFor();
  assert.equal(await page.locator("#count").textContent(), "2 comments");
  const [again] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save my comments" }).click(),
  ]);
  await again.saveAs(join(files.folder, "again.json"));
  const read = (name) => JSON.parse(readFileSync(join(files.folder, name), "utf8"));
  assert.deepEqual(read("again.json"), read("half.json"));
});

test("a page without scripts says what to do, and comments stand on paper", async (t) => {
  const without = await open(t, { script: false });
  assert.ok(await without.page.getByText("This page cannot take your comments here").isVisible());
  assert.equal(await without.page.getByRole("button").count(), 0);
  const { page } = await open(t);
  await comment(page);
  const pdf = await page.pdf({ format: "A4", path: `${OUT}/review.pdf` });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  assert.ok(sheets > 2 && sheets < 60, `${sheets} sheets`);
  await page.emulateMedia({ media: "print" });
  const words = page.locator(".paper").first();
  assert.ok(await words.isVisible(), "what was written is printed, where no box cuts it");
  assert.match(await words.textContent(), /^A comment: Zoë .* what follows$/);
  assert.equal(await page.getByLabel("Your words").first().isVisible(), false);
  // What something is stands on the sheet of its words, and a short thing on one sheet.
  const style = (selector, name) =>
    page
      .locator(selector)
      .first()
      .evaluate((node, name) => getComputedStyle(node)[name], name);
  assert.equal(await style(".row>.lab", "breakAfter"), "avoid");
  assert.equal(await style(".row.inner", "breakInside"), "avoid");
  assert.equal(await style(".row.block", "breakInside"), "auto");
  assert.equal(await style(".key", "display"), "inline");
  assert.equal(await page.getByRole("button", { name: "Save my comments" }).isVisible(), false);
});

test("what is said first fits how the page is read: in a browser, without scripts, on paper", async (t) => {
  const press = (page) => page.getByText("Press “Comment” beside anything").first().isVisible();
  const sendBack = (page) => page.getByRole("heading", { name: "Send it back" }).isVisible();
  const sheets = (page) => page.getByText("Write on these sheets").isVisible();
  const said = async (page) => [await press(page), await sendBack(page), await sheets(page)];
  const { page } = await open(t, { dark: true });
  assert.deepEqual(await said(page), [true, true, false]);
  await page.emulateMedia({ media: "print" });
  assert.deepEqual(await said(page), [false, false, true]);
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(paper, "rgb(255, 255, 255)", "dark is for screens");
  const without = await open(t, { script: false });
  assert.deepEqual(await said(without.page), [false, false, false]);
});

test("the contents have a module's pages below it, and no path in them", async (t) => {
  const { page } = await open(t, { screen: SCREENS.small });
  const list = page.getByRole("navigation", { name: "Contents" });
  const tops = await list.locator("> ul > li > a").allInnerTexts();
  assert.deepEqual(tops.slice(-3), ["Questions: core", "Questions: before", "Questions: after"]);
  assert.ok(await list.locator("ul ul a", { hasText: "Words" }).first().isVisible());
  assert.ok(!(await list.innerText()).includes("/"));
  // What is chosen first begins where the words above it begin.
  const left = (selector) =>
    page
      .locator(selector)
      .first()
      .evaluate((node) => node.getBoundingClientRect().left);
  assert.equal(await left("#tools label"), await left("#tools > p"));
});

test("a long id breaks at its own marks, and not within a word", async (t) => {
  const { page } = await open(t);
  const lines = await page.evaluate(() => {
    const key = [...document.querySelectorAll(".key")].find((one) => one.textContent.includes(".how_may_i"));
    const range = document.createRange();
    const rows = new Map();
    for (const node of key.childNodes)
      for (let at = 0; at < (node.data ?? "").length; at += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const { top } = range.getBoundingClientRect();
        rows.set(top, (rows.get(top) ?? "") + node.data[at]);
      }
    return [...rows.values()];
  });
  assert.ok(lines.length > 1, "it is long enough to break");
  for (const line of lines.slice(0, -1)) assert.match(line.trim(), /[._/]$/, lines.join(" | "));
});

test("words of a course from the right are marked as such, and ours among them are not", async (t) => {
  const { page } = await open(t, { course: "arabic" });
  const spoken = (text) =>
    page
      .locator(".row span:not(.key):not(.what)", { hasText: text })
      .first()
      .evaluate((node) => [node.closest("[lang]").lang, getComputedStyle(node).direction]);
  assert.deepEqual(await spoken("«Sexual orientation»"), ["ar", "rtl"]);
  assert.deepEqual(await spoken("for those who meet patients"), ["en-GB", "ltr"]);
});

test("the page is valid HTML, and with a lost label it is refused", async (t) => {
  assert.ok(existsSync(join(files.folder, "review/reference-review.html")));
  const html = readFileSync(join(files.folder, "review/reference-review.html"), "utf8");
  assert.deepEqual(await faults(html, "reference-review.html"), []);
  const { page, frame } = await open(t);
  await comment(page);
  await frame.evaluate(() => document.querySelector(".comment label[for$=w]").remove());
  const { violations } = await judge(frame);
  assert.ok(violations.join("\n").includes("label"), violations.join("\n"));
});
