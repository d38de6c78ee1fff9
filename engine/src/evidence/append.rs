//! Rows of a learning system become one batch: an open leaf that says where they came from, then a sealed leaf each.
//!
//! Nothing is written here. `sealing` takes the rows in pieces, and `people` knows who was met. [`plan`] reads the store and says what an import would do; applying it is handing
//! its batch to the store. A row that was recorded before is known by its keyed digest and not recorded again.

mod body;
mod people;
mod sealing;
#[cfg(test)]
mod tests;

use super::canonical::{self, EntryFault};
use super::commit::{Commitment, Field};
use super::learner::{PersonNumber, PseudonymKey};
use super::record::{
    BatchLeaf, CompletionKind, EditionBasis, Leaf, Opened, RowCounts, Sealed, SessionLeaf, Source,
};
use super::told::{self, Withdrawn};
use super::vault::{Batch, Chance, Head, Store, StoreError, StoredLeaf, VaultPart};
use crate::intake::{Intake, Row, VerdictWord};
use crate::log::{NODE_LEAVES, Tree, leaf_hash};

pub(super) use self::people::Met;
pub(super) use self::sealing::digest;
pub use self::sealing::{Ended, Looked, Outside, Rows, SealedRows, Sealing};

/// What is known of an import beside its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Id of the course.
    pub course: String,
    /// The author's edition, if it is known.
    pub edition: Option<String>,
    /// How it is known.
    pub edition_basis: EditionBasis,
    /// Who stated it, by name; only a person number goes into the record.
    pub stated_by: Option<String>,
    /// Content hash in hex.
    pub content: Option<String>,
    /// The place that the package was tailored for.
    pub variant: Option<String>,
    /// BCP 47 tag of the package's language.
    pub language: Option<String>,
    /// Whether the package was a release.
    pub release: Option<bool>,
    /// The group session, if it is of one.
    pub session: Option<SessionLeaf>,
    /// The file.
    pub source: Source,
    /// What its rows record: what such a file does ([`records`](super::SourceKind::records)), or, of a report about the
    /// part that asks some time later, a follow-up.
    pub records: CompletionKind,
    /// Whether learners' names go into the vault.
    pub keep_names: bool,
    /// The time, UTC.
    pub now: String,
}

impl Facts {
    /// Whether the file is a report about a part of the course, so that its rows record something else than such files do.
    #[must_use]
    pub fn is_of_part(&self) -> bool {
        self.records != self.source.kind.records()
    }

    /// What a row comes to. Of a part it is only that somebody handed it in: a part has no pass mark, so what a system
    /// calls passed it judged by itself, and whom it calls failed is not taken for having done so.
    fn verdict(&self, row: &Row) -> Option<VerdictWord> {
        let handed_in = |_: VerdictWord| VerdictWord::Completed;
        if self.is_of_part() { row.verdict.filter(|word| word.counts()).map(handed_in) } else { row.verdict }
    }
}

/// How one row fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowResult {
    /// It becomes this leaf.
    Recorded(u64),
    /// It was recorded before.
    Already,
    /// It says nothing to record.
    Nothing,
    /// Its learner was erased: nothing may be recorded of them again.
    Erased,
    /// A statement of it said something else when it was recorded as this leaf.
    Changed(u64),
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What to append; `None` if there is nothing new.
    pub batch: Option<Batch>,
    /// How many rows fared how.
    pub counts: RowCounts,
    /// How each row of the intake fared, in its order.
    pub results: Vec<RowResult>,
    /// Learners met for the first time.
    pub new_people: usize,
    /// Statements that were recorded before, and that the source now says are void.
    pub withdrawn: Vec<Withdrawn>,
}

/// Why no plan could be made.
#[derive(Debug, thiserror::Error)]
pub enum PlanFault {
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record could not be written: a text from the file is not fit to be kept.
    #[error("{place} cannot be recorded: {fault}")]
    Entry {
        /// Which row.
        place: String,
        /// Why.
        fault: EntryFault,
    },
}

/// The batch that begins a log: leaf 0 alone.
///
/// # Errors
/// When the organisation's name is not fit to be recorded.
pub fn open_log(opened: Opened) -> Result<Batch, EntryFault> {
    let empty = Tree::default();
    let mut growing = Growing::from(&empty);
    growing.leaf(&Leaf::Opened(opened))?;
    Ok(growing.batch(Head { size: 0, root: empty.root() }))
}

