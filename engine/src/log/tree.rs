//! The Merkle tree of RFC 6962 over SHA-256: roots, inclusion and consistency proofs, and their checks.
//!
//! The tree keeps the root of every full subtree, so that a proof costs a logarithm of steps.
//! Its shape follows from the number of leaves alone. The makers and the checkers of proofs share no code:
//! the checks follow RFC 9162, section 2.1.3.2 and 2.1.4.2.

mod trunk;

use std::collections::BTreeMap;

use super::sha::digest;

pub use trunk::{Run, Trunk};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Level whose roots a store keeps, so that a tree can be gone on with without reading every leaf: 256 leaves each.
const NODE_LEVEL: u32 = 8;
/// Leaves under one kept root.
pub const NODE_LEAVES: u64 = 1 << NODE_LEVEL;

/// An append-only tree of leaf hashes.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    levels: Vec<Level>,
}

/// Leaves under kept roots, by the place of the root.
type Opened = BTreeMap<u64, Vec<Hash>>;

/// A tree of which some leaves that are not in memory are at hand, so that proofs about them can be made.
#[derive(Clone, Debug)]
pub struct Provable<'a> {
    tree: &'a Tree,
    opened: Opened,
}

/// The roots of the full subtrees of one size.
#[derive(Clone, Debug, Default)]
struct Level {
    /// How many are not in memory, from the first on: an even number.
    skipped: u64,
    /// On level `k`, `hashes[i]` is the root of the leaves from `(skipped + i) * 2^k` on.
    hashes: Vec<Hash>,
}

impl Level {
    fn len(&self) -> u64 {
        self.skipped + self.hashes.len() as u64
    }

    fn get(&self, place: u64) -> Option<&Hash> {
        self.hashes.get(usize::try_from(place.checked_sub(self.skipped)?).ok()?)
    }
}

/// The hash of a leaf: SHA-256 of 0x00 and the leaf's bytes (RFC 6962, section 2.1).
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    digest(&[&[0], leaf])
}

/// The root of a tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    digest(&[])
}

impl Tree {
    /// A tree of which only the upper part is in memory: the roots of its first leaves, 256 each, and the hashes of the
    /// leaves behind them. It can be gone on with; a proof or an older root that needs what is not there is `None`.
    #[must_use]
    pub fn of_nodes(nodes: &[Hash], behind: &[Hash]) -> Self {
        let level =
            |level: u32| Level { skipped: (nodes.len() as u64) << (NODE_LEVEL - level), hashes: Vec::new() };
        let mut tree = Self { levels: (0..NODE_LEVEL).map(level).collect() };
        nodes.iter().for_each(|node| tree.push_at(NODE_LEVEL as usize, *node));
        behind.iter().for_each(|leaf| tree.push(*leaf));
        tree
    }

    /// Adds a leaf by its hash (see [`leaf_hash`]).
    pub fn push(&mut self, leaf: Hash) {
        self.push_at(0, leaf);
    }

    fn push_at(&mut self, from: usize, node: Hash) {
        let mut hash = node;
        for level in from.. {
            if self.levels.len() == level {
                self.levels.push(Level::default());
            }
            self.levels[level].hashes.push(hash);
            match self.levels[level].hashes.as_slice() {
                [.., left, right] if self.levels[level].len().is_multiple_of(2) => {
                    hash = node_hash(left, right)
                }
                _ => return,
            }
        }
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, Level::len)
    }

    /// The hashes of all leaves that are in memory.
    #[must_use]
    pub fn hashes(&self) -> &[Hash] {
        self.levels.first().map_or(&[], |level| level.hashes.as_slice())
    }

    /// The roots of every full 256 leaves, in order.
    #[must_use]
    pub fn nodes(&self) -> &[Hash] {
        self.levels.get(NODE_LEVEL as usize).map_or(&[], |level| level.hashes.as_slice())
    }

    /// The root of all leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.root_at(self.size()).expect("what is not in memory lies under full subtrees that are")
    }

    /// The root that the tree had at a smaller size; `None` if it never was so large, or what it needs is not in memory.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        match size {
            0 => Some(empty_root()),
            _ if size <= self.size() => self.root_of(&Opened::new(), 0, size),
            _ => None,
        }
    }

    /// The proof that a leaf is in the tree of `size` leaves: siblings from the leaf up. `None` if it is not, or what that
    /// needs is not in memory.
    #[must_use]
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        self.inclusion_by(&Opened::new(), index, size)
    }

    /// The proof that the tree of `old` leaves is the beginning of the tree of `size` leaves.
    /// `None` if either never was, or what that needs is not in memory; empty if they are equal or `old` is 0.
    #[must_use]
    pub fn consistency(&self, old: u64, size: u64) -> Option<Vec<Hash>> {
        self.consistency_by(&Opened::new(), old, size)
    }

    fn inclusion_by(&self, opened: &Opened, index: u64, size: u64) -> Option<Vec<Hash>> {
        if size <= index || self.size() < size {
            return None;
        }
        let (mut from, mut to, mut proof) = (0, size, Vec::new());
        while 1 < to - from {
            let middle = from + split(to - from);
            if index < middle {
                proof.push(self.root_of(opened, middle, to)?);
                to = middle;
            } else {
                proof.push(self.root_of(opened, from, middle)?);
                from = middle;
            }
        }
        proof.reverse();
        Some(proof)
    }

    fn consistency_by(&self, opened: &Opened, old: u64, size: u64) -> Option<Vec<Hash>> {
        if size < old || self.size() < size {
            return None;
        }
        let (mut from, mut to, mut proof) = (0, size, Vec::new());
        while 0 < old && old < to {
            let middle = from + split(to - from);
            if old <= middle {
                proof.push(self.root_of(opened, middle, to)?);
                to = middle;
            } else {
                proof.push(self.root_of(opened, from, middle)?);
                from = middle;
            }
        }
        // Whoever checks knows the old root; a subtree that is not the whole old tree has to be named.
        if 0 < from {
            proof.push(self.root_of(opened, from, to)?);
        }
        proof.reverse();
        Some(proof)
    }

    /// The root of the leaves from `from` to before `to`, where `from` is where RFC 6962 would split.
    fn root_of(&self, opened: &Opened, from: u64, to: u64) -> Option<Hash> {
        let size = to - from;
        if size.is_power_of_two() {
            let kept = self.levels.get(size.trailing_zeros() as usize)?.get(from / size);
            return kept.copied().or_else(|| root_of_opened(opened, from, size));
        }
        let middle = from + split(size);
        Some(node_hash(&self.root_of(opened, from, middle)?, &self.root_of(opened, middle, to)?))
    }
}

