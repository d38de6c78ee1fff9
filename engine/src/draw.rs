//! Which questions a test draws, and in what order options stand: chance that can be repeated.
//!
//! The player draws; this file draws the same from the same 32 bits, so that what a learner was shown can be
//! derived again from what was kept. `packager/player/src/draw.ts` is its twin, held by shared vectors.

/// A stream of numbers from 32 bits and a word, by Marsaglia's xorshift with the shifts 13, 17 and 5.
///
/// Good enough to vary questions; not for secrets.
#[derive(Clone, Debug)]
pub struct Stream(u32);

impl Stream {
    /// Begins a stream. Different words give different streams of one seed.
    #[must_use]
    pub fn new(seed: u32, word: &str) -> Self {
        // FNV-1a with its published 32-bit basis and prime, begun from the seed.
        let mixed = word
            .bytes()
            .fold(seed ^ 0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        // Zero is the one state that xorshift never leaves.
        let mut stream = Self(if mixed == 0 { 1 } else { mixed });
        for _ in 0..4 {
            stream.next_bits();
        }
        stream
    }

    /// A number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u32) -> u32 {
        let wide = u64::from(self.next_bits()) * u64::from(end);
        u32::try_from(wide >> 32).expect("the upper half of 64 bits fits 32")
    }

    /// So many of the numbers from 0 to `of`, each at most once, in random order.
    pub fn pick(&mut self, many: usize, of: usize) -> Vec<usize> {
        let mut all: Vec<usize> = (0..of).collect();
        let many = many.min(of);
        for place in 0..many {
            let rest = u32::try_from(of - place).unwrap_or(u32::MAX);
            let other = place + usize::try_from(self.below(rest)).unwrap_or(0);
            all.swap(place, other);
        }
        all.truncate(many);
        all
    }

    fn next_bits(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }
}

/// Draws a test: of each group so many (`None`: all, in the author's order), groups in their order.
/// `run` counts the attempts ever made, from 1, so that each attempt draws anew.
#[must_use]
pub fn questions<'a>(seed: u32, run: u32, per_group: Option<u32>, groups: &[Vec<&'a str>]) -> Vec<&'a str> {
    let mut stream = Stream::new(seed, &format!("test {run}"));
    let mut drawn = Vec::new();
    for group in groups {
        match per_group {
            None => drawn.extend(group),
            Some(many) => {
                let many = usize::try_from(many).unwrap_or(usize::MAX);
                drawn.extend(stream.pick(many, group.len()).into_iter().map(|place| group[place]));
            }
        }
    }
    drawn
}

/// The letters of a question in the order in which this learner sees them.
#[must_use]
pub fn order(seed: u32, question: &str, letters: &str) -> String {
    let letters: Vec<char> = letters.chars().collect();
    Stream::new(seed, question)
        .pick(letters.len(), letters.len())
        .into_iter()
        .map(|place| letters[place])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Stream, order, questions};

    #[test]
    fn one_seed_draws_one_test() {
        let groups = vec![vec!["a1", "a2", "a3", "a4"], vec!["b1", "b2"], vec!["c1"]];
        let first = questions(7, 1, Some(2), &groups);
        assert_eq!(first, questions(7, 1, Some(2), &groups));
        assert_eq!(first.len(), 5, "two, two, and the one there is");
        assert!(
            (2..40).any(|run| questions(7, run, Some(2), &groups) != first),
            "another attempt draws anew"
        );
        assert_eq!(questions(7, 1, None, &groups), ["a1", "a2", "a3", "a4", "b1", "b2", "c1"]);
    }

    #[test]
    fn every_option_is_shown_once_and_every_place_is_fair() {
        let mut first = [0u32; 4];
        for seed in 0..4000 {
            let shown = order(seed, "repair", "abcd");
            let mut letters: Vec<char> = shown.chars().collect();
            first[usize::try_from(u32::from(letters[0]) - u32::from('a')).expect("small")] += 1;
            letters.sort_unstable();
            assert_eq!(letters, ['a', 'b', 'c', 'd']);
        }
        assert!(first.iter().all(|times| (850..1150).contains(times)), "{first:?}");
    }

    #[test]
    fn zero_is_no_trap() {
        assert_eq!(Stream::new(0, "x").below(0), 0);
        // The seed that the mixing of an empty word turns into zero.
        let mut stream = Stream::new(0x811C_9DC5, "");
        assert!((0..20).any(|_| stream.below(1000) != 0));
    }
}
