//! A table of any size: read, sealed and written in pieces, in one transaction.
//!
//! While one piece is written the next ones are read and sealed. Of the whole file 16 bytes a row are held, by which a
//! second row of the same is found, and who was met; the right to write is held from the first row to the last.

mod together;

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

use bona_engine::evidence::{
    Ended, Facts, Head, Outside, PlanFault, Rows, Sealing, SourceKind, Store, StoreError, StoredCheckpoint,
    VaultPart, came_again,
};
use bona_engine::intake::mapped::{Mapping, Piece, Reading};
use bona_engine::intake::{FileFault, ReadFault, Wanted};
use bona_engine::log::Tree;

use super::super::package::{About, about, fits};
use super::super::signing::note;
use super::super::{appendable, count, keep_beside, open};
use super::given::Given;
use super::kind::refused_path;
use super::others::Others;
use super::told::{MORE_AGAIN, Said, again, of_result, recorded, refusal, summary};
use super::{TRIES, accepted, facts_of, joined, keep_refused, mapping, session, signed, wanted};
use crate::args::ImportArgs;
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::{Machine, Stands, read_at_most};
use crate::store::{AnyStore, Appending, Boxed, Place, Seal};

/// Rows of a piece.
const PIECE: usize = 4_096;
/// How a workbook begins, as does any zip.
const ZIP: &[u8] = b"PK\x03\x04";
/// Pieces that stand between whoever seals them and whoever writes them: enough for both to be busy, and some megabytes.
const AHEAD: usize = 1;
/// Bytes of a table that is no file, such as what another program pipes in: it cannot be read twice, and is held.
const PIPED_BYTES: u64 = 256_000_000;

/// Reads the tables, and with `--apply` records each by itself.
pub(super) fn run(
    args: &ImportArgs,
    mapping: &Path,
    place: &Place,
    machine: &dyn Machine,
) -> Result<Exit, Failure> {
    let about = about(args, machine)?;
    fits(args, &about, SourceKind::Table)?;
    accepted(args, SourceKind::Table)?;
    session::asked(args, SourceKind::Table)?;
    joined::asked(args, SourceKind::Table)?;
    let wanted = wanted(args, &about, machine);
    let mapping = match mapping::of(machine, mapping)? {
        Ok(mapping) => mapping,
        Err(fault) => return at_fault(&args.file, machine, &fault.to_string()),
    };
    let by = By { args, about: &about, mapping: &mapping, wanted: &wanted, place, machine };
    let (mut opened, mut exit) = (None, Exit::Done);
    let files: Vec<&Path> = std::iter::once(&args.file).chain(&args.more).map(AsRef::as_ref).collect();
    let mut rest = files.as_slice();
    while !rest.is_empty() {
        let (files, behind) = rest.split_at(by.together(rest));
        rest = behind;
        let done = match files {
            [file] => by.one(file, &mut opened),
            files => by.all(files, &mut opened),
        };
        match done {
            Ok(Exit::Done) => {}
            Ok(other) => exit = other,
            Err(failure) => {
                // What was recorded before is told of outside the store all the same.
                by.beside(opened)?;
                return Err(failure);
            }
        }
    }
    by.beside(opened)?;
    Ok(exit)
}

fn at_fault(file: &Path, machine: &dyn Machine, why: &str) -> Result<Exit, Failure> {
    machine.err(&format!("error: `{}`: {why}\n", file.display()));
    Ok(Exit::AtFault)
}

/// How all the files are read.
struct By<'a> {
    args: &'a ImportArgs,
    about: &'a About,
    mapping: &'a Mapping,
    wanted: &'a Wanted,
    place: &'a Place,
    machine: &'a dyn Machine,
}

/// The store, held open over all files, and the newest checkpoint in it that does not stand beside it yet.
struct Opened {
    store: AnyStore,
    keys: Keys,
    newest: Option<StoredCheckpoint>,
}

