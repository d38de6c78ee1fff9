//! Rules of languages, each broken alone in a course that stands in three.

use std::collections::BTreeSet;

use bona_tests::{TESTS, Workbench};

use super::broken_in;

const COURSE: &str = "three_languages";
const NAMES: &str = "modules/names.ron";
const CY: &str = "languages/cy.ron";
const AR: &str = "languages/ar.ron";
const DESK: &str = "Said(of: \"desk/title/75bfb2e7\"";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[(&str, &str, &str, &str)] = &[
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

/// The rules that the course breaks. That the player's own words in Welsh and Arabic are drafts is not the course's.
fn broken(bench: &Workbench) -> (BTreeSet<String>, String) {
    let (mut rules, _, out) = broken_in(bench, COURSE);
    rules.remove("player-words-draft");
    (rules, out)
}

#[test]
fn a_course_in_three_languages_breaks_no_rule() {
    let (rules, out) = broken(&bench());
    assert!(rules.is_empty(), "{out}");
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    let mut wrong = Vec::new();
    for (rule, file, from, to) in EDITS {
        let text = text_of(file);
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {file}");
        let bench = bench().file(&format!("{COURSE}/{file}"), text.replace(from, to));
        let (rules, out) = broken(&bench);
        if rules != BTreeSet::from([(*rule).to_owned()]) {
            wrong.push(format!("{rule}: {from} → {to}\n{out}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} edits\n{}", wrong.len(), EDITS.len(), wrong.join("\n"));
}
