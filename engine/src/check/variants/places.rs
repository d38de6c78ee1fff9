//! The places of a house: which stands above which, and what each says for the house's variables.

use std::collections::BTreeMap;

use super::Base;
use crate::check::context::{Context, Spot};
use crate::check::{HouseList, Variants, say};
use crate::diagnostic::Diagnostic;
use crate::id::is_id;
use crate::raw::{RawNation, RawPlace, RawSet};
use crate::rule::Rule;
use crate::source::Source;
use crate::text::{hidden_sign, normal};

/// Places that may stand one above another.
const LEVELS: usize = 3;

/// A place that was read.
pub(in crate::check) struct Place {
    pub(super) raw: RawPlace,
    pub(super) spot: Spot,
    /// Its file, and the number of that among the files of the house.
    pub(super) source: Source,
    pub(super) number: usize,
    /// The places above it, the highest first, and itself.
    pub(super) chain: Vec<String>,
}

impl Place {
    /// The place above it.
    pub(super) fn above(&self) -> Option<&String> {
        self.chain.iter().rev().nth(1)
    }

    /// What it says itself for a variable, and which of its entries that is.
    pub(super) fn says(&self, variable: &str) -> Option<(usize, &RawSet)> {
        self.raw.set.iter().enumerate().find(|(_, set)| set.variable == variable)
    }
}

/// The places of the house, those that have no fault.
pub(super) fn read(context: &mut Context<'_>, base: &Base<'_>) -> BTreeMap<String, Place> {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let files = base.input.house.iter().enumerate();
    for (at, file) in files.filter(|(_, file)| file.lists == HouseList::Place) {
        let key = format!("~place/{at:04}");
        let read = context.read_given::<RawPlace>(key.clone(), file.name.clone(), &file.given, "place");
        let (Some((raw, spot)), Some(source)) = (read, context.sources.get(&key).cloned()) else { continue };
        if head(context, &raw, &spot, &file.name) {
            let chain = vec![raw.id.clone()];
            places.insert(raw.id.clone(), Place { raw, spot, source, number: at, chain });
        } else {
            context.lose_id(stem(&file.name));
        }
    }
    let mut chains = BTreeMap::new();
    for id in places.keys() {
        chains.insert(id.clone(), chain(context, &places, id));
    }
    chains.iter().filter(|(_, chain)| chain.is_none()).for_each(|(id, _)| context.lose_id(id));
    places.retain(|id, _| chains.get(id).is_some_and(Option::is_some));
    for (id, place) in &mut places {
        place.chain = chains.remove(id).flatten().unwrap_or_default();
    }
    for place in places.values() {
        sets(context, place);
    }
    called_alike(context, &places);
    places
}

/// Tells of places that people could not tell from each other by their names.
fn called_alike(context: &mut Context<'_>, places: &BTreeMap<String, Place>) {
    let mut first: BTreeMap<String, &Place> = BTreeMap::new();
    for place in places.values() {
        let words: Vec<String> = normal(&place.raw.name).split_whitespace().map(str::to_lowercase).collect();
        let Some(before) = first.get(&words.join(" ")) else {
            first.insert(words.join(" "), place);
            continue;
        };
        let name = place.raw.name.trim();
        let message = format!("`{}` and `{}` are both called “{name}”", before.raw.id, place.raw.id);
        let fault = Diagnostic::new(Rule::PlaceName, place.spot.field("name").at(), message);
        let fault = fault.label("named so here").also(before.spot.field("name").at(), "and here");
        context.fault(
            fault.help("name the town or the street in one of them, or take one of the two files away"),
        );
    }
}

/// What a file is called, without its folder and its ending.
fn stem(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name).trim_end_matches(".ron")
}

