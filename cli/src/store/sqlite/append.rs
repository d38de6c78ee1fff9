//! An append in pieces: one transaction, so that all of it is in the store or nothing; and never more than a piece in memory,
//! but for what SQLite keeps of its own pages.
//!
//! The right to write is taken before the first piece and given back at the end: nobody else writes meanwhile. What is
//! written goes into the write-ahead log first, so a disk must have room for an import twice; but for what comes into a
//! store that is small beside it: see `straight`.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use bona_engine::evidence::{Batch, Head, NewPerson, RowDigest, StoreError, StoredCheckpoint};
use rusqlite::Connection;

use super::{
    Lid, SqliteStore, boxes, cannot, connect, head_of, insert, insert_checkpoint, insert_leaves, seen,
    straight,
};
use crate::store::Boxed;
use crate::store::seal::Seal;

/// Digests that are held to be sorted, 24 bytes each: more than may stand in stocks, so that they become a run.
const RUN: usize = 524_288;
/// New people that are held to be sorted, some 150 bytes each.
const CROWD: usize = 100_000;
/// Pages that are kept of a second look, in KiB: each piece of an import looks for its digests all over those of the store.
const LOOK_KIB: i64 = 16 * 1024;

/// A transaction that is open until it is kept. Dropped, it leaves nothing.
pub(crate) struct Appending<'s> {
    store: &'s mut SqliteStore,
    people: Vec<NewPerson>,
    seen: Vec<(u64, RowDigest)>,
    open: bool,
    /// Whether it is written straight into the file; and the store as it was before, until somebody asks for it.
    straight: bool,
    before: Cell<Option<Box<SqliteStore>>>,
}

impl SqliteStore {
    /// Begins an append behind this head, of what is read from so many bytes.
    ///
    /// # Errors
    /// [`StoreError::Moved`] when the head is another by now.
    pub(crate) fn appending(&mut self, expect: Head, bytes: u64) -> Result<Appending<'_>, StoreError> {
        self.lid.seal()?;
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT").map_err(cannot("read it"))?;
        }
        let straight = straight::begin(&self.connection, bytes)?;
        let mut appending = Appending {
            store: self,
            people: Vec::new(),
            seen: Vec::new(),
            open: false,
            straight,
            before: Cell::new(None),
        };
        let version = data_version(&appending.store.connection)?;
        if straight {
            // SQLite copies nothing once something may be written.
            appending.before = Cell::new(Some(Box::new(appending.store.copied()?)));
        }
        appending.foreign_keys(false)?;
        // Who only reads would keep pages from being written straight into the file.
        let begin = if straight { "BEGIN EXCLUSIVE" } else { "BEGIN IMMEDIATE" };
        appending.store.connection.execute_batch(begin).map_err(cannot("write it"))?;
        appending.open = true;
        appending.store.lid.sealing(boxes::sealed_by(&appending.store.connection)?)?;
        let still = !straight || data_version(&appending.store.connection)? == version;
        match still && head_of(&appending.store.connection)? == expect {
            true => Ok(appending),
            false => Err(StoreError::Moved),
        }
    }

    /// A second look at the same store, without its key: what was committed before an append began.
    pub(crate) fn beside(&self) -> Result<Self, StoreError> {
        let path = self.connection.path().unwrap_or_default();
        let connection = connect(path.as_ref(), rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "cache_size", -LOOK_KIB).map_err(cannot("read it"))?;
        let lid = self.lid.seal().map_or(Lid::Missing, |seal| Lid::Open(seal.clone()));
        let beside = Self { connection, lid, stocks: RefCell::default() };
        beside.still()?;
        head_of(&beside.connection)?;
        Ok(beside)
    }
}

/// By which it is known that another program wrote something.
fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0)).map_err(cannot("read it"))
}

impl Appending<'_> {
    /// Whether SQLite looks up the leaf of each box and the person of each pseudonym. Here they come from one record, and both
    /// are written, or neither.
    fn foreign_keys(&self, checked: bool) -> Result<(), StoreError> {
        self.store.connection.pragma_update(None, "foreign_keys", checked).map_err(cannot("write it"))
    }

    /// What seals bodies.
    pub(crate) fn seal(&self) -> Result<Arc<Seal>, StoreError> {
        self.store.lid.seal().cloned()
    }

    /// The store with what was written so far.
    pub(crate) fn store(&self) -> &SqliteStore {
        self.store
    }

    /// A second look at the store as it was before.
    pub(crate) fn beside(&self) -> Result<SqliteStore, StoreError> {
        self.before.take().map_or_else(|| self.store.beside(), |before| Ok(*before))
    }

    /// Writes some leaves.
    pub(crate) fn put(&mut self, boxed: Boxed) -> Result<(), StoreError> {
        let Boxed { leaves, boxes, people, seen } = boxed;
        let connection = &self.store.connection;
        insert_leaves(connection, &leaves).map_err(cannot("write it"))?;
        boxes::keep(connection, &boxes).map_err(cannot("write it"))?;
        self.people.extend(people);
        self.seen.extend(seen);
        if CROWD <= self.people.len() {
            self.flush_people()?;
        }
        if RUN <= self.seen.len() {
            self.flush_seen()?;
        }
        Ok(())
    }

    /// Writes some leaves, and whoever was met in them: for whom it is dearer to do so at the end, when nothing else is to be
    /// done.
    pub(crate) fn put_at_once(&mut self, boxed: Boxed) -> Result<(), StoreError> {
        self.put(boxed)?;
        self.flush_people()
    }

    /// Writes the batch's own leaf and the checkpoint of the new head, and keeps all that was written: one forced write.
    pub(crate) fn keep(mut self, batch: &Batch, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        self.add(batch, checkpoint)?;
        self.commit()
    }

    /// Writes the batch's own leaf and the checkpoint of the new head; another batch may follow before all are kept.
    pub(crate) fn add(&mut self, batch: &Batch, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        self.flush_people()?;
        self.flush_seen()?;
        let seal = self.seal()?;
        insert(&self.store.connection, &seal, batch).map_err(cannot("write it"))?;
        insert_checkpoint(&self.store.connection, checkpoint).map_err(cannot("write it"))
    }

    /// Keeps all that was written.
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.store.connection.execute_batch("COMMIT").map_err(cannot("write it"))?;
        self.open = false;
        Ok(())
    }

    fn flush_people(&mut self) -> Result<(), StoreError> {
        let people = std::mem::take(&mut self.people);
        super::insert_people(&self.store.connection, self.store.lid.seal()?, &people)
            .map_err(cannot("write it"))
    }

    fn flush_seen(&mut self) -> Result<(), StoreError> {
        let seen = std::mem::take(&mut self.seen);
        let leaves = seen.last().map_or(0, |(leaf, _)| leaf + 1);
        seen::insert(&self.store.connection, seen, leaves).map_err(cannot("write it"))
    }
}

impl Drop for Appending<'_> {
    fn drop(&mut self) {
        if self.open {
            // Where SQLite has rolled it back by itself, as on a full disk, there is nothing left to roll back.
            drop(self.store.connection.execute_batch("ROLLBACK"));
            self.store.stocks.get_mut().forget();
        }
        // It sets a mark of the connection, and touches no file.
        drop(self.foreign_keys(true));
        if self.straight {
            straight::end(&self.store.connection);
        }
    }
}
