//! Claims with their sources: an author's own, and facts of the house that a block tells by their ids.
//!
//! What a block says of a fact of the house is held against the house's words: no number but the fact's, and the
//! words that the house marks. In another language numbers and words look otherwise; there the translator answers
//! for them, and is told when the text changes.

use std::collections::BTreeSet;

use super::context::{Context, Spot};
use super::{foreign, prose};
use crate::course::{Fact, Markup};
use crate::diagnostic::{At, Diagnostic};
use crate::id::{FactId, SourceId};
use crate::raw::{RawFact, RawHouseFact, RawStanding};
use crate::rule::Rule;

/// A fact of the house, with where it stands.
type Known = (RawHouseFact, Spot);

/// Checks a claim; `None` while nobody can tell what it is.
pub(super) fn check(context: &mut Context<'_>, raw: &RawFact, spot: &Spot) -> Option<Fact> {
    if raw.house.is_empty() {
        return own(context, raw, spot);
    }
    for (field, value) in [("claim", &raw.claim), ("source", &raw.source)] {
        if value.is_some() {
            let message = format!("a fact of the house has its `{field}` there");
            let fault = Diagnostic::new(Rule::UnknownField, spot.field(field).at(), message);
            context.fault(fault.label("not known here").help(match field {
                "claim" => "write `say: \"…\"` for words of your own, or take `house` out",
                _ => "take `source` out: the first fact of `house` gives it",
            }));
        }
    }
    let known = known(context, &raw.house, &spot.field("house"));
    if known.len() < raw.house.len() {
        return None;
    }
    let (first, home) = known.first()?.clone();
    if raw.say.is_none() && known.len() > 1 {
        missing(context, spot, "several facts told as one need the field `say`", "say");
        return None;
    }
    let (said_at, claim) = match &raw.say {
        Some(say) => (spot.field("say"), say.clone()),
        None => (home.field("claim"), shown(context, &first, &first.claim)),
    };
    let house = foreign::of_entry(first.language.as_ref()).to_owned();
    let claim = match raw.say {
        Some(_) => context.markup(&said_at, &claim),
        None => context.markup_in(&house, &said_at, &claim),
    };
    let noted = match &raw.note {
        Some(note) => Some((spot.field("note"), note.clone())),
        None => caveats(context, &known),
    };
    let note = noted.as_ref().map(|(at, note)| match raw.note {
        Some(_) => context.markup(at, note),
        None => context.markup_in(&house, at, note),
    });
    let dated = match (&raw.as_of, &first.as_of) {
        (Some(date), _) => Some((spot.field("as_of"), date.clone())),
        (None, Some(date)) => Some((home.field("as_of"), shown(context, &first, date))),
        (None, None) => None,
    };
    let as_of = dated.as_ref().map(|(at, date)| context.title(at, date));
    for (fact, at) in &known {
        context.cite(&fact.source, at.field("source").at());
    }
    let fact = Fact {
        claim,
        house: raw.house.iter().filter_map(|id| FactId::parse(id)).collect(),
        source: SourceId::parse(&first.source)?,
        note,
        as_of,
    };
    if context.translation.is_none() {
        numbers(context, raw, spot, &known, &fact);
        words(context, spot, &known, &fact);
    }
    unsettled(context, raw, spot, &known, &fact);
    limits(context, &fact, &said_at);
    Some(fact)
}

/// An author's own claim.
fn own(context: &mut Context<'_>, raw: &RawFact, spot: &Spot) -> Option<Fact> {
    if raw.say.is_some() {
        let message = "a claim of your own has no field `say`";
        let fault = Diagnostic::new(Rule::UnknownField, spot.field("say").at(), message);
        context.fault(
            fault
                .label("not known here")
                .help("write `claim: \"…\"`, or the ids of the facts as `house: […]`"),
        );
    }
    let (Some(claim), Some(source)) = (&raw.claim, &raw.source) else {
        let lacks = if raw.claim.is_none() { "claim" } else { "source" };
        missing(context, spot, &format!("a fact needs the field `{lacks}`"), lacks);
        return None;
    };
    context.cite(source, spot.field("source").at());
    let said_at = spot.field("claim");
    let fact = Fact {
        claim: context.markup(&said_at, claim),
        house: Vec::new(),
        source: SourceId::parse(source)?,
        note: raw.note.as_ref().map(|note| context.markup(&spot.field("note"), note)),
        as_of: raw.as_of.as_ref().map(|date| context.title(&spot.field("as_of"), date)),
    };
    limits(context, &fact, &said_at);
    Some(fact)
}

