//! Statements that were recorded, known again by keyed digests: whether one is new, was changed, or was voided since.
//!
//! A digest stands beside the leaf that it became and goes with it. It holds the course and the verdict, so that one
//! statement that is part of two records is known by both. What a statement says is in a second digest: the text
//! itself is never kept.

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::learner::{PseudonymKey, RowDigest};
use super::vault::{Store, StoreError};
use crate::intake::{Row, ToldBy, VerdictWord};

/// What is known of the statements of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// At least one of them was not recorded before.
    New,
    /// All of them were, and came to the same.
    Recorded,
    /// One of them said something else when it was recorded as this leaf.
    Changed(u64),
}

/// A statement that was recorded and has been voided since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// Its id.
    pub statement: String,
    /// The leaf that was made of it.
    pub leaf: u64,
}

const VERDICTS: [VerdictWord; 3] = [VerdictWord::Passed, VerdictWord::Completed, VerdictWord::Failed];

/// That a statement was recorded, and that it said this then.
pub(super) fn digests(
    key: &PseudonymKey,
    course: &str,
    verdict: VerdictWord,
    told: &ToldBy,
) -> [RowDigest; 2] {
    let verdict = verdict.name();
    [
        key.row(&["statement", course, &told.id, verdict]),
        key.row(&["statement says", course, &told.id, verdict, &told.says]),
    ]
}

fn has(store: &dyn Store, digest: &RowDigest) -> Result<bool, StoreError> {
    Ok(store.seen(std::slice::from_ref(digest))?.first().copied().unwrap_or(false))
}

/// For each row whether none of its statements was ever recorded: then nothing more need be asked of it. All are looked up
/// at once.
pub(super) fn untold(
    store: &dyn Store,
    key: &PseudonymKey,
    course: &str,
    rows: &[Row],
) -> Result<Vec<bool>, StoreError> {
    let ids = |row: &Row| -> Vec<RowDigest> {
        let of =
            |told: &ToldBy| VERDICTS.map(|verdict| key.row(&["statement", course, &told.id, verdict.name()]));
        row.told.iter().flat_map(of).collect()
    };
    let ids: Vec<Vec<RowDigest>> = rows.par_iter().map(ids).collect();
    let known = store.seen(&ids.concat())?;
    let mut known = known.into_iter();
    Ok(ids.iter().map(|ids| !known.by_ref().take(ids.len()).fold(false, |any, one| any | one)).collect())
}

/// Compares a row's statements with those that were recorded.
pub(super) fn known(
    store: &dyn Store,
    key: &PseudonymKey,
    course: &str,
    row: &Row,
) -> Result<Known, StoreError> {
    let mut recorded = !row.told.is_empty();
    for told in &row.told {
        let mut same = false;
        for verdict in VERDICTS {
            let [statement, says] = digests(key, course, verdict, told);
            let Some(leaf) = store.seen_as(&statement)? else { continue };
            if !has(store, &says)? {
                return Ok(Known::Changed(leaf));
            }
            same |= row.verdict == Some(verdict);
        }
        recorded &= same;
    }
    Ok(if recorded { Known::Recorded } else { Known::New })
}

/// Whether a statement that says this was recorded, as part of any verdict about the course.
///
/// # Errors
/// When the store cannot be read.
pub fn is_recorded(
    store: &dyn Store,
    key: &PseudonymKey,
    course: &str,
    told: &ToldBy,
) -> Result<bool, StoreError> {
    for verdict in VERDICTS {
        if has(store, &digests(key, course, verdict, told)[1])? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is to be kept of a row's statements; what is kept of them already is left out. What they say is kept only beside
/// that they were recorded, so nothing need be looked up of those that never were.
pub(super) fn fresh(
    store: &dyn Store,
    key: &PseudonymKey,
    course: &str,
    row: &Row,
    untold: bool,
) -> Result<Vec<RowDigest>, StoreError> {
    let Some(verdict) = row.verdict else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for told in &row.told {
        for digest in digests(key, course, verdict, told) {
            if untold || !has(store, &digest)? {
                found.push(digest);
            }
        }
    }
    Ok(found)
}

/// Which of the voided statements were recorded.
///
/// # Errors
/// When the store cannot be read.
pub fn withdrawn(
    store: &dyn Store,
    key: &PseudonymKey,
    course: &str,
    voided: &[String],
) -> Result<Vec<Withdrawn>, StoreError> {
    let mut found = Vec::new();
    for statement in voided {
        for verdict in VERDICTS {
            let digest = key.row(&["statement", course, statement, verdict.name()]);
            if let Some(leaf) = store.seen_as(&digest)? {
                found.push(Withdrawn { statement: statement.clone(), leaf });
            }
        }
    }
    Ok(found)
}
