//! Entries of the table of rules for the equality impact assessment.
//!
//! A part of one table, like `more`: `with_impact!` puts these entries behind those that it is given.

/// Hands `$make` the entries that it is given, and these.
macro_rules! with_impact {
    ($make:ident! $($before:tt)*) => { $make! { $($before)*
    ImpactTwice "impact-twice" "impact" Error
        says "A protected characteristic, and an action, stands once in the equality impact assessment."
        why "Whoever reads one of the two would take it for all that is said."
        wrong "two Effect(on: Age, …)"
        right "one Effect(on: Age, …)"
    UnknownAction "unknown-action" "impact" Error
        says "An effect names actions of the assessment."
        why "Something would seem to be done that stands nowhere."
        wrong "actions: [\"caption_flim\"]"
        right "actions: [\"caption_film\"], with Action(id: \"caption_film\", …)"
    ImpactUnproven "impact-unproven" "impact" Warning
        says "An expectation says on what it rests."
        why "A form that says “neither” of everybody without a reason has assessed nothing."
        wrong "Effect(on: Age, expected: Neither, says: \"None.\")"
        right "Effect(on: Age, expected: NotKnown, …), or evidence: [Evidence(…)]"
    ImpactUnmet "impact-unmet" "impact" Warning
        says "Where people lose, something is done."
        why "A loss that is known and left is what the assessment is there to find."
        wrong "Effect(on: Disability, expected: Loss, …, actions: [])"
        right "Effect(on: Disability, expected: Loss, …, actions: [\"caption_film\"])"
    ImpactDay "impact-day" "impact" Error
        says "What was asked, assessed or done was so on a day that has been."
        why "An action with a day to come would count as done, and a promise as having asked."
        wrong "done: \"2027-11-01\" in 2026"
        right "until: \"2027-11-01\", and no `done` before then"
    ImpactDue "impact-due" "impact" Warning
        says "A day by which something is due is still to come."
        why "What was promised for it, or another look, is waiting."
        wrong "review_on: \"2026-01-31\" in November 2026"
        right "the form looked at again, and review_on: \"2027-11-30\""
    } };
}

pub(super) use with_impact;
