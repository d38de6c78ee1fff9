//! Which questions a test draws, and in what order options stand: chance that can be repeated.
//!
//! The twin of `engine/src/draw.rs`, held by shared vectors. Not for secrets.

/** Numbers from 32 bits and a word, by Marsaglia's xorshift with the shifts 13, 17 and 5: `below(end)`. */
export function stream(seed: number, word: string): (end: number) => number {
  // FNV-1a with its published 32-bit basis and prime, begun from the seed. Words are ids and digits: ASCII.
  let bits = seed ^ 0x811c9dc5;
  for (const sign of word) {
    bits = Math.imul(bits ^ sign.charCodeAt(0), 0x01000193);
  }
  // Zero is the one state that xorshift never leaves.
  bits ||= 1;
  const next = (): number => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return bits >>> 0;
  };
  for (let warm = 0; warm < 4; warm++) {
    next();
  }
  return (end) => Math.floor((next() * end) / 2 ** 32);
}

/** So many of these, each at most once, in random order. */
export function pick<T>(below: (end: number) => number, many: number, of: readonly T[]): T[] {
  const all = [...of];
  const count = Math.min(many, all.length);
  for (let place = 0; place < count; place++) {
    const other = place + below(all.length - place);
    [all[place], all[other]] = [all[other] as T, all[place] as T];
  }
  return all.slice(0, count);
}

/** Draws a test: of each group so many, or all in the author's order. `run` counts attempts from 1. */
export function questions(
  seed: number,
  run: number,
  perGroup: number | null,
  groups: readonly (readonly string[])[],
): string[] {
  const below = stream(seed, `test ${run}`);
  return groups.flatMap((group) => (perGroup === null ? group : pick(below, perGroup, group)));
}

/** The letters of a question in the order in which this learner sees them. */
export function order(seed: number, question: string, letters: string): string {
  return pick(stream(seed, question), letters.length, [...letters]).join("");
}
