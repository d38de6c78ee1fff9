//! `bona evidence import`: a file of a learning system becomes records, or says what would become of it.

mod given;
mod joined;
mod kind;
mod mapping;
mod others;
mod pieces;
mod returns;
mod session;
mod streamed;
mod told;

use std::path::{Path, PathBuf};

use bona_engine::canon::hex;
use bona_engine::evidence::{
    CompletionKind, EditionBasis, Facts, Head, Plan, PlanFault, Returns, Source, SourceKind, Store as _,
    StoreError, TEXT_MAX, plan, plan_returns,
};
use bona_engine::intake::{CSV_BYTES, IdKind, Intake, Wanted};
use sha2::{Digest as _, Sha256};

use self::given::Given;
use self::kind::{called, kind, refused_path, untold};
use self::others::Others;
use self::told::{beside_the_file, recorded, refusals, since};
use super::package::{About, about, fits};
use super::{TRIES, appendable, keep_beside, last_day, one_line, open, sign};
use crate::args::{IdentifyBy, ImportArgs, ImportKind};
use crate::command::print;
use crate::exit::{Exit, Failure};
use crate::give::put_beside;
use crate::keys::{self, Keys};
use crate::machine::{Keep, Machine};
use crate::store::{AnyStore, Place};

/// Reads the files, and with `--apply` records each by itself.
pub(crate) fn run(args: &ImportArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.more.is_empty() {
        return one(args, place, machine);
    }
    let apart = [
        (args.learner.is_some(), "--learner"),
        (args.interactions.is_some(), "--interactions"),
        (args.count.is_some(), "--count"),
        (args.keyed_again.is_some(), "--keyed-again"),
    ];
    if let Some((_, flag)) = apart.iter().find(|(given, _)| *given) {
        return Err(Failure::Argument(format!("{flag} belongs to one file; import the files one by one")));
    }
    if let (Some(ImportKind::Table), Some(mapping)) = (args.kind, &args.mapping) {
        return streamed::run(args, mapping, place, machine);
    }
    let mut exit = Exit::Done;
    for file in std::iter::once(&args.file).chain(&args.more) {
        let args = ImportArgs { file: file.clone(), more: Vec::new(), ..args.clone() };
        match one(&args, place, machine)? {
            Exit::Done => {}
            other => exit = other,
        }
    }
    Ok(exit)
}

/// Reads the file, and with `--apply` records it.
fn one(args: &ImportArgs, place: &Place, machine: &dyn Machine) -> Result<Exit, Failure> {
    if args.kind == Some(ImportKind::Returns) {
        return returns::run(args, place, machine);
    }
    match (args.kind, &args.mapping) {
        (Some(ImportKind::Table), None) => return mapping::write(args, machine),
        (Some(ImportKind::Table), Some(mapping)) => return streamed::run(args, mapping, place, machine),
        _ => {}
    }
    let about = about(args, machine)?;
    let Some(Given { bytes, source }) = Given::read(args, &args.file, CSV_BYTES, machine)? else {
        return Ok(Exit::AtFault);
    };
    if let Some(fault) = untold(args.kind, &bytes) {
        machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
        return Ok(Exit::AtFault);
    }
    let kind = kind(args.kind, &bytes);
    fits(args, &about, kind)?;
    accepted(args, kind)?;
    session::asked(args, kind)?;
    joined::asked(args, kind)?;
    let wanted = wanted(args, &about, machine);
    let (read, second) = match &args.interactions {
        Some(path) => joined::read(path, &bytes, &wanted, machine).map(|(read, sha)| (read, Some(sha)))?,
        None => (session::keyed(args, kind, &bytes, &wanted, machine)?, None),
    };
    let mut intake = match read {
        Ok(intake) => intake,
        Err(fault) => {
            machine.err(&format!("error: `{}`: {fault}\n", args.file.display()));
            return Ok(Exit::AtFault);
        }
    };
    let mut store = open(place, machine)?;
    let keys = keys::load(machine, &place.keys)?;
    let session = session::of(args, &store, (place, machine))?;
    let mut facts = Facts { session, ..facts_of(args, &about, kind, source, machine.now()) };
    facts.source.joined = second;
    session::is_its_own(args, &store, (place, machine), &facts)?;
    intake.notes.extend(facts.session.as_ref().and_then(|it| session::other_day(&bytes, kind, it)));
    drop(bytes);
    let refused = refused_path(&args.file, facts.source.kind, (place, machine));
    record(args, &facts, &intake, refused, (&mut store, place, machine, &keys))
}

