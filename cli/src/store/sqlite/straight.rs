//! What is far more than the store holds goes straight into its file.
//!
//! In a write-ahead log all of it would be written twice: into the log, and from there into the file. With a rollback journal
//! pages behind the end of the file are written once, since a power cut takes them back by cutting the file off where it
//! ended; only pages that stood there before are kept in the journal until the end. For that nobody else may have the store
//! open, nor look at it meanwhile: so it is done only where little is there to look at. Where a machine dies, whoever opens
//! the store next finds the journal, puts back what it says, and turns to the write-ahead log again.

use std::time::Duration;

use bona_engine::evidence::StoreError;
use rusqlite::Connection;

use super::{PATIENCE, cannot};

/// Bytes that are read for an append, from which on it goes straight into the file.
const MUCH: u64 = 4 * 1024 * 1024;
/// Bytes of a store, up to which it does: so many are held in memory, for a look at it as it was before.
const LITTLE: u64 = 16 * 1024 * 1024;

/// Turns to the journal, where what comes is much beside what is there, and nobody else has the store open.
pub(super) fn begin(connection: &Connection, bytes: u64) -> Result<bool, StoreError> {
    let cannot = cannot("write it");
    if bytes < MUCH || LITTLE < length(connection).map_err(&cannot)? {
        return Ok(false);
    }
    // Others are not waited for: the log serves as well.
    connection.busy_timeout(Duration::ZERO).map_err(&cannot)?;
    let now = mode(connection, "truncate");
    connection.busy_timeout(Duration::from_millis(PATIENCE.into())).map_err(&cannot)?;
    match now {
        Ok(mode) => Ok(mode == "truncate"),
        Err(error) => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Ok(false),
            _ => Err(cannot(error)),
        },
    }
}

/// Turns to the write-ahead log again. Where somebody keeps that from being done, whoever opens the store next does it.
pub(super) fn end(connection: &Connection) {
    drop(mode(connection, "wal"));
}

/// Bytes of the store's pages.
fn length(connection: &Connection) -> rusqlite::Result<u64> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok(number("page_count")?.unsigned_abs() * number("page_size")?.unsigned_abs())
}

/// Asks for a journal; gives the one that is there then.
fn mode(connection: &Connection, name: &str) -> rusqlite::Result<String> {
    connection.pragma_update_and_check(None, "journal_mode", name, |row| row.get(0))
}
