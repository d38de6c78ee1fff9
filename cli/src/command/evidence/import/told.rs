//! What an import says of rows that it refuses, and of statements that their source has taken back since.

use bona_engine::evidence::{Plan, RowResult};
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
    let mut text = some(&refused.collect::<Vec<_>>());
    let withdrawn = plan.withdrawn.iter().map(|one| {
        format!(
            "note: statement {} was voided since it was recorded as leaf {}; that record stands as it is\n  help: ask \
             whoever runs the record store why. `bona evidence export FOLDER --open {}` shows what was recorded\n",
            one.statement, one.leaf, one.leaf
        )
    });
    text.push_str(&withdrawn.collect::<String>());
    text
}

/// Rows that could not be read.
pub(super) fn refusals(intake: &Intake) -> String {
    let refused = intake.refusals.iter();
    some(
        &refused
            .map(|it| format!("refused: {}: {}\n  help: {}\n", it.place, it.why, it.help))
            .collect::<Vec<_>>(),
    )
}

fn some(refused: &[String]) -> String {
    let mut text: String = refused.iter().take(PRINTED).map(String::as_str).collect();
    match refused.len().saturating_sub(PRINTED) {
        0 => {}
        more => text.push_str(&format!("and {} more refused\n", count(more as u64, "row is", "rows are"))),
    }
    text
}