fn missing(context: &mut Context<'_>, spot: &Spot, message: &str, field: &str) {
    // It may have been written, and lost with what could not be read.
    if !context.has_lost() {
        let fault = Diagnostic::new(Rule::MissingField, spot.at(), message);
        let help = match field {
            "say" => "write `say: \"…\"` inside it, or give each fact a block of its own".to_owned(),
            _ => {
                format!("write `{field}: \"…\"` inside it, or tell a fact of the house: `house: [\"f021\"]`")
            }
        };
        context.fault(fault.label(format!("`{field}` is missing")).help(help));
    }
}

/// The facts of the house with these ids, as many as are known.
fn known(context: &mut Context<'_>, ids: &[String], spot: &Spot) -> Vec<Known> {
    let mut found = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        match context.house_facts.get(id).cloned() {
            Some((fact, home)) => {
                if context.id(&home.field("id"), id, FactId::parse).is_some() {
                    found.push((fact, home));
                }
            }
            None => {
                let known: Vec<String> = context.house_facts.keys().cloned().collect();
                let known = known.iter().map(String::as_str);
                context.unknown(Rule::UnknownFact, spot.index(at).at(), "fact of the house", id, known);
            }
        }
    }
    found
}

/// What the house says of how far these facts go, each caveat once, and where the first of them stands.
fn caveats(context: &mut Context<'_>, known: &[Known]) -> Option<(Spot, String)> {
    let mut texts: Vec<String> = Vec::new();
    let mut at = None;
    for (fact, home) in known {
        let Some(caveat) = &fact.caveat else { continue };
        at.get_or_insert_with(|| home.field("caveat"));
        let caveat = shown(context, fact, caveat);
        if !texts.contains(&caveat) {
            texts.push(caveat);
        }
    }
    at.map(|at| (at, texts.join(" ")))
}

/// A text of the house that a learner will read.
fn shown(context: &mut Context<'_>, fact: &RawHouseFact, text: &str) -> String {
    context.facts_shown.insert(fact.id.clone());
    text.to_owned()
}

/// That no number stands in the block which its facts have not: nor their sources, as years of them.
fn numbers(context: &mut Context<'_>, raw: &RawFact, spot: &Spot, known: &[Known], fact: &Fact) {
    let mut given = BTreeSet::new();
    for (one, _) in known {
        let texts = [Some(&one.claim), one.caveat.as_ref(), one.as_of.as_ref()];
        texts.into_iter().flatten().for_each(|text| given.extend(numbers_of(text).map(|(number, _)| number)));
        if let Some((source, _)) = context.house_sources.get(&one.source) {
            given.insert(source.year.to_string());
            let read = source.retrieved.as_ref().and_then(|date| date.get(..4));
            given.extend(read.map(str::to_owned));
        }
    }
    let note = fact.note.as_ref().map(Markup::plain);
    let texts = [
        (raw.say.is_some(), "say", Some(fact.claim.plain())),
        (raw.note.is_some(), "note", note),
        (raw.as_of.is_some(), "as_of", fact.as_of.clone()),
    ];
    for (here, field, text) in texts {
        let Some(text) = text.filter(|_| here) else { continue };
        let Some((_, piece)) = numbers_of(&text).find(|(number, _)| !given.contains(number)) else {
            continue;
        };
        let ids = quoted(known);
        let message = format!("the number `{piece}` is not one of {ids}");
        let mut fault = Diagnostic::new(Rule::NumberOfNoFact, spot.field(field).inside(piece), message)
            .label("not a number of the house's fact")
            .help("write the house's number, or cite the fact that has this one: `house: [\"…\", \"…\"]`");
        for (_, home) in known {
            fault = fault.also(home.field("claim").at(), "what the house says");
        }
        context.fault(fault);
    }
}

/// That the block says what the house marks as words that cannot be left out.
fn words(context: &mut Context<'_>, spot: &Spot, known: &[Known], fact: &Fact) {
    let note = fact.note.as_ref().map(Markup::plain).unwrap_or_default();
    let said =
        [&fact.claim.plain(), &note, fact.as_of.as_deref().unwrap_or_default()].join(" ").to_lowercase();
    for (one, home) in known {
        for (at, words) in one.must_say.iter().enumerate() {
            if said.contains(&words.to_lowercase()) {
                continue;
            }
            let message = format!("`{}` is told without the words `{words}`", one.id);
            let fault = Diagnostic::new(Rule::WordsLeftOut, spot.at(), message)
                .label("they stand neither in what is said, nor in the note, nor in the date")
                .also(home.field("must_say").index(at).at(), "the house asks for them");
            context.fault(fault.help(format!("say “{words}” where it belongs, or leave the fact out")));
        }
    }
}

