//! `bona variant read`: forms that came back, what they say, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bona_engine::limits;

use crate::args::VariantReadArgs;
use crate::command::print;
use crate::command::returned::{Kind, returned, unmarked};
use crate::exit::{Exit, Failure};
use crate::form::filled::{Filled, Trouble, of_sheets, place_of_sheets, shown};
use crate::form::page;
use crate::form::taking::{Desk, Taken, Written, judge, write};
use crate::machine::{Machine, Stands, read_at_most};
use crate::show::many;
use crate::{files, meanwhile, sheet};

/// The endings of forms.
const ENDINGS: [&str; 3] = ["xlsx", "ods", "json"];
/// Forms, among other files.
const KIND: Kind = Kind { none: "no form is", many: "forms", endings: &ENDINGS };

/// A form that was read, or what is wrong with it; and the place that it says it is of, where that can be read.
type Back = (PathBuf, Result<Filled, Vec<Trouble>>, Option<String>);

/// What a form has come to.
enum Outcome {
    /// It can be taken.
    Taken(Taken, Vec<Written>),
    /// It cannot, and why.
    Refused(Vec<Trouble>),
    /// It says the same as another one.
    Again(PathBuf),
}

/// Reads the forms, tells, and writes if that was asked.
pub(super) fn run(args: &VariantReadArgs, machine: &dyn Machine) -> Result<Exit, Failure> {
    let found = returned(machine, &args.forms, &KIND)?;
    let courses = files::courses(machine, &args.courses)?;
    let _alone = meanwhile::alone(machine, courses.iter().copied().filter(|_| args.write))?;
    let Some(mut desk) = super::desk(machine, &args.courses, "no form was read")? else {
        return Ok(Exit::AtFault);
    };
    let mut read: Vec<Back> = Vec::new();
    for path in found.paths.iter().cloned() {
        let (filled, place) = one(machine, &path)?;
        read.push((path, filled, place));
    }
    // A place above others first: what it changes is there for those below.
    read.sort_by_key(|(_, filled, _)| filled.as_ref().map_or(0, |filled| desk.level(&filled.place)));
    let twice = twice(&read);
    let mut outcomes: Vec<(&PathBuf, Option<&Filled>, Outcome)> = Vec::new();
    for (at, (path, filled, _)) in read.iter().enumerate() {
        let outcome = match (filled, twice.get(&at)) {
            (Err(troubles), _) => Outcome::Refused(troubles.clone()),
            (Ok(_), Some(Twice::Same(first))) => Outcome::Again(read[*first].0.clone()),
            (Ok(filled), Some(Twice::Other(other))) => {
                let what = format!(
                    "`{}` is of the place `{}` as well, and its answers are other ones",
                    read[*other].0.display(),
                    filled.place
                );
                let remedy = "ask the place which of the two holds, and take the other one away";
                Outcome::Refused(vec![Trouble::whole(what, remedy)])
            }
            (Ok(filled), None) => taken(filled, &desk, args.replace),
        };
        if let (Ok(filled), Outcome::Taken(_, written)) = (filled, &outcome) {
            desk.renew(&filled.place, written);
        }
        outcomes.push((path, filled.as_ref().ok(), outcome));
    }
    let mut done = Told::default();
    for (path, filled, outcome) in &outcomes {
        let text = told(path, *filled, outcome, &mut done);
        print(machine, &text)?;
    }
    if args.write {
        for (_, _, outcome) in &outcomes {
            if let Outcome::Taken(_, files) = outcome {
                write(machine, files)?;
                for file in files {
                    print(machine, &format!("wrote {}\n", file.path.display()))?;
                }
            }
        }
    }
    let came: BTreeSet<&str> = read.iter().filter_map(|(_, _, place)| place.as_deref()).collect();
    let refused =
        read.iter().zip(&outcomes).filter(|(_, (.., outcome))| matches!(outcome, Outcome::Refused(_)));
    let refused: BTreeSet<&str> = refused.filter_map(|((_, _, place), _)| place.as_deref()).collect();
    print(machine, &found.passed_over())?;
    print(machine, &done.closing(&desk, (&came, &refused), args.write))?;
    Ok(if done.refused > 0 { Exit::AtFault } else { Exit::Done })
}

/// What a file says, or what is wrong with it; and of which place it is, where that can be read.
type Said = (Result<Filled, Vec<Trouble>>, Option<String>);

/// Reads a file.
fn one(machine: &dyn Machine, path: &Path) -> Result<Said, Failure> {
    let fail = |error| Failure::file("cannot read", path, error);
    if let Some(Stands::File(size)) = machine.stands(path).map_err(fail)?
        && size > limits::FORM_BYTES
    {
        let what = format!(
            "the file has {} MB; a form has at most {}",
            size / 1_000_000,
            limits::FORM_BYTES / 1_000_000
        );
        return Ok((Err(vec![Trouble::whole(what, "ask for the form itself, without pictures")]), None));
    }
    let bytes = read_at_most(machine, path, limits::FORM_BYTES).map_err(fail)?;
    let bytes = unmarked(&bytes);
    // A file is what it holds, whatever it is called.
    let start =
        String::from_utf8_lossy(bytes.trim_ascii_start().get(..15).unwrap_or_default()).to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        let what = "this is the page of a form, which holds no answers";
        let remedy = "ask for the file that its button saves, `<place>.json`";
        return Ok((Err(vec![Trouble::whole(what, remedy)]), None));
    }
    if start.starts_with('{') {
        let text = bytes.trim_ascii_start();
        return Ok((page::of_json(text), page::place_of_json(text)));
    }
    Ok(match sheet::read(&bytes) {
        Ok(sheets) => (of_sheets(&sheets), place_of_sheets(&sheets)),
        Err(unread) => (Err(vec![unread.into()]), None),
    })
}

