//! The course that uses everything of the language, played to every ending by the keyboard alone.
//!
//! What stands here: that whatever an author can write can be gone through, each way that it can end, and is told to a
//! learning system. What does not: how single blocks and questions look and answer (matrix, kinds, routes). Invariant: no
//! pointer is used and no address is set; the system refuses no call, and hears of no status before it was earned.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { give } from "./answers.mjs";
import { crash, startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { ways, written } from "./scenes.mjs";
import { openSite } from "./site.mjs";
import { work } from "./whole.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const STATUS = "cmi.core.lesson_status";

/** A learning system that holds the course, and a learner with a keyboard before it; `again` opens it once more. */
async function start(t) {
  const site = await openSite(unpacked("reference12"));
  t.after(() => site.close());
  const again = () => launch(t, browser, site, { hands: keyboard });
  return { site, again, ...(await again()) };
}

/** What must hold whatever was done: every focus could be seen, no call was refused, nothing else was asked. */
async function sound({ learner, calls, witness }) {
  assert.deepEqual(learner.hands.seen.unseen, []);
  assert.deepEqual(
    (await calls()).filter(({ error }) => error !== "0"),
    [],
  );
  assert.deepEqual([witness.errors, witness.outside, witness.violations], [[], [], []]);
}

const saved = ({ frame }) => frame.locator("#save", { hasText: /^Saved$/ }).waitFor();

/** Goes to a place by the link in the header and the line of the contents. */
async function goTo(learner, place) {
  if ((await learner.place()) === place) return;
  await learner.hands.use(learner.frame.locator('.aids a[href="#/course-contents"]'));
  await learner.hands.use(learner.page().locator(`[data-to="${place}"] a`));
  await learner.frame.locator(`section.on[data-page="${place}"]`).waitFor();
}

/** Reads from where the learner is to the test. Gives how many pages and things to do there were. */
async function readAll(learner, skip) {
  let [pages, done] = [0, 0];
  for (; (await learner.place()) !== TEST; pages += 1) {
    done += await work(learner, await learner.place(), skip);
    await learner.next();
  }
  return { pages, done };
}

test("everything is done, passed, left, and looked at again", async (t) => {
  const first = await start(t);
  const { learner, site } = first;
  const { items, modules, scenarios } = learner.data;
  const { pages, done } = await readAll(learner);
  const kinds = new Set(Object.values(items).map(({ kind }) => kind));
  assert.ok(pages >= modules.length && done >= 20 && kinds.size === 10, `${pages}, ${done}, ${[...kinds]}`);
  assert.ok(Object.keys(scenarios).length >= 3);
  assert.equal(site.tracks()[STATUS], "incomplete", "the test is not taken yet");
  const asked = await learner.takeTest();
  t.diagnostic(`${pages} pages, ${done} things done, a test of ${asked.length} questions`);
  assert.equal(site.tracks()[STATUS], "passed");
  assert.equal(site.tracks()["cmi.core.score.raw"], "100");
  while ((await learner.place()) !== FINISH) await learner.next();
  assert.match((await learner.shown()).words, /That is everything/);
  await learner.hands.use(learner.button("Save and close"));
  await learner.page().getByText("You can close this window now").first().waitFor();
  await sound(first);
  await first.context.close();
  await lookAgain(await first.again(), site);
});

/** Back after passing: each page shows what was answered, and nothing is taken back. */
async function lookAgain(second, site) {
  const { learner } = second;
  let restored = 0;
  for (const { id, page, kind } of Object.entries(learner.data.items).map(([id, item]) => ({
    id,
    ...item,
  }))) {
    if (!page) continue;
    await goTo(learner, page);
    const state = await learner.item(id).getAttribute("data-state");
    assert.equal(state, "restored", id);
    restored += kind !== "likert" && (await learner.item(id).locator(".fb h3").isVisible());
  }
  assert.ok(restored >= 10, `${restored}`);
  await goTo(learner, TEST);
  assert.match((await learner.shown()).words, /100 per cent: that is a pass/);
  assert.equal(await learner.button(/test/i).count(), 0, "what is passed is not taken again");
  await goTo(learner, FINISH);
  assert.match((await learner.shown()).words, /That is everything/);
  assert.equal(site.tracks()[STATUS], "passed");
  await sound(second);
}

test("every ending of every scene", async (t) => {
  const all = await start(t);
  const { learner } = all;
  let endings = 0;
  for (const [id, scenario] of Object.entries(learner.data.scenarios)) {
    await goTo(learner, scenario.page);
    await learner.readNote();
    const root = learner.item(id);
    const words = new Set();
    for (const path of ways(scenario).values()) {
      for (const [nth, choice] of path.entries()) {
        await learner.hands.use(root.locator(`.choices [data-value="${choice}"]`));
        await root.locator(".turn.you").nth(nth).waitFor();
        const last = root.locator(".turn.you").last();
        assert.ok(
          await last.evaluate((turn) => turn === document.activeElement),
          "what was said has the focus",
        );
      }
      assert.equal(await root.getAttribute("data-state"), "done", `${id}: ${path}`);
      words.add(await root.locator(".live .run > .row").last().innerText());
      await learner.hands.use(learner.button("Start the scene again", root));
      assert.equal(await root.getAttribute("data-state"), "open");
    }
    assert.equal(words.size, written(scenario), `${id}: as many endings are seen as were written`);
    endings += words.size;
  }
  t.diagnostic(`${endings} endings`);
  assert.ok(endings >= 7);
  await sound(all);
});

test("who skips what warns and does not pass tries until no attempt is left, reads again, and passes", async (t) => {
  const all = await start(t);
  const { learner, site } = all;
  await readAll(learner, true);
  const { attempts } = learner.data.test;
  for (let left = attempts - 1; left >= 0; left -= 1) {
    await learner.takeTest({ wrong: 2 });
    assert.match((await learner.shown()).words, /What to read again/);
    await saved(learner);
    const standing = left ? "incomplete" : learner.data.profile.attempts_used;
    assert.equal(site.tracks()[STATUS], standing, `${left} attempts left`);
  }
  assert.equal(await learner.button("Take the test again").count(), 0);
  const links = learner.page().locator(".links a");
  const again = await links.evaluateAll((all) => all.map(({ hash }) => hash.slice(2)));
  assert.ok(again.length > 0);
  for (const place of again) await goTo(learner, place);
  await goTo(learner, TEST);
  await learner.takeTest();
  await saved(learner);
  assert.equal(site.tracks()[STATUS], "passed");
  const told = Object.entries(site.tracks()).filter(([name]) => /interactions\.\d+\.id$/.test(name));
  const ids = told.map(([, id]) => id);
  assert.ok(
    ids.length > 0 && !ids.some((id) => /sam_comes|jo_calls/.test(id)),
    "nothing tells of what was skipped",
  );
  await sound(all);
});

test("who is cut off goes on where they were: in a scene, in an answer, in the test", async (t) => {
  const first = await start(t);
  const { learner } = first;
  await goTo(learner, "who_was_told");
  await learner.play("kim_says", { most: 1 });
  await goTo(learner, "choosing");
  await give(learner, learner.item("which_help"), "which_help", "some");
  await learner.hands.use(learner.button("Check my answer", learner.item("which_help")));
  await goTo(learner, TEST);
  const [asked] = await learner.beginTest(1);
  await saved(learner);
  await crash(first.page);
  const { learner: back, ...rest } = await first.again();
  assert.equal(await back.place(), TEST);
  await back.hands.use(back.button("Go on with the test"));
  assert.notEqual(await back.question(), asked, "what was answered is not asked again");
  await goTo(back, "choosing");
  assert.match(await back.item("which_help").locator(".fb").innerText(), /You have 1 more try/);
  await goTo(back, "who_was_told");
  assert.equal(await back.item("kim_says").locator(".turn.you").count(), 1);
  await sound({ learner: back, ...rest });
});
