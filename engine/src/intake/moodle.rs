//! Moodle's report *Activity completion*, downloaded as CSV or for Excel.
//!
//! Its layout (Moodle, `report/progress`): the first cell of the header is empty; then the identity columns that
//! the site shows; then two columns an activity, headed by its name and by the day it is expected (or nothing).
//! A row has the learner's name, their identity, and per activity a word and a time `YYYY-MM-DD HH:MM:SS` in the
//! zone of whoever downloaded it. Quotation marks in a text were turned into apostrophes. The form for Excel
//! is UTF-16 with tabs.

mod attempts;
mod layout;
mod words;

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

pub use self::attempts::{ATTEMPTS_BYTES, Attempts};
use self::layout::{Layout, WHY, column_name};
use self::words::{State, state};
use super::text::{decode, kept_cell};
use super::{
    ClaimBasis, Claimed, FileFault, IdKind, Intake, LearnerId, ROW_BYTES, Refusal, Row, RowSource, TEXT,
    Wanted, fit_name, hides, holds, shown, unseen,
};
use crate::time::local_from_moodle;

/// Reads the report.
///
/// # Errors
/// When the file is not that report, or does not say which activity and which learners are meant.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    joined(bytes, None, wanted)
}

/// Reads the SCORM report *Interactions* that is to be joined to this one, which says by what kind of id.
///
/// # Errors
/// When it is not that report, has not the id by which this one knows people, or lacks the questions that are asked
/// for. Of this report nothing is said here: [`read`] and [`read_with`] do.
pub fn attempts(bytes: &[u8], scorm: &[u8], wanted: &Wanted) -> Result<Attempts, FileFault> {
    match kind_of_id(bytes, wanted) {
        Some(kind) => attempts::read(scorm, kind, wanted),
        None => Ok(Attempts::default()),
    }
}

/// By what kind of id the report knows people, if it is one.
fn kind_of_id(bytes: &[u8], wanted: &Wanted) -> Option<IdKind> {
    let text = decode(bytes).ok()?;
    let mut reader = ReaderBuilder::new()
        .delimiter(layout::delimiter(&text).ok()?)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.records().next()?.ok()?;
    Layout::of(&header, wanted).ok().map(|layout| layout.kind)
}

/// Reads the report, and joins to each completion what its attempt adds: the score, and what was answered.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], attempts: &Attempts, wanted: &Wanted) -> Result<Intake, FileFault> {
    joined(bytes, Some(attempts), wanted)
}

fn joined(bytes: &[u8], attempts: Option<&Attempts>, wanted: &Wanted) -> Result<Intake, FileFault> {
    let text = decode(bytes)?;
    let delimiter = layout::delimiter(&text)?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map(|record| record.expect("text in memory is UTF-8 and cannot fail"));
    let header = records.next().ok_or_else(layout::not_the_report)?;
    let layout = Layout::of(&header, wanted)?;
    let mut intake = Intake { system: wanted.lms.clone(), ..Intake::default() };
    let mut seen = BTreeMap::new();
    let mut refused = Vec::new();
    let mut of_refused = Vec::new();
    for (index, record) in records.enumerate() {
        let number = index as u64 + 2;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let read = row(&record, number, &layout, wanted).and_then(|row| match seen.get(&row.learner) {
            Some(first) => Err(Box::new(doubled(number, *first))),
            None => Ok(row),
        });
        let read = match attempts {
            Some(attempts) => read.and_then(|row| with_attempt(row, attempts)),
            None => read,
        };
        match read {
            Ok(row) => {
                seen.insert(row.learner.clone(), number);
                intake.rows.push(row);
            }
            Err(refusal) => {
                of_refused.extend(learner(&record, &layout, wanted).map(|learner| (learner, number)));
                refused.push((record, refusal.why.clone()));
                intake.refusals.push(*refusal);
            }
        }
    }
    intake.refused_file = refused_file(&header, &layout, &refused);
    if let Some(attempts) = attempts {
        // Whose row was refused stands in the report too.
        seen.extend(of_refused);
        intake.notes = notes(&intake, attempts, &seen);
    }
    Ok(intake)
}

/// A completion with what the SCORM report says of its attempt.
fn with_attempt(row: Row, attempts: &Attempts) -> Result<Row, Box<Refusal>> {
    if row.verdict.is_none() {
        return Ok(row);
    }
    let at = row.claimed.as_ref().map(|claimed| claimed.at.as_str());
    match attempts.of(&row.learner, at) {
        Ok(None) => Ok(row),
        Ok(Some(joined)) => Ok(Row { score: joined.score, answers: joined.answers, ..row }),
        Err((why, help)) => Err(Box::new(Refusal { source: row.source, place: row.place, why, help })),
    }
}

/// What is to be said of the two reports together.
fn notes(intake: &Intake, attempts: &Attempts, seen: &BTreeMap<LearnerId, u64>) -> Vec<String> {
    let completions = intake.rows.iter().filter(|row| row.verdict.is_some());
    let (mut all, mut scored, mut answered) = (0, 0, 0);
    for row in completions {
        all += 1;
        scored += u64::from(row.score.is_some());
        answered += u64::from(!row.answers.is_empty());
    }
    let mut notes =
        vec![format!("SCORM report: a score was joined to {scored} of {all}, answers to {answered}")];
    let beside = attempts.beside(seen);
    if 0 < beside {
        notes.push(format!(
            "SCORM report: {beside} in it who stand in no row of the other report: score seen, status unknown, nothing recorded"
        ));
    }
    if 0 < attempts.nameless {
        notes.push(format!("SCORM report: {} of its rows without an id, left alone", attempts.nameless));
    }
    notes
}