/// That a form is not the only one of its place.
enum Twice {
    /// It says the same as an earlier one.
    Same(usize),
    /// Another one says something else.
    Other(usize),
}

/// The forms of which there are several for one place. An answer counts where it was changed.
fn twice(read: &[Back]) -> BTreeMap<usize, Twice> {
    let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, filled, _)) in read.iter().enumerate() {
        if let Ok(filled) = filled {
            by.entry(&filled.place).or_default().push(at);
        }
    }
    let says = |at: usize| -> Vec<(&str, Option<&str>, Option<&str>)> {
        let answers = read[at].1.as_ref().map(|filled| filled.answers.as_slice()).unwrap_or_default();
        answers.iter().map(|one| (one.line.key.as_str(), one.say.as_deref(), one.why.as_deref())).collect()
    };
    let mut twice = BTreeMap::new();
    for forms in by.values().filter(|forms| forms.len() > 1) {
        let other = forms.iter().find(|at| says(**at) != says(forms[0]));
        for at in forms {
            match other {
                Some(other) => {
                    let other = if at == other { forms[0] } else { *other };
                    twice.insert(*at, Twice::Other(other));
                }
                None if *at == forms[0] => {}
                None => {
                    twice.insert(*at, Twice::Same(forms[0]));
                }
            }
        }
    }
    twice
}

fn taken(filled: &Filled, desk: &Desk, replace: bool) -> Outcome {
    let made = judge(filled, desk, replace).and_then(|taken| {
        let files = if taken.is_empty() { Vec::new() } else { desk.files(filled, &taken)? };
        Ok((taken, files))
    });
    match made {
        Ok((taken, files)) => Outcome::Taken(taken, files),
        Err(troubles) => Outcome::Refused(troubles),
    }
}

/// How many forms came to what.
#[derive(Default)]
struct Told {
    taken: usize,
    empty: usize,
    refused: usize,
}

/// What is said of a form.
fn told(path: &Path, filled: Option<&Filled>, outcome: &Outcome, done: &mut Told) -> String {
    let of = filled.map_or_else(String::new, |filled| format!(" ({})", shown(&filled.place)));
    let mut text = format!("{}{of}:", path.display());
    match outcome {
        Outcome::Again(first) => {
            done.empty += 1;
            text.push_str(&format!(" says the same as {}\n", first.display()));
        }
        Outcome::Refused(troubles) => {
            done.refused += 1;
            text.push_str(" not taken\n");
            for Trouble { at, what, remedy } in troubles {
                let at = if at.is_empty() { String::new() } else { format!("{at}: ") };
                text.push_str(&format!("  {at}{what}\n    → {remedy}\n"));
            }
        }
        Outcome::Taken(taken, _) => {
            let new = if taken.is_empty() { " nothing new" } else { "" };
            *(if taken.is_empty() { &mut done.empty } else { &mut done.taken }) += 1;
            text.push_str(&format!("{new}\n"));
            for line in &taken.told {
                text.push_str(&format!("  {line}\n"));
            }
            if !taken.waits.is_empty() {
                text.push_str(&format!("  still to be answered: {}\n", taken.waits.join(", ")));
            }
        }
    }
    text
}

impl Told {
    /// What is said at the end: how many, whose could not be taken, who has sent nothing, and what to do next.
    fn closing(
        &self,
        desk: &Desk,
        (came, refused): (&BTreeSet<&str>, &BTreeSet<&str>),
        written: bool,
    ) -> String {
        let word = if written { "taken" } else { "to be taken" };
        let mut text = format!("{} {word}", many(self.taken, "form"));
        if self.empty > 0 {
            text.push_str(&format!(", {} with nothing new", self.empty));
        }
        if self.refused > 0 {
            text.push_str(&format!(", {} refused", self.refused));
        }
        text.push('\n');
        if !refused.is_empty() {
            let places: Vec<String> = refused.iter().map(|place| shown(place)).collect();
            text.push_str(&format!("sent, and not taken: {}\n", places.join(", ")));
        }
        let places = desk.shelves.iter().flat_map(|shelf| &shelf.form.places);
        let mut silent: Vec<&str> = places
            .filter(|place| !place.above_others && !came.contains(place.place.as_str()))
            .map(|place| place.place.as_str())
            .collect();
        silent.sort_unstable();
        silent.dedup();
        if !silent.is_empty() {
            let (before, never): (Vec<&str>, Vec<&str>) =
                silent.into_iter().partition(|place| desk.has_answers(place));
            if !never.is_empty() {
                text.push_str(&format!("no form from: {}\n", never.join(", ")));
            }
            if !before.is_empty() {
                text.push_str(&format!("no form here, but answers from before: {}\n", before.join(", ")));
            }
        }
        if self.taken > 0 {
            text.push_str(if written {
                "`bona check` says how the courses stand now\n"
            } else {
                "nothing was written; `--write` does it\n"
            });
        }
        text
    }
}
