//! cmi5 before a strict store: what is told, once, in order, and told again unchanged when it was not taken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { faults } from "../lms/rules_cmi5.ts";
import { Store } from "../lms/store.ts";
import { ANSWER, begin, data, FakeWindow, SNAPSHOT, TESTED, verbs } from "./host_cmi5";
import { settle } from "./world";

/** Nothing was refused, and the whole list keeps the rules. */
function sound(store: Store): void {
  assert.deepEqual(store.refused, []);
  assert.deepEqual(faults(store.statements, store.facts), []);
}

const stateOf = (store: Store) => JSON.parse(store.documents.get("bona") ?? "{}");
const PASSED = { ...SNAPSHOT, status: "passed", score: 83, done: 100, answers: [TESTED] } as const;

test("a first launch fetches its token once, reads what the system says, and says that it begins", async () => {
  const store = new Store();
  const { opened, own } = await begin(store, { mastery: 0.75 });
  assert.deepEqual(opened, { link: "connected", state: "", status: null, score: null, language: "" });
  assert.deepEqual(verbs(store), ["initialized"]);
  assert.equal(own.requests.filter(({ address }) => address.includes("/fetch")).length, 1);
  assert.deepEqual(store.requests, [
    "GET /activities/state 200",
    "GET /agents/profile 404",
    "GET /activities/state 404",
    "POST /statements 200",
  ]);
  sound(store);
});

test("a course is passed: completed and passed, then terminated, with all that cmi5 wants of them", async () => {
  const store = new Store();
  const { adapter } = await begin(store, { mastery: 0.75 });
  assert.equal(await adapter.save({ ...SNAPSHOT, answers: [ANSWER] }), true);
  assert.equal(await adapter.save(PASSED), true);
  assert.equal(await adapter.finish({ ...PASSED, answers: [] }), true);
  assert.deepEqual(verbs(store), [
    "initialized",
    "answered",
    "answered",
    "completed",
    "passed",
    "terminated",
  ]);
  const [passed, terminated] = store.statements.slice(-2);
  assert.deepEqual(passed?.result, {
    success: true,
    duration: "PT65.12S",
    score: { scaled: 0.83, raw: 83, min: 0, max: 100 },
  });
  assert.deepEqual(terminated?.result?.extensions, {
    "https://w3id.org/xapi/cmi5/result/extensions/progress": 100,
  });
  const { context } = passed as unknown as { context: Record<string, unknown> };
  assert.equal(context.revision, "1.0.0+0f3a9c21");
  assert.deepEqual([context.platform, context.language], ["Bona", "en-GB"]);
  assert.deepEqual(stateOf(store), {
    state: SNAPSHOT.state,
    status: "passed",
    score: 83,
    sent: ["completed", "passed"],
  });
  sound(store);
});

test("completed and passed are told once for a registration, however often somebody comes back", async () => {
  const store = new Store();
  for (let visit = 0; visit < 3; visit++) {
    const { adapter, opened } = await begin(store);
    assert.equal(opened.status, visit ? "passed" : null);
    assert.equal(opened.state, visit ? SNAPSHOT.state : "");
    assert.equal(await adapter.save({ ...PASSED, answers: [] }), true);
    assert.equal(await adapter.finish({ ...PASSED, answers: [] }), true);
  }
  assert.equal(verbs(store).filter((verb) => /completed|passed/.test(verb)).length, 2);
  assert.equal(verbs(store).filter((verb) => /initialized|terminated/.test(verb)).length, 6);
  sound(store);
});

