//! A log that goes on from another whose newest copy is lost, or whose key is: what its first leaf says of that one.
//!
//! The first so many leaves of the earlier log stand in the new one at the same places, byte by byte; only the very
//! first stands in neither, and its hash is told. So whoever kept a checkpoint of the earlier log can reckon its root
//! from what stands here. Leaves that were signed and are not here are lost: nothing says what they were.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::record::Opened;
use super::rotation::Rotated;
use super::verify::Damage;
use crate::log::{Checkpoint, CheckpointFault, Hash, LogKeys, Opens as _, Trunk, Vkey};

/// Why a log was adopted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdoptedWhy {
    /// An older copy of the store is all that is left.
    RolledBack,
    /// No copy of the store is left.
    Lost,
    /// The store is whole, and the key that signs is lost or in other hands.
    KeyLost,
}

impl AdoptedWhy {
    /// In words that follow "because".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::RolledBack => "an older copy of its store is all that was left",
            Self::Lost => "no copy of its store was left",
            Self::KeyLost => "its key was lost, or in other hands",
        }
    }
}

/// A SHA-256 hash; in JSON its standard base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HashText(pub Hash);

impl TryFrom<String> for HashText {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD.decode(text).map_err(|_| "a hash is base64")?;
        bytes.try_into().map(Self).map_err(|_| "a hash has 32 bytes")
    }
}

impl From<HashText> for String {
    fn from(hash: HashText) -> Self {
        STANDARD.encode(hash.0)
    }
}

/// What the first leaf of a log says of an earlier one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adopted {
    /// How many leaves of the earlier log were left; all but its first stand in this one, at their places.
    pub carried: u64,
    /// Hash of its first leaf, where any was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<HashText>,
    /// Its origin.
    pub origin: String,
    /// The root of its newest checkpoint that was known.
    pub root: HashText,
    /// The size of that checkpoint.
    pub size: u64,
    /// Its verifier key, the last if it has had several.
    pub vkey: String,
    /// Why it does not go on itself.
    pub why: AdoptedWhy,
}

impl Adopted {
    /// How many leaves were signed and are not here.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.size.saturating_sub(self.carried)
    }

    /// The earlier log's key; `None` if the text is none, or is of another log.
    #[must_use]
    pub fn key(&self) -> Option<Vkey> {
        Vkey::parse(&self.vkey).ok().filter(|key| key.name() == self.origin)
    }

    /// The keys of the earlier log by which its checkpoints can be read here: by the word of its leaves that stand here,
    /// since what signed them then does not. `None` if no key is named. `rotated` are leaves of this log.
    pub(super) fn keys(&self, rotated: &[(u64, Rotated)]) -> Option<EarlierKeys> {
        let last = self.key()?;
        let mut carried = rotated.iter().filter(|(index, _)| *index < self.carried).peekable();
        let first = match carried.peek() {
            Some((_, first)) => Vkey::parse(&first.from).ok()?,
            None => last.clone(),
        };
        let turns = carried.filter_map(|(index, leaf)| Some((index + 1, Vkey::parse(&leaf.to).ok()?)));
        Some(EarlierKeys { here: LogKeys::by_word(first, turns), carried: self.carried, last })
    }

    /// Whether the key that it names is the last of the earlier log, as far as its leaves that stand here say: they lead to it,
    /// or it came with leaves that are lost. A change that nobody had signed yet may count or not.
    fn names_last_key(&self, rotated: &[(u64, Rotated)]) -> bool {
        let Some(named) = self.key() else { return false };
        let mut had: Vec<Vkey> = Vec::new();
        for (index, leaf) in rotated.iter().filter(|(index, _)| *index < self.carried) {
            let Some((from, to)) = leaf.keys().filter(|(from, _)| from.name() == self.origin) else {
                return false;
            };
            if had.last().is_some_and(|last| *last != from) || had.contains(&to) {
                return false;
            }
            if self.size <= *index {
                return named == from || named == to;
            }
            if had.is_empty() {
                had.push(from);
            }
            had.push(to);
        }
        let lost = 0 < self.lost() && !had.contains(&named);
        had.last().is_none_or(|last| *last == named) || lost
    }

    /// The beginning of the earlier log's tree: its first leaf does not stand in this one. Roots will be asked for at the
    /// size that is named, and at these.
    pub(super) fn begin(&self, asked: &[u64]) -> Trunk {
        let mut trunk = Trunk::new(asked.iter().copied().chain([self.size]));
        self.first.iter().for_each(|first| trunk.push(first.0));
        trunk
    }
}

/// The keys of an earlier log.
pub(super) struct EarlierKeys {
    here: LogKeys,
    carried: u64,
    /// The one that it had last; what made it so may be lost.
    last: Vkey,
}

impl EarlierKeys {
    /// Reads a checkpoint of the earlier log.
    pub(super) fn open(&self, bytes: &[u8]) -> Result<Checkpoint, CheckpointFault> {
        self.here.open(bytes).or_else(|fault| match Checkpoint::open(bytes, &self.last) {
            Ok(checkpoint) if self.carried < checkpoint.size => Ok(checkpoint),
            _ => Err(fault),
        })
    }
}

/// Checkpoints of an earlier log that somebody kept, by what they are called.
type Kept = [(String, Checkpoint)];

/// Checks what the first leaf says of an earlier log against the size of this one, the tree of what stands here of the
/// other, and checkpoints of that. Gives up to which size these show that what stands here was signed then.
pub(super) fn check(
    opened: &Opened,
    (size, tree): (u64, &Trunk),
    (earlier, rotated): (&Kept, &[(u64, Rotated)]),
    damages: &mut Vec<Damage>,
) -> u64 {
    let Some(adopted) = &opened.adopted else { return 0 };
    let mut wrong = |why| damages.push(Damage::Order { index: 0, why });
    if adopted.key().is_none() || adopted.origin == opened.origin {
        wrong("the earlier log that it names has no key, or is this one");
    } else if !adopted.names_last_key(rotated) {
        wrong("the key that it names for the earlier log is not the last to which the leaves of that lead");
    }
    if adopted.first.is_none() != (adopted.carried == 0) || size < adopted.carried {
        wrong("it says that more of an earlier log stands here than does");
        return 0;
    }
    if tree.root_at(adopted.size).is_some_and(|root| root != adopted.root.0) {
        wrong("what stands here is not the earlier log that it names");
    }
    let mut shown = 0;
    for (name, kept) in earlier {
        let name = name.clone();
        match tree.root_at(kept.size) {
            // Even where what stands here has that root: then leaves came along that it says were never signed.
            _ if adopted.size < kept.size => {
                damages.push(Damage::AdoptedOlder { name, signed: kept.size, size: adopted.size });
            }
            Some(root) if root == kept.root => shown = shown.max(kept.size),
            Some(_) => damages.push(Damage::Rewritten { name, size: kept.size }),
            None if adopted.size == kept.size && adopted.root.0 != kept.root => {
                damages.push(Damage::AdoptedOlder { name, signed: kept.size, size: adopted.size });
            }
            // Of leaves that are lost nobody can say more.
            None => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests;
