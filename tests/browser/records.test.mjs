//! The course in packages for cmi5 and plain xAPI, before a store: every way that a visit can go.
//!
//! What stands here: what the store must hold afterwards, each answer once, and what the learner was told meanwhile. What
//! does not: how the player does it. Invariant: the store refuses nothing that it was not told to refuse, and two judges
//! find no fault in any statement; each of them refuses a bad one in the same run.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { give } from "./answers.mjs";
import { crash, openWindow, startBrowser } from "./chromium.mjs";
import { leave, unpacked } from "./course.mjs";
import { pointer } from "./hands.mjs";
import { FINISH, Learner, savedLater, TEST } from "./learner.mjs";
import { invalid, openStore } from "./store.mjs";
import { takeTest, work } from "./whole.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** A system that holds a package, and what opens a launch of it in a window of its own. */
async function start(t, name, options) {
  const site = await openStore(unpacked(name), options);
  t.after(() => site.close());
  const open = async (launched, extra = {}) => {
    const window = await openWindow(browser, { allowed: site.allowed, ...extra });
    t.after(() => window.context.close());
    await window.page.goto(site.launch(launched));
    const learner = await new Learner(window.page.mainFrame(), pointer(window.page)).begin();
    return { ...window, learner };
  };
  return { site, open };
}

const saved = ({ learner }) => learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();

/** Reads and does everything up to the test. */
async function readAll(learner) {
  while ((await learner.place()) !== TEST) {
    await work(learner, await learner.place());
    await learner.next();
  }
}

/** Leaves by the button of the last page, and waits until somewhere else stands there. */
async function close({ learner, page }, site) {
  if ((await learner.place()) !== FINISH) await learner.visit(FINISH);
  await learner.hands.use(learner.button("Save and close"));
  await page.waitForURL(site.back);
}

/** The verbs in order; an answer by the name of what was answered. */
function told(site) {
  return site.store.statements
    .map(({ verb, object }) => (/answered$/.test(verb.id) ? object.id : verb.id).split("/").at(-1))
    .filter((word) => !/launched|abandoned/.test(word));
}

function sound({ site, windows }) {
  assert.deepEqual(site.faults(), []);
  for (const { witness } of windows) {
    // A first visit asks for a place that is not there, and a browser says so.
    const errors = witness.errors.filter((error) => !/status of 404/.test(error));
    assert.deepEqual([errors, witness.outside, witness.violations], [[], [], []]);
  }
}

test("another's validator refuses a statement that is wrong", () => {
  assert.ok(
    invalid({ actor: { mbox: "somebody" }, verb: { id: "passed" }, object: { id: "x y" } }).length >= 3,
  );
});

for (const [format, strict] of [
  ["cmi5", true],
  ["xapi", false],
])
  test(`${format}: everything is done, passed, left and come back to`, async (t) => {
    const { site, open } = await start(t, `reference-${format}-universal`, { strict });
    const first = await open({ mastery: 0.5, returnURL: site.back });
    const { learner } = first;
    await readAll(learner);
    const asked = await takeTest(learner);
    await saved(first);
    assert.deepEqual(site.kept().sent, ["completed", "passed"]);
    await learner.visit(FINISH);
    await learner.hands.use(learner.button("Save and close"));
    if (strict) await first.page.waitForURL(site.back);
    else await learner.page().getByText("You can close this window now").first().waitFor();
    await gone(site, 1);
    const words = told(site);
    assert.equal(words[0], "initialized");
    assert.deepEqual(words.slice(-3), ["completed", "passed", "terminated"]);
    const answers = site.told("answered");
    const { items, scenarios } = learner.data;
    const questions = Object.keys(items).filter((id) => items[id].kind !== "likert");
    for (const id of questions.filter((id) => items[id].page || asked.length === questions.length))
      assert.equal(words.filter((word) => word === id).length, 1, id);
    assert.ok(Object.keys(scenarios).every((id) => words.some((word) => word.startsWith(`${id}__`))));
    const kinds = new Set(answers.map(({ object }) => object.definition.interactionType));
    assert.deepEqual([...kinds].sort(), [
      "choice",
      "fill-in",
      "matching",
      "numeric",
      "sequencing",
      "true-false",
    ]);
    for (const { object, result, context } of answers) judge(object.definition, result, context);
    t.diagnostic(`${site.store.statements.length} statements, ${answers.length} of them answers`);
    leave(`${format}_statements.json`, JSON.stringify(site.store.statements));
    await first.context.close();

    const second = await open({ mastery: 0.5, returnURL: site.back });
    await second.learner.visit(TEST);
    assert.match((await second.learner.shown()).words, /100 per cent: that is a pass/);
    await saved(second);
    await second.page.close();
    await gone(site, 2);
    assert.equal(site.told("passed").length + site.told("completed").length, 2, "told once for ever");
    sound({ site, windows: [first, second] });
  });

/** What was asked and offered is said in words, and the answer is one of what was offered. */
function judge(definition, result, context) {
  const said = [definition, ...["choices", "source", "target"].flatMap((list) => definition[list] ?? [])];
  for (const one of said) assert.ok(one.description?.["en-GB"], JSON.stringify(one));
  const offered = (definition.choices ?? []).map(({ id }) => id);
  if (offered.length) for (const id of result.response.split("[,]")) assert.ok(offered.includes(id), id);
  assert.ok(!context.contextActivities.category && context.contextActivities.parent.length === 1);
}

/** Waits until so many visits have ended. */
async function gone(site, visits) {
  await site.until(() => site.told("terminated").length >= visits);
  assert.equal(site.told("terminated").length, visits);
}

