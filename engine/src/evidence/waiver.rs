//! Waivers: that somebody was let off a requirement until a day. Sealed like a completion, so that a leaf does not
//! show it, and nobody can put one back to an earlier day.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::append::{Growing, Met, PlanFault, entry};
use super::canonical::{self, EntryFault};
use super::learner::{PersonNumber, PseudonymKey};
use super::record::TEXT_MAX;
use super::vault::{Batch, Chance, Head, Store};
use crate::id::is_id;
use crate::log::Tree;
use crate::time;

/// That somebody need not have something for a time: a body of `what`. Who it is about stands elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Why, in a sentence that lists print.
    pub because: String,
    /// Who decided, by person number.
    pub by: PersonNumber,
    /// Always `waiver`; told inside, so that the leaf does not show it.
    pub kind: WaiverKind,
    /// When it was recorded, UTC; it holds from that day on.
    pub recorded: String,
    /// Which requirement, by its id.
    pub requirement: String,
    /// The last day on which it holds.
    pub until: String,
    /// Form of the body: 1.
    pub v: u8,
}

/// The kind of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverKind {
    /// A waiver.
    Waiver,
}

/// What somebody decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiving {
    /// Which requirement, by its id.
    pub requirement: String,
    /// The last day on which it holds.
    pub until: String,
    /// Why.
    pub because: String,
    /// Who decided, by name; only a person number goes into the record.
    pub decided_by: String,
    /// The time, UTC.
    pub now: String,
}

impl Waiver {
    /// Whether a body of `what` says that it is a waiver.
    #[must_use]
    pub fn is(bytes: &[u8]) -> bool {
        #[derive(Deserialize)]
        struct Kind {
            kind: String,
        }
        serde_json::from_slice::<Kind>(bytes).is_ok_and(|body| body.kind == "waiver")
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

    fn check(&self) -> Result<(), EntryFault> {
        let wrong = |what: &str| Err(EntryFault::Form(what.to_owned()));
        if self.v != 1 {
            return wrong("its form is newer than this program");
        }
        if !time::is_utc(&self.recorded) || !time::is_day(&self.until) {
            return wrong("its recorded time is not in UTC, or its last day is no day");
        }
        if !is_id(&self.requirement) {
            return wrong("it does not name a requirement by its id");
        }
        let fits = !self.because.trim().is_empty() && self.because.chars().count() <= TEXT_MAX;
        if fits { Ok(()) } else { wrong("its reason has not 1 to 255 characters") }
    }
}

/// Works out the leaf of a waiver. `tree` is the tree of the store's leaves.
///
/// # Errors
/// When the store cannot be read, nobody decided, or a text is not fit to be recorded.
pub fn waive(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    person: &PersonNumber,
    waiving: &Waiving,
    chance: Chance<'_>,
) -> Result<Batch, PlanFault> {
    let fault = |fault| entry("the waiver", fault);
    let mut met = Met::new(store, key);
    let by = met.stater(&waiving.decided_by, chance)?;
    let by = by.ok_or_else(|| fault(EntryFault::Form("nobody decided on it".to_owned())))?;
    let body = Waiver {
        because: waiving.because.trim().nfc().collect(),
        by,
        kind: WaiverKind::Waiver,
        recorded: waiving.now.clone(),
        requirement: waiving.requirement.clone(),
        until: waiving.until.clone(),
        v: 1,
    };
    body.check().map_err(fault)?;
    let what = canonical::write(&body).map_err(fault)?;
    let mut growing = Growing::from(tree);
    growing.sealed(person, what, chance).map_err(fault)?;
    let mut batch = growing.batch(Head { size: tree.size(), root: tree.root() });
    batch.people = met.new_people();
    Ok(batch)
}
