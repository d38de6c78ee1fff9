//! `bona package`: courses become packages, each whole or absent.

mod chosen;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bona_engine::check::{Input, Options, Purpose, Variants, check_languages, lock_of, sources};
use bona_engine::course::Course;
use bona_engine::diagnostic::Diagnostic;
use bona_engine::id::RoleId;
use bona_engine::lock::LOCK_FILE;
use bona_packager::{
    Further, Loss, PROFILES, PackError, PackOptions, Packed, Part, Piece, Profile, QuestionForm, STANDARDS,
    Standard, control_document_fault, file_name, pack, standard, takes_control_documents,
};
use rayon::prelude::*;
use serde_json::json;

use crate::args::{FormName, Listing, Output, PackageArgs, PartName, SplitName};
use crate::exit::{Exit, Failure};
use crate::files::{self, CourseMedia};
use crate::machine::{Keep, Machine, read_at_most};
use crate::progress::Progress;
use crate::{lock, show};
use chosen::{Ready, at_places, variants_of};

/// Bytes of a schema file; the largest of any SCORM has 24 KB.
const CONTROL_DOCUMENT_BYTES: u64 = 1_000_000;
/// Most packages that are made at once.
const JOBS: usize = 64;

/// A package that was written.
struct Made {
    path: PathBuf,
    packed: Packed,
    /// Characters that the profile keeps of a learner's place.
    most: usize,
}

/// Makes the packages.
pub(crate) fn run(args: &PackageArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let standards = args.format.iter().map(|name| standard_of(name)).collect::<Result<Vec<_>, _>>()?;
    let profile = profile_of(&args.profile)?;
    let control_documents = match &args.control_documents {
        Some(folder) => control_documents(machine, folder, &standards)?,
        None => Vec::new(),
    };
    if let Some(folder) = &args.control_documents {
        judge_control_documents(machine, folder, &args.format, &control_documents)?;
    }
    let Some(ready) = check_all(args, profile, machine)? else { return Ok(Exit::AtFault) };
    if !may_be_made(args, &ready, machine) {
        return Ok(Exit::AtFault);
    }
    let role = role_of(args, &ready)?;
    machine.make_folder(&args.out).map_err(|error| Failure::file("cannot make", &args.out, error))?;
    let options = PackOptions {
        profile,
        part: part_of(args)?,
        piece: None,
        role: role.as_ref(),
        variant: None,
        others: &[],
        shared_pc: args.shared_pc,
        hosts: &args.host,
        release: args.release,
        control_documents: &control_documents,
        lock: None,
    };
    let work = work(args, &ready, &standards)?;
    let progress = Progress::start(machine, work.len());
    let make = |(ready, standard, piece): &Work<'_>| {
        let options = PackOptions { piece: piece.as_ref(), ..options };
        let made = one(machine, &args.out, ready, *standard, &options, &progress);
        progress.one();
        made
    };
    let made: Result<Vec<Made>, Failure> = pool(args.jobs)?.install(|| work.par_iter().map(make).collect());
    progress.end();
    super::print(machine, &report(&made?, args.output))?;
    Ok(Exit::Done)
}

/// A package to be made: of a course, for a standard, and which of several where the course is split.
type Work<'a> = (&'a Ready, &'static dyn Standard, Option<Piece>);

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

fn standard_of(name: &str) -> Result<&'static dyn Standard, Failure> {
    let known: Vec<&str> = STANDARDS.iter().map(|standard| standard.name()).collect();
    standard(name).ok_or_else(|| super::unknown("format", name, &known))
}

fn profile_of(name: &str) -> Result<&'static Profile, Failure> {
    let known: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
    Profile::named(name).ok_or_else(|| super::unknown("profile", name, &known))
}

