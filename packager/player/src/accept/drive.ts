//! The check itself, whatever the system speaks: write, read back, finish; and at the second opening resume, put back.
//!
//! What stands here: the order of the steps and what each outcome means. What does not: how a system is spoken to (the
//! ports). Invariant: nothing is written before the record was seen to be empty or our own; no score is written and no
//! status above `incomplete`.

import type { Data } from "../data";
import {
  type Add,
  common,
  compared,
  type End,
  isTrial,
  needed,
  type Outcome,
  type Reply,
  type Sentence,
  SHORT,
  trial,
  whole,
} from "./steps";

/** What stands in the record before anything is written. */
export interface Standing {
  state: string;
  /** Where the learner is said to be. */
  place: string;
  /** Whether more stands there than a learner has who never opened the course. */
  more: boolean;
  /** What is wrong with how the record stands after the first opening; `null` where nothing is. */
  odd: Sentence | null;
}

/** A value that was asked for. */
export interface Got {
  text: string;
  code: string;
}

/** How a system is spoken to in a check. It adds steps of its own where the standard has more to try. */
export interface Port {
  /** Looks for the system and begins. */
  begin(): Promise<"begun" | "stopped" | "reading">;
  stands(): Promise<Standing>;
  /** What is written before anything else, so that a visit counts as begun and no more. */
  prepare?(): Promise<void>;
  put(state: string): Promise<Reply>;
  got(): Promise<Got>;
  /** Where what was put is kept by a call of its own. */
  save?(): Promise<Reply>;
  /** Where reports read the place. */
  putPlace?(place: string): Promise<Reply>;
  gotPlace?(): Promise<Got>;
  /** What else the standard has. */
  further?(): Promise<void>;
  /** Puts nothing in the place of what the check wrote. */
  clear(): Promise<Reply>;
  /** Says goodbye, where there is anybody to say it to. */
  finish?(): Promise<Reply>;
  /** Most characters of the state, as the standard has it; 0 where it names none. */
  readonly most: number;
  /** Signs that break some systems, and that this port can tell apart. */
  readonly signs: string;
}

/** Letters that are not English: of one, two and three bytes, from the right, and of two units. */
const LETTERS = `${sign("letters")} é ŵ £ – “ ” العربية 語 😀`;
/** Most characters of a place: SCORM 1.2 `CMIString255`, AICC the same. */
const PLACE = 255;

function sign(of: string): string {
  return trial(of.padEnd(8, "_"), SHORT);
}

/** Characters of the trial that is left for the second opening, where a system takes so many and more: at a goodbye some
 *  send everything in one request that may outlive the page, and browsers let that have 64 KiB. */
const LEFT = 4096;

/** Runs the check. `name` is that of this check; `before` that of one whose first opening this device remembers. */
export async function check(
  port: Port,
  add: Add,
  data: Data,
  name: string,
  before: string | null,
): Promise<End> {
  const begun = await port.begin();
  if (begun !== "begun") {
    return begun;
  }
  const standing = await port.stands();
  // Some systems keep a place for reports that was taken out: alone it is no sign of a first opening.
  const ours = isTrial(standing.state) || (before !== null && isTrial(standing.place));
  const lost = before !== null && !standing.state && !standing.place;
  const foreign = (text: string): boolean => text !== "" && !isTrial(text);
  if (standing.more || foreign(standing.state) || foreign(standing.place)) {
    await add("record", "note", ["expect_empty"], ["came_record"]);
    return "refused";
  }
  await add("record", "held", ["expect_empty"], [ours ? "came_ours" : "came_nothing"]);
  if (ours || lost) {
    await second(port, add, data, standing, before);
    return "over";
  }
  await first(port, add, data, name);
  return "again";
}

async function first(port: Port, add: Add, data: Data, name: string): Promise<void> {
  await port.prepare?.();
  const small = trial(name, SHORT);
  let left = small;
  const kept = await written(port, add, "place", small);
  if (port.save) {
    const saved = await port.save();
    await add("commit", outcomeOf(saved), ["expect_true"], saved.came, saved.code);
    const { text, code } = await port.got();
    await add("kept", text === small ? "held" : "fault", same(small), compared(small, text), code);
  }
  if (kept) {
    await tried(port, add, "letters", LETTERS);
    await tried(port, add, "signs", port.signs && `${sign("signs")}${port.signs}`);
    const need = Math.max(needed(data), SHORT);
    if (await written(port, add, "need", trial(name, need), { n: need })) {
      left = trial(name, need);
      const most = trial(name, port.most);
      if (port.most > need && (await written(port, add, "most", most, { n: port.most }, "note"))) {
        left = trial(name, Math.max(need, Math.min(port.most, LEFT)));
      }
    }
  }
  if (port.putPlace && port.gotPlace) {
    const place = trial(name, PLACE);
    const { took, came, code } = await port.putPlace(place);
    const got = took === "no" ? null : await port.gotPlace();
    const held = got?.text === place;
    await add("location", held ? "held" : "note", same(place), got ? compared(place, got.text) : came, code);
  }
  await port.further?.();
  // What the second opening looks for: as long as this system takes it.
  await port.put(left);
  await port.putPlace?.(small);
  await ended(port, add);
}

async function second(
  port: Port,
  add: Add,
  data: Data,
  { state, place, odd }: Standing,
  before: string | null,
): Promise<void> {
  const sent = whole(state) ?? whole(place) ?? trial(before ?? "", SHORT);
  const enough = common(sent, state) >= Math.min(needed(data), sent.length);
  const outcome: Outcome = state === sent ? "held" : enough ? "note" : "fault";
  await add("resumed", outcome, same(sent), compared(sent, state));
  await add("untouched", odd ? "fault" : "held", ["expect_incomplete"], odd ?? ["came_incomplete"]);
  const cleared = await port.clear();
  const { text } = await port.got();
  const shown = (await port.gotPlace?.())?.text ?? "";
  const empty = text === "" && cleared.took !== "no";
  const left = text || shown;
  const stays: readonly Sentence[] = left ? [["came_stays", { n: left.length }]] : cleared.came;
  await add(
    "restored",
    !empty ? "fault" : shown ? "note" : "held",
    ["expect_cleared"],
    empty && !shown ? ["came_cleared"] : text || empty ? stays : cleared.came,
    cleared.code,
  );
  await ended(port, add);
}

async function ended(port: Port, add: Add): Promise<void> {
  if (port.finish) {
    const { came, code, ...reply } = await port.finish();
    await add("finish", outcomeOf(reply), ["expect_true"], came, code);
  }
}

/** Writes and reads back; whether the very same came. What was cut behind `enough` characters is no loss. */
async function written(
  port: Port,
  add: Add,
  id: string,
  text: string,
  title: { n?: number } = {},
  worst: Outcome = "fault",
): Promise<boolean> {
  const { took, came, code } = await port.put(text);
  const got = took === "no" ? null : await port.got();
  const held = got?.text === text;
  const told = got ? compared(text, got.text) : came;
  await add(id, held ? "held" : worst, same(text), told, code || (held ? "" : (got?.code ?? "")), title);
  return held;
}

/** Writes what no place of ours holds, to know; nothing hangs on it. */
async function tried(port: Port, add: Add, id: string, text: string): Promise<void> {
  if (text) {
    await written(port, add, id, text, {}, "note");
  }
}

function same(text: string): Sentence {
  return ["expect_same", { n: text.length }];
}

/** What was answered without an error and not with yes is decided by what is read back. */
export function outcomeOf({ took }: Pick<Reply, "took">): Outcome {
  return took === "yes" ? "held" : took === "no" ? "fault" : "note";
}
