//! How long something took, as SCORM 1.2 and AICC write it.

/** 9999 hours, in milliseconds: a `CMITimespan` has no room for more. */
const SPAN_MAX = 9999 * 3_600_000;

/** SCORM 1.2 `CMITimespan`: `HH:MM:SS`, two to four digits of hours. */
export function span(milliseconds: number): string {
  const time = Math.min(milliseconds, SPAN_MAX);
  const hours = `${Math.floor(time / 3_600_000)}`;
  return hours.padStart(2, "0") + new Date(time).toISOString().slice(13, 19);
}
