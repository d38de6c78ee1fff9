//! What a course is called where people read it: as its package says, or as somebody typed it; no record has a title.
//!
//! A package of other words than were taken gives none.

use std::path::PathBuf;

use bona_engine::evidence::Recorded;

use super::package::{self, Told};
use crate::exit::Failure;
use crate::machine::Machine;

/// Where titles come from.
pub(crate) struct Titles {
    typed: Option<String>,
    /// The packages, with the files that they were read from.
    pub(crate) packages: Vec<(PathBuf, Told)>,
}

impl Titles {
    /// Reads the packages; a title that somebody typed counts like theirs.
    pub(crate) fn of(
        packages: &[PathBuf],
        typed: Option<&str>,
        machine: &dyn Machine,
    ) -> Result<Self, Failure> {
        let read = |path: &PathBuf| package::open(machine, path).map(|told| (path.clone(), told));
        let packages = packages.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { typed: typed.map(str::to_owned), packages })
    }

    /// What the course of a record is called; `None` where nothing says, or packages that may be meant differ.
    pub(crate) fn of_record(&self, recorded: &Recorded) -> Option<String> {
        let titles =
            self.packages.iter().filter(|(_, told)| is_of(told, recorded)).map(|(_, told)| &told.title);
        let mut titles = self.typed.iter().chain(titles);
        let first = titles.next()?;
        titles.all(|other| other == first).then(|| first.clone())
    }

    /// That a title which was typed is of one course.
    pub(crate) fn one_course<'a>(&self, chosen: impl Iterator<Item = &'a Recorded>) -> Result<(), Failure> {
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
pub(crate) fn is_of(told: &Told, recorded: &Recorded) -> bool {
    let record = &recorded.completion;
    let content = record.content.as_ref().map(|content| *content == told.content);
    let edition = record.edition.as_ref().map(|edition| *edition == told.edition);
    told.course == record.course && content.or(edition).unwrap_or(true)
}
