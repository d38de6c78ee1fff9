//! `bona package`: courses become packages, each whole or absent.

mod chosen;
mod making;
pub(super) mod offer;
mod reviewed;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bona_engine::check::{Input, Options, Purpose, Variants, check_languages, lock_of, sources};
use bona_engine::diagnostic::Diagnostic;
use bona_engine::id::RoleId;
use bona_engine::lock::LOCK_FILE;
use bona_packager::{
    OFFER_PAGE, PROFILES, PackError, PackOptions, Packed, Part, Piece, Profile, QuestionForm, STANDARDS,
    Standard, control_document_fault, standard, takes_control_documents,
};

use crate::args::{FormName, Listing, Output, PackageArgs, PartName, SplitName};
use crate::cache::{self, Cache};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::machine::{Machine, read_at_most};
use crate::progress::Progress;
use crate::sums::Sums;
use crate::{lock, show};
use chosen::{Ready, at_places, variants_of};
use making::{Failed, Maker, Work};

/// Bytes of a schema file; the largest of any SCORM has 24 KB.
const CONTROL_DOCUMENT_BYTES: u64 = 1_000_000;
/// Most packages that are made at once.
const JOBS: usize = 64;

/// The word for all formats.
const ALL: &str = "all";

/// A package that was written.
struct Made {
    path: PathBuf,
    packed: Packed,
    /// The course's title, in the language in which the package begins.
    title: String,
    /// What people call the place for which it is.
    place: Option<String>,
    /// How far the reviews of its course are.
    reviews: Reviews,
    /// Characters that the profile keeps of a learner's place.
    most: usize,
    /// Whether it stood there already, and nothing of which it is made has changed.
    kept: bool,
}

/// How far the reviews of a course are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reviews {
    /// The course asks for none.
    NoneAsked,
    /// Some that it asks for are not on record.
    Missing,
    /// All that it asks for are on record.
    OnRecord,
}

/// What was asked for and is not there: a package, or all packages of a course.
struct Unmade {
    /// The course's folder.
    folder: PathBuf,
    /// The file that was to be; `None` of a whole course.
    path: Option<PathBuf>,
    format: Option<&'static str>,
    variant: Option<String>,
    /// Why, and what to do: sentences without a full stop at the end.
    why: String,
    /// How the command ends for it.
    exit: Exit,
}

impl Unmade {
    /// All packages of a course.
    fn course(folder: &Path, why: String) -> Self {
        let folder = folder.to_owned();
        Self { folder, path: None, format: None, variant: None, why, exit: Exit::AtFault }
    }

    /// The page of the packages, with its feed.
    fn offer(out: &Path, failure: &Failure) -> Self {
        let (path, why) = (Some(out.join(OFFER_PAGE)), crate::with_causes(failure));
        Self { folder: out.to_owned(), path, format: None, variant: None, why, exit: failure.exit() }
    }
}

/// Makes the packages.
pub(crate) fn run(args: &PackageArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    all(args, &pool(args.jobs)?, machine)
}

