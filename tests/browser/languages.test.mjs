//! Courses in Welsh and in Arabic: the player's own words are theirs, and a page that runs from the right is one.
//!
//! What stands here: every page and state of two small courses, judged by axe-core, on a desktop and on a phone. What
//! does not: whether the words are good (a native speaker says that). Invariant: no test looks for a word of English;
//! what is pressed is found by what it does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { give } from "./answers.mjs";
import { cramped, judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { openAlone, unpacked } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Languages, the least that a walk judges in each, and words that the header and the contents must have. */
const COURSES = {
  arabic: { lang: "ar", dir: "rtl", states: 30, says: ["المحتويات", "الألوان: تلقائية"] },
  welsh: { lang: "cy", dir: "ltr", states: 10, says: ["Cynnwys", "Lliwiau: awtomatig"] },
};

async function start(t, name, options = {}) {
  const site = await openSite(unpacked(name));
  t.after(() => site.close());
  return openAlone(t, browser, site.packageUrl, { allowed: [site.origin], ...options });
}

/** What is pressed, by what it does. */
const does = (root, what) => root.locator(`[data-do=${what}]:visible`);

/** Every page: as it opens, each question wrongly and rightly, the scene, the pledge; then the test and the end. */
async function walk(learner, each) {
  const { items, modules, pledges, scenarios } = learner.data;
  for (const { id: place } of modules.flatMap(({ pages }) => pages)) {
    await learner.visit(place);
    await each(place);
    const read = does(learner.page(), "read");
    if (await read.count()) await learner.hands.use(read);
    for (const part of await learner.page().locator("summary:visible").all()) await part.click();
    for (const id of Object.keys(items).filter((id) => items[id].page === place)) {
      if (items[id].kind === "likert") await opinion(learner, id);
      else await question(learner, id, each);
    }
    for (const id of Object.keys(scenarios).filter((id) => scenarios[id].page === place)) {
      await learner.play(id, { pick: () => 0 });
    }
    for (const id of Object.keys(pledges).filter((id) => pledges[id].page === place)) {
      await learner.hands.use(learner.item(id).locator("input").first());
      await learner.hands.use(does(learner.item(id), "pledge"));
      await learner.item(id).locator(".fb").waitFor();
    }
    await each(`${place}, done`);
  }
  for (const place of ["course-contents", "course-support", "course-sources", "course-terms", TEST, FINISH]) {
    if (!(await learner.frame.locator(`[data-page="${place}"]`).count())) continue;
    await learner.visit(place);
    await each(place);
  }
}

async function question(learner, id, each) {
  const root = learner.item(id);
  const check = does(root, "check");
  await give(learner, root, id, false);
  await learner.hands.use(check);
  await root.locator(".fb").waitFor();
  await each(`${id}, wrong`);
  if (!(await check.count())) return;
  await give(learner, root, id, true);
  await learner.hands.use(check);
  await root.locator('.fb:visible, [data-state="checked-right"]').first().waitFor();
  assert.equal(await root.getAttribute("data-state"), "checked-right", id);
}

async function opinion(learner, id) {
  for (const row of await learner.item(id).locator("fieldset.scale").all()) {
    await learner.hands.use(row.locator("input").first());
  }
}

for (const [name, { lang, dir, states, says }] of Object.entries(COURSES)) {
  for (const [screen, dark] of [
    ["desktop", false],
    ["small", true],
  ]) {
    test(`${name}, ${screen}, ${dark ? "dark" : "light"}: every page and state`, async (t) => {
      const { learner, witness, frame } = await start(t, name, { screen: SCREENS[screen], dark });
      assert.deepEqual(await frame.evaluate(() => [document.documentElement.lang, document.dir]), [
        lang,
        dir,
      ]);
      const wrong = [];
      let judged = 0;
      const each = async (state) => {
        judged += 1;
        wrong.push(...(await judge(frame)).violations.map((words) => `${state}: ${words}`));
        const over = await sideways(frame);
        if (over) wrong.push(`${state}: it can be moved sideways by ${over} pixels`);
        wrong.push(...(await cramped(frame)).map((field) => `${state}: no room for ${field}`));
      };
      await each("cover");
      await walk(learner, each);
      assert.deepEqual([...new Set(wrong)], []);
      // What is put into a sentence stands between isolating signs, which nobody sees.
      const header = (await frame.locator("header").innerText()).replace(/[\u2068\u2069]/g, "");
      for (const words of says) assert.ok(header.includes(words), `${words} in ${header}`);
      assert.ok(judged >= states, `${judged} states judged`);
      assert.deepEqual(witness.errors, []);
    });
  }
}

test("labels, the line and the arrows stand on the side where reading begins", async (t) => {
  const sides = {};
  for (const name of Object.keys(COURSES)) {
    const { learner, frame } = await start(t, name);
    const [place] = learner.data.modules[0].pages.map(({ id }) => id);
    await learner.visit(place);
    sides[name] = await frame.evaluate(() => {
      const page = document.querySelector("section.on");
      const middle = (one) => {
        const { left, right } = one.getBoundingClientRect();
        return (left + right) / 2;
      };
      const row = [...page.querySelectorAll(".row")].find(
        (one) => one.querySelector(".lab")?.nextElementSibling,
      );
      const label = row.querySelector(".lab");
      return Math.sign(middle(label) - middle(label.nextElementSibling));
    });
  }
  assert.deepEqual(sides, { arabic: 1, welsh: -1 });
});

test("a text is asked for with room for it where its author gave no hint", async (t) => {
  for (const screen of Object.values(SCREENS)) {
    const { learner, frame } = await start(t, "arabic", { screen });
    await learner.visit("typing");
    const field = learner.page().locator("[type=text]").first();
    const wide = async () => (await field.boundingBox()).width;
    const before = await wide();
    await frame.evaluate(() => {
      for (const hint of document.querySelectorAll(".on .hint")) hint.textContent = "";
    });
    assert.deepEqual(await cramped(frame), []);
    assert.equal(await wide(), before);
  }
});

/** What a browser calls the eleventh month in a language that it knows; Chromium has no months in Welsh. */
const NOVEMBER = { arabic: "نوفمبر", welsh: "Tachwedd" };

test("days are said in the words of the page, whatever the browser speaks", async (t) => {
  for (const [name, month] of Object.entries(NOVEMBER)) {
    const { learner, page } = await start(t, name, { clock: true });
    await page.clock.setFixedTime(new Date("2026-11-23T20:09:00Z"));
    await walk(learner, async () => {});
    await learner.visit(FINISH);
    // What is put into a sentence stands between isolating signs, which nobody sees.
    const said = async (at) =>
      (await learner.frame.locator(`[data-at=${at}]`).first().textContent()).replace(/[\u2066-\u2069]/g, "");
    assert.match(await said("saved"), new RegExp(`23 ${month} 2026\\P{L} 20:09`, "u"));
    await learner.visit("course-certificate");
    assert.equal(await said("date"), `23 ${month} 2026`);
  }
});

/** In a line from the right `0300 000 0000` would be read from its last group, and `-5` as `5-`. */
test("numbers and telephone numbers are read from the left in a line from the right", async (t) => {
  const { learner, frame } = await start(t, "arabic");
  const order = (selector, first, last) =>
    frame.evaluate(
      ([selector, first, last]) => {
        const place = (sign) => {
          const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(sign);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            return range.getBoundingClientRect().left;
          }
          throw new Error(`no ${sign} in ${selector}`);
        };
        return place(first) < place(last);
      },
      [selector, first, last],
    );
  await learner.visit("course-support");
  const call = "section.on a[href^='tel:']";
  assert.ok(await order(call, "3", "0000"), await frame.locator(call).innerText());
  await learner.visit("typing");
  const hint = "section.on [id='hint-degrees']";
  const words = await frame.locator(hint).innerText();
  assert.match(words, /[−-]40/);
  assert.ok(await order(hint, words.match(/[−-]/)[0], "4"), words);
});
