//! Every way through the reference course, in every simulated learning system that takes its package, without a page.
//!
//! What stands here: the paths, and the status that the truth table gives each. What does not: pages (reference.test.mjs)
//! and the systems (packager/player/lms). Invariant: the data block is that of the real package, packed for that system;
//! each path ends in what the system itself keeps, and no system had to refuse a call.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { unpacked } from "./course.mjs";

const player = fileURLToPath(new URL("../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");

/** The player's own session and the simulators, bundled for Node. */
const { KINDS, FakeWorld, local, visit } = await bundled(`
  export { KINDS } from "./test/hosts";
  export { FakeWorld } from "./test/world";
  export { local } from "./src/lms/local";
  export { visit } from "./src/visit";
`);

async function bundled(contents) {
  const stdin = { contents, resolveDir: player, loader: "ts" };
  const options = { bundle: true, write: false, format: "esm", platform: "node", target: "node20" };
  const { outputFiles } = await build({ stdin, ...options, logLevel: "silent" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

/** The data block of the reference course as it is packed for a kind of system. */
function dataFor({ format, packedFor }) {
  const page = readFileSync(`${unpacked(`reference-${format}-${packedFor}`)}/index.html`, "utf8");
  const [, json] = /<script type="application\/json" id="bona-data">(.*?)<\/script>/s.exec(page);
  const data = JSON.parse(json);
  assert.deepEqual([data.package.format, data.package.profile], [format, packedFor]);
  return data;
}

const secretOf = (item) => JSON.parse(Buffer.from(item.secret, "base64").toString("utf8"));

/** A right answer to a question, or a wrong one, in the letters of the package. */
function answer(item, well) {
  const { right, range, accept } = secretOf(item);
  const { kind, letters, row_letters: rows, number } = item;
  if (kind === "number") return `${well ? range[0] : range[0] > number.min ? number.min : number.max}`;
  if (kind === "text") return well ? letters[accept.findIndex((ways) => ways.length > 0)] : letters.at(-1);
  if (kind === "ordering") return well ? right : [...right].reverse().join("");
  if (rows) {
    const turn = [...right.slice(1), right[0]];
    const put = well ? [...right] : turn;
    return [...rows].map((row, at) => `${row}.${put[at]}`).join();
  }
  return well ? right : [...letters].find((letter) => !right.includes(letter));
}

/** One visit: `act` does something and lets what it caused happen. */
async function open(host, data, seed = 7) {
  const world = new FakeWorld();
  world.seed = seed;
  const noDevice = local(() => {
    throw new Error("a device is not asked where a host answers");
  }, "none");
  const begun = visit(data, host.adapter(world, data), noDevice, world);
  await world.pass(6_000);
  const session = await begun;
  return {
    session,
    act: async (work, wait = 3_000) => {
      const result = work();
      await world.pass(wait);
      return result;
    },
    leave: async () => {
      const left = session.goodbye();
      await world.pass(60_000);
      return left;
    },
  };
}

/** A way of choices through a scene from where it begins to an ending, by ids. */
function through({ start, scenes }) {
  const ways = [{ at: start, ids: [] }];
  for (const { at, ids } of ways) {
    if (scenes[at].kind !== "decision") return ids;
    if (ids.length < scenes.length) {
      ways.push(...scenes[at].choices.map((choice) => ({ at: choice.then, ids: [...ids, choice.id] })));
    }
  }
  throw new Error("a scene without an end");
}

/** Does all pages, but leaves out those in `skip`. */
async function read({ session, act }, data, skip = []) {
  for (const { id: page } of data.modules.flatMap(({ pages }) => pages)) {
    await act(() => session.show(page));
    if (skip.includes(page)) {
      await act(() => session.skip(page));
      continue;
    }
    for (const [id, item] of Object.entries(data.items)) {
      if (item.page !== page) continue;
      // An opinion is given, and nobody hears which.
      await act(() => (item.kind === "likert" ? session.pledge(id) : session.answer(id, answer(item, true))));
    }
    for (const [id, scene] of Object.entries(data.scenarios)) {
      if (scene.page !== page) continue;
      for (const choice of through(scene)) {
        if (session.scene(id).done) break;
        await act(() => session.choose(id, choice));
      }
    }
    for (const [id, pledge] of Object.entries(data.pledges)) {
      if (pledge.page === page) await act(() => session.pledge(id));
    }
  }
}

/** Takes the test; all of it right, or nothing of it. `most` questions are answered and it is not handed in. */
async function take({ session, act }, data, well, most = Infinity) {
  await act(() => session.show("course-test"));
  const asked = await act(() => session.startTest());
  for (const id of asked.slice(0, most)) await act(() => session.answer(id, answer(data.items[id], well)));
  if (most === Infinity) await act(() => session.finishTest());
  return asked;
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
    await read(
      first,
      data,
      pages.filter((_, at) => at % 2),
    );
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
    const fourth = await open(again.host, data, 5);
    if (again.afresh) assert.equal(fourth.session.start.note, "afresh");
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
