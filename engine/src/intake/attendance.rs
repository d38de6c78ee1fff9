//! Who was there: a sign-in sheet that was keyed by hand, the attendance report of Teams, the participants of Zoom.
//!
//! A list says who and, of the two programs, how long. Which course, which day and in what form is the session's, which
//! stands in the log before anybody came. Nobody counts as having been there below the minutes that the operator states;
//! of times of day nothing is believed, since both programs write them as the computer of whoever downloads is set.

mod minutes;
mod named;
mod sheet;

use std::collections::BTreeMap;

use csv::StringRecord;

pub(super) use self::Columns as SheetColumns;
use self::minutes::{contradicts, of_words, union_of_visits};
pub use self::named::days_named;
pub(super) use self::sheet::open as sheet;
pub use self::sheet::{Keyed, keyed_alike};
use super::table::{Table, Why, place};
use super::{FileFault, IdKind, Intake, LearnerId, Row, VerdictWord, Wanted, fit_name, hides, shown};

/// Bytes of one list of people.
pub const PEOPLE_BYTES: u64 = 64_000_000;
/// Longest stay that is believed, in minutes: two days.
pub const MINUTES: u32 = 2_880;

/// Which program, or hand, wrote the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendanceList {
    /// A sheet that was signed, keyed into `name`, `staff_number` or `email`, and perhaps `minutes`.
    SignIn,
    /// The attendance report of Microsoft Teams, in English.
    Teams,
    /// The participants of a Zoom meeting, in English.
    Zoom,
}

/// Where things stand in a row.
pub(super) struct Columns {
    name: Option<usize>,
    id: usize,
    /// Taken where the first is empty: an e-mail address that only the account's name holds.
    id_else: Option<usize>,
    kind: IdKind,
    minutes: Option<usize>,
    role: Option<usize>,
    /// When a visit began and ended, where the list has a row for each visit.
    visit: Option<(usize, usize)>,
    /// Whether somebody only waited to be let in.
    waiting: Option<usize>,
    /// Whether the minutes of a row are those of its visit alone.
    each: bool,
    /// Whether people are in it who came as guests or by telephone: a sheet that somebody keyed has none.
    online: bool,
}

/// Somebody, with all their rows.
struct Somebody {
    line: u64,
    /// Every row that is theirs.
    lines: Vec<u64>,
    learner: LearnerId,
    name: Option<String>,
    minutes: Option<u32>,
    visits: Vec<(String, String)>,
    /// The end of a visit whose minutes are not those from its beginning to its end.
    contradicted: Option<String>,
    leads: bool,
}

/// Reads the list. Of those who stayed `minimum` minutes it says that they completed; a sheet that has no minutes says
/// so of everybody on it.
///
/// # Errors
/// When it is no such list, or does not say by which id people are known.
pub fn read(bytes: &[u8], list: AttendanceList, minimum: u32, wanted: &Wanted) -> Result<Intake, FileFault> {
    let (table, columns) = open(bytes, list, wanted)?;
    let mut people: BTreeMap<LearnerId, Somebody> = BTreeMap::new();
    let (mut refusals, mut refused) = (Vec::new(), Vec::new());
    for (line, record) in &table.rows {
        if ends(record) {
            break;
        }
        let read = table.sound(record).and_then(|()| one(&table, &columns, *line, record, wanted));
        let read = read.and_then(|found| joined(&mut people, found, &columns));
        if let Err(why) = read {
            refused.push((*line, why.1.clone()));
            refusals.push(table.refusal(*line, why));
        }
    }
    let mut people: Vec<Somebody> = people.into_values().collect();
    people.sort_by_key(|somebody| somebody.line);
    let mut intake = Intake { system: wanted.lms.clone(), ..Intake::default() };
    for somebody in people {
        match attended(&somebody, &columns, minimum) {
            Ok((minutes, verdict)) => intake.rows.push(row(somebody, minutes, verdict)),
            Err(why) => {
                // All their visits come back: some alone would say something else.
                refused.extend(somebody.lines.iter().map(|line| (*line, why.1.clone())));
                refusals.push(table.refusal(somebody.line, why));
            }
        }
    }
    refusals.sort_by_key(|refusal| refusal.source);
    refused.sort();
    intake.refused_file = table.refused_file(&refused);
    intake.refusals = refusals;
    Ok(intake)
}

/// That a list of people is not too large.
pub(super) fn small_enough(bytes: &[u8], help: &str) -> Result<(), FileFault> {
    if bytes.len() as u64 <= PEOPLE_BYTES {
        return Ok(());
    }
    let most = PEOPLE_BYTES / 1_000_000;
    let why = format!("the file holds {} MB; at most {most} are read", bytes.len() / 1_000_000);
    Err(FileFault::new(why, help))
}

