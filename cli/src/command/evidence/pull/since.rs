//! From when on a record store is asked: its own times, remembered for each verb, and never a time past ours.
//!
//! What it is sure to have given up to a time (`X-Experience-API-Consistent-Through`, xAPI 2.1.3) is believed. A record store
//! that does not say so may still store something with an earlier time: then the next pull goes back a little. To be asked
//! for too much costs an answer; nothing is recorded twice.

use std::collections::BTreeMap;

use bona_engine::time::{is_day, posix, utc_from_posix, utc_from_rfc3339};

use super::gather::{ALL, Stream, VERBS};
use crate::exit::Failure;

/// Seconds that the next pull goes back where the record store said up to when it gave everything. Times are kept to
/// the second, rounded down.
const SURE: u64 = 1;
/// Seconds that it goes back where it did not.
const UNSURE: u64 = 600;
/// Seconds that a record store's clock may be ahead of ours.
pub(super) const AHEAD: u64 = 300;

/// Reads what was typed: a day, or a time with its zone.
pub(super) fn typed(text: &str) -> Result<String, Failure> {
    let whole = if is_day(text) { format!("{text}T00:00:00Z") } else { text.to_owned() };
    utc_from_rfc3339(&whole).ok_or_else(|| {
        Failure::Argument(format!(
            "--since: `{text}` is no day and no time; write 2026-11-03 or 2026-11-03T14:00:00Z"
        ))
    })
}

/// From when on each verb is asked for; nothing is from the beginning.
pub(super) fn begin(kept: &BTreeMap<String, String>, asked: Option<&str>) -> BTreeMap<String, String> {
    match asked {
        Some(asked) => {
            let verbs = VERBS.iter().chain([&ALL]);
            verbs.map(|verb| (verb.name.to_owned(), asked.to_owned())).collect()
        }
        None => kept.clone(),
    }
}

/// From when on the next pull asks. A pull that began later than the last one ended leaves a gap, and moves nothing.
pub(super) fn next(
    begun: &BTreeMap<String, String>,
    kept: &BTreeMap<String, String>,
    streams: &[Stream],
    now: &str,
) -> BTreeMap<String, String> {
    let mut next = BTreeMap::new();
    for stream in streams.iter().filter(|stream| stream.asked) {
        let (begun, kept) = (begun.get(stream.verb), kept.get(stream.verb));
        if kept.is_some_and(|kept| begun.is_some_and(|begun| kept < begun)) {
            continue;
        }
        if let Some(since) = reached(stream, now) {
            next.insert(stream.verb.to_owned(), since);
        }
    }
    next
}

fn reached(stream: &Stream, now: &str) -> Option<String> {
    let now = posix(now)?;
    let stored = stream.newest.as_deref().and_then(posix);
    let consistent = stream.consistent.as_deref().and_then(posix);
    let (time, back) = match (stream.cut, consistent, stored) {
        (false, Some(consistent), _) => (consistent, SURE),
        (true, Some(consistent), Some(stored)) => (consistent.min(stored), SURE),
        // What was stored long before now is settled, and to go back from there would be to go round in circles.
        (true, None, Some(stored)) => (stored.min(now.saturating_sub(UNSURE)), SURE),
        (true, _, None) => return None,
        (false, None, stored) => (stored?, UNSURE),
    };
    utc_from_posix(time.min(now).saturating_sub(back))
}

/// Whether a time is further ahead of ours than clocks are.
pub(super) fn is_to_come(time: &str, now: &str) -> bool {
    match (posix(time), posix(now)) {
        (Some(time), Some(now)) => now + AHEAD < time,
        _ => false,
    }
}
