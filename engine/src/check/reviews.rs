//! `reviews.ron` beside its course: that each review is of a part that is there, on a day that was, and of the text
//! as it stands. It holds capacities and no names.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::comments::{appended, quoted};
use super::context::{Context, Spot};
use super::statement::is_day;
use super::{Given, Input, Options, course, prose};
use crate::canon::{bank_hash, hex, module_hashes_of};
use crate::course::{Course, Ledger, Review, ReviewedPart, Standing};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::RawReview;
use crate::read::tree::Tree;
use crate::rule::Rule;
use crate::vary::{Edit, Put, field, patch};

/// The file in the course's folder.
pub const REVIEWS_FILE: &str = "reviews.ron";

/// The ledger's file with hashes where none stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Its new text; everything but the hashes is as it was.
    pub text: String,
    /// The parts whose reviews were bound, as reviews call them.
    pub parts: Vec<String>,
}

/// Reads the ledger, and holds it against the course, if that could be made.
pub(super) fn check(context: &mut Context<'_>, course: Option<&mut Course>) {
    let (raws, spot) = match context.read::<Vec<RawReview>>(REVIEWS_FILE, "list of reviews") {
        Some(read) => read,
        None => (Vec::new(), Spot::top(REVIEWS_FILE)),
    };
    let mut seen: BTreeMap<(&str, &str, &str, &str), Spot> = BTreeMap::new();
    for (at, raw) in raws.iter().enumerate() {
        let here = spot.index(at);
        alone(context, raw, &here);
        // What was mended and read again on the same day is another text.
        let key = (raw.of.as_str(), word(raw), raw.on.as_str(), raw.text.as_str());
        let before = seen.entry(key).or_insert_with(|| here.clone()).clone();
        if before.at() != here.at() {
            let message = format!("`{}` was reviewed as {} on {} twice", raw.of, word(raw), raw.on);
            let fault = Diagnostic::new(Rule::ReviewTwice, here.at(), message).label("said again here");
            context.fault(
                fault
                    .also(before.at(), "first said here")
                    .help("take one of the two out: who read together stand in one review"),
            );
        }
    }
    let Some(course) = course else { return };
    course.ledger = of(&as_read(context, course), &raws, context.options.review_hashes);
    known(context, &course.ledger, &raws, &spot);
    moved(context, &course.ledger, &raws, &spot);
}

/// What a review says by itself.
fn alone(context: &mut Context<'_>, raw: &RawReview, spot: &Spot) {
    let on = spot.field("on");
    is_day(context, &on, "on", &raw.on);
    let today = context.options.as_of.as_deref();
    if today.is_some_and(|today| crate::time::is_day(&raw.on) && raw.on.as_str() > today) {
        let message = format!("{} is still to come", crate::time::day_in_words(&raw.on));
        let fault = Diagnostic::new(Rule::ReviewDay, on.at(), message).label("nobody has read it then");
        context.fault(fault.help("write the day on which it was read, or take the review out until then"));
    }
    let changed = spot.field("changed");
    let long = raw.changed.chars().count();
    if raw.changed.trim().is_empty() {
        let fault = Diagnostic::new(Rule::EmptyText, changed.at(), "there is no text here");
        let help = "say what was changed because of the review, or that nothing was";
        context.fault(fault.label("say something here").help(help));
    } else if long > limits::REVIEW_CHANGED {
        let message = format!("this text has {long} characters; at most {} fit", limits::REVIEW_CHANGED);
        let fault = Diagnostic::new(Rule::TextTooLong, changed.at(), message).label("too long");
        context
            .fault(fault.help("say in short what was changed; the texts themselves are in version control"));
    } else {
        prose::plain(context, &changed, &raw.changed);
        prose::beside(context, &changed, &raw.changed, word(raw));
    }
    if !raw.text.is_empty() && !is_hash(&raw.text) {
        let message = "this is not the hash of a text";
        let fault = Diagnostic::new(Rule::ReviewHash, spot.field("text").at(), message);
        context.fault(
            fault.label("64 digits from 0 to f").help(
                "write `text: \"\"`, and let `bona check --write` fill it in before the text is edited",
            ),
        );
    }
}

/// The course as whoever reviews it reads it: with the words of blocks that are left out where a place says nothing.
fn as_read<'c>(context: &Context<'_>, course: &'c Course) -> Cow<'c, Course> {
    if !context.told.unsaid || context.options.for_reviewers {
        return Cow::Borrowed(course);
    }
    let options = Options { for_reviewers: true, ..context.options.clone() };
    let read = course::check(&mut Context::new(context.input, &options));
    read.map_or(Cow::Borrowed(course), Cow::Owned)
}

