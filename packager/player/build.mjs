//! Builds dist/player.js and dist/player.css, and writes down in dist/BUILD.json from what they were made.
//!
//! The outputs are checked in, so that `cargo build` needs no Node; a Rust test recomputes BUILD.json, so that
//! a forgotten rebuild is noticed on a machine without Node too. `--check` builds and compares, writing nothing.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** Script and style together, in bytes after gzip. 15 KB were hoped for; every item, one adapter, both ways of
 *  colour and forced colours take 17, which a slow line (1.6 Mbit/s) carries in under a tenth of a second. */
const BUDGET = 17 * 1024;

const root = dirname(fileURLToPath(import.meta.url));
const outputs = await bundle();
const report = Object.fromEntries(outputs.map(({ name, bytes }) => [name, sha256(bytes)]));
const record = {
  note: "Made by build.mjs. Do not edit.",
  tools: tools(),
  sources: Object.fromEntries(sources().map((path) => [path, sha256(readFileSync(join(root, path)))])),
  outputs: report,
};
const files = [
  ...outputs,
  { name: "BUILD.json", bytes: Buffer.from(`${JSON.stringify(record, null, 2)}\n`) },
];

if (process.argv.includes("--check")) {
  const stale = files.filter(({ name, bytes }) => !bytes.equals(read(join(root, "dist", name))));
  if (stale.length > 0) {
    fail(
      `dist is not what the sources build: ${stale.map(({ name }) => name).join(", ")}. Run: npm run build`,
    );
  }
} else {
  mkdirSync(join(root, "dist"), { recursive: true });
  for (const { name, bytes } of files) {
    writeFileSync(join(root, "dist", name), bytes);
  }
}
weigh(outputs);

async function bundle() {
  const result = await build({
    absWorkingDir: root,
    entryPoints: ["src/main.ts", "src/main.css"].map((path) => ({ in: path, out: "player" })),
    outdir: "dist",
    write: false,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome100", "firefox100", "safari15.4"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
  });
  return result.outputFiles
    .map((file) => ({ name: /player\.(js|css)/.exec(file.path)[0], bytes: Buffer.from(file.contents) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Every file that the outputs depend on, in byte order. */
function sources() {
  const below = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
  return ["build.mjs", "package-lock.json", "package.json", "tsconfig.json", ...below].sort();
}

/** Exact versions, as package.json pins them. */
function tools() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies;
}

function weigh(outputs) {
  let sum = 0;
  for (const { name, bytes } of outputs) {
    const size = gzipSync(bytes, { level: 9 }).length;
    sum += size;
    console.log(`${name}: ${bytes.length} bytes, ${size} after gzip`);
  }
  console.log(`together: ${sum} of ${BUDGET} bytes after gzip`);
  if (sum > BUDGET) {
    fail(`script and style are ${sum - BUDGET} bytes over their budget`);
  }
}

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
