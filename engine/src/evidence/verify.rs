//! Looks at all of a store again, and either vouches for it or names what is damaged.
//!
//! Each leaf is hashed anew, the tree is built anew, every body is opened against its commitment, every
//! checkpoint is checked by the trusted key and against the tree. [`Verified`] has no other maker: who holds
//! one knows that all of that was done. What no check can tell without a checkpoint kept by somebody else
//! (that the holder rewrote and signed everything anew) stands in docs/evidence.md.

mod blocks;
mod damage;
mod leaves;
mod signed;
mod sums;

use std::ops::Deref;

use super::correction::{Correction, first_leaf};
use super::journal::{Journal, still_held};
use super::learner::PersonNumber;
use super::record::{Completion, Opened, RowCounts, SessionLeaf, Source};
use super::rotation::{Rotated, Rotation};
use super::same::Same;
use super::vault::{Head, Store, StoreError};
use super::waiver::Waiver;
use crate::log::{Checkpoint, LogKeys, Trunk, Vkey};

pub use damage::Damage;
pub use sums::{Sums, sums};

/// Leaves that are read at once: whole runs of 256.
const STEP: u64 = 4_096;

/// What the examiner trusts.
#[derive(Clone, Debug)]
pub struct Trust {
    /// A key that the log has or had, from a copy that does not come from the store.
    pub key: Vkey,
    /// Changes of the log's key that are known from outside the store: an older copy of it may not have them.
    pub rotations: Vec<Rotation>,
    /// Checkpoints kept outside the store: what they are called, and their bytes.
    pub outside: Vec<(String, Vec<u8>)>,
    /// The journal of erasures kept outside the store, if there is one.
    pub journal: Option<Journal>,
}

/// Something that was verified. Only [`verify`] makes one.
#[derive(Clone, Debug)]
pub struct Verified<T>(T);

impl<T> Deref for Verified<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A log, read.
#[derive(Clone, Debug)]
pub struct Log {
    /// Its first leaf.
    pub opened: Opened,
    /// The keys that signed it, one after another; and the leaves that changed them.
    pub keys: LogKeys,
    /// The leaves that changed its key; the last may not be signed yet.
    pub rotated: Vec<(u64, Rotated)>,
    /// Its size and root.
    pub head: Head,
    /// Size of the newest signed checkpoint; leaves from there on are not signed yet.
    pub signed: u64,
    /// The tree, of which [`provable`](super::provable) makes proofs.
    pub tree: Trunk,
    /// The batches, with what is known of their files; `None` where that was erased.
    pub batches: Vec<(u64, RowCounts, Option<Source>)>,
    /// The completions and attendances that were not erased, by leaf; as they were corrected.
    pub completions: Vec<Recorded>,
    /// What was observed of people, by leaf: no completions. As it was corrected.
    pub observed: Vec<Recorded>,
    /// Pledges made and follow-ups held, by leaf: no completions. As they were corrected.
    pub practice: Vec<Recorded>,
    /// Records that do not count any more, by leaf: a later correction is about them.
    pub replaced: Vec<Recorded>,
    /// The corrections that were not erased, by leaf.
    pub corrections: Vec<Correction>,
    /// The group sessions, by leaf.
    pub sessions: Vec<(u64, SessionLeaf)>,
    /// The waivers that were not erased, and whose they are.
    pub waivers: Vec<(Option<PersonNumber>, Waiver)>,
    /// Who is the same as whom: wherever a person stands above, it is by the number that is gone on with.
    pub same: Same,
    /// Up to which size checkpoints of an earlier log, given from outside, show that what stands here of it is what was
    /// signed; 0 if none was given, or there is no earlier log.
    pub shown: u64,
    /// How many leaves were erased.
    pub erased: u64,
    /// How many bodies were opened against their commitments.
    pub opened_bodies: u64,
    /// How many checkpoints were checked, those outside the store included.
    pub checkpoints: u64,
}

/// A completion and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its leaf.
    pub index: u64,
    /// Whose; `None` if the person was erased and the rest kept.
    pub person: Option<PersonNumber>,
    /// What was completed.
    pub completion: Completion,
}

impl Log {
    /// The correction by which the record of a leaf does not count any more; `None` if it counts, or is none. It is the
    /// last that is about the same person: whose a record has become since is nobody's business who had it before.
    #[must_use]
    pub fn correction_of(&self, leaf: u64) -> Option<&Correction> {
        let place = self.replaced.binary_search_by_key(&leaf, |record| record.index).ok()?;
        let (first, person) = (first_leaf(&self.replaced[place]), &self.replaced[place].person);
        let about = |correction: &&Correction| correction.leaf == first;
        let mut all = self.corrections.iter().rev().filter(about);
        let last = all.clone().next();
        all.find(|correction| correction.person == *person).or(last)
    }

