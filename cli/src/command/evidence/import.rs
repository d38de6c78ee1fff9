//! `bona evidence import`: a file of a learning system becomes records, or says what would become of it.

mod joined;
mod kind;
mod mapping;
mod returns;
mod session;
mod told;

use std::path::PathBuf;

use bona_engine::canon::hex;
use bona_engine::evidence::{
    Batch, CompletionKind, EditionBasis, Facts, Head, Plan, PlanFault, Returns, Source, SourceKind,
    Store as _, StoreError, plan, plan_returns,
};
use bona_engine::intake::{CSV_BYTES, IdKind, Intake, Wanted};
use sha2::{Digest as _, Sha256};

use self::kind::{called, kind, refused_path};
use self::told::{beside_the_file, refusals, since};
use super::package::{About, about};
use super::{appendable, count, keep_beside, open, sign};
use crate::args::{IdentifyBy, ImportArgs, ImportKind};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::keys::{self, Keys};
use crate::machine::{Keep, Machine, read_at_most, write_bytes};
use crate::store::{Place, SqliteStore};

/// How often an append is tried anew when another program was quicker; each time that one has got on.
const TRIES: usize = 64;

/// Reads the file, and with `--apply` records it.
pub(crate) fn run(args: &ImportArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.kind == Some(ImportKind::Returns) {
        return returns::run(args, place, machine);
    }
    if args.kind == Some(ImportKind::Table) && args.mapping.is_none() {
        return mapping::write(args, machine);
    }
    let about = about(args, machine)?;
    let bytes = read_at_most(machine, &args.file, CSV_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.file, error))?;
    let kind = kind(args.kind, &bytes);
    accepted(args, kind)?;
    session::asked(args, kind)?;
    joined::asked(args, kind)?;
    let wanted = wanted(args, &about);
    let (read, second) = match &args.interactions {
        Some(path) => joined::read(path, &bytes, &wanted, machine).map(|(read, sha)| (read, Some(sha)))?,
        None => (session::keyed(args, kind, &bytes, &wanted, machine)?, None),
    };
    let intake = match read {
        Ok(intake) => intake,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
            return Ok(Exit::AtFault);
        }
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let session = session::of(args, &store, place)?;
    let mut facts = Facts { session, ..facts(args, &about, kind, &bytes, machine.now()) };
    facts.source.joined = second;
    drop(bytes);
    let refused = refused_path(&args.file, facts.source.kind);
    record(args, &facts, &intake, refused, (&mut store, place, machine, &keys))
}

/// Says what would become of the rows, and with `--apply` records them. Rows that are refused go into the file `refused`.
pub(super) fn record(
    args: &ImportArgs,
    facts: &Facts,
    intake: &Intake,
    refused: PathBuf,
    (store, place, machine, keys): (&mut SqliteStore, &Place, &dyn Machine, &Keys),
) -> Result<Exit, Failure> {
    Import { args, place, machine, keys, facts, intake, returns: None, refused }.run(store)
}

/// Reads a report and records nothing: which course it is about, and its rows. What is refused is said; `None` where that is
/// the whole file.
pub(super) fn read_alone(
    args: &ImportArgs,
    machine: &dyn Machine,
) -> Result<Option<(String, Intake)>, Failure> {
    let about = about(args, machine)?;
    let bytes = read_at_most(machine, &args.file, CSV_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.file, error))?;
    let kind = kind(args.kind, &bytes);
    if kind == SourceKind::Returns || kind.records() != CompletionKind::Completion {
        let why = "says nothing of who completed a course, so there is nothing to compare";
        return Err(Failure::Argument(format!("`{}`: {} {why}", args.file.display(), called(kind))));
    }
    if kind == SourceKind::Table && args.mapping.is_none() {
        let why = "is read by a mapping; `bona evidence import --kind table` proposes one";
        return Err(Failure::Argument(format!("`{}` {why}", args.file.display())));
    }
    let wanted = wanted(args, &about);
    match session::keyed(args, kind, &bytes, &wanted, machine)? {
        Ok(intake) => {
            machine.err(&refusals(&intake));
            Ok(Some((wanted.course, intake)))
        }
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
            Ok(None)
        }
    }
}

