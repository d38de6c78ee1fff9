//! The players that are compared, laid out as a web server would hold them: ours, packaged, and two others.
//!
//! What stands here: where each comes from, at which version, and what a learner's keyboard does in it. What does
//! not: measuring (visit.mjs). Invariant: nobody else's file is kept in the project; each is installed into
//! target/ from npm at the version below, and shows the question of tests/fixtures/minimal, in our words.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url));

/** What is installed, and at which version. */
export const VERSIONS = {
  // Today's H5P runtime for pages without a server.
  h5p: "h5p-standalone@3.8.2",
  // The one release whose archive carries H5P libraries: a true/false question (1.6) and all that it needs.
  question: "h5p-standalone@2.1.0",
  // LiaScript 1.0.1, built; the exporters' own packages are not on npm.
  liascript: "@liascript/editor@1.1.41--1.0.1",
};

const H5P_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Good morning</title></head>
<body><div id="here"></div><script src="dist/main.bundle.js"></script>
<script>new H5PStandalone.H5P(document.getElementById("here"),
{ h5pJsonPath: "content", frameJs: "dist/frame.bundle.js", frameCss: "dist/styles/h5p.css" });</script></body></html>
`;

const LIASCRIPT_COURSE = `<!--
language: en
narrator: off
-->

# Good morning

A greeting is the first thing that you give. It costs nothing to leave the guess out of it.

Which greeting fits anyone?

- [(X)] “Good morning.”
- [( )] “Good morning, sir.”
`;

// How we call it, where it lies, its format, and how many pages stand before its first question.
const OURS = [
  ["one question", "tests/fixtures/minimal", "html", 1],
  ["first_contact", "courses/first_contact", "html", 1],
  ["first_contact", "courses/first_contact", "scorm12", 1],
  ["everyone", "courses/everyone", "html", 2],
  ["everyone", "courses/everyone", "scorm12", 2],
];

/** Lays everything out under `folder`. Gives the players, each with its folder and the keyboard's way. */
export function layOut(folder, bona) {
  mkdirSync(folder, { recursive: true });
  const ours = OURS.map((one) => ourPackage(folder, bona, one));
  return [...ours, h5p(folder), liascript(folder)].map((player) => ({ ...player, ...weigh(player.folder) }));
}

function ourPackage(folder, bona, [name, course, format, turns]) {
  const target = join(folder, `${basename(course)}-${format}`);
  const made = join(folder, "made", basename(target));
  for (const old of [target, made]) rmSync(old, { recursive: true, force: true });
  execFileSync(bona, ["package", join(PROJECT, course), "--format", format, "--out", made], {
    stdio: "pipe",
  });
  mkdirSync(target);
  execFileSync("python3", [
    "-m",
    "zipfile",
    "-e",
    join(
      made,
      readdirSync(made).find((name) => !name.startsWith(".")),
    ),
    target,
  ]);
  return {
    name: `${name}, ${format}`,
    ours: true,
    folder: target,
    inSystem: format === "scorm12",
    query: "",
    first: "main h1",
    turns,
    turn: "section.on [data-next]",
    option: 'section.on [data-item="choice"] input',
    check: 'section.on [data-item="choice"] [data-do="check"]',
    feedback: 'section.on [data-item="choice"] .fb',
  };
}

function h5p(folder) {
  const target = join(folder, "h5p");
  rmSync(target, { recursive: true, force: true });
  cpSync(join(installed(folder, VERSIONS.h5p), "dist"), join(target, "dist"), { recursive: true });
  const content = join(target, "content");
  cpSync(join(installed(folder, VERSIONS.question), "test/workspace"), content, { recursive: true });
  const asked = join(content, "content/content.json");
  const question = { ...JSON.parse(readFileSync(asked, "utf8")), correct: "true" };
  question.question = "<p>“Good morning.” is a greeting that fits anyone.</p>";
  writeFileSync(asked, JSON.stringify(question));
  writeFileSync(join(target, "index.html"), H5P_PAGE);
  return {
    name: "H5P",
    folder: target,
    query: "",
    turns: 0,
    first: ".h5p-question-introduction p",
    option: ".h5p-true-false-answer",
    check: ".h5p-question-check-answer",
    feedback: ".h5p-question-feedback.h5p-question-visible, .h5p-question-scorebar.h5p-question-visible",
  };
}

function liascript(folder) {
  const target = join(folder, "liascript");
  rmSync(target, { recursive: true, force: true });
  cpSync(join(installed(folder, VERSIONS.liascript), "dist"), target, { recursive: true });
  writeFileSync(join(target, "course.md"), LIASCRIPT_COURSE);
  return {
    name: "LiaScript",
    folder: target,
    query: "?course.md",
    turns: 0,
    first: "main h1",
    option: ".lia-quiz__answers input",
    check: ".lia-quiz__check",
    feedback: ".lia-quiz__feedback",
  };
}

/** Where a package from npm was unpacked; it is asked for once. */
function installed(folder, wanted) {
  const target = join(folder, "npm", wanted.replaceAll("/", "+"));
  if (!existsSync(join(target, "package/package.json"))) {
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    const options = { cwd: target, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    const archive = execFileSync("npm", ["pack", "--silent", wanted], options).trim().split("\n").at(-1);
    execFileSync("tar", ["xzf", archive], { cwd: target });
  }
  return join(target, "package");
}

const ALREADY_SMALL = new Set([".woff", ".woff2", ".png", ".jpg", ".gif"]);

/** How many files lie in a folder, and their bytes as a server sends them with gzip. */
function weigh(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const sizes = files.map((file) => {
    const bytes = readFileSync(join(file.parentPath, file.name));
    return ALREADY_SMALL.has(extname(file.name)) ? bytes.length : gzipSync(bytes, { level: 9 }).length;
  });
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
