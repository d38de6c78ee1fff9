//! A spreadsheet as cells: XLSX and ODS, as far as a form needs them.
//!
//! What is not asked for is never unpacked, what is has a limit, and repeated cells are counted before they are made:
//! a library that lays a sheet out in full would fill the memory for one cell at its far corner.

mod excel;
mod open;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use bona_engine::limits;
use zip::ZipArchive;

use super::xml::{self, Element};

/// Sheets of a form: one for each course, and three.
const SHEETS: usize = 100;
/// Cells of a sheet in which something stands.
const CELLS: usize = 100_000;

/// A sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// What its tab says.
    pub(crate) name: String,
    /// What stands in its cells, by row and column from nought; an empty cell is not there.
    pub(crate) cells: BTreeMap<(u32, u32), Cell>,
    /// Bytes of the words in them: one text can be named by many cells.
    bytes: usize,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(String),
    /// A day or a time, as which a number is shown.
    Date,
    /// True or false.
    Truth,
    /// A formula, whatever it yields.
    Formula,
    /// What a formula yields that went wrong.
    Error,
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
            "a sheet holds more than any form",
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
                    "the file unpacks to more than {} MB: that is no form",
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
    use super::cell_name;

    #[test]
    fn cells_are_called_as_people_see_them() {
        assert_eq!(cell_name(13, 1), "B14");
        assert_eq!(cell_name(0, 25), "Z1");
        assert_eq!(cell_name(1, 26), "AA2");
        assert_eq!(cell_name(0, 701), "ZZ1");
        assert_eq!(cell_name(0, 702), "AAA1");
    }
}
