//! What a store must do: keep leaves for ever, keep bodies until they are erased, and append both at once.
//!
//! The trait is small on purpose: everything else (matrix, statistics, packs) is worked out from the log and
//! the vault. A store holds bytes and believes nothing of them; `verify` does. Append is optimistic: a batch
//! names the head that it was made for, and a store whose head has moved refuses it.

use super::commit::{Field, Salt};
use super::erase::Gone;
use super::learner::{LearnerKey, PersonNumber, RowDigest, Suppressed};
use super::returns::{ReturnsOf, StoredReturn};
use crate::log::{Hash, NODE_LEAVES, Tree};

/// Where unguessable bytes come from; the caller's, since chance is not ours to have.
pub type Chance<'a> = &'a mut dyn FnMut(&mut [u8]);

/// How large the log is, and its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of leaves.
    pub size: u64,
    /// Root of the tree of that many leaves.
    pub root: Hash,
}

/// A leaf as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLeaf {
    /// Its place.
    pub index: u64,
    /// Its bytes, at most 65,535.
    pub bytes: Vec<u8>,
    /// Its hash, kept beside it: tells which leaf was changed, where the root tells only that one was.
    pub hash: Hash,
}

/// A body in the vault, with what opens its commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VaultPart {
    /// The leaf that commits to it.
    pub index: u64,
    /// Which of its commitments.
    pub field: Field,
    /// The salt.
    pub salt: Salt,
    /// The body.
    pub body: Vec<u8>,
}

/// What the vault holds of some leaves. A store may keep it sealed; then it opens what it gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The bodies, by place and field.
    pub open: Vec<VaultPart>,
    /// The leaves of which something is kept that cannot be opened, ascending: it was changed, or the key is another.
    pub shut: Vec<u64>,
}

impl Parts {
    /// The bodies, where all of them can be read.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], naming the first leaf whose bodies cannot be opened.
    pub fn whole(self) -> Result<Vec<VaultPart>, StoreError> {
        match self.shut.first() {
            None => Ok(self.open),
            Some(leaf) => Err(StoreError::Damaged(format!("what is sealed of leaf {leaf} cannot be opened"))),
        }
    }

    /// Whether nothing is kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.shut.is_empty()
    }
}

/// Somebody, as the vault knows them. No leaf says any of this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The number to which `who` commits.
    pub number: PersonNumber,
    /// Their name, if it is known.
    pub name: Option<String>,
    /// The pseudonyms of what LMSs call them.
    pub learners: Vec<LearnerKey>,
    /// Further numbers of theirs, as they stand in the store, each with its own name; a log says that they are one
    /// person's. Their pseudonyms are among those above. A store gives none.
    pub also: Vec<Person>,
}

impl Person {
    /// All their numbers, the one that is gone on with first.
    pub fn numbers(&self) -> impl Iterator<Item = &PersonNumber> {
        std::iter::once(&self.number).chain(self.also.iter().map(|other| &other.number))
    }

    /// All names that are kept of them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.name.as_deref().into_iter().chain(self.also.iter().filter_map(|other| other.name.as_deref()))
    }

    /// Takes in another number of theirs. Its name counts where there is none yet.
    pub(super) fn join(&mut self, other: Self) {
        self.learners.extend(other.learners.iter().cloned());
        self.learners.sort();
        if self.name.is_none() {
            self.name.clone_from(&other.name);
        }
        self.also.push(other);
    }
}

/// Somebody met for the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    /// Their new number.
    pub number: PersonNumber,
    /// Their name, if the source gives one and it is to be kept.
    pub name: Option<String>,
    /// The pseudonym under which they will be known again.
    pub learner: LearnerKey,
}

/// A checkpoint as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCheckpoint {
    /// The size under which it is kept.
    pub size: u64,
    /// The signed note.
    pub text: String,
}

/// All that one append writes, whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The head for which it was made.
    pub expect: Head,
    /// The head afterwards.
    pub head: Head,
    /// Roots of the full 256 leaves that end in this batch, from place `expect.size / 256` on.
    pub nodes: Vec<Hash>,
    /// New leaves, from `expect.size` on.
    pub leaves: Vec<StoredLeaf>,
    /// Their bodies.
    pub parts: Vec<VaultPart>,
    /// People met for the first time.
    pub people: Vec<NewPerson>,
    /// Rows that will be known again, each with the leaf that it became.
    pub seen: Vec<(u64, RowDigest)>,
    /// Answer codes, held back at first.
    pub returns: Vec<StoredReturn>,
    /// Of what all held codes are released, these among them.
    pub released: Vec<ReturnsOf>,
}

