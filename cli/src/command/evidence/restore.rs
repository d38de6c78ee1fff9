//! `bona evidence restore`: a backup takes the store's place, and nobody who was erased since comes back with it.
//!
//! The backup is read into memory, checked and erased there; only then is it put into the store's file, in one
//! transaction. So what was erased never stands in that file, and a power cut leaves what stood there before.

use std::path::Path;

use bona_engine::evidence::{
    Damage, Followed, Journal, Leaf, Replay, Rotation, Store as _, Trust, replay, still_held,
};
use bona_engine::log::{LogKeys, Opens as _, Tree};

use super::outside::{Outside, all, beside, journal, journalled, keep_journal};
use super::signing::{Standing, may_sign, sign};
use super::vault::{seal_of_copy, shut};
use super::{count, opened, told, why};
use crate::args::RestoreArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::{Keep, Machine, Stands, write_bytes};
use crate::store::{AnyStore, Place};

/// Largest backup, in bytes: it is checked in memory.
const BACKUP_BYTES: u64 = 4_000_000_000;

/// Puts back a backup, or erases again in the store that stands there.
pub(crate) fn run(args: &RestoreArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.backup.is_some() && keys::vkey(machine, &place.keys)?.is_none() {
        return Err(Failure::Store(format!(
            "there are no keys in `{}`, and a backup holds none\n  help: put there the folder of keys that init made, the newest \
             checkpoint into `{}` and the journal of erasures into `{}`{}",
            place.keys.display(),
            place.checkpoint.display(),
            place.journal.display(),
            place.whereabouts()
        )));
    }
    let keys = keys::load(machine, &place.keys)?;
    let restoring = Restoring { args, place, machine, keys: &keys };
    match &args.backup {
        Some(backup) => restoring.from(backup),
        None => restoring.in_place(),
    }
}

struct Restoring<'a> {
    args: &'a RestoreArgs,
    place: &'a Place,
    machine: &'a dyn Machine,
    keys: &'a Keys,
}

/// What is known of a store before anything is done to it.
struct Known {
    size: u64,
    /// The size of its newest checkpoint.
    signed: u64,
    journal: Journal,
    /// How it stood beside the store.
    beside: Beside,
    replay: Replay,
    /// The size of a checkpoint outside the store that is newer than it.
    newer: Option<u64>,
    /// Whether the checkpoint beside the store shows that it is the newest copy, so that it may be added to.
    newest: bool,
}

/// How the journal stands beside the store.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Whole,
    /// Erasures that the log names are not in it.
    Short,
    Missing,
}

impl Beside {
    /// What becomes of it, if anything does.
    fn says(self) -> Option<&'static str> {
        match self {
            Self::Whole => None,
            Self::Short => Some("misses erasures that this log names: they are written into it"),
            Self::Missing => Some("is missing, and is written anew from what this log says of erasures"),
        }
    }
}

