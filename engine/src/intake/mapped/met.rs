//! Which row said something first: 16 bytes a row, however many there are.
//!
//! What a row says is known by the first 96 bits of a SHA-256: that two of 15 million different rows agree in them has a
//! chance of one in 10^14. They are chance already, so a place in the table is taken straight from them.

use crate::intake::{LearnerId, VerdictWord};
use crate::log::digest;

/// Parts that grow by themselves, so that little is held twice while one grows.
const PARTS: usize = 256;

/// What a row says, in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print(u32, u64);

impl Print {
    /// That this learner has this verdict from this time.
    pub(super) fn of(learner: &LearnerId, verdict: Option<VerdictWord>, at: Option<&str>) -> Self {
        let value = learner.value().as_bytes();
        let hash = digest(&[
            &[learner.kind() as u8, verdict.map_or(0, |verdict| 1 + verdict as u8)],
            &(value.len() as u64).to_be_bytes(),
            value,
            at.unwrap_or("").as_bytes(),
        ]);
        let number = |from: usize, to: usize| {
            hash[from..to].iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte))
        };
        // Four bytes fit.
        Self(u32::try_from(number(0, 4)).unwrap_or(0), number(4, 12))
    }
}

/// A row: its print, and its line, which is never nought.
#[derive(Clone, Copy, Default)]
struct Seen {
    high: u32,
    line: u32,
    low: u64,
}

/// The rows so far.
pub(super) struct Met {
    parts: Vec<Part>,
}

#[derive(Clone, Default)]
struct Part {
    seen: Vec<Seen>,
    used: usize,
}

impl Met {
    pub(super) fn new() -> Self {
        Self { parts: vec![Part::default(); PARTS] }
    }

    /// The line that said the same before; otherwise this one is kept. A table has fewer than 2^32 lines, having fewer
    /// bytes.
    pub(super) fn first(&mut self, Print(high, low): Print, line: u64) -> Option<u64> {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let part = usize::try_from(low >> 56).unwrap_or(0) % PARTS;
        self.parts[part].first(Seen { high, line, low })
    }
}

impl Part {
    fn first(&mut self, new: Seen) -> Option<u64> {
        if self.seen.len() * 4 <= self.used * 5 + 8 {
            let room = (self.seen.len() + self.seen.len() / 4).max(32);
            let old = std::mem::replace(&mut self.seen, vec![Seen::default(); room]);
            for seen in old.into_iter().filter(|seen| seen.line != 0) {
                let place = self.place(&seen);
                self.seen[place] = seen;
            }
        }
        let place = self.place(&new);
        match self.seen[place].line {
            0 => {
                self.seen[place] = new;
                self.used += 1;
                None
            }
            line => Some(u64::from(line)),
        }
    }

    /// Where it stands, or would.
    fn place(&self, wanted: &Seen) -> usize {
        // The high bits of a product with the room: the print's own chance spread over it.
        let spread = (u64::from(wanted.high) * self.seen.len() as u64) >> 32;
        let mut place = usize::try_from(spread).unwrap_or(0);
        loop {
            let seen = &self.seen[place];
            if seen.line == 0 || (seen.high, seen.low) == (wanted.high, wanted.low) {
                return place;
            }
            place = (place + 1) % self.seen.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Met, Print};
    use crate::intake::{IdKind, LearnerId, VerdictWord};

    #[test]
    fn what_was_said_first_is_found_among_many() {
        let mut met = Met::new();
        let id = |number: u64| LearnerId::new(IdKind::StaffNumber, &number.to_string()).expect("an id");
        let print = |number: u64| {
            Print::of(&id(number % 20_000), Some(VerdictWord::Passed), Some(&format!("{}", number / 20_000)))
        };
        for number in 0..60_000 {
            assert_eq!(met.first(print(number), number + 1), None);
        }
        for number in (0..60_000).step_by(7) {
            assert_eq!(met.first(print(number), 99_999), Some(number + 1));
        }
        let room: usize = met.parts.iter().map(|part| part.seen.len()).sum();
        assert!(room < 60_000 * 8 / 5, "{room} places for 60,000 rows");
    }

    #[test]
    fn another_kind_verdict_or_time_is_another_row() {
        let id = |kind| LearnerId::new(kind, "7").expect("an id");
        let mut prints = Vec::new();
        for kind in [IdKind::StaffNumber, IdKind::Email] {
            for verdict in [None, Some(VerdictWord::Passed), Some(VerdictWord::Failed)] {
                for at in [None, Some("2026-11-03T00:00:00")] {
                    prints.push(Print::of(&id(kind), verdict, at));
                }
            }
        }
        for (place, print) in prints.iter().enumerate() {
            assert!(!prints[place + 1..].contains(print));
        }
    }
}
