//! `bona evidence adopt`: the only way on when the newest copy of a store, or its key, is lost for good.
//!
//! A new log with a new key begins, whose first leaf names the newest checkpoint of the earlier log and says why. What
//! is left of the earlier log comes along, leaf by leaf as it was signed; the earlier store is only read.

use bona_engine::evidence::{
    Adopted, AdoptedWhy, Damage, HashText, Journal, Leaf, Log, Opened, Rotation, Store as _, TEXT_MAX, Trust,
    Verified, keys_by, open_log, replay,
};
use bona_engine::log::{Checkpoint, LogKeys, Opens as _, Tree, Vkey, leaf_hash};

use super::init::{new_origin, refuse_others};
use super::mail::checkpoint_of;
use super::outside::{all, journal, keep_journal};
use super::signing::{Standing, sign};
use super::vault::shut;
use super::{brought_back, count, one_line, places, told, tree_of, why};
use crate::args::AdoptArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::{Keep, Machine, write_bytes};
use crate::store::{AnyStore, Place, Seal};

/// Begins the new log.
pub(crate) fn run(args: &AdoptArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let help = "make a backup of the earlier store with `bona evidence backup`, lay its keys, checkpoint and journal beside that \
                under its name, and adopt --from that";
    Place::of(Some(&args.from), machine)?.only_file("a log is adopted from a file", help)?;
    refuse_others(place, machine)?;
    let old = Place::at(args.from.clone());
    if machine.full(&old.store) == machine.full(&place.store) || place.stands(machine)? {
        return Err(Failure::Store(format!(
            "`{}` stands there; the new log needs a store of its own: name another with --store",
            place.shown()
        )));
    }
    let vault = vault_key(&old, machine)?;
    let adopting = Adopting { args, place, old: &old, machine, vault };
    let Some(mut left) = adopting.left()? else { return Ok(Exit::AtFault) };
    let plan = adopting.plan(&left)?;
    if !args.apply {
        print(
            machine,
            &format!("{}\nNothing was written. Add --apply to do it.\n", adopting.said(&plan, &left)),
        )?;
        return Ok(Exit::Done);
    }
    let checkpoint = match adopting.apply(&plan, &mut left) {
        Ok(checkpoint) => checkpoint,
        Err(failure) => {
            // Nothing half-made stays behind: nobody was told of this store yet.
            keys::unmake(machine, &place.keys);
            for path in [&place.store, &place.journal, &place.checkpoint] {
                let _removed = machine.remove(path).is_ok();
            }
            return Err(failure);
        }
    };
    let text = adopting.said(&plan, &left);
    print(
        machine,
        &format!(
            "{text}\nMade the evidence store `{}`. Keep the earlier one as it is, with its checkpoint and keys: it shows \
             what was signed\nthen. Whoever has the earlier log's key needs the new one, `{}`; and this is the new \
             log's first\ncheckpoint: give it to somebody else.\n\n{checkpoint}",
            place.shown(),
            place.keys.join("log.vkey").display(),
        ),
    )?;
    Ok(Exit::Done)
}

struct Adopting<'a> {
    args: &'a AdoptArgs,
    place: &'a Place,
    old: &'a Place,
    machine: &'a dyn Machine,
    vault: VaultKey,
}

/// The key of the vault: that of the earlier store, so that what is carried over stays sealed as it is.
struct VaultKey {
    key: [u8; 32],
    /// Whether it opens what is left of the earlier store.
    opens: bool,
}

/// What is left of the earlier log.
struct Left {
    key: Vkey,
    /// Its newest checkpoint that is known.
    newest: Checkpoint,
    journal: Journal,
    /// The store, in memory, and its log; `None` if it is lost.
    store: Option<AnyStore>,
    log: Option<Verified<Log>>,
}

/// An earlier store in which nothing is wrong.
struct Sound {
    tree: Tree,
    /// Its log; `None` if somebody was erased from it whom no leaf of this copy names.
    log: Option<Verified<Log>>,
}

/// What the new log begins with.
struct Plan {
    organisation: String,
    origin: String,
    adopted: Adopted,
    now: String,
}

/// The key of the earlier vault; a fresh one where it was in the open, or is lost altogether.
fn vault_key(old: &Place, machine: &dyn Machine) -> Result<VaultKey, Failure> {
    let sealed = || AnyStore::copy_sealed_by(&machine.full(&old.store)).ok().flatten();
    if let Some(key) = keys::vault_of(machine, &old.keys, sealed)? {
        return Ok(VaultKey { key, opens: true });
    }
    let mut key = [0; 32];
    keys::random(machine, &mut key)?;
    let opens = AnyStore::is_unsealed_copy(&machine.full(&old.store)).unwrap_or(false);
    Ok(VaultKey { key, opens })
}

