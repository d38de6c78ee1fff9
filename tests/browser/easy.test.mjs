//! Easy Read before a learner: switching by pointer and keyboard, what is kept of it and where, answers that stay, paper,
//! a page read from the right, and packages of the easy pages alone.
//!
//! What stands here: what a learner does with a course of which some pages are in Easy Read. What does not: what may stand in
//! such a version (tests/suite). Invariant: nothing of the choice reaches a learning system.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, leavePicture, openAlone, startSystem, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";
import { takeTest, work } from "./whole.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const EASY = "Ask their name.";
const FULL = "asking takes one breath";
const EASY_ASK = "A person comes to your desk. What do you say?";
const FULL_ASK = "Somebody whom you have not met comes to the desk.";

async function start(t, name = "easy_html", options = {}) {
  const site = await openSite(unpacked(name));
  t.after(() => site.close());
  const opened = await openAlone(t, browser, site.packageUrl, { allowed: [site.origin], ...options });
  return { ...opened, site };
}

const toggle = (learner, what) => learner.page().locator(`[data-easy=${what}]`);
const pressed = (learner, what) => toggle(learner, what).getAttribute("aria-pressed");
const words = async (learner) => (await learner.page().innerText()).replace(/\s+/g, " ");

/** Which version is shown, by words that only it has; both or neither is no version. */
async function version(learner) {
  const seen = await words(learner);
  const [easy, full] = [EASY, EASY_ASK]
    .map((one) => seen.includes(one))
    .concat([FULL, FULL_ASK].map((one) => seen.includes(one)))
    .reduce(([easy, full], is, at) => (at < 2 ? [easy && is, full] : [easy, full && is]), [true, true]);
  assert.notEqual(easy, full, seen);
  return easy ? "easy" : "full";
}

test("a page is switched and switched back, and says so aloud", async (t) => {
  const { learner, witness } = await start(t);
  await learner.visit("asking");
  assert.equal(await version(learner), "full");
  assert.equal(await pressed(learner, "page"), "false");
  await learner.hands.use(toggle(learner, "page"));
  assert.equal(await version(learner), "easy");
  assert.equal(await pressed(learner, "page"), "true");
  assert.equal(await pressed(learner, "all"), "false");
  const status = learner.page().locator(".switch [role=status]");
  assert.equal(await status.innerText(), "This page is in Easy Read now.");
  await learner.visit("mending");
  assert.equal(await pressed(learner, "page"), "false", "another page is as it was");
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  assert.equal(await version(learner), "full");
  assert.equal(await status.innerText(), "This page is not in Easy Read now.");
  assert.deepEqual(witness.errors.concat(witness.violations), []);
});

test("the switch for every page stands on the first page, and one page can be other", async (t) => {
  const { learner } = await start(t);
  await learner.hands.use(toggle(learner, "all"));
  await learner.visit("asking");
  assert.equal(await version(learner), "easy");
  await learner.visit(TEST);
  assert.equal(await pressed(learner, "all"), "true");
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  assert.equal(await version(learner), "full");
  await learner.visit("mending");
  assert.match(await words(learner), /You said a wrong name/);
  await learner.hands.use(toggle(learner, "all"));
  await learner.visit("asking");
  assert.equal(await version(learner), "full");
});

test("the keyboard alone switches, and every control shows its focus", async (t) => {
  const { learner } = await start(t, "easy_html", { hands: keyboard });
  await learner.visit("asking");
  for (const what of ["page", "all", "page"]) await learner.hands.use(toggle(learner, what));
  assert.equal(await version(learner), "full", "every page is, and this one is not");
  const boxes = await learner
    .page()
    .locator("[data-easy]")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  for (const { width, height } of boxes) assert.ok(width >= 44 && height >= 44, `${width} by ${height}`);
  assert.deepEqual(learner.hands.seen.unseen, []);
});

test("an answer is one answer in either version, and comes back in both", async (t) => {
  const site = await startSystem(t, "strict", { format: "easy" });
  const first = await launch(t, browser, site);
  const { learner } = first;
  await learner.visit("asking");
  const wrong = learner.wrong("opening");
  await learner.answer("opening", wrong);
  assert.match(await learner.item("opening").locator(".fb").innerText(), /guess|welcomed/);
  await learner.hands.use(toggle(learner, "page"));
  assert.ok(await learner.option("opening", wrong).isChecked());
  assert.match(await learner.item("opening").locator(".fb").innerText(), /You guessed|feels left out/);
  await learner.answer("opening", learner.right("opening"));
  assert.match(await learner.item("opening").innerText(), /You can say hello to everyone in the same way/);
  assert.doesNotMatch(await learner.item("opening").innerText(), /Any greeting without a title will do/);
  await learner.hands.use(toggle(learner, "page"));
  assert.match(await learner.item("opening").innerText(), /Any greeting without a title will do/);
  await learner.hands.use(toggle(learner, "all"));
  assert.ok(await learner.option("opening", learner.right("opening")).isChecked());
  const told = JSON.stringify(await first.calls());
  assert.ok(
    !/easy/i.test(told.replaceAll("bona.easy", "").replaceAll('"easy"', "")),
    "no system is told of the choice",
  );
  await learner.visit("mending");
  await learner.visit("asking");
  await first.page.close();
  const again = await launch(t, browser, site);
  await again.learner.visit("asking");
  assert.equal(await version(again.learner), "full", "another device knows nothing of the choice");
  assert.ok(await again.learner.option("opening", again.learner.right("opening")).isChecked());
});