test("failed is told once, at the end, and only where a test was taken and none was ever passed", async () => {
  const store = new Store();
  const failing = { ...SNAPSHOT, score: 50, answers: [TESTED] };
  const first = await begin(store, { mastery: 0.75 });
  await first.adapter.save(failing);
  await first.adapter.save({ ...failing, answers: [{ ...TESTED, attempt: 2 }] });
  assert.ok(!verbs(store).includes("failed"), "the next attempt may pass");
  await first.adapter.finish({ ...failing, answers: [] });
  const reading = await begin(store, { mastery: 0.75 });
  await reading.adapter.save({ ...failing, answers: [ANSWER] });
  await reading.adapter.finish({ ...failing, answers: [] });
  assert.equal(verbs(store).filter((verb) => verb === "failed").length, 1, "no test was taken");
  const third = await begin(store, { mastery: 0.75 });
  await third.adapter.save({ ...failing, answers: [TESTED] });
  await third.adapter.save(PASSED);
  await third.adapter.finish({ ...PASSED, answers: [] });
  const fourth = await begin(store, { mastery: 0.75 });
  await fourth.adapter.finish({ ...PASSED, answers: [] });
  assert.equal(verbs(store).filter((verb) => verb === "failed").length, 1);
  assert.equal(verbs(store).filter((verb) => verb === "passed").length, 1);
  sound(store);
});

test("a course that pages alone complete is completed, and never passed or failed", async () => {
  const store = new Store();
  const given = { ...data(), completion: "pages" as const };
  const { adapter } = await begin(store, { moveOn: "Completed" }, { given });
  await adapter.save({ ...SNAPSHOT, status: "completed", score: 40, answers: [TESTED] });
  await adapter.finish({ ...SNAPSHOT, status: "completed", score: 40 });
  assert.deepEqual(verbs(store), ["initialized", "answered", "completed", "terminated"]);
  sound(store);
});

test("the mark of the launch decides, and a score that rounds to the other side of it is left out", async () => {
  const store = new Store();
  const { adapter, data } = await begin(store, { mastery: 0.8333 });
  assert.equal(data.test?.pass_mark, 833_300);
  await adapter.save({ ...PASSED });
  const passed = store.statements.at(-1);
  assert.ok(passed?.verb.id.endsWith("/passed") && passed.result?.score === undefined);
  await adapter.finish({ ...PASSED, answers: [] });
  sound(store);
});

test("browsing and review are read: only the beginning and the end are told", async () => {
  for (const mode of ["Browse", "Review"] as const) {
    const store = new Store();
    store.documents.set(
      "bona",
      JSON.stringify({ ...stateOf(store), state: "kept", status: "passed", score: 90 }),
    );
    const { adapter, opened } = await begin(store, { mode });
    assert.deepEqual([opened.link, opened.state, opened.status], ["reading", "kept", "passed"]);
    assert.equal(await adapter.save({ ...PASSED, answers: [ANSWER] }), false);
    assert.equal(await adapter.finish({ ...PASSED, answers: [ANSWER] }), true);
    assert.deepEqual(verbs(store), ["initialized", "terminated"]);
    assert.equal(JSON.parse(store.documents.get("bona") as string).state, "kept");
    sound(store);
  }
});

for (const [name, status, kept] of [
  ["401 in the middle", 401, false],
  ["403", 403, false],
  ["500", 500, false],
  ["an answer that never came back", 0, true],
  ["a gateway that broke after the store", 502, true],
  ["409 for what the store does not hold", 409, false],
] as const) {
  test(`${name}: nothing is called saved, and the same statements are told again`, async () => {
    const store = new Store();
    const { adapter } = await begin(store);
    store.troubles.push({ of: "POST /statements", status, times: 2, kept });
    const snapshot = { ...PASSED, answers: [ANSWER, TESTED] };
    assert.equal(await adapter.save(snapshot), false);
    assert.equal(await adapter.save(snapshot), false);
    assert.equal(await adapter.save(snapshot), true);
    assert.deepEqual(verbs(store), ["initialized", "answered", "answered", "completed", "passed"]);
    assert.deepEqual(stateOf(store).sent, ["completed", "passed"]);
    await adapter.finish({ ...PASSED, answers: [] });
    sound(store);
  });
}

