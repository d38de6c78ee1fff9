//! What a staff list would change: who begins, moves and leaves, and which rows cannot be taken.

use std::collections::BTreeMap;

use bona_engine::duty::{Held, Renewal, StaffList, StaffRow, renewed, same_name};
use bona_engine::evidence::{LearnerKey, Log, Person, PersonNumber, Store as _};
use bona_engine::intake::IdKind;

use crate::command::evidence::{count, people_of, posts_of};
use crate::exit::Failure;
use crate::keys::{self, Keys};
use crate::machine::Machine;
use crate::store::{AnyStore, Place, StaffChange};

/// Refused rows that are printed.
const PRINTED: usize = 100;

/// Why a row cannot be taken, and what to do.
type Refused = (String, String);

/// A list that is being taken.
pub(super) struct Taking<'a> {
    machine: &'a dyn Machine,
    place: &'a Place,
    store: &'a AnyStore,
    keys: &'a Keys,
    people: Vec<Person>,
    held: BTreeMap<PersonNumber, Vec<Held>>,
    /// Whose which pseudonym is, those of the list included.
    known: BTreeMap<LearnerKey, PersonNumber>,
    /// What changes.
    pub(super) change: StaffChange,
    /// Rows that cannot be taken: number, why, what to do.
    pub(super) refused: Vec<(u64, String, String)>,
    rows: usize,
    /// Open posts of people whom a complete list no longer names.
    gone: usize,
    starters: usize,
    movers: usize,
    leavers: usize,
    same: usize,
    /// Rows whose name is not the one that is kept.
    other_names: Vec<u64>,
    /// The first rows of people of whom a post has another first day than before.
    other_days: Vec<u64>,
    /// Rows of people who are known by e-mail address and name, and have another staff number now.
    renumbered: Vec<u64>,
    /// The first row of a person in this list, and its name.
    first: BTreeMap<PersonNumber, (u64, Option<String>)>,
}

impl<'a> Taking<'a> {
    /// Begins with what is known.
    pub(super) fn of(
        machine: &'a dyn Machine,
        place: &'a Place,
        store: &'a AnyStore,
        log: &Log,
        keys: &'a Keys,
        as_at: &str,
    ) -> Result<Self, Failure> {
        let people = people_of(store, log, place)?;
        let theirs = |person: &Person| {
            let number = person.number.clone();
            person.learners.clone().into_iter().map(move |key| (key, number.clone()))
        };
        let known = people.iter().flat_map(theirs).collect();
        let mut held: BTreeMap<PersonNumber, Vec<Held>> = BTreeMap::new();
        for (person, post) in posts_of(store, log, place)? {
            held.entry(person).or_default().push(post);
        }
        let change = StaffChange { as_at: as_at.to_owned(), ..StaffChange::default() };
        Ok(Self {
            machine,
            place,
            store,
            keys,
            people,
            held,
            known,
            change,
            refused: Vec::new(),
            rows: 0,
            gone: 0,
            starters: 0,
            movers: 0,
            leavers: 0,
            same: 0,
            other_names: Vec::new(),
            other_days: Vec::new(),
            renumbered: Vec::new(),
            first: BTreeMap::new(),
        })
    }

