//! What a course is called on a certificate: as its package says, or as somebody typed it; no record has a title.
//!
//! A package of other words than were taken gives none. Where nothing does, the course's id stands in the title's place,
//! and whoever makes the certificate is told so, with the remedy.

use std::collections::BTreeMap;
use std::path::PathBuf;

use bona_engine::evidence::Recorded;

use crate::args::IssueArgs;
use crate::command::evidence::count;
use crate::command::evidence::package::{self, Told};
use crate::exit::Failure;
use crate::machine::Machine;

/// Where titles come from.
pub(super) struct Titles {
    typed: Option<String>,
    /// The packages, with the files that they were read from.
    pub(super) packages: Vec<(PathBuf, Told)>,
}

impl Titles {
    /// Reads the packages.
    pub(super) fn of(args: &IssueArgs, machine: &dyn Machine) -> Result<Self, Failure> {
        let read = |path: &PathBuf| package::open(machine, path).map(|told| (path.clone(), told));
        let packages = args.package.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { typed: args.title.clone(), packages })
    }

    /// What the course of a record is called; `None` where nothing says, or packages that may be meant differ.
    pub(super) fn of_record(&self, recorded: &Recorded) -> Option<String> {
        let titles =
            self.packages.iter().filter(|(_, told)| is_of(told, recorded)).map(|(_, told)| &told.title);
        let mut titles = self.typed.iter().chain(titles);
        let first = titles.next()?;
        titles.all(|other| other == first).then(|| first.clone())
    }

    /// That a title which was typed is of one course.
    pub(super) fn one_course<'a>(&self, chosen: impl Iterator<Item = &'a Recorded>) -> Result<(), Failure> {
        let mut courses: Vec<&str> = chosen.map(|recorded| recorded.completion.course.as_str()).collect();
        courses.sort_unstable();
        courses.dedup();
        match (&self.typed, courses.as_slice()) {
            (Some(_), [_, _, ..]) => Err(Failure::Argument(format!(
                "--title is the title of one course, and these records are of {}: `{}`\n  help: say which with --course, or \
                 name the package of each with --package",
                courses.len(),
                courses.join("`, `")
            ))),
            _ => Ok(()),
        }
    }
}

/// Whether a package holds what was taken, as far as the record knows that: by the content hash; else by the edition; else by
/// the course alone.
pub(super) fn is_of(told: &Told, recorded: &Recorded) -> bool {
    let record = &recorded.completion;
    let content = record.content.as_ref().map(|content| *content == told.content);
    let edition = record.edition.as_ref().map(|edition| *edition == told.edition);
    told.course == record.course && content.or(edition).unwrap_or(true)
}

/// Records without a title, by their course: how many, and what the learning system called it.
#[derive(Default)]
pub(super) struct Untitled(BTreeMap<String, (u64, Option<String>)>);

impl Untitled {
    /// Counts a record without a title.
    pub(super) fn put(&mut self, recorded: &Recorded) {
        let record = &recorded.completion;
        let (many, called) = self.0.entry(record.course.clone()).or_default();
        *many += 1;
        *called = called.take().or_else(|| record.item.clone());
    }

    /// What is said of them, and how they are made `again`; nothing where there are none.
    pub(super) fn told(&self, again: &str) -> String {
        let one = |(course, (many, called)): (&String, &(u64, Option<String>))| {
            let called = called.as_ref().map(|item| format!(" (the learning system calls it `{item}`)"));
            format!(
                "warning: no title of `{course}` is known, so this id stands in its place on {on}\n  help: {again} with \
                 --package ZIP, the package that was taken, or --title TEXT{called}\n",
                on = count(*many, "certificate", "certificates"),
                called = called.unwrap_or_default(),
            )
        };
        self.0.iter().map(one).collect()
    }
}