/// Whether a place's own words make it one.
fn head(context: &mut Context<'_>, raw: &RawPlace, spot: &Spot, name: &str) -> bool {
    let here = spot.field("id");
    let Some(()) = context.id(&here, &raw.id, |id| is_id(id).then_some(())) else { return false };
    context.names_a_file(&here, &raw.id);
    let stem = stem(name);
    if raw.id != stem {
        let message = format!("the place `{}` stands in a file named `{stem}.ron`", raw.id);
        let fault = Diagnostic::new(Rule::IdNotFileName, here.at(), message).label("not the file's name");
        context.fault(fault.help(say::id_or_file(&raw.id, stem)));
        return false;
    }
    let name = spot.field("name");
    let _: String = context.title(&name, &raw.name);
    if raw.name.trim().contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let fault = Diagnostic::new(Rule::ValueForm, name.at(), "the name of this place is on several lines");
        context.fault(fault.label("stands in lists and names of packages").help("write it on one line"));
    }
    true
}

/// The places above a place, and itself; `None` where there is no such way.
fn chain(context: &mut Context<'_>, places: &BTreeMap<String, Place>, id: &str) -> Option<Vec<String>> {
    let mut chain = vec![id.to_owned()];
    let mut here = &places[id];
    while let Some(above) = &here.raw.of {
        let at = places[id].spot.field("of").at();
        let Some(next) = places.get(above) else {
            if here.raw.id == id {
                let known = places.keys().map(String::as_str);
                context.unknown(Rule::UnknownPlace, at, "place", above, known);
            }
            return None;
        };
        let higher = "write a higher place here, or leave `of` out".to_owned();
        let (message, label, help) = if above == id {
            (format!("`{id}` stands above itself: {}", way(&chain, above)), "leads too far up", higher)
        } else if let Some(from) = chain.iter().position(|one| one == above) {
            // Its own `of` may be right: the circle's places are told how to leave it.
            let circle = way(&chain[from..], above);
            let help = format!("mend `of` of {}, or write another place here", chain[from..].join(" or "));
            (format!("`{id}` stands below a circle: {circle}"), "leads into the circle", help)
        } else if chain.len() == LEVELS {
            let levels = format!("more than {LEVELS} places stand one above another: {}", way(&chain, above));
            (levels, "leads too far up", higher)
        } else {
            chain.push(above.clone());
            here = next;
            continue;
        };
        let fault = Diagnostic::new(Rule::PlaceLevels, at, message).label(label);
        context.fault(fault.help(help));
        return None;
    }
    chain.reverse();
    Some(chain)
}

fn way(chain: &[String], above: &str) -> String {
    format!("{} of {above}", chain.join(" of "))
}

/// Judges what a place says.
fn sets(context: &mut Context<'_>, place: &Place) {
    let spots = place.spot.field("set");
    for (at, set) in place.raw.set.iter().enumerate() {
        let here = spots.index(at);
        let Some((variable, _)) = context.house_variables.get(&set.variable).cloned() else {
            let known: Vec<String> = context.house_variables.keys().cloned().collect();
            let known = known.iter().map(String::as_str);
            context.unknown(
                Rule::UnknownVariable,
                here.field("variable").at(),
                "variable",
                &set.variable,
                known,
            );
            continue;
        };
        if let Some((first, _)) = place.says(&set.variable).filter(|(first, _)| *first < at) {
            let message = format!("the place says two things for `{}`", set.variable);
            let fault = Diagnostic::new(Rule::ValueTwice, here.field("variable").at(), message);
            let before = spots.index(first).field("variable").at();
            let fault = fault.label("said again here").also(before, "first said here");
            context.fault(fault.help("keep the one that holds"));
        }
        form(context, &here.field("say"), &set.say, variable.most);
        for (number, other) in set.languages.iter().enumerate() {
            form(context, &here.field("languages").index(number).field("say"), &other.say, variable.most);
        }
    }
}

