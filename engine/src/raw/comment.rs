//! What reviewers said, beside a course: one comment each, with the words that it was made on. It has no field for a name.

use super::shape::authored;

authored! {
    /// What a reviewer said: one entry of `comments.ron`, which is a list. `bona review read` writes them; all that you
    /// change is `status`. A comment keeps the words that it was made on, so it is never lost, whatever becomes of them.
    struct RawComment "Comment" {
        /// What tells it from all others: twelve digits from 0 to f.
        id: String,
        /// What it was made on: an id, or `<nearest id>/<field>/<hash>` of what has none.
        of: String,
        /// The day, `2026-11-23`.
        on: String,
        /// In which capacity.
        r#as: RawCapacity,
        /// What kind of comment it is.
        kind: RawRemark,
        /// What was said; of `Words`, the words that are suggested.
        says: String,
        /// The words that were marked, where some were.
        marked: Option<String>,
        /// The words as they stood.
        stood: String,
        /// The hash of these words, or as much of its beginning as came back.
        text: String,
        /// What held the thing, from the nearest on.
        above: Vec<String> = "Default::default",
        /// How many things of the course had the same words; left out, one.
        alike: Option<u32>,
        /// The place at which the course was read.
        variant: Option<String>,
        /// The language in which it was read, where that is not the course's own.
        language: Option<String>,
        /// Whether it is settled.
        status: RawStatus,
    }
    example "Comment(
    id: \"0f3a52c19b7e\",
    of: \"ask_first\",
    on: \"2026-11-23\",
    as: LivedExperience,
    kind: Unclear,
    says: \"Who is asked here?\",
    stood: \"Asked: What do you say?\",
    text: \"5d0a3f18\",
    above: [\"at_the_desk\", \"welcome\", \"course/my_course\"],
    status: Done(\"The question says that the patient is asked.\"),
)"

    /// In which capacity somebody comments.
    words RawCapacity "Capacity" {
        /// Somebody whose life the text is about.
        LivedExperience,
        /// A clinician.
        Clinical,
        /// Somebody who tests with assistive technology.
        Accessibility,
        /// Somebody who uses Easy Read.
        EasyRead,
        /// A lawyer.
        Legal,
        /// Somebody who teaches or edits.
        Editor,
        /// They did not say.
        Unsaid,
    }

    /// What kind of comment it is.
    words RawRemark "Remark" {
        /// Something is wrong.
        Wrong,
        /// It hurts, or could hurt somebody.
        Hurts,
        /// It is not clear.
        Unclear,
        /// Other words are suggested.
        Words,
        /// It is good, and should stay.
        Good,
        /// Anything else.
        Note,
    }

    /// Whether a comment is settled.
    enum RawStatus "Status" {
        /// Not yet.
        Open,
        /// It is; what was done.
        Done(String),
    }
}
