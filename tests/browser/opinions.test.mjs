//! Opinions of a part that measures: asked once, never sent, and taken away as a code.
//!
//! What stands here: the page of opinions and the code on the last page, with pointer and keyboard, in each colour and
//! on paper; the picture is read by zxing-cpp. What does not: the bits of a code (the shared vectors). Invariant: what
//! the learning system is told is the same whatever is chosen.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { judge, sideways } from "./axe.mjs";
import { SCREENS, startBrowser } from "./chromium.mjs";
import { launch, OUT, openAlone, unpacked } from "./course.mjs";
import { keyboard } from "./hands.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";
import { spoken } from "./spoken.mjs";

const OPINIONS = "course-opinions";
const READER = fileURLToPath(new URL("../oracles/qr.py", import.meta.url));

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Opens the part that is asked some time later. */
async function start(t, { system = "strict", ...options } = {}) {
  const site = await openSite(unpacked("opinions"), { system });
  t.after(() => site.close());
  const opened = await launch(t, browser, site, options);
  return { site, ...opened };
}

/** Answers every question of the form with its first option, and hands in. */
async function handIn(learner) {
  await learner.visit(TEST);
  await learner.hands.use(learner.button(/^(Begin|Go on)$/));
  for (let last = false; !last; ) {
    const hand = learner.button("Hand in");
    last = await hand.isVisible();
    await learner.hands.use(learner.page().locator("[data-at=test] input").first());
    await learner.hands.use(last ? hand : learner.button("Next question"));
  }
}

const statement = (learner, id) => learner.page().locator(`fieldset[data-id=${id}]`);
const code = (learner) => learner.page().locator("[data-at=code] code");

/** Chooses a point of every statement, by its place; -1 is the last, to prefer not to say. */
async function choose(learner, places) {
  await learner.visit(OPINIONS);
  for (const [id, place] of Object.entries(places)) {
    await learner.hands.use(statement(learner, id).locator("input").nth(place));
  }
}

