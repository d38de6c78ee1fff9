//! The certificate of attendance: a page that the learner prints once everything is done. No qualification, and no
//! record: the name on it is typed for the paper, and neither sent nor kept.

import type { Context } from "./context";
import { CERTIFICATE_PLACE } from "./data";
import { dayOf } from "./day";
import { minutes } from "./minutes";
import { at, one } from "./ui";

/** Whether what was reached is worth a paper. */
export function attended(session: Context["session"]): boolean {
  const standing = session.standing();
  return standing === "completed" || standing === "passed";
}

/** Brings the page to life; gives what draws it anew. A course without it has nothing to draw. */
export function certificate({ data, session, say }: Context): () => void {
  const root = document.getElementById(`/${CERTIFICATE_PLACE}`);
  if (!root) {
    return () => {};
  }
  const name = one<HTMLInputElement>(root, "[autocomplete]");
  const wish = one<HTMLInputElement>(root, "[type=checkbox]");
  /** Writes a line of the paper; without words its whole row is left out. */
  const put = (place: string, words: string): void => {
    at(root, place).textContent = words;
    at(root, place).parentElement?.classList.toggle("gone", !words);
  };
  const draw = (): void => {
    const done = attended(session);
    const exam = session.test();
    const best = exam?.passed ? exam.best : null;
    const time = minutes(data.modules, ({ roles }) => session.meant(roles));
    at(root, "too-early").classList.toggle("gone", done);
    at(root, "certificate").classList.toggle("gone", !done);
    wish.parentElement?.classList.toggle("gone", best === null);
    at(root, "name").textContent = name.value.trim();
    put("date", dayOf(new Date(), say));
    put("time", time ? say("certificate_minutes", { n: time }) : "");
    put("result", wish.checked && best !== null ? say("certificate_best", { n: best }) : "");
  };
  root.addEventListener("input", draw);
  return draw;
}

/** Only this page is printed while it is the page before the learner. */
export function alone(): void {
  const root = document.getElementById(`/${CERTIFICATE_PLACE}`);
  document.documentElement.classList.toggle("lone", !!root?.classList.contains("on"));
}
