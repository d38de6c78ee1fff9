//! The engine against the shared vectors, which the player and a third reading in Python are held to as well.
//!
//! Scoring, drawing, kept state, status. The fixtures' hand-written cases show their sums.

mod answer_code;
mod asked;

use bona_engine::attempt::{Standing, Success, Verdict, per_cent, reaches, verdict};
use bona_engine::course::Completion;
use bona_engine::draw;
use bona_engine::measure::{Credit, Points, Share};
use bona_engine::score::{Mark, add, mark, table};
use bona_engine::slots::{Layout, Past, Slot, SlotKind, Value, fingerprint, packed, unpacked};
use serde_json::Value as Json;

use asked::{question, response};

const SCORING: &str = include_str!("../fixtures/vectors/scoring.json");
const STATE: &str = include_str!("../fixtures/vectors/state.json");
const STATUS: &str = include_str!("../fixtures/vectors/status.json");

fn cases(file: &str, part: &str, floor: usize) -> Vec<Json> {
    let all: Json = serde_json::from_str(file).expect("vectors are JSON");
    let cases = all[part].as_array().expect("a list of cases").clone();
    assert!(cases.len() >= floor, "only {} cases in {part}", cases.len());
    cases
}

fn text<'a>(case: &'a Json, name: &str) -> &'a str {
    case[name].as_str().unwrap_or_else(|| panic!("`{name}` is text: {case}"))
}

fn number(case: &Json, name: &str) -> u32 {
    case[name]
        .as_u64()
        .and_then(|value| u32::try_from(value).ok())
        .unwrap_or_else(|| panic!("`{name}`: {case}"))
}

fn yes(case: &Json, name: &str) -> bool {
    case[name].as_bool().unwrap_or_else(|| panic!("`{name}` is true or false: {case}"))
}

/// A generated case, which stands in one line without names, as one of those with names.
fn named(case: Json) -> Json {
    let Json::Array(values) = case else { return case };
    let columns = ["kind", "marks", "rows", "letters", "right", "chosen", "earned", "possible"];
    assert_eq!(values.len(), columns.len());
    let mut case: serde_json::Map<String, Json> =
        columns.into_iter().map(str::to_owned).zip(values).collect();
    case.insert("whole".into(), (case["earned"] == case["possible"]).into());
    Json::Object(case)
}

#[test]
fn every_answer_earns_what_the_vectors_say() {
    for (part, floor) in [("hand", 200), ("generated", 2000)] {
        for case in cases(SCORING, part, floor).into_iter().map(named) {
            let asked = question(&case);
            let mark = mark(&asked, &response(&case));
            let found = (mark.earned.0, mark.possible.0, mark.right);
            assert_eq!(
                found,
                (number(&case, "earned"), number(&case, "possible"), yes(&case, "whole")),
                "{case}"
            );
            let table = table(&asked);
            assert_eq!((table.kind, table.weight), (text(&case, "kind"), 1));
            // Of the others the letters are scrambled, so that they give nothing away.
            if ["single", "multiple", "truefalse", "spot"].contains(&table.kind) {
                assert_eq!(table.marks, text(&case, "marks"));
                assert_eq!(
                    (table.letters.as_str(), table.right.as_str()),
                    (text(&case, "letters"), text(&case, "right"))
                );
            }
        }
    }
}

/// Each question counts by its weight, however many points it has.
#[test]
fn a_test_comes_to_what_the_vectors_say() {
    for (part, floor) in [("totals", 15), ("generated_totals", 100)] {
        for case in cases(SCORING, part, floor) {
            let mut credit = Credit::default();
            for own in case["marks"].as_array().expect("a list") {
                let at = |place: usize| own[place].as_u64().and_then(|value| u32::try_from(value).ok());
                let [earned, possible, weight] = [at(0), at(1), at(2)].map(|value| value.expect("a number"));
                let (earned, possible) = (Points(earned), Points(possible));
                let mark = Mark { earned, possible, right: false, reasons: Vec::new() };
                add(&mut credit, &mark, weight);
            }
            let pass_mark = Share::parse(f64::from(number(&case, "pass_mark")) / 1e6).expect("a share");
            assert_eq!(per_cent(credit), number(&case, "per_cent"), "{case}");
            assert_eq!(reaches(credit, pass_mark), yes(&case, "passes"), "{case}");
        }
    }
}

#[test]
fn shares_are_rounded_for_show_and_never_for_a_pass() {
    for case in cases(SCORING, "shares", 20) {
        let of = |name| u64::from(number(&case, name));
        let credit = Credit { earned: of("earned"), possible: of("possible") };
        let pass_mark = Share::parse(f64::from(number(&case, "pass_mark")) / 1e6).expect("a share");
        assert_eq!(per_cent(credit), number(&case, "per_cent"), "{case}");
        assert_eq!(reaches(credit, pass_mark), yes(&case, "passes"), "{case}");
    }
}

