//! Who should have which training: requirements, the staff list, and what follows from both and the records.
//!
//! A requirement says which posts it is for, how long somebody has for it and how long a completion counts
//! (`rules`); words of it that fit nothing are told (`stranger`). A staff list becomes posts with a first and a last day (`staff`, `history`), so that it can be said who
//! stood how on any day (`standing`). How long records are kept is judged in
//! `retention`. None of it stands in the log: a staff list is what somebody handed in.

mod history;
mod retention;
mod rules;
mod staff;
mod standing;
mod stranger;

pub use history::{Held, Named, Renewal, renewed};
pub use retention::{After, Fate, Keeping, Over, Retention, Why, fate, retention};
pub use rules::{Dates, Mapping, mapping, requirements};
pub use staff::{StaffList, StaffRow, proposal, read_staff, same_name};
pub use standing::{Done, Line, Standing, State, Waived, after_waiver, standing};
pub use stranger::{Stranger, Word, strangers};

use crate::time;

/// Longest text of a post, in characters.
pub const POST_TEXT: usize = 255;

/// A kind of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaffKind {
    /// Employed by the organisation.
    Employed,
    /// Works shifts from the staff bank.
    Bank,
    /// Sent by an agency.
    Agency,
    /// Gives their time.
    Volunteer,
    /// Anybody else.
    Other,
}

impl StaffKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Employed, Self::Bank, Self::Agency, Self::Volunteer, Self::Other];

    /// As it is kept and printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Employed => "employed",
            Self::Bank => "bank",
            Self::Agency => "agency",
            Self::Volunteer => "volunteer",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What somebody does, where, and from when to when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Post {
    /// The role, as the staff list words it.
    pub role: String,
    /// The place of work; empty where the list says none.
    pub place: String,
    /// What kind of staff.
    pub kind: StaffKind,
    /// The first day, `2026-11-23`.
    pub starts: String,
    /// The last day; `None` while nobody knows one.
    pub ends: Option<String>,
}

impl Post {
    /// Whether somebody is in it on a day.
    #[must_use]
    pub fn holds_on(&self, day: &str) -> bool {
        self.starts.as_str() <= day && self.ends.as_deref().is_none_or(|ends| day <= ends)
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Days.
    Days(u16),
    /// Months, each to the same day of the month or the last one before it.
    Months(u32),
}

impl Span {
    /// The day that it leads to. Past the year 9999 it stays at the last day there is.
    #[must_use]
    pub fn after(self, day: &str) -> String {
        let later = match self {
            Self::Days(days) => time::days_later(day, days.into()),
            Self::Months(months) => time::months_later(day, months),
        };
        later.unwrap_or_else(|| "9999-12-31".to_owned())
    }
}

/// Which posts are meant; an empty list means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Roles, with `*` for any letters.
    pub roles: Vec<String>,
    /// Places, with `*` for any letters.
    pub places: Vec<String>,
    /// Kinds of staff.
    pub kinds: Vec<StaffKind>,
}

impl Reach {
    /// Whether a post is one of them.
    #[must_use]
    pub fn fits(&self, post: &Post) -> bool {
        let among = |patterns: &[String], text: &str| {
            patterns.is_empty() || patterns.iter().any(|pattern| matches(pattern, text))
        };
        among(&self.roles, &post.role)
            && among(&self.places, &post.place)
            && (self.kinds.is_empty() || self.kinds.contains(&post.kind))
    }
}

/// Whether a text fits a pattern in which `*` stands for any letters; upper case does not matter.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.trim().to_lowercase(), text.trim().to_lowercase());
    let parts: Vec<&str> = pattern.split('*').collect();
    let [first, middle @ .., last] = parts.as_slice() else { return pattern == text };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// What some posts ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What lists and waivers call it.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The courses of which any fulfils it.
    pub courses: Vec<String>,
    /// The posts that ask for it.
    pub reach: Reach,
    /// How long somebody has for it.
    pub within: Span,
    /// How long a completion counts; `None` for good.
    pub every: Option<Span>,
    /// Since when it is asked for.
    pub since: Option<String>,
    /// Whether a test must have been passed.
    pub passed: bool,
    /// Who need not have it, and why.
    pub exempt: Vec<(Reach, String)>,
}

#[cfg(test)]
mod tests;
