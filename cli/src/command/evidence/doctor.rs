//! `bona evidence doctor`: everything that can be wrong with a store and what stands beside it, each with its remedy.
//!
//! It looks and changes nothing. What it says of the log is what `verify` finds; the rest is the database itself,
//! the keys, the checkpoints outside, and what a broken-off write left behind.

mod remedy;
mod vault;

use std::path::Path;

use bona_engine::evidence::{Damage, Examined, Journal, Rotation, Store as _, StoreError, Trust, Verified};
use bona_engine::log::{Checkpoint, Opens as _, Vkey};

use super::outside::{Missing, all, beside, policy};
use super::signing::Standing;
use super::vault::seal;
use super::{count, journal_of, tree_of};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys;
use crate::machine::{Machine, Stands};
use crate::store::{AnyStore, Place};

/// Faults that are printed; one damage can have many ends.
const PRINTED: usize = 100;

/// How often a store is looked at in which other programs write, until two looks find the same.
const LOOKS: usize = 20;

/// What is wrong, and what to do.
#[derive(PartialEq, Eq)]
struct Finding {
    what: String,
    help: String,
}

/// All that was found so far.
struct Ward<'a> {
    place: &'a Place,
    machine: &'a dyn Machine,
    found: Vec<Finding>,
    /// Whether it was looked at before, and something was found.
    again: bool,
}

/// Looks at everything.
pub(super) fn run(place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let mut ward = Ward { place, machine, found: Vec::new(), again: false };
    let told = match place.stands(machine)? {
        false => {
            return Err(Failure::Store(format!(
                "there is no evidence store `{}`; `bona evidence init` makes a new one",
                place.shown()
            )));
        }
        true => ward.looked()?,
    };
    ward.leftovers()?;
    let text = ward.told(&told);
    print(machine, &text)?;
    Ok(if ward.found.is_empty() { Exit::Done } else { Exit::AtFault })
}