/// The parts of a course with the reviews that were given of each. What nobody has read needs no hash, unless `all` are wanted:
/// making them takes as long as reading a long course does.
fn of(course: &Course, raws: &[RawReview], all: bool) -> Ledger {
    let wanted = |id: &str| all || raws.iter().any(|raw| raw.of == id);
    let given = |id: &str| {
        let own = raws.iter().filter(|raw| raw.of == id);
        let review = |raw: &RawReview| Review {
            by: course::reviewer(raw.r#as),
            on: raw.on.clone(),
            paid: raw.paid,
            changed: raw.changed.clone(),
            text: raw.text.clone(),
        };
        own.map(review).collect()
    };
    let part = |id: String, hash: Option<[u8; 32]>, easy_read: bool| ReviewedPart {
        reviews: given(&id),
        id,
        text: hash.map(|hash| hex(&hash)).unwrap_or_default(),
        easy_read,
    };
    let hashes = module_hashes_of(course, |module| wanted(module.id.as_str()));
    let modules = course.modules.iter().zip(hashes);
    let mut parts: Vec<ReviewedPart> =
        modules.map(|(module, hash)| part(module.id.to_string(), hash, module.in_easy_read())).collect();
    let test = course.test.iter().map(|test| &test.bank);
    let forms = course.measure.iter().flat_map(|measure| [&measure.form_a, &measure.form_b]);
    for bank in test.chain(forms) {
        let id = format!("banks/{}", bank.id);
        if parts.iter().all(|part| part.id != id) {
            let hash = wanted(&id).then(|| bank_hash(bank));
            parts.push(part(id, hash, bank.in_easy_read()));
        }
    }
    Ledger { parts }
}

/// That each review is of a part that is there.
fn known(context: &mut Context<'_>, ledger: &Ledger, raws: &[RawReview], spot: &Spot) {
    for (at, raw) in raws.iter().enumerate() {
        if ledger.parts.iter().all(|part| part.id != raw.of) {
            let known = ledger.parts.iter().map(|part| part.id.as_str());
            let here = spot.index(at).field("of").at();
            context.unknown(Rule::UnknownReviewed, here, "module or bank of the course", &raw.of, known);
        }
    }
}

/// Tells of the last review of a part in a capacity where it is not of the text as it stands.
fn moved(context: &mut Context<'_>, ledger: &Ledger, raws: &[RawReview], spot: &Spot) {
    for (at, raw) in raws.iter().enumerate() {
        let Some(part) = ledger.parts.iter().find(|part| part.id == raw.of) else { continue };
        let (by, here) = (course::reviewer(raw.r#as), spot.index(at).field("text"));
        match part.standing(by) {
            // Of several on the last day, the last one counts.
            Standing::Lapsed(on) if on == raw.on && is_hash(&raw.text) && !again(raws, at) => {
                let message = format!("`{}` has changed since its review as {} on {on}", part.id, word(raw));
                let fault = Diagnostic::new(Rule::ReviewLapsed, here.at(), message)
                    .label("not the text as it stands")
                    .help(
                        "have it read again, and add a review with `text: \"\"` and the day of that; this one stays as it is",
                    );
                context.fault(fault);
            }
            Standing::Unbound(_) if raw.text.is_empty() => {
                let message = format!("this review does not say which text of `{}` was read", part.id);
                let fault = Diagnostic::new(Rule::ReviewUnbound, here.at(), message).label("empty");
                context.fault(fault.help(
                    "`bona check --write` fills it in with the text as it stands: run it before any edit",
                ));
            }
            _ => {}
        }
    }
}

/// Whether a review of the same part, in the same capacity and on the same day, comes behind this one.
fn again(raws: &[RawReview], at: usize) -> bool {
    let same = |one: &RawReview, other: &RawReview| {
        (&one.of, word(one), &one.on) == (&other.of, word(other), &other.on)
    };
    raws[at + 1..].iter().any(|later| same(later, &raws[at]))
}

/// Writes into reviews that say nothing of their text that they are of the text as it stands; a hash that is there is
/// never replaced. `None` where there is nothing to write, or the course is at fault.
#[must_use]
pub fn sign(input: &Input) -> Option<Signed> {
    let options = Options { for_reviewers: true, ..Options::default() };
    let mut context = Context::new(input, &options);
    let mut course = course::check(&mut context)?;
    let (raws, spot) = context.read::<Vec<RawReview>>(REVIEWS_FILE, "list of reviews")?;
    course.ledger = of(&course, &raws, false);
    let source = context.sources.values().find(|source| source.name() == &*spot.file())?;
    let (text, tree) = (source.text(), Tree::of(source.text()));
    let (mut edits, mut parts) = (Vec::new(), Vec::new());
    for (raw, element) in raws.iter().zip(tree.root.as_ref()?.elements()) {
        let part = course.ledger.parts.iter().find(|part| part.id == raw.of && raw.text.is_empty());
        if let (Some(part), Some(node)) = (part, field(text, &element.value, "text")) {
            let put = vec![Put::From(0, 0, format!("\"{}\"", part.text))];
            edits.push(Edit { old: node.span.clone(), put });
            parts.push(part.id.clone());
        }
    }
    (!edits.is_empty()).then(|| Signed { text: patch(text, edits).text, parts })
}

/// The ledger's file with further reviews at its end, each of a part by its id; all else is as it was. `None` where the
/// file is no list.
#[must_use]
pub fn recorded(input: &Input, reviews: &[(String, Review)]) -> Option<String> {
    let stood = match input.files.get(REVIEWS_FILE) {
        Some(Given::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        Some(Given::TooLarge(_)) => return None,
        None => "[]\n".to_owned(),
    };
    let entry = |(part, review): &(String, Review)| {
        let (of, on, changed, text) =
            (quoted(part), quoted(&review.on), quoted(&review.changed), quoted(&review.text));
        format!(
            "Review(\n    of: {of},\n    as: {},\n    on: {on},\n    paid: {},\n    changed: {changed},\n    text: {text},\n),",
            review.by.word(),
            review.paid
        )
    };
    appended(&stood, &reviews.iter().map(entry).collect::<Vec<_>>())
}

/// Whether a text is a hash as programs write one.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|sign| sign.is_ascii_digit() || (b'a'..=b'f').contains(&sign))
}

/// The capacity as authors write it.
fn word(raw: &RawReview) -> &'static str {
    course::reviewer(raw.r#as).word()
}
