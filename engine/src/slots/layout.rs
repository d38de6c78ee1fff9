//! The slots as a package carries them: which were retired, which follow another, and which older lists are known.

use super::{Slot, fingerprint, opinions, slots};
use crate::course::Course;

/// Id that a retired slot has in a package: no author's id holds a hyphen, so nothing finds it by accident.
pub const RETIRED: &str = "-";

/// An older list of slots that can still be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// Its fingerprint, six characters.
    pub fingerprint: String,
    /// How many slots it had. They are the first of every later list.
    pub slots: usize,
}

/// The slots as a package carries them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Every slot, in order; a retired one has the id [`RETIRED`], and its bits stay where they are.
    pub slots: Vec<Slot>,
    /// For each slot: the earlier one whose value it takes over from a state that is older than itself.
    pub from: Vec<Option<usize>>,
    /// Six characters that stand for the list.
    pub fingerprint: String,
    /// Older lists, the oldest first.
    pub history: Vec<Past>,
    /// The slots of opinions, of which an answer code is made. They are no part of what is kept, nor of the
    /// fingerprint.
    pub opinions: Vec<Slot>,
}

impl Layout {
    /// The layout of a course that has no `course.lock`: the author's order, and no past.
    #[must_use]
    pub fn of(course: &Course) -> Self {
        Self { opinions: opinions(course), ..Self::plain(slots(course)) }
    }

    /// A layout of slots without a past.
    #[must_use]
    pub fn plain(slots: Vec<Slot>) -> Self {
        let fingerprint = fingerprint(&slots);
        Self { from: vec![None; slots.len()], slots, fingerprint, history: Vec::new(), opinions: Vec::new() }
    }

    /// How many slots the list of a fingerprint had, if it is this one or one of its past.
    #[must_use]
    pub fn known(&self, fingerprint: &str) -> Option<usize> {
        let past = self.history.iter().find(|past| past.fingerprint == fingerprint);
        let own = (self.fingerprint == fingerprint).then_some(self.slots.len());
        past.map(|past| past.slots.min(self.slots.len())).or(own)
    }
}