/// Who a row is about, by the id that is asked for.
fn learner(record: &StringRecord, layout: &Layout, wanted: &Wanted) -> Option<LearnerId> {
    let written = layout.cell(record, layout.identity);
    match layout.kind {
        IdKind::Account => wanted.lms.as_deref().and_then(|home| LearnerId::account(home, written)),
        kind => LearnerId::of_cell(kind, written),
    }
}

/// A row that can be believed, or why it cannot.
fn row(record: &StringRecord, number: u64, layout: &Layout, wanted: &Wanted) -> Result<Row, Box<Refusal>> {
    let refuse = |column: Option<usize>, why: String, help: &str| {
        let place = match column {
            Some(column) => {
                format!("row {number}, column {} ({})", column_name(column), layout.heading(column))
            }
            None => format!("row {number}"),
        };
        Box::new(Refusal { source: RowSource::Table(number), place, why, help: help.to_owned() })
    };
    if ROW_BYTES < record.as_slice().len() {
        let why = format!("the row holds {} bytes; at most {ROW_BYTES} are read", record.as_slice().len());
        return Err(refuse(None, why, "look for a quotation mark that is never closed"));
    }
    if !layout.fits(record) {
        let why = format!("the row has {} cells; the header has {}", record.len(), layout.columns);
        return Err(refuse(None, why, "export the report again; a cell was lost or added"));
    }
    let cell = |column: usize| layout.cell(record, column);
    let odd = |column: usize| cell(column).chars().find(|sign| unseen(*sign) && *sign != '\n');
    if let Some((column, sign)) = (0..layout.columns).find_map(|column| Some((column, odd(column)?))) {
        let why = holds(cell(column), sign);
        return Err(refuse(Some(column), why, "remove it, or export the report again"));
    }
    if let Some(column) = (0..layout.columns).find(|column| TEXT < cell(*column).chars().count()) {
        let why = format!("{} is longer than {TEXT} characters", shown(cell(column)));
        return Err(refuse(Some(column), why, "shorten it"));
    }
    let written = cell(layout.identity);
    let learner = learner(record, layout, wanted);
    let Some(learner) = learner else {
        let why = hides(written).unwrap_or_else(|| "the learner has no id here".to_owned());
        return Err(refuse(
            Some(layout.identity),
            why,
            "fill it in, or use another column with --identify-by",
        ));
    };
    let (word, time) = (cell(layout.activity).trim(), cell(layout.activity + 1).trim());
    let State { said, verdict } = state(word).ok_or_else(|| {
        let why = format!("{} is not a state that Moodle writes in English", shown(word));
        refuse(Some(layout.activity), why, "set your Moodle language to English and export the report again")
    })?;
    let claimed = match (verdict, local_from_moodle(time)) {
        (None, _) => None,
        (Some(_), Some(at)) => {
            wanted.has_been(&at).map_err(|(why, help)| refuse(Some(layout.activity + 1), why, &help))?;
            Some(Claimed { at, basis: ClaimBasis::LmsLocal })
        }
        (Some(_), None) => {
            let (why, help) = words::bad_time(time);
            return Err(refuse(Some(layout.activity + 1), why, help));
        }
    };
    fit_name(cell(0).trim()).map_err(|(why, help)| refuse(Some(0), why, &help))?;
    let name = Some(cell(0).trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    let item = Some(layout.heading(layout.activity));
    Ok(Row { name, item, verdict, claimed, ..Row::of_table(number, learner, said) })
}

fn doubled(number: u64, first: u64) -> Refusal {
    Refusal {
        source: RowSource::Table(number),
        place: format!("row {number}"),
        why: format!("the same learner stands in row {first}"),
        help: "keep the row that is right; Moodle writes each learner once".to_owned(),
    }
}

/// The refused rows under the same header, each with its reason in a last column that is read past next time.
fn refused_file(header: &StringRecord, layout: &Layout, refused: &[(StringRecord, String)]) -> Vec<u8> {
    if refused.is_empty() {
        return Vec::new();
    }
    let mut writer = WriterBuilder::new().flexible(true).from_writer(b"\xef\xbb\xbf".to_vec());
    let mut write = |cells: Vec<&str>, why: &str| {
        let cells = cells.into_iter().chain([why]).map(|cell| kept_cell(cell).into_owned());
        writer.write_record(cells).expect("memory takes every row");
    };
    write(header.iter().take(layout.columns).collect(), WHY);
    for (record, why) in refused {
        // A row past the limit could not be read again either: its reason stands alone.
        let large = ROW_BYTES < record.as_slice().len();
        let cell = |column| if large { "" } else { layout.cell(record, column) };
        write((0..layout.columns).map(cell).collect(), why);
    }
    writer.into_inner().expect("memory takes every row")
}

#[cfg(test)]
mod tests;
