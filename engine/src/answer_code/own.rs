//! The learner's own code: three small things that only the learner puts together, as three numbers.
//!
//! They are there to be equal again, not to hide much: each part has few values, so whoever knows the learner well
//! could try them. The page says so, and each part may be left out.

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::OWN_PARTS;

/// What the hash begins with, so that it is no other hash of ours.
const SALT: &str = "bona/own-code/v1";

/// The numbers of a learner's own code in a course: of each part SHA-256 over the salt, the course, the part's word
/// and what was written, a line end between them; its first 32 bits modulo 1,023, plus 1. `None` where nothing was
/// written. Case, blanks, noughts in front and the kind of digits make no difference.
#[must_use]
pub fn own_code(course: &str, written: [&str; 3]) -> [Option<u16>; 3] {
    let mut place = 0;
    written.map(|text| {
        let part = OWN_PARTS[place];
        place += 1;
        let text = plain(text);
        (!text.is_empty()).then(|| {
            let hash = Sha256::digest(format!("{SALT}\n{course}\n{part}\n{text}"));
            let first = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
            u16::try_from(first % 1_023 + 1).expect("at most 1,023")
        })
    })
}

/// What was written, without what people write now this way and now that: NFKC, small letters, no blanks, Arabic
/// digits as ours, a number without noughts in front.
fn plain(text: &str) -> String {
    let blank = |sign: char| sign.is_whitespace() || matches!(sign, '\u{200b}' | '\u{feff}');
    let digit = |sign: char| match sign {
        '\u{660}'..='\u{669}' => ascii(u32::from(sign) - 0x660),
        '\u{6f0}'..='\u{6f9}' => ascii(u32::from(sign) - 0x6f0),
        _ => sign,
    };
    let text = text.nfkc().collect::<String>().to_lowercase();
    let text: String = text.chars().filter(|sign| !blank(*sign)).map(digit).collect();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = text.trim_start_matches('0');
        return if number.is_empty() { "0".to_owned() } else { number.to_owned() };
    }
    text
}

fn ascii(digit: u32) -> char {
    char::from_digit(digit, 10).expect("ten digits")
}