/// Somebody must accept what a learner says of themself; nobody need state what a learning system says.
fn accepted(args: &ImportArgs, kind: SourceKind) -> Result<(), Failure> {
    // clap forgives a missing --package where --course stands in its place.
    if args.answers && args.package.is_none() {
        return Err(Failure::Argument("--answers needs --package: letters mean nothing without one".into()));
    }
    let vouched = matches!(
        kind,
        SourceKind::SignIn | SourceKind::Observed | SourceKind::Pledges | SourceKind::FollowUps
    );
    match (&args.stated_by, kind) {
        (None, _) if vouched => Err(Failure::Argument(
            "a list by hand counts by somebody's word; add --stated-by with the name of whoever held the session, or \
             observed"
                .into(),
        )),
        (Some(_), _) if vouched => Ok(()),
        (None, SourceKind::Receipt) => Err(Failure::Argument(
            "a learner's own record proves nothing: somebody must accept it; add --stated-by with their name".into(),
        )),
        (Some(_), SourceKind::Receipt) => Ok(()),
        (Some(_), _) if args.edition.is_none() => Err(Failure::Argument(
            "--stated-by says who states an edition, accepts a learner's own record or vouches for a list; add --edition, or \
             leave it out"
                .into(),
        )),
        _ => Ok(()),
    }
}

pub(super) fn wanted(args: &ImportArgs, about: &About) -> Wanted {
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
        answers: match about {
            About::Package(told) if args.answers => Some(told.interactions.clone()),
            _ => None,
        },
        learner: args.learner.clone(),
    }
}

