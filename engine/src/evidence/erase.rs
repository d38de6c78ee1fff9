//! Erasure: what goes when a person is erased, and the notices that say so in the log.
//!
//! Bodies and salts of all their leaves go, and with them name, pseudonyms and the digests of their rows. The
//! leaves stay: nobody can open them any more. A batch of which no row is left loses the digest of its file too,
//! since a file of one row could be guessed. What stays is a keyed digest by which an import knows not to
//! bring them back.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::append::{Growing, Met, PlanFault};
use super::canonical::{self, EntryFault};
use super::commit::Field;
use super::learner::{PersonNumber, PseudonymKey, Suppressed};
use super::record::{Erased, Leaf};
use super::same::SamePerson;
use super::vault::{Batch, Chance, Head, Person, Store, StoreError, VaultPart};
use crate::log::Tree;

/// Leaves that one notice names; more become a further notice, since a leaf has at most 65,535 bytes.
pub(super) const NOTICE_MAX: usize = 4_000;
/// Leaves whose bodies are read at once.
pub(super) const STEP: u64 = 4_096;

/// Why an erasure is lawful, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The person asked for it (UK GDPR, Article 17).
    Art17,
    /// The time for which it may be kept is over.
    Retention,
    /// It stood on consent alone, which was withdrawn.
    Consent,
}

impl Basis {
    /// As it is typed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Art17 => "art17",
            Self::Retention => "retention",
            Self::Consent => "consent",
        }
    }

    /// By its word; `None` if it is none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Art17, Self::Retention, Self::Consent].into_iter().find(|basis| basis.name() == word)
    }
}

/// On what an erasure rests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Why it is lawful.
    pub basis: Basis,
    /// Who decided, by name; only a person number goes into the record.
    pub decided_by: String,
    /// The time, UTC.
    pub now: String,
}

/// Who decided on an erasure: the body of `decision`. It does not say about whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Who decided.
    pub by: PersonNumber,
    /// Always `erasure`.
    pub kind: DecisionKind,
    /// Form of the body: 1.
    pub v: u8,
}

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// An erasure.
    Erasure,
}

impl Decision {
    /// Reads a body of `decision`.
    ///
    /// # Errors
    /// When the bytes are not canonical, or of a newer form.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryFault> {
        let body: Self = canonical::read(bytes)?;
        if body.v == 1 {
            Ok(body)
        } else {
            Err(EntryFault::Form("its form is newer than this program".into()))
        }
    }
}

/// What a store removes along with an erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Whose names and pseudonyms; one person, but where erasures of old are done again.
    pub people: Vec<PersonNumber>,
    /// The leaves that lose salts and bodies, and the digests of their rows; ascending.
    pub leaves: Vec<u64>,
    /// By what an import knows not to bring the person back.
    pub suppress: Vec<Suppressed>,
    /// Who loses a name that was changed since, and nothing else.
    pub names: Vec<PersonNumber>,
}

/// What erasing a person would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The notices; nothing of a person stands in them.
    pub notices: Batch,
    /// What goes.
    pub gone: Gone,
    /// Of the leaves that go, those that are records of the person.
    pub records: Vec<u64>,
    /// And those that are batches of which no row is left.
    pub batches: Vec<u64>,
}

/// Works out what erasing a person appends and removes. `tree` is the tree of the store's leaves.
///
/// # Errors
/// When the store cannot be read.
pub fn erase(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    person: &Person,
    why: &Why,
    chance: Chance<'_>,
) -> Result<Erasure, PlanFault> {
    let numbers: BTreeSet<&PersonNumber> = person.numbers().collect();
    let (records, batches) = held(store, tree.size(), &numbers)?;
    let mut leaves = [records.clone(), batches.clone()].concat();
    leaves.sort_unstable();
    let notices = notices(store, tree, key, (&leaves, &numbers), why, chance)?;
    let suppress = person.learners.iter().map(|learner| key.suppression(learner)).collect();
    let gone = Gone { people: person.numbers().cloned().collect(), leaves, suppress, names: Vec::new() };
    Ok(Erasure { notices, gone, records, batches })
}

