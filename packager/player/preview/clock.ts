//! A clock that can be put forward: what a page waits for comes due at once, and it learns what time it is then.
//!
//! Put into each page before its own script runs. What a page waits for lives in that page alone.

interface Waiting {
  due: number;
  run: () => void;
}

type Timer = (work: (...args: unknown[]) => void, wait?: number, ...args: unknown[]) => number;

/** Milliseconds by which the pages' clock is ahead. */
let ahead = 0;
/** What the page that is shown waits for, by the numbers of its timers. */
let waiting = new Map<number, Waiting>();

const now = (): number => Date.now() + ahead;

/** Gives a page this clock. */
export function install(own: Window): void {
  const page = own as unknown as {
    Date: DateConstructor;
    setTimeout: Timer;
    clearTimeout(id?: number): void;
  };
  const Real = page.Date;
  const mine = new Map<number, Waiting>();
  waiting = mine;
  page.Date = new Proxy(Real, {
    construct: (target, args) => Reflect.construct(target, args.length > 0 ? args : [now()]) as Date,
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  const set = page.setTimeout.bind(own);
  const clear = page.clearTimeout.bind(own);
  page.setTimeout = (work, wait = 0, ...args) => {
    const run = (): void => {
      mine.delete(id);
      clear(id);
      work(...args);
    };
    const id = set(run, wait);
    mine.set(id, { due: now() + wait, run });
    return id;
  };
  page.clearTimeout = (id) => {
    mine.delete(id ?? 0);
    clear(id);
  };
}

/** Puts the clock forward; what is due by then happens now, in its order. */
export function forward(milliseconds: number): void {
  ahead += milliseconds;
  const due = [...waiting.values()].filter((one) => one.due <= now()).sort((a, b) => a.due - b.due);
  for (const { run } of due) {
    run();
  }
}

/** Puts the clock right. */
export function right(): void {
  ahead = 0;
}

/** How far the clock is ahead, in words. */
export function told(): string {
  const minutes = Math.round(ahead / 60_000);
  const days = Math.floor(minutes / 1440);
  const parts = [
    [days, "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ] as const;
  const said = parts
    .filter(([count]) => count)
    .map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`);
  return said.length > 0 ? `The clock is ${said.join(", ")} ahead.` : "The clock is right.";
}
