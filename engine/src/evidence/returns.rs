//! Answer codes that learners handed in: opinions without a name and without a time.
//!
//! They stand in a table of their own, outside the vault, sorted by what they say: nothing there tells when or with whom
//! one came, and nothing joins it to a person. The log has a batch leaf with counts; the batch's source commits to a
//! digest of all codes as they then stood, so that a code that was changed, added or taken away is noticed. A code is
//! held back until ten of its course, edition and time are held; then all ten are released at once (D-6).

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::append::{Plan, PlanFault, entry, of_returns};
use super::learner::PseudonymKey;
use super::record::{RowCounts, Source};
use super::vault::{Chance, Store};
use crate::answer_code::{self, Key, Unread};
use crate::canon::hex;
use crate::course::Wave;
use crate::intake::{Listed, Refusal};
use crate::log::Tree;

/// Fewest codes that are released at once (D-6; the ONS rule that suppresses below ten).
pub const RELEASED: usize = 10;

/// A code as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StoredReturn {
    /// The code as the program itself writes it.
    pub code: String,
    /// Which of several that say the same, from 1.
    pub copy: u32,
    /// Where it counts.
    pub of: ReturnsOf,
    /// Whether it is released.
    pub released: bool,
}

/// What codes are counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReturnsOf {
    /// Id of the course.
    pub course: String,
    /// The edition.
    pub edition: String,
    /// `baseline`, `post` or `follow-up`.
    pub wave: String,
}

/// How many codes there are of one course, edition and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnCount {
    /// Of what.
    pub of: ReturnsOf,
    /// How many are released; never 1 to 9.
    pub released: usize,
    /// Whether others are held back; how many is not said.
    pub held: bool,
}

/// A list of codes, read by one edition's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returns {
    course: String,
    edition: String,
    /// The codes in their one form, and when each was asked.
    read: Vec<(String, Wave)>,
    /// Codes that could not be read.
    pub refused: Vec<(Listed, Refusal)>,
}

/// Reads a list of codes by the package's key.
#[must_use]
pub fn read_returns(listed: &[Listed], key: &Key) -> Returns {
    let (mut codes, mut refused) = (Vec::new(), Vec::new());
    for one in listed {
        match read(&one.text, key) {
            Ok(code) => codes.push(code),
            Err(unread) => refused.push((one.clone(), one.refusal(unread.to_string(), help(&unread)))),
        }
    }
    Returns { course: key.course.clone(), edition: key.edition.clone(), read: codes, refused }
}

/// Works out what importing these codes would append. A code that was recorded before is not recorded again, and the
/// second of two that are the same in one list is another.
///
/// # Errors
/// When the store cannot be read.
pub fn plan_returns(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    returns: &Returns,
    (source, now): (&Source, &str),
    chance: Chance<'_>,
) -> Result<Plan, PlanFault> {
    let mut copies: BTreeMap<&str, u32> = BTreeMap::new();
    let (mut new, mut seen) = (Vec::new(), Vec::new());
    for (code, wave) in &returns.read {
        let copy = *copies.entry(code).and_modify(|copy| *copy += 1).or_insert(1);
        let digest = key.row(&["returns", code, &copy.to_string()]);
        if store.seen(&[digest])?.contains(&true) {
            continue;
        }
        let (course, edition) = (returns.course.clone(), returns.edition.clone());
        let of = ReturnsOf { course, edition, wave: name(*wave).to_owned() };
        new.push(StoredReturn { code: code.clone(), copy, of, released: false });
        seen.push(digest);
    }
    let (read, refused) = (returns.read.len() as u64, returns.refused.len() as u64);
    let recorded = new.len() as u64;
    let counts = RowCounts { already: read - recorded, nothing: 0, read: read + refused, recorded, refused };
    let plan = |batch| Plan { batch, counts, results: Vec::new(), new_people: 0, withdrawn: Vec::new() };
    if new.is_empty() {
        return Ok(plan(None));
    }
    let mut all = store.returns()?;
    all.extend(new.iter().cloned());
    let source = Source { returns: Some(digest_of(&mut all)), ..source.clone() };
    let mut batch =
        of_returns(tree, &source, counts, now, chance).map_err(|fault| entry("the batch", fault))?;
    batch.released = ripe(&all);
    // In the order of their texts: the order of the list would tell who handed in before whom.
    new.sort();
    batch.returns = new;
    // Under the leaf that opens the log: under the batch's own the digest would tell when the code came.
    batch.seen = seen.into_iter().map(|digest| (0, digest)).collect();
    Ok(plan(Some(batch)))
}

/// Counts codes by course, edition and time.
#[must_use]
pub fn count_returns(all: &[StoredReturn]) -> Vec<ReturnCount> {
    let mut counts: BTreeMap<&ReturnsOf, (usize, bool)> = BTreeMap::new();
    for one in all {
        let (released, held) = counts.entry(&one.of).or_default();
        if one.released { *released += 1 } else { *held = true }
    }
    counts.into_iter().map(|(of, (released, held))| ReturnCount { of: of.clone(), released, held }).collect()
}

/// SHA-256 in hex over all codes, sorted, each with a line end; whether they are released is not in it.
pub(super) fn digest_of(all: &mut [StoredReturn]) -> String {
    all.sort();
    let mut hash = Sha256::new();
    for one in all.iter() {
        hash.update(one.code.as_bytes());
        hash.update(b"\n");
    }
    hex(&hash.finalize())
}

/// Of what at least ten are held.
fn ripe(all: &[StoredReturn]) -> Vec<ReturnsOf> {
    let mut held: BTreeMap<&ReturnsOf, usize> = BTreeMap::new();
    for one in all.iter().filter(|one| !one.released) {
        *held.entry(&one.of).or_default() += 1;
    }
    held.into_iter().filter(|(_, held)| RELEASED <= *held).map(|(of, _)| of.clone()).collect()
}

/// The code in its one form, and when it was asked.
fn read(text: &str, key: &Key) -> Result<(String, Wave), Unread> {
    let (_, found) = answer_code::read(text, std::slice::from_ref(key))?;
    let code = answer_code::write(key, &found).map_err(|_| Unread::Long)?;
    Ok((code, found.wave))
}

fn name(wave: Wave) -> &'static str {
    match wave {
        Wave::Baseline => "baseline",
        Wave::Post => "post",
        Wave::FollowUp => "follow-up",
    }
}

fn help(unread: &Unread) -> &'static str {
    match unread {
        Unread::Course(_) | Unread::Edition(_) => "import it with the package that asked those opinions",
        Unread::Foreign => "one code stands on each line; or name its column with --column",
        Unread::Version(_) => "use a newer release of bona",
        _ => "copy the code again from whoever sent it; nobody can say what was meant",
    }
}

#[cfg(test)]
mod tests;
