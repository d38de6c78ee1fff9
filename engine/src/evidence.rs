//! Evidence that can be believed: records, the vault behind them, the store that keeps both, and their check.
//!
//! A record is a leaf of the log (`record`) that holds commitments alone (`commit`); the bodies they open
//! to stand in the vault (`vault`), where they can be erased. `append` turns rows of an LMS into a batch,
//! `verify` looks at all of it again. Only `verify` makes a [`Verified`] log: whoever counts or prints
//! evidence takes that, so that nothing unverified is ever counted.

mod adopted;
mod append;
mod canonical;
mod commit;
mod correction;
mod disclosure;
mod erase;
mod journal;
mod learner;
mod provable;
mod reconcile;
mod record;
mod returns;
mod rotation;
mod same;
mod told;
mod vault;
mod verify;
mod waiver;

pub use adopted::{Adopted, AdoptedWhy, HashText};
pub use append::{
    Ended, Facts, Looked, Outside, Plan, PlanFault, RowResult, Rows, SealedRows, Sealing, open_log, plan,
    schedule,
};
pub use canonical::{ENTRY_MAX, EntryFault};
pub use commit::{Commitment, Field, Salt};
pub use correction::{
    Amendment, CORRECTED_MAX, CameAgain, Change, Corrected, Correcting, Correction, CorrectionFault,
    CorrectionReason, Corrects, Step, Taken, Withdrawal, WithdrawalKind, came_again, correct, corrected_by,
    first_leaf,
};
pub use disclosure::{Disclosure, DisclosureFault};
pub use erase::{Basis, Decision, DecisionKind, Erasure, Gone, Why, erase, erase_leaf};
pub use journal::{Held, Journal, JournalFault, Noted, Replay, replay, still_held};
pub use learner::{LearnerKey, PackKey, PersonNumber, PseudonymKey, Renaming, RowDigest, Suppressed};
pub use provable::provable;
pub use reconcile::{Account, Finding, Reconciled, reconcile};
pub use record::{
    BatchLeaf, Completion, CompletionKind, EditionBasis, Erased, Leaf, Mode, Opened, RowCounts, Sealed,
    SessionLeaf, Source, SourceKind, TEXT_MAX,
};
pub use returns::{
    RELEASED, ReturnCount, Returns, ReturnsOf, StoredReturn, count_returns, plan_returns, read_returns,
};
pub use rotation::{Followed, ROTATIONS, Rotated, Rotation, RotationFault, keys_by, keys_from, rotate};
pub use same::{Joining, SaidSame, Same, SameKind, SamePerson, SameReason, join};
pub use told::{Withdrawn, is_recorded, withdrawn};
pub use vault::{
    Batch, Chance, Head, NewPerson, Opening, Parts, Person, Store, StoreError, StoredCheckpoint, StoredLeaf,
    VaultPart, crown,
};
pub use verify::{Damage, Examined, Log, Recorded, Sums, Trust, Verified, examine, sums, verify};
pub use waiver::{Waiver, WaiverKind, Waiving, waive};

#[cfg(test)]
mod memory;
