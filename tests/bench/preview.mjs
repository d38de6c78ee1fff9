//! From a save to the repainted page in `bona preview`, beside a plain `bona check` of the same course.
//!
//! `node tests/bench/preview.mjs [--rounds 15] [--write]`, with BONA set to a built `bona` or one in `target/`. Both take
//! turns in each round; what counts is the middle of the ratios within rounds. `--write` puts the table into
//! docs/performance.md. A benchmark, never a test with a clock: it fails only when something else than a time is wrong.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startBrowser } from "../browser/chromium.mjs";
import { copied, program, start } from "../browser/previewed.mjs";

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PAGE = here("docs/performance.md");
const MARKS = ["<!-- preview: begin -->", "<!-- preview: end -->"];
const COURSES = {
  reference: "tests/fixtures/reference",
  everyone: "courses/everyone",
  house: "courses/house",
};
/** Where a text stands that is changed, on which page. */
const TEXTS = {
  reference: {
    file: "modules/asked.ron",
    page: "choosing",
    text: "Which opening would you write on the card?",
  },
  everyone: { file: "modules/why_it_matters.ron" },
};

const { values: given } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, write: { type: "boolean", default: false } },
});

/** The title of the first page of a module, and that page's id. */
function firstTitle(text) {
  const [, page, title] = text.match(/Page\(\s*id: "(\w+)",\s*title: "([^"]+)"/);
  return { page, text: title };
}

/** Waits in the frame until its pages say something and that is painted: when the save was told, and when painted. */
function painted(words) {
  return new Promise((done) => {
    let told = 0;
    const events = new EventSource("/events");
    events.addEventListener("message", () => {
      told ||= Date.now();
    });
    const look = () => {
      const own = document.querySelector("#pages").contentDocument;
      const root = own?.documentElement;
      if (root?.classList.contains("ready") && own.querySelector(".on")?.textContent.includes(words)) {
        events.close();
        requestAnimationFrame(() => requestAnimationFrame(() => done({ told, painted: Date.now() })));
      } else requestAnimationFrame(look);
    };
    events.addEventListener("open", () => {
      window.waits = true;
      look();
    });
  });
}

/** One save: milliseconds until it was told, and until it was painted. */
async function save(page, files, path, from, to) {
  await page.evaluate(() => {
    window.waits = false;
  });
  const seen = page.evaluate(painted, to);
  await page.waitForFunction(() => window.waits);
  const begun = Date.now();
  files.change(path, from, to);
  const { told, painted: shown } = await seen;
  return { told: told - begun, painted: shown - begun };
}

/** The browser loads the same pages again, and nothing was saved: milliseconds until they are painted. */
function reloaded() {
  const frame = document.querySelector("#pages");
  const begun = performance.now();
  const before = frame.contentDocument;
  frame.contentWindow.location.reload();
  return new Promise((done) => {
    const look = () => {
      const own = frame.contentDocument;
      if (own !== before && own?.documentElement?.classList.contains("ready")) {
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
      } else requestAnimationFrame(look);
    };
    look();
  });
}

/** A plain check of the same course, as a process. */
function check(files, name) {
  const begun = Date.now();
  execFileSync(program(), ["check", name], { cwd: files.folder, stdio: "ignore" });
  return Date.now() - begun;
}

async function measure(browser, files, name, rounds) {
  const { file } = TEXTS[name];
  const path = join(name, file);
  const { page: place, text } = TEXTS[name].text ? TEXTS[name] : firstTitle(files.read(path));
  const preview = await start(files.folder, [name]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(`${preview.address}?system=strict-1.2`);
    await page.frameLocator("#pages").locator("html.ready").waitFor();
    const pages = page.frames().find((frame) => frame.url().includes("/c/"));
    await pages.evaluate((to) => location.assign(`#/${to}`), place);
    await page.frameLocator("#pages").locator(`[data-page=${place}].on`).waitFor();
    const measured = [];
    let now = text;
    for (let round = 0; round <= rounds; round += 1) {
      const next = `${text.replace(/\d+$/, "")}${round}`;
      const saved = await save(page, files, path, now, next);
      now = next;
      const again = await page.evaluate(reloaded);
      const checked = check(files, name);
      // The first warms both up.
      if (round > 0) measured.push({ ...saved, again, checked });
      assert.ok(saved.painted >= saved.told, `${name}: painted before it was told`);
    }
    return measured;
  } finally {
    await context.close();
    await preview.stop();
  }
}

const sorted = (values) => [...values].sort((a, b) => a - b);
const middle = (values) => sorted(values)[Math.floor(values.length / 2)];
const range = (values) => `${sorted(values)[0].toFixed(1)}–${sorted(values).at(-1).toFixed(1)}`;

function row(name, measured) {
  const of = (key) => measured.map((one) => one[key]);
  const ratios = measured.map(({ painted: shown, checked }) => shown / checked);
  const cells = [
    name,
    ...["told", "painted", "again", "checked"].map((key) => Math.round(middle(of(key)))),
    `**${middle(ratios).toFixed(1)}** (${range(ratios)})`,
  ];
  return `| ${cells.join(" | ")} |`;
}

const browser = await startBrowser();
const files = copied(COURSES);
try {
  const rounds = Number(given.rounds);
  const rows = [];
  for (const name of ["reference", "everyone"])
    rows.push(row(name, await measure(browser, files, name, rounds)));
  const built = relative(here("target"), program()).split("/")[0];
  const text = [
    `Measured ${new Date().toISOString().slice(0, 10)} on ${cpus().length} cores, ${cpus()[0].model}; Chromium ${browser.version()}; a ${built} build; load ${loadavg()[0].toFixed(1)}; rounds: ${rounds}.`,
    "",
    "| course | from save to told, ms | from save to painted, ms | the browser’s plain reload, ms | a plain `bona check`, ms | painted, times a check |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  process.stdout.write(`${text}\n`);
  if (given.write) {
    const [head, rest] = readFileSync(PAGE, "utf8").split(MARKS[0]);
    writeFileSync(PAGE, `${head}${MARKS[0]}\n\n${text}\n\n${MARKS[1]}${rest.split(MARKS[1])[1]}`);
  }
} finally {
  files.remove();
  await browser.close();
}
