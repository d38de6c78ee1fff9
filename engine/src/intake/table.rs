//! A table in a text file: commas, semicolons or tabs, a header somewhere, rows below it.
//!
//! The header is found by what it says, since programs put other lines in front of it; rows are named by their line, as
//! a spreadsheet shows them. Refused rows come back under the same header with a last column that says why, which is
//! read past next time.

mod records;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use csv::{ReaderBuilder, StringRecord, Writer, WriterBuilder};

pub(super) use self::records::{Line, Records, changed};
use super::flow::{Open, ReadFault, Survey, Text};
use super::text::{decode, kept_cell, on_one_line, unsafe_cell};
use super::{COLUMNS, FileFault, Intake, ROW_BYTES, Refusal, Row, RowSource, TEXT, holds, shown, unseen};

/// Heading of the column that a file of refused rows has at its end.
const WHY: &str = "bona: why refused";
/// Rows in which the header is looked for.
const HEADER_ROWS: usize = 50;

/// A table, read.
#[derive(Debug)]
pub(super) struct Table {
    /// The headings, trimmed.
    pub(super) headings: Vec<String>,
    /// Rows by the line in which they begin.
    pub(super) rows: Vec<(u64, StringRecord)>,
    short: bool,
    delimiter: u8,
    mended: bool,
}

/// Why a row is refused: the column, what is wrong, and what to do.
pub(super) type Why = (Option<usize>, String, String);

impl Table {
    /// Reads the table whose header is taken; `none` says what it should have been.
    pub(super) fn read(
        bytes: &[u8],
        is_header: impl Fn(&[String]) -> bool,
        none: FileFault,
    ) -> Result<Self, FileFault> {
        Self::read_wide(bytes, is_header, none, COLUMNS)
    }

    /// The same, with another maximum of columns.
    pub(super) fn read_wide(
        bytes: &[u8],
        is_header: impl Fn(&[String]) -> bool,
        none: FileFault,
        most: usize,
    ) -> Result<Self, FileFault> {
        let text = decode(bytes)?;
        for delimiter in *b"\t,;" {
            let mut reader = ReaderBuilder::new()
                .delimiter(delimiter)
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let mut records =
                reader.records().map(|record| record.expect("text in memory is UTF-8 and cannot fail"));
            let header = records.by_ref().take(HEADER_ROWS).find_map(|record| headed(&record, &is_header));
            let Some((headings, mended)) = header else { continue };
            few_enough(&headings, most)?;
            let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
            let rows = records
                .map(|record| (lines.of(&record), record))
                .filter(|(_, record)| record.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            return Ok(Self { headings, rows, short: false, delimiter, mended });
        }
        Err(none)
    }

    /// Finds the header of a table that is read in pieces; gives the table without its rows, and what reads them.
    pub(super) fn find<'a>(
        open: Open<'a>,
        survey: &Survey,
        is_header: impl Fn(&[String]) -> bool,
        none: FileFault,
    ) -> Result<(Self, Records<'a>), ReadFault> {
        let mut large = None;
        for delimiter in *b"\t,;" {
            let mut records = Records::new(Text::new(open()?, survey, true), delimiter);
            let mut line = Line::default();
            for _ in 0..HEADER_ROWS {
                if !records.next(&mut line)? {
                    break;
                }
                if ROW_BYTES < line.bytes {
                    large = large.or(Some((line.number, line.bytes)));
                }
                let Some((headings, mended)) = headed(&line.record, &is_header) else { continue };
                few_enough(&headings, COLUMNS)?;
                return Ok((Self { headings, rows: Vec::new(), short: false, delimiter, mended }, records));
            }
        }
        Err(large.map_or(none, too_large).into())
    }

    /// Lets a row end before its last columns, as Zoom's do.
    pub(super) fn with_short_rows(self) -> Self {
        Self { short: true, ..self }
    }

    /// The place of the first column that is headed by one of these names, whatever their case.
    pub(super) fn column(&self, names: &[&str]) -> Option<usize> {
        place(&self.headings, names)
    }

    /// That no column which is read has a namesake: nobody could say which of the two is meant.
    ///
    /// # Errors
    /// When two columns are headed alike, and one of them is among these.
    pub(super) fn once(&self, columns: impl IntoIterator<Item = usize>) -> Result<(), FileFault> {
        for column in columns {
            let heading = &self.headings[column];
            if self.headings.iter().filter(|other| other.eq_ignore_ascii_case(heading)).nth(1).is_some() {
                return Err(FileFault::new(
                    format!("two columns are headed {}", shown(heading)),
                    "rename the one that is not meant, or take it out",
                ));
            }
        }
        Ok(())
    }

