//! People, met again or for the first time.

use std::collections::BTreeMap;

use super::super::learner::{LearnerKey, PersonNumber, PseudonymKey};
use super::super::vault::{Chance, NewPerson, Store, StoreError};

/// Who was met so far: two numbers each.
#[derive(Default)]
pub(super) struct People {
    known: BTreeMap<LearnerKey, PersonNumber>,
    /// Those who were met for the first time.
    pub(super) new: Vec<NewPerson>,
}

impl People {
    /// The number of a learner; a fresh one if nobody is known by that.
    pub(super) fn person(
        &mut self,
        store: &dyn Store,
        learner: &LearnerKey,
        name: Option<&str>,
        chance: Chance<'_>,
    ) -> Result<PersonNumber, StoreError> {
        if let Some(number) = self.known.get(learner) {
            return Ok(number.clone());
        }
        let number = match store.person(learner)? {
            Some(number) => number,
            None => {
                let mut random = [0; 16];
                chance(&mut random);
                let number = PersonNumber::new(random);
                let (name, learner) = (name.map(str::to_owned), learner.clone());
                self.new.push(NewPerson { number: number.clone(), name, learner });
                number
            }
        };
        self.known.insert(learner.clone(), number.clone());
        Ok(number)
    }

    /// Somebody who states or decides something, by their name; `None` where that is none.
    pub(super) fn stater(
        &mut self,
        store: &dyn Store,
        key: &PseudonymKey,
        name: &str,
        chance: Chance<'_>,
    ) -> Result<Option<PersonNumber>, StoreError> {
        match key.stater(name) {
            Some(known) => self.person(store, &known, Some(name), chance).map(Some),
            None => Ok(None),
        }
    }
}

/// The same over one store.
pub(in super::super) struct Met<'a> {
    store: &'a dyn Store,
    key: &'a PseudonymKey,
    people: People,
}

impl<'a> Met<'a> {
    pub(in super::super) fn new(store: &'a dyn Store, key: &'a PseudonymKey) -> Self {
        Self { store, key, people: People::default() }
    }

    pub(in super::super) fn stater(
        &mut self,
        name: &str,
        chance: Chance<'_>,
    ) -> Result<Option<PersonNumber>, StoreError> {
        self.people.stater(self.store, self.key, name, chance)
    }

    /// Those who were met for the first time.
    pub(in super::super) fn new_people(self) -> Vec<NewPerson> {
        self.people.new
    }
}
