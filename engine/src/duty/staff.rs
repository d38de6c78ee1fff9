//! A staff list becomes rows by a mapping; from its header a mapping can be proposed.
//!
//! Nothing is guessed in a row: an ambiguous date, an unknown kind of staff or a row without an id is refused with
//! the remedy. A proposal guesses, says so, and counts for nothing until somebody has looked at it.

mod alike;
mod propose;

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord};

use super::history::Named;
use super::rules::{Dates, Mapping};
use super::{POST_TEXT, StaffKind};
use crate::intake::{
    COLUMNS, FileFault, IdKind, LearnerId, ROW_BYTES, decode, fit_name, hides, on_one_line, shown,
};
use crate::time::is_day;

pub use alike::same_name;
pub use propose::proposal;

/// A row of a staff list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// Its number in the file; the header is row 1.
    pub row: u64,
    /// By what the person is known: staff number, e-mail address, or both.
    pub ids: Vec<LearnerId>,
    /// Their name; `None` if all its cells are empty.
    pub name: Option<String>,
    /// The post.
    pub post: Named,
}

/// A staff list, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffList {
    /// Rows that can be believed, in the order of the file.
    pub rows: Vec<StaffRow>,
    /// Rows that cannot: number, what is wrong, what to do.
    pub refused: Vec<(u64, String, String)>,
}

/// Reads a staff list: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252. Rows of one list that
/// have an id in common and would make one person of several are refused, all of them.
///
/// # Errors
/// When the file is no table, or has not the columns that the mapping names.
pub fn read_staff(bytes: &[u8], mapping: &Mapping) -> Result<StaffList, FileFault> {
    let text = decode(bytes)?;
    let (header, records) = table(&text)?;
    let columns = Columns::of(&header, mapping)?;
    let mut list = StaffList::default();
    for (index, record) in records.iter().enumerate() {
        let number = index as u64 + 2;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match columns.row(record, number, header.len()) {
            Ok(row) => list.rows.push(row),
            Err((why, help)) => list.refused.push((number, why, help)),
        }
    }
    alike::refuse(&mut list);
    Ok(list)
}

/// Header and rows of a table whose columns are parted by whichever of three signs the header has most of.
fn table(text: &str) -> Result<(StringRecord, Vec<StringRecord>), FileFault> {
    let first = first_row(text);
    let delimiter = [b',', b';', b'\t'];
    let delimiter =
        delimiter.into_iter().max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter.unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map(|record| record.expect("text in memory is UTF-8 and cannot fail"));
    let header = records.next().map(|header| header.iter().map(on_one_line).collect::<StringRecord>());
    let header = header.filter(|header| 1 < header.len()).ok_or_else(|| FileFault {
        why: "the file is no table: its first row has not two columns".to_owned(),
        help: "export the staff list as CSV, with its headings in the first row".to_owned(),
    })?;
    if COLUMNS < header.len() {
        return Err(FileFault {
            why: format!("the file has {} columns; at most {COLUMNS} are read", header.len()),
            help: "export only the columns that the mapping names".to_owned(),
        });
    }
    Ok((header, records.collect()))
}

/// What stands before the first end of a line outside quotes: a heading may be broken into several lines.
fn first_row(text: &str) -> &str {
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'\n' && !quoted
    });
    &text[..end.unwrap_or(text.len())]
}

