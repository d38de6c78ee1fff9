//! What an author wrote becomes a course, or all its faults at once.
//!
//! One file a family. Only this module makes a [`Course`]; what it yields is never asked again.

mod bank;
mod blocks;
mod context;
mod course;
mod figures;
mod house;
mod lock;
mod markup;
mod media;
mod module;
mod paths;
mod prose;
mod questions;
mod recordings;
mod roles;
mod say;
mod scenarios;
mod voices;
mod whole;

use std::collections::BTreeMap;

use crate::course::Course;
use crate::diagnostic::{At, Checked, Diagnostic, Place, Severity};
use crate::limits;
use crate::lock::{LOCK_FILE, Lock};
use crate::read::locate;
use crate::read::tree::{Gaps, Tree};
use crate::rule::Rule;
use crate::source::Source;
use context::Context;

/// The files of a course, as whoever can read a disk found them.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The course's folder as messages give it, `courses/first_contact`.
    pub folder: String,
    /// The folder's own name, when the course must bear it.
    pub folder_name: Option<String>,
    /// RON files by their path in the folder: `course.ron`, `course.lock`, `modules/at_the_desk.ron`,
    /// `banks/core.ron`.
    pub files: BTreeMap<String, Given>,
    /// Files of the house, the standard one first; later ones replace entries by id.
    pub house: Vec<HouseFile>,
    /// Media by their path in the `media` folder.
    pub media: BTreeMap<String, Media>,
    /// SHA-256 of media files by the same path, as far as somebody reckoned them: without them nobody can tell
    /// whether an edition's words are still those of `course.lock`.
    pub sums: BTreeMap<String, [u8; 32]>,
}

/// A file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It has so many bytes, more than [`limits::RON_BYTES`]; it was not read.
    TooLarge(u64),
}

/// A file of the house.
#[derive(Debug, Clone)]
pub struct HouseFile {
    /// Name for messages.
    pub name: String,
    /// What it lists.
    pub lists: HouseList,
    /// Its content.
    pub given: Given,
}

/// What a file of the house lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HouseList {
    /// Sources that facts cite.
    Sources,
    /// Places to turn to.
    Support,
    /// Words that need care.
    Terms,
}

/// A media file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its size.
    pub bytes: u64,
    /// The beginning of it, enough to see what it is: up to 256 KB.
    pub head: Vec<u8>,
}

/// What a check should mind.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day to which dates are compared, `2026-11-22`; without it no date is stale.
    pub as_of: Option<String>,
    /// What the course is checked for.
    pub purpose: Purpose,
    /// The systems in which a learner's place must fit, the one that matters most first.
    pub budgets: Vec<Budget>,
}

/// What a course is checked for: what may wait while somebody writes may not wait in a package.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To see how it stands.
    #[default]
    Look,
    /// To package it: `course.lock`, where there is one, must know everything.
    Package,
    /// To give it out: `course.lock` must hold the edition as well, with the same words.
    Release,
}

/// What a kind of learning system keeps of a learner's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// What packaging calls it, `universal`.
    pub profile: String,
    /// Characters that the worst case may need.
    pub characters: usize,
}

/// Checks a course.
#[must_use]
pub fn check(input: &Input, options: &Options) -> Checked<Course> {
    let mut context = Context::new(input, options);
    let course = course::check(&mut context);
    lock::check(&mut context, course.as_ref());
    finish(context, course)
}

/// The course's `course.lock`, if it has a sound one.
#[must_use]
pub fn lock_of(input: &Input) -> Option<Lock> {
    let name = display(&input.folder, LOCK_FILE);
    let text = text_of(&name, input.files.get(LOCK_FILE)?).ok()?;
    crate::lock::read(&Source::new(name, text)).ok()
}

/// The texts that diagnostics point into, by the name that messages give them.
#[must_use]
pub fn sources(input: &Input) -> Vec<Source> {
    let house = input.house.iter().map(|file| (file.name.clone(), &file.given));
    let own = input.files.iter().map(|(path, given)| (display(&input.folder, path), given));
    own.chain(house)
        .filter_map(|(name, given)| match given {
            Given::Bytes(bytes) => {
                let text = String::from_utf8_lossy(bytes);
                Some(Source::new(name, text.trim_start_matches('\u{feff}')))
            }
            Given::TooLarge(_) => None,
        })
        .collect()
}

/// The name of a course's file in messages, from the course's folder and the file's path in it.
#[must_use]
pub fn display(folder: &str, path: &str) -> String {
    match folder.trim_end_matches('/') {
        "" | "." => path.to_owned(),
        folder => format!("{folder}/{path}"),
    }
}

fn finish(context: Context<'_>, course: Option<Course>) -> Checked<Course> {
    let mut diagnostics = context.found;
    let order: BTreeMap<&str, usize> =
        context.sources.values().enumerate().map(|(at, source)| (source.name(), at)).collect();
    let by_name: BTreeMap<&str, &Source> =
        context.sources.values().map(|source| (source.name(), source)).collect();
    let mut trees: BTreeMap<String, Tree> = BTreeMap::new();
    let none = Gaps::default();
    let mut settle = |at: &mut At| {
        let Some(source) = by_name.get(at.file.as_str()) else { return true };
        let tree = trees.entry(at.file.clone()).or_insert_with(|| Tree::of(source.text()));
        let gaps = context.gaps.get(&at.file).unwrap_or(&none);
        let Some(place) = locate(&at.place, source, tree, gaps) else { return false };
        at.place = match place {
            Place::Bytes(span) => Place::Bytes(source.whole_characters(&span)),
            other => other,
        };
        true
    };
    diagnostics.retain_mut(|diagnostic| {
        diagnostic.also.retain_mut(|(at, _)| settle(at));
        settle(&mut diagnostic.at)
    });
    diagnostics.sort_by_key(|diagnostic| {
        let file = order.get(diagnostic.at.file.as_str()).copied().unwrap_or(usize::MAX);
        (file, diagnostic.at.file.clone(), start(&diagnostic.at.place))
    });
    diagnostics.dedup();
    diagnostics.truncate(limits::FAULTS);
    let fatal = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    debug_assert!(fatal || course.is_some(), "a course that is missing has a fault that says why");
    Checked { value: course.filter(|_| !fatal), diagnostics }
}

fn start(place: &Place) -> usize {
    match place {
        Place::Bytes(span) => span.start,
        Place::Row(row, _) => usize::try_from(*row).unwrap_or(usize::MAX),
        Place::Path(_) | Place::Inside(..) | Place::Whole => 0,
    }
}

/// A file's text, or the fault that keeps it from being one.
fn text_of(name: &str, given: &Given) -> Result<String, Box<Diagnostic>> {
    let fault = |rule, message: String, help: &str| {
        let at = At { file: name.to_owned(), place: Place::Whole };
        Box::new(Diagnostic::new(rule, at, message).help(help))
    };
    match given {
        Given::TooLarge(bytes) => {
            // Rounded up, so that what is too large never looks as if it fitted.
            let tenths = bytes.div_ceil(100_000);
            let (found, most) = (format!("{}.{}", tenths / 10, tenths % 10), limits::RON_BYTES / 1_000_000);
            let message = format!("this file has {found} MB, and at most {most} MB are read");
            Err(fault(
                Rule::FileTooLarge,
                message,
                "split it into several modules or banks, each in a file of its own",
            ))
        }
        Given::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
            Err(error) => {
                let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
                let message = format!("line {line} holds a byte that is not UTF-8 text");
                Err(fault(
                    Rule::NotUtf8,
                    message,
                    "open the file in the editor that made it and save it again as UTF-8",
                ))
            }
        },
    }
}
