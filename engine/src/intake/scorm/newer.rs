//! SCORM 2004 as systems keep it: two words, a share for a score, ids for answers.

use serde_json::{Value, json};

use super::tests::{ann, file, wanted};
use super::{Intake, read};
use crate::intake::{Answered, VerdictWord, Wanted};

const STATE: &str = "1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz";

fn attempt(completion: &str, success: &str) -> Value {
    json!({
        "item": "ITEM_first_contact_main",
        "started": "2026-11-03T13:50:00Z",
        "last": "2026-11-03T14:02:11Z",
        "cmi": {
            "cmi.completion_status": completion, "cmi.success_status": success, "cmi.score.scaled": "0.845",
            "cmi.score.raw": "84.5", "cmi.total_time": "PT12M30S", "cmi.suspend_data": STATE
        }
    })
}

fn given(attempt: &Value) -> Intake {
    read(file(json!([ann(json!([attempt]))])).to_string().as_bytes(), &wanted()).expect("it is run-time data")
}

fn refused(name: &str, value: Value) -> String {
    let mut attempt = attempt("completed", "passed");
    attempt["cmi"][name] = value;
    let intake = given(&attempt);
    assert_eq!((intake.refusals.len(), intake.rows.len()), (1, 0), "{name}");
    intake.refusals[0].why.clone()
}

#[test]
fn completion_and_success_come_to_one_verdict_and_both_words_are_kept() {
    use VerdictWord::{Completed, Failed, Passed};
    for (completion, success, verdict) in [
        ("completed", "passed", Some(Passed)),
        ("completed", "unknown", Some(Completed)),
        ("completed", "", Some(Completed)),
        ("completed", "failed", Some(Failed)),
        ("incomplete", "failed", Some(Failed)),
        ("incomplete", "passed", None),
        ("incomplete", "unknown", None),
        ("not attempted", "", None),
    ] {
        let intake = given(&attempt(completion, success));
        assert!(intake.refusals.is_empty(), "{completion} {success}: {:?}", intake.refusals);
        assert_eq!(intake.rows[0].verdict, verdict, "{completion} {success}");
    }
    let row = &given(&attempt("completed", "")).rows[0];
    assert_eq!((row.said.as_str(), row.score), ("completed, unknown", Some(85)));
    assert_eq!(row.mark.as_deref(), Some("1_0_0-0f3a9c21"));
}

#[test]
fn scores_are_shares_in_whole_per_cent() {
    for (scaled, score) in [
        ("0", 0),
        ("1", 100),
        ("1.0", 100),
        ("0.85", 85),
        (".5", 50),
        ("0.844", 84),
        ("0.845", 85),
        ("0.999", 100),
    ] {
        let mut attempt = attempt("completed", "passed");
        attempt["cmi"]["cmi.score.scaled"] = scaled.into();
        assert_eq!(given(&attempt).rows[0].score, Some(score), "{scaled}");
    }
    for scaled in ["1.01", "-0.5", "2", "85", "1e-1", "0,85", "NaN", ".", "0.", "0.1234567890123456789012345"]
    {
        assert!(refused("cmi.score.scaled", json!(scaled)).contains("cmi.score.scaled"), "{scaled}");
    }
    let mut points = attempt("completed", "passed");
    points["cmi"]["cmi.score.scaled"] = "".into();
    assert_eq!(given(&points).rows[0].score, Some(85), "100 points are per cent");
    points["cmi"]["cmi.score.max"] = "20".into();
    assert!(given(&points).refusals[0].why.contains("`cmi.score.max` is `20`"));
}

