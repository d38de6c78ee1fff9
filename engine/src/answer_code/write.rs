//! What was said becomes a code.

use super::{CODE_MAX, Form, Key, OWN_BITS, Return, Said, part, signs, signs_of};
use crate::course::Wave;

/// Why no code is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an answer code of this course has {0} characters, and {CODE_MAX} are the most")]
pub struct TooLong(
    /// How many it would have.
    pub usize,
);

/// Characters of each code of an edition, whatever was said.
#[must_use]
pub fn length(key: &Key) -> usize {
    head(key, Wave::Baseline, Form::A).len() + signs_of(&key.slots) + 1 + signs::CHECK
}

/// The code of what was said. What a slot cannot hold, and what is said to no slot, is left out.
///
/// # Errors
/// [`TooLong`] where the course asks more than a code holds; the checker refuses such a course.
pub fn write(key: &Key, answers: &Return) -> Result<String, TooLong> {
    let mut bits = Vec::new();
    for part in answers.own {
        signs::push(&mut bits, u32::from(part.unwrap_or(0)), OWN_BITS);
    }
    for (at, slot) in key.slots.iter().enumerate() {
        let number = match answers.said.get(at) {
            Some(Said::PreferNot) => 1,
            Some(Said::Point(point)) if point + 1 < slot.options.len() => point + 2,
            _ => 0,
        };
        signs::push(&mut bits, u32::try_from(number).unwrap_or(0), slot.bits);
    }
    let body = format!("{}{}", head(key, answers.wave, answers.form), signs::signed(&bits));
    let code = format!("{body}.{}", signs::check(&body));
    let long = code.chars().count();
    if long > CODE_MAX { Err(TooLong(long)) } else { Ok(code) }
}

/// Everything before the bits.
pub(super) fn head(key: &Key, wave: Wave, form: Form) -> String {
    format!("B1.{}.{}.{}.", key.course, key.edition, part(wave, form))
}
