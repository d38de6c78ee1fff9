//! A learning system on this machine: it serves an unpacked package, launches it in a frame, and keeps what it is told.
//!
//! What stands here: the server, the launch pages of both systems, and the store. What does not: any learner
//! (learner.mjs) or browser (chromium.mjs). Invariant: what is stored lives in this process, so it survives
//! whatever happens to a page; nothing listens beyond this machine.

import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { FIRST_LAUNCH, scormAgainScript, strictScript } from "./lms.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".gif": "image/gif",
  ".md": "text/markdown; charset=utf-8",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

/** The two learning systems. */
export const SYSTEMS = ["strict", "scorm-again"];

/**
 * Starts a learning system for one made-up learner and one package.
 * `system` is one of SYSTEMS; `launch` is given to the strict fake, and `late` attaches the API so many
 * milliseconds after the page has loaded. `query` ends the address at which the package is launched. With
 * `gzip` text is sent compressed, each file compressed once. `asked` lists the paths that were asked for.
 */
export async function openSite(
  folder,
  { system = "strict", launch = {}, late = 0, query = "", gzip = false } = {},
) {
  const root = await realpath(folder);
  const opened = new Date();
  const kept = { tracks: undefined, commits: [], last: opened };
  const asked = [];
  const small = gzip ? new Map() : undefined;
  const script = system === "strict" ? await strictScript() : await readFile(scormAgainScript, "utf8");
  const page = system === "strict" ? strictPage : againPage;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const answer = (status, type, body) => send(response, small, path, { status, type, body });
    asked.push(path);
    if (path === "/lms/launch")
      answer(200, TYPES[".html"], page({ ...launch, tracks: kept.tracks ?? launch.tracks }, late, query));
    else if (path === "/lms/script.js") answer(200, TYPES[".js"], script);
    else if (path === "/lms/commit") answer(200, TYPES[".json"], await keep(request, kept));
    else if (path.startsWith("/package/")) await sendFile(root, path.slice("/package/".length), answer);
    else answer(path === "/favicon.ico" ? 204 : 404, TYPES[".txt"]);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    launchUrl: `${origin}/lms/launch`,
    packageUrl: `${origin}/package/index.html`,
    /** What the system holds now: full element names and values, without the empty ones. */
    tracks: () => told(kept.tracks),
    asked,
    /** Forgets what it was told: whoever comes next comes for the first time. */
    forget: () => {
      kept.tracks = undefined;
    },
    /** Each commit as it arrived. */
    commits: kept.commits,
    /** When the system was started, and when it was last told something. */
    opened,
    last: () => kept.last,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends text compressed when there is a map of what was compressed before: those files do not change. */
function send(response, small, path, { status, type, body }) {
  const headers = { "content-type": type };
  if (!small || !body || !/^text|json|xml/.test(type)) return response.writeHead(status, headers).end(body);
  const whole = path.startsWith("/package/") ? path : body;
  if (!small.has(whole)) small.set(whole, gzipSync(body, { level: 9 }));
  response.writeHead(status, { ...headers, "content-encoding": "gzip" }).end(small.get(whole));
}

function told(tracks = {}) {
  return Object.fromEntries(
    Object.entries(tracks).filter(([, value]) => typeof value === "string" && value !== ""),
  );
}

async function keep(request, kept) {
  let body = "";
  for await (const piece of request) body += piece;
  kept.tracks = JSON.parse(body);
  kept.commits.push(kept.tracks);
  kept.last = new Date();
  return '{"result": true, "errorCode": 0}';
}

async function sendFile(root, wanted, answer) {
  const path = normalize(join(root, wanted));
  if (!path.startsWith(root + sep)) return answer(403, TYPES[".txt"]);
  try {
    answer(200, TYPES[extname(path)] ?? "application/octet-stream", await readFile(path));
  } catch {
    answer(404, TYPES[".txt"]);
  }
}

function host(start, late, query) {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Learning system</title>
<style>html, body, iframe { margin: 0; width: 100%; height: 100vh; border: 0; display: block }</style>
<script src="/lms/script.js"></script>
<script>
${start}
setTimeout(() => { window.API = api; }, ${late});
${late === 0 ? "window.API = api;" : ""}
</script></head>
<body><iframe id="sco" name="sco" title="Course" src="/package/index.html${query}"></iframe></body></html>`;
}

function strictPage(launch, late, query) {
  return host(
    `const post = (tracks) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/lms/commit", false);
  try { request.send(JSON.stringify(tracks)); } catch { return false; }
  return request.status === 200;
};
const wait = (milliseconds) => { const end = Date.now() + milliseconds; while (Date.now() < end); };
const lms = new lms12.Strict12({ ...${JSON.stringify(launch)}, store: post, wait });
const api = lms.api;
window.calls = lms.calls;
window.faults = lms.faults;`,
    late,
    query,
  );
}

function againPage(launch, late, query) {
  return host(
    `const api = new Scorm12API({ autocommit: false, logLevel: 5, lmsCommitUrl: "/lms/commit", dataCommitFormat: "flattened" });
const kept = ${JSON.stringify(again(launch.tracks))};
api.loadFromFlattenedJSON(kept);
window.calls = [];
for (const name of ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"]) {
  const real = api[name].bind(api);
  api[name] = (...args) => {
    const returned = real(...args);
    window.calls.push({ name, args, returned, error: String(api.LMSGetLastError()) });
    return returned;
  };
}`,
    late,
    query,
  );
}

/** What scorm-again is given at a launch; working out `entry` is left to the page around it. */
function again(tracks) {
  const first = Object.fromEntries(
    Object.entries(FIRST_LAUNCH).map(([field, value]) => [`cmi.core.${field}`, value]),
  );
  if (!tracks) return first;
  const next = {
    ...first,
    ...tracks,
    "cmi.core.entry": tracks["cmi.core.exit"] === "suspend" ? "resume" : "",
  };
  delete next["cmi.core.exit"];
  delete next["cmi.core.session_time"];
  return next;
}