/// Works out what erasing the bodies of one leaf alone appends and removes: whoever it is about stays, and what else is kept
/// of them. Whether the leaf may go is the caller's to know.
///
/// # Errors
/// When the store cannot be read.
pub fn erase_leaf(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    leaf: u64,
    why: &Why,
    chance: Chance<'_>,
) -> Result<Erasure, PlanFault> {
    let notices = notices(store, tree, key, (&[leaf], &BTreeSet::new()), why, chance)?;
    let gone = Gone { people: Vec::new(), leaves: vec![leaf], suppress: Vec::new(), names: Vec::new() };
    Ok(Erasure { notices, gone, records: vec![leaf], batches: Vec::new() })
}

/// The notices that some leaves go. Whoever goes along decides nothing.
fn notices(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    (leaves, people): (&[u64], &BTreeSet<&PersonNumber>),
    why: &Why,
    chance: Chance<'_>,
) -> Result<Batch, PlanFault> {
    let entry = |fault| PlanFault::Entry { place: "the notice of erasure".to_owned(), fault };
    let mut met = Met::new(store, key);
    let by = met.stater(&why.decided_by, chance)?.filter(|by| !people.contains(by));
    let mut growing = Growing::from(tree);
    // Somebody of whom no record is kept is erased too: the notice says so with no leaf.
    let named: Vec<&[u64]> = if leaves.is_empty() { vec![&[]] } else { leaves.chunks(NOTICE_MAX).collect() };
    for index in named {
        let decision = match &by {
            None => None,
            Some(by) => {
                let body = Decision { by: by.clone(), kind: DecisionKind::Erasure, v: 1 };
                Some(growing.part(Field::Decision, canonical::write(&body).map_err(entry)?, chance))
            }
        };
        let notice = Erased {
            basis: why.basis.name().to_owned(),
            decision,
            index: index.to_vec(),
            recorded: why.now.clone(),
            v: 1,
        };
        growing.leaf(&Leaf::Erased(notice)).map_err(entry)?;
    }
    let mut notices = growing.batch(Head { size: tree.size(), root: tree.root() });
    notices.people = met.new_people();
    Ok(notices)
}

/// The leaves of a person, and the batches of which no other row is left.
fn held(
    store: &dyn Store,
    size: u64,
    numbers: &BTreeSet<&PersonNumber>,
) -> Result<(Vec<u64>, Vec<u64>), StoreError> {
    let (mut records, mut batches) = (Vec::new(), Vec::new());
    let mut batch = Open::default();
    let mut from = 0;
    while from < size {
        let to = size.min(from + STEP);
        let mut bodies = store.parts(from, to)?.whole()?.into_iter().peekable();
        for leaf in store.leaves(from, to - from)? {
            let mut parts = Vec::new();
            while let Some(part) = bodies.next_if(|part| part.index <= leaf.index) {
                parts.push(part);
            }
            let theirs = parts.iter().any(|part| names(part, numbers));
            match Leaf::read(&leaf.bytes) {
                Ok(Leaf::Sealed(_)) if theirs => {
                    records.push(leaf.index);
                    batch.theirs |= leaf.index <= batch.last;
                }
                // What follows the rows of a batch, such as a waiver, is none of them.
                Ok(Leaf::Sealed(_)) => batch.others |= !parts.is_empty() && leaf.index <= batch.last,
                Ok(Leaf::Batch(opened)) => {
                    batches.extend(batch.emptied());
                    let source = parts.iter().any(|part| part.field == Field::Source);
                    let last = leaf.index + opened.rows.recorded;
                    batch = Open { leaf: source.then_some(leaf.index), last, ..Open::default() };
                }
                _ => {}
            }
        }
        from = to;
    }
    batches.extend(batch.emptied());
    Ok((records, batches))
}

/// Whether a body says that its leaf is about one of these numbers.
fn names(part: &VaultPart, numbers: &BTreeSet<&PersonNumber>) -> bool {
    match part.field {
        Field::Who => numbers.iter().any(|number| part.body == number.as_str().as_bytes()),
        // Whoever was held to be somebody else is named there too.
        Field::What if SamePerson::is(&part.body) => {
            SamePerson::read(&part.body).is_ok_and(|said| numbers.contains(&said.with))
        }
        _ => false,
    }
}

/// The batch whose rows are being looked at.
#[derive(Default)]
struct Open {
    /// Its leaf, while it has a body.
    leaf: Option<u64>,
    /// The leaf of its last row.
    last: u64,
    theirs: bool,
    others: bool,
}

impl Open {
    fn emptied(&self) -> Option<u64> {
        self.leaf.filter(|_| self.theirs && !self.others)
    }
}
