//! Learning time: what passes while the page is visible, cut after half an hour without a sign of life.

/** Longest time that counts without a key, a pointer or a page turn. */
export const IDLE = 30 * 60 * 1000;

export interface Stopwatch {
  /** Somebody is there. */
  active(now: number): void;
  /** The page is hidden. */
  pause(now: number): void;
  /** Milliseconds so far. A clock that was put back takes nothing away. */
  elapsed(now: number): number;
}

export function stopwatch(): Stopwatch {
  let total = 0;
  let since: number | null = null;
  let life = 0;
  const elapsed = (now: number): number =>
    since === null ? total : total + Math.max(0, Math.min(now, life + IDLE) - since);
  const pause = (now: number): void => {
    total = elapsed(now);
    since = null;
  };
  return {
    active(now) {
      if (now - life > IDLE) {
        pause(now);
      }
      since ??= now;
      life = now;
    },
    pause,
    elapsed,
  };
}