/// Says what would become of the rows, and with `--apply` records them. Rows that are refused go into the file `refused`.
pub(super) fn record(
    args: &ImportArgs,
    facts: &Facts,
    intake: &Intake,
    refused: PathBuf,
    (store, place, machine, keys): (&mut AnyStore, &Place, &dyn Machine, &Keys),
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
    let Some(Given { bytes, .. }) = Given::read(args, &args.file, CSV_BYTES, machine)? else {
        return Ok(None);
    };
    let kind = kind(args.kind, &bytes);
    if kind == SourceKind::Returns || about.records(kind) != CompletionKind::Completion {
        let why = "says nothing of who completed a course, so there is nothing to compare";
        return Err(Failure::Argument(format!("`{}`: {} {why}", args.file.display(), called(kind))));
    }
    if kind == SourceKind::Table && args.mapping.is_none() {
        let why = "is read by a mapping; `bona evidence import --kind table` proposes one";
        return Err(Failure::Argument(format!("`{}` {why}", args.file.display())));
    }
    let wanted = wanted(args, &about, machine);
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
    if let Some(name) = &args.stated_by {
        one_line("--stated-by", name, TEXT_MAX)?;
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

pub(super) fn wanted(args: &ImportArgs, about: &About, machine: &dyn Machine) -> Wanted {
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
        mastery: about.mastery(),
        part: about.part(),
        activity: args.activity.clone().or(title),
        lms: args.lms.clone(),
        identify_by,
        answers: match about {
            About::Package(told) if args.answers => Some(told.interactions.clone()),
            _ => None,
        },
        learner: args.learner.clone(),
        until: last_day(machine),
    }
}

pub(super) fn facts(args: &ImportArgs, about: &About, kind: SourceKind, bytes: &[u8], now: String) -> Facts {
    facts_of(args, about, kind, (bytes.len() as u64, hex(&Sha256::digest(bytes))), now)
}

/// The same of a file of which length and SHA-256 are known.
fn facts_of(
    args: &ImportArgs,
    about: &About,
    kind: SourceKind,
    (bytes, sha256): (u64, String),
    now: String,
) -> Facts {
    let source = Source { bytes, joined: None, kind, package: None, returns: None, sha256, v: 1 };
    let (keep_names, records) = (!args.no_names, about.records(kind));
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
            records,
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
            records,
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
    fn run(&self, store: &mut AnyStore) -> Result<Exit, Failure> {
        self.machine.err(&refusals(self.intake));
        let (text, refused) = if self.args.apply { self.apply(store)? } else { self.rehearse(store)? };
        print(self.machine, &text)?;
        let other = matches!(self.facts.source.kind, SourceKind::ScormRuntime | SourceKind::Aicc)
            .then(|| told::all_other(&self.args.file, &self.facts.course, self.intake))
            .flatten();
        self.machine.err(other.as_deref().unwrap_or_default());
        Ok(if refused == 0 && other.is_none() { Exit::Done } else { Exit::AtFault })
    }

    /// What it would do, and the head behind which it would do so.
    fn plan(&self, store: &AnyStore) -> Result<(Plan, Head), Failure> {
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
            (Ok(()), Err(fault)) => Err(self.fault(fault)),
        }
    }

    fn fault(&self, fault: PlanFault) -> Failure {
        match fault {
            PlanFault::Store(error) => self.place.failure(&error),
            fault => Failure::Store(format!("`{}`: {fault}", self.args.file.display())),
        }
    }

    fn rehearse(&self, store: &AnyStore) -> Result<(String, u64), Failure> {
        let (plan, _) = self.plan(store)?;
        self.beside(store, &plan)?;
        let next = match plan.batch {
            Some(_) => "Nothing was written. Add --apply to record it.\n",
            None => "Nothing was written, and there is nothing new to record.\n",
        };
        Ok((format!("{}{next}", self.told(&plan)), plan.counts.refused))
    }

    fn apply(&self, store: &mut AnyStore) -> Result<(String, u64), Failure> {
        if self.returns.is_none() {
            return self.in_pieces(store);
        }
        // First, so that no refused row is lost if the disk is full.
        let kept = keep_refused(self.machine, &self.refused, &self.intake.refused_file)?;
        for _ in 0..TRIES {
            let (plan, head) = self.plan(store)?;
            let mut text = self.told(&plan);
            let (head, done) = match &plan.batch {
                None => (head, "There is nothing new to record.\n".to_owned()),
                Some(batch) => match store.append(batch) {
                    Err(StoreError::Moved) => continue,
                    Err(error) => return Err(self.place.failure(&error)),
                    Ok(()) => (batch.head, recorded(self.facts, plan.counts.recorded, batch)),
                },
            };
            text.push_str(&done);
            text.push_str(&kept);
            text.push_str(&signed(self.machine, self.place, store, self.keys, head)?);
            self.beside(store, &plan)?;
            return Ok((text, plan.counts.refused));
        }
        Err(self.place.failure(&StoreError::Moved))
    }

    /// Says what stands in no file of refused rows.
    fn beside(&self, store: &AnyStore, plan: &Plan) -> Result<(), Failure> {
        self.machine.err(&beside_the_file(self.intake, plan));
        let failure = |error| self.place.failure(&error);
        let mut others = Others::of(&self.keys.pseudonym);
        others.look(store, &self.intake.rows, &plan.results).map_err(failure)?;
        self.machine.err(&others.told());
        let told = since(store, &self.keys.pseudonym, self.facts, self.intake, plan);
        self.machine.err(&told.map_err(|error| self.place.failure(&error))?);
        Ok(())
    }

    fn told(&self, plan: &Plan) -> String {
        let notes: String = self.intake.notes.iter().map(|note| format!("{note}\n")).collect();
        told::summary(&self.args.file, self.facts, (plan.counts, plan.new_people), &notes)
    }
}