impl By<'_> {
    fn one(&self, file: &Path, opened: &mut Option<Opened>) -> Result<Exit, Failure> {
        let Self { place, machine, .. } = *self;
        let cannot_read = |error| Failure::file("cannot read", file, error);
        let held = match self.held(file).map_err(cannot_read)?.transpose() {
            Ok(held) => held,
            Err(fault) => return at_fault(file, machine, &fault.to_string()),
        };
        let open_file = || match &held {
            Some(held) => Ok(Box::new(held.bytes.as_slice()) as Box<dyn Read + Send + '_>),
            None => machine.open(file),
        };
        let reading = match Reading::begin(&open_file, self.mapping, self.wanted) {
            Ok(reading) => reading,
            Err(ReadFault::File(fault)) => return at_fault(file, machine, &fault.to_string()),
            Err(ReadFault::Disk(error)) => return Err(cannot_read(error)),
        };
        let Opened { store, keys, newest } = self.opened(opened)?;
        let source = match &held {
            Some(held) => held.source.clone(),
            None => (reading.bytes(), reading.sha256()),
        };
        let facts = facts_of(self.args, self.about, SourceKind::Table, source, machine.now());
        let import = Import { file, place, machine, keys };
        let done = match self.args.apply {
            true => import.apply(store, reading, facts, newest),
            false => import.rehearse(store, reading, facts),
        };
        match done {
            Ok((text, refused)) => {
                print(machine, &text)?;
                Ok(if refused == 0 { Exit::Done } else { Exit::AtFault })
            }
            Err(Stopped::Failure(failure)) => Err(failure),
            Err(Stopped::File(why)) => at_fault(file, machine, &why),
        }
    }

    /// What cannot be read twice from the disk and is held whole: what comes through a pipe, and a workbook.
    fn held(&self, file: &Path) -> io::Result<Option<Result<Given, FileFault>>> {
        let Self { args, machine, .. } = *self;
        if let Some(Stands::File(_)) = machine.stands(file)? {
            let mut start = Vec::new();
            machine.open(file)?.take(ZIP.len() as u64).read_to_end(&mut start)?;
            if start != ZIP && args.sheet.is_none() {
                return Ok(None);
            }
        }
        read_at_most(machine, file, PIPED_BYTES).map(|bytes| Some(Given::of(args, bytes)))
    }

    /// The store, opened for the first file that needs it.
    fn opened<'o>(&self, opened: &'o mut Option<Opened>) -> Result<&'o mut Opened, Failure> {
        Ok(match opened {
            Some(opened) => opened,
            none => {
                let (store, keys) =
                    (open(self.place, self.machine)?, keys::load(self.machine, &self.place.keys)?);
                none.insert(Opened { store, keys, newest: None })
            }
        })
    }

    /// Puts the newest checkpoint beside the store, once for all files. A machine that dies before it has lost nothing:
    /// the checkpoint is in the store, and the next import puts it there.
    fn beside(&self, opened: Option<Opened>) -> Result<(), Failure> {
        let Some(Opened { mut store, newest: Some(newest), .. }) = opened else { return Ok(()) };
        keep_beside(self.machine, self.place, &mut store, &newest)?;
        let text = format!("\nThe new checkpoint; give it to somebody else:\n\n{}", newest.text);
        print(self.machine, &text)
    }
}

/// Why an import ended before its last row. Nothing was recorded.
enum Stopped {
    Failure(Failure),
    /// The file is at fault.
    File(String),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

/// One file on its way.
struct Import<'a> {
    file: &'a Path,
    place: &'a Place,
    machine: &'a dyn Machine,
    keys: &'a Keys,
}

/// A file on its way: while some rows are sealed, the next are read.
struct Making<'a> {
    reading: Reading<'a>,
    /// What was read and is not sealed yet.
    ahead: Option<Result<Option<Piece>, ReadFault>>,
    made: Made<'a>,
}

/// What is made of its rows.
struct Made<'a> {
    import: &'a Import<'a>,
    sealing: Sealing<'a>,
    chance: keys::Chance<'a>,
    /// What seals bodies; without it they are not sealed, and nothing is written.
    seal: Option<Arc<Seal>>,
    outside: Outside,
    refused: Said,
    beside: Said,
    /// Rows of records that were corrected since.
    again: Said,
    /// Rows that bring another name than the one that is kept.
    others: Others<'a>,
    facts: &'a Facts,
}

