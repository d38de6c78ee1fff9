//! What to do about each damage. Nothing is mended in place: a log that is mended is another log.

use bona_engine::evidence::Damage;

/// For what was changed or lost inside the store.
pub(super) const BACKUP: &str = "keep this file, put back the newest backup that verifies, and import anew what came since; rows that are there are not recorded twice";
/// For what a server of PostgreSQL promises too little, or what somebody changed in its tables.
pub(super) const SERVER: &str = "have whoever runs the server set that right, then look with `bona evidence verify` whether all is still there; else put the database back from its newest backup";
/// For what guards the tables of a file, or stands beside them.
pub(super) const SHAPE: &str = "somebody changed the database by other means: find out who, and whether `bona evidence verify` still finds all that was signed; then put back the newest backup of which doctor says nothing, and import anew what came since";
/// For what waits to be cleared away.
pub(super) const CLEAR: &str = "close other programs on the store; `bona evidence verify` clears it away, as does any command but this one";
/// The same in a database.
pub(super) const CLEAR_AS_OWNER: &str = "have the owner of the schema `bona` run `bona evidence verify` while nobody else holds its tables: that clears it away";
/// For keys.
pub(super) const KEYS: &str = "put back the folder of keys from its own copy; without log.key nothing can be signed, without vault.key no name or record can be read, and what was signed still verifies";
/// For what shows a change of the log's key.
pub(super) const ROTATION: &str =
    "copy it from the folder of `bona evidence export DIR`, which writes it from the log";
/// For a new key that is lost before it signed anything.
pub(super) const NEXT_LOST: &str = "put it back from the copy of the keys; if there is none, nothing can be signed any more: go on in a new log with `bona evidence adopt --key-lost`";
/// For keys that are older than the log.
pub(super) const OLDER_KEYS: &str =
    "put back the newest copy of the folder of keys; with this one nothing can be signed";
/// For the checkpoint beside the store.
pub(super) const BESIDE: &str = "put there the newest checkpoint that you sent to somebody";

const SHUT: &str = "if `vault.key` was taken from another place, put back the right one; if it is the right one, put back the newest backup that verifies, and import anew what came since";
const DERIVED: &str = "what was recorded is sound, and only what is kept beside it was changed; put back the newest backup that verifies";
const OLDER: &str = "put back the newest copy of the store, which has that many leaves; keep this one until then, and tell whoever has that checkpoint";
const ANOTHER: &str = "keep the store and that checkpoint: together they show that one of two histories was made up; find out who had the key";
const SIGNED: &str = "it was signed so, by whoever had the key; find out by which program, and tell whoever keeps your checkpoints";
const ERASED: &str = "a copy from before the erasure was put back; put back a newer one, or erase what the log says was erased";

const CHANGED_KEY: &str = "nobody who holds the key before it has signed for this one: find out who wrote that leaf, and put back the newest backup that verifies";

/// For the journal of erasures.
pub(super) const JOURNAL: &str = "put back its newest copy, or `bona evidence restore --in-place --apply` writes it anew from this log; without it an older copy would bring back whom you erased";
/// For what an older copy brought back.
pub(super) const REPLAY: &str =
    "`bona evidence restore --in-place --apply` erases it again; until then nothing of this store is printed";
const ADOPT: &str = "nothing is wrong with that; put back the newest copy of the store, or, if this is it, let its log say so with `bona evidence restore --in-place --apply`; if the newest is lost, go on in a new log: `bona evidence adopt --help`";

/// What to do.
pub(super) fn of(damage: &Damage) -> &'static str {
    match damage {
        Damage::Leaf { .. }
        | Damage::LeafOrHash { .. }
        | Damage::Leaves { .. }
        | Damage::LeafMissing { .. }
        | Damage::LeafExtra { .. }
        | Damage::Body { .. }
        | Damage::BodyMissing { .. }
        | Damage::BodyExtra { .. }
        | Damage::Returns { .. } => BACKUP,
        Damage::LeafHash { .. } | Damage::HeadRoot { .. } | Damage::HeadSize { .. } => DERIVED,
        Damage::Shut { .. } => SHUT,
        Damage::LeafUnreadable { .. }
        | Damage::BodyUnreadable { .. }
        | Damage::Order { .. }
        | Damage::Repeated { .. } => SIGNED,
        Damage::NotErased { .. } => ERASED,
        Damage::BodyBack { .. } | Damage::PersonBack { .. } => REPLAY,
        Damage::ErasedUnsaid { .. } => ADOPT,
        Damage::Checkpoint { .. } | Damage::CheckpointSize { .. } => {
            "put back that checkpoint as you sent it, or the newest backup that verifies"
        }
        Damage::KeyChange { .. } => CHANGED_KEY,
        Damage::RolledBack { .. } => OLDER,
        Damage::Rewritten { .. } | Damage::AdoptedOlder { .. } => ANOTHER,
    }
}
