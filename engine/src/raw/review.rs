//! The co-design ledger beside a course: who read what in which capacity. It has no field for a name.

use super::course::RawReviewer;
use super::shape::authored;

authored! {
    /// Somebody has read a part of the course: one entry of `reviews.ron`, which is a list. It says in which capacity
    /// they read, and never who they are: there is no field for a name, and none is written into `changed`.
    struct RawReview "Review" {
        /// What was read: a module by its id, or a bank as `banks/<id>`.
        of: String,
        /// In which capacity.
        r#as: RawReviewer,
        /// The day, `2026-11-01`.
        on: String,
        /// Whether the work was paid.
        paid: bool,
        /// What was changed because of it; where nothing was, say so.
        changed: String,
        /// The hash of the text that was read. Left empty, `bona check --write` fills it in with that of the text as it
        /// stands; one that stands here is never replaced.
        text: String,
    }
    example "Review(
    of: \"at_the_desk\",
    as: LivedExperience,
    on: \"2026-11-01\",
    paid: true,
    changed: \"The second scene ends with what the patient wants, not with the form.\",
    text: \"\",
)"
}
