//! A form as a spreadsheet: what it says first, what it asks, and behind each answer what it belongs to.
//!
//! Every cell is a typed text, so none can become a formula. All but the answers are locked, without a password: it
//! keeps fingers off, and is no secret. The same form is the same bytes.

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationRule, DocProperties, ExcelDateTime, Format, FormatAlign,
    FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{Course, FORMAT, Fact, Paper, explained, key_in, sum};
use bona_engine::check::{FormPart, InLanguage, Wants};
use bona_engine::limits;
use bona_packager::{direction, in_english};

/// What stands in the hidden first cell of the sheet with the questions.
pub(super) const ANSWERS: &str = "bona/answers";
/// What stands there before a course's id.
pub(super) const COURSE: &str = "bona/course/";
/// The row of the headings, from nought.
const HEAD: u32 = 2;
/// The columns of answers, from nought: on the sheet with the questions.
pub(super) const SAY: u16 = 2;
/// On a course's sheet: the words, and the reason.
pub(super) const WORDS: u16 = 3;
/// The reason.
pub(super) const WHY: u16 = 4;
/// Units of UTF-16 that a sheet's name has at most. Source: Excel's limits.
const SHEET_NAME: usize = 31;
/// Paper of size A4. Source: ECMA-376, 18.3.1.63, `paperSize`.
const A4: u8 = 9;

/// The order of reading in a cell. Source: ECMA-376, 18.8.1, `readingOrder`.
const FROM_RIGHT: u8 = 2;

/// Points of a line of text, and the most that a row may be high. Source: Excel's limits.
const LINE: f64 = 15.0;
const HIGHEST: f64 = 409.0;
/// Columns of the first sheet, of that with the questions, and of a course's, with their widths in digits.
const FIRST: [(u16, f64); 1] = [(0, 82.0)];
const FACTS: [(u16, f64); 6] = [(1, 36.0), (2, 40.0), (3, 26.0), (4, 30.0), (5, 28.0), (6, 15.0)];
const PARTS: [(u16, f64); 4] = [(1, 24.0), (2, 52.0), (3, 52.0), (4, 32.0)];

/// How cells look.
struct Looks {
    title: Format,
    plain: Format,
    head: Format,
    answer: Format,
    /// The same in a script that runs from the right.
    turned: Format,
    hidden: Format,
}

impl Looks {
    fn new() -> Self {
        let text = || Format::new().set_text_wrap().set_align(FormatAlign::Top).set_num_format_index(49);
        let ink = Color::RGB(0x0024_1a27);
        let line = Color::RGB(0x0076_6e79);
        let hair = Color::RGB(0x00cb_d1c7);
        let answer = text()
            .set_unlocked()
            .set_font_color(ink)
            .set_background_color(Color::RGB(0x00ff_ffff))
            .set_border(FormatBorder::Thin)
            .set_border_color(line);
        Self {
            title: Format::new().set_font_name("Palatino Linotype").set_font_size(18).set_font_color(ink),
            plain: text()
                .set_font_color(ink)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(hair),
            head: text().set_bold().set_background_color(Color::RGB(0x00e8_dde7)).set_font_color(ink),
            turned: answer.clone().set_reading_direction(FROM_RIGHT),
            answer,
            hidden: Format::new().set_num_format_index(49),
        }
    }
}

impl Looks {
    /// How an answer in a language looks.
    fn answer_in(&self, tag: &str) -> &Format {
        if direction(tag) == "rtl" { &self.turned } else { &self.answer }
    }
}

/// The bytes of a form as a spreadsheet, XLSX.
///
/// # Errors
/// When what it asks does not fit a spreadsheet.
pub(crate) fn book(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    // A file says nothing of when it was made, so the same form is the same bytes.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title(&paper.name).set_creation_datetime(&made));
    let mut names = vec!["Start here".to_owned(), "Your answers".to_owned(), "bona".to_owned()];
    first(book.add_worksheet(), paper, &looks)?;
    if !paper.facts.is_empty() {
        facts(book.add_worksheet(), paper, &looks)?;
    }
    for course in paper.courses.iter().filter(|course| !course.parts.is_empty()) {
        let name = sheet_name(&course.title, &names);
        parts(book.add_worksheet().set_name(&name)?, course, &looks)?;
        names.push(name);
    }
    machine(book.add_worksheet(), paper, &looks)?;
    book.save_to_buffer()
}

