//! What an import says: of the file, of what it recorded, of rows that it refuses, and of statements that their source has
//! taken back since.

use std::path::Path;

use bona_engine::evidence::{
    Batch, CameAgain, CompletionKind, EditionBasis, Facts, Plan, PseudonymKey, RowCounts, RowResult,
    SourceKind, Store, StoreError, came_again, corrected_by,
};
use bona_engine::intake::{Intake, Refusal};

use super::super::count;
use super::kind::called;

/// Refused rows that are printed; all of them are kept in the file.
const PRINTED: usize = 100;

/// What was said of rows one by one: the first hundred, and how many more there are.
#[derive(Default)]
pub(super) struct Said {
    text: String,
    count: usize,
}

impl Said {
    /// Adds what is said of one row.
    pub(super) fn add(&mut self, one: impl FnOnce() -> String) {
        if self.count < PRINTED {
            self.text.push_str(&one());
        }
        self.count += 1;
    }

    /// All of it; `what` is what becomes of those that are not printed.
    pub(super) fn end(mut self, what: &str) -> String {
        match self.count.saturating_sub(PRINTED) {
            0 => {}
            more => {
                let more = count(more as u64, "row is", "rows are");
                self.text.push_str(&format!("and {more} more {what}\n"));
            }
        }
        self.text
    }
}

/// A row that could not be read.
pub(super) fn refusal(it: &Refusal) -> String {
    format!("refused: {}: {}\n  help: {}\n", it.place, it.why, it.help)
}

/// A row that was read, and is refused for what is known of its person or its statements.
pub(super) fn of_result(place: &str, result: RowResult) -> Option<String> {
    match result {
        RowResult::Erased => Some(format!(
            "refused: {place}: erased: somebody decided that nothing is kept of this person\n  help: erase them in the \
             learning system as well\n",
        )),
        RowResult::Changed(leaf) => Some(format!(
            "refused: {place}: a statement of it was recorded as leaf {leaf}, and says something else now\n  help: a \
             statement is never changed under its id; ask whoever runs the record store which of the two is true\n",
        )),
        _ => None,
    }
}

/// What stands in no file of refused rows: of people who were erased nothing is kept, and what a statement says that was
/// changed or voided is for whoever runs its record store to mend.
pub(super) fn beside_the_file(intake: &Intake, plan: &Plan) -> String {
    let mut said = Said::default();
    for (row, result) in intake.rows.iter().zip(&plan.results) {
        if let Some(one) = of_result(&row.place, *result) {
            said.add(|| one);
        }
    }
    said.end("refused")
}

/// A row of a record that was corrected since: it brings nothing back.
pub(super) fn again(it: &CameAgain) -> String {
    format!(
        "note: {}: it was recorded as leaf {}, and corrected since (leaf {}); that stands, and nothing of it is recorded \
         again\n",
        it.place, it.leaf, it.by
    )
}

/// How many more rows there are of which `again` says nothing.
pub(super) const MORE_AGAIN: &str = "of records that were corrected since";

/// What came of records since: rows whose record was corrected bring nothing back, and a statement that was voided leaves its
/// record to people.
pub(super) fn since(
    store: &dyn Store,
    key: &PseudonymKey,
    facts: &Facts,
    intake: &Intake,
    plan: &Plan,
) -> Result<String, StoreError> {
    let mut said = Said::default();
    came_again(store, key, facts, &intake.rows, &plan.results)?.iter().for_each(|it| said.add(|| again(it)));
    let mut text = said.end(MORE_AGAIN);
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

/// That a file says nothing of this course, where each of its rows is about something else.
pub(super) fn all_other(file: &Path, course: &str, intake: &Intake) -> Option<String> {
    if intake.others == 0 || !intake.rows.is_empty() || !intake.refusals.is_empty() {
        return None;
    }
    let item = intake.other.as_ref().map(|item| format!(", the first about `{}`", item.escape_debug()));
    Some(format!(
        "error: `{}`: nothing in it is about `{course}`: {} about something else{}\n  help: the items of this course are \
         called `ITEM_{course}_main`; give the package that was taken, or mend `item` where these are this course's\n",
        file.display(),
        count(intake.others, "record is", "records are"),
        item.unwrap_or_default(),
    ))
}

/// Rows that could not be read.
pub(super) fn refusals(intake: &Intake) -> String {
    let mut said = Said::default();
    intake.refusals.iter().for_each(|it| said.add(|| refusal(it)));
    said.end("refused")
}

/// What was recorded: so many rows, as these leaves.
pub(super) fn recorded(facts: &Facts, rows: u64, batch: &Batch) -> String {
    if facts.source.kind == SourceKind::Returns {
        let what = count(rows, "answer code", "answer codes");
        return format!("Kept {what}; leaf {} says how many.\n", batch.head.size - 1);
    }
    let leaves = match (batch.expect.size + 1, batch.head.size - 1) {
        (only, last) if only == last => format!("leaf {only}"),
        (first, last) => format!("leaves {first} to {last}"),
    };
    let (one, many) = match facts.records {
        CompletionKind::Completion => ("completion", "completions"),
        CompletionKind::Attendance => ("attendance", "attendances"),
        CompletionKind::Competence => ("observation", "observations"),
        CompletionKind::Pledge => ("pledge", "pledges"),
        CompletionKind::FollowUp => ("follow-up", "follow-ups"),
    };
    format!("Recorded {} as {leaves}.\n", count(rows, one, many))
}

/// What the file is and how its rows fared.
pub(super) fn summary(
    file: &Path,
    facts: &Facts,
    (counts, new_people): (RowCounts, usize),
    notes: &str,
) -> String {
    let edition = facts.edition.as_deref().unwrap_or("edition unknown");
    let basis = match facts.edition_basis {
        EditionBasis::Package => "as the package says",
        EditionBasis::Stated => "as somebody states",
        EditionBasis::Unknown => "nobody says which",
    };
    let draft = if facts.release == Some(false) { ", a draft that was not reviewed" } else { "" };
    let part = if facts.is_of_part() { ", its part `follow-up`" } else { "" };
    let people = match new_people {
        0 => String::new(),
        new => format!(" ({} met for the first time)", count(new as u64, "person is", "people are")),
    };
    let names = if facts.source.kind == SourceKind::Returns {
        "in none of them"
    } else if facts.keep_names {
        "kept in the store, outside the log"
    } else {
        "not kept"
    };
    format!(
        "`{file}`: {kind}\n{course} {edition}{part}, {basis}{draft}\n\
         \x20 {recorded:>7} to record{people}\n\
         \x20 {already:>7} recorded before\n\
         \x20 {nothing:>7} with nothing to record\n\
         \x20 {refused:>7} refused\n\
         \x20 {read:>7} read; learners' names are {names}\n{notes}",
        file = file.display(),
        kind = called(facts.source.kind),
        course = facts.course,
        recorded = counts.recorded,
        already = counts.already,
        nothing = counts.nothing,
        refused = counts.refused,
        read = counts.read,
    )
}
