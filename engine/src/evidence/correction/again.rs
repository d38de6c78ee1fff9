//! Rows that come again although their record was corrected: they bring nothing back, and the import says so.

use super::corrected_by;
use crate::evidence::append::{Facts, RowResult, digest};
use crate::evidence::learner::PseudonymKey;
use crate::evidence::told;
use crate::evidence::vault::{Store, StoreError};
use crate::intake::Row;

/// A row that was recorded before, and whose record was corrected since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameAgain {
    /// Where the row stands, as messages call it.
    pub place: String,
    /// The leaf that it became.
    pub leaf: u64,
    /// The first correction of that.
    pub by: u64,
}

/// Which of these rows, that fared so, are of records that were corrected since.
///
/// # Errors
/// When the store cannot be read.
pub fn came_again(
    store: &dyn Store,
    key: &PseudonymKey,
    facts: &Facts,
    rows: &[Row],
    results: &[RowResult],
) -> Result<Vec<CameAgain>, StoreError> {
    let before = rows.iter().zip(results);
    let before = before.filter(|(_, result)| **result == RowResult::Already).map(|(row, _)| row);
    let mut found = Vec::new();
    for row in before {
        let Some(leaf) = recorded_as(store, key, facts, row)? else { continue };
        if let Some(by) = corrected_by(store, key, leaf)? {
            found.push(CameAgain { place: row.place.clone(), leaf, by });
        }
    }
    Ok(found)
}

/// The leaf that a row became; `None` where it comes for the first time, twice in one file.
fn recorded_as(
    store: &dyn Store,
    key: &PseudonymKey,
    facts: &Facts,
    row: &Row,
) -> Result<Option<u64>, StoreError> {
    if let Some(leaf) = store.seen_as(&digest(key, facts, row, &key.learner(&row.learner)))? {
        return Ok(Some(leaf));
    }
    let Some(verdict) = row.verdict else { return Ok(None) };
    for told in &row.told {
        let [statement, _] = told::digests(key, &facts.course, verdict, told);
        if let Some(leaf) = store.seen_as(&statement)? {
            return Ok(Some(leaf));
        }
    }
    Ok(None)
}
