//! `bona check`: every fault of every course, in one run; with `--fix`, fewer of them.

mod accept;
mod fix;

use std::path::Path;

use bona_engine::check::{Bind, Input, Options, Purpose, Sound, Variants, check_languages, sources};
use bona_engine::course::Course;
use bona_engine::diagnostic::{Diagnostic, Severity};
use bona_engine::lock::LOCK_FILE;
use bona_packager::PROFILES;

use crate::args::{CheckArgs, Deny, Output};
use crate::exit::{Exit, Failure};
use crate::machine::Machine;
use crate::{easy, files, lock, meanwhile, reviews, show, variants};

/// Checks the courses.
pub(crate) fn run(args: &CheckArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let as_of = match &args.as_of {
        Some(day) => day_of(day)?,
        None => machine.now().chars().take(10).collect(),
    };
    let budgets = PROFILES.iter().map(super::budget).collect();
    let (as_of, theme, player) = (Some(as_of), args.theme.clone(), super::player());
    let variants = match args.variant.as_slice() {
        [] => Variants::All,
        places => Variants::Only(places.to_vec()),
    };
    let options =
        Options { as_of, purpose: Purpose::Look, theme, budgets, player, variants, ..Options::default() };
    let (mut all, mut texts, mut whole, mut written) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let courses = files::courses(machine, &args.courses)?;
    let writes = args.write || args.fix || !args.accept.is_empty();
    let _alone = meanwhile::alone(machine, courses.iter().copied().filter(|_| writes))?;
    for folder in courses {
        let mut input = files::read_course(machine, folder)?;
        super::knows_theme(&input, args.theme.as_deref())?;
        super::knows_places(&input, &args.variant)?;
        written.extend(accept::all(machine, folder, &mut input, &args.accept)?);
        if args.fix {
            for line in fix::fix(machine, folder, &mut input, &options)? {
                // What a program reads on standard output is faults alone.
                match args.output {
                    Output::Human => super::print(machine, &line)?,
                    Output::Short | Output::Json | Output::Sarif => machine.err(&line),
                }
            }
        }
        if args.write || input.files.contains_key(LOCK_FILE) {
            lock::sum_media(machine, folder, &mut input)?;
        }
        let mut checked = check_languages(&input, &options);
        if args.write {
            let Some(Sound { course, .. }) = &checked.value else {
                machine.err(&format!("{}: at fault; course.lock was left as it is\n", folder.display()));
                texts.extend(sources(&input));
                add(&mut all, checked.diagnostics);
                continue;
            };
            let done = write(machine, folder, &mut input, (course, &options))?;
            if !done.is_empty() {
                written.extend(done);
                checked = check_languages(&input, &options);
            }
        }
        texts.extend(sources(&input));
        add(&mut all, checked.diagnostics);
        whole.extend(checked.value.map(|sound| (input.folder.clone(), sound)));
    }
    super::print(machine, &show::diagnostics(machine, &texts, &all, args.output))?;
    if args.output == Output::Human {
        for done in &written {
            super::print(machine, done)?;
        }
        for (folder, sound) in &whole {
            ready(machine, folder, sound)?;
        }
        // What is wrong goes before what is only doubtful.
        let wrong = all.iter().find(|found| found.severity == Severity::Error);
        if let Some(first) = wrong.or(all.first()) {
            let line =
                format!("{}. `bona explain {}` says why a rule is there.\n", show::count(&all), first.rule);
            super::print(machine, &line)?;
        }
    }
    Ok(ended(args, &all))
}

/// How it ends where this was found.
fn ended(args: &CheckArgs, all: &[Diagnostic]) -> Exit {
    let fatal = all.iter().any(|found| found.severity == Severity::Error);
    let denied = args.deny == Some(Deny::Warnings) && !all.is_empty();
    if fatal || denied { Exit::AtFault } else { Exit::Done }
}

/// Takes what is told of one course more. What is told of a house that several courses share is told once.
fn add(all: &mut Vec<Diagnostic>, of_one: Vec<Diagnostic>) {
    let before = all.len();
    for found in of_one {
        if !all.get(..before).is_some_and(|before| before.contains(&found)) {
            all.push(found);
        }
    }
}

/// Writes what a course that is right says of its own texts, and says what was written.
fn write(
    machine: &dyn Machine,
    folder: &Path,
    input: &mut Input,
    (course, options): (&Course, &Options),
) -> Result<Vec<String>, Failure> {
    let mut written = easy::write(machine, folder, input)?;
    // A version that is of these words is shown, so it is among the words that the lock notes.
    let again = (!written.is_empty()).then(|| check_languages(input, options));
    let course = again.as_ref().and_then(|again| again.value.as_ref()).map_or(course, |own| &own.course);
    written.extend(lock::write(machine, folder, input, course)?);
    written.extend(variants::write(machine, folder, input, Bind::Empty)?);
    written.extend(reviews::write(machine, folder, input)?);
    written.extend(reviews::write_readings(machine, folder, input)?);
    Ok(written)
}

/// Says that a course is right, in which languages and at how many places.
fn ready(
    machine: &dyn Machine,
    folder: &str,
    Sound { course, languages, variants }: &Sound,
) -> Result<(), Failure> {
    let pages = show::many(course.pages().count(), "page");
    let minutes = show::many(course.minutes().0.into(), "minute");
    let line = format!("{folder}: {} {}, {pages}, {minutes}: ready to package\n", course.id, course.edition);
    super::print(machine, &line)?;
    for other in languages {
        let Some(own) = &other.translation else { continue };
        let (tag, done) = (&other.language, own.texts - own.missing);
        let line = format!("{folder}: {tag}: {done} of {} translated\n", show::many(own.texts, "text"));
        super::print(machine, &line)?;
    }
    if !variants.is_empty() {
        let places = show::many(variants.len(), "place");
        super::print(machine, &format!("{folder}: ready for {places}\n"))?;
    }
    Ok(())
}

fn day_of(text: &str) -> Result<String, Failure> {
    text.parse::<jiff::civil::Date>()
        .map(|day| day.to_string())
        .map_err(|_| Failure::Argument(format!("`{text}` is no day; write it as 2026-11-22")))
}
