//! A table read in pieces of some thousand rows, so that its size is no matter: what is held of all of it is 16 bytes a row, by
//! which a second row of the same is found, and the rows that are refused.
//!
//! The file is read twice: first to know how it is written, how large it is and its hash, which the log says in front of
//! all rows; then for its rows, and the hash must be the same again.

use std::io::Read;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::super::flow::{Open, ReadFault, Survey};
use super::super::table::{Line, Records, RefusedRows, Table, Why, changed, place};
use super::met::{Met, Print};
use super::{Columns, Mapping, columns, row, says};
use crate::canon::hex;
use crate::intake::{FileFault, Intake, ROW_BYTES, Refusal, Row, Wanted, shown};

/// Bytes of one table of rows by a mapping: 15 million rows of six fields have about 1 GB.
pub const TABLE_BYTES: u64 = 2_000_000_000;
/// Bytes of a table that is held whole: to propose a mapping, or to compare it with what is recorded.
pub const WHOLE_BYTES: u64 = 256_000_000;
/// Bytes of the rows that are refused of one table. Beyond it the mapping is wrong, rather than the rows.
pub const REFUSED_BYTES: usize = 64_000_000;
/// Rows that [`read`] takes at once.
const PIECE: usize = 8_192;

/// Some rows of a table.
#[derive(Debug, Default)]
pub struct Piece {
    /// Rows that can be believed, in the order of the file.
    pub rows: Vec<Row>,
    /// Rows that cannot.
    pub refusals: Vec<Refusal>,
    /// Rows about other courses.
    pub others: u64,
}

/// By what a line is judged.
struct Rules<'a> {
    table: Table,
    columns: Columns,
    mapping: &'a Mapping,
    wanted: &'a Wanted,
}

/// A table that is being read.
pub struct Reading<'a> {
    rules: Rules<'a>,
    records: Records<'a>,
    survey: Survey,
    met: Met,
    refused: RefusedRows,
    lines: Vec<Line>,
    ended: bool,
}

/// What becomes of a line, but for those before it.
enum Judged {
    Blank,
    Other,
    Row(Box<Row>, Print),
    Refused(Why),
}

impl<'a> Reading<'a> {
    /// Looks at all of the file, and finds its columns.
    ///
    /// # Errors
    /// When it cannot be read, or has not the columns that the mapping names.
    pub fn begin(open: Open<'a>, mapping: &'a Mapping, wanted: &'a Wanted) -> Result<Self, ReadFault> {
        let survey = Survey::of(open()?, TABLE_BYTES)?;
        let is_header = |headings: &[String]| place(headings, &[mapping.first()]).is_some();
        let why = format!("no row of the table is headed {}, as the mapping says", shown(mapping.first()));
        let none = FileFault::new(why, "look at the first lines of the file, and mend the mapping");
        let (table, records) = Table::find(open, &survey, is_header, none.clone())?;
        let mut columns = columns(&table, mapping, wanted)?;
        if let Some(score) = columns.score.filter(|_| survey.per_cent) {
            let (_, mut records) = Table::find(open, &survey, is_header, none)?;
            let mut line = Line::default();
            while !columns.signed && records.next(&mut line)? {
                columns.signed = table.cell(&line.record, score).ends_with('%');
            }
        }
        let (met, refused) = (Met::new(), RefusedRows::default());
        let (lines, ended) = (Vec::new(), false);
        let rules = Rules { table, columns, mapping, wanted };
        Ok(Self { rules, records, survey, met, refused, lines, ended })
    }

    /// What the learning system is called.
    #[must_use]
    pub fn system(&self) -> Option<String> {
        self.rules.mapping.system.clone().or(self.rules.wanted.lms.clone())
    }

