//! A log that anybody can check: an RFC 6962 tree, and the C2SP text forms in which it is signed and shown.
//!
//! Nothing of training stands in here: a leaf is bytes. `tree` is the arithmetic, over `sha`; `note` signs a text,
//! `checkpoint` is the text that says how large the log is and what its root is, `proof` carries one leaf's place
//! in it, `growth` shows that it only grew, `keys` says which key signs at which size, `cosign` is what a witness says of it, and `policy` whom to believe.
//! All parsers are strict and refuse what they do not know, except signatures of
//! unknown keys, which the specification says to ignore.

mod checkpoint;
mod cosign;
mod growth;
mod keys;
mod note;
mod policy;
mod proof;
mod sha;
mod tree;

pub use checkpoint::{Checkpoint, CheckpointFault};
pub use cosign::{WitnessKey, WitnessSigner, lines_in};
pub use growth::{Growth, GrowthFault};
pub use keys::{LogKeys, Opens};
pub use note::{KEY_NAME_MAX, Note, NoteFault, NoteSigner, SignatureLine, Vkey, VkeyFault};
pub use policy::{Believed, Policy, PolicyFault, Unmet};
pub use proof::{Proof, ProofFault};
pub(crate) use sha::digest;
pub use tree::{
    Hash, NODE_LEAVES, Provable, Run, Tree, Trunk, empty_root, leaf_hash, verify_consistency,
    verify_inclusion,
};
