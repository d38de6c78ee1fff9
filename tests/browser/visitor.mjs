//! A learner without a page: the player's own session and the simulated learning systems, played in Node.
//!
//! What stands here: opening a visit, reading, answering, playing scenes, taking the test. What does not: what is right to
//! expect (the suites). Invariant: nothing is drawn, so a whole course is gone through in moments.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { unpacked } from "./course.mjs";
import { best } from "./learner.mjs";
import { habit } from "./scenes.mjs";

const player = fileURLToPath(new URL("../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");

/** The player's own session and the simulators, bundled for Node. */
export const { KINDS, FakeWorld, local, visit } = await bundled(`
  export { KINDS } from "./test/hosts";
  export { FakeWorld } from "./test/world";
  export { local } from "./src/lms/local";
  export { visit } from "./src/visit";
`);

async function bundled(contents) {
  const stdin = { contents, resolveDir: player, loader: "ts" };
  const options = { bundle: true, write: false, format: "esm", platform: "node", target: "node20" };
  const { outputFiles } = await build({ stdin, ...options, logLevel: "silent" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
}

/** The data block of a package. */
export function packed(name) {
  const page = readFileSync(`${unpacked(name)}/index.html`, "utf8");
  const [, json] = /<script type="application\/json" id="bona-data">(.*?)<\/script>/s.exec(page);
  return JSON.parse(json);
}

const secretOf = (item) => JSON.parse(Buffer.from(item.secret, "base64").toString("utf8"));

/** A right answer to a question, or a wrong one, in the letters of the package. */
function answer(item, well) {
  const { right, range, accept } = secretOf(item);
  const { kind, letters, row_letters: rows, number } = item;
  if (kind === "number") return `${well ? range[0] : range[0] > number.min ? number.min : number.max}`;
  if (kind === "text") return well ? letters[accept.findIndex((ways) => ways.length > 0)] : letters.at(-1);
  if (kind === "ordering") return well ? right : [...right].reverse().join("");
  if (rows) {
    const turn = [...right.slice(1), right[0]];
    const put = well ? [...right] : turn;
    return [...rows].map((row, at) => `${row}.${put[at]}`).join();
  }
  return well ? right : [...letters].find((letter) => !right.includes(letter));
}

/** One visit: `act` does something and lets what it caused happen. */
export async function open(host, data, seed = 7) {
  const world = new FakeWorld();
  world.seed = seed;
  const noDevice = local(() => {
    throw new Error("a device is not asked where a host answers");
  }, "none");
  const begun = visit(data, host.adapter(world, data), noDevice, world);
  await world.pass(6_000);
  const session = await begun;
  return {
    session,
    act: async (work, wait = 3_000) => {
      const result = work();
      await world.pass(wait);
      return result;
    },
    leave: async () => {
      const left = session.goodbye();
      await world.pass(60_000);
      return left;
    },
  };
}

/**
 * Does all pages, but leaves out those in `without`. `well` says of each answer, by its number, whether it is right; who is
 * wrong tries as often as may be. `pick` chooses in scenes.
 */
export async function read({ session, act }, data, { without = [], well = () => true, pick = best } = {}) {
  let answers = 0;
  for (const { id: page } of data.modules.flatMap(({ pages }) => pages)) {
    await act(() => session.show(page));
    if (without.includes(page)) {
      await act(() => session.skip(page));
      continue;
    }
    for (const [id, item] of Object.entries(data.items)) {
      if (item.page !== page) continue;
      // An opinion is given, and nobody hears which.
      if (item.kind === "likert") {
        await act(() => session.pledge(id));
        continue;
      }
      const right = well(answers++);
      for (let left = right ? 1 : item.attempts; left > 0; left -= 1) {
        await act(() => session.answer(id, answer(item, right)));
      }
    }
    for (const [id, scene] of Object.entries(data.scenarios)) {
      if (scene.page === page) await playScene({ session, act }, id, habit(scene, pick).path);
    }
    for (const [id, pledge] of Object.entries(data.pledges)) {
      if (pledge.page === page) await act(() => session.pledge(id));
    }
  }
}

/** Makes these choices in a scene. */
export async function playScene({ session, act }, id, path) {
  for (const choice of path) await act(() => session.choose(id, choice));
}

/**
 * Takes the test: all of it right, or nothing of it, or what `well` says of each question by its number. With `most` that
 * many questions are answered, and it is not handed in.
 */
export async function take({ session, act }, data, well, most = Infinity) {
  await act(() => session.show("course-test"));
  const asked = await act(() => session.startTest());
  for (const id of asked.slice(0, most)) {
    const right = typeof well === "function" ? well(asked.indexOf(id)) : well;
    await act(() => session.answer(id, answer(data.items[id], right)));
  }
  if (most === Infinity) await act(() => session.finishTest());
  return asked;
}
