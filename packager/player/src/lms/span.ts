//! How long something took, as SCORM 1.2 and AICC write it, and as SCORM 2004 does.

/** 9999 hours, in milliseconds: a `CMITimespan` has no room for more. */
const SPAN_MAX = 9999 * 3_600_000;

/** SCORM 1.2 `CMITimespan`: `HH:MM:SS`, two to four digits of hours. */
export function span(milliseconds: number): string {
  const time = Math.min(milliseconds, SPAN_MAX);
  const hours = `${Math.floor(time / 3_600_000)}`;
  return hours.padStart(2, "0") + new Date(time).toISOString().slice(13, 19);
}

/** SCORM 2004 `timeinterval (second, 10, 2)`, in whole seconds: `PT1H5M30S`. */
export function interval(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `PT${Math.floor(seconds / 3600)}H${Math.floor(seconds / 60) % 60}M${seconds % 60}S`;
}
