//! What is said of a language's file: whose it is, what it lacks, what has changed under it, and what is wrong with
//! the course in that language.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kept, Read, place_of, reading};
use crate::check::context::{Context, Spot};
use crate::check::house::is_date;
use crate::check::variables::in_text;
use crate::check::{prose, say};
use crate::course::Course;
use crate::diagnostic::{At, Diagnostic, Place, did_you_mean};
use crate::id::is_language_tag;
use crate::raw::RawLanguage;
use crate::rule::Rule;
use crate::source::Source;
use crate::vary::{Fit, Holds, State, Text, Varied, Whence};

/// Texts that are told of one by one; of more only how many they are.
const EACH: usize = 20;

/// Whose words a file holds, and in which language.
pub(super) fn head(context: &mut Context<'_>, raw: &RawLanguage, spot: &Spot, stem: &str, course: &Course) {
    let id = course.id.as_str();
    if raw.of != id {
        let message = format!("this file is of the course `{}`", raw.of);
        let fault = Diagnostic::new(Rule::LanguageFile, spot.field("of").at(), message);
        context.fault(fault.label(format!("this course is `{id}`")).help(format!("write `of: \"{id}\"`")));
    }
    let here = spot.field("language");
    if !is_language_tag(&raw.language) {
        let message = format!("`{}` is no language tag", raw.language);
        let fault = Diagnostic::new(Rule::LanguageTag, here.at(), message).label("such as `cy` or `pt-BR`");
        let named = say::better_tag(&raw.language).or_else(|| is_language_tag(stem).then(|| stem.to_owned()));
        context.fault(fault.help(match named {
            Some(tag) if tag == stem => format!("write `language: \"{tag}\"`"),
            Some(tag) => format!("write `language: \"{tag}\"`, and rename the file to `{tag}.ron`"),
            None => "write the language's tag, and name the file after it".to_owned(),
        }));
        return;
    }
    prose::language(context, &raw.language, here.at());
    if raw.language != stem {
        let message = format!("the language `{}` stands in a file named `{stem}.ron`", raw.language);
        let fault = Diagnostic::new(Rule::LanguageFile, here.at(), message).label("not the file's name");
        let rename = format!("rename the file to `{}.ron`", raw.language);
        let help = match is_language_tag(stem) {
            true => format!("{rename}, or write `language: \"{stem}\"`"),
            // No language is called so: only the file's name can be wrong.
            false => rename,
        };
        context.fault(fault.help(help));
    } else if raw.language.eq_ignore_ascii_case(&course.language) {
        let message = format!("`{}` is the course's own language", raw.language);
        let fault = Diagnostic::new(Rule::LanguageFile, here.at(), message).label("written in course.ron");
        context
            .fault(fault.help("take this file away; the words of this language stand in the course itself"));
    }
    let help = "have somebody who speaks it read all of it, and write `reviewed: \"YYYY-MM-DD\"`";
    match &raw.reviewed {
        None => {
            let message = format!("nobody has read the course in `{}`", raw.language);
            let fault = Diagnostic::new(Rule::TranslationUnread, here.at(), message).label("not reviewed");
            context.fault(fault.help(help));
        }
        Some(day) if !(is_date(day) && day.len() == "YYYY-MM-DD".len()) => {
            let message = format!("`{day}` is no day");
            let fault = Diagnostic::new(Rule::TranslationUnread, spot.field("reviewed").at(), message);
            context.fault(fault.label("a year, a month and a day").help(help));
        }
        Some(day) if context.options.as_of.as_deref().is_some_and(|today| day.as_str() > today) => {
            let message = format!("{} is still to come", crate::time::day_in_words(day));
            let here = spot.field("reviewed");
            let fault = Diagnostic::new(Rule::ReviewDay, here.at(), message).label("nobody has read it then");
            let help = "write the day on which all of it was read, or take `reviewed` out until then";
            context.fault(fault.help(help));
        }
        Some(day) if reading::has_moved(raw) => {
            let message =
                format!("the words in `{}` have changed since they were read on {day}", raw.language);
            let fault = Diagnostic::new(Rule::TranslationUnread, spot.field("read").at(), message);
            context.fault(fault.label("of other words").help(
                "have them read again, write the new day and `read: \"\"`, and run `bona check --write`",
            ));
        }
        Some(_) => {}
    }
}