/// That what moves says as of when, and what is contested what is held against it.
fn unsettled(context: &mut Context<'_>, raw: &RawFact, spot: &Spot, known: &[Known], fact: &Fact) {
    let lacks = known.iter().find_map(|(one, home)| match one.label {
        RawStanding::Moving if fact.as_of.is_none() => Some((one, home, "moving", "as_of")),
        RawStanding::Contested if raw.note.is_none() && one.caveat.is_none() => {
            Some((one, home, "contested", "note"))
        }
        _ => None,
    });
    if let Some((one, home, how, field)) = lacks {
        let message = format!("`{}` is {how}, and no `{field}` says so", one.id);
        let fault = Diagnostic::new(Rule::FactUnsettled, spot.at(), message)
            .label(format!("`{field}` is missing"))
            .also(home.field("label").at(), "the house says so");
        context.fault(fault.help(match field {
            "as_of" => "write `as_of: \"Position as read in …\"` with the month in which you read it",
            _ => "write `note: \"…\"`: who holds what against it",
        }));
    }
}

/// A figure says how far it goes, and law as of when.
fn limits(context: &mut Context<'_>, fact: &Fact, said_at: &Spot) {
    let at = || -> At { said_at.at() };
    if prose::has_figure(&fact.claim) && fact.note.is_none() {
        let fault =
            Diagnostic::new(Rule::FigureWithoutLimits, at(), "this figure does not say how far it goes");
        context.fault(
            fault
                .label("`note` is missing")
                .help("write `note: \"…\"`: who was asked, who was not, and when"),
        );
    }
    let source = context.house_sources.get(fact.source.as_str());
    if source.is_some_and(|(source, _)| source.kind.starts_with("law")) && fact.as_of.is_none() {
        let fault = Diagnostic::new(Rule::LawWithoutDate, at(), "this law does not say as of when");
        context.fault(
            fault
                .label("`as_of` is missing")
                .help("write `as_of: \"Position as read in …\"` with the month in which you read it"),
        );
    }
}

/// The ids of facts, for a message.
fn quoted(known: &[Known]) -> String {
    known.iter().map(|(one, _)| format!("`{}`", one.id)).collect::<Vec<_>>().join(" and ")
}

/// The numbers of a text, alike however they are written (`2,169,718` and `2169718`, `1.50` and `1.5`), each with the
/// piece that gives it. A comma between digits belongs to a number where three digits follow it.
fn numbers_of(text: &str) -> impl Iterator<Item = (String, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|sign: char| sign.is_ascii_digit())?;
        let from = &rest[start..];
        let bytes = from.as_bytes();
        let digits = |at: usize| bytes[at.min(bytes.len())..].iter().take_while(|byte| byte.is_ascii_digit());
        let mut end = digits(0).count();
        while bytes.get(end) == Some(&b',') && digits(end + 1).count() == 3 {
            end += 4;
        }
        let whole = from[..end].replace(',', "");
        let part = if bytes.get(end) == Some(&b'.') { digits(end + 1).count() } else { 0 };
        if part > 0 {
            end += 1 + part;
        }
        let part = from[end - part..end].trim_end_matches('0');
        let number = if part.is_empty() { whole } else { format!("{whole}.{part}") };
        rest = &from[end..];
        Some((number, &from[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::numbers_of;

    #[test]
    fn numbers_are_alike_however_they_are_written() {
        let of =
            |text: &'static str| numbers_of(text).map(|(number, _)| number).collect::<Vec<_>>().join(" ");
        for (text, numbers) in [
            ("3.2% of 1,341,339 people, 27,497 of them", "3.2 1341339 27497"),
            ("in 2009/10, 15 of 31.", "2009 10 15 31"),
            ("1.50 and 2.0", "1.5 2"),
            ("8.25 in the morning, room 2, 16 to 24", "8.25 2 16 24"),
            ("of 2017,2018 and 12,34", "2017 2018 12 34"),
            ("a quarter", ""),
        ] {
            assert_eq!(of(text), numbers, "{text}");
        }
        let pieces: Vec<&str> = numbers_of("£1,250.50 in 2024").map(|(_, piece)| piece).collect();
        assert_eq!(pieces, ["1,250.50", "2024"]);
    }
}
