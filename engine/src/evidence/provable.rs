//! Proofs from what a verified log keeps of its tree: the roots of every 256 leaves, and of the leaves those alone that a proof
//! is about. So a proof reads at most a few times 256 leaves, however many there are.

use super::vault::{Store, StoreError};
use crate::log::{Hash, NODE_LEAVES, Provable, Trunk, leaf_hash};

/// The tree of a verified log, with which proofs about some places and sizes can be made. The leaves around them are read
/// and hashed again, and must lead to the roots that were verified.
///
/// # Errors
/// When the store cannot be read, or its leaves are others than those that were verified.
pub fn provable<'a>(store: &dyn Store, trunk: &'a Trunk, places: &[u64]) -> Result<Provable<'a>, StoreError> {
    let mut tree = Provable::of(trunk.crown());
    for node in places.iter().map(|place| place / NODE_LEAVES) {
        let from = node * NODE_LEAVES;
        // What stands behind the last full node is in memory.
        if trunk.size() < from.saturating_add(NODE_LEAVES) {
            continue;
        }
        let leaves = store.leaves(from, NODE_LEAVES)?;
        let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(&leaf.bytes)).collect();
        if !tree.open(node, &hashes) {
            let last = from + NODE_LEAVES - 1;
            return Err(StoreError::Damaged(format!(
                "the leaves {from} to {last} are others than those that were verified"
            )));
        }
    }
    Ok(tree)
}
