//! XLIFF files for translators, written; and read when they come back.

use std::path::{Path, PathBuf};

use bona_engine::check::{Input, Options, Taken, Told, check, sources, take_translation, to_translate};
use bona_engine::diagnostic::Diagnostic;
use bona_engine::id::is_language_tag;
use bona_engine::limits;
use bona_packager::{Came, Xliff, XliffFault, read_xliff, write_xliff};

use crate::args::{Output, TranslateExportArgs, TranslateForm, TranslateImportArgs};
use crate::exit::{Exit, Failure};
use crate::machine::{Keep, Machine, read_at_most, write_bytes};
use crate::{files, meanwhile, show};

/// Units of one fate that are named; of more only how many they are.
const NAMED: usize = 200;

/// Writes a file for translators.
pub(super) fn export(args: &TranslateExportArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let input = files::read_course(machine, &args.course)?;
    let made = to_translate(&input, &args.language);
    let Some(what) = made.value else { return at_fault(machine, &input, &made.diagnostics) };
    let version = if args.format == TranslateForm::Xliff12 { Xliff::One } else { Xliff::Two };
    let bytes = write_xliff(&what, version);
    let path = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{}.xlf", what.course, what.to)));
    let there = machine.stands(&path).map_err(|error| Failure::file("cannot look at", &path, error))?;
    if there.is_some() {
        let own = read_at_most(machine, &path, limits::XLIFF_BYTES).ok();
        if own.as_deref() != Some(&bytes) {
            let path = path.display();
            let text = format!(
                "`{path}` stands there already and is not written over: it may hold a translation. Name another file \
                 with `--out`, or take it away"
            );
            return Err(Failure::Argument(text));
        }
    } else {
        write_bytes(machine, &path, Keep::Remade, &bytes)
            .map_err(|error| Failure::file("cannot write", &path, error))?;
    }
    let texts = what.units.len();
    let left = what.units.iter().filter(|unit| unit.said.is_none()).count();
    let told = format!(
        "{}: {texts} texts, {left} of them not yet in `{}`; `bona translate import {} FILE` takes in what comes back\n",
        path.display(),
        what.to,
        args.course.display()
    );
    super::super::print(machine, &told)?;
    Ok(Exit::Done)
}

/// Takes in a file that came back.
pub(super) fn import(args: &TranslateImportArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let _alone = meanwhile::alone(machine, [&args.course])?;
    let input = files::read_course(machine, &args.course)?;
    let bytes = read_at_most(machine, &args.file, limits::XLIFF_BYTES)
        .map_err(|error| Failure::file("cannot read", &args.file, error))?;
    let came = match read_xliff(&bytes) {
        Ok(came) => came,
        Err(fault) => return refused(machine, &args.file, &fault),
    };
    let checked = check(&input, &Options::default());
    let Some(course) = checked.value else { return at_fault(machine, &input, &checked.diagnostics) };
    let language = match head(args, &came, (course.id.as_str(), &course.language)) {
        Ok(language) => language,
        Err(fault) => return refused(machine, &args.file, &fault),
    };
    let taken = take_translation(&input, &language, &came.units, args.replace);
    let Some(taken) = taken.value else { return at_fault(machine, &input, &taken.diagnostics) };
    let folder = args.course.join("languages");
    let path = folder.join(format!("{language}.ron"));
    if let Some(text) = &taken.text {
        machine.make_folder(&folder).map_err(|error| Failure::file("cannot make", &folder, error))?;
        let read = input.files.get(&format!("languages/{language}.ron"));
        meanwhile::write_over(machine, &path, read, text)?;
    }
    let mut told = String::new();
    each(&mut told, &args.file, "kept as it is here", &taken.kept);
    each(&mut told, &args.file, "taken in as older", &taken.stale);
    each(&mut told, &args.file, "refused", &taken.refused);
    if let Some(edition) = came.edition.filter(|edition| *edition != course.edition) {
        told.push_str(&format!(
            "{}: made from edition {edition}; the course is edition {} now\n",
            args.file.display(),
            course.edition
        ));
    }
    told.push_str(&sum(&path, &taken));
    super::super::print(machine, &told)?;
    Ok(if taken.refused.is_empty() { Exit::Done } else { Exit::AtFault })
}

