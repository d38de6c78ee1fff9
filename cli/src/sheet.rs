//! A spreadsheet as cells: XLSX and ODS, as far as forms and lists need them.
//!
//! What is not asked for is never unpacked, what is has a limit, and repeated cells are counted before they are made:
//! a library that lays a sheet out in full would fill the memory for one cell at its far corner.

mod excel;
#[cfg(feature = "store-sqlite")]
pub(crate) mod list;
mod open;
pub(crate) mod xml;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use bona_engine::{limits, time};
use zip::ZipArchive;

use self::xml::Element;

/// Sheets of a form: one for each course, and three.
const SHEETS: usize = 100;
/// Cells of a sheet in which something stands.
const CELLS: usize = 100_000;

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// What its tab says.
    pub(crate) name: String,
    /// Whether its tab is hidden. Lists alone ask, and only a store takes those.
    #[cfg_attr(not(feature = "store-sqlite"), expect(dead_code, reason = "no list is read without a store"))]
    pub(crate) hidden: bool,
    /// What stands in its cells, by row and column from nought; an empty cell is not there.
    pub(crate) cells: BTreeMap<(u32, u32), Cell>,
    /// Cells that are one for several rows: the first row, the last, and the column. Lists alone ask.
    pub(crate) tall: Vec<(u32, u32, u32)>,
    /// Bytes of the words in them: one text can be named by many cells.
    bytes: usize,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Words.
    Text(String),
    /// A number, with the noughts in front and the sign of per cent that it is shown with.
    Number(String),
    /// A day or a time, as which a number is shown: `2026-11-03`, `2026-11-03 14:02:11` or `14:02:11`.
    Date(String),
    /// True or false.
    Truth(bool),
    /// A formula, and what it came to when the file was saved.
    Formula(Option<Box<Cell>>),
    /// What a formula yields that went wrong, as it is shown.
    Error(String),
}

/// Why a file is no spreadsheet that can be read: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) remedy: String,
}

impl Unread {
    /// A file that cannot be read, and the remedy.
    pub(crate) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }

    /// A file that is damaged.
    fn damaged() -> Self {
        Self::new("the file is damaged", "ask for it once more, saved as .xlsx or .ods")
    }

    /// A sheet that is larger than any form.
    fn too_large() -> Self {
        Self::new(
            "a sheet holds more than is read",
            "ask for the form itself, and for other papers apart from it",
        )
    }
}

/// The sheets of a spreadsheet, in order.
///
/// # Errors
/// When it is encrypted, damaged, or larger than a form can be.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unread> {
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unread::new(
            "the file has a password, or is of the old kind .xls",
            "ask for it saved as .xlsx without a password",
        ));
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
        Unread::new("the file is no spreadsheet", "ask for the form itself, saved as .xlsx or .ods")
    })?;
    let mut packed = Packed { archive, room: limits::FORM_UNPACKED };
    if packed.has("xl/workbook.xml") {
        excel::read(&mut packed)
    } else if packed.has("content.xml") {
        open::read(&mut packed)
    } else {
        Err(Unread::new("the file is no spreadsheet", "ask for the form itself, saved as .xlsx or .ods"))
    }
}

/// A number as it is meant: a whole one without a point, no other with an exponent, a share by its sign of per cent.
fn number(value: &str, per_cent: bool) -> String {
    let plain = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    match value.trim().parse::<f64>() {
        // What stands for a share of 0.145 is 14.5 %, and not 14.499999999999998.
        Ok(share) if per_cent => format!("{}%", (share * 1e8).round() / 1e6),
        Ok(number) if !plain || value.ends_with(".0") => number.to_string(),
        _ => value.to_owned(),
    }
}

/// A day and time by the number with which spreadsheets count days; from nought to one it is a time alone. The number
/// itself where it is no such time.
fn moment(value: &str, first_day: i64) -> String {
    let Ok(count) = value.trim().parse::<f64>() else { return value.to_owned() };
    // Excel has a 29 February in 1900, so that a day before March of that year is another one elsewhere.
    if !(0.0..3_000_000.0).contains(&count) || (1.0..61.0).contains(&count) {
        return value.to_owned();
    }
    let seconds = (count * 86_400.0).round();
    // Below 3 million days, so that nothing is lost.
    let seconds = seconds as i64;
    let local = time::local_from_days(first_day + seconds / 86_400, seconds % 86_400);
    local.map_or_else(|| value.to_owned(), |local| written(&local, count < 1.0))
}

