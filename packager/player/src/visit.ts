//! The session itself: what a learner did goes into the slots, to the host, and back to the pages as words' keys.
//!
//! Every value is derived from the slots when it is asked for; nothing is kept twice.

import { decode, encode } from "./codec";
import { type Data, FINISH_PLACE, type Page, type Scenario, TEST_PLACE } from "./data";
import { order } from "./draw";
import { type Examination, examination } from "./exam";
import { type Kept, keeper } from "./kept";
import type { Lms, Status, World } from "./lms/api";
import type { Local } from "./lms/local";
import { minutes } from "./minutes";
import { shorten, walk } from "./scenes";
import { type Mark, mark } from "./score";
import { reveal } from "./secret";
import type { Acts, Left, Looks, Note, Plays, Session } from "./session";
import { earned, higher, isFinished } from "./status";
import { type Stopwatch, stopwatch } from "./time";
import { type Tracker, tracker } from "./track";

/** Places that ten bits can tell apart. */
const PLACES_MAX = 1024;
/** The most tries that three bits can count. */
const TRIES_MAX = 7;

/** Finds the host, reads what it kept, and begins. `lms` is asked first; where there is none, the device keeps the
 *  place as well as it can. Never rejects. */
export async function visit(data: Data, lms: Lms, device: Local, world: World): Promise<Session> {
  const { slots, fingerprint, history, profile, completion } = data;
  let opened = await lms.open();
  if (opened.link === "absent") {
    lms = device;
    opened = { ...(await device.open()), link: "absent" };
  }
  const { link, state } = opened;
  let { status } = opened;
  const read = decode(slots, fingerprint, history, state);
  const kept = keeper(data, read.values ?? slots.map(({ step }) => (step ? [] : 0)));
  if (!kept.get("seed")) {
    kept.set("seed", "", world.random() >>> 0 || 1);
  }
  const all = data.modules.flatMap(({ pages }) => pages);
  const there = (page: string): boolean => kept.meant(all.find(({ id }) => id === page)?.roles);
  const exam = data.test && examination(kept, data.test, there);
  const places = placesOf(data);
  const clock = { watch: stopwatch(), world, place: places[kept.get("place")] ?? "", began: 0 };
  const looks = looking(data, kept, exam);

  /** Never lower than what this visit found or has reached. */
  const statusNow = (): Status => {
    const { done, all } = looks.progress();
    const test = exam?.exam() ?? { passed: false, usedUp: false };
    status = higher(status, earned(completion, done === all, test, profile.attempts_used));
    return status;
  };
  /** The best that was ever reached; nothing where there is no test or no result yet. */
  const score = (): number | null => {
    const best = exam?.best() ?? opened.score;
    return exam && best !== null ? Math.max(best, opened.score ?? 0) : null;
  };
  /** In whole per cent: the last one is for the end. */
  const share = (): number => {
    const { done, all } = looks.progress();
    return isFinished(statusNow()) ? 100 : Math.min(99, Math.floor((done * 100) / (all || 1)));
  };
  const standing: Session["standing"] = () => {
    const now = statusNow();
    return isFinished(now) ? now : exam?.exam().usedUp ? "used_up" : "open";
  };
  const track = tracker(lms, world, link === "connected" || link === "device", () => ({
    state: encode(slots, fingerprint, data.package.mark, kept.values),
    place: clock.place,
    status: statusNow(),
    score: score(),
    done: share(),
    time: clock.watch.elapsed(world.now()),
  }));
  const active = (): void => clock.watch.active(world.now());
  active();
  const note = noteOf(read, opened.status);
  const counts = /updated|damaged/.test(note) && isFinished(statusNow());
  return {
    ...looks,
    ...acting(data, kept, exam, track, clock),
    ...track,
    start: { link, note, counts, place: clock.place, language: opened.language ?? "" },
    standing,
    prefer: (language) => lms.prefer?.(language),
    hidden() {
      clock.watch.pause(world.now());
      track.flush();
    },
    active,
    forget: () => device.forget(),
    log: () => lms.log(),
  };
}

/** Every place that is kept, by its number: the cover, the test, the finish, the pages. */
export function placesOf({ slots }: Pick<Data, "slots">): string[] {
  // In the order of the record; a page that was taken away leaves its number to the cover.
  const pages = slots.filter(({ kind }) => kind === "seen").map(({ id }) => (id === "-" ? "" : id));
  return ["", TEST_PLACE, FINISH_PLACE, ...pages].slice(0, PLACES_MAX);
}

/** What the first page may have to say of the place that was found, or not. */
function noteOf(read: ReturnType<typeof decode>, status: Status | null): Note {
  if (read.values) {
    return "resumed";
  }
  if (read.refused === "empty") {
    return !status ? "new" : isFinished(status) ? "afresh" : "lost";
  }
  return read.refused === "foreign" ? "updated" : "damaged";
}

