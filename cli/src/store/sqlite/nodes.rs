//! The roots of every full 256 leaves: kept in the transaction that appends the leaves, and believed only where they lead
//! to the head's root.

use bona_engine::evidence::{Batch, Leaf, Store as _, StoreError, StoredLeaf};
use bona_engine::log::{NODE_LEAVES, Tree};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::{SqliteStore, bytes, cannot, rows, signed, stored_leaf};

/// Keeps those that end in a batch.
pub(super) fn insert(transaction: &Connection, batch: &Batch) -> rusqlite::Result<()> {
    let mut statement = transaction.prepare_cached("INSERT INTO node (place, hash) VALUES (?1, ?2)")?;
    for (place, node) in (batch.expect.size / NODE_LEAVES..).zip(&batch.nodes) {
        statement.execute(params![signed(place), node.as_slice()])?;
    }
    Ok(())
}

/// Works all of them out from the hashes beside the leaves.
pub(super) fn build(transaction: &Connection) -> Result<(), StoreError> {
    let hashes = rows(transaction, "SELECT hash FROM leaf ORDER BY place", [], |row| {
        Ok(bytes(row.get(0)?, "the hash beside a leaf has not 32 bytes"))
    })?;
    let tree: Tree = hashes.into_iter().collect();
    let write = || {
        transaction.execute("DELETE FROM node", [])?;
        let mut statement = transaction.prepare_cached("INSERT INTO node (place, hash) VALUES (?1, ?2)")?;
        for (place, node) in (0_i64..).zip(tree.nodes()) {
            statement.execute(params![place, node.as_slice()])?;
        }
        Ok(())
    };
    write().map_err(cannot("write it"))
}

impl SqliteStore {
    /// Works the kept roots out anew; for a store in which they do not lead to the head's.
    pub(crate) fn build_nodes(&self) -> Result<(), StoreError> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT").map_err(cannot("read it"))?;
        }
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        let transaction = transaction.map_err(cannot("write it"))?;
        build(&transaction)?;
        transaction.commit().map_err(cannot("write it"))
    }

    /// The leaves that may change the log's key, by place.
    pub(crate) fn rotated(&self) -> Result<Vec<StoredLeaf>, StoreError> {
        // `"kind":"rotated"` in hex, as the index has it.
        self.open_leaves("AND instr(bytes, x'226b696e64223a22726f746174656422') > 0 ORDER BY place")
    }

    /// Some of the leaves that are not sealed, found by their index.
    fn open_leaves(&self, which: &str) -> Result<Vec<StoredLeaf>, StoreError> {
        let open = "substr(bytes, 1, 8) <> x'7b22636f6d6d6974'";
        let sql = format!("SELECT place, bytes, hash FROM leaf WHERE {open} {which}");
        rows(&self.connection, &sql, [], |row| Ok(stored_leaf(row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// When the newest leaf was recorded that says so. Times do not run backwards, but that leaf 0 of a log that goes on
    /// from another is newer than what was carried over.
    pub(crate) fn recorded(&self) -> Result<String, StoreError> {
        let newest = self.open_leaves("ORDER BY place DESC LIMIT 1")?;
        let first = self.leaves(0, 1)?;
        let times = newest.iter().chain(&first).filter_map(|leaf| {
            Leaf::read(&leaf.bytes).ok().and_then(|leaf| leaf.recorded().map(str::to_owned))
        });
        Ok(times.max().unwrap_or_default())
    }
}