test("fail, refused in the middle, try again and pass: nothing is lost, nothing doubled, nothing failed", async (t) => {
  const { site, open } = await start(t, "cmi5_sound");
  const window = await open({ mastery: 0.8, returnURL: site.back }, { clock: true });
  const { learner, page } = window;
  site.store.troubles.push({ of: "POST /statements", status: 401, times: 2 });
  await work(learner, await firstPage(learner));
  await learner.frame.locator("#alert").getByText("Not saved").waitFor();
  await savedLater(page, learner.frame);
  await learner.next();
  await readAll(learner);
  await learner.takeTest({ wrong: 9 });
  await saved(window);
  await learner.takeTest();
  await saved(window);
  await close(window, site);
  const words = told(site);
  for (const [id, { page, kind }] of Object.entries(learner.data.items))
    if (page && kind !== "likert") assert.equal(words.filter((word) => word === id).length, 1, id);
  assert.deepEqual(words.slice(-3), ["completed", "passed", "terminated"]);
  assert.equal(site.told("failed").length, 0, "whoever passes in a visit has not failed in it");
  sound({ site, windows: [{ witness: { ...window.witness, errors: [] } }] });
});

/** Goes to the first page that asks something. */
async function firstPage(learner) {
  const asks = Object.values(learner.data.items).map(({ page }) => page);
  const place = learner.data.modules.flatMap(({ pages }) => pages).find(({ id }) => asks.includes(id)).id;
  await learner.visit(place);
  return place;
}

test("every attempt fails: failed is told once, at the end; a later visit reads again and passes", async (t) => {
  const { site, open } = await start(t, "cmi5_sound");
  const first = await open({ mastery: 0.8 });
  await readAll(first.learner);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await first.learner.takeTest({ wrong: 9 });
    await saved(first);
  }
  assert.equal(site.told("failed").length, 0, "not before the end");
  await first.page.close();
  await gone(site, 1);
  assert.deepEqual(told(site).slice(-2), ["failed", "terminated"]);
  const [{ result }] = site.told("failed");
  assert.ok(result.score.scaled < 0.8 && result.success === false);
  const second = await open({ mastery: 0.8, returnURL: site.back });
  const { modules } = second.learner.data;
  for (const { id } of modules.flatMap(({ pages }) => pages)) await second.learner.visit(id);
  await second.learner.visit(TEST);
  await second.learner.takeTest();
  await saved(second);
  await close(second, site);
  assert.deepEqual(told(site).slice(-3), ["completed", "passed", "terminated"]);
  sound({ site, windows: [first, second] });
});

test("pages alone complete: completed, and no word of passing", async (t) => {
  const { site, open } = await start(t, "cmi5_pages");
  const window = await open({ moveOn: "Completed", returnURL: site.back });
  await readAll(window.learner);
  await saved(window);
  await close(window, site);
  assert.equal(told(site).at(-1), "terminated");
  assert.equal(site.told("completed").length, 1);
  assert.equal(site.told("passed").length + site.told("failed").length, 0);
  sound({ site, windows: [window] });
});

test("the window is gone at once: what was saved is found again, and no answer is told twice", async (t) => {
  const { site, open } = await start(t, "cmi5_sound");
  let window = await open();
  const place = await firstPage(window.learner);
  const [id] = Object.keys(window.learner.data.items).filter(
    (one) => window.learner.data.items[one].page === place,
  );
  await window.learner.readNote();
  await give(window.learner, window.learner.item(id), id, true);
  await window.learner.hands.use(window.learner.button("Check my answer", window.learner.item(id)));
  await window.learner.item(id).locator(".fb").waitFor();
  await saved(window);
  await crash(window.page);
  await window.context.close();
  window = await open({ returnURL: site.back });
  assert.equal(await window.learner.place(), place);
  assert.equal(await window.learner.item(id).getAttribute("data-state"), "restored");
  assert.equal(site.told("abandoned").length, 1, "the system noticed");
  await close(window, site);
  assert.equal(told(site).filter((word) => word === id).length, 1);
  sound({ site, windows: [window] });
});

test("offline and back: the learner is told, then all is there once", async (t) => {
  const { site, open } = await start(t, "cmi5_sound");
  const window = await open({ returnURL: site.back }, { clock: true });
  const { learner, page } = window;
  await firstPage(learner);
  await saved(window);
  const before = site.kept().state;
  site.down = true;
  await work(learner, await learner.place());
  await learner.frame.locator("#alert").getByText("Not saved").waitFor();
  assert.equal(site.kept().state, before);
  site.down = false;
  await savedLater(page, learner.frame);
  const answered = site.told("answered").map(({ object }) => object.id);
  assert.ok(answered.length >= 1);
  assert.equal(new Set(answered).size, answered.length);
  await close(window, site);
  sound({ site, windows: [{ witness: { ...window.witness, errors: [] } }] });
});

test("a review shows what was answered and tells nothing but its beginning and end", async (t) => {
  const { site, open } = await start(t, "cmi5_sound");
  const first = await open({ returnURL: site.back });
  await work(first.learner, await firstPage(first.learner));
  await saved(first);
  await close(first, site);
  const [kept, { length }] = [site.kept(), site.store.statements];
  const review = await open({ mode: "Review" });
  const place = await firstPage(review.learner);
  const [id] = Object.keys(review.learner.data.items).filter(
    (one) => review.learner.data.items[one].page === place,
  );
  assert.equal(await review.learner.item(id).getAttribute("data-state"), "restored");
  await review.learner.next();
  await review.page.close();
  await gone(site, 2);
  const more = site.store.statements.slice(length).map(({ verb: { id } }) => id.split("/").at(-1));
  assert.deepEqual(more, ["launched", "initialized", "terminated"]);
  assert.deepEqual(site.kept(), kept);
  sound({ site, windows: [first, review] });
});
