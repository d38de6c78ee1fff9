//! What is written into a store of whichever kind, beside the batches of the engine.

use bona_engine::duty::Post;
use bona_engine::evidence::{
    LearnerKey, NewPerson, PersonNumber, RowDigest, SealedRows, StoredLeaf, VaultPart,
};

use super::lid;
use super::seal::Seal;

/// Some leaves as they are written: what is sealed of them is sealed.
#[derive(Debug, Default)]
pub(crate) struct Boxed {
    pub(super) leaves: Vec<StoredLeaf>,
    pub(super) boxes: Vec<(u64, Vec<u8>)>,
    pub(super) people: Vec<NewPerson>,
    pub(super) seen: Vec<(u64, RowDigest)>,
}

impl Boxed {
    /// What was taken; its bodies were sealed by [`Boxed::shut`].
    pub(crate) fn of(taken: SealedRows<Option<(u64, Vec<u8>)>>) -> Self {
        let SealedRows { leaves, bodies, people, seen, .. } = taken;
        Self { leaves, boxes: bodies.into_iter().flatten().collect(), people, seen }
    }

    /// Seals the bodies of a leaf.
    pub(crate) fn shut(seal: &Seal, parts: &[VaultPart]) -> (u64, Vec<u8>) {
        lid::shut(seal, parts)
    }
}

/// What a staff list changes.
#[derive(Debug, Default)]
pub(crate) struct StaffChange {
    /// The day of the list.
    pub(crate) as_at: String,
    /// People met for the first time, with their name.
    pub(crate) people: Vec<(PersonNumber, Option<String>)>,
    /// Pseudonyms that are new, and whose they are.
    pub(crate) learners: Vec<(LearnerKey, PersonNumber)>,
    /// People who had no name until now.
    pub(crate) names: Vec<(PersonNumber, String)>,
    /// Posts that begin.
    pub(crate) begins: Vec<(PersonNumber, Post)>,
    /// Posts whose first day changes.
    pub(crate) starts: Vec<(u64, String)>,
    /// Posts whose last day changes.
    pub(crate) ends: Vec<(u64, Option<String>)>,
}

/// What is pulled from where.
#[cfg(feature = "lrs")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PullOf {
    /// The record store.
    pub(crate) address: String,
    /// Id of the course.
    pub(crate) course: String,
    /// The edition, or nothing: what is refused for one edition is read with the package of another.
    pub(crate) edition: String,
    /// The activity that was asked for, or nothing.
    pub(crate) activity: String,
}
