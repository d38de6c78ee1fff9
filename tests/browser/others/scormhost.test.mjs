//! Our packages in scormhost, a learning system by others: uploaded, played in its own page on its own run-time API, and
//! read back over its REST API.
//!
//! What stands here: what must be there after each visit. What does not: our own fakes (records, s2004, paths). Invariant:
//! what is not a package is refused in the same run, and each value that is compared is noticed when it is another.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { closeTarget, startBrowser } from "../chromium.mjs";
import { FINISH, TEST } from "../learner.mjs";
import { takeTest } from "../whole.mjs";
import { form, HOSTS, packed, startOther, until, zipOf } from "./other.mjs";
import { diary, differences, due, held, interactions, leave, open, read, saved, seconds } from "./visits.mjs";

/** What a system that takes answers says it takes; scormhost says nothing and takes everything. */
const TAKES = {
  12: "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  2004: "id,type,objectives,timestamp,correct_responses,weighting,learner_response,result,latency,description",
};

let [browser, host] = [];
before(async () => {
  [browser, host] = await Promise.all([startBrowser(), startOther(HOSTS, "host_scormhost.py")]);
});
after(() => Promise.all([browser?.close(), host?.close()]));

let joined = 0;
let admin;
/** Somebody who looks after the system, and a new learner; `ask` is what a REST client says. */
async function start(t) {
  const { origin } = host;
  const ask = async (method, path, token, body) => {
    const json = body && !(body instanceof FormData);
    const answer = await fetch(origin + path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(json && { "content-type": "application/json" }),
      },
      body: json ? JSON.stringify(body) : body,
    });
    return { status: answer.status, told: await answer.json() };
  };
  const join = async (name) => {
    joined += 1;
    const who = {
      email: `${name}@example.com`,
      username: name,
      password: `password of ${name}`,
      display_name: name,
    };
    const { told } = await ask("POST", "/api/auth/register", "", who);
    return { who, token: told.access_token, role: told.user.role };
  };
  // Whoever comes first looks after the system.
  admin ??= await join("admin");
  const { who, token, role } = await join(`learner_${joined}`);
  assert.deepEqual([admin.role, role], ["admin", "learner"]);
  const upload = (zip) => ask("POST", "/api/packages", admin.token, form(zip));
  /** Uploads a package. Gives what a learner does with it, and what is held of them. */
  const course = async (name) => {
    const { status, told } = await upload(packed(name));
    assert.equal(status, 201, JSON.stringify(told));
    assert.deepEqual(
      told.manifest.launches.map(({ href }) => href),
      ["index.html"],
    );
    const cmi = `/api/scorm/${told.id}/cmi?launch=index.html`;
    return {
      manifest: told.manifest,
      visit: () =>
        open(t, browser, {
          url: `${origin}${told.launch_url}`,
          frame: "#scormhost-content",
          sign: (context) => context.request.post(`${origin}/api/auth/login`, { data: who }),
        }),
      elements: async () => (await ask("GET", cmi, token)).told.elements,
      put: (elements) => ask("PUT", cmi, token, { elements }),
    };
  };
  return { upload, course };
}

/** Waits until what is held is what is due; fails with what differs. */
async function holds(edition, { elements }, learner, wanted) {
  const now = async () => held(edition, learner, await elements());
  assert.deepEqual(await until(now, (found) => !differences(found, wanted).length), wanted);
}

/** Nothing was asked elsewhere, and no script failed; a system without a sign of its own has none to give. */
function sound({ witness }) {
  const errors = witness.errors.filter((error) => !/status of 404/.test(error));
  assert.deepEqual([errors, witness.outside, witness.violations], [[], [], []]);
}

/** Of a list of elements each with another value: what is compared must differ, and in nothing else. */
function damaged(edition, elements) {
  const old = edition === "12";
  const core = old ? "cmi.core." : "cmi.";
  const first = Object.keys(elements).find(
    (name) => /interactions\.\d+\.result$/.test(name) && elements[name] === "correct",
  );
  const change = (name, value) => ({ ...elements, [name]: value });
  return {
    status: change(core + (old ? "lesson_status" : "success_status"), "failed"),
    place: change(core + (old ? "lesson_location" : "location"), "elsewhere"),
    score: change(`${core}score.raw`, "99"),
    answers: change(first, old ? "wrong" : "incorrect"),
  };
}

