//! First paint and first answer on a slow machine and line: our packages beside an H5P and a LiaScript page.
//!
//! `node tests/bench/player.mjs [--rounds 9] [--plain-rounds 5] [--write]`, after `tests/run` or with BONA set to a
//! built `bona`. All take turns in each round, in another order each time; what counts is the middle of the ratios
//! within rounds. `--write` puts the tables into docs/performance.md. A benchmark, never a test with a clock: it
//! fails only when something else than a time is wrong.

import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startBrowser } from "../browser/chromium.mjs";
import { openSite } from "../browser/site.mjs";
import { layOut, VERSIONS } from "./player/peers.mjs";
import { tables } from "./player/tables.mjs";
import { SLOW, slow, visit } from "./player/visit.mjs";

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const PAGE = here("docs/performance.md");
const MARKS = ["<!-- player: begin -->", "<!-- player: end -->"];
// Nothing leaves this machine, and no request is held up to be judged.
const SHUT = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];

const { values: given } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    "plain-rounds": { type: "string", default: "5" },
    write: { type: "boolean", default: false },
  },
});

/** A built `bona`: packages are the same bytes from either. */
function program() {
  const places = [process.env.BONA, here("target/release/bona"), here("target/debug/bona")];
  const found = places.find((place) => place && existsSync(place));
  assert.ok(found, "there is no `bona` in target/; build it, or set BONA");
  return found;
}

/** Shows that the throttles hold: a machine or a line that is not slow measures nothing. */
async function calibrate(browser, players) {
  const player = players.find(({ name }) => name === "LiaScript");
  const site = await openSite(player.folder);
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await page.goto(`${site.origin}/package/course.md`);
    const work = () => page.evaluate(spin);
    const quick = await shortest(work);
    await slow(session);
    const rate = (await shortest(work)) / quick;
    const { bytes, seconds } = await page.evaluate(fetchWhole, "ace.js");
    const line = bytes / seconds;
    // Where others are at work nothing is quick to begin with, so less is lost; how much is told with the times.
    assert.ok(rate > 1.3, `the machine is only ${rate.toFixed(1)} times slower`);
    assert.ok(
      line < SLOW.line.downloadThroughput * 1.1,
      `the line carries ${Math.round(line)} bytes a second`,
    );
    return { rate, line };
  } finally {
    await context.close();
    await site.close();
  }
}

/** The shortest of seven: what the machine can do when nobody else is at it. */
async function shortest(work) {
  const times = [];
  while (times.length < 7) times.push(await work());
  return Math.min(...times);
}

function spin() {
  const start = performance.now();
  let sum = 0;
  for (let turn = 0; turn < 2e7; turn += 1) sum = (sum + turn * 7) % 1013;
  return performance.now() - start + (sum < 0 ? 1 : 0);
}

async function fetchWhole(path) {
  const start = performance.now();
  const body = await (await fetch(path, { cache: "no-store" })).arrayBuffer();
  return { bytes: body.byteLength, seconds: (performance.now() - start) / 1000 };
}

/** As many rounds of one visit each, after one that is neither slowed nor counted. */
async function play(browser, players, { gzip, rounds }) {
  const sites = new Map();
  for (const player of players) sites.set(player, await openSite(player.folder, { gzip }));
  const visits = players.map(() => []);
  for (const [player, site] of sites) await visit(browser, player, site, { warm: true });
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < players.length; turn += 1) {
      const at = (turn + round) % players.length;
      const seen = await visit(browser, players[at], sites.get(players[at]));
      judge(players[at], seen);
      visits[at].push(seen);
    }
    about.loads.push(load());
    writeFileSync(
      here(`target/bench/player-${gzip ? "gzip" : "plain"}.json`),
      JSON.stringify({ about, visits }, null, 1),
    );
    process.stderr.write(
      `${gzip ? "gzip" : "plain"}, round ${round + 1} of ${rounds}, load ${load().toFixed(1)}\n`,
    );
  }
  for (const site of sites.values()) await site.close();
  return visits;
}

/** What must hold in every visit, whatever its times. */
function judge(player, { outside, unseen, answered, first }) {
  if (player.ours) assert.deepEqual(outside, [], `${player.name} asks outside the package`);
  assert.ok(unseen <= 2, `${player.name}: ${unseen} requests passed by the slow line`);
  assert.ok(first > 0 && answered > first, `${player.name}: times out of order`);
}

/** How many wanted a core in the last minute: others at work on the machine, and ourselves. */
function load() {
  return loadavg()[0];
}

const players = layOut(here("target/bench/player"), program());
const browser = await startBrowser(SHUT);
const about = {
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores, ${cpus()[0].model}`,
  browser: `Chromium ${browser.version()}`,
  versions: VERSIONS,
  slow: SLOW,
  loads: [],
};
try {
  about.held = await calibrate(browser, players);
  const gzip = await play(browser, players, { gzip: true, rounds: Number(given.rounds) });
  const plain = await play(browser, players, { gzip: false, rounds: Number(given["plain-rounds"]) });
  const text = tables({ about, players, gzip, plain });
  process.stdout.write(`${text}\n`);
  if (given.write) {
    const [head, rest] = readFileSync(PAGE, "utf8").split(MARKS[0]);
    writeFileSync(PAGE, `${head}${MARKS[0]}\n\n${text}\n\n${MARKS[1]}${rest.split(MARKS[1])[1]}`);
  }
} finally {
  await browser.close();
}
