//! Questions: that each can be answered, that each answer has its reason, and that it stands where it may.
//!
//! One file a way of answering. What compares questions with one another is asked once all are known.

mod choice;
mod equal;
pub(super) mod opinions;
mod rows;
mod spotting;
mod typed;
mod wording;

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use super::{easy, say, voices};
use crate::course::{Marks, Question, QuestionKind};
use crate::diagnostic::Diagnostic;
use crate::id::{OptionId, OutcomeId, QuestionId};
use crate::limits;
use crate::raw::{RawKind, RawMarks, RawPurpose, RawQuestion};
use crate::rule::Rule;

pub(super) use equal::{Asked, check as alternatives, stands_in};

/// Tries that a question on a page has when the author says nothing.
const TRIES: u32 = 2;
/// Words of a scale that an author may write.
const SCALE: usize = 9;

/// Checks a question of a page or a bank.
pub(super) fn check(
    context: &mut Context<'_>,
    raw: &RawQuestion,
    spot: &Spot,
    outcomes: &[String],
) -> Option<Question> {
    let id = context.unique_id("question", &spot.field("id"), &raw.id, QuestionId::parse);
    if !outcomes.contains(&raw.outcome) {
        let at = spot.field("outcome").at();
        context.unknown(
            Rule::UnknownOutcome,
            at,
            "outcome",
            &raw.outcome,
            outcomes.iter().map(String::as_str),
        );
    }
    let ask = context.markup(&spot.field("ask"), &raw.ask);
    voices::asks_who_you_are(context, &spot.field("ask"), &ask.plain());
    let because = raw.because.as_ref().map(|text| context.markup(&spot.field("because"), text));
    let content_note =
        raw.content_note.as_ref().map(|note| context.markup(&spot.field("content_note"), note));
    let (kind, tries) = check_kind(context, raw, &spot.field("kind"));
    let attempts = raw.attempts.unwrap_or(tries);
    in_range(context, Rule::AttemptsRange, attempts, limits::ATTEMPTS, &spot.field("attempts"), "attempt");
    let weight = raw.weight.unwrap_or(1);
    in_range(context, Rule::WeightRange, weight, limits::WEIGHT, &spot.field("weight"), "weight");
    purpose(context, raw, spot);
    let asked = Asked::new(raw, context.page.clone(), spot);
    context.asked.push(asked);
    let mut question = Question {
        id: id?,
        outcome: OutcomeId::parse(&raw.outcome)?,
        ask,
        kind: kind?,
        because,
        attempts,
        required: raw.required.unwrap_or(true),
        weight,
        content_note,
        alternative: raw.alternative.as_deref().and_then(QuestionId::parse),
        easy_read: None,
        places: Vec::new(),
        row_places: Box::default(),
    };
    wording::check(context, &question, spot);
    question.easy_read = easy::question(context, raw, &question, spot);
    Some(question)
}

fn in_range(context: &mut Context<'_>, rule: Rule, value: u32, most: u32, spot: &Spot, what: &str) {
    let near = value.clamp(1, most);
    let (message, help) = match what {
        "weight" => (
            format!("a question cannot count {value} times"),
            format!("write `weight: {near}`, or leave `weight` out: it counts once then"),
        ),
        _ => (
            format!("a question cannot have {}", say::many(value as usize, "attempt")),
            format!("write `attempts: {near}`, or leave `attempts` out"),
        ),
    };
    if near != value {
        context.fault(Diagnostic::new(rule, spot.at(), message).label(format!("1 to {most}")).help(help));
    }
}

/// The place and the kind of a question say what it is for; what the author says must agree.
fn purpose(context: &mut Context<'_>, raw: &RawQuestion, spot: &Spot) {
    let opinion = matches!(raw.kind, RawKind::Likert(_));
    let in_bank = context.page.is_none();
    if opinion && in_bank {
        let fault =
            Diagnostic::new(Rule::OpinionScored, spot.field("kind").at(), "an opinion stands in a bank");
        context.fault(
            fault
                .label("has no right answer")
                .help("ask it on a page: a test can only ask what has a right answer"),
        );
        return;
    }
    let Some(purpose) = raw.purpose else { return };
    let at = spot.field("purpose").at();
    let (rule, message, label, help) = match (purpose, opinion, in_bank) {
        (RawPurpose::Opinion, false, _) => (
            Rule::OpinionScored,
            "an opinion has a right answer",
            "this kind has one",
            "write `Likert(statements: […], scale: Agreement5)`, or leave `purpose` out",
        ),
        (RawPurpose::Scored | RawPurpose::Practice, true, _) => {
            (Rule::OpinionScored, "a `Likert` is an opinion", "nothing here is right", "leave `purpose` out")
        }
        (RawPurpose::Practice, false, true) => (
            Rule::PurposeOfPlace,
            "a question of a bank cannot be `Practice`",
            "questions of a bank are scored",
            "move it to a page, or leave `purpose` out",
        ),
        (RawPurpose::Scored, false, false) => (
            Rule::PurposeOfPlace,
            "a question on a page cannot be `Scored`",
            "questions on a page are practised",
            "move it to the test's bank, or leave `purpose` out",
        ),
        _ => return,
    };
    context.fault(Diagnostic::new(rule, at, message).label(label).help(help));
}

