//! The two learning systems under Node: our strict fake (packager/player/lms) and scorm-again.
//!
//! What stands here: how each is made, and the fake as one script for a page. What does not: the pages
//! themselves (site.mjs). Invariant: neither keeps anything from an earlier call of these functions.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as again from "scorm-again/scorm12";

const player = fileURLToPath(new URL("../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");
const require = createRequire(import.meta.url);

/** Path of scorm-again's SCORM 1.2 script for a page. */
export const scormAgainScript = require.resolve("scorm-again/scorm12/min");

/** The strict fake built for a page: it defines the global `lms12` with `Strict12`. */
export async function strictScript() {
  return bundle({ format: "iife", globalName: "lms12" });
}

/** The strict fake for Node: `{ Strict12, ERRORS }`. */
export async function strict() {
  const code = await bundle({ format: "esm" });
  return import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
}

/** What an LMS says of itself at a first launch; scorm-again leaves it to the page around it. */
export const FIRST_LAUNCH = {
  student_id: "learner-1",
  student_name: "Learner, Made-up",
  credit: "credit",
  entry: "ab-initio",
  lesson_mode: "normal",
  total_time: "0000:00:00.00",
};

/** A new scorm-again run-time that asks no network. */
export function scormAgain(settings = {}) {
  const api = new again.Scorm12API({ autocommit: false, logLevel: 5, ...settings });
  api.loadFromJSON({ cmi: { core: FIRST_LAUNCH } });
  return api;
}

async function bundle(options) {
  const built = await build({
    entryPoints: [`${player}lms/strict12.ts`],
    bundle: true,
    write: false,
    target: "chrome100",
    logLevel: "silent",
    ...options,
  });
  return built.outputFiles[0].text;
}
