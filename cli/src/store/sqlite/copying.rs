//! A file into which the rows of a store in another database are put, as they are: its backup.

use std::path::Path;

use bona_engine::evidence::{Head, RowDigest, StoreError};
use rusqlite::{Connection, params, params_from_iter};

use super::copy::NEW;
use super::{bytes, cannot, damaged, number, schema, seen, signed};

pub(crate) use rusqlite::types::Value as Cell;

/// Digests that are held to be sorted.
const RUN: usize = 524_288;

/// A file that is being filled, in one transaction.
pub(crate) struct Copying {
    file: Connection,
    seen: Vec<(u64, RowDigest)>,
}

impl Copying {
    /// Begins a file, which is empty or not there.
    pub(crate) fn begin(path: &Path) -> Result<Self, StoreError> {
        let cannot_write = cannot("write the backup");
        schema::check_library()?;
        let file = Connection::open_with_flags(path, NEW).map_err(&cannot_write)?;
        let care = || {
            file.pragma_update(None, "synchronous", "full")?;
            file.pragma_update(None, "fullfsync", true)
        };
        care().map_err(&cannot_write)?;
        schema::create(&file)?;
        file.execute_batch("BEGIN IMMEDIATE").map_err(&cannot_write)?;
        Ok(Self { file, seen: Vec::new() })
    }

    /// Puts rows into a table.
    pub(crate) fn rows(
        &mut self,
        table: &'static str,
        columns: &'static str,
        rows: Vec<Vec<Cell>>,
    ) -> Result<(), StoreError> {
        let cannot_write = cannot("write the backup");
        let values = vec!["?"; columns.split(',').count()].join(", ");
        let sql = format!("INSERT INTO {table} ({columns}) VALUES ({values})");
        let mut statement = self.file.prepare_cached(&sql).map_err(&cannot_write)?;
        for row in rows {
            statement.execute(params_from_iter(row)).map_err(&cannot_write)?;
        }
        Ok(())
    }

    /// Puts in digests by which rows are known again, each with its leaf.
    pub(crate) fn seen(&mut self, rows: Vec<Vec<Cell>>) -> Result<(), StoreError> {
        for row in rows {
            let [Cell::Blob(digest), Cell::Integer(leaf)] =
                <[Cell; 2]>::try_from(row).map_err(|_| damaged("a digest stands without its leaf"))?
            else {
                return Err(damaged("a digest stands without its leaf"));
            };
            let digest = RowDigest(bytes(digest, "the digest of a row has not 16 bytes")?);
            self.seen.push((number(leaf)?, digest));
        }
        if RUN <= self.seen.len() { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        let seen = std::mem::take(&mut self.seen);
        // In a log of none, so that they become a run as soon as they are many.
        seen::insert(&self.file, seen, 0).map_err(cannot("write the backup"))
    }

    /// Puts in the head, and forces all of it to the disk.
    pub(crate) fn end(mut self, head: &Head) -> Result<(), StoreError> {
        self.flush()?;
        let write = || {
            let sql = "UPDATE head SET size = ?1, root = ?2 WHERE id = 1";
            self.file.execute(sql, params![signed(head.size), head.root.as_slice()])?;
            self.file.execute_batch("COMMIT")
        };
        write().map_err(cannot("write the backup"))
    }
}
