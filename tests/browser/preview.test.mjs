//! `bona preview` before an author: the frame, what a save does to it, and the learning systems that it plays.
//!
//! What stands here: that the frame can be used by everyone, that a save is shown at the same place, that faults stand
//! over their texts, that each trouble makes the player say what it should, and the pictures `out/preview-*.png` for
//! people to look at. What does not: who is answered (tests/suite/preview.rs). Invariant: a control without a name is
//! refused by the same judge in the same run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { leavePicture } from "./course.mjs";
import { copied, start } from "./previewed.mjs";

const REFERENCE = { reference: "tests/fixtures/reference" };
const ASKED = "reference/modules/asked.ron";
/** The question that stands first on the page `choosing`, and the text that a save puts in its place. */
const ASK = "Which opening would you write on the card?";
const SAVED = "Which opening would you write on the card today?";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** A preview before somebody: the frame, the pages in it, and the files. */
async function open(t, { courses = REFERENCE, chosen = "", hash = "", options = [], ...screen } = {}) {
  const files = copied(courses);
  t.after(files.remove);
  const preview = await start(files.folder, Object.keys(courses), options);
  t.after(preview.stop);
  const window = await openWindow(browser, { allowed: [preview.address, "data:"], ...screen });
  t.after(() => window.context.close());
  const { page, witness } = window;
  await page.goto(`${preview.address}${chosen}`);
  const pages = await shown(page);
  if (hash) await pages.evaluate((to) => location.assign(to), hash);
  return { page, pages, files, preview, witness };
}

/** The pages in the frame, once the player has begun. */
async function shown(page) {
  await page.frameLocator("#pages").locator("html.ready:not(.waiting)").waitFor();
  return page.frames().find((frame) => frame.url().includes("/c/"));
}

const place = (pages) => pages.evaluate(() => ({ hash: location.hash, scroll: Math.round(scrollY) }));
const choose = (page, name, value) => page.locator(`#${name}`).selectOption(value);
const press = (page, name) => page.locator(`[data-do="${name}"]`).click();
/** Waits until a part of the pages says something. */
const says = (page, selector, words) =>
  page.frameLocator("#pages").locator(selector).filter({ hasText: words }).waitFor();

test("a save is shown at the same place", async (t) => {
  const { page, pages, files, witness } = await open(t, { chosen: "?system=strict-1.2" });
  await pages.evaluate(() => location.assign("#/choosing"));
  await says(page, "[data-page=choosing].on", ASK);
  await pages.evaluate(() => scrollTo(0, 300));
  const before = await place(pages);
  assert.ok(before.scroll > 100, `scrolled to ${before.scroll}`);
  for (const [from, to] of [
    [ASK, SAVED],
    [SAVED, ASK],
  ]) {
    files.change(ASKED, from, to);
    await says(page, "[data-page=choosing].on legend", to);
    const same = ([hash, scroll]) => location.hash === hash && Math.abs(scrollY - scroll) < 3;
    await pages.waitForFunction(same, [before.hash, before.scroll]);
  }
  await page.locator("#told", { hasText: /Nothing is at fault \(save 2\)/ }).waitFor();
  assert.deepEqual({ ...witness, requests: [] }, { requests: [], outside: [], violations: [], errors: [] });
});

