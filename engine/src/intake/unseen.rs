//! Signs that nobody sees. In an id they make another person of the same number; in a name they turn it about or hide part
//! of it. One rule for lists, tables, forms and what is typed.

use unicode_normalization::UnicodeNormalization as _;

/// Whether a sign is never seen, and could make one text look like another, or turn what stands beside it about. Marks of
/// direction and joiners stay: what systems write of courses and days holds such. Names are asked [`hidden`].
pub(crate) fn unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// The first sign of a name that turns its direction or that nobody sees (Unicode, `Default_Ignorable_Code_Point`), or that
/// is no letter at all. Joiners and variation selectors are none: Arabic, Persian, Indic, Mongolian and Japanese names are
/// written with them.
#[must_use]
pub fn hidden(name: &str) -> Option<char> {
    // Nearly all are plain ASCII.
    if name.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return None;
    }
    name.chars().find(|sign| unseen(*sign) || hides(*sign))
}

/// The same of an id, in which no such sign means anything.
pub(crate) fn hidden_in_id(id: &str) -> Option<char> {
    let joins = |sign: char| matches!(sign, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    // A control among ids is a blank, or nothing.
    id.chars().find(|sign| !sign.is_control() && (unseen(*sign) || hides(*sign) || joins(*sign)))
}

/// What is wrong with a name or an id that holds such a sign.
pub(crate) fn why(sign: char) -> String {
    format!("holds {}, a sign that nobody sees", code(sign))
}

/// What to do about it.
pub(crate) const HELP: &str = "type it anew without that sign";

/// A sign as Unicode names it: `U+202E`.
#[must_use]
pub(super) fn code(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

/// What somebody typed as a name or a reason, as it is kept: one line of 1 to `most` characters, trimmed, in Unicode's form
/// NFC.
///
/// # Errors
/// What is wrong with it, as the end of a sentence: `holds U+202E, …`.
pub fn one_line(typed: &str, most: usize) -> Result<String, String> {
    let text: String = typed.trim().nfc().collect();
    if text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return Err("has more than one line; write it on one".to_owned());
    }
    if let Some(sign) = hidden(&text) {
        return Err(format!("{}; {HELP}", why(sign)));
    }
    match text.chars().count() {
        0 => Err("is empty".to_owned()),
        count if count <= most => Ok(text),
        count => Err(format!("has {count} characters; shorten it to {most}")),
    }
}

/// Beyond [`unseen`]: marks of direction, signs without width, fillers, tags, and what is no letter.
fn hides(sign: char) -> bool {
    matches!(
        sign,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
    ) || matches!(
        sign,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{ffa0}'
    ) || matches!(sign, '\u{fdd0}'..='\u{fdef}' | '\u{fff0}'..='\u{ffff}')
        || matches!(sign, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}')
        || matches!(sign, '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || 0xfffe <= u32::from(sign) & 0xffff
}

#[cfg(test)]
mod tests {
    use super::{code, hidden, hidden_in_id, one_line};

    #[test]
    fn names_and_ids_hold_nothing_that_nobody_sees() {
        for sign in [
            '\u{ad}',
            '\u{34f}',
            '\u{61c}',
            '\u{180e}',
            '\u{200b}',
            '\u{200e}',
            '\u{200f}',
            '\u{202a}',
            '\u{202e}',
            '\u{2060}',
            '\u{2061}',
            '\u{2066}',
            '\u{2069}',
            '\u{feff}',
            '\u{fff9}',
            '\u{fffd}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{e0001}',
            '\u{e0041}',
            '\u{e007f}',
        ] {
            let text = format!("00{sign}1");
            assert_eq!((hidden(&text), hidden_in_id(&text)), (Some(sign), Some(sign)), "{}", code(sign));
        }
        // Persian and Hindi names, a Japanese variant, and an emoji are written with these.
        for sign in ['\u{200c}', '\u{200d}', '\u{fe0f}', '\u{e0100}', '\u{180b}'] {
            let text = format!("a{sign}b");
            assert_eq!((hidden(&text), hidden_in_id(&text)), (None, Some(sign)), "{}", code(sign));
        }
        for text in [
            "Zo\u{eb} O\u{2019}Neil-Shah",
            "\u{645}\u{62d}\u{645}\u{62f}",
            "\u{5b57}",
            "e\u{301}",
            "a b\u{a0}c",
        ] {
            assert_eq!((hidden(text), hidden_in_id(text)), (None, None), "{text}");
        }
        assert_eq!((hidden("a\tb"), hidden_in_id("a\tb")), (Some('\t'), None));
    }

    #[test]
    fn what_is_typed_is_one_line() {
        assert_eq!(one_line("  Zoe\u{301} ", 3), Ok("Zo\u{e9}".to_owned()));
        for (typed, why) in [
            (" ", "is empty"),
            ("a\nb", "has more than one line; write it on one"),
            ("abcd", "has 4 characters; shorten it to 3"),
            ("a\u{202e}", "holds U+202E, a sign that nobody sees; type it anew without that sign"),
            ("\u{ffff}", "holds U+FFFF, a sign that nobody sees; type it anew without that sign"),
        ] {
            assert_eq!(one_line(typed, 3), Err(why.to_owned()));
        }
    }
}