/// A course's title as a sheet may be called, other than all before.
fn sheet_name(title: &str, taken: &[String]) -> String {
    let legal: String =
        title.chars().filter(|sign| !"[]:*?/\\'".contains(*sign) && !sign.is_control()).collect();
    let cut = |text: &str, most: usize| -> String {
        let mut units = 0;
        text.chars()
            .take_while(|sign| {
                units += sign.len_utf16();
                units <= most
            })
            .collect::<String>()
            .trim()
            .to_owned()
    };
    let free = |name: &str| {
        !name.is_empty() && taken.iter().all(|other| other.to_lowercase() != name.to_lowercase())
    };
    let plain = cut(&legal, SHEET_NAME);
    // Excel keeps the one name for itself.
    if free(&plain) && !plain.eq_ignore_ascii_case("history") {
        return plain;
    }
    let short = cut(&legal, SHEET_NAME - 4);
    let mut numbered = (2..=taken.len() + 2).map(|number| format!("{short} {number}").trim().to_owned());
    numbered.find(|name| free(name)).unwrap_or_else(|| format!("Course {}", taken.len()))
}

/// What all sheets that are read have in common.
fn set_up(sheet: &mut Worksheet, widths: &[(u16, f64)], landscape: bool) -> Result<(), XlsxError> {
    for (column, width) in widths {
        sheet.set_column_width(*column, *width)?;
    }
    let mut free = ProtectionOptions::new();
    (free.format_rows, free.format_columns) = (true, true);
    sheet.protect_with_options(&free).set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_screen_gridlines(false).set_footer("&L&A&RPage &P of &N");
    if landscape {
        sheet.set_landscape();
    }
    Ok(())
}

/// Makes a row as high as its words need: not every program does so by itself. `least` lines are left for an answer.
fn high(
    sheet: &mut Worksheet,
    row: u32,
    widths: &[(u16, f64)],
    words: &[&str],
    least: usize,
) -> Result<(), XlsxError> {
    // Letters are wider in some programs' faces than in others'; a line too many does no harm.
    let lines = |(text, (_, width)): (&&str, &(u16, f64))| -> usize {
        let line = |line: &str| (line.chars().count() as f64 / (width * 0.8)).ceil().max(1.0) as usize;
        text.lines().map(line).sum()
    };
    let most = words.iter().zip(widths).map(lines).max().unwrap_or(1).max(least);
    sheet.set_row_height(row, (most as f64 * LINE + 4.0).min(HIGHEST))?;
    Ok(())
}

fn first(sheet: &mut Worksheet, paper: &Paper, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Start here")?;
    set_up(sheet, &FIRST, false)?;
    sheet.write_string_with_format(0, 0, format!("A form for {}", paper.name), &looks.title)?;
    let mut lines = explained(paper);
    lines.insert(
        0,
        "Write in the white cells with a frame, on the sheets after this one (their names stand at the foot of the \
         window). All other cells are locked."
            .to_owned(),
    );
    lines.push(
        "When you are done, save the file as what it is (.xlsx; from LibreOffice .ods will do), and send it back to \
         whoever sent it to you."
            .to_owned(),
    );
    for (row, line) in (HEAD..).zip(lines) {
        high(sheet, row, &FIRST, &[&line], 1)?;
        sheet.write_string_with_format(row, 0, line, &looks.plain)?;
    }
    Ok(())
}

fn head(sheet: &mut Worksheet, title: &str, heads: &[&str], looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 1, title, &looks.title)?;
    for (column, head) in (1..).zip(heads) {
        sheet.write_string_with_format(HEAD, column, *head, &looks.head)?;
    }
    sheet.set_column_hidden(0)?.set_freeze_panes(HEAD + 1, 0)?.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

