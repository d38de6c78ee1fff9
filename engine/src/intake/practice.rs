//! What came of a course in practice: that a pledge was made, that a follow-up was held. Never what was pledged or said.
//!
//! A list keyed by whoever was there, with `name`, one of the ids, and a column `pledge` or `follow_up` that says `yes` or
//! nothing: a column more on a sign-in sheet will do. A pledge's words never leave the learner's browser, so a list that holds
//! words in that column is refused whole, and its words are in no message.

use super::attendance::{SheetColumns, person, sheet, small_enough};
use super::table::{Table, Why};
use super::{ClaimBasis, Claimed, FileFault, Intake, Row, VerdictWord, Wanted, shown};
use crate::time::is_day;
use csv::StringRecord;

/// What a list says of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// That they made a pledge.
    Pledge,
    /// That somebody followed up with them.
    FollowUp,
}

impl Practice {
    /// What its column is headed.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::FollowUp => "follow_up",
        }
    }

    fn says(self) -> &'static str {
        match self {
            Self::Pledge => "pledge made",
            Self::FollowUp => "follow-up held",
        }
    }
}

/// Where things stand in a row, beside who it is about.
struct Columns {
    who: SheetColumns,
    what: usize,
    day: Option<usize>,
}

/// Reads the list. `of_session` says whether the day is that of a group session; else the list has a column `day`.
///
/// # Errors
/// When a column is missing, does not say by which id people are known, or says more than yes or no.
pub fn read(
    bytes: &[u8],
    practice: Practice,
    of_session: bool,
    wanted: &Wanted,
) -> Result<Intake, FileFault> {
    small_enough(bytes, "give it in several files")?;
    let (table, who) = sheet(bytes, wanted)?;
    let heading = practice.column();
    let what = table.column(&[heading, practice.says()]).ok_or_else(|| {
        FileFault::new(
            format!("no column is headed `{heading}`"),
            format!("head the columns `name`, `staff_number` (or `email`) and `{heading}`, and write `yes` or nothing below it"),
        )
    })?;
    let day = table.column(&["day"]).filter(|_| !of_session);
    if day.is_none() && !of_session {
        return Err(FileFault::new(
            "nothing says on which day it was",
            "add a column `day` (`2026-11-03`), or name the group session with --session",
        ));
    }
    let columns = Columns { who, what, day };
    table.once([Some(what), day].into_iter().flatten())?;
    silent(&table, &columns, practice)?;
    let intake = table.rows_once(
        "person and day",
        |line, record| row(&table, &columns, line, record, (practice, wanted)),
        |row| (row.learner.clone(), row.claimed.as_ref().map(|claimed| claimed.at.clone())),
    );
    Ok(Intake { system: wanted.lms.clone(), ..intake })
}

/// `yes` or nothing; `None` where a cell says anything else.
fn answer(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "yes" | "y" | "x" | "1" | "made" | "held" => Some(true),
        "" | "no" | "n" | "0" | "-" => Some(false),
        _ => None,
    }
}

/// Nothing is made of a list that holds words of a pledge: not a record, not a file of refused rows, not a message.
fn silent(table: &Table, columns: &Columns, practice: Practice) -> Result<(), FileFault> {
    let says = |record: &StringRecord| answer(table.cell(record, columns.what)).is_none();
    let Some((line, _)) = table.rows.iter().find(|(_, record)| says(record)) else { return Ok(()) };
    Err(FileFault::new(
        format!("row {line} says more than `yes` or nothing in the column `{}`", practice.column()),
        "write `yes` or leave it empty: what somebody pledged or said is theirs, and is kept nowhere",
    ))
}

