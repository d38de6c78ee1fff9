//! The frame round a course's pages: what is shown, and what happens when something is saved.
//!
//! What is chosen stands in the address, so that a reload of the frame changes nothing. A save puts new words into the
//! pages, draws them anew in place, or else reloads them where they stand; while a course is at fault, its last good pages stay. Invariant: the
//! pages are those of a package but for one line that tells when they begin.

import * as anew from "./anew";
import * as clock from "./clock";
import { list, mark } from "./faults";
import { make, part, tell, upper } from "./parts";
import {
  addressOf,
  type Chosen,
  type Course,
  chosen as chosenIn,
  folderOf,
  type Name,
  type State,
} from "./state";
import { type Handed, handed, isOf, swapped } from "./swap";
import * as system from "./system";

const frame = part<HTMLIFrameElement>("pages");
let state: State = {
  courses: [],
  systems: [],
  chosen: { language: null, role: null, variant: null, theme: null },
};
const chosen: Chosen = chosenIn(location.search);
/** The folder that the frame shows, and the save of which its pages are. */
let shown = { folder: "", pages: 0 };
/** Where to scroll once the pages stand there again; nothing where they were not loaded for a save. */
let scroll: number | null = null;

/** The pages that are shown, as they were handed out; nothing while they are loaded. */
let first: Handed | undefined;
/** Saves are shown one after another. */
let turns = Promise.resolve();

/** The course that is looked at. */
function course(): Course | undefined {
  return state.courses.find(({ key }) => key === chosen.course) ?? state.courses[0];
}

async function ask(): Promise<void> {
  const [theme, variant] = [chosen.theme, chosen.variant].map(encodeURIComponent);
  const answer = await fetch(`/state?theme=${theme}&variant=${variant}`);
  state = (await answer.json()) as State;
}

/** Fills a control with what there is to choose. A choice that is not there any more falls back to the first. */
function fill(name: Name, options: [value: string, words: string][]): void {
  const control = part<HTMLSelectElement>(name);
  const old = [...control.options].map(({ value, text }) => `${value} ${text}`).join();
  if (old !== options.map((option) => option.join(" ")).join()) {
    const made = options.map(([value, words]) => {
      const option = make("option", "", [words]) as HTMLOptionElement;
      option.value = value;
      return option;
    });
    control.replaceChildren(...made);
  }
  if (!options.some(([value]) => value === chosen[name])) {
    chosen[name] = options[0]?.[0] ?? "";
  }
  control.value = chosen[name];
  (control.closest(".choice") as HTMLElement).hidden = options.length < 2;
}

/** Brings every control to what there is, and what is chosen to what the controls can say. */
function controls(own: Course): void {
  fill(
    "course",
    state.courses.map(({ key, title }) => [key, title]),
  );
  fill(
    "system",
    state.systems.map(({ id, name }) => [id, name]),
  );
  const [first, ...others] = own.languages.map(({ tag, name }): [string, string] => [tag, name]);
  const several: [string, string][] = others.length > 0 ? [...others, ["all", "All, in one package"]] : [];
  fill("language", [["", first?.[1] ?? ""], ...several]);
  fill("role", [
    ["", "The learner chooses"],
    ...own.roles.map(({ id, title }): [string, string] => [id, title]),
  ]);
  fill("variant", [["", "For all places"], ...own.places.map((id): [string, string] => [id, id])]);
  fill("theme", [["", "The course’s own"], ...own.themes.map((id): [string, string] => [id, id])]);
  for (const name of ["width", "colours", "goes"] as const) {
    const control = part<HTMLSelectElement>(name);
    control.value = chosen[name];
    chosen[name] = control.value;
  }
  part("seconds-choice").hidden = chosen.goes !== "slow";
  const played = state.systems.find(({ id }) => id === chosen.system)?.played ?? false;
  part("trouble").hidden = !played;
  part("log").hidden = !played;
}

/** Shows what is known and chosen. */
function draw(): void {
  const own = course();
  if (!own) {
    return;
  }
  chosen.course = own.key;
  controls(own);
  history.replaceState(null, "", addressOf(chosen));
  document.title = `${own.title} – preview`;
  tell(part("title"), own.title);
  document.documentElement.dataset.theme = chosen.colours || "auto";
  part("stage").dataset.width = chosen.width || "full";
  part("nothing").hidden = own.good;
  frame.hidden = !own.good;
  list(own, turn);
  const saves = own.version > 1 ? ` (save ${own.version - 1})` : "";
  tell(part("told"), `${own.trouble ? "The course cannot be read" : upper(own.count)}${saves}`);
  tell(part("ways"), system.ways(chosen.system));
  const seconds = Number(part<HTMLInputElement>("seconds").value);
  const key = `${own.key}/${chosen.system}`;
  system.play({ system: chosen.system, key, goes: chosen.goes, seconds: Math.min(Math.max(seconds, 0), 60) });
  tell(part("clock-told"), clock.told());
}

/** Loads the pages where they are not those that are chosen; those that are older than the last good save are renewed. */
async function load(): Promise<void> {
  const own = course();
  const next = { folder: folderOf(chosen), pages: own?.pages ?? 0 };
  if (!own?.good || (next.folder === shown.folder && next.pages === shown.pages)) {
    return;
  }
  const moved = next.folder !== shown.folder;
  shown = next;
  if (moved) {
    // Another package of the same course has the same pages.
    scroll = null;
    frame.src = `${address()}${place().hash}`;
  } else {
    await renew();
  }
}

/** Where the pages stand. */
function place(): { hash: string; scroll: number } {
  const own = frame.contentWindow;
  return { hash: own?.location.hash ?? "", scroll: own?.scrollY ?? 0 };
}

