//! Chances in whole parts, and how likely it is that a guess earns so much.
//!
//! A chance is kept in 10^15 parts. Each product is rounded to the next part, so what is shown, at most nine digits,
//! is exact.

use std::collections::BTreeMap;

/// Parts of a certainty.
const ONE: u64 = 1_000_000_000_000_000;

/// How likely something is, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chance(u64);

impl Chance {
    /// What does not happen.
    pub const NONE: Self = Self(0);
    /// What happens.
    pub const SURE: Self = Self(ONE);

    /// So many cases of so many that are equally likely; nothing of none.
    #[must_use]
    pub fn of(cases: u128, all: u128) -> Self {
        if all == 0 {
            return Self::NONE;
        }
        // Both may be as large as 26!, and a share of two such numbers is the same after a common shift.
        let shift = 128u32.saturating_sub(cases.max(all).leading_zeros()).saturating_sub(77);
        let (cases, all) = (cases >> shift, all >> shift);
        let parts = (cases * u128::from(ONE) + all / 2) / all;
        Self(u64::try_from(parts).unwrap_or(ONE).min(ONE))
    }

    /// How likely both are, where one has nothing to do with the other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let parts = (u128::from(self.0) * u128::from(other.0) + u128::from(ONE / 2)) / u128::from(ONE);
        Self(u64::try_from(parts).unwrap_or(ONE))
    }

    /// How likely one of the two is, where they exclude each other.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self((self.0 + other.0).min(ONE))
    }

    /// How likely it is that it does not happen.
    #[must_use]
    pub fn missed(self) -> Self {
        Self(ONE - self.0)
    }

    /// How likely it is that it happens at least once in so many tries.
    #[must_use]
    pub fn within(self, tries: u32) -> Self {
        if self.0 < ONE / 1_000_000 {
            // The complement of something so rare has too few digits left; the product is as near.
            return Self(self.0.saturating_mul(u64::from(tries)).min(ONE));
        }
        (0..tries).fold(Self::SURE, |never, _| never.and(self.missed())).missed()
    }

    /// In parts of 10^15.
    #[must_use]
    pub fn parts(self) -> u64 {
        self.0
    }

    /// As a share in millionths, rounded half up.
    #[must_use]
    pub fn millionths(self) -> u32 {
        u32::try_from((self.0 + ONE / 2_000_000) / (ONE / 1_000_000)).unwrap_or(1_000_000)
    }
}

/// How likely each result is; results in parts of a point, as `score` counts them.
pub(super) type Spread = BTreeMap<u64, Chance>;

/// A result that is sure.
pub(super) fn sure(earned: u64) -> Spread {
    Spread::from([(earned, Chance::SURE)])
}

/// All of a point with this chance, or else nothing.
pub(super) fn all_or_nothing(point: u64, chance: Chance) -> Spread {
    let mut spread = Spread::from([(point, chance)]);
    *spread.entry(0).or_default() = chance.missed();
    spread
}

/// The mean of a spread, as a share of a point.
pub(super) fn mean(spread: &Spread, point: u64) -> Chance {
    let share = |(earned, chance): (&u64, &Chance)| chance.and(Chance::of((*earned).into(), point.into()));
    spread.iter().map(share).fold(Chance::NONE, Chance::or)
}

/// How many ways there are to choose so many of so many; both at most 52.
pub(super) fn choose(of: u32, many: u32) -> u128 {
    if many > of {
        return 0;
    }
    (0..many.min(of - many)).fold(1, |ways, at| ways * u128::from(of - at) / u128::from(at + 1))
}

/// How many orders so many things have; at most 26.
pub(super) fn orders(many: u32) -> u128 {
    (1..=u128::from(many)).product()
}

/// How likely each number of right pairs is, when so many rows each get another of so many things at random, and one
/// of the things is right for each row. By inclusion and exclusion.
pub(super) fn right_pairs(rows: u32, things: u32) -> Vec<Chance> {
    // Ways to serve rows with things so that none of them is right.
    let none = |rows: u32, things: u32| -> i128 {
        (0..=rows)
            .map(|at| {
                let left = orders(things - at) / orders(things - rows);
                let ways = i128::try_from(choose(rows, at) * left).unwrap_or(i128::MAX);
                if at % 2 == 0 { ways } else { -ways }
            })
            .sum()
    };
    let all = orders(things) / orders(things - rows);
    let ways = |right: u32| choose(rows, right) * none(rows - right, things - right).unsigned_abs();
    (0..=rows).map(|right| Chance::of(ways(right), all)).collect()
}

/// How likely each number of neighbours that belong together is, when so many things are put in a random order.
pub(super) fn right_neighbours(many: u32) -> Vec<Chance> {
    // Orders of so many in which nothing is directly followed by what follows it.
    let none = |many: u32| -> i128 {
        (0..many)
            .map(|at| {
                let ways = i128::try_from(choose(many - 1, at) * orders(many - at)).unwrap_or(i128::MAX);
                if at % 2 == 0 { ways } else { -ways }
            })
            .sum()
    };
    let ways = |right: u32| choose(many - 1, right) * none(many - right).unsigned_abs();
    (0..many).map(|right| Chance::of(ways(right), orders(many))).collect()
}

/// How likely each number of right ones is, when so many of so many are taken and so many of all are right.
pub(super) fn taken(all: u32, right: u32, many: u32) -> Vec<Chance> {
    let ways = |hit: u32| choose(right, hit) * choose(all - right, many - hit);
    (0..=many.min(right)).map(|hit| Chance::of(ways(hit), choose(all, many))).collect()
}

/// How likely each number of hits is in so many tries of one chance.
pub(super) fn hits(tries: u32, chance: Chance) -> Vec<Chance> {
    let mut spread = vec![Chance::SURE];
    for _ in 0..tries {
        let mut next = vec![Chance::NONE; spread.len() + 1];
        for (hits, so_far) in spread.iter().enumerate() {
            next[hits] = next[hits].or(so_far.and(chance.missed()));
            next[hits + 1] = next[hits + 1].or(so_far.and(chance));
        }
        spread = next;
    }
    spread
}

#[cfg(test)]
mod tests;
