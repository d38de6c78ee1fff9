//! A course that was split by its modules, package after package, in the strict learning systems of both editions.
//!
//! What stands here: what each package tells, and that none leads out of itself. What does not: what is in which package
//! (packager/src/split/tests.rs). Invariant: every package is played; the system refuses no call of any.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import { startBrowser } from "./chromium.mjs";
import { launch, startSystem, unpacked } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { work } from "./whole.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const SYSTEMS = { strict: "scorm12", "strict-2004": "scorm2004-3" };

/** The packages of a format, in the order of their names, which is that in which they are taken. */
function packagesOf(format) {
  const folder = dirname(unpacked("framed"));
  const found = readdirSync(folder).filter(
    (name) => name.startsWith("split-") && name.includes(`-${format}-`),
  );
  assert.equal(found.length, 3, `${found}`);
  return found.sort();
}

/** The status in one word, whatever the edition. */
const statusOf = (tracks) =>
  tracks["cmi.core.lesson_status"] ??
  (tracks["cmi.success_status"] === "passed" ? "passed" : tracks["cmi.completion_status"]);

const saved = ({ frame }) => frame.locator("#save", { hasText: /^Saved$/ }).waitFor();

/** No call was refused but for what was never set or is not there, and no link of the document leads out of it. */
async function sound({ learner, calls, witness }) {
  const refused = (await calls()).filter(
    ({ name, error }) => error !== "0" && !(/GetValue/.test(name) && /^40[13]$/.test(error)),
  );
  assert.deepEqual(refused, []);
  const dead = await learner.frame.evaluate(() =>
    [...document.querySelectorAll('a[href^="#/"]')]
      .map((link) => link.getAttribute("href").slice(1))
      .filter((place) => !document.getElementById(place) && !document.getElementById(place.split("/")[1])),
  );
  assert.deepEqual(dead, []);
  assert.deepEqual([witness.errors, witness.outside, witness.violations], [[], [], []]);
}

for (const [system, format] of Object.entries(SYSTEMS)) {
  test(`${system}: each module is completed by its pages, the test is passed by itself`, async (t) => {
    const [first, second, last] = packagesOf(format);
    const pages = [];
    for (const name of [first, second]) {
      const site = await startSystem(t, system, { format: name });
      const window = await launch(t, browser, site);
      const { learner } = window;
      assert.equal(learner.data.test, null);
      // Only the first module cites anything.
      assert.equal(
        await learner.frame.locator('[id="/course-sources/a_report"]').count(),
        name === first ? 1 : 0,
      );
      const own = learner.data.modules.flatMap((module) => module.pages.map(({ id }) => id));
      pages.push(...own);
      await learner.next();
      while ((await learner.place()) !== FINISH) {
        assert.equal(statusOf(site.tracks()), "incomplete");
        await work(learner, await learner.place());
        await learner.next();
      }
      await saved(learner);
      assert.equal(statusOf(site.tracks()), "completed");
      await sound(window);
      await window.page.close();
      const again = await launch(t, browser, site);
      assert.equal(await again.learner.place(), FINISH, "found again");
    }
    assert.equal(new Set(pages).size, pages.length);
    const site = await startSystem(t, system, { format: last });
    const window = await launch(t, browser, site);
    const { learner } = window;
    assert.deepEqual(
      learner.data.modules.flatMap((module) => module.pages),
      [],
    );
    await learner.visit(TEST);
    for (let attempt = 0; attempt < learner.data.test.attempts; attempt += 1) {
      await learner.takeTest({ wrong: 9 });
      await saved(learner);
      assert.equal(statusOf(site.tracks()), "incomplete", `attempt ${attempt}`);
    }
    assert.equal(await learner.page().getByText("What to read again").count(), 0, "there is nothing to read");
    await learner.takeTest();
    await saved(learner);
    assert.equal(statusOf(site.tracks()), "passed");
    await sound(window);
  });
}
