//! The languages that stand beside a course: each file is held against the course, and the course in that language
//! is checked like any other. What is wrong there is told where its translator wrote it.

mod accept;
mod export;
mod judge;
mod marks;
mod pieces;
mod reading;
mod take;
mod told;
mod units;
mod weave;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::context::{Context, Spot};
use super::variants::{self, Base};
use super::{Given, HouseList, Input, Sound, Variants, course, finish, settled, variables};
use crate::course::{Course, Translation};
use crate::diagnostic::{At, Checked, Diagnostic, Severity};
use crate::limits;
use crate::raw::RawLanguage;
use crate::read::locate;
use crate::read::tree::{Gaps, Tree};
use crate::source::Source;
use crate::vary::{self, Fit, Holds, Text, Varied};
pub use accept::{Accepted, NotAccepted, accept};
pub(super) use export::export;
pub use marks::clear_marks;
pub use pieces::{Code, CodeKind, Piece, Pieces};
pub use reading::bind_readings;
pub(super) use take::take;
pub use take::{Returned, Taken, Told};
pub(super) use units::to_translate;
pub use units::{Said, SaidState, ToTranslate, Unit};

/// The folder in which they stand.
const FOLDER: &str = "languages/";

/// What of a course can be in another language.
struct Texts {
    /// The course's files, in the order of reading: its path in the course, or its number in the house.
    files: Vec<(Kept, Source, Holds)>,
    texts: Vec<Text>,
}

/// Where a file of a course comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    /// By its path in the course's folder.
    Course(String),
    /// By its number among the files of the house.
    House(usize),
}

/// A language's file that was read.
struct Read {
    raw: RawLanguage,
    spot: Spot,
    fit: Fit,
}

/// A course in a language, as its places need it.
pub(super) struct Tongue {
    read: Read,
    /// The language's own file.
    source: Source,
    /// The files with the language's words in them, by their names in messages.
    files: BTreeMap<String, Varied>,
    /// The same files, to be checked.
    pub(super) input: Input,
    pub(super) translation: Translation,
    /// `None` while it is at fault.
    pub(super) course: Option<Course>,
}

impl Tongue {
    /// The language's tag.
    pub(super) fn tag(&self) -> &str {
        &self.read.raw.language
    }

    /// Where a place of its files was written, in bytes.
    pub(super) fn place(&self, at: &At) -> At {
        let At { file, place } = told::at(&self.read, &self.files, at).0;
        let tree = || Tree::of(self.source.text());
        let own = self.source.name() == file;
        let bytes = own.then(|| locate(&place, &self.source, &tree(), &Gaps::default())).flatten();
        At { file, place: bytes.unwrap_or(place) }
    }
}

/// Checks the languages beside a course that was checked, then the course at its places, and tells of everything.
pub(super) fn check(context: Context<'_>, course: Option<Course>) -> Checked<Sound> {
    let (input, options) = (context.input, context.options);
    let stems = context.stems(FOLDER);
    let texts = course.as_ref().filter(|_| !stems.is_empty()).map(|course| Texts::of(&context, course));
    let (variables, may_change) = (variables::asked(&context), context.may_change.clone());
    let mut checked = finish(context, course);
    let mut tongues = Vec::new();
    if let (Some(course), Some(texts)) = (&checked.value, &texts) {
        for stem in &stems {
            // The lists of the house are read again, so that places in them can be shown.
            let mut context = Context::new(input, options);
            tongues.extend(beside(&mut context, stem, course, texts, &checked.diagnostics));
            checked.diagnostics.extend(settled(context));
        }
    }
    let mut variants = Vec::new();
    if let Some(course) = checked.value.as_ref().filter(|_| options.variants != Variants::None) {
        let base = Base {
            input,
            options,
            course,
            variables: &variables,
            may_change: may_change.as_deref(),
            tongues: &tongues,
        };
        variants = variants::check(&base, &mut checked.diagnostics);
    }
    // What keeps the course from being packaged goes before what is only doubtful, if there is too much.
    let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
    let mut room = limits::FAULTS.saturating_sub(errors);
    checked.diagnostics.retain(|found| {
        let keep = found.severity == Severity::Error || room > 0;
        room = room.saturating_sub(usize::from(found.severity != Severity::Error));
        keep
    });
    let whole = errors == 0;
    let languages = tongues.into_iter().filter_map(|tongue| tongue.course).collect();
    Checked {
        value: checked.value.filter(|_| whole).map(|course| Sound { course, languages, variants }),
        diagnostics: checked.diagnostics,
    }
}

