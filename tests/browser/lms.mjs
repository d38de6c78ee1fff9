//! The two learning systems under Node: our strict fake (packager/player/lms) and scorm-again.
//!
//! What stands here: how each is made, and the fake as one script for a page. What does not: the pages
//! themselves (site.mjs). Invariant: neither keeps anything from an earlier call of these functions.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as again from "scorm-again/scorm12";
import * as again2004 from "scorm-again/scorm2004";

const player = fileURLToPath(new URL("../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");
const require = createRequire(import.meta.url);

/** Path of scorm-again's script for a page, of one edition of SCORM: `12` or `2004`. */
export const scormAgainScript = (edition) => require.resolve(`scorm-again/scorm${edition}/min`);

/** The strict fake of an edition built for a page: it defines the global `lms` with `Strict12` or `Strict2004`. */
export async function strictScript(edition) {
  return bundle(edition, { format: "iife", globalName: "lms" });
}

/** The strict fake of an edition for Node: `{ Strict12, ERRORS }` or `{ Strict2004, ERRORS }`. */
export async function strict(edition = "12") {
  const code = await bundle(edition, { format: "esm" });
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

/** What an LMS of SCORM 2004 says of itself at a first launch. */
export const FIRST_LAUNCH_2004 = {
  learner_id: "learner-1",
  learner_name: "Learner, Made-up",
  credit: "credit",
  entry: "ab-initio",
  mode: "normal",
  total_time: "PT0H0M0S",
};

/** The same of SCORM 2004. */
export function scormAgain2004(settings = {}) {
  const api = new again2004.Scorm2004API({ autocommit: false, logLevel: 5, ...settings });
  api.loadFromJSON({ cmi: FIRST_LAUNCH_2004 });
  return api;
}

async function bundle(edition, options) {
  const built = await build({
    entryPoints: [`${player}lms/strict${edition}.ts`],
    bundle: true,
    write: false,
    target: "chrome100",
    logLevel: "silent",
    ...options,
  });
  return built.outputFiles[0].text;
}
