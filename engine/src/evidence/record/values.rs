//! Which values a leaf may have, beside their form: sums, names, words and the order of places.

use super::{Leaf, RowCounts, TEXT_MAX};
use crate::evidence::erase::Basis;
use crate::time;

/// A time that is none, or names a zone where it must not, or none where it must.
pub(super) const TIME: &str = "its time is not in the form that it must have";

impl Leaf {
    /// What is wrong with its values, if anything is.
    pub(super) fn wrong(&self) -> Option<&'static str> {
        let base32 = |byte: u8| matches!(byte, b'a'..=b'z' | b'2'..=b'7');
        match self {
            Self::Opened(leaf) if leaf.organisation.trim().is_empty() => Some("its organisation has no name"),
            Self::Opened(leaf) if TEXT_MAX < leaf.organisation.chars().count() => {
                Some("the name of its organisation is longer than 255 characters")
            }
            Self::Batch(leaf) if !leaf.rows.add_up() => {
                Some("its rows recorded, already, nothing and refused are not those read")
            }
            Self::Session(leaf) if !time::is_local(&leaf.starts) => Some(TIME),
            Self::Session(leaf) if leaf.session.len() != 8 || !leaf.session.bytes().all(base32) => {
                Some("its session's name is not 8 characters of lower-case base32")
            }
            Self::Erased(leaf) if Basis::parse(&leaf.basis).is_none() => {
                Some("its basis is none of `art17`, `retention` and `consent`")
            }
            Self::Erased(leaf) if !leaf.index.is_sorted_by(|one, next| one < next) => {
                Some("the leaves that it names do not ascend, or one is named twice")
            }
            _ => None,
        }
    }
}

impl RowCounts {
    /// Whether each row that was read fared in one way.
    fn add_up(self) -> bool {
        let parts = [self.already, self.nothing, self.recorded, self.refused];
        parts.into_iter().try_fold(0, u64::checked_add) == Some(self.read)
    }
}
