//! Rules of the equality impact assessment, each broken alone in a course that has one.

use super::reviews::{bench, text_of};
use super::{Edit, Whole};

const COURSE: &str = "reviewed";
const FORM: &str = "impact.ron";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[Edit] = &[
    ("impact-twice", FORM, "on: Age", "on: Disability"),
    ("unknown-action", FORM, "actions: [\"write_it_down\"]", "actions: [\"write_it_dwon\"]"),
    ("unknown-source", FORM, "nls_2018", "nls_2081"),
    ("unknown-field", FORM, "monitoring:", "monitorng:"),
    ("unknown-kind", FORM, "on: SexualOrientation", "on: SexualOrientaton"),
    // There is no field for a name, and none stands beside what somebody is.
    ("unknown-field", FORM, "said: \"A title", "name: \"Sam Reed\", said: \"A title"),
    ("name-beside-capacity", FORM, "The greeting has no title.", "Sam Reed asked for none."),
    ("empty-text", FORM, "Patients are asked once a year.", ""),
    ("day-form", FORM, "2026-11-01", "November 2026"),
    ("day-form", FORM, "2026-10-05", "October"),
    ("impact-day", FORM, "2026-10-05", "2026-11-23"),
    ("impact-day", FORM, "done: \"2026-10-30\"", "done: \"2026-12-01\""),
    ("impact-day", FORM, "assessed: \"2026-11-01\"", "assessed: \"2027-10-01\""),
    ("impact-due", FORM, "2027-11-01", "2026-11-21"),
    ("impact-due", FORM, "until: \"2027-10-31\"", "until: \"2026-10-31\""),
    ("impact-unmet", FORM, "actions: [\"write_it_down\"]", "actions: []"),
    ("impact-unproven", FORM, "expected: NotKnown", "expected: Neither"),
];

const WHOLE: Whole = Whole { course: COURSE, bench, text_of, besides: &[] };

#[test]
fn each_edit_of_an_assessment_breaks_its_rule_and_no_other() {
    let long = text_of(FORM).replace("Patients are asked once a year.", &"so ".repeat(1_334));
    let long = bench().file(&format!("{COURSE}/{FORM}"), long);
    WHOLE.is_broken_by_each(EDITS, [("text-too-long", long)]);
}
