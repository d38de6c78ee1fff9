//! That two people of the vault are one, and that they are not after all. Sealed like a completion, so that a leaf does
//! not show it. No record is written again: each stays under the number to which it commits, and a log that was read
//! puts the one number in the place of the other. So it can be taken back, and then all is as if it had not been said.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::append::{Growing, Met, PlanFault, entry};
use super::canonical::{self, EntryFault};
use super::learner::{PersonNumber, PseudonymKey};
use super::vault::{Batch, Chance, Head, Person, Store};
use crate::log::Tree;
use crate::time;

/// Why two are held to be one, or not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SameReason {
    /// Two systems know them by different ids.
    Systems,
    /// They have another number or address than before.
    Renumbered,
    /// What was said earlier was wrong.
    Mistake,
}

impl SameReason {
    /// As it is typed and recorded.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Systems => "systems",
            Self::Renumbered => "renumbered",
            Self::Mistake => "mistake",
        }
    }

    /// In words that fit behind "since".
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Systems => "two systems know them by different ids",
            Self::Renumbered => "they have another number or address than before",
            Self::Mistake => "what was said earlier was wrong",
        }
    }
}

/// That somebody is the same as somebody else, or not any more: a body of `what`. The one whose number is gone on with
/// stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamePerson {
    /// Who decided, by person number. There are no words of somebody's own, which could name somebody.
    pub by: PersonNumber,
    /// Always `same_person`; told inside, so that the leaf does not show it.
    pub kind: SameKind,
    /// Why.
    pub reason: SameReason,
    /// When it was recorded, UTC; it says how it always was.
    pub recorded: String,
    /// Whether they are one; `false` takes it back.
    pub same: bool,
    /// Form of the body: 1.
    pub v: u8,
    /// The other number.
    pub with: PersonNumber,
}

/// The kind of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SameKind {
    /// That two are one.
    SamePerson,
}

impl SamePerson {
    /// Whether a body of `what` says that it is of this kind.
    #[must_use]
    pub fn is(bytes: &[u8]) -> bool {
        // In the one way to write it no text holds these signs but as this field: a quotation mark in one has a backslash.
        const SAYS: &[u8] = b",\"kind\":\"same_person\",";
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

    fn check(&self) -> Result<(), EntryFault> {
        let wrong = |what: &str| Err(EntryFault::Form(what.to_owned()));
        match (self.v, time::is_utc(&self.recorded)) {
            (1, true) => Ok(()),
            (1, false) => wrong("its recorded time is not in UTC"),
            _ => wrong("its form is newer than this program"),
        }
    }
}

/// Of one leaf: who is gone on with, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidSame {
    /// The leaf.
    pub index: u64,
    /// Whose number is gone on with.
    pub person: PersonNumber,
    /// What it says.
    pub said: SamePerson,
}

/// Who is the same as whom, by what a log says.
#[derive(Clone, Debug, Default)]
pub struct Same {
    /// Of each number that is not gone on with, the one that is.
    under: BTreeMap<PersonNumber, PersonNumber>,
    /// All that was said, by leaf.
    said: Vec<SaidSame>,
    /// To whom the records commit whose person has another number by what was said.
    committed: BTreeMap<u64, PersonNumber>,
}

impl Same {
    /// The number under which somebody goes on.
    #[must_use]
    pub fn of<'a>(&'a self, number: &'a PersonNumber) -> &'a PersonNumber {
        // No ring is ever taken in, so this ends.
        let mut number = number;
        while let Some(next) = self.under.get(number) {
            number = next;
        }
        number
    }

    /// Whether one number is put straight under another.
    #[must_use]
    pub fn is_under(&self, number: &PersonNumber, other: &PersonNumber) -> bool {
        self.under.get(number) == Some(other)
    }

    /// All that was said, what was taken back included, by leaf.
    #[must_use]
    pub fn said(&self) -> &[SaidSame] {
        &self.said
    }

