//! Runs the tests: each is bundled by esbuild (Node 20 reads no types), then handed to `node --test`.
//!
//! Nothing is skipped: no test file at all is a failure too.

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../node_modules/.bona-tests");
const files = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
if (files.length === 0) {
  throw new Error("no tests found");
}
rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: files.map((name) => join(here, name)),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
});
const built = files.map((name) => join(out, name.replace(/ts$/, "mjs")));
const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...built], { stdio: "inherit" });
process.exit(run.status ?? 1);
