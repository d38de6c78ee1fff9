//! Which kinds of item there are, which states each can be in, and how a learner brings it there.
//!
//! What stands here: the table, and each step with what has the focus after it (what takes the focus when, so that
//! nobody who hears a page is lost). What does not: who judges a state (modes.mjs, spoken.mjs). Invariant: a kind that
//! docs/format.md names and this table does not is a failure of matrix.test.mjs; so is a state that is not reached.
//!
//! A visit is what a learner does before the window is closed: the first two visits are of one learner, the other two
//! of another. `wrong` is a wrong answer with a try left, `done` the last wrong one: then what is right is said.

import assert from "node:assert/strict";
import { give } from "./answers.mjs";
import { openWindow } from "./chromium.mjs";
import { unpacked } from "./course.mjs";
import { pointer } from "./hands.mjs";
import { Learner, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";

const CHECKED = [["untouched", "error", "touched", "wrong", "right"], ["restored"]];
const LATER = ["restored open", "done"];

/**
 * Kinds by their names in docs/format.md, and as the data block calls them. `partly`: part of an answer can be right.
 * `without`: states of a checked question that this kind cannot be in, and why not.
 */
export const ITEMS = {
  SingleChoice: { is: "single", visits: [...CHECKED, ["wrong"], LATER] },
  MultipleChoice: { is: "multiple", visits: [...CHECKED, ["partly"], LATER] },
  // One try: a wrong answer is the last one.
  TrueFalse: {
    is: "truefalse",
    visits: [["untouched", "error", "touched", "right"], ["restored"], ["done"], []],
  },
  Matching: { is: "matching", visits: [...CHECKED, ["partly"], LATER] },
  SortIntoGroups: { is: "groups", visits: [...CHECKED, ["partly"], LATER] },
  // Rows always stand in some order, so nothing is ever missing: only the same order twice is an error.
  Ordering: {
    is: "ordering",
    visits: [["untouched", "touched", "wrong", "error", "right"], ["restored"], ["wrong"], LATER],
  },
  ShortText: { is: "text", visits: [...CHECKED, ["wrong"], LATER] },
  Number: { is: "number", visits: [...CHECKED, ["wrong"], LATER] },
  // Never right, never wrong, never checked.
  Likert: { is: "likert", visits: [["untouched", "touched", "given"], ["restored"], [], []] },
  SpotTheWords: { is: "spot", visits: [...CHECKED, ["partly"], LATER] },
};

/** Blocks that a learner answers, and pages that ask before they show: as items are. */
export const OTHERS = {
  Scenario: {
    is: "scene",
    visits: [["untouched", "chosen", "back", "ended well"], ["restored"], ["ended badly", "again"], []],
  },
  Pledge: { is: "pledge", visits: [["untouched", "error", "touched", "saved"], ["restored"], [], []] },
  // Nothing of these is kept, not even in this window.
  Poll: { is: "poll", visits: [["untouched", "touched"], [], [], []] },
  Reflection: { is: "reflection", visits: [["untouched", "touched"], ["not kept"], [], []] },
  Questionnaire: { is: "questionnaire", visits: [["untouched"], [], [], []] },
  content_note: { is: "note", visits: [["untouched", "skipped"], ["restored"], ["read"], []] },
  Test: {
    is: "test",
    visits: [["untouched", "asked", "error", "touched", "not passed"], ["restored", "passed"], [], []],
  },
};

/** How an answer differs that is given for a state. */
const HOW = { wrong: "none", partly: "some", right: true, done: "none" };

const check = async ({ root }) => root.locator("[data-do=check]").click();
const FIRST = "fieldset input, fieldset select, fieldset button";

async function answer(at, state) {
  await give(at.learner, at.root, at.id, HOW[state]);
  await check(at);
}

/**
 * What a learner does to come to a state; then what the item calls its state, and what has the focus. `null` is: where
 * the last press was. Where nothing is done the page has just been shown, and its heading has the focus.
 */
const STEPS = {
  untouched: { is: "untouched", focus: "h1" },
  error: { does: check, is: "error", focus: FIRST },
  touched: { does: ({ learner, root, id }) => give(learner, root, id, "none"), is: "touched", focus: null },
  wrong: { does: (at) => answer(at, "wrong"), is: "checked-wrong", focus: ".fb" },
  partly: { does: (at) => answer(at, "partly"), is: "checked-wrong", focus: ".fb" },
  right: { does: (at) => answer(at, "right"), is: "checked-right", focus: ".fb" },
  done: { does: (at) => answer(at, "done"), is: "done", focus: ".fb" },
  restored: { is: "restored", focus: "h1" },
  "restored open": { is: "restored", focus: "h1" },
};

const press = (name) => (at) => at.root.locator(`[data-do=${name}]:visible`).first().click();

/** Plays a scene to its end, beginning where it stands, by the choices that looking back calls so. */
const play =
  (...words) =>
  async ({ learner, root, id }) => {
    const { scenes } = learner.data.scenarios[id];
    while (await root.locator(".choices button").count()) {
      const asked = await root
        .locator(".choices button")
        .evaluateAll((all) => all.map((one) => one.dataset.value));
      const decision = scenes.find(
        ({ choices = [] }) => choices.map((choice) => choice.id).join() === asked.join(),
      );
      const wanted =
        words.map((was) => decision.choices.find((choice) => choice.was === was)).find(Boolean) ??
        decision.choices[0];
      await root.locator(`.choices [data-value=${wanted.id}]`).click();
    }
  };

const step = async ({ learner, root }, right) => {
  while (await learner.inTest()) await learner.step((id) => (right ? learner.right(id) : learner.wrong(id)));
  await root.locator("h2").first().waitFor();
};

/** Steps of those that are not checked as questions are. */
const OWN = {
  likert: {
    touched: {
      does: ({ root }) => root.locator("fieldset").first().locator("input").last().check(),
      is: "touched",
      focus: null,
    },
    given: {
      does: async ({ root }) => {
        for (const scale of await root.locator("fieldset").all())
          await scale.locator("input").first().check();
      },
      is: "done",
      focus: null,
    },
  },
  scene: {
    untouched: { is: "open", focus: "h1" },
    chosen: { does: press("choose"), is: "open", focus: ".turn.you" },
    back: { does: press("back"), is: "open", focus: ".ask h2" },
    "ended well": { does: play("good", "mends"), is: "done", focus: ".turn.you" },
    "ended badly": { does: play("slip"), is: "done", focus: ".turn.you" },
    again: { does: press("again"), is: "open", focus: ".ask h2" },
    restored: { is: "done", focus: "h1" },
  },
  pledge: {
    untouched: { is: null, focus: "h1" },
    error: { does: press("pledge"), is: "error", focus: "fieldset input" },
    touched: {
      does: async ({ root }) => {
        await root.locator(".opt input").first().check();
        await root.locator("[data-at=words]").fill("And write it down.");
        await root.locator("[data-at=keep]").check();
      },
      is: "touched",
      focus: null,
    },
    saved: { does: press("pledge"), is: "done", focus: ".fb" },
    restored: { is: "done", focus: "h1" },
  },
  poll: {
    untouched: { is: null, focus: "h1" },
    touched: {
      does: async ({ root }) => {
        await root.locator("input").first().check();
        await root.locator("summary").click();
      },
      is: null,
      focus: "summary",
    },
  },
  reflection: {
    untouched: { is: null, focus: "h1" },
    touched: {
      does: async ({ root }) => {
        await root.locator("summary").click();
        await root.locator("textarea").fill("A friend of mine,\non the telephone.");
      },
      is: null,
      focus: "textarea",
    },
    "not kept": { is: null, focus: "h1" },
  },
  questionnaire: { untouched: { is: null, focus: "h1" } },
  note: {
    untouched: { is: null, focus: "h1" },
    skipped: { does: press("skip"), is: null, focus: ".skipped" },
    restored: { is: null, focus: "h1" },
    read: { does: press("read"), is: null, focus: ".noted" },
  },
  test: {
    untouched: { is: null, focus: "h1" },
    asked: { does: press("begin_test"), is: null, focus: "h2" },
    error: { does: press("next_question"), is: null, focus: "fieldset input" },
    touched: { does: ({ root }) => root.locator("fieldset input").first().check(), is: null, focus: null },
    "not passed": { does: (at) => step(at, false), is: null, focus: "h2" },
    restored: { is: null, focus: "h1" },
    passed: {
      does: async (at) => {
        await press("retry_test")(at);
        await step(at, true);
      },
      is: null,
      focus: "h2",
    },
  },
};

/** The step to a state of a kind. */
function stepTo(is, state) {
  return OWN[is]?.[state] ?? STEPS[state];
}

/** What shows the parts of a course that have no id in the data block. */
const PARTS = {
  poll: ".item:has([name^=poll])",
  reflection: ".item:has(textarea):has(details):not([data-item])",
  questionnaire: "section.page > ol:has(li.small)",
  note: "section.page:has(.before)",
  test: `section[data-page="${TEST}"]`,
};

/** Where a kind stands in a course: its id, its page, and its part of the page. */
async function find(learner, is) {
  if (is in PARTS) {
    const root = learner.frame.locator(PARTS[is]).first();
    return { id: is, page: await root.evaluate((part) => part.closest("[data-page]").dataset.page), root };
  }
  const { items, scenarios, pledges } = learner.data;
  // Of a single choice there must be as many wrong options as there are tries.
  const fits = ({ kind, page, letters, attempts }) =>
    page && kind === is && (is !== "single" || letters.length > attempts);
  const scenes = Object.entries(scenarios).sort(
    ([, one], [, other]) => other.scenes.length - one.scenes.length,
  );
  const [[id, { page }]] =
    is === "scene"
      ? scenes
      : is === "pledge"
        ? Object.entries(pledges)
        : Object.entries(items).filter(([, item]) => fits(item));
  return { id, page, root: learner.frame.locator(`section[data-page="${page}"] .item[data-id="${id}"]`) };
}

/** A learner in front of the course that has everything; chance is fixed, so that the order of options is. */
export async function begin(test, browser) {
  const site = await openSite(unpacked("reference12"));
  test.after(() => site.close());
  const window = await openWindow(browser, { allowed: [site.origin] });
  test.after(() => window.context.close());
  await window.context.addInitScript(() => {
    Math.random = () => 0.3;
  });
  const open = async () => {
    await window.page.goto(site.launchUrl);
    return new Learner(window.page.frame({ name: "sco" }), pointer()).begin();
  };
  return { ...window, open };
}

/** Goes to a kind's place and through these states; `each` sees every one, and what should have the focus in it. */
export async function through(learner, is, states, each) {
  const at = { learner, ...(await find(learner, is)) };
  const come = async () => {
    await learner.visit("course-contents");
    await learner.visit(at.page);
  };
  await come();
  if (is !== "note" && (await learner.button("Read it").isVisible())) {
    await learner.readNote();
    await come();
  }
  for (const state of states) {
    const { does, is: now, focus } = stepTo(is, state);
    await does?.(at);
    if (now) assert.equal(await at.root.getAttribute("data-state"), now, `${is}, ${state}`);
    await each(at, state, focus);
  }
}
