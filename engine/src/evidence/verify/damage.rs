//! What can be wrong with a store, each by its name and place.

use crate::evidence::commit::Field;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// The leaf's bytes are not those that were signed.
    #[error("leaf {index}: its bytes were changed")]
    Leaf {
        /// The leaf.
        index: u64,
    },
    /// The hash beside the leaf was changed; the leaf itself is as it was signed.
    #[error("leaf {index}: the hash kept beside it was changed; the leaf itself is as it was signed")]
    LeafHash {
        /// The leaf.
        index: u64,
    },
    /// Leaf and hash do not fit, and nothing signed tells which was changed.
    #[error("leaf {index}: its bytes or the hash kept beside it were changed")]
    LeafOrHash {
        /// The leaf.
        index: u64,
    },
    /// A leaf and the hash beside it were changed together: only the root tells, so only a range can be named.
    #[error(
        "leaves {from} to {to}: at least one was changed together with its hash; the signed root of {size} leaves is another"
    )]
    Leaves {
        /// First leaf of the range.
        from: u64,
        /// Last leaf of the range.
        to: u64,
        /// Size of the checkpoint that tells.
        size: u64,
    },
    /// A leaf is not there.
    #[error("leaf {index}: it is missing")]
    LeafMissing {
        /// The leaf.
        index: u64,
    },
    /// A leaf is as it was signed, but cannot be read.
    #[error("leaf {index}: it cannot be read: {why}")]
    LeafUnreadable {
        /// The leaf.
        index: u64,
        /// Why.
        why: String,
    },
    /// There are more leaves than the head says.
    #[error("leaf {index}: it stands behind the end of the log, which has {size} leaves")]
    LeafExtra {
        /// The leaf.
        index: u64,
        /// What the head says.
        size: u64,
    },
    /// The log does not begin as a log does, or begins anew in its middle.
    #[error("leaf {index}: {why}")]
    Order {
        /// The leaf.
        index: u64,
        /// What is wrong.
        why: &'static str,
    },
    /// A leaf is the same as an earlier one.
    #[error(
        "leaf {index}: it is a copy of leaf {first}; no two leaves are made alike, for each has salts of its own"
    )]
    Repeated {
        /// The later leaf.
        index: u64,
        /// The earlier one.
        first: u64,
    },
    /// A body or its salt was changed, and what was sealed made to fit.
    #[error("leaf {index}, body of `{field}`: it or its salt was changed")]
    Body {
        /// The leaf.
        index: u64,
        /// Which commitment.
        field: Field,
    },
    /// What is sealed of neighbouring leaves cannot be opened.
    #[error(
        "{}: the sealed bodies cannot be opened: they were changed, or sealed with another key",
        if from == to { format!("leaf {from}") } else { format!("leaves {from} to {to}") }
    )]
    Shut {
        /// The first of them.
        from: u64,
        /// The last of them.
        to: u64,
    },
    /// A body fits its commitment, but cannot be read.
    #[error("leaf {index}, body of `{field}`: it cannot be read: {why}")]
    BodyUnreadable {
        /// The leaf.
        index: u64,
        /// Which commitment.
        field: Field,
        /// Why.
        why: String,
    },
    /// A body is gone, and no leaf says that it was erased.
    #[error("leaf {index}, body of `{field}`: it is missing, and no leaf says that it was erased")]
    BodyMissing {
        /// The leaf.
        index: u64,
        /// Which commitment.
        field: Field,
    },
    /// There is a body that no leaf commits to.
    #[error("leaf {index}, body of `{field}`: no leaf commits to it")]
    BodyExtra {
        /// The leaf under which it is kept.
        index: u64,
        /// Which field.
        field: Field,
    },
    /// A leaf says that this body was erased, and it is there.
    #[error("leaf {index}, body of `{field}`: the log says that it was erased, but it is still there")]
    NotErased {
        /// The leaf.
        index: u64,
        /// Which commitment.
        field: Field,
    },
    /// The journal beside the store says that this body was erased, the log does not, and it is there.
    #[error(
        "leaf {index}, body of `{field}`: the journal of erasures says that it was erased, but it is there: an older copy was put back"
    )]
    BodyBack {
        /// The leaf.
        index: u64,
        /// Which commitment.
        field: Field,
    },
    /// The journal beside the store says that this body was erased, and it is gone; no leaf of this copy says so.
    #[error(
        "leaf {index}, body of `{field}`: it was erased later than this copy was made, as the journal of erasures says; no leaf of this copy says so"
    )]
    ErasedUnsaid {
        /// The leaf.
        index: u64,
        /// Which commitment.
        field: Field,
    },
    /// The journal beside the store knows of people who were erased, and the store does not.
    #[error(
        "people: {people} who were erased, as the journal of erasures says, are not known to be: an older copy was put back"
    )]
    PersonBack {
        /// How many.
        people: usize,
    },
    /// A checkpoint of the earlier log is newer than the one with which this log says that it ended.
    #[error(
        "{name}: the earlier log was signed at {signed} leaves, and this one says that it ended at {size}: it was adopted from an older state, or had two histories"
    )]
    AdoptedOlder {
        /// What the checkpoint is called.
        name: String,
        /// Its size.
        signed: u64,
        /// The size that the first leaf names.
        size: u64,
    },
    /// The head's root is not that of the leaves.
    #[error("head: its root is not that of the {size} leaves")]
    HeadRoot {
        /// Number of leaves.
        size: u64,
    },
    /// The head's size is not the number of leaves.
    #[error("head: it says {says} leaves; there are {found}")]
    HeadSize {
        /// What the head says.
        says: u64,
        /// What was found.
        found: u64,
    },
    /// The answer codes are not those to which the newest batch of them commits.
    #[error("answer codes: one was changed, added or taken away since leaf {index} was recorded")]
    Returns {
        /// The newest batch of codes; the last leaf, if there is none.
        index: u64,
    },
    /// A leaf changes the log's key, and what must show that does not.
    #[error("leaf {index}, another key: {why}")]
    KeyChange {
        /// The leaf.
        index: u64,
        /// Why it is not believed.
        why: String,
    },
    /// A checkpoint cannot be believed by itself: changed, or not signed by the trusted key.
    #[error("{name}: {why}")]
    Checkpoint {
        /// What it is called: `checkpoint at 12 leaves`, or a file's name.
        name: String,
        /// Why.
        why: String,
    },
    /// A checkpoint is signed, but kept under another size than it says.
    #[error("checkpoint at {kept} leaves: it says {says}")]
    CheckpointSize {
        /// The size under which it is kept.
        kept: u64,
        /// What it says.
        says: u64,
    },
    /// A checkpoint kept outside knows more leaves than there are: the store was rolled back or cut.
    #[error(
        "{name}: it was signed at {signed} leaves, and the store has {size}: an older copy was put back, or leaves were cut off"
    )]
    RolledBack {
        /// What the checkpoint is called.
        name: String,
        /// Its size.
        signed: u64,
        /// The store's size.
        size: u64,
    },
    /// A checkpoint is signed and of a size that the log has passed, and the log had another root then.
    #[error("{name}: the log had another root at {size} leaves when it was signed: history was written anew")]
    Rewritten {
        /// What the checkpoint is called.
        name: String,
        /// Its size.
        size: u64,
    },
}
