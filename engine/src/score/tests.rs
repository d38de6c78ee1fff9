//! Marks by hand, and properties that hold for any response.

mod kinds;

use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::{collection, sample};

use super::{Mark, Reason, letter, mark, possible, table};
use crate::attempt::Response;
use crate::course::{Marks, Markup, Question, QuestionKind, QuestionOption};
use crate::id::{OptionId, OutcomeId, QuestionId};
use crate::measure::Points;

fn id(text: &str) -> OptionId {
    OptionId::parse(text).expect("a test's own id")
}

fn options(right: &[bool]) -> Vec<QuestionOption> {
    let one = |(place, right): (usize, &bool)| QuestionOption {
        id: id(&format!("option_{place}")),
        text: Markup::default(),
        right: *right,
        because: Markup::default(),
    };
    right.iter().enumerate().map(one).collect()
}

fn question(kind: QuestionKind) -> Question {
    Question {
        id: QuestionId::parse("repair").expect("an id"),
        outcome: OutcomeId::parse("repair_a_slip").expect("an id"),
        ask: Markup::default(),
        kind,
        because: None,
        attempts: 2,
        required: true,
        weight: 1,
        content_note: None,
        alternative: None,
        easy_read: None,
        places: Vec::new(),
        row_places: Box::default(),
    }
}

fn single(right: &[bool]) -> Question {
    question(QuestionKind::SingleChoice { options: options(right), keep_order: false })
}

fn multiple(right: &[bool], marks: Marks) -> Question {
    question(QuestionKind::MultipleChoice { options: options(right), marks, keep_order: false })
}

fn chose(places: &[usize]) -> Response {
    Response::Options(places.iter().map(|place| id(&format!("option_{place}"))).collect())
}

fn points(mark: &Mark) -> (u32, u32, bool) {
    (mark.earned.0, mark.possible.0, mark.right)
}

#[test]
fn one_answer_is_right_or_not() {
    let asked = single(&[false, true, false]);
    assert_eq!(points(&mark(&asked, &chose(&[1]))), (1, 1, true));
    let wrong = mark(&asked, &chose(&[0]));
    assert_eq!(points(&wrong), (0, 1, false));
    assert_eq!(wrong.reasons, [Reason::Chose(id("option_0"), false), Reason::Missed(id("option_1"))]);
    assert_eq!(mark(&asked, &chose(&[0, 1])).reasons, [Reason::TooMany]);
    assert_eq!(points(&mark(&asked, &chose(&[1, 1]))), (1, 1, true));
    for empty in [Response::Nothing, Response::Truth(true), chose(&[9]), chose(&[])] {
        assert_eq!(mark(&asked, &empty).reasons, [Reason::NoAnswer]);
    }
}

#[test]
fn several_answers_earn_all_or_by_option() {
    let all = multiple(&[true, true, false], Marks::All);
    assert_eq!(points(&mark(&all, &chose(&[1, 0]))), (1, 1, true));
    assert_eq!(points(&mark(&all, &chose(&[0]))), (0, 1, false));
    let each = multiple(&[true, true, false], Marks::PerPart);
    assert_eq!(points(&mark(&each, &chose(&[0]))), (2, 3, false)); // one taken, one left
    assert_eq!(points(&mark(&each, &chose(&[2]))), (0, 3, false));
    assert_eq!(points(&mark(&each, &chose(&[0, 1, 2]))), (2, 3, false));
    // Nothing chosen earns nothing, though the wrong option was left.
    assert_eq!(points(&mark(&each, &chose(&[]))), (0, 3, false));
    let reasons = mark(&each, &chose(&[0])).reasons;
    let expected =
        [Reason::Chose(id("option_0"), true), Reason::Missed(id("option_1")), Reason::Left(id("option_2"))];
    assert_eq!(reasons, expected);
}

#[test]
fn a_statement_is_held_or_not() {
    let asked = question(QuestionKind::TrueFalse { answer: false, because: Markup::default() });
    assert_eq!(points(&mark(&asked, &Response::Truth(false))), (1, 1, true));
    assert_eq!(points(&mark(&asked, &Response::Truth(true))), (0, 1, false));
    assert_eq!(mark(&asked, &chose(&[0])).reasons, [Reason::NoAnswer]);
    assert_eq!((table(&asked).letters.as_str(), table(&asked).right.as_str()), ("tf", "f"));
}

#[test]
fn letters_follow_the_options() {
    assert_eq!((letter(0), letter(25)), ('a', 'z'));
    let table = table(&multiple(&[true, false, true], Marks::PerPart));
    assert_eq!((table.letters.as_str(), table.right.as_str(), table.marks), ("abc", "ac", "per_option"));
    assert_eq!(table.options, ["option_0", "option_1", "option_2"]);
}

fn responses() -> impl Strategy<Value = Response> {
    let ids = sample::select((0..30).map(|place| format!("option_{place}")).collect::<Vec<_>>());
    let chosen = collection::vec(ids, 0..40)
        .prop_map(|ids| Response::Options(ids.iter().map(|text| id(text)).collect()));
    proptest::prop_oneof![
        chosen,
        any::<bool>().prop_map(Response::Truth),
        proptest::strategy::Just(Response::Nothing)
    ]
}

fn questions() -> impl Strategy<Value = Question> {
    (collection::vec(any::<bool>(), 2..=26), 0..4u8).prop_map(|(mut right, kind)| match kind {
        0 => {
            let one = right.iter().position(|right| *right).unwrap_or(0);
            right.iter_mut().enumerate().for_each(|(place, right)| *right = place == one);
            single(&right)
        }
        1 => multiple(&right, Marks::All),
        2 => multiple(&right, Marks::PerPart),
        _ => question(QuestionKind::TrueFalse { answer: right[0], because: Markup::default() }),
    })
}

proptest! {
    #[test]
    fn any_response_has_a_mark_within_its_bounds(asked in questions(), response in responses()) {
        let mark = mark(&asked, &response);
        prop_assert!(mark.earned <= mark.possible);
        prop_assert!(mark.possible >= Points(1));
        prop_assert_eq!(mark.possible, possible(&asked));
        prop_assert_eq!(mark.right, mark.earned == mark.possible);
        prop_assert!(!mark.reasons.is_empty());
    }

    #[test]
    fn the_order_of_options_and_answers_changes_no_mark(asked in questions(), response in responses()) {
        let before = mark(&asked, &response);
        let mut turned = asked;
        if let QuestionKind::SingleChoice { options, .. } | QuestionKind::MultipleChoice { options, .. } = &mut turned.kind {
            options.reverse();
        }
        let response = match response {
            Response::Options(mut ids) => { ids.reverse(); Response::Options(ids) }
            other => other,
        };
        let after = mark(&turned, &response);
        prop_assert_eq!((before.earned, before.possible, before.right), (after.earned, after.possible, after.right));
    }
}
