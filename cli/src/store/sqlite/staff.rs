//! Posts in the store: who works as what, where, from when to when. They stand outside the log, and go with the
//! person when somebody is erased.

use bona_engine::duty::{Held, Post, StaffKind};
use bona_engine::evidence::{LearnerKey, PersonNumber, StoreError};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{SqliteStore, begin, cannot, damaged, number, person_number, rows, signed};

/// What a staff list changes.
#[derive(Debug, Default)]
pub(crate) struct StaffChange {
    /// The day of the list.
    pub(crate) as_at: String,
    /// People met for the first time, with their name.
    pub(crate) people: Vec<(PersonNumber, Option<String>)>,
    /// Pseudonyms that are new, and whose they are.
    pub(crate) learners: Vec<(LearnerKey, PersonNumber)>,
    /// People who had no name until now.
    pub(crate) names: Vec<(PersonNumber, String)>,
    /// Posts that begin.
    pub(crate) begins: Vec<(PersonNumber, Post)>,
    /// Posts whose last day changes.
    pub(crate) ends: Vec<(u64, Option<String>)>,
}

impl SqliteStore {
    /// All posts, by person and first day.
    pub(crate) fn posts(&self) -> Result<Vec<(PersonNumber, Held)>, StoreError> {
        let sql = "SELECT number, person, role, place, kind, starts, ends FROM post ORDER BY person, starts, number";
        rows(&self.connection, sql, [], |row| {
            let (held, person) = (row.get::<_, i64>(0)?, row.get::<_, String>(1)?);
            let (role, place, kind) = (row.get(2)?, row.get(3)?, row.get::<_, String>(4)?);
            let (starts, ends) = (row.get(5)?, row.get(6)?);
            Ok(person_number(&person).and_then(|person| {
                let kind =
                    StaffKind::parse(&kind).ok_or_else(|| damaged("a post has an unknown kind of staff"))?;
                Ok((person, Held { number: number(held)?, post: Post { role, place, kind, starts, ends } }))
            }))
        })
    }

    /// The day of the newest staff list; `None` if there never was one.
    pub(crate) fn staff_list(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT as_at FROM staff_list WHERE id = 1";
        self.connection.query_row(sql, [], |row| row.get(0)).optional().map_err(cannot("read it"))
    }

    /// Writes what a staff list changes, whole or not at all.
    pub(crate) fn take_staff(&mut self, change: &StaffChange) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        let transaction = begin(&mut self.connection)?;
        insert(&transaction, change).map_err(&cannot_write)?;
        transaction.commit().map_err(&cannot_write)
    }
}

fn insert(transaction: &Connection, change: &StaffChange) -> rusqlite::Result<()> {
    for (person, name) in &change.people {
        transaction
            .execute("INSERT INTO person (number, name) VALUES (?1, ?2)", params![person.as_str(), name])?;
    }
    for (learner, person) in &change.learners {
        let sql = "INSERT INTO learner (key, person) VALUES (?1, ?2)";
        transaction.execute(sql, params![learner.as_str(), person.as_str()])?;
    }
    for (person, name) in &change.names {
        let sql = "UPDATE person SET name = ?2 WHERE number = ?1 AND name IS NULL";
        transaction.execute(sql, params![person.as_str(), name])?;
    }
    let sql = "INSERT INTO post (person, role, place, kind, starts, ends) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut begin = transaction.prepare_cached(sql)?;
    for (person, post) in &change.begins {
        begin.execute(params![
            person.as_str(),
            post.role,
            post.place,
            post.kind.name(),
            post.starts,
            post.ends
        ])?;
    }
    let mut end = transaction.prepare_cached("UPDATE post SET ends = ?2 WHERE number = ?1")?;
    for (held, ends) in &change.ends {
        end.execute(params![signed(*held), ends])?;
    }
    let sql = "INSERT INTO staff_list (id, as_at) VALUES (1, ?1)
        ON CONFLICT (id) DO UPDATE SET as_at = max(as_at, excluded.as_at)";
    transaction.execute(sql, [&change.as_at]).map(drop)
}
