//! What an author wrote becomes a course, or all its faults at once.
//!
//! One file a family. Only this module makes a [`Course`]; what it yields is never asked again.

mod addresses;
mod bank;
mod blocks;
mod comments;
mod context;
mod course;
mod easy;
mod facts;
mod figures;
mod flags;
mod foreign;
mod frameworks;
mod house;
mod impact;
mod languages;
mod lock;
mod markup;
mod media;
mod module;
mod modules;
mod options;
mod passed_over;
mod paths;
mod people;
mod prose;
mod questions;
mod recordings;
mod reviews;
mod roles;
mod say;
mod scenarios;
mod spot;
mod statement;
mod tells;
mod theme;
mod variables;
mod variants;
mod voices;
mod whereabouts;
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
pub use comments::{COMMENTS_FILE, Noted, comments, comments_file, note};
use context::Context;
pub use easy::bind_easy;
pub use impact::IMPACT_FILE;
pub use languages::{
    Accepted, Code, CodeKind, NotAccepted, Piece, Pieces, Returned, Said, SaidState, Taken, ToTranslate,
    Told, Unit, accept, bind_readings, clear_marks,
};
pub use options::{Budget, Options, Purpose, Speech, Variants};
pub use passed_over::{Because, PassedOver};
pub use reviews::{REVIEWS_FILE, Signed, recorded, sign};
pub use variants::{
    Answer, Answered, Bind, Bound, Changed, Form, FormPart, FormPlace, FormQuestion, InLanguage, Own,
    PartAnswer, Stale, State, Survey, Surveyed, Tailored, Value, Variable, Wants, answer, answered_in, bind,
    form, said, said_hash, survey,
};
pub use whereabouts::{Place as FilePlace, Whereabouts, whereabouts};

/// The files of a course, as whoever can read a disk found them.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The course's folder as messages give it, `courses/first_contact`.
    pub folder: String,
    /// The folder's own name, when the course must bear it.
    pub folder_name: Option<String>,
    /// RON files by their path in the folder: `course.ron`, `course.lock`, `reviews.ron`, `comments.ron`, `modules/at_the_desk.ron`,
    /// `banks/core.ron`, `languages/cy.ron`, `variants/elm_street.ron`.
    pub files: BTreeMap<String, Given>,
    /// Files of the house, the standard one first; later ones replace entries by id.
    pub house: Vec<HouseFile>,
    /// Media by their path in the `media` folder.
    pub media: BTreeMap<String, Media>,
    /// Pictures that stand beside the house's themes, by their names there.
    pub house_media: BTreeMap<String, Media>,
    /// SHA-256 of media files by the same path, as far as somebody reckoned them: without them nobody can tell
    /// whether an edition's words are still those of `course.lock`.
    pub sums: BTreeMap<String, [u8; 32]>,
    /// Files and folders that lie where the course is read, and were not read.
    pub passed_over: Vec<PassedOver>,
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
    /// Facts that courses tell by their ids.
    Facts,
    /// Places to turn to.
    Support,
    /// Words that need care.
    Terms,
    /// Frameworks that outcomes lead to.
    Frameworks,
    /// Groups that invented people can belong to.
    People,
    /// How packages look: one theme a file, `themes/<id>.ron`.
    Theme,
    /// What a place adds to the accessibility statement of every course.
    Accessibility,
    /// What each place says for itself.
    Variables,
    /// A place at which courses are taken: one a file, `places/<id>.ron`.
    Place,
}

/// A media file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Its size.
    pub bytes: u64,
    /// The beginning of it, enough to see what it is: up to 256 KB.
    pub head: Vec<u8>,
    /// Whether it is a picture that ends before its mark of the end.
    pub cut_off: bool,
}

impl Media {
    /// Bytes of a file's beginning that mostly say what it is.
    pub const FIRST: u64 = 4_096;
    /// Bytes of a file's beginning that say it where the first ones do not.
    pub const HEAD: u64 = 256 * 1024;

    /// Whether [`Self::FIRST`] bytes do not say what it is, and [`Self::HEAD`] are to be read.
    #[must_use]
    pub fn asks_more(first: &[u8]) -> bool {
        media::asks_more(first)
    }

