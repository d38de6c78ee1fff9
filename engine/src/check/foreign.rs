//! Which texts of a course are in another language than the course: what nobody has translated, and what the house says.
//!
//! The house's lists serve courses in several languages, so each entry says in which its words are; one that says nothing
//! is in the house's own.

use std::collections::{BTreeMap, BTreeSet};

use super::context::{Context, Spot};
use crate::course::{Source, Support, Term, Translation};
use crate::diagnostic::Diagnostic;
use crate::id::is_language_tag;
use crate::raw::{RawCourse, RawSource};
use crate::rule::Rule;

/// The language of an entry of the house that names none.
const HOUSE: &str = "en-GB";

/// Most entries that are named at once.
const NAMED: usize = 8;

/// The language of an entry's words.
pub(super) fn of_entry(language: Option<&String>) -> &str {
    language.map_or(HOUSE, String::as_str)
}

/// Whether two tags are of one language, wherever it is spoken.
fn is_same(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    primary(one) == primary(other)
}

/// The language that a text in Markdown is to say of itself, if it is not the course's. `stayed` is the language in which it
/// stayed where the course was translated, and it was not.
pub(super) fn spoken(context: &Context<'_>, stayed: Option<&str>) -> Option<String> {
    let Some(own) = &context.speaking else { return stayed.map(str::to_owned) };
    let shown = stayed.is_some() || context.translation.is_none();
    (shown && !is_same(own, &context.language)).then(|| own.clone())
}

/// What a course shows of the house's lists.
pub(super) type OfHouse<'a> = (&'a [Support], &'a [Term], &'a [Source]);

/// The plain texts of a course that are in another language, each with its tag. Tells of those of the house that nobody can
/// translate, since the course is in the language that it was written in.
pub(super) fn plain(
    context: &mut Context<'_>,
    (spot, raw): (&Spot, &RawCourse),
    translation: Option<&Translation>,
    shown: OfHouse<'_>,
) -> BTreeMap<String, String> {
    let mut foreign = BTreeMap::new();
    if let Some(own) = translation {
        foreign.extend(own.left.iter().map(|text| (text.clone(), own.from.clone())));
    }
    let (entries, sources) = (entries(context, shown), sources(context, shown.2));
    let mut other: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
    for entry in entries.iter().chain(&sources) {
        let is_same = is_same(&entry.language, &context.language);
        let is_source = entry.file == SOURCES;
        if !is_same && !is_source && translation.is_none() {
            other.entry(entry.file).or_default().insert(entry.id.clone());
        }
        for text in &entry.texts {
            // Of what was translated the words are the translation's; nobody translates a source.
            if !is_source && translation.is_some_and(|own| !own.left.contains(text)) {
                continue;
            }
            match is_same {
                true => foreign.remove(text),
                false => foreign.insert(text.clone(), entry.language.clone()),
            };
        }
    }
    tags(context, entries.iter().chain(&sources));
    tell(context, (spot, &raw.language), &other);
    foreign
}

/// The file of the house in which sources stand.
const SOURCES: &str = "sources.ron";

/// An entry of the house that a course shows.
struct Entry {
    /// The file of the house in which it stands.
    file: &'static str,
    id: String,
    spot: Spot,
    language: String,
    texts: Vec<String>,
}

fn entries(context: &Context<'_>, (support, terms, _): OfHouse<'_>) -> Vec<Entry> {
    let mut all = Vec::new();
    for own in support {
        let Some((raw, spot)) = context.house_support.get(own.id.as_str()) else { continue };
        let texts = [&own.name, &own.what].into_iter().chain(&own.nations).cloned().collect();
        all.push(Entry {
            file: "support.ron",
            id: raw.id.clone(),
            spot: spot.clone(),
            language: of_entry(raw.language.as_ref()).to_owned(),
            texts,
        });
    }
    for own in terms {
        let Some((raw, spot)) = context.house_terms.get(own.id.as_str()) else { continue };
        let further = [&own.use_when, &own.avoid].into_iter().flatten();
        all.push(Entry {
            file: "terms.ron",
            id: raw.id.clone(),
            spot: spot.clone(),
            language: of_entry(raw.language.as_ref()).to_owned(),
            texts: [&own.term, &own.says].into_iter().chain(further).cloned().collect(),
        });
    }
    for id in &context.facts_shown {
        let Some((raw, spot)) = context.house_facts.get(id) else { continue };
        all.push(Entry {
            file: "facts.ron",
            id: id.clone(),
            spot: spot.clone(),
            language: of_entry(raw.language.as_ref()).to_owned(),
            // All else that it says is in Markdown.
            texts: raw.as_of.iter().cloned().collect(),
        });
    }
    all
}

fn sources(context: &Context<'_>, all: &[Source]) -> Vec<Entry> {
    let known = all.iter().filter_map(|own| Some((own, context.house_sources.get(own.id.as_str())?)));
    let entry = |(own, (raw, spot)): (&Source, &(RawSource, Spot))| Entry {
        file: SOURCES,
        id: raw.id.clone(),
        spot: spot.clone(),
        language: of_entry(raw.language.as_ref()).to_owned(),
        texts: vec![own.title.clone(), own.publisher.clone()],
    };
    known.map(entry).collect()
}

/// That languages are written as their tags.
fn tags<'e>(context: &mut Context<'_>, entries: impl Iterator<Item = &'e Entry>) {
    for entry in entries.filter(|entry| !is_language_tag(&entry.language)) {
        let message = format!("`{}` is not the short name of a language", entry.language);
        let fault = Diagnostic::new(Rule::LanguageTag, entry.spot.field("language").at(), message);
        let help = "write `language: \"cy\"` for Welsh, or leave `language` out for British English";
        context.fault(fault.label("a few letters that stand for it").help(help));
    }
}

/// Says once which entries of the house a learner will read in another language.
fn tell(
    context: &mut Context<'_>,
    (spot, language): (&Spot, &str),
    other: &BTreeMap<&'static str, BTreeSet<String>>,
) {
    let count: usize = other.values().map(BTreeSet::len).sum();
    if count == 0 || context.has_lost() || !is_language_tag(language) {
        return;
    }
    let ids: Vec<&str> = other.values().flatten().map(String::as_str).collect();
    let named = ids.iter().take(NAMED).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    let more = if count > NAMED { format!(" and {} more", count - NAMED) } else { String::new() };
    let message = format!("what the house says is not in `{language}`: {named}{more}");
    let files = other.keys().map(|file| format!("house/{file}")).collect::<Vec<_>>().join(", ");
    let fault = Diagnostic::new(Rule::HouseUntranslated, spot.field("language").at(), message);
    context.fault(fault.label("learners will read those words in another language").help(format!(
        "write entries with the same ids in your own {files}, in the course’s language, and `language: \"{language}\"` in \
         each; where the words are in that language already, write that alone"
    )));
}