/** Everything that can be looked up. */
function looking({ modules, completion, scenarios }: Data, kept: Kept, exam: Examination | null): Looks {
  const pages = (): Page[] =>
    modules.flatMap((module) => module.pages).filter(({ roles }) => kept.meant(roles));
  const leftOn = ({ id, needs }: Page): Left[] => {
    const seen = kept.get("seen", id);
    if (!seen) {
      return [{ kind: "page", id, page: id }];
    }
    const open = needs.filter(
      ({ kind, id, roles }) =>
        kept.meant(roles) && !(kept.get(kind === "item" ? "tries" : "scene", id) || kept.get("done", id)),
    );
    return seen & 2 ? [] : open.map((need) => ({ ...need, page: id }));
  };
  return {
    item(id) {
      const { page, attempts } = kept.item(id);
      const mark = kept.marked(id);
      const { chosen, right } = mark;
      const tries = kept.get("tries", id);
      const done = chosen !== "" && (right || (!!page && tries >= attempts));
      return { chosen, tries, mark: chosen ? mark : null, done };
    },
    order(id, rows) {
      if (rows) {
        return order(kept.get("seed"), `${id} rows`, kept.item(id).row_letters);
      }
      const { kind, letters, shuffle } = kept.item(id);
      const own = shuffle ? order(kept.get("seed"), id, letters) : letters;
      // An order to be found never stands there found.
      return kind === "ordering" && own === reveal(kept.item(id)).right ? own.slice(1) + own[0] : own;
    },
    scene(id) {
      const { steps, at } = walk(kept.path(id), scenarios[id] as Scenario);
      return { path: steps.map((choice) => choice.id), at, done: kept.get("scene", id) > 0 };
    },
    test: () => exam?.state() ?? null,
    role: kept.role,
    meant: kept.meant,
    seen: (page) => kept.get("seen", page) > 0,
    skipped: (page) => kept.get("seen", page) > 2,
    progress() {
      const left = pages().map(leftOn);
      const test: Left[] = exam?.exam().passed === false ? [{ kind: "test", id: "", page: TEST_PLACE }] : [];
      return {
        done: left.filter((page) => !page.length).length,
        all: left.length,
        minutes: minutes(modules, ({ id, roles }) => kept.meant(roles) && !kept.get("seen", id)),
        left: [...(completion === "test" ? [] : left.flat()), ...(completion === "pages" ? [] : test)],
      };
    },
  };
}

/** When it is, and where the learner is. `began`: learning time at which the present place, or the last answer on
 *  it, began. */
interface Clock {
  readonly watch: Stopwatch;
  readonly world: World;
  place: string;
  began: number;
}

/** Learning time since the place was opened or the answer before was given. */
function latency(clock: Clock): number {
  const before = clock.began;
  clock.began = clock.watch.elapsed(clock.world.now());
  return clock.began - before;
}

/** Everything that a learner can do. */
function acting(data: Data, kept: Kept, exam: Examination | null, track: Tracker, clock: Clock): Acts {
  const { profile } = data;
  const places = placesOf(data);
  const soon = (): void => track.change(profile.pause);
  const now = (): void => track.change(0);
  const report = (id: string, attempt: number, { chosen, right }: Mark): void =>
    track.report({ id, attempt, chosen, result: right ? "correct" : "wrong", latency: latency(clock) });
  return {
    show(place) {
      clock.watch.active(clock.world.now());
      clock.place = place;
      latency(clock);
      kept.set("place", "", Math.max(0, places.indexOf(place)));
      // What the test spared stays spared, and was not skipped.
      kept.set("seen", place, kept.get("seen", place) === 2 ? 2 : kept.get("seen", place) | 1);
      exam?.read(place);
      soon();
    },
    answer(id, letters) {
      const item = kept.item(id);
      const result = mark(item, letters);
      if (item.page) {
        const tries = Math.min(TRIES_MAX, kept.get("tries", id) + 1);
        kept.set("tries", id, tries);
        report(id, tries, result);
      } else if (!exam?.running() || !exam.drawn().includes(id)) {
        return result;
      }
      kept.keep(id, result.chosen);
      now();
      return result;
    },
    ...playing(data, kept, track, clock),
    skip(page) {
      kept.set("seen", page, 3);
      now();
    },
    ...choosing(data, kept, exam, now),
    startTest() {
      const drawn = exam?.start() ?? [];
      now();
      return drawn;
    },
    finishTest() {
      if (exam?.hand()) {
        for (const id of exam.drawn()) {
          const result = kept.marked(id);
          if (result.chosen) {
            report(id, exam.run(), result);
          }
        }
        now();
      }
    },
  };
}

/** What a learner decides that nobody is told. */
function choosing(
  { items, roles }: Data,
  kept: Kept,
  exam: Examination | null,
  now: () => void,
): Pick<Acts, "pledge" | "become"> {
  return {
    pledge(id) {
      kept.set(items[id] ? "done" : "pledge", id, 1);
      now();
    },
    become(role) {
      kept.set("role", "", (roles.find(({ id }) => id === role)?.place ?? -1) + 1);
      // What was to be read again may be for others.
      exam?.read("");
      now();
    },
  };
}

/** What a learner does in a scene. */
function playing({ scenarios, profile }: Data, kept: Kept, track: Tracker, clock: Clock): Plays {
  /** How often a decision was taken in this visit. */
  const taken: Record<string, number> = {};
  const turn = (id: string, path: readonly number[]): void => {
    kept.set("path", id, [...path]);
    track.change(profile.pause);
  };
  return {
    choose(id, choice) {
      const path = kept.path(id);
      const scenario = scenarios[id] as Scenario;
      const { decision } = walk(path, scenario);
      const place = decision?.choices.find((one) => one.id === choice)?.place;
      if (decision && place !== undefined) {
        const after = shorten([...path, place], scenario, kept.room(id));
        turn(id, after);
        if (!walk(after, scenario).decision) {
          kept.set("scene", id, 1);
        }
        const name = `${id}__${decision.id}`;
        const attempt = (taken[name] ?? 0) + 1;
        taken[name] = attempt;
        track.report({
          id: name,
          attempt,
          chosen: String.fromCharCode(97 + place),
          option: choice,
          result: "neutral",
          latency: latency(clock),
        });
        track.change(0);
      }
    },
    back: (id) => turn(id, kept.path(id).slice(0, -1)),
    restart: (id) => turn(id, []),
  };
}
