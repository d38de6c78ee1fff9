//! A course in a frame of somebody's own page, at another address, that keeps the record: docs/embedding.md in real windows.
//!
//! What stands here: the page of that document, letter for letter, with the course in it and out of it again; and pages
//! and windows that lie. What does not: single messages (packager/player/test/host.test.ts). Invariant: the page is read
//! from the document, so an example that does not work is found out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./chromium.mjs";
import { unpacked } from "./course.mjs";
import { pointer } from "./hands.mjs";
import { FINISH, Learner, TEST } from "./learner.mjs";
import { work } from "./whole.mjs";

const DOCUMENT = readFileSync(new URL("../../docs/embedding.md", import.meta.url), "utf8");
const [, EXAMPLE] = /^```html\n(.*?)^```$/ms.exec(DOCUMENT);
const ADDRESS = "https://courses.example/my_course/index.html";
/** The page for which the package was made, in tests/run. */
const NAMED = "http://127.0.0.1:8787";
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
};

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** Serves at an address of its own what `find` gives for a path; it ends with the test. */
async function serve(t, find) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://here");
    const body = await find(pathname).catch(() => undefined);
    const type = TYPES[extname(pathname) || ".html"] ?? "application/octet-stream";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** A portal with pages, and at another address the course that was made for it; a third address may hold a stranger. */
async function start(t, change = (page) => page, more = {}) {
  const folder = resolve(unpacked("framed"));
  const pages = { "/favicon.ico": "" };
  const portal = await serve(t, async (path) => pages[path]);
  const courses = await serve(t, async (path) => {
    const file = join(folder, path);
    assert.ok(file.startsWith(folder + sep));
    const bytes = await readFile(file);
    // Made for a portal whose port nobody knew beforehand.
    return path === "/index.html" ? bytes.toString().replace(NAMED, portal) : bytes;
  });
  const strangers = {};
  const stranger = await serve(t, async (path) => strangers[path]);
  const course = `${courses}/index.html`;
  assert.ok(EXAMPLE.includes(ADDRESS));
  pages["/"] = change(EXAMPLE.replace(ADDRESS, course), { course, stranger });
  for (const [path, page] of Object.entries(more)) strangers[path] = page({ course, portal });
  const window = await openWindow(browser, { allowed: [portal, courses, stranger] });
  t.after(() => window.context.close());
  return { ...window, portal, courses, stranger, course };
}

/** The learner in the frame of a page. */
async function open(site, address = site.portal) {
  await site.page.goto(address);
  const element = await site.page.waitForSelector("#course");
  const frame = await element.contentFrame();
  return new Learner(frame, pointer(site.page)).begin();
}

const record = ({ page }) => page.evaluate(() => JSON.parse(localStorage.getItem("record") ?? "{}"));
const saved = ({ frame }) => frame.locator("#save", { hasText: /^Saved$/ }).waitFor();

/** Nothing was refused, broken or asked of strangers. */
function sound({ witness }) {
  assert.deepEqual([witness.errors, witness.outside, witness.violations], [[], [], []]);
}

/** Does everything up to the test but what was done on one page. */
async function readAll(learner, but) {
  await learner.visit(learner.data.modules[0].pages[0].id);
  for (;;) {
    const place = await learner.place();
    if (place === TEST) return;
    if (place !== but) await work(learner, place);
    await learner.next();
  }
}

test("in a sandbox on another's page: read, closed, found again, passed, all kept by that page", async (t) => {
  const site = await start(t);
  const learner = await open(site);
  assert.deepEqual(
    await learner.frame
      .evaluate(() => [self.origin, location.origin !== parent.origin])
      .catch(() => "walled off"),
    "walled off",
    "the sandbox holds",
  );
  const [[id, { page: place }]] = Object.entries(learner.data.items).filter(
    ([, { page, kind }]) => page && kind !== "likert",
  );
  await learner.visit(place);
  await work(learner, place);
  await saved(learner);
  const first = await record(site);
  assert.equal(first.status, "incomplete");
  const told = Object.values(first.answers).filter((one) => one.id === id);
  assert.deepEqual(
    told.map(({ result }) => result),
    ["correct"],
  );
  assert.ok(told[0].learner_response && told[0]["correct_responses.0.pattern"]);
  await learner.visit(FINISH);
  await learner.hands.use(learner.button("Save and close"));
  await site.page.locator("#course").waitFor({ state: "hidden" });

  const again = await open(site);
  await again.visit(place);
  assert.equal(await again.item(id).getAttribute("data-state"), "restored");
  await readAll(again, place);
  const asked = await again.takeTest();
  await saved(again);
  const last = await record(site);
  assert.deepEqual([last.status, last.score], ["passed", 100]);
  assert.equal(Object.keys(last.seconds).length, 2, "two visits");
  assert.deepEqual(last.answers[Object.keys(first.answers)[0]], Object.values(first.answers)[0]);
  const tested = Object.values(last.answers).filter((one) => learner.data.items[one.id]?.page === null);
  assert.deepEqual(tested.map((one) => one.id).sort(), asked.sort());
  assert.ok(tested.length >= 1 && tested.every(({ result }) => result === "correct"));
  sound(site);
});

