//! The session itself: what a learner did goes into the slots, to the host, and back to the pages as words' keys.
//!
//! Every value is derived from the slots when it is asked for; nothing is kept twice.

import { chosen, keep, marked, tried } from "./answers";
import { decode, encode } from "./codec";
import { type Data, FINISH_PLACE, type Item, type Page, TEST_PLACE } from "./data";
import { order } from "./draw";
import { Examination, type TestState } from "./exam";
import { Kept } from "./kept";
import type { Answer, Lms, Opened, Status, World } from "./lms/api";
import type { Local } from "./lms/local";
import { choose, walk } from "./scenes";
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
import { earned, higher } from "./status";
import { Stopwatch } from "./time";
import { type Picture, type SaveState, Tracker } from "./track";

/** How the two places that are no pages are kept; ten bits. */
const TEST_NUMBER = 1022;
const FINISH_NUMBER = 1023;
const NEUTRAL = "neutral";

export class Visit implements Session {
  readonly #data: Data;
  readonly #world: World;
  readonly #device: Local;
  readonly #pages: readonly Page[];
  readonly #watch = new Stopwatch();
  /** How often a decision was taken in this visit. */
  readonly #taken = new Map<string, number>();
  #lms: Lms;
  #kept: Kept;
  #exam: Examination | null = null;
  #track: Tracker;
  #before: Opened = { link: "nowhere", state: "", status: null, score: null };
  #status: Status = "incomplete";
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
    this.#kept = new Kept(data.slots);
    this.#track = this.#tracker(false);
    this.#begin();
  }

  async open(): Promise<Start> {
    let opened = await this.#lms.open();
    if (opened.link === "absent") {
      this.#lms = this.#device;
      opened = { ...(await this.#device.open()), link: "absent" };
    }
    this.#before = opened;
    const read = decode(this.#data.slots, this.#data.fingerprint, this.#data.history, opened.state);
    const note = "refused" in read ? noteOf(read.refused, opened) : "resumed";
    this.#kept = new Kept(this.#data.slots, "refused" in read ? undefined : read.values);
    this.#track = this.#tracker(opened.link === "connected" || opened.link === "device");
    this.#track.onChange((state) => this.#tell(state));
    this.#begin();
    this.#place = this.#placeOf(this.#kept.get("place"));
    this.active();
    return { link: opened.link, note, place: this.#place };
  }

  show(place: string): void {
    this.active();
    this.#place = place;
    this.#began = this.#watch.elapsed(this.#world.now());
    this.#kept.set("place", "", this.#numberOf(place));
    if (this.#page(place) !== undefined) {
      this.#kept.set("seen", place, this.#kept.get("seen", place) | 1);
      this.#exam?.read(place);
    }
    this.#track.soon();
  }

  answer(id: string, letters: string): Mark {
    const item = this.#data.items[id];
    if (item === undefined) {
      return { earned: 0, possible: 0, right: false, chosen: "", found: "", missed: "" };
    }
    const result = mark(item, reveal(item), letters);
    if (item.page !== null) {
      keep(this.#kept, id, item, result.chosen);
      this.#report(id, tried(this.#kept, id), item, result);
      this.#track.now();
    } else if (this.#exam?.running && this.#exam.drawn().includes(id)) {
      keep(this.#kept, id, item, result.chosen);
      this.#track.now();
    }
    return result;
  }

  choose(id: string, choiceId: string): void {
    const made = choose(this.#data, this.#kept, id, choiceId);
    if (made !== null) {
      const name = `${id}__${made.decision.id}`;
      const attempt = (this.#taken.get(name) ?? 0) + 1;
      this.#taken.set(name, attempt);
      const letter = "abcdefghijklmnopqrstuvwxyz"[made.place] ?? "z";
      const latency = this.#latency();
      this.#track.report({
        id: name,
        attempt,
        type: "choice",
        chosen: letter,
        right: "",
        result: NEUTRAL,
        latency,
      });
      this.#track.now();
    }
  }

  back(id: string): void {
    this.#kept.setPath(id, this.#kept.path(id).slice(0, -1));
    this.#track.soon();
  }

  restart(id: string): void {
    this.#kept.setPath(id, []);
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
        const item = this.#data.items[id];
        const result = marked(this.#data, this.#kept, id);
        if (item !== undefined && result !== null && result.chosen !== "") {
          this.#report(id, exam.run, item, result);
        }
      }
      this.#track.now();
    }
    return this.test();
  }

  item(id: string): ItemState {
    const item = this.#data.items[id];
    const letters = item === undefined ? "" : chosen(this.#kept, id, item);
    const result = letters === "" ? null : marked(this.#data, this.#kept, id);
    const tries = this.#kept.get("tries", id);
    const done =
      item !== undefined && (result?.right === true || (item.page !== null && tries >= item.attempts));
    return { chosen: letters, tries, mark: result, done };
  }

  order(id: string): string {
    const item = this.#data.items[id];
    const letters = item?.letters ?? "";
    return item?.shuffle ? order(this.#kept.get("seed"), id, letters) : letters;
  }

  scene(id: string): SceneState {
    const scenario = this.#data.scenarios[id];
    const { steps, at } = scenario === undefined ? { steps: [], at: 0 } : walk(this.#kept, id, scenario);
    return { path: steps.map((step) => step.choice.id), at, done: this.#kept.get("scene", id) > 0 };
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

  pageDone(page: string): boolean {
    return !this.#leftOn(page).length;
  }

  progress(): Progress {
    const left = this.#pages.flatMap((page) => this.#leftOn(page.id));
    const done = this.#pages.filter((page) => this.pageDone(page.id)).length;
    const test: Left[] =
      this.#exam === null || this.#exam.exam.passed ? [] : [{ kind: "test", id: "", page: TEST_PLACE }];
    const rule = this.#data.completion;
    return {
      done,
      all: this.#pages.length,
      left: [...(rule === "test" ? [] : left), ...(rule === "pages" ? [] : test)],
    };
  }

  standing(): Standing {
    const status = this.#statusNow();
    if (status === "passed" || status === "completed") {
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

  #begin(): void {
    if (this.#kept.get("seed") === 0) {
      this.#kept.set("seed", "", this.#world.random() >>> 0 || 1);
    }
    this.#exam = this.#data.test === null ? null : new Examination(this.#data, this.#kept, this.#data.test);
  }

  #picture(): Picture {
    const { slots, fingerprint } = this.#data;
    const status = this.#statusNow();
    return {
      state: encode(slots, fingerprint, this.#data.package.mark, this.#kept.values),
      place: this.#place,
      status,
      score: this.#score(),
      finished: status === "passed" || status === "completed",
      time: this.#watch.elapsed(this.#world.now()),
    };
  }

  /** Never lower than what this visit found or has reached. */
  #statusNow(): Status {
    const done = this.#pages.every((page) => this.pageDone(page.id));
    const exam = this.#exam?.exam ?? { passed: false, usedUp: false };
    const now = earned(this.#data.completion, done, exam, this.#data.profile.attempts_used);
    this.#status = higher(higher(this.#before.status, this.#status), now);
    return this.#status;
  }

  /** The best that was ever reached; nothing where there is no test or no result yet. */
  #score(): number | null {
    const best = this.#exam?.best ?? null;
    const before = this.#exam === null ? null : this.#before.score;
    return best === null ? before : Math.max(best, before ?? 0);
  }

  #report(id: string, attempt: number, item: Item, result: Mark): void {
    const type = item.kind === "truefalse" ? "truefalse" : "choice";
    const answer: Answer = {
      id,
      attempt,
      type,
      chosen: result.chosen,
      right: reveal(item).right,
      result: result.right ? "right" : "wrong",
      latency: this.#latency(),
    };
    this.#track.report(answer);
  }

  /** Learning time since the place was opened or the answer before was given. */
  #latency(): number {
    const now = this.#watch.elapsed(this.#world.now());
    const latency = now - this.#began;
    this.#began = now;
    return latency;
  }

  #leftOn(id: string): Left[] {
    const page = this.#page(id);
    if (page === undefined || this.skipped(id)) {
      return [];
    }
    if (!this.seen(id)) {
      return [{ kind: "page", id, page: id }];
    }
    const open = page.needs.filter((need) =>
      need.kind === "item" ? this.#kept.get("tries", need.id) === 0 : this.#kept.get("scene", need.id) === 0,
    );
    return open.map((need) => ({ kind: need.kind, id: need.id, page: id }));
  }

  #page(id: string): Page | undefined {
    return this.#pages.find((page) => page.id === id);
  }

  #placeOf(number: number): string {
    if (number === TEST_NUMBER || number === FINISH_NUMBER) {
      return number === TEST_NUMBER ? TEST_PLACE : FINISH_PLACE;
    }
    return this.#pages[number - 1]?.id ?? "";
  }

  #numberOf(place: string): number {
    if (place === TEST_PLACE || place === FINISH_PLACE) {
      return place === TEST_PLACE ? TEST_NUMBER : FINISH_NUMBER;
    }
    const number = this.#pages.findIndex((page) => page.id === place) + 1;
    return number < TEST_NUMBER ? number : 0;
  }
}

/** What the first page says when there was nothing to come back to. */
function noteOf(refused: "empty" | "damaged" | "version" | "foreign", opened: Opened): Note {
  if (refused === "empty") {
    return opened.status === null ? "new" : "afresh";
  }
  return refused === "foreign" ? "updated" : "damaged";
}
