//! Opinions of a part that measures. They stand on their page and nowhere else: not in what is kept of a learner, not in
//! what is sent. The last page makes a code of them; with the learner's leave the device keeps them.

import type { Codes } from "../code";
import type { Context } from "../context";
import { FINISH_PLACE, OPINIONS_PLACE } from "../data";
import { load } from "../later";
import { all, at, copied, fill, h, keep, kept, one, pressed } from "../ui";

/** Brings the page of opinions to life; gives what draws the code on the last page. */
export function opinions(context: Context): () => void {
  const { data, say } = context;
  const page = document.getElementById(`/${OPINIONS_PLACE}`);
  if (!page) {
    return () => {};
  }
  const key = `${data.package.key}/opinions`;
  const sheets = all(page, ".scale");
  const own = all<HTMLInputElement>(page, "[data-ownpart]");
  const stays = at<HTMLInputElement>(page, "keep");
  const open = at(page, "open");
  const chosen = (sheet: HTMLElement): string => one<HTMLInputElement>(sheet, ":checked")?.value ?? "";

  const [before, ...parts] = kept(key).split("\n");
  if (before) {
    for (const value of before.split(" ")) {
      for (const box of all<HTMLInputElement>(page, "[type=radio]")) {
        box.checked ||= `${box.name}=${box.value}` === value;
      }
    }
    own.forEach((field, nth) => {
      field.value = parts[nth] ?? "";
    });
    stays.checked = true;
  }
  page.addEventListener("input", ({ target }) => {
    const values = all<HTMLInputElement>(page, "[type=radio]:checked").map(
      (box) => `${box.name}=${box.value}`,
    );
    const lines = [values.join(" ") || "-", ...own.map((field) => field.value)];
    const worked = keep(key, stays.checked ? lines.join("\n") : "");
    if (target === stays) {
      const told = !stays.checked ? "opinions_not_kept" : worked ? "opinions_kept" : "opinions_lost";
      at(page, "kept").textContent = say(told);
    }
    open.classList.toggle("gone", !open.childElementCount || !sheets.some((sheet) => !chosen(sheet)));
  });
  ask(page, sheets, open, chosen, context);
  return drawing(sheets, own, chosen, context);
}

/** Asks once for what is open, and then lets go on. */
function ask(
  page: HTMLElement,
  sheets: HTMLElement[],
  open: HTMLElement,
  chosen: (sheet: HTMLElement) => string,
  { say }: Context,
): void {
  let asked = false;
  one(page, "[data-next]").addEventListener("click", (event) => {
    const left = sheets.filter((sheet) => !chosen(sheet));
    if (left.length && !asked) {
      asked = true;
      event.preventDefault();
      at(open, "count").textContent = say("opinions_open", { n: left.length });
      fill(
        one(open, "ul"),
        left.map(({ id, firstChild }) => h`<li><a href="#${id}">${firstChild?.textContent ?? ""}</a></li>`),
      );
      open.classList.remove("gone");
      open.focus();
    }
  });
}

/** Draws the code on the last page, anew only when it is another. */
function drawing(
  sheets: HTMLElement[],
  own: HTMLInputElement[],
  chosen: (sheet: HTMLElement) => string,
  { data, say }: Context,
): () => void {
  const { course, edition } = data.package;
  const place = at(one(document, `[data-page=${FINISH_PLACE}]`), "code");
  let now = "";

  const draw = async (): Promise<void> => {
    if (!sheets.some(chosen)) {
      now = "";
      fill(place, h`<p>${say("code_none")}</p>`);
      return;
    }
    if (!window.bonaCode) {
      await load("code.js");
    }
    const codes = window.bonaCode as Codes;
    const { letters = "", slots = [] } = data.opinions ?? {};
    const numbers = slots.map(({ id, options }) => {
      const sheet = sheets.find(({ dataset }) => dataset.id === id);
      return sheet ? options.indexOf(chosen(sheet)) + 1 : 0;
    });
    const parts = codes.ownParts(
      course,
      ["", "", ""].map((none, nth) => own[nth]?.value ?? none),
    );
    const widths = slots.map(({ bits }) => bits);
    const code = codes.codeOf(course, edition, letters, parts, widths, numbers);
    if (code !== now) {
      now = code;
      const { size, dark } = codes.picture(code);
      const button = (name: string) =>
        h`<button type="button" class="btn" data-do="${name}">${say(name)}</button>`;
      fill(
        place,
        h`<p class="said"><code>${code}</code></p><p class="acts needs-js">${button("code_copy")}${button("code_print")}</p><p class="small" role="status"></p><svg class="qr" role="img" aria-label="${say("code_picture")}" width="264" height="264" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path fill="#000" d="${dark}"/></svg><p class="small">${say("code_picture")}</p>`,
      );
    }
  };
  // A button here does not leave the course, as any other on the last page does.
  place.addEventListener("click", (event) => event.stopPropagation());
  pressed(place, (name) => {
    if (name === "code_print") {
      print();
    } else {
      one(place, "[role=status]").textContent = say(
        copied(one(place, "code")) ? "log_copied" : "log_selected",
      );
    }
  });
  return () => {
    draw().catch(() => fill(place, h`<p>${say("banner_items")}</p>`));
  };
}
