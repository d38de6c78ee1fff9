//! The questions and answers of the vectors, as the engine has them: letters become ids.

use bona_engine::attempt::Response;
use bona_engine::course::{
    Accept, Extra, Group, Likert, Marks, Markup, Matching, Number, Ordered, Ordering, Pair, Question,
    QuestionKind, QuestionOption, Scale, ShortText, Sorted, Sorting, Spot, Spotting, Statement,
};
use bona_engine::id::{OptionId, OutcomeId, QuestionId};
use serde_json::Value as Json;

use super::text;

fn option(letter: char) -> OptionId {
    named("option", letter)
}

fn row(letter: char) -> OptionId {
    named("row", letter)
}

/// What is no letter becomes an id that nothing has.
fn named(what: &str, letter: char) -> OptionId {
    let letter = if letter.is_ascii_lowercase() { letter } else { '0' };
    OptionId::parse(&format!("{what}_{letter}")).expect("an id")
}

fn list(value: &Json) -> &[Json] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The question of a case.
pub(super) fn question(case: &Json) -> Question {
    Question {
        id: QuestionId::parse("repair").expect("an id"),
        outcome: OutcomeId::parse("repair_a_slip").expect("an id"),
        ask: Markup::default(),
        kind: kind(case),
        because: None,
        attempts: 1,
        required: true,
        weight: 1,
        content_note: None,
        alternative: None,
        easy_read: None,
        places: Vec::new(),
        row_places: Box::default(),
    }
}

fn kind(case: &Json) -> QuestionKind {
    let marks = if text(case, "marks") == "all" { Marks::All } else { Marks::PerPart };
    let letters = || text(case, "letters").chars();
    let is_right = |letter: char| text(case, "right").contains(letter);
    let plain = Markup::default;
    let options = || {
        let one = |letter| QuestionOption {
            id: option(letter),
            text: plain(),
            right: is_right(letter),
            because: plain(),
        };
        letters().map(one).collect()
    };
    match text(case, "kind") {
        "single" => QuestionKind::SingleChoice { options: options(), keep_order: false },
        "multiple" => QuestionKind::MultipleChoice { options: options(), marks, keep_order: false },
        "truefalse" => QuestionKind::TrueFalse { answer: is_right('t'), because: plain() },
        "matching" => {
            let pair = |letter| Pair { id: option(letter), left: plain(), right: plain(), because: None };
            let pairs = text(case, "right").chars().map(pair).collect();
            let rest = letters().filter(|letter| !is_right(*letter));
            let extra = rest.map(|letter| Extra { id: option(letter), text: plain() }).collect();
            QuestionKind::Matching(Matching { pairs, extra, marks, because: plain() })
        }
        "groups" => {
            let groups =
                letters().map(|letter| Group { id: option(letter), title: "Group".into() }).collect();
            let own = text(case, "rows").chars().zip(text(case, "right").chars());
            let item = |(name, group): (char, char)| Sorted {
                id: row(name),
                text: plain(),
                group: letters().position(|letter| letter == group).expect("a group"),
                because: plain(),
            };
            QuestionKind::SortIntoGroups(Sorting { groups, items: own.map(item).collect(), marks })
        }
        "ordering" => {
            let item = |letter| Ordered { id: option(letter), text: plain(), because: None };
            let items = text(case, "right").chars().map(item).collect();
            QuestionKind::Ordering(Ordering { items, marks, because: plain() })
        }
        "likert" => {
            let statement = |letter| Statement { id: row(letter), text: plain() };
            let statements = text(case, "rows").chars().map(statement).collect();
            QuestionKind::Likert(Likert { statements, scale: Scale::Agreement5 })
        }
        "spot" => {
            let spot = |letter| Spot {
                id: option(letter),
                text: "words".into(),
                right: is_right(letter),
                because: plain(),
            };
            QuestionKind::SpotTheWords(Spotting {
                passage: plain(),
                words: letters().map(spot).collect(),
                marks,
            })
        }
        _ => typed(case),
    }
}

fn typed(case: &Json) -> QuestionKind {
    let right = list(&case["right"]);
    if text(case, "kind") == "text" {
        let word = |word: &Json| word.as_str().expect("a text").to_owned();
        let accept = |(letter, ways): (char, &Json)| Accept {
            id: option(letter),
            texts: list(ways).iter().map(word).collect(),
            because: Markup::default(),
        };
        let accept = ('a'..='z').zip(right).map(accept).collect();
        return QuestionKind::ShortText(ShortText { accept, otherwise: Markup::default(), hint: None });
    }
    let at = |place: usize| right[place].as_i64().expect("a whole number");
    QuestionKind::Number(Number {
        places: u32::try_from(at(0)).expect("few places"),
        min: at(1),
        max: at(2),
        from: at(3),
        to: at(4),
        unit: None,
        because: Markup::default(),
        otherwise: None,
    })
}

/// The answer of a case.
pub(super) fn response(case: &Json) -> Response {
    let chosen = text(case, "chosen");
    let pairs = || {
        chosen.split(',').filter_map(|pair| {
            let mut signs = pair.chars();
            Some((signs.next()?, signs.nth(1)?))
        })
    };
    match text(case, "kind") {
        "truefalse" => match (chosen.contains('t'), chosen.contains('f')) {
            (true, false) => Response::Truth(true),
            (false, true) => Response::Truth(false),
            _ => Response::Nothing,
        },
        "matching" => {
            // A pair's id names both its sides, so a row is called by what belongs to it.
            let rows: Vec<(char, char)> =
                text(case, "rows").chars().zip(text(case, "right").chars()).collect();
            let own = |name: char| rows.iter().find(|(row, _)| *row == name).map(|(_, right)| *right);
            Response::Rows(
                pairs().filter_map(|(name, what)| Some((option(own(name)?), option(what)))).collect(),
            )
        }
        "groups" | "likert" => {
            Response::Rows(pairs().map(|(name, what)| (row(name), option(what))).collect())
        }
        "ordering" => Response::Order(chosen.chars().map(option).collect()),
        "text" | "number" => Response::Text(chosen.to_owned()),
        _ => Response::Options(chosen.chars().map(option).collect()),
    }
}
