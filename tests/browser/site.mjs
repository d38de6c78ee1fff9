//! A learning system on this machine: it serves an unpacked package, launches it in a frame, and keeps what it is told.
//!
//! What stands here: the server, the launch pages of both systems, and the store. What does not: any learner
//! (learner.mjs) or browser (chromium.mjs). Invariant: what is stored lives in this process, so it survives
//! whatever happens to a page; nothing listens beyond this machine.

import { readFile, realpath } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { FIRST_LAUNCH, FIRST_LAUNCH_2004, scormAgainScript, strictScript } from "./lms.mjs";

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

/** The two learning systems, of SCORM 1.2 and of SCORM 2004. */
export const SYSTEMS = ["strict", "scorm-again"];
export const SYSTEMS_2004 = ["strict-2004", "scorm-again-2004"];

/** What the pages of an edition call things. */
const EDITIONS = {
  12: {
    made: "Strict12",
    again: "Scorm12API",
    api: "API",
    calls: ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit"],
    error: "LMSGetLastError",
    core: "cmi.core.",
    first: FIRST_LAUNCH,
  },
  2004: {
    made: "Strict2004",
    again: "Scorm2004API",
    api: "API_1484_11",
    calls: ["Initialize", "Terminate", "GetValue", "SetValue", "Commit"],
    error: "GetLastError",
    core: "cmi.",
    first: FIRST_LAUNCH_2004,
  },
};

/**
 * Starts a learning system for one made-up learner and one package.
 * `system` is one of SYSTEMS or of SYSTEMS_2004; `launch` is given to the strict fake, and `late` attaches the API so many
 * milliseconds after the page has loaded; with `running` its session runs before the course begins. `query` ends the
 * address at which the package is launched. With `gzip` text is sent compressed, each file compressed once. `asked` lists the paths that were asked for.
 */
export async function openSite(
  folder,
  { system = "strict", launch = {}, late = 0, query = "", gzip = false, running = false } = {},
) {
  const root = await realpath(folder);
  const opened = new Date();
  let is = { launch, late, running };
  const kept = { tracks: undefined, commits: [], last: opened };
  const asked = [];
  const small = gzip ? new Map() : undefined;
  const edition = system.endsWith("2004") ? "2004" : "12";
  const ours = system.startsWith("strict");
  const script = ours ? await strictScript(edition) : await readFile(scormAgainScript(edition), "utf8");
  const page = ours ? strictPage : againPage;
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const answer = (status, type, body) => send(response, small, path, { status, type, body });
    asked.push(path);
    const tracks = kept.tracks ?? is.launch.tracks;
    const shown = () => page(EDITIONS[edition], { ...is, query, launch: { ...is.launch, tracks } });
    if (path === "/lms/launch") answer(200, TYPES[".html"], shown());
    // The same page without the course in it, which it opens in another window.
    else if (path === "/lms/opener") answer(200, TYPES[".html"], shown().replace(/<iframe.*iframe>/, ""));
    else if (path === "/lms/elsewhere") answer(200, TYPES[".html"], "<title>Elsewhere</title>");
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
    openerUrl: `${origin}/lms/opener`,
    elsewhereUrl: `${origin}/lms/elsewhere`,
    packageUrl: `${origin}/package/index.html`,
    /** What the system holds now: full element names and values, without the empty ones. */
    tracks: () => told(kept.tracks),
    asked,
    /** Forgets what it was told: whoever comes next comes for the first time. */
    forget: () => {
      kept.tracks = undefined;
    },
    /** How the next launch is: `launch`, `late` and `running` as at the start. */
    next: (changes) => {
      is = { ...is, ...changes };
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

function host(name, start, { late, query }) {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Learning system</title>
<style>html, body, iframe { margin: 0; width: 100%; height: 100vh; border: 0; display: block }</style>
<script src="/lms/script.js"></script>
<script>
${start}
setTimeout(() => { window.${name} = api; }, ${late});
${late === 0 ? `window.${name} = api;` : ""}
</script></head>
<body><iframe id="sco" name="sco" title="Course" src="/package/index.html${query}"></iframe></body></html>`;
}

function strictPage({ api, made, calls }, { launch, running, ...own }) {
  return host(
    api,
    `const post = (tracks) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/lms/commit", false);
  try { request.send(JSON.stringify(tracks)); } catch { return false; }
  return request.status === 200;
};
const wait = (milliseconds) => { const end = Date.now() + milliseconds; while (Date.now() < end); };
const system = new lms.${made}({ ...${JSON.stringify(launch)}, store: post, wait });
const api = system.api;
window.calls = system.calls;
window.faults = system.faults;
window.session = api;
${running ? `api.${calls[0]}("");` : ""}`,
    own,
  );
}

function againPage({ api, again, calls, error, core, first }, { launch, ...own }) {
  return host(
    api,
    `const api = new ${again}({ autocommit: false, logLevel: 5, lmsCommitUrl: "/lms/commit", dataCommitFormat: "flattened" });
const kept = ${JSON.stringify(opening(core, first, launch))};
api.loadFromFlattenedJSON(kept);
window.calls = [];
for (const name of ${JSON.stringify(calls)}) {
  const real = api[name].bind(api);
  api[name] = (...args) => {
    const returned = real(...args);
    window.calls.push({ name, args, returned, error: String(api.${error}()) });
    return returned;
  };
}`,
    own,
  );
}

/** What scorm-again is given at a launch; working out `entry` is left to the page around it. */
function opening(core, first, { tracks, mode }) {
  const own = mode ? { ...first, mode } : first;
  const begun = Object.fromEntries(Object.entries(own).map(([field, value]) => [core + field, value]));
  if (!tracks) return begun;
  const entry = tracks[`${core}exit`] === "suspend" ? "resume" : "";
  const next = { ...begun, ...tracks, [`${core}entry`]: entry };
  if (mode) next[`${core}mode`] = mode;
  delete next[`${core}exit`];
  delete next[`${core}session_time`];
  return next;
}
