//! What a check should mind: the day, what the course is for, and where it is taken.

/// What a check should mind.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day to which dates are compared, `2026-11-22`; without it no date is stale.
    pub as_of: Option<String>,
    /// What the course is checked for.
    pub purpose: Purpose,
    /// The theme that is asked for, in place of the course's own.
    pub theme: Option<String>,
    /// The systems in which a learner's place must fit, the one that matters most first.
    pub budgets: Vec<Budget>,
    /// The languages in which the player has words of its own; where none is named, nobody is told of any.
    pub player: Vec<Speech>,
    /// The places at which the course is checked besides.
    pub variants: Variants,
    /// Whether a text for whose variable nothing is said is there with the variable's name in braces, as whoever reviews
    /// the course reads it; else its block is left out, as for learners.
    pub for_reviewers: bool,
    /// Whether the ledger of reviews is to hold the hash of parts that nobody has reviewed as well, as whoever records a review
    /// needs it.
    pub review_hashes: bool,
}

/// Places of a course's house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Variants {
    /// None of them: the course as it stands.
    #[default]
    None,
    /// All of them.
    All,
    /// Those with these ids.
    Only(Vec<String>),
}

/// A language in which the player speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speech {
    /// BCP 47 tag, `en-GB`: it serves all tags of the same language.
    pub language: String,
    /// Whether no native speaker has read its words yet.
    pub draft: bool,
}

/// What a course is checked for: what may wait while somebody writes may not wait in a package.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To see how it stands.
    #[default]
    Look,
    /// To package it: `course.lock`, where there is one, must know everything.
    Package,
    /// To give it out: `course.lock` must hold the edition as well, with the same words.
    Release,
}

/// What a kind of learning system keeps of a learner's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// What packaging calls it, `universal`.
    pub profile: String,
    /// Characters that the worst case may need.
    pub characters: usize,
}
