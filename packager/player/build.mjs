//! Builds what packages carry. The first view: dist/player.css and a first script for each kind of host,
//! dist/player-<adapter>.js. Fetched later: dist/items.js, which brings every item to life; dist/code.js, which makes
//! answer codes; dist/languages.js, which changes the language; dist/easy.js and dist/easy.css, which
//! change to Easy Read; dist/statements.js, which speaks cmi5 and xAPI;
//! dist/accept.js, which checks a learning system where it is asked to, and dist/accept-records.js a record store.
//!
//! What no package holds is the preview's: dist/lms.js, the learning systems that it plays; dist/preview.js and
//! dist/preview.css, its frame; dist/opening.js, by which a page tells the frame that it begins. And two lists:
//! dist/tokens.json, what a theme may set of the style, and dist/BUILD.json, from what all of them were made.
//!
//! The outputs are checked in, so that `cargo build` needs no Node; a Rust test recomputes BUILD.json, so that
//! a forgotten rebuild is noticed on a machine without Node too. `--check` builds and compares, writing nothing.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { SHORTENED } from "./shortened.mjs";

/** One first script for each: what differs is whom it speaks to. A package calls its own `player.js`. */
const ADAPTERS = ["scorm12", "scorm2004", "cmi5", "xapi", "aicc", "host", "device"];

/** In bytes after gzip: script and style of the first view together, what is fetched later, what only packages have
 *  that make answer codes, what only a package in several languages has, what only one with something in Easy Read has (script and style), what only one for xAPI or cmi5 has, and what checks a learning system, without its words. */
const BUDGETS = {
  player: 15 * 1024,
  items: 12 * 1024,
  code: 11 * 1024,
  languages: 1536,
  easy: 1536,
  statements: 5120,
  accept: 8192,
};

/** What terser does after esbuild has bundled. Its `unsafe` options take built-in functions to be the browser's own
 *  and reading a property to have no effect, which holds here; the browser suite plays what comes out. */
const TERSER = {
  ecma: 2020,
  toplevel: true,
  compress: {
    passes: 3,
    keep_fargs: false,
    pure_getters: true,
    unsafe: true,
    unsafe_arrows: true,
    unsafe_methods: true,
  },
};

const root = dirname(fileURLToPath(import.meta.url));
/** Short names of properties: the second script is given those of the first, for they hand each other objects. */
let names = {};
/** Custom properties of the style, in the order of their short names. */
let styled = [];
const outputs = [
  ...(await first()),
  ...(await bundle("items", "src/items.ts")),
  ...(await bundle("code", "src/code.ts")),
  ...(await bundle("languages", "src/languages.ts")),
  ...(await bundle("easy", "src/easy.ts", "src/easy.css")),
  ...(await bundle("statements", "src/statements.ts")),
  ...(await bundle("accept", "src/entry/accept.ts")),
  ...(await bundle("accept-records", "src/entry/accept-records.ts")),
  ...(await forPreview()),
];
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

/** The style and the first scripts, each bundled by itself; they hand the later scripts the same short names. */
async function first() {
  const outputs = await bundle("player", "src/main.css");
  for (const adapter of ADAPTERS) {
    outputs.push(...(await bundle(`player-${adapter}`, `src/entry/${adapter}.ts`)));
  }
  return outputs;
}

