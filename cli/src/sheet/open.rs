//! ODS. Source: OpenDocument 1.3, part 3, 9 (tables) and 19.385 (value types).

use bona_engine::limits;

use super::xml::{Element, Node};
use super::{Cell, Packed, SHEETS, Sheet, Unread, number, put, written};

/// The sheets.
pub(super) fn read(packed: &mut Packed<'_>) -> Result<Vec<Sheet>, Unread> {
    let encrypted =
        |manifest: &Element| manifest.all("file-entry").any(|entry| entry.first("encryption-data").is_some());
    if packed.part("META-INF/manifest.xml")?.is_some_and(|manifest| encrypted(&manifest)) {
        return Err(Unread::new("the file has a password", "ask for it saved without a password"));
    }
    let content = packed.part("content.xml")?.ok_or_else(Unread::damaged)?;
    let tables = content.first("body").and_then(|body| body.first("spreadsheet"));
    let Some(tables) = tables else {
        return Err(Unread::new(
            "the file is no spreadsheet",
            "ask for the form itself, saved as .xlsx or .ods",
        ));
    };
    if tables.all("table").count() > SHEETS {
        return Err(Unread::too_large());
    }
    let styles = content.first("automatic-styles").into_iter().flat_map(|all| all.all("style"));
    let hides = |style: &&Element| {
        style.first("table-properties").and_then(|own| own.get("display")) == Some("false")
    };
    let hiding: Vec<&str> = styles.filter(hides).filter_map(|style| style.get("name")).collect();
    let one = |table: &Element| {
        let hidden = table.get("style-name").is_some_and(|style| hiding.contains(&style));
        sheet(table).map(|sheet| Sheet { hidden, ..sheet })
    };
    tables.all("table").map(one).collect()
}

fn sheet(table: &Element) -> Result<Sheet, Unread> {
    let mut sheet = Sheet { name: table.get("name").unwrap_or_default().to_owned(), ..Sheet::default() };
    let mut row = 0;
    rows(table, &mut sheet, &mut row)?;
    Ok(sheet)
}

/// The rows of a table, or of a group of them.
fn rows(holder: &Element, sheet: &mut Sheet, row: &mut u32) -> Result<(), Unread> {
    for one in holder.elements() {
        match one.name.as_str() {
            "table-rows" | "table-header-rows" | "table-row-group" => rows(one, sheet, row)?,
            "table-row" => {
                let times = repeated(one, "number-rows-repeated")?;
                let cells = cells(one)?;
                for (column, more) in spanned(one)? {
                    sheet.tall.push((*row, row.saturating_add(more), column));
                }
                if !cells.is_empty() && times as usize > limits::FORM_ROWS {
                    return Err(Unread::too_large());
                }
                for at in 0..if cells.is_empty() { 0 } else { times } {
                    for (column, cell) in &cells {
                        put(sheet, row.saturating_add(at), *column, cell.clone())?;
                    }
                }
                *row = row.saturating_add(times);
            }
            _ => {}
        }
    }
    Ok(())
}

/// What stands in the cells of a row.
fn cells(row: &Element) -> Result<Vec<(u32, Cell)>, Unread> {
    let (mut found, mut column) = (Vec::new(), 0_u32);
    for one in row.elements().filter(|one| ["table-cell", "covered-table-cell"].contains(&&*one.name)) {
        let times = repeated(one, "number-columns-repeated")?;
        if let Some(cell) = cell(one) {
            if column.saturating_add(times) as usize > limits::FORM_COLUMNS {
                return Err(Unread::too_large());
            }
            found.extend((0..times).map(|at| (column.saturating_add(at), cell.clone())));
        }
        column = column.saturating_add(times);
    }
    Ok(found)
}

/// The cells of a row that are one for more rows below it: the column, and how many more.
fn spanned(row: &Element) -> Result<Vec<(u32, u32)>, Unread> {
    let (mut found, mut column) = (Vec::new(), 0_u32);
    for one in row.elements().filter(|one| ["table-cell", "covered-table-cell"].contains(&&*one.name)) {
        let rows = repeated(one, "number-rows-spanned")?;
        if 1 < rows {
            found.push((column, rows - 1));
        }
        column = column.saturating_add(repeated(one, "number-columns-repeated")?);
    }
    Ok(found)
}

fn repeated(one: &Element, name: &str) -> Result<u32, Unread> {
    one.get(name).map_or(Ok(1), |times| times.parse().map_err(|_| Unread::damaged()))
}

fn cell(one: &Element) -> Option<Cell> {
    let content = content(one);
    if one.get("formula").is_some() { Some(Cell::Formula(content.map(Box::new))) } else { content }
}

/// What stands in a cell, or what its formula came to when the file was saved.
fn content(one: &Element) -> Option<Cell> {
    let lines: Vec<String> = one.all("p").map(line).collect();
    let shown = lines.join("\n");
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match (one.get("value-type"), one.get("value")) {
        (Some("percentage"), Some(value)) => Some(Cell::Number(number(value, true))),
        // With the noughts in front that it is shown with.
        (Some("float"), Some(value)) if digits(&shown) && shown.trim_start_matches('0') == value => {
            Some(Cell::Number(shown))
        }
        (Some("float" | "currency"), Some(value)) => Some(Cell::Number(number(value, false))),
        (Some("float" | "percentage" | "currency"), None) => Some(Cell::Number(shown)),
        (Some("date"), _) => {
            let value = one.get("date-value").map(|value| written(value, false));
            Some(Cell::Date(value.unwrap_or(shown)))
        }
        (Some("time"), _) => Some(Cell::Date(shown)),
        (Some("boolean"), _) => Some(Cell::Truth(one.get("boolean-value") == Some("true"))),
        // What went wrong is a text to ODS.
        _ if one.get("formula").is_some() && shown.starts_with('#') => Some(Cell::Error(shown)),
        _ => {
            let text =
                if lines.is_empty() { one.get("string-value").unwrap_or_default().to_owned() } else { shown };
            (!text.is_empty()).then_some(Cell::Text(text))
        }
    }
}

/// The words of a paragraph. Blanks stand for themselves once; more of them, tabs and line ends are elements. The tree
/// is no deeper than its reader allows.
fn line(paragraph: &Element) -> String {
    let mut text = String::new();
    for node in &paragraph.nodes {
        // What is longer than any answer is told by its length; blanks must not make more of it.
        if text.len() > limits::MARKDOWN_BYTES {
            break;
        }
        match node {
            Node::Words(words) => text.push_str(words),
            Node::Element(one) => match one.name.as_str() {
                "s" => {
                    let blanks = one.get("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                    text.extend(std::iter::repeat_n(' ', blanks.min(limits::FORM_WORDS)));
                }
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "annotation" | "note" => {}
                _ => text.push_str(&line(one)),
            },
        }
    }
    text
}