fn open(bytes: &[u8], list: AttendanceList, wanted: &Wanted) -> Result<(Table, Columns), FileFault> {
    small_enough(bytes, "give one session's list")?;
    let table = match list {
        AttendanceList::SignIn => return sheet::open(bytes, wanted),
        AttendanceList::Teams => Table::read(bytes, is_teams, not_teams())?,
        AttendanceList::Zoom => Table::read(bytes, is_zoom, not_zoom())?.with_short_rows(),
    };
    if wanted.identify_by.is_some_and(|kind| kind != IdKind::Email) {
        return Err(FileFault::new(
            "this list knows people by their e-mail address alone",
            "add --identify-by email, or leave it out",
        ));
    }
    let role = table.column(&["Role"]);
    if list == AttendanceList::Teams && role.is_none() {
        return Err(FileFault::new(
            "its participants have no column `Role`, so nothing says who held the session, and they would be counted",
            "download the report with Teams set to English and all information collected; or head that column `Role`, and write \
             Organizer for whoever held it",
        ));
    }
    let id = table
        .column(EMAIL)
        .ok_or_else(|| if list == AttendanceList::Zoom { not_zoom() } else { not_teams() })?;
    let visit = table.column(&["Join Time"]).zip(table.column(&["Leave Time"]));
    let columns = Columns {
        name: table.column(&["Name", "Name (Original Name)", "Full Name"]),
        id,
        id_else: table.column(&["Participant ID (UPN)"]),
        kind: IdKind::Email,
        minutes: table.column(&["In-Meeting Duration", "Total Duration (Minutes)", "Duration (Minutes)"]),
        role,
        visit: if list == AttendanceList::Zoom { visit } else { None },
        waiting: table.column(&["In Waiting Room"]),
        each: table.column(&["Total Duration (Minutes)"]).is_none(),
        online: true,
    };
    table.once([Some(id), columns.minutes, columns.role, columns.waiting].into_iter().flatten())?;
    Ok((table, columns))
}

const EMAIL: &[&str] = &["Email", "User Email", "Email Address"];

fn is_teams(headings: &[String]) -> bool {
    place(headings, &["Name"]).is_some()
        && place(headings, &["In-Meeting Duration"]).is_some()
        && place(headings, EMAIL).is_some()
}

fn is_zoom(headings: &[String]) -> bool {
    place(headings, &["Name (Original Name)", "Name"]).is_some()
        && place(headings, EMAIL).is_some()
        && place(headings, &["Duration (Minutes)", "Total Duration (Minutes)"]).is_some()
}

fn not_teams() -> FileFault {
    FileFault::new(
        "this is not the attendance report of Teams, or not in English",
        "open the meeting in Teams, Attendance, Download, with Teams set to English and all information collected",
    )
}

fn not_zoom() -> FileFault {
    FileFault::new(
        "this is not the list of participants of Zoom, or not in English",
        "on zoom.us open Reports, Usage, the meeting's Participants, and Export, with the site set to English",
    )
}

/// The next section of Teams' report: a line with its number and name alone.
fn ends(record: &StringRecord) -> bool {
    let first = record.get(0).unwrap_or("").trim();
    let alone = record.iter().skip(1).all(|cell| cell.trim().is_empty());
    alone
        && first
            .split_once(". ")
            .is_some_and(|(number, _)| number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit()))
}

fn one(
    table: &Table,
    columns: &Columns,
    line: u64,
    record: &StringRecord,
    wanted: &Wanted,
) -> Result<Somebody, Why> {
    let cell = |column: usize| table.cell(record, column);
    let address = |text: &str| text.contains('@');
    let written = match columns.id_else.map(cell) {
        Some(other) if cell(columns.id).is_empty() && address(other) => other,
        _ => cell(columns.id),
    };
    let id = match columns.kind {
        IdKind::Account => wanted.lms.as_deref().and_then(|home| LearnerId::account(home, written)),
        IdKind::Email if !address(written) => None,
        kind => LearnerId::of_cell(kind, written),
    };
    let learner = id.ok_or_else(|| {
        let why = match written {
            "" if columns.online => "nothing says who this is: a guest, or a telephone".to_owned(),
            "" => "nothing says who this is".to_owned(),
            _ => hides(written).unwrap_or_else(|| format!("{} is no id of that kind", shown(written))),
        };
        (Some(columns.id), why, "ask them, fill it in here, and import this file".to_owned())
    })?;
    if let Some(column) = columns.name {
        fit_name(cell(column)).map_err(|(why, help)| (Some(column), why, help))?;
    }
    let minutes = match columns.minutes {
        Some(column) => Some(of_words(cell(column)).ok_or_else(|| {
            let why = format!("{} is not how long somebody stayed", shown(cell(column)));
            (Some(column), why, format!("write it in minutes, 0 to {MINUTES}"))
        })?),
        None => None,
    };
    // In the waiting room nobody is in the meeting.
    let waits = match columns.waiting {
        Some(column) => is_yes(cell(column)).map_err(|(why, help)| (Some(column), why, help))?,
        None => false,
    };
    let minutes = if waits { Some(0) } else { minutes };
    let visit = columns.visit.map(|(from, to)| (cell(from).to_owned(), cell(to).to_owned()));
    let visit = visit.filter(|_| !waits);
    let wrong = |(from, to): &&(String, String)| columns.each && contradicts(from, to, minutes);
    Ok(Somebody {
        line,
        lines: vec![line],
        learner,
        name: columns.name.map(cell).filter(|name| !name.is_empty()).map(str::to_owned),
        minutes,
        contradicted: visit.as_ref().filter(wrong).map(|(_, to)| to.clone()),
        visits: visit.into_iter().collect(),
        leads: columns.role.is_some_and(|role| cell(role).eq_ignore_ascii_case("Organizer")),
    })
}

