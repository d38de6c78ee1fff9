//! Learning time: what passes while the page is visible, cut after half an hour without a sign of life.

/** Longest time that counts without a key, a pointer or a page turn. */
export const IDLE = 30 * 60 * 1000;

export class Stopwatch {
  #total = 0;
  #since: number | null = null;
  #life = 0;

  /** Somebody is there. */
  active(now: number): void {
    if (this.#since !== null && now - this.#life > IDLE) {
      this.pause(now);
    }
    this.#since ??= now;
    this.#life = now;
  }

  /** The page is hidden. */
  pause(now: number): void {
    this.#total = this.elapsed(now);
    this.#since = null;
  }

  /** Milliseconds so far. A clock that was put back takes nothing away. */
  elapsed(now: number): number {
    if (this.#since === null) {
      return this.#total;
    }
    return this.#total + Math.max(0, Math.min(now, this.#life + IDLE) - this.#since);
  }
}
