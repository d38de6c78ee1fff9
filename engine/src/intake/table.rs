//! A table in a text file: commas, semicolons or tabs, a header somewhere, rows below it.
//!
//! The header is found by what it says, since programs put other lines in front of it; rows are named by their line, as
//! a spreadsheet shows them. Refused rows come back under the same header with a last column that says why, which is
//! read past next time.

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::text::{decode, unsafe_cell};
use super::{COLUMNS, FileFault, ROW_BYTES, Refusal, RowSource, TEXT, safe_cell, shown, unseen};

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
            let header = records.by_ref().take(HEADER_ROWS).find_map(|record| {
                let mended = record.iter().next_back() == Some(WHY);
                let plain = |cell: &str| {
                    if mended { unsafe_cell(cell).trim().to_owned() } else { cell.trim().to_owned() }
                };
                let headings: Vec<String> =
                    record.iter().take(record.len() - usize::from(mended)).map(plain).collect();
                is_header(&headings).then_some((headings, mended))
            });
            let Some((headings, mended)) = header else { continue };
            if most < headings.len() {
                let why = format!("the file has {} columns; at most {most} are read", headings.len());
                return Err(FileFault::new(why, "export fewer"));
            }
            let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
            let rows = records
                .map(|record| (lines.of(&record), record))
                .filter(|(_, record)| record.iter().any(|cell| !cell.trim().is_empty()))
                .collect();
            return Ok(Self { headings, rows, short: false, delimiter, mended });
        }
        Err(none)
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
        if ROW_BYTES < record.as_slice().len() {
            let why =
                format!("the row holds {} bytes; at most {ROW_BYTES} are read", record.as_slice().len());
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
            if cell.chars().any(unseen) {
                let why = format!("{} holds a character that no export writes", shown(cell));
                return Err((Some(column), why, "remove it, or export the file again".into()));
            }
            if TEXT < cell.chars().count() {
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
        if refused.is_empty() {
            return Vec::new();
        }
        let mut writer = WriterBuilder::new().delimiter(self.delimiter).from_writer(b"\xef\xbb\xbf".to_vec());
        let mut write = |cells: Vec<&str>, why: &str| {
            let cells = cells.into_iter().chain([why]).map(|cell| safe_cell(cell).into_owned());
            writer.write_record(cells).expect("memory takes every row");
        };
        write(self.headings.iter().map(String::as_str).collect(), WHY);
        for (line, why) in refused {
            // Rows stand in the order of their lines.
            let Ok(place) = self.rows.binary_search_by_key(line, |(line, _)| *line) else { continue };
            let record = &self.rows[place].1;
            // A row past the limit could not be read again either: its reason stands alone.
            let large = ROW_BYTES < record.as_slice().len();
            let cell = |column| if large { "" } else { self.cell(record, column) };
            let mut cells: Vec<&str> = (0..self.headings.len()).map(cell).collect();
            let rest = self.headings.len() - usize::from(!self.headings.is_empty());
            let surplus = record.iter().skip(rest).collect::<Vec<_>>().join(" ");
            if self.headings.len() + usize::from(self.mended) < record.len() && !large {
                // What stands past the last heading is kept in the last cell: nothing is lost.
                cells[rest] = &surplus;
            }
            write(cells, why);
        }
        writer.into_inner().expect("memory takes every row")
    }
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
