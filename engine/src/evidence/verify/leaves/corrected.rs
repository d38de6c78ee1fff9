//! Which records count once all corrections are read; whose they were, and when records, corrections and notices of erasure may
//! stand where they do.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{COMPLETION, FIRST, Found, UNREAD, bit, person_number};
use crate::evidence::canonical::EntryFault;
use crate::evidence::commit::Field;
use crate::evidence::correction::{Correction, Withdrawal, first_leaf};
use crate::evidence::learner::PersonNumber;
use crate::evidence::record::{Completion, Erased};
use crate::evidence::same::SamePerson;
use crate::evidence::vault::{Store, StoreError};
use crate::evidence::verify::Recorded;
use crate::evidence::verify::damage::Damage;
use crate::evidence::waiver::Waiver;

/// What is wrong with the time at which a record says that it was recorded: that of its import, and of a correction a time that is
/// not before the leaves in front of it. `import` is `None` where nobody can tell, and empty where there was none.
pub(super) fn time_fault(import: Option<&str>, last: &str, recorded: &str, corrects: bool) -> Option<String> {
    let says = format!("it says that it was recorded at {recorded}, and ");
    match import {
        _ if corrects => (recorded < last).then(|| format!("{says}a leaf in front of it at {last}")),
        Some("") => Some(format!("{says}no import stands in front of it")),
        Some(import) => {
            (import != recorded).then(|| format!("{says}the import to which it belongs at {import}"))
        }
        None => None,
    }
}

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

    /// Notes what a sealed leaf says, by the kind of its body.
    pub(super) fn sealed(
        &mut self,
        index: u64,
        bodies: &[(Field, &[u8])],
        what: Option<Result<Completion, EntryFault>>,
    ) {
        let body = |field| bodies.iter().find(|(found, _)| *found == field).map(|(_, body)| *body);
        let person = match body(Field::Who).map(person_number) {
            Some(None) => {
                let why = "it is not a person's number".to_owned();
                return self.damages.push(Damage::BodyUnreadable { index, field: Field::Who, why });
            }
            person => person.flatten(),
        };
        let Some(body) = body(Field::What) else { return };
        let read = match body {
            _ if Waiver::is(body) => Waiver::read(body).map(|waiver| {
                if !self.counted {
                    self.waivers.push((person, waiver));
                }
            }),
            _ if Withdrawal::is(body) => {
                Withdrawal::read(body).map(|found| self.withdrawal(index, person, found))
            }
            _ if SamePerson::is(body) => {
                SamePerson::read(body).map(|said| self.same_person(index, person, said))
            }
            _ => what.transpose().map(|record| {
                let record = record.map(|completion| Recorded { index, person, completion });
                record.into_iter().for_each(|record| self.record(record));
            }),
        };
        if let Err(fault) = read {
            let why = fault.to_string();
            self.damages.push(Damage::BodyUnreadable { index, field: Field::What, why });
        }
    }

    /// Notes a withdrawal.
    pub(super) fn withdrawal(&mut self, index: u64, person: Option<PersonNumber>, found: Withdrawal) {
        let early = time_fault(None, &self.last_recorded, &found.recorded, true);
        self.damages.extend(early.map(|why| Damage::BodyUnreadable { index, field: Field::What, why }));
        self.corrections.push(Correction::withdrawing(index, person, found));
    }

    /// Notes who is the same as whom. Of whom a part was erased alone nothing is said.
    pub(super) fn same_person(&mut self, index: u64, person: Option<PersonNumber>, said: SamePerson) {
        let early = time_fault(None, &self.last_recorded, &said.recorded, true);
        let wrong = person.and_then(|person| self.same.take(index, person, said).err());
        let wrong = early.into_iter().chain(wrong);
        self.damages.extend(wrong.map(|why| Damage::BodyUnreadable { index, field: Field::What, why }));
    }

    /// Puts together what is one person's.
    pub(super) fn settle_same(&mut self) {
        let mut same = std::mem::take(&mut self.same);
        if !same.is_empty() {
            let records = [&mut self.completions, &mut self.observed, &mut self.practice, &mut self.replaced];
            for record in records.into_iter().flatten() {
                same.put(Some(record.index), &mut record.person);
            }
            self.corrections.iter_mut().for_each(|correction| same.put(None, &mut correction.person));
            self.waivers.iter_mut().for_each(|(person, _)| same.put(None, person));
        }
        self.same = same;
    }

    /// A notice of erasure names leaves in front of it that commit to something.
    pub(super) fn notice(&mut self, index: u64, notice: &Erased) {
        let all = Field::ALL.map(bit).into_iter().fold(UNREAD, |all, bit| all | bit);
        let commits = |leaf: &u64| {
            let place = usize::try_from(*leaf).ok().filter(|_| *leaf < index);
            let bits = place.and_then(|place| Some(self.with_body.get(place)? | self.missing.get(place)?));
            bits.is_some_and(|bits| bits & all != 0)
        };
        if !notice.index.iter().all(commits) {
            let why =
                "it names a leaf as erased that does not stand in front of it, or has nothing that could be";
            self.damages.push(Damage::Order { index, why });
        }
    }

    /// A withdrawal is of whoever had the record, and a record in the place of another says when that was first recorded. Of
    /// whom everything was erased nothing can be told.
    pub(super) fn settle_owners(&mut self, store: &dyn Store) -> Result<(), StoreError> {
        let mut known: BTreeMap<u64, (Option<PersonNumber>, Option<String>)> = BTreeMap::new();
        for correction in &self.corrections {
            let (index, at) = (correction.index, correction.leaf);
            let (owner, first) = match known.entry(at) {
                Entry::Occupied(seen) => seen.into_mut(),
                Entry::Vacant(place) => {
                    let bits = usize::try_from(at).ok().and_then(|place| self.with_body.get(place));
                    let first = bits.is_some_and(|bits| bits & FIRST != 0) && at < index;
                    place.insert(if first { record_of(store, at)? } else { (None, None) })
                }
            };
            let mut wrong = |field, why| self.damages.push(Damage::BodyUnreadable { index, field, why });
            if correction.replaces {
                if first.is_some() && *first != correction.first {
                    wrong(Field::What, format!("it says that leaf {at} was first recorded at another time"));
                }
                owner.clone_from(&correction.person);
            } else if let (Some(owner), Some(person)) = (owner, &correction.person)
                && owner != person
            {
                wrong(Field::Who, format!("it withdraws the record of leaf {at}, which was somebody else's"));
            }
        }
        Ok(())
    }
}

/// Whose the record of a leaf is, and when it was recorded.
fn record_of(store: &dyn Store, leaf: u64) -> Result<(Option<PersonNumber>, Option<String>), StoreError> {
    let parts = store.parts(leaf, leaf.saturating_add(1))?.open;
    let body = |field| parts.iter().find(|part| part.field == field).map(|part| part.body.as_slice());
    let recorded = body(Field::What).and_then(|body| Completion::read(body).ok()).map(|body| body.recorded);
    Ok((body(Field::Who).and_then(person_number), recorded))
}