/// Texts that are translated twice.
pub(super) fn twice(context: &mut Context<'_>, spot: &Spot, fit: &Fit) {
    let texts = spot.field("texts");
    for (at, state) in fit.states.iter().enumerate() {
        if let State::Twice(first) = state {
            let place = texts.index(at).field("of");
            let fault = Diagnostic::new(Rule::TranslationTwice, place.at(), "this text is translated twice");
            let before = texts.index(*first).field("of").at();
            let fault = fault.label("translated again here").also(before, "first translated here");
            context.fault(fault.help("keep the better one"));
        }
    }
}

/// Translations that lack a variable of their text, or have another.
pub(super) fn variables(context: &mut Context<'_>, read: &Read, texts: &[Text]) {
    let of = |words: &str| -> BTreeSet<String> { in_text(words).map(|(_, id)| id.to_owned()).collect() };
    let mut told = BTreeSet::new();
    for (text, said) in texts.iter().zip(&read.fit.shown) {
        let Some(at) = *said else { continue };
        let (wanted, found) = (of(&text.words), of(&read.raw.texts[at].say));
        if wanted == found || !told.insert(at) {
            continue;
        }
        let missing = wanted.difference(&found).map(|id| format!("it lacks `{{{id}}}`"));
        let strange = found.difference(&wanted).map(|id| format!("`{{{id}}}` is not in its text"));
        let what: Vec<String> = missing.chain(strange).collect();
        let here = read.spot.field("texts").index(at).field("say").at();
        let message = format!("this translation has other variables than its text: {}", what.join(", "));
        let fault = Diagnostic::new(Rule::TranslationVariables, here, message).label("not those of its text");
        context.fault(fault.help("write each variable once where the sentence needs it, with its braces"));
    }
}

/// What is missing, what has changed, and what belongs to nothing.
pub(super) fn told(context: &mut Context<'_>, read: &Read, texts: &[Text], files: &[(Kept, Source, Holds)]) {
    let spot = read.spot.field("texts");
    let mut behind = vec![false; texts.len()];
    for (at, state) in read.fit.states.iter().enumerate() {
        let said = &read.raw.texts[at];
        let here = spot.index(at).field("of");
        match state {
            State::Stale(of) => {
                of.iter().for_each(|text| behind[*text] = true);
                let first = &texts[of[0]];
                let message = format!("the text behind `{}` has changed since it was translated", first.name);
                let mut fault = Diagnostic::new(Rule::TranslationStale, here.at(), message)
                    .label("of words that are no more");
                for text in of.iter().take(3) {
                    fault = fault.also(place_of(&texts[*text], files), "what is said now");
                }
                let mend = match said.was {
                    Some(_) => "mend `say` so that it fits, and take `was` away".to_owned(),
                    None => format!("mend `say` so that it fits, and write `of: \"{}\"`", first.key()),
                };
                let accept = format!("--accept {}/{}", read.raw.language, first.name);
                let keys: BTreeSet<String> = of.iter().map(|text| texts[*text].key()).collect();
                context.fault(fault.help(match keys.len() {
                    0 | 1 => format!("{mend}; where it fits, `bona check {accept}` does so"),
                    _ => several(&keys),
                }));
            }
            State::Unknown => {
                let message = format!("nothing in the course is called `{}`", said.of);
                let fault = Diagnostic::new(Rule::TranslationUnknown, here.at(), message).label("not known");
                let keys: Vec<String> = texts.iter().map(Text::key).collect();
                context.fault(fault.help(match did_you_mean(&said.of, keys.iter().map(String::as_str)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "if the text is gone, take this away".to_owned(),
                }));
            }
            State::Used | State::Empty | State::Twice(_) => {}
        }
    }
    missing(context, read, texts, files, &behind);
}

/// What to do about older words that may be of several texts.
fn several(keys: &BTreeSet<String>) -> String {
    let keys: Vec<String> = keys.iter().take(EACH).map(|key| format!("`{key}`")).collect();
    format!(
        "it may be of any of {}: write into `of` the one that it is of, and mend `say` so that it fits; `bona translate \
         export` puts each beside a text that it may be of",
        keys.join(", ")
    )
}

