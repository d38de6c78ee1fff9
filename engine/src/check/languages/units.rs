//! The texts of a course as they are handed to translators: each with its words in pieces, where it stands, how much
//! fits, and what is said of it in the language so far. Nothing here knows in which form it is handed on.

use std::collections::BTreeSet;

use super::export::{export, file_name};
use super::pieces::{Code, Piece, Pieces};
use super::{FOLDER, Read, Texts, read};
use crate::check::context::Context;
use crate::check::{Given, Input, Options, course};
use crate::course::Course;
use crate::diagnostic::{Checked, Diagnostic};
use crate::limits;
use crate::vary::{self, Text};

/// All that there is to translate of a course into a language.
#[derive(Debug)]
pub struct ToTranslate {
    /// The course by its id.
    pub course: String,
    /// Its title.
    pub title: String,
    /// Its edition.
    pub edition: String,
    /// The language in which it is written.
    pub from: String,
    /// The language into which it is translated.
    pub to: String,
    /// The texts, in the order in which they stand, each once.
    pub units: Vec<Unit>,
}

/// A text to be translated.
#[derive(Debug)]
pub struct Unit {
    /// Its key, `repair.brief/text/77ab01fe`.
    pub key: String,
    /// The file in which it stands, `modules/desk.ron`.
    pub file: String,
    /// What holds it and the field there, in the author's words: `Option` and `because`.
    pub held: (&'static str, &'static str),
    /// The title of its page.
    pub page: Option<String>,
    /// The nearest warning of what may be hard to read.
    pub content_note: Option<String>,
    /// Whether it is a passage, or a word that must stand in the passage letter for letter.
    pub passage: bool,
    /// Most characters of its translation, where there is such a limit.
    pub limit: Option<usize>,
    /// Its words as they count.
    pub words: String,
    /// The same in pieces.
    pub source: Pieces,
    /// What is said instead so far.
    pub said: Option<Said>,
}

/// What is said instead of a text.
#[derive(Debug)]
pub struct Said {
    /// Its pieces. Codes have the numbers of the source's; those that the source does not have follow behind.
    pub pieces: Vec<Piece>,
    /// All codes by their numbers less one, those of the source first.
    pub codes: Vec<Code>,
    /// How it stands.
    pub state: SaidState,
    /// The first eight hex digits of the hash of its words, by which a later change is noticed.
    pub sum: String,
}

/// How a translation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidState {
    /// The course's words have changed since.
    Stale,
    /// Translated; nobody has read the whole course in this language.
    Translated,
    /// Somebody who speaks the language has read it.
    Reviewed,
}

/// What a course and its language's file say, the file as `bona translate export` would write it.
pub(super) struct Ground {
    pub(super) course: Course,
    pub(super) texts: Texts,
    pub(super) read: Read,
    /// The language's file.
    pub(super) text: String,
    /// The course's files with that one.
    pub(super) input: Input,
}

impl Ground {
    /// `Err`, with the faults, while course or file is at fault.
    pub(super) fn of(input: &Input, language: &str) -> Result<Self, Vec<Diagnostic>> {
        let options = Options::default();
        let mut context = Context::new(input, &options);
        let own = course::check(&mut context);
        let made = export(context, own, language);
        let Some(text) = made.value else { return Err(made.diagnostics) };
        let mut input = input.clone();
        input.files.insert(format!("{FOLDER}{language}.ron"), Given::Bytes(text.clone().into_bytes()));
        let mut context = Context::new(&input, &options);
        let own = course::check(&mut context).expect("it was sound just now");
        let texts = Texts::of(&context, &own);
        let read = read(&mut context, language, &own, &texts.texts).expect("what is exported can be read");
        drop(context);
        Ok(Self { course: own, texts, read, text, input })
    }

    /// The language's words for a key, by their number in the file.
    pub(super) fn entry(&self, key: &str) -> Option<usize> {
        self.read.raw.texts.iter().position(|said| said.of == key)
    }
}

