//! What an answer earns, and why. Total: any response to any question has a mark, and nothing panics.
//!
//! Whole numbers only. `packager/player/src/score.ts` follows the same rules from a small [`Table`]; the
//! vectors in `tests/fixtures/vectors/scoring.json` hold the two together.

mod rows;
mod table;
mod typed;

pub use table::{NumberTable, OTHER, Table, letter, table};
pub use typed::{normal, number};

use crate::attempt::{Attempt, Response};
use crate::course::{Marks, Question, QuestionKind, QuestionOption, Spot};
use crate::id::OptionId;
use crate::measure::{Credit, Points};

/// The least number that 1 to 26 all divide: a question's share of its points is a whole number of these parts,
/// for no question has more than 26 points.
pub(crate) const PARTS: u64 = 26_771_144_400;

/// What an answer earned, and why: the reasons are what the learner and the auditor read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Points earned, at most `possible`.
    pub earned: Points,
    /// Points that the question could earn, 1 to 26; nought of an opinion.
    pub possible: Points,
    /// Whether the answer was right in every part; never of an opinion.
    pub right: bool,
    /// Why, in the order of the options.
    pub reasons: Vec<Reason>,
}

/// Why a mark is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nothing that counts was answered.
    NoAnswer,
    /// One answer is asked for, and several were given.
    TooMany,
    /// An option was chosen; whether that was right.
    Chose(OptionId, bool),
    /// A right option was left.
    Missed(OptionId),
    /// A wrong option was left, and leaving it earns a point.
    Left(OptionId),
    /// A statement was held to be true or false; whether that was right.
    Held(bool, bool),
    /// To a row this was put; whether that was right.
    Put(OptionId, OptionId, bool),
    /// Nothing that counts was put to a row.
    Open(OptionId),
    /// Whether the second directly follows the first, as it should.
    Follows(OptionId, OptionId, bool),
    /// What was typed is accepted under this id.
    Accepted(OptionId),
    /// What was typed is not accepted.
    NotAccepted,
    /// A number was typed; whether it is right.
    Typed(i64, bool),
    /// An opinion is never marked.
    Opinion,
}

/// Marks a response. What is unknown does not count, and what is repeated counts once.
#[must_use]
pub fn mark(question: &Question, response: &Response) -> Mark {
    match &question.kind {
        QuestionKind::SingleChoice { options, .. } => single(&choices(options), response),
        QuestionKind::MultipleChoice { options, marks, .. } => multiple(&choices(options), *marks, response),
        QuestionKind::SpotTheWords(spotting) => multiple(&spots(&spotting.words), spotting.marks, response),
        QuestionKind::TrueFalse { answer, .. } => statement(*answer, response),
        QuestionKind::Matching(matching) => rows::matching(matching, response),
        QuestionKind::SortIntoGroups(sorting) => rows::sorting(sorting, response),
        QuestionKind::Ordering(ordering) => rows::ordering(ordering, response),
        QuestionKind::ShortText(text) => typed::short_text(text, response),
        QuestionKind::Number(number) => typed::in_range(number, response),
        QuestionKind::Likert(_) => {
            Mark { earned: Points(0), possible: Points(0), right: false, reasons: vec![Reason::Opinion] }
        }
    }
}

/// Points that a question can earn; nought of an opinion.
#[must_use]
pub fn possible(question: &Question) -> Points {
    mark(question, &Response::Nothing).possible
}

/// Marks an attempt: each question counts by its weight, however many parts it has, so the share is the sum of
/// weight × earned / possible, divided by the sum of the weights. A question that `find` does not know, and an
/// opinion, count nowhere.
#[must_use]
pub fn total<'a>(attempt: &Attempt, find: impl Fn(&str) -> Option<&'a Question>) -> Credit {
    let mut credit = Credit::default();
    for (id, response) in &attempt.answers {
        let Some(question) = find(id.as_str()) else { continue };
        add(&mut credit, &mark(question, response), question.weight);
    }
    credit
}