    /// Takes the rows of a list.
    pub(super) fn list(mut self, list: &StaffList, complete: bool) -> Result<Self, Failure> {
        self.rows = list.rows.len() + list.refused.len();
        self.refused.clone_from(&list.refused);
        let mut named: BTreeMap<PersonNumber, Vec<&StaffRow>> = BTreeMap::new();
        for row in &list.rows {
            match self.whose(row)? {
                Ok(person) => named.entry(person).or_default().push(row),
                Err((why, help)) => self.refused.push((row.row, why, help)),
            }
        }
        self.refused.sort();
        for (person, rows) in &named {
            let posts: Vec<_> = rows.iter().map(|row| row.post.clone()).collect();
            let held = self.held.get(person).map(Vec::as_slice).unwrap_or_default();
            let renewal = renewed(held, &posts, &self.change.as_at);
            let present = held.iter().any(|held| held.post.holds_on(&self.change.as_at));
            match (renewal.begins.is_empty(), renewal.ends.iter().any(|(_, ends)| ends.is_some())) {
                (false, _) if !present => self.starters += 1,
                (false, _) => self.movers += 1,
                (true, _) if !renewal.starts.is_empty() => self.movers += 1,
                (true, true) => self.leavers += 1,
                (true, false) => self.same += 1,
            }
            if !renewal.starts.is_empty() {
                self.other_days.push(rows[0].row);
            }
            self.renew(person, renewal);
        }
        let gone: Vec<PersonNumber> = match complete {
            true => self.held.keys().filter(|person| !named.contains_key(*person)).cloned().collect(),
            false => Vec::new(),
        };
        for person in gone {
            let renewal = renewed(&self.held[&person], &[], &self.change.as_at);
            self.leavers += usize::from(!renewal.ends.is_empty());
            self.gone += renewal.ends.len();
            self.renew(&person, renewal);
        }
        Ok(self)
    }

    /// Why a complete list may not be meant, if so.
    pub(super) fn ends_most(&self) -> Option<String> {
        let open =
            |held: &&Held| held.post.ends.as_deref().is_none_or(|ends| self.change.as_at.as_str() <= ends);
        let all = self.held.values().flatten().filter(open).count();
        let posts = || count(all as u64, "open post", "open posts");
        match (self.rows, 2 * self.gone > all) {
            (0, _) => {
                Some(format!("this complete list names nobody; of {} {} would end", posts(), self.gone))
            }
            (_, true) => Some(format!("of {} this complete list would end {}", posts(), self.gone)),
            (_, false) => None,
        }
    }

    fn renew(&mut self, person: &PersonNumber, renewal: Renewal) {
        self.change.begins.extend(renewal.begins.into_iter().map(|post| (person.clone(), post)));
        self.change.starts.extend(renewal.starts);
        self.change.ends.extend(renewal.ends);
    }

    /// Whose row it is: somebody who is known by one of its ids, or somebody new.
    fn whose(&mut self, row: &StaffRow) -> Result<Result<PersonNumber, Refused>, Failure> {
        let learners: Vec<LearnerKey> = row.ids.iter().map(|id| self.keys.pseudonym.learner(id)).collect();
        for learner in &learners {
            let suppressed = self.store.suppressed(&self.keys.pseudonym.suppression(learner));
            if suppressed.map_err(|error| self.place.failure(&error))? {
                return Ok(Err((
                    "erased: somebody decided that nothing is kept of this person".to_owned(),
                    "take them out of the list".to_owned(),
                )));
            }
        }
        let mut met: Vec<PersonNumber> =
            learners.iter().filter_map(|key| self.known.get(key)).cloned().collect();
        met.dedup();
        let person = match met.as_slice() {
            [] => self.new_person(row)?,
            [person] => match self.somebody_else(row, person, &learners) {
                Some(refused) => return Ok(Err(refused)),
                None => person.clone(),
            },
            [one, other, ..] => {
                return Ok(Err((
                    "its staff number and its e-mail address belong to two people in the store".to_owned(),
                    format!(
                        "if one of the two ids is another person's, mend the list, or leave that one out; if both are \
                         this person's, say so and take the list again: `bona evidence person {} --same-as {} --reason \
                         systems --decided-by NAME`",
                        one.as_str(),
                        other.as_str()
                    ),
                )));
            }
        };
        for learner in learners {
            if self.known.insert(learner.clone(), person.clone()).is_none() {
                self.change.learners.push((learner, person.clone()));
            }
        }
        self.name(&person, row);
        self.first.entry(person.clone()).or_insert_with(|| (row.row, row.name.clone()));
        Ok(Ok(person))
    }

