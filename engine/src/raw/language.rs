//! A course in another language: what is said instead of each text.

use super::shape::authored;

authored! {
    /// A course in another language: `languages/<tag>.ron`, such as `languages/cy.ron`. It holds words alone: questions,
    /// answers and everything that is kept of a learner stay those of the course. `bona translate export` writes it,
    /// and writes it again when the course has changed; nothing in it is ever lost.
    struct RawLanguage "Language" {
        /// The course by its id.
        of: String,
        /// The language; the same as the file's name.
        language: String,
        /// The day on which somebody who speaks the language read all of it, `2026-11-20`; left out, nobody has.
        reviewed: Option<String>,
        /// Which words were read on that day: the first eight digits of their hash. `bona check --write` fills it in, and so
        /// does an export; with other words `bona check` says that they are to be read again.
        read: Option<String>,
        /// The texts. What is not here, or not yet translated, is shown in the course's own language and marked as that.
        texts: Vec<RawSaid>,
    }
    example "Language(
    of: \"first_contact\",
    language: \"cy\",
    reviewed: \"2026-11-20\",
    texts: [
        Said(of: \"two_minutes/title/3f9a01c2\", say: \"Dwy funud sy’n cyfrif\"),
        Said(of: \"repair.brief/text/77ab01fe\", say: \"“Mae’n ddrwg gen i, hi.”\"),
    ],
)"

    /// A text in the new language.
    struct RawSaid "Said" {
        /// The text by its key: the nearest id, the field, and the first eight digits of the hash of its words.
        of: String,
        /// What is said instead; empty, it is not translated yet.
        say: String,
        /// The key of the older text that it was translated from. It is not shown until somebody has mended it and taken this away.
        was: Option<String>,
        /// The first eight digits of the hash of the words that an import wrote. While `say` has these words, another
        /// delivery may put its own in their place; other words in `say` stay.
        delivered: Option<String>,
    }
    example "Said(of: \"repair/ask/90ab12cd\", say: \"Beth sy’n ei drwsio orau?\", was: \"repair/ask/17c0de55\")"
}
