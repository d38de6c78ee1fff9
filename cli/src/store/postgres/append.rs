//! What an append writes, at once or in pieces: in one transaction, under the lock of the head's row, so that all of it is in
//! the store or nothing, and nobody else writes meanwhile.

use std::sync::Arc;

use bona_engine::evidence::{
    Batch, Head, NewPerson, RowDigest, Store, StoreError, StoredCheckpoint, StoredLeaf,
};
use bona_engine::log::NODE_LEAVES;

use super::PostgresStore;
use super::link::Link;
use super::reseal::sealing;
use crate::store::common::{refused, signed};
use crate::store::seal::Seal;
use crate::store::{Boxed, lid};

/// Rows that one statement puts in.
pub(super) const AT_ONCE: usize = 1_024;

/// A transaction that is open until it is kept. Dropped, it leaves nothing.
pub(crate) struct Appending<'s> {
    store: &'s mut PostgresStore,
    open: bool,
}

impl PostgresStore {
    /// Begins an append behind this head.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the head is another by now.
    pub(crate) fn appending(&mut self, expect: Head) -> Result<Appending<'_>, StoreError> {
        self.lid.seal()?;
        let head = self.link.get_mut().begin()?;
        let appending = Appending { store: self, open: true };
        if head != expect {
            return Err(StoreError::Moved);
        }
        sealing(appending.store.link.get_mut(), &appending.store.lid)?;
        Ok(appending)
    }
}

impl Appending<'_> {
    /// What seals bodies.
    pub(crate) fn seal(&self) -> Result<Arc<Seal>, StoreError> {
        self.store.lid.seal().cloned()
    }

    /// The store with what was written so far.
    pub(crate) fn store(&self) -> &dyn Store {
        self.store
    }

    /// A second look at the store as it was before.
    pub(crate) fn beside(&self) -> Result<PostgresStore, StoreError> {
        self.store.beside()
    }

    /// Writes some leaves, and whoever was met in them.
    pub(crate) fn put(&mut self, boxed: Boxed) -> Result<(), StoreError> {
        let Boxed { leaves, boxes, people, seen } = boxed;
        let seal = self.seal()?;
        let link = self.store.link.get_mut();
        insert_leaves(link, &leaves)?;
        keep(link, boxes)?;
        insert_people(link, &seal, &people)?;
        insert_seen(link, &seen)
    }

    /// The same.
    pub(crate) fn put_at_once(&mut self, boxed: Boxed) -> Result<(), StoreError> {
        self.put(boxed)
    }

    /// Writes the batch's own leaf and the checkpoint of the new head, and keeps all that was written.
    pub(crate) fn keep(mut self, batch: &Batch, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        self.add(batch, checkpoint)?;
        self.commit()
    }

    /// Writes the batch's own leaf and the checkpoint of the new head; another batch may follow before all are kept.
    pub(crate) fn add(&mut self, batch: &Batch, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        let seal = self.seal()?;
        let link = self.store.link.get_mut();
        insert(link, &seal, batch)?;
        insert_checkpoint(link, checkpoint)
    }

    /// Keeps all that was written.
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.store.link.get_mut().commit()?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Appending<'_> {
    fn drop(&mut self) {
        if self.open {
            self.store.link.get_mut().roll_back();
        }
    }
}

/// Writes a batch; the head's row is locked, and is the one that the batch was made for.
pub(super) fn insert(link: &mut Link, seal: &Seal, batch: &Batch) -> Result<(), StoreError> {
    insert_leaves(link, &batch.leaves)?;
    keep(link, lid::sealed(seal, &batch.parts))?;
    insert_nodes(link, batch)?;
    insert_people(link, seal, &batch.people)?;
    insert_seen(link, &batch.seen)?;
    insert_returns(link, batch)?;
    let (size, root) = (signed(batch.head.size), batch.head.root.as_slice());
    match link.run("UPDATE head SET size = $1, root = $2 WHERE id = 1", &[&size, &root])? {
        1 => Ok(()),
        _ => Err(refused("its head is missing")),
    }
}

/// Keeps a checkpoint; keeping it twice is no fault.
pub(super) fn insert_checkpoint(link: &mut Link, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
    let sql = "INSERT INTO checkpoint (size, note) VALUES ($1, $2) ON CONFLICT (size) DO NOTHING";
    link.run(sql, &[&signed(checkpoint.size), &checkpoint.text]).map(drop)
}

