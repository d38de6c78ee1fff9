//! What somebody at a place is asked in the other languages of a course: for a variable whose words are translated, and
//! for words that the place has put in its own.
//!
//! A row of it is never required: where nothing is said, the course does as it did before.

use std::collections::BTreeMap;

use super::form::{said, words_of};
use super::laid::Laid;
use super::said_in::words_in;
use super::{Base, Read, Variant, places};
use crate::raw::RawChange;
use crate::raw::shape::decode;
use crate::read::tree::{Element, Node, Tree};
use crate::vary::{field, text_of, words};

/// What a place says in another language of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLanguage {
    /// The language's tag.
    pub language: String,
    /// What the place says in it itself.
    pub own: Option<String>,
    /// What stands there in it otherwise, and the name of the place above that says so, where it is not the course.
    pub stands: Option<(String, Option<String>)>,
}

/// The tags of the other languages of a course.
pub(super) fn tags<'a>(base: &'a Base<'_>) -> impl Iterator<Item = &'a str> {
    (1..=base.tongues.len()).map(|tongue| base.tag(tongue))
}

/// What a place says in other languages for the variables whose words are translated, by their ids.
pub(super) fn values(base: &Base<'_>, read: &Read, id: &str) -> BTreeMap<String, Vec<InLanguage>> {
    let own = &read.places[id];
    let asked = base.variables.iter().filter(|(_, asked)| asked.used && asked.translated);
    let of = |variable: &String| -> Vec<InLanguage> {
        let above = own.above().and_then(|above| places::said(&read.places, above, variable));
        let in_language = |tag: &str| {
            let says = |set: &crate::raw::RawSet| {
                set.languages
                    .iter()
                    .find(|one| one.language.eq_ignore_ascii_case(tag))
                    .map(|one| said(&one.say))
            };
            InLanguage {
                language: tag.to_owned(),
                own: own.says(variable).and_then(|(_, set)| says(set)),
                stands: above.and_then(|(place, _, set)| Some((says(set)?, Some(place.raw.name.clone())))),
            }
        };
        tags(base).map(in_language).collect()
    };
    asked.map(|(variable, _)| (variable.clone(), of(variable))).collect()
}

/// The same for a part of the course, by its key; a language in which the place says what no form can say is left out.
pub(super) fn part(base: &Base<'_>, laid: &Laid, variant: Option<&Variant>, key: &str) -> Vec<InLanguage> {
    let of = |(at, tag): (usize, &str)| {
        let own = match variant.map_or(Mine::Nothing, |variant| mine(variant, key, tag)) {
            Mine::Nothing => None,
            Mine::Words(own) => Some(own),
            Mine::Other => return None,
        };
        let stands = key.strip_prefix("replace/").and_then(|block| standing(laid, at + 1, block));
        Some(InLanguage { language: tag.to_owned(), own, stands: stands.map(|(_, words)| (words, None)) })
    };
    tags(base).enumerate().filter_map(of).collect()
}

/// A block as it stands in a language, and its words.
pub(super) fn standing(laid: &Laid, tongue: usize, id: &str) -> Option<(String, String)> {
    let (file, block) = laid.tongue(tongue).values().find_map(|file| {
        let block = file.blocks.blocks.iter().find(|block| block.id == id)?;
        Some((file, block))
    })?;
    let text = file.text()[block.span.clone()].to_owned();
    let (_, words) = words_of(&text)?;
    Some((text, words))
}

/// What a place has written in a language.
enum Mine {
    /// Nothing.
    Nothing,
    /// These words.
    Words(String),
    /// Something that no form can say.
    Other,
}

fn mine(variant: &Variant, key: &str, tag: &str) -> Mine {
    let is = |change: &RawChange| match change {
        RawChange::Replace(one) => key == format!("replace/{}", one.block),
        _ => false,
    };
    let number = match key.strip_prefix("end/") {
        Some(page) => super::form::ended(variant, page).map(|(number, ..)| number),
        None => variant.raw.changes.iter().position(is),
    };
    let Some(number) = number else { return Mine::Nothing };
    let text = variant.change_text(number);
    let tree = Tree::of(text);
    let languages = tree.root.as_ref().and_then(|root| field(text, root, "languages"));
    let own = |one: &&Element| {
        text_of(text, &one.value, "language").is_some_and(|own| own.eq_ignore_ascii_case(tag))
    };
    let Some(entry) = languages.map(Node::elements).unwrap_or_default().iter().find(own) else {
        return Mine::Nothing;
    };
    let span = words_in(text, &entry.value);
    let say = span.and_then(|span| decode::<String>(text.get(span)?).ok());
    say.map_or(Mine::Other, |say| Mine::Words(words(&say)))
}
