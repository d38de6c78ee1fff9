//! A list of texts: one a line, or one column of a table such as an online form's export.
//!
//! Only the texts that are asked for are looked at: a form's export has times and names beside them, and of those
//! nothing may be kept.

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::text::{decode, unsafe_cell};
use super::{COLUMNS, FileFault, ROW_BYTES, Refusal, RowSource, safe_cell, shown};

/// Bytes of one list.
pub const LIST_BYTES: u64 = 64_000_000;
/// Heading of the column that a file of refused texts has.
const TEXT: &str = "text";
/// Heading of the column with the reason.
const WHY: &str = "bona: why refused";

/// One text and the row that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The row, from 1.
    pub row: u64,
    /// The text, trimmed; never empty.
    pub text: String,
}

impl Listed {
    /// Refuses it.
    #[must_use]
    pub fn refusal(&self, why: String, help: &str) -> Refusal {
        Refusal {
            source: RowSource::Table(self.row),
            place: format!("row {}", self.row),
            why,
            help: help.to_owned(),
        }
    }
}

/// Reads the list. Without a column each line is a text; a file of refused texts is known by its header.
///
/// # Errors
/// When the file is too large or damaged, or has no such column.
pub fn read(bytes: &[u8], column: Option<&str>) -> Result<Vec<Listed>, FileFault> {
    if LIST_BYTES < bytes.len() as u64 {
        let why = format!(
            "the file holds {} MB; at most {} are read",
            bytes.len() / 1_000_000,
            LIST_BYTES / 1_000_000
        );
        return Err(FileFault::new(why, "give it in several files"));
    }
    let text = decode(bytes)?;
    let first = text.lines().next().unwrap_or("");
    let mended = first.trim_matches('"') == format!("{TEXT}\",\"{WHY}") || first == format!("{TEXT},{WHY}");
    match column {
        None if !mended => Ok(lines(&text)),
        _ => of_column(&text, if mended { TEXT } else { column.unwrap_or(TEXT) }, mended),
    }
}

fn lines(text: &str) -> Vec<Listed> {
    let numbered = (1..).zip(text.lines().map(|line| line.trim().trim_matches('"').trim()));
    let filled = numbered.filter(|(_, line)| !line.is_empty());
    filled.map(|(row, line)| Listed { row, text: line.to_owned() }).collect()
}

fn of_column(text: &str, column: &str, mended: bool) -> Result<Vec<Listed>, FileFault> {
    let first = text.lines().next().unwrap_or("");
    let delimiter =
        *b",;\t".iter().max_by_key(|sign| first.bytes().filter(|byte| byte == *sign).count()).expect("three");
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map(|record| record.expect("text in memory is UTF-8 and cannot fail"));
    let header = records.next().unwrap_or_default();
    if COLUMNS < header.len() {
        return Err(FileFault::new(
            format!("the file has {} columns; at most {COLUMNS} are read", header.len()),
            "export fewer",
        ));
    }
    let place = place(&header, column)?;
    let cell = |record: &StringRecord| {
        let cell =
            if record.as_slice().len() <= ROW_BYTES { record.get(place).unwrap_or("") } else { "(too long)" };
        (if mended { unsafe_cell(cell) } else { cell }).trim().to_owned()
    };
    let numbered = (2..).zip(records.map(|record| cell(&record)));
    Ok(numbered.filter(|(_, text)| !text.is_empty()).map(|(row, text)| Listed { row, text }).collect())
}

fn place(header: &StringRecord, column: &str) -> Result<usize, FileFault> {
    let mut found = (0..header.len()).filter(|place| header[*place].trim() == column.trim());
    match (found.next(), found.next()) {
        (Some(place), None) => Ok(place),
        (Some(_), Some(_)) => Err(FileFault::new(
            format!("two columns are headed {}", shown(column)),
            "rename one of them in the file",
        )),
        (None, _) => {
            let names: Vec<String> = header.iter().take(20).map(shown).collect();
            Err(FileFault::new(
                format!("no column is headed {}", shown(column)),
                format!("name the one that is meant with --column: {}", names.join(", ")),
            ))
        }
    }
}

/// The refused texts with their reasons, as a table that is read again.
#[must_use]
pub fn refused_file(refused: &[(Listed, Refusal)]) -> Vec<u8> {
    if refused.is_empty() {
        return Vec::new();
    }
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let mut write = |text: &str, why: &str| {
        writer
            .write_record([safe_cell(text).as_ref(), safe_cell(why).as_ref()])
            .expect("memory takes every row");
    };
    write(TEXT, WHY);
    refused.iter().for_each(|(listed, refusal)| write(&listed.text, &refusal.why));
    writer.into_inner().expect("memory takes every row")
}

#[cfg(test)]
mod tests {
    use super::{Listed, read, refused_file};

    fn texts(bytes: &[u8], column: Option<&str>) -> Vec<(u64, String)> {
        let listed = read(bytes, column).expect("a list");
        listed.into_iter().map(|listed| (listed.row, listed.text)).collect()
    }

    #[test]
    fn lines_and_columns_are_read_and_nothing_else() {
        let wanted = [(1, "B1.a".to_owned()), (3, "B1.b".to_owned())];
        assert_eq!(texts(b"B1.a\r\n\r\n  B1.b  \n", None), wanted);
        assert_eq!(texts(b"\"B1.a\"\n\n\"B1.b\"", None), wanted);
        assert_eq!(texts(b"", None), []);
        let form = b"Timestamp,Name,Your code\n03/11/2026,Ann,B1.a\n03/11/2026,Bo,\n04/11/2026,Cy,\"B1.b\"\n";
        assert_eq!(texts(form, Some("Your code")), [(2, "B1.a".into()), (4, "B1.b".into())]);
        let semicolons = b"Zeit;Code\n03.11.2026;B1.a\n";
        assert_eq!(texts(semicolons, Some("Code")), [(2, "B1.a".into())]);
    }

    #[test]
    fn a_column_that_is_not_there_is_named_with_those_that_are() {
        let form = b"Timestamp,Code,Code\n1,2,3\n";
        assert!(
            read(form, Some("code")).is_err_and(|fault| fault.help.contains("`Timestamp`, `Code`, `Code`"))
        );
        assert!(read(form, Some("Code")).is_err_and(|fault| fault.why.contains("two columns")));
        let wide = ["a"; 201].join(",");
        assert!(read(wide.as_bytes(), Some("a")).is_err_and(|fault| fault.why.contains("201 columns")));
        assert!(read(b"\xff\xfea", None).is_err());
    }

    #[test]
    fn refused_texts_are_read_again() {
        let listed = Listed { row: 4, text: "=B1, \"x\"".into() };
        let refusal = listed.refusal("no code".into(), "send it again");
        let file = refused_file(&[(listed, refusal)]);
        assert_eq!(texts(&file, None), [(2, "=B1, \"x\"".into())]);
        assert_eq!(texts(&file, Some("Your code")), [(2, "=B1, \"x\"".into())]);
        assert!(refused_file(&[]).is_empty());
    }
}
