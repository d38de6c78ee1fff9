//! The course in a package for cmi5, before Ralph, a learning record store by others.
//!
//! Ralph has no launches and keeps no documents, so these come from our own store; every statement goes on to Ralph on a
//! port of this machine as it comes, and the player hears what Ralph says. What does not stand here: the store's own rules
//! (records.test.mjs). Invariant: what Ralph refuses is refused to the player, and each kind of damage is tried.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "../chromium.mjs";
import { unpacked } from "../course.mjs";
import { pointer } from "../hands.mjs";
import { FINISH, Learner, savedLater, TEST } from "../learner.mjs";
import { openStore } from "../store.mjs";
import { takeTest, work } from "../whole.mjs";
import { ORACLES, startOther } from "./other.mjs";

const PASSWORD = `Basic ${Buffer.from("player:made-up").toString("base64")}`;

let [browser, ralph] = [];
before(async () => {
  [browser, ralph] = await Promise.all([startBrowser(), startOther(ORACLES, "ralph.py", "--serve")]);
});
after(() => Promise.all([browser?.close(), ralph?.close()]));

/** Asks Ralph as whoever runs the learning system does: with the system's own password, and the player's version. */
async function ask({ method, path, headers, body }) {
  const answer = await fetch(`${ralph.origin}/xAPI${path}`, {
    method,
    headers: {
      authorization: PASSWORD,
      "content-type": "application/json",
      "x-experience-api-version": headers["x-experience-api-version"],
    },
    ...(method !== "GET" && { body }),
  });
  return { status: answer.status, body: await answer.text() };
}

/** All that Ralph has of a learner, by id. */
async function kept(site) {
  const agent = JSON.stringify(site.store.facts.actor);
  const headers = { "x-experience-api-version": "1.0.3" };
  const { body } = await ask({
    method: "GET",
    path: `/statements/?${new URLSearchParams({ agent })}`,
    headers,
  });
  return new Map(JSON.parse(body).statements.map((one) => [one.id, one]));
}

let learners = 0;
/** A learner of their own, and the way of their statements to Ralph: `road.on` may damage what comes, or lose an answer. */
async function start(t, name) {
  learners += 1;
  const road = { heard: [], on: async (request) => ask(request) };
  const forward = async (request) => {
    const answer = await road.on(request);
    road.heard.push(`${request.method} ${answer.status}`);
    return answer;
  };
  const site = await openStore(unpacked(name), { account: `ralph-${learners}`, forward });
  t.after(() => site.close());
  const open = async (options = {}) => {
    const window = await openWindow(browser, { allowed: site.allowed, clock: true });
    t.after(() => window.context.close());
    await window.page.goto(site.launch({ returnURL: site.back, ...options }));
    const learner = await new Learner(window.page.mainFrame(), pointer(window.page)).begin();
    return { ...window, learner };
  };
  return { site, road, open };
}

const saved = ({ learner }) => learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();

async function readAll({ learner }) {
  while ((await learner.place()) !== TEST) {
    await work(learner, await learner.place());
    await learner.next();
  }
}

async function leave({ learner, page }, site) {
  await learner.visit(FINISH);
  await learner.hands.use(learner.button("Save and close"));
  await page.waitForURL(site.back);
}

/** Ralph has what the player told, as it told it, and nothing else; two judges find no fault in it. Gives how many. */
async function sound(site) {
  const told = site.store.statements.filter(({ verb }) => !/launched|abandoned/.test(verb.id));
  const theirs = await kept(site);
  assert.deepEqual([...theirs.keys()].sort(), told.map(({ id }) => id).sort());
  for (const one of told) {
    // A store adds to a statement; what it was given stays.
    const found = theirs.get(one.id);
    const same = Object.fromEntries(Object.keys(one).map((name) => [name, found[name]]));
    assert.deepEqual(same, one);
  }
  assert.deepEqual(site.faults(), []);
  return told.length;
}