fn all(args: &PackageArgs, pool: &rayon::ThreadPool, machine: &dyn Machine) -> Result<Exit, Failure> {
    let profile = profile_of(&args.profile)?;
    let standards = standards_of(&args.format, profile)?;
    let control_documents = match &args.control_documents {
        Some(folder) => control_documents(machine, folder, &standards)?,
        None => Vec::new(),
    };
    if let Some(folder) = &args.control_documents {
        judge_control_documents(machine, folder, &standards, &control_documents)?;
    }
    let began = machine.now();
    let mut cache = if args.no_cache { Cache::default() } else { Cache::read(machine, &args.out) };
    let noted = std::mem::take(&mut cache.media);
    let sums = Sums::new(machine, if args.rehash { BTreeMap::new() } else { noted }).within(pool);
    let Some((mut ready, mut unmade)) = check_all(args, profile, &sums, machine)? else {
        return Ok(Exit::AtFault);
    };
    unmade.extend(not_to_be_made(args, &ready, machine));
    if args.release {
        reviewed::unread(&ready).iter().for_each(|line| machine.err(line));
    }
    ready.retain(|ready| unmade.iter().all(|own| own.folder != ready.folder));
    if ready.is_empty() || (!unmade.is_empty() && !args.keep_going) {
        machine.err("no package was made.\n");
        return Ok(Exit::AtFault);
    }
    let role = role_of(args, &ready)?;
    machine.make_folder(&args.out).map_err(|error| Failure::file("cannot make", &args.out, error))?;
    let options = PackOptions {
        part: part_of(args)?,
        role: role.as_ref(),
        easy_only: args.only.is_some(),
        shared_pc: args.shared_pc,
        hosts: &args.host,
        release: args.release,
        control_documents: &control_documents,
        ..PackOptions::of(profile)
    };
    let work = work(args, &ready, &standards)?;
    let giving = offer::before(args, work.len(), machine)?;
    clear(args, machine);
    let progress = Progress::start(machine, work.len()).within(pool);
    let all =
        Maker { machine, args, pool, options, sums: &sums, progress: &progress }.make(&work, &mut cache);
    progress.end();
    keep(args, machine, cache, sums, &began);
    let mut made = Vec::new();
    for one in all {
        match one {
            Ok(one) => made.push(one),
            Err(Failed::Interrupted) => return Err(Failure::Interrupted),
            Err(Failed::One(one)) => unmade.push(*one),
        }
    }
    let mut given = None;
    if let Some(giving) = giving.filter(|_| !made.is_empty()) {
        match offer::write(args, giving, &made, machine) {
            Ok(own) => given = Some(own),
            Err(Failure::Interrupted) => return Err(Failure::Interrupted),
            Err(failure) => unmade.push(Unmade::offer(&args.out, &failure)),
        }
    }
    super::print(machine, &told::report(&made, &unmade, given.as_ref(), args.output))?;
    Ok(ended(&unmade, machine))
}

/// Says what there is not; how the command ends for the worst of it.
fn ended(unmade: &[Unmade], machine: &dyn Machine) -> Exit {
    unmade
        .iter()
        .filter(|one| one.path.is_some())
        .for_each(|one| machine.err(&format!("error: {}\n", one.why)));
    unmade.iter().max_by_key(|one| one.exit.value()).map_or(Exit::Done, |one| one.exit)
}

/// Takes away what a run that was cut off has left half-written.
fn clear(args: &PackageArgs, machine: &dyn Machine) {
    // What cannot be cleared is in nobody's way: it has no name that is read.
    if let Ok(cleared @ 1..) = machine.clear(&args.out) {
        let (files, out) = (show::many(cleared, "half-written file"), args.out.display());
        machine.err(&format!("note: a run that was cut off had left {files} in {out}; removed.\n"));
    }
}

/// Notes for the next run what this one got to know.
fn keep(args: &PackageArgs, machine: &dyn Machine, mut cache: Cache, sums: Sums<'_>, began: &str) {
    let Ok(began) = began.parse::<jiff::Timestamp>() else { return };
    if args.no_cache {
        return;
    }
    cache.note(sums.all(), began.as_second());
    if let Err(error) = cache.write(machine, &args.out) {
        let path = cache::place(&args.out);
        machine.err(&format!(
            "note: cannot write {}: {error}; the packages are whole, and the next run makes them anew.\n",
            path.display()
        ));
    }
}

/// Every package that is asked for.
fn work<'a>(
    args: &PackageArgs,
    ready: &'a [Ready],
    standards: &[&'static dyn Standard],
) -> Result<Vec<Work<'a>>, Failure> {
    let mut work = Vec::new();
    for course in ready {
        let pieces: Vec<Option<Piece>> = match args.split {
            None => vec![None],
            Some(SplitName::Modules) => {
                let fault = |error: PackError| Failure::Argument(error.to_string());
                Piece::all(&course.course).map_err(fault)?.into_iter().map(Some).collect()
            }
        };
        for standard in standards {
            work.extend(pieces.iter().map(|piece| (course, *standard, piece.clone())));
        }
    }
    Ok(work)
}

/// The part that is asked for.
fn part_of(args: &PackageArgs) -> Result<Part, Failure> {
    let form = args.form.map(|form| match form {
        FormName::A => QuestionForm::A,
        FormName::B => QuestionForm::B,
    });
    let part = match args.part {
        PartName::Course if form.is_some() => {
            let why = "the course itself has no form; write --part baseline, post or follow-up beside --form";
            return Err(Failure::Argument(why.into()));
        }
        PartName::Course => return Ok(Part::Course),
        PartName::Baseline => Part::Baseline(form.unwrap_or(QuestionForm::A)),
        PartName::Post => Part::Post(form.unwrap_or(QuestionForm::B)),
        PartName::FollowUp => Part::FollowUp(form.unwrap_or(QuestionForm::B)),
    };
    Ok(part)
}

