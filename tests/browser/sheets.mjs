//! Pictures of every kind of item in every state, laid out on sheets for people to look at: `out/states/<kind>-<way>.png`.
//!
//! What stands here: taking the pictures and laying them out. What does not: which states there are (states.mjs), or any
//! judgement: judges have the rules (matrix.test.mjs), eyes have the rest.

import { mkdirSync } from "node:fs";
import { OUT } from "./course.mjs";
import { cut, goOver, SEEN } from "./modes.mjs";
import { begin, ITEMS, OTHERS, through } from "./states.mjs";

const SHEETS = `${OUT}/states`;

/** A window so high that no state has to be scrolled. */
const HIGH = 2600;

/** Makes all sheets; gives how many. Names of kinds may be given to make theirs alone. */
export async function sheets(browser, only = []) {
  mkdirSync(SHEETS, { recursive: true });
  const afterwards = [];
  const taken = {};
  try {
    for (const learner of [0, 1])
      await visits(await begin({ after: (work) => afterwards.push(work) }, browser), learner, only, taken);
    const { page } = await begin({ after: (work) => afterwards.push(work) }, browser);
    for (const [name, pictures] of Object.entries(taken))
      await layOut(page, `${SHEETS}/${name}.png`, pictures);
  } finally {
    for (const work of afterwards.reverse()) await work();
  }
  return Object.keys(taken).length;
}

async function visits({ page, open }, who, only, taken) {
  for (const visit of [2 * who, 2 * who + 1]) {
    const learner = await open();
    for (const { is, visits } of Object.values({ ...ITEMS, ...OTHERS })) {
      if (only.length && !only.includes(is)) continue;
      await through(learner, is, visits[visit], async ({ root }, state) => {
        const back = await cut(root);
        for (const way of Object.keys(SEEN)) {
          const sheet = `${is}-${way}`;
          taken[sheet] ??= {};
          taken[sheet][state] ??= await picture(page, learner.frame, root, way);
        }
        await goOver(page, learner.frame, "light");
        await back();
      });
    }
    await learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();
  }
}

/** A picture across the whole width, from just above the item to just below it. */
async function picture(page, frame, root, way) {
  await goOver(page, frame, way, HIGH);
  const { top, bottom } = await root.evaluate((item) => {
    scrollTo(0, 0);
    const { top, bottom } = item.getBoundingClientRect();
    return { top, bottom };
  });
  const { width } = page.viewportSize();
  const y = Math.max(0, top - 24);
  return page.screenshot({ clip: { x: 0, y, width, height: Math.min(HIGH - y, bottom - y + 24) } });
}

/** Lays pictures out side by side under the names of their states. */
async function layOut(page, path, pictures) {
  const wide = Buffer.from(Object.values(pictures)[0]).readUInt32BE(16) > 600;
  const width = wide ? 800 : 400;
  const figures = Object.entries(pictures).map(
    ([state, png]) =>
      `<figure><figcaption>${state}</figcaption><img src="data:image/png;base64,${png.toString("base64")}" width="${width - 10}"></figure>`,
  );
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  await page.setViewportSize({ width: 1640, height: 800 });
  await page.setContent(`<!doctype html><style>body { margin: 10px; columns: ${wide ? 2 : 4}; background: #888; font: bold 16px sans-serif }
    figure { margin: 0 0 12px; break-inside: avoid } img { display: block }</style>${figures.join("")}`);
  await page.screenshot({ path, fullPage: true });
}