test("the device keeps what was chosen, and one that learners share does not", async (t) => {
  for (const [name, kept] of [
    ["easy_html", "easy"],
    ["easy_shared", "full"],
  ]) {
    const { learner, page } = await start(t, name);
    await learner.visit("asking");
    await learner.hands.use(toggle(learner, "all"));
    await page.reload();
    await learner.begin();
    await learner.visit("asking");
    assert.equal(await version(learner), kept, name);
    const keys = await page.evaluate(() =>
      Object.keys(localStorage).filter((key) => key.startsWith("bona/easy")),
    );
    assert.deepEqual(keys, kept === "easy" ? ["bona/easy"] : [], name);
  }
});

test("a test is asked in the words that were chosen, and passed by the same answers", async (t) => {
  const { learner } = await start(t);
  await learner.hands.use(toggle(learner, "all"));
  await learner.visit("asking");
  await learner.answer("opening", learner.right("opening"));
  await learner.visit("mending");
  await learner.play("slip");
  await learner.answer("what_first", learner.right("what_first"));
  await learner.visit("promise");
  await learner.visit(TEST);
  await learner.takeTest();
  assert.match(await words(learner), /A person comes to your desk\. What do you ask\?/);
  assert.doesNotMatch(await words(learner), /A patient arrives whose name you do not know/);
  await learner.visit(FINISH);
  assert.match(await words(learner), /passed/i);
});

for (const [screen, dark] of [
  ["desktop", false],
  ["small", true],
]) {
  test(`${screen}, ${dark ? "dark" : "light"}: both versions of every page are judged`, async (t) => {
    const { learner, frame, page, witness } = await start(t, "easy_html", { screen: SCREENS[screen], dark });
    const wrong = [];
    let judged = 0;
    const each = async (state) => {
      judged += 1;
      wrong.push(...(await judge(frame)).violations.map((words) => `${state}: ${words}`));
      const over = await sideways(frame);
      if (over) wrong.push(`${state}: it can be moved sideways by ${over} pixels`);
    };
    await each("cover");
    for (const place of ["asking", "mending", TEST]) {
      await learner.visit(place);
      await each(`${place}, full`);
      await learner.hands.use(toggle(learner, "page"));
      await each(`${place}, easy`);
      await leavePicture(page, `easy-${place}-${screen}`);
    }
    await learner.visit("asking");
    await learner.answer("opening", learner.wrong("opening"));
    await each("answered");
    assert.deepEqual([...new Set(wrong)], []);
    assert.ok(judged >= 8, `${judged} states judged`);
    assert.deepEqual(witness.errors.concat(witness.violations), []);
  });
}

test("a picture stands where reading begins, in a line from the right too", async (t) => {
  const { learner, page } = await start(t);
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  const sides = () =>
    page.evaluate(() => {
      const idea = document.querySelector(".on .pictured");
      const [picture, said] = [...idea.children].map((one) => one.getBoundingClientRect());
      return Math.sign(picture.left - said.left);
    });
  assert.equal(await sides(), -1);
  const size = await page
    .locator(".on .idea")
    .first()
    .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  assert.ok(size >= (14 * 96) / 72, `${size} pixels are less than 14 points`);
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  assert.equal(await sides(), 1);
});

test("paper has what was chosen", async (t) => {
  const { learner, page } = await start(t);
  await learner.visit("asking");
  await learner.hands.use(toggle(learner, "page"));
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(() => document.body.innerText);
  assert.ok(seen.includes(EASY) && !seen.includes(FULL), "the page that was switched");
  assert.ok(
    seen.includes("What matters is the next sentence") && !seen.includes("You said a wrong name"),
    "and one that was not",
  );
  assert.ok(!seen.includes("Easy Read on every page"), "no switch on paper");
});

test("without a script both stand there, and the easy one says what it is", async (t) => {
  const { frame } = await start(t, "easy_html", { script: false });
  const seen = await frame.locator("body").innerText();
  for (const one of [EASY, FULL, EASY_ASK, FULL_ASK]) assert.ok(seen.includes(one), one);
  assert.ok(seen.indexOf(FULL) < seen.indexOf(EASY));
  assert.equal(await frame.locator("[data-easy]:visible").count(), 0);
  assert.ok((await frame.locator(".ideas > .lab:visible").count()) >= 2);
});