/// The role that is asked for; every course must know it.
fn role_of(args: &PackageArgs, ready: &[Ready]) -> Result<Option<RoleId>, Failure> {
    let Some(name) = &args.role else { return Ok(None) };
    if args.part != PartName::Course {
        let why = "what is asked before and after a course is asked of everyone; leave out --role or --part";
        return Err(Failure::Argument(why.into()));
    }
    let mut role = None;
    for Ready { course, .. } in ready {
        role = course.roles.iter().map(|role| &role.id).find(|id| id.as_str() == name).cloned();
        if role.is_none() && course.roles.is_empty() {
            let why = format!("the course `{}` has no roles, so everything in it is for everyone", course.id);
            return Err(Failure::Argument(why));
        }
        if role.is_none() {
            let known: Vec<&str> = course.roles.iter().map(|role| role.id.as_str()).collect();
            return Err(super::unknown("role", name, &known));
        }
    }
    Ok(role)
}

fn pool(jobs: Option<usize>) -> Result<rayon::ThreadPool, Failure> {
    let jobs = jobs.unwrap_or(0);
    if jobs > JOBS {
        return Err(Failure::Argument(format!(
            "at most {JOBS} packages are made at once; write `--jobs {JOBS}` or less"
        )));
    }
    // Nought lets rayon ask the machine.
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build()
        .map_err(|error| Failure::Argument(format!("cannot work on {jobs} packages at once: {error}")))
}

/// The formats of these names; `all` stands for every one that the profile takes.
fn standards_of(names: &[String], profile: &Profile) -> Result<Vec<&'static dyn Standard>, Failure> {
    if names.iter().any(|name| name == ALL) {
        return Ok(STANDARDS.iter().copied().filter(|one| profile.takes(one.name())).collect());
    }
    names.iter().map(|name| standard_of(name)).collect()
}

fn standard_of(name: &str) -> Result<&'static dyn Standard, Failure> {
    let known: Vec<&str> = STANDARDS.iter().map(|standard| standard.name()).collect();
    standard(name).ok_or_else(|| super::unknown("format", name, &known))
}

fn profile_of(name: &str) -> Result<&'static Profile, Failure> {
    let known: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
    Profile::named(name).ok_or_else(|| super::unknown("profile", name, &known))
}

/// The courses that are right, and those that are not.
type Checked = (Vec<Ready>, Vec<Unmade>);

/// Checks every course first: no package is made while one is at fault, unless what is right is to be made all the same.
fn check_all(
    args: &PackageArgs,
    profile: &Profile,
    sums: &Sums<'_>,
    machine: &dyn Machine,
) -> Result<Option<Checked>, Failure> {
    let options = Options {
        as_of: Some(machine.now().chars().take(10).collect()),
        purpose: if args.release { Purpose::Release } else { Purpose::Package },
        theme: args.theme.clone(),
        budgets: vec![super::budget(profile)],
        player: super::player(),
        variants: Variants::None,
        for_reviewers: false,
        review_hashes: false,
    };
    let (mut ready, mut unmade) = (Vec::new(), Vec::new());
    let mut said: Vec<(Input, Vec<Diagnostic>)> = Vec::new();
    let folders = files::courses(machine, &args.courses)?;
    for folder in folders.iter().copied() {
        let mut input = files::read_course(machine, folder)?;
        super::knows_theme(&input, args.theme.as_deref())?;
        let options = Options { variants: variants_of(args, &input)?, ..options.clone() };
        if input.files.contains_key(LOCK_FILE) {
            lock::sum_media_of(sums, machine, folder, &mut input)?;
        }
        let checked = check_languages(&input, &options);
        let lock = lock_of(&input);
        match checked.value {
            Some(sound) => ready.extend(at_places(args, sound, folder, lock)?),
            None => {
                let why = format!(
                    "{}; `bona check {}` shows them",
                    show::count(&checked.diagnostics),
                    folder.display()
                );
                unmade.push(Unmade::course(folder, why));
            }
        }
        said.push((input, checked.diagnostics));
    }
    let texts: Vec<_> = said.iter().flat_map(|(input, _)| sources(input)).collect();
    let all: Vec<_> = said.into_iter().flat_map(|(_, found)| found).collect();
    if !unmade.is_empty() {
        let errors = show::diagnostics(machine, &texts, &all, Output::Human);
        if ready.is_empty() || !args.keep_going {
            machine.err(&format!("{errors}{}; no package was made.\n", show::count(&all)));
            return Ok(None);
        }
        machine.err(&format!("{errors}{}.\n", show::count(&all)));
        return Ok(Some((ready, unmade)));
    }
    if !all.is_empty() && args.output == Listing::Human {
        let folder = folders[0].display();
        machine.err(&format!("{}: `bona check {folder}` shows them.\n", show::count(&all)));
    }
    Ok(Some((ready, unmade)))
}

