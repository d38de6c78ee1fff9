//! Rules of places and variants, each broken alone in a course that two practices and their region make their own.

use bona_tests::{TESTS, Workbench};

use super::{Edit, Whole};

const COURSE: &str = "places";
const OWN: &str = "course.ron";
const DESK: &str = "modules/desk.ron";
const CY: &str = "languages/cy.ron";
const VARIABLES: &str = "house/variables.ron";
const ELM: &str = "house/places/elm_street.ron";
const OAK: &str = "house/places/oak_road.ron";
const NORTH: &str = "house/places/north_region.ron";
const ELM_CHANGES: &str = "variants/elm_street.ron";
const NORTH_CHANGES: &str = "variants/north_region.ron";
const PRESENT: &str = "was: \"d572ed51\"";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[Edit] = &[
    (
        "unknown-variable",
        DESK,
        "Named(\"why_ask\", Text(\"Ask, and say it back.\"))",
        "Named(\"why_ask\", Text(\"Ask, and say it back.\")), Text(\"{lead_contct}\")",
    ),
    (
        "unknown-variable",
        DESK,
        "Named(\"why_ask\", Text(\"Ask, and say it back.\"))",
        "Named(\"why_ask\", Text(\"Ask, and say it back.\")), Text(\"Ask { lead_contact }.\")",
    ),
    (
        "unknown-variable",
        DESK,
        "Named(\"why_ask\", Text(\"Ask, and say it back.\"))",
        "Named(\"why_ask\", Text(\"Ask, and say it back.\")), Text(\"Ask {Lead_Contact}.\")",
    ),
    (
        "unknown-variable",
        DESK,
        "Named(\"why_ask\", Text(\"Ask, and say it back.\"))",
        "Named(\"why_ask\", Text(\"Ask, and say it back.\")), Text(\"Ask {lead contact}.\")",
    ),
    ("value-form", OAK, "name: \"Oak Road Practice\"", "name: \"Oak Road\\nPractice\""),
    ("hidden-sign", OAK, "Oak Road Practice", "Oak \u{202e}Road Practice"),
    ("hidden-sign", OAK, "the practice manager", "the \u{202e}practice manager"),
    ("hidden-sign", ELM, "yr ystafell gefn", "yr\\u{7} ystafell gefn"),
    (
        "unknown-variable",
        OAK,
        "variable: \"lead_contact\", say: \"the",
        "variable: \"lead_contact\", say: \"a desk\"), Set(variable: \"led_contact\", say: \"the",
    ),
    ("variable-not-here", OAK, "Oak Road Practice", "Oak Road, {lead_contact}"),
    ("page-of-variables", DESK, "Text(\"Find out whom to ask.\"),", ""),
    (
        "unused-variable",
        VARIABLES,
        "Variable(id: \"form_name\"",
        "Variable(id: \"the_door\", ask: \"Which door?\", example: \"the left one\"),\n    Variable(id: \"form_name\"",
    ),
    (
        "missing-value",
        OAK,
        "set: [Set(variable: \"lead_contact\", say: \"the practice manager’s desk\")]",
        "set: []",
    ),
    ("value-twice", OAK, "set: [", "set: [Set(variable: \"lead_contact\", say: \"a desk\"), "),
    ("value-form", OAK, "the practice manager’s desk", " "),
    ("value-form", OAK, "the practice manager’s desk", "the practice\nmanager"),
    (
        "value-form",
        OAK,
        "the practice manager’s desk",
        "the desk of the practice manager on the second floor, behind the lift",
    ),
    ("value-form", VARIABLES, "most: 60", "most: 201"),
    (
        "value-untranslated",
        ELM,
        "languages: [SayIn(language: \"cy\", say: \"yr ystafell gefn\")]",
        "languages: []",
    ),
    (
        "place-stale",
        ELM,
        "SayIn(language: \"cy\", say: \"yr ystafell gefn\")",
        "SayIn(language: \"cy\", of: \"77ab01fe\", say: \"yr ystafell gefn\")",
    ),
    (
        "place-stale",
        ELM_CHANGES,
        "WithIn(language: \"cy\", with",
        "WithIn(language: \"cy\", of: \"77ab01fe\", with",
    ),
    ("unknown-place", OAK, "of: \"north_region\"", "of: \"north_regoin\""),
    ("place-name", OAK, "name: \"Oak Road Practice\"", "name: \"Elm street  Surgery\""),
    ("id-not-file-name", OAK, "id: \"oak_road\"", "id: \"oak_rode\""),
    ("variant-file", ELM_CHANGES, "of: \"places\"", "of: \"place\""),
    ("variant-file", ELM_CHANGES, "place: \"elm_street\"", "place: \"oak_road\""),
    ("unknown-block", ELM_CHANGES, "block: \"the_form\"", "block: \"the_from\""),
    ("unknown-block", ELM_CHANGES, "page: \"your_place\"", "page: \"your_places\""),
    ("unknown-block", OWN, "\"your_place\", \"the_form\"", "\"your_place\", \"the_frm\", \"the_form\""),
    ("variant-not-allowed", ELM_CHANGES, "page: \"your_place\"", "page: \"asking\""),
    ("variant-drift", ELM_CHANGES, PRESENT, "was: \"d572ed52\""),
    ("variant-unbound", ELM_CHANGES, PRESENT, "was: \"\""),
    ("variant-unbound", NORTH_CHANGES, "was: \"d572ed51\",", ""),
    (
        "changed-twice",
        ELM_CHANGES,
        "        End(",
        "        Remove(block: \"the_form\", was: \"d572ed51\"),\n        End(",
    ),
    (
        "variant-untranslated",
        ELM_CHANGES,
        "languages: [AddIn(language: \"cy\", add: [Text(\"Mae’r sgrin yn troi.\")])],",
        "",
    ),
    ("translation-variables", CY, "Gofynnwch: {lead_contact}.", "Gofynnwch."),
    // The rules of the course hold at every place, and are told where the place wrote.
    ("not-allowed-here", ELM_CHANGES, "Text(\"The screen turns.\")", "Text(\"The <b>screen</b> turns.\")"),
    ("unknown-page", ELM_CHANGES, "Text(\"Mae’r sgrin yn troi.\")", "Text(\"[Mae](page:sgrin) hi’n troi.\")"),
    ("unknown-field", ELM_CHANGES, "page: \"your_place\"", "pages: \"your_place\""),
];