/// A cell for an answer, with what stands in it already, that takes so many characters.
fn answer(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    own: Option<&str>,
    most: usize,
    look: &Format,
) -> Result<(), XlsxError> {
    match own {
        Some(own) => sheet.write_string_with_format(row, column, own, look)?,
        None => sheet.write_blank(row, column, look)?,
    };
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let rule = DataValidation::new()
        .allow_text_length(DataValidationRule::LessThanOrEqualTo(most))
        .set_error_title("Too long")?
        .set_error_message(format!("Write at most {most} characters."))?;
    sheet.add_data_validation(row, column, row, column, &rule)?;
    Ok(())
}

fn facts(sheet: &mut Worksheet, paper: &Paper, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("Your answers")?;
    set_up(sheet, &FACTS, true)?;
    let heads =
        ["Question", "Your answer", "What stands there now", "Why it is asked", "For example", "At most"];
    head(sheet, &paper.name, &heads, looks)?;
    sheet.write_string_with_format(0, 0, ANSWERS, &looks.hidden)?;
    let mut row = HEAD;
    for fact in &paper.facts {
        row += 1;
        let Fact { question, own, above, languages } = fact;
        let needed = if question.required && above.is_none() { "\nPlease answer" } else { "" };
        let now = match (own, above) {
            (Some(own), _) => own.clone(),
            (None, Some((say, from))) => format!("{say}\n(from {from})"),
            (None, None) => "nothing; the paragraph is left out".to_owned(),
        };
        let (ask, why) = (format!("{}{needed}", question.ask), question.why.as_deref().unwrap_or_default());
        let most = format!("{} characters", question.most);
        let cells = [ask.as_str(), own.as_deref().unwrap_or_default(), &now, why, &question.example, &most];
        high(sheet, row, &FACTS, &cells, 2 + question.most / 60)?;
        sheet.write_string_with_format(row, 0, fact.key(), &looks.hidden)?;
        for (column, cell) in (1..).zip(cells).filter(|(column, _)| *column != SAY) {
            sheet.write_string_with_format(row, column, cell, &looks.plain)?;
        }
        answer(sheet, (row, SAY), own.as_deref(), question.most, &looks.answer)?;
        for own in languages {
            row += 1;
            fact_in(sheet, row, (fact, own), looks)?;
        }
    }
    sheet.set_selection(HEAD + 1, SAY, HEAD + 1, SAY)?;
    Ok(())
}

/// The row that asks for an answer in another language.
fn fact_in(
    sheet: &mut Worksheet,
    row: u32,
    (fact, own): (&Fact, &InLanguage),
    looks: &Looks,
) -> Result<(), XlsxError> {
    let (name, most) = (in_english(&own.language), fact.question.most);
    let ask = format!("The same in {name}, if you can:\n{}", fact.question.ask);
    let now = match (&own.own, &own.stands) {
        (Some(own), _) => own.clone(),
        (None, Some((say, Some(from)))) => format!("{say}\n(from {from})"),
        (None, Some((say, None))) => say.clone(),
        (None, None) => format!("nothing; the paragraph is left out in {name}"),
    };
    let at_most = format!("{most} characters");
    let cells = [ask.as_str(), own.own.as_deref().unwrap_or_default(), &now, "", "", &at_most];
    high(sheet, row, &FACTS, &cells, 2 + most / 60)?;
    sheet.write_string_with_format(row, 0, key_in(&fact.key(), own), &looks.hidden)?;
    for (column, cell) in (1..).zip(cells).filter(|(column, _)| *column != SAY) {
        sheet.write_string_with_format(row, column, cell, &looks.plain)?;
    }
    answer(sheet, (row, SAY), own.own.as_deref(), most, looks.answer_in(&own.language))
}