test("a package of the easy pages is played to its end", async (t) => {
  const site = await startSystem(t, "strict", { format: "easy_only" });
  const { learner, witness } = await launch(t, browser, site);
  assert.equal(await learner.frame.locator("[data-easy]").count(), 0, "there is nothing to switch");
  await learner.visit("asking");
  assert.match(await words(learner), /Ask their name\./);
  assert.doesNotMatch(await words(learner), /asking takes one breath/);
  assert.deepEqual((await judge(learner.frame)).violations, []);
  await learner.answer("opening", learner.right("opening"));
  await learner.visit("mending");
  await learner.play("slip");
  await learner.answer("what_first", learner.right("what_first"));
  await learner.visit(TEST);
  await learner.takeTest();
  await learner.visit(FINISH);
  assert.equal(site.tracks()["cmi.core.lesson_status"], "passed");
  assert.deepEqual(witness.errors.concat(witness.violations), []);
});

test("a shipped course's easy pages are done from the first to the end, and passed", async (t) => {
  const site = await startSystem(t, "strict", { format: "first_contact_easy" });
  const { learner, witness } = await launch(t, browser, site, { screen: SCREENS.small });
  const { frame } = learner;
  const pages = learner.data.modules.flatMap((module) => module.pages);
  const wrong = [];
  let pictures = 0;
  for (const page of pages) {
    const id = page.id ?? page;
    await learner.visit(id);
    const ideas = learner.page().locator(".idea");
    assert.ok((await ideas.count()) > 0, id);
    assert.match(await words(learner), /Draft: not yet checked by people who use Easy Read\./, id);
    assert.doesNotMatch(await words(learner), /This part is not in Easy Read/, id);
    const alts = await ideas.locator("img").evaluateAll((all) => all.map((one) => one.alt));
    assert.ok(!alts.includes(""), `${id}: every picture is told`);
    pictures += alts.length;
    await work(learner, id);
    wrong.push(...(await judge(frame)).violations.map((one) => `${id}: ${one}`));
    if (await sideways(frame)) wrong.push(`${id}: it can be moved sideways`);
  }
  assert.ok(pages.length >= 15 && pictures > 40, `${pages.length} pages, ${pictures} pictures`);
  assert.deepEqual(wrong, []);
  await learner.visit(TEST);
  assert.match(await words(learner), /Draft: not yet checked by people who use Easy Read\./);
  assert.ok((await takeTest(learner)).length > 10);
  await learner.visit(FINISH);
  assert.equal(site.tracks()["cmi.core.lesson_status"], "passed");
  assert.deepEqual(witness.errors.concat(witness.violations), []);
});

for (const screen of ["desktop", "small"]) {
  test(`${screen}: a page that is read from the right has its pictures at the right, and none is turned round`, async (t) => {
    const { learner, frame, page, witness } = await start(t, "easy_arabic", { screen: SCREENS[screen] });
    await learner.visit("asking");
    await learner.hands.use(toggle(learner, "page"));
    const said = await words(learner);
    assert.match(said, /استخدم هذا الاسم/);
    assert.doesNotMatch(said, /السؤال لا يأخذ وقتًا/);
    const seen = await page.evaluate(() => {
      const idea = document.querySelector(".on .pictured");
      const [picture, said] = [...idea.children].map((one) => one.getBoundingClientRect());
      const { transform, scale } = getComputedStyle(idea.querySelector("img"));
      return {
        dir: getComputedStyle(idea).direction,
        side: Math.sign(picture.right - said.right),
        transform,
        scale,
      };
    });
    // On a small screen the words stand below, and both begin at the same edge.
    assert.deepEqual(seen, {
      dir: "rtl",
      side: screen === "small" ? 0 : 1,
      transform: "none",
      scale: "none",
    });
    assert.deepEqual((await judge(frame)).violations, []);
    assert.equal(await sideways(frame), 0);
    await leavePicture(page, `easy-arabic-${screen}`);
    const item = learner.item("opening");
    await learner.hands.use(learner.option("opening", learner.right("opening")));
    await learner.hands.use(item.getByRole("button").first());
    await item.locator(".fb").waitFor();
    assert.match(await item.innerText(), /هذا جيد/);
    await learner.visit(TEST);
    assert.equal(await pressed(learner, "page"), "false", "the test is switched by itself");
    await learner.hands.use(toggle(learner, "page"));
    assert.match(await words(learner), /مسوّدة|مسودة/, "it says that it is a draft");
    assert.deepEqual((await judge(frame)).violations, []);
    assert.deepEqual(witness.errors.concat(witness.violations), []);
  });
}
