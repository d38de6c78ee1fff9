//! Every kind of file that says what one learner did: SCORM 2004, AICC, a learner's own record.

use bona::Exit;
use serde_json::{Value, json};

use super::{Desk, PACKAGE};

const AICC: &str = "[core]\r\nStudent_ID=0042\r\nStudent_Name=Byrne, Ann\r\nLesson_Status=P,S\r\nScore=85\r\n\
    [core_lesson]\r\n1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz\r\n";

pub(super) fn newer() -> Value {
    json!({
        "format": "bona/scorm-runtime/v1", "lms": "https://lms.elm.example",
        "learners": [{ "id": "0042", "id_kind": "staff_number", "name": "Byrne, Ann", "attempts": [{
            "item": "ITEM_first_contact_main", "started": "2026-11-03T13:40:00Z", "last": "2026-11-03T14:02:11Z",
            "cmi": {
                "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.scaled": "0.85",
                "cmi.suspend_data": "1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz",
                "cmi.interactions.0.id": "repair", "cmi.interactions.0.type": "choice",
                "cmi.interactions.0.learner_response": "long", "cmi.interactions.0.result": "incorrect"
            }
        }]}]
    })
}

/// The bodies of what was recorded, as the store keeps them.
pub(super) fn bodies(desk: &Desk) -> Vec<Value> {
    let bodies = super::vault::parts(desk).into_iter().filter(|part| part.1 == "what");
    bodies.map(|part| serde_json::from_slice(&part.3).expect("JSON")).collect()
}

#[test]
fn scorm_2004_comes_to_the_same_record_and_answers_are_kept_where_they_are_asked_for() {
    let desk = Desk::begun();
    desk.machine().put("newer.json", newer().to_string().as_bytes());
    let ran = desk.import("newer.json", &["--package", PACKAGE, "--answers", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let body = &bodies(&desk)[0];
    assert_eq!((&body["verdict"], &body["score"]), (&json!("passed"), &json!(85)));
    assert_eq!(body["said"], "completed, passed");
    assert_eq!(
        body["answers"],
        json!([{ "attempt": 1, "chosen": ["long"], "id": "repair", "right": false }])
    );
    let again = desk.import("newer.json", &["--package", PACKAGE, "--apply"]);
    assert!(again.out.contains("nothing new to record"), "{}", again.out);
    let typed = desk.import("newer.json", &["--course", "first_contact", "--answers"]);
    assert_eq!(typed.exit, Exit::World, "letters mean nothing without a package");
    let other = newer().to_string().replace("\"long\"", "\"shout\"");
    desk.machine().put("other.json", other.as_bytes());
    let ran = desk.import("other.json", &["--package", PACKAGE, "--answers"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.err.contains("the package has no answer `shout` to `repair`"), "{}", ran.err);
}

#[test]
fn an_aicc_text_is_one_learner_and_comes_back_to_be_mended() {
    let desk = Desk::begun();
    desk.machine().put("aicc.txt", AICC.as_bytes());
    let unsaid = desk.import("aicc.txt", &["--package", PACKAGE]);
    assert_eq!(unsaid.exit, Exit::AtFault);
    assert!(unsaid.err.contains("--identify-by"), "{}", unsaid.err);
    let by = ["--package", PACKAGE, "--identify-by", "staff_number", "--apply"];
    let ran = desk.import("aicc.txt", &by);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("an AICC text of one learner"), "{}", ran.out);
    assert_eq!(bodies(&desk)[0]["source"], "aicc");
    desk.machine().put("spoilt.txt", AICC.replace("Lesson_Status=P,S", "Lesson_Status=done").as_bytes());
    let ran = desk.import("spoilt.txt", &by);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    let kept = String::from_utf8(desk.kept("spoilt.txt.refused.txt").expect("it is kept")).expect("UTF-8");
    assert!(kept.starts_with("; refused: `lesson_status` is `done`"), "{kept}");
    desk.machine().put("mended.txt", kept.replace("Lesson_Status=done", "Lesson_Status=failed").as_bytes());
    let ran = desk.import("mended.txt", &by);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("Recorded 1 completion"), "{}", ran.out);
}

#[test]
fn a_learners_own_record_counts_only_where_somebody_accepts_it_and_always_says_so() {
    let desk = Desk::begun();
    let record =
        std::fs::read(std::path::Path::new(bona_tests::TESTS).join("fixtures/evidence/receipt.json"));
    desk.machine().put("first_contact-record.json", &record.expect("the fixture is there"));
    let by = ["--package", PACKAGE, "--learner", "0042", "--identify-by", "staff_number"];
    let alone = desk.import("first_contact-record.json", &by);
    assert_eq!(alone.exit, Exit::World);
    assert!(alone.err.contains("somebody must accept it"), "{}", alone.err);
    let accepted = [&by[..], &["--stated-by", "C. Manager", "--apply"]].concat();
    let ran = desk.import("first_contact-record.json", &accepted);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let body = &bodies(&desk)[0];
    assert_eq!((&body["source"], &body["claimed"]["basis"]), (&json!("receipt"), &json!("device")));
    assert!(body["stated_by"].is_string() && body.get("answers").is_none(), "{body}");
    let matrix = desk.evidence(&["matrix"]);
    assert!(matrix.out.contains("passed, own record"), "{}", matrix.out);
    let json = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(json["completions"][0]["claimed_basis"], "device");
    let again = desk.import("first_contact-record.json", &accepted);
    assert!(again.out.contains("nothing new to record"), "{}", again.out);
    let nobody = desk.import("moodle.csv", &["--package", PACKAGE, "--stated-by", "C. Manager"]);
    assert_eq!(nobody.exit, Exit::World, "nothing is stated of what a system says");
}

#[test]
fn a_table_is_read_by_a_mapping_that_a_person_filled_in_and_never_by_a_guess() {
    let desk = Desk::begun();
    let table = "Employee number,Full name,Completion status,Completion date,Grade\n\
        0042,Ann Byrne,Complete,03/11/2026,17\n0043,Bo Cole,In progress,,\n";
    desk.machine().put("totara.csv", table.as_bytes());
    let by = ["--package", PACKAGE, "--kind", "table", "--apply"];
    let ran = desk.import("totara.csv", &by);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert!(ran.out.contains("Nothing was imported"), "{}", ran.out);
    let proposed =
        String::from_utf8(desk.kept("totara.csv.mapping.ron").expect("it is written")).expect("UTF-8");
    let mapped = [&by[..], &["--mapping", "totara.csv.mapping.ron"]].concat();
    let open = desk.import("totara.csv", &mapped);
    assert_eq!(open.exit, Exit::AtFault);
    assert!(open.err.contains("mapping `totara.csv.mapping.ron`: line"), "{}", open.err);
    let again = desk.import("totara.csv", &by);
    assert_eq!(again.exit, Exit::World, "a mapping that was filled in is never written over");
    assert_eq!(desk.size(), 1);
    let filled = proposed
        .replace(
            "completed: [\"?\"], failed: [], nothing: []",
            "completed: [\"Complete\"], nothing: [\"In progress\"]",
        )
        .replace("order: \"?\"", "order: DayFirst")
        .replace("scale: \"?\"", "scale: Points(20)");
    desk.machine().put("totara.csv.mapping.ron", filled.as_bytes());
    let ran = desk.import("totara.csv", &mapped);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let body = &bodies(&desk)[0];
    assert_eq!(
        (&body["source"], &body["score"], &body["verdict"]),
        (&json!("table"), &json!(85), &json!("completed"))
    );
    assert_eq!(body["claimed"], json!({ "at": "2026-11-03T00:00:00", "basis": "lms_local" }));
}