    /// A file of a size, by its first 256 KB: of these is kept what says what it is, and of captions all.
    #[must_use]
    pub fn seen(bytes: u64, mut head: Vec<u8>) -> Self {
        head.truncate(media::needed(&head));
        head.shrink_to_fit();
        Self { bytes, head, cut_off: false }
    }

    /// Bytes of a picture's end in which its mark is looked for first; behind the mark a camera may keep more.
    pub const TAIL: u64 = 4_096;

    /// Whether a file is a picture whose mark of the end does not stand in its last bytes; these begin at a byte of it.
    #[must_use]
    pub fn lacks_end(&self, from: u64, last: &[u8]) -> bool {
        media::lacks_end(&self.head, from, last)
    }
}

/// A course in the language that it is written in, and in every other that stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// The course as it is written.
    pub course: Course,
    /// The same in other languages, in the order of their tags: the same ids, questions and places of learners, in
    /// other words.
    pub languages: Vec<Course>,
    /// The same at the places that were asked for, by their ids; of a place that is not there nothing.
    pub variants: Vec<Tailored>,
}

impl Sound {
    /// The course as it is at one of the places; `None` where that was not asked for.
    #[must_use]
    pub fn at(&self, place: &str) -> Option<Self> {
        let Tailored { course, languages, .. } = self.variants.iter().find(|one| one.place == place)?;
        Some(Self { course: course.clone(), languages: languages.clone(), variants: Vec::new() })
    }
}

/// Checks a course, and every language that stands beside it.
#[must_use]
pub fn check(input: &Input, options: &Options) -> Checked<Course> {
    let Checked { value, diagnostics } = check_languages(input, options);
    Checked { value: value.map(|sound| sound.course), diagnostics }
}

/// Checks a course and every language that stands beside it, and yields all of them.
#[must_use]
pub fn check_languages(input: &Input, options: &Options) -> Checked<Sound> {
    let mut context = Context::new(input, options);
    let mut course = course::check(&mut context);
    variables::unused(&mut context);
    // What learners never get is no edition.
    if !options.for_reviewers {
        lock::check(&mut context, course.as_ref());
    }
    reviews::check(&mut context, course.as_mut());
    comments::check(&mut context);
    passed_over::check(&mut context);
    let impact = impact::check(&mut context);
    if let Some(course) = course.as_mut() {
        course.impact = impact;
    }
    let mut checked = languages::check(context, course);
    if let Some(sound) = &mut checked.value {
        let Sound { course, languages, variants } = sound;
        let tailored =
            variants.iter_mut().flat_map(|one| std::iter::once(&mut one.course).chain(&mut one.languages));
        languages.iter_mut().chain(tailored).for_each(|other| other.ledger = course.ledger.clone());
        easy::in_all(course, languages, variants);
    }
    checked
}

/// The file of a language, with every text of the course and what the file that is there says of it: nothing of that
/// is lost, comments included. `None`, with the faults, while course or file is at fault.
#[must_use]
pub fn translation(input: &Input, language: &str) -> Checked<String> {
    let options = Options::default();
    let mut context = Context::new(input, &options);
    let course = course::check(&mut context);
    languages::export(context, course, language)
}

/// What there is to translate of a course, text by text, for programs that translators work with. `None`, with the faults,
/// while course or file is at fault.
#[must_use]
pub fn to_translate(input: &Input, language: &str) -> Checked<ToTranslate> {
    languages::to_translate(input, language)
}

