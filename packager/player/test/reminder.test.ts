//! A pledge's reminder: the day that is so much later, and the entry for a calendar.

import assert from "node:assert/strict";
import { test } from "node:test";
import { entry, later } from "../src/reminder";

const day = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => `${part}`.padStart(2, "0"))
    .join("-");

test("a day is so much later, and the last of a month that is too short", () => {
  const cases: [string, string, string][] = [
    ["6 weeks", "2026-11-22", "2027-01-03"],
    ["1 day", "2027-02-28", "2027-03-01"],
    ["10 days", "2026-12-31", "2027-01-10"],
    ["1 month", "2027-01-31", "2027-02-28"],
    ["3 months", "2027-11-30", "2028-02-29"],
    ["1 year", "2028-02-29", "2029-02-28"],
    ["3 years", "2026-11-22", "2029-11-22"],
  ];
  for (const [after, from, to] of cases) {
    assert.equal(day(later(after, new Date(`${from}T12:00:00`))), to, `${after} after ${from}`);
  }
});

test("an entry is a whole day, says nothing of what was promised, and no line is too long", () => {
  const now = new Date("2026-11-22T09:30:15.123Z");
  const title = `Look at my pledge again: ${"One, two; three ✓ ".repeat(9)}`;
  const text = entry("bona.routes.promise", title, new Date(2027, 0, 3), now);
  const lines = text.split("\r\n");
  assert.deepEqual(lines.slice(0, 7), [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Bona//Player//EN",
    "BEGIN:VEVENT",
    "UID:bona.routes.promise.20261122T093015Z",
    "DTSTAMP:20261122T093015Z",
    "DTSTART;VALUE=DATE:20270103",
  ]);
  assert.deepEqual(lines.slice(-4), ["TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", ""]);
  assert.ok(lines.every((line) => new TextEncoder().encode(line).length <= 75 && !line.includes("\n")));
  const whole = text.replaceAll("\r\n ", "");
  assert.ok(whole.includes("SUMMARY:Look at my pledge again: One\\, two\\; three ✓ One\\, two"), whole);
});