pub(super) fn facts(args: &ImportArgs, about: &About, kind: SourceKind, bytes: &[u8], now: String) -> Facts {
    let source = Source {
        bytes: bytes.len() as u64,
        joined: None,
        kind,
        package: None,
        returns: None,
        sha256: hex(&Sha256::digest(bytes)),
        v: 1,
    };
    let keep_names = !args.no_names;
    match about {
        About::Package(told) => Facts {
            course: told.course.clone(),
            edition: Some(told.edition.clone()),
            edition_basis: EditionBasis::Package,
            stated_by: args.stated_by.clone(),
            content: Some(told.content.clone()),
            variant: told.variant.clone(),
            language: Some(told.language.clone()),
            release: Some(told.release),
            session: None,
            source: Source { package: Some(told.sha256.clone()), ..source },
            keep_names,
            now,
        },
        About::Typed { course, edition } => Facts {
            course: course.clone(),
            edition: edition.clone().map(|(edition, _)| edition),
            edition_basis: if edition.is_some() { EditionBasis::Stated } else { EditionBasis::Unknown },
            stated_by: args.stated_by.clone(),
            content: None,
            variant: None,
            language: None,
            release: None,
            session: None,
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
    /// Answer codes, where those are what is imported.
    returns: Option<&'a Returns>,
    /// Where refused rows are kept.
    refused: PathBuf,
}

impl Import<'_> {
    fn run(&self, store: &mut SqliteStore) -> Result<Exit, Failure> {
        self.machine.err(&refusals(self.intake));
        let (text, refused) = if self.args.apply { self.apply(store)? } else { self.rehearse(store)? };
        print(self.machine, &text)?;
        Ok(if refused == 0 { Exit::Done } else { Exit::AtFault })
    }

    /// What it would do, and the head behind which it would do so.
    fn plan(&self, store: &SqliteStore) -> Result<(Plan, Head), Failure> {
        let vkey = self.keys.signer.vkey();
        let (tree, now) = appendable(self.machine, self.place, store, &vkey)?;
        let head = Head { size: tree.size(), root: tree.root() };
        let mut stock = keys::Chance::new(self.machine);
        let mut chance = |bytes: &mut [u8]| stock.fill(bytes);
        let (key, facts) = (&self.keys.pseudonym, &Facts { now, ..self.facts.clone() });
        let plan = match self.returns {
            None => plan(store, &tree, key, self.intake, facts, &mut chance),
            Some(codes) => plan_returns(store, &tree, key, codes, (&facts.source, &facts.now), &mut chance),
        };
        // Salts without chance would be no salts: nothing of such a plan may be written.
        match (stock.end(), plan) {
            (Err(failure), _) => Err(failure),
            (Ok(()), Ok(plan)) => Ok((plan, head)),
            (Ok(()), Err(PlanFault::Store(error))) => Err(self.place.failure(&error)),
            (Ok(()), Err(fault)) => Err(Failure::Store(format!("`{}`: {fault}", self.args.file.display()))),
        }
    }

    fn rehearse(&self, store: &SqliteStore) -> Result<(String, u64), Failure> {
        let (plan, _) = self.plan(store)?;
        self.beside(store, &plan)?;
        let next = match plan.batch {
            Some(_) => "Nothing was written. Add --apply to record it.\n",
            None => "Nothing was written, and there is nothing new to record.\n",
        };
        Ok((format!("{}{next}", self.told(&plan)), plan.counts.refused))
    }

    fn apply(&self, store: &mut SqliteStore) -> Result<(String, u64), Failure> {
        // First, so that no refused row is lost if the disk is full.
        let kept = self.keep_refused()?;
        for _ in 0..TRIES {
            let (plan, head) = self.plan(store)?;
            let mut text = self.told(&plan);
            let (head, done) = match &plan.batch {
                None => (head, "There is nothing new to record.\n".to_owned()),
                Some(batch) => match store.append(batch) {
                    Err(StoreError::Moved) => continue,
                    Err(error) => return Err(self.place.failure(&error)),
                    Ok(()) => (batch.head, self.recorded(&plan, batch)),
                },
            };
            text.push_str(&done);
            text.push_str(&kept);
            let checkpoints = store.checkpoints().map_err(|error| self.place.failure(&error))?;
            match checkpoints.last() {
                Some(newest) if head.size <= newest.size => {
                    keep_beside(self.machine, self.place, store, newest)?
                }
                _ => {
                    let checkpoint = sign(self.machine, self.place, store, &self.keys.signer, head)?;
                    text.push_str("\nThe new checkpoint; give it to somebody else:\n\n");
                    text.push_str(&checkpoint);
                }
            }
            self.beside(store, &plan)?;
            return Ok((text, plan.counts.refused));
        }
        Err(self.place.failure(&StoreError::Moved))
    }

    /// Says what stands in no file of refused rows.
    fn beside(&self, store: &SqliteStore, plan: &Plan) -> Result<(), Failure> {
        self.machine.err(&beside_the_file(self.intake, plan));
        let told = since(store, &self.keys.pseudonym, self.facts, self.intake, plan);
        self.machine.err(&told.map_err(|error| self.place.failure(&error))?);
        Ok(())
    }

    fn recorded(&self, plan: &Plan, batch: &Batch) -> String {
        if self.returns.is_some() {
            let what = count(plan.counts.recorded, "answer code", "answer codes");
            return format!("Kept {what}; leaf {} says how many.\n", batch.head.size - 1);
        }
        let leaves = match (batch.expect.size + 1, batch.head.size - 1) {
            (only, last) if only == last => format!("leaf {only}"),
            (first, last) => format!("leaves {first} to {last}"),
        };
        let (one, many) = match self.facts.source.kind.records() {
            CompletionKind::Completion => ("completion", "completions"),
            CompletionKind::Attendance => ("attendance", "attendances"),
            CompletionKind::Competence => ("observation", "observations"),
            CompletionKind::Pledge => ("pledge", "pledges"),
            CompletionKind::FollowUp => ("follow-up", "follow-ups"),
        };
        format!("Recorded {} as {leaves}.\n", count(plan.counts.recorded, one, many))
    }

    /// Writes the refused rows beside the file; gives the line that says so.
    fn keep_refused(&self) -> Result<String, Failure> {
        if self.intake.refused_file.is_empty() {
            return Ok(String::new());
        }
        let path = &self.refused;
        write_bytes(self.machine, path, Keep::Secret, &self.intake.refused_file)
            .map_err(|error| Failure::file("cannot write", path, error))?;
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
        let names = if self.returns.is_some() {
            "in none of them"
        } else if facts.keep_names {
            "kept in the store, outside the log"
        } else {
            "not kept"
        };
        format!(
            "`{file}`: {kind}\n{course} {edition}, {basis}{draft}\n\
             \x20 {recorded:>7} to record{people}\n\
             \x20 {already:>7} recorded before\n\
             \x20 {nothing:>7} with nothing to record\n\
             \x20 {refused:>7} refused\n\
             \x20 {read:>7} read; learners' names are {names}\n{notes}",
            file = self.args.file.display(),
            kind = called(facts.source.kind),
            course = facts.course,
            recorded = counts.recorded,
            already = counts.already,
            nothing = counts.nothing,
            refused = counts.refused,
            read = counts.read,
            notes = self.intake.notes.iter().map(|note| format!("{note}\n")).collect::<String>(),
        )
    }
}
