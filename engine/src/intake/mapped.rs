//! Any table that a site defines for itself, such as Totara's reports: a mapping file says what its columns mean.
//!
//! Nothing is guessed: which order a date has, which scale a grade has and what a word comes to stand in the mapping, and
//! what could be read in two ways is refused with what to write there. `propose` makes a mapping out of a header, to be
//! looked at by a person; it is never imported by.

mod day;
mod mapping;
mod met;
mod propose;
mod reading;

use csv::StringRecord;

use self::mapping::State;
pub use self::mapping::{Mapping, Order, Scale, Who};
pub use self::propose::propose;
pub use self::reading::{Piece, REFUSED_BYTES, Reading, TABLE_BYTES, WHOLE_BYTES, read};
use super::table::{Table, Why};
use super::{
    ClaimBasis, Claimed, FileFault, IdKind, LearnerId, Row, VerdictWord, Wanted, fit_name, hides, shown,
};

/// Bytes of a mapping file.
pub const MAPPING_BYTES: u64 = 64_000;

/// Where things stand in a row.
struct Columns {
    name: Vec<usize>,
    who: usize,
    kind: IdKind,
    course: Option<usize>,
    state: Option<usize>,
    when: usize,
    score: Option<usize>,
    /// Whether grades are written with a sign of per cent, so that one without means something else.
    signed: bool,
}

/// Reads a mapping file.
///
/// # Errors
/// When it is no RON of that form, with the line and what is wrong there.
pub fn read_mapping(text: &str) -> Result<Mapping, FileFault> {
    mapping::read(text)
}

/// A time as a table writes it, where it can be read in one way only.
pub(super) fn moment(text: &str) -> Option<String> {
    day::read(text, None).ok().filter(|local| !local.ends_with('Z'))
}

fn columns(table: &Table, mapping: &Mapping, wanted: &Wanted) -> Result<Columns, FileFault> {
    let column = |name: &str| {
        table.column(&[name]).ok_or_else(|| {
            let headings: Vec<String> =
                table.headings.iter().take(20).map(|heading| shown(heading)).collect();
            let help = format!("the table has {}; mend the mapping", headings.join(", "));
            FileFault::new(format!("no column is headed {}, as the mapping says", shown(name)), help)
        })
    };
    let (kind, who) = match &mapping.who {
        Who::StaffNumber(name) => (IdKind::StaffNumber, name),
        Who::Email(name) => (IdKind::Email, name),
        Who::Account(name) => (IdKind::Account, name),
    };
    if kind == IdKind::Account && wanted.lms.is_none() {
        return Err(FileFault::new(
            "people are known by an account here, which means nothing outside its learning system",
            "add --lms with its address, always the same one",
        ));
    }
    if wanted.identify_by.is_some_and(|by| by != kind) {
        return Err(FileFault::new(
            "--identify-by and `who` in the mapping say two things",
            "leave --identify-by out, or mend the mapping",
        ));
    }
    let found = Columns {
        name: mapping.name.iter().map(|name| column(name)).collect::<Result<_, _>>()?,
        who: column(who)?,
        kind,
        course: mapping.course.as_ref().map(|course| column(&course.column)).transpose()?,
        state: mapping.state.as_ref().map(|state| column(&state.column)).transpose()?,
        when: column(&mapping.when.column)?,
        score: mapping.score.as_ref().map(|score| column(&score.column)).transpose()?,
        signed: false,
    };
    let optional = [found.course, found.state, found.score].into_iter().flatten();
    let read = [found.who, found.when].into_iter().chain(optional);
    table.once(read.chain(found.name.iter().copied()))?;
    Ok(found)
}