/** What other people's reader makes of pictures of codes. */
function read(...pictures) {
  const run = spawnSync("python3", [READER, ...pictures], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.split("\n").slice(0, pictures.length);
}

/** What a code says, by docs/evidence.md and nothing of ours. */
function numbersOf(line, widths) {
  const signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const [bits] = line.split(".").slice(-2);
  let rest = [...bits].map((sign) => signs.indexOf(sign).toString(2).padStart(5, "0")).join("");
  return [10, 10, 10, ...widths].map((width) => {
    const number = Number.parseInt(rest.slice(0, width), 2);
    rest = rest.slice(width);
    return number;
  });
}

test("what is open is asked about once, and then left open", async (t) => {
  const { learner, witness } = await start(t);
  await choose(learner, { can_repair: 4 });
  const next = learner.page().locator("[data-next]");
  await learner.hands.use(next);
  const open = learner.page().locator("[data-at=open]");
  await open.waitFor();
  assert.equal(await learner.place(), OPINIONS, "it asks first");
  assert.match(await open.innerText(), /4 statements are open/);
  assert.ok(
    await open.evaluate((box) => box === box.ownerDocument.activeElement),
    "the summary has the focus",
  );
  assert.deepEqual((await judge(learner.frame)).violations, []);
  await learner.hands.use(open.getByRole("link").first());
  const first = statement(learner, "worries");
  assert.ok(
    await first.evaluate((one) => one === one.ownerDocument.activeElement),
    "a link leads to its statement",
  );
  await learner.hands.use(next);
  await learner.arrives(FINISH); // asked once, it lets go on
  assert.match(await code(learner).innerText(), /^B1\.reference\.1\.\d+\.\d+\.FB\.[0-9A-Z]+\.[0-9A-Z]{5}$/);
  assert.deepEqual(witness.errors, []);
});

test("nothing chosen makes no code, and says so", async (t) => {
  const { learner } = await start(t);
  await learner.visit(FINISH);
  await learner.page().getByText("You chose nothing, so there is no code").waitFor();
  assert.equal(await code(learner).count(), 0);
});

test("the code holds what was chosen, by the slots that the package lists", async (t) => {
  const { learner } = await start(t, { hands: keyboard });
  await choose(learner, { can_repair: 0, worries: 4, safe_team: -1, did_repair: 3 });
  for (const [place, words] of ["m", "7", "42"].entries()) {
    await learner.hands.type(learner.page().locator("[data-ownpart]").nth(place), words);
  }
  await learner.visit(FINISH);
  const line = await code(learner).innerText();
  const evidence = JSON.parse(readFileSync(`${unpacked("opinions")}/course-evidence.json`, "utf8"));
  const { letters, slots } = evidence.answer_code;
  assert.ok(line.startsWith(`B1.reference.${evidence.edition}.${letters}.`), line);
  const [school, day, digits, ...said] = numbersOf(
    line,
    slots.map(({ bits }) => bits),
  );
  assert.ok(
    [school, day, digits].every((part) => part >= 1 && part <= 1023),
    line,
  );
  const told = Object.fromEntries(
    slots.map(({ id, options }, at) => [id, said[at] && options[said[at] - 1]]),
  );
  assert.deepEqual(told, {
    can_repair: "agreement5.1",
    worries: "agreement5.5",
    safe_team: "prefer-not",
    felt_heard: 0,
    did_repair: "no_chance",
    offered_place: 0,
  });
});

for (const system of ["strict", "scorm-again"]) {
  test(`${system}: the system is told the same whatever is chosen`, async (t) => {
    const told = [];
    for (const place of [0, -1]) {
      // Chance falls the same each time, so that two visits can be compared.
      const { learner, site, context } = await start(t, { system, seed: 0.25 });
      await choose(learner, { can_repair: place, worries: place, safe_team: place, did_repair: place });
      await handIn(learner);
      await learner.visit(FINISH);
      const line = await code(learner).innerText();
      await learner.hands.use(learner.button("Save and close"));
      await learner.page().getByText("You can close this window now").first().waitFor();
      const commits = site.commits.map((tracks) => ({ ...tracks }));
      for (const tracks of commits) {
        for (const name of Object.keys(tracks)) if (/time$/.test(name)) delete tracks[name];
      }
      const last = site.tracks();
      assert.equal(last["cmi.core.lesson_status"], "completed");
      assert.ok(Object.keys(last).every((name) => !name.startsWith("cmi.interactions")));
      const all = JSON.stringify(commits);
      assert.ok(
        !all.includes(line.split(".").at(-2)) && !all.includes("can_repair"),
        "no code, no statement",
      );
      told.push({ state: last["cmi.suspend_data"], score: last["cmi.core.score.raw"], line });
      await context.close();
    }
    const [one, other] = told;
    assert.notEqual(one.line, other.line, "the codes differ, so the answers did");
    assert.deepEqual([one.state, one.score], [other.state, other.score]);
  });
}

test("answers are kept on the device only where the learner says so", async (t) => {
  const folder = pathToFileURL(unpacked("opinions-html")).href;
  const { learner, page } = await openAlone(t, browser, `${folder}/index.html`, { allowed: [folder] });
  const stored = () => learner.frame.evaluate(() => JSON.stringify(localStorage));
  await choose(learner, { can_repair: 4 });
  assert.doesNotMatch(await stored(), /can_repair/);
  await learner.hands.use(learner.page().locator("[data-at=keep]"));
  assert.match(await stored(), /opinion-can_repair=agreement5\.5/);
  await page.reload();
  await learner.begin();
  await learner.visit(OPINIONS);
  await learner.frame.locator("html:not(.waiting)").waitFor();
  assert.ok(await statement(learner, "can_repair").locator("input").nth(4).isChecked(), "it came back");
  await learner.hands.use(learner.page().locator("[data-at=keep]"));
  assert.doesNotMatch(await stored(), /can_repair/, "and goes again");
});

test("a page that is one file makes its code without fetching anything", async (t) => {
  const url = pathToFileURL(`${unpacked("opinions-single")}/index.html`).href;
  const { learner, witness } = await openAlone(t, browser, url);
  await choose(learner, { can_repair: 1, felt_heard: 2 });
  await learner.visit(FINISH);
  assert.match(await code(learner).innerText(), /\.PB\./);
  assert.deepEqual([witness.outside, witness.errors, witness.violations], [[], [], []]);
});

for (const [screen, dark] of [
  ["desktop", false],
  ["phone", true],
  ["small", true],
]) {
  test(`${screen}, ${dark ? "dark" : "light"}: every state is sound, and the picture is read`, async (t) => {
    const { learner, page } = await start(t, { screen: SCREENS[screen], dark });
    const wrong = [];
    const each = async (name) => {
      wrong.push(...(await judge(learner.frame)).violations.map((words) => `${name}: ${words}`));
      const over = await sideways(learner.frame);
      if (over) wrong.push(`${name}: it can be moved sideways by ${over} pixels`);
      await shot(page, `${OUT}/opinions-${name}-${screen}-${dark ? "dark" : "light"}.png`);
    };
    await learner.visit(OPINIONS);
    await each("untouched");
    await choose(learner, { can_repair: 3, worries: -1, safe_team: 6, did_repair: 1, offered_place: 0 });
    await each("chosen");
    await learner.visit(FINISH);
    const line = await code(learner).innerText();
    const picture = `${OUT}/code-${screen}.png`;
    await learner.page().locator("svg.qr").screenshot({ path: picture });
    assert.deepEqual(read(picture), [line]);
    await each("code");
    assert.deepEqual(wrong, []);
    if (screen === "desktop") await onPaper(learner, page, line);
  });
}

/** The picture on paper, and one that was spoilt, which nobody can read. */
async function onPaper(learner, page, line) {
  await page.emulateMedia({ media: "print" });
  const paper = `${OUT}/code-paper.png`;
  await learner.page().locator("svg.qr").screenshot({ path: paper });
  await shot(page, `${OUT}/opinions-code-print.png`);
  await page.emulateMedia({ media: "screen" });
  await learner
    .page()
    .locator("svg.qr path")
    .evaluate((path) => {
      path.setAttribute("d", "M4 4h20v40h-20z");
    });
  const spoilt = `${OUT}/code-spoilt.png`;
  await learner.page().locator("svg.qr").screenshot({ path: spoilt });
  assert.deepEqual(read(paper, spoilt), [line, ""], "on paper it is read; spoilt it is not");
}

/** The whole page: the frame is made as high as what stands in it. */
async function shot(page, path) {
  const high = await page.frame({ name: "sco" }).evaluate(() => document.documentElement.scrollHeight);
  const style = await page.addStyleTag({
    content: `iframe { height: ${high}px !important } html, body { height: auto !important }`,
  });
  await page.screenshot({ path, fullPage: true });
  await style.evaluate((one) => one.remove());
}

test("it is said in an order that makes sense", async (t) => {
  const { learner } = await start(t);
  await learner.visit(OPINIONS);
  const said = (await spoken(statement(learner, "can_repair"))).map((phrase) => phrase.trim());
  assert.deepEqual(said, [
    "group, I can put right a wrong name or pronoun without fuss.",
    "radio, Strongly disagree, not checked, 1 of 6",
    "radio, Disagree, not checked, 2 of 6",
    "radio, Neither agree nor disagree, not checked, 3 of 6",
    "radio, Agree, not checked, 4 of 6",
    "radio, Strongly agree, not checked, 5 of 6",
    "radio, Prefer not to say, not checked, 6 of 6",
  ]);
  await choose(learner, { can_repair: 2 });
  await learner.visit(FINISH);
  const line = await code(learner).innerText();
  const told = (await spoken(learner.page().locator("[data-at=code]"))).map((phrase) => phrase.trim());
  const place = (words) => told.findIndex((phrase) => phrase.includes(words));
  const order = [line, "button, Copy the code", "button, Print this page", "The same code as a picture"].map(
    place,
  );
  assert.ok(order[0] >= 0 && order.every((at, nth) => !nth || at > order[nth - 1]), told.join("\n"));
});
