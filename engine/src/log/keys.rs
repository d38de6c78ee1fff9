//! The keys with which one log was signed, one after another: which signs at which size.
//!
//! A log may give up its key for another. The checkpoint with which it does so is signed by both, all smaller ones by
//! the old key and all larger ones by the new. What leads from one key to the next is the caller's to find; here it is
//! only taken where both signed.

use super::checkpoint::{Checkpoint, CheckpointFault};
use super::note::{Note, NoteFault, Vkey};

/// Whoever says by which key a checkpoint must be signed: one key, or those that a log had one after another.
pub trait Opens {
    /// Reads a checkpoint and checks that it is signed as it must be, and of the log that the keys are of.
    ///
    /// # Errors
    /// When any of that is not so.
    fn open(&self, bytes: &[u8]) -> Result<Checkpoint, CheckpointFault>;

    /// Whether a key is among these.
    fn holds(&self, key: &Vkey) -> bool;

    /// The key that signs now.
    fn newest(&self) -> &Vkey;
}

impl Opens for Vkey {
    fn open(&self, bytes: &[u8]) -> Result<Checkpoint, CheckpointFault> {
        Checkpoint::open(bytes, self)
    }

    fn holds(&self, key: &Vkey) -> bool {
        self == key
    }

    fn newest(&self) -> &Vkey {
        self
    }
}

/// The keys of one log, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogKeys {
    first: Vkey,
    turns: Vec<Turn>,
}

/// That another key signs from a size on.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Turn {
    /// The size at which both signed.
    size: u64,
    key: Vkey,
}

impl LogKeys {
    /// The keys that a log had by its own word alone: what signed the changes is not at hand. `turns` are their sizes.
    #[must_use]
    pub fn by_word(first: Vkey, turns: impl IntoIterator<Item = (u64, Vkey)>) -> Self {
        Self { first, turns: turns.into_iter().map(|(size, key)| Turn { size, key }).collect() }
    }

    /// The keys of a log that has had one.
    #[must_use]
    pub fn new(first: Vkey) -> Self {
        Self { first, turns: Vec::new() }
    }

    /// Takes another key, where a checkpoint stands that the newest key and this one signed. Gives its size.
    ///
    /// # Errors
    /// When one of them did not sign it, it is of another log or not larger than the one of the change before, or the
    /// log has had this key already.
    pub fn turn(&mut self, checkpoint: &[u8], key: Vkey) -> Result<u64, CheckpointFault> {
        if self.holds(&key) {
            return Err(CheckpointFault::NotACheckpoint("the log has had that key already"));
        }
        let signed = Checkpoint::open(checkpoint, self.newest())?;
        Checkpoint::open(checkpoint, &key)?;
        if self.turns.last().is_some_and(|last| signed.size <= last.size) {
            return Err(CheckpointFault::NotACheckpoint("it is not behind the change of key before it"));
        }
        self.turns.push(Turn { size: signed.size, key });
        Ok(signed.size)
    }

    /// The key with which the log began.
    #[must_use]
    pub fn first(&self) -> &Vkey {
        &self.first
    }

    /// Each change: the size at which both keys signed, and the key that signs from there on.
    pub fn turns(&self) -> impl Iterator<Item = (u64, &Vkey)> {
        self.turns.iter().map(|turn| (turn.size, &turn.key))
    }

    /// All keys, in order.
    pub fn all(&self) -> impl Iterator<Item = &Vkey> {
        std::iter::once(&self.first).chain(self.turns.iter().map(|turn| &turn.key))
    }

    /// The key that signs at a size: where the key is changed, the new one.
    #[must_use]
    pub fn signs_at(&self, size: u64) -> &Vkey {
        self.at(size).0
    }

    /// The key that signs at a size; and, where the key is changed there, the old one, which signs too.
    fn at(&self, size: u64) -> (&Vkey, Option<&Vkey>) {
        let passed = self.turns.iter().take_while(|turn| turn.size <= size).count();
        let Some(turn) = passed.checked_sub(1).map(|last| &self.turns[last]) else {
            return (&self.first, None);
        };
        let before = if passed == 1 { &self.first } else { &self.turns[passed - 2].key };
        (&turn.key, (turn.size == size).then_some(before))
    }

    /// Why a checkpoint that the right key did not sign is not taken.
    fn fault(&self, note: &Note, size: u64, unsigned: NoteFault) -> CheckpointFault {
        let signed = self.all().position(|key| note.verify(key).is_ok());
        let Some(place) = signed else { return unsigned.into() };
        match (self.turns.get(place), place.checked_sub(1).map(|before| &self.turns[before])) {
            (Some(next), _) if next.size == size => CheckpointFault::NotBoth { size },
            (Some(next), _) if next.size < size => CheckpointFault::GivenUp { size, at: next.size },
            (_, Some(turn)) => CheckpointFault::TooSoon { size, from: turn.size },
            _ => unsigned.into(),
        }
    }
}

impl Opens for LogKeys {
    fn open(&self, bytes: &[u8]) -> Result<Checkpoint, CheckpointFault> {
        let note = Note::parse(bytes)?;
        let says = Checkpoint::peek(bytes)?;
        let (key, old) = self.at(says.size);
        match note.verify(key) {
            Err(unsigned @ NoteFault::Unsigned(_)) => return Err(self.fault(&note, says.size, unsigned)),
            signed => signed?,
        }
        if old.is_some_and(|old| note.verify(old).is_err()) {
            return Err(CheckpointFault::NotBoth { size: says.size });
        }
        Checkpoint::open(bytes, key)
    }

    fn holds(&self, key: &Vkey) -> bool {
        self.all().any(|known| known == key)
    }

    fn newest(&self) -> &Vkey {
        self.turns.last().map_or(&self.first, |turn| &turn.key)
    }
}

#[cfg(test)]
mod tests;
