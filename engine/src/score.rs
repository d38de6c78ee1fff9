//! What an answer earns, and why. Total: any response to any question has a mark, and nothing panics.
//!
//! Whole numbers only. `packager/player/src/score.ts` follows the same rules from a small [`Table`]; the
//! vectors in `tests/fixtures/vectors/scoring.json` hold the two together.

use crate::attempt::{Attempt, Response};
use crate::course::{Marks, Question, QuestionKind, QuestionOption};
use crate::id::OptionId;
use crate::measure::Points;

/// What an answer earned, and why: the reasons are what the learner and the auditor read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Points earned, at most `possible`.
    pub earned: Points,
    /// Points that the question could earn; at least one.
    pub possible: Points,
    /// Whether the answer was right in every part.
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
}

/// Marks a response. Unknown options do not count, repeated ones count once.
#[must_use]
pub fn mark(question: &Question, response: &Response) -> Mark {
    match &question.kind {
        QuestionKind::SingleChoice { options, .. } => single(options, response),
        QuestionKind::MultipleChoice { options, marks, .. } => multiple(options, *marks, response),
        QuestionKind::TrueFalse { answer, .. } => statement(*answer, response),
    }
}

/// Points that a question can earn.
#[must_use]
pub fn possible(question: &Question) -> Points {
    match &question.kind {
        QuestionKind::MultipleChoice { options, marks: Marks::PerOption, .. } => count(options.len()),
        _ => Points(1),
    }
}

/// Marks an attempt: points earned and points possible. A question that `find` does not know earns nothing
/// and could earn nothing.
#[must_use]
pub fn total<'a>(attempt: &Attempt, find: impl Fn(&str) -> Option<&'a Question>) -> (Points, Points) {
    let marks = attempt.answers.iter().filter_map(|(id, response)| Some(mark(find(id.as_str())?, response)));
    let (mut earned, mut could) = (Points(0), Points(0));
    for mark in marks {
        earned.0 = earned.0.saturating_add(mark.earned.0);
        could.0 = could.0.saturating_add(mark.possible.0);
    }
    (earned, could)
}

/// What the player needs to mark a question: letters in place of ids, and nothing of the wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How it is answered, in the player's word: `single`, `multiple`, `truefalse`.
    pub kind: &'static str,
    /// Ids of the options in the order of the letters; `true` and `false` for a statement.
    pub options: Vec<String>,
    /// One letter an option: `a` to `z`, or `t` and `f`.
    pub letters: String,
    /// The place of each option in the learner's record, from 0. A letter follows the place and not the order.
    pub places: Vec<usize>,
    /// Letters of the right options.
    pub right: String,
    /// How points are given: `all` or `per_option`.
    pub marks: &'static str,
}

/// The scoring table of a question.
#[must_use]
pub fn table(question: &Question) -> Table {
    match &question.kind {
        QuestionKind::SingleChoice { options, .. } => choice_table("single", question, options, Marks::All),
        QuestionKind::MultipleChoice { options, marks, .. } => {
            choice_table("multiple", question, options, *marks)
        }
        QuestionKind::TrueFalse { answer, .. } => Table {
            kind: "truefalse",
            options: vec!["true".into(), "false".into()],
            letters: "tf".into(),
            places: vec![0, 1],
            right: if *answer { "t".into() } else { "f".into() },
            marks: "all",
        },
    }
}

/// The letter of an option by its place. Source: SCORM 1.2 answers are single characters, and the NHS Learning
/// Hub takes at most 26 of them; the checker allows no more options than that.
#[must_use]
pub fn letter(place: usize) -> char {
    u8::try_from(place).ok().and_then(|place| (b'a'..=b'z').nth(usize::from(place))).map_or('z', char::from)
}

fn choice_table(kind: &'static str, question: &Question, options: &[QuestionOption], marks: Marks) -> Table {
    let place = |at: usize| question.places.get(at).copied().unwrap_or(at);
    let places: Vec<usize> = (0..options.len()).map(place).collect();
    Table {
        kind,
        options: options.iter().map(|option| option.id.to_string()).collect(),
        letters: places.iter().map(|place| letter(*place)).collect(),
        right: options
            .iter()
            .zip(&places)
            .filter(|(option, _)| option.right)
            .map(|(_, place)| letter(*place))
            .collect(),
        places,
        marks: match marks {
            Marks::All => "all",
            Marks::PerOption => "per_option",
        },
    }
}

fn single(options: &[QuestionOption], response: &Response) -> Mark {
    let chosen = chosen_of(options, response);
    match chosen.as_slice() {
        [] => nothing(Points(1)),
        [one] => {
            let mut reasons = vec![Reason::Chose(one.id.clone(), one.right)];
            if !one.right {
                reasons.extend(missed(options, &chosen));
            }
            Mark { earned: Points(u32::from(one.right)), possible: Points(1), right: one.right, reasons }
        }
        _ => Mark { reasons: vec![Reason::TooMany], ..nothing(Points(1)) },
    }
}

fn multiple(options: &[QuestionOption], marks: Marks, response: &Response) -> Mark {
    let possible = match marks {
        Marks::All => Points(1),
        Marks::PerOption => count(options.len()),
    };
    let chosen = chosen_of(options, response);
    if chosen.is_empty() {
        return nothing(possible);
    }
    let took = |option: &QuestionOption| chosen.iter().any(|one| one.id == option.id);
    let agreed = options.iter().filter(|option| took(option) == option.right).count();
    let right = agreed == options.len();
    let earned = match marks {
        Marks::All => Points(u32::from(right)),
        Marks::PerOption => count(agreed),
    };
    let reasons = options
        .iter()
        .filter_map(|option| match (took(option), option.right) {
            (true, right) => Some(Reason::Chose(option.id.clone(), right)),
            (false, true) => Some(Reason::Missed(option.id.clone())),
            (false, false) if marks == Marks::PerOption => Some(Reason::Left(option.id.clone())),
            (false, false) => None,
        })
        .collect();
    Mark { earned, possible, right, reasons }
}

fn statement(answer: bool, response: &Response) -> Mark {
    match response {
        Response::Truth(held) => Mark {
            earned: Points(u32::from(*held == answer)),
            possible: Points(1),
            right: *held == answer,
            reasons: vec![Reason::Held(*held, *held == answer)],
        },
        Response::Nothing | Response::Options(_) => nothing(Points(1)),
    }
}

fn nothing(possible: Points) -> Mark {
    Mark { earned: Points(0), possible, right: false, reasons: vec![Reason::NoAnswer] }
}

/// The options that were chosen and exist, once each, in the order of the options.
fn chosen_of<'a>(options: &'a [QuestionOption], response: &Response) -> Vec<&'a QuestionOption> {
    let Response::Options(ids) = response else { return Vec::new() };
    options.iter().filter(|option| ids.contains(&option.id)).collect()
}

fn missed(options: &[QuestionOption], chosen: &[&QuestionOption]) -> Vec<Reason> {
    options
        .iter()
        .filter(|option| option.right && !chosen.iter().any(|one| one.id == option.id))
        .map(|option| Reason::Missed(option.id.clone()))
        .collect()
}

fn count(number: usize) -> Points {
    Points(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
