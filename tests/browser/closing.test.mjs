//! Every way in which a course is closed without a goodbye, before each kind of learning system.
//!
//! What stands here: that the last checked answer is there, once, when the course is opened again, and that nothing is
//! called saved that is not. What does not: windows that crash (learn, kills) and systems that refuse (trouble). Invariant:
//! what is held is asked of the system's own store, after the page is gone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeTarget, openWindow, startBrowser } from "./chromium.mjs";
import { startSystem, unpacked } from "./course.mjs";
import { openHost } from "./hacp.mjs";
import { pointer } from "./hands.mjs";
import { Learner } from "./learner.mjs";
import { openStore } from "./store.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** A learner before the course in a frame of the system's page. */
async function inFrame(window, url) {
  await window.page.goto(url);
  return { page: window.page, frame: window.page.frame({ name: "sco" }) };
}

/** A learner before the course in a window that the system's page opened. */
async function inPopup({ page, context }, url, course) {
  await page.goto(url);
  const [popup] = await Promise.all([
    context.waitForEvent("page"),
    page.evaluate((address) => void window.open(address, "course", "width=1024,height=768"), course),
  ]);
  return { page, popup, frame: popup.mainFrame() };
}

/** How a course in a frame is closed. */
const OF_FRAMES = {
  "the frame is taken out": ({ page }) => page.evaluate(() => document.querySelector("iframe").remove()),
  "the frame shows something else": ({ page }, { elsewhere }) =>
    page.evaluate((address) => {
      document.querySelector("iframe").src = address;
    }, elsewhere),
  "the system's page goes elsewhere": ({ page }, { elsewhere }) => page.goto(elsewhere),
  "the tab is closed": ({ page }) => closeTarget(page),
};

/** How a course in a window of its own is closed. */
const OF_POPUPS = {
  "the window is closed": ({ popup }) => closeTarget(popup),
  "the window shows something else": ({ popup }, { elsewhere }) => popup.goto(elsewhere),
};

const save = ({ frame }) => frame.locator("#save");
const saved = (opened) => save(opened).getByText("Saved", { exact: true }).waitFor();

/** Two questions of one try and more, on pages. */
function questions({ data }) {
  return Object.keys(data.items).filter(
    (id) => data.items[id].page && /single|truefalse/.test(data.items[id].kind),
  );
}

async function answer(learner, id) {
  await learner.visit(learner.data.items[id].page);
  await learner.readNote();
  await learner.answer(id, learner.right(id));
}

/** Begins, answers, waits until that is saved, and turns to another page, which may wait for more. */
async function untilSaved(opened) {
  const learner = await new Learner(opened.frame, pointer(opened.popup ?? opened.page)).begin();
  const [id] = questions(learner);
  await answer(learner, id);
  await saved(opened);
  await learner.next();
  return { learner, id };
}

/** The answer stands on its page as it was given. */
async function found(opened, id) {
  const learner = await new Learner(opened.frame, pointer(opened.popup ?? opened.page)).begin();
  await learner.visit(learner.data.items[id].page);
  await learner.readNote();
  assert.equal(await learner.item(id).getAttribute("data-state"), "restored");
  assert.ok(await learner.option(id, learner.right(id)[0]).isChecked());
}

async function newWindow(t, allowed, options) {
  const window = await openWindow(browser, { allowed, ...options });
  t.after(() => window.context.close());
  return window;
}

const ids = (tracks) => Object.keys(tracks).filter((name) => /interactions\.\d+\.id$/.test(name));

