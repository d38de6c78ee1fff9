//! A tree that is built to be judged: it lets its leaves go, and keeps the roots at the sizes that were asked for beforehand.
//!
//! Of a log of 5 million leaves that takes one megabyte, where all hashes would take 320.

use super::{Hash, NODE_LEAVES, NODE_LEVEL, Tree, empty_root, run_root};

/// What is left of a tree: the root of every full 256 leaves, the hashes of the leaves behind the last of them, and some
/// earlier roots.
#[derive(Clone, Debug)]
pub struct Trunk {
    tree: Tree,
    /// Sizes whose roots are wanted, descending, so that the next one stands last.
    asked: Vec<u64>,
    /// Those that were passed, by size.
    passed: Vec<(u64, Hash)>,
}

/// Some leaves, by their hashes, and the root of their tree where they are 256: runs are reckoned side by side.
#[derive(Clone, Debug)]
pub struct Run {
    hashes: Vec<Hash>,
    root: Option<Hash>,
}

impl Run {
    /// Reckons the root.
    #[must_use]
    pub fn of(hashes: Vec<Hash>) -> Self {
        Self { root: run_root(&hashes), hashes }
    }

    /// The hashes of its leaves.
    #[must_use]
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }
}

impl Trunk {
    /// A tree without leaves, whose roots at these sizes will be asked for.
    #[must_use]
    pub fn new(asked: impl IntoIterator<Item = u64>) -> Self {
        let mut asked: Vec<u64> = asked.into_iter().filter(|size| 0 < *size).collect();
        asked.sort_unstable();
        asked.dedup();
        asked.reverse();
        Self { tree: Tree::of_nodes(&[], &[]), asked, passed: Vec::new() }
    }

    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The root of all leaves.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.tree.root()
    }

    /// The root at a size that was asked for, or at the present one; `None` if it never was so large, or nobody asked.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        match self.passed.binary_search_by_key(&size, |(passed, _)| *passed) {
            _ if size == 0 => Some(empty_root()),
            _ if size == self.size() => Some(self.root()),
            Ok(place) => Some(self.passed[place].1),
            Err(_) => None,
        }
    }

    /// Adds a leaf by its hash.
    pub fn push(&mut self, leaf: Hash) {
        self.tree.push(leaf);
        if self.size().is_multiple_of(NODE_LEAVES) {
            self.tree.let_go();
        }
        self.pass();
    }

    /// Adds the leaves of a run. Where they stand under one node, and nobody asked for a size among them, its root is taken
    /// as it was reckoned.
    pub fn push_run(&mut self, run: &Run) {
        let end = self.size() + NODE_LEAVES;
        let among = self.asked.last().is_some_and(|asked| *asked < end);
        match run.root {
            Some(root) if self.size().is_multiple_of(NODE_LEAVES) && !among => {
                self.tree.push_node(root);
                self.pass();
            }
            _ => run.hashes.iter().for_each(|hash| self.push(*hash)),
        }
    }

    /// The whole of its upper part: with the leaves of a node [at hand](super::Provable), proofs are made of it.
    #[must_use]
    pub fn crown(&self) -> &Tree {
        &self.tree
    }

    /// Keeps the present root, if it was asked for.
    fn pass(&mut self) {
        let size = self.size();
        if self.asked.pop_if(|asked| *asked <= size).is_some() {
            self.passed.push((size, self.root()));
        }
    }
}

impl Tree {
    /// Adds 256 leaves by the root of their tree; the leaves below are not in memory then.
    fn push_node(&mut self, node: Hash) {
        for (below, level) in (0..NODE_LEVEL).zip(&mut self.levels) {
            level.skipped += NODE_LEAVES >> below;
        }
        self.push_at(NODE_LEVEL as usize, node);
    }

    /// Lets the leaves of full nodes go; all that are in memory must be of such.
    fn let_go(&mut self) {
        for level in self.levels.iter_mut().take(NODE_LEVEL as usize) {
            level.skipped += level.hashes.len() as u64;
            level.hashes.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Run, Trunk};
    use crate::log::tree::{NODE_LEAVES, Provable, leaf_hash};
    use crate::log::{Hash, Tree, verify_inclusion};

    fn hashes(count: u64) -> Vec<Hash> {
        (0..count).map(|index| leaf_hash(&index.to_be_bytes())).collect()
    }

    #[test]
    fn it_has_the_roots_that_were_asked_for_and_those_alone() {
        let hashes = hashes(1_500);
        let whole: Tree = hashes.iter().copied().collect();
        let asked = [1, 2, 255, 256, 257, 511, 512, 700, 1_024, 1_499, 1_500, 2_000];
        for runs in [false, true] {
            let mut trunk = Trunk::new(asked);
            if runs {
                hashes.chunks(256).for_each(|run| trunk.push_run(&Run::of(run.to_vec())));
            } else {
                hashes.iter().for_each(|hash| trunk.push(*hash));
            }
            assert_eq!((trunk.size(), trunk.root()), (1_500, whole.root()));
            assert_eq!(trunk.crown().nodes(), whole.nodes());
            for size in asked {
                assert_eq!(trunk.root_at(size), whole.root_at(size), "{size}, {runs}");
            }
            assert_eq!((trunk.root_at(0), trunk.root_at(1_000)), (whole.root_at(0), None));
            assert!(trunk.crown().hashes().len() < NODE_LEAVES as usize, "the leaves were let go");
        }
    }

    #[test]
    fn with_the_leaves_of_one_node_opened_it_proves_what_the_whole_tree_proves() {
        let hashes = hashes(1_500);
        let whole: Tree = hashes.iter().copied().collect();
        let mut trunk = Trunk::new([]);
        hashes.chunks(256).for_each(|run| trunk.push_run(&Run::of(run.to_vec())));
        for (index, size) in [(0, 1_500), (3, 1_500), (700, 1_500), (700, 1_024), (1_400, 1_500), (700, 701)]
        {
            let mut tree = Provable::of(trunk.crown());
            let place = index / NODE_LEAVES;
            let run = &hashes[(place * 256) as usize..hashes.len().min((place * 256 + 256) as usize)];
            let full = run.len() == 256;
            assert_eq!(tree.inclusion(index, size), whole.inclusion(index, size).filter(|_| !full));
            assert_eq!(tree.open(place, run), full, "only a full node is kept");
            assert!(!tree.open(place + 1, run), "they stand under another node");
            let proof = tree.inclusion(index, size).expect("its leaves are known");
            assert_eq!(Some(&proof), whole.inclusion(index, size).as_ref(), "{index} in {size}");
            let root = whole.root_at(size).expect("it was");
            assert!(verify_inclusion(&hashes[index as usize], index, size, &proof, &root));
        }
    }
}