/// Why a store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else appended in the meantime: read again and make the batch anew.
    #[error("the store was written to in the meantime")]
    Moved,
    /// It is not a store that this program can use, or not one that may be used so; the text says what to do.
    #[error("{0}")]
    Refused(String),
    /// What was read is not of the form that a store keeps: examine it with `bona evidence verify`.
    #[error("the store holds something that cannot be read: {0}")]
    Damaged(String),
    /// The disk, the database or another program prevents it.
    #[error("{what}")]
    World {
        /// What was being done.
        what: String,
        /// What the system or the database said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The tree of a store's first `size` leaves, as far as it takes to go on with it: read are the kept roots, and the hashes
/// of the leaves behind the last of them.
///
/// # Errors
/// When the store cannot be read.
pub fn crown(store: &dyn Store, nodes: &[Hash], size: u64) -> Result<Tree, StoreError> {
    let full = (size / NODE_LEAVES).min(nodes.len() as u64);
    let behind = store.leaves(full * NODE_LEAVES, size - full * NODE_LEAVES)?;
    let behind: Vec<Hash> = behind.iter().map(|leaf| leaf.hash).collect();
    Ok(Tree::of_nodes(&nodes[..usize::try_from(full).unwrap_or(nodes.len())], &behind))
}

/// What opens some bodies, once it is called, on whichever thread.
pub type Opening<'a> = Box<dyn FnOnce() -> Parts + Send + 'a>;

/// Keeps a log and its vault.
pub trait Store {
    /// How large the log is.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn head(&self) -> Result<Head, StoreError>;

    /// At most `count` leaves from `from` on, by place. Fewer mean that there are no more.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn leaves(&self, from: u64, count: u64) -> Result<Vec<StoredLeaf>, StoreError>;

    /// The roots of every full 256 leaves, in order (see [`Tree::of_nodes`]). They are worked out from the leaves, and
    /// believed only where they lead to the head's root.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn nodes(&self) -> Result<Vec<Hash>, StoreError>;

    /// The bodies of the leaves from `from` to before `to`.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn parts(&self, from: u64, to: u64) -> Result<Parts, StoreError>;

    /// The same bodies, read now and opened later: a store that keeps them sealed leaves that to whoever calls.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn opening(&self, from: u64, to: u64) -> Result<Opening<'_>, StoreError> {
        let parts = self.parts(from, to)?;
        Ok(Box::new(move || parts))
    }

    /// All checkpoints, by size.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn checkpoints(&self) -> Result<Vec<StoredCheckpoint>, StoreError>;

    /// The number of the person with this pseudonym.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn person(&self, learner: &LearnerKey) -> Result<Option<PersonNumber>, StoreError>;

    /// Whether anybody is known at all.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn knows_anybody(&self) -> Result<bool, StoreError>;

    /// The name that is kept of the person with this pseudonym.
    ///
    /// # Errors
    /// When the store cannot be read, or the name cannot be opened.
    fn name(&self, learner: &LearnerKey) -> Result<Option<String>, StoreError>;

    /// Everybody, by number.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn people(&self) -> Result<Vec<Person>, StoreError>;

    /// Which of these rows were recorded before, in their order.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn seen(&self, rows: &[RowDigest]) -> Result<Vec<bool>, StoreError>;

    /// The leaf that a row became; `None` if it was not recorded, or by a release that did not keep which.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn seen_as(&self, row: &RowDigest) -> Result<Option<u64>, StoreError>;

    /// Every answer code, sorted.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn returns(&self) -> Result<Vec<StoredReturn>, StoreError>;

    /// Appends a batch, whole or not at all, and outliving a power cut once it returns.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the head is not the one that the batch was made for.
    fn append(&mut self, batch: &Batch) -> Result<(), StoreError>;

    /// Whether nothing may be recorded of this learner again.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn suppressed(&self, learner: &Suppressed) -> Result<bool, StoreError>;

    /// All that [`Store::suppressed`] knows, sorted.
    ///
    /// # Errors
    /// When the store cannot be read.
    fn suppressions(&self) -> Result<Vec<Suppressed>, StoreError>;

    /// Appends the notices of an erasure, if there are any, and removes what goes, whole or not at all. `before` is
    /// called when all is done and nothing is final yet; if it fails, nothing has happened. What was removed may
    /// stand in parts of the file that are no longer used until [`Store::scrub`] returns.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the head is not the one that the batch was made for; the error of `before`.
    fn erase(
        &mut self,
        notices: Option<&Batch>,
        gone: &Gone,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Gives a person another name, under each of these numbers of theirs. The log does not know names, so it says nothing
    /// of it. `before` is called as for [`Store::erase`].
    ///
    /// # Errors
    /// When the store cannot be written, or there is nobody with that number; the error of `before`.
    fn rename(
        &mut self,
        people: &[PersonNumber],
        name: &str,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;

    /// Makes sure that nothing that was removed stands anywhere in the store's files.
    ///
    /// # Errors
    /// When the store cannot be written, or another program has it open.
    fn scrub(&mut self) -> Result<(), StoreError>;

    /// Keeps a checkpoint of the present size.
    ///
    /// # Errors
    /// When the store cannot be written.
    fn keep_checkpoint(&mut self, checkpoint: &StoredCheckpoint) -> Result<(), StoreError>;
}