test("words alone are put where they stand, and a rule or a colour is loaded", async (t) => {
  const { page, pages, files, preview } = await open(t, {
    chosen: "?system=strict-1.2&theme=hospital_blue",
    hash: "#/choosing",
  });
  const handedOut = `${preview.address}c/reference/strict-1.2/-/-/-/hospital_blue/index.html`;
  const stays = () =>
    pages.evaluate(() => {
      window.stays = true;
    });
  const stayed = async () => (await shown(page)).evaluate(() => window.stays === true);
  /** Words of every page, as they stand there and as a new opening has them. */
  const words = (own) =>
    own.evaluate(() =>
      [...document.querySelectorAll("[data-page] legend, [data-page] p")].map((one) => one.innerText),
    );
  await stays();
  // The frame asks for the pages as they were handed out once they stand there.
  await page.waitForFunction(
    (address) => performance.getEntriesByName(address).some(({ initiatorType }) => initiatorType === "fetch"),
    handedOut,
  );
  const launches = () => page.locator("#calls li", { hasText: "the page opens" }).count();
  const before = await launches();
  await pages.locator("[data-id=best_opening] input").first().check();
  files.change(ASKED, ASK, SAVED);
  await says(page, "[data-page=choosing].on legend", SAVED);
  assert.ok(await stayed(), "the page that stood there says the new words");
  assert.ok(await pages.locator("[data-id=best_opening] input").first().isChecked());
  assert.equal(await launches(), before, "no launch begins");
  const put = await words(pages);
  await press(page, "again");
  await says(page, "#notice", "Welcome back");
  const opened = await shown(page);
  await opened.waitForFunction(() => window.stays === undefined);
  assert.deepEqual(await words(opened), put, "as if it had been loaded");
  // A rule and a colour are neither words nor structure.
  const more = [
    ["reference/course.ron", "shared_pc: true", "shared_pc: false"],
    ["reference/house/themes/hospital_blue.ron", "#0b4a8f", "#0b4a90"],
  ];
  for (const [path, from, to] of more) {
    await stays();
    files.change(path, from, to);
    await page.waitForFunction(() => document.querySelector("#pages").contentWindow.stays === undefined);
    await shown(page);
  }
});

/** A block of text that a save puts in front of the first question of `choosing`. */
const BLOCK = 'Text("Before you choose: read all of them."),';
const BLOCKS = 'title: "Choosing",\n            blocks: [';

/** The words of every page but the last, which says what was saved and told, and when. */
function drawn(own) {
  return own.locator("[data-page]:not([data-page=course-finish])").allTextContents();
}

test("titles and blocks are drawn where the page stands, and the visit goes on", async (t) => {
  const { page, pages, files, preview, witness } = await open(t, {
    chosen: "?system=strict-1.2",
    hash: "#/choosing",
  });
  const begun = async () => {
    await page.waitForFunction(
      (address) => performance.getEntriesByName(address).some((one) => one.initiatorType === "fetch"),
      `${preview.address}c/reference/strict-1.2/-/-/-/-/index.html`,
    );
    await pages.evaluate(() => {
      window.stays = true;
    });
  };
  await begun();
  const launches = () => page.locator("#calls li", { hasText: "the page opens" }).count();
  const before = await launches();
  const asked = (id) => pages.locator(`[data-id=${id}]`);
  // Of one question the answer is checked, of another one is chosen and not yet checked.
  await asked("best_opening").locator("input").first().check();
  await asked("best_opening").locator(".acts .btn").click();
  await asked("best_opening").filter({ hasText: "It guesses nothing." }).waitFor();
  await asked("which_help").locator("input").nth(1).check();
  await pages.evaluate(() => scrollTo(0, 120));
  const kept = async () => {
    assert.ok(await pages.evaluate(() => window.stays === true), "nothing was loaded");
    assert.equal(await launches(), before, "no launch begins");
    assert.equal(await asked("best_opening").getAttribute("data-state"), "restored");
    assert.ok(await asked("best_opening").locator("input").first().isChecked());
    assert.ok(await asked("which_help").locator("input").nth(1).isChecked());
    assert.deepEqual(await place(pages), { hash: "#/choosing", scroll: 120 });
  };
  files.change(ASKED, BLOCKS, `${BLOCKS}\n                ${BLOCK}`);
  await says(page, "[data-page=choosing].on p", "Before you choose");
  await kept();
  files.change(ASKED, 'title: "Choosing"', 'title: "Now choosing"');
  await says(page, "[data-page=choosing].on h1", "Now choosing");
  assert.equal(await pages.locator("[data-to=choosing] a").textContent(), "Now choosing");
  assert.match(await pages.title(), /^Now choosing/);
  await kept();
  files.change(ASKED, `${BLOCK}\n`, "\n");
  const gone = () =>
    !document.querySelector("[data-page=choosing]").textContent.includes("Before you choose");
  await pages.waitForFunction(gone);
  await kept();
  // Why something is right stands in the data alone, and the title of a module in both.
  files.change(ASKED, "It guesses nothing.", "It guesses nothing at all.");
  await asked("best_opening").filter({ hasText: "nothing at all" }).waitFor();
  await kept();
  files.change(ASKED, 'title: "What is asked"', 'title: "What is asked here"');
  await says(page, "#where", "What is asked here");
  await kept();
  // What is drawn is what is loaded.
  const put = await drawn(pages);
  assert.ok(put.length >= 10, `${put.length} pages`);
  await press(page, "again");
  await says(page, "#notice", "Welcome back");
  await pages.waitForFunction(() => window.stays === undefined);
  // Only what was chosen and not checked is not kept.
  assert.deepEqual(await drawn(await shown(page)), put);
  // A further question has a place of its own to be kept: the player must learn of it, and the pages are loaded.
  await begun();
  files.change(ASKED, 'id: "which_help"', 'id: "which_help_now"');
  await page.waitForFunction(() => document.querySelector("#pages").contentWindow.stays === undefined);
  await says(page, "[data-id=best_opening]", "nothing at all");
  assert.deepEqual({ ...witness, requests: [] }, { requests: [], outside: [], violations: [], errors: [] });
});

