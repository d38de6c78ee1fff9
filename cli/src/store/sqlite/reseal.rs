//! Another key for the vault: every box is opened with the old one and sealed with the new, in one transaction.
//!
//! What is sealed stays the same to the last byte, so the log knows nothing of it. Older pages hold boxes of the old key
//! until the chore is done that is noted in the same transaction. Some thousand boxes are in memory at once, however many there are.

use std::sync::Arc;

use bona_engine::evidence::StoreError;
use rayon::iter::{IntoParallelRefMutIterator as _, ParallelIterator as _};
use rusqlite::types::Value;
use rusqlite::{Connection, params};

use super::boxes::AT_ONCE;
use super::{SqliteStore, begin, boxes, cannot, damaged, erase, rows, signed};
use crate::store::lid::{self, Lid};
use crate::store::seal::{Seal, Spot};

/// A column that is sealed: table, column, key of the row, and what is smaller than every key.
type Column = (&'static str, &'static str, &'static str, Value);

impl SqliteStore {
    /// Seals all of the vault with another key, whole or not at all.
    ///
    /// # Errors
    /// When a box cannot be opened, another program gave the vault another key meanwhile, or the store cannot be written.
    pub(crate) fn reseal(&mut self, next: Seal) -> Result<(), StoreError> {
        let cannot_write = cannot("seal its vault");
        let transaction = begin(&mut self.connection)?;
        let old = self.lid.sealing(boxes::sealed_by(&transaction)?)?;
        let size = super::head_of(&transaction)?.size;
        bodies(&transaction, old, &next, size)?;
        texts(&transaction, old, &next, ("person", "name", "number", Value::Text(String::new())))?;
        texts(&transaction, old, &next, ("post", "post", "number", Value::Integer(i64::MIN)))?;
        let sql = "UPDATE seal SET fingerprint = ?1 WHERE id = 1";
        transaction.execute(sql, [next.fingerprint()]).map_err(&cannot_write)?;
        erase::note(&transaction).map_err(&cannot_write)?;
        transaction.commit().map_err(&cannot_write)?;
        self.lid = Lid::Open(Arc::new(next));
        Ok(())
    }
}

/// The boxes of leaves. A body is never changed, so the old box goes and the new one comes.
fn bodies(transaction: &Connection, old: &Seal, next: &Seal, size: u64) -> Result<(), StoreError> {
    let cannot = cannot("seal its vault");
    for from in (0..size).step_by(AT_ONCE as usize) {
        let to = from + AT_ONCE;
        let mut some = boxes::read(transaction, from, to)?;
        some.par_iter_mut().try_for_each(|one| lid::change(old, next, one))?;
        let sql = "DELETE FROM vault WHERE leaf >= ?1 AND leaf < ?2";
        transaction.execute(sql, params![signed(from), signed(to)]).map_err(&cannot)?;
        boxes::keep(transaction, &some).map_err(&cannot)?;
    }
    Ok(())
}

/// The boxes of one column: names or posts.
fn texts(
    transaction: &Connection,
    old: &Seal,
    next: &Seal,
    (table, column, key, mut from): Column,
) -> Result<(), StoreError> {
    let cannot = cannot("seal its vault");
    let read = format!(
        "SELECT {key}, CAST({key} AS TEXT), {column} FROM {table} WHERE {key} > ?1 AND {column} IS NOT NULL ORDER BY {key} LIMIT \
         {AT_ONCE}"
    );
    let write = format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1");
    let mut statement = transaction.prepare(&write).map_err(&cannot)?;
    loop {
        let boxes: Vec<(Value, String, Vec<u8>)> =
            rows(transaction, &read, [&from], |row| Ok(Ok((row.get(0)?, row.get(1)?, row.get(2)?))))?;
        let Some((last, ..)) = boxes.last() else { return Ok(()) };
        from = last.clone();
        for (place, row, sealed) in boxes {
            let spot = Spot { table, column, row: &row };
            let sealed = lid::change_text(old, next, spot, &sealed)?;
            let changed = statement.execute(params![place, sealed]);
            if changed.map_err(&cannot)? != 1 {
                return Err(damaged("a sealed name or post has no row of its own"));
            }
        }
    }
}