impl Restoring<'_> {
    fn from(&self, backup: &Path) -> Result<Exit, Failure> {
        self.is_free()?;
        self.is_whole_file(backup)?;
        let wrong =
            |why: String| Failure::Store(format!("the backup `{}` cannot be used: {why}", backup.display()));
        let seal = seal_of_copy(self.place, self.machine, backup)?;
        let staged = AnyStore::in_memory(&self.machine.full(backup), seal);
        let mut staged = staged.map_err(|error| wrong(why(&error)))?;
        let faults = staged.integrity().map_err(|error| wrong(why(&error)))?;
        if let Some(fault) = faults.first() {
            return Err(wrong(format!("its database is damaged: {fault}\n  help: take an older backup")));
        }
        let Some(known) = self.examine(&staged, backup)? else { return Ok(Exit::AtFault) };
        if !self.args.apply {
            return self.say(&known, backup, "Nothing was written. Add --apply to do it.\n");
        }
        self.say(&known, backup, "")?;
        let place = self.place;
        let failure = |error| place.failure(&error);
        staged.erase(known.replay.notices.as_ref(), &known.replay.gone, &mut || Ok(())).map_err(failure)?;
        staged.scrub().map_err(failure)?;
        self.recheck(&staged, &known)?;
        // The journal first: whatever happens next, it knows of all erasures.
        let mut journal = Journal::of(&staged, &known.journal.origin).map_err(failure)?;
        journal.merge(known.journal.clone());
        keep_journal(place, self.machine, &journal).map_err(failure)?;
        self.publish(&staged)?;
        let mut store = opened(place, self.machine)?;
        self.sign(&mut store, &known)?;
        let older = match known.newer {
            Some(_) => " It is older than what was signed: see above what works with it.",
            None => "",
        };
        print(self.machine, &format!("Restored to `{}`.{older}\n", place.shown()))?;
        Ok(Exit::Done)
    }

    fn in_place(&self) -> Result<Exit, Failure> {
        let place = self.place;
        let failure = |error| place.failure(&error);
        let mut store = opened(place, self.machine)?;
        let Some(known) = self.examine(&store, Path::new(&place.shown()))? else { return Ok(Exit::AtFault) };
        if !self.args.apply {
            return self.say(
                &known,
                Path::new(&place.shown()),
                "Nothing was written. Add --apply to do it.\n",
            );
        }
        self.say(&known, Path::new(&place.shown()), "")?;
        let mut journal = Journal::of(&store, &known.journal.origin).map_err(failure)?;
        journal.merge(known.journal.clone());
        // What the log will say of it, too: a journal that misses that would be named by the next look.
        if let Some(notices) = &known.replay.notices {
            journal.add(notices, &known.replay.gone);
        }
        journalled(place, self.machine, &mut store, &journal, &mut |store, before| {
            store.erase(known.replay.notices.as_ref(), &known.replay.gone, before)
        })
        .map_err(failure)?;
        self.sign(&mut store, &known)?;
        store.scrub().map_err(failure)?;
        print(self.machine, "Done.\n")?;
        Ok(Exit::Done)
    }

    /// Whether the store's place is free, or may be taken.
    fn is_free(&self) -> Result<(), Failure> {
        if !self.place.is_file() {
            return self.is_empty();
        }
        let store = &self.place.store;
        let look = |error| Failure::file("cannot look at", store, error);
        if self.machine.stands(store).map_err(look)?.is_none() || self.args.replace {
            return Ok(());
        }
        let used = AnyStore::is_used(&self.machine.full(store));
        if used.map_err(|error| self.place.failure(&error))? {
            return Err(Failure::Store(format!(
                "a store stands in `{0}`, and nothing is put in its place unasked\n  help: move it away and keep it, or \
                 add --replace: all that only this one holds is lost then",
                store.display()
            )));
        }
        Ok(())
    }

    /// At an address a backup takes nothing's place.
    fn is_empty(&self) -> Result<(), Failure> {
        if !self.place.stands(self.machine)? {
            return Ok(());
        }
        Err(Failure::Store(format!(
            "a store stands at `{}`, and a backup is put into an empty database alone, with --replace too\n  help: have that \
             database renamed and kept, and an empty one made under its name; or restore into another, with what stands \
             beside the store under that one's name",
            self.place.shown()
        )))
    }

    /// A copy that was made while the store was in use may have half of it in another file.
    fn is_whole_file(&self, backup: &Path) -> Result<(), Failure> {
        let look = |error| Failure::file("cannot look at", backup, error);
        match self.machine.stands(backup).map_err(look)? {
            Some(Stands::File(size)) if BACKUP_BYTES < size => {
                return Err(Failure::Store(format!(
                    "the backup `{}` is larger than {} MB, the most that is restored",
                    backup.display(),
                    BACKUP_BYTES / 1_000_000
                )));
            }
            None => return Err(Failure::Argument(format!("there is no file `{}`", backup.display()))),
            Some(Stands::Folder) => {
                return Err(Failure::Argument(format!("`{}` is a folder, and no backup", backup.display())));
            }
            _ => {}
        }
        for ending in ["-wal", "-journal"] {
            let mut name = backup.as_os_str().to_owned();
            name.push(ending);
            if let Ok(Some(Stands::File(1..))) = self.machine.stands(Path::new(&name)) {
                return Err(Failure::Store(format!(
                    "`{}` stands beside the backup, so the backup is not whole: it was cut off, or copied while the store \
                     was in use\n  help: take another; `bona evidence backup` makes whole ones",
                    Path::new(&name).display()
                )));
            }
        }
        Ok(())
    }

    /// Verifies a store by itself, finds what is newer outside it, and what has to go; `None` if it does not verify.
    fn examine(&self, store: &AnyStore, path: &Path) -> Result<Option<Known>, Failure> {
        let failure = |error| self.place.failure(&error);
        let key = self.keys.signer.vkey();
        // What stands outside first: what another program adds meanwhile is then in the store and not only outside it.
        let outside = all(self.place, self.machine)?;
        store.still().map_err(failure)?;
        let first = store.leaves(0, 1).map_err(failure)?;
        if let Some(Ok(Leaf::Opened(opened))) = first.first().map(|leaf| Leaf::read(&leaf.bytes))
            && opened.origin != key.name()
        {
            return Err(Failure::Store(format!(
                "`{}` is of the log `{}`, and the keys in `{}` are of `{}`",
                path.display(),
                opened.origin,
                self.place.keys.display(),
                key.name()
            )));
        }
        if let Some(shut) = shut(self.place, store.lid()) {
            return Err(Failure::Store(format!("`{}` cannot be used: {shut}", path.display())));
        }
        let standing = Standing::of(store, self.place)?;
        let followed = standing.keys(store, &self.rotations()?, self.place)?;
        let tree = standing.tree;
        let newer = self.newer(&tree, followed.as_ref(), &outside, path)?;
        let newest = newer.is_none() && beside(self.place, self.machine)?.is_some();
        if let Some(followed) = followed.as_ref().filter(|_| newest) {
            may_sign(self.place, followed, &key)?;
        }
        let (journal, beside) = self.journal(store, key.name(), newest)?;
        let damages = self.damages(store, &journal)?;
        if !damages.is_empty() {
            let text = told(&damages);
            self.machine.err(&format!("{text}`{}` does not verify, so it is left alone\n", path.display()));
            return Ok(None);
        }
        let signed = store.checkpoints().map_err(failure)?.last().map_or(0, |newest| newest.size);
        let planned =
            replay(store, newest.then_some(&tree), &journal, &self.keys.pseudonym, &self.machine.now());
        let replay = planned.map_err(|fault| Failure::Store(fault.to_string()))?;
        Ok(Some(Known { size: tree.size(), signed, journal, beside, replay, newer, newest }))
    }

    /// What is wrong with a store but that it is of before an erasure.
    fn damages(&self, store: &AnyStore, journal: &Journal) -> Result<Vec<Damage>, Failure> {
        let trust = Trust {
            key: self.keys.signer.vkey(),
            rotations: self.rotations()?,
            outside: Vec::new(),
            journal: Some(journal.clone()),
        };
        let found =
            bona_engine::evidence::verify(store, &trust).map_err(|error| self.place.failure(&error))?;
        let wrong = |damage: &Damage| {
            !matches!(
                damage,
                Damage::BodyBack { .. } | Damage::PersonBack { .. } | Damage::ErasedUnsaid { .. }
            )
        };
        Ok(found.err().into_iter().flatten().filter(wrong).collect())
    }

    /// The size of the newest checkpoint outside the store that knows more leaves than this tree has.
    fn newer(
        &self,
        tree: &Tree,
        followed: Option<&Followed>,
        outside: &Outside,
        path: &Path,
    ) -> Result<Option<u64>, Failure> {
        let mut newer = None;
        let own = LogKeys::new(self.keys.signer.vkey());
        let keys =
            followed.map(|followed| &followed.keys).filter(|keys| keys.holds(own.newest())).unwrap_or(&own);
        for (name, bytes) in outside {
            let kept = keys.open(bytes).map_err(|fault| Failure::Store(format!("{name}: {fault}")))?;
            match tree.root_at(kept.size) {
                Some(root) if root == kept.root => {}
                Some(_) => {
                    return Err(Failure::Store(format!(
                        "the history of `{}` is another than {name} says ({} leaves): it is no copy of this store",
                        path.display(),
                        kept.size
                    )));
                }
                None => newer = newer.max(Some(kept.size)),
            }
        }
        Ok(newer)
    }

    /// The changes of the log's key, which an older copy may not have.
    fn rotations(&self) -> Result<Vec<Rotation>, Failure> {
        keys::rotations(self.machine, &self.place.keys)
    }

    /// The journal, and what becomes of it. Without it only the newest copy of a store tells by itself who was erased.
    fn journal(&self, store: &AnyStore, origin: &str, newest: bool) -> Result<(Journal, Beside), Failure> {
        match journal(self.place, self.machine)? {
            Some(journal) if journal.origin == origin => {
                // A log that cannot be read is told of by whoever verifies it.
                let whole = Journal::of(store, origin).map_or(true, |said| journal.holds(&said));
                Ok((journal, if whole { Beside::Whole } else { Beside::Short }))
            }
            Some(journal) => Err(Failure::Store(format!(
                "the journal of erasures `{}` is of the log `{}`, and this store of `{origin}`",
                self.place.journal.display(),
                journal.origin
            ))),
            None if newest || self.args.accept_unknown_erasures => {
                Ok((Journal::new(origin), Beside::Missing))
            }
            None => Err(Failure::Store(format!(
                "the journal of erasures `{}` is missing, so nobody can tell who was erased since this copy was made\n  \
                 help: put back its newest copy; if it is lost for good, --accept-unknown-erasures goes on without, and \
                 whoever was erased since comes back: erase them again",
                self.place.journal.display()
            ))),
        }
    }

    /// After all was erased again, nothing may be wrong, and nobody be back.
    fn recheck(&self, staged: &AnyStore, known: &Known) -> Result<(), Failure> {
        let held = still_held(staged, &known.journal, Some(&self.keys.pseudonym))
            .map_err(|error| self.place.failure(&error))?;
        let damages = self.damages(staged, &known.journal)?;
        if held.is_nothing() && damages.is_empty() {
            return Ok(());
        }
        Err(Failure::Store(format!(
            "nothing was restored: what was erased is still in it\n{}",
            told(&damages)
        )))
    }

    fn publish(&self, staged: &AnyStore) -> Result<(), Failure> {
        let store = &self.place.store;
        let look = |error| Failure::file("cannot look at", store, error);
        if self.place.is_file() && self.machine.stands(store).map_err(look)?.is_none() {
            write_bytes(self.machine, store, Keep::Secret, b"")
                .map_err(|error| Failure::file("cannot write", store, error))?;
        }
        staged.put_into(self.place, self.machine).map_err(|error| match self.place.is_file() {
            true => Failure::Store(format!(
                "nothing was restored: {}\n  help: if the store that stands there is damaged, move it away and keep it",
                why(&error)
            )),
            false => Failure::Store(format!("nothing was restored to `{}`: {}", self.place.shown(), why(&error))),
        })
    }

    /// Signs what the log says now, where it may be added to.
    fn sign(&self, store: &mut AnyStore, known: &Known) -> Result<(), Failure> {
        let head = store.head().map_err(|error| self.place.failure(&error))?;
        if known.newest && known.signed < head.size {
            sign(self.machine, self.place, store, &self.keys.signer, head)?;
        }
        Ok(())
    }

    /// Says what is in it, what goes, and what will not work with it; before anything is written.
    fn say(&self, known: &Known, path: &Path, last: &str) -> Result<Exit, Failure> {
        let gone = &known.replay.gone;
        let erased = match (gone.leaves.len(), gone.people.len()) {
            (0, 0) if known.beside == Beside::Missing => "nobody: there was no journal to ask".to_owned(),
            (0, 0) => "nobody: all erasures of the journal are in it".to_owned(),
            (leaves, people) => format!(
                "the bodies of {}, and {}, as the journal says",
                count(leaves as u64, "leaf", "leaves"),
                count(people as u64, "person", "people")
            ),
        };
        let mut text = format!(
            "`{}` verifies: {} of the log `{}`.\n\n  erased again  {erased}\n",
            path.display(),
            count(known.size, "leaf", "leaves"),
            known.journal.origin
        );
        if let Some(says) = known.beside.says() {
            let journal = self.place.journal.display();
            text.push_str(&format!("  journal       `{journal}` {says}\n"));
        }
        if !gone.names.is_empty() {
            text.push_str(&format!(
                "  taken out     {} that {} changed since; say the right ones anew with `bona evidence rename`:\n",
                count(gone.names.len() as u64, "name", "names"),
                if gone.names.len() == 1 { "was" } else { "were" }
            ));
            gone.names
                .iter()
                .for_each(|person| text.push_str(&format!("                {}\n", person.as_str())));
        }
        if let Some(newer) = known.newer {
            text.push_str(&format!(
                "  older         a checkpoint of {newer} leaves was signed later: what came after leaf {} is not in it.\n                \
                 Where it stands, nothing is printed of it and nothing is added to it: matrix, gaps, expiring,\n                \
                 chase, page, person, upload, export, backup and certificates say that it is older, and so do\n                \
                 import, session, waive, correct and erase. verify and doctor work, and say why.\n                \
                 Put back a newer copy if there is one. If there is none, a new log that names this one goes on\n                \
                 with all that is in it: `bona evidence adopt --help`\n",
                known.size - 1
            ));
        }
        if known.newer.is_none() && !known.newest {
            text.push_str(
                "  checkpoint    none stands beside the store, so nothing is added to its log: put there the newest that you\n                \
                 sent to somebody\n",
            );
        }
        print(self.machine, &format!("{text}\n{last}"))?;
        Ok(Exit::Done)
    }
}
