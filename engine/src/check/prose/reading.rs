//! Whether a text can be read at the level for which it is written: sentence by sentence, and page by page.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::plain::{self, Counted, Limits};
use crate::check::context::{Context, Spot};
use crate::diagnostic::Diagnostic;
use crate::raw::{RawCourse, RawPage};
use crate::rule::Rule;

/// Words of a sentence by which a message calls it.
const CALLED_BY: usize = 8;

/// What is known of a course's texts so far.
#[derive(Debug, Default)]
pub(in crate::check) struct Reading {
    /// What the course's level allows; `None` of a course that is not in English.
    limits: Option<Limits>,
    /// Words of the house's terms, in small letters.
    terms: Arc<BTreeSet<String>>,
    /// What was counted on the present page.
    page: Counted,
    /// Whether the present page says why it is hard to read.
    waived: bool,
    /// How many sentences were let pass for that.
    spared: usize,
    /// Whether these are somebody else's words, which nobody may shorten.
    pub(in crate::check) quoted: bool,
}

impl Reading {
    /// The same before any text.
    pub(in crate::check) fn apart(&self) -> Self {
        Self { limits: self.limits, terms: Arc::clone(&self.terms), ..Self::default() }
    }
}

/// Takes note of the language and the level of a course.
pub(in crate::check) fn begin(context: &mut Context<'_>, raw: &RawCourse) {
    context.language = raw.language.to_lowercase();
    let english = context.language == "en" || context.language.starts_with("en-");
    let all = context.house_terms.values();
    let terms = all.flat_map(|(term, _)| term.term.split_whitespace().map(str::to_lowercase));
    let terms = Arc::new(terms.collect());
    let limits = english.then(|| plain::limits(raw.level));
    context.reading = Reading { limits, terms, ..Reading::default() };
}

/// Judges the sentences of a text, and counts it in.
pub(super) fn text(context: &mut Context<'_>, spot: &Spot, words: &str) {
    let Some(limits) = context.reading.limits else { return };
    if context.reading.quoted || !context.is_own(spot) {
        return;
    }
    for sentence in plain::sentences(words) {
        let Reading { terms, page, .. } = &mut context.reading;
        let many = page.add_sentence(sentence, |word| terms.contains(word));
        if many <= limits.words {
            continue;
        }
        if context.reading.waived {
            context.reading.spared += 1;
            continue;
        }
        let first: Vec<&str> = sentence.split_whitespace().take(CALLED_BY).collect();
        let (first, piece) = (first.join(" "), first[..first.len().min(2)].join(" "));
        let message = format!("the sentence `{first} …` has {many} words");
        let fault = Diagnostic::new(Rule::LongSentence, spot.inside(&piece), message);
        let fault = fault.label(format!("at most {} are read in one breath at this level", limits.words));
        context.fault(fault.help("make two or three sentences of it, or a list"));
    }
}

/// What a course's level asks, taken away while what is read has rules of its own; put back by [`resume`].
pub(in crate::check) struct Paused(Option<Limits>);

impl Paused {
    /// Whether sentences and words of the course's language are counted.
    pub(in crate::check) fn counts(&self) -> bool {
        self.0.is_some()
    }
}

/// Stops judging by the course's level.
pub(in crate::check) fn pause(context: &mut Context<'_>) -> Paused {
    Paused(context.reading.limits.take())
}

/// Judges by the course's level again.
pub(in crate::check) fn resume(context: &mut Context<'_>, paused: Paused) {
    context.reading.limits = paused.0;
}

/// The first sentence of a text that is longer than so many words, with their number; how many sentences there are; and
/// the first word of more than so many letters that is no term of the house.
pub(in crate::check) fn hard<'t>(
    context: &Context<'_>,
    text: &'t str,
    words: usize,
    letters: usize,
) -> (Option<(&'t str, usize)>, usize, Option<&'t str>) {
    let sentences: Vec<&str> = plain::sentences(text).collect();
    let counted = sentences.iter().map(|sentence| (*sentence, plain::words(sentence).count()));
    let long = counted.into_iter().find(|(_, many)| *many > words);
    let pieces = text.split(|sign: char| !sign.is_alphabetic() && !"’'".contains(sign));
    let is_term = |word: &str| context.reading.terms.contains(&word.to_lowercase());
    let hard = pieces.into_iter().find(|word| word.chars().count() > letters && !is_term(word));
    (long, sentences.len(), hard)
}

/// Begins a page.
pub(in crate::check) fn begin_page(context: &mut Context<'_>, raw: &RawPage, spot: &Spot) {
    context.reading.page = Counted::default();
    context.reading.spared = 0;
    context.reading.waived = raw.hard_because.is_some();
    if let Some(because) = &raw.hard_because {
        let _: String = context.title(&spot.field("hard_because"), because);
    }
}

/// Judges a page as a whole.
pub(in crate::check) fn end_page(context: &mut Context<'_>, raw: &RawPage, spot: &Spot) {
    let Reading { limits, page, waived, spared, .. } = &context.reading;
    let (limits, page, waived, spared) = (*limits, *page, *waived, *spared);
    context.reading.waived = false;
    let Some(limits) = limits else { return };
    let age = page.age().filter(|age| *age > limits.age);
    if waived && spared == 0 && age.is_none() {
        let message = format!("the page `{}` says why it is hard to read, and it is not", raw.id);
        let fault = Diagnostic::new(Rule::HardWaiverIdle, spot.field("hard_because").at(), message);
        context.fault(fault.label("excuses nothing").help("take `hard_because` out"));
    }
    let Some(age) = age.filter(|_| !waived) else { return };
    let message = format!("the page `{}` reads like a text for age {age}", raw.id);
    let fault = Diagnostic::new(Rule::HardPage, spot.field("title").at(), message);
    let tenths = page.words * 10 / page.sentences.max(1);
    let syllables = page.syllables * 100 / page.words.max(1);
    let fault = fault.label(format!("at most {} at this level", limits.age));
    context.fault(fault.help(format!(
        "say it in shorter words and sentences: now {}.{} words a sentence, {}.{:02} syllables a word",
        tenths / 10,
        tenths % 10,
        syllables / 100,
        syllables % 100
    )));
}