    /// A cell, trimmed; empty where the row has none.
    pub(super) fn cell<'r>(&self, record: &'r StringRecord, column: usize) -> &'r str {
        let cell = record.get(column).unwrap_or("");
        (if self.mended { unsafe_cell(cell) } else { cell }).trim()
    }

    /// What no row of a table may be, whatever it is about.
    pub(super) fn sound(&self, record: &StringRecord) -> Result<(), Why> {
        self.sound_of(record, record.as_slice().len())
    }

    /// The same of a row that holds so many bytes.
    pub(super) fn sound_of(&self, record: &StringRecord, bytes: usize) -> Result<(), Why> {
        if ROW_BYTES < bytes {
            let why = format!("the row holds {bytes} bytes; at most {ROW_BYTES} are read");
            return Err((None, why, "look for a quotation mark that is never closed".into()));
        }
        if let Some(why) = self.unmended(record) {
            return Err((
                None,
                why,
                "put each cell under its heading, and delete the reason behind it".into(),
            ));
        }
        let most = self.headings.len() + usize::from(self.mended);
        if most < record.len() || (!self.short && record.len() < self.headings.len()) {
            let cells = if record.len() == 1 { "cell" } else { "cells" };
            let why = format!("the row has {} {cells}; the header has {}", record.len(), self.headings.len());
            let help = "export the file again: a cell was lost or added, or a quotation mark is never closed";
            return Err((None, why, help.into()));
        }
        for column in 0..self.headings.len() {
            let cell = self.cell(record, column);
            let (odd, length) = match cell.is_ascii() {
                true => (cell.chars().find(char::is_ascii_control), cell.len()),
                false => (cell.chars().find(|sign| unseen(*sign)), cell.chars().count()),
            };
            if let Some(sign) = odd {
                let why = holds(cell, sign);
                return Err((Some(column), why, "remove it, or export the file again".into()));
            }
            if TEXT < length {
                return Err((
                    Some(column),
                    format!("{} is longer than {TEXT} characters", shown(cell)),
                    "shorten it".into(),
                ));
            }
        }
        Ok(())
    }

    /// A row that came back with another number of cells was filled up: nobody may take it for whole until its reason,
    /// which says so, is deleted.
    fn unmended(&self, record: &StringRecord) -> Option<String> {
        let why = record.get(self.headings.len()).filter(|_| self.mended)?;
        (why.starts_with("the row has ") && why.contains("; the header has ")).then(|| why.to_owned())
    }

    /// Reads every row by itself. Of rows with the same key the first is taken and each further one refused; `same` says
    /// what a key holds.
    pub(super) fn rows_once<K: Ord>(
        &self,
        same: &str,
        row: impl Fn(u64, &StringRecord) -> Result<Row, Why>,
        key: impl Fn(&Row) -> K,
    ) -> Intake {
        let mut intake = Intake::default();
        let (mut seen, mut refused) = (BTreeMap::new(), Vec::new());
        for (line, record) in &self.rows {
            let read = self.sound(record).and_then(|()| row(*line, record));
            let read = read.and_then(|row| match seen.entry(key(&row)) {
                Entry::Vacant(place) => {
                    place.insert(*line);
                    Ok(row)
                }
                Entry::Occupied(first) => {
                    let why = format!("row {} says something of the same {same}", first.get());
                    Err((None, why, "keep the row that is right".to_owned()))
                }
            });
            match read {
                Ok(row) => intake.rows.push(row),
                Err(why) => {
                    refused.push((*line, why.1.clone()));
                    intake.refusals.push(self.refusal(*line, why));
                }
            }
        }
        intake.refused_file = self.refused_file(&refused);
        intake
    }

    /// A refusal with its place.
    pub(super) fn refusal(&self, line: u64, (column, why, help): Why) -> Refusal {
        let place = match column.and_then(|column| self.headings.get(column)) {
            Some(heading) => format!("row {line}, column {heading}"),
            None => format!("row {line}"),
        };
        Refusal { source: RowSource::Table(line), place, why, help }
    }

    /// The refused rows under the same header, each with its reason.
    pub(super) fn refused_file(&self, refused: &[(u64, String)]) -> Vec<u8> {
        let mut file = RefusedRows::default();
        for (line, why) in refused {
            // Rows stand in the order of their lines.
            let Ok(place) = self.rows.binary_search_by_key(line, |(line, _)| *line) else { continue };
            let record = &self.rows[place].1;
            file.add(self, record, record.as_slice().len(), why);
        }
        file.end()
    }
}

