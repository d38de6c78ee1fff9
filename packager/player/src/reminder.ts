//! A reminder of a pledge: the day on which to look at it again, and an entry for a calendar, made here and sent nowhere.
//!
//! The entry says that there is a pledge and of which course, and never what was promised: calendars are shared.

import type { Data } from "./data";
import { dayOf } from "./day";
import type { Say } from "./strings";
import { type Html, h } from "./ui";

/** A sentence with the day, and a link to a file for a calendar. */
export function reminder(id: string, after: string, data: Data, say: Say, now: Date): Html {
  const day = later(after, now);
  const file = entry(`${data.package.key}.${id}`, say("remind_title", { title: data.title }), day, now);
  const address = `data:text/calendar;charset=utf-8,${encodeURIComponent(file)}`;
  const words = say("remind_on", { day: dayOf(day, say) });
  return h`<p>${words} <a href="${address}" download="${id}.ics">${say("remind_file")}</a></p>`;
}

/** The day that is so much later, `6 weeks`; the last of a month that is too short. */
export function later(after: string, now: Date): Date {
  const [count, unit = ""] = after.split(" ");
  const many = Number(count);
  const months = unit.startsWith("month") ? many : unit.startsWith("year") ? many * 12 : 0;
  const days = unit.startsWith("day") ? many : unit.startsWith("week") ? many * 7 : 0;
  const last = new Date(now.getFullYear(), now.getMonth() + months + 1, 0);
  last.setDate(Math.min(now.getDate(), last.getDate()) + days);
  return last;
}

/** An entry of a whole day, as RFC 5545 has it. */
export function entry(name: string, title: string, day: Date, now: Date): string {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => `${part}`.padStart(2, "0"))
    .join("");
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Bona//Player//EN",
    "BEGIN:VEVENT",
    `UID:${name}.${stamp}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date}`,
    `SUMMARY:${title.replace(/[\\;,]/g, "\\$&")}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]
    .map(folded)
    .join("\r\n");
}

/** A line of at most 75 bytes; a longer one goes on in the next, behind a blank. Eighteen signs are never more. */
function folded(line: string): string {
  return line.length > 70 ? (line.match(/.{1,18}/gu) ?? []).join("\r\n ") : line;
}
