//! Rules of languages, each broken alone in a course that stands in three.

use bona_tests::{TESTS, Workbench};

use super::{Edit, Whole};

const COURSE: &str = "three_languages";
const NAMES: &str = "modules/names.ron";
const CY: &str = "languages/cy.ron";
const AR: &str = "languages/ar.ron";
const DESK: &str = "Said(of: \"desk/title/75bfb2e7\"";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[Edit] = &[
    ("language-file", CY, "of: \"three_languages\"", "of: \"two_languages\""),
    ("language-file", CY, "language: \"cy\"", "language: \"ga\""),
    ("language-tag", CY, "language: \"cy\"", "language: \"Cymraeg\""),
    (
        "translation-twice",
        CY,
        DESK,
        "Said(of: \"desk/title/75bfb2e7\", say: \"Desg\"),\n        Said(of: \"desk/title/75bfb2e7\"",
    ),
    (
        "translation-unknown",
        CY,
        DESK,
        "Said(of: \"nowhere/title/75bfb2e8\", say: \"Desg\"),\n        Said(of: \"desk/title/75bfb2e7\"",
    ),
    ("translation-stale", NAMES, "Ask who keeps the list.", "Ask who mends the list."),
    ("translation-stale", CY, "say: \"Wrth y ddesg\"", "say: \"Wrth y ddesg\", was: \"desk/title/00000000\""),
    ("translation-missing", CY, "say: \"Dweud sori.\"", "say: \"\""),
    ("translation-missing", CY, "Said(of: \"in_order.say_sorry/text/15cebd18\", say: \"Dweud sori.\"),", ""),
    ("translation-unread", CY, "    reviewed: \"2026-11-20\",\n", ""),
    ("translation-unread", CY, "2026-11-20", "last week"),
    ("review-day", CY, "2026-11-20", "2030-01-01"),
    // The rules of the course hold in every language, and are told where its translator wrote.
    ("not-allowed-here", CY, "Fe’i clywyd.", "Fe’i <b>clywyd</b>."),
    ("spotted-nowhere", CY, "say: \"sedd\"", "say: \"cadair\""),
    ("same-option", CY, "Sgwrs hir am y rheswm.", "Dim. Efallai nad oes ots."),
    ("unknown-term", AR, "[الضمير](term:pronoun)", "[الضمير](term:pronouns)"),
    ("long-label", AR, "say: \"البداية\"", "say: \"البداية التي لا تنتهي أبدًا هنا\""),
];

pub(super) fn bench() -> Workbench {
    Workbench::new().folder(COURSE, "fixtures/three_languages")
}

pub(super) fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/three_languages/{file}")).expect("the fixture is there")
}

const WHOLE: Whole = Whole { course: COURSE, bench, text_of, besides: &["player-words-draft"] };

#[test]
fn a_course_in_three_languages_breaks_no_rule() {
    WHOLE.breaks_no_rule();
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    WHOLE.is_broken_by_each(EDITS, []);
}