/// Checks every course first: no package is made while one is at fault.
fn check_all(
    args: &PackageArgs,
    profile: &Profile,
    machine: &dyn Machine,
) -> Result<Option<Vec<Ready>>, Failure> {
    let options = Options {
        as_of: Some(machine.now().chars().take(10).collect()),
        purpose: if args.release { Purpose::Release } else { Purpose::Package },
        theme: args.theme.clone(),
        budgets: vec![super::budget(profile)],
        player: super::player(),
        variants: Variants::None,
    };
    let (mut ready, mut whole) = (Vec::new(), true);
    let mut said: Vec<(Input, Vec<Diagnostic>)> = Vec::new();
    let folders = files::courses(machine, &args.courses)?;
    for folder in folders.iter().copied() {
        let mut input = files::read_course(machine, folder)?;
        super::knows_theme(&input, args.theme.as_deref())?;
        let options = Options { variants: variants_of(args, &input)?, ..options.clone() };
        if input.files.contains_key(LOCK_FILE) {
            lock::sum_media(machine, folder, &mut input)?;
        }
        let checked = check_languages(&input, &options);
        let lock = lock_of(&input);
        match checked.value {
            Some(sound) => ready.extend(at_places(args, sound, folder, lock)?),
            None => whole = false,
        }
        said.push((input, checked.diagnostics));
    }
    let texts: Vec<_> = said.iter().flat_map(|(input, _)| sources(input)).collect();
    let all: Vec<_> = said.into_iter().flat_map(|(_, found)| found).collect();
    if !whole {
        let errors = show::diagnostics(machine, &texts, &all, Output::Human);
        machine.err(&format!("{errors}{}; no package was made.\n", show::count(&all)));
        return Ok(None);
    }
    if !all.is_empty() && args.output == Listing::Human {
        let folder = folders[0].display();
        machine.err(&format!("{}: `bona check {folder}` shows them.\n", show::count(&all)));
    }
    Ok(Some(ready))
}

/// A further language as the name of a file needs it.
fn further(course: &Course) -> Further {
    Further { language: course.language.clone(), content: String::new() }
}

