//! The journal of erasures: what was erased from a store or renamed in it, kept outside it, so that no older copy
//! brings it back.
//!
//! An older copy of a store knows nothing of later erasures, and its log cannot say what stands in the log that was
//! lost. So each erasure is also written into a text beside the store: places in the log, and keyed digests that say
//! nothing without the pseudonym key. No name, no pseudonym, no body. The text ends with a hash of itself: it is
//! not signed, since whoever keeps the store may take it away; the hash tells damage, not malice.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use sha2::{Digest as _, Sha256};

use super::append::{Growing, PlanFault};
use super::erase::{Basis, Gone, NOTICE_MAX, STEP};
use super::learner::{LearnerKey, PersonNumber, PseudonymKey, Renaming, Suppressed};
use super::record::{Erased, Leaf};
use super::vault::{Batch, Head, Person, Store, StoreError};
use crate::canon::hex;
use crate::log::Tree;
use crate::time;

/// First line of the text.
const FORM: &str = "bona/erased/v1";

/// What a notice of erasure said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Noted {
    /// When, UTC.
    pub recorded: String,
    /// Why it was lawful.
    pub basis: Basis,
    /// The leaves whose bodies and salts are gone, ascending.
    pub index: Vec<u64>,
}

/// All erasures of one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal {
    /// Which log: places in another mean something else.
    pub origin: String,
    /// What its notices said.
    pub notices: BTreeSet<Noted>,
    /// Who may not come back.
    pub people: BTreeSet<Suppressed>,
    /// Whose name was changed, and the digest of the one that they have now.
    pub names: BTreeMap<[u8; 16], [u8; 16]>,
}

/// Why a text is no journal, or not a whole one. Put back its newest copy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalFault {
    /// It is something else, or of a later form.
    #[error("it does not begin as a journal of erasures does")]
    NotAJournal,
    /// A line of it cannot be read.
    #[error("line {0} of it is none that a journal of erasures has")]
    Line(usize),
    /// It ends early, or a byte was changed.
    #[error("it is damaged: its last line is not the hash of the lines above")]
    Damaged,
    /// Its lines are whole, and not as the program writes them: somebody wrote it anew.
    #[error(
        "its last line is the hash of the lines above, but these are not in their order, or one stands twice: no journal is written so"
    )]
    Disordered,
}

impl Journal {
    /// Of a log of which nothing was erased yet.
    #[must_use]
    pub fn new(origin: &str) -> Self {
        Self {
            origin: origin.to_owned(),
            notices: BTreeSet::new(),
            people: BTreeSet::new(),
            names: BTreeMap::new(),
        }
    }