#[test]
fn what_the_two_words_cannot_say_is_refused() {
    assert!(refused("cmi.completion_status", json!("done")).contains("`cmi.completion_status` is `done`"));
    assert!(refused("cmi.success_status", json!("PASSED")).contains("`cmi.success_status` is `PASSED`"));
    assert!(refused("cmi.completion_status", json!("")).contains("not whether the course was completed"));
    assert!(refused("cmi.core.lesson_status", json!("passed")).contains("side by side"));
    assert!(refused("cmi.suspend_data", json!(STATE.replace("1_0_0", "2_0_0"))).contains("2_0_0-0f3a9c21"));
    let mut silent = attempt("unknown", "");
    assert!(given(&silent).refusals[0].why.contains("score seen, status unknown"));
    silent["cmi"]["cmi.score.scaled"] = "".into();
    silent["cmi"]["cmi.score.raw"] = "".into();
    assert_eq!(given(&silent).rows[0].verdict, None);
}

#[test]
fn the_tree_of_one_learner_is_read_by_its_newer_names() {
    let tree = json!({ "cmi": { "learner_id": "0042", "learner_name": "Byrne, Ann", "completion_status": "completed",
        "success_status": "passed", "score": { "scaled": "0.9" }, "suspend_data": STATE } });
    let by = Wanted { identify_by: Some(crate::intake::IdKind::StaffNumber), ..wanted() };
    let intake = read(tree.to_string().as_bytes(), &by).expect("it is run-time data");
    let row = &intake.rows[0];
    assert_eq!(
        (row.verdict, row.score, row.name.as_deref()),
        (Some(VerdictWord::Passed), Some(90), Some("Byrne, Ann"))
    );
}

#[test]
fn answers_are_the_same_ids_in_either_standard_and_only_where_they_are_asked_for() {
    let key = serde_json::from_str(
        r#"{"repair":{"letters":{"a":"brief","b":"long"}},"rule":{"letters":{"t":"true","f":"false"}}}"#,
    );
    let asked = Wanted { answers: key.ok(), ..wanted() };
    let mut newer = attempt("completed", "passed");
    newer["cmi"]["cmi.interactions.0.id"] = "repair".into();
    newer["cmi"]["cmi.interactions.0.learner_response"] = "long".into();
    newer["cmi"]["cmi.interactions.0.result"] = "incorrect".into();
    newer["cmi"]["cmi.interactions.10.id"] = "rule__a2".into();
    newer["cmi"]["cmi.interactions.10.learner_response"] = "true".into();
    newer["cmi"]["cmi.interactions.10.result"] = "correct".into();
    let mut older = super::tests::attempt("passed");
    older["cmi"]["interactions"] = json!([
        { "id": "repair", "student_response": "a", "result": "correct" },
        { "id": "repair", "student_response": "b", "result": "wrong" },
        { "id": "rule__a2", "student_response": "t", "result": "correct" }
    ]);
    let mut moodle = super::tests::attempt("passed");
    for (number, (id, response, result)) in
        [("repair", "b", "wrong"), ("rule__a2", "t", "correct")].iter().enumerate()
    {
        moodle["cmi"][format!("cmi.interactions_{number}.id")] = (*id).into();
        moodle["cmi"][format!("cmi.interactions_{number}.student_response")] = (*response).into();
        moodle["cmi"][format!("cmi.interactions_{number}.result")] = (*result).into();
    }
    let said = |id: &str, attempt, chosen: &str, right| Answered {
        attempt,
        chosen: vec![chosen.into()],
        id: id.into(),
        right: Some(right),
    };
    let wanted_answers = [said("repair", 1, "long", false), said("rule", 2, "true", true)];
    for attempt in [&newer, &older, &moodle] {
        let text = file(json!([ann(json!([attempt]))])).to_string();
        let intake = read(text.as_bytes(), &asked).expect("it is run-time data");
        assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
        assert_eq!(intake.rows[0].answers, wanted_answers);
        assert_eq!(given(attempt).rows[0].answers, []);
    }
    newer["cmi"]["cmi.interactions.0.learner_response"] = "shout".into();
    let text = file(json!([ann(json!([newer]))])).to_string();
    let intake = read(text.as_bytes(), &asked).expect("it is run-time data");
    assert!(intake.refusals[0].why.contains("no answer `shout` to `repair`"), "{:?}", intake.refusals);
}