/// Collects what there is to translate; `None`, with the faults, while course or file is at fault.
pub(in crate::check) fn to_translate(input: &Input, language: &str) -> Checked<ToTranslate> {
    let ground = match Ground::of(input, language) {
        Ok(ground) => ground,
        Err(diagnostics) => return Checked { value: None, diagnostics },
    };
    let mut seen = BTreeSet::new();
    let texts = ground.texts.texts.iter().filter(|text| seen.insert(text.key()));
    let units = texts.map(|text| unit(&ground, text)).collect();
    let Ground { course, .. } = ground;
    let value = ToTranslate {
        course: course.id.to_string(),
        title: course.title,
        edition: course.edition,
        from: course.language,
        to: language.to_owned(),
        units,
    };
    Checked { value: Some(value), diagnostics: Vec::new() }
}

fn unit(ground: &Ground, text: &Text) -> Unit {
    let key = text.key();
    let source = Pieces::of(&text.words);
    let own = ground.entry(&key).map(|at| &ground.read.raw.texts[at]);
    let said = own.filter(|own| !own.say.trim().is_empty()).map(|own| {
        let words = vary::words(&own.say);
        let (codes, pieces) = matched(&source, &words);
        let state = match (&own.was, super::reading::day(&ground.read.raw)) {
            (Some(_), _) => SaidState::Stale,
            (None, Some(_)) => SaidState::Reviewed,
            (None, None) => SaidState::Translated,
        };
        Said { pieces, codes, state, sum: vary::hash(&words) }
    });
    Unit {
        key,
        file: file_name(&ground.texts.files[text.file]),
        held: text.held,
        page: text.page.clone(),
        content_note: text.content_note.clone(),
        passage: text.unit.is_some(),
        limit: limit(text.held, text.unit.is_some()),
        words: text.words.clone(),
        source,
        said,
    }
}

/// A translation's pieces with the numbers of the source's codes, and all codes.
pub(super) fn matched(source: &Pieces, words: &str) -> (Vec<Code>, Vec<Piece>) {
    let own = Pieces::of(words);
    let mut codes = source.codes.clone();
    let mut free: Vec<bool> = vec![true; codes.len()];
    let numbers: Vec<usize> = own
        .codes
        .iter()
        .map(|code| {
            let same = (0..free.len()).find(|at| free[*at] && codes[*at] == *code);
            if let Some(at) = same {
                free[at] = false;
                return at + 1;
            }
            codes.push(code.clone());
            codes.len()
        })
        .collect();
    let renumbered = own.pieces.into_iter().map(|piece| match piece {
        Piece::Text(words) => Piece::Text(words),
        Piece::Open(at) => Piece::Open(numbers[at - 1]),
        Piece::Close(at) => Piece::Close(numbers[at - 1]),
        Piece::Lone(at) => Piece::Lone(numbers[at - 1]),
    });
    (codes, renumbered.collect())
}

/// Most characters of a text, by what holds it. A test holds this list against what the check refuses.
fn limit(held: (&str, &str), in_passage: bool) -> Option<usize> {
    match held {
        // A word to be spotted.
        ("Option", "text") if in_passage => Some(limits::TITLE),
        ("Page" | "Note", "label") | ("Person", "name") => Some(limits::LABEL),
        ("Image" | "LabelledImage", "alt") => Some(limits::ALT),
        // The lead of a module's first page.
        ("Module" | "EasyModule", "summary") => None,
        (_, "title" | "summary" | "choose" | "unit" | "as_of" | "hint" | "texts" | "head")
        | ("Outcome" | "Answer", "text")
        | ("Pledge" | "Node" | "Poll" | "Reflection" | "Opinion", "ask")
        | ("Poll", "options")
        | ("Opinion", "answers")
        | ("Support", "name" | "what")
        | ("Term", _)
        | ("Table", "caption")
        | ("Bar", "label" | "note")
        | ("Quote", "who")
        | ("Download", "what")
        | ("Opinions", "who_sees")
        | ("Scale", "Words") => Some(limits::TITLE),
        _ => None,
    }
}