    /// What a store itself says of erasures: its notices, and who may not come back.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of(store: &dyn Store, origin: &str) -> Result<Self, StoreError> {
        let mut journal = Self::new(origin);
        let mut next = 0;
        loop {
            let leaves = store.leaves(next, STEP)?;
            let Some(last) = leaves.last().map(|leaf| leaf.index).filter(|last| next <= *last) else { break };
            for leaf in leaves.iter().filter(|leaf| !leaf.bytes.starts_with(b"{\"commit\"")) {
                if let Ok(Leaf::Erased(notice)) = Leaf::read(&leaf.bytes) {
                    journal.note(&notice);
                }
            }
            next = last + 1;
        }
        journal.people = store.suppressions()?.into_iter().collect();
        Ok(journal)
    }

    /// Adds what an erasure says and removes.
    pub fn add(&mut self, notices: &Batch, gone: &Gone) {
        for leaf in &notices.leaves {
            if let Ok(Leaf::Erased(notice)) = Leaf::read(&leaf.bytes) {
                self.note(&notice);
            }
        }
        self.people.extend(&gone.suppress);
    }

    /// Adds that somebody has another name now.
    pub fn rename(&mut self, renaming: Renaming) {
        self.names.insert(renaming.person, renaming.name);
    }

    /// Whether this is a name of theirs that was changed since.
    fn is_older(&self, key: &PseudonymKey, person: &Person) -> bool {
        // Most journals name nobody who was renamed, and a digest takes its time.
        let name = person.name.as_ref().filter(|_| !self.names.is_empty());
        name.map(|name| key.renaming(&person.number, name))
            .is_some_and(|now| self.names.get(&now.person).is_some_and(|name| *name != now.name))
    }

    /// Adds all of an older journal of the same log.
    pub fn merge(&mut self, other: Self) {
        self.notices.extend(other.notices);
        self.people.extend(other.people);
        for (person, name) in other.names {
            self.names.entry(person).or_insert(name);
        }
    }

    /// Whether all of another journal stands in this one.
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        self.notices.is_superset(&other.notices) && self.people.is_superset(&other.people)
    }

    /// Every leaf that was erased.
    #[must_use]
    pub fn leaves(&self) -> BTreeSet<u64> {
        self.notices.iter().flat_map(|noted| noted.index.iter().copied()).collect()
    }

    fn note(&mut self, notice: &Erased) {
        if let Some(basis) = Basis::parse(&notice.basis) {
            let (recorded, index) = (notice.recorded.clone(), notice.index.clone());
            self.notices.insert(Noted { recorded, basis, index });
        }
    }

    /// Reads the text.
    ///
    /// # Errors
    /// When it is no journal, or is not whole.
    pub fn parse(bytes: &[u8]) -> Result<Self, JournalFault> {
        let text = std::str::from_utf8(bytes).map_err(|_| JournalFault::NotAJournal)?;
        let origin = text.strip_prefix(FORM).and_then(|rest| rest.strip_prefix('\n'));
        let origin = origin.and_then(|rest| rest.split_once('\n')).ok_or(JournalFault::NotAJournal)?.0;
        let sum = text.rfind("sha256 ").ok_or(JournalFault::Damaged)?;
        let (above, last) = text.split_at(sum);
        if last != sum_line(above) || !above.ends_with('\n') {
            return Err(JournalFault::Damaged);
        }
        let mut journal = Self::new(origin);
        for (number, line) in above.lines().enumerate().skip(2) {
            journal.line(line).ok_or(JournalFault::Line(number + 1))?;
        }
        // There is one way to write it, so that no two readers take it otherwise.
        if journal.to_string() == text { Ok(journal) } else { Err(JournalFault::Disordered) }
    }

    fn line(&mut self, line: &str) -> Option<()> {
        let mut words = line.split(' ');
        match words.next()? {
            "leaves" => {
                let basis = Basis::parse(words.next()?)?;
                let recorded = words.next().filter(|time| time::is_utc(time))?.to_owned();
                let index = words.map(|word| word.parse().ok()).collect::<Option<Vec<u64>>>()?;
                self.notices.insert(Noted { recorded, basis, index });
            }
            "person" => {
                self.people.insert(Suppressed(digest(words.next()?)?));
                words.next().is_none().then_some(())?;
            }
            "name" => {
                self.names.insert(digest(words.next()?)?, digest(words.next()?)?);
                words.next().is_none().then_some(())?;
            }
            _ => return None,
        }
        Some(())
    }
}

/// 32 hex digits.
fn digest(word: &str) -> Option<[u8; 16]> {
    let value = u128::from_str_radix(word, 16).ok().filter(|_| word.len() == 32)?;
    Some(value.to_be_bytes())
}

fn sum_line(above: &str) -> String {
    format!("sha256 {}\n", hex(&Sha256::digest(above)))
}

/// Prints the text as it is kept.
impl fmt::Display for Journal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = format!("{FORM}\n{}\n", self.origin);
        for noted in &self.notices {
            text.push_str(&format!("leaves {} {}", noted.basis.name(), noted.recorded));
            noted.index.iter().for_each(|index| text.push_str(&format!(" {index}")));
            text.push('\n');
        }
        for person in &self.people {
            text.push_str(&format!("person {}\n", hex(&person.0)));
        }
        for (person, name) in &self.names {
            text.push_str(&format!("name {} {}\n", hex(person), hex(name)));
        }
        let sum = sum_line(&text);
        out.write_str(&text)?;
        out.write_str(&sum)
    }
}