test("without a sandbox the course has an origin, and the page answers to that alone", async (t) => {
  const site = await start(t, (page) => page.replace(/ *sandbox="[^"]*"/, ""));
  const learner = await open(site);
  await learner.next();
  await saved(learner);
  assert.equal((await record(site)).status, "incomplete");
  assert.deepEqual(
    await learner.frame.evaluate(() => Object.keys(localStorage)),
    [],
    "nothing is kept twice",
  );
  sound(site);
});

test("a page that cannot keep it says so, and the learner reads it; then it is kept after all", async (t) => {
  const full = "store({ state: data.state";
  const site = await start(t, (page) => {
    assert.ok(page.includes(full));
    return page.replace(full, `if (window.full) return answer({ kept: false });\n      ${full}`);
  });
  const learner = await open(site);
  await learner.next();
  await saved(learner);
  await site.page.evaluate(() => {
    window.full = true;
  });
  await learner.next();
  await learner.frame.locator("#alert").getByText("Not saved").waitFor();
  await site.page.evaluate(() => {
    window.full = false;
  });
  await saved(learner);
  sound(site);
});

test("a stranger who frames the course hears only which course it is, whatever it answers", async (t) => {
  const page = ({ course }) => `<!doctype html><title>Stranger</title>
    <iframe id="course" title="Course" src="${course}" width="900" height="700"></iframe>
    <script>heard = [];
      onmessage = ({ data, source }) => {
        heard.push(data);
        source.postMessage({ bona: 1, to: data.number, kept: true, state: "", status: "passed" }, "*");
      };
    </script>`;
  const site = await start(t, undefined, { "/": page });
  const learner = await open(site, site.stranger);
  await learner.next();
  await learner.frame.locator("#alert").getByText("Not connected").waitFor();
  const heard = await site.page.evaluate(() => window.heard);
  assert.ok(heard.length > 10, `${heard.length}`);
  for (const message of heard) {
    assert.deepEqual(Object.keys(message), ["bona", "ask", "number", "visit", "key", "edition", "title"]);
    assert.equal(message.ask, "open");
  }
});

/** Shouts at the course and at the portal from a frame beside it, every few milliseconds. */
const SHOUTING = `<!doctype html><title>Advertisement</title><script>
  const huge = "A".repeat(2_000_000);
  const record = { visit: "evil", state: "evil", status: "passed", score: 100, place: "", done: 100, seconds: 1, interactions: [] };
  let turn = 0;
  const shout = () => {
    for (const to of [1, 2, 3, ++turn]) {
      const lie = { bona: 1, to, kept: true, state: "evil", status: "passed", score: 100, mode: "review" };
      for (const message of [lie, { ...lie, kept: "true" }, null, "bona", [], { bona: 1 }, { bona: 2, to }])
        parent.frames[0].postMessage(message, "*");
      parent.postMessage({ bona: 1, ask: "save", number: to, ...record }, "*");
      parent.postMessage({ bona: 1, ask: "open", number: to }, "*");
    }
    if (turn % 50 === 0) parent.frames[0].postMessage({ bona: 1, to: 1, state: huge }, "*");
  };
  setInterval(shout, 5);
</script>`;

test("a frame beside the course that shouts is heard by neither the course nor the page", async (t) => {
  const beside = (page, { stranger }) =>
    page.replace("<script>", `<iframe title="Ad" src="${stranger}/"></iframe>\n<script>`);
  const site = await start(t, beside, { "/": () => SHOUTING });
  const learner = await open(site);
  await learner.next();
  await saved(learner);
  const kept = await record(site);
  assert.equal(kept.status, "incomplete");
  assert.notEqual(kept.state, "evil");
  assert.ok(!Object.keys(kept.seconds).includes("evil"));
  const place = await learner.place();
  const again = await open(site);
  assert.equal(await again.place(), place, "found again");
  sound(site);
});

test("the same page without its question of who speaks believes the stranger", async (t) => {
  const guard = "!source || source !== frame.contentWindow || ";
  const unguarded = (page, { stranger }) => {
    assert.ok(page.includes(guard));
    return page
      .replace(guard, "")
      .replace("<script>", `<iframe title="Ad" src="${stranger}/"></iframe>\n<script>`);
  };
  const site = await start(t, unguarded, { "/": () => SHOUTING });
  await site.page.goto(site.portal);
  await site.page.waitForFunction(() => localStorage.getItem("record")?.includes('"evil"'));
});
