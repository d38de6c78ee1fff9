//! Files that are no text, whatever they are called: known by their first bytes, and each told with what to do instead.

use super::FileFault;

/// Bytes that are looked at.
const START: usize = 4096;
const FROM_THE_SYSTEM: &str = "give the file as the learning system exported it";
const AS_CSV: &str = "open it in a spreadsheet and save the sheet as CSV (UTF-8)";

/// First bytes, what such a file is, and what to do.
const KINDS: [(&[u8], &str, &str); 13] = [
    (
        b"PK\x03\x04",
        "a workbook (XLSX, ODS), a package or another zip",
        "open a workbook in a spreadsheet and save its sheet as CSV (UTF-8); a package is given with --package",
    ),
    (b"PK\x05\x06", "an empty zip", FROM_THE_SYSTEM),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", AS_CSV),
    (b"\x1f\x8b", "compressed (gzip)", "unpack it and give what is inside"),
    (b"BZh", "compressed (bzip2)", "unpack it and give what is inside"),
    (b"\xfd7zXZ", "compressed (xz)", "unpack it and give what is inside"),
    (b"7z\xbc\xaf", "compressed (7z)", "unpack it and give what is inside"),
    (b"%PDF-", "a PDF", FROM_THE_SYSTEM),
    (b"\x89PNG", "a picture", FROM_THE_SYSTEM),
    (b"\xff\xd8\xff", "a picture", FROM_THE_SYSTEM),
    (
        b"SQLite format 3\0",
        "a database",
        "of another store give what it exports: `bona evidence adopt` goes on from its log",
    ),
    (b"{\\rtf", "a document of a word processor", "save it as plain text in UTF-8"),
    (b"\x7fELF", "a program", FROM_THE_SYSTEM),
];

/// What the file is, if it is no text that is read here.
pub(crate) fn foreign(bytes: &[u8]) -> Option<FileFault> {
    let is = |what: &str, help: &str| {
        Some(FileFault::new(format!("this is no text that can be read: it is {what}"), help))
    };
    if let Some((_, what, help)) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return is(what, help);
    }
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return is("UTF-32", "save it as UTF-8");
    }
    let start = &bytes[..bytes.len().min(START)];
    if is_markup(start) {
        return is("a web page or XML, even if its name says .xls or .csv", AS_CSV);
    }
    let marked = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    (!marked && is_unmarked_utf_16(start)).then(|| {
        FileFault::new(
            "this is UTF-16 without the mark that says so",
            "save it as UTF-8, or as UTF-16 with its mark (BOM)",
        )
    })
}

/// Learning systems write tables of HTML and call them .xls.
fn is_markup(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let tag = |name: &[u8]| start.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    [&b"<!doctype"[..], b"<html", b"<head", b"<meta", b"<table", b"<?xml", b"<!--"].into_iter().any(tag)
}

/// Of plain Latin letters in UTF-16 every second byte is nought, and no other is.
fn is_unmarked_utf_16(start: &[u8]) -> bool {
    let noughts = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = start.len() / 2;
    let (even, odd) = (noughts(0), noughts(1));
    8 <= half && (even == 0 || odd == 0) && half * 3 / 4 <= even + odd
}

#[cfg(test)]
mod tests {
    use super::{KINDS, foreign};

    #[test]
    fn what_is_no_text_is_named_and_what_is_one_is_not() {
        for (start, what, _) in KINDS {
            assert!(foreign(start).is_some_and(|fault| fault.why.contains(what)), "{what}");
        }
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert!(
            foreign(&wide("name,staff_number\n")).is_some_and(|fault| fault.why.contains("without the mark"))
        );
        assert!(foreign(b"\xef\xbb\xbf \n<TABLE>").is_some_and(|fault| fault.why.contains("web page")));
        let marked = [b"\xff\xfe".to_vec(), wide("name,staff_number\n")].concat();
        for text in
            [&b""[..], b"a", b"<tag>,b\n", b"P,K\n", b"name,no\n\0\0\0\0\0\0\0\0\0\0", &marked, b"{\"a\":1}"]
        {
            assert_eq!(foreign(text), None, "{text:?}");
        }
    }
}