// One name for both stores: a rule of packages names this test by it.
test("what a visit told whose document was lost is known again under the same id", async () => {
  for (const lists of [false, true]) {
    const store = new Store({ lists });
    const first = await begin(store);
    store.troubles.push({ of: "PUT /activities/state", status: 503, times: 9 });
    assert.equal(await first.adapter.save(PASSED), false);
    store.troubles.length = 0;
    // The window is gone before the document could say what was told.
    const second = await begin(store);
    assert.deepEqual(second.opened.status, null);
    const snapshot = { ...PASSED, answers: [{ ...TESTED, attempt: 2 }] };
    assert.equal(await second.adapter.save(snapshot), false, "the store holds two of them with another time");
    assert.equal(await second.adapter.save(snapshot), true);
    assert.deepEqual(
      verbs(store).filter((verb) => /completed|passed/.test(verb)),
      ["completed", "passed"],
    );
    await second.adapter.finish({ ...PASSED, answers: [] });
    assert.deepEqual(store.refused, ["POST /statements 409 another statement has that id"]);
    assert.deepEqual(faults(store.statements, store.facts), []);
  }
});

for (const lists of [false, true]) {
  test(`${lists ? "a store that answers lists: " : ""}what was told after the document was written is not told again`, async () => {
    const store = new Store({ lists });
    const first = await begin(store);
    store.troubles.push({ of: "GET /activities/state", status: 503, times: 9 });
    assert.equal(await first.adapter.save(PASSED), false);
    store.troubles.length = 0;
    assert.deepEqual([stateOf(store).status, stateOf(store).sent], ["passed", []]);
    const second = await begin(store);
    assert.equal(await second.adapter.save({ ...PASSED, answers: [] }), true);
    await second.adapter.finish({ ...PASSED, answers: [] });
    assert.equal(verbs(store).filter((verb) => /completed|passed/.test(verb)).length, 2);
    sound(store);
  });
}

for (const lists of [false, true]) {
  test(`${lists ? "a store that answers lists: " : ""}what it does not hold is told, whatever the document says`, async () => {
    const store = new Store({ lists });
    const { state } = SNAPSHOT;
    store.documents.set("bona", JSON.stringify({ state, status: "passed", score: 100, sent: [] }));
    const { adapter, opened } = await begin(store);
    assert.equal(opened.status, "passed");
    // Somebody else's statement has an id of ours: all are refused until it is known which.
    store.troubles.push({ of: "POST /statements", status: 409, times: 1 });
    const snapshot = { ...PASSED, answers: [TESTED] };
    assert.equal(await adapter.save(snapshot), false);
    assert.equal(await adapter.save(snapshot), true);
    assert.deepEqual(verbs(store), ["initialized", "answered", "completed", "passed"]);
    sound(store);
  });
}

test("offline nothing is saved; back again nothing is lost or doubled", async () => {
  const store = new Store();
  const { adapter, own } = await begin(store);
  own.offline = true;
  assert.equal(await adapter.save({ ...SNAPSHOT, answers: [ANSWER] }), false);
  assert.equal(await adapter.save({ ...PASSED, answers: [ANSWER, TESTED] }), false);
  own.offline = false;
  assert.equal(await adapter.save({ ...PASSED, answers: [ANSWER, TESTED] }), true);
  assert.equal(verbs(store).filter((verb) => verb === "answered").length, 2);
  sound(store);
});

test("a document that comes back otherwise is not called saved", async () => {
  const store = new Store();
  const { adapter } = await begin(store);
  const { set } = store.documents;
  store.documents.set = function (name, text) {
    return set.call(this, name, text.replace(SNAPSHOT.state, "short"));
  };
  assert.equal(await adapter.save(SNAPSHOT), false);
  store.documents.set = set;
  assert.equal(await adapter.save(SNAPSHOT), true);
});

test("a page that is loaded again goes on with its visit; one that has ended does not", async () => {
  const store = new Store();
  const first = await begin(store);
  await first.adapter.save(PASSED);
  const again = await begin(store, {}, { own: first.own });
  assert.deepEqual([again.opened.link, again.opened.state], ["connected", SNAPSHOT.state]);
  assert.equal(await again.adapter.finish({ ...PASSED, answers: [] }), true);
  const late = await begin(store, {}, { own: first.own });
  assert.equal(late.opened.link, "refused");
  assert.equal(await late.adapter.save(SNAPSHOT), false);
  assert.equal(await late.adapter.finish(SNAPSHOT), false);
  assert.deepEqual(verbs(store), ["initialized", "answered", "completed", "passed", "terminated"]);
  sound(store);
});

