//! Every kind of item in every state, and every block, in light, dark, forced colours, at 320 pixels and from the right.
//!
//! What stands here: the walk through the table (states.mjs), and that nothing of the language is missing in it. What does
//! not: how one state is judged (modes.mjs). Invariant: each judge refuses a page that is known to be bad in the same run,
//! and the run says how much was judged; what is said of each state stands in `spoken/`, which a person has read.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { judge } from "./axe.mjs";
import { openWindow, startBrowser } from "./chromium.mjs";
import { goOver, Judges, MODES } from "./modes.mjs";
import { spoken, spokenFocus } from "./spoken.mjs";
import { begin, ITEMS, OTHERS, through } from "./states.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const SPOKEN = fileURLToPath(new URL("spoken", import.meta.url));
const FORMAT = readFileSync(new URL("../../docs/format.md", import.meta.url), "utf8");
const KINDS = Object.values({ ...ITEMS, ...OTHERS });

/** Blocks that nobody answers: the page of the course where each stands, and words of it. */
const BLOCKS = {
  Text: ["words", "In Welsh a welcome is"],
  Note: ["words", "Breathe."],
  Fact: ["words", "On census day in 2021"],
  Quote: ["words", "It is an offence for a person"],
  Details: ["words", "Pictures"],
  DoDont: ["words", "It asks for less."],
  Term: ["words", "trans"],
  Chart: ["figures", "Straight or heterosexual"],
  Table: ["figures", "What to ask, and when"],
  Steps: ["figures", "Go on with the task."],
  Named: ["figures", "Say sorry"],
  LabelledImage: ["figures", "Turned away from the room."],
  Image: ["figures", "once more"],
  Audio: ["recordings", "A second of silence"],
  Video: ["recordings", "From title to name"],
  Download: ["recordings", "A card to keep beside the screen."],
  For: ["telephone", "The same holds with the person before you."],
  Story: ["a_story", "Jo filled in the same form three times."],
  Signpost: ["a_story", "stop here for today"],
  Support: ["practice", "Your occupational health service"],
};

/** The words that can be written for a thing, as docs/format.md has them in its table. */
function written(thing) {
  const [, part] = FORMAT.split(`\n## ${thing}\n`);
  return [...part.split("\n## ")[0].matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name);
}

test("every kind of question and every block that can be written has its place here", () => {
  assert.deepEqual(Object.keys(ITEMS).sort(), written("Kind").sort());
  const answered = Object.keys(OTHERS).filter((name) => /^[A-Z]/.test(name) && name !== "Test");
  const shown = Object.keys(BLOCKS);
  assert.deepEqual([...answered, ...shown, "Question"].sort(), written("Block").sort());
});

/** What has the focus is what the table says. */
async function focused(learner, root, focus, name) {
  const { fits, what } = await root.evaluate((item, wanted) => {
    const { activeElement } = document;
    const fits = wanted
      ? activeElement.matches(wanted)
      : item.contains(activeElement) && activeElement !== document.body;
    return { fits, what: activeElement.outerHTML.slice(0, 120) };
  }, focus);
  assert.ok(fits, `${name}: ${what} has the focus, and not ${focus ?? "what was pressed"}`);
  assert.ok(await learner.page().locator(":focus").count(), `${name}: the focus is not on the page`);
}

/** What is said of each kind, by the names of its states. */
const said = {};
const judges = new Judges();

/** Everything that is judged at the same time: on two processors in half the time. */
const WALKS = {
  "who is right in the end": items(0),
  "who is wrong in the end": items(2),
  "who reads": blocks,
};

describe("every state is judged, of a learner", { concurrency: 3 }, () => {
  for (const [who, walk] of Object.entries(WALKS)) test(who, walk);
});

/** Two visits of one learner to every kind of item. A state that an earlier visit comes to is judged there. */
function items(first) {
  return async (t) => {
    const { page, open, witness } = await begin(t, browser);
    for (const visit of [first, first + 1]) {
      const learner = await open();
      for (const { is, visits } of KINDS) {
        await through(learner, is, visits[visit], async ({ root, id }, state, focus) => {
          await focused(learner, root, focus, `${is}, ${state}`);
          if (visits.findIndex((states) => states.includes(state)) !== visit) return;
          said[is] ??= {};
          said[is][state] = { focus: await spokenFocus(learner.frame), lines: await spoken(root) };
          await judges.look(page, learner.frame, root, `${id}, ${state}`);
        });
      }
      await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
    }
    assert.deepEqual([witness.errors, witness.violations, witness.outside], [[], [], []]);
  };
}