/// The batch that says that a session is to be held: one open leaf.
///
/// # Errors
/// When it is not fit to be recorded.
pub fn schedule(tree: &Tree, session: SessionLeaf) -> Result<Batch, EntryFault> {
    let mut growing = Growing::from(tree);
    growing.leaf(&Leaf::Session(session))?;
    Ok(growing.batch(Head { size: tree.size(), root: tree.root() }))
}

/// Works out what importing these rows would append to the store. `tree` is the tree of its leaves.
///
/// # Errors
/// When the store cannot be read, or a row's texts are not fit to be recorded.
pub fn plan(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    intake: &Intake,
    facts: &Facts,
    chance: Chance<'_>,
) -> Result<Plan, PlanFault> {
    let mut sealing = Sealing::begin(store, tree, key, (facts, intake.system.clone()), Rows::Any)?;
    let taken = sealing.take(store, &intake.rows, chance, |parts| parts)?;
    let outside = Outside { refused: intake.refusals.len() as u64, others: intake.others };
    let withdrawn = told::withdrawn(store, key, &facts.course, &intake.voided)?;
    let Ended { mut batch, counts, new_people, .. } = sealing.end(outside)?;
    if let Some(batch) = &mut batch {
        batch.leaves.extend(taken.leaves);
        batch.parts.extend(taken.bodies.into_iter().flatten());
        batch.people = taken.people;
        batch.seen = taken.seen;
    }
    Ok(Plan { batch, counts, results: taken.results, new_people, withdrawn })
}

pub(super) fn entry(place: &str, fault: EntryFault) -> PlanFault {
    PlanFault::Entry { place: place.to_owned(), fault }
}

/// A batch of its own leaf alone: of what stands outside the vault.
pub(super) fn of_returns(
    tree: &Tree,
    source: &Source,
    rows: RowCounts,
    now: &str,
    chance: Chance<'_>,
) -> Result<Batch, EntryFault> {
    let mut growing = Growing::from(tree);
    let source = growing.part(Field::Source, canonical::write(source)?, chance);
    growing.leaf(&Leaf::Batch(BatchLeaf { recorded: now.to_owned(), rows, source, v: 1 }))?;
    Ok(growing.batch(Head { size: tree.size(), root: tree.root() }))
}

/// A log that grows by a batch.
pub(super) struct Growing {
    tree: Tree,
    leaves: Vec<StoredLeaf>,
    parts: Vec<VaultPart>,
}

impl Growing {
    pub(super) fn from(tree: &Tree) -> Self {
        Self { tree: tree.clone(), leaves: Vec::new(), parts: Vec::new() }
    }

    pub(super) fn leaf(&mut self, leaf: &Leaf) -> Result<(), EntryFault> {
        let bytes = leaf.write()?;
        let hash = leaf_hash(&bytes);
        self.leaves.push(StoredLeaf { index: self.tree.size(), bytes, hash });
        self.tree.push(hash);
        Ok(())
    }

    pub(super) fn sealed(
        &mut self,
        who: &PersonNumber,
        what: Vec<u8>,
        chance: Chance<'_>,
    ) -> Result<(), EntryFault> {
        let who = self.part(Field::Who, who.as_str().as_bytes().to_vec(), chance);
        let what = self.part(Field::What, what, chance);
        self.leaf(&Leaf::Sealed(Sealed { commit: [who, what], v: 1 }))
    }

    /// Puts a body of the next leaf into the vault, under a fresh salt.
    pub(super) fn part(&mut self, field: Field, body: Vec<u8>, chance: Chance<'_>) -> Commitment {
        let mut salt = [0; 32];
        chance(&mut salt);
        let commitment = Commitment::to(field, &salt, &body);
        self.parts.push(VaultPart { index: self.tree.size(), field, salt, body });
        commitment
    }

    pub(super) fn batch(self, expect: Head) -> Batch {
        let head = Head { size: self.tree.size(), root: self.tree.root() };
        let old = usize::try_from(expect.size / NODE_LEAVES).unwrap_or(usize::MAX);
        Batch {
            expect,
            head,
            nodes: self.tree.nodes().get(old..).unwrap_or_default().to_vec(),
            leaves: self.leaves,
            parts: self.parts,
            people: Vec::new(),
            seen: Vec::new(),
            returns: Vec::new(),
            released: Vec::new(),
        }
    }
}
