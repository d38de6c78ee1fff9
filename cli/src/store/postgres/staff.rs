//! Posts in the store, and how far record stores were pulled from: both outside the log.

use bona_engine::duty::{Held, Post};
use bona_engine::evidence::{PersonNumber, StoreError};

use super::PostgresStore;
use super::link::{Link, value};
use super::reseal::sealing;
use crate::store::StaffChange;
use crate::store::common::{damaged, number, person_number, signed};
use crate::store::lid::{self, Lid};

impl PostgresStore {
    /// All posts, by person and first day.
    pub(crate) fn posts(&self) -> Result<Vec<(PersonNumber, Held)>, StoreError> {
        let mut link = self.link.borrow_mut();
        let mut posts = link.rows("SELECT number, person, post FROM post", &[], |row| {
            let held: i64 = value(row, 0)?;
            let post = self.lid.post(held, value(row, 2)?)?;
            Ok((person_number(value(row, 1)?)?, Held { number: number(held)?, post }))
        })?;
        posts.sort_by_cached_key(|(person, held)| (person.clone(), held.post.starts.clone(), held.number));
        Ok(posts)
    }

    /// The day of the newest staff list; `None` if there never was one.
    pub(crate) fn staff_list(&self) -> Result<Option<String>, StoreError> {
        let sql = "SELECT as_at FROM staff_list WHERE id = 1";
        Ok(self.link.borrow_mut().rows(sql, &[], |row| value(row, 0))?.pop())
    }

    /// Writes what a staff list changes, whole or not at all.
    pub(crate) fn take_staff(&mut self, change: &StaffChange) -> Result<(), StoreError> {
        let Self { link, lid, .. } = self;
        link.get_mut().write_again(|link| insert(link, lid, change))
    }
}

fn insert(link: &mut Link, lid: &Lid, change: &StaffChange) -> Result<(), StoreError> {
    let seal = sealing(link, lid)?;
    for (person, name) in &change.people {
        let name = name.as_ref().map(|name| lid::name(seal, person.as_str(), name));
        link.run("INSERT INTO person (number, name) VALUES ($1, $2)", &[&person.as_str(), &name])?;
    }
    for (learner, person) in &change.learners {
        let sql = "INSERT INTO learner (key, person) VALUES ($1, $2)";
        link.run(sql, &[&learner.as_str(), &person.as_str()])?;
    }
    for (person, name) in &change.names {
        let sql = "UPDATE person SET name = $2 WHERE number = $1 AND name IS NULL";
        link.run(sql, &[&person.as_str(), &lid::name(seal, person.as_str(), name)])?;
    }
    let last = link.rows("SELECT coalesce(max(number), 0) FROM post", &[], |row| value::<i64>(row, 0))?;
    for (number, (person, post)) in (last.first().map_or(1, |last| last + 1)..).zip(&change.begins) {
        let sql = "INSERT INTO post (number, person, post) VALUES ($1, $2, $3)";
        link.run(sql, &[&number, &person.as_str(), &lid::post(seal, number, post)])?;
    }
    let starts = change.starts.iter().map(|(held, starts)| (*held, Some(starts), None));
    let ends = change.ends.iter().map(|(held, ends)| (*held, None, Some(ends)));
    for (held, starts, ends) in starts.chain(ends) {
        let number = signed(held);
        let found = link.rows("SELECT post FROM post WHERE number = $1", &[&number], |row| {
            lid.post(number, value(row, 0)?)
        })?;
        let kept = found.into_iter().next().ok_or_else(|| damaged("a post that changes is not there"))?;
        let starts = starts.cloned().unwrap_or(kept.starts);
        let post = Post { starts, ends: ends.cloned().unwrap_or(kept.ends), ..kept };
        let sql = "UPDATE post SET post = $2 WHERE number = $1";
        link.run(sql, &[&number, &lid::post(seal, number, &post)])?;
    }
    let sql = "INSERT INTO staff_list (id, as_at) VALUES (1, $1)
        ON CONFLICT (id) DO UPDATE SET as_at = greatest(staff_list.as_at, excluded.as_at)";
    link.run(sql, &[&change.as_at]).map(drop)
}

#[cfg(feature = "lrs")]
mod pulled {
    use std::collections::BTreeMap;

    use super::{PostgresStore, StoreError, value};
    use crate::store::PullOf;

    impl PostgresStore {
        /// Since when each verb is to be asked for.
        pub(crate) fn pulled(&self, of: &PullOf) -> Result<BTreeMap<String, String>, StoreError> {
            let sql = "SELECT verb, since FROM pulled WHERE address = $1 AND course = $2 AND edition = $3 AND activity = $4";
            let mut link = self.link.borrow_mut();
            let found = link.rows(sql, &[&of.address, &of.course, &of.edition, &of.activity], |row| {
                Ok((value(row, 0)?, value(row, 1)?))
            })?;
            Ok(found.into_iter().collect())
        }

        /// Forgets how far was pulled: the next pull asks for everything.
        pub(crate) fn forget_pulled(&mut self, of: &PullOf) -> Result<(), StoreError> {
            let sql =
                "DELETE FROM pulled WHERE address = $1 AND course = $2 AND edition = $3 AND activity = $4";
            self.link.get_mut().write_again(|link| {
                link.run(sql, &[&of.address, &of.course, &of.edition, &of.activity]).map(drop)
            })
        }

        /// Remembers how far was pulled, whole or not at all. No verb goes back.
        pub(crate) fn keep_pulled(
            &mut self,
            of: &PullOf,
            since: &BTreeMap<String, String>,
        ) -> Result<(), StoreError> {
            let sql = "INSERT INTO pulled (address, course, edition, activity, verb, since) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (address, course, edition, activity, verb)
                DO UPDATE SET since = greatest(pulled.since, excluded.since)";
            self.link.get_mut().write_again(|link| {
                since.iter().try_for_each(|(verb, since)| {
                    link.run(sql, &[&of.address, &of.course, &of.edition, &of.activity, verb, since])
                        .map(drop)
                })
            })
        }
    }
}
