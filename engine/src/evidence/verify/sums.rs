//! Reckons what leaves show by themselves: their hashes, the roots over them, and whether bodies open what they commit to.
//!
//! That is all arithmetic of a verification, and nothing else: sealed leaves, which most are, meet no parser, and no leaf
//! asks for memory of its own. What the leaves mean, and in which order, is judged elsewhere.

use rayon::iter::{IndexedParallelIterator as _, ParallelIterator as _};
use rayon::slice::ParallelSlice as _;

use crate::evidence::canonical::EntryFault;
use crate::evidence::commit::{Commitment, Field};
use crate::evidence::record::{Leaf, Sealed};
use crate::evidence::vault::{StoredLeaf, VaultPart};
use crate::log::{NODE_LEAVES, Run, leaf_hash};

/// What a leaf's bytes are.
#[derive(Debug)]
pub(super) enum Said {
    Sealed(Sealed),
    Other(Box<Result<Leaf, EntryFault>>),
}

/// What a run of at most 256 leaves shows.
#[derive(Debug)]
pub struct Sums {
    /// Its hashes.
    pub(super) run: Run,
    /// What each leaf is.
    pub(super) said: Vec<Said>,
    /// Of each body, whether it opens what its leaf commits to.
    pub(super) opens: Vec<bool>,
}

impl Sums {
    /// Reckons a run. Bodies stand in the order of their leaves.
    pub(super) fn of(leaves: &[StoredLeaf], parts: &[VaultPart]) -> Self {
        let (mut hashes, mut said) = (Vec::with_capacity(leaves.len()), Vec::with_capacity(leaves.len()));
        let mut opens = Vec::with_capacity(parts.len());
        let mut parts = parts.iter().peekable();
        for leaf in leaves {
            hashes.push(leaf_hash(&leaf.bytes));
            let says = match Sealed::read(&leaf.bytes) {
                Some(sealed) => Said::Sealed(sealed),
                None => Said::Other(Box::new(Leaf::read(&leaf.bytes))),
            };
            let commits = says.commits();
            while let Some(part) = parts.next_if(|part| part.index <= leaf.index) {
                let wanted = commits.iter().flatten().find(|(field, _)| *field == part.field);
                let wanted = wanted.filter(|_| part.index == leaf.index);
                opens
                    .push(wanted.is_some_and(|(field, commit)| commit.opens(*field, &part.salt, &part.body)));
            }
            said.push(says);
        }
        Self { run: Run::of(hashes), said, opens }
    }

    /// How many bodies open what their leaves commit to.
    #[must_use]
    pub fn opened(&self) -> usize {
        self.opens.iter().filter(|opens| **opens).count()
    }

    /// The hashes of the leaves.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }
}

impl Said {
    /// What the leaf commits to; no leaf commits to more than two things.
    pub(super) fn commits(&self) -> [Option<(Field, Commitment)>; 2] {
        match self {
            Self::Sealed(Sealed { commit: [who, what], .. }) => {
                [Some((Field::Who, *who)), Some((Field::What, *what))]
            }
            Self::Other(leaf) => {
                let mut commits = leaf.iter().flat_map(Leaf::commitments);
                [commits.next(), commits.next()]
            }
        }
    }
}

/// Reckons leaves and their bodies, 256 at a time side by side. Both stand in the order of the log, and the first leaf
/// stands where a run of 256 begins.
#[must_use]
pub fn sums(leaves: &[StoredLeaf], parts: &[VaultPart]) -> Vec<Sums> {
    each_run(leaves, parts, Sums::of)
}

/// Does something with each run of 256 leaves and its bodies, side by side; gives what comes of it in order.
pub(super) fn each_run<T: Send>(
    leaves: &[StoredLeaf],
    parts: &[VaultPart],
    work: impl Fn(&[StoredLeaf], &[VaultPart]) -> T + Sync,
) -> Vec<T> {
    let behind = |leaf: Option<&StoredLeaf>| {
        leaf.map_or(0, |leaf| parts.partition_point(|part| part.index <= leaf.index))
    };
    let runs = leaves.par_chunks(NODE_LEAVES as usize).enumerate();
    let one = |(number, run): (usize, &[StoredLeaf])| {
        let before = (number * NODE_LEAVES as usize).checked_sub(1).and_then(|place| leaves.get(place));
        let from = behind(before);
        work(run, parts.get(from..behind(run.last())).unwrap_or_default())
    };
    runs.map(one).collect()
}