/** Where a launch of the chosen package begins. */
function address(): string {
  return `${shown.folder}index.html${system.query(chosen.system)}`;
}

/** Loads the pages again and stays at the same place. */
function reload(): void {
  const { hash, scroll: down } = place();
  const own = frame.contentWindow?.location;
  const next = new URL(address(), location.href);
  scroll = down;
  if (own?.search === next.search) {
    own.reload();
  } else {
    // The last launch is over, and each has an address of its own.
    own?.replace(`${next}${hash}`);
  }
}

/** Puts what was saved into the pages that stand there, or draws them anew, or else loads them again. */
async function renew(): Promise<void> {
  const own = frame.contentDocument;
  const old = first;
  const next = old && (await handed(`${shown.folder}index.html`));
  const stands = own && own === frame.contentDocument && next && old === first;
  if (stands && (swapped(own, old, next) || anew.redrawn(own, old, next))) {
    first = next;
  } else {
    reload();
  }
}

/** Remembers how the pages that were loaded were handed out, unless something was saved meanwhile. */
async function remember(own: Document): Promise<void> {
  const now = await handed(`${shown.folder}index.html`);
  if (now && own === frame.contentDocument && isOf(now, own)) {
    first = now;
  }
}

/** Opens the package as if for the next time: at the learner's own place. */
function open(): void {
  scroll = null;
  frame.contentWindow?.location.replace("about:blank");
  frame.addEventListener("load", () => frame.contentWindow?.location.replace(address()), { once: true });
}

function turn(page: string): void {
  if (frame.contentWindow) {
    frame.contentWindow.location.hash = `#/${page}`;
    frame.focus();
  }
}

/** The pages are loaded: once their script has drawn them they are scrolled, and the faults stand over their texts. */
function loaded(): void {
  const own = frame.contentDocument;
  const root = own?.documentElement;
  const started = performance.now();
  let begun = false;
  const look = (): void => {
    if (!own || own !== frame.contentDocument) {
      return;
    }
    const ready = root?.classList.contains("ready") || performance.now() - started > 6000;
    // A page that seeks its system for five seconds can be read meanwhile.
    if (ready || (!begun && root?.classList.contains("js"))) {
      begun = true;
      settle(own);
    }
    if (ready) {
      scroll = null;
      void remember(own);
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
}

/** Faults over their texts, and the page where it stood before a save. */
function settle(own: Document): void {
  mark(own, course()?.faults ?? []);
  if (scroll !== null) {
    // Nobody was away: what greets who comes back would only push the page down.
    own.querySelector("#notice")?.replaceChildren();
    frame.contentWindow?.scrollTo(0, scroll);
  }
}

/** Something was saved, or the way to the program is open again. Pages that are new are asked for at once. */
async function saved(told?: { course: string; pages: number }): Promise<void> {
  if (told?.course === chosen.course && told.pages > shown.pages && shown.pages > 0) {
    shown.pages = told.pages;
    await renew();
  }
  await ask();
  draw();
  // An editor may have saved again meanwhile.
  await load();
  if (frame.contentDocument?.documentElement.classList.contains("js")) {
    mark(frame.contentDocument, course()?.faults ?? []);
  }
}

/** Something else was chosen. */
async function choose(name: Name, value: string): Promise<void> {
  chosen[name] = value;
  if (name === "theme" || name === "variant") {
    await ask();
  }
  if (name === "colours") {
    // Where the player looks for it; it finds it when it begins.
    value ? localStorage.setItem("bona/colours", value) : localStorage.removeItem("bona/colours");
    reload();
  }
  draw();
  await load();
}

function press(name: string): void {
  const forward = { minute: 60_000, half: 30 * 60_000, day: 86_400_000 }[name];
  if (forward) {
    clock.forward(forward);
  } else if (name === "right") {
    clock.right();
  } else if (name === "fresh") {
    system.newLearner();
    open();
  } else if (name === "again") {
    open();
  }
  draw();
}

function listen(): void {
  (window as Window & { bonaOpened?: (own: Window) => void }).bonaOpened = (own) => {
    first = undefined;
    clock.install(own);
    anew.opened(own);
    system.opened(own);
  };
  frame.addEventListener("load", loaded);
  part("choices").addEventListener("change", ({ target }) => {
    const { id, value } = target as HTMLSelectElement;
    id === "seconds" ? draw() : void choose(id as Name, value);
  });
  document.addEventListener("click", ({ target }) => {
    const name = (target as Element).closest<HTMLElement>("[data-do]")?.dataset.do;
    if (name) {
      press(name);
    }
  });
  const next = (told?: Parameters<typeof saved>[0]): void => {
    turns = turns
      .then(() => saved(told))
      .catch(() => {
        // The program has ended in the middle of it; what is told when it is back brings everything up to date.
      });
  };
  const events = new EventSource("/events");
  events.addEventListener("message", ({ data }) => next(JSON.parse(data)));
  events.addEventListener("open", () => {
    part("away").hidden = true;
    next();
  });
  events.addEventListener("error", () => {
    part("away").hidden = false;
  });
  setInterval(system.draw, 2000);
}

async function start(): Promise<void> {
  await ask();
  // The address says more than the command line, which only begins.
  for (const name of ["language", "role", "variant", "theme"] as const) {
    chosen[name] = new URLSearchParams(location.search).get(name) ?? state.chosen[name] ?? "";
  }
  const own = state.courses.find(({ key }) => key === chosen.course) ?? state.courses[0];
  if (chosen.language === own?.languages[0]?.tag) {
    chosen.language = "";
  }
  chosen.colours ||= localStorage.getItem("bona/colours") ?? "";
  part<HTMLDetailsElement>("settings").open = matchMedia("(min-width: 60rem)").matches;
  listen();
}

void start();