impl<'a> Provable<'a> {
    /// Nothing is at hand yet but what the tree itself has in memory.
    #[must_use]
    pub fn of(tree: &'a Tree) -> Self {
        Self { tree, opened: Opened::new() }
    }

    /// Takes the 256 leaves under the kept root at a place; `false` if that is not the root of these, or there is none.
    #[must_use]
    pub fn open(&mut self, place: u64, leaves: &[Hash]) -> bool {
        let kept = self.tree.levels.get(NODE_LEVEL as usize).and_then(|level| level.get(place));
        let fits = kept.is_some() && run_root(leaves).as_ref() == kept;
        if fits {
            self.opened.insert(place, leaves.to_vec());
        }
        fits
    }

    /// As [`Tree::inclusion`].
    #[must_use]
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        self.tree.inclusion_by(&self.opened, index, size)
    }

    /// As [`Tree::consistency`].
    #[must_use]
    pub fn consistency(&self, old: u64, size: u64) -> Option<Vec<Hash>> {
        self.tree.consistency_by(&self.opened, old, size)
    }
}

/// The root of some of the leaves that are at hand: a power of two of them.
fn root_of_opened(opened: &Opened, from: u64, size: u64) -> Option<Hash> {
    let leaves = opened.get(&(from / NODE_LEAVES))?;
    let first = usize::try_from(from % NODE_LEAVES).ok()?;
    let last = first.checked_add(usize::try_from(size).ok()?)?;
    full_root(leaves.get(first..last)?)
}

impl FromIterator<Hash> for Tree {
    fn from_iter<T: IntoIterator<Item = Hash>>(leaves: T) -> Self {
        let mut tree = Self::default();
        leaves.into_iter().for_each(|leaf| tree.push(leaf));
        tree
    }
}

/// Says whether the leaf with this hash is leaf `index` of the tree of `size` leaves with this root.
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> bool {
    if size <= index {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            hash = node_hash(sibling, &hash);
            while place % 2 == 0 && 0 < place {
                (place, last) = (place / 2, last / 2);
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        (place, last) = (place / 2, last / 2);
    }
    last == 0 && hash == *root
}

/// Says whether the tree of `old` leaves with `old_root` is the beginning of the tree of `size` leaves with `root`.
/// From the empty tree only its true root and an empty proof are taken.
#[must_use]
pub fn verify_consistency(old: u64, old_root: &Hash, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    if size < old {
        return false;
    }
    if old == size {
        return proof.is_empty() && old_root == root;
    }
    if old == 0 {
        return proof.is_empty() && *old_root == empty_root();
    }
    let (first, rest) = match proof {
        _ if old.is_power_of_two() => (old_root, proof),
        [first, rest @ ..] => (first, rest),
        [] => return false,
    };
    let (mut place, mut last) = (old - 1, size - 1);
    while place % 2 == 1 {
        (place, last) = (place / 2, last / 2);
    }
    let (mut old_hash, mut hash) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if place % 2 == 1 || place == last {
            old_hash = node_hash(sibling, &old_hash);
            hash = node_hash(sibling, &hash);
            while place % 2 == 0 && 0 < place {
                (place, last) = (place / 2, last / 2);
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        (place, last) = (place / 2, last / 2);
    }
    last == 0 && old_hash == *old_root && hash == *root
}

/// The root of 256 leaves; `None` if there are fewer or more.
fn run_root(leaves: &[Hash]) -> Option<Hash> {
    if leaves.len() as u64 == NODE_LEAVES { full_root(leaves) } else { None }
}

/// The root of at most 256 leaves, a power of two of them, reckoned level by level in one piece of memory.
fn full_root(leaves: &[Hash]) -> Option<Hash> {
    let mut hashes = [[0; 32]; NODE_LEAVES as usize];
    let mut left = leaves.len();
    if !left.is_power_of_two() {
        return None;
    }
    hashes.get_mut(..left)?.copy_from_slice(leaves);
    while 1 < left {
        left /= 2;
        for place in 0..left {
            hashes[place] = node_hash(&hashes[2 * place], &hashes[2 * place + 1]);
        }
    }
    Some(hashes[0])
}

/// The hash of an inner node: SHA-256 of 0x01 and both children, so that no node can pass for a leaf.
fn node_hash(left: &Hash, right: &Hash) -> Hash {
    digest(&[&[1], left, right])
}

/// The largest power of two below `size`, which is at least 2 (RFC 6962, section 2.1).
fn split(size: u64) -> u64 {
    1 << (u64::BITS - 1 - (size - 1).leading_zeros())
}

#[cfg(test)]
mod tests;
