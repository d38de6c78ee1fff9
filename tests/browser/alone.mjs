//! Pages that stand alone, as the program writes them: a list of packages, a manager's page.
//!
//! What stands here: opening one, and judging it on each screen and in both colours. What does not: what stands on it.
//! Invariant: such a page asks for nothing but itself.

import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS } from "./chromium.mjs";
import { leavePicture, OUT } from "./course.mjs";

/** Opens a page in a window of its own. */
export async function openPage(t, browser, page, options = {}) {
  const window = await openWindow(browser, { allowed: [page.href], ...options });
  t.after(() => window.context.close());
  await window.page.goto(page.href);
  return { ...window, frame: window.page.mainFrame() };
}

/** A test for each way in which people see it; `open` opens it, and the pictures are called `picture`. */
export function judgedInEachWay(what, picture, open) {
  for (const dark of [false, true])
    for (const name of ["desktop", "small"])
      test(`${dark ? "dark" : "light"}, ${name}: ${what} keeps the rules and asks nothing`, async (t) => {
        const { page, frame, witness } = await open(t, { dark, screen: SCREENS[name] });
        const { violations, nodes } = await judge(frame);
        assert.deepEqual(violations, []);
        assert.ok(nodes > 20, `${nodes} elements`);
        assert.equal(await sideways(frame), 0);
        assert.deepEqual(witness.requests, [page.url()]);
        assert.deepEqual([witness.violations, witness.errors], [[], []]);
        await leavePicture(page, `${picture}-${name}${dark ? "-dark" : ""}`);
      });
}

/** Words that are too pale must be found by the judge. */
export function paleIsRefused(what, open) {
  test(`${what} with pale words is refused`, async (t) => {
    const { page, frame } = await open(t);
    await page.evaluate(() => {
      for (const row of document.querySelectorAll("dd, main li")) row.style.setProperty("color", "#ccc");
    });
    const { violations } = await judge(frame);
    assert.ok(violations.length > 0);
  });
}

/** Prints it as `out/<name>.pdf`, on as many sheets at most; no row is cut in two. */
export async function prints({ page, frame }, name, most) {
  const pdf = await page.pdf({ format: "A4", path: `${OUT}/${name}.pdf` });
  const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  assert.ok(sheets >= 1 && sheets <= most, `${sheets} sheets`);
  await page.emulateMedia({ media: "print" });
  const kept = () => [...document.querySelectorAll(".row")].map((row) => getComputedStyle(row).breakInside);
  assert.deepEqual([...new Set(await frame.evaluate(kept))], ["avoid"], "no row is cut in two");
}
