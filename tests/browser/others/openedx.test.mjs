//! Our packages in openedx-scorm-xblock, the SCORM block of Open edX, by others: imported by its own code, played on its
//! own page and run-time API, and read back from its own fields.
//!
//! What stands here: what must be there after each visit. What does not: what a platform does for a block
//! (tests/oracles/host_openedx.py). Invariant: what is no package, says nothing of completion, or is no score is refused or
//! named in the same run; a status that was reached is never told lower.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeTarget, startBrowser } from "../chromium.mjs";
import { FINISH, TEST } from "../learner.mjs";
import { takeTest } from "../whole.mjs";
import { form, HOSTS, packed, startOther, until, zipOf } from "./other.mjs";
import { diary, differences, due, held, leave, open, read, saved, seconds } from "./visits.mjs";

let [browser, host] = [];
before(async () => {
  [browser, host] = await Promise.all([startBrowser(), startOther(HOSTS, "host_openedx.py")]);
});
after(() => Promise.all([browser?.close(), host?.close()]));

/** What whoever makes a course says of the block. */
const SETTINGS = {
  display_name: "A course",
  width: "",
  height: "",
  has_score: "1",
  weight: "1",
  popup_on_launch: "0",
  enable_navigation_menu: "0",
  enable_fullscreen_button: "1",
  navigation_menu_width: "",
};

async function ask(method, path, body) {
  const answer = await fetch(host.origin + path, { method, body });
  return { status: answer.status, told: await answer.json() };
}

/** A new block with a package in it: what was said of that, what it holds, and what a learner does with it. */
async function block(t, zip) {
  const { told: number } = await ask("POST", "/blocks");
  const handle = (name, body) => ask("POST", `/handler/${number}/${name}`, body);
  const { told: said } = await handle("studio_submit", form(zip, SETTINGS));
  return {
    said,
    kept: async () => (await ask("GET", `/kept/${number}`)).told,
    handle: (name, body) => handle(name, JSON.stringify(body)),
    visit: () => open(t, browser, { url: `${host.origin}/view/${number}`, frame: "iframe.scorm-embedded" }),
  };
}

for (const [name, version, title] of [
  ["reference-scorm12-openedx", "SCORM_12", "Reference: one of everything"],
  ["reference-scorm12-universal", "SCORM_12", "Reference: one of everything"],
  ["minimal12", "SCORM_12", "A greeting that fits"],
  ["minimal2004", "SCORM_2004", "A greeting that fits"],
  ["reference-scorm2004-3-canvas", "SCORM_2004", "Reference: one of everything"],
  ["reference-scorm2004-4-canvas", "SCORM_2004", "Reference: one of everything"],
])
  test(`${name} is imported: edition, first page and title are found, and nothing is missed in it`, async (t) => {
    const { said, kept } = await block(t, packed(name));
    assert.deepEqual(said, { result: "success", errors: [] });
    const { scorm_version, index_page_path, package_warnings, navigation_menu } = await kept();
    assert.deepEqual([scorm_version, index_page_path, package_warnings], [version, "index.html", []]);
    const titles = [...navigation_menu.matchAll(/<li[^>]*>([^<]*)</g)].map(([, words]) => words);
    assert.deepEqual(titles, [title, title], "of the course, and of what is launched");
  });

test("what is no package is refused, and one that tells nothing is named", async (t) => {
  const page = await block(t, zipOf("index.html", "<!doctype html>"));
  assert.match(page.said.errors.join(), /imsmanifest\.xml/);
  const manifest =
    "<manifest><metadata><schemaversion>2004 4th Edition</schemaversion></metadata><resources>";
  const bare = await block(
    t,
    zipOf("imsmanifest.xml", `${manifest}<resource href="a.html"/></resources></manifest>`),
  );
  const { package_warnings, scorm_version, index_page_path } = await bare.kept();
  assert.deepEqual(
    [package_warnings, scorm_version, index_page_path],
    [["no_completion_status"], "SCORM_2004", "a.html"],
  );
  for (const value of ["-1", "a lot", ""]) {
    const { status } = await bare.handle("scorm_set_value", { name: "cmi.core.score.raw", value });
    assert.equal(status, 400, `a score of "${value}"`);
  }
  assert.equal((await bare.kept()).lesson_score, 0);
});