test("goodbye goes out at once and in one piece, and may outlive the page", async () => {
  const store = new Store();
  const { adapter, own } = await begin(store, { returnURL: "https://lms.example/back" });
  const before = own.requests.length;
  const left = adapter.finish({ ...PASSED });
  const [told, kept] = own.requests.slice(before);
  assert.match(`${told?.address} ${kept?.address}`, /statements.*activities\/state/);
  assert.deepEqual([told?.request.keepalive, kept?.request.keepalive], [true, true]);
  assert.equal(JSON.parse(`${told?.request.body}`).length, 4, "all that was due, in one request");
  await settle();
  assert.equal(own.location.href, "https://lms.example/back");
  void left;
  assert.equal(await adapter.finish(PASSED), false, "once");
  sound(store);
});

test("who is not told is not left: without a confirmation nobody is sent back", async () => {
  for (const returnURL of ["https://lms.example/back", "javascript:alert(1)"]) {
    const store = new Store();
    const { adapter, own } = await begin(store, { returnURL });
    own.offline = returnURL.startsWith("https");
    assert.equal(await adapter.finish(SNAPSHOT), !own.offline);
    assert.equal(own.location.href, "");
  }
});

test("a launch that says too little is no launch, and nobody is made up", async () => {
  const whole = new Store();
  const query = new URLSearchParams(whole.launch("https://lms.example"));
  for (const [missing, link] of [
    ["endpoint", "absent"],
    ["fetch", "absent"],
    ["actor", "refused"],
    ["activityId", "refused"],
    ["registration", "refused"],
  ] as const) {
    const store = new Store();
    store.launch("https://lms.example");
    const less = new URLSearchParams(query);
    less.delete(missing);
    const { opened, adapter } = await begin(store, {}, { own: new FakeWindow(store, `?${less}`) });
    assert.equal(opened.link, link, missing);
    assert.equal(await adapter.save(SNAPSHOT), false);
    assert.deepEqual(verbs(store), []);
    assert.equal(adapter.log().includes("no registration: not a launch of cmi5"), missing === "registration");
  }
});

test("without a registration the token is not even asked for", async () => {
  const store = new Store();
  const query = new URLSearchParams(store.launch("https://lms.example"));
  query.delete("registration");
  const own = new FakeWindow(store, `?${query}`);
  await begin(store, {}, { own });
  assert.equal(own.requests.length, 0);
});

test("a system that does not say what it launches, or does not take the beginning, is one that refused", async () => {
  for (const of of ["GET /activities/state", "POST /statements"]) {
    const store = new Store();
    store.troubles.push({ of, status: 500, times: 1 });
    assert.equal((await begin(store)).opened.link, "refused");
  }
});

test("the learner's wish for a language is heard where the package has it", async () => {
  const given = data();
  given.package.languages = ["en-GB", "cy"];
  const store = new Store();
  store.preferences = { languagePreference: "fr,cy-GB,en", audioPreference: "off" };
  assert.equal((await begin(store, {}, { given })).opened.language, "cy-GB");
  store.preferences = { languagePreference: "fr" };
  assert.equal((await begin(store, {}, { given })).opened.language, "");
});

test("the log holds no value: no person, no answer, no place", async () => {
  const store = new Store({ account: "made-up-person" });
  const { adapter } = await begin(store);
  for (let turn = 0; turn < 250; turn++) {
    await adapter.save({ ...SNAPSHOT, answers: [ANSWER] });
  }
  assert.equal(adapter.log().length, 200);
  await adapter.finish(PASSED);
  const log = adapter.log().join("\n");
  assert.match(log, /POST statements 200/);
  for (const secret of ["made-up", SNAPSHOT.state, "option_", "token", "reading"]) {
    assert.ok(!log.includes(secret), secret);
  }
});