impl<'a> Making<'a> {
    fn new(
        import: &'a Import<'a>,
        reading: Reading<'a>,
        (store, tree): (&dyn Store, &Tree),
        facts: &'a Facts,
        seal: Option<Arc<Seal>>,
    ) -> Result<Self, Stopped> {
        let about = (facts, reading.system());
        let sealing = Sealing::begin(store, tree, &import.keys.pseudonym, about, Rows::Distinct)
            .map_err(|error| import.store(&error))?;
        let made = Made {
            import,
            sealing,
            chance: keys::Chance::new(import.machine),
            seal,
            outside: Outside::default(),
            refused: Said::default(),
            beside: Said::default(),
            again: Said::default(),
            others: Others::of(&import.keys.pseudonym),
            facts,
        };
        Ok(Self { reading, ahead: None, made })
    }

    /// Reads and seals the next rows, known by the store as it was before; `None` when there are no more.
    fn next(&mut self, store: &dyn Store) -> Result<Option<Boxed>, Stopped> {
        let Self { reading, ahead, made } = self;
        if made.import.machine.interrupted() {
            return Err(Failure::Interrupted.into());
        }
        let piece = match ahead.take().unwrap_or_else(|| reading.next(PIECE)) {
            Ok(None) => return Ok(None),
            Ok(Some(piece)) => piece,
            Err(ReadFault::File(fault)) => return Err(Stopped::File(fault.to_string())),
            Err(ReadFault::Disk(error)) => {
                return Err(Failure::file("cannot read", made.import.file, error).into());
            }
        };
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| *ahead = Some(reading.next(PIECE)));
            made.take(store, piece).map(Some)
        })
    }

    /// What became of all rows, the refused ones in the form of the file, and what is said of those that stand in no file.
    fn end(self) -> Result<(Ended, Vec<u8>, String), Stopped> {
        let Self { reading, made, .. } = self;
        let Made { import, sealing, chance, outside, refused, beside, again, others, .. } = made;
        // Salts without chance would be no salts: nothing of such an import may be kept.
        chance.end()?;
        let elsewhere = outside.others;
        let ended = sealing.end(outside).map_err(|fault| import.fault(fault))?;
        import.machine.err(&refused.end("refused"));
        if 0 < elsewhere && ended.counts.read == elsewhere {
            let rows = count(elsewhere, "row is", "rows are");
            return Err(Stopped::File(format!(
                "nothing in it is about the course: its {rows} about others, as `course` of the mapping says\n  help: write \
                 what the table calls the course into `is` of the mapping, as it stands there"
            )));
        }
        Ok((ended, reading.refused_file(), beside.end("refused") + &again.end(MORE_AGAIN) + &others.told()))
    }
}

impl Made<'_> {
    /// Seals some rows.
    fn take(&mut self, store: &dyn Store, piece: Piece) -> Result<Boxed, Stopped> {
        let Piece { rows, refusals, others } = piece;
        self.outside.others += others;
        self.outside.refused += refusals.len() as u64;
        refusals.iter().for_each(|it| self.refused.add(|| refusal(it)));
        let mut chance = |bytes: &mut [u8]| self.chance.fill(bytes);
        let seal = self.seal.as_deref();
        let shut = |parts: [VaultPart; 2]| seal.map(|seal| Boxed::shut(seal, &parts));
        let taken = self.sealing.take(store, &rows, &mut chance, shut);
        let taken = taken.map_err(|fault| self.import.fault(fault))?;
        for (row, result) in rows.iter().zip(&taken.results) {
            if let Some(said) = of_result(&row.place, *result) {
                self.beside.add(|| said);
            }
        }
        let looked = self.others.look(store, &rows, &taken.results);
        looked.map_err(|error| self.import.store(&error))?;
        let came = came_again(store, &self.import.keys.pseudonym, self.facts, &rows, &taken.results);
        came.map_err(|error| self.import.store(&error))?.iter().for_each(|it| self.again.add(|| again(it)));
        Ok(Boxed::of(taken))
    }
}

