//! The catalogue of rules: one entry each, with its reason, a wrong and a right example.
//!
//! A code names the fault, not the advice, so that it reads well after "allow". `bona explain`, the
//! documentation and the tests all read this one table.

mod easy;
mod house;
mod impact;
mod languages;
mod more;
mod places;
mod reviews;
mod table;

use std::fmt;

pub use table::Rule;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The course cannot be packaged.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// What there is to say of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The code, `duplicate-id`.
    pub code: &'static str,
    /// The family: shape, structure, names, questions, outcomes, scenarios, media, text, citations, accessibility,
    /// privacy, lock, languages, places, reviews, easy, impact.
    pub family: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// What the rule asks, in one sentence.
    pub says: &'static str,
    /// Why it is there.
    pub why: &'static str,
    /// A text that breaks it.
    pub wrong: &'static str,
    /// The same, right.
    pub right: &'static str,
}

impl Rule {
    /// The rule with a code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.entry().code == code)
    }
}

/// Prints the code.
impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.entry().code)
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn every_rule_has_a_code_a_reason_and_two_examples() {
        let mut codes = std::collections::BTreeSet::new();
        for rule in Rule::ALL {
            let entry = rule.entry();
            assert!(codes.insert(entry.code), "{} stands twice", entry.code);
            assert!(
                entry
                    .code
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'),
                "{}",
                entry.code
            );
            assert_eq!(Rule::parse(entry.code), Some(*rule));
            for text in [entry.says, entry.why, entry.wrong, entry.right] {
                assert!(text.len() > 5, "{}: `{text}`", entry.code);
            }
            assert_ne!(entry.wrong, entry.right, "{}", entry.code);
        }
        assert!(codes.len() >= 40, "{} rules", codes.len());
    }
}
