//! Bytes of a spreadsheet's export become text: UTF-8, UTF-16 with its mark, or Windows-1252.
//!
//! What is neither one nor the other is refused, not guessed at: a name with its letters spoilt would be
//! recorded for ever. The way back into a spreadsheet is here too: a cell that it would take for a formula
//! gets an apostrophe before it.

use std::borrow::Cow;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::FileFault;
use super::foreign::foreign;

/// The text of a file: in UTF-8, in UTF-16 with its mark, or in Windows-1252, as spreadsheets and mail programs save it.
///
/// # Errors
/// When it is a file of another kind, or no such text.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, FileFault> {
    if let Some(fault) = foreign(bytes) {
        return Err(fault);
    }
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(UTF_16LE, rest),
        [0xfe, 0xff, rest @ ..] => utf_16(UTF_16BE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => Ok(text.into()),
            Err(fault) => Err(mixed(line_of(rest, fault.valid_up_to()))),
        },
        _ => plain(bytes),
    }
}

/// A heading, of which several lines are one.
pub(crate) fn on_one_line(heading: &str) -> String {
    heading.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell as it may be written into a CSV file: what a spreadsheet would run as a formula begins with `'`.
///
/// The signs are those of the OWASP rule on CSV injection, with their full-width forms, which some programs fold.
#[must_use]
pub fn safe_cell(cell: &str) -> Cow<'_, str> {
    if runs(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// The same of a file of refused rows, which people open in a spreadsheet and save again: what that would take for a
/// number and write otherwise, such as `0042`, begins with `'` too.
pub(super) fn kept_cell(cell: &str) -> Cow<'_, str> {
    if is_spoilt(cell) { format!("'{cell}").into() } else { safe_cell(cell) }
}

/// Whether a spreadsheet would write it otherwise: noughts in front, more figures than it shows, an exponent.
fn is_spoilt(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = || cell.split_once(['e', 'E']).is_some_and(|(one, two)| digits(one) && digits(two));
    (digits(cell) && (12 <= cell.len() || (2 <= cell.len() && cell.starts_with('0')))) || exponent()
}

/// Takes back what [`safe_cell`] and [`kept_cell`] did.
pub(super) fn unsafe_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if runs(rest) || is_spoilt(rest) => rest,
        _ => cell,
    }
}

fn runs(cell: &str) -> bool {
    let first = cell.trim_start_matches(' ').chars().next();
    first.is_some_and(|first| "=+-@\t\r\n\0\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first))
}

fn plain(bytes: &[u8]) -> Result<Cow<'_, str>, FileFault> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.into()),
        Err(fault) => fault,
    };
    // Windows-1252 can hold any byte, so it is believed only where nothing looks like UTF-8.
    if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii()) {
        return Err(mixed(line_of(bytes, fault.valid_up_to())));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(text)
}

fn utf_16<'a>(encoding: &'static encoding_rs::Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, FileFault> {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    if damaged {
        return Err(damaged_utf_16());
    }
    Ok(text)
}

/// The line in which a byte stands.
fn line_of(bytes: &[u8], place: usize) -> u64 {
    bytes[..place].iter().filter(|byte| **byte == b'\n').count() as u64 + 1
}

/// What is said of UTF-16 with a letter that is none.
pub(super) fn damaged_utf_16() -> FileFault {
    let help = "download it again from the learning system";
    FileFault::new("the file says that it is UTF-16, but is damaged", help)
}

/// What is said of UTF-8 with a line that is none.
pub(super) fn mixed(line: u64) -> FileFault {
    FileFault::new(
        format!("line {line} is not UTF-8, though the rest of the file is"),
        "download it again, and do not join files of two programs",
    )
}

#[cfg(test)]
mod tests {
    use super::{decode, kept_cell, safe_cell, unsafe_cell};

    #[test]
    fn a_number_survives_a_spreadsheet() {
        for cell in ["0042", "00", "123456789012", "12E4", "1e10", "=1"] {
            assert_eq!(kept_cell(cell), format!("'{cell}"));
            assert_eq!(unsafe_cell(&kept_cell(cell)), cell);
        }
        for cell in ["", "0", "42", "0.5", "Ann", "2026-11-03", "E4", "'x"] {
            assert_eq!(kept_cell(cell), cell);
            assert_eq!(unsafe_cell(cell), cell);
        }
    }

    #[test]
    fn no_cell_runs_in_a_spreadsheet() {
        for cell in ["=1+1", "+44", "-1", "@x", "\t=1", "\r", " =1", "\u{ff1d}1", "\0=1"] {
            assert_eq!(safe_cell(cell), format!("'{cell}"));
            assert_eq!(unsafe_cell(&safe_cell(cell)), cell);
        }
        for cell in ["", "a=1", "0042", "'quoted'", "Ann-Marie", "a@b.example"] {
            assert_eq!(safe_cell(cell), cell);
            assert_eq!(unsafe_cell(cell), cell);
        }
    }

    #[test]
    fn each_encoding_is_known_by_its_bytes() {
        let check = |bytes: &[u8], text: &str| assert_eq!(decode(bytes).as_deref(), Ok(text), "{bytes:x?}");
        check(b"a", "a");
        check("Zo\u{eb}".as_bytes(), "Zo\u{eb}");
        check(b"\xef\xbb\xbfZo\xc3\xab", "Zo\u{eb}");
        check(b"\xff\xfeZ\0\xeb\0", "Z\u{eb}");
        check(b"\xfe\xff\0Z\0\xeb", "Z\u{eb}");
        check(b"Zo\xeb \x80", "Zo\u{eb} \u{20ac}");
        check(b"", "");
    }

    #[test]
    fn spoilt_letters_are_refused() {
        assert!(decode(b"one\nZo\xeb Zo\xc3\xab").is_err_and(|fault| fault.why.contains("line 2")));
        assert!(decode(b"\xef\xbb\xbfZo\xeb").is_err());
        assert!(decode(b"\xff\xfeZ").is_err());
        assert!(decode(b"\xff\xfe\x00\xd8a\0").is_err());
    }
}
