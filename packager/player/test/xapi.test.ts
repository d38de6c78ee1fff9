//! Plain xAPI before a store: the launch of `tincan.xml`, the same statements without what is cmi5's own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "../lms/store.ts";
import { launchOf, uuid } from "../src/lms/lrs";
import { ANSWER, begin, data, FakeWindow, SNAPSHOT, TESTED, verbs } from "./host_cmi5";

const PASSED = { ...SNAPSHOT, status: "passed", score: 100, done: 100, answers: [TESTED] } as const;

test("a visit is told from beginning to end, and nothing of cmi5 is in it", async () => {
  const store = new Store({ strict: false });
  const { adapter, opened } = await begin(store, {}, { given: data("xapi") });
  assert.equal(opened.link, "connected");
  await adapter.save({ ...SNAPSHOT, answers: [ANSWER] });
  await adapter.save(PASSED);
  assert.equal(await adapter.finish({ ...PASSED, answers: [] }), true);
  assert.deepEqual(verbs(store), [
    "initialized",
    "answered",
    "answered",
    "completed",
    "passed",
    "terminated",
  ]);
  assert.deepEqual(store.refused, []);
  for (const one of store.statements) {
    assert.deepEqual(one.actor, store.facts.actor);
    assert.equal(one.context?.registration, store.facts.registration);
    assert.equal(one.context?.contextActivities?.category, undefined);
    assert.ok(!JSON.stringify(one.context).includes("{}"), "nothing is empty");
    assert.deepEqual(one.context?.contextActivities?.grouping, [
      { id: "https://training.trust.nhs.uk/reference/edition/1.0.0" },
    ]);
  }
  const [begun, answered] = store.statements as unknown as Record<string, Record<string, unknown>>[];
  assert.deepEqual(begun?.object?.definition, {
    type: "http://adlnet.gov/expapi/activities/course",
    name: { "en-GB": "First contact" },
  });
  assert.deepEqual(Object(answered?.context?.contextActivities).parent, [{ id: store.facts.activity }]);
});

test("a page that is loaded again is another visit of the same place", async () => {
  const store = new Store({ strict: false });
  const first = await begin(store, {}, { given: data("xapi") });
  await first.adapter.save(PASSED);
  await first.adapter.finish({ ...PASSED, answers: [] });
  const second = await begin(store, {}, { own: first.own, given: data("xapi") });
  assert.deepEqual(
    [second.opened.link, second.opened.status, second.opened.score, second.opened.state],
    ["connected", "passed", 100, SNAPSHOT.state],
  );
  await second.adapter.save({ ...PASSED, answers: [] });
  assert.equal(verbs(store).filter((verb) => /completed|passed/.test(verb)).length, 2);
});

test("without an authorisation there is no store, and without an actor nobody is made up", async () => {
  const store = new Store({ strict: false });
  const query = new URLSearchParams(store.launch("https://lms.example"));
  for (const [missing, link] of [
    ["endpoint", "absent"],
    ["auth", "absent"],
    ["actor", "refused"],
  ] as const) {
    const less = new URLSearchParams(query);
    less.delete(missing);
    const own = new FakeWindow(store, `?${less}`);
    assert.equal((await begin(store, {}, { own, given: data("xapi") })).opened.link, link);
    assert.equal(own.requests.length, 0);
  }
});

test("an actor as launches of before 1.0 have it is told as stores want it, and a list of nobody is refused", async () => {
  const account = { homePage: "https://lms.example", name: "made-up" };
  const old = [{ accountServiceHomePage: account.homePage, accountName: account.name }];
  const whole = { objectType: "Group", mbox: "mailto:group@lms.example", member: [{ account }] };
  for (const [actor, told] of [
    [
      { objectType: ["Person"], name: ["Made Up"], mbox: ["mailto:made@lms.example"] },
      { objectType: "Agent", name: "Made Up", mbox: "mailto:made@lms.example" },
    ],
    [
      { name: ["Made Up"], account: old },
      { objectType: "Agent", name: "Made Up", account },
    ],
    [{ account: [account] }, { objectType: "Agent", account }],
    [
      { mbox: ["mailto:a@lms.example"], account: old },
      { objectType: "Agent", mbox: "mailto:a@lms.example" },
    ],
    [{ account }, { account }],
    [whole, whole],
    [{ name: ["Made Up"], mbox: [] }, undefined],
  ] as const) {
    const store = new Store({ strict: false });
    const query = new URLSearchParams(store.launch("https://lms.example"));
    query.set("actor", JSON.stringify(actor));
    const { actor: found, agent } = launchOf(new FakeWindow(store, `?${query}`));
    assert.deepEqual(found, told);
    assert.equal(agent, JSON.stringify(told));
    if (!told) {
      const own = new FakeWindow(store, `?${query}`);
      assert.equal((await begin(store, {}, { own, given: data("xapi") })).opened.link, "refused");
    }
  }
});

test("ids are the same for the same words, of the form that stores want, and differ for any other words", () => {
  assert.equal(uuid("one"), uuid("one"));
  const all = new Set<string>();
  for (let turn = 0; turn < 20_000; turn++) {
    const id = uuid(`https://a.example/${turn % 100}\nregistration ${turn}\npassed`);
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    all.add(id);
  }
  assert.equal(all.size, 20_000);
  // No part of an id is the same for many.
  for (const part of [0, 1, 3, 4]) {
    const parts = new Set([...all].map((id) => id.split("-")[part]));
    assert.ok(parts.size > 3500, `${part}: ${parts.size}`);
  }
});
