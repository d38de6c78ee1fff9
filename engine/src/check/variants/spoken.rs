//! What places say in other languages: of which of their own words these are, and whether they have moved since.
//!
//! It works on the files as they are written, so that what somebody has looked at can be noted there.

use super::change::is_hash;
use super::{Base, Read};
use crate::check::context::{Context, Spot};
use crate::check::say;
use crate::diagnostic::Diagnostic;
use crate::id::is_language_tag;
use crate::raw::shape::decode;
use crate::read::tree::{Element, Node, Tree};
use crate::rule::Rule;
use crate::source::Span;
use crate::vary::{self, Edit, Put, field, hash_without, text_of};

/// Words of a place in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoken {
    /// What they are of, by its id: a variable, or the block or the page of a change.
    pub(super) of: String,
    /// The tag of their language.
    pub(super) tag: String,
    /// Which entry of the file's list holds them, and which of its languages they are.
    at: (usize, usize),
    /// The digits of the words that they were made from; empty where nobody says.
    pub(super) was: String,
    /// The digits of those that stand there now.
    pub(super) now: String,
    /// Where the digits are written, and whether some stand there.
    hole: (Span, bool),
}

impl Spoken {
    /// Whether they are of words that are no more.
    pub(super) fn is_stale(&self) -> bool {
        !self.was.is_empty() && self.was != self.now
    }

    /// The edit by which they say that they are of the words that stand there now.
    pub(super) fn bound(&self) -> Edit {
        digits(&self.hole, &self.now)
    }
}

/// The edit that writes digits into such a place.
pub(super) fn digits((span, stand): &(Span, bool), digits: &str) -> Edit {
    let words = Put::From(0, 0, format!("\"{digits}\""));
    match stand {
        true => Edit { old: span.clone(), put: vec![words] },
        false => Edit { old: span.end..span.end, put: vec![Put::Ours(", of: "), words] },
    }
}

/// Where an entry of a list of languages says what it is of.
pub(super) fn hole(text: &str, entry: &Node) -> Option<(Span, bool)> {
    let own = field(text, entry, "of").map(|of| (of.span.clone(), true));
    own.or_else(|| field(text, entry, "language").map(|language| (language.span.clone(), false)))
}

/// The digits of the words of an entry: of a value those of a text, of blocks those of a block.
pub(super) fn digits_of(text: &str, entry: &Node) -> Option<String> {
    if let Some(say) = field(text, entry, "say") {
        let say: String = decode(text.get(say.span.clone())?).ok()?;
        return Some(vary::hash(&vary::words(&say)));
    }
    let blocks = field(text, entry, "with").or_else(|| field(text, entry, "add"))?;
    Some(hash_without(text, blocks, &[]))
}

/// All of a file, a place's own (`set`) or a variant (`changes`).
pub(super) fn all(text: &str, list: &str) -> Vec<Spoken> {
    let tree = Tree::of(text);
    let root = tree.root.as_ref();
    let entries = root.and_then(|root| field(text, root, list)).map(Node::elements).unwrap_or_default();
    entries.iter().enumerate().flat_map(|(at, entry)| of_entry(text, at, entry)).collect()
}

fn of_entry(text: &str, at: usize, entry: &Element) -> Vec<Spoken> {
    let node = &entry.value;
    let languages = field(text, node, "languages").map(Node::elements).unwrap_or_default();
    let of = ["variable", "block", "page"].into_iter().find_map(|name| text_of(text, node, name));
    let (Some(of), Some(now)) = (of, digits_of(text, node)) else { return Vec::new() };
    let spoken = |(number, one): (usize, &Element)| {
        Some(Spoken {
            of: of.clone(),
            tag: text_of(text, &one.value, "language")?,
            at: (at, number),
            was: text_of(text, &one.value, "of").unwrap_or_default().trim().to_owned(),
            now: now.clone(),
            hole: hole(text, &one.value)?,
        })
    };
    languages.iter().enumerate().filter_map(spoken).collect()
}

/// What a place says in other languages, in its own file and in its variant, with where each stands; of variables, those
/// that a text of the course has.
pub(super) fn of_place(read: &Read, base: &Base<'_>, id: &str) -> Vec<(Spoken, Spot)> {
    let used = |one: &Spoken| base.variables.get(&one.of).is_some_and(|variable| variable.used);
    let place = &read.places[id];
    let values =
        all(place.source.text(), "set").into_iter().filter(used).map(|one| (one, place.spot.field("set")));
    let changes = read.variants.get(id).into_iter().flat_map(|variant| {
        let all = all(variant.source.text(), "changes").into_iter();
        all.map(|one| (one, variant.spot.field("changes")))
    });
    let spot = |(one, list): (Spoken, Spot)| {
        let spot = list.index(one.at.0).field("languages").index(one.at.1);
        (one, spot)
    };
    values.chain(changes).map(spot).collect()
}

/// Says that words are in a language that nobody can tell.
fn no_tag(context: &mut Context<'_>, tag: &str, entry: &Spot) {
    let message = format!("`{tag}` is no language tag");
    let fault = Diagnostic::new(Rule::LanguageTag, entry.field("language").at(), message);
    let help = match say::better_tag(tag) {
        Some(better) => format!("write `language: \"{better}\"`"),
        None => "write the language's tag, such as `cy`".to_owned(),
    };
    context.fault(fault.label("these words are shown nowhere").help(help));
}

/// Says that what should name the words of which these are names none.
fn no_hash(context: &mut Context<'_>, one: &Spoken, spot: &Spot, folder: &str) {
    let message = format!("`{}` is no hash of a place's words", one.was);
    let fault =
        Diagnostic::new(Rule::PlaceStale, spot.at(), message).label("eight digits, 0 to 9 and a to f");
    context.fault(fault.help(format!(
        "look whether these words fit what the place says for `{}` now, write `of: \"\"`, and run `bona check --write \
         {folder}`: it fills in the hash",
        one.of
    )));
}

/// Tells of what a place says in other languages and is of words that are no more, in the languages of the course.
pub(super) fn tell(context: &mut Context<'_>, read: &Read, base: &Base<'_>, id: &str) {
    let folder = &base.input.folder;
    for (one, beside) in of_place(read, base, id) {
        let spot = beside.field("of");
        if !is_language_tag(&one.tag) {
            no_tag(context, &one.tag, &beside);
            continue;
        }
        let here = (1..=base.tongues.len()).any(|tongue| base.tag(tongue).eq_ignore_ascii_case(&one.tag));
        if !here || !one.is_stale() {
            continue;
        }
        if !is_hash(&one.was) {
            no_hash(context, &one, &spot, folder);
            continue;
        }
        let Spoken { of, tag, now, .. } = &one;
        let message = format!("what `{id}` says for `{of}` has changed since it was put into `{tag}`");
        let fault = Diagnostic::new(Rule::PlaceStale, spot.at(), message).label("of words that are no more");
        context.fault(fault.help(format!(
            "put the new words into `{tag}` and write `of: \"{now}\"`; where the old ones still fit, run `bona check \
             --accept {id}/{of} {folder}`"
        )));
    }
}