fn row(
    table: &Table,
    columns: &Columns,
    mapping: &Mapping,
    line: u64,
    record: &StringRecord,
    wanted: &Wanted,
) -> Result<Row, Why> {
    let cell = |column: usize| table.cell(record, column);
    let written = cell(columns.who);
    let learner = match columns.kind {
        IdKind::Account => wanted.lms.as_deref().and_then(|home| LearnerId::account(home, written)),
        IdKind::Email if !written.contains('@') => None,
        kind => LearnerId::of_cell(kind, written),
    };
    let learner = learner.ok_or_else(|| {
        let why = if written.is_empty() {
            "nothing says who this is".to_owned()
        } else {
            hides(written).unwrap_or_else(|| format!("{} is no id of that kind", shown(written)))
        };
        (Some(columns.who), why, "fill it in".to_owned())
    })?;
    let said = cell(columns.state.unwrap_or(columns.when));
    let verdict = match &mapping.state {
        Some(state) => verdict(state, said).map_err(|(why, help)| (columns.state, why, help))?,
        // Whoever has a day has completed it.
        None => (!["", "-"].contains(&said)).then_some(VerdictWord::Completed),
    };
    let claimed = match verdict {
        None => None,
        Some(_) => {
            let at = day::read(cell(columns.when), mapping.when.order)
                .map_err(|(why, help)| (Some(columns.when), why, help.to_owned()))?;
            wanted.has_been(&at).map_err(|(why, help)| (Some(columns.when), why, help))?;
            Some(at)
        }
    };
    let score = match (columns.score, &mapping.score) {
        (Some(column), Some(score)) if verdict.is_some() => {
            bare(cell(column), columns.signed).map_err(|(why, help)| (Some(column), why, help))?;
            per_cent(cell(column), score.scale).map_err(|(why, help)| (Some(column), why, help))?
        }
        _ => None,
    };
    // A sheet of days is kept by hand: there is no clock behind it.
    let clock = if mapping.state.is_some() { ClaimBasis::LmsLocal } else { ClaimBasis::Stated };
    let parts = || columns.name.iter().map(|column| cell(*column));
    let mut name = String::with_capacity(parts().map(|part| part.len() + 1).sum());
    for part in parts() {
        // An empty part leaves no blank at either end, and its own where it stands between two.
        name.push_str(if name.is_empty() { "" } else { " " });
        name.push_str(part);
    }
    name.truncate(name.trim_end().len());
    fit_name(&name).map_err(|(why, help)| (columns.name.first().copied(), why, help))?;
    Ok(Row {
        name: Some(name).filter(|name| !name.is_empty()),
        item: columns.course.map(|column| cell(column).to_owned()),
        verdict,
        score,
        claimed: claimed.map(|at| {
            // Nobody types a zone: that is a clock's.
            let basis = if at.ends_with('Z') { ClaimBasis::LmsUtc } else { clock };
            Claimed { at, basis }
        }),
        ..Row::of_table(line, learner, said.to_owned())
    })
}

/// Whether a row says of somebody that something came to an end.
fn says(table: &Table, columns: &Columns, mapping: &Mapping, record: &StringRecord) -> bool {
    let cell = |column: usize| table.cell(record, column);
    let done = match (&mapping.state, columns.state) {
        (Some(state), Some(column)) => matches!(verdict(state, cell(column)), Ok(Some(_))),
        _ => !["", "-"].contains(&cell(columns.when)),
    };
    done && !cell(columns.who).is_empty()
}

/// What the word in the table comes to, as the mapping says.
fn verdict(state: &State, word: &str) -> Result<Option<VerdictWord>, (String, String)> {
    let is = |words: &[String]| words.iter().any(|known| known == word);
    if is(&state.passed) {
        return Ok(Some(VerdictWord::Passed));
    }
    if is(&state.completed) {
        return Ok(Some(VerdictWord::Completed));
    }
    if is(&state.failed) {
        return Ok(Some(VerdictWord::Failed));
    }
    if is(&state.nothing) {
        return Ok(None);
    }
    if word.is_empty() {
        let help = "put `\"\"` into `nothing` of `state` in the mapping, or take the row out";
        return Err(("nothing says whether it was completed".to_owned(), help.to_owned()));
    }
    let help =
        "put the word into `passed`, `completed`, `failed` or `nothing` of `state` in the mapping".to_owned();
    Err((format!("{} is a word that the mapping does not say", shown(word)), help))
}

/// Totara prints `60.0%` where it knows the most points, and `60` in the same column where it does not: then 60 may be 20 %.
fn bare(text: &str, signed: bool) -> Result<(), (String, String)> {
    if !signed || text.is_empty() || text == "-" || text.ends_with('%') {
        return Ok(());
    }
    Err((
        format!("{} has no sign of per cent, and other grades of the column have one", shown(text)),
        "nobody can say of what it is: look it up in the learning system and write it as `60%`, or leave the cell empty".to_owned(),
    ))
}

/// A grade in whole per cent, rounded half up; an empty one is none.
fn per_cent(text: &str, scale: Scale) -> Result<Option<u8>, (String, String)> {
    if text.is_empty() || text == "-" {
        return Ok(None);
    }
    let wrong = |why: &str, help: &str| Err((format!("{} {why}", shown(text)), help.to_owned()));
    let (plain, sign) = match text.strip_suffix('%') {
        Some(plain) => (plain.trim(), true),
        None => (text, false),
    };
    let most = match scale {
        Scale::Percent => 100,
        Scale::Points(_) if sign => {
            return wrong(
                "has a sign of per cent, and the mapping says points",
                "write `scale: Percent` in the mapping",
            );
        }
        Scale::Points(most) => most,
    };
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
    let digits = |text: &str| (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || most == 0 {
        return wrong("is not a grade", "a grade is digits, and a full stop before a part");
    }
    // A part of one digit is tenths, and so on: in millionths it is that times ten for each digit that it lacks.
    let number = |text: &str| text.parse::<u64>().unwrap_or(u64::MAX);
    let scaled = number(whole) * 1_000_000 + (part.len()..6).fold(number(part), |part, _| part * 10);
    let most = u64::from(most) * 1_000_000;
    if most < scaled {
        return wrong(
            "is more than the most that the mapping says",
            "look at the most points of the course: `scale: Points(20)`, or `scale: Percent`",
        );
    }
    Ok(u8::try_from((scaled * 200 + most) / (2 * most)).ok())
}

#[cfg(test)]
mod tests;
