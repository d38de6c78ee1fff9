//! Rules of the ledger of reviews, each broken alone in a course that was reviewed whole.

use bona_tests::{TESTS, Workbench};

use super::{Edit, Whole};

const COURSE: &str = "reviewed";
const LEDGER: &str = "reviews.ron";
const COMMENTS: &str = "comments.ron";
const BANK: &str = "banks/greetings.ron";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[Edit] = &[
    (
        "unknown-reviewed",
        LEDGER,
        "of: \"welcome\", as: LivedExperience",
        "of: \"welcom\", as: LivedExperience",
    ),
    // A bank is no module, whatever it is called.
    (
        "unknown-reviewed",
        LEDGER,
        "of: \"banks/greetings\", as: LivedExperience",
        "of: \"greetings\", as: LivedExperience",
    ),
    ("unknown-kind", LEDGER, "of: \"welcome\", as: LivedExperience", "of: \"welcome\", as: LivedExperiences"),
    // There is no field for a name.
    (
        "unknown-field",
        LEDGER,
        "of: \"welcome\", as: LivedExperience",
        "of: \"welcome\", name: \"Sam Reed\", as: LivedExperience",
    ),
    ("name-beside-capacity", LEDGER, "The second greeting is shorter.", "Sam Reed asked for less."),
    ("address-in-text", LEDGER, "The second greeting is shorter.", "Ask sam.reed@trust.example."),
    ("empty-text", LEDGER, "The second greeting is shorter.", " "),
    ("day-form", LEDGER, "2026-11-02", "November 2026"),
    ("review-day", LEDGER, "2026-11-02", "2026-11-23"),
    (
        "review-twice",
        LEDGER,
        "    Review(of: \"banks/greetings\", as: LivedExperience",
        "    Review(of: \"banks/greetings\", as: LivedExperience, on: \"2026-11-02\", paid: true, changed: \"Nothing.\", \
         text: \"753035b208e440796546fa44e44e6cf0658b55f542fe68706c9c953361a7493a\"),\n    \
         Review(of: \"banks/greetings\", as: LivedExperience",
    ),
    ("comment-form", COMMENTS, "id: \"a1f0e2d3c4b5\"", "id: \"comment one\""),
    ("comment-form", COMMENTS, "text: \"0123abcd\"", "text: \"0123abc\""),
    ("comment-form", COMMENTS, "text: \"0123abcd\"", "text: \"version 2\""),
    ("comment-twice", COMMENTS, "id: \"0d1c2b3a4f5e\"", "id: \"a1f0e2d3c4b5\""),
    ("unknown-kind", COMMENTS, "kind: Unclear", "kind: Unclaer"),
    ("unknown-field", COMMENTS, "kind: Unclear", "author: \"Sam Reed\", kind: Unclear"),
    ("day-form", COMMENTS, "2026-10-28", "October"),
    ("empty-text", COMMENTS, "Done(\"The page says which.\")", "Done(\"\")"),
    ("review-lapsed", BANK, "A greeting needs none.", "A greeting needs no title."),
];

/// Rules that are broken by more than one edit.
pub(super) fn several() -> Vec<(&'static str, Workbench)> {
    let with = |from: &str, to: &str| {
        let text = text_of(LEDGER);
        assert!(text.contains(from), "{from}");
        bench().file(&format!("{COURSE}/{LEDGER}"), text.replace(from, to))
    };
    let commented = |from: &str, to: &str| {
        let text = text_of(COMMENTS);
        assert!(text.contains(from), "{from}");
        bench().file(&format!("{COURSE}/{COMMENTS}"), text.replace(from, to))
    };
    let hash = "text: \"753035b208e440796546fa44e44e6cf0658b55f542fe68706c9c953361a7493a\"";
    let long = "so ".repeat(334);
    vec![
        ("review-unbound", with(hash, "text: \"\"")),
        ("review-hash", with(hash, "text: \"753035b2\"")),
        ("text-too-long", commented("Which guess?", &"so ".repeat(6_667))),
        ("text-too-long", with("The second greeting is shorter.", &long)),
    ]
}

pub(super) fn bench() -> Workbench {
    Workbench::new().folder(COURSE, "fixtures/reviewed")
}

pub(super) fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/reviewed/{file}")).expect("the fixture is there")
}

const WHOLE: Whole = Whole { course: COURSE, bench, text_of, besides: &[] };

#[test]
fn a_course_that_was_reviewed_breaks_no_rule() {
    WHOLE.breaks_no_rule();
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    WHOLE.is_broken_by_each(EDITS, several());
}