/** A script, or a style. */
async function bundle(name, ...entries) {
  const result = await build({
    absWorkingDir: root,
    entryPoints: entries.map((path) => ({ in: path, out: name })),
    outdir: "dist",
    write: false,
    bundle: true,
    tsconfigRaw: { compilerOptions: { alwaysStrict: false } },
    minifyWhitespace: true,
    minifySyntax: true,
    format: "iife",
    target: ["chrome100", "firefox100", "safari15.4"],
    charset: "utf8",
    legalComments: "none",
    logLevel: "warning",
    // The third script holds libraries, whose names are not ours; what the check keeps is read by another edition.
    ...(/^(code$|accept)/.test(name)
      ? {}
      : { mangleProps: new RegExp(`^(${SHORTENED.join("|")})$`), mangleCache: names }),
  });
  names = result.mangleCache ?? names;
  const outputs = result.outputFiles.map(async ({ path, text }) => {
    const name = basename(path);
    if (name.endsWith(".js")) {
      const { code } = await minify(text, TERSER);
      return [{ name, bytes: Buffer.from(name === "code.js" ? `${notices()}${code}` : code) }];
    }
    // A further style goes behind the first, and calls what that sets by the same short names.
    styled = [...new Set([...styled, ...(text.match(/--[a-z][\w-]*/g) ?? [])])];
    const names = styled;
    const style = shorten(text, names);
    if (name !== "player.css") {
      return [{ name, bytes: Buffer.from(style) }];
    }
    return [
      { name, bytes: Buffer.from(style) },
      { name: "tokens.json", bytes: Buffer.from(`${JSON.stringify(tokens(style, names), null, 2)}\n`) },
    ];
  });
  return (await Promise.all(outputs)).flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What only the preview has. Its names stay as they are: systems are known by theirs. */
async function forPreview() {
  const entryPoints = { lms: "lms/all.ts", opening: "preview/opening.ts", preview: "preview/preview.ts" };
  const options = { absWorkingDir: root, outdir: "dist", write: false, bundle: true, minify: true };
  const shared = { ...options, target: ["chrome100", "firefox100", "safari15.4"], charset: "utf8" };
  const scripts = await build({ ...shared, entryPoints, format: "iife" });
  const style = await build({ ...shared, entryPoints: ["preview/preview.css"] });
  return [...scripts.outputFiles, ...style.outputFiles].map(({ path, text }) => ({
    name: basename(path),
    bytes: Buffer.from(text),
  }));
}

/** The licences of the libraries in the third script, as MIT wants them kept: once, with both copyrights. */
function notices() {
  const [first, second] = ["qr/LICENSE-MIT", "@noble/hashes/LICENSE"].map((path) =>
    readFileSync(join(root, "node_modules", path), "utf8")
      .trim()
      .split("\n"),
  );
  const copyright = (lines) => lines.filter((line) => line.startsWith("Copyright"));
  const lines = ["qr and @noble/hashes", "", ...copyright(first), ...copyright(second), ""];
  if (lines.length !== 5) {
    fail("a library says in another way whose it is: look at its licence");
  }
  return `/*!\n${[...lines, ...first.slice(first.findIndex((line) => line.startsWith("Permission")))].join("\n")}\n*/\n`;
}

/** Custom properties by short names, in the order in which they first stand in the style; no space where the
 *  grammar asks for none (round `+` and `-` it does). No text of the style has such a space. */
function shorten(style, names) {
  return style
    .replace(/--[a-z][\w-]*/g, (name) => `--${names.indexOf(name).toString(36)}`)
    .replace(/(--\w+:|,) /g, "$1")
    .replace(/ ([*/]) /g, "$1");
}

/** What a theme may set: short names of colours and faces, what each holds by itself on light and on dark paper, and
 *  after how many bytes of the style a theme's own rules stand: behind these, before what replaces them on paper. */
function tokens(style, names) {
  const end = "}}";
  const dark = "@media screen{:root[data-theme=dark]{";
  const behind = style.indexOf(end, style.indexOf(dark)) + end.length;
  if (!style.startsWith(":root{") || !style.includes(dark)) {
    fail("the style does not begin with the colours; see src/css/tokens.css");
  }
  const held = (block) =>
    block
      .split(";")
      .map((declared) => declared.match(/^--(\w+):(.+)$/) ?? [])
      .map(([, short, value]) => [names[Number.parseInt(short, 36)]?.slice(2), value])
      .filter(([name, value]) => value?.startsWith("#") || name === "serif" || name === "sans");
  const light = held(style.slice(":root{".length, style.indexOf("}")));
  return {
    note: "Made by build.mjs. Do not edit.",
    behind: Buffer.byteLength(style.slice(0, behind)),
    names: Object.fromEntries(light.map(([name]) => [name, names.indexOf(`--${name}`).toString(36)])),
    light: Object.fromEntries(light),
    dark: Object.fromEntries(held(style.slice(style.indexOf(dark) + dark.length, behind - end.length))),
  };
}

/** Every file that the outputs depend on, in byte order. */
function sources() {
  const below = ["lms", "preview", "src"]
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    );
  return [
    "build.mjs",
    "package-lock.json",
    "package.json",
    "shortened.mjs",
    "tsconfig.json",
    ...below,
  ].sort();
}

/** Exact versions, as package.json pins them. */
function tools() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies;
}

function weigh(outputs) {
  const sizes = Object.fromEntries(
    outputs.map(({ name, bytes }) => [name, gzipSync(bytes, { level: 9 }).length]),
  );
  const firsts = ADAPTERS.map((adapter) => [BUDGETS.player, "player.css", `player-${adapter}.js`]);
  const scripts = ["items", "code", "languages", "statements", "accept", "accept-records"];
  const later = scripts.map((name) => [BUDGETS[name.split("-")[0]], `${name}.js`]);
  const easy = [BUDGETS.easy, "easy.js", "easy.css"];
  const over = [...firsts, ...later, easy].filter(([budget, ...names]) => {
    const sum = names.reduce((sum, name) => sum + sizes[name], 0);
    console.log(`${names.join(" + ")}: ${sum} of ${budget} bytes after gzip`);
    return sum > budget;
  });
  if (over.length > 0) {
    fail(`over the budget: ${over.map(([, ...names]) => names.join(" + ")).join(", ")}`);
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
