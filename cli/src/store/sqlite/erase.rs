//! Taking things out of the store so that no byte of them is left in its files.
//!
//! SQLite overwrites what is deleted (`secure_delete`), but older pages still stand in the write-ahead log and in
//! pages that are no longer used. So a chore is noted in the same transaction, and done straight after it: the log
//! is taken over into the database and cut to nothing, the database written anew without unused pages. After a
//! power cut whoever opens the store next does it.

use std::collections::BTreeSet;

use bona_engine::evidence::{Gone, PersonNumber, StoreError};
use rusqlite::{Connection, params};

use super::{begin, boxes, cannot, refused, seen, signed};
use crate::store::lid::{self, Lid};

/// The one chore there is.
const SCRUB: &str = "scrub";

/// Removes what an erasure names, and notes the chore.
pub(super) fn remove(transaction: &Connection, gone: &Gone) -> Result<(), StoreError> {
    seen::forget(transaction, &gone.leaves)?;
    remove_all(transaction, gone).map_err(cannot("write it"))
}

fn remove_all(transaction: &Connection, gone: &Gone) -> rusqlite::Result<()> {
    let mut body = transaction.prepare_cached("DELETE FROM vault WHERE leaf = ?1")?;
    for leaf in &gone.leaves {
        body.execute([signed(*leaf)])?;
    }
    forget_learners(transaction, &gone.people)?;
    for person in gone.people.iter().map(PersonNumber::as_str) {
        transaction.execute("DELETE FROM post WHERE person = ?1", [person])?;
        transaction.execute("DELETE FROM person WHERE number = ?1", [person])?;
    }
    for person in gone.names.iter().map(PersonNumber::as_str) {
        transaction.execute("UPDATE person SET name = NULL WHERE number = ?1", [person])?;
    }
    for learner in &gone.suppress {
        let sql = "INSERT INTO suppressed (digest) VALUES (?1) ON CONFLICT DO NOTHING";
        transaction.execute(sql, [learner.0.as_slice()])?;
    }
    note(transaction)
}

/// Takes out the pseudonyms of these people, in one pass over the table.
fn forget_learners(transaction: &Connection, people: &[PersonNumber]) -> rusqlite::Result<()> {
    let people: BTreeSet<&str> = people.iter().map(PersonNumber::as_str).collect();
    if people.is_empty() {
        return Ok(());
    }
    let mut gone: Vec<String> = Vec::new();
    let mut statement = transaction.prepare_cached("SELECT person, key FROM learner")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if people.contains(row.get_ref(0)?.as_str()?) {
            gone.push(row.get(1)?);
        }
    }
    let mut statement = transaction.prepare_cached("DELETE FROM learner WHERE key = ?1")?;
    gone.iter().try_for_each(|key| statement.execute([key]).map(drop))
}

/// Gives a person another name, sealed for each number of theirs.
pub(super) fn rename(
    (connection, lid): (&mut Connection, &Lid),
    people: &[PersonNumber],
    name: &str,
    before: &mut dyn FnMut() -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let cannot_write = cannot("write it");
    let transaction = begin(connection)?;
    let sql = "UPDATE person SET name = ?2 WHERE number = ?1";
    let seal = lid.sealing(boxes::sealed_by(&transaction)?)?;
    for person in people {
        let sealed = lid::name(seal, person.as_str(), name);
        let changed = transaction.execute(sql, params![person.as_str(), sealed]).map_err(&cannot_write)?;
        if changed == 0 {
            return Err(refused("there is nobody with that number any more"));
        }
    }
    note(&transaction).map_err(&cannot_write)?;
    before()?;
    transaction.commit().map_err(&cannot_write)
}

/// Notes the chore.
pub(super) fn note(transaction: &Connection) -> rusqlite::Result<()> {
    let sql = "INSERT INTO chore (name) VALUES (?1) ON CONFLICT DO NOTHING";
    transaction.execute(sql, [SCRUB]).map(drop)
}

/// Leaves nothing of what was removed in any file of the store.
pub(super) fn scrub(connection: &Connection) -> Result<(), StoreError> {
    let cannot_write = cannot("write it");
    truncate(connection)?;
    connection.execute_batch("VACUUM").map_err(&cannot_write)?;
    connection.execute("DELETE FROM chore WHERE name = ?1", [SCRUB]).map_err(&cannot_write)?;
    truncate(connection)
}

/// Takes the write-ahead log over into the database and cuts it to nothing.
pub(super) fn truncate(connection: &Connection) -> Result<(), StoreError> {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    match busy.map_err(cannot("write it"))? {
        0 => Ok(()),
        _ => Err(refused(
            "another program has it open, so what was removed still stands in its files; close that program, and \
             the next command on the store clears it away",
        )),
    }
}

/// Whether the chore is noted.
pub(super) fn is_to_clear(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) FROM chore", [], |row| Ok(0 < row.get::<_, i64>(0)?))
}

/// Does the chore that a power cut or another program prevented, if it can be done now.
pub(super) fn finish(connection: &Connection) {
    if is_to_clear(connection).is_ok_and(|noted| noted) {
        // It stays noted until it is done; what the command was called for does not wait for it.
        let _done = scrub(connection).is_ok();
    }
}
