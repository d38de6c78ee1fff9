//! Frameworks that a course's outcomes lead to, as of a date: what they ask, and whether they are in use.
//!
//! They are no part of what a learner reads, and of no hash: a mapping can be changed and the course stays as it is.

use super::Source;
use crate::id::{FrameworkId, FrameworkItemId};

/// A framework that at least one outcome of the course reaches. That it stands here is the author's own reading of it,
/// and no endorsement by whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// What the house calls it.
    pub id: FrameworkId,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub who: String,
    /// Where it was read; `None` of the house's own.
    pub source: Option<Source>,
    /// The month, or the day, in which it stood so, `2026-08`.
    pub as_of: String,
    /// When somebody must look again, `2027-08`.
    pub review_by: String,
    /// Whether it is in use.
    pub status: FrameworkStatus,
    /// How far it is to be believed.
    pub caveat: Option<String>,
    /// What it asks, in its own order: all of it, reached or not.
    pub items: Vec<FrameworkItem>,
}

/// Whether a framework is in use; what is not says in a sentence how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameworkStatus {
    /// It is in use.
    InUse,
    /// It is made, and whether it is in force was not seen.
    Coming(String),
    /// It is in use, and something else is to take its place.
    BeingReplaced(String),
    /// It has ended.
    Ended(String),
}

/// Something that a framework asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameworkItem {
    /// What the house calls it; unique in its framework.
    pub id: FrameworkItemId,
    /// What it is called there.
    pub text: String,
    /// What it holds.
    pub about: Option<String>,
    /// What an outcome that names it reaches through it. One step: what stands there leads no further. Empty where no
    /// outcome names the item itself.
    pub maps_to: Vec<ItemOf>,
}

/// An item of a framework, as `maps_to` names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemOf {
    /// The framework.
    pub framework: FrameworkId,
    /// The item in it.
    pub item: FrameworkItemId,
}
