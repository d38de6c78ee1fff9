//! Days and times of the device's clock, in the words of the page. A browser is not asked for them: there are languages
//! that it does not know, and it then takes its own.

import type { Say } from "./strings";

const two = (number: number): string => `${number}`.padStart(2, "0");

/** The day with its month by name. */
export function dayOf(time: Date, say: Say): string {
  const month = say(`month.m${two(time.getMonth() + 1)}`);
  return say("day", { day: time.getDate(), month, year: time.getFullYear() });
}

/** The same with the time, to the minute. */
export function momentOf(time: Date, say: Say): string {
  return say("day_time", {
    day: dayOf(time, say),
    time: `${two(time.getHours())}:${two(time.getMinutes())}`,
  });
}