/// What a store still holds although the journal says that it was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Leaves that have bodies.
    pub leaves: Vec<u64>,
    /// How many digests the store does not know of people who may not come back.
    pub people: usize,
    /// People who have a name that was changed since.
    pub names: Vec<PersonNumber>,
}

impl Held {
    /// Whether there is nothing: the store knows of all erasures.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.leaves.is_empty() && self.people == 0 && self.names.is_empty()
    }
}

/// Looks for what should not be there any more. A key is needed for names alone.
///
/// # Errors
/// When the store cannot be read.
pub fn still_held(
    store: &dyn Store,
    journal: &Journal,
    key: Option<&PseudonymKey>,
) -> Result<Held, StoreError> {
    let mut held = Held::default();
    for leaf in journal.leaves() {
        if !store.parts(leaf, leaf.saturating_add(1))?.is_empty() {
            held.leaves.push(leaf);
        }
    }
    for person in &journal.people {
        held.people += usize::from(!store.suppressed(person)?);
    }
    if let Some(key) = key.filter(|_| !journal.names.is_empty()) {
        let people = store.people()?.into_iter();
        held.names = people.filter(|it| journal.is_older(key, it)).map(|it| it.number).collect();
    }
    Ok(held)
}

/// What doing the erasures of a journal again would remove, and append where the log may be added to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// Notices of what the log does not say yet; `None` if it says all, or may not be added to.
    pub notices: Option<Batch>,
    /// What goes.
    pub gone: Gone,
}

/// Works out what doing the erasures of a journal again removes. `tree` is the tree of the store's leaves where it
/// may be added to, and `None` where it is an older copy, whose log must stay as it was signed.
///
/// # Errors
/// When the store cannot be read.
pub fn replay(
    store: &dyn Store,
    tree: Option<&Tree>,
    journal: &Journal,
    key: &PseudonymKey,
    now: &str,
) -> Result<Replay, PlanFault> {
    let held = still_held(store, journal, Some(key))?;
    let back = |learner: &LearnerKey| journal.people.contains(&key.suppression(learner));
    let people: Vec<PersonNumber> = store
        .people()?
        .into_iter()
        .filter(|person| person.learners.iter().any(back))
        .map(|person| person.number)
        .collect();
    let suppress = journal.people.iter().copied().collect();
    let gone = Gone { leaves: held.leaves, suppress, people, names: held.names };
    let said = Journal::of(store, &journal.origin)?;
    let notices = match tree {
        Some(tree) => unsaid(tree, journal, &said, &gone, now)?,
        None => None,
    };
    Ok(Replay { notices, gone })
}

/// Notices of what the journal says and the log does not. Who decided is not known any more.
fn unsaid(
    tree: &Tree,
    journal: &Journal,
    said: &Journal,
    gone: &Gone,
    now: &str,
) -> Result<Option<Batch>, PlanFault> {
    let known = said.leaves();
    let mut growing = Growing::from(tree);
    let mut any = false;
    for noted in journal.notices.difference(&said.notices) {
        let fresh = |leaf: &&u64| **leaf < tree.size() && !known.contains(*leaf);
        let index: Vec<u64> = noted.index.iter().filter(fresh).copied().collect();
        // Somebody of whom no record was kept: their going is said with no leaf.
        let nobody = noted.index.is_empty() && !gone.people.is_empty();
        if index.is_empty() && !nobody {
            continue;
        }
        for index in if index.is_empty() { vec![&[][..]] } else { index.chunks(NOTICE_MAX).collect() } {
            let basis = noted.basis.name().to_owned();
            let notice =
                Erased { basis, decision: None, index: index.to_vec(), recorded: now.to_owned(), v: 1 };
            let place = "the notice of erasure".to_owned();
            growing.leaf(&Leaf::Erased(notice)).map_err(|fault| PlanFault::Entry { place, fault })?;
            any = true;
        }
    }
    Ok(any.then(|| growing.batch(Head { size: tree.size(), root: tree.root() })))
}

#[cfg(test)]
mod tests;
