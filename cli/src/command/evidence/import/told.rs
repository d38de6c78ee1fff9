//! What an import says of rows that it refuses, and of statements that their source has taken back since.

use bona_engine::evidence::{
    Facts, Plan, PseudonymKey, RowResult, Store, StoreError, came_again, corrected_by,
};
use bona_engine::intake::Intake;

use super::super::count;

/// Refused rows that are printed; all of them are kept in the file.
const PRINTED: usize = 100;

/// What stands in no file of refused rows: of people who were erased nothing is kept, and what a statement says that was
/// changed or voided is for whoever runs its record store to mend.
pub(super) fn beside_the_file(intake: &Intake, plan: &Plan) -> String {
    let rows = intake.rows.iter().zip(&plan.results);
    let refused = rows.filter_map(|(row, result)| match result {
        RowResult::Erased => Some(format!(
            "refused: {}: erased: somebody decided that nothing is kept of this person\n  help: erase them in the \
             learning system as well\n",
            row.place
        )),
        RowResult::Changed(leaf) => Some(format!(
            "refused: {}: a statement of it was recorded as leaf {leaf}, and says something else now\n  help: a \
             statement is never changed under its id; ask whoever runs the record store which of the two is true\n",
            row.place
        )),
        _ => None,
    });
    some(&refused.collect::<Vec<_>>(), "refused")
}

/// What came of records since: rows whose record was corrected bring nothing back, and a statement that was voided leaves its
/// record to people.
pub(super) fn since(
    store: &dyn Store,
    key: &PseudonymKey,
    facts: &Facts,
    intake: &Intake,
    plan: &Plan,
) -> Result<String, StoreError> {
    let again = came_again(store, key, facts, intake, plan)?;
    let again = again.iter().map(|it| {
        format!(
            "note: {}: it was recorded as leaf {}, and corrected since (leaf {}); that stands, and nothing of it is recorded \
             again\n",
            it.place, it.leaf, it.by
        )
    });
    let mut text = some(&again.collect::<Vec<_>>(), "of records that were corrected since");
    for one in &plan.withdrawn {
        let (statement, leaf) = (&one.statement, one.leaf);
        text.push_str(&match corrected_by(store, key, leaf)? {
            Some(by) => format!(
                "note: statement {statement} was voided since it was recorded as leaf {leaf}; that record was corrected \
                 (leaf {by})\n"
            ),
            None => format!(
                "note: statement {statement} was voided since it was recorded as leaf {leaf}; that record stands as it is\n  \
                 help: ask whoever runs the record store why. `bona evidence export FOLDER --open {leaf}` shows what was \
                 recorded. If it was wrong, take it out of what counts:\n        bona evidence correct {leaf} --withdraw \
                 --reason voided --decided-by NAME\n"
            ),
        });
    }
    Ok(text)
}

/// Rows that could not be read.
pub(super) fn refusals(intake: &Intake) -> String {
    let refused = intake.refusals.iter();
    some(
        &refused
            .map(|it| format!("refused: {}: {}\n  help: {}\n", it.place, it.why, it.help))
            .collect::<Vec<_>>(),
        "refused",
    )
}

fn some(lines: &[String], what: &str) -> String {
    let mut text: String = lines.iter().take(PRINTED).map(String::as_str).collect();
    match lines.len().saturating_sub(PRINTED) {
        0 => {}
        more => text.push_str(&format!("and {} more {what}\n", count(more as u64, "row is", "rows are"))),
    }
    text
}
