//! The answer code against its vectors: what is written, what is forgiven, what is refused and why.

use bona_engine::answer_code::{Form, Key, Return, Said, Unread, own_code, read, write};
use bona_engine::course::Wave;
use bona_engine::slots::{PREFER_NOT, Slot, SlotKind};
use serde_json::Value as Json;

use super::{cases, text};

const CODES: &str = include_str!("../../fixtures/vectors/answer_code.json");

/// What a case makes codes of: of each statement so many points.
fn key(case: &Json) -> Key {
    let slot = |(at, points): (usize, &Json)| {
        let points = points.as_u64().expect("so many points");
        let named = (1..=points).map(|point| format!("point.{point}"));
        let bits = u64::BITS - (points + 1).leading_zeros();
        let options = std::iter::once(PREFER_NOT.to_owned()).chain(named).collect();
        Slot { kind: SlotKind::Single, id: format!("about_{at}"), bits, step: 0, options }
    };
    let slots = case["points"].as_array().expect("points").iter().enumerate().map(slot).collect();
    Key { course: text(case, "course").into(), edition: text(case, "edition").into(), slots }
}

fn own(case: &Json) -> [Option<u16>; 3] {
    let part = |at: usize| case["own"][at].as_u64().map(|part| u16::try_from(part).expect("10 bits"));
    [part(0), part(1), part(2)]
}

fn answers(case: &Json) -> Return {
    let wave = match text(case, "wave") {
        "baseline" => Wave::Baseline,
        "post" => Wave::Post,
        _ => Wave::FollowUp,
    };
    let form = if text(case, "form") == "a" { Form::A } else { Form::B };
    let said = case["said"].as_array().expect("a list").iter().map(|said| match (said.as_u64(), said) {
        (Some(point), _) => Said::Point(usize::try_from(point).expect("a point")),
        (None, Json::Null) => Said::Nothing,
        (None, _) => Said::PreferNot,
    });
    Return { wave, form, own: own(case), said: said.collect() }
}

#[test]
fn every_code_is_written_and_read_as_the_vectors_say() {
    for (part, floor) in [("hand", 7), ("generated", 140)] {
        for case in cases(CODES, part, floor) {
            let (key, answers) = (key(&case), answers(&case));
            assert_eq!(write(&key, &answers).as_deref(), Ok(text(&case, "code")), "{case}");
            assert_eq!(read(text(&case, "code"), &[key]), Ok((0, answers)), "{case}");
        }
    }
}

#[test]
fn what_was_typed_otherwise_is_the_same_code() {
    for case in cases(CODES, "forgiven", 60) {
        assert_eq!(read(text(&case, "typed"), &[key(&case)]), Ok((0, answers(&case))), "{case}");
    }
}

#[test]
fn what_is_no_code_is_refused_with_its_reason() {
    for case in cases(CODES, "refused", 120) {
        let keys: Vec<Key> = case["keys"].as_array().expect("keys").iter().map(key).collect();
        let why = match read(text(&case, "text"), &keys).expect_err("it is refused") {
            Unread::Empty => "empty",
            Unread::Foreign => "foreign",
            Unread::Version(_) => "version",
            Unread::Cut => "cut",
            Unread::Long => "long",
            Unread::Course(_) => "course",
            Unread::Edition(_) => "edition",
            Unread::Part(_) => "part",
            Unread::Sign(_) => "sign",
            Unread::Check => "check",
            Unread::Beyond(_) => "beyond",
        };
        assert_eq!(why, text(&case, "why"), "{case}");
    }
}

#[test]
fn own_codes_are_the_numbers_that_the_vectors_show() {
    for case in cases(CODES, "own", 16) {
        let written: Vec<&str> =
            case["written"].as_array().expect("three").iter().filter_map(Json::as_str).collect();
        let written: [&str; 3] = written.try_into().expect("three parts");
        assert_eq!(own_code(text(&case, "course"), written), own(&case), "{case}");
    }
}
