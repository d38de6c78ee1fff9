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
const FOUR: &str = "packager/player/test/scorm2004.test.ts";
const WORDS: &str = "packager/player/test/response.test.ts";
const FIVE: &str = "packager/player/test/cmi5.test.ts";
const LIST: &str = "packager/player/test/rules_cmi5.test.ts";
const PLAIN: &str = "packager/player/test/xapi.test.ts";
const ANSWERED: &str = "packager/player/test/answered.test.ts";
const FIND: &str = "packager/player/test/find.test.ts";
const FRAME: &str = "packager/player/test/host.test.ts";
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
    held(
        "S04-22a",
        "AD",
        "The first launch says `incomplete` and `suspend`, and nothing of success.",
        (FOUR, "a first launch says incomplete and suspend, and commits, before anything else happens"),
    ),
    held(
        "S04-22b",
        "AD, Q-CS-01",
        "Score, scaled as well, comes before the statuses, and an answer's id before its type, its type before what was answered.",
        (FOUR, "score comes before status, status before commit, and only what changed is written"),
    ),
    held(
        "S04-22c",
        "AD",
        "Completion and success are told apart, and neither is ever taken back.",
        (FOUR, "each status is two words, and neither is ever taken back"),
    ),
    held(
        "S04-22d",
        "MO, AD",
        "Answers are in the form of their type, with the ids of the author.",
        (FOUR, "answers of every kind are legal, and say what was meant"),
    ),
    held(
        "S04-22e",
        "AD",
        "A description has at most 250 characters, with its language.",
        (FOUR, "a description is never longer than a host must keep"),
    ),
    held(
        "S04-22f",
        "AD",
        "A session that runs is adopted, and one that has ended is left alone.",
        (FOUR, "a session that already runs is adopted, one that has ended is not"),
    ),
    held(
        "S04-22g",
        "AD",
        "In review, in browsing and without credit nothing is written.",
        (FOUR, "review, browse and no credit are read and never written"),
    ),
    held(
        "S04-22h",
        "AD",
        "What a system does not have is asked once; what was never set is no fault.",
        (FOUR, "what a host does not have is left alone after its first word of it"),
    ),
    held(
        "S04-22i",
        "AD",
        "At most 64,000 characters are kept.",
        (FOUR, "a state beyond 64,000 characters is not sent, one within is"),
    ),
    held(
        "S04-22j",
        "AD",
        "A visit ends as `suspend` or `normal`, and never signs a learner out.",
        (FOUR, "a finished course is left by the profile's word, an unfinished one is always suspended"),
    ),
    held(
        "S04-22k",
        "MO",
        "Nothing is asked of navigation, nor who the learner is.",
        (
            FOUR,
            "nothing is asked of navigation, of who it is, and a differing pass mark is noted without a value",
        ),
    ),
    held(
        "S04-22l",
        "AD",
        "Time is an interval with hours, minutes and seconds.",
        (FOUR, "time spans have as many hours as there were"),
    ),
    held(
        "S04-22m",
        "MO, XS",
        "A choice in a scene is told by its own id, and nothing is right about it.",
        (WORDS, "a choice in a scene goes by its own id or letter, and nothing is right about it"),
    ),
    held(
        "C5-07",
        "C5",
        "Statements name the activity of the launch, not the id of the course structure.",
        (LIST, "a sound list has no fault, and each damage that of its rule alone"),
    ),
    held(
        "C5-09a",
        "C5",
        "The token is fetched once for a launch, and the beginning told first.",
        (FIVE, "a first launch fetches its token once, reads what the system says, and says that it begins"),
    ),
    held(
        "C5-09b",
        "C5",
        "Completed, passed and terminated carry their results, categories and extensions.",
        (FIVE, "a course is passed: completed and passed, then terminated, with all that cmi5 wants of them"),
    ),
    held(
        "C5-09c",
        "C5",
        "Completed and passed are told once for a registration.",
        (FIVE, "completed and passed are told once for a registration, however often somebody comes back"),
    ),
    held(
        "C5-09d",
        "C-S-6",
        "Failed is told once, at the end, and never after passed.",
        (FIVE, "failed is told once, at the end, and only where a test was taken and none was ever passed"),
    ),
    held(
        "C5-09e",
        "C-S-5",
        "The mastery score of the launch decides, and is told.",
        (FIVE, "the mark of the launch decides, and a score that rounds to the other side of it is left out"),
    ),
    held(
        "C5-09f",
        "C5",
        "In browsing and review only the beginning and the end are told.",
        (FIVE, "browsing and review are read: only the beginning and the end are told"),
    ),
    held(
        "C5-09g",
        "C5",
        "A page that is loaded again goes on with its visit, and none goes on after its end.",
        (FIVE, "a page that is loaded again goes on with its visit; one that has ended does not"),
    ),
    held(
        "C5-09h",
        "C5",
        "The end outlives the page, and the learner is sent back where the launch says.",
        (FIVE, "goodbye goes out at once and in one piece, and may outlive the page"),
    ),
    held(
        "C5-09i",
        "C5",
        "The learner's wish for a language is read.",
        (FIVE, "the learner's wish for a language is heard where the package has it"),
    ),
    held(
        "C5-09j",
        "ours",
        "What could not be told is told again under the same id.",
        (FIVE, "what a visit told whose document was lost is known again under the same id"),
    ),
    held(
        "XA-02",
        "RU",
        "The launch names store, authorisation, actor and registration, and all are used as they are.",
        (PLAIN, "a visit is told from beginning to end, and nothing of cmi5 is in it"),
    ),
    held(
        "XA-03c",
        "XS",
        "The id of a statement is a UUID, and the same statement has the same.",
        (
            PLAIN,
            "ids are the same for the same words, of the form that stores want, and differ for any other words",
        ),
    ),
    held(
        "XA-06a",
        "XS",
        "A choice names what was offered, what is right and what was chosen.",
        (ANSWERED, "a choice names what was offered, what is right and what was chosen"),
    ),
    held(
        "XA-06b",
        "XS",
        "Pairs have two lists, an order has one, a statement has none.",
        (ANSWERED, "pairs have two lists, an order has one, a statement has none"),
    ),
    held(
        "XA-09",
        "ours",
        "Without an actor nobody is made up.",
        (PLAIN, "without an authorisation there is no store, and without an actor nobody is made up"),
    ),
    held(
        "FR-01",
        "ours",
        "A page that frames a course is named as browsers name its origin.",
        ("packager/src/framed.rs", "an_origin_is_what_a_browser_says"),
    ),
    held(
        "FR-02",
        "ours",
        "The course hears the window that frames it or opened it, at an origin that was named, and no other.",
        (FRAME, "a window that is not around, an origin that may not and one without a name are never heard"),
    ),
    held(
        "FR-03",
        "ours",
        "Once one has answered, that window at that origin alone is told and heard.",
        (FRAME, "once a host is found, no other window and no other origin is told or heard"),
    ),
    held(
        "FR-04a",
        "ours",
        "A message that answers nothing is passed over.",
        (FRAME, "what is no answer is passed over"),
    ),
    held(
        "FR-04b",
        "ours",
        "An answer counts once and in its time.",
        (FRAME, "only true is kept, an answer counts once, and a late one not at all"),
    ),
    held(
        "FR-05a",
        "ours",
        "What is handed back is believed only in its shape.",
        (FRAME, "words of a host that have not the right shape are not believed"),
    ),
    held(
        "FR-05b",
        "ours",
        "A place that is longer than any of ours is damaged.",
        (FRAME, "a place of ten million characters is damaged, and nothing worse"),
    ),
    held(
        "FR-06",
        "ours",
        "A record is whole, goes to the host's origin alone, and what is told again has its number.",
        (FRAME, "a record says all that a learning system would be told, to the host's origin alone"),
    ),
    held(
        "FR-07",
        "ours",
        "The end is told once, and nothing after it.",
        (FRAME, "goodbye is said once, and nothing after it"),
    ),
    held(
        "FR-08",
        "ours",
        "In review nothing is told but the end.",
        (FRAME, "in review nothing is told but that somebody looked and is gone"),
    ),
];