test("faults are listed, and each stands over its text", async (t) => {
  const { page, pages, files } = await open(t, { hash: "#/choosing" });
  // No RON any more: the last good pages stay.
  files.change(ASKED, `ask: "${ASK}"`, `ask: oops "${SAVED}"`);
  await page.locator("#faults.errors .fault.error").first().waitFor();
  const listed = await page.locator("#faults-list").textContent();
  assert.match(listed, /reference\/modules\/asked\.ron:\d+:\d+/);
  assert.match(listed, /oops/);
  assert.ok(await page.locator("#faults-stay").isVisible());
  assert.match(
    await pages.locator("[data-page=choosing]").textContent(),
    new RegExp(ASK.replace("?", "\\?")),
  );
  files.change(ASKED, `ask: oops "${SAVED}"`, `ask: "${ASK}"`);
  await page.locator("#faults").waitFor({ state: "hidden" });
  // A fault of meaning, in a text that is shown: it stands over the question that holds the words.
  files.change(
    ASKED,
    `ask: "${ASK}"`,
    `ask: "[Which](page:nowhere_at_all) opening would you write on the card?"`,
  );
  const note = page.frameLocator("#pages").locator("[data-page=choosing] [data-preview-fault]");
  await note.waitFor();
  const told = await note.evaluate((one) => [one.textContent, one.nextElementSibling.dataset.id, one.lang]);
  assert.match(told[0], /there is no page nowhere_at_all/);
  assert.deepEqual(told.slice(1), ["best_opening", "en"]);
  const { violations } = await judge(pages);
  assert.deepEqual(violations, [], "a fault over a text is for everyone too");
  await page.getByRole("button", { name: "Turn to the page “choosing”" }).first().click();
  await pages.waitForFunction(() => location.hash === "#/choosing");
  await leavePicture(page, "preview-fault");
  files.change(ASKED, "[Which](page:nowhere_at_all)", "Which");
  await note.waitFor({ state: "detached" });
});

/** Systems of both kinds, an object and an address, and what their logs say of a save that failed. */
const TROUBLE = {
  "strict-1.2": {
    offline: /LMSCommit → false error 101: General/,
    refuses: /LMSCommit → false error 101: General/,
  },
  "strict-2004": {
    offline: /Commit → false error 391: General/,
    refuses: /Commit → false error 391: General/,
  },
  "aicc-hacp": { offline: /PutParam .* error no answer/, refuses: /PutParam .* error 1$/ },
  cmi5: { offline: / error no answer$/, refuses: /(PUT|POST) .* → 503 error 503$/ },
};

for (const [name, logs] of Object.entries(TROUBLE)) {
  test(`what goes wrong with a system, the player says: ${name}`, async (t) => {
    const { page } = await open(t, { chosen: `?system=${name}` });
    // A cover is no place to be kept.
    await turn(page);
    await says(page, "#save", "Saved");
    for (const goes of ["offline", "refuses"]) {
      await choose(page, "goes", goes);
      await turn(page);
      await says(page, "#save", "Not saved, trying again");
      await says(page, "#alert", "Your answers are not reaching your learning system");
      assert.match(await page.locator("#calls .bad").first().textContent(), logs[goes]);
      await choose(page, "goes", "");
      // The player tries again by itself after two seconds; a clock that is put forward need not be waited for.
      await press(page, "minute");
      await says(page, "#save", "Saved");
      await page.frameLocator("#pages").locator("#alert:empty").waitFor({ state: "attached" });
      await press(page, "right");
    }
    await choose(page, "goes", "slow");
    await page.locator("#seconds").fill("1");
    await page.locator("#seconds").press("Tab");
    const before = await page.locator("#calls li").count();
    await turn(page);
    await page.waitForFunction((many) => document.querySelectorAll("#calls li").length > many, before);
    await says(page, "#save", "Saved");
  });
}

