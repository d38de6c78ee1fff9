//! Rows in columns, for a terminal, and cells that are cut to fit.

use unicode_width::UnicodeWidthStr as _;

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

/// Rows one below the other, each cell as wide as the widest of its column, two blanks between them and none at the end.
pub(super) fn columns<const N: usize>(rows: &[[String; N]]) -> String {
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
    use super::{columns, shortened};

    #[test]
    fn cells_stand_below_one_another_and_end_with_no_blank() {
        let rows = [["who", "what", ""], ["Zo\u{eb}", "\u{4e2d}\u{6587}", "x"], ["A", "b", ""]];
        let rows = rows.map(|row| row.map(str::to_owned));
        assert_eq!(columns(&rows), "who  what\nZo\u{eb}  \u{4e2d}\u{6587}  x\nA    b\n");
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
