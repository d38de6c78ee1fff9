//! What can be chosen in a preview: what the command line begins with, from which side a course is looked at, and
//! which package of it is wanted.

use serde_json::{Value, json};

/// Every language of the course, in one package.
pub(super) const ALL: &str = "all";

/// What the command line begins with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Choice {
    /// A language's tag, or `all`.
    pub(crate) language: Option<String>,
    /// A role's id.
    pub(crate) role: Option<String>,
    /// A place's id.
    pub(crate) variant: Option<String>,
    /// A theme's id.
    pub(crate) theme: Option<String>,
}

impl Choice {
    /// As the frame reads it.
    pub(super) fn json(&self) -> Value {
        json!({
            "language": self.language,
            "role": self.role,
            "variant": self.variant,
            "theme": self.theme,
        })
    }
}

/// From which side a course is looked at: each is checked by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// A theme's id; an empty one is the course's own.
    pub(super) theme: String,
    /// A place's id; an empty one is the course as it is for all places.
    pub(super) place: String,
}

/// Which package of a course is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// A system's id.
    pub(super) system: String,
    /// A language's tag, or `all`; `None` is that in which the course was written.
    pub(super) language: Option<String>,
    /// A role's id; `None` lets the learner choose.
    pub(super) role: Option<String>,
}