/// The courses without a fault of which no package may be made: one that is given out must outlive its next edition,
/// and have been read by those whom it names.
fn not_to_be_made(args: &PackageArgs, ready: &[Ready], machine: &dyn Machine) -> Vec<Unmade> {
    let mut unmade = Vec::new();
    // A course is asked once, however many places it is packaged for.
    let asked = |at: &usize| ready[..*at].iter().all(|before| before.folder != ready[*at].folder);
    for Ready { course, folder, lock, .. } in (0..ready.len()).filter(asked).map(|at| &ready[at]) {
        let own = folder;
        let folder = folder.display();
        if lock.is_none() && args.release {
            machine.err(&format!(
                "error: {folder} has no course.lock, so the next edition could not find a learner's place again; \
                 run `bona check --write {folder}` and commit the file\n"
            ));
            unmade.push(Unmade::course(own, "it has no course.lock".into()));
        } else if lock.is_none() && args.output == Listing::Human {
            machine.err(&format!(
                "note: {folder} has no course.lock: whoever is halfway through when you package it again begins \
                 afresh. `bona check --write {folder}` makes one before you give it out.\n"
            ));
        }
        if args.release
            && let Some(missing) = reviewed::missing(course)
        {
            machine.err(&format!(
                "error: {folder} is not reviewed as it stands; without `--release` a draft is made\n{missing}"
            ));
            unmade.push(Unmade::course(own, "it is not reviewed as it stands".to_owned()));
        }
        if args.release && course.accessibility.contact.is_none() {
            machine.err(&format!(
                "warning: {folder} says nowhere whom to tell of a problem, so its accessibility.html still has to be \
                 filled in; write `accessibility: Accessibility(contact: \"…\")` in course.ron, or \
                 house/accessibility.ron for all courses\n"
            ));
        }
    }
    unmade
}

/// The schema files of every standard that is asked for.
fn control_documents(
    machine: &dyn Machine,
    folder: &Path,
    standards: &[&'static dyn Standard],
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let names: BTreeSet<&str> =
        standards.iter().flat_map(|standard| standard.control_documents()).copied().collect();
    names
        .into_iter()
        .map(|name| {
            let path = folder.join(name);
            let bytes = read_at_most(machine, &path, CONTROL_DOCUMENT_BYTES)
                .map_err(|error| Failure::file("cannot read", &path, error))?;
            Ok((name.to_owned(), bytes))
        })
        .collect()
}

/// Refuses a schema file that is not the standard's own, and says which formats take none.
fn judge_control_documents(
    machine: &dyn Machine,
    folder: &Path,
    standards: &[&'static dyn Standard],
    given: &[(String, Vec<u8>)],
) -> Result<(), Failure> {
    let formats = standards.iter().map(|standard| standard.name());
    let (takers, others): (Vec<&str>, Vec<&str>) =
        formats.partition(|format| takes_control_documents(format));
    let named =
        |formats: &[&str]| formats.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if takers.is_empty() {
        let why = format!("no control documents go with {}; leave out `--control-documents`", named(&others));
        return Err(Failure::Argument(why));
    }
    if !others.is_empty() {
        machine.err(&format!("note: no control documents go with {}.\n", named(&others)));
    }
    for format in takers {
        for (name, bytes) in given {
            if let Some(fault) = control_document_fault(format, name, bytes) {
                return Err(Failure::Argument(format!("in `{}`, {fault}", folder.display())));
            }
        }
    }
    Ok(())
}
