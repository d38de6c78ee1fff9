//! `bona evidence import`: a file of a learning system becomes records, or says what would become of it.

use std::path::{Path, PathBuf};

use bona_engine::canon::hex;
use bona_engine::evidence::{
    EditionBasis, Facts, Plan, PlanFault, Source, SourceKind, Store as _, StoreError, plan,
};
use bona_engine::intake::{CSV_BYTES, FileFault, IdKind, Intake, JSON_BYTES, Wanted, moodle, scorm};
use sha2::{Digest as _, Sha256};

use super::package::{About, about};
use super::{appendable, count, open, sign};
use crate::args::{IdentifyBy, ImportArgs, ImportKind};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::{Keep, Machine, read_at_most, write_bytes};
use crate::store::{Place, SqliteStore};

/// How often an append is tried anew when another program was quicker.
const TRIES: usize = 5;
/// Refused rows that are printed; all of them are kept in the file.
const PRINTED: usize = 100;

/// Reads the file, and with `--apply` records it.
pub(crate) fn run(args: &ImportArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    let about = about(args, machine)?;
    let bytes = read_at_most(machine, &args.file, CSV_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.file, error))?;
    let kind = kind(args, &bytes);
    let intake = match read(kind, &bytes, &wanted(args, &about)) {
        Ok(intake) => intake,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
            return Ok(Exit::AtFault);
        }
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let facts = facts(args, &about, kind, &bytes, machine.now());
    drop(bytes);
    let mut import = Import { args, place, machine, keys: &keys, facts: &facts, intake: &intake };
    machine.err(&refusals(&intake));
    let text = if args.apply { import.apply(&mut store)? } else { import.rehearse(&store)? };
    print(machine, &text)?;
    Ok(if intake.refusals.is_empty() { Exit::Done } else { Exit::AtFault })
}

/// JSON begins with a bracket; nothing that Moodle writes does.
fn kind(args: &ImportArgs, bytes: &[u8]) -> SourceKind {
    let json = || {
        bytes
            .trim_ascii_start()
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(bytes)
            .trim_ascii_start()
            .starts_with(b"{")
    };
    match args.kind {
        Some(ImportKind::ScormRuntime) => SourceKind::ScormRuntime,
        Some(ImportKind::MoodleCompletion) => SourceKind::MoodleCompletion,
        None if json() => SourceKind::ScormRuntime,
        None => SourceKind::MoodleCompletion,
    }
}

fn read(kind: SourceKind, bytes: &[u8], wanted: &Wanted) -> Result<Intake, FileFault> {
    match kind {
        SourceKind::MoodleCompletion => moodle::read(bytes, wanted),
        SourceKind::ScormRuntime if JSON_BYTES < bytes.len() as u64 => Err(FileFault {
            why: format!(
                "the file holds {} MB; at most {} are read",
                bytes.len() / 1_000_000,
                JSON_BYTES / 1_000_000
            ),
            help: "export fewer learners at once".to_owned(),
        }),
        SourceKind::ScormRuntime => scorm::read(bytes, wanted),
    }
}

fn wanted(args: &ImportArgs, about: &About) -> Wanted {
    let (course, edition, content, title) = match about {
        About::Package(told) => (
            told.course.clone(),
            Some(told.edition.clone()),
            Some(told.content.clone()),
            Some(told.title.clone()),
        ),
        About::Typed { course, edition } => {
            (course.clone(), edition.clone().map(|(edition, _)| edition), None, None)
        }
    };
    let identify_by = args.identify_by.map(|by| match by {
        IdentifyBy::StaffNumber => IdKind::StaffNumber,
        IdentifyBy::Email => IdKind::Email,
        IdentifyBy::Account => IdKind::Account,
    });
    Wanted {
        course,
        edition,
        content,
        activity: args.activity.clone().or(title),
        lms: args.lms.clone(),
        identify_by,
    }
}

fn facts(args: &ImportArgs, about: &About, kind: SourceKind, bytes: &[u8], now: String) -> Facts {
    let source =
        Source { bytes: bytes.len() as u64, kind, package: None, sha256: hex(&Sha256::digest(bytes)), v: 1 };
    let keep_names = !args.no_names;
    match about {
        About::Package(told) => Facts {
            course: told.course.clone(),
            edition: Some(told.edition.clone()),
            edition_basis: EditionBasis::Package,
            stated_by: None,
            content: Some(told.content.clone()),
            variant: told.variant.clone(),
            language: Some(told.language.clone()),
            release: Some(told.release),
            source: Source { package: Some(told.sha256.clone()), ..source },
            keep_names,
            now,
        },
        About::Typed { course, edition } => Facts {
            course: course.clone(),
            edition: edition.clone().map(|(edition, _)| edition),
            edition_basis: if edition.is_some() { EditionBasis::Stated } else { EditionBasis::Unknown },
            stated_by: edition.clone().map(|(_, name)| name),
            content: None,
            variant: None,
            language: None,
            release: None,
            source,
            keep_names,
            now,
        },
    }
}

/// One import.
struct Import<'a> {
    args: &'a ImportArgs,
    place: &'a Place,
    machine: &'a dyn Machine,
    keys: &'a Keys,
    facts: &'a Facts,
    intake: &'a Intake,
}