/// Takes in what translators have made of it: what each unit has become, and the language's file with all that could be
/// taken. With `replace` it goes over what was changed here since. `None`, with the faults, while course or file is at
/// fault.
#[must_use]
pub fn take_translation(
    input: &Input,
    language: &str,
    returned: &[Returned],
    replace: bool,
) -> Checked<Taken> {
    languages::take(input, language, returned, replace)
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

/// A value, unless something is wrong.
fn finish_with<T>(context: Context<'_>, value: T) -> Checked<T> {
    let diagnostics = settled(context);
    let fatal = diagnostics.iter().any(|found| found.severity == Severity::Error);
    Checked { value: (!fatal).then_some(value), diagnostics }
}

fn finish(context: Context<'_>, course: Option<Course>) -> Checked<Course> {
    let diagnostics = settled(context);
    let fatal = diagnostics.iter().any(|found| found.severity == Severity::Error);
    debug_assert!(fatal || course.is_some(), "a course that is missing has a fault that says why");
    Checked { value: course.filter(|_| !fatal), diagnostics }
}

/// What was found, as much as anybody reads, each at its place. Places are looked up file by file and only for what is
/// told: that needs the tree of the file.
fn settled(context: Context<'_>) -> Vec<Diagnostic> {
    let Context { found, sources, gaps, .. } = context;
    let mut places = Places {
        order: sources.values().enumerate().map(|(at, source)| (source.name(), at)).collect(),
        sources: sources.values().map(|source| (source.name(), source)).collect(),
        trees: BTreeMap::new(),
        gaps: &gaps,
    };
    // Where there is too much, what keeps a course from being one goes before what is only doubtful.
    let numbered = found.into_iter().enumerate();
    let (errors, others): (Vec<Found>, Vec<Found>) =
        numbered.partition(|(_, found)| found.severity == Severity::Error);
    let mut told = places.settle(errors, limits::FAULTS);
    told.extend(places.settle(others, limits::FAULTS - told.len()));
    told.sort_by_key(|(number, found)| (places.rank(found), start(&found.at.place), *number));
    let mut diagnostics: Vec<Diagnostic> = told.into_iter().map(|(_, found)| found).collect();
    diagnostics.dedup();
    diagnostics
}

/// Something that was found, and when.
type Found = (usize, Diagnostic);

/// What is needed to turn the ways of values into places of a text.
struct Places<'a> {
    order: BTreeMap<&'a str, usize>,
    sources: BTreeMap<&'a str, &'a Source>,
    trees: BTreeMap<&'a str, Tree>,
    gaps: &'a BTreeMap<String, Gaps>,
}

impl Places<'_> {
    /// The file in which something stands, as files are ordered: those without a text last, by their names.
    fn rank(&self, found: &Diagnostic) -> (usize, String) {
        let file = self.order.get(found.at.file.as_str()).copied();
        (file.unwrap_or(usize::MAX), file.map_or_else(|| found.at.file.clone(), |_| String::new()))
    }

    /// The first of what was found, in the order of files and their text, as many as are wanted.
    fn settle(&mut self, found: Vec<Found>, most: usize) -> Vec<Found> {
        let mut files: BTreeMap<(usize, String), Vec<Found>> = BTreeMap::new();
        // Nearly all stand in the file of the one before.
        let mut runs = found.into_iter().peekable();
        while let Some(first) = runs.next() {
            let here = files.entry(self.rank(&first.1)).or_default();
            let file = first.1.at.file.clone();
            here.push(first);
            while let Some(one) = runs.next_if(|(_, found)| found.at.file == file) {
                here.push(one);
            }
        }
        let mut told: Vec<Found> = Vec::new();
        for mut here in files.into_values() {
            if told.len() >= most {
                break;
            }
            here.retain_mut(|(_, diagnostic)| {
                diagnostic.also.retain_mut(|(at, _)| self.place(at));
                self.place(&mut diagnostic.at)
            });
            here.sort_by_key(|(number, diagnostic)| (start(&diagnostic.at.place), *number));
            here.dedup_by(|one, before| one.1 == before.1);
            told.extend(here);
        }
        told.truncate(most);
        told
    }

    /// Turns a way to a value into bytes; whether it leads to something that was read.
    fn place(&mut self, at: &mut At) -> bool {
        let Some((name, source)) = self.sources.get_key_value(at.file.as_str()) else { return true };
        let tree = self.trees.entry(name).or_insert_with(|| Tree::of(source.text()));
        let none = Gaps::default();
        let gaps = self.gaps.get(&at.file).unwrap_or(&none);
        let Some(place) = locate(&at.place, source, tree, gaps) else { return false };
        at.place = match place {
            Place::Bytes(span) => Place::Bytes(source.whole_characters(&span)),
            other => other,
        };
        true
    }
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
