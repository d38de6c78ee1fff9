//! What a learner does in a system by others, and what that system must hold afterwards, in words of no edition.
//!
//! What stands here: doing a course in parts, writing down what was done, and reading elements of SCORM 1.2 and 2004.
//! What does not: how a system is asked (the suites). Invariant: what is expected comes from the data block and from what
//! was done, never from what the player sent; what is kept as text is read by the player's own codec.

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { openWindow } from "../chromium.mjs";
import { pointer } from "../hands.mjs";
import { FINISH, Learner, TEST } from "../learner.mjs";
import { work } from "../whole.mjs";

const player = fileURLToPath(new URL("../../../packager/player/", import.meta.url));
const { build } = createRequire(`${player}package.json`)("esbuild");

/** What the editions call things. A pattern of rows or of several is not looked into: there what is right is enough. */
const EDITIONS = {
  12: {
    core: "cmi.core.",
    status: ["lesson_status"],
    place: "lesson_location",
    response: "student_response",
    wrong: "wrong",
    finished: { passed: "passed", completed: "completed" },
    choice: (letters) => letters.join(),
  },
  2004: {
    core: "cmi.",
    status: ["completion_status", "success_status"],
    place: "location",
    response: "learner_response",
    wrong: "incorrect",
    finished: { passed: "completed passed", completed: "completed unknown" },
    choice: (letters, { letters: all, options }) =>
      letters.map((letter) => options[all.indexOf(letter)]).join("[,]"),
  },
};

/** A learner before a package in a frame of a page; `sign` is done in the window before it opens. When it was asked for
 *  stands there, and when it could be used. */
export async function open(test, browser, { url, frame, sign = async () => {} }) {
  const window = await openWindow(browser, { allowed: [new URL(url).origin] });
  test.after(() => window.context.close());
  await sign(window.context);
  const began = Date.now();
  await window.page.goto(url);
  const shown = await (await window.page.waitForSelector(frame, { state: "attached" })).contentFrame();
  const learner = await new Learner(shown, pointer(window.page)).begin();
  return { ...window, learner, began, ready: Date.now() };
}

/** Waits until the learner is told that all is kept. */
export const saved = ({ learner }) => learner.frame.locator("#save", { hasText: /^Saved$/ }).waitFor();

/** What a learner did, over all visits: the pages that they saw, and each answer under the name that it is told by. */
export function diary(edition) {
  return { edition, pages: new Set(), answers: {} };
}

/** Notes that a page was seen; a cover, the test and the end are none. */
function visit({ data }, place, did) {
  if (data.modules.some(({ pages }) => pages.some(({ id }) => id === place))) did.pages.add(place);
}

/** Does what a page asks, but the first question of single choice wrongly before it is done rightly. */
async function doPage(learner, place, did) {
  const { wrong, choice } = EDITIONS[did.edition];
  const { items } = learner.data;
  visit(learner, place, did);
  const here = (things) => Object.keys(things).filter((id) => things[id].page === place);
  const tried = here(items).find((id) => items[id].kind === "single" && items[id].attempts > 1);
  let attempt = "";
  if (tried && !did.tried) {
    did.tried = tried;
    const letter = learner.wrong(tried);
    await learner.readNote();
    await learner.answer(tried, letter);
    did.answers[tried] = `${wrong} ${choice([letter], items[tried])}`;
    attempt = "__a2";
  }
  await work(learner, place);
  for (const id of here(items).filter((id) => items[id].kind !== "likert")) {
    did.answers[id === tried ? id + attempt : id] = rightly(learner, id, did.edition);
  }
}

/** How a right answer is told: with its ids where one list of ids is right, else by the word alone. */
function rightly({ data }, id, edition) {
  const { kind, secret } = data.items[id];
  const plain = /single|truefalse|multiple/.test(kind);
  return plain ? `correct ${EDITIONS[edition].choice([...secret.right], data.items[id])}` : "correct";
}

