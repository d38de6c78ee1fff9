//! `bona variant`: forms for places, and what came back. What a form asks and how it is read stands in `form`.

mod read;

use std::path::{Path, PathBuf};

use bona_engine::check::{Form, form, sources};

use crate::args::{FormKind, Output, VariantArgs, VariantCommand, VariantFormArgs};
use crate::exit::{Exit, Failure};
use crate::form::taking::{Desk, Shelf};
use crate::form::{Paper, book, page};
use crate::machine::{Keep, Machine, Stands, read_at_most, write_bytes};
use crate::show::many;
use crate::{files, show};

/// Does what was asked.
pub(crate) fn run(args: &VariantArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    match &args.command {
        VariantCommand::Form(args) => forms(args, machine),
        VariantCommand::Read(args) => read::run(args, machine),
    }
}

/// Reads the courses; `None`, after telling, where one is at fault. `done` is what was not done then.
fn desk(machine: &dyn Machine, courses: &[PathBuf], done: &str) -> Result<Option<Desk>, Failure> {
    let (mut shelves, mut found, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let mut house: Option<PathBuf> = None;
    for folder in files::courses(machine, courses)? {
        let input = files::read_course(machine, folder)?;
        let Some(own) = files::nearest_house(machine, &machine.full(folder)) else {
            return Err(Failure::Argument(format!(
                "`{}` has no house; write its places as house/places/<id>.ron",
                folder.display()
            )));
        };
        if let Some(other) = house.replace(own.clone()).filter(|other| *other != own) {
            return Err(Failure::Argument(format!(
                "these courses have two houses, `{}` and `{}`; a form is of one",
                other.display(),
                own.display()
            )));
        }
        if super::places(&input).is_empty() {
            return Err(Failure::Argument(format!(
                "the house of `{}` has no places; write one as house/places/<id>.ron",
                folder.display()
            )));
        }
        let made = form(&input);
        match made.value {
            Some(form) => shelves.push(Shelf { folder: folder.clone(), input, form }),
            None => {
                texts.extend(sources(&input));
                found.extend(made.diagnostics);
            }
        }
    }
    if !found.is_empty() {
        let told = show::diagnostics(machine, &texts, &found, Output::Human);
        machine.err(&format!("{told}{}; {done}.\n", show::count(&found)));
        return Ok(None);
    }
    // Messages name files as they are seen from here.
    let here = machine.full(Path::new("."));
    let house = house.unwrap_or_default();
    let house = house.strip_prefix(&here).map_or_else(|_| house.clone(), Path::to_owned);
    Ok(Some(Desk { shelves, house }))
}

fn forms(args: &VariantFormArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let Some(desk) = desk(machine, &args.courses, "no form was made")? else { return Ok(Exit::AtFault) };
    let forms: Vec<Form> = desk.shelves.into_iter().map(|shelf| shelf.form).collect();
    let places = wanted(&args.places, &forms)?;
    let mut made: Vec<(PathBuf, Vec<u8>, String)> = Vec::new();
    for place in places {
        let Some(paper) = Paper::of(&forms, &place) else { continue };
        let parts: usize = paper.courses.iter().map(|course| course.parts.len()).sum();
        if paper.facts.is_empty() && parts == 0 {
            machine.err(&format!(
                "{place}: nothing to ask: no text has a variable, and no course names `variants_may_change`\n"
            ));
            continue;
        }
        let what =
            format!("{}, {} to put in own words", many(paper.facts.len(), "question"), many(parts, "text"));
        for kind in &args.format {
            let (ending, bytes) = match kind {
                FormKind::Xlsx => ("xlsx", book::book(&paper).map_err(|error| unmade(&place, &error))?),
                FormKind::Html => {
                    ("html", page::page(&paper).map_err(|error| unmade(&place, &error))?.into_bytes())
                }
            };
            made.push((args.out.join(format!("{place}.{ending}")), bytes, what.clone()));
        }
    }
    // Before anything is written: a form in the same folder may be one that came back.
    for (path, bytes, _) in &made {
        untouched(machine, path, bytes)?;
    }
    machine.make_folder(&args.out).map_err(|error| Failure::file("cannot make", &args.out, error))?;
    for (path, bytes, what) in made {
        write_bytes(machine, &path, Keep::Remade, &bytes)
            .map_err(|error| Failure::file("cannot write", &path, error))?;
        super::print(machine, &format!("{}: {what}\n", path.display()))?;
    }
    Ok(Exit::Done)
}

fn unmade(place: &str, error: &dyn std::error::Error) -> Failure {
    Failure::Argument(format!("the form of `{place}` cannot be made: {error}"))
}

/// The places that are asked for.
fn wanted(asked: &[String], forms: &[Form]) -> Result<Vec<String>, Failure> {
    let places = forms.iter().flat_map(|form| &form.places);
    let mut known: Vec<(&str, bool)> = places.map(|one| (one.place.as_str(), one.above_others)).collect();
    known.sort_unstable();
    known.dedup();
    let ids: Vec<&str> = known.iter().map(|(id, _)| *id).collect();
    if asked.iter().any(|one| one == "all") {
        if asked.len() > 1 {
            let why = "`--for all` is every place with none below it; write the places instead to choose";
            return Err(Failure::Argument(why.to_owned()));
        }
        return Ok(known.iter().filter(|(_, above)| !above).map(|(id, _)| (*id).to_owned()).collect());
    }
    match asked.iter().find(|one| !ids.contains(&one.as_str())) {
        Some(unknown) => Err(super::unknown("place", unknown, &ids)),
        None => Ok(asked.to_vec()),
    }
}

/// Refuses to write over another file: somebody may have filled it in.
pub(super) fn untouched(machine: &dyn Machine, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error| Failure::file("cannot look at", path, error);
    let Some(stands) = machine.stands(path).map_err(fail)? else { return Ok(()) };
    let same = match stands {
        Stands::File(size) if size == bytes.len() as u64 => {
            read_at_most(machine, path, size).is_ok_and(|own| own == bytes)
        }
        _ => false,
    };
    if same {
        return Ok(());
    }
    Err(Failure::Argument(format!(
        "there is another `{}` already, and somebody may have filled it in; move it away, or name another folder with \
         `--out`. Nothing was written",
        path.display()
    )))
}
