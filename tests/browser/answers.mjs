//! How a learner answers each kind of question.
//!
//! What stands here: the lists, buttons, fields and boxes of every kind, worked with the learner's hands. What does
//! not: what is expected of an answer. Invariant: a wrong answer differs from the one that stands there.

import assert from "node:assert/strict";

/**
 * Answers with what a learner has: lists, buttons, fields and boxes. `how` is `true` for right and `false` for wrong, of
 * rows all but the first; `"none"` for nothing of it right, `"some"` for a part of it.
 */
export async function give(learner, root, id, how) {
  const { data, hands } = learner;
  const { kind, row_letters, letters, secret, number } = data.items[id];
  const { right } = secret;
  const well = how === true;
  if (kind === "single" || kind === "truefalse") {
    const others = [];
    for (const letter of letters) {
      const chosen = await learner.option(id, letter).isChecked();
      if (!chosen && !right.includes(letter)) others.push(letter);
    }
    await learner.choose(id, well ? right : others[0]);
  } else if (kind === "multiple" || kind === "spot") {
    const wrong = [...letters].filter((letter) => !right.includes(letter)).join("");
    await tick(hands, root, letters, well ? right : how === "some" ? right[0] : wrong);
  } else if (kind === "ordering") {
    // Two orders that begin wrongly: one of them is not the order as it stands.
    const wrong = [[...right].reverse().join(""), right.slice(1) + right[0]];
    const now = (await orderOf(root)).join("");
    await inOrder(learner, root, well ? right : wrong.find((one) => one !== now));
  } else if (kind === "matching" || kind === "groups") {
    for (const [at, row] of [...row_letters].entries()) {
      const other = [...letters].find((letter) => letter !== right[at]);
      const fits = well || (at === 0 && how !== "none");
      await choose(hands, root.locator(`[data-row=${row}]`), fits ? right[at] : other);
    }
  } else {
    const most = number && [number.max, number.max - 1].map((parts) => `${parts / 10 ** number.places}`);
    const wrong = most ?? ["Something else", "Something quite else"];
    const good = number
      ? `${secret.range[0] / 10 ** number.places}`
      : ` ${secret.accept[0][0].toUpperCase()}.`;
    const field = root.locator("input");
    const now = await field.inputValue();
    const differs = (words) => (number ? Number(words) !== Number(now) : words !== now);
    await type(hands, field, well ? good : wrong.find(differs));
  }
}

/** Ticks these boxes and no other. */
async function tick(hands, root, letters, wanted) {
  for (const letter of letters) {
    const box = root.locator(`input[value=${letter}]`);
    if ((await box.isChecked()) !== wanted.includes(letter)) await hands.use(box);
  }
}

/** Letters of the rows as they stand. */
export function orderOf(root) {
  return root.locator("li[data-value]").evaluateAll((rows) => rows.map((row) => row.dataset.value));
}

async function inOrder(learner, root, wanted) {
  const now = () => orderOf(root);
  for (const [place, letter] of [...wanted].entries()) {
    while ((await now()).indexOf(letter) > place) {
      const up = root.locator(`[data-do=up][data-value=${letter}]`);
      await learner.hands.use(up);
      const focused = await up.evaluate((button) => button.ownerDocument.activeElement === button);
      assert.ok(focused, "focus stays on the button that was pressed");
    }
  }
}

/** A list is worked with its first letters or by its own means. */
async function choose(hands, select, letter) {
  if (hands.name === "pointer") {
    await select.selectOption(letter);
    return;
  }
  const at = await select.evaluate(
    (list, value) => [...list.options].findIndex((one) => one.value === value),
    letter,
  );
  await hands.type(select, "");
  const page = select.page();
  await page.keyboard.press("Home");
  for (let step = 0; step < at; step += 1) await page.keyboard.press("ArrowDown");
}

async function type(hands, field, words) {
  await field.fill("");
  await hands.type(field, words);
}
