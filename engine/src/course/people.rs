//! Invented people of a course: groups and parts, as the author states them. No learner sees it, and no hash has it.

use crate::id::PeopleGroupId;

/// Somebody invented who stands on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What the page calls them; one name is one person of a course.
    pub name: String,
    /// Groups they belong to, those that are made of others included, in the order of the house.
    pub groups: Vec<PeopleGroupId>,
    /// Which part they have there; at least one.
    pub parts: Vec<Part>,
}

/// Which part somebody has on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// It is their day that is told.
    Leads,
    /// They help somebody.
    Helps,
    /// They are good at something that matters there.
    Able,
    /// They are well, and enjoy something.
    Glad,
    /// They ask for something, or need it from others.
    Asks,
    /// They make the slip.
    Slips,
    /// They are hurt, left out or put at risk.
    Harmed,
}

impl Part {
    /// Every part, in the order in which reports tell them.
    pub const ALL: [Self; 7] =
        [Self::Leads, Self::Helps, Self::Able, Self::Glad, Self::Asks, Self::Slips, Self::Harmed];
}

/// A group that invented people can belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleGroup {
    /// What the house calls it.
    pub id: PeopleGroupId,
    /// Who they are, in the house's words.
    pub says: String,
    /// Parts that one person of it should have somewhere, all at once; empty: none is asked for.
    pub wanted: Vec<Part>,
}