test("a system that is there late is sought, and found", async (t) => {
  const { page } = await open(t, { chosen: "?system=strict-1.2&goes=late" });
  // The pages are there by now: it is sought again at the next opening.
  await press(page, "again");
  await says(page, "#save", "Looking for your learning system");
  await page.frameLocator("#pages").locator("html.ready").waitFor();
  await turn(page);
  await says(page, "#save", "Saved");
});

/** Turns to the next page, as a learner does. */
async function turn(page) {
  await page.frameLocator("#pages").locator(".on [data-next]").click();
}

test("a learner comes back, and another begins", async (t) => {
  const { page, pages } = await open(t, { chosen: "?system=strict-1.2" });
  await turn(page);
  await says(page, "#save", "Saved");
  const { hash } = await place(pages);
  assert.match(await page.locator("#calls").textContent(), /LMSSetValue cmi\.suspend_data \S+ → true/);
  await page.getByText("What is kept of the learner").click();
  await page.locator("#held dt", { hasText: "cmi.suspend_data" }).waitFor();
  await press(page, "again");
  await says(page, "#notice", "Welcome back. You were here.");
  assert.equal((await place(await shown(page))).hash, hash);
  await press(page, "fresh");
  await page.frameLocator("#pages").locator(".cover.on").waitFor();
  const start = await shown(page);
  assert.equal(await start.locator("#notice").textContent(), "");
  // The device alone keeps a place too, and forgets it with its learner.
  await choose(page, "system", "device");
  await page.waitForFunction(() =>
    document.querySelector("#pages").contentWindow.location.pathname.includes("device"),
  );
  await shown(page);
  await turn(page);
  await says(page, "#save", "Saved here");
  await press(page, "again");
  await says(page, "#notice", "Welcome back");
  await press(page, "fresh");
  await page.frameLocator("#pages").locator(".cover.on").waitFor();
  assert.equal(await (await shown(page)).locator("#notice").textContent(), "");
});

/** Systems of which each keeps a place in its own way. */
const KEEP = {
  "strict-2004": ["cmi.suspend_data", /SetValue cmi\.suspend_data \S+ → true/],
  "aicc-hacp": ["core_lesson", /PutParam .* → error=0/],
  cmi5: ["document bona", /POST \/statements initialized → 200/],
  xapi: ["document bona", /POST \/statements initialized → 200/],
};

test("every system is played, says its ways, and keeps a place", async (t) => {
  const { page } = await open(t);
  const systems = await page.locator("#system option").evaluateAll((all) => all.map(({ value }) => value));
  assert.ok(systems.length >= 11 && systems[0] === "device", systems.join());
  await page.getByText("What is kept of the learner").click();
  for (const system of systems.slice(1)) {
    await choose(page, "system", system);
    await page.waitForFunction(
      (name) => document.querySelector("#pages").contentWindow.location.pathname.includes(`/${name}/`),
      system,
    );
    await shown(page);
    await turn(page);
    await says(page, "#save", "Saved");
    assert.ok((await page.locator("#ways").textContent()).length > 20, system);
    if (!(system in KEEP)) continue;
    const [name, call] = KEEP[system];
    assert.match(await page.locator("#calls").textContent(), call);
    await page.locator("#held dt").getByText(name, { exact: true }).waitFor();
    await press(page, "again");
    await says(page, "#notice", "Welcome back");
    await leavePicture(page, `preview-${system}`);
    await press(page, "fresh");
    await page.frameLocator("#pages").locator(".cover.on").waitFor();
    assert.equal(await (await shown(page)).locator("#notice").textContent(), "", system);
  }
});