/// Texts that nobody has translated, each once however often it stands there.
fn missing(
    context: &mut Context<'_>,
    read: &Read,
    texts: &[Text],
    files: &[(Kept, Source, Holds)],
    behind: &[bool],
) {
    let by_key: BTreeMap<&str, usize> =
        read.raw.texts.iter().enumerate().rev().map(|(at, said)| (said.of.as_str(), at)).collect();
    let mut left: Vec<(String, &Text)> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let said =
            || by_key.get(text.key().as_str()).is_some_and(|at| !read.raw.texts[*at].say.trim().is_empty());
        // A word that stays because another of its passage is missing is not missing itself.
        if read.fit.shown[at].is_none() && !behind[at] && !said() {
            let key = text.key();
            if left.iter().all(|(other, _)| *other != key) {
                left.push((key, text));
            }
        }
    }
    let (tag, course) = (&read.raw.language, context.input.folder.clone());
    let more = left.len().saturating_sub(EACH);
    let has_place = left.iter().skip(EACH).all(|(key, _)| by_key.contains_key(key.as_str()));
    for (key, text) in left.into_iter().take(EACH) {
        let message = format!("`{key}` is not in `{tag}`");
        let own = place_of(text, files);
        let shown = format!("shown as it is, marked as being in another language than `{tag}`");
        let fault = match by_key.get(key.as_str()) {
            // Where somebody writes, in whichever form this is read.
            Some(at) => {
                let place = read.spot.field("texts").index(*at).field("say").at();
                let fault = Diagnostic::new(Rule::TranslationMissing, place, message);
                let help =
                    format!("write the words in `{tag}` between those quotes of `{}`", read.spot.file());
                fault.label("nothing is said here").also(own, shown).help(help)
            }
            None => {
                let help = format!("write `Said(of: \"{key}\", say: \"…\")` in `{}`", read.spot.file());
                Diagnostic::new(Rule::TranslationMissing, own, message).label(shown).help(help)
            }
        };
        context.fault(fault);
    }
    if more > 0 {
        let message = format!("{more} more texts are not in `{tag}`");
        let fault = Diagnostic::new(Rule::TranslationMissing, read.spot.field("texts").at(), message);
        let help = match has_place {
            true => format!("write the words between the empty quotes of `{}`", read.spot.file()),
            false => {
                format!("`bona translate export {course} --language {tag}` writes a place for each of them")
            }
        };
        context.fault(fault.label("not here").help(help));
    }
}

/// Tells of a fault of the course in another language, where its translator can mend it.
pub(super) fn elsewhere(
    context: &mut Context<'_>,
    read: &Read,
    files: &BTreeMap<String, Varied>,
    told: &[Diagnostic],
    mut found: Diagnostic,
) {
    // What somebody wrote for the course's own words fits no others.
    found.fix = None;
    let own = at(read, files, &found.at);
    for (other, _) in &mut found.also {
        *other = at(read, files, other).0;
    }
    let (place, translated) = own;
    if !translated {
        let again = |before: &Diagnostic| before.rule == found.rule && before.at == place;
        if told.iter().any(again) {
            return;
        }
        found.also.insert(0, (place, "about this".to_owned()));
        found.at = read.spot.field("language").at();
        found.message = format!("in `{}`, {}", read.raw.language, found.message);
        found.label = Some("in this language".to_owned());
        context.fault(found);
        return;
    }
    found.at = place;
    let already = |before: &Diagnostic| {
        (before.rule, &before.at, &before.message) == (found.rule, &found.at, &found.message)
    };
    // A text that stands in several places is one here, and so is its fault.
    if !context.found.iter().any(already) {
        context.fault(found);
    }
}

/// Where a place of a file with other words in it comes from, and whether that is the language's own file.
pub(super) fn at(read: &Read, files: &BTreeMap<String, Varied>, at: &At) -> (At, bool) {
    let (Some(file), Place::Bytes(span)) = (files.get(&at.file), &at.place) else {
        return (at.clone(), false);
    };
    match file.whence(span) {
        Whence::Said(number) => {
            let spot = read.spot.field("texts").index(number).field("say");
            let piece = file.text.get(span.clone()).unwrap_or_default();
            let whole = piece.starts_with(['"', 'r']) && piece.ends_with(['"', '#']);
            (if whole { spot.at() } else { spot.inside(piece) }, true)
        }
        Whence::Language => (read.spot.field("language").at(), true),
        Whence::Here(span) => (At { file: at.file.clone(), place: Place::Bytes(span) }, false),
    }
}
