//! Corrections: that a record was wrong, and what counts in its place, or that nothing does.
//!
//! The log only grows, so the wrong record stays where it is. Each correction names the leaf of the record as it was first
//! recorded, and of several the last counts. Either a further record stands in its place, which says what it `corrects`,
//! or a withdrawal says that nothing does. Both are sealed, so that a leaf does not show them. Who a record is about can be
//! wrong too: then it is withdrawn of the one and put to the other, so that erasing one of them brings nothing back.

mod again;
mod plan;

use serde::{Deserialize, Serialize};

use super::canonical::{self, EntryFault};
use super::learner::{PersonNumber, PseudonymKey, RowDigest};
use super::record::TEXT_MAX;
use super::vault::{Store, StoreError};
use super::verify::Recorded;
use crate::time;

pub use again::{CameAgain, came_again};
pub use plan::{
    Amendment, CORRECTED_MAX, Change, Corrected, Correcting, CorrectionFault, Step, Taken, correct,
};

/// What was wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionReason {
    /// Another course or edition was taken.
    Edition,
    /// It is somebody else's.
    Person,
    /// The verdict or the score is another.
    Result,
    /// It was on another day.
    Day,
    /// A list was keyed wrongly.
    Keying,
    /// Its source has taken it back since.
    Voided,
    /// It was recorded twice, from two sources.
    Twice,
    /// An earlier correction was wrong.
    Correction,
}

impl CorrectionReason {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Edition,
        Self::Person,
        Self::Result,
        Self::Day,
        Self::Keying,
        Self::Voided,
        Self::Twice,
        Self::Correction,
    ];

    /// As it is typed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Edition => "edition",
            Self::Person => "person",
            Self::Result => "result",
            Self::Day => "day",
            Self::Keying => "keying",
            Self::Voided => "voided",
            Self::Twice => "twice",
            Self::Correction => "correction",
        }
    }

    /// In words that fit behind "since".
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Edition => "it was another course or edition",
            Self::Person => "it was somebody else's",
            Self::Result => "the result was another",
            Self::Day => "it was on another day",
            Self::Keying => "the list was keyed wrongly",
            Self::Voided => "its source took it back",
            Self::Twice => "it was recorded twice",
            Self::Correction => "an earlier correction was wrong",
        }
    }
}

/// What a record that stands in the place of another says of that: part of its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrects {
    /// In somebody's own words, where they added some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Who decided, by person number.
    pub by: PersonNumber,
    /// When the corrected record was recorded, UTC.
    pub first: String,
    /// The leaf of the corrected record, as it was first recorded.
    pub leaf: u64,
    /// What was wrong.
    pub reason: CorrectionReason,
}

impl Corrects {
    pub(super) fn check(&self) -> Result<(), EntryFault> {
        fits(self.because.as_deref())?;
        match time::is_utc(&self.first) {
            true => Ok(()),
            false => Err(EntryFault::Form("its first recorded time is not in UTC".to_owned())),
        }
    }
}

/// That a record does not count: a body of `what`. Who it was about stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// In somebody's own words, where they added some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Who decided, by person number.
    pub by: PersonNumber,
    /// Always `withdrawal`; told inside, so that the leaf does not show it.
    pub kind: WithdrawalKind,
    /// The leaf of the record, as it was first recorded.
    pub leaf: u64,
    /// What was wrong.
    pub reason: CorrectionReason,
    /// When it was recorded, UTC.
    pub recorded: String,
    /// Form of the body: 1.
    pub v: u8,
}

/// The kind of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalKind {
    /// A withdrawal.
    Withdrawal,
}

impl Withdrawal {
    /// Whether a body of `what` says that it is a withdrawal.
    #[must_use]
    pub fn is(bytes: &[u8]) -> bool {
        // In the one way to write it no text holds these signs but as this field: a quotation mark in one has a backslash.
        const SAYS: &[u8] = b",\"kind\":\"withdrawal\",";
        bytes.windows(SAYS.len()).any(|part| part == SAYS)
    }

    /// Reads a body of `what`.
    ///
    /// # Errors
    /// When the bytes are not canonical, or a field is outside its range.
    pub fn read(bytes: &[u8]) -> Result<Self, EntryFault> {
        let body: Self = canonical::read(bytes)?;
        body.check()?;
        Ok(body)
    }

    /// Writes the body.
    pub(super) fn write(&self) -> Result<Vec<u8>, EntryFault> {
        self.check()?;
        canonical::write(self)
    }

    fn check(&self) -> Result<(), EntryFault> {
        if self.v != 1 {
            return Err(EntryFault::Form("its form is newer than this program".to_owned()));
        }
        if !time::is_utc(&self.recorded) {
            return Err(EntryFault::Form("its recorded time is not in UTC".to_owned()));
        }
        fits(self.because.as_deref())
    }
}

fn fits(because: Option<&str>) -> Result<(), EntryFault> {
    let good = because.is_none_or(|text| !text.trim().is_empty() && text.chars().count() <= TEXT_MAX);
    if good { Ok(()) } else { Err(EntryFault::Form("its reason has not 1 to 255 characters".to_owned())) }
}

/// One correction of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its own leaf.
    pub index: u64,
    /// Whose record it is about, or is now; `None` if the person was erased and the rest kept.
    pub person: Option<PersonNumber>,
    /// The leaf of the corrected record, as it was first recorded.
    pub leaf: u64,
    /// When that was, where a record in its place says so, UTC.
    pub first: Option<String>,
    /// Whether its own leaf is the record that stands in the other's place; else that one was withdrawn.
    pub replaces: bool,
    /// What was wrong.
    pub reason: CorrectionReason,
    /// In somebody's own words, where they added some.
    pub because: Option<String>,
    /// Who decided, by person number.
    pub by: PersonNumber,
    /// When it was recorded, UTC.
    pub recorded: String,
}

impl Correction {
    /// Of a record that stands in the place of another.
    pub(super) fn replacing(found: &Recorded) -> Option<Self> {
        let corrects = found.completion.corrects.as_ref()?;
        Some(Self {
            index: found.index,
            person: found.person.clone(),
            leaf: corrects.leaf,
            first: Some(corrects.first.clone()),
            replaces: true,
            reason: corrects.reason,
            because: corrects.because.clone(),
            by: corrects.by.clone(),
            recorded: found.completion.recorded.clone(),
        })
    }

    /// Of a withdrawal, and whose it was.
    pub(super) fn withdrawing(index: u64, person: Option<PersonNumber>, found: Withdrawal) -> Self {
        Self {
            index,
            person,
            leaf: found.leaf,
            first: None,
            replaces: false,
            reason: found.reason,
            because: found.because,
            by: found.by,
            recorded: found.recorded,
        }
    }
}

/// The leaf under which a record was first recorded.
#[must_use]
pub fn first_leaf(record: &Recorded) -> u64 {
    record.completion.corrects.as_ref().map_or(record.index, |corrects| corrects.leaf)
}

/// By what it is known, without reading the log, that a leaf was corrected.
pub(super) fn mark(key: &PseudonymKey, leaf: u64) -> RowDigest {
    key.row(&["corrected", &leaf.to_string()])
}

/// The first correction of a record, by its leaf as it was first recorded; told by the store's digests alone.
///
/// # Errors
/// When the store cannot be read.
pub fn corrected_by(store: &dyn Store, key: &PseudonymKey, leaf: u64) -> Result<Option<u64>, StoreError> {
    store.seen_as(&mark(key, leaf))
}

#[cfg(test)]
mod tests;