/** Every block, and the pages beside the way. */
async function blocks(t) {
  const { page, open, witness } = await begin(t, browser);
  const learner = await open();
  const judges = new Judges();
  const places = [...new Set(Object.values(BLOCKS).map(([place]) => place))];
  for (const place of [...places, "course-terms", "course-sources", "course-support", "course-contents"]) {
    await learner.visit(place);
    await learner.readNote();
    for (const part of await learner.page().locator("summary:visible").all()) await part.click();
    const words = (await learner.page().innerText()).replace(/\s+/g, " ");
    for (const [name, [where, what]] of Object.entries(BLOCKS))
      if (where === place) assert.ok(words.includes(what), `${name} is not on the page ${place}`);
    await judges.look(page, learner.frame, learner.page(), place);
  }
  judges.settle(t, { states: 9, axe: 45, nodes: 2000, ibm: 18, passed: 2000, html: 9, controls: 200 });
  const { violations } = await judge(learner.frame, { whole: true });
  assert.deepEqual(violations, [], "the whole document");
  assert.deepEqual([witness.errors, witness.violations, witness.outside], [[], [], []]);
}

test("nothing was wrong in any state of any kind, and none was left out", (t) => {
  for (const { is, visits } of KINDS)
    assert.deepEqual(Object.keys(said[is]).sort(), [...new Set(visits.flat())].sort(), is);
  const { length } = KINDS.flatMap(({ visits }) => [...new Set(visits.flat())]);
  judges.settle(t, {
    states: length,
    axe: 5 * length,
    nodes: 20_000,
    ibm: 2 * length,
    passed: 20_000,
    html: length,
    controls: 3000,
  });
});

test("what is said of each state is what a person has read", () => {
  mkdirSync(SPOKEN, { recursive: true });
  const told = KINDS.map(({ is, visits }) => [`${is}.txt`, transcript(is, new Set(visits.flat()))]);
  for (const [name, text] of told) {
    const path = `${SPOKEN}/${name}`;
    if (process.env.BONA_SPOKEN === "write") writeFileSync(path, text);
    assert.ok(existsSync(path), `${path} is missing; BONA_SPOKEN=write writes it, and you read it`);
    assert.equal(text, readFileSync(path, "utf8"), `spoken/${name} is not what is said now`);
  }
  assert.deepEqual(readdirSync(SPOKEN).sort(), told.map(([name]) => name).sort());
});

/** A kind's states one after another: what is said when the focus comes there, then all that stands there. */
function transcript(is, states) {
  const parts = [...states].map((state) => {
    const { focus, lines } = said[is][state];
    return [`## ${state}`, "", `The focus: ${focus}`, "", ...lines, ""].join("\n");
  });
  return [`# ${is}`, "", ...parts].join("\n");
}

test("a page that is known to be bad is refused by each judge, in each way", async (t) => {
  const { context, page } = await openWindow(browser, { allowed: ["data:"] });
  t.after(() => context.close());
  const frame = page.mainFrame();
  await page.setContent(`<!doctype html><html lang="en"><title>Bad</title><main><section class="on" data-page="bad"><h1>Bad</h1>
    <div class="item"><img src="data:,"><p>Pale</p><input id="n"><div onclick="0">Press</div>
    <button>Ok</button><p style="width: 1400px">Wide</p><b id="a"></b><b id="a"></b></div></section></main>`);
  const judges = new Judges();
  await judges.look(page, frame, page.locator(".item"), "bad");
  const heard = [...judges.wrong].join("\n");
  for (const mode of Object.keys(MODES)) {
    const here = [...judges.wrong].filter((words) => words.startsWith(`bad, ${mode}: `)).join("\n");
    for (const words of ["image-alt", "moved sideways", "button “Ok” is"])
      assert.ok(here.includes(words), `${mode}: ${words} was not noticed\n${heard}`);
  }
  for (const words of [
    "bad, light: img_alt_valid",
    "bad, rtl: input_label_exists",
    "no-dup-id",
    "no-implicit-button-type",
  ])
    assert.ok(heard.includes(words), `${words} was not noticed\n${heard}`);
  const lines = await spoken(page.locator(".item"));
  assert.ok(lines.includes("textbox") && !lines.some((words) => words.includes("Press,")), lines.join("\n"));
  await assert.rejects(focused({ page: () => page }, page.locator(".item"), ".fb", "bad"), /has the focus/);
  await assert.rejects(
    goOver(
      { ...page, emulateMedia: () => {}, viewportSize: () => ({ width: 1280, height: 900 }) },
      frame,
      "dark",
    ),
    /does not go over/,
  );
});
