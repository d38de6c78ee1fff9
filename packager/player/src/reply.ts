//! A word about a page, to whoever gave the course: copied, or written as a mail by the learner's own program.
//!
//! The course sends nothing. What goes with the words is the course, its edition and the page, and it is shown.

import type { Context } from "./context";
import { copied, one, pressed } from "./ui";

/** Characters that an address of a mail may have: mail programs of Windows take no more than about two thousand. */
const MAIL = 1_800;
/** Characters of a subject; a longer one is cut in the mail, and stands whole where it can be copied. */
const SUBJECT = 120;

/** Brings the panel to life; gives what tells it of each page. Words stay with the page that they are about. */
export function reply({ data, say }: Context): (page: HTMLElement) => void {
  const root = one<HTMLDetailsElement>(document, "#reply");
  const field = one<HTMLTextAreaElement>(root, "textarea");
  const letter = one(root, "pre");
  const mail = root.querySelector<HTMLAnchorElement>("[data-address]");
  const told = one(root, "[role=status]");
  const words: Record<string, string> = {};
  let place = "";
  let heading: HTMLElement | undefined;
  const draw = (): void => {
    words[place] = field.value;
    const about = say("reply_about", {
      title: data.title,
      edition: data.package.edition,
      page: called(heading as HTMLElement, place),
    });
    const own = field.value.trim();
    letter.textContent = `${about}\n\n${own}`.trim();
    if (mail) {
      const whole = address(mail.dataset.address as string, about, own);
      const fits = whole.length <= MAIL;
      mail.href = fits ? whole : address(mail.dataset.address as string, about, "");
      told.textContent = fits ? "" : say("reply_long");
    }
  };
  field.addEventListener("input", draw);
  // The version may be another than when the page was turned to.
  root.addEventListener("toggle", draw);
  pressed(root, () => {
    told.textContent = say(copied(letter) ? "log_copied" : "log_selected");
  });
  return (page) => {
    // Whoever opened it before this script came keeps it open.
    if (place && place !== page.dataset.page) {
      root.open = false;
    }
    place = page.dataset.page as string;
    heading = one(page, "h1");
    field.value = words[place] ?? "";
    told.textContent = "";
    draw();
  };
}

/** A page as its author knows it, by its own title and its id; behind the title the one in Easy Read that the learner read. */
function called({ dataset, textContent }: HTMLElement, id: string): string {
  const said = textContent as string;
  const { full = said } = dataset;
  return `${full === said ? said : `${full} / ${said}`} (${id})`;
}

/** The address that opens a mail (RFC 6068: lines end in both signs). */
function address(to: string, subject: string, body: string): string {
  const short = [...subject].slice(0, SUBJECT).join("");
  const lines = encodeURIComponent(body.replace(/\r?\n/g, "\r\n"));
  return `mailto:${to}?subject=${encodeURIComponent(short)}${body && `&body=${lines}`}`;
}
