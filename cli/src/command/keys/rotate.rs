//! `bona keys rotate`: another key takes the place of one, and whoever knows the old one can follow to the new.
//!
//! Of a log's key each step leaves something from which the next run goes on: the new key is written, a leaf names it,
//! both sign the checkpoint that ends with that leaf, and only then do the files change places. No secret is deleted.

use std::path::Path;

use bona_engine::evidence::{Followed, Head, ROTATIONS, Store as _, StoreError, rotate};
use bona_engine::log::{Checkpoint, NoteSigner, Opens as _, Provable, Vkey};

use super::{passphrase, vault};
use crate::args::{RotateKeyArgs, RotateKeyRole};
use crate::command::evidence::signing::{Standing, keep, may_sign, rotation_proof};
use crate::command::evidence::{TRIES, appendable, keep_beside, open};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Keep, Machine};
use crate::store::{AnyStore, Place};

/// Changes the key of a role.
pub(super) fn run(args: &RotateKeyArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut place = Place::of(args.store.as_deref(), machine)?;
    if let Some(folder) = &args.folder {
        place.keys.clone_from(folder);
    }
    if args.role != RotateKeyRole::Passphrase && (args.no_passphrase || args.new_passphrase_file.is_some()) {
        return Err(Failure::Argument(
            "--new-passphrase-file and --no-passphrase are for `bona keys rotate passphrase`; the passphrase of the keys that \
             stand there is given by --passphrase-file"
                .to_owned(),
        ));
    }
    let text = match args.role {
        RotateKeyRole::Log => Rotating { args, place: &place, machine }.log()?,
        RotateKeyRole::Vault => vault::rotate(args, &place, machine)?,
        RotateKeyRole::Badge => badge(args, &place, machine)?,
        RotateKeyRole::Passphrase => passphrase::rotate(args, &place, machine)?,
        RotateKeyRole::Pseudonym => return Err(Failure::Argument(PSEUDONYM.to_owned())),
        RotateKeyRole::Witness => return Err(Failure::Argument(WITNESS.to_owned())),
    };
    print(machine, &text)?;
    Ok(Exit::Done)
}

const PSEUDONYM: &str = "the key from which pseudonyms are made cannot be changed: a pseudonym is made of a staff number or an \
    address, which is not kept, so under another key nobody would be known again, and whoever was erased could come back\n  \
    help: if somebody else may have it, they can find out by trying who a pseudonym is; tell whoever answers for data \
    protection";
const WITNESS: &str = "a witness's key is in the policies of others, which only they can change\n  help: make another with \
    `bona keys new witness --folder OTHER`, send its line to those whose logs you see, and go on with the same --state; what \
    the old key cosigned stays good for as long as they keep it in their policies";

struct Rotating<'a> {
    args: &'a RotateKeyArgs,
    place: &'a Place,
    machine: &'a dyn Machine,
}

/// How far a change of the log's key has come.
enum Stage {
    /// No leaf names the new key yet.
    Begun,
    /// This leaf names it, and nothing is signed from there on.
    Named(u64),
    /// Both have signed; the files may still be those of before.
    Signed,
}

