//! What a learning system does wrong, row after row, in every kind of system that a package speaks to.
//!
//! What stands here: after each row the last checked answer is stored, once, or the learner was told that it is not. What
//! does not: closing (closing.test.mjs), and what only SCORM 1.2 can do wrong (trouble.test.mjs). Invariant: what is held
//! is asked of the system's own store; "Saved" is never said while it holds less.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./chromium.mjs";
import { unpacked } from "./course.mjs";
import { openHost } from "./hacp.mjs";
import { pointer } from "./hands.mjs";
import { Learner, savedLater } from "./learner.mjs";
import { openSite } from "./site.mjs";
import { openStore } from "./store.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const LATE = 800;

/** A system of SCORM: what goes wrong with it, its own page is told. `commit` is what says that something is kept. */
async function scorm(folder, system, commit, terminate) {
  const site = await openSite(unpacked(folder), { system });
  let page;
  const faults = (changes) => page.evaluate((own) => void Object.assign(window.faults, own), changes);
  const over = () => page.evaluate((name) => void window.session[name](""), terminate);
  return {
    allowed: [site.origin],
    enter: async (window, options = {}) => {
      ({ page } = window);
      site.next({ late: 0, launch: {}, running: false, ...options });
      await page.goto(site.launchUrl);
      return page.frame({ name: "sco" });
    },
    held: (id) =>
      Object.entries(site.tracks()).filter(
        ([name, value]) => /interactions\.\d+\.id$/.test(name) && value === id,
      ).length,
    wellOnce: {
      "is there late and answers with booleans": { late: LATE, launch: { faults: { booleans: true } } },
    },
    // The course was opened, and is loaded again while its session runs (1.2: 101, 2004: 103).
    begun: { running: true },
    passing: {
      "says false": [() => faults({ failCommits: 1 }), () => {}],
      throws: [() => faults({ throws: [commit] }), () => faults({ throws: [] })],
      "is offline, and back": [() => faults({ offline: true }), () => faults({ offline: false })],
    },
    // The whole page waits for such a system, so there is nothing to be seen meanwhile.
    hang: [() => faults({ hang: 1200 }), () => faults({ hang: 0 })],
    lasting: { "has ended the session (1.2: 301, 2004: 143)": over },
    close: () => site.close(),
  };
}

/** A system that is an address. `refuse` makes it answer once that it kept nothing, `end` for good. */
function addressed(site, { refuse, end, ...own }) {
  let free = () => {};
  const hold = () => {
    site.held = new Promise((done) => {
      free = () => {
        site.held = undefined;
        done();
      };
    });
  };
  return {
    allowed: site.allowed,
    enter: async ({ page }, { late = 0, again = false } = {}) => {
      if (late) {
        hold();
        setTimeout(() => free(), late);
      }
      // A page that is loaded again in the middle of a visit has the same address.
      await (again ? page.reload() : page.goto(site.launch()));
      return page.mainFrame();
    },
    wellOnce: { "answers late": { late: LATE } },
    begun: { again: true },
    passing: {
      refuses: [refuse, () => {}],
      "is offline, and back": [
        () => {
          site.down = true;
        },
        () => {
          site.down = false;
        },
      ],
      // What does not answer for half a minute has not answered.
      hangs: [hold, () => free(), 31_000],
    },
    lasting: { "knows the session no more": end },
    close: () => site.close(),
    ...own,
  };
}

async function store(folder, strict) {
  const site = await openStore(unpacked(folder), { strict });
  const trouble = (status, times) => site.store.troubles.push({ of: "", status, times });
  return addressed(site, {
    // Loading again says goodbye, and a visit of cmi5 that has ended stays ended.
    ...(strict && { begun: { again: true, refused: true } }),
    refuse: () => trouble(503, 1),
    end: () => trouble(401, 1000),
    held: (id) => site.told("answered").filter(({ object }) => object.id.endsWith(`/${id}`)).length,
  });
}

async function hacp(folder) {
  const site = await openHost(unpacked(folder));
  /** A host has no room for answers: they stand in the state alone, which another answer changes. */
  let before;
  return addressed(site, {
    refuse: () => site.refuse(1),
    end: () => site.end(),
    asked: () => {
      before = site.kept().state;
    },
    held: () => Number(site.kept().state !== before),
  });
}

const KINDS = {
  "SCORM 1.2": () => scorm("reference-scorm12-universal", "strict", "LMSCommit", "LMSFinish"),
  "SCORM 2004, 3rd edition": () =>
    scorm("reference-scorm2004-3-canvas", "strict-2004", "Commit", "Terminate"),
  "SCORM 2004, 4th edition": () =>
    scorm("reference-scorm2004-4-canvas", "strict-2004", "Commit", "Terminate"),
  AICC: () => hacp("reference-aicc-aicc"),
  cmi5: () => store("reference-cmi5-universal", true),
  xAPI: () => store("reference-xapi-universal", false),
};

