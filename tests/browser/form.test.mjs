//! The form of a place in a browser: it keeps the rules of accessibility, asks nothing of any network, keeps what is typed,
//! and saves a file that the program reads.
//!
//! What stands here: the page from the disk, in light and dark and at 320 pixels, empty and filled in. What does not: what
//! becomes of the answers (tests/suite/forms). Invariant: the same page with a lost label is refused.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { judge, sideways } from "./axe.mjs";
import { openWindow, SCREENS, startBrowser } from "./chromium.mjs";
import { OUT } from "./course.mjs";
import { faults } from "./html.mjs";

const PACKAGES = process.env.BONA_PACKAGES ?? new URL("../../target/packages", import.meta.url).pathname;
const FILE = `${PACKAGES}/forms/oak_road.html`;
const URL_OF = pathToFileURL(FILE).href;

let browser;
before(async () => {
  browser = await startBrowser();
  mkdirSync(OUT, { recursive: true });
});
after(() => browser.close());

async function open(t, options = {}) {
  const window = await openWindow(browser, { allowed: [URL_OF, "blob:"], ...options });
  t.after(() => window.context.close());
  await window.page.goto(URL_OF);
  return { ...window, frame: window.page.mainFrame() };
}

const box = (page, name) => page.locator(`textarea[name="${name}"]`);
const FORM = "part/places/replace/the_form";

for (const dark of [false, true]) {
  for (const name of ["desktop", "small"]) {
    const mode = dark ? "dark" : "light";
    test(`${mode}, ${name}: the form keeps the rules`, async (t) => {
      const { page, frame, witness } = await open(t, { dark, screen: SCREENS[name] });
      for (const filled of [false, true]) {
        if (filled) {
          await box(page, "fact/quiet_room").fill("the attic");
          await box(page, FORM).fill("Ours is blue.");
          await page.getByRole("button", { name: "Save the file" }).click();
          await page.getByText("Not saved yet").waitFor();
        }
        const { violations, nodes } = await judge(frame);
        assert.deepEqual(violations, []);
        assert.ok(nodes > 60, `${nodes} elements`);
        assert.equal(await sideways(frame), 0);
        const state = filled ? "filled" : "empty";
        await page.screenshot({ path: `${OUT}/form-${name}-${mode}-${state}.png`, fullPage: true });
      }
      assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
    });
  }
}

test("what is typed is kept, and saved as a file that says all of it", async (t) => {
  const { page, context, witness } = await open(t);
  const said = 'Zoë "Z" </script> & <b>';
  assert.equal(await box(page, "fact/lead_contact").inputValue(), "the practice manager’s desk");
  await box(page, "fact/lead_contact").fill("");
  await box(page, "fact/quiet_room").fill(said);
  const welsh = box(page, "fact/quiet_room/cy");
  assert.equal(await welsh.getAttribute("lang"), "cy");
  await welsh.fill("yr atig");
  await box(page, FORM).fill("Ours is blue.");
  // A page that is left keeps what was written last; one whose browser takes it away at once may not.
  await page.goto("about:blank");
  await page.close();
  const again = await context.newPage();
  await again.goto(URL_OF);
  await again.getByText("What you typed before is here again.").waitFor();
  assert.equal(await box(again, "fact/quiet_room").inputValue(), said);
  const save = again.getByRole("button", { name: "Save the file" });
  await save.click();
  await again.getByText("Not saved yet: say why").waitFor();
  const why = again.locator(`textarea[data-why="${FORM}"]`);
  assert.ok(await why.evaluate((element) => element === document.activeElement), "the reason is where to go");
  await again.keyboard.type("It is blue");
  const [download] = await Promise.all([again.waitForEvent("download"), save.click()]);
  assert.equal(download.suggestedFilename(), "oak_road.json");
  const file = `${PACKAGES}/forms/oak_road.json`;
  await download.saveAs(file);
  const { answers, place, format } = JSON.parse(readFileSync(file, "utf8"));
  assert.deepEqual([format, place], ["bona/form/v1", "oak_road"]);
  assert.equal(answers["fact/quiet_room"].say, said);
  assert.equal(answers["fact/quiet_room/cy"].say, "yr atig");
  assert.deepEqual(answers[FORM], { say: "Ours is blue.", why: "It is blue" });
  // Three answers and four texts, of which one answer and each text may be said in Welsh.
  assert.equal(Object.keys(answers).length, 12);
  await again.getByText("Still without an answer: Whom does a colleague ask").waitFor();
  again.on("dialog", (dialog) => dialog.accept());
  await again.getByRole("button", { name: "Forget what I typed" }).click();
  assert.equal(await box(again, "fact/lead_contact").inputValue(), "the practice manager’s desk");
  assert.deepEqual([witness.outside, witness.violations, witness.errors], [[], [], []]);
});

test("an answer stays on one line, and one that is too long is told and never cut", async (t) => {
  const { page } = await open(t);
  const [answer, words] = [box(page, "fact/quiet_room"), box(page, FORM)];
  await answer.fill("the attic");
  await answer.press("End");
  await answer.press("Enter");
  await answer.pressSequentially(", left");
  assert.equal(await answer.inputValue(), "the attic, left");
  await answer.fill("the attic\nor the hall");
  assert.equal(await answer.inputValue(), "the attic or the hall");
  await words.fill("Ours.\n\nIt is blue.");
  assert.equal(await words.inputValue(), "Ours.\n\nIt is blue.");
  await answer.fill("x".repeat(200));
  assert.equal((await answer.inputValue()).length, 200);
  await page.getByText("Too long: 200 characters, and at most 120 fit.").waitFor();
  await page.getByRole("button", { name: "Save the file" }).click();
  await page.getByText("Not saved yet: an answer is too long.").waitFor();
  assert.equal(await answer.evaluate((own) => own === document.activeElement), true);
  await answer.fill("the attic");
  assert.equal(await page.getByText("Too long: ").count(), 0);
});

test("every box is reached by keyboard, and a page without scripts says what to do", async (t) => {
  const { page } = await open(t);
  const reached = [];
  for (let at = 0; at < 40 && reached.length < 18; at += 1) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.type));
  }
  assert.deepEqual(reached.slice(0, 5), ["q0", "q1", "q2", "q2_0", "p0_0"]);
  assert.deepEqual(reached.slice(-2), ["submit", "anew"]);
  assert.equal(await page.getByText("This page cannot save your answers here").isVisible(), false);
  const without = await open(t, { script: false });
  assert.ok(await without.page.getByText("This page cannot save your answers here").isVisible());
});

test("the page is valid HTML, and with a lost label it is refused", async (t) => {
  const html = readFileSync(FILE, "utf8");
  assert.deepEqual(await faults(html, FILE), []);
  const { frame } = await open(t);
  await frame.evaluate(() => document.querySelector("label").remove());
  const { violations } = await judge(frame);
  assert.ok(violations.join("\n").includes("label"), violations.join("\n"));
});