test("the whole course in two visits: Ralph has each statement as it was told, once", async (t) => {
  const { site, road, open } = await start(t, "reference-cmi5-universal");
  const first = await open({ mastery: 0.5 });
  await readAll(first);
  await takeTest(first.learner);
  await saved(first);
  await leave(first, site);
  assert.deepEqual([site.told("completed").length, site.told("passed").length], [1, 1]);
  await first.context.close();
  // The document forgets what was told for ever: Ralph is asked.
  site.store.documents.set("bona", JSON.stringify({ ...site.kept(), sent: [] }));
  const second = await open({ mastery: 0.5 });
  await second.learner.visit(TEST);
  assert.match((await second.learner.shown()).words, /100 per cent: that is a pass/);
  await saved(second);
  await leave(second, site);
  assert.ok(road.heard.includes("GET 200"), "Ralph was asked for what the document does not know");
  assert.deepEqual([site.told("completed").length, site.told("passed").length], [1, 1]);
  assert.ok(!road.heard.some((one) => !/ 20[04]$/.test(one)), `${road.heard}`);
  const told = await sound(site);
  assert.ok(told >= 20, `${told}`);
  t.diagnostic(`${told} statements, and Ralph has them all`);
});

/** What is wrong with a statement on the way, and how Ralph refuses it. */
const DAMAGES = {
  "nobody who learns": [422, (one) => ({ ...one, actor: { objectType: "Agent" } })],
  "a verb without an id": [422, (one) => ({ ...one, verb: { display: { en: "answered" } } })],
  "an id that is none": [422, (one) => ({ ...one, id: "1" })],
};

test("what Ralph refuses the learner is told, and it is told again until Ralph takes it", async (t) => {
  const { site, road, open } = await start(t, "cmi5_sound");
  const window = await open();
  const { learner, page } = window;
  const { items, modules } = learner.data;
  const asks = Object.values(items).map((item) => item.page);
  const pages = modules
    .flatMap((module) => module.pages.map(({ id }) => id))
    .filter((id) => asks.includes(id));
  for (const [what, [status, damage]] of Object.entries(DAMAGES)) {
    const [had, heard] = [(await kept(site)).size, road.heard.length];
    road.on = ({ body, ...request }) =>
      ask({ ...request, body: JSON.stringify(JSON.parse(body).map(damage)) });
    const place = pages.shift();
    assert.ok(place, "there are pages enough that ask");
    await learner.visit(place);
    await work(learner, place);
    await learner.frame.locator("#alert").getByText("Not saved").waitFor();
    assert.ok(road.heard.slice(heard).includes(`POST ${status}`), `${what}: ${road.heard.slice(heard)}`);
    assert.equal((await kept(site)).size, had, `${what}: Ralph kept some of it`);
    road.on = ask;
    await savedLater(page, learner.frame);
    assert.ok((await kept(site)).size > had, what);
  }
  await leave(window, site);
  await sound(site);
});

test("a visit whose beginning Ralph refuses does not begin, and the learner is told", async (t) => {
  const { site, road, open } = await start(t, "cmi5_sound");
  const [, damage] = DAMAGES["a verb without an id"];
  road.on = ({ body, ...request }) => ask({ ...request, body: JSON.stringify(JSON.parse(body).map(damage)) });
  const { learner } = await open();
  await learner.frame.locator("#alert").getByText("did not let this visit begin").waitFor();
  assert.deepEqual(road.heard, ["POST 422"]);
  assert.equal((await kept(site)).size, 0);
});

test("Ralph takes something and its answer is lost: it is told again, and Ralph has it once", async (t) => {
  const { site, road, open } = await start(t, "cmi5_sound");
  const window = await open();
  const { learner, page } = window;
  const { page: place } = Object.values(learner.data.items).find((item) => item.page);
  await learner.visit(place);
  await saved(window);
  const had = (await kept(site)).size;
  road.on = async (request) => {
    await ask(request);
    return { status: 0 };
  };
  await work(learner, place);
  await learner.frame.locator("#alert").getByText("Not saved").waitFor();
  assert.ok((await kept(site)).size > had, "Ralph has it already");
  road.on = ask;
  await savedLater(page, learner.frame);
  await leave(window, site);
  await sound(site);
});
