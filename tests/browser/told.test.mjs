//! What the cover says is told, and what the learning system is told: the same, in every package that is played here.
//!
//! What stands here: a learner who does everything, the cover's sentence, and every element that the strict system was
//! given. What does not: single values (learn, kinds, measure). Invariant: everything that is sent is named, nothing is
//! named that is not sent, and nothing of what is named as kept back is in anything that was sent.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startBrowser } from "./chromium.mjs";
import { launch, unpacked } from "./course.mjs";
import { FINISH, TEST } from "./learner.mjs";
import { openSite } from "./site.mjs";
import { takeTest, work } from "./whole.mjs";

/** Each clause of the sentence, and the elements that it stands for. */
const CLAUSES = [
  [/keeps your place/, (name) => /suspend_data$|location$|^cmi\.(core\.)?exit$/.test(name)],
  [/how much of it you have done/, (name) => /^cmi\.progress_measure$/.test(name)],
  [/whether you finished/, (name) => /(lesson|completion|success)_status$/.test(name)],
  [/how long you were here/, (name) => /session_time$/.test(name)],
  [
    /your best test result/,
    (name, { parts }) => !parts && /^cmi\.(core\.)?score\.(raw|min|max|scaled)$/.test(name),
  ],
  [
    /how many of your answers were right, and not which/,
    (name, { parts }) => parts && /^cmi\.(core\.)?score\./.test(name),
  ],
  [
    /how you answered the questions/,
    (name, { questions }) => questions.some((part) => name.startsWith(part)),
  ],
  [/what you chose in the scenes/, (name, { scenes }) => scenes.some((part) => name.startsWith(part))],
];

/** Words that are typed wherever words can be, and must be in nothing that is sent. */
const WORDS = "Wednesday-lanterns";

/** What a learner may write or choose for themselves, as the cover names what is kept back. */
const KEPT = [
  [/what you pledge/, "[data-item=pledge]"],
  [/what you write for yourself/, "[data-wrote]"],
  [/your opinions/, "[data-item=likert], [data-page=course-opinions]"],
];

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Does everything once and leaves. Gives the cover's sentence, all that was sent, and what each element was of. */
async function everything(t, name) {
  const system = name.includes("2004") ? "strict-2004" : "strict";
  const site = await openSite(unpacked(name), { system });
  t.after(() => site.close());
  const { learner } = await launch(t, browser, site);
  const cover = (await learner.shown()).words;
  const own = [];
  for (const [clause, things] of KEPT) own.push([clause, await learner.frame.locator(things).count()]);
  for (const { id } of learner.data.modules.flatMap(({ pages }) => pages)) {
    await learner.visit(id);
    await write(learner);
    await work(learner, id);
  }
  const parts = learner.data.completion === "handed_in";
  if (learner.data.opinions) {
    await learner.visit("course-opinions");
    for (const scale of await learner.page().locator("fieldset.scale").all())
      await learner.hands.use(scale.locator("input").first());
  }
  if (learner.data.test) {
    await learner.visit(TEST);
    await (parts ? handIn(learner) : takeTest(learner));
  }
  await learner.visit(FINISH);
  await learner.hands.use(learner.button("Save and close"));
  await learner.page().getByText("You can close this window now").first().waitFor();
  return { cover, sent: sentBy(site.commits), own, about: about(site.tracks(), learner.data, parts) };
}

/** Writes the same words wherever words can be written. */
async function write(learner) {
  for (const field of await learner.page().locator("textarea").all()) {
    if (await field.isVisible()) await learner.hands.type(field, WORDS);
  }
}

async function handIn(learner) {
  await learner.hands.use(learner.button(/^(Begin|Go on)$/));
  for (let last = false; !last; ) {
    const hand = learner.button("Hand in");
    last = await hand.isVisible();
    await learner.hands.use(learner.page().locator("[data-at=test] input").first());
    await learner.hands.use(last ? hand : learner.button("Next question"));
  }
}

/** Every element that was ever given a value, but those that the system said first. */
function sentBy(commits) {
  const sent = new Map();
  for (const tracks of commits)
    for (const [name, value] of Object.entries(tracks))
      if (
        value &&
        !/student_|learner_(id|name)$|\.(credit|entry|(lesson_)?mode|total_time)$|launch_data|comments_from_lms/.test(
          name,
        )
      )
        sent.set(name, `${sent.get(name) ?? ""} ${value}`);
  return sent;
}

/** Which numbers of interactions are of questions, and which of scenes. */
function about(tracks, { items, scenarios }, parts) {
  const of = (things) =>
    Object.entries(tracks)
      .filter(([name, value]) => /interactions\.\d+\.id$/.test(name) && value.split("__")[0] in things)
      .map(([name]) => name.replace(/id$/, ""));
  return { questions: of(items), scenes: of(scenarios), parts };
}

/** Every difference between what is said and what was sent. */
function differences({ cover, sent, own, about }) {
  const wrong = [];
  const names = [...sent.keys()];
  for (const [clause, stands] of CLAUSES) {
    const said = clause.test(cover);
    const found = names.filter((name) => stands(name, about));
    if (said !== found.length > 0)
      wrong.push(`${clause}: ${said ? "said" : "not said"}, sent ${found.length}`);
  }
  for (const name of names)
    if (!CLAUSES.some(([, stands]) => stands(name, about)))
      wrong.push(`${name} is sent and stands for nothing that is said`);
  for (const [clause, count] of own)
    if (clause.test(cover) !== count > 0) wrong.push(`${clause}: there are ${count}`);
  for (const [name, value] of sent) if (value.includes(WORDS)) wrong.push(`${name} holds what was written`);
  return wrong;
}

const NAMES = ["scorm12", "kinds", "routes", "reference12", "baseline", "opinions"];
const NAMES_2004 = ["reference-scorm2004-3-canvas", "baseline2004"];

for (const name of [...NAMES, ...NAMES_2004]) {
  test(`${name}: what is said is sent, and what is sent is said`, async (t) => {
    const all = await everything(t, name);
    assert.deepEqual(differences(all), []);
    assert.ok(all.sent.size >= 5, `${all.sent.size} elements`);
    // The canaries: a clause that is not said, one that is said too much, and an element that nobody named.
    const silent = { ...all, cover: all.cover.replace("how long you were here", "") };
    assert.equal(differences(silent).length, 1);
    const boast = all.about.parts
      ? "your best test result"
      : "how many of your answers were right, and not which";
    assert.equal(differences({ ...all, cover: `${all.cover} ${boast}` }).length, 1);
    const more = new Map([...all.sent, ["cmi.comments", WORDS]]);
    assert.equal(differences({ ...all, sent: more }).length, 2);
  });
}