/** Reads and does `most` pages, or all up to the test or the end. Gives the place that is reached. */
export async function read(learner, did, most = 1000) {
  for (let turn = 0; turn < most; turn += 1) {
    const place = await learner.place();
    if (place === TEST || place === FINISH) return place;
    await doPage(learner, place, did);
    await learner.next();
  }
  const place = await learner.place();
  visit(learner, place, did);
  return place;
}

/** Goes to the end and leaves by the button there. */
export async function leave(learner) {
  await learner.visit(FINISH);
  await learner.hands.use(learner.button("Save and close"));
  await learner.page().getByText("You can close this window now").first().waitFor();
}

/** What must be held, of a learner who is at `place` and did what stands in the diary. */
export function due({ edition, pages, answers }, { place, ended, score }) {
  return {
    status: ended
      ? EDITIONS[edition].finished[ended]
      : edition === "12"
        ? "incomplete"
        : "incomplete unknown",
    place,
    score,
    pages: [...pages].sort(),
    answers,
  };
}

/** The same of what a system holds, with what is not asked for left out. */
export async function held(edition, { data }, elements) {
  const { core, status, place, response } = EDITIONS[edition];
  const own = (name) => elements[core + name];
  const { pages, at } = await kept(data, elements["cmi.suspend_data"] ?? "");
  const told = interactions(elements).filter(({ result }) => result !== "neutral");
  const answers = told.map((one) => {
    const { kind } = data.items[one.id.replace(/__a\d+$/, "")] ?? {};
    const plain = /single|truefalse|multiple/.test(kind);
    return [one.id, plain ? `${one.result} ${one[response]}` : one.result];
  });
  return {
    status: status.map((name) => own(name) ?? "unknown").join(" "),
    place: own(place) === at ? at : `${own(place)}, and ${at} in the state`,
    score: own("score.raw"),
    pages: pages.sort(),
    answers: Object.fromEntries(answers),
  };
}

/** Names of what differs. */
export function differences(one, other) {
  return Object.keys(one).filter(
    (name) => JSON.stringify(ordered(one[name])) !== JSON.stringify(ordered(other[name])),
  );
}

const ordered = (value) =>
  value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value).sort() : value;

/** Interactions in the order of their numbers. */
export function interactions(elements) {
  const found = [];
  for (const [name, value] of Object.entries(elements)) {
    const [, nth, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(name) ?? [];
    if (nth) found[Number(nth)] = { ...found[Number(nth)], [field]: value };
  }
  return found;
}

/** Seconds of the session time that is held. */
export function seconds(edition, elements) {
  const text = elements[`${EDITIONS[edition].core}session_time`] ?? "";
  const form = edition === "12" ? /^(\d{2,4}):(\d\d):(\d\d)(?:\.\d\d?)?$/ : /^PT(\d+)H(\d+)M(\d+)S$/;
  const [, hours, minutes, rest] = (form.exec(text) ?? []).map(Number);
  return hours * 3600 + minutes * 60 + rest;
}

let codec;
/** What the kept state says: the pages that were seen, and where the learner is. */
async function kept(data, text) {
  codec ??= await codecCode();
  const { values, refused } = codec.decode(data.slots, data.fingerprint, data.history, text);
  if (refused) return { pages: [], at: `a state that is ${refused}` };
  const of = (kind) =>
    data.slots.flatMap((slot, at) => (slot.kind === kind ? [{ ...slot, value: values[at] }] : []));
  // What a passed test spared is told by another number.
  const seen = of("seen").filter(({ value }) => value > 0);
  return { pages: seen.map(({ id }) => id), at: codec.placesOf(data)[of("place")[0].value] };
}

async function codecCode() {
  const built = await build({
    stdin: {
      contents: 'export { decode } from "./codec"; export { placesOf } from "./visit";',
      resolveDir: `${player}src`,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "silent",
  });
  return import(`data:text/javascript;base64,${Buffer.from(built.outputFiles[0].text).toString("base64")}`);
}
