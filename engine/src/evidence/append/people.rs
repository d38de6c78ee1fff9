//! People, met again or for the first time.

use super::super::learner::{LearnerKey, PersonNumber, PseudonymKey};
use super::super::vault::{Chance, NewPerson, Store, StoreError};

/// Who was met so far: two numbers each.
#[derive(Default)]
pub(super) struct People {
    known: Known,
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
        if let Some(number) = self.known.get(learner.bits()) {
            return Ok(PersonNumber::of_bits(number));
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
        self.known.insert(learner.bits(), number.bits());
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

/// Numbers by pseudonyms, 32 bytes each and a third as much of open places. A pseudonym is chance to whoever has not the
/// key, so its place is taken straight from it, and nobody can make many that share one.
#[derive(Default)]
struct Known {
    /// Pseudonym and number; a pseudonym of nought is an open place.
    places: Vec<(u128, u128)>,
    used: usize,
    /// The number of the pseudonym that is nought.
    nought: Option<u128>,
}

impl Known {
    fn get(&self, key: u128) -> Option<u128> {
        if key == 0 {
            return self.nought;
        }
        let (known, number) = *self.places.get(self.place(key))?;
        (known == key).then_some(number)
    }

    fn insert(&mut self, key: u128, number: u128) {
        if key == 0 {
            return self.nought = Some(number);
        }
        if self.places.len() * 3 <= self.used * 4 + 8 {
            let room = (self.places.len() + self.places.len() / 3).max(32);
            let old = std::mem::replace(&mut self.places, vec![(0, 0); room]);
            for met in old.into_iter().filter(|(key, _)| *key != 0) {
                let place = self.place(met.0);
                self.places[place] = met;
            }
        }
        let place = self.place(key);
        self.used += usize::from(self.places[place].0 == 0);
        self.places[place] = (key, number);
    }

    /// Where it stands, or would; nought where there is no room.
    fn place(&self, key: u128) -> usize {
        // The high bits of a product with the room: the key's own chance spread over it.
        let spread = ((key >> 64) * self.places.len() as u128) >> 64;
        let mut place = usize::try_from(spread).unwrap_or(0);
        while self.places.get(place).is_some_and(|(known, _)| *known != 0 && *known != key) {
            place = (place + 1) % self.places.len();
        }
        place
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

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn everybody_is_known_again_among_many() {
        let mut known = Known::default();
        assert_eq!((known.get(0), known.get(7)), (None, None));
        // Keys that stand at both ends, one behind another, and spread over all places.
        let spread = |key: u128| key.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        let keys = || (0..3_000).flat_map(|key| [key, u128::MAX - key, spread(key + 1)]);
        for key in keys() {
            assert_eq!(known.get(key), None, "{key}");
            known.insert(key, !key);
        }
        for key in keys() {
            assert_eq!(known.get(key), Some(!key), "{key}");
        }
        known.insert(5, 6);
        assert_eq!(known.get(5), Some(6));
        assert!(known.places.len() < 9_000 * 2, "{} places for 9,000", known.places.len());
    }
}
