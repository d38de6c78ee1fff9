//! Words by which a question gives itself away: one table for the rules that forbid some of them and for the
//! guessers that count them all.
//!
//! English alone. That such words betray a key is in T. M. Haladyna, S. M. Downing and M. C. Rodriguez, "A Review of
//! Multiple-Choice Item-Writing Guidelines for Classroom Assessment", Applied Measurement in Education 15(3), 2002,
//! 309–334. Which words stand here is ours, as of [`AS_OF`]; whoever changes a list changes the day.

use std::borrow::Cow;

/// The day on which the lists were last gone through.
pub const AS_OF: &str = "2026-11-23";

/// Words that claim something of everything, and that no wrong option may say.
/// Others have an honest use too often to be forbidden: see [`SWEEPING`].
pub const ABSOLUTE: [&str; 2] = ["always", "never"];

/// Further words that claim something of everything: whoever is used to tests leaves such an option.
pub const SWEEPING: [&str; 14] = [
    "absolutely",
    "all",
    "any",
    "anyone",
    "completely",
    "entirely",
    "every",
    "everybody",
    "everyone",
    "everything",
    "must",
    "none",
    "nobody",
    "only",
];

/// Words that turn a question round, and that a question stresses or leaves.
pub const NEGATIVE: [&str; 4] = ["not", "never", "except", "least"];

/// Further words that deny; those that end in `n’t` count as well.
pub const DENYING: [&str; 9] =
    ["cannot", "neither", "no", "nobody", "none", "nor", "nothing", "nowhere", "without"];

/// Words that leave a way out: an option that is careful to be right often has one.
pub const HEDGING: [&str; 24] = [
    "can",
    "could",
    "depends",
    "generally",
    "if",
    "likely",
    "mainly",
    "may",
    "maybe",
    "might",
    "most",
    "mostly",
    "normally",
    "often",
    "partly",
    "perhaps",
    "possibly",
    "probably",
    "rarely",
    "seldom",
    "some",
    "sometimes",
    "typically",
    "usually",
];

/// What is a learner's own to tell: a question that asks for it asks who they are.
pub const OWN: [&str; 12] = [
    "age",
    "disability",
    "ethnic group",
    "ethnicity",
    "faith",
    "gender",
    "gender identity",
    "marital status",
    "religion",
    "sex",
    "sexual orientation",
    "sexuality",
];

/// What somebody may be, and is not asked.
pub const WHO: [&str; 14] = [
    "asexual",
    "bi",
    "bisexual",
    "disabled",
    "gay",
    "heterosexual",
    "intersex",
    "lesbian",
    "lgbt",
    "lgbtq",
    "queer",
    "straight",
    "trans",
    "transgender",
];

/// The words of a text; an apostrophe belongs to its word.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric() && sign != '’' && sign != '\'')
        .map(|word| word.trim_matches(['’', '\'']))
        .filter(|word| !word.is_empty())
}

/// A text without what stands in quotation marks: what people say is theirs.
#[must_use]
pub fn without_speech(text: &str) -> Cow<'_, str> {
    if !text.contains(['“', '”']) {
        return Cow::Borrowed(text);
    }
    let mut depth = 0usize;
    let mut out = String::new();
    for sign in text.chars() {
        match sign {
            '“' => depth += 1,
            '”' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(sign),
            _ => {}
        }
    }
    Cow::Owned(out)
}

/// How many words of a text, in small letters, claim something of everything.
#[must_use]
pub fn absolutes(small: &str) -> usize {
    words(small).filter(|word| ABSOLUTE.contains(word) || SWEEPING.contains(word)).count()
}

/// How many words of a text, in small letters, deny something.
#[must_use]
pub fn negatives(small: &str) -> usize {
    let contracted = |word: &str| word.ends_with("n’t") || word.ends_with("n't");
    words(small).filter(|word| NEGATIVE.contains(word) || DENYING.contains(word) || contracted(word)).count()
}

/// How many words of a text, in small letters, leave a way out.
#[must_use]
pub fn hedges(small: &str) -> usize {
    words(small).filter(|word| HEDGING.contains(word)).count()
}

#[cfg(test)]
mod tests {
    use super::{absolutes, hedges, negatives};

    #[test]
    fn words_are_counted_whole() {
        assert_eq!(absolutes("‘all’ of it, always; allowed, onlyish"), 2);
        assert_eq!(negatives("i don’t know, and it isn't nothing; notable, ‘not’"), 4);
        assert_eq!(hedges("it may usually depend, if asked; maying"), 3);
    }
}
