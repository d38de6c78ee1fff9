//! A store in memory, for tests: it keeps what it is given, and lets a test spoil it.

use super::erase::Gone;
use super::learner::{LearnerKey, PersonNumber, RowDigest, Suppressed};
use super::returns::StoredReturn;
use super::vault::{
    Batch, Head, NewPerson, Parts, Person, Store, StoreError, StoredCheckpoint, StoredLeaf, VaultPart,
};
use crate::log::{Hash, Tree, empty_root};

#[derive(Clone, Debug)]
pub(crate) struct Memory {
    pub(crate) head: Head,
    pub(crate) leaves: Vec<StoredLeaf>,
    pub(crate) parts: Vec<VaultPart>,
    /// Leaves whose parts cannot be opened.
    pub(crate) shut: Vec<u64>,
    pub(crate) people: Vec<NewPerson>,
    pub(crate) seen: Vec<(u64, RowDigest)>,
    pub(crate) checkpoints: Vec<StoredCheckpoint>,
    pub(crate) returns: Vec<StoredReturn>,
    pub(crate) suppressed: Vec<Suppressed>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            head: Head { size: 0, root: empty_root() },
            leaves: Vec::new(),
            parts: Vec::new(),
            shut: Vec::new(),
            people: Vec::new(),
            seen: Vec::new(),
            checkpoints: Vec::new(),
            returns: Vec::new(),
            suppressed: Vec::new(),
        }
    }
}

impl Store for Memory {
    fn head(&self) -> Result<Head, StoreError> {
        Ok(self.head)
    }

    fn leaves(&self, from: u64, count: u64) -> Result<Vec<StoredLeaf>, StoreError> {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        Ok(self.leaves.iter().filter(|leaf| from <= leaf.index).take(count).cloned().collect())
    }

    fn nodes(&self) -> Result<Vec<Hash>, StoreError> {
        Ok(self.leaves.iter().map(|leaf| leaf.hash).collect::<Tree>().nodes().to_vec())
    }

    fn parts(&self, from: u64, to: u64) -> Result<Parts, StoreError> {
        let shut = |part: &&VaultPart| self.shut.contains(&part.index);
        let mine: Vec<&VaultPart> =
            self.parts.iter().filter(|part| (from..to).contains(&part.index)).collect();
        let mut closed: Vec<u64> = mine.iter().copied().filter(shut).map(|part| part.index).collect();
        closed.dedup();
        Ok(Parts { open: mine.into_iter().filter(|part| !shut(part)).cloned().collect(), shut: closed })
    }

    fn checkpoints(&self) -> Result<Vec<StoredCheckpoint>, StoreError> {
        Ok(self.checkpoints.clone())
    }

    fn person(&self, learner: &LearnerKey) -> Result<Option<PersonNumber>, StoreError> {
        Ok(self.people.iter().find(|person| person.learner == *learner).map(|person| person.number.clone()))
    }

    fn knows_anybody(&self) -> Result<bool, StoreError> {
        Ok(!self.people.is_empty())
    }

    fn name(&self, learner: &LearnerKey) -> Result<Option<String>, StoreError> {
        Ok(self
            .people
            .iter()
            .find(|person| person.learner == *learner)
            .and_then(|person| person.name.clone()))
    }

    fn people(&self) -> Result<Vec<Person>, StoreError> {
        let person = |new: &NewPerson| Person {
            number: new.number.clone(),
            name: new.name.clone(),
            learners: vec![new.learner.clone()],
            also: Vec::new(),
        };
        Ok(self.people.iter().map(person).collect())
    }

    fn seen(&self, rows: &[RowDigest]) -> Result<Vec<bool>, StoreError> {
        Ok(rows.iter().map(|row| self.seen.iter().any(|(_, seen)| seen == row)).collect())
    }

    fn seen_as(&self, row: &RowDigest) -> Result<Option<u64>, StoreError> {
        Ok(self.seen.iter().find(|(_, seen)| seen == row).map(|(leaf, _)| *leaf))
    }

    fn returns(&self) -> Result<Vec<StoredReturn>, StoreError> {
        Ok(self.returns.clone())
    }

    fn append(&mut self, batch: &Batch) -> Result<(), StoreError> {
        if batch.expect != self.head {
            return Err(StoreError::Moved);
        }
        self.leaves.extend(batch.leaves.iter().cloned());
        self.parts.extend(batch.parts.iter().cloned());
        self.people.extend(batch.people.iter().cloned());
        self.seen.extend(batch.seen.iter().copied());
        self.returns.extend(batch.returns.iter().cloned());
        self.returns.sort();
        for one in self.returns.iter_mut().filter(|one| batch.released.contains(&one.of)) {
            one.released = true;
        }
        self.head = batch.head;
        Ok(())
    }

    fn suppressed(&self, learner: &Suppressed) -> Result<bool, StoreError> {
        Ok(self.suppressed.contains(learner))
    }

    fn suppressions(&self) -> Result<Vec<Suppressed>, StoreError> {
        Ok(self.suppressed.to_vec())
    }

    fn erase(
        &mut self,
        notices: Option<&Batch>,
        gone: &Gone,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        before()?;
        notices.map_or(Ok(()), |notices| self.append(notices))?;
        self.parts.retain(|part| !gone.leaves.contains(&part.index));
        self.seen.retain(|(leaf, _)| !gone.leaves.contains(leaf));
        self.people.retain(|person| !gone.people.contains(&person.number));
        self.suppressed.extend(&gone.suppress);
        for person in self.people.iter_mut().filter(|person| gone.names.contains(&person.number)) {
            person.name = None;
        }
        Ok(())
    }

    fn rename(
        &mut self,
        people: &[PersonNumber],
        name: &str,
        before: &mut dyn FnMut() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        before()?;
        if people.iter().any(|person| self.people.iter().all(|known| known.number != *person)) {
            return Err(StoreError::Refused("there is nobody with that number".to_owned()));
        }
        for known in self.people.iter_mut().filter(|known| people.contains(&known.number)) {
            known.name = Some(name.to_owned());
        }
        Ok(())
    }

    fn scrub(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn keep_checkpoint(&mut self, checkpoint: &StoredCheckpoint) -> Result<(), StoreError> {
        self.checkpoints.push(checkpoint.clone());
        Ok(())
    }
}