for (const [system, format] of [
  ["strict", "scorm12"],
  ["strict-2004", "scorm2004-4"],
]) {
  const ways = [
    ...Object.entries(OF_FRAMES).map(([name, close]) => [name, close, false]),
    ...Object.entries(OF_POPUPS).map(([name, close]) => [name, close, true]),
  ];
  for (const [name, close, popup] of ways)
    test(`${format}: ${name}: the last answer is there, once`, async (t) => {
      const site = await startSystem(t, system, { format });
      const enter = async () => {
        const window = await newWindow(t, [site.origin]);
        return popup ? inPopup(window, site.openerUrl, site.packageUrl) : inFrame(window, site.launchUrl);
      };
      const opened = await enter();
      const { id } = await untilSaved(opened);
      await close(opened, { elsewhere: site.elsewhereUrl });
      const tracks = site.tracks();
      assert.deepEqual(
        ids(tracks).map((at) => tracks[at]),
        [id],
      );
      const status = tracks["cmi.core.lesson_status"] ?? tracks["cmi.completion_status"];
      assert.equal(status, "incomplete");
      await found(await enter(), id);
      assert.equal(ids(site.tracks()).length, 1, "it is not told again");
    });

  test(`${format}: the page that opened the window is closed: nothing more is called saved, and the learner is told`, async (t) => {
    const site = await startSystem(t, system, { format });
    const enter = async () => inPopup(await newWindow(t, [site.origin]), site.openerUrl, site.packageUrl);
    const opened = await enter();
    const { learner, id } = await untilSaved(opened);
    await saved(opened);
    await closeTarget(opened.page);
    const before = site.tracks();
    const [, other] = questions(learner);
    await answer(learner, other);
    await opened.frame.locator("#alert").getByText("Not saved").waitFor();
    assert.doesNotMatch(await save(opened).innerText(), /^Saved/);
    assert.deepEqual(site.tracks(), before, "nothing was kept");
    await found(await enter(), id);
  });
}

/** A page of a system that shows a course of another address in a frame. */
const framed = (address) =>
  `<iframe name="sco" title="Course" src="${address.replaceAll("&", "&amp;")}"></iframe>`;

/** Every way, for a system that the course itself speaks to, whoever opened it. */
const OF_ADDRESSES = [
  ...Object.entries(OF_FRAMES).map(([name, close]) => [name, close, false]),
  ...Object.entries(OF_POPUPS).map(([name, close]) => [name, close, true]),
  ["the page that opened the window is closed", ({ page }) => closeTarget(page), "stays"],
];

/** What lets a learner in, in a frame or a window of a page of another address. */
function entering(t, site, popup) {
  return async () => {
    const window = await newWindow(t, site.allowed);
    const course = site.launch();
    if (popup) return inPopup(window, site.back, course);
    await window.page.goto(site.back);
    await window.page.setContent(framed(course));
    return { page: window.page, frame: window.page.frame({ name: "sco" }) };
  };
}

for (const [name, close, popup] of OF_ADDRESSES) {
  test(`cmi5: ${name}: the last answer is there, once, and the visit is ended`, async (t) => {
    const site = await openStore(unpacked("reference-cmi5-universal"));
    t.after(() => site.close());
    const enter = entering(t, site, popup);
    const opened = await enter();
    const { learner, id } = await untilSaved(opened);
    // What a page sends as it goes is lost where a driver looks at it first.
    await opened.page.context().unrouteAll();
    await close(opened, { elsewhere: site.back });
    const answered = () => site.told("answered").map(({ object }) => object.id.split("/").at(-1));
    assert.deepEqual(answered(), [id]);
    if (popup === "stays") {
      // The store is spoken to by the course itself, whoever opened it.
      const [, other] = questions(learner);
      await answer(learner, other);
      await saved(opened);
      assert.deepEqual(answered(), [id, other]);
      await closeTarget(opened.popup);
    }
    await site.until(() => site.told("terminated").length > 0);
    assert.equal(site.told("terminated").length, 1);
    await found(await enter(), id);
    assert.equal(answered().filter((one) => one === id).length, 1, "it is not told again");
    assert.deepEqual(site.faults(), []);
  });

  test(`aicc: ${name}: the last answer is there, and so is the last page`, async (t) => {
    const site = await openHost(unpacked("reference-aicc-aicc"));
    t.after(() => site.close());
    const enter = entering(t, site, popup);
    const opened = await enter();
    const { learner, id } = await untilSaved(opened);
    let place = await learner.place();
    await opened.page.context().unrouteAll();
    await close(opened, { elsewhere: site.back });
    if (popup === "stays") {
      const [, other] = questions(learner);
      await answer(learner, other);
      await saved(opened);
      place = await learner.place();
      await closeTarget(opened.popup);
    }
    // What is put as the page goes may come after it is gone.
    await site.until(() => site.kept().location === place);
    assert.match(site.kept().status, /^incomplete,suspend$/);
    assert.deepEqual(
      site.asked("PutParam").filter(({ reply }) => !reply.startsWith("error=0")),
      [],
    );
    const again = await enter();
    const back = await new Learner(again.frame, pointer(again.popup ?? again.page)).begin();
    assert.equal(await back.place(), place);
    await found(again, id);
  });
}
