//! Posts in the store: who works as what, where, from when to when. They stand outside the log, and go with the
//! person when somebody is erased.

use bona_engine::duty::{Held, Post};
use bona_engine::evidence::{PersonNumber, StoreError};
use rusqlite::{Connection, OptionalExtension as _, ToSql};

use super::{Lid, SqliteStore, begin, boxes, cannot, lid, number, person_number, rows, signed};
use crate::store::StaffChange;

impl SqliteStore {
    /// All posts, by person and first day.
    pub(crate) fn posts(&self) -> Result<Vec<(PersonNumber, Held)>, StoreError> {
        let sql = "SELECT number, person, post FROM post";
        let mut posts = rows(&self.connection, sql, [], |row| {
            let (held, person) = (row.get::<_, i64>(0)?, row.get::<_, String>(1)?);
            let post = self.lid.post(held, row.get_ref(2)?.as_blob()?);
            Ok(person_number(&person)
                .and_then(|person| Ok((person, Held { number: number(held)?, post: post? }))))
        })?;
        let order =
            |(person, held): &(PersonNumber, Held)| (person.clone(), held.post.starts.clone(), held.number);
        posts.sort_by_cached_key(order);
        Ok(posts)
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
        insert(&transaction, &self.lid, change)?;
        transaction.commit().map_err(&cannot_write)
    }
}

fn insert(transaction: &Connection, lid: &Lid, change: &StaffChange) -> Result<(), StoreError> {
    let (cannot, seal) = (cannot("write it"), lid.sealing(boxes::sealed_by(transaction)?)?);
    let run = |sql: &str, values: &[&dyn ToSql]| {
        let mut statement = transaction.prepare_cached(sql).map_err(&cannot)?;
        statement.execute(values).map(drop).map_err(&cannot)
    };
    for (person, name) in &change.people {
        let name = name.as_ref().map(|name| lid::name(seal, person.as_str(), name));
        run("INSERT INTO person (number, name) VALUES (?1, ?2)", &[&person.as_str(), &name])?;
    }
    for (learner, person) in &change.learners {
        run("INSERT INTO learner (key, person) VALUES (?1, ?2)", &[&learner.as_str(), &person.as_str()])?;
    }
    for (person, name) in &change.names {
        let sql = "UPDATE person SET name = ?2 WHERE number = ?1 AND name IS NULL";
        run(sql, &[&person.as_str(), &lid::name(seal, person.as_str(), name)])?;
    }
    let last = "SELECT coalesce(max(number), 0) FROM post";
    let last: i64 = transaction.query_row(last, [], |row| row.get(0)).map_err(&cannot)?;
    for (number, (person, post)) in (last + 1..).zip(&change.begins) {
        let sql = "INSERT INTO post (number, person, post) VALUES (?1, ?2, ?3)";
        run(sql, &[&number, &person.as_str(), &lid::post(seal, number, post)])?;
    }
    let starts = change.starts.iter().map(|(held, starts)| (*held, Some(starts), None));
    let ends = change.ends.iter().map(|(held, ends)| (*held, None, Some(ends)));
    for (held, starts, ends) in starts.chain(ends) {
        let (number, sql) = (signed(held), "SELECT post FROM post WHERE number = ?1");
        let sealed: Vec<u8> = transaction.query_row(sql, [number], |row| row.get(0)).map_err(&cannot)?;
        let kept = lid.post(number, &sealed)?;
        let starts = starts.cloned().unwrap_or(kept.starts);
        let post = Post { starts, ends: ends.cloned().unwrap_or(kept.ends), ..kept };
        run("UPDATE post SET post = ?2 WHERE number = ?1", &[&number, &lid::post(seal, number, &post)])?;
    }
    let sql = "INSERT INTO staff_list (id, as_at) VALUES (1, ?1)
        ON CONFLICT (id) DO UPDATE SET as_at = max(as_at, excluded.as_at)";
    run(sql, &[&change.as_at])
}