/// That what is said can stand in the middle of a sentence.
fn form(context: &mut Context<'_>, spot: &Spot, say: &str, most: u16) {
    let long = normal(say.trim()).chars().count();
    let (message, label, help) = if long == 0 {
        (
            "nothing is said here".to_owned(),
            "empty".to_owned(),
            "say it, or take the whole `Set(…)` out".to_owned(),
        )
    } else if say.trim().contains(['\n', '\r']) {
        let help = "write it on one line".to_owned();
        ("this stands on several lines".to_owned(), "put into a sentence".to_owned(), help)
    } else if long > usize::from(most) {
        let help = "say the main thing; learners read it in the middle of a sentence".to_owned();
        (format!("this has {long} characters"), format!("at most {most}"), help)
    } else {
        if let Some(sign) = hidden_sign(&normal(say.trim())) {
            context.hidden(spot, sign);
        }
        return;
    };
    context.fault(Diagnostic::new(Rule::ValueForm, spot.at(), message).label(label).help(help));
}

/// The nearest place of a chain that says something for a variable.
pub(super) fn said<'a>(
    places: &'a BTreeMap<String, Place>,
    id: &str,
    variable: &str,
) -> Option<(&'a Place, usize, &'a RawSet)> {
    places[id].chain.iter().rev().find_map(|above| {
        let place = places.get(above)?;
        place.says(variable).map(|(at, set)| (place, at, set))
    })
}

/// The author's word for a part of the UK.
pub(super) fn nation(nation: RawNation) -> &'static str {
    match nation {
        RawNation::England => "England",
        RawNation::NorthernIreland => "NorthernIreland",
        RawNation::Scotland => "Scotland",
        RawNation::Wales => "Wales",
    }
}

/// What is said at a place, in a language, for the variables that the course has.
pub(super) fn values(
    places: &BTreeMap<String, Place>,
    id: &str,
    base: &Base<'_>,
    tongue: usize,
) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    for (variable, asked) in base.variables {
        let Some((.., set)) = said(places, id, variable) else { continue };
        let own = || set.languages.iter().find(|one| one.language.eq_ignore_ascii_case(base.tag(tongue)));
        let say = match own() {
            Some(own) => &own.say,
            None if tongue == 0 || !asked.translated => &set.say,
            None => continue,
        };
        values.insert(variable.clone(), normal(say.trim()).into_owned());
    }
    values
}

/// Tells of what a place leaves unsaid: what is required, and what a language lacks.
pub(super) fn values_there(
    context: &mut Context<'_>,
    places: &BTreeMap<String, Place>,
    id: &str,
    base: &Base<'_>,
) {
    let place = &places[id];
    // Of a place above others nothing is asked that those below may say, unless it is meant itself.
    let above = places.values().any(|other| other.above().is_some_and(|above| above == id));
    let asked = !above || matches!(base.options.variants, Variants::Only(_));
    for (variable, kind) in base.variables.iter().filter(|(_, variable)| variable.used) {
        let Some((raw, _)) = context.house_variables.get(variable).cloned() else { continue };
        let Some((from, at, set)) = said(places, id, variable) else {
            if raw.required && asked {
                let message = format!("`{id}` says nothing for `{variable}`");
                let fault = Diagnostic::new(Rule::MissingValue, place.spot.field("set").at(), message);
                // An example that is made up must not become an answer.
                let help = format!(
                    "ask the place, and write `Set(variable: \"{variable}\", say: \"…\")` with its own words; they \
                     would look like “{}”",
                    raw.example
                );
                context.fault(fault.label("required, and not here").help(help));
            }
            continue;
        };
        let own = |tag: &str| set.languages.iter().any(|one| one.language.eq_ignore_ascii_case(tag));
        for tag in (1..=base.tongues.len()).map(|tongue| base.tag(tongue)) {
            if kind.translated && !own(tag) {
                let message = format!("what `{}` says for `{variable}` is not in `{tag}`", from.raw.id);
                let here = from.spot.field("set").index(at).field("languages");
                let fault = Diagnostic::new(Rule::ValueUntranslated, here.at(), message);
                let help = format!("write `languages: [SayIn(language: \"{tag}\", say: \"…\")]`");
                let fault = fault.label("its blocks are left out there").help(help);
                if !context.found.contains(&fault) {
                    context.fault(fault);
                }
            }
        }
    }
}
