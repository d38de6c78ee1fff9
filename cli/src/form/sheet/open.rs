//! ODS. Source: OpenDocument 1.3, part 3, 9 (tables) and 19.385 (value types).

use bona_engine::limits;

use super::{Cell, Packed, SHEETS, Sheet, Unread, put};
use crate::form::xml::{Element, Node};

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
    tables.all("table").map(sheet).collect()
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

fn repeated(one: &Element, name: &str) -> Result<u32, Unread> {
    one.get(name).map_or(Ok(1), |times| times.parse().map_err(|_| Unread::damaged()))
}

fn cell(one: &Element) -> Option<Cell> {
    if one.get("formula").is_some() {
        return Some(Cell::Formula);
    }
    let lines: Vec<String> = one.all("p").map(line).collect();
    let shown = lines.join("\n");
    match one.get("value-type") {
        Some("float" | "percentage" | "currency") => {
            let value = one.get("value").map_or(shown, str::to_owned);
            Some(Cell::Number(value))
        }
        Some("date" | "time") => Some(Cell::Date),
        Some("boolean") => Some(Cell::Truth),
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
