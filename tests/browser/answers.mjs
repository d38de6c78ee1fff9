//! How a learner answers each kind of question.
//!
//! What stands here: the lists, buttons, fields and boxes of every kind, worked with the learner's hands. What does
//! not: what is expected of an answer. Invariant: a wrong answer differs from the one that stands there.

import assert from "node:assert/strict";

/** Answers with what a learner has: lists, buttons, fields and boxes. */
export async function give(learner, root, id, well) {
  const { data, hands } = learner;
  const { kind, row_letters, letters, secret, number } = data.items[id];
  const { right } = secret;
  if (["single", "multiple", "truefalse"].includes(kind)) {
    await learner.choose(id, well ? right : learner.wrong(id));
  } else if (kind === "ordering") {
    // Two orders that begin wrongly: one of them is not the order as it stands.
    const wrong = [[...right].reverse().join(""), right.slice(1) + right[0]];
    const now = (await orderOf(root)).join("");
    await inOrder(learner, root, well ? right : wrong.find((one) => one !== now));
  } else if (kind === "matching" || kind === "groups") {
    for (const [at, row] of [...row_letters].entries()) {
      // One row stays right in a wrong answer.
      const other = [...letters].find((letter) => letter !== right[at]);
      await choose(hands, root.locator(`[data-row=${row}]`), well || at === 0 ? right[at] : other);
    }
  } else if (kind === "spot") {
    for (const letter of letters) {
      const box = root.locator(`input[value=${letter}]`);
      const wanted = right.includes(letter) === well;
      if ((await box.isChecked()) !== wanted) await hands.use(box);
    }
  } else if (number) {
    await type(
      hands,
      root.locator("input"),
      `${(well ? secret.range[0] : number.max) / 10 ** number.places}`,
    );
  } else {
    await type(
      hands,
      root.locator("input"),
      well ? ` ${secret.accept[0][0].toUpperCase()}.` : "Something else",
    );
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
