//! A list that somebody keeps in a workbook, as the text of its CSV: what is read of lists is read of text.
//!
//! A cell is what it shows: a day is written so that it can be read in one way only, a number keeps its noughts in front and
//! its sign of per cent, and a formula is what it came to when the file was saved. A row of the text is the row of the sheet,
//! so that what is said of row 14 is found there.

use bona_engine::intake::FileFault;
use bona_engine::limits;

use super::{CELLS, Cell, Sheet};

/// What to do with a workbook that cannot be read.
const AS_CSV: &str = "open it in a spreadsheet, save the sheet as CSV (UTF-8), and give that file";

/// The text of a list: of a workbook that of the sheet of this name, or of the only one in which something stands; of any
/// other file its bytes as they are.
///
/// # Errors
/// When a workbook cannot be read, or several of its sheets may be meant.
pub(crate) fn plain(bytes: Vec<u8>, wanted: Option<&str>) -> Result<Vec<u8>, FileFault> {
    // The names of parts stand in a zip as they are.
    let holds = |name: &[u8]| bytes.windows(name.len()).any(|piece| piece == name);
    let zip = bytes.starts_with(b"PK\x03\x04");
    if zip && (holds(b"xl/workbook.xml") || holds(b"opendocument.spreadsheet")) {
        return text(&bytes, wanted).map(String::into_bytes);
    }
    match wanted {
        Some(_) => Err(FileFault::new("this is no workbook, and has no sheets", "leave --sheet out")),
        None => Ok(bytes),
    }
}

fn text(bytes: &[u8], wanted: Option<&str>) -> Result<String, FileFault> {
    if limits::FORM_BYTES < bytes.len() as u64 {
        let why =
            format!("the workbook has more than {} MB, and more is not read", limits::FORM_BYTES / 1_000_000);
        return Err(FileFault::new(why, AS_CSV));
    }
    let sheets = super::read(bytes).map_err(|unread| FileFault::new(unread.what, AS_CSV))?;
    Ok(written(chosen(&sheets, wanted)?))
}

/// The sheet that is meant.
fn chosen<'s>(sheets: &'s [Sheet], wanted: Option<&str>) -> Result<&'s Sheet, FileFault> {
    let names = |sheets: &[&Sheet]| {
        let names: Vec<String> = sheets.iter().take(20).map(|sheet| format!("`{}`", sheet.name)).collect();
        names.join(", ")
    };
    if let Some(wanted) = wanted {
        let found = sheets.iter().find(|sheet| sheet.name == wanted);
        let all: Vec<&Sheet> = sheets.iter().collect();
        return found.ok_or_else(|| {
            let what = format!("the workbook has no sheet `{wanted}`");
            FileFault::new(what, format!("it has {}", names(&all)))
        });
    }
    let filled: Vec<&Sheet> =
        sheets.iter().filter(|sheet| !sheet.hidden && !sheet.cells.is_empty()).collect();
    match filled.as_slice() {
        [only] => Ok(only),
        [] => Err(FileFault::new("nothing stands in the workbook", "look whether it is the right file")),
        several => {
            let what = format!("something stands in several sheets of the workbook: {}", names(several));
            Err(FileFault::new(what, "say which with --sheet"))
        }
    }
}

/// The sheet with what stands in a cell of several rows in each of them, as it is meant: in a report in groups the course
/// stands once for all its rows. A heading over several columns stays where it is.
fn unmerged(sheet: &Sheet) -> Sheet {
    let mut cells = sheet.cells.clone();
    let last = cells.keys().next_back().map_or(0, |(row, _)| *row);
    // Areas of a sheet that was made to cost time may lie one over another.
    let mut left = CELLS;
    for (from, to, column) in &sheet.tall {
        let Some(cell) = sheet.cells.get(&(*from, *column)) else { continue };
        for row in from + 1..=(*to).min(last) {
            if left == 0 {
                break;
            }
            left -= 1;
            cells.entry((row, *column)).or_insert_with(|| cell.clone());
        }
    }
    Sheet { cells, ..Sheet::default() }
}