impl Ward<'_> {
    fn find(&mut self, what: impl Into<String>, help: impl Into<String>) {
        self.found.push(Finding { what: what.into(), help: help.into() });
    }

    /// What the database itself finds wrong.
    fn integrity(&mut self, store: &AnyStore) -> Result<(), Failure> {
        match store.integrity() {
            Ok(faults) => {
                for fault in faults {
                    match self.place.is_file() {
                        true => self.find(format!("the database file: {fault}"), remedy::BACKUP),
                        false => self.find(format!("the database: {fault}"), remedy::SERVER),
                    }
                }
            }
            Err(StoreError::Damaged(what)) => self.find(what, remedy::BACKUP),
            Err(error) => return Err(self.place.failure(&error)),
        }
        Ok(())
    }

    /// Looks at the store, anew where something was found: what another program is about to write is no fault, and is gone at
    /// the next look.
    fn looked(&mut self) -> Result<String, Failure> {
        let mut told = self.examine()?;
        for _ in 1..LOOKS {
            if self.found.is_empty() {
                break;
            }
            let before = std::mem::take(&mut self.found);
            self.again = true;
            told = self.examine()?;
            if self.found == before {
                break;
            }
        }
        Ok(told)
    }

    /// Looks at the store; gives the line that says what is sound.
    fn examine(&mut self) -> Result<String, Failure> {
        // A key that cannot be opened for want of its passphrase says nothing about the store.
        for name in [keys::LOG_KEY, keys::PSEUDONYM_KEY, keys::VAULT_KEY] {
            let path = self.place.keys.join(name);
            if let Ok(true) = keys::is_under(self.machine, &path)
                && let Err(failure @ Failure::Passphrase { .. }) = keys::secret_text(self.machine, &path)
            {
                return Err(failure);
            }
        }
        let key = self.keys();
        self.rights()?;
        let seal = match seal(self.place, self.machine) {
            Ok(seal) => seal,
            Err(failure) => {
                self.find(failure.to_string(), remedy::KEYS);
                None
            }
        };
        let store = match AnyStore::as_it_is(self.place, self.machine, seal) {
            Ok(store) => store,
            Err(StoreError::Damaged(what) | StoreError::Refused(what)) => {
                self.find(what, remedy::BACKUP);
                return Ok(String::new());
            }
            Err(error) => return Err(self.place.failure(&error)),
        };
        self.integrity(&store)?;
        self.shape(&store);
        self.clearing(&store);
        // What stands outside first: what is added meanwhile is then in the store and not only outside it.
        let outside = all(self.place, self.machine)?;
        let journal = journal_of(self.place, self.machine, &store);
        if self.again {
            // Who writes is waited for, if that is not for long.
            let _waited = store.settle().is_ok();
        }
        store.still().map_err(|error| self.place.failure(&error))?;
        let open = self.vault(&store)?;
        self.checkpoint(&store)?;
        if let Err(failure) = policy(None, self.place, self.machine) {
            self.find(failure.to_string(), "mend that line; docs/evidence.md shows a policy");
        }
        let journal = self.journal(&store, journal)?;
        let Some(key) = key else { return Ok(String::new()) };
        let rotations = self.change_of_key(&store)?;
        match bona_engine::evidence::examine(&store, &Trust { key, rotations, outside, journal }) {
            Ok(Ok(log)) => {
                self.unsigned(&log);
                self.clock(&store)?;
                Ok(sound(&log))
            }
            Ok(Err(damages)) => {
                // The missing key is told already.
                let told = |damage: &&Damage| open || !matches!(damage, Damage::Shut { .. });
                for damage in damages.iter().filter(told) {
                    self.damage(damage);
                }
                Ok(String::new())
            }
            Err(StoreError::Damaged(what)) => {
                self.find(what, remedy::BACKUP);
                Ok(String::new())
            }
            Err(error) => Err(self.place.failure(&error)),
        }
    }

    /// Whether somebody took away what guards the tables, or put in something of their own. What cannot be read is named by
    /// the examination.
    fn shape(&mut self, store: &AnyStore) {
        for fault in store.misshapen().unwrap_or_default() {
            self.find(format!("the database: {fault}"), remedy::SHAPE);
        }
    }

    /// Whether an erasure is half done. What cannot be read is named by the examination.
    fn clearing(&mut self, store: &AnyStore) {
        if store.is_to_clear().is_ok_and(|noted| noted) {
            let what = "what was erased or renamed is out of the store, and still stands in the files of its database: to clear \
                        them was cut off, or another program had them open";
            let help = if self.place.is_file() { remedy::CLEAR } else { remedy::CLEAR_AS_OWNER };
            self.find(what, help);
        }
    }

    fn damage(&mut self, damage: &Damage) {
        self.find(damage.to_string(), remedy::of(damage));
    }

    /// Whether all keys are there and belong together; gives the one that checks.
    fn keys(&mut self) -> Option<Vkey> {
        let folder = &self.place.keys;
        let vkey = keys::vkey(self.machine, folder).ok().flatten();
        if let Err(failure) = keys::load(self.machine, folder) {
            self.find(failure.to_string(), remedy::KEYS);
        }
        vkey
    }

    /// Whether a change of the log's key is half done; gives the changes that are known from outside the store.
    fn change_of_key(&mut self, store: &AnyStore) -> Result<Vec<Rotation>, Failure> {
        let (machine, folder) = (self.machine, &self.place.keys);
        let known = match keys::rotations(machine, folder) {
            Ok(known) => known,
            Err(failure) => {
                self.find(failure.to_string(), remedy::ROTATION);
                Vec::new()
            }
        };
        // What cannot be read is named by the examination.
        let Ok(standing) = Standing::of(store, self.place) else { return Ok(known) };
        let Some(followed) = standing.keys(store, &known, self.place)? else { return Ok(known) };
        let finish = format!("`bona keys rotate log --store {} --apply` finishes it", self.place.shown());
        let next = keys::is_changing(machine, folder);
        let current = keys::vkey(machine, folder).ok().flatten();
        let shown = followed.keys.turns().count();
        match (&followed.pending, next) {
            (Some((leaf, key)), true) => self.find(
                format!(
                    "leaf {leaf} changes the log's key, and that was cut off before both keys signed: {key}"
                ),
                format!("nothing is lost; {finish}"),
            ),
            (Some((leaf, key)), false) => self.find(
                format!("leaf {leaf} changes the log's key to {key}, of which there is no `log-next.key`"),
                remedy::NEXT_LOST,
            ),
            (None, true) if current.as_ref() == Some(followed.keys.newest()) => self.find(
                format!(
                    "`{}` is left of a change of the log's key that was cut off",
                    folder.join(keys::LOG_NEXT).display()
                ),
                format!("{finish}, or tidies it up; nothing else reads that file"),
            ),
            (None, true) => self.find(
                format!(
                    "the log has its new key since leaf {}, and the files of the keys were not changed yet",
                    followed.keys.turns().last().map_or(0, |(size, _)| size - 1)
                ),
                finish,
            ),
            (None, false)
                if current
                    .as_ref()
                    .is_some_and(|key| key != followed.keys.newest() && followed.keys.holds(key)) =>
            {
                self.find(
                    format!(
                        "`{}` is of a key that the log has given up",
                        folder.join(keys::LOG_VKEY).display()
                    ),
                    remedy::OLDER_KEYS,
                )
            }
            _ if known.len() < shown => self.find(
                format!(
                    "`{}` is missing: whoever has an older key of the log cannot follow to its newest",
                    folder.join(keys::given_up("log", known.len() + 1, "tlog-proof")).display()
                ),
                remedy::ROTATION,
            ),
            _ => {}
        }
        Ok(known)
    }

    /// Whether the checkpoint beside the store is the newest.
    fn checkpoint(&mut self, store: &AnyStore) -> Result<(), Failure> {
        if let Some(missing) = Missing::checkpoint(self.place, self.machine)? {
            self.missing(&missing, remedy::BESIDE);
        }
        let Some(bytes) = beside(self.place, self.machine)? else { return Ok(()) };
        let newest = match store.checkpoints() {
            Ok(checkpoints) => checkpoints.last().map_or(0, |newest| newest.size),
            // What cannot be read is named by the examination.
            Err(_) => return Ok(()),
        };
        if let Ok(kept) = Checkpoint::peek(&bytes)
            && kept.size < newest
        {
            self.find(
                format!(
                    "the checkpoint beside the store is of {} leaves, and the newest of {newest}, as after a power cut",
                    kept.size
                ),
                "nothing is lost; the next import with --apply writes the newest there",
            );
        }
        Ok(())
    }

    fn missing(&mut self, missing: &Missing, help: &str) {
        let Missing { what, untold } = missing;
        let help = format!("{help}{}", self.place.whereabouts_of_others());
        self.find(format!("the {what} is missing: without it nobody can tell whether {untold}"), help);
    }

    /// The journal of erasures; and whether it says all that the log says.
    fn journal(
        &mut self,
        store: &AnyStore,
        kept: Result<Option<Journal>, Failure>,
    ) -> Result<Option<Journal>, Failure> {
        let kept = match kept {
            Ok(kept) => kept,
            Err(failure) => {
                self.find(failure.to_string(), "put back its newest copy");
                return Ok(None);
            }
        };
        if let Some(missing) = Missing::journal(self.place, kept.as_ref()) {
            self.missing(&missing, remedy::JOURNAL);
        }
        if let Some(kept) = &kept
            && let Ok(held) = super::held(self.place, self.machine, store, kept)
            && !held.names.is_empty()
        {
            let names = count(held.names.len() as u64, "older name", "older names");
            self.find(
                format!(
                    "{names} came back that the journal says {} changed",
                    if held.names.len() == 1 { "was" } else { "were" }
                ),
                remedy::REPLAY,
            );
        }
        // What cannot be read is named by the examination.
        let Ok(said) = Journal::of(store, kept.as_ref().map_or("", |kept| &kept.origin)) else {
            return Ok(kept);
        };
        if kept.as_ref().is_some_and(|kept| !kept.holds(&said)) {
            let path = self.place.journal.display().to_string();
            self.find(
                format!("the journal of erasures `{path}` misses erasures that the log names"),
                remedy::JOURNAL,
            );
        }
        Ok(kept)
    }

    fn unsigned(&mut self, log: &Verified<Examined>) {
        let unsigned = log.head.size - log.signed;
        if 0 < unsigned {
            self.find(
                format!(
                    "the last {} not signed yet, as after a power cut",
                    count(unsigned, "leaf is", "leaves are")
                ),
                "nothing is lost; the next import with --apply signs, even if it brings nothing new",
            );
        }
    }

    /// Whether the clock is behind what was recorded.
    fn clock(&mut self, store: &AnyStore) -> Result<(), Failure> {
        let (_, recorded) = tree_of(store, self.place)?;
        let now = self.machine.now();
        if now < recorded {
            self.find(
                format!("the clock says {now}, and the newest leaf is of {recorded}"),
                "set the clock; until then nothing can be recorded",
            );
        }
        Ok(())
    }

    /// Files that a write left behind when it was cut off: they were never the file itself.
    fn leftovers(&mut self) -> Result<(), Failure> {
        let store = self.machine.full(&self.place.store);
        let beside = store.parent().map(Path::to_owned).unwrap_or_default();
        for folder in [beside, self.place.keys.clone(), self.place.cosigned.clone()] {
            let look = |error| Failure::file("cannot look at", &folder, error);
            if self.machine.stands(&folder).map_err(look)? != Some(Stands::Folder) {
                continue;
            }
            for entry in self.machine.list(&folder).map_err(look)? {
                if !entry.folder && entry.name.starts_with('.') && entry.name.ends_with(".part") {
                    self.find(
                        format!(
                            "`{}` is left of a write that was cut off",
                            folder.join(&entry.name).display()
                        ),
                        "delete it; nothing reads it",
                    );
                }
            }
        }
        Ok(())
    }

    fn told(&self, sound: &str) -> String {
        let mut text = String::new();
        for finding in self.found.iter().take(PRINTED) {
            text.push_str(&format!("error: {}\n  help: {}\n", finding.what, finding.help));
        }
        match self.found.len() {
            0 => text.push_str(&format!("Nothing is wrong with `{}`.\n{sound}", self.place.shown())),
            all => {
                if PRINTED < all {
                    text.push_str(&format!("and {} more\n", all - PRINTED));
                }
                text.push_str(&format!(
                    "\n{sound}{} found; nothing was changed.\n",
                    count(all as u64, "fault", "faults")
                ));
            }
        }
        text
    }
}

fn sound(log: &Verified<Examined>) -> String {
    format!(
        "Its {} verify, with {} and {}.\n",
        count(log.head.size, "leaf", "leaves"),
        count(log.opened_bodies, "body", "bodies"),
        count(log.checkpoints, "checkpoint", "checkpoints")
    )
}
