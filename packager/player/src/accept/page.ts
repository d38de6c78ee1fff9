//! The check of a learning system on the page: fetched where the address asks for it (`?accept=1`), in the place of a
//! visit. It asks before it touches anything, runs where learners would be, and shows what came.
//!
//! What is tried stands in drive.ts and the ports; the words come with the script, in front of it.

import { readData, worldOf } from "../connect";
import type { Data } from "../data";
import type { World } from "../lms/api";
import { sayer } from "../strings";
import { all, at, copied, fill, h, keep, kept, one, pressed } from "../ui";
import { check, type Port } from "./drive";
import { asText, type Opening, shown } from "./report";
import { type Add, listed, named } from "./steps";

/** What speaks to the system for which the package was made. */
export type PortOf = (own: Window, world: World, data: Data, add: Add) => Port;

declare global {
  /** Its sentences, as the packager puts them in front of this script. */
  interface Window {
    bonaAccept?: Record<string, string>;
  }
}

/** What this device remembers of the first opening, until the second. */
interface Remembered {
  name: string;
  opening: Opening;
}

/** Shows the page; nothing else happens before somebody asks for it. */
export function checks(portOf: PortOf): void {
  const data = readData(one(document, "#bona-data").textContent);
  if (data) {
    begin(data, window.bonaAccept ?? {}, portOf);
  }
}

function begin(data: Data, words: Record<string, string>, portOf: PortOf): void {
  const say = sayer(words, data.package.language);
  const key = `${data.package.key}/check`;
  const before = remembered(key);
  for (const part of all(document, ".tools, #progress, .skip")) {
    part.remove();
  }
  const main = one(document, "#main");
  main.lang = words.language ?? "";
  main.dir = words.direction ?? "";
  const start = (name: string, words: string, fill: boolean) =>
    h`<button type="button" class="btn${fill ? " fill" : ""}" data-do="${name}">${words}</button>`;
  const buttons = before
    ? [start("second", say("start_second"), true), start("first", say("start_anew"), false)]
    : start("first", say("start"), true);
  fill(
    main,
    h`<div class="page">
<div class="head"><h1>${say("title")}</h1></div>
<p class="lead">${say("lead")}</p>
<div class="row th bad"><p class="lab">${say("before")}</p><div>${["writes", "stays", "learner"].map((name) => h`<p>${say(name)}</p>`)}</div></div>
${before ? h`<div class="row th rest"><p class="lab">${say("note")}</p><p>${say("remembered")}</p></div>` : ""}
<p class="acts" data-at="start">${buttons}</p>
<p role="status"></p>
<div data-at="report"></div>
</div>`,
  );
  document.documentElement.classList.add("ready");
  pressed(at(main, "start"), (name) => {
    at(main, "start").remove();
    const first = name === "second" ? before : null;
    keep(key, "");
    void run(data, say, main, { key, first, portOf });
  });
}

interface Run {
  key: string;
  first: Remembered | null;
  portOf: PortOf;
}

async function run(
  data: Data,
  say: ReturnType<typeof sayer>,
  main: HTMLElement,
  { key, first, portOf }: Run,
): Promise<void> {
  const status = one(main, "[role=status]");
  const { steps, add } = listed(async ({ title: [name, values] }) => {
    status.textContent = say("running", { title: say(name, values) });
    // A painted word between two calls, each of which may hold the page.
    await new Promise((done) => setTimeout(done));
  });
  const name = named(Math.random() * 2 ** 32);
  const end = await check(portOf(window, worldOf(window), data, add), add, data, name, first?.name ?? null);
  const opening: Opening = { steps, end, when: Date.now() };
  const openings = first ? [first.opening, opening] : [opening];
  if (end === "again") {
    const told: Remembered = { name, opening };
    keep(key, JSON.stringify(told));
  }
  status.textContent = "";
  // What is at hand stands first: this opening, and behind it the first.
  const parts = openings.map((one, at) =>
    shown(one, say(at || one.end === "over" ? "second" : "first"), say),
  );
  const text = asText(openings, data, say);
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(text)}`;
  const report = at(main, "report");
  fill(
    report,
    h`${parts.reverse()}
<details><summary>${say("text")}</summary><pre>${text}</pre></details>
<p class="acts"><button type="button" class="btn" data-do="copy">${say("copy")}</button><a class="btn" href="${file}" download="${data.package.course}-check.txt">${say("save")}</a><button type="button" class="btn" data-do="print">${say("print")}</button></p>
<p role="status"></p>`,
  );
  pressed(report, (name) => {
    if (name === "print") {
      print();
      return;
    }
    one<HTMLDetailsElement>(report, "details").open = true;
    const done = copied(one(report, "pre"));
    one(report, "[role=status]").textContent = say(done ? "copied" : "selected");
  });
  one(report, "h2").focus();
}

/** The first opening, if this device remembers one. */
function remembered(key: string): Remembered | null {
  try {
    return JSON.parse(kept(key)) as Remembered;
  } catch {
    return null;
  }
}
