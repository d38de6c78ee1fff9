//! The manager's lists as a spreadsheet, XLSX: who has something to do, and everybody.
//!
//! Every text is a typed text, so none can become a formula; numbers are numbers, so that they can be sorted. The same
//! records make the same bytes.

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::super::duty::Written;
use bona_engine::duty::State;

/// Paper of size A4. Source: ECMA-376, 18.3.1.63, `paperSize`.
const A4: u8 = 9;
/// Rows of a sheet, the headings among them. Source: Excel's limits.
pub(super) const ROWS: usize = 1_048_576;
/// The columns, with their widths in digits.
const COLUMNS: [(&str, f64); 11] = [
    ("Name", 24.0),
    ("Role", 20.0),
    ("Place", 20.0),
    ("Kind of post", 12.0),
    ("Training", 28.0),
    ("State", 10.0),
    ("Due, or until", 13.0),
    ("Days late", 10.0),
    ("Last done", 12.0),
    ("Why not", 32.0),
    ("Person", 28.0),
];

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
pub(super) fn book(told: &Told<'_>, lines: &[Written]) -> Result<Vec<u8>, XlsxError> {
    let ink = Color::RGB(0x0024_1a27);
    let title = Format::new().set_font_name("Palatino Linotype").set_font_size(18).set_font_color(ink);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(ink);
    let mut book = Workbook::new();
    // A file says nothing of when it was made, so the same records are the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(told.organisation).set_creation_datetime(&made));
    let first = book.add_worksheet().set_name("Read this")?;
    first.set_column_width(0, 90.0)?.set_paper_size(A4).set_screen_gridlines(false);
    first.write_string_with_format(0, 0, told.organisation, &title)?;
    for (row, line) in (2..).zip(told.lines) {
        first.write_string_with_format(row, 0, line, &text)?;
    }
    let open = |line: &&Written| line.state.is_gap() || matches!(line.state, State::InTime(_));
    let to_do: Vec<&Written> = lines.iter().filter(open).collect();
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
    for (column, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, width)?.write_string_with_format(0, column, name, &head)?;
    }
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
        for (column, own) in (0..).zip(texts) {
            match late.filter(|_| column == 7) {
                Some(days) => {
                    let days = u32::try_from(days).unwrap_or(u32::MAX);
                    sheet.write_number_with_format(row, column, days, &cell)?
                }
                None => sheet.write_string_with_format(row, column, own, &cell)?,
            };
        }
    }
    let last = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, 10)?.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(())
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