/** Waits until what is held is what is due; fails with what differs. */
async function holds(edition, { kept }, learner, wanted) {
  const now = async () => held(edition, learner, (await kept()).scorm_data);
  assert.deepEqual(await until(now, (found) => !differences(found, wanted).length), wanted);
}

function sound({ witness }) {
  const errors = witness.errors.filter((error) => !/status of 404/.test(error));
  assert.deepEqual([errors, witness.outside, witness.violations], [[], [], []]);
}

for (const [edition, name] of [
  ["12", "reference-scorm12-openedx"],
  ["2004", "reference-scorm2004-4-canvas"],
])
  test(`SCORM ${edition}: done in two visits, the first cut off; passed, graded, and not taken back by a third`, async (t) => {
    const own = await block(t, packed(name));
    const did = diary(edition);
    const first = await own.visit();
    const place = await read(first.learner, did, 9);
    await saved(first);
    // It says of no answers that it takes them, so it is told none.
    const wanted = (more) => ({ ...due(did, more), answers: {} });
    await holds(edition, own, first.learner, wanted({ place }));
    assert.deepEqual(await standing(own), ["incomplete", "unknown", 0, []]);
    sound(first);
    await closeTarget(first.page);

    const second = await own.visit();
    const { learner } = second;
    assert.equal(await learner.place(), place, "where they were");
    assert.equal(await read(learner, did), TEST);
    await takeTest(learner);
    await saved(second);
    const used = (Date.now() - second.ready) / 1000;
    await leave(learner);
    const spent = (Date.now() - second.began) / 1000;
    await holds(edition, own, learner, wanted({ place: FINISH, ended: "passed", score: "100" }));
    const time = seconds(edition, (await own.kept()).scorm_data);
    assert.ok(time >= used - 1 && time <= spent, `${time} s told; of ${used} s to ${spent} s`);
    const reached = await standing(own);
    assert.deepEqual(reached.slice(0, 3), ["completed", "passed", 1]);
    assert.ok(reached[3].length && reached[3].every((grade) => grade === 1), `grades ${reached[3]}`);
    sound(second);
    await second.context.close();
    await again(own);
    t.diagnostic(`${(await own.kept()).told.length} values were told`);
  });

/** What the block makes of what it was told: status, success, score, and each grade that it published. */
async function standing({ kept }) {
  const { lesson_status, success_status, lesson_score, published } = await kept();
  const grades = published.filter(([kind]) => kind === "grade").map(([, { value }]) => value);
  return [lesson_status, success_status, lesson_score, grades];
}

/** Back after a pass: the same place, and no status, score or completion lower than it was. */
async function again(own) {
  const before = await own.kept();
  const third = await own.visit();
  assert.equal(await third.learner.place(), FINISH);
  await third.learner.visit(TEST);
  assert.match((await third.learner.shown()).words, /100 per cent: that is a pass/);
  await saved(third);
  await leave(third.learner);
  const { told, published } = await until(own.kept, ({ told }) => told.length > before.told.length + 3);
  const status = /status$|score\.(raw|scaled)$|progress_measure$/;
  const high = /^(passed|completed|100|1)$/;
  const lower = told
    .slice(before.told.length)
    .filter(({ name, value }) => status.test(name) && !high.test(value));
  assert.deepEqual(lower, [], "nothing lower than was reached");
  const shares = published.filter(([kind]) => kind === "completion").map(([, { completion }]) => completion);
  assert.ok(
    shares.length && shares.every((share, at) => share >= (shares[at - 1] ?? 0)),
    `completion ${shares}`,
  );
  assert.deepEqual((await standing(own)).slice(0, 3), ["completed", "passed", 1]);
  sound(third);
}
