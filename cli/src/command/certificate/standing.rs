//! Whether the record of a certificate still counts, by the provider's own store: a certificate is a file, and cannot know.

use std::path::Path;

use bona_engine::certificate::Proven;
use bona_engine::evidence::{Log, Verified};

use crate::command::evidence::{open, verified};
use crate::exit::Failure;
use crate::machine::Machine;
use crate::store::Place;

/// What the store says today of a record, and whether it counts; `None` if the store does not verify, which was printed.
pub(super) struct Kept(Option<Verified<Log>>);

/// What a store says today of one record.
pub(super) struct Today {
    /// Whether the record counts.
    pub(super) counts: bool,
    /// Why, in words.
    pub(super) what: String,
}

impl Kept {
    /// Reads the store.
    pub(super) fn read(path: &Path, machine: &dyn Machine) -> Result<Self, Failure> {
        let place = Place::of(Some(path), machine)?;
        let store = open(&place, machine)?;
        Ok(Self(verified(machine, &place, &store)?))
    }

    /// What it says of a record.
    pub(super) fn says(&self, proven: &Proven) -> Today {
        let (counts, what) = match &self.0 {
            None => (false, "the store does not verify, so it says nothing.".to_owned()),
            Some(log) => says(log, proven),
        };
        Today { counts, what }
    }
}

fn says(log: &Log, proven: &Proven) -> (bool, String) {
    let leaf = proven.index;
    let origin = &log.opened.origin;
    let earlier = log.opened.adopted.as_ref().filter(|earlier| earlier.origin == proven.opened.origin);
    match earlier {
        _ if *origin == proven.opened.origin => {}
        // Its leaves stand in this one at their places.
        Some(earlier) if leaf < earlier.carried => {}
        Some(earlier) => {
            let origin = &earlier.origin;
            return (
                false,
                format!(
                    "leaf {leaf} of the earlier log `{origin}` was lost; what it said may have been imported again since."
                ),
            );
        }
        None => return (false, format!("nothing: it keeps the log `{origin}`, and this is of another.")),
    }
    if let Some(correction) = log.correction_of(leaf) {
        let (day, since) = (correction.recorded.get(..10).unwrap_or(""), correction.reason.says());
        let what = match correction.replaces {
            true => "was replaced by another record",
            false => "was withdrawn",
        };
        return (
            false,
            format!(
                "The record {what} on {day} (leaf {}), since {since}. It does not stand.",
                correction.index
            ),
        );
    }
    match log.records().find(|record| record.index == leaf) {
        Some(record) if record.completion == proven.completion => {
            (true, "The record stands, and was not corrected.".to_owned())
        }
        Some(_) => (false, format!("leaf {leaf} is another record in it.")),
        None => {
            (false, format!("What leaf {leaf} said was erased in it, so it says nothing of it any more."))
        }
    }
}