impl Rotating<'_> {
    fn log(&self) -> Result<String, Failure> {
        let (machine, place) = (self.machine, self.place);
        let folder = &place.keys;
        let mut store = open(place, machine)?;
        let named = keys::vkey(machine, folder)?.ok_or_else(|| {
            Failure::Store(format!(
                "there are no keys in `{}`; put back the folder that init made",
                folder.display()
            ))
        })?;
        let followed = self.followed(&store)?;
        if ROTATIONS <= followed.keys.turns().count() && followed.pending.is_none() {
            return Err(Failure::Store(format!(
                "a log's key is changed {ROTATIONS} times at most, and this one's was"
            )));
        }
        let next = keys::signer_in(machine, &folder.join(keys::LOG_NEXT), named.name())?;
        let stage = self.stage(&followed, next.as_ref())?;
        if !self.args.apply {
            return Ok(planned(&followed, &stage));
        }
        match stage {
            Stage::Begun => {
                let old = self.old(&followed)?;
                let next = self.next(&mut store, named.name())?;
                let head = self.name(&mut store, &old, &next.vkey())?;
                self.sign(&mut store, (&old, &next), head.size)?;
            }
            Stage::Named(leaf) => {
                let old = self.old(&followed)?;
                let next = next.ok_or_else(|| Failure::Store(lost(leaf, folder)))?;
                self.sign(&mut store, (&old, &next), leaf + 1)?;
            }
            Stage::Signed => {}
        }
        self.files(&mut store)
    }

    fn followed(&self, store: &AnyStore) -> Result<Followed, Failure> {
        let known = keys::rotations(self.machine, &self.place.keys)?;
        let followed = Standing::of(store, self.place)?.keys(store, &known, self.place)?;
        followed.ok_or_else(|| {
            Failure::Store(format!(
                "the first leaf of `{}` names no key; `bona evidence verify` looks at all of it",
                self.place.shown()
            ))
        })
    }

    /// How far it has come; refuses where the keys in the folder do not belong to the log as it is.
    fn stage(&self, followed: &Followed, next: Option<&NoteSigner>) -> Result<Stage, Failure> {
        let folder = &self.place.keys;
        if followed.fault.is_some() {
            may_sign(self.place, followed, followed.keys.newest())?;
        }
        match (&followed.pending, next) {
            (Some((leaf, key)), next) if next.is_none_or(|next| next.vkey() != *key) => {
                Err(Failure::Store(lost(*leaf, folder)))
            }
            (Some((leaf, _)), _) => Ok(Stage::Named(*leaf)),
            (None, Some(next)) if next.vkey() == *followed.keys.newest() => Ok(Stage::Signed),
            (None, _) => {
                let signer = self.old(followed)?;
                may_sign(self.place, followed, &signer.vkey())?;
                Ok(Stage::Begun)
            }
        }
    }

    /// The key that signs now, or signed up to now.
    fn old(&self, followed: &Followed) -> Result<NoteSigner, Failure> {
        let path = self.place.keys.join(keys::LOG_KEY);
        let signer = keys::signer_in(self.machine, &path, followed.keys.newest().name())?.ok_or_else(|| {
            Failure::Store(format!(
                "`{}` is missing: the old key must sign for the new one\n  help: put it back from the copy of the keys; if \
                 there is none, go on in a new log with `bona evidence adopt --key-lost`",
                path.display()
            ))
        })?;
        may_sign(self.place, &Followed { pending: None, ..followed.clone() }, &signer.vkey())?;
        Ok(signer)
    }

    /// The new key: made once, whoever else changes it at the same time.
    fn next(&self, store: &mut AnyStore, name: &str) -> Result<NoteSigner, Failure> {
        let path = self.place.keys.join(keys::LOG_NEXT);
        let make = || match keys::stands(self.machine, &path)? {
            true => Ok(()),
            false => keys::make_secret(self.machine, &path),
        };
        store.alone(make).map_err(|error| self.place.failure(&error))??;
        keys::signer_in(self.machine, &path, name)?
            .ok_or_else(|| Failure::Store(format!("`{}` vanished while the key was changed", path.display())))
    }

    /// Records the leaf that names the new key.
    fn name(&self, store: &mut AnyStore, old: &NoteSigner, next: &Vkey) -> Result<Head, Failure> {
        for _ in 0..TRIES {
            let (tree, now) = appendable(self.machine, self.place, store, &old.vkey())?;
            let batch =
                rotate(&tree, &old.vkey(), next, &now).map_err(|fault| Failure::Store(fault.to_string()))?;
            match store.append(&batch) {
                Err(StoreError::Moved) => continue,
                Err(error) => return Err(self.place.failure(&error)),
                Ok(()) => return Ok(batch.head),
            }
        }
        Err(self.place.failure(&StoreError::Moved))
    }

    /// Has both keys sign the log as it was with that leaf.
    fn sign(
        &self,
        store: &mut AnyStore,
        (old, next): (&NoteSigner, &NoteSigner),
        size: u64,
    ) -> Result<(), Failure> {
        let root = Standing::of(store, self.place)?.tree.root_at(size);
        let root = root.ok_or_else(|| Failure::Store(format!("the store has no {size} leaves any more")))?;
        let checkpoint = Checkpoint { origin: old.vkey().name().to_owned(), size, root };
        let note = checkpoint.sign_by_both(old, next).map_err(|fault| Failure::Store(fault.to_string()))?;
        keep(self.machine, self.place, store, size, &note)?;
        Ok(())
    }

    /// Lets the files change places, as the log now says; each step can be done again.
    fn files(&self, store: &mut AnyStore) -> Result<String, Failure> {
        let (machine, place) = (self.machine, self.place);
        let folder = &place.keys;
        let followed = self.followed(store)?;
        let turns: Vec<u64> = followed.keys.turns().map(|(size, _)| size).collect();
        let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
        if let Some(newest) = checkpoints.last() {
            keep_beside(machine, place, store, newest)?;
        }
        let standing = Standing::of(store, place)?;
        let tree = Provable::of(&standing.tree);
        for ((number, size), key) in (1..).zip(&turns).zip(followed.keys.all()) {
            let open = folder.join(keys::given_up("log", number, "vkey"));
            keys::put(machine, &open, Keep::Forced, format!("{key}\n").as_bytes())?;
            let proof = rotation_proof(place, store, &tree, &checkpoints, *size)?;
            let path = folder.join(keys::given_up("log", number, "tlog-proof"));
            keys::put(machine, &path, Keep::Forced, proof.as_bytes())?;
        }
        let (name, newest) = (followed.keys.newest().name(), followed.keys.newest());
        let (own, next) = (folder.join(keys::LOG_KEY), folder.join(keys::LOG_NEXT));
        let given_up = folder.join(keys::given_up("log", turns.len(), "key"));
        if keys::signer_in(machine, &own, name)?.is_some_and(|own| own.vkey() != *newest) {
            keys::keep_as(machine, &own, &given_up, Keep::Secret)?;
            keys::replace(machine, &next, &own, Keep::Secret)?;
        }
        keys::put(machine, &folder.join(keys::LOG_VKEY), Keep::Forced, format!("{newest}\n").as_bytes())?;
        if keys::signer_in(machine, &own, name)?.is_some_and(|own| own.vkey() == *newest)
            && keys::stands(machine, &next)?
        {
            machine.remove(&next).map_err(|error| Failure::file("cannot remove", &next, error))?;
        }
        let text = checkpoints.last().map_or("", |newest| &newest.text);
        Ok(told(place, newest, turns.len(), turns.last().map_or(0, |size| size - 1), text))
    }
}

