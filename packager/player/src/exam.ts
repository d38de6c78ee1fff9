//! The test: drawing, answering, handing in, and what opens again when the attempts are used up.
//!
//! Everything is derived from the seed, the count of attempts and the answers that are kept, so a learner who
//! comes back in the middle finds the same questions in the same order. Nothing is locked for ever.

import type { Group, Test } from "./data";
import { questions } from "./draw";
import type { Kept } from "./kept";
import { asPoints, reaches, share, wholePerCent } from "./marks";
import type { Exam } from "./status";

/** The most attempts that six bits can count; later ones repeat the last draw. */
const RUNS_MAX = 63;

export interface TestState {
  /** `ready`: may be started. `running`: started and not handed in. `reading`: the attempts are used up, and
   *  `again` lists the pages to read before a new set opens. `over`: passed. */
  phase: "ready" | "running" | "reading" | "over";
  /** Drawn questions, in order: of the running attempt, or of the last one. */
  questions: readonly string[];
  attemptsLeft: number;
  /** Best and last result in whole per cent; `null` before the first. */
  best: number | null;
  last: number | null;
  /** Points of the running or the last attempt, each question by its weight; not to be shown while it runs. */
  earned: number;
  possible: number;
  passed: boolean;
  /** Pages to read again after the last attempt; once the attempts are used up, those not yet read again. */
  again: readonly string[];
}

export interface Examination {
  /** Whether it was passed, and whether every attempt was used without. */
  exam(): Exam;
  running(): boolean;
  /** Which attempt this is, from 1; 0 before the first. */
  run(): number;
  /** Best result in whole per cent, or `null`. */
  best(): number | null;
  drawn(): string[];
  start(): string[];
  /** Hands in; false when nothing is running. */
  hand(): boolean;
  /** A page was opened: it counts as read again while the attempts are used up. */
  read(page: string): void;
  state(): TestState;
}

export function examination(
  kept: Kept,
  { groups, per_outcome, pass_mark, attempts, check_first }: Test,
  there: (page: string) => boolean,
): Examination {
  const exam = (): Exam => {
    const passed = kept.get("passed") > 0;
    return { passed, usedUp: !passed && kept.get("used") >= attempts };
  };
  const running = (): boolean => kept.get("running") > 0;
  const run = (): number => kept.get("runs");
  const best = (): number | null => (kept.get("best") ? kept.get("best") - 1 : null);
  const drawn = (): string[] => (run() ? questions(kept.get("seed"), run(), per_outcome, asked(groups)) : []);
  const missed = (): Group[] => {
    const wrong = drawn().filter((id) => !kept.marked(id).right);
    return groups.filter((group) => group.questions.some((id) => wrong.includes(id)));
  };
  const toRead = (): string[] => pagesOf(missed()).filter(there);
  const again = (): string[] => toRead().filter((page) => !kept.get("again", page));
  /** Once everything missed was read again, one more set of attempts opens. */
  const reopen = (): void => {
    if (exam().usedUp && !again().length) {
      kept.set("used", "", 0);
    }
  };
  const own = {
    exam,
    running,
    run,
    best,
    drawn,
    start() {
      const { passed, usedUp } = exam();
      if (!passed && !usedUp && !running()) {
        kept.set("runs", "", Math.min(RUNS_MAX, run() + 1));
        kept.set("running", "", 1);
        for (const id of asked(groups).flat()) {
          kept.keep(id, "");
        }
      }
      return running() ? drawn() : [];
    },
    hand() {
      const open = running();
      if (open) {
        const sum = points(kept, drawn());
        kept.set("running", "", 0);
        kept.set("used", "", kept.get("used") + 1);
        kept.set("best", "", Math.max(kept.get("best"), wholePerCent(sum) + 1));
        if (reaches(sum, pass_mark)) {
          kept.set("passed", "", 1);
        }
        spare(kept, check_first, groups, missed());
        for (const page of pagesOf(groups)) {
          kept.set("again", page, 0);
        }
        reopen();
      }
      return open;
    },
    read(page: string) {
      if (exam().usedUp) {
        kept.set("again", page, 1);
        reopen();
      }
    },
  };
  return { ...own, state: () => stateOf(kept, attempts, own, toRead, again) };
}

/** What was answered rightly counts as read: pages that teach nothing else need not be opened. */
function spare(
  kept: Kept,
  pages: Test["check_first"] = [],
  groups: readonly Group[],
  missed: readonly Group[],
): void {
  const known = groups.filter((group) => !missed.includes(group)).map(({ outcome }) => outcome);
  for (const { page, outcomes } of pages) {
    // A page that was skipped stays skipped.
    if (kept.get("seen", page) < 2 && outcomes.every((outcome) => known.includes(outcome))) {
      kept.set("seen", page, 2);
    }
  }
}

function stateOf(
  kept: Kept,
  attempts: number,
  { exam, running, run, best, drawn }: Omit<Examination, "state">,
  toRead: () => string[],
  again: () => string[],
): TestState {
  const { passed, usedUp } = exam();
  const handedIn = run() > 0 && !running();
  const sum = points(kept, drawn());
  return {
    phase: running() ? "running" : usedUp ? "reading" : passed ? "over" : "ready",
    questions: drawn(),
    attemptsLeft: passed ? 0 : attempts - kept.get("used"),
    best: best(),
    last: handedIn ? wholePerCent(sum) : null,
    earned: asPoints(sum[0]),
    possible: asPoints(sum[1]),
    passed,
    again: usedUp ? again() : handedIn ? toRead() : [],
  };
}

function points(kept: Kept, drawn: readonly string[]): [bigint, bigint] {
  return share(drawn.map((id) => [kept.marked(id), kept.item(id).weight]));
}

function asked(groups: readonly Group[]): string[][] {
  return groups.map(({ questions }) => questions);
}

function pagesOf(groups: readonly Group[]): string[] {
  return [...new Set(groups.flatMap(({ pages }) => pages))];
}