    /// All records that count as what they are, in no order.
    pub fn standing(&self) -> impl Iterator<Item = &Recorded> {
        self.completions.iter().chain(&self.observed).chain(&self.practice)
    }

    /// All records that are held, whether they count or not, in no order.
    pub fn records(&self) -> impl Iterator<Item = &Recorded> {
        self.standing().chain(&self.replaced)
    }
}

/// A log, looked at in the same way, of which the records were counted and let go: so the room that it takes does not grow with
/// them.
#[derive(Clone, Debug)]
pub struct Examined {
    /// Its first leaf.
    pub opened: Opened,
    /// The keys that signed it, one after another.
    pub keys: LogKeys,
    /// The leaves that changed its key; the last may not be signed yet.
    pub rotated: Vec<(u64, Rotated)>,
    /// Its size and root.
    pub head: Head,
    /// Size of the newest signed checkpoint; leaves from there on are not signed yet.
    pub signed: u64,
    /// How many batches there are.
    pub batches: u64,
    /// How many completions and attendances count: they were not erased, and not withdrawn or replaced.
    pub completions: u64,
    /// Up to which size checkpoints of an earlier log show what stands here of it; see [`Log::shown`].
    pub shown: u64,
    /// How many leaves were erased.
    pub erased: u64,
    /// How many bodies were opened against their commitments.
    pub opened_bodies: u64,
    /// How many checkpoints were checked, those outside the store included.
    pub checkpoints: u64,
}

/// Examines a store.
///
/// The inner error names every damage that was found, in the order of the log. Damage that hides everything
/// behind it (such as a missing leaf) ends the search.
///
/// # Errors
/// When the store cannot be read at all.
pub fn verify(store: &dyn Store, trust: &Trust) -> Result<Result<Verified<Log>, Vec<Damage>>, StoreError> {
    let looked = match look(store, trust, false)? {
        Ok(looked) => looked,
        Err(damages) => return Ok(Err(damages)),
    };
    let Looked { opened, keys, head, signed, checkpoints, found } = looked;
    let log = Log {
        opened,
        keys,
        rotated: found.rotated,
        head,
        signed,
        tree: found.tree,
        batches: found.batches,
        completions: found.completions,
        observed: found.observed,
        practice: found.practice,
        replaced: found.replaced,
        corrections: found.corrections,
        sessions: found.sessions,
        waivers: found.waivers,
        same: found.same,
        shown: found.shown,
        erased: found.erased,
        opened_bodies: found.opened_bodies,
        checkpoints,
    };
    Ok(Ok(Verified(log)))
}

/// Examines a store as [`verify`] does, and keeps none of its records.
///
/// # Errors
/// When the store cannot be read at all.
pub fn examine(
    store: &dyn Store,
    trust: &Trust,
) -> Result<Result<Verified<Examined>, Vec<Damage>>, StoreError> {
    let looked = match look(store, trust, true)? {
        Ok(looked) => looked,
        Err(damages) => return Ok(Err(damages)),
    };
    let Looked { opened, keys, head, signed, checkpoints, found } = looked;
    let examined = Examined {
        opened,
        keys,
        rotated: found.rotated,
        head,
        signed,
        batches: found.batches.len() as u64,
        completions: found.completed,
        shown: found.shown,
        erased: found.erased,
        opened_bodies: found.opened_bodies,
        checkpoints,
    };
    Ok(Ok(Verified(examined)))
}

/// A log in which no damage was found.
struct Looked {
    opened: Opened,
    keys: LogKeys,
    head: Head,
    signed: u64,
    checkpoints: u64,
    found: leaves::Found,
}

fn look(store: &dyn Store, trust: &Trust, counted: bool) -> Result<Result<Looked, Vec<Damage>>, StoreError> {
    let head = store.head()?;
    let checkpoints = store.checkpoints()?;
    let outside = trust.outside.iter().filter_map(|(_, bytes)| Checkpoint::peek(bytes).ok());
    let outside: Vec<u64> = outside.map(|kept| kept.size).collect();
    let asked = checkpoints.iter().map(|kept| kept.size).chain(outside.iter().copied()).chain([head.size]);
    let mut found = leaves::Found::new(counted, asked.collect(), outside);
    blocks::read(store, trust.journal.as_ref(), &mut found)?;
    if let Some(journal) = &trust.journal {
        let people = still_held(store, journal, None)?.people;
        found.damages.extend((0 < people).then_some(Damage::PersonBack { people }));
    }
    let (signed, keys) = signed::check(&mut found, &head, &checkpoints, trust);
    let opened = match found.opened.take() {
        Some(opened) if found.damages.is_empty() => opened,
        _ => return Ok(Err(found.damages)),
    };
    let checkpoints = (checkpoints.len() + trust.outside.len()) as u64;
    Ok(Ok(Looked { opened, keys, head, signed, checkpoints, found }))
}

#[cfg(test)]
pub(crate) mod tests;
