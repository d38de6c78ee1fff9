//! A long afternoon with `bona preview`: save after save, in a real browser, of a real process.
//!
//! What stands here: that each save shows the newest text that was right, and that neither the program nor the page
//! holds more at the end than after warming up: memory, open files, threads; documents, elements, listeners. What does
//! not: how long anything takes. `tests/run --full` saves 500 times. Invariant: growth that was made up is refused by
//! the same judge in the same run.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openWindow, startBrowser } from "./chromium.mjs";
import { copied, start } from "./previewed.mjs";

const FULL = process.env.BONA_TESTS === "full";
const SAVES = FULL ? 500 : 40;
/** Saves after which everything has been held once that is held at all. */
const WARM = FULL ? 100 : 15;

const FILE = "reference/modules/asked.ron";
const ASK = "Which opening would you write on the card?";
const TITLE = 'title: "Choosing"';

/** By how much each may be more at the end: a browser opens up to six connections and keeps what it likes for a
 *  while; a store of memory is never given back to the byte. What grows with each save grows by more. */
const MAY_GROW = {
  memory: 16 * 1024,
  files: 8,
  threads: 4,
  documents: 3,
  elements: 3000,
  listeners: 300,
};

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

/** What the program holds, in KiB and pieces, and what the page does after it was tidied up. */
async function held(pid, cdp) {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const line = (name) => Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, "m"))[1]);
  await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
  return {
    memory: line("VmRSS"),
    files: readdirSync(`/proc/${pid}/fd`).length,
    threads: line("Threads"),
    documents: metric("Documents"),
    elements: metric("Nodes"),
    listeners: metric("JSEventListeners"),
  };
}

/** What is more at the end than it may be. */
function grown(early, late) {
  return Object.entries(MAY_GROW)
    .filter(([name, most]) => late[name] - early[name] > most)
    .map(([name]) => `${name}: ${early[name]}, then ${late[name]}`);
}

/** A save: words alone, a title as well, or a file that is no RON. Gives what is to be seen then. */
function save(files, text, number, good) {
  const ask = `${ASK} Save ${number}.`;
  const words = text.replace(ASK, ask);
  const kind = ["words", "words", "words", "title", "fault"][number % 5];
  if (kind === "fault") files.write(FILE, words.replace("ask:", "ask: oops"));
  else if (kind === "title") files.write(FILE, words.replace(TITLE, `title: "Choosing ${number}"`));
  else files.write(FILE, words);
  return { fault: kind === "fault", ask: kind === "fault" ? good : ask };
}

test(`${SAVES} saves: each shows the newest text that was right, and nothing grows`, async (t) => {
  const files = copied({ reference: "tests/fixtures/reference" });
  t.after(files.remove);
  const preview = await start(files.folder, ["reference"]);
  t.after(preview.stop);
  const { context, page } = await openWindow(browser, { allowed: [preview.address, "data:"] });
  t.after(() => context.close());
  const cdp = await context.newCDPSession(page);
  await cdp.send("Performance.enable");
  await page.goto(`${preview.address}?system=strict-1.2`);
  await page.frameLocator("#pages").locator("html.ready").waitFor();
  await page.frames()[1].evaluate(() => location.assign("#/choosing"));
  const text = files.read(FILE);
  assert.ok(text.includes(ASK) && text.includes(TITLE));
  let good = ASK;
  let early;
  for (let number = 1; number <= SAVES; number += 1) {
    const { fault, ask } = save(files, text, number, good);
    good = ask;
    const seen = ([words, faulty]) => {
      const own = document.querySelector("#pages").contentDocument;
      const [legend, ...more] = own?.querySelectorAll("html.ready .on[data-page=choosing] legend") ?? [];
      const same = legend?.textContent.trim() === words && more.every((one) => one.textContent !== words);
      return same && document.querySelector("#faults").classList.contains("errors") === faulty;
    };
    await page.waitForFunction(seen, [ask, fault]);
    // Nothing that was saved before comes back.
    const older = await page.evaluate(
      (now) =>
        document
          .querySelector("#pages")
          .contentDocument.body.textContent.match(/Save \d+\./g)
          ?.filter((one) => !now.endsWith(one)),
      ask,
    );
    assert.deepEqual(older ?? [], [], `save ${number}`);
    if (number === WARM) early = await held(preview.pid, cdp);
  }
  const late = await held(preview.pid, cdp);
  t.diagnostic(`after ${WARM} saves ${JSON.stringify(early)}, after ${SAVES} ${JSON.stringify(late)}`);
  assert.deepEqual(grown(early, late), []);
  const state = await (await fetch(`${preview.address}state`)).json();
  assert.deepEqual(state.held, { checked: 1, made: 1 });
  for (const [name, most] of Object.entries(MAY_GROW)) {
    const bad = grown(early, { ...late, [name]: early[name] + most + 1 });
    assert.ok(bad.length === 1 && bad[0].startsWith(name), "what grows is refused");
  }
});
