//! A learner's own record: offered where nothing is connected, saved as a file and as a text, and honest about what it is.
//!
//! What stands here: that it is found, filled and readable. What does not: what stands in it for each way through a course
//! (packager/player/test/receipt.test.ts). Invariant: what is typed for it is kept nowhere.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, leavePicture, openAlone, startSystem, unpacked } from "./course.mjs";
import { FINISH } from "./learner.mjs";
import { openSite } from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** What a link would save. */
async function offered(part, name) {
  const link = part.getByRole("link", { name });
  const [href, file] = [await link.getAttribute("href"), await link.getAttribute("download")];
  return { file, text: decodeURIComponent(href.slice(href.indexOf(",") + 1)) };
}

test("without a learning system the menu offers it, and it says what was done and whose word it is", async (t) => {
  const site = await openSite(unpacked("scorm12"));
  t.after(() => site.close());
  const { learner, page, witness } = await openAlone(t, browser, site.packageUrl, {
    allowed: [site.origin],
    screen: SCREENS.small,
  });
  await learner.next();
  const menu = page.locator("#own-record");
  await menu.waitFor();
  await menu.click();
  await learner.arrives(FINISH);
  const part = page.locator("[data-at=receipt]");
  await part.locator("summary:focus").waitFor(); // it is before the learner
  await part.getByLabel(/staff number/).fill("Learner, Made-up 0042");
  const json = await offered(part, "Save as a file");
  const held = JSON.parse(json.text);
  assert.equal(json.file, "first_contact-record.json");
  assert.deepEqual(
    [held.format, held.basis, held.name, held.status, held.link],
    ["bona/receipt/v1", "self_reported", "Learner, Made-up 0042", "incomplete", "absent"],
  );
  const paper = await offered(part, "Save as text");
  assert.equal(paper.text, await part.locator("pre").textContent());
  assert.match(
    paper.text,
    /Whose: Learner, Made-up 0042[\s\S]*not signed, and anybody could have changed it/,
  );
  assert.deepEqual((await judge(page.mainFrame(), { whole: true })).violations, []);
  assert.equal(await sideways(page.mainFrame()), 0);
  await leavePicture(page, "receipt_small");
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /Made-up/);
  assert.deepEqual([witness.errors, witness.violations], [[], []]);
});

test("beside a learning system it stands on the last page alone, and tells what was said there", async (t) => {
  const site = await startSystem(t, "strict");
  const { learner } = await launch(t, browser, site);
  await learner.visit(FINISH);
  assert.equal(await learner.frame.locator("#own-record").isVisible(), false);
  const part = learner.frame.locator("[data-at=receipt]");
  await part.locator("summary").click();
  await learner.frame.locator("#save").getByText("Saved", { exact: true }).waitFor();
  await part.locator("pre").getByText("Told so far: not complete.").waitFor();
  const held = JSON.parse((await offered(part, "Save as a file")).text);
  assert.deepEqual([held.link, "name" in held, "last_kept" in held], ["connected", false, true]);
});