/// `2026-11-03T14:02:11` as it is written in a list: midnight is a day alone.
fn written(local: &str, clock_alone: bool) -> String {
    match local.split_once('T') {
        Some((_, clock)) if clock_alone => clock.to_owned(),
        Some((day, "00:00:00")) => day.to_owned(),
        Some((day, clock)) => format!("{day} {clock}"),
        None => local.to_owned(),
    }
}

/// What a cell is called: `B14`.
pub(crate) fn cell_name(row: u32, column: u32) -> String {
    let (mut letters, mut left) = (String::new(), column + 1);
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// An archive that is unpacked part by part, within a limit for all together.
struct Packed<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    room: u64,
}

impl Packed<'_> {
    fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part as XML; `None` where it is not there.
    fn part(&mut self, name: &str) -> Result<Option<Element>, Unread> {
        if !self.has(name) {
            return Ok(None);
        }
        let mut file = self.archive.by_name(name).map_err(|_| Unread::damaged())?;
        let mut bytes = Vec::new();
        // What an archive says of its sizes may be a lie, so that is counted which comes out.
        file.by_ref().take(self.room + 1).read_to_end(&mut bytes).map_err(|_| Unread::damaged())?;
        let size = bytes.len() as u64;
        if size > self.room {
            return Err(Unread::new(
                format!(
                    "the file unpacks to more than {} MB, and more is not read",
                    limits::FORM_UNPACKED / 1_000_000
                ),
                "ask for the form itself, without pictures",
            ));
        }
        self.room -= size;
        xml::read(&bytes).map(Some).ok_or_else(Unread::damaged)
    }
}

/// Puts a cell into a sheet.
fn put(sheet: &mut Sheet, row: u32, column: u32, cell: Cell) -> Result<(), Unread> {
    if row as usize >= limits::FORM_ROWS || column as usize >= limits::FORM_COLUMNS {
        return Err(Unread::too_large());
    }
    if let Cell::Text(text) = &cell {
        sheet.bytes += text.len();
    }
    if sheet.cells.len() >= CELLS || sheet.bytes as u64 > limits::FORM_BYTES {
        return Err(Unread::too_large());
    }
    sheet.cells.insert((row, column), cell);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{cell_name, moment, number, written};

    #[test]
    fn cells_are_called_as_people_see_them() {
        assert_eq!(cell_name(13, 1), "B14");
        assert_eq!(cell_name(0, 25), "Z1");
        assert_eq!(cell_name(1, 26), "AA2");
        assert_eq!(cell_name(0, 701), "ZZ1");
        assert_eq!(cell_name(0, 702), "AAA1");
    }
    #[test]
    fn numbers_are_what_they_are_shown_as() {
        for (value, per_cent, shown) in [
            ("1001", false, "1001"),
            ("1001.0", false, "1001"),
            ("12.50", false, "12.50"),
            ("1.234567E+7", false, "12345670"),
            ("1E-2", false, "0.01"),
            ("0.92", true, "92%"),
            ("0.145", true, "14.5%"),
            ("1", true, "100%"),
            ("0042", false, "0042"),
            ("what", true, "what"),
        ] {
            assert_eq!(number(value, per_cent), shown, "{value}");
        }
    }

    #[test]
    fn a_count_of_days_is_a_day() {
        const SINCE_1900: i64 = -25_569;
        for (value, shown) in [
            ("46329", "2026-11-03"),
            ("46329.5849652778", "2026-11-03 14:02:21"),
            ("0.5", "12:00:00"),
            ("61", "1900-03-01"),
            ("60", "60"),
            ("-1", "-1"),
            ("1e9", "1e9"),
            ("NaN", "NaN"),
            ("soon", "soon"),
        ] {
            assert_eq!(moment(value, SINCE_1900), shown, "{value}");
        }
        assert_eq!(moment("44867", SINCE_1900 + 1_462), "2026-11-03", "as counted from 1904");
        assert_eq!(written("2026-11-03T00:00:00", false), "2026-11-03");
    }
}
