//! Marks of what was typed, and when two texts are one.
//!
//! Whole numbers and named steps only, so that another language can follow them sign by sign.

use unicode_normalization::UnicodeNormalization as _;

use super::{Mark, OTHER, Reason, nothing, of_parts};
use crate::attempt::Response;
use crate::course::{Marks, Number, ShortText};
use crate::measure::Points;

/// Digits in front of the decimal sign that are read.
const DIGITS: usize = 10;

/// A text as it is compared: NFKC, small letters, `’` as `'`, blanks (space, tab, line ends) around it gone and
/// inside it one space, and one full stop at the end gone with the blanks before it.
#[must_use]
pub fn normal(text: &str) -> String {
    let text = text.nfkc().collect::<String>().to_lowercase().replace('’', "'");
    let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect();
    let text = words.join(" ");
    text.strip_suffix('.').map(|text| text.trim_end_matches(' ')).unwrap_or(&text).to_owned()
}

/// A number as it was typed, in units of 10 to the power of minus `places`: digits, a point or a comma with at most
/// so many digits behind it, and perhaps a sign in front. `None` if it is no such number.
#[must_use]
pub fn number(text: &str, places: u32) -> Option<i64> {
    let text: String = text.nfkc().collect();
    let text = text.trim_matches([' ', '\t', '\n', '\r']);
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = match digits.split_once(['.', ',']) {
        Some((whole, part)) if !part.is_empty() => (whole, part),
        Some(_) => return None,
        None => (digits, ""),
    };
    let places = usize::try_from(places).ok()?;
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + part.len() == 0
        || whole.len() > DIGITS
        || part.len() > places
        || places > 6
        || !plain(whole)
        || !plain(part)
    {
        return None;
    }
    let value: i64 = format!("0{whole}{part:0<places$}").parse().ok()?;
    Some(if negative { -value } else { value })
}

/// One point for a text that is accepted. `Options` with one accepted id, or with `other`, is what was kept of one.
pub(super) fn short_text(text: &ShortText, response: &Response) -> Mark {
    let accepted = match response {
        Response::Text(typed) => {
            let typed = normal(typed);
            if typed.is_empty() {
                return nothing(Points(1));
            }
            text.accept.iter().find(|accept| accept.texts.iter().any(|one| normal(one) == typed))
        }
        Response::Options(ids) => match ids.as_slice() {
            [id] if id.as_str() == OTHER => None,
            [id] if text.accept.iter().any(|accept| accept.id == *id) => {
                text.accept.iter().find(|accept| accept.id == *id)
            }
            _ => return nothing(Points(1)),
        },
        _ => return nothing(Points(1)),
    };
    match accepted {
        Some(accept) => of_parts(Marks::All, 1, 1, vec![Reason::Accepted(accept.id.clone())]),
        None => of_parts(Marks::All, 0, 1, vec![Reason::NotAccepted]),
    }
}

/// One point for a number in the right range. What cannot be typed is no answer.
pub(super) fn in_range(own: &Number, response: &Response) -> Mark {
    let typed = match response {
        Response::Text(text) => number(text, own.places),
        Response::Number(value) => Some(*value),
        _ => None,
    };
    match typed.filter(|value| (own.min..=own.max).contains(value)) {
        Some(value) => {
            let right = (own.from..=own.to).contains(&value);
            of_parts(Marks::All, usize::from(right), 1, vec![Reason::Typed(value, right)])
        }
        None => nothing(Points(1)),
    }
}