    /// To whom a record commits, where its person goes on under another number.
    #[must_use]
    pub fn committed(&self, leaf: u64) -> Option<&PersonNumber> {
        self.committed.get(&leaf)
    }

    /// Everybody once, by number: those who are one are put together under the number that is gone on with.
    #[must_use]
    pub fn people(&self, people: Vec<Person>) -> Vec<Person> {
        if self.under.is_empty() {
            return people;
        }
        let (others, mut people): (Vec<_>, Vec<_>) =
            people.into_iter().partition(|person| self.under.contains_key(&person.number));
        for other in others {
            let number = self.of(&other.number);
            // Whoever is gone on with is kept as long as the other: they are erased together.
            match people.binary_search_by(|person| person.number.cmp(number)) {
                Ok(place) => people[place].join(other),
                Err(place) => people.insert(place, other),
            }
        }
        people
    }

    /// Takes in what a leaf says.
    pub(super) fn take(&mut self, index: u64, person: PersonNumber, said: SamePerson) -> Result<(), String> {
        let with = &said.with;
        match said.same {
            true if self.of(&person) == self.of(with) => {
                return Err(
                    "it says of two numbers that they are one person's, which they are already".to_owned()
                );
            }
            true if self.under.contains_key(with) => {
                return Err("the number that it gives up was given up before".to_owned());
            }
            true => drop(self.under.insert(with.clone(), person.clone())),
            false if self.is_under(with, &person) => drop(self.under.remove(with)),
            false => return Err("it parts two numbers that were not one person's".to_owned()),
        }
        self.said.push(SaidSame { index, person, said });
        Ok(())
    }

    /// Puts the number that is gone on with in the place of another, and keeps that of a record.
    pub(super) fn put(&mut self, record: Option<u64>, person: &mut Option<PersonNumber>) {
        let Some(number) = person.as_mut() else { return };
        let now = self.of(number);
        if now != number {
            let before = std::mem::replace(number, now.clone());
            if let Some(leaf) = record {
                self.committed.insert(leaf, before);
            }
        }
    }

    /// Whether anybody has two numbers.
    pub(super) fn is_empty(&self) -> bool {
        self.under.is_empty()
    }
}

/// What somebody decided of two numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joining {
    /// Whose number is gone on with.
    pub person: PersonNumber,
    /// The other.
    pub with: PersonNumber,
    /// Whether they are one; `false` takes it back.
    pub same: bool,
    /// Why.
    pub reason: SameReason,
    /// Who decided, by name; only a person number goes into the record.
    pub decided_by: String,
    /// The time, UTC.
    pub now: String,
}

/// Works out the leaf that says so. `tree` is the tree of the store's leaves, `same` what its log says up to there.
///
/// # Errors
/// When the store cannot be read, nobody decided, a text is not fit to be recorded, or the log says the same already.
pub fn join(
    store: &dyn Store,
    tree: &Tree,
    key: &PseudonymKey,
    same: &Same,
    joining: &Joining,
    chance: Chance<'_>,
) -> Result<Batch, PlanFault> {
    let fault = |fault| entry("what is said of the two", fault);
    let mut met = Met::new(store, key);
    let by = met.stater(&joining.decided_by, chance)?;
    let by = by.ok_or_else(|| fault(EntryFault::Form("nobody decided on it".to_owned())))?;
    let body = SamePerson {
        by,
        kind: SameKind::SamePerson,
        reason: joining.reason,
        recorded: joining.now.clone(),
        same: joining.same,
        v: 1,
        with: joining.with.clone(),
    };
    body.check().map_err(fault)?;
    let taken = same.clone().take(tree.size(), joining.person.clone(), body.clone());
    taken.map_err(|why| fault(EntryFault::Form(why)))?;
    let what = canonical::write(&body).map_err(fault)?;
    let mut growing = Growing::from(tree);
    growing.sealed(&joining.person, what, chance).map_err(fault)?;
    let mut batch = growing.batch(Head { size: tree.size(), root: tree.root() });
    batch.people = met.new_people();
    Ok(batch)
}

#[cfg(test)]
mod tests;
