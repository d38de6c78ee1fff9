//! Rules of the sheet that no finished package can be asked, each with the test that holds it.
//!
//! They are about bytes of a zip, about what a player does while somebody learns, and about what is kept. A test
//! compares the names with the tests that stand there.

/// A rule that is held by a test of what makes or plays a package.
#[derive(Debug)]
pub struct Held {
    /// Its number.
    pub id: &'static str,
    /// Who says so, in the keys of docs/conformance.md.
    pub source: &'static str,
    /// What it asks, in one sentence.
    pub asks: &'static str,
    /// The file in which the test stands, and its name there.
    pub by: (&'static str, &'static str),
}

const fn held(
    id: &'static str,
    source: &'static str,
    asks: &'static str,
    by: (&'static str, &'static str),
) -> Held {
    Held { id, source, asks, by }
}

const ZIP: &str = "packager/src/zip/tests.rs";
const ARCHIVE: &str = "packager/src/archive/tests.rs";
const TWELVE: &str = "packager/player/test/scorm12.test.ts";
const FIND: &str = "packager/player/test/find.test.ts";
const TRACK: &str = "packager/player/test/track.test.ts";
const VECTORS: &str = "packager/player/test/vectors.test.ts";
const SLOTS: &str = "engine/src/slots/tests.rs";

/// Every such rule, in the order of the sheet.
pub const HELD: &[Held] = &[
    held("PK-04a", "C5", "Files are stored or deflated.", (ZIP, "another_reader_finds_what_we_wrote")),
    held(
        "PK-04b",
        "ours",
        "A zip is not split, encrypted or written as Zip64.",
        (ARCHIVE, "zips_that_lie_are_refused"),
    ),
    held("PK-04c", "ours", "A zip holds no links.", (ARCHIVE, "names_that_deceive_are_refused")),
    held(
        "PK-05b",
        "ours",
        "The same course gives the same bytes: fixed time, rights and compression.",
        (ZIP, "the_same_bundle_gives_the_same_bytes"),
    ),
    held(
        "PK-14",
        "LH; WCAG 1.4.10",
        "The page works in a small frame, in a window and at 320 pixels.",
        (
            "tests/browser/matrix.test.mjs",
            "nothing was wrong in any state of any kind, and none was left out",
        ),
    ),
    held(
        "ST-01",
        "ES, EL",
        "The learner's place is written in letters, digits, `-`, `_` and `.`.",
        (SLOTS, "an_edition_is_written_in_the_states_own_alphabet"),
    ),
    held(
        "ST-02",
        "ours",
        "It has a version, a fingerprint, bits and a checksum, which finds every altered or cut sign.",
        (VECTORS, "every altered or cut sign of a kept state is noticed"),
    ),
    held(
        "ST-03",
        "ours",
        "It is bits and no text that somebody typed.",
        (VECTORS, "kept state is the text that the vectors show"),
    ),
    held(
        "ST-04",
        "ours",
        "A place that an older edition kept is read by every later one.",
        (
            "packager/player/test/migration.test.ts",
            "what still exists is found again from every older edition",
        ),
    ),
    held(
        "ST-05",
        "ours",
        "A course whose place might not fit is not packaged.",
        ("packager/src/pack/tests.rs", "a_course_whose_place_might_not_fit_is_refused"),
    ),
    held(
        "ST-06",
        "ours",
        "What is drawn for a learner is drawn again from the seed that is kept.",
        (VECTORS, "one seed draws what the vectors say"),
    ),
    held(
        "S12-17a",
        "AS",
        "The first launch says `incomplete` and `suspend`, and commits.",
        (TWELVE, "a first launch says incomplete and suspend, and commits, before anything else happens"),
    ),
    held(
        "S12-17b",
        "Q-CS-01",
        "The score is told before the status, and the status before it is committed.",
        (TWELVE, "score comes before status, status before commit, and only what changed is written"),
    ),
    held(
        "S12-17c",
        "LH",
        "An answer of the system is read as text, whether it is one or not.",
        (TWELVE, "a host that answers with booleans and numbers is believed"),
    ),
    held(
        "S12-17d",
        "AS",
        "In review, in browsing and without credit nothing is written.",
        (TWELVE, "review, browse and no credit are read and never written"),
    ),
    held(
        "S12-17e",
        "ES",
        "What is not implemented is asked once.",
        (TWELVE, "a branch that is not implemented is left alone after its first 401"),
    ),
    held(
        "S12-17f",
        "AS",
        "A commit that failed is no save, and nothing is told twice.",
        (TWELVE, "a commit that fails is no save, and answers are not doubled when it works again"),
    ),
    held(
        "S12-17g",
        "AS",
        "At most 4,096 characters are kept, and a place of at most 255.",
        (TWELVE, "a state beyond 4,096 characters is not sent, a long place is cut"),
    ),
    held(
        "S12-17h",
        "AS",
        "The session is finished once.",
        (TWELVE, "goodbye is said once, even when the last commit fails, and nothing after it"),
    ),
    held(
        "S12-17i",
        "AS",
        "Time is written with two to four digits of hours.",
        (TWELVE, "time spans have two to four digits of hours"),
    ),
    held(
        "S12-17j",
        "AS, MO, LH",
        "Ids of answers are letters, digits, `_` and `-`.",
        (TWELVE, "ids of later attempts, statements and scenes are legal and tell what was meant"),
    ),
    held(
        "S12-17k",
        "AS",
        "A status is never lowered.",
        (VECTORS, "the truth table of status holds, and no status is ever lowered"),
    ),
    held(
        "S12-17l",
        "OX",
        "An API that comes late is waited for, for five seconds.",
        (FIND, "an API that comes late is found within five seconds, and no later"),
    ),
    held(
        "S12-17m",
        "ES",
        "Page turns are gathered, and a checked answer is saved at once.",
        (TRACK, "page turns are gathered for a second, an answer is saved at once"),
    ),
];
