//! What keeps a course from being given out as reviewed.

use bona_engine::check::REVIEWS_FILE;
use bona_engine::course::{Course, Reviewer, Standing};

/// What of the reviews that a course asks for is not there: a line for each part and capacity. `None` where all are.
pub(super) fn missing(course: &Course) -> Option<String> {
    let line = |(part, by, standing): (&str, Reviewer, Standing<'_>)| {
        let by = by.word();
        match standing {
            Standing::Lapsed(on) => {
                format!("  {part}, {by}: changed since it was read on {on}; have it read again\n")
            }
            Standing::Unbound(on) => {
                format!(
                    "  {part}, {by}: read on {on}, and its review has no hash; run `bona check --write`\n"
                )
            }
            Standing::Signed(_) | Standing::Awaited => {
                format!("  {part}, {by}: no review in {REVIEWS_FILE}\n")
            }
        }
    };
    let missing = course.ledger.missing(&course.needs_review_by);
    (!missing.is_empty()).then(|| missing.into_iter().map(line).collect())
}