/// The row that asks for words of a part in another language; no reason is asked for there.
fn part_in(
    sheet: &mut Worksheet,
    row: u32,
    (course, part, own): (&Course, &FormPart, &InLanguage),
    looks: &Looks,
) -> Result<(), XlsxError> {
    let name = in_english(&own.language);
    let page = format!("{}\nThe same in {name}, if you can", part.page);
    let stands = match &own.stands {
        Some((words, _)) => words.clone(),
        None => format!("(nothing is added in {name})"),
    };
    let words = own.own.as_deref();
    high(sheet, row, &PARTS, &[&page, &stands, words.unwrap_or_default()], 4)?;
    sheet.write_string_with_format(row, 0, key_in(&course.key(part), own), &looks.hidden)?;
    sheet.write_string_with_format(row, 1, page, &looks.plain)?;
    sheet.write_string_with_format(row, 2, stands, &looks.plain)?;
    sheet.write_string_with_format(row, WHY, "", &looks.plain)?;
    answer(sheet, (row, WORDS), words, limits::FORM_WORDS, looks.answer_in(&own.language))
}

fn parts(sheet: &mut Worksheet, course: &Course, looks: &Looks) -> Result<(), XlsxError> {
    set_up(sheet, &PARTS, true)?;
    let heads = ["Page", "What stands there now", "Your own words", "Why"];
    head(sheet, &course.title, &heads, looks)?;
    sheet.write_string_with_format(0, 0, format!("{COURSE}{}", course.id), &looks.hidden)?;
    let mut row = HEAD;
    for part in &course.parts {
        row += 1;
        let stands = match part.wants {
            Wants::OtherWords => match &part.from {
                Some(from) => format!("{}\n(from {from})", part.stands),
                None => part.stands.clone(),
            },
            Wants::MoreWords => "(the end of this page: write what you want to add)".to_owned(),
        };
        let own = part.own.as_ref();
        let key = course.key(part);
        let why = own.and_then(|own| own.why.as_deref());
        let words = own.map(|own| own.say.as_str());
        let cells = [part.page.as_str(), &stands, words.unwrap_or_default(), why.unwrap_or_default()];
        high(sheet, row, &PARTS, &cells, 4)?;
        sheet.write_string_with_format(row, 0, key, &looks.hidden)?;
        sheet.write_string_with_format(row, 1, part.page.clone(), &looks.plain)?;
        sheet.write_string_with_format(row, 2, stands, &looks.plain)?;
        answer(sheet, (row, WORDS), words, limits::FORM_WORDS, &looks.answer)?;
        answer(sheet, (row, WHY), why, limits::FORM_WHY, &looks.answer)?;
        for own in &part.languages {
            row += 1;
            part_in(sheet, row, (course, part, own), looks)?;
        }
    }
    sheet.set_selection(HEAD + 1, WORDS, HEAD + 1, WORDS)?;
    Ok(())
}

/// The hidden sheet: what the form is, and what stood at each answer when it was made.
fn machine(sheet: &mut Worksheet, paper: &Paper, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name("bona")?.set_hidden(true).protect();
    let (courses, lines) = (paper.editions(), paper.lines());
    let sum = sum(&paper.place, &courses, &lines);
    let head = [FORMAT, &paper.place, &sum, ""].map(str::to_owned);
    let courses = courses.into_iter().map(|(id, edition)| ["course".to_owned(), id, edition, String::new()]);
    let lines = lines.into_iter().map(|line| ["line".to_owned(), line.key, line.was, line.base]);
    for (row, cells) in (0..).zip(std::iter::once(head).chain(courses).chain(lines)) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, column, cell, &looks.hidden)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::sheet_name;

    #[test]
    fn a_sheet_has_a_name_that_a_spreadsheet_takes() {
        let taken = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(sheet_name("Names: a/b [c]?", &taken(&["bona"])), "Names ab c");
        assert_eq!(sheet_name("Bona", &taken(&["bona"])), "Bona 2");
        assert_eq!(sheet_name("History", &[]), "History 2");
        assert_eq!(sheet_name("???", &taken(&["2"])), "3");
        let long = sheet_name(&"wörter ".repeat(9), &[]);
        assert!(long.encode_utf16().count() <= 31, "{long}");
    }
}
