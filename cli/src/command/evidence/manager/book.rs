//! The manager's lists as a spreadsheet, XLSX: who has something to do, and everybody.
//!
//! Every text is a typed text, so none can become a formula; numbers are numbers and days are days, so that they can be
//! sorted, and filtered by year and month. The same records make the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use bona_engine::duty::State;
use bona_engine::time::days_between;
use unicode_width::UnicodeWidthStr as _;

use super::super::duty::Written;
use super::to_do;

/// Paper of size A4. Source: ECMA-376, 18.3.1.63, `paperSize`.
const A4: u8 = 9;
/// Rows of a sheet, the headings among them. Source: Excel's limits.
pub(super) const ROWS: usize = 1_048_576;
/// The columns, with their widths in digits. All but the last, which only programs read, go on paper: as wide as A4 lying.
const COLUMNS: [(&str, f64); 11] = [
    ("Name", 23.0),
    ("Role", 18.0),
    ("Place", 18.0),
    ("Kind of post", 10.0),
    ("Training", 24.0),
    ("State", 10.0),
    ("Due, or until", 12.0),
    ("Days late", 9.0),
    ("Last done", 11.0),
    ("Why not", 19.0),
    ("Person", 30.0),
];
/// The column that is not printed.
const PERSON: u16 = 10;
/// Width of the first sheet's only column, in digits: what A4 standing takes, in a wide typeface too.
const WIDE: f64 = 64.0;
/// Of the columns, that with days of being late, and those with days of a calendar.
const LATE: usize = 7;
const DAYS: [usize; 2] = [6, 8];
/// How a day is shown, the same whatever country a computer is set to. Source: ISO 8601.
const ISO: &str = "yyyy-mm-dd";
/// The day from which spreadsheets count, as it is from March 1900 on: Excel has a 29 February in that year.
const NOUGHT: &str = "1899-12-30";
const MARCH_1900: i64 = 61;
/// Points of a line.
const LINE: f64 = 15.0;
/// Letters that stand in the width of a digit, of common words in common typefaces.
const LETTERS: f64 = 1.1;

/// What stands on the first sheet.
pub(super) struct Told<'a> {
    pub(super) organisation: &'a str,
    /// Sentences, one a row.
    pub(super) lines: &'a [String],
}

/// The bytes of the spreadsheet. A list has fewer than [`ROWS`] lines.
///
/// # Errors
/// When something does not fit a spreadsheet.
pub(super) fn book(told: &Told<'_>, lines: &[Written], soon: &str) -> Result<Vec<u8>, XlsxError> {
    let ink = Color::RGB(0x0024_1a27);
    let title = Format::new().set_font_name("Palatino Linotype").set_font_size(18).set_font_color(ink);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(ink);
    let mut book = Workbook::new();
    // A file says nothing of when it was made, so the same records are the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(told.organisation).set_creation_datetime(&made));
    let first = book.add_worksheet().set_name("Read this")?;
    first.set_column_width(0, WIDE)?.set_paper_size(A4).set_screen_gridlines(false);
    first.set_print_fit_to_pages(1, 0);
    // Twice as large as the text below it.
    first.set_row_height(0, 2.0 * height(&[(told.organisation, WIDE / 2.0)]))?;
    first.write_string_with_format(0, 0, told.organisation, &title.set_text_wrap())?;
    for (row, line) in (2..).zip(told.lines) {
        first.set_row_height(row, height(&[(line, WIDE)]))?.write_string_with_format(row, 0, line, &text)?;
    }
    let to_do: Vec<&Written> = lines.iter().filter(|line| to_do(line, soon).is_some()).collect();
    list(book.add_worksheet().set_name("To do")?, &to_do, &text)?;
    list(book.add_worksheet().set_name("Everybody")?, &lines.iter().collect::<Vec<_>>(), &text)?;
    book.save_to_buffer()
}