fn row(
    table: &Table,
    columns: &Columns,
    line: u64,
    record: &StringRecord,
    (practice, wanted): (Practice, &Wanted),
) -> Result<Row, Why> {
    let (learner, name) = person(table, &columns.who, line, record, wanted)?;
    let done = answer(table.cell(record, columns.what)).unwrap_or(false);
    let claimed = match columns.day.filter(|_| done) {
        None => None,
        Some(column) => {
            let day = table.cell(record, column);
            if !is_day(day) {
                let why = format!("{} is no day", shown(day));
                return Err((Some(column), why, "write it with the year in front, `2026-11-03`".into()));
            }
            wanted.has_been(day).map_err(|(why, help)| (Some(column), why, help))?;
            Some(Claimed { at: format!("{day}T00:00:00"), basis: ClaimBasis::Stated })
        }
    };
    Ok(Row {
        name,
        verdict: done.then_some(VerdictWord::Completed),
        claimed,
        ..Row::of_table(line, learner, practice.says().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{Practice, read};
    use crate::intake::{VerdictWord, Wanted};

    const SHEET: &str = "name,staff_number,minutes,pledge,day\n\
        Ann Byrne,0042,90,Yes,2026-11-03\n\
        Bo Cole,0043,90,,2026-11-03\n\
        Cy Dee,0044,90,x,2026-11-03\n";

    fn wanted() -> Wanted {
        Wanted::of("first_contact")
    }

    #[test]
    fn who_made_a_pledge_is_read_and_who_did_not_is_nothing() {
        let intake = read(SHEET.as_bytes(), Practice::Pledge, false, &wanted()).expect("a list");
        let verdicts: Vec<_> = intake.rows.iter().map(|row| row.verdict).collect();
        assert_eq!(verdicts, [Some(VerdictWord::Completed), None, Some(VerdictWord::Completed)]);
        assert_eq!(intake.rows[0].said, "pledge made");
        assert_eq!(intake.rows[0].claimed.as_ref().map(|it| it.at.as_str()), Some("2026-11-03T00:00:00"));
        // Of a session the day is the session's own.
        let of_session = read(SHEET.as_bytes(), Practice::Pledge, true, &wanted()).expect("a list");
        assert_eq!(of_session.rows[0].claimed, None);
        let held = SHEET.replace("pledge", "follow_up");
        let held = read(held.as_bytes(), Practice::FollowUp, false, &wanted()).expect("a list");
        assert_eq!(held.rows[2].said, "follow-up held");
    }

    #[test]
    fn a_list_with_words_of_a_pledge_is_refused_whole_and_its_words_are_in_no_message() {
        let spoilt = SHEET.replace("Yes", "I will ask people for their name");
        let fault = read(spoilt.as_bytes(), Practice::Pledge, false, &wanted()).expect_err("it holds words");
        let text = format!("{fault:?}{fault}");
        assert!(text.contains("row 2") && !text.contains("ask people"), "{text}");
    }

    #[test]
    fn each_further_row_of_somebody_is_told_of_the_row_that_counts() {
        let thrice = SHEET.replace("0043", "0042").replace("0044", "0042");
        let intake = read(thrice.as_bytes(), Practice::Pledge, false, &wanted()).expect("a list");
        let said: Vec<(&str, &str)> =
            intake.refusals.iter().map(|it| (it.place.as_str(), it.why.as_str())).collect();
        // Bo's row has no day, since it says nothing; Cy's is about the same person and day as Ann's.
        assert_eq!(said, [("row 4", "row 2 says something of the same person and day")]);
        let days = SHEET.replace("0043,90,", "0042,90,yes").replace("0044", "0042");
        let intake = read(days.as_bytes(), Practice::Pledge, false, &wanted()).expect("a list");
        let places: Vec<(&str, &str)> =
            intake.refusals.iter().map(|it| (it.place.as_str(), it.why.as_str())).collect();
        let why = "row 2 says something of the same person and day";
        assert_eq!(places, [("row 3", why), ("row 4", why)]);
    }

    #[test]
    fn what_is_missing_or_twice_is_named() {
        for (from, to, says) in
            [("pledge", "promise", "no column is headed `pledge`"), ("day", "date", "on which day")]
        {
            let spoilt = SHEET.replacen(from, to, 1);
            let fault =
                read(spoilt.as_bytes(), Practice::Pledge, false, &wanted()).expect_err("it is no list");
            assert!(fault.to_string().contains(says), "{fault}");
        }
        for (from, to, says) in [
            ("0043", "0042", "row 2 says something of the same person"),
            ("0042", "", "nothing says who this is"),
            ("Yes,2026-11-03", "yes,3 Nov", "is no day"),
        ] {
            let spoilt = SHEET.replacen(from, to, 1).replace("Cole,0042,90,,", "Cole,0042,90,yes,");
            let intake = read(spoilt.as_bytes(), Practice::Pledge, false, &wanted()).expect("a list");
            assert_eq!((intake.rows.len(), intake.refusals.len()), (2, 1), "{to}");
            assert!(intake.refusals[0].why.contains(says), "{}", intake.refusals[0].why);
        }
    }
}
