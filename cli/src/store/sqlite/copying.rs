//! A file into which the rows of a store in another database are put, as they are: its backup; and the rows of a file, which
//! go into another database.

use std::path::Path;

use bona_engine::evidence::{Head, RowDigest, StoreError};
use rusqlite::{Connection, params, params_from_iter};

use super::copy::NEW;
use super::{SqliteStore, bytes, cannot, damaged, number, schema, seen, signed};

pub(crate) use rusqlite::types::Value as Cell;

/// Digests that are held to be sorted.
const RUN: usize = 524_288;

/// What another database has in the place of a leaf where a release of old kept none.
const NO_LEAF: i64 = -1;

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
            let leaf = if leaf == NO_LEAF { seen::NO_LEAF } else { number(leaf)? };
            self.seen.push((leaf, digest));
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

impl SqliteStore {
    /// Gives each row of a table.
    pub(crate) fn each_row(
        &self,
        table: &str,
        columns: &str,
        mut take: impl FnMut(Vec<Cell>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let cannot = cannot("read it");
        let sql = format!("SELECT {columns} FROM {table}");
        let mut statement = self.connection.prepare(&sql).map_err(&cannot)?;
        let count = statement.column_count();
        let mut rows = statement.query([]).map_err(&cannot)?;
        while let Some(row) = rows.next().map_err(&cannot)? {
            let cells = (0..count).map(|column| row.get(column)).collect::<rusqlite::Result<_>>();
            take(cells.map_err(&cannot)?)?;
        }
        Ok(())
    }

    /// Gives each digest by which a row is known again, behind its leaf; -1 where a release of old kept none.
    pub(crate) fn each_seen(
        &self,
        mut take: impl FnMut(i64, [u8; 16]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        for table in ["seen_block", "seen_new"] {
            self.each_row(table, "entries", |row| {
                let [Cell::Blob(entries)] = row.as_slice() else {
                    return Err(damaged("digests of rows are none"));
                };
                for (leaf, digest) in seen::read_entries(entries)? {
                    take(if leaf == seen::NO_LEAF { NO_LEAF } else { signed(leaf) }, digest)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}
