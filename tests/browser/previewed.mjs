//! A running `bona preview`, of copies of courses that a test may change.
//!
//! What stands here: starting and ending it, saving a file, and the frame's parts. What does not: any judgement.
//! Invariant: no file of the repository is changed, and nothing runs on when a test has ended.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** A built `bona`. */
export function program() {
  const places = [process.env.BONA, here("target/release/bona"), here("target/debug/bona")];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error("there is no `bona` in target/; build it, or set BONA");
  return found;
}

/** Copies courses into a folder of their own: `{ name: "tests/fixtures/reference" }`. */
export function copied(courses) {
  const folder = mkdtempSync(join(tmpdir(), "bona-preview-"));
  for (const [name, from] of Object.entries(courses))
    cpSync(here(from), join(folder, name), { recursive: true });
  return {
    folder,
    read: (path) => readFileSync(join(folder, path), "utf8"),
    write: (path, text) => writeFileSync(join(folder, path), text),
    /** Saves a file with one text in the place of another. */
    change(path, from, to) {
      const text = readFileSync(join(folder, path), "utf8");
      if (!text.includes(from)) throw new Error(`${path} does not hold: ${from}`);
      writeFileSync(join(folder, path), text.replace(from, to));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts a preview of all courses of a folder; `address` is where it is. */
export async function start(folder, names, options = []) {
  const child = spawn(program(), ["preview", ...names, "--no-open", ...options], { cwd: folder });
  const said = { out: "", err: "" };
  child.stderr.on("data", (text) => {
    said.err += text;
  });
  const ended = new Promise((done) => child.once("exit", (code) => done(code)));
  const address = await new Promise((done, fail) => {
    child.stdout.on("data", (text) => {
      said.out += text;
      const found = said.out.match(/http:\S+/)?.[0];
      if (found) done(found);
    });
    ended.then(() => fail(new Error(said.err)));
  });
  return {
    address,
    said,
    pid: child.pid,
    /** Presses Ctrl-C, and gives the exit value. */
    stop() {
      child.kill("SIGINT");
      return ended;
    },
  };
}