fn lost(leaf: u64, folder: &Path) -> String {
    format!(
        "leaf {leaf} names a new key for the log, and `{}` is not that key\n  help: put it back from the copy of the keys; if \
         there is none, nothing can be signed any more: go on in a new log with `bona evidence adopt --key-lost`",
        folder.join(keys::LOG_NEXT).display()
    )
}

fn planned(followed: &Followed, stage: &Stage) -> String {
    let next = match stage {
        Stage::Begun => {
            "A leaf would name a new key, and the old key and the new one would both sign it.\n".to_owned()
        }
        Stage::Named(leaf) => format!("Leaf {leaf} names a new key already; both keys would sign it.\n"),
        Stage::Signed => {
            "Both keys have signed; only the files of the keys would still change places.\n".to_owned()
        }
    };
    format!(
        "The log `{name}` is signed by\n  {newest}\n\n{next}Whoever knows the old key follows to the new one. No key is \
         deleted.\n\nNothing was written. Add --apply to do it.\n",
        name = followed.keys.newest().name(),
        newest = followed.keys.newest(),
    )
}

fn told(place: &Place, newest: &Vkey, number: usize, leaf: u64, checkpoint: &str) -> String {
    format!(
        "The log `{name}` has another key, as leaf {leaf} says; the old one signed for it.\n\n\
         \x20 log.key              signs from now on; keep a copy of `{folder}` elsewhere\n\
         \x20 log-{number}.key            was given up, and nothing needs it any more. Whoever has it could make up another history\n\
         \x20                      up to leaf {leaf}: delete it, and its copies, unless somebody tells you to keep it\n\
         \x20 log-{number}.tlog-proof     shows whoever has the old key that it led to the new one; `bona evidence export` writes it too\n\n\
         Send the new key with that file to whoever has the old one:\n\n{newest}\n\n\
         The new checkpoint, which both keys signed; give it to somebody else, and have it cosigned:\n\n{checkpoint}",
        name = newest.name(),
        folder = place.keys.display(),
    )
}

/// Another key for badges. The old one signs for nothing: what it signed is checked by it, as before.
fn badge(args: &RotateKeyArgs, place: &Place, machine: &dyn Machine) -> Result<String, Failure> {
    let folder = &place.keys;
    let old = keys::badge(machine, folder)?.key();
    let (secret, open) = (folder.join(keys::BADGE_KEY), folder.join(keys::BADGE_DID));
    let given_up = keys::given_up_keys(machine, folder, "badge", "did")?;
    // Cut off between the two files of the new key: the second is all that is left to be written.
    if let Some(last) = given_up.last().filter(|last| **last != old.to_string())
        && keys::stands(machine, &open)?
        && keys::given_badge(machine, &open.display().to_string())?.to_string() == *last
    {
        keys::put(machine, &open, Keep::Forced, format!("{old}\n").as_bytes())?;
        return Ok(format!(
            "A change of the key was cut off; it is done now. Publish the new key beside the old one:\n\n{old}\n"
        ));
    }
    let number = keys::number_of_badge(machine, folder, &old)?;
    let (kept, kept_open) = (keys::given_up("badge", number, "key"), keys::given_up("badge", number, "did"));
    if !args.apply {
        return Ok(format!(
            "Badges are signed by\n  {old}\n\nAnother key would take its place, and this one be kept as `{kept}` and `{kept_open}`. \
             Badges that it signed\nare checked by it as before.\n\nNothing was written. Add --apply to do it.\n"
        ));
    }
    keys::put(machine, &folder.join(&kept_open), Keep::Forced, format!("{old}\n").as_bytes())?;
    keys::keep_as(machine, &secret, &folder.join(&kept), Keep::Secret)?;
    keys::make_secret(machine, &secret)?;
    let new = keys::badge(machine, folder)?.key();
    keys::put(machine, &open, Keep::Forced, format!("{new}\n").as_bytes())?;
    Ok(format!(
        "Badges are signed by another key from now on. Publish it where people know it is yours, beside the old one:\n\n{new}\n\n\
         Badges that the old key signed are checked by it as before: `bona certificate verify --badge-key {kept_open}`.\n\
         `{kept}` is needed by nothing any more. Whoever has it could sign badges: delete it, and its copies; if somebody\n\
         has it, say where you publish the old key that it counts no longer, and issue its badges anew.\n"
    ))
}
