//! Every test that can be drawn at once: how likely a guesser passes, and how far draws differ.
//!
//! Questions are gone through one after another with the chance that each is among those drawn, so no draw is
//! counted by itself and none is left out.

use std::collections::BTreeMap;

use super::Range;
use crate::measure::Share;
use crate::report::chance::{Chance, Spread};
use crate::score::PARTS;

/// Most results that are told apart: questions with many kinds of parts have more, and nobody waits for them.
const RESULTS_MAX: usize = 50_000;

/// A question in a draw: what a guesser may earn, and how much it counts.
pub(super) struct Entry {
    pub(super) spread: Spread,
    pub(super) weight: u32,
}

/// What was possible and what was earned, in parts of a point.
type Sum = (u64, u64);

/// How likely it is that what is drawn reaches the pass mark; `None` if there are too many results to tell apart.
/// Of each group so many are drawn, or all.
pub(super) fn passing(groups: &[Vec<Entry>], per_group: Option<u32>, mark: Share) -> Option<Chance> {
    let mut results: BTreeMap<Sum, Chance> = BTreeMap::from([((0, 0), Chance::SURE)]);
    for group in groups {
        results = through(results, group, drawn(group.len(), per_group))?;
    }
    let passes = |((possible, earned), _): &(Sum, Chance)| {
        let least = u128::from(*possible) * u128::from(mark.millionths());
        *possible > 0 && u128::from(*earned) * 1_000_000 >= least
    };
    Some(results.into_iter().filter(passes).map(|(_, chance)| chance).fold(Chance::NONE, Chance::or))
}

/// How many of a group are drawn.
pub(super) fn drawn(all: usize, per_group: Option<u32>) -> usize {
    per_group.map_or(all, |many| all.min(usize::try_from(many).unwrap_or(usize::MAX)))
}

/// The results after a group of which so many are drawn.
fn through(before: BTreeMap<Sum, Chance>, group: &[Entry], many: usize) -> Option<BTreeMap<Sum, Chance>> {
    let mut states: BTreeMap<(usize, Sum), Chance> =
        before.into_iter().map(|(result, chance)| ((0, result), chance)).collect();
    for (at, entry) in group.iter().enumerate() {
        let rest = group.len() - at;
        let mut next: BTreeMap<(usize, Sum), Chance> = BTreeMap::new();
        let mut add = |state, chance| {
            if chance != Chance::NONE {
                let sum = next.entry(state).or_default();
                *sum = sum.or(chance);
            }
        };
        for ((taken, (possible, earned)), chance) in states {
            let drawn = Chance::of(u128::try_from(many - taken).ok()?, u128::try_from(rest).ok()?);
            add((taken, (possible, earned)), chance.and(drawn.missed()));
            let weight = u64::from(entry.weight);
            for (more, likely) in &entry.spread {
                let after = (possible + PARTS * weight, earned + more * weight);
                add((taken + 1, after), chance.and(drawn).and(*likely));
            }
        }
        if next.len() > RESULTS_MAX {
            return None;
        }
        states = next;
    }
    let mut after: BTreeMap<Sum, Chance> = BTreeMap::new();
    for ((_, result), chance) in states {
        let sum = after.entry(result).or_default();
        *sum = sum.or(chance);
    }
    Some(after)
}

/// The least, the mean and the most of a sum over what is drawn, when each question of each group adds so much.
pub(super) fn range(groups: &[Vec<u64>], per_group: Option<u32>) -> Range {
    let mut range = Range::default();
    for group in groups {
        let mut sorted = group.clone();
        sorted.sort_unstable();
        let many = drawn(sorted.len(), per_group);
        range.least += sorted.iter().take(many).sum::<u64>();
        range.most += sorted.iter().rev().take(many).sum::<u64>();
        let (many, all) = (many as u64, (sorted.len() as u64).max(1));
        range.mean += (sorted.iter().sum::<u64>() * many + all / 2) / all;
    }
    range
}

#[cfg(test)]
mod tests;
