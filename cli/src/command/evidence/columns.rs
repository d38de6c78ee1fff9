//! Rows in columns, for a terminal, cells that are cut to fit, and what becomes of both where a terminal is narrow.

use unicode_width::UnicodeWidthStr as _;

use crate::command::report::wrapped;

/// Widest column, in characters.
const COLUMN_MAX: usize = 40;

/// Cut to the width of a column. Control characters would disturb the terminal, and marks that turn the direction of writing
/// the cells behind them.
pub(super) fn shortened(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|sign| !matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .map(|sign| if sign.is_control() { ' ' } else { sign })
        .collect();
    if plain.width() <= COLUMN_MAX {
        return plain;
    }
    let mut short = String::new();
    for sign in plain.chars() {
        if COLUMN_MAX - 1 < format!("{short}{sign}").width() {
            break;
        }
        short.push(sign);
    }
    short + "…"
}

/// Rows one below the other, each cell as wide as the widest of its column, two blanks between them and none at the end; the
/// first has the headings. What is wider than so many columns would be broken anywhere, so there each row is a block.
pub(super) fn columns<const N: usize>(rows: &[[String; N]], most: Option<usize>) -> String {
    let table = in_columns(rows);
    match most.filter(|most| table.lines().any(|line| *most < line.width())) {
        Some(most) => in_blocks(rows, most),
        None => table,
    }
}

/// Each row below its first cell, a line for each cell of it in which something stands.
fn in_blocks<const N: usize>(rows: &[[String; N]], most: usize) -> String {
    let Some((heads, rows)) = rows.split_first() else { return String::new() };
    let label = heads.iter().skip(1).map(|head| head.width()).max().unwrap_or(0);
    let line = |(head, cell): (&String, &String)| {
        let blanks = " ".repeat(label - head.width());
        wrapped(&format!("  {head}{blanks}  {cell}"), label + 4, most)
    };
    let block = |row: &[String; N]| {
        let cells = heads.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty());
        let first = row.first().map(String::as_str).unwrap_or_default();
        wrapped(first, 2, most) + &cells.map(line).collect::<String>()
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}

/// A text whose lines may be longer than so many columns: those are broken between words, and go on where what they say
/// began, behind a label or the sign of a list.
pub(super) fn fitted(text: &str, most: Option<usize>) -> String {
    let Some(most) = most else { return text.to_owned() };
    let line = |line: &str| match line.width() <= most {
        true => format!("{line}\n"),
        false => wrapped(line, begins(line), most),
    };
    text.lines().map(line).collect()
}

/// The column in which a line's words begin, behind a label or the sign of a list.
fn begins(line: &str) -> usize {
    let words = line.trim_start();
    let start = line.len() - words.len();
    if words.starts_with("- ") {
        return start + 2;
    }
    let Some((label, rest)) = words.split_once("  ").filter(|_| 0 < start) else { return start };
    start + label.width() + 2 + rest.len() - rest.trim_start().len()
}

fn in_columns<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths);
        let cells = cells.map(|(cell, width)| format!("{cell}{}", " ".repeat(width - cell.width())));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{columns, fitted, shortened};

    #[test]
    fn cells_stand_below_one_another_and_end_with_no_blank() {
        let rows = [["who", "what", ""], ["Zo\u{eb}", "\u{4e2d}\u{6587}", "x"], ["A", "b", ""]];
        let rows = rows.map(|row| row.map(str::to_owned));
        let table = "who  what\nZo\u{eb}  \u{4e2d}\u{6587}  x\nA    b\n";
        assert_eq!(columns(&rows, None), table);
        assert_eq!(columns(&rows, Some(12)), table, "as wide as the terminal");
    }

    #[test]
    fn a_row_that_is_too_wide_is_a_block() {
        let rows = [
            ["who", "role", "how they stand"],
            ["Ann Byrne", "", "missing since 2024-03-02"],
            ["Bo", "GP", "has it"],
        ];
        let rows = rows.map(|row| row.map(str::to_owned));
        let blocks = "Ann Byrne\n  how they stand  missing since\n                  2024-03-02\n\n\
                      Bo\n  role            GP\n  how they stand  has it\n";
        assert_eq!(columns(&rows, Some(32)), blocks);
        assert!(columns(&rows, Some(20)).lines().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn a_long_line_goes_on_where_its_words_began() {
        for (line, broken) in [
            ("  waiver   until May: on leave", "  waiver   until May:\n           on leave\n"),
            ("  - one two three four five six", "  - one two three four\n    five six\n"),
            ("one two three four five six", "one two three four\nfive six\n"),
        ] {
            assert_eq!(fitted(line, Some(22)), broken, "{line}");
            assert_eq!(fitted(&format!("{line}\n"), None), format!("{line}\n"));
        }
    }

    #[test]
    fn a_cell_is_cut_and_turns_nothing_around() {
        assert_eq!(shortened("Ann\nByrne\u{1b}[2J"), "Ann Byrne [2J");
        assert_eq!(shortened("\u{202e}enryB nnA\u{202c}"), "enryB nnA");
        assert_eq!(shortened(&"a".repeat(40)), "a".repeat(40));
        assert_eq!(shortened(&"a".repeat(41)), format!("{}…", "a".repeat(39)));
        assert_eq!(shortened(&"\u{4e2d}".repeat(30)), format!("{}…", "\u{4e2d}".repeat(19)));
    }
}