/** A learner in a visit, with the questions that are still to be asked. */
class Visit {
  constructor(system, page, frame) {
    Object.assign(this, { system, page, frame });
    this.save = frame.locator("#save");
    this.alarm = frame.locator("#alert");
  }

  async begin(left) {
    this.learner = await new Learner(this.frame, pointer(this.page)).begin();
    const { items } = this.learner.data;
    const fits = (id) => items[id].page && /single|multiple|truefalse/.test(items[id].kind);
    this.left = left ?? Object.keys(items).filter(fits);
    return this;
  }

  saved() {
    return this.save.getByText("Saved", { exact: true }).waitFor();
  }

  /** Goes to the next question, and waits until that is saved; gives its id. */
  async go() {
    const id = this.left.shift();
    assert.ok(id, "there are questions enough");
    await this.learner.visit(this.learner.data.items[id].page);
    await this.learner.readNote();
    await this.page.clock.fastForward(2000);
    await this.saved();
    this.system.asked?.();
    return id;
  }

  answer(id) {
    return this.learner.answer(id, this.learner.right(id));
  }

  /** Everything that is answered is stored, once, and nothing else is said. */
  async stored(id, row) {
    await this.saved();
    assert.equal(this.system.held(id), 1, `${row}: the answer is stored once`);
    assert.equal(await this.alarm.innerText(), "", row);
  }

  /** Puts the clock forward until the learner is told: what is sent may begin to wait behind the first leap. */
  async after(wait) {
    for (let leaps = 0; leaps < 12; leaps += 1) {
      await this.page.clock.fastForward(wait);
      const told = this.alarm.getByText("Not saved").waitFor({ timeout: 1_000 });
      const there = await told.then(
        () => true,
        () => false,
      );
      if (there) return;
    }
  }

  /** The learner was told that it is not. */
  async told(id, row) {
    await this.alarm.getByText("Not saved").waitFor();
    assert.doesNotMatch(await this.save.innerText(), /^Saved/, row);
    assert.equal(this.system.held(id), 0, `${row}: nothing was stored`);
  }
}

/** One visit through all that passes, and what does not as its last. */
async function rows(system, visit) {
  let count = 0;
  for (const [row, [wrong, right, wait = 0]] of Object.entries(system.passing)) {
    const id = await visit.go();
    await wrong();
    await visit.answer(id);
    if (wait) {
      assert.doesNotMatch(await visit.save.innerText(), /^Saved/, row);
      await visit.after(wait);
    }
    await visit.told(id, row);
    await right();
    await savedLater(visit.page, visit.learner.frame);
    await visit.stored(id, row);
    count += 1;
  }
  if (system.hang) {
    const id = await visit.go();
    await system.hang[0]();
    await visit.answer(id);
    await visit.stored(id, "hangs");
    await system.hang[1]();
    count += 1;
  }
  for (const [row, wrong] of Object.entries(system.lasting)) {
    const id = await visit.go();
    await wrong();
    await visit.answer(id);
    await visit.told(id, row);
    await visit.page.clock.fastForward(61_000);
    await visit.told(id, `${row}, a minute later`);
    count += 1;
  }
  return count;
}

for (const [kind, start] of Object.entries(KINDS))
  test(`${kind}: whatever goes wrong, the answer is stored or the learner is told`, async (t) => {
    const system = await start();
    t.after(() => system.close());
    const window = await openWindow(browser, { allowed: system.allowed, clock: true });
    t.after(() => window.context.close());
    let left;
    let count = 0;
    const rowsOnce = [...Object.entries(system.wellOnce), ["goes on with what runs", system.begun]];
    for (const [row, { refused, ...options }] of rowsOnce) {
      const frame = await system.enter(window, options);
      const visit = await new Visit(system, window.page, frame).begin(left);
      ({ left } = visit);
      if (refused) {
        await visit.alarm.getByText("Your learning system did not let this visit begin").waitFor();
        assert.doesNotMatch(await visit.save.innerText(), /^Saved/, row);
      } else {
        const id = await visit.go();
        await visit.answer(id);
        await visit.stored(id, row);
      }
      count += 1;
    }
    const frame = await system.enter(window);
    count += await rows(system, await new Visit(system, window.page, frame).begin(left));
    assert.ok(count >= 6, `${count} rows`);
  });
