//! The places of a course in `bona preview`: each with its own words, at the page where the author is.
//!
//! What stands here: the switch in the frame, and the picture `out/preview-place.png` for people to look at. What does
//! not: whose words are whose (tests/suite/places.rs).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./chromium.mjs";
import { leavePicture } from "./course.mjs";
import { copied, start } from "./previewed.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

test("each place has its own words, and a learner stays at the same page", async (t) => {
  const files = copied({ places: "tests/fixtures/places" });
  t.after(files.remove);
  const preview = await start(files.folder, ["places"], ["--variant", "elm_street"]);
  t.after(preview.stop);
  const { context, page, witness } = await openWindow(browser, { allowed: [preview.address, "data:"] });
  t.after(() => context.close());
  await page.goto(`${preview.address}?system=strict-1.2`);
  const pages = page.frameLocator("#pages");
  // Before the player begins all pages stand there, one below the other.
  await pages.locator(".on [data-next]:visible").click();
  const reads = (words) => pages.locator("[data-page=asking].on").filter({ hasText: words }).waitFor();
  const choose = (place) => page.locator("#variant").selectOption(place);
  await reads("A name is changed at the screen.");
  assert.equal(await page.locator("#variant").inputValue(), "elm_street");
  assert.deepEqual(await page.locator("#variant option").allInnerTexts(), [
    "For all places",
    "elm_street",
    "north_region",
    "oak_road",
  ]);
  await leavePicture(page, "preview-place");
  await choose("");
  await reads("A name is changed with a form.");
  await choose("elm_street");
  await reads("A name is changed at the screen.");
  files.change("places/variants/elm_street.ron", "changed at the screen", "changed on paper");
  await reads("A name is changed on paper.");
  await page.waitForURL(/[?&]variant=elm_street/);
  assert.deepEqual({ ...witness, requests: [] }, { requests: [], outside: [], violations: [], errors: [] });
});