for (const [edition, name] of [
  ["12", "reference-scorm12-universal"],
  ["2004", "reference-scorm2004-4-canvas"],
])
  test(`SCORM ${edition}: the whole course in two visits, the first cut off; all is read back as it was done`, async (t) => {
    const { course } = await start(t);
    const own = await course(name);
    assert.equal(own.manifest.schema_version, edition === "12" ? "1.2" : "2004 4th Edition");
    await own.put({ "cmi.interactions._children": TAKES[edition] });
    const did = diary(edition);
    const first = await own.visit();
    const untested = edition === "12" ? "0" : undefined;
    const place = await read(first.learner, did, 9);
    await saved(first);
    await holds(edition, own, first.learner, due(did, { place, score: untested }));
    sound(first);
    await closeTarget(first.page);

    // It counts nothing by itself, so it is told how many answers it has.
    const told = interactions(await own.elements()).length;
    await own.put({ "cmi.interactions._count": `${told}` });
    const second = await own.visit();
    const { learner } = second;
    assert.equal(await learner.place(), place, "where they were");
    assert.equal(await read(learner, did), TEST);
    const kinds = await takeTest(learner);
    await saved(second);
    const used = (Date.now() - second.ready) / 1000;
    await leave(learner);
    const spent = (Date.now() - second.began) / 1000;
    const elements = await passed(own, learner, did);
    const time = seconds(edition, elements);
    // Whole seconds are told.
    assert.ok(time >= used - 1 && time <= spent, `${time} s told; of ${used} s to ${spent} s`);
    const answers = interactions(elements);
    assert.equal(answers.length, new Set(answers.map(({ id }) => id)).size, "none is told twice");
    const { items, scenarios } = learner.data;
    assert.equal(answers.filter(({ id }) => items[id]?.page === null).length, kinds.length);
    for (const id of Object.keys(scenarios))
      assert.ok(
        answers.some((one) => one.id.startsWith(`${id}__`)),
        id,
      );
    t.diagnostic(
      `${did.pages.size} pages, ${answers.length} answers, a test of ${kinds.length}; ${time} s of ${spent} s`,
    );
    sound(second);
    await second.context.close();
    await again(own, edition, elements);
  });

/** All that is due after a pass; each single value that is another is found. Gives the elements. */
async function passed(own, learner, did) {
  const { edition } = did;
  const { items } = learner.data;
  const wanted = due(did, { place: FINISH, ended: "passed", score: "100" });
  const now = async () => {
    const found = await held(edition, learner, await own.elements());
    // What the test asked is drawn: it must be right, and a question of the test.
    for (const id of Object.keys(found.answers))
      if (items[id]?.page === null && /^correct/.test(found.answers[id]))
        wanted.answers[id] = found.answers[id];
    return found;
  };
  assert.deepEqual(await until(now, (found) => !differences(found, wanted).length), wanted);
  const elements = await own.elements();
  for (const [name, others] of Object.entries(damaged(edition, elements)))
    assert.deepEqual(differences(await held(edition, learner, others), wanted), [name]);
  return elements;
}

/** Back after a pass: the same place, and nothing is taken back. */
async function again(own, edition, before) {
  const third = await own.visit();
  assert.equal(await third.learner.place(), FINISH);
  await third.learner.visit(TEST);
  assert.match((await third.learner.shown()).words, /100 per cent: that is a pass/);
  await saved(third);
  const status =
    edition === "12" ? ["cmi.core.lesson_status"] : ["cmi.completion_status", "cmi.success_status"];
  const elements = await until(own.elements, (now) => now["cmi.suspend_data"] !== before["cmi.suspend_data"]);
  for (const name of [...status, `cmi.${edition === "12" ? "core." : ""}score.raw`])
    assert.equal(elements[name], before[name], name);
  sound(third);
}

for (const [edition, name, ended] of [
  ["2004", "scorm2004-3", "passed"],
  ["12", "first_contact_easy", "passed"],
  ["12", "minimal12", "completed"],
  ["2004", "minimal2004", "completed"],
])
  test(`${name}: from the first page to the end, in a system that names no answers; so it is told none`, async (t) => {
    const { course } = await start(t);
    const own = await course(name);
    const did = diary(edition);
    const visit = await own.visit();
    const { learner } = visit;
    const tested = (await read(learner, did)) === TEST;
    assert.equal(tested, ended === "passed");
    if (tested) await takeTest(learner);
    await saved(visit);
    await leave(learner);
    const score = tested ? "100" : edition === "12" ? "0" : undefined;
    await holds(edition, own, learner, { ...due(did, { place: FINISH, ended, score }), answers: {} });
    sound(visit);
  });

test("what is no package is refused", async (t) => {
  const { upload } = await start(t);
  const { status, told } = await upload(zipOf("index.html", "<!doctype html>"));
  assert.equal(status, 400);
  assert.match(told.detail, /imsmanifest\.xml/);
  const { file, bytes } = packed("scorm12");
  assert.equal((await upload({ file, bytes: bytes.subarray(0, bytes.length - 400) })).status, 400);
});
