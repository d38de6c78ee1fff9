//! A learning system that speaks AICC HACP, on this machine: the host of packager/player/lms behind a real address.
//!
//! What stands here: the servers, a package at one address and the host at another, as it is in life, and what goes wrong
//! on the way. What does not: the commands (lms/hacp.ts). Invariant: nothing listens beyond this machine, and a host that
//! is down breaks connections instead of answering.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { listen, servePages } from "./store.mjs";

const player = fileURLToPath(new URL("../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");

/** What lets a page of another address read an answer; it is sent as a form, so nothing is asked beforehand. */
const CORS = { "access-control-allow-origin": "*", "content-type": "text/plain; charset=utf-8" };

async function hostCode() {
  const options = { bundle: true, write: false, format: "esm", logLevel: "silent" };
  const built = await build({ entryPoints: [`${player}lms/hacp.ts`], ...options });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].text).toString("base64")}`);
}

/** Starts a system that holds the package in a folder. `site.ways` are those of its next launch. */
export async function openHost(folder) {
  const { Hacp } = await hostCode();
  /** `down`: nothing answers. `held`: what is awaited before an answer. `ways`: how the host is. */
  const site = { down: false, held: undefined, ways: {} };
  let host;
  const waiting = new Set();
  const records = await listen(async (request, response) => {
    if (site.down) return request.socket.destroy();
    let body = "";
    for await (const piece of request) body += piece;
    await site.held;
    const reply = host.answer(body);
    for (const look of waiting) look();
    return response.writeHead(200, CORS).end(reply);
  });
  const pages = await servePages(folder);
  return Object.assign(site, {
    allowed: [pages.origin, records.origin],
    back: `${pages.origin}/back`,
    /** The address of a new launch: of a learner who was here, unless all is forgotten. */
    launch({ forget = false } = {}) {
      host = host && !forget ? host.relaunch(site.ways) : new Hacp(site.ways);
      const query = new URLSearchParams({ AICC_SID: host.session, AICC_URL: `${records.origin}/hacp` });
      return `${pages.origin}/index.html?${query}`;
    },
    /** What is kept, and what was asked since the launch. */
    kept: () => ({ ...host.kept }),
    asked: (command) => host.asked.filter((one) => one.command === command),
    /** So many puts are answered with error 1 and keep nothing. */
    refuse: (times) => {
      host.ways.failPuts = times;
    },
    /** The host ends the session by itself: it knows it no more. */
    end: () => {
      host.ways.stranger = true;
    },
    /** Waits until something holds; what is sent as a page goes comes after the page is gone. */
    until: (holds) =>
      new Promise((done, failed) => {
        const late = setTimeout(() => failed(new Error("the host was never told")), 15_000);
        const look = () => {
          if (!holds()) return;
          clearTimeout(late);
          waiting.delete(look);
          done();
        };
        waiting.add(look);
        look();
      }),
    close: () => Promise.all([records.close(), pages.close()]),
  });
}