    /// Why a row cannot be a person's to whom one of its ids leads, if so: two people must never become one.
    fn somebody_else(
        &mut self,
        row: &StaffRow,
        person: &PersonNumber,
        learners: &[LearnerKey],
    ) -> Option<Refused> {
        let same = |name: &Option<String>| {
            name.as_ref().zip(row.name.as_ref()).map(|(one, other)| same_name(one, other))
        };
        if let Some((first, name)) = self.first.get(person)
            && same(name) == Some(false)
        {
            return Some((
                format!("its ids and those of row {first} are known as one person's, and the names differ"),
                "one of the two has the other's id: mend it, or leave that row out".to_owned(),
            ));
        }
        let known = &self.people[self.people.binary_search_by(|known| known.number.cmp(person)).ok()?];
        let numbered = row
            .ids
            .iter()
            .zip(learners)
            .any(|(id, key)| id.kind() == IdKind::StaffNumber && !self.known.contains_key(key));
        if !numbered || known.learners.iter().all(|key| learners.contains(key)) {
            return None;
        }
        if same(&known.name) == Some(true) {
            self.renumbered.push(row.row);
            return None;
        }
        Some((
            "its e-mail address is known with another staff number, and of another name".to_owned(),
            "if it is a shared mailbox, leave the e-mail address out of this row, or its column out of the mapping; if \
             it is the same person with a new number, give them this name first: `bona evidence rename`"
                .to_owned(),
        ))
    }

    fn new_person(&mut self, row: &StaffRow) -> Result<PersonNumber, Failure> {
        let mut random = [0; 16];
        keys::random(self.machine, &mut random)?;
        let person = PersonNumber::new(random);
        self.change.people.push((person.clone(), row.name.clone()));
        Ok(person)
    }

    /// A name that is kept is never overwritten: somebody may have given it with `rename`.
    fn name(&mut self, person: &PersonNumber, row: &StaffRow) {
        let (Some(name), Ok(place)) =
            (&row.name, self.people.binary_search_by(|known| known.number.cmp(person)))
        else {
            return;
        };
        match &self.people[place].name {
            Some(kept) if kept.to_lowercase() != name.to_lowercase() => self.other_names.push(row.row),
            Some(_) => {}
            None => {
                self.change.names.push((person.clone(), name.clone()));
                self.people[place].name = Some(name.clone());
            }
        }
    }

    /// The refused rows, for the error output.
    pub(super) fn refusals(&self) -> String {
        let mut text = String::new();
        for (row, why, help) in self.refused.iter().take(PRINTED) {
            text.push_str(&format!("refused: row {row}: {why}\n  help: {help}\n"));
        }
        if PRINTED < self.refused.len() {
            text.push_str(&format!("and {} more rows are refused\n", self.refused.len() - PRINTED));
        }
        text
    }

    /// What it comes to.
    pub(super) fn told(&self, list: &str) -> String {
        let mut text = format!(
            "`{list}`, as at {as_at}: {rows}, {refused} refused; the others name {people}.\n\
             People:\n\
             \x20 {starters:>7} begin\n\
             \x20 {movers:>7} change their post or its first day, or have a further one\n\
             \x20 {leavers:>7} leave\n\
             \x20 {same:>7} stay as they are\n",
            as_at = self.change.as_at,
            rows = count(self.rows as u64, "row", "rows"),
            people = count(self.first.len() as u64, "person", "people"),
            starters = self.starters,
            movers = self.movers,
            leavers = self.leavers,
            same = self.same,
            refused =
                if self.refused.is_empty() { "none".to_owned() } else { self.refused.len().to_string() },
        );
        if !self.other_names.is_empty() {
            text.push_str(&format!(
                "In row {} the name is another than the one that is kept, which stays. If the list is right: `bona \
                 evidence rename`.\n",
                some(&self.other_names)
            ));
        }
        if !self.other_days.is_empty() {
            text.push_str(&format!(
                "In row {} the post has another first day than earlier lists gave it, which is taken.\n",
                some(&self.other_days)
            ));
        }
        if !self.renumbered.is_empty() {
            text.push_str(&format!(
                "In row {} the staff number is new; the e-mail address and the name are those of somebody who is known, \
                 who has that number too from now on.\n",
                some(&self.renumbered)
            ));
        }
        text
    }
}

/// The first rows of some.
fn some(rows: &[u64]) -> String {
    rows.iter().take(20).map(u64::to_string).collect::<Vec<_>>().join(", ")
}