/// The course in one of the languages beside it; `None` while that one's file is at fault.
fn beside(
    context: &mut Context<'_>,
    stem: &str,
    course: &Course,
    texts: &Texts,
    told: &[Diagnostic],
) -> Option<Tongue> {
    texts.files.iter().enumerate().for_each(|(at, (_, source, _))| {
        context.sources.insert(format!("{at:06}"), source.clone());
    });
    let read = read(context, stem, course, &texts.texts)?;
    told::told(context, &read, &texts.texts, &texts.files);
    told::variables(context, &read, &texts.texts);
    in_language(context, read, texts, told)
}

/// The languages beside a course as far as they can be read, for those who ask places; `context` has checked the course.
pub(super) fn tongues(context: &Context<'_>, course: Option<&Course>) -> Vec<Tongue> {
    let stems = context.stems(FOLDER);
    let Some(course) = course.filter(|_| !stems.is_empty()) else { return Vec::new() };
    let texts = Texts::of(context, course);
    let mut tongues = Vec::new();
    for stem in &stems {
        let mut own = Context::new(context.input, context.options);
        tongues.extend(beside(&mut own, stem, course, &texts, &[]));
    }
    tongues
}

impl Texts {
    /// The texts of a course, from the files that its check has read.
    fn of(context: &Context<'_>, course: &Course) -> Self {
        let mut files = Vec::new();
        for (key, source) in &context.sources {
            let path = key.get(1..).unwrap_or_default();
            let holds = match path {
                "course.ron" => Holds::Course,
                path if path.starts_with("modules/") => Holds::Module,
                path if path.starts_with("banks/") => Holds::Bank,
                _ => {
                    let Some(at) = path.strip_prefix("house/").and_then(|at| at.parse::<usize>().ok()) else {
                        continue;
                    };
                    let support = course.support.iter().map(|one| one.id.as_str().to_owned()).collect();
                    let terms = course.terms.iter().map(|one| one.id.as_str().to_owned()).collect();
                    let holds = match context.input.house[at].lists {
                        HouseList::Sources
                        | HouseList::Frameworks
                        | HouseList::People
                        | HouseList::Theme
                        | HouseList::Accessibility
                        | HouseList::Variables
                        | HouseList::Place => continue,
                        HouseList::Facts => Holds::Facts(context.facts_shown.clone()),
                        HouseList::Support => Holds::Support(support),
                        HouseList::Terms => Holds::Terms(terms),
                    };
                    files.push((Kept::House(at), source.clone(), holds));
                    continue;
                }
            };
            files.push((Kept::Course(path.to_owned()), source.clone(), holds));
        }
        let borrowed: Vec<_> = files.iter().map(|(_, source, holds)| (source, holds.clone())).collect();
        let texts = vary::texts(&borrowed);
        Self { files, texts }
    }
}

/// Reads a language's file; `None` while it is at fault.
fn read(context: &mut Context<'_>, stem: &str, course: &Course, texts: &[Text]) -> Option<Read> {
    let before = context.found.len();
    let (raw, spot) = context.read::<RawLanguage>(&format!("{FOLDER}{stem}.ron"), "language")?;
    told::head(context, &raw, &spot, stem, course);
    let fit = vary::fit(texts, &raw.texts);
    told::twice(context, &spot, &fit);
    let sound = context.found[before..].iter().all(|found| found.severity != Severity::Error);
    sound.then_some(Read { raw, spot, fit })
}