fn insert_leaves(link: &mut Link, leaves: &[StoredLeaf]) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO leaf (place, bytes, hash) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[])";
    for some in leaves.chunks(AT_ONCE) {
        let places: Vec<i64> = some.iter().map(|leaf| signed(leaf.index)).collect();
        let bytes: Vec<&[u8]> = some.iter().map(|leaf| leaf.bytes.as_slice()).collect();
        let hashes: Vec<&[u8]> = some.iter().map(|leaf| leaf.hash.as_slice()).collect();
        link.run(sql, &[&places, &bytes, &hashes])?;
    }
    Ok(())
}

/// Puts boxes into the vault.
pub(super) fn keep(link: &mut Link, boxes: Vec<(u64, Vec<u8>)>) -> Result<(), StoreError> {
    let sql = "INSERT INTO vault (leaf, parts) SELECT * FROM unnest($1::bigint[], $2::bytea[])";
    for some in boxes.chunks(AT_ONCE) {
        let leaves: Vec<i64> = some.iter().map(|(leaf, _)| signed(*leaf)).collect();
        let parts: Vec<&[u8]> = some.iter().map(|(_, parts)| parts.as_slice()).collect();
        link.run(sql, &[&leaves, &parts])?;
    }
    Ok(())
}

/// Keeps the roots of the full 256 leaves that end in a batch.
fn insert_nodes(link: &mut Link, batch: &Batch) -> Result<(), StoreError> {
    let sql = "INSERT INTO node (place, hash) SELECT * FROM unnest($1::bigint[], $2::bytea[])";
    let first = batch.expect.size / NODE_LEAVES;
    let places: Vec<i64> = (first..).zip(&batch.nodes).map(|(place, _)| signed(place)).collect();
    let hashes: Vec<&[u8]> = batch.nodes.iter().map(<[u8; 32]>::as_slice).collect();
    if places.is_empty() { Ok(()) } else { link.run(sql, &[&places, &hashes]).map(drop) }
}

fn insert_people(link: &mut Link, seal: &Seal, people: &[NewPerson]) -> Result<(), StoreError> {
    for some in people.chunks(AT_ONCE) {
        let numbers: Vec<&str> = some.iter().map(|new| new.number.as_str()).collect();
        let name = |new: &NewPerson| new.name.as_ref().map(|name| lid::name(seal, new.number.as_str(), name));
        let names: Vec<Option<Vec<u8>>> = some.iter().map(name).collect();
        let sql = "INSERT INTO person (number, name) SELECT * FROM unnest($1::text[], $2::bytea[])";
        link.run(sql, &[&numbers, &names])?;
        let keys: Vec<&str> = some.iter().map(|new| new.learner.as_str()).collect();
        let sql = "INSERT INTO learner (key, person) SELECT * FROM unnest($1::text[], $2::text[])";
        link.run(sql, &[&keys, &numbers])?;
    }
    Ok(())
}

fn insert_seen(link: &mut Link, seen: &[(u64, RowDigest)]) -> Result<(), StoreError> {
    let sql = "INSERT INTO seen (digest, leaf) SELECT * FROM unnest($1::bytea[], $2::bigint[])";
    // In the order of the index, so that each of its pages is touched once.
    let mut seen: Vec<&(u64, RowDigest)> = seen.iter().collect();
    seen.sort_unstable_by_key(|(_, digest)| *digest);
    for some in seen.chunks(AT_ONCE) {
        let digests: Vec<&[u8]> = some.iter().map(|(_, digest)| digest.0.as_slice()).collect();
        let leaves: Vec<i64> = some.iter().map(|(leaf, _)| signed(*leaf)).collect();
        link.run(sql, &[&digests, &leaves])?;
    }
    Ok(())
}

fn insert_returns(link: &mut Link, batch: &Batch) -> Result<(), StoreError> {
    let sql = "INSERT INTO answer_code (code, copy, course, edition, wave, released) VALUES ($1, $2, $3, $4, $5, $6)";
    for new in &batch.returns {
        let of = &new.of;
        let (copy, released) = (i64::from(new.copy), i64::from(new.released));
        link.run(sql, &[&new.code, &copy, &of.course, &of.edition, &of.wave, &released])?;
    }
    let sql = "UPDATE answer_code SET released = 1 WHERE course = $1 AND edition = $2 AND wave = $3";
    for of in &batch.released {
        link.run(sql, &[&of.course, &of.edition, &of.wave])?;
    }
    Ok(())
}