/// Adds a mark to a credit, by the question's weight.
pub fn add(credit: &mut Credit, mark: &Mark, weight: u32) {
    let possible = u64::from(mark.possible.0);
    // An opinion has nothing to earn.
    if let Some(part) = PARTS.checked_div(possible) {
        let part = part * u64::from(weight);
        credit.earned = credit.earned.saturating_add(part * u64::from(mark.earned.0));
        credit.possible = credit.possible.saturating_add(part * possible);
    }
}

/// What can be chosen: its id, and whether that is right.
type Choosable<'a> = (&'a OptionId, bool);

fn choices(options: &[QuestionOption]) -> Vec<Choosable<'_>> {
    options.iter().map(|option| (&option.id, option.right)).collect()
}

fn spots(words: &[Spot]) -> Vec<Choosable<'_>> {
    words.iter().map(|word| (&word.id, word.right)).collect()
}

fn single(options: &[Choosable<'_>], response: &Response) -> Mark {
    let chosen = chosen_of(options, response);
    match chosen.as_slice() {
        [] => nothing(Points(1)),
        [(id, right)] => {
            let mut reasons = vec![Reason::Chose((*id).clone(), *right)];
            if !right {
                let missed = options.iter().filter(|(_, right)| *right);
                reasons.extend(missed.map(|(id, _)| Reason::Missed((*id).clone())));
            }
            Mark { earned: Points(u32::from(*right)), possible: Points(1), right: *right, reasons }
        }
        _ => Mark { reasons: vec![Reason::TooMany], ..nothing(Points(1)) },
    }
}

fn multiple(options: &[Choosable<'_>], marks: Marks, response: &Response) -> Mark {
    let chosen = chosen_of(options, response);
    if chosen.is_empty() {
        return nothing(possible_of(marks, options.len()));
    }
    let took = |option: &Choosable<'_>| chosen.contains(option);
    let agreed = options.iter().filter(|option| took(option) == option.1).count();
    let reasons = options
        .iter()
        .filter_map(|option| match (took(option), option.1) {
            (true, right) => Some(Reason::Chose(option.0.clone(), right)),
            (false, true) => Some(Reason::Missed(option.0.clone())),
            (false, false) if marks == Marks::PerPart => Some(Reason::Left(option.0.clone())),
            (false, false) => None,
        })
        .collect();
    of_parts(marks, agreed, options.len(), reasons)
}

fn statement(answer: bool, response: &Response) -> Mark {
    match response {
        Response::Truth(held) => {
            of_parts(Marks::All, usize::from(*held == answer), 1, vec![Reason::Held(*held, *held == answer)])
        }
        _ => nothing(Points(1)),
    }
}

fn nothing(possible: Points) -> Mark {
    Mark { earned: Points(0), possible, right: false, reasons: vec![Reason::NoAnswer] }
}

/// The mark of an answer in which so many parts of so many are right.
fn of_parts(marks: Marks, right: usize, parts: usize, reasons: Vec<Reason>) -> Mark {
    let whole = right == parts;
    let earned = match marks {
        Marks::All => Points(u32::from(whole)),
        Marks::PerPart => count(right),
    };
    Mark { earned, possible: possible_of(marks, parts), right: whole, reasons }
}

fn possible_of(marks: Marks, parts: usize) -> Points {
    match marks {
        Marks::All => Points(1),
        Marks::PerPart => count(parts),
    }
}

/// The options that were chosen and exist, once each, in the order of the options.
fn chosen_of<'a>(options: &[Choosable<'a>], response: &Response) -> Vec<Choosable<'a>> {
    let Response::Options(ids) = response else { return Vec::new() };
    options.iter().filter(|(id, _)| ids.contains(id)).copied().collect()
}

fn count(number: usize) -> Points {
    Points(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
