//! The learner's own record: a file and a text to keep where a learning system kept nothing, or says nothing of it.
//!
//! It is a statement of whoever holds it, and says so: nothing is signed, and nobody need believe it. The course sends and
//! keeps nothing of it. What no learning system would be told is not in it either (docs/evidence.md): no opinion, no
//! pledge, nothing that was written, no role, and not what was skipped.

import type { Context } from "./context";
import { momentOf } from "./day";
import { told } from "./places";
import type { Standing } from "./session";
import { all, at, one } from "./ui";

/** The form of the file; docs/schema/receipt.json has it. */
const FORMAT = "bona/receipt/v1";

/** The words of the record of evidence for how the course stands. */
const STATUS: Readonly<Record<Standing, string>> = {
  open: "incomplete",
  completed: "completed",
  passed: "passed",
  used_up: "failed",
};

/** What the file holds, by its names there: none of them may be one that the build makes short. */
export interface Receipt {
  /** What was typed; left out where nothing was. */
  name?: string;
  /** Whole per cent of the best test. */
  score?: number;
  /** Points of the last test that was handed in, and of how many. */
  points?: number;
  points_of?: number;
  pages_done: number;
  [further: string]: unknown;
}

export function receiptOf({ data, session }: Context, name: string, now: Date): Receipt {
  const { course, edition, content, variant, language, part, form, release, format } = data.package;
  // A part that measures says nothing of right or wrong.
  const shown = data.completion !== "handed_in";
  const exam = shown ? session.test() : null;
  const handed = exam && exam.best !== null && exam.phase !== "running";
  const kept = session.savedAt();
  return {
    format: FORMAT,
    basis: "self_reported",
    ...(name && { name }),
    course,
    title: data.title,
    edition,
    content,
    ...(variant && { variant }),
    language,
    part,
    ...(form && { form }),
    release,
    package: format,
    link: session.start.link,
    made: now.toISOString(),
    ...(kept && { last_kept: new Date(kept).toISOString() }),
    status: STATUS[session.standing()],
    pages_done: share(session.progress()),
    ...(exam && exam.best !== null && { score: exam.best }),
    ...(handed && { points: exam.earned, points_of: exam.possible }),
    ...(data.profile.interactions && shown && { answered: answersOf(data, session) }),
  };
}

/** Whole per cent; 100 only when every page is done. */
function share({ done, all }: { done: number; all: number }): number {
  return all ? Math.floor((done * 100) / all) : 0;
}

/** What was answered on pages, where a learning system would be told of it as well: letters, as it has them. */
function answersOf({ items }: Context["data"], session: Context["session"]): object[] {
  return Object.entries(items).flatMap(([id, { kind, page }]) => {
    const { chosen, mark } = session.item(id);
    return page !== null && kind !== "likert" && mark ? [{ id, letters: chosen, right: mark.right }] : [];
  });
}

/** The same in words, to be read and printed. */
export function asText(held: Receipt, context: Context, now: Date): string {
  const { data, session, say } = context;
  const { course, edition, content } = data.package;
  const { name, score, points, points_of } = held;
  const lines = [
    say("receipt_head"),
    name ? say("receipt_by", { name }) : "",
    say("receipt_course", { title: data.title, edition }),
    `${course} ${content}`,
    say("receipt_made", { date: momentOf(now, say) }),
    say(`standing_${session.standing()}`),
    say("receipt_done", { n: held.pages_done }),
    points_of === undefined ? "" : say("result_points", { n: `${points}`, all: points_of }),
    score === undefined ? "" : say("best", { n: score }),
    ...told(context),
    say("receipt_own"),
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

/** Brings the part of the last page to life; gives what draws it anew. */
export function receipt(last: HTMLElement, context: Context): () => void {
  const { data, session } = context;
  const root = at<HTMLDetailsElement>(last, "receipt");
  const field = one<HTMLInputElement>(root, "input");
  const [file, paper] = all<HTMLAnchorElement>(root, "[data-save]");
  const menu = one(document, "#own-record");
  menu.classList.toggle("gone", !/absent|refused|nowhere/.test(session.start.link));
  const show = (): void => {
    root.open = true;
    one(root, "summary").focus();
  };
  // The page takes the focus when it comes; what was asked for stands far below.
  menu.addEventListener("click", () =>
    last.classList.contains("on") ? show() : addEventListener("hashchange", show, { once: true }),
  );
  const draw = (): void => {
    const now = new Date();
    const held = receiptOf(context, field.value.trim(), now);
    const text = asText(held, context, now);
    one(root, "pre").textContent = text;
    offer(file, "record.json", "application/json", `${JSON.stringify(held, null, 2)}\n`);
    offer(paper, "record.txt", "text/plain", text);
  };
  const offer = (link: HTMLAnchorElement | undefined, name: string, type: string, words: string): void => {
    if (link) {
      link.download = `${data.package.course}-${name}`;
      link.href = `data:${type};charset=utf-8,${encodeURIComponent(words)}`;
    }
  };
  field.addEventListener("input", draw);
  return draw;
}
