//! Questions: that each can be answered, and each answer has its reason.

use std::collections::BTreeMap;

use super::context::{Context, Spot};
use crate::course::{Marks, Markup, Question, QuestionKind, QuestionOption};
use crate::diagnostic::Diagnostic;
use crate::id::{OptionId, OutcomeId, QuestionId};
use crate::limits;
use crate::raw::{RawKind, RawMarks, RawOption, RawQuestion};
use crate::rule::Rule;

/// Tries that a question on a page has when the author says nothing.
const TRIES: u32 = 2;

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
    let because = raw.because.as_ref().map(|text| context.markup(&spot.field("because"), text));
    let (kind, tries) = check_kind(context, raw, &spot.field("kind"));
    let attempts = raw.attempts.unwrap_or(tries);
    if !(1..=limits::ATTEMPTS).contains(&attempts) {
        let message = format!("{attempts} attempts cannot be kept");
        let fault = Diagnostic::new(Rule::AttemptsRange, spot.field("attempts").at(), message);
        context.fault(fault.label(format!("1 to {}", limits::ATTEMPTS)));
    }
    Some(Question {
        id: id?,
        outcome: OutcomeId::parse(&raw.outcome)?,
        ask,
        kind,
        because,
        attempts,
        required: raw.required.unwrap_or(true),
        places: Vec::new(),
    })
}

fn check_kind(context: &mut Context<'_>, raw: &RawQuestion, spot: &Spot) -> (QuestionKind, u32) {
    match &raw.kind {
        RawKind::SingleChoice(single) => {
            let options = options(context, &single.options, &spot.field("options"));
            if options.iter().filter(|option| option.right).count() > 1 {
                let fault = Diagnostic::new(
                    Rule::ManyRightOptions,
                    spot.at(),
                    "a single choice has several right options",
                );
                context.fault(
                    fault
                        .label("only one can be chosen")
                        .help("keep one `Right(…)`, or write `MultipleChoice(options: […])`"),
                );
            }
            (QuestionKind::SingleChoice { options, keep_order: single.keep_order }, TRIES)
        }
        RawKind::MultipleChoice(multiple) => {
            let options = options(context, &multiple.options, &spot.field("options"));
            let marks = match multiple.marks {
                RawMarks::All => Marks::All,
                RawMarks::PerOption => Marks::PerOption,
            };
            (QuestionKind::MultipleChoice { options, marks, keep_order: multiple.keep_order }, TRIES)
        }
        // After one try the other answer is no longer a question.
        RawKind::TrueFalse(statement) => {
            let because = context.markup(&spot.field("because"), &statement.because);
            (QuestionKind::TrueFalse { answer: statement.answer, because }, 1)
        }
    }
}

fn options(context: &mut Context<'_>, raw: &[RawOption], spot: &Spot) -> Vec<QuestionOption> {
    let mut seen: BTreeMap<String, Spot> = BTreeMap::new();
    let mut texts: Vec<(Markup, Spot)> = Vec::new();
    let mut options = Vec::new();
    for (at, option) in raw.iter().enumerate() {
        let (right, answer) = match option {
            RawOption::Right(answer) => (true, answer),
            RawOption::Wrong(answer) => (false, answer),
        };
        let here = spot.index(at);
        let id = context.id(&here.field("id"), &answer.id, OptionId::parse);
        if let Some(before) = seen.insert(answer.id.clone(), here.field("id")) {
            let message = format!("option id `{}` is used twice in this question", answer.id);
            let fault = Diagnostic::new(Rule::DuplicateId, here.field("id").at(), message);
            context.fault(fault.label("used again here").also(before.at(), "first used here"));
        }
        let text = context.markup(&here.field("text"), &answer.text);
        let because = context.markup(&here.field("because"), &answer.because);
        if let Some((_, before)) = texts.iter().find(|(before, _)| *before == text && !text.is_empty()) {
            let fault =
                Diagnostic::new(Rule::SameOption, here.field("text").at(), "two options say the same");
            context.fault(fault.label("said again here").also(before.at(), "first said here"));
        }
        texts.push((text.clone(), here.field("text")));
        if let Some(id) = id {
            options.push(QuestionOption { id, text, right, because });
        }
    }
    count(context, raw, spot);
    options
}

fn count(context: &mut Context<'_>, raw: &[RawOption], spot: &Spot) {
    if context.has_lost() {
        return;
    }
    if !(2..=limits::OPTIONS).contains(&raw.len()) {
        let message = format!("{} options cannot make a question", raw.len());
        let fault = Diagnostic::new(Rule::OptionCount, spot.at(), message);
        context.fault(fault.label(format!("2 to {}", limits::OPTIONS)));
    }
    if !raw.is_empty() && !raw.iter().any(|option| matches!(option, RawOption::Right(_))) {
        let fault = Diagnostic::new(Rule::NoRightOption, spot.at(), "no option is right");
        context.fault(fault.label("all are `Wrong(…)`").help("write `Right(…)` for the one that is right"));
    }
}