impl Adopting<'_> {
    /// What opens the vault of the earlier store, or seals what it kept in the open.
    fn seal(&self) -> Result<Option<Seal>, Failure> {
        self.vault.opens.then(|| keys::sealing(self.machine, self.vault.key)).transpose()
    }

    /// Reads what is left; `None` if the store does not verify.
    fn left(&self) -> Result<Option<Left>, Failure> {
        let (machine, old) = (self.machine, self.old);
        let look = |error| Failure::file("cannot look at", &old.store, error);
        let (key, rotations) = self.key()?;
        let store = match machine.stands(&old.store).map_err(look)? {
            Some(_) => {
                let path = machine.full(&old.store);
                let store = AnyStore::in_memory(&path, self.seal()?);
                let store = store.map_err(|error| old.failure(&error))?;
                if let Some(shut) = shut(old, store.lid()) {
                    return Err(Failure::Store(shut.to_string()));
                }
                Some(store)
            }
            None => None,
        };
        let keys = self.keys(store.as_ref(), &key, &rotations)?;
        let mut checkpoints = self.checkpoints(&keys)?;
        let journal = self.journal(&key, store.is_some())?;
        let mut log = None;
        if let Some(store) = &store {
            let trust = Trust { key, rotations, outside: Vec::new(), journal: Some(journal.clone()) };
            let Some(found) = self.verified(store, &trust, &journal)? else { return Ok(None) };
            for (name, kept) in &checkpoints {
                if found.tree.root_at(kept.size).is_some_and(|root| root != kept.root) {
                    return Err(Failure::Store(format!(
                        "the history of `{}` is another than {name} says: keep both, together they show that one of two \
                         histories was made up; nothing is carried over from it",
                        old.shown()
                    )));
                }
            }
            let own = store.checkpoints().map_err(|error| old.failure(&error))?;
            let own = own.iter().filter_map(|kept| keys.open(kept.text.as_bytes()).ok());
            checkpoints.extend(own.map(|kept| ("its own".to_owned(), kept)));
            log = found.log;
        }
        let newest = checkpoints.into_iter().map(|(_, kept)| kept).max_by_key(|kept| kept.size);
        let newest = newest.ok_or_else(|| {
            Failure::Store(format!(
                "no checkpoint of the earlier log is known: none stands in `{}`; give the newest that you sent to \
                 somebody with --checkpoint",
                old.checkpoint.display()
            ))
        })?;
        Ok(Some(Left { key: keys.newest().clone(), newest, journal, store, log }))
    }

    /// A key of the earlier log, and the changes of it that are shown beside it.
    fn key(&self) -> Result<(Vkey, Vec<Rotation>), Failure> {
        let old = self.old;
        let mut rotations = keys::rotations(self.machine, &old.keys)?;
        if let Some(given) = &self.args.key {
            let (key, beside) = keys::given_with(self.machine, given)?;
            rotations.extend(beside.into_iter().filter(|one| !rotations.contains(one)).collect::<Vec<_>>());
            return Ok((key, rotations));
        }
        let key = keys::vkey(self.machine, &old.keys)?.ok_or_else(|| {
            Failure::Store(format!(
                "there is no verifier key in `{}`; give the earlier log's with --key",
                old.keys.display()
            ))
        })?;
        Ok((key, rotations))
    }

    /// The keys that the earlier log has had, one after another.
    fn keys(&self, store: Option<&AnyStore>, key: &Vkey, rotations: &[Rotation]) -> Result<LogKeys, Failure> {
        if let Some(store) = store {
            let followed = Standing::of(store, self.old)?.keys(store, rotations, self.old)?;
            if let Some(followed) = followed.filter(|followed| followed.keys.holds(key)) {
                return Ok(followed.keys);
            }
        }
        keys_by(key, rotations).map_err(|fault| Failure::Store(fault.to_string()))
    }

    /// Checkpoints of the earlier log that stand outside its store.
    fn checkpoints(&self, keys: &LogKeys) -> Result<Vec<(String, Checkpoint)>, Failure> {
        let mut outside = all(self.old, self.machine)?;
        for path in &self.args.checkpoint {
            outside.push((format!("checkpoint `{}`", path.display()), checkpoint_of(path, self.machine)?));
        }
        let open = |(name, bytes): (String, Vec<u8>)| match keys.open(&bytes) {
            Ok(checkpoint) => Ok((name, checkpoint)),
            Err(fault) => Err(Failure::Store(format!("{name}: {fault}"))),
        };
        outside.into_iter().map(open).collect()
    }

    fn journal(&self, key: &Vkey, store: bool) -> Result<Journal, Failure> {
        match journal(self.old, self.machine)? {
            Some(journal) if journal.origin == key.name() => Ok(journal),
            Some(journal) => Err(Failure::Store(format!(
                "the journal of erasures `{}` is of the log `{}`, and the key of `{}`",
                self.old.journal.display(),
                journal.origin,
                key.name()
            ))),
            None if self.args.accept_unknown_erasures => Ok(Journal::new(key.name())),
            None => Err(Failure::Store(format!(
                "the journal of erasures `{}` is missing, so nobody can tell who was erased\n  help: put back its newest \
                 copy; if it is lost for good, --accept-unknown-erasures goes on without, and {}",
                self.old.journal.display(),
                match store {
                    true => "whoever was erased since this copy was made comes back: erase them again",
                    false => "an import may bring back whoever was erased",
                }
            ))),
        }
    }

    /// The tree of the earlier store and its log, where all but later erasures is sound in it.
    fn verified(&self, store: &AnyStore, trust: &Trust, journal: &Journal) -> Result<Option<Sound>, Failure> {
        let failure = |error| self.old.failure(&error);
        if let Some(fault) = store.integrity().map_err(failure)?.first() {
            return Err(Failure::Store(format!("the database `{}` is damaged: {fault}", self.old.shown())));
        }
        let held = super::held(self.old, self.machine, store, journal)?;
        if !held.is_nothing() {
            return Err(brought_back(self.old, &held));
        }
        match bona_engine::evidence::verify(store, trust).map_err(failure)? {
            Ok(log) => Ok(Some(Sound { tree: tree_of(store, self.old)?.0, log: Some(log) })),
            Err(damages) => {
                let wrong = |damage: &&Damage| !matches!(damage, Damage::ErasedUnsaid { .. });
                let wrong: Vec<&Damage> = damages.iter().filter(wrong).collect();
                if wrong.is_empty() {
                    return Ok(Some(Sound { tree: tree_of(store, self.old)?.0, log: None }));
                }
                let text = told(&wrong);
                self.machine.err(&format!(
                    "{text}only what verifies is carried over; take another copy of the store\n"
                ));
                Ok(None)
            }
        }
    }

    fn plan(&self, left: &Left) -> Result<Plan, Failure> {
        let (mut carried, mut first, mut named, mut last) = (0, None, None, String::new());
        if let Some(store) = &left.store {
            let failure = |error| self.old.failure(&error);
            carried = store.head().map_err(failure)?.size;
            let opened = store.leaves(0, 1).map_err(failure)?.into_iter().next();
            let opened =
                opened.ok_or_else(|| Failure::Store("the earlier log was never opened".to_owned()))?;
            first = Some(HashText(leaf_hash(&opened.bytes)));
            if let Ok(Leaf::Opened(leaf)) = Leaf::read(&opened.bytes) {
                named = Some(leaf.organisation);
            }
            last = tree_of(store, self.old)?.1;
        }
        let why = match (&left.store, carried < left.newest.size, self.args.key_lost) {
            (None, ..) => AdoptedWhy::Lost,
            (_, true, _) => AdoptedWhy::RolledBack,
            (_, _, true) => AdoptedWhy::KeyLost,
            _ => {
                return Err(Failure::Store(format!(
                    "nothing needs to be adopted: `{}` is as new as the newest checkpoint that is known of it ({} leaves)\n  \
                     help: put it back in its place and go on; if its signing key is lost, say so with --key-lost",
                    self.old.shown(),
                    left.newest.size
                )));
            }
        };
        let organisation = self.args.organisation.clone().map(|name| name.trim().to_owned()).or(named);
        let organisation = organisation.ok_or_else(|| {
            Failure::Argument(
                "the earlier store is lost: say whose evidence it is with --organisation".to_owned(),
            )
        })?;
        let organisation = match &self.args.organisation {
            Some(_) => one_line("--organisation", &organisation, TEXT_MAX)?,
            // As the earlier log says it, which an earlier release may have taken otherwise.
            None => organisation,
        };
        let now = self.machine.now();
        if now < last {
            return Err(Failure::Store(format!(
                "the newest leaf of the earlier log is of {last}, and the clock says {now}; set the clock"
            )));
        }
        let adopted = Adopted {
            carried,
            first,
            origin: left.key.name().to_owned(),
            root: HashText(left.newest.root),
            size: left.newest.size,
            vkey: left.key.to_string(),
            why,
        };
        Ok(Plan { origin: new_origin(&organisation, self.machine)?, organisation, adopted, now })
    }

    /// Makes keys, store, journal and first checkpoint.
    fn apply(&self, plan: &Plan, left: &mut Left) -> Result<String, Failure> {
        let (place, machine) = (self.place, self.machine);
        let failure = |error| place.failure(&error);
        let pseudonym = keys::pseudonym(machine, &self.old.keys)?;
        if left.store.is_some() && pseudonym.is_none() {
            return Err(Failure::Store(format!(
                "there is no `pseudonym.key` in `{}`; put it back from its copy: without it nobody whose record is \
                 carried over would be known again",
                self.old.keys.display()
            )));
        }
        let keys = keys::make_with(machine, &place.keys, &plan.origin, pseudonym, Some(self.vault.key))?;
        let opened = Opened {
            adopted: Some(plan.adopted.clone()),
            organisation: plan.organisation.clone(),
            origin: plan.origin.clone(),
            recorded: plan.now.clone(),
            v: 1,
            vkey: keys.signer.vkey().to_string(),
        };
        let batch = open_log(opened)
            .map_err(|fault| Failure::Argument(format!("--organisation cannot be recorded: {fault}")))?;
        let mut staged = match left.store.take() {
            Some(mut store) => {
                store.begin_anew(&batch.leaves[0]).map_err(failure)?;
                store
            }
            None => {
                let seal = keys::sealing(machine, self.vault.key)?;
                let mut store = AnyStore::empty(seal).map_err(failure)?;
                store.append(&batch).map_err(failure)?;
                store
            }
        };
        self.erase_again(plan, left, &mut staged, &keys)?;
        let mut said = Journal::of(&staged, &plan.origin).map_err(failure)?;
        said.names.clone_from(&left.journal.names);
        if place.is_file() {
            write_bytes(machine, &place.store, Keep::Secret, b"")
                .map_err(|error| Failure::file("cannot write", &place.store, error))?;
        }
        keep_journal(place, machine, &said).map_err(failure)?;
        staged
            .put_into(place, machine)
            .map_err(|error| Failure::Store(format!("cannot write `{}`: {}", place.shown(), why(&error))))?;
        let mut store = super::opened(place, machine)?;
        let signed = store
            .head()
            .map_err(failure)
            .and_then(|head| sign(machine, place, &mut store, &keys.signer, head));
        if signed.is_err() {
            store.unmake(place, machine);
        }
        signed
    }

    /// Says in the new log what was erased after this copy was made, and keeps those people away.
    fn erase_again(
        &self,
        plan: &Plan,
        left: &Left,
        staged: &mut AnyStore,
        keys: &Keys,
    ) -> Result<(), Failure> {
        let failure = |error| self.place.failure(&error);
        let (tree, _) = tree_of(staged, self.place)?;
        let again = replay(staged, Some(&tree), &left.journal, &keys.pseudonym, &plan.now);
        let again = again.map_err(|fault| Failure::Store(fault.to_string()))?;
        staged.erase(again.notices.as_ref(), &again.gone, &mut || Ok(())).map_err(failure)?;
        staged.scrub().map_err(failure)
    }

    fn said(&self, plan: &Plan, left: &Left) -> String {
        let adopted = &plan.adopted;
        let mut text = format!(
            "The log `{}` is adopted, because {}.\n\n  signed    {}, as the newest checkpoint says that is known of it\n",
            adopted.origin,
            adopted.why.words(),
            count(adopted.size, "leaf", "leaves"),
        );
        text.push_str(&match adopted.carried {
            0 => "  comes on  nothing: import what you still have of it again\n".to_owned(),
            carried => format!(
                "  comes on  {}, as they were signed{}\n",
                count(carried, "leaf", "leaves"),
                left.log.as_ref().map_or(String::new(), |log| format!(
                    ": {}",
                    count(log.completions.len() as u64, "completion", "completions")
                ))
            ),
        });
        if 0 < adopted.lost() {
            text.push_str(&format!(
                "  lost      {}: import again what was recorded there; nothing shows what it was\n",
                places(adopted.carried, adopted.size - 1)
            ));
        }
        text.push_str(&format!("  new log   `{}` of {}\n", plan.origin, plan.organisation));
        text
    }
}