/// Rules that are broken by more than one edit.
pub(super) fn several() -> Vec<(&'static str, Workbench)> {
    let with = |edits: &[(&str, &str, &str)]| {
        edits.iter().fold(bench(), |bench, (file, from, to)| {
            bench.file(&format!("{COURSE}/{file}"), text_of(file).replace(from, to))
        })
    };
    let question = "End(page: \"your_place\", add: [Question(id: \"extra\", outcome: \"mend_a_slip\", ask: \"Is it so?\", \
                    kind: TrueFalse(answer: true, because: \"It is.\"))], languages: [AddIn(language: \"cy\", add: [])]),";
    let gone = "Variant(place: \"north_region\", of: \"places\", changes: [Remove(block: \"the_form\", was: \"d572ed51\"), \
                End(page: \"your_place\", add: [Text(\"Here it is {form_name}.\")], \
                languages: [AddIn(language: \"cy\", add: [Text(\"Yma, {form_name} yw hi.\")])])])";
    vec![
        ("place-levels", with(&[(NORTH, "nation: England,", "of: \"elm_street\",")])),
        ("changed-twice", bench().file(&format!("{COURSE}/{NORTH_CHANGES}"), gone)),
        (
            "variant-keeps",
            with(&[(ELM_CHANGES, "        End(\n", &format!("        {question}\n        End(\n"))]),
        ),
    ]
}

pub(super) fn bench() -> Workbench {
    Workbench::new().folder(COURSE, "fixtures/places")
}

pub(super) fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/places/{file}")).expect("the fixture is there")
}

const WHOLE: Whole = Whole { course: COURSE, bench, text_of, besides: &["player-words-draft"] };

#[test]
fn a_course_with_places_breaks_no_rule() {
    WHOLE.breaks_no_rule();
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    WHOLE.is_broken_by_each(EDITS, several());
}
