//! What somebody observed others do: a competence, at the desk or on the ward, and not a completion of a course.
//!
//! A table keyed by whoever observed, with the columns `name`, `staff_number` (or `email`, or `account`), `competence`,
//! `result` (`competent` or `not yet`) and `day` (`2026-11-03`). Who observed is typed at import, and stands in each
//! record by their person number.

use csv::StringRecord;

use super::attendance::{SheetColumns, person, sheet, small_enough};
use super::table::{Table, Why};
use super::{ClaimBasis, Claimed, FileFault, Intake, Row, VerdictWord, Wanted, shown};
use crate::time::is_day;

/// Where things stand in a row, beside who it is about.
struct Columns {
    who: SheetColumns,
    competence: usize,
    result: usize,
    day: usize,
}

/// Reads the table.
///
/// # Errors
/// When a column is missing, or does not say by which id people are known.
pub fn read(bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    small_enough(bytes, "give it in several files")?;
    let (table, who) = sheet(bytes, wanted)?;
    let column = |name: &str| {
        table.column(&[name]).ok_or_else(|| {
            FileFault::new(
                format!("no column is headed `{name}`"),
                "head the columns `name`, `staff_number` (or `email`), `competence`, `result` and `day`",
            )
        })
    };
    let columns =
        Columns { competence: column("competence")?, result: column("result")?, day: column("day")?, who };
    table.once([columns.competence, columns.result, columns.day])?;
    let intake = table.rows_once(
        "person, competence and day",
        |line, record| row(&table, &columns, line, record, wanted),
        |row| (row.learner.clone(), row.item.clone(), row.claimed.as_ref().map(|claimed| claimed.at.clone())),
    );
    Ok(Intake { system: wanted.lms.clone(), ..intake })
}

fn row(
    table: &Table,
    columns: &Columns,
    line: u64,
    record: &StringRecord,
    wanted: &Wanted,
) -> Result<Row, Why> {
    let cell = |column: usize| table.cell(record, column);
    let (learner, name) = person(table, &columns.who, line, record, wanted)?;
    let competence = cell(columns.competence);
    if competence.is_empty() {
        return Err((
            Some(columns.competence),
            "nothing says what was observed".into(),
            "name the competence".into(),
        ));
    }
    let said = cell(columns.result);
    let verdict = match said.to_ascii_lowercase().as_str() {
        "competent" => VerdictWord::Passed,
        "not yet" => VerdictWord::Failed,
        _ => {
            let why = format!("{} is not a result", shown(said));
            return Err((Some(columns.result), why, "write `competent` or `not yet`".into()));
        }
    };
    let day = cell(columns.day);
    if !is_day(day) {
        let what =
            if may_be_two(day) { "could be more than one day" } else { "is no day with its year in front" };
        let why = format!("{} {what}", shown(day));
        return Err((Some(columns.day), why, "write it with the year in front, `2026-11-03`".into()));
    }
    wanted.has_been(day).map_err(|(why, help)| (Some(columns.day), why, help))?;
    Ok(Row {
        name,
        item: Some(competence.to_owned()),
        verdict: Some(verdict),
        claimed: Some(Claimed { at: format!("{day}T00:00:00"), basis: ClaimBasis::Stated }),
        ..Row::of_table(line, learner, said.to_owned())
    })
}

/// Whether a day with its year behind may be read in two ways: both numbers in front of it may be a month.
fn may_be_two(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ']).collect();
    let [first, second, year] = parts.as_slice() else { return false };
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    match (number(first), number(second)) {
        (Some(first @ 1..), Some(second @ 1..)) => first.max(second) <= 12 && [2, 4].contains(&year.len()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::intake::{ClaimBasis, VerdictWord, Wanted};

    const SHEET: &str = "name,staff_number,competence,result,day\n\
        Ann Byrne,0042,asks for a name and uses it,competent,2026-11-03\n\
        Bo Cole,0043,asks for a name and uses it,Not yet,2026-11-03\n";

    fn wanted() -> Wanted {
        Wanted::of("first_contact")
    }

    #[test]
    fn what_was_observed_is_read_with_its_day() {
        let intake = read(SHEET.as_bytes(), &wanted()).expect("it is a table");
        assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
        let verdicts: Vec<_> = intake.rows.iter().map(|row| row.verdict).collect();
        assert_eq!(verdicts, [Some(VerdictWord::Passed), Some(VerdictWord::Failed)]);
        let row = &intake.rows[0];
        assert_eq!(row.item.as_deref(), Some("asks for a name and uses it"));
        let claimed = row.claimed.as_ref().expect("it says when");
        assert_eq!((claimed.at.as_str(), claimed.basis), ("2026-11-03T00:00:00", ClaimBasis::Stated));
    }

    #[test]
    fn a_row_that_cannot_be_believed_is_refused_alone() {
        for (from, to, place, why) in [
            ("Not yet", "perhaps", "row 3, column result", "`perhaps` is not a result"),
            (
                "Not yet,2026-11-03",
                "Not yet,03/11/2026",
                "row 3, column day",
                "`03/11/2026` could be more than one day",
            ),
            ("0043", "", "row 3, column staff_number", "nothing says who this is"),
            ("0043,asks for a name and uses it", "0043,", "row 3, column competence", "what was observed"),
            ("0043", "0042", "row 3", "row 2 says something of the same person"),
        ] {
            let intake = read(SHEET.replace(from, to).as_bytes(), &wanted()).expect("it is a table");
            assert_eq!((intake.rows.len(), intake.refusals.len()), (1, 1), "{to}");
            assert_eq!(intake.refusals[0].place, place);
            assert!(intake.refusals[0].why.contains(why), "{to}: {}", intake.refusals[0].why);
            let mended = String::from_utf8(intake.refused_file).expect("UTF-8").replace(to, from);
            if to.len() > 1 && to != "0042" && !to.ends_with(',') {
                assert_eq!(
                    read(mended.as_bytes(), &wanted()).map(|intake| intake.rows.len()),
                    Ok(1),
                    "{mended}"
                );
            }
        }
        for column in ["staff_number", "competence", "result", "day"] {
            let spoilt = SHEET.replacen(column, "other", 1);
            assert!(read(spoilt.as_bytes(), &wanted()).is_err(), "{column}");
        }
    }
}
