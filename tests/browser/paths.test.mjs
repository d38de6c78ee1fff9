//! Every way through the reference course, in every simulated learning system that takes its package, without a page.
//!
//! What stands here: the paths, and the status that the truth table gives each. What does not: pages (reference.test.mjs)
//! and the systems (packager/player/lms). Invariant: the data block is that of the real package, packed for that system;
//! each path ends in what the system itself keeps, and no system had to refuse a call.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { KINDS, open, packed, read, take } from "./visitor.mjs";

/** The data block of the reference course as it is packed for a kind of system. */
function dataFor({ format, packedFor }) {
  const data = packed(`reference-${format}-${packedFor}`);
  assert.deepEqual([data.package.format, data.package.profile], [format, packedFor]);
  return data;
}

/** What a learner would see again. */
const seen = ({ session }, data) => ({
  items: Object.keys(data.items).map((id) => [id, session.item(id)]),
  scenes: Object.keys(data.scenarios).map((id) => [id, session.scene(id)]),
  test: session.test(),
  standing: session.standing(),
});

/** What the truth table gives when every attempt was used. */
const usedUp = (data) => data.profile.attempts_used;

const PATHS = {
  "all is read and passed": async (first, data, status) => {
    await read(first, data);
    assert.equal(status(), "incomplete", "the test is not taken");
    await take(first, data, true);
    assert.equal(status(), "passed");
    assert.equal(await first.leave(), true);
    assert.equal(status(), "passed");
  },
  "failed, then passed": async (first, data, status) => {
    await read(first, data);
    await take(first, data, false);
    assert.equal(status(), "incomplete", "one attempt is left at least");
    await take(first, data, true);
    assert.equal(status(), "passed");
    assert.equal(await first.leave(), true);
  },
  "every attempt used, read again, passed": async (first, data, status) => {
    await read(first, data);
    for (let left = data.test.attempts; left > 0; left -= 1) await take(first, data, false);
    assert.equal(first.session.standing(), "used_up");
    assert.equal(status(), usedUp(data));
    assert.deepEqual(await take(first, data, true), [], "nothing is open before what was missed is read");
    for (const page of first.session.test().again) await first.act(() => first.session.show(page));
    await take(first, data, true);
    assert.equal(status(), "passed");
    assert.equal(await first.leave(), true);
  },
  "the pages alone complete it": async (first, data, status) => {
    await read(first, data);
    assert.equal(status(), "completed");
    await take(first, data, false);
    assert.equal(status(), "completed", "a test that does not decide");
    assert.equal(await first.leave(), true);
  },
  "pages are skipped": async (first, data, status) => {
    const pages = data.modules.flatMap((module) => module.pages.map(({ id }) => id));
    await read(first, data, { without: pages.filter((_, at) => at % 2) });
    await take(first, data, true);
    assert.equal(status(), "passed");
    assert.equal(await first.leave(), true);
  },
};

/** The changes of the course that a path is about. */
const COURSE = { "the pages alone complete it": { completion: "pages" } };

let packages;
before(() => {
  packages = new Map(KINDS.map((kind) => [kind.name, dataFor(kind)]));
});

for (const kind of KINDS) {
  for (const [name, path] of Object.entries(PATHS)) {
    test(`${kind.name}: ${name}`, async () => {
      const data = { ...packages.get(kind.name), ...COURSE[name] };
      const host = kind.first();
      const first = await open(host, data);
      assert.equal(first.session.start.link, "connected");
      await path(first, data, () => host.kept().status);
      assert.deepEqual(host.illegal(), []);
      assert.equal(host.goodbyes(), 1);
    });
  }

  test(`${kind.name}: killed in the middle of the test, found again, passed, and looked at once more`, async () => {
    const data = packages.get(kind.name);
    const host = kind.first();
    const first = await open(host, data);
    await read(first, data);
    const asked = await take(first, data, true, 2);
    const before = seen(first, data);
    const next = host.again();
    const second = await open(next.host, data, 99);
    assert.deepEqual([second.session.start.note, second.session.start.place], ["resumed", "course-test"]);
    assert.deepEqual(seen(second, data), before);
    assert.deepEqual(await take(second, data, true), asked, "the same questions");
    assert.equal(next.host.kept().status, "passed");
    const passed = seen(second, data);
    assert.equal(await second.leave(), true);
    assert.deepEqual(next.host.illegal(), []);
    if (next.host.review) {
      const looking = next.host.review();
      const { status } = looking.kept();
      const third = await open(looking, data, 5);
      assert.equal(third.session.start.link, "reading");
      if (!next.host.again().afresh) assert.deepEqual(seen(third, data), passed);
      await take(third, data, false);
      assert.deepEqual([looking.kept().status, looking.illegal()], [status, []]);
      await third.leave();
    }
    const again = next.host.again();
    const { status } = again.host.kept();
    const fourth = await open(again.host, data, 5);
    // Whoever says "incomplete" and hands nothing back tells nothing of before.
    if (again.afresh) assert.equal(fourth.session.start.note, status === "incomplete" ? "lost" : "afresh");
    else assert.deepEqual(seen(fourth, data), passed);
  });
}

test("a system that forgets the status is found out", async () => {
  const data = packages.get(KINDS[0].name);
  const host = KINDS[0].first();
  const first = await open(host, data);
  await assert.rejects(
    PATHS["all is read and passed"](first, data, () => "incomplete"),
    /passed/,
  );
});
