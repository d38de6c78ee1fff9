//! One course in three languages: the language changes in the middle of a visit, and the system sees one learner.
//!
//! What stands here: changing the language, and what must stay when it does. What does not: how a course comes into
//! another language (the suite of Rust). Invariant: whatever was answered, written or chosen is there in every language,
//! the system is told of each thing once, and nothing is asked of any other address.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { give } from "./answers.mjs";
import { judge, sideways } from "./axe.mjs";
import { crash, SCREENS, startBrowser } from "./chromium.mjs";
import { launch, openAlone, unpacked } from "./course.mjs";
import { dataOf, FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const CY = { lang: "cy", dir: "ltr" };
const AR = { lang: "ar", dir: "rtl" };
const STATUS = "cmi.core.lesson_status";
const PREFERENCE = "cmi.student_preference.language";

async function start(t, { launch: how, ...options } = {}) {
  const site = await openSite(unpacked("three_languages"), { launch: how });
  t.after(() => site.close());
  return { site, ...(await launch(t, browser, site, options)) };
}

/** Presses the button of a language, as it is called there, and waits for its document. */
async function change(learner, name, { lang, dir }) {
  await learner.hands.use(learner.frame.locator("#languages").getByRole("button", { name, exact: true }));
  await learner.frame.locator(`html[lang="${lang}"][dir="${dir}"]`).waitFor({ state: "attached" });
}

/** The words of the title that has the focus. */
function focused(learner) {
  return learner.frame.evaluate(() => document.activeElement.closest("h1")?.textContent);
}

async function sound(learner, name) {
  assert.deepEqual((await judge(learner.frame)).violations, [], name);
  assert.equal(await sideways(learner.frame), 0, name);
}

/** Presses what the document calls by this name on the page that is shown. */
function press(learner, name, within = learner.page()) {
  return learner.hands.use(within.locator(`[data-do="${name}"]`).first());
}

/** Answers a question on a page rightly, in whatever language it is asked. */
async function answer(learner, id) {
  await give(learner, learner.item(id), id, true);
  await press(learner, "check", learner.item(id));
  await learner.item(id).locator(".fb:not(.gone)").waitFor();
}

/** Takes the test, in whatever language it is asked. */
async function takeTest(learner) {
  await press(learner, "begin_test");
  while (await learner.inTest()) {
    const id = await learner.question();
    await give(learner, learner.page().locator("[data-at=test]"), id, true);
    const last = learner.page().locator("[data-do=hand_in]");
    await learner.hands.use(
      (await last.isVisible()) ? last : learner.page().locator("[data-do=next_question]"),
    );
    await learner.frame.waitForFunction(
      (before) => document.querySelector("[data-at=test] .item")?.dataset.id !== before,
      id,
    );
  }
}

for (const screen of ["desktop", "small"]) {
  test(`begun in English, gone on with in Welsh, finished in Arabic: one record, ${screen}`, async (t) => {
    const { learner, page, site, witness } = await start(t, { screen: SCREENS[screen] });
    assert.equal(await learner.frame.locator("html").getAttribute("lang"), "en-GB");
    await learner.visit("try_it");
    await answer(learner, "wrong_name");
    const english = await learner.shown();
    await change(learner, "Cymraeg", CY);
    assert.equal(await focused(learner), "Rhowch gynnig arni");
    const welsh = await learner.shown();
    assert.deepEqual([welsh.place, welsh.chosen], [english.place, english.chosen], "the answer stays");
    assert.match(await learner.item("wrong_name").locator(".fb").innerText(), /Byr, ac mae’r sgwrs/);
    assert.doesNotMatch(welsh.words, /You said a name wrong/);
    await sound(learner, "Welsh");
    await answer(learner, "in_order");
    await learner.visit("at_the_door");
    await press(learner, "choose", learner.item("mo_arrives"));
    // Chosen and not yet promised: it is the learner's in every language.
    await learner.hands.use(learner.item("this_week").locator("input").first());
    await learner.item("this_week").locator("textarea").fill("Fy ngeiriau.");
    await change(learner, "العربية", AR);
    assert.equal(await focused(learner), "عند الباب");
    assert.match(
      await learner.item("mo_arrives").innerText(),
      /كان سؤال واحد كافيًا/,
      "the scene stands where it stood",
    );
    assert.equal(await learner.item("this_week").locator("input").first().isChecked(), true);
    assert.equal(await learner.item("this_week").locator("textarea").inputValue(), "Fy ngeiriau.");
    await press(learner, "pledge", learner.item("this_week"));
    await sound(learner, "Arabic");
    await learner.visit("why_ask");
    await learner.visit("names");
    await learner.visit(TEST);
    await takeTest(learner);
    await sound(learner, "Arabic, the test");
    await learner.visit(FINISH);
    await learner.frame.locator("#save:not(:empty)").waitFor();
    await change(learner, "English", { lang: "en-GB", dir: "ltr" });
    assert.match(await learner.page().locator("[data-at=pledges]").innerText(), /ask one name/);
    await press(learner, "close");
    const calls = (await page.evaluate(() => window.calls)).map(({ name, args, error }) =>
      [name, ...args, error].join(" "),
    );
    for (const once of ["LMSInitialize", "LMSFinish"]) {
      assert.equal(calls.filter((call) => call.startsWith(once)).length, 1, once);
    }
    assert.deepEqual(
      calls.filter((call) => call.startsWith("LMSSetValue") && !call.endsWith(" 0")),
      [],
    );
    const tracks = site.tracks();
    assert.equal(tracks[STATUS], "passed");
    const told = Object.entries(tracks).filter(([name]) => /^cmi\.interactions\.\d+\.id$/.test(name));
    assert.deepEqual(told.map(([, id]) => id).sort(), [
      "ask_first",
      "in_order",
      "mo_arrives__what_now",
      "which_words",
      "wrong_name",
    ]);
    assert.equal(tracks[PREFERENCE], "en-GB", "the choice is told to a system that takes it");
    assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
  });
}

test("the window is gone; the place is found again in the language that was chosen", async (t) => {
  const site = await openSite(unpacked("three_languages"));
  t.after(() => site.close());
  const { learner, page } = await launch(t, browser, site);
  await learner.visit("try_it");
  await answer(learner, "wrong_name");
  await change(learner, "Cymraeg", CY);
  await answer(learner, "in_order");
  const left = await learner.item("in_order").locator(".fb").innerText();
  await learner.frame.locator("#save:not(:empty)").waitFor();
  await crash(page);
  // Another device: only the system remembers what was chosen, if it has heard it.
  const { learner: back } = await launch(t, browser, site);
  await back.frame.locator('html[lang="cy"]').waitFor({ state: "attached" });
  await back.visit("try_it");
  assert.equal(await back.item("wrong_name").getAttribute("data-state"), "restored");
  assert.match(await back.item("in_order").locator(".fb").innerText(), new RegExp(left.split("\n").at(-1)));
});

test("a running test goes on in another language", async (t) => {
  const { learner } = await start(t);
  await learner.visit(TEST);
  await press(learner, "begin_test");
  const id = await learner.question();
  await give(learner, learner.page().locator("[data-at=test]"), id, true);
  const chosen = (await learner.shown()).chosen;
  await change(learner, "Cymraeg", CY);
  assert.equal(await learner.question(), id);
  assert.deepEqual((await learner.shown()).chosen, chosen, "what was chosen and not handed in stays");
});

test("a page that names beforehand what is hard to read, and is read, stays open in another language", async (t) => {
  const { learner } = await start(t);
  await learner.visit("why_ask");
  const open = () => learner.page().locator(".noted").isVisible();
  assert.equal(await open(), false);
  await press(learner, "read");
  assert.equal(await open(), true);
  await change(learner, "Cymraeg", CY);
  assert.equal(await open(), true, "nobody is asked twice");
  await change(learner, "العربية", AR);
  assert.equal(await open(), true);
});

test("a system or a browser that would like a language is only asked where the learner has not chosen", async (t) => {
  const { learner, context, site } = await start(t, { launch: { tracks: { [PREFERENCE]: "cy" } } });
  await learner.frame.locator('html[lang="cy"]').waitFor({ state: "attached" });
  await change(learner, "العربية", AR);
  const again = await context.newPage();
  await again.goto(site.launchUrl);
  await again.frame({ name: "sco" }).locator('html[lang="ar"]').waitFor({ state: "attached" });
});

test("from a file, without a system and without a script", async (t) => {
  const url = pathToFileURL(`${unpacked("three_languages_html")}/index.html`).href;
  const folder = url.replace("index.html", "");
  const { learner, page, witness } = await openAlone(t, browser, url, { allowed: [folder] });
  await learner.visit("try_it");
  await answer(learner, "wrong_name");
  await change(learner, "العربية", AR);
  assert.equal(await learner.item("wrong_name").getAttribute("data-state"), "restored");
  await page.reload();
  await learner.frame.locator('html[lang="ar"]').waitFor({ state: "attached" });
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
  const { page: plain } = await openAlone(t, browser, url, { allowed: [folder], script: false });
  await plain.locator('a[hreflang="cy"]').click();
  await plain.waitForURL(/cy\.html$/);
  assert.equal(await plain.locator("html").getAttribute("lang"), "cy");
  assert.match(await plain.locator("main").innerText(), /Enw yw’r peth cyntaf/);
  assert.match(await plain.locator(".no-js").first().innerText(), /Tudalen i’w darllen heb sgriptiau yw hon/);
  assert.deepEqual((await dataOf(learner.frame)).package.languages, ["en-GB", "cy", "ar"]);
});

test("a page to be read leads to the course in its language", async (t) => {
  const url = pathToFileURL(`${unpacked("three_languages_html")}/index.html`).href;
  const folder = url.replace("index.html", "");
  const { learner, page } = await openAlone(t, browser, url, { allowed: [folder] });
  await page.goto(`${folder}ar.html`);
  assert.doesNotMatch(
    await page.locator(".no-js").first().innerText(),
    /متوقفة/,
    "scripts are not switched off",
  );
  assert.equal(await sideways(page), 0);
  await page.locator(".no-js a[href^='index.html']").click();
  await page.waitForURL(/index\.html/);
  await learner.frame.locator('html.js[lang="ar"][dir="rtl"]').waitFor({ state: "attached" });
  await change(learner, "English", { lang: "en-GB", dir: "ltr" });
  await page.reload();
  await learner.frame.locator("html.js.ready").waitFor({ state: "attached" });
  assert.equal(await page.locator("html").getAttribute("lang"), "en-GB", "the learner's own choice counts");
});