fn written(sheet: &Sheet) -> String {
    let sheet = &unmerged(sheet);
    let last = sheet.cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
    // Blank lines before the header are passed over; further down a row without anything is one of empty cells.
    let first = sheet.cells.keys().next().map_or(0, |(row, _)| *row);
    let (mut text, mut row) = ("\n".repeat(first as usize), first);
    let mut cells = sheet.cells.iter().peekable();
    while cells.peek().is_some() {
        for column in 0..=last {
            let cell = cells.next_if(|(place, _)| **place == (row, column));
            text.push_str(if column == 0 { "\"" } else { ",\"" });
            text.push_str(&cell.map(|(_, cell)| shown(cell).replace('"', "\"\"")).unwrap_or_default());
            text.push('"');
        }
        text.push('\n');
        row += 1;
    }
    text
}

/// What a cell shows, on one line: a heading is often broken into several.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text
            .split(['\r', '\n'])
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        Cell::Number(shown) | Cell::Date(shown) | Cell::Error(shown) => shown.clone(),
        Cell::Truth(is) => if *is { "TRUE" } else { "FALSE" }.to_owned(),
        Cell::Formula(Some(cell)) => shown(cell),
        Cell::Formula(None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Sheet};
    use super::{chosen, plain, written};

    fn sheet(name: &str, hidden: bool, cells: &[((u32, u32), Cell)]) -> Sheet {
        Sheet { name: name.to_owned(), hidden, cells: cells.iter().cloned().collect(), ..Sheet::default() }
    }

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn a_row_of_the_text_is_the_row_of_the_sheet() {
        let cells = [
            ((1, 0), text("Staff\nnumber ")),
            ((1, 2), text("Said \"yes\", twice")),
            ((3, 0), Cell::Number("0042".into())),
            ((3, 1), Cell::Date("2026-11-03".into())),
            ((3, 2), Cell::Formula(Some(Box::new(Cell::Truth(true))))),
            ((4, 1), Cell::Formula(None)),
        ];
        let wanted = "\n\"Staff number\",\"\",\"Said \"\"yes\"\", twice\"\n\"\",\"\",\"\"\n\"0042\",\"2026-11-03\",\"TRUE\"\n\"\",\"\",\"\"\n";
        assert_eq!(written(&sheet("Staff", false, &cells)), wanted);
    }

    #[test]
    fn what_stands_in_a_cell_of_several_rows_stands_in_each() {
        let cells = [
            ((0, 0), text("No")),
            ((0, 1), text("Course")),
            ((1, 0), text("1")),
            ((1, 1), text("First contact")),
            ((2, 0), text("2")),
            ((3, 0), text("3")),
            ((3, 1), text("Other")),
        ];
        // The last reaches far below what stands there.
        let tall = vec![(1, 2, 1), (3, 1_000_000, 1)];
        let merged = Sheet { tall, ..sheet("Staff", false, &cells) };
        let wanted = "\"No\",\"Course\"\n\"1\",\"First contact\"\n\"2\",\"First contact\"\n\"3\",\"Other\"\n";
        assert_eq!(written(&merged), wanted);
    }

    #[test]
    fn the_sheet_that_is_meant_is_the_only_one_or_the_one_that_is_named() {
        let one = [((0, 0), text("a"))];
        let sheets = [sheet("Staff", false, &one), sheet("Old", true, &one), sheet("Empty", false, &[])];
        assert_eq!(chosen(&sheets, None).map(|sheet| sheet.name.as_str()), Ok("Staff"));
        assert_eq!(chosen(&sheets, Some("Old")).map(|sheet| sheet.name.as_str()), Ok("Old"));
        let none = chosen(&sheets, Some("staff")).expect_err("names are exact");
        assert_eq!(none.help, "it has `Staff`, `Old`, `Empty`");
        let several = [sheet("Staff", false, &one), sheet("Leavers", false, &one)];
        let fault = chosen(&several, None).expect_err("which?");
        assert!(fault.why.contains("`Staff`, `Leavers`") && fault.help.contains("--sheet"), "{fault:?}");
        assert!(chosen(&sheets[2..], None).is_err());
    }

    #[test]
    fn what_is_no_workbook_is_left_to_others() {
        assert_eq!(plain(b"a,b\n1,2\n".to_vec(), None), Ok(b"a,b\n1,2\n".to_vec()));
        assert_eq!(plain(b"PK\x03\x04 a package".to_vec(), None), Ok(b"PK\x03\x04 a package".to_vec()));
        assert!(plain(b"a,b\n".to_vec(), Some("Staff")).is_err());
        assert!(plain(b"PK\x03\x04 xl/workbook.xml".to_vec(), None).is_err());
    }
}