#[test]
fn one_seed_draws_what_the_vectors_say() {
    for case in cases(STATE, "draws", 50) {
        let list = |value: &Json| value.as_array().expect("a list").clone();
        let groups = list(&case["groups"]);
        let groups: Vec<Vec<&str>> = groups
            .iter()
            .map(|group| {
                group.as_array().expect("a list").iter().map(|id| id.as_str().expect("an id")).collect()
            })
            .collect();
        let many = case["per_outcome"].as_u64().and_then(|many| u32::try_from(many).ok());
        let drawn = draw::questions(number(&case, "seed"), number(&case, "run"), many, &groups);
        assert_eq!(Json::from(drawn), case["questions"], "{case}");
    }
    for case in cases(STATE, "orders", 50) {
        let shown = draw::order(number(&case, "seed"), text(&case, "question"), text(&case, "letters"));
        assert_eq!(shown, text(&case, "order"), "{case}");
    }
}

fn slots(case: &Json) -> Vec<Slot> {
    let one = |slot: &Json| Slot {
        kind: SlotKind::named(text(slot, "kind")).expect("a kind of slot"),
        id: text(slot, "id").to_owned(),
        bits: number(slot, "bits"),
        step: number(slot, "step"),
        options: slot["options"]
            .as_array()
            .expect("options")
            .iter()
            .map(|id| id.as_str().expect("an id").to_owned())
            .collect(),
    };
    case["slots"].as_array().expect("slots").iter().map(one).collect()
}

fn values(case: &Json) -> Vec<Value> {
    let small = |value: &Json| u32::try_from(value.as_u64().expect("a number")).expect("32 bits");
    let slots = slots(case);
    let one = |(at, value): (usize, &Json)| match value.as_array() {
        Some(put) if slots[at].kind == SlotKind::Rows => Value::Rows(put.iter().map(small).collect()),
        Some(steps) => Value::Path(steps.iter().map(small).collect()),
        None => Value::Number(small(value)),
    };
    case["values"].as_array().expect("values").iter().enumerate().map(one).collect()
}

#[test]
fn kept_state_is_the_text_that_the_vectors_show() {
    for case in cases(STATE, "states", 50) {
        let (slots, values) = (slots(&case), values(&case));
        assert_eq!(fingerprint(&slots), text(&case, "fingerprint"), "{case}");
        let layout = Layout::plain(slots);
        assert_eq!(packed(&layout, text(&case, "mark"), &values), text(&case, "text"), "{case}");
        assert_eq!(
            unpacked(&layout, text(&case, "text")),
            Ok((text(&case, "mark").to_owned(), values)),
            "{case}"
        );
    }
}

#[test]
fn foreign_and_damaged_state_is_refused_with_its_reason() {
    let known = &cases(STATE, "known", 1)[0];
    let mut layout = Layout::plain(slots(known));
    assert_eq!(layout.fingerprint, text(known, "fingerprint"));
    let past = known["known"].as_array().expect("a list").iter();
    layout.history = past
        .map(|one| Past {
            fingerprint: text(one, "fingerprint").into(),
            slots: number(one, "slots") as usize,
        })
        .collect();
    for case in cases(STATE, "refused", 15) {
        let why = unpacked(&layout, text(&case, "text")).err();
        let why = why.map(|refused| format!("{refused:?}").to_lowercase());
        assert_eq!(why.as_deref(), case["why"].as_str(), "{case}");
    }
}

#[test]
fn the_truth_table_of_status_holds() {
    for case in cases(STATUS, "table", 34) {
        let rule = match text(&case, "rule") {
            "pages" => Completion::Pages,
            "test" => Completion::Test,
            _ => Completion::PagesAndTest,
        };
        let standing = Standing { best: None, passed: yes(&case, "passed"), used_up: yes(&case, "used_up") };
        let verdict = verdict(rule, yes(&case, "pages_done"), standing);
        let success = format!("{:?}", verdict.success).to_lowercase();
        assert_eq!(
            (verdict.completed, success.as_str()),
            (yes(&case, "completed"), text(&case, "success")),
            "{case}"
        );
        assert_eq!(word(verdict, text(&case, "attempts_used")), text(&case, "status"), "{case}");
    }
}

/// SCORM 1.2 folds both into one word; the profile says which for a test that was failed for good.
fn word(verdict: Verdict, attempts_used: &str) -> &str {
    match (verdict.completed, verdict.success) {
        (_, Success::Passed) => "passed",
        (_, Success::Failed) => attempts_used,
        (true, Success::Unknown) => "completed",
        (false, Success::Unknown) => "incomplete",
    }
}