/// Signs the log as it stands, unless that was done; gives the lines that say so.
fn signed(
    machine: &dyn Machine,
    place: &Place,
    store: &mut AnyStore,
    keys: &Keys,
    head: Head,
) -> Result<String, Failure> {
    let checkpoints = store.checkpoints().map_err(|error| place.failure(&error))?;
    match checkpoints.last() {
        Some(newest) if head.size <= newest.size => {
            keep_beside(machine, place, store, newest)?;
            Ok(String::new())
        }
        _ => {
            let checkpoint = sign(machine, place, store, &keys.signer, head)?;
            Ok(format!("\nThe new checkpoint; give it to somebody else:\n\n{checkpoint}"))
        }
    }
}

/// Writes the refused rows beside the file; gives the line that says so.
fn keep_refused(machine: &dyn Machine, path: &Path, rows: &[u8]) -> Result<String, Failure> {
    if rows.is_empty() {
        return Ok(String::new());
    }
    // Somebody may be mending what an earlier import wrote there.
    let (name, other) = put_beside(machine, path, Keep::Secret, rows)?;
    let why = match other {
        true => format!("`{}` stood there already and stayed as it is.\n", path.display()),
        false => String::new(),
    };
    Ok(format!("{why}The refused rows are in `{}`: mend them there and import that file.\n", name.display()))
}