/// The kind, and how many tries it has on a page when the author says nothing.
fn check_kind(context: &mut Context<'_>, raw: &RawQuestion, spot: &Spot) -> (Option<QuestionKind>, u32) {
    let kind = match &raw.kind {
        RawKind::SingleChoice(own) => choice::single(context, own, spot),
        RawKind::MultipleChoice(own) => choice::multiple(context, own, spot),
        // After one try the other answer is no longer a question.
        RawKind::TrueFalse(own) => return (Some(choice::statement(context, own, spot)), 1),
        RawKind::Matching(own) => rows::matching(context, own, spot),
        RawKind::SortIntoGroups(own) => rows::sorting(context, own, spot),
        RawKind::Ordering(own) => rows::ordering(context, own, spot),
        RawKind::Likert(own) => return (Some(rows::likert(context, own, spot)), 1),
        RawKind::ShortText(own) => typed::short_text(context, own, spot),
        RawKind::Number(own) => return (typed::number(context, own, spot), TRIES),
        RawKind::SpotTheWords(own) => spotting::check(context, own, spot),
    };
    (Some(kind), TRIES)
}

/// How points are given. `part` is the kind's own word for a point for each part; `usual` holds when nothing is said.
fn marks(
    context: &mut Context<'_>,
    raw: Option<RawMarks>,
    part: RawMarks,
    usual: Marks,
    spot: &Spot,
) -> Marks {
    match raw {
        None => usual,
        Some(RawMarks::All) => Marks::All,
        Some(own) => {
            if own != part {
                let message = format!("this kind of question gives no points by `{own:?}`");
                let fault = Diagnostic::new(Rule::MarksOfKind, spot.field("marks").at(), message);
                context.fault(
                    fault.label("of another kind").help(format!("write `marks: {part:?}` or `marks: All`")),
                );
            }
            Marks::PerPart
        }
    }
}

/// The ids of one question: rows, options, groups and all.
#[derive(Default)]
struct Ids<'a>(BTreeMap<&'a str, Spot>);

impl<'a> Ids<'a> {
    /// Takes an id that is defined here.
    fn take(&mut self, context: &mut Context<'_>, spot: &Spot, id: &'a str) -> Option<OptionId> {
        let parsed = context.id(spot, id, OptionId::parse);
        if let Some(before) = self.0.insert(id, spot.clone()) {
            let message = format!("the id `{id}` is used twice in this question");
            let fault = Diagnostic::new(Rule::DuplicateId, spot.at(), message);
            let fault = fault.label("used again here").also(before.at(), "first used here");
            context.fault(fault.help("give one of the two another id"));
        }
        parsed
    }
}

/// Texts of one question that must differ.
struct Different<T> {
    rule: Rule,
    message: &'static str,
    help: &'static str,
    seen: Vec<(T, Spot)>,
}

impl<T: PartialEq> Different<T> {
    fn new(rule: Rule, message: &'static str) -> Self {
        Self { rule, message, help: TWICE, seen: Vec::new() }
    }

    fn take(&mut self, context: &mut Context<'_>, text: T, spot: &Spot) {
        if let Some((_, before)) = self.seen.iter().find(|(before, _)| *before == text) {
            let fault = said_again(self.rule, self.message, before, spot);
            context.fault(fault.help(self.help));
        }
        self.seen.push((text, spot.clone()));
    }
}

/// What to do where something is said twice.
const TWICE: &str = "say in each what is different, or take one of the two out";

/// Something is said twice.
fn said_again(rule: Rule, message: &str, before: &Spot, spot: &Spot) -> Diagnostic {
    let fault = Diagnostic::new(rule, spot.at(), message).label("said again here");
    fault.also(before.at(), "first said here")
}

/// That a list has as many entries as a question can have; `what` is one entry, in the author's words.
fn count(context: &mut Context<'_>, found: usize, least: usize, most: usize, spot: &Spot, what: &str) {
    if !(least..=most).contains(&found) && !context.has_lost() {
        let fewer = found < least;
        let message = match (what, fewer) {
            ("word", _) => format!("a scale cannot have {}", say::many(found, "word")),
            (what, true) => format!("{} cannot make a question", say::many(found, what)),
            (what, false) => format!("{} are too many for a question", say::many(found, what)),
        };
        let help = match fewer {
            true => format!("add {}: {}", say::many(least - found, what), say::entry(what)),
            false => format!("take {} out, or make two questions of it", found - most),
        };
        let fault = Diagnostic::new(Rule::OptionCount, spot.at(), message);
        context.fault(fault.label(format!("{least} to {most}")).help(help));
    }
}
