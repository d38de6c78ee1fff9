//! XLSX. Source: ECMA-376-1, 18 (SpreadsheetML).

use super::xml::{Element, Node};
use super::{Cell, Packed, SHEETS, Sheet, Unread, moment, number, put};

/// Days from the one with which a workbook counts to 1970-01-01, as a rule and in workbooks of old Macintoshes.
const SINCE_1900: i64 = -25_569;
const SINCE_1904: i64 = -24_107;

/// How a number is shown, as far as it changes what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Plain,
    Date,
    PerCent,
    /// With so many digits, noughts in front.
    Digits(usize),
}

/// What cells say with few signs, and the workbook once for all.
struct Book {
    shared: Vec<String>,
    /// By the number of a style.
    styles: Vec<Shown>,
    first_day: i64,
}

/// The sheets.
pub(super) fn read(packed: &mut Packed<'_>) -> Result<Vec<Sheet>, Unread> {
    let book = packed.part("xl/workbook.xml")?.ok_or_else(Unread::damaged)?;
    let targets = packed.part("xl/_rels/workbook.xml.rels")?.ok_or_else(Unread::damaged)?;
    let shared = packed.part("xl/sharedStrings.xml")?;
    let shared: Vec<String> = shared.iter().flat_map(|all| all.all("si")).map(rich).collect();
    let styles = packed.part("xl/styles.xml")?.as_ref().map(styles).unwrap_or_default();
    let since_1904 = book.first("workbookPr").and_then(|own| own.get("date1904"));
    let first_day =
        if since_1904.is_some_and(|is| ["1", "true"].contains(&is)) { SINCE_1904 } else { SINCE_1900 };
    let of_book = Book { shared, styles, first_day };
    let mut sheets = Vec::new();
    for entry in book.first("sheets").into_iter().flat_map(|all| all.all("sheet")) {
        if sheets.len() == SHEETS {
            return Err(Unread::too_large());
        }
        let id = entry.get("id").ok_or_else(Unread::damaged)?;
        let target = targets.all("Relationship").find(|one| one.get("Id") == Some(id));
        let target = target.and_then(|one| one.get("Target")).ok_or_else(Unread::damaged)?;
        let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let Some(part) = packed.part(&path)? else { return Err(Unread::damaged()) };
        let name = entry.get("name").unwrap_or_default();
        let hidden = entry.get("state").is_some_and(|state| state != "visible");
        sheets.push(Sheet { hidden, ..sheet(name, &part, &of_book)? });
    }
    Ok(sheets)
}

/// The cells of a sheet.
fn sheet(name: &str, part: &Element, book: &Book) -> Result<Sheet, Unread> {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut next_row = 0;
    for row in part.first("sheetData").into_iter().flat_map(|data| data.all("row")) {
        let number = match row.get("r") {
            Some(own) => own.parse::<u32>().ok().and_then(|own| own.checked_sub(1)),
            None => Some(next_row),
        };
        let number = number.ok_or_else(Unread::damaged)?;
        next_row = number.saturating_add(1);
        let mut next = 0;
        for one in row.all("c") {
            let column = match one.get("r") {
                Some(own) => column(own).ok_or_else(Unread::damaged)?,
                None => next,
            };
            next = column.saturating_add(1);
            if let Some(cell) = cell(one, book) {
                put(&mut sheet, number, column, cell)?;
            }
        }
    }
    let merged = part.first("mergeCells").into_iter().flat_map(|all| all.all("mergeCell"));
    sheet.tall = merged.filter_map(|one| tall(one.get("ref")?)).collect();
    Ok(sheet)
}

/// The rows of an area of several rows, `B3:C14`, from nought, and its first column.
fn tall(area: &str) -> Option<(u32, u32, u32)> {
    let (from, to) = area.split_once(':')?;
    let row = |cell: &str| {
        let digits = cell.trim_start_matches(|sign: char| sign.is_ascii_uppercase());
        digits.parse::<u32>().ok()?.checked_sub(1)
    };
    let (first, last) = (row(from)?, row(to)?);
    (first < last).then_some((first, last, column(from)?))
}

/// The column of `B14`, from nought.
fn column(reference: &str) -> Option<u32> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |sum: u32, letter| sum * 26 + u32::from(letter - b'A') + 1);
    number.checked_sub(1)
}

fn cell(one: &Element, book: &Book) -> Option<Cell> {
    let content = content(one, book);
    if one.first("f").is_some() { Some(Cell::Formula(content.map(Box::new))) } else { content }
}