test("the clock can be put forward", async (t) => {
  const courses = { team: "tests/fixtures/team" };
  const { page, files } = await open(t, { courses, chosen: "?system=strict-1.2" });
  files.change("team/course.ron", "Course(", "Course(shared_pc: true,");
  const pages = await shown(page);
  // While the page loads anew there is a moment when its data is not there yet.
  await pages.waitForFunction(() => {
    const data = document.querySelector("#bona-data");
    return data !== null && JSON.parse(data.textContent).shared_pc;
  });
  await shown(page);
  await turn(page);
  await says(page, "#save", "Saved");
  await press(page, "half");
  await page.frameLocator("#pages").locator("dialog[open]").waitFor();
  assert.equal(await page.locator("#clock-told").textContent(), "The clock is 30 minutes ahead.");
  await press(page, "minute");
  await says(page, "#notice", "This visit was closed, since nobody was there.");
  await press(page, "right");
  assert.equal(await page.locator("#clock-told").textContent(), "The clock is right.");
});

test("languages, roles, themes, widths and colours", async (t) => {
  const courses = { three_languages: "tests/fixtures/three_languages", ...REFERENCE };
  const { page } = await open(t, { courses, options: ["--language", "cy"] });
  const html = page.frameLocator("#pages").locator("html.ready");
  const is = (name, value) => page.frameLocator("#pages").locator(`html.ready[${name}="${value}"]`).waitFor();
  await is("lang", "cy");
  await choose(page, "language", "ar");
  await is("dir", "rtl");
  await choose(page, "role", "desk");
  await page.waitForFunction(() =>
    document.querySelector("#pages").contentWindow.location.pathname.includes("/ar/desk/"),
  );
  for (const [width, pixels] of [
    ["small", 320],
    ["phone", 390],
  ]) {
    await choose(page, "width", width);
    await page.waitForFunction((wide) => document.querySelector("#pages").offsetWidth === wide, pixels);
  }
  await choose(page, "colours", "dark");
  await is("data-theme", "dark");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await choose(page, "course", "reference");
  await is("lang", "en-GB");
  await choose(page, "theme", "hospital_blue");
  await page.waitForFunction(() =>
    document.querySelector("#pages").contentWindow.location.pathname.includes("/hospital_blue/"),
  );
  await html.waitFor();
  const accent = await (await shown(page)).evaluate(
    () => getComputedStyle(document.querySelector("a")).color,
  );
  assert.equal(accent, "rgb(156, 198, 242)");
  // What was chosen stands in the address: a reload changes nothing.
  await page.reload();
  await shown(page);
  assert.equal(await page.locator("#theme").inputValue(), "hospital_blue");
  await is("data-theme", "dark");
});

for (const [name, screen, dark] of [
  ["desktop", SCREENS.desktop, false],
  ["dark", SCREENS.desktop, true],
  ["phone", SCREENS.phone, false],
  ["400", { width: 320, height: 256 }, false],
  ["400-dark", { width: 320, height: 256 }, true],
]) {
  test(`the frame is for everyone: ${name}`, async (t) => {
    const { page, files } = await open(t, { chosen: "?system=strict-1.2", screen, dark });
    files.change(ASKED, `ask: "${ASK}"`, `asks: "${ASK}"`);
    await page.locator("#faults").waitFor();
    await page.locator("details").evaluateAll((all) => {
      for (const part of all) part.open = true;
    });
    await choose(page, "goes", "slow");
    await page.mouse.move(0, 0);
    const { violations, nodes } = await judge(page.mainFrame());
    assert.deepEqual(violations, []);
    assert.ok(nodes > 60, `${nodes} elements`);
    assert.equal(await sideways(page), 0);
    await leavePicture(page, `preview-${name}`);
    await page.locator("label[for=system]").evaluate((label) => label.remove());
    const judged = await judge(page.mainFrame());
    assert.ok(
      judged.violations.some((told) => told.startsWith("select-name")),
      "a control without a name is refused",
    );
  });
}

test("the keyboard reaches every control, and Ctrl-C ends it", async (t) => {
  const { page, preview } = await open(t, { chosen: "?system=strict-1.2" });
  await page.locator("body").press("Tab");
  const reached = [];
  for (let presses = 0; presses < 40; presses += 1) {
    reached.push(
      await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.do || ""),
    );
    await page.keyboard.press("Tab");
  }
  for (const name of [
    "role",
    "theme",
    "width",
    "colours",
    "system",
    "goes",
    "again",
    "fresh",
    "minute",
    "right",
  ]) {
    assert.ok(reached.includes(name), `${name} is not among ${reached.join()}`);
  }
  assert.equal(await preview.stop(), 0);
  await page.locator("#away").waitFor();
  assert.match(preview.said.out, /The preview has ended\.\n$/);
  assert.equal(preview.said.err, "");
});
