//! Pairs, groups, orders, typed answers, opinions: marks by hand.

use super::{Reason, id, mark, points, possible, question, table};
use crate::attempt::{Attempt, Response};
use crate::course::{
    Accept, Extra, Group, Likert, Marks, Markup, Matching, Number, Ordered, Ordering, Pair, Question,
    QuestionKind, Scale, ShortText, Sorted, Sorting, Statement,
};
use crate::measure::Credit;
use crate::score::{normal, number, total};

fn matching(marks: Marks) -> Question {
    let pair = |name| Pair { id: id(name), left: Markup::default(), right: Markup::default(), because: None };
    question(QuestionKind::Matching(Matching {
        pairs: vec![pair("next_of_kin"), pair("address"), pair("bloods")],
        extra: vec![Extra { id: id("nothing"), text: Markup::default() }],
        marks,
        because: Markup::default(),
    }))
}

fn put(rows: &[(&str, &str)]) -> Response {
    Response::Rows(rows.iter().map(|(row, what)| (id(row), id(what))).collect())
}

fn ordering(marks: Marks) -> Question {
    let item = |name| Ordered { id: id(name), text: Markup::default(), because: None };
    question(QuestionKind::Ordering(Ordering {
        items: vec![item("sorry"), item("correct"), item("move_on"), item("write_down")],
        marks,
        because: Markup::default(),
    }))
}

fn order(ids: &[&str]) -> Response {
    Response::Order(ids.iter().map(|text| id(text)).collect())
}

fn typed(text: &str) -> Response {
    Response::Text(text.to_owned())
}

#[test]
fn a_pair_is_right_when_its_own_side_was_put_to_it() {
    let each = matching(Marks::PerPart);
    let own = [("next_of_kin", "next_of_kin"), ("address", "address"), ("bloods", "bloods")];
    assert_eq!(points(&mark(&each, &put(&own))), (3, 3, true));
    assert_eq!(points(&mark(&matching(Marks::All), &put(&own))), (1, 1, true));
    assert_eq!(points(&mark(&each, &put(&own[..2]))), (2, 3, false));
    assert_eq!(points(&mark(&matching(Marks::All), &put(&own[..2]))), (0, 1, false));
    let crossed =
        mark(&each, &put(&[("next_of_kin", "address"), ("address", "nothing"), ("bloods", "bloods")]));
    assert_eq!(points(&crossed), (1, 3, false));
    assert_eq!(crossed.reasons[1], Reason::Put(id("address"), id("nothing"), false));
    // Two things put to one row are no answer to it; the same twice is one.
    let twice =
        put(&[("address", "address"), ("address", "bloods"), ("bloods", "bloods"), ("bloods", "bloods")]);
    assert_eq!(points(&mark(&each, &twice)), (1, 3, false));
    for empty in [put(&[]), put(&[("address", "unknown")]), put(&[("unknown", "address")]), Response::Nothing]
    {
        assert_eq!(mark(&each, &empty).reasons, [Reason::NoAnswer], "{empty:?}");
    }
    let table = table(&each);
    assert_eq!(table.options, ["bloods", "address", "next_of_kin", "nothing"]);
    assert_eq!((table.row_letters.as_str(), table.right.as_str()), ("abc", "bac"));
}

#[test]
fn a_thing_is_right_in_its_group() {
    let item =
        |name, group| Sorted { id: id(name), text: Markup::default(), group, because: Markup::default() };
    let group = |name: &str| Group { id: id(name), title: name.into() };
    let asked = question(QuestionKind::SortIntoGroups(Sorting {
        groups: vec![group("ask"), group("leave")],
        items: vec![item("name", 0), item("marriage", 1), item("address", 0)],
        marks: Marks::PerPart,
    }));
    let answer = put(&[("name", "ask"), ("marriage", "ask"), ("address", "ask")]);
    assert_eq!(points(&mark(&asked, &answer)), (2, 3, false));
    assert_eq!(table(&asked).right, "aba");
}

#[test]
fn an_order_earns_its_neighbours() {
    let each = ordering(Marks::PerPart);
    assert_eq!(points(&mark(&each, &order(&["sorry", "correct", "move_on", "write_down"]))), (3, 3, true));
    // correct-move_on alone stands as it should; move_on-write_down does not.
    assert_eq!(points(&mark(&each, &order(&["write_down", "correct", "move_on", "sorry"]))), (1, 3, false));
    assert_eq!(points(&mark(&each, &order(&["write_down", "move_on", "correct", "sorry"]))), (0, 3, false));
    // Turned round the middle: both ends keep their neighbour.
    assert_eq!(points(&mark(&each, &order(&["move_on", "write_down", "sorry", "correct"]))), (2, 3, false));
    // What is unknown or said again is passed over, and a part of the order earns its part.
    assert_eq!(points(&mark(&each, &order(&["sorry", "unknown", "correct", "sorry"]))), (1, 3, false));
    assert_eq!(points(&mark(&ordering(Marks::All), &order(&["sorry", "correct", "move_on"]))), (0, 1, false));
    assert_eq!(mark(&each, &order(&["unknown"])).reasons, [Reason::NoAnswer]);
    assert_eq!((table(&each).letters.as_str(), table(&each).right.as_str()), ("abcd", "bcad"));
}

