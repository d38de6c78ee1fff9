//! How far each record store was pulled from: a time of its own for each course and verb. No credential stands here, and
//! nothing that says who.

use std::collections::BTreeMap;

use bona_engine::evidence::StoreError;
use rusqlite::params;

use super::{SqliteStore, begin, cannot, rows};
use crate::store::PullOf;

impl SqliteStore {
    /// Since when each verb is to be asked for.
    pub(crate) fn pulled(&self, of: &PullOf) -> Result<BTreeMap<String, String>, StoreError> {
        let sql = "SELECT verb, since FROM pulled WHERE address = ?1 AND course = ?2 AND edition = ?3 AND activity = ?4";
        let values = params![of.address, of.course, of.edition, of.activity];
        let found = rows(&self.connection, sql, values, |row| Ok(Ok((row.get(0)?, row.get(1)?))))?;
        Ok(found.into_iter().collect())
    }

    /// Forgets how far was pulled: the next pull asks for everything.
    pub(crate) fn forget_pulled(&mut self, of: &PullOf) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        let transaction = begin(&mut self.connection)?;
        let sql = "DELETE FROM pulled WHERE address = ?1 AND course = ?2 AND edition = ?3 AND activity = ?4";
        let values = params![of.address, of.course, of.edition, of.activity];
        transaction.execute(sql, values).map_err(&cannot_write)?;
        transaction.commit().map_err(&cannot_write)
    }

    /// Remembers how far was pulled, whole or not at all. No verb goes back.
    pub(crate) fn keep_pulled(
        &mut self,
        of: &PullOf,
        since: &BTreeMap<String, String>,
    ) -> Result<(), StoreError> {
        let cannot_write = cannot("write it");
        let transaction = begin(&mut self.connection)?;
        let sql = "INSERT INTO pulled (address, course, edition, activity, verb, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET since = max(since, excluded.since)";
        for (verb, since) in since {
            let values = params![of.address, of.course, of.edition, of.activity, verb, since];
            transaction.execute(sql, values).map_err(&cannot_write)?;
        }
        transaction.commit().map_err(&cannot_write)
    }
}
