//! Every kind of question that is not answered by choosing options: wrong, right, and come back to.
//!
//! What stands here: rows, an order, a text, a number, opinions and a passage, on pages and in the test. What does
//! not: how single answers are marked (the vectors). Invariant: each state is judged by axe-core and fits 320 pixels,
//! and what was typed or thought is never told to the system.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { give, orderOf } from "./answers.mjs";
import { cramped, judge, sideways } from "./axe.mjs";
import { crash, openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { keyboard, pointer } from "./hands.mjs";
import { FINISH, Learner, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** The questions on pages that are checked, in order. */
const CHECKED = ["match", "sort", "sequence", "word", "how_long", "guesses"];

async function start(t, options = {}) {
  const site = await openSite(unpacked("kinds"));
  t.after(() => site.close());
  return { site, ...(await launch(t, browser, site, options)) };
}

for (const [screen, dark] of [
  ["desktop", false],
  ["small", true],
]) {
  test(`${screen}, ${dark ? "dark" : "light"}: nothing, wrong, right, and the whole test`, async (t) => {
    const { learner, site, witness } = await start(t, { screen: SCREENS[screen], dark });
    const wrong = [];
    let states = 0;
    const each = async (name) => {
      states += 1;
      wrong.push(...(await judge(learner.frame)).violations.map((words) => `${name}: ${words}`));
      const over = await sideways(learner.frame);
      if (over) wrong.push(`${name}: it can be moved sideways by ${over} pixels`);
      wrong.push(...(await cramped(learner.frame)).map((field) => `${name}: no room for ${field}`));
    };
    for (const id of CHECKED) {
      await learner.visit(learner.data.items[id].page);
      const root = learner.item(id);
      const box = root.locator(".fb");
      const check = learner.button("Check my answer", root);
      await each(`${id}, untouched`);
      if (id !== "sequence") {
        await learner.hands.use(check);
        await root.locator(".err strong").waitFor();
        assert.equal(await root.getAttribute("data-state"), "error");
        await each(`${id}, nothing given`);
      }
      await give(learner, root, id, false);
      assert.equal(await root.getAttribute("data-state"), "touched");
      await learner.hands.use(check);
      await box.waitFor();
      assert.equal(await root.getAttribute("data-state"), "checked-wrong");
      assert.match(await box.innerText(), /Not quite|Partly there/);
      assert.match(await box.innerText(), /You have 1 more try/);
      assert.ok(
        await box.evaluate((one) => one === one.ownerDocument.activeElement),
        "the box has the focus",
      );
      if (id === "sequence") assert.match(await box.innerText(), /The first wrong place is 1/);
      await each(`${id}, wrong`);
      await give(learner, root, id, true);
      await learner.hands.use(check);
      await root.locator(".fb h3", { hasText: /^\s*Right/ }).waitFor();
      assert.equal(await root.getAttribute("data-state"), "checked-right");
      await each(`${id}, right`);
    }
    await opinions(learner, each);
    await learner.visit(TEST);
    await wholeTest(learner, each);
    assert.match((await learner.shown()).words, /100 per cent: that is a pass You earned 9 of 9 points/);
    assert.deepEqual(wrong, []);
    assert.deepEqual(witness.errors, []);
    assert.ok(states >= 25, `${states} states`);
    await learner.visit(FINISH);
    await learner.hands.use(learner.button("Save and close"));
    await learner.page().getByText("You can close this window now").first().waitFor();
    told(site.tracks(), learner.data);
  });
}

/** Opinions are saved as they are given, and never checked. */
async function opinions(learner, each) {
  await learner.visit("page_opinion");
  await each("opinions, untouched");
  const root = learner.item("at_ease").first();
  const said = root.locator("[data-at=kept]");
  const scales = root.locator("fieldset");
  await learner.hands.use(scales.nth(0).locator("input").last());
  assert.match(await said.innerText(), /1 more to choose/);
  await learner.hands.use(scales.nth(1).locator("input").first());
  assert.match(await said.innerText(), /Thank you/);
  assert.equal(await learner.button("Check my answer").count(), 0);
  await each("opinions, given");
}

/** Takes the test with every answer right. */
async function wholeTest(learner, each) {
  await learner.hands.use(learner.button("Start the test"));
  for (;;) {
    const id = await learner.question();
    const root = learner.page().locator("[data-at=test] .item");
    const hand = learner.button("Hand in");
    const last = await hand.isVisible();
    if (learner.data.items[id].kind === "single") await learner.hands.use(root.locator("input[value=a]"));
    else await give(learner, root, id, true);
    await each(`the test, ${id}`);
    await learner.hands.use(last ? hand : learner.button("Next question"));
    if (last) break;
  }
  await each("the test, looked back upon");
}

/** What the system heard: each kind in its own type, no word that was typed, and nothing of an opinion. */
function told(tracks, { items }) {
  const sent = {};
  for (let at = 0; tracks[`cmi.interactions.${at}.id`]; at += 1) {
    const of = (name) => tracks[`cmi.interactions.${at}.${name}`];
    sent[of("id")] = [of("type"), of("student_response"), of("result"), of("correct_responses.0.pattern")];
  }
  const rows = (id) =>
    [...items[id].row_letters].map((row, at) => `${row}.${items[id].secret.right[at]}`).join();
  const order = [...items.sequence.secret.right].join();
  assert.deepEqual(sent.match__a2, ["matching", rows("match"), "correct", rows("match")]);
  assert.deepEqual(sent.sort__a2, ["matching", rows("sort"), "correct", rows("sort")]);
  assert.deepEqual(sent.sequence__a2, ["sequencing", order, "correct", order]);
  assert.deepEqual(sent.word, ["fill-in", "other", "wrong", "pronouns"]);
  assert.deepEqual(sent.word__a2, ["fill-in", "pronouns", "correct", "pronouns"]);
  assert.deepEqual(sent.how_long.slice(0, 3), ["numeric", "60", "wrong"]);
  assert.deepEqual(sent.how_long__a2.slice(0, 3), ["numeric", "1", "correct"]);
  assert.equal(sent.guesses__a2[0], "choice");
  assert.ok("bank_number" in sent && "bank_order" in sent);
  assert.deepEqual(
    Object.keys(sent).filter((id) => id.startsWith("at_ease")),
    [],
    "an opinion is told to nobody",
  );
}

test("what was answered stands there after a crash, but for words and opinions", async (t) => {
  const { learner, page, site } = await start(t);
  for (const id of CHECKED) {
    await learner.visit(learner.data.items[id].page);
    await give(learner, learner.item(id), id, false);
    await learner.hands.use(learner.button("Check my answer", learner.item(id)));
    await learner.item(id).locator(".fb").waitFor();
  }
  await learner.visit("page_order");
  const given = await orderOf(learner.item("sequence"));
  await opinions(learner, async () => {});
  await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  await crash(page);
  const { learner: back } = await launch(t, browser, site);
  for (const id of CHECKED) {
    await back.visit(back.data.items[id].page);
    const root = back.item(id);
    assert.equal(await root.getAttribute("data-state"), "restored", id);
    assert.match(await root.locator(".fb").innerText(), /Not quite|Partly there/, id);
    assert.deepEqual((await judge(back.frame)).violations, [], `${id}, restored`);
  }
  const shown = async (id) => back.item(id).locator("input").first().inputValue();
  await back.visit("page_number");
  assert.equal(await shown("how_long"), "60");
  await back.visit("page_text");
  assert.equal(await shown("word"), "");
  assert.match((await back.shown()).words, /your words are not kept/);
  await back.visit("page_order");
  assert.deepEqual(await orderOf(back.item("sequence")), given);
  await back.visit("page_opinion");
  assert.match((await back.shown()).words, /what you chose is not kept/);
});

test("the keyboard alone answers every kind", async (t) => {
  const { learner } = await start(t, { hands: keyboard });
  for (const id of CHECKED) {
    await learner.visit(learner.data.items[id].page);
    const root = learner.item(id);
    await give(learner, root, id, true);
    const field = root.locator("input[inputmode]");
    // Enter in a field is a press on the button.
    if (await field.count()) await field.press("Enter");
    else await learner.hands.use(learner.button("Check my answer", root));
    await root.locator(".fb h3", { hasText: /^\s*Right/ }).waitFor();
  }
  assert.deepEqual(learner.hands.seen.unseen, []);
});

test("rows stand in an order of the learner's own, and in the same one when they come back", async (t) => {
  const site = await openSite(unpacked("kinds"));
  t.after(() => site.close());
  const { learner, page, context } = await launch(t, browser, site);
  const rows = async (of) => {
    await of.visit(of.data.items.match.page);
    const lists = of.item("match").locator("select");
    return (await lists.evaluateAll((all) => all.map((one) => one.dataset.row))).join("");
  };
  const orders = [await rows(learner)];
  await learner.frame.locator("#save").getByText("Saved", { exact: true }).waitFor();
  await page.reload();
  const again = new Learner(page.frame({ name: "sco" }), learner.hands);
  await again.begin();
  assert.equal(await rows(again), orders[0]);
  // A device of its own for each chance, from a tenth to nine tenths.
  await context.close();
  for (const chance of [0.1, 0.5, 0.9]) {
    const fresh = await openSite(unpacked("kinds"));
    t.after(() => fresh.close());
    const other = await openWindow(browser, { allowed: [fresh.origin] });
    t.after(() => other.context.close());
    await other.context.addInitScript((given) => {
      Math.random = () => given;
    }, chance);
    await other.page.goto(fresh.launchUrl);
    const someone = await new Learner(other.page.frame({ name: "sco" }), pointer()).begin();
    orders.push(await rows(someone));
  }
  assert.ok(new Set(orders.slice(1)).size > 1, orders.join());
  assert.ok(orders.every((order) => [...order].sort().join("") === "abc"));
});
