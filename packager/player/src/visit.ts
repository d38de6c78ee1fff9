//! The session itself: what a learner did goes into the slots, to the host, and back to the pages as words' keys.
//!
//! Every value is derived from the slots when it is asked for; nothing is kept twice.

import { chosen, itemOf, keep, marked } from "./answers";
import { decode, encode } from "./codec";
import { type Data, FINISH_PLACE, type Page, type Scenario, TEST_PLACE } from "./data";
import { order } from "./draw";
import { Examination, type TestState } from "./exam";
import { Kept } from "./kept";
import type { Lms, Status, World } from "./lms/api";
import type { Local } from "./lms/local";
import { type Walk, walk } from "./scenes";
import { type Mark, mark } from "./score";
import { reveal } from "./secret";
import type {
  Farewell,
  ItemState,
  Left,
  Note,
  Progress,
  SceneState,
  Session,
  Standing,
  Start,
} from "./session";
import { earned, higher, isFinished } from "./status";
import { Stopwatch } from "./time";
import { type Picture, type SaveState, Tracker } from "./track";

/** Places that ten bits can tell apart. */
const PLACES_MAX = 1024;
/** The most tries that three bits can count. */
const TRIES_MAX = 7;

/** The pages in the order of the record; one that was taken away leaves its number to the cover. */
export function placesOf(slots: Data["slots"]): string[] {
  return slots.filter(({ kind }) => kind === "seen").map(({ id }) => (id === "-" ? "" : id));
}

export class Visit implements Session {
  readonly #data: Data;
  readonly #world: World;
  readonly #device: Local;
  readonly #pages: readonly Page[];
  /** Every place that is kept, by its number: the cover, the test, the finish, the pages. */
  readonly #places: readonly string[];
  readonly #watch = new Stopwatch();
  /** How often a decision was taken in this visit. */
  readonly #taken = new Map<string, number>();
  #lms: Lms;
  #kept: Kept;
  #exam: Examination | null = null;
  #track: Tracker;
  /** The highest status and the best score that were found or reached. */
  #status: Status | null = null;
  #best: number | null = null;
  #tell: (state: SaveState) => void = () => {};
  #place = "";
  /** Learning time at which the present place, or the last answer on it, began. */
  #began = 0;

  /** `lms` is asked first; where there is none, the device keeps the place as well as it can. */
  constructor(data: Data, lms: Lms, device: Local, world: World) {
    this.#data = data;
    this.#lms = lms;
    this.#device = device;
    this.#world = world;
    this.#pages = data.modules.flatMap((module) => module.pages);
    this.#places = ["", TEST_PLACE, FINISH_PLACE, ...placesOf(data.slots)].slice(0, PLACES_MAX);
    this.#kept = new Kept(data.slots);
    this.#track = this.#tracker(false);
  }