/// A list with headings that stay, can be filtered, and are printed on each page.
fn list(sheet: &mut Worksheet, lines: &[&Written], text: &Format) -> Result<(), XlsxError> {
    let head = text
        .clone()
        .set_bold()
        .set_background_color(Color::RGB(0x00e8_dde7))
        .set_border_bottom(FormatBorder::Medium);
    let cell =
        text.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(Color::RGB(0x00cb_d1c7));
    sheet.set_row_height(0, 2.0 * LINE)?;
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?.write_string_with_format(0, column, name, &head)?;
    }
    // Away from the day that stands beside it.
    let number = cell.clone().set_align(FormatAlign::Right).set_indent(1);
    let date = cell.clone().set_align(FormatAlign::Left).set_num_format(ISO);
    for (row, line) in (1..).zip(lines) {
        let late = line.late.filter(|days| *days > 0);
        let texts = [
            line.name.as_str(),
            &line.role,
            &line.place,
            line.kind,
            &line.title,
            says(&line.state),
            line.state.day().unwrap_or_default(),
            "",
            line.last.as_deref().unwrap_or_default(),
            line.reason(),
            &line.person,
        ];
        let printed = texts.into_iter().zip(COLUMNS.map(|(_, width)| width)).take(PERSON.into());
        sheet.set_row_height(row, height(&printed.collect::<Vec<_>>()))?;
        for (place, (column, own)) in (0..).zip(texts).enumerate() {
            let days = late.and_then(|days| u32::try_from(days).ok()).filter(|_| place == LATE);
            let day = Some(own).filter(|_| DAYS.contains(&place)).and_then(count_of);
            match (days, day) {
                (Some(days), _) => sheet.write_number_with_format(row, column, days, &number)?,
                (None, Some(day)) => sheet.write_number_with_format(row, column, day, &date)?,
                (None, None) => sheet.write_string_with_format(row, column, own, &cell)?,
            };
        }
    }
    let last = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, PERSON)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    sheet.set_print_area(0, 0, last, PERSON - 1)?.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(())
}

/// The number with which spreadsheets count a day. `None` of what is no day, and of a day that they do not agree upon.
fn count_of(day: &str) -> Option<i32> {
    let count = days_between(NOUGHT, day).filter(|count| MARCH_1900 <= *count)?;
    i32::try_from(count).ok()
}

/// Points of a row in which each text stands in a column of so many digits. Programs do not make a row as high as its words
/// by themselves, and then print them over the next one.
fn height(texts: &[(&str, f64)]) -> f64 {
    let lines = texts.iter().map(|(text, width)| lines(text, (width * LETTERS).max(1.0)));
    LINE * lines.fold(1.0, f64::max)
}

/// Lines that a text takes where a line holds so many columns of a terminal: words stand whole, and a longer one is broken.
fn lines(text: &str, width: f64) -> f64 {
    let (mut lines, mut filled) = (1.0, 0.0);
    for word in text.split_whitespace() {
        let word = f64::from(u32::try_from(word.width()).unwrap_or(u32::MAX));
        let gap = if 0.0 < filled { 1.0 } else { 0.0 };
        if filled + gap + word <= width {
            filled += gap + word;
            continue;
        }
        lines += if 0.0 < filled { 1.0 } else { 0.0 };
        lines += (word / width).ceil() - 1.0;
        filled = word - ((word / width).ceil() - 1.0) * width;
    }
    lines
}

/// A state in a word or two, by which a list is filtered.
fn says(state: &State) -> &'static str {
    match state {
        State::Has(_) => "has it",
        State::InTime(_) => "in time",
        State::Missing(_) => "missing",
        State::Lapsed(_) => "lapsed",
        State::Waived(..) => "waived",
        State::Exempt(_) => "exempt",
    }
}

#[cfg(test)]
mod tests {
    use super::count_of;

    #[test]
    fn a_day_is_counted_and_nothing_else_is() {
        for (text, count) in [
            ("2026-11-20", Some(46_346)),
            ("1900-03-01", Some(61)),
            ("9999-12-31", Some(2_958_465)),
            // Excel takes the day before for 29 February.
            ("1900-02-28", None),
            ("2026-02-30", None),
            ("2026-11-20T10:00:00", None),
            ("never", None),
            ("=1+1", None),
            ("", None),
        ] {
            assert_eq!(count_of(text), count, "{text}");
        }
    }
}