/// Checks the course in a language. What the course's own check has told is not told again.
fn in_language(context: &mut Context<'_>, read: Read, texts: &Texts, told: &[Diagnostic]) -> Option<Tongue> {
    let (files, input) = varied(context.input, &read, texts);
    let mut second = Context::new(&input, context.options);
    let stayed = |(text, said): (&Text, &Option<usize>)| said.is_none().then(|| text.words.clone());
    let left: BTreeSet<String> = texts.texts.iter().zip(&read.fit.shown).filter_map(stayed).collect();
    let translation = Translation {
        from: source_language(texts)?,
        reviewed: reading::day(&read.raw),
        texts: texts.texts.len(),
        missing: read.fit.shown.iter().filter(|said| said.is_none()).count(),
        left,
    };
    second.translation = Some(Arc::new(translation.clone()));
    let course = course::check(&mut second);
    let Checked { value: course, diagnostics } = finish(second, course);
    for found in diagnostics {
        told::elsewhere(context, &read, &files, told, found);
    }
    let source = context.sources.values().find(|source| source.name() == &*read.spot.file())?.clone();
    Some(Tongue { read, source, files, input, translation, course })
}

/// The language in which the course is written.
fn source_language(texts: &Texts) -> Option<String> {
    let (_, source, _) = texts.files.iter().find(|(_, _, holds)| matches!(holds, Holds::Course))?;
    let span = vary::language_of(source)?;
    crate::raw::shape::decode(&source.text()[span]).ok()
}

/// What is known of the translation of a course in another language, and what of it stayed.
pub(super) fn translation(context: &Context<'_>) -> Option<Translation> {
    let mut own = Translation::clone(context.translation.as_ref()?);
    let one_line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    own.left = own.left.iter().map(one_line).collect();
    Some(own)
}

/// The files of the course with the words of a language in them, by their names in messages, and what they make
/// together.
fn varied(input: &Input, read: &Read, texts: &Texts) -> (BTreeMap<String, Varied>, Input) {
    let mut varied = BTreeMap::new();
    let mut other = Input {
        folder: input.folder.clone(),
        folder_name: input.folder_name.clone(),
        files: input.files.iter().filter(|(path, _)| !path.starts_with(FOLDER)).map(owned).collect(),
        house: input.house.clone(),
        media: input.media.clone(),
        house_media: input.house_media.clone(),
        sums: BTreeMap::new(),
        passed_over: Vec::new(),
    };
    for (at, (kept, source, holds)) in texts.files.iter().enumerate() {
        let mut words: Vec<_> = texts
            .texts
            .iter()
            .zip(&read.fit.shown)
            .filter(|(text, _)| text.file == at)
            .filter_map(|(text, said)| {
                Some((text.span.clone(), *said, vary::words(&read.raw.texts[(*said)?].say)))
            })
            .collect();
        if matches!(holds, Holds::Course) {
            words.extend(vary::language_of(source).map(|span| (span, None, read.raw.language.clone())));
        }
        let put = words.iter().map(|(span, said, words)| (span.clone(), *said, words.as_str())).collect();
        let file = vary::put(source.text(), put);
        let given = Given::Bytes(file.text.clone().into_bytes());
        match kept {
            Kept::Course(path) => drop(other.files.insert(path.clone(), given)),
            Kept::House(number) => other.house[*number].given = given,
        }
        varied.insert(source.name().to_owned(), file);
    }
    (varied, other)
}

fn owned((path, given): (&String, &Given)) -> (String, Given) {
    (path.clone(), given.clone())
}

/// A text's own place.
fn place_of(text: &Text, files: &[(Kept, Source, Holds)]) -> At {
    At {
        file: files[text.file].1.name().to_owned(),
        place: crate::diagnostic::Place::Bytes(text.span.clone()),
    }
}
