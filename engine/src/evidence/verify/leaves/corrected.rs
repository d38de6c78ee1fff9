//! Which records count once all corrections are read.

use std::collections::BTreeMap;

use super::{COMPLETION, FIRST, Found};
use crate::evidence::commit::Field;
use crate::evidence::correction::{Correction, first_leaf};
use crate::evidence::verify::Recorded;
use crate::evidence::verify::damage::Damage;

impl Found {
    /// Takes out the records that a later one is about; a correction must be about an earlier record, or one that was erased.
    pub(super) fn settle_corrections(&mut self) {
        let sort = |bits: &[u8], leaf: u64, bit: u8| {
            usize::try_from(leaf).ok().and_then(|place| bits.get(place)).is_some_and(|bits| bits & bit != 0)
        };
        let mut last: BTreeMap<u64, &Correction> = BTreeMap::new();
        let mut chains = 0;
        for correction in &self.corrections {
            let (index, at) = (correction.index, correction.leaf);
            let known = sort(&self.with_body, at, FIRST) || self.erasures.contains(&at);
            if index <= at || !known {
                let why = format!("it corrects leaf {at}, which is no earlier record");
                self.damages.push(Damage::BodyUnreadable { index, field: Field::What, why });
            }
            chains += u64::from(sort(&self.with_body, index, COMPLETION));
            if last.insert(at, correction).is_none() {
                chains += u64::from(sort(&self.with_body, at, COMPLETION));
            }
        }
        let stand = last.values().filter(|last| sort(&self.with_body, last.index, COMPLETION)).count();
        self.completed = self.completed.saturating_sub(chains) + stand as u64;
        let last: BTreeMap<u64, u64> = last.into_iter().map(|(first, last)| (first, last.index)).collect();
        if last.is_empty() || self.counted {
            return;
        }
        let stands =
            |record: &Recorded| last.get(&first_leaf(record)).is_none_or(|last| *last == record.index);
        for list in [&mut self.completions, &mut self.observed, &mut self.practice] {
            let (kept, gone): (Vec<_>, Vec<_>) = std::mem::take(list).into_iter().partition(stands);
            *list = kept;
            self.replaced.extend(gone);
        }
        self.replaced.sort_by_key(|record| record.index);
    }
}
