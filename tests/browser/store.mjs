//! A system that launches cmi5 and xAPI, and the learning record store behind it, on this machine.
//!
//! What stands here: the servers around the store of packager/player/lms, a package at one address and the store at
//! another, as it is in life; and two judges of what was told. What does not: the store's own rules. Invariant: nothing
//! listens beyond this machine, and a store that is down breaks connections instead of answering.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import validation from "xapi-validation";

const player = fileURLToPath(new URL("../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css",
};

/** What a page of another address may send and read. */
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, PUT, POST, DELETE",
  "access-control-allow-headers": "authorization, content-type, x-experience-api-version",
  "access-control-max-age": "600",
};

/** The store and its rules, for Node. */
export async function storeCode() {
  const entry = 'export { Store } from "./store"; export { faults } from "./rules_cmi5";';
  const built = await build({
    stdin: { contents: entry, resolveDir: `${player}lms`, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "silent",
  });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].text).toString("base64")}`);
}

/**
 * Starts a system that holds the package in a folder. `strict` is cmi5, otherwise plain xAPI. With `forward` what is asked
 * of statements goes on to another store first, as it came; its refusal is the answer, and so is what it says otherwise.
 */
export async function openStore(folder, { strict = true, account, forward } = {}) {
  const { Store, faults } = await storeCode();
  const store = new Store({ strict, account });
  /** `down`: nothing answers. `held`: what is awaited before an answer. */
  const site = { down: false, held: undefined };
  /** What is looked at again after each answer. */
  const waiting = new Set();
  const records = await listen(async (request, response) => {
    if (site.down) return request.socket.destroy();
    let body = "";
    for await (const piece of request) body += piece;
    await site.held;
    if (request.method === "OPTIONS") return response.writeHead(204, CORS).end();
    const { method, url, headers } = request;
    const answer = url.startsWith("/fetch")
      ? store.fetch(url)
      : await answerOf(store, forward, { method, path: url.replace("/xapi", ""), headers, body });
    for (const look of waiting) look();
    if (!answer.status) return request.socket.destroy();
    return response
      .writeHead(answer.status, { ...CORS, "content-type": "application/json" })
      .end(answer.body);
  });
  const pages = await servePages(folder);
  return Object.assign(site, {
    store,
    allowed: [pages.origin, records.origin],
    back: `${pages.origin}/back`,
    /** The address of a new launch. */
    launch: (options) => `${pages.origin}/index.html${store.launch(records.origin, options)}`,
    /** Waits until something holds of what was told; what is sent as a page goes comes after the page is gone. */
    until: (holds) =>
      new Promise((done, failed) => {
        const late = setTimeout(() => failed(new Error("the store was never told")), 15_000);
        const look = () => {
          if (!holds()) return;
          clearTimeout(late);
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
    /** The document in which the package keeps its place. */
    kept: () => JSON.parse(store.documents.get("bona") ?? "{}"),
    /** Statements with this verb. */
    told: (verb) => store.statements.filter(({ verb: { id } }) => id.endsWith(`/${verb}`)),
    /** What is wrong with all that was told: by the rules of cmi5, and by what a statement must be. */
    faults: () => [
      ...(strict ? faults(store.statements, store.facts) : []),
      ...store.statements.flatMap(invalid),
      ...store.refused,
    ],
    close: () => Promise.all([records.close(), pages.close()]),
  });
}

/** What the store says; of statements what the one behind it says, which has it before the store keeps anything. */
async function answerOf(store, forward, request) {
  const theirs = request.path.startsWith("/statements") ? await forward?.(request) : undefined;
  if (theirs && (theirs.status >= 400 || !theirs.status)) return theirs;
  const ours = store.answer(request);
  return theirs && (ours.status < 400 || request.method === "GET") ? theirs : ours;
}

/** What another's validator says against a statement. */
export function invalid(statement) {
  return validation
    .default(statement)
    .map(({ name, path }) => `${name}: ${path.join(".")} of ${statement.id}`);
}

/** Serves the files of a folder, and a page to go back to. */
export function servePages(folder) {
  return listen(async (request, response) => {
    const path = new URL(request.url, "http://pages").pathname;
    try {
      const body = path === "/back" ? "<title>Back</title>" : await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[path === "/back" ? ".html" : extname(path)] ?? "" });
      response.end(body);
    } catch {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
}

/** Starts a server on this machine. */
export async function listen(serve) {
  const server = createServer((request, response) =>
    serve(request, response).catch(() => response.destroy()),
  );
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