/// A file of refused rows that grows.
#[derive(Default)]
pub(super) struct RefusedRows {
    writer: Option<Writer<Vec<u8>>>,
    bytes: usize,
}

impl RefusedRows {
    /// Adds a row of a table that holds so many bytes, with its reason; gives how many bytes that are about, of all.
    pub(super) fn add(&mut self, table: &Table, record: &StringRecord, bytes: usize, why: &str) -> usize {
        let columns = table.headings.len();
        if self.writer.is_none() {
            let writer =
                WriterBuilder::new().delimiter(table.delimiter).from_writer(b"\xef\xbb\xbf".to_vec());
            self.writer = Some(writer);
            self.write(table.headings.iter().map(String::as_str).collect(), WHY);
        }
        // A row past the limit could not be read again either: its reason stands alone.
        let large = ROW_BYTES < bytes;
        let cell = |column| if large { "" } else { table.cell(record, column) };
        let mut cells: Vec<&str> = (0..columns).map(cell).collect();
        let rest = columns - usize::from(!table.headings.is_empty());
        let surplus = record.iter().skip(rest).collect::<Vec<_>>().join(" ");
        if columns + usize::from(table.mended) < record.len() && !large {
            // What stands past the last heading is kept in the last cell: nothing is lost.
            cells[rest] = &surplus;
        }
        self.write(cells, why);
        self.bytes
    }

    fn write(&mut self, cells: Vec<&str>, why: &str) {
        let Some(writer) = &mut self.writer else { return };
        let cells: Vec<String> =
            cells.into_iter().chain([why]).map(|cell| kept_cell(cell).into_owned()).collect();
        self.bytes += cells.iter().map(|cell| cell.len() + 1).sum::<usize>();
        writer.write_record(cells).expect("memory takes every row");
    }

    /// The file; empty if there is no row.
    pub(super) fn end(self) -> Vec<u8> {
        self.writer.map(|writer| writer.into_inner().expect("memory takes every row")).unwrap_or_default()
    }
}

/// The headings of a row, if it is the header, and whether it is that of a file of refused rows.
fn headed(record: &StringRecord, is_header: &impl Fn(&[String]) -> bool) -> Option<(Vec<String>, bool)> {
    let mended = record.iter().next_back() == Some(WHY);
    let plain = |cell: &str| on_one_line(if mended { unsafe_cell(cell) } else { cell });
    let headings: Vec<String> = record.iter().take(record.len() - usize::from(mended)).map(plain).collect();
    is_header(&headings).then_some((headings, mended))
}

/// What is said where a row is so large that it may hide the header.
fn too_large((line, bytes): (u64, usize)) -> FileFault {
    FileFault::new(
        format!("no header is found, and row {line} holds {bytes} bytes; at most {ROW_BYTES} are read"),
        format!("export fewer columns, at most {COLUMNS}, or look for a quotation mark that is never closed"),
    )
}

fn few_enough(headings: &[String], most: usize) -> Result<(), FileFault> {
    if headings.len() <= most {
        return Ok(());
    }
    let why = format!("the file has {} columns; at most {most} are read", headings.len());
    Err(FileFault::new(why, "export fewer"))
}

/// Counts lines up to where a record begins; the reader itself may count a line's end to the next record.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, record: &StringRecord) -> u64 {
        let byte =
            record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        let skipped =
            self.text[byte.min(self.text.len())..].iter().take_while(|byte| b"\r\n".contains(byte)).count();
        let start = (byte + skipped).min(self.text.len());
        if self.at < start {
            self.line += self.text[self.at..start].iter().filter(|byte| **byte == b'\n').count() as u64;
            self.at = start;
        }
        self.line
    }
}

/// The place of the first heading that is one of these names, whatever its case.
pub(super) fn place(headings: &[String], names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| headings.iter().position(|heading| heading.eq_ignore_ascii_case(name)))
}