/// Whether a cell says Yes; empty is No.
fn is_yes(text: &str) -> Result<bool, (String, String)> {
    match text {
        "" => Ok(false),
        text if text.eq_ignore_ascii_case("no") => Ok(false),
        text if text.eq_ignore_ascii_case("yes") => Ok(true),
        _ => Err((format!("{} is neither Yes nor No", shown(text)), "write Yes or No".to_owned())),
    }
}

/// Who a row of a sheet is about, and their name.
pub(super) fn person(
    table: &Table,
    columns: &Columns,
    line: u64,
    record: &StringRecord,
    wanted: &Wanted,
) -> Result<(LearnerId, Option<String>), Why> {
    let columns = Columns { minutes: None, ..*columns };
    one(table, &columns, line, record, wanted).map(|found| (found.learner, found.name))
}

/// A list with a row for each visit has a person more than once; any other list that does is refused.
fn joined(people: &mut BTreeMap<LearnerId, Somebody>, found: Somebody, columns: &Columns) -> Result<(), Why> {
    match people.get_mut(&found.learner) {
        None => drop(people.insert(found.learner.clone(), found)),
        Some(first) if columns.visit.is_some() => {
            first.contradicted = first.contradicted.take().or(found.contradicted);
            first.minutes = Some(first.minutes.unwrap_or(0) + found.minutes.unwrap_or(0));
            first.visits.extend(found.visits);
            first.lines.extend(found.lines);
        }
        Some(first) => {
            let why = format!("the same person stands in row {}", first.line);
            return Err((Some(columns.id), why, "keep the row that is right".into()));
        }
    }
    Ok(())
}

/// How long somebody stayed, and what that comes to.
fn attended(
    somebody: &Somebody,
    columns: &Columns,
    minimum: u32,
) -> Result<(Option<u32>, Option<VerdictWord>), Why> {
    let refuse = |why: String| {
        let help = "put their visits in one row, with the minutes of all of them, and leave its join and leave times empty";
        (columns.visit.map(|(from, _)| from), why, help.to_owned())
    };
    if let Some(time) = &somebody.contradicted {
        let time = shown(time);
        return Err(refuse(format!(
            "a visit to {time} has other minutes than lie between its join and leave times"
        )));
    }
    let minutes = match somebody.visits.as_slice() {
        [] => somebody.minutes,
        // Put together by hand.
        [(from, to)] if from.is_empty() && to.is_empty() => somebody.minutes,
        visits => {
            let union = union_of_visits(visits).map_err(|time| {
                let time = shown(&time);
                refuse(match visits {
                    [_] => format!("{time} is no end of a visit on one day"),
                    _ => format!("{time} cannot be put together with this person's other visits"),
                })
            })?;
            match visits {
                // As the program counts them.
                [_] => somebody.minutes,
                _ => Some(union),
            }
        }
    };
    let stayed = minutes.is_none_or(|minutes| minimum <= minutes);
    let verdict = (stayed && !somebody.leads).then_some(VerdictWord::Completed);
    Ok((minutes, verdict))
}

fn row(somebody: Somebody, minutes: Option<u32>, verdict: Option<VerdictWord>) -> Row {
    let said = match minutes {
        Some(minutes) => format!("attended {minutes} minutes"),
        None => "attended".to_owned(),
    };
    Row { name: somebody.name, verdict, minutes, ..Row::of_table(somebody.line, somebody.learner, said) }
}

#[cfg(test)]
mod tests;