/// The language into which a file is translated, if it is of this course.
fn head(args: &TranslateImportArgs, came: &Came, (course, from): (&str, &str)) -> Result<String, XliffFault> {
    let fault = |why: String, help: String| XliffFault { line: 1, why, help };
    if came.course != course {
        let help = "name the folder of that course, or have the file of this one sent back".to_owned();
        return Err(fault(
            format!("the file is of the course `{}`; this course is `{course}`", came.course),
            help,
        ));
    }
    if !came.from.eq_ignore_ascii_case(from) {
        let help = format!("have the file sent back as translated from `{from}`");
        return Err(fault(
            format!("its sources are said to be `{}`; the course is `{from}`", came.from),
            help,
        ));
    }
    let language = args.language.clone().unwrap_or_else(|| came.to.clone());
    if let Some(sent) = came.sent.as_ref().filter(|sent| !sent.eq_ignore_ascii_case(&language)) {
        let help = match &args.language {
            None => format!("if it is what was asked for, say so: `--language {sent}`"),
            Some(_) => format!("import it as `{sent}`, or export the course for `{language}`"),
        };
        let why = format!("the file was sent to be translated into `{sent}`, and is of `{language}`");
        return Err(fault(why, help));
    }
    let language = came.sent.clone().unwrap_or(language);
    if !is_language_tag(&language) {
        let help = "give the tag of the language, such as `--language cy`".to_owned();
        return Err(fault(format!("`{language}` is no language tag"), help));
    }
    match came.units.as_slice() {
        [] => Err(fault("the file has no unit".to_owned(), "export again, and compare".to_owned())),
        _ => Ok(language),
    }
}

fn at_fault(machine: &dyn Machine, input: &Input, found: &[Diagnostic]) -> Result<Exit, Failure> {
    let told = show::diagnostics(machine, &sources(input), found, Output::Human);
    super::super::print(machine, &told)?;
    machine.err(&format!("{}; nothing was written.\n", show::count(found)));
    Ok(Exit::AtFault)
}

fn refused(machine: &dyn Machine, file: &Path, fault: &XliffFault) -> Result<Exit, Failure> {
    let XliffFault { line, why, help } = fault;
    super::super::print(machine, &format!("{}:{line}: refused: {why}\n   = help: {help}\n", file.display()))?;
    machine.err("nothing was written.\n");
    Ok(Exit::AtFault)
}

fn each(out: &mut String, file: &Path, fate: &str, told: &[Told]) {
    for Told { line, key, why, help } in told.iter().take(NAMED) {
        let file = file.display();
        out.push_str(&format!("{file}:{line}: {fate}: `{key}`: {why}\n   = help: {help}\n"));
    }
    if let Some(more) = told.len().checked_sub(NAMED).filter(|more| *more > 0) {
        out.push_str(&format!("{}: {fate}: {more} more units\n", file.display()));
    }
}

fn sum(path: &Path, taken: &Taken) -> String {
    let done = if taken.text.is_some() { "written" } else { "is as it was" };
    let Taken { new, changed, again, same, empty, .. } = taken;
    let (kept, stale, refused) = (taken.kept.len(), taken.stale.len(), taken.refused.len());
    let told = [(stale, "of older words"), (*again, "over words of an earlier delivery")];
    let told: Vec<String> = told
        .iter()
        .filter(|(many, _)| *many > 0)
        .map(|(many, what)| format!("{many} of them {what}"))
        .collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) };
    format!(
        "{}: {done}; {new} new, {changed} changed{told}, {same} the same, {kept} kept, {empty} not translated yet, {refused} refused\n",
        path.display()
    )
}