/// Where things stand.
struct Columns<'a> {
    mapping: &'a Mapping,
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Columns<'a> {
    fn of(header: &StringRecord, mapping: &'a Mapping) -> Result<Self, FileFault> {
        let named = [
            &mapping.staff_number,
            &mapping.email,
            &mapping.place,
            &mapping.kind,
            &mapping.starts,
            &mapping.ends,
        ];
        let named = named.into_iter().flatten().chain(&mapping.name).chain([&mapping.role]);
        let mut places = BTreeMap::new();
        for heading in named {
            let wanted = on_one_line(heading).to_lowercase();
            let mut found = header.iter().enumerate().filter(|(_, cell)| cell.to_lowercase() == wanted);
            let (place, _) = found.next().ok_or_else(|| FileFault {
                why: format!("the list has no column {}", shown(heading)),
                help: format!("its columns are {}; mend the mapping", headings(header)),
            })?;
            if found.next().is_some() {
                return Err(FileFault {
                    why: format!("the list has two columns {}", shown(heading)),
                    help: "give one of them another heading".to_owned(),
                });
            }
            places.insert(heading.as_str(), place);
        }
        Ok(Self { mapping, places })
    }

    fn cell<'r>(&self, record: &'r StringRecord, heading: &Option<String>) -> Option<&'r str> {
        let place = self.places.get(heading.as_deref()?)?;
        record.get(*place).map(str::trim).filter(|cell| !cell.is_empty())
    }

    fn row(&self, record: &StringRecord, row: u64, columns: usize) -> Result<StaffRow, (String, String)> {
        let refuse = |why: String, help: &str| Err((why, help.to_owned()));
        if ROW_BYTES < record.as_slice().len() {
            return refuse(
                format!("the row holds {} bytes; at most {ROW_BYTES} are read", record.as_slice().len()),
                "look for a quotation mark that is never closed",
            );
        }
        if record.len() != columns {
            return refuse(
                format!("the row has {} cells; the header has {columns}", record.len()),
                "export the list again; a cell was lost or added",
            );
        }
        let mapping = self.mapping;
        for id in [&mapping.staff_number, &mapping.email] {
            if let Some(why) = self.cell(record, id).and_then(hides) {
                return refuse(why, "type the id anew, or leave the cell empty");
            }
        }
        let number = self
            .cell(record, &mapping.staff_number)
            .and_then(|cell| LearnerId::new(IdKind::StaffNumber, cell));
        let email = self.cell(record, &mapping.email).and_then(|cell| LearnerId::new(IdKind::Email, cell));
        let ids: Vec<LearnerId> = number.into_iter().chain(email).collect();
        if ids.is_empty() {
            return refuse(
                "nobody can be known by this row: it has no id".to_owned(),
                "fill in the staff number",
            );
        }
        let parts = mapping.name.iter().filter_map(|heading| {
            record.get(*self.places.get(heading.as_str())?).map(str::trim).filter(|cell| !cell.is_empty())
        });
        let name = Some(parts.collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty());
        let role = self.cell(record, &Some(mapping.role.clone())).unwrap_or_default();
        let place = self.cell(record, &mapping.place).unwrap_or_default();
        for text in [name.as_deref().unwrap_or_default(), role, place] {
            fit_name(text)?;
            if POST_TEXT < text.chars().count() {
                return refuse(format!("{} cannot be kept", shown(text)), "shorten it to 255 characters");
            }
        }
        let starts = self.day(record, &mapping.starts)?;
        let ends = self.day(record, &mapping.ends)?;
        if let (Some(starts), Some(ends)) = (&starts, &ends)
            && ends < starts
        {
            return refuse(
                format!("the last day, {ends}, is before the first, {starts}"),
                "mend one of them",
            );
        }
        let kind = self.kind(record)?;
        let post = Named { role: role.to_owned(), place: place.to_owned(), kind, starts, ends };
        Ok(StaffRow { row, ids, name, post })
    }

    fn kind(&self, record: &StringRecord) -> Result<StaffKind, (String, String)> {
        let Some(word) = self.cell(record, &self.mapping.kind) else { return Ok(StaffKind::Employed) };
        let known = self.mapping.kinds.get(&word.to_lowercase()).copied();
        known.or_else(|| StaffKind::parse(&word.to_lowercase())).ok_or_else(|| {
            let why = format!("the mapping does not say what kind of staff {} is", shown(word));
            (
                why,
                format!(
                    "write `KindWord(says: {word:?}, means: Employed)` into its `kinds`, with the right kind"
                ),
            )
        })
    }

    fn day(
        &self,
        record: &StringRecord,
        heading: &Option<String>,
    ) -> Result<Option<String>, (String, String)> {
        let Some(cell) = self.cell(record, heading) else { return Ok(None) };
        // A spreadsheet adds a time to a day; that of midnight says nothing.
        let day = ["T00:00:00", " 00:00:00", " 00:00"]
            .iter()
            .find_map(|end| cell.strip_suffix(end))
            .unwrap_or(cell);
        day_of(day, self.mapping.dates).map(Some).ok_or_else(|| {
            let form = match self.mapping.dates {
                Dates::YearMonthDay => "as 2026-11-23; or say `dates: DayMonthYear` in the mapping, if that is how they are written",
                Dates::DayMonthYear => "as 23/11/2026, with four digits of the year",
                Dates::MonthDayYear => "as 11/23/2026, with four digits of the year",
            };
            let heading = heading.as_deref().unwrap_or_default();
            (format!("{} is no day (column {heading})", shown(cell)), format!("write it {form}"))
        })
    }
}

/// A day in the form of the records. The year first is never ambiguous and always read.
fn day_of(text: &str, dates: Dates) -> Option<String> {
    if is_day(text) {
        return Some(text.to_owned());
    }
    let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let (day, month) = match dates {
        Dates::YearMonthDay => return None,
        Dates::DayMonthYear => (first, second),
        Dates::MonthDayYear => (second, first),
    };
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(day, 2) || !digits(month, 2) || !digits(year, 4) || year.len() != 4 {
        return None;
    }
    let day = format!("{year}-{month:0>2}-{day:0>2}");
    is_day(&day).then_some(day)
}

fn headings(header: &StringRecord) -> String {
    header.iter().map(shown).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests;