/// Whether packages may be made of courses that have no fault: one that is given out must outlive its next edition,
/// and have been read by those whom it names.
fn may_be_made(args: &PackageArgs, ready: &[Ready], machine: &dyn Machine) -> bool {
    let mut may = true;
    // A course is asked once, however many places it is packaged for.
    let asked = |at: &usize| ready[..*at].iter().all(|before| before.folder != ready[*at].folder);
    for Ready { course, folder, lock, .. } in (0..ready.len()).filter(asked).map(|at| &ready[at]) {
        let folder = folder.display();
        if lock.is_none() && args.release {
            machine.err(&format!(
                "error: {folder} has no course.lock, so the next edition could not find a learner's place again; \
                 run `bona check --write {folder}` and commit the file\n"
            ));
            may = false;
        } else if lock.is_none() && args.output == Listing::Human {
            machine.err(&format!(
                "note: {folder} has no course.lock: whoever is halfway through when you package it again begins \
                 afresh. `bona check --write {folder}` makes one before you give it out.\n"
            ));
        }
        if args.release && !course.needs_review_by.is_empty() {
            let wanted: Vec<String> = course.needs_review_by.iter().map(|by| format!("{by:?}")).collect();
            let wanted = wanted.join(", ");
            machine.err(&format!(
                "error: {folder} asks for a review by {wanted}, and none is on record; without `--release` a \
                 draft is made\n"
            ));
            may = false;
        }
        if args.release && course.accessibility.contact.is_none() {
            machine.err(&format!(
                "warning: {folder} says nowhere whom to tell of a problem, so its accessibility.html still has to be \
                 filled in; write `accessibility: Accessibility(contact: \"…\")` in course.ron, or \
                 house/accessibility.ron for all courses\n"
            ));
        }
    }
    if !may {
        machine.err("no package was made.\n");
    }
    may
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
    formats: &[String],
    given: &[(String, Vec<u8>)],
) -> Result<(), Failure> {
    let (takers, others): (Vec<&String>, Vec<&String>) =
        formats.iter().partition(|format| takes_control_documents(format));
    let named =
        |formats: &[&String]| formats.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
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

fn one(
    machine: &dyn Machine,
    out: &Path,
    ready: &Ready,
    standard: &dyn Standard,
    options: &PackOptions<'_>,
    progress: &Progress<'_>,
) -> Result<Made, Failure> {
    let media = CourseMedia::of(machine, &ready.folder);
    // The name holds no hash, so it is known before the first byte is written.
    let identity = bona_packager::Identity::of(
        &ready.course,
        String::new(),
        standard.name(),
        options.profile.name,
        options.release,
    )
    .with_part(options.part)
    .with_piece(options.piece)
    .with_role(options.role)
    .with_variant(ready.variant.as_deref())
    .with_further(ready.others.iter().map(further).collect())
    .with_shared_pc(options.shared_pc);
    let path = out.join(file_name(&identity, &ready.own_language, standard));
    let own = |name: &str| standard.control_documents().contains(&name);
    let control_documents: Vec<_> =
        options.control_documents.iter().filter(|(name, _)| own(name)).cloned().collect();
    let mut result: Option<Result<Packed, PackError>> = None;
    let written = machine.write(&path, Keep::Remade, &mut |file| {
        let options = PackOptions {
            lock: ready.lock.as_ref(),
            variant: ready.variant.as_deref(),
            others: &ready.others,
            control_documents: &control_documents,
            ..*options
        };
        let packed = pack(&ready.course, &media, standard, &options, progress, file);
        let failed = packed.is_err();
        result = Some(packed);
        // An error here keeps the file from getting its name.
        if failed { Err(std::io::Error::other("not made")) } else { Ok(()) }
    });
    match (result, written) {
        (Some(Ok(packed)), Ok(())) => Ok(Made { path, packed, most: options.profile.state_limit() }),
        (Some(Err(PackError::Interrupted)), _) => Err(Failure::Interrupted),
        (Some(Err(source)), _) => Err(Failure::Package { path: path.display().to_string(), source }),
        (_, Err(error)) => Err(Failure::file("cannot write", &path, error)),
        (None, Ok(())) => unreachable!("a file that was written was filled"),
    }
}

/// What a package cannot say, for a program.
fn lost(loss: &Loss) -> serde_json::Value {
    json!({ "what": loss.what, "id": loss.id, "says": loss.says })
}

/// Which of several packages one is, for a program.
fn split(piece: &Piece) -> serde_json::Value {
    json!({ "number": piece.number(), "of": piece.count(), "module": piece.module() })
}

fn report(made: &[Made], output: Listing) -> String {
    if output == Listing::Json {
        let list: Vec<_> = made
            .iter()
            .map(|made| {
                json!({
                    "path": made.path.display().to_string(),
                    "course": made.packed.identity.course,
                    "edition": made.packed.identity.edition,
                    "format": made.packed.identity.format,
                    "part": made.packed.identity.part_name(),
                    "split": made.packed.identity.piece.as_ref().map(split),
                    "form": made.packed.identity.part.form().map(QuestionForm::name),
                    "role": made.packed.identity.role,
                    "variant": made.packed.identity.variant,
                    "shared_pc": made.packed.identity.shared_pc,
                    "profile": made.packed.identity.profile,
                    "language": made.packed.identity.language,
                    "languages": made.packed.identity.languages().collect::<Vec<_>>(),
                    "content": made.packed.identity.content,
                    "release": made.packed.identity.release,
                    "sha256": made.packed.sha256,
                    "files": made.packed.files,
                    "bytes": made.packed.bytes,
                    "state": made.packed.state,
                    "losses": made.packed.losses.iter().map(lost).collect::<Vec<_>>(),
                })
            })
            .collect();
        return show::json(&json!({ "packages": list }));
    }
    let mut text = String::new();
    for made in made {
        let kilobytes = made.packed.bytes.div_ceil(1_000);
        text.push_str(&format!("{}\n", made.path.display()));
        let (files, more) = (made.packed.files, if made.packed.files == 1 { "" } else { "s" });
        text.push_str(&format!("  {files} file{more}, {kilobytes} KB, sha256 {}\n", made.packed.sha256));
        let most = made.most;
        if let Some(state) = made.packed.state {
            text.push_str(&format!("  a learner's place needs at most {state} of {most} characters\n"));
        }
        let losses = &made.packed.losses;
        if !losses.is_empty() {
            text.push_str("  not carried, or turned into something else:\n");
        }
        losses.iter().for_each(|loss| text.push_str(&format!("    {loss}\n")));
    }
    if made.iter().any(|made| !made.packed.identity.release) {
        text.push_str(
            "Draft: the reviews that the course asks for are not on record yet; its first page says so.\n",
        );
    }
    text
}
