//! Judges beside axe-core: html-validate on every packaged page, IBM's engine and a spoken transcript on every kind
//! of item. Each must refuse something that is known to be bad in the same run.
//!
//! What stands here: what is judged, and what a transcript is compared with: `spoken/*.txt`, which a person can read
//! and `BONA_SPOKEN=write` writes anew. What does not: how a judge is asked (ibm.mjs, spoken.mjs). Invariant: chance
//! is fixed, so that the order of options is.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { give } from "./answers.mjs";
import { openWindow, startBrowser } from "./chromium.mjs";
import { unpacked } from "./course.mjs";
import { pointer } from "./hands.mjs";
import { second } from "./ibm.mjs";
import { Learner, worst } from "./learner.mjs";
import { openSite } from "./site.mjs";
import { spoken } from "./spoken.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const FORMATS = ["scorm12", "html", "html-single", "reference", "themed", "baseline", "kinds"];
const SPOKEN = fileURLToPath(new URL("spoken", import.meta.url));

/** What html-validate would have otherwise, each with the reason. */
const HTML = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    rules: {
      // Written small throughout; browsers do not mind.
      "doctype-style": "off",
      // Ids of places begin with a slash, so that no skip link is taken for one.
      "valid-id": ["error", { relaxed: true }],
      // Options of a question bear one name; nothing is ever sent as a form.
      "form-dup-name": ["error", { shared: ["radio", "checkbox"] }],
      // A line may break in a number that is also a link.
      "tel-non-breaking": "off",
      // A list without marks is no list to VoiceOver unless it says so; a region that scrolls is no section.
      "no-redundant-role": "off",
      "prefer-native-element": ["error", { exclude: ["list", "region"] }],
    },
  }),
);

async function faults(markup, name) {
  const { results } = await HTML.validateString(markup, name);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${name}:${line} ${ruleId}: ${message}`),
  );
}

test("every packaged page is valid HTML", async (t) => {
  const pages = FORMATS.flatMap((format) =>
    readdirSync(unpacked(format))
      .filter((name) => name.endsWith(".html"))
      .map((name) => `${unpacked(format)}/${name}`),
  );
  for (const page of pages) assert.deepEqual(await faults(readFileSync(page, "utf8"), page), []);
  t.diagnostic(`${pages.length} pages judged`);
  assert.ok(pages.length >= 17);
  const bad = '<!doctype html><title>x</title><p id="a"><div id="a">b</p><button>c</button><input>';
  const told = (await faults(bad, "bad")).join("\n");
  for (const rule of ["no-dup-id", "close-order", "no-implicit-button-type"])
    assert.ok(told.includes(rule), `${rule} was not noticed`);
});

/** A learner alone with a package, whose chance is fixed. */
async function open(t, format) {
  const site = await openSite(unpacked(format));
  t.after(() => site.close());
  const { page, context, witness } = await openWindow(browser, { allowed: [site.origin] });
  t.after(() => context.close());
  await page.addInitScript(() => {
    Math.random = () => 0.3;
  });
  await page.goto(format === "kinds" ? site.launchUrl : site.packageUrl);
  const frame = page.frame({ name: "sco" }) ?? page.mainFrame();
  return { learner: await new Learner(frame, pointer()).begin(), witness };
}

/** The first item of each kind on a page of this course: where it is, and what a learner does to it. */
function itemsOf({ items, scenarios, pledges }) {
  const found = {};
  for (const [id, { kind, page }] of Object.entries(items)) {
    if (page && kind === "likert") found.likert ??= { id, page, work: choosePoints };
    else if (page) found[kind] ??= { id, page, work: answerWrongly };
  }
  for (const [id, { page }] of Object.entries(scenarios))
    found.scene ??= { id, page, work: (learner) => learner.play(id, { pick: worst }) };
  for (const [id, { page }] of Object.entries(pledges))
    found.pledge ??= { id, page, work: (learner) => learner.pledge(id) };
  return found;
}

async function answerWrongly(learner, root, id) {
  await give(learner, root, id, false);
  await root.locator("[data-do=check]").click();
  await root.locator(".fb").waitFor();
}

async function choosePoints(_, root) {
  for (const scale of await root.locator("fieldset").all()) await scale.locator("input").first().check();
}

/** Compares with what was read and accepted, or writes it. */
function compare(kind, text) {
  const path = `${SPOKEN}/${kind}.txt`;
  if (process.env.BONA_SPOKEN === "write") {
    mkdirSync(SPOKEN, { recursive: true });
    writeFileSync(path, text);
  }
  assert.ok(existsSync(path), `${path} is missing; BONA_SPOKEN=write writes it, and you read it`);
  assert.equal(text, readFileSync(path, "utf8"), `spoken/${kind}.txt is not what is said now`);
}

const judged = [];
for (const format of ["html", "kinds"]) {
  test(`${format}: what is said of each kind of item, and what IBM's engine says to it`, async (t) => {
    const { learner, witness } = await open(t, format);
    for (const [kind, { id, page, work }] of Object.entries(itemsOf(learner.data))) {
      // The two courses share three kinds; the first that is met is enough.
      if (judged.includes(kind)) continue;
      judged.push(kind);
      await learner.visit(page);
      await learner.readNote();
      const root = learner.frame.locator(`[data-page="${page}"] .item[data-id="${id}"]`);
      const before = await spoken(root);
      await work(learner, root, id);
      const { wrong, passed } = await second(learner.frame);
      assert.deepEqual(wrong, [], kind);
      assert.ok(passed > 100, `${kind}: ${passed} checks`);
      const said = ["Before", "", ...before, "", "Afterwards", "", ...(await spoken(root)), ""];
      compare(kind, said.join("\n"));
    }
    t.diagnostic(judged.join(" "));
    assert.deepEqual(witness.errors, []);
    assert.deepEqual(witness.violations, []);
  });
}

test("every kind of item was judged, and every transcript belongs to one", () => {
  const known = readdirSync(SPOKEN).map((name) => name.replace(".txt", ""));
  assert.deepEqual(known.sort(), [...judged].sort());
  assert.ok(judged.length >= 12, judged.join());
});

test("a page that is known to be bad is refused, and its silence is heard", async (t) => {
  const { context, page } = await openWindow(browser, { allowed: ["data:"] });
  t.after(() => context.close());
  await page.setContent(`<html><title>Bad</title><main><div class="item"><img src="data:,"><input id="n">
    <div onclick="0">Press</div></div></main></html>`);
  const { wrong } = await second(page.mainFrame());
  for (const rule of ["img_alt_valid", "input_label_exists", "html_lang_exists"])
    assert.ok(
      wrong.some((words) => words.startsWith(rule)),
      `${rule} was not noticed: ${wrong.join("\n")}`,
    );
  const said = await spoken(page.locator(".item"));
  assert.ok(said.includes("textbox") && !said.some((words) => words.startsWith("button")), said.join("\n"));
});