impl Import<'_> {
    fn plan(&self, store: &SqliteStore) -> Result<Plan, Failure> {
        let vkey = self.keys.signer.vkey();
        let tree = appendable(self.machine, self.place, store, &vkey, &self.facts.now)?;
        let mut failed = None;
        let mut chance =
            |bytes: &mut [u8]| failed = keys::random(self.machine, bytes).err().or(failed.take());
        let plan = plan(store, &tree, &self.keys.pseudonym, self.intake, self.facts, &mut chance);
        // Salts without chance would be no salts: nothing of such a plan may be written.
        match (failed, plan) {
            (Some(failure), _) => Err(failure),
            (None, Ok(plan)) => Ok(plan),
            (None, Err(PlanFault::Store(error))) => Err(self.place.failure(&error)),
            (None, Err(fault)) => Err(Failure::Store(format!("`{}`: {fault}", self.args.file.display()))),
        }
    }

    fn rehearse(&self, store: &SqliteStore) -> Result<String, Failure> {
        let plan = self.plan(store)?;
        let next = match plan.batch {
            Some(_) => "Nothing was written. Add --apply to record it.\n",
            None => "Nothing was written, and there is nothing new to record.\n",
        };
        Ok(format!("{}{next}", self.told(&plan)))
    }

    fn apply(&mut self, store: &mut SqliteStore) -> Result<String, Failure> {
        // First, so that no refused row is lost if the disk is full.
        let kept = self.keep_refused()?;
        for _ in 0..TRIES {
            let plan = self.plan(store)?;
            let mut text = self.told(&plan);
            let head = store.head().map_err(|error| self.place.failure(&error))?;
            let (head, done) = match &plan.batch {
                None => (head, "There is nothing new to record.\n".to_owned()),
                Some(batch) => match store.append(batch) {
                    Err(StoreError::Moved) => continue,
                    Err(error) => return Err(self.place.failure(&error)),
                    Ok(()) => {
                        let leaves = match (batch.expect.size + 1, batch.head.size - 1) {
                            (only, last) if only == last => format!("leaf {only}"),
                            (first, last) => format!("leaves {first} to {last}"),
                        };
                        let what = count(plan.counts.recorded, "completion", "completions");
                        (batch.head, format!("Recorded {what} as {leaves}.\n"))
                    }
                },
            };
            text.push_str(&done);
            text.push_str(&kept);
            let checkpoints = store.checkpoints().map_err(|error| self.place.failure(&error))?;
            if checkpoints.last().is_none_or(|newest| newest.size < head.size) {
                let checkpoint = sign(self.machine, self.place, store, &self.keys.signer, head)?;
                text.push_str("\nThe new checkpoint; give it to somebody else:\n\n");
                text.push_str(&checkpoint);
            }
            return Ok(text);
        }
        Err(self.place.failure(&StoreError::Moved))
    }

    /// Writes the refused rows beside the file; gives the line that says so.
    fn keep_refused(&self) -> Result<String, Failure> {
        if self.intake.refused_file.is_empty() {
            return Ok(String::new());
        }
        let path = refused_path(&self.args.file, self.facts.source.kind);
        write_bytes(self.machine, &path, Keep::Secret, &self.intake.refused_file)
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        Ok(format!("The refused rows are in `{}`: mend them there and import that file.\n", path.display()))
    }

    fn told(&self, plan: &Plan) -> String {
        let (facts, counts) = (self.facts, plan.counts);
        let edition = facts.edition.as_deref().unwrap_or("edition unknown");
        let basis = match facts.edition_basis {
            EditionBasis::Package => "as the package says",
            EditionBasis::Stated => "as somebody states",
            EditionBasis::Unknown => "nobody says which",
        };
        let draft = if facts.release == Some(false) { ", a draft that was not reviewed" } else { "" };
        let people = match plan.new_people {
            0 => String::new(),
            new => format!(" ({} met for the first time)", count(new as u64, "person is", "people are")),
        };
        let names = if facts.keep_names { "kept in the store, outside the log" } else { "not kept" };
        format!(
            "`{file}`: {kind}\n{course} {edition}, {basis}{draft}\n\
             \x20 {recorded:>7} to record{people}\n\
             \x20 {already:>7} recorded before\n\
             \x20 {nothing:>7} with nothing to record\n\
             \x20 {refused:>7} refused\n\
             \x20 {read:>7} read; learners' names are {names}\n",
            file = self.args.file.display(),
            kind = match facts.source.kind {
                SourceKind::MoodleCompletion => "Moodle's report Activity completion",
                SourceKind::ScormRuntime => "SCORM 1.2 run-time data",
            },
            course = facts.course,
            recorded = counts.recorded,
            already = counts.already,
            nothing = counts.nothing,
            refused = counts.refused,
            read = counts.read,
        )
    }
}

fn refused_path(file: &Path, kind: SourceKind) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(match kind {
        SourceKind::MoodleCompletion => ".refused.csv",
        SourceKind::ScormRuntime => ".refused.json",
    });
    PathBuf::from(name)
}

fn refusals(intake: &Intake) -> String {
    let mut text = String::new();
    for refusal in intake.refusals.iter().take(PRINTED) {
        text.push_str(&format!("refused: {}: {}\n  help: {}\n", refusal.place, refusal.why, refusal.help));
    }
    match intake.refusals.len().saturating_sub(PRINTED) {
        0 => {}
        more => text.push_str(&format!("and {} more refused\n", count(more as u64, "row is", "rows are"))),
    }
    text
}