#[test]
fn a_text_is_accepted_however_it_is_typed() {
    let accept = |name, texts: &[&str]| Accept {
        id: id(name),
        texts: texts.iter().map(|text| (*text).to_owned()).collect(),
        because: Markup::default(),
    };
    let asked = question(QuestionKind::ShortText(ShortText {
        accept: vec![accept("pronouns", &["Pronouns", "pronoun"]), accept("the_words", &["they’re words"])],
        otherwise: Markup::default(),
        hint: None,
    }));
    for right in ["pronouns", " PRONOUNS. ", "ｐｒｏｎｏｕｎ", "They're \t words ."] {
        assert_eq!(points(&mark(&asked, &typed(right))), (1, 1, true), "{right}");
    }
    assert_eq!(mark(&asked, &typed("names")).reasons, [Reason::NotAccepted]);
    for empty in ["", " . ", "\n"] {
        assert_eq!(mark(&asked, &typed(empty)).reasons, [Reason::NoAnswer], "{empty:?}");
    }
    let kept = |name| Response::Options(vec![id(name)]);
    assert_eq!(mark(&asked, &kept("the_words")).reasons, [Reason::Accepted(id("the_words"))]);
    assert_eq!(mark(&asked, &kept("other")).reasons, [Reason::NotAccepted]);
    assert_eq!(mark(&asked, &kept("unknown")).reasons, [Reason::NoAnswer]);
    assert_eq!(table(&asked).options, ["pronouns", "the_words", "other"]);
    assert_eq!(normal("  ÉCOLE…"), "école..");
}

#[test]
fn a_number_is_whole_inside() {
    let asked = question(QuestionKind::Number(Number {
        places: 1,
        min: -50,
        max: 1000,
        from: 31,
        to: 33,
        unit: None,
        because: Markup::default(),
        otherwise: None,
    }));
    for (text, earned) in [("3.1", 1), ("3,2", 1), (" +3.3 ", 1), ("3.4", 0), ("3", 0), ("−5", 0), ("100", 0)]
    {
        assert_eq!(points(&mark(&asked, &typed(text))).0, earned, "{text}");
        assert_ne!(mark(&asked, &typed(text)).reasons, [Reason::NoAnswer], "{text}");
    }
    for text in ["", "3.20", "three", "3.", ".", "1,000.0", "100.1", "-5.1", "3 .2", "12345678901"] {
        assert_eq!(mark(&asked, &typed(text)).reasons, [Reason::NoAnswer], "{text}");
    }
    assert_eq!(points(&mark(&asked, &Response::Number(33))), (1, 1, true));
    assert_eq!(mark(&asked, &Response::Number(1001)).reasons, [Reason::NoAnswer]);
    assert_eq!((number(".5", 2), number("7", 6), number("-0,07", 2)), (Some(50), Some(7_000_000), Some(-7)));
}

#[test]
fn an_opinion_counts_nowhere() {
    let statements = vec![Statement { id: id("at_ease"), text: Markup::default() }];
    let asked = question(QuestionKind::Likert(Likert { statements, scale: Scale::Agreement5 }));
    assert_eq!(mark(&asked, &put(&[("at_ease", "1")][..0])).reasons, [Reason::Opinion]);
    assert_eq!(possible(&asked).0, 0);
    assert_eq!((table(&asked).right.as_str(), table(&asked).options.len()), ("", 5));
}

#[test]
fn a_question_counts_by_its_weight_and_not_by_its_parts() {
    let mut heavy = matching(Marks::PerPart);
    heavy.weight = 3;
    let light = ordering(Marks::All);
    let attempt = Attempt {
        answers: vec![
            (heavy.id.clone(), put(&[("address", "address"), ("bloods", "bloods")])),
            (crate::id::QuestionId::parse("steps").expect("an id"), order(&["sorry"])),
        ],
    };
    let find = |name: &str| match name {
        "repair" => Some(&heavy),
        "steps" => Some(&light),
        _ => None,
    };
    // 3 × 2/3 + 1 × 0/1 of 4: a half.
    let Credit { earned, possible } = total(&attempt, find);
    assert_eq!(earned * 2, possible);
    assert_eq!(possible, 4 * 26_771_144_400);
    assert_eq!(total(&attempt, |_| None), Credit::default());
}