  async open(): Promise<Start> {
    let opened = await this.#lms.open();
    if (opened.link === "absent") {
      this.#lms = this.#device;
      opened = { ...(await this.#device.open()), link: "absent" };
    }
    this.#status = opened.status;
    this.#best = opened.score;
    const read = decode(this.#data.slots, this.#data.fingerprint, this.#data.history, opened.state);
    let note: Note = "resumed";
    if ("refused" in read) {
      const nothing = opened.status === null ? "new" : "afresh";
      note = read.refused === "empty" ? nothing : read.refused === "foreign" ? "updated" : "damaged";
    } else {
      this.#kept = new Kept(this.#data.slots, read.values);
    }
    this.#track = this.#tracker(opened.link === "connected" || opened.link === "device");
    this.#track.onChange((state) => this.#tell(state));
    if (this.#kept.get("seed") === 0) {
      this.#kept.set("seed", "", this.#world.random() >>> 0 || 1);
    }
    this.#exam = this.#data.test && new Examination(this.#data, this.#kept, this.#data.test);
    this.#place = this.#places[this.#kept.get("place")] ?? "";
    this.active();
    return { link: opened.link, note, place: this.#place };
  }

  show(place: string): void {
    this.active();
    this.#place = place;
    this.#latency();
    this.#kept.set("place", "", Math.max(0, this.#places.indexOf(place)));
    this.#kept.set("seen", place, this.#kept.get("seen", place) | 1);
    this.#exam?.read(place);
    this.#track.soon();
  }

  answer(id: string, letters: string): Mark {
    const item = itemOf(this.#data, id);
    const result = mark(item, reveal(item), letters);
    const onPage = item.page !== null;
    if (onPage || (this.#exam?.running && this.#exam.drawn().includes(id))) {
      keep(this.#data, this.#kept, id, result.chosen);
      if (onPage) {
        const tries = Math.min(TRIES_MAX, this.#kept.get("tries", id) + 1);
        this.#kept.set("tries", id, tries);
        this.#report(id, tries, result);
      }
      this.#track.now();
    }
    return result;
  }

  choose(id: string, choiceId: string): void {
    const { decision } = this.#walk(id);
    const place = decision?.choices.find((choice) => choice.id === choiceId)?.place;
    if (decision === undefined || place === undefined) {
      return;
    }
    this.#kept.set("path", id, [...this.#kept.path(id), place]);
    if (this.#walk(id).decision === undefined) {
      this.#kept.set("scene", id, 1);
    }
    const name = `${id}__${decision.id}`;
    const attempt = (this.#taken.get(name) ?? 0) + 1;
    this.#taken.set(name, attempt);
    this.#track.report({
      id: name,
      attempt,
      type: "choice",
      chosen: String.fromCharCode(97 + place),
      right: "",
      result: "neutral",
      latency: this.#latency(),
    });
    this.#track.now();
  }

  back(id: string): void {
    this.#kept.set("path", id, this.#kept.path(id).slice(0, -1));
    this.#track.soon();
  }

  restart(id: string): void {
    this.#kept.set("path", id, []);
    this.#track.soon();
  }

  skip(page: string): void {
    this.#kept.set("seen", page, 3);
    this.#track.now();
  }

  pledge(id: string): void {
    this.#kept.set("pledge", id, 1);
    this.#track.now();
  }

  startTest(): readonly string[] {
    const drawn = this.#exam?.start() ?? [];
    this.#track.now();
    return drawn;
  }

  finishTest(): TestState | null {
    const exam = this.#exam;
    if (exam?.finish()) {
      for (const id of exam.drawn()) {
        const result = marked(this.#data, this.#kept, id);
        if (result.chosen !== "") {
          this.#report(id, exam.run, result);
        }
      }
      this.#track.now();
    }
    return this.test();
  }

  item(id: string): ItemState {
    const { page, attempts } = itemOf(this.#data, id);
    const letters = chosen(this.#data, this.#kept, id);
    const result = letters === "" ? null : marked(this.#data, this.#kept, id);
    const tries = this.#kept.get("tries", id);
    const done = result !== null && (result.right || (page !== null && tries >= attempts));
    return { chosen: letters, tries, mark: result, done };
  }

  order(id: string): string {
    const { letters, shuffle } = itemOf(this.#data, id);
    return shuffle ? order(this.#kept.get("seed"), id, letters) : letters;
  }

  scene(id: string): SceneState {
    const { steps, at } = this.#walk(id);
    return { path: steps.map((choice) => choice.id), at, done: this.#kept.get("scene", id) > 0 };
  }

  pledged(id: string): boolean {
    return this.#kept.get("pledge", id) > 0;
  }

  test(): TestState | null {
    return this.#exam?.state() ?? null;
  }

  seen(page: string): boolean {
    return this.#kept.get("seen", page) > 0;
  }

  skipped(page: string): boolean {
    return (this.#kept.get("seen", page) & 2) > 0;
  }

  pageDone(id: string): boolean {
    return this.#pages.every((page) => page.id !== id || this.#leftOn(page).length === 0);
  }

  progress(): Progress {
    const left = this.#pages.map((page) => this.#leftOn(page));
    const rule = this.#data.completion;
    const kind = rule === "handed_in" ? "measure" : "test";
    const test: Left[] = this.#exam?.exam.passed === false ? [{ kind, id: "", page: TEST_PLACE }] : [];
    return {
      done: left.filter((page) => page.length === 0).length,
      all: left.length,
      left: [...(rule === "test" ? [] : left.flat()), ...(rule === "pages" ? [] : test)],
    };
  }

  standing(): Standing {
    const status = this.#statusNow();
    if (isFinished(status)) {
      return status;
    }
    return this.#exam?.exam.usedUp ? "used_up" : "open";
  }

  saveState(): SaveState {
    return this.#track.state;
  }

  onSave(tell: (state: SaveState) => void): void {
    this.#tell = tell;
  }

  savedAt(): number | null {
    return this.#track.savedAt;
  }

  hidden(): void {
    this.#watch.pause(this.#world.now());
    this.#track.flush();
  }

  active(): void {
    this.#watch.active(this.#world.now());
  }

  async finish(): Promise<Farewell> {
    const goodbye = this.#track.finish();
    const farewell = { standing: this.standing(), score: this.#score() };
    return { saved: await goodbye, ...farewell };
  }

  forget(): void {
    this.#device.forget();
  }

  log(): readonly string[] {
    return this.#lms.log();
  }

  #tracker(sends: boolean): Tracker {
    return new Tracker(this.#lms, this.#world, this.#data.profile.pause, sends, () => this.#picture());
  }

  #picture(): Picture {
    const { slots, fingerprint } = this.#data;
    const status = this.#statusNow();
    return {
      state: encode(slots, fingerprint, this.#data.package.mark, this.#kept.values),
      place: this.#place,
      status,
      score: this.#score(),
      time: this.#watch.elapsed(this.#world.now()),
    };
  }

  /** Never lower than what this visit found or has reached. */
  #statusNow(): Status {
    const { completion, profile } = this.#data;
    const done = this.#pages.every((page) => this.#leftOn(page).length === 0);
    const exam = this.#exam?.exam ?? { passed: false, usedUp: false };
    this.#status = higher(this.#status, earned(completion, done, exam, profile.attempts_used));
    return this.#status;
  }

  /** The best that was ever reached; nothing where there is no test or no result yet. */
  #score(): number | null {
    const best = this.#exam?.best ?? this.#best;
    return this.#exam && best !== null ? Math.max(best, this.#best ?? 0) : null;
  }

  #report(id: string, attempt: number, result: Mark): void {
    const item = itemOf(this.#data, id);
    this.#track.report({
      id,
      attempt,
      type: item.kind === "truefalse" ? "truefalse" : "choice",
      chosen: result.chosen,
      right: reveal(item).right,
      result: result.right ? "right" : "wrong",
      latency: this.#latency(),
    });
  }

  #walk(id: string): Walk {
    return walk(this.#kept, id, this.#data.scenarios[id] as Scenario);
  }

  /** Learning time since the place was opened or the answer before was given. */
  #latency(): number {
    const now = this.#watch.elapsed(this.#world.now());
    const latency = now - this.#began;
    this.#began = now;
    return latency;
  }

  #leftOn(page: Page): Left[] {
    const { id } = page;
    if (this.skipped(id)) {
      return [];
    }
    if (!this.seen(id)) {
      return [{ kind: "page", id, page: id }];
    }
    const open = page.needs.filter(
      (need) => this.#kept.get(need.kind === "item" ? "tries" : "scene", need.id) === 0,
    );
    return open.map((need) => ({ ...need, page: id }));
  }
}