    /// Length of the file in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.survey.bytes
    }

    /// SHA-256 of the file in hex.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex(&self.survey.sha256)
    }

    /// The next rows, of at most so many lines; `None` when there are no more. All cores read.
    ///
    /// # Errors
    /// When the file cannot be read, was changed since it was looked at, or more is refused than can be kept.
    pub fn next(&mut self, most: usize) -> Result<Option<Piece>, ReadFault> {
        if self.ended {
            return Ok(None);
        }
        self.lines.resize_with(most, Line::default);
        let mut count = 0;
        while count < most && self.records.next(&mut self.lines[count])? {
            count += 1;
        }
        if count < most {
            self.ended = true;
            if self.records.hash() != Some(self.survey.sha256) {
                return Err(changed().into());
            }
        }
        let rules = &self.rules;
        let judged: Vec<Judged> = self.lines[..count].par_iter().map(|line| rules.judge(line)).collect();
        let mut piece = Piece::default();
        for (place, judged) in judged.into_iter().enumerate() {
            let line = self.lines[place].number;
            let why = match judged {
                Judged::Blank => continue,
                Judged::Other => {
                    piece.others += 1;
                    continue;
                }
                Judged::Row(row, print) => match self.met.first(print, line) {
                    None => {
                        piece.rows.push(*row);
                        continue;
                    }
                    Some(first) => {
                        let why = format!("row {first} says the same of the same person");
                        (Some(rules.columns.who), why, "keep one of them".to_owned())
                    }
                },
                Judged::Refused(why) => why,
            };
            let Line { record, bytes, .. } = &self.lines[place];
            if REFUSED_BYTES < self.refused.add(&rules.table, record, *bytes, &why.1) {
                return Err(too_many(&rules.table.refusal(line, why)).into());
            }
            piece.refusals.push(rules.table.refusal(line, why));
        }
        Ok(Some(piece))
    }

    /// The rows that were refused, in the form of the file; empty if there were none.
    #[must_use]
    pub fn refused_file(self) -> Vec<u8> {
        self.refused.end()
    }
}

impl Rules<'_> {
    fn judge(&self, line: &Line) -> Judged {
        let (table, record) = (&self.table, &line.record);
        if line.bytes <= ROW_BYTES && record.iter().all(|cell| cell.trim().is_empty()) {
            return Judged::Blank;
        }
        let sound = table.sound_of(record, line.bytes);
        if let (Ok(()), Some(column), Some(course)) = (&sound, self.columns.course, &self.mapping.course)
            && !course.is.iter().any(|name| name == table.cell(record, column))
        {
            if table.cell(record, column).is_empty() && says(table, &self.columns, self.mapping, record) {
                // A report in groups names its course in the first row of each.
                let why = "nothing says which course it is about, though it says that one was done";
                let help =
                    "fill in the course in every row; in a report in groups it may be that of a row above";
                return Judged::Refused((Some(column), why.to_owned(), help.to_owned()));
            }
            return Judged::Other;
        }
        let read =
            sound.and_then(|()| row(table, &self.columns, self.mapping, line.number, record, self.wanted));
        match read {
            Ok(row) => {
                let at = row.claimed.as_ref().map(|claimed| claimed.at.as_str());
                let print = Print::of(&row.learner, row.verdict, at);
                Judged::Row(Box::new(row), print)
            }
            Err(why) => Judged::Refused(why),
        }
    }
}

fn too_many(last: &Refusal) -> FileFault {
    FileFault::new(
        format!(
            "more than {} MB of its rows are refused; the last is {}: {}",
            REFUSED_BYTES / 1_000_000,
            last.place,
            last.why
        ),
        "look at that row, and mend the mapping; where the rows are at fault, import the table in parts",
    )
}

/// Reads the table by its mapping, whole.
///
/// # Errors
/// When the table is too large for that, or has not the columns that the mapping names.
pub fn read(bytes: &[u8], mapping: &Mapping, wanted: &Wanted) -> Result<Intake, FileFault> {
    if WHOLE_BYTES < bytes.len() as u64 {
        let (held, most) = (bytes.len() / 1_000_000, WHOLE_BYTES / 1_000_000);
        let why = format!("the file holds {held} MB; at most {most} are read here");
        return Err(FileFault::new(why, "export fewer rows at once"));
    }
    let open = || Ok(Box::new(bytes) as Box<dyn Read + Send + '_>);
    let file = |fault| match fault {
        ReadFault::File(fault) => fault,
        ReadFault::Disk(error) => FileFault::new(error.to_string(), "give the file again"),
    };
    let mut reading = Reading::begin(&open, mapping, wanted).map_err(file)?;
    let mut intake = Intake { system: reading.system(), ..Intake::default() };
    while let Some(piece) = reading.next(PIECE).map_err(file)? {
        intake.rows.extend(piece.rows);
        intake.refusals.extend(piece.refusals);
        intake.others += piece.others;
    }
    intake.refused_file = reading.refused_file();
    Ok(intake)
}

#[cfg(test)]
mod tests;