/// What stands in a cell, or what its formula came to when the file was saved.
fn content(one: &Element, book: &Book) -> Option<Cell> {
    let value = one.first("v").map(Element::words);
    let text = |text: String| (!text.is_empty()).then_some(Cell::Text(text));
    match one.get("t").unwrap_or("n") {
        "s" => text(book.shared.get(value?.trim().parse::<usize>().ok()?)?.clone()),
        "inlineStr" => text(rich(one.first("is")?)),
        "str" => text(unescaped(&value?)),
        "b" => value.map(|value| Cell::Truth(value.trim() == "1")),
        "e" => value.map(Cell::Error),
        // A time as ISO 8601 writes it.
        "d" => value.map(|value| Cell::Date(super::written(value.trim().trim_end_matches('Z'), false))),
        _ => {
            let value = value?;
            let style = one.get("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
            Some(match book.styles.get(style).copied().unwrap_or(Shown::Plain) {
                Shown::Date => Cell::Date(moment(&value, book.first_day)),
                Shown::PerCent => Cell::Number(number(&value, true)),
                Shown::Digits(count) => Cell::Number(format!("{:0>count$}", number(&value, false))),
                Shown::Plain => Cell::Number(number(&value, false)),
            })
        }
    }
}

/// A text, perhaps in pieces that look different; how it is spoken (`rPh`) is no part of it.
fn rich(item: &Element) -> String {
    let mut text = String::new();
    for node in &item.nodes {
        let Node::Element(piece) = node else { continue };
        match piece.name.as_str() {
            "t" => text.push_str(&piece.words()),
            "r" => piece.all("t").for_each(|own| text.push_str(&own.words())),
            _ => {}
        }
    }
    unescaped(&text)
}

/// Signs that XML cannot hold stand as `_x000D_`. Source: ECMA-376-1, 22.4.2.4.
fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        let sign = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let sign = sign.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        match sign {
            Some(sign) => {
                out.push(sign);
                rest = &rest[at + 7..];
            }
            None => {
                out.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// For each style of cells, how it shows a number.
fn styles(styles: &Element) -> Vec<Shown> {
    let own: Vec<(&str, Shown)> = styles
        .first("numFmts")
        .into_iter()
        .flat_map(|all| all.all("numFmt"))
        .filter_map(|one| Some((one.get("numFmtId")?, shown(one.get("formatCode")?))))
        .collect();
    let of = |id: &str| match own.iter().find(|(own, _)| *own == id) {
        Some((_, shown)) => *shown,
        // The formats that need not be written down: 9 and 10 show shares, 14 to 22 and 45 to 47 days and times, and 27
        // to 58 too in some languages.
        None => match id.parse::<u32>() {
            Ok(9 | 10) => Shown::PerCent,
            Ok(14..=22 | 27..=36 | 45..=47 | 50..=58) => Shown::Date,
            _ => Shown::Plain,
        },
    };
    let styles = styles.first("cellXfs").into_iter().flat_map(|all| all.all("xf"));
    styles.map(|xf| xf.get("numFmtId").map_or(Shown::Plain, of)).collect()
}

/// How a format shows a number: `000000` is a staff number with its noughts.
fn shown(code: &str) -> Shown {
    let noughts = code.bytes().all(|byte| byte == b'0');
    match code.len() {
        2..=30 if noughts => Shown::Digits(code.len()),
        _ if is_date(code) => Shown::Date,
        _ if code.contains('%') => Shown::PerCent,
        _ => Shown::Plain,
    }
}

/// Whether a format shows days or times, by its letters outside quotes and square brackets.
fn is_date(code: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    for sign in code.chars() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if !quoted => escaped = true,
            '"' if !bracket => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' if !quoted => bracket = false,
            'd' | 'm' | 'y' | 'h' | 's' | 'D' | 'M' | 'Y' | 'H' | 'S' if !quoted && !bracket => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Shown, column, is_date, shown, tall, unescaped};

    #[test]
    fn an_area_of_several_rows_is_known() {
        assert_eq!([tall("B3:C14"), tall("A1:A2")], [Some((2, 13, 1)), Some((0, 1, 0))]);
        assert_eq!([tall("A1:F1"), tall("A0:A2"), tall("A1"), tall("1:2")], [None; 4]);
    }

    #[test]
    fn references_formats_and_escapes_are_read() {
        assert_eq!([column("A1"), column("AA7"), column("7")], [Some(0), Some(26), None]);
        assert!(is_date("dd/mm/yyyy") && is_date("[$-809]d mmm") && is_date("hh:mm"));
        assert_eq!(
            [shown("000000"), shown("0.0%"), shown("d mmm yy")],
            [Shown::Digits(6), Shown::PerCent, Shown::Date]
        );
        assert_eq!([shown("0"), shown("0.00"), shown("General")], [Shown::Plain; 3]);
        assert!(!is_date("General") && !is_date("@"));
        assert!(!is_date("0.00 \"days\"") && !is_date("[Red]0"));
        assert_eq!(unescaped("a_x000D_b_x00G0_ _x"), "a\rb_x00G0_ _x");
    }
}
