//! Texts as they count: composed, without the indentation of the file, on one line.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Line ends as `\n`, letters composed (NFC).
pub(crate) fn normal(text: &str) -> Cow<'_, str> {
    // Nearly every text is so already; asking costs much less than doing. Below U+0300, and among dashes and quotation
    // marks, nothing is composed of others or combines with them.
    let simple = |sign: char| sign < '\u{300}' || ('\u{2010}'..='\u{2027}').contains(&sign);
    let composed =
        text.is_ascii() || text.chars().all(simple) || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    if composed && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect())
}

/// A text without the indentation that all its lines share, and without blank lines around it.
pub(crate) fn dedent(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text.trim_end());
    }
    // The first line of `r#"text` begins right after the quote, so it says nothing of the indentation.
    let counted = text.lines().take(1).filter(|line| !line.trim().is_empty()).count();
    let shared = text
        .lines()
        .skip(counted)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches([' ', '\t']).len())
        .min()
        .unwrap_or(0);
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.lines().enumerate() {
        let cut = if at < counted { 0 } else { shared.min(line.len()) };
        let line = line.get(cut..).unwrap_or_else(|| line.trim_start());
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(line);
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Whether a text is one line already, with one blank between words and none around them.
pub(crate) fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let plain = bytes.iter().all(|byte| (b' '..0x7f).contains(byte));
    let twice = || bytes.windows(2).any(|two| two == b"  ");
    plain && !text.starts_with(' ') && !text.ends_with(' ') && !twice()
}

/// The first sign of a text of one line that nobody sees: a control sign, or one that turns the direction of letters
/// beyond the text itself. Isolates that end in the text stay: right-to-left names beside left-to-right ones need them.
#[must_use]
pub fn hidden_sign(text: &str) -> Option<char> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return None;
    }
    hidden_among(text.chars())
}

/// The same of a text of many lines, where line ends and tabs are what they are.
#[must_use]
pub fn hidden_in_lines(text: &str) -> Option<char> {
    let layout = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t');
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte) || layout(byte)) {
        return None;
    }
    hidden_among(text.chars().filter(|sign| !matches!(sign, '\n' | '\r' | '\t')))
}

fn hidden_among(signs: impl Iterator<Item = char>) -> Option<char> {
    let mut open = Vec::new();
    for sign in signs {
        match sign {
            '\u{202a}'..='\u{202e}' => return Some(sign),
            '\u{2066}'..='\u{2068}' => open.push(sign),
            '\u{2069}' if open.pop().is_none() => return Some(sign),
            sign if sign.is_control() => return Some(sign),
            _ => {}
        }
    }
    open.first().copied()
}

#[cfg(test)]
mod tests {
    use super::{IsNormalized, dedent, hidden_in_lines, hidden_sign, is_nfc_quick, is_one_line, normal};

    #[test]
    fn signs_that_nobody_sees_are_found() {
        for (text, sign) in [
            ("One\u{202e}two", '\u{202e}'),
            ("One\u{202a}two\u{202c}", '\u{202a}'),
            ("One\u{7}", '\u{7}'),
            ("One\u{85}two", '\u{85}'),
            ("\u{2067}عيادة", '\u{2067}'),
            ("One\u{2069}", '\u{2069}'),
        ] {
            assert_eq!(hidden_sign(text), Some(sign), "{text:?}");
            assert_eq!(hidden_in_lines(&format!("One.\n\n\t{text}")), Some(sign), "{text:?}");
        }
        assert_eq!(hidden_sign("One\ntwo"), Some('\n'));
        for text in
            ["", "Café – “one”", "Tŷ Gwyn", "عيادة \u{2066}NHS 111\u{2069}", "می\u{200c}خواهم", "a\u{200e}"]
        {
            assert_eq!(hidden_sign(text), None, "{text:?}");
            assert_eq!(hidden_in_lines(&format!("{text}\r\n\n- “one”\n\ttwo")), None, "{text:?}");
        }
    }

    #[test]
    fn shared_indentation_goes() {
        assert_eq!(dedent("\n        One\n          two\n\n        three\n    "), "One\n  two\n\nthree");
        assert_eq!(dedent("One\n    two\n    three"), "One\ntwo\nthree");
        assert_eq!(dedent(""), "");
        assert_eq!(dedent("\n\u{a0}x\n y"), "\u{a0}x\n y");
        assert_eq!(dedent("  One  "), "  One");
        assert_eq!(dedent("\n   \n    One\n\n  \n"), "One");
        assert_eq!(dedent("\n      \n  One\n"), "    \nOne");
    }

    #[test]
    fn one_line_is_known() {
        for line in ["", "One", "One two.", "(1) ~"] {
            assert!(is_one_line(line), "{line}");
        }
        for other in [" One", "One ", "One  two", "One\ttwo", "One\u{a0}two", "One\n"] {
            assert!(!is_one_line(other), "{other}");
        }
    }

    #[test]
    fn composed_texts_stay_and_others_are_composed() {
        for text in ["", "One", "“Zoë’s – £5…”", "ﬁ 漢 ş"] {
            assert!(matches!(normal(text), std::borrow::Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(normal("Zoe\u{308}"), "Zoë");
        assert_eq!(normal("a\r\nb\rc"), "a\nb\nc");
        // Every sign that is taken as composed without asking the tables is so by the tables.
        for sign in ('\0'..'\u{300}').chain('\u{2010}'..='\u{2027}') {
            assert_eq!(is_nfc_quick(std::iter::once(sign)), IsNormalized::Yes, "{sign:?}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(sign), 0, "{sign:?}");
        }
    }
}
