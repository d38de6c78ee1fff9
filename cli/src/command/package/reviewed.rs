//! What keeps a course from being given out as reviewed.

use std::collections::BTreeSet;

use bona_engine::check::REVIEWS_FILE;
use bona_engine::course::{Course, Reviewer, Standing};

use super::Reviews;
use super::chosen::Ready;

/// How far the reviews of a course are.
pub(super) fn state(course: &Course) -> Reviews {
    match () {
        () if course.needs_review_by.is_empty() => Reviews::NoneAsked,
        () if course.needs_review_by.iter().any(|by| course.ledger.awaits(*by)) => Reviews::Missing,
        () => Reviews::OnRecord,
    }
}

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

/// A line for each language of a course that is given out though nobody has read it as it stands.
pub(super) fn unread(ready: &[Ready]) -> BTreeSet<String> {
    let courses = ready.iter().flat_map(|own| {
        std::iter::once(&own.course).chain(&own.others).map(|course| (own.folder.display(), course))
    });
    let unread = courses.filter(|(_, course)| {
        course.translation.as_ref().is_some_and(|translation| translation.reviewed.is_none())
    });
    let line = |(folder, course): (std::path::Display<'_>, &Course)| {
        let tag = &course.language;
        format!(
            "warning: nobody who speaks `{tag}` has read the words of {folder} as they stand there, and they are given out; \
             have them read, and write the day as `reviewed` into languages/{tag}.ron\n"
        )
    };
    unread.map(line).collect()
}