impl Import<'_> {
    fn store(&self, error: &StoreError) -> Stopped {
        Stopped::Failure(self.place.failure(error))
    }

    fn fault(&self, fault: PlanFault) -> Stopped {
        match fault {
            PlanFault::Store(error) => self.store(&error),
            fault => Stopped::Failure(Failure::Store(format!("`{}`: {fault}", self.file.display()))),
        }
    }

    /// What it would do.
    fn rehearse(
        &self,
        store: &AnyStore,
        reading: Reading<'_>,
        facts: Facts,
    ) -> Result<(String, u64), Stopped> {
        let (tree, now) = appendable(self.machine, self.place, store, &self.keys.signer.vkey())?;
        let facts = Facts { now, ..facts };
        let mut making = Making::new(self, reading, (store, &tree), &facts, None)?;
        while making.next(store)?.is_some() {}
        let (ended, _, beside) = making.end()?;
        self.machine.err(&beside);
        let next = match ended.batch {
            Some(_) => "Nothing was written. Add --apply to record it.\n",
            None => "Nothing was written, and there is nothing new to record.\n",
        };
        Ok((format!("{}{next}", self.summary(&facts, &ended)), ended.counts.refused))
    }

    fn summary(&self, facts: &Facts, ended: &Ended) -> String {
        summary(self.file, facts, (ended.counts, ended.new_people), "")
    }

    /// Has all pieces read and sealed by the others, and writes them in their order. Not to be called by one of rayon's
    /// threads, which would wait for itself.
    fn pieces(
        &self,
        making: &mut Making<'_>,
        before: &mut AnyStore,
        appending: &mut Appending<'_>,
    ) -> Result<(), Stopped> {
        rayon::in_place_scope(|scope| {
            let (send, receive) = sync_channel(AHEAD);
            scope.spawn(move |_| {
                while let Some(piece) = making.next(&*before).transpose() {
                    let last = piece.is_err();
                    // Nobody takes it any more where it cannot be written.
                    if send.send(piece).is_err() || last {
                        return;
                    }
                }
            });
            for piece in receive {
                appending.put(piece?).map_err(|error| self.store(&error))?;
            }
            Ok(())
        })
    }

    fn apply(
        &self,
        store: &mut AnyStore,
        reading: Reading<'_>,
        facts: Facts,
        newest: &mut Option<StoredCheckpoint>,
    ) -> Result<(String, u64), Stopped> {
        let failure = |error| self.store(&error);
        for _ in 0..TRIES {
            let (tree, now) = appendable(self.machine, self.place, store, &self.keys.signer.vkey())?;
            let head = Head { size: tree.size(), root: tree.root() };
            let mut appending = match store.appending(head, reading.bytes()) {
                Err(StoreError::Moved) => continue,
                appending => appending.map_err(failure)?,
            };
            let facts = Facts { now, ..facts };
            let mut before = appending.beside().map_err(failure)?;
            let seal = appending.seal().map_err(failure)?;
            let mut making = Making::new(self, reading, (&before, &tree), &facts, Some(seal))?;
            self.pieces(&mut making, &mut before, &mut appending)?;
            // Whoever still looks at the store as it was keeps SQLite from folding its log into the file.
            drop(before);
            let (ended, rows, beside) = making.end()?;
            // First, so that no refused row is lost if the disk is full.
            let kept = keep_refused(
                self.machine,
                &refused_path(self.file, SourceKind::Table, (self.place, self.machine)),
                &rows,
            )?;
            let mut text = self.summary(&facts, &ended);
            match &ended.batch {
                None => {
                    drop(appending);
                    text.push_str("There is nothing new to record.\n");
                    text.push_str(&kept);
                    // Where a machine died before the log was signed, or told of outside, that is done now.
                    text.push_str(&signed(self.machine, self.place, store, self.keys, head)?);
                }
                Some(batch) => {
                    let note = note(&self.keys.signer, batch.head)?;
                    let checkpoint = StoredCheckpoint { size: batch.head.size, text: note.to_string() };
                    appending.keep(batch, &checkpoint).map_err(failure)?;
                    *newest = Some(checkpoint);
                    text.push_str(&recorded(&facts, ended.counts.recorded, batch));
                    text.push_str(&kept);
                }
            }
            self.machine.err(&beside);
            return Ok((text, ended.counts.refused));
        }
        Err(self.store(&StoreError::Moved))
    }
}
