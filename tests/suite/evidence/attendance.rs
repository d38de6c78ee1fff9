//! Group sessions end to end: named before anybody came, lists of three kinds, and what is not believed of them.

use bona::Exit;
use serde_json::{Value, json};

use super::kinds::bodies;
use super::{Desk, PACKAGE};

const SHEET: &str = "name,staff_number\nAnn Byrne,0042\nBo Cole,0043\n";

/// With a session that is named, and its name.
fn scheduled() -> (Desk, String) {
    let desk = Desk::begun();
    for name in ["teams.csv", "zoom.csv"] {
        let path = std::path::Path::new(bona_tests::TESTS).join("fixtures/evidence").join(name);
        desk.machine().put(name, &std::fs::read(path).expect("the fixture is there"));
    }
    desk.machine().put("sheet.csv", SHEET.as_bytes());
    let ran = desk.evidence(&["session", "--starts", "2026-11-03 10:00", "--mode", "hybrid"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let name = ran.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named");
    (desk, name.to_owned())
}

#[test]
fn who_was_there_is_recorded_as_attendance_of_a_session_that_stood_in_the_log_before() {
    let (desk, session) = scheduled();
    let about = ["--package", PACKAGE, "--session", &session, "--apply"];
    let teams = desk.import("teams.csv", &[&about[..], &["--kind", "teams", "--minimum", "45"]].concat());
    assert_eq!(teams.exit, Exit::AtFault, "the guest is refused: {}", teams.whole());
    assert!(teams.out.contains("Recorded 3 attendances"), "{}", teams.out);
    assert!(teams.out.contains("2 with nothing to record"), "{}", teams.out);
    assert!(teams.err.contains("column Email: nothing says who this is"), "{}", teams.err);
    let body = &bodies(&desk)[0];
    for (field, value) in [
        ("kind", json!("attendance")),
        ("verdict", json!("completed")),
        ("said", json!("attended 60 minutes")),
        ("minutes", json!(60)),
        ("session", json!(session)),
        ("claimed", json!({ "at": "2026-11-03T10:00:00", "basis": "stated" })),
    ] {
        assert_eq!(body[field], value, "{field}");
    }
    let by_hand = ["--kind", "sign-in", "--count", "2", "--stated-by", "C. Manager"];
    let sheet = desk.import("sheet.csv", &[&about[..], &by_hand].concat());
    assert_eq!(sheet.exit, Exit::Done, "{}", sheet.whole());
    assert!(bodies(&desk)[3]["stated_by"].is_string());
    let again = desk.import("sheet.csv", &[&about[..], &by_hand].concat());
    assert!(again.out.contains("nothing new to record"), "{}", again.out);
    let matrix = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(matrix["completions"].as_array().map(Vec::len), Some(5));
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    // The leaf of the session tells its day and form, and nothing of whom it was for.
    let leaves = desk.evidence(&["export", "given"]);
    assert_eq!(leaves.exit, Exit::Done);
    let leaves = String::from_utf8(desk.kept("given/leaves.jsonl").expect("it was written")).expect("text");
    let leaf: Value = serde_json::from_str(leaves.lines().nth(1).expect("the second leaf")).expect("JSON");
    assert_eq!(
        (&leaf["kind"], &leaf["mode"], &leaf["starts"]),
        (&json!("session"), &json!("hybrid"), &json!("2026-11-03T10:00:00"))
    );
    assert_eq!(leaf.as_object().map(serde_json::Map::len), Some(6));
}

#[test]
fn two_devices_at_one_meeting_count_once() {
    let (desk, session) = scheduled();
    let about = ["--package", PACKAGE, "--session", &session, "--kind", "zoom", "--minimum", "60", "--apply"];
    let ran = desk.import("zoom.csv", &about);
    assert!(ran.out.contains("Recorded 2 attendances"), "only who was there an hour: {}", ran.whole());
}

#[test]
fn a_list_is_taken_only_with_all_that_makes_it_believable() {
    let (desk, session) = scheduled();
    let about = ["--package", PACKAGE, "--session", &session];
    let sheet =
        |more: &[&str]| desk.import("sheet.csv", &[&about[..], &["--kind", "sign-in"], more].concat());
    let cases = [
        (sheet(&["--stated-by", "C. Manager"]), Exit::World, "must be checked"),
        (sheet(&["--count", "2"]), Exit::World, "by somebody's word"),
        (
            sheet(&["--count", "3", "--stated-by", "C. Manager"]),
            Exit::AtFault,
            "3 signatures, and the list 2 rows",
        ),
        (desk.import("teams.csv", &[&about[..], &["--kind", "teams"]].concat()), Exit::World, "--minimum"),
        (
            desk.import("teams.csv", &["--package", PACKAGE, "--kind", "teams", "--minimum", "5"]),
            Exit::World,
            "--session",
        ),
        (desk.import("moodle.csv", &about), Exit::World, "for lists of a group session"),
        (desk.import("moodle.csv", &["--package", PACKAGE, "--count", "5"]), Exit::World, "keyed by hand"),
    ];
    for (ran, exit, why) in cases {
        assert_eq!(ran.exit, exit, "{why}: {}", ran.whole());
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
    }
    let nowhere = ["--package", PACKAGE, "--session", "abcdefgh", "--kind", "teams", "--minimum", "5"];
    assert!(desk.import("teams.csv", &nowhere).err.contains("no session is called `abcdefgh`"));
    desk.machine().put("second.csv", SHEET.replace("0043", "0034").as_bytes());
    let ran = sheet(&["--keyed-again", "second.csv", "--stated-by", "C. Manager", "--apply"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.err.contains("row 3 (`0043`) is not in the second"), "{}", ran.err);
    assert_eq!(desk.size(), 2, "nothing was recorded");
    let wrong = desk.evidence(&["session", "--starts", "3 December", "--mode", "video"]);
    assert_eq!(wrong.exit, Exit::World);
}

#[test]
fn what_was_observed_is_no_completion_of_the_course() {
    let desk = Desk::begun();
    let table = "name,staff_number,competence,result,day\nAnn Byrne,0042,asks for a name and uses it,competent,2026-11-03\n";
    desk.machine().put("seen.csv", table.as_bytes());
    let by = ["--package", PACKAGE, "--kind", "observed", "--stated-by", "C. Manager", "--apply"];
    let ran = desk.import("seen.csv", &by);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let body = &bodies(&desk)[0];
    assert_eq!((&body["kind"], &body["item"]), (&json!("competence"), &json!("asks for a name and uses it")));
    assert!(body["stated_by"].is_string(), "who observed: {body}");
    let matrix = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(matrix["completions"], json!([]));
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
}

#[test]
fn a_number_that_is_somebody_elses_is_told_with_both_names() {
    let (desk, session) = scheduled();
    let about =
        ["--package", PACKAGE, "--session", &session, "--kind", "sign-in", "--stated-by", "C. Manager"];
    let first = desk.import("sheet.csv", &[&about[..], &["--count", "2", "--apply"]].concat());
    assert!(first.exit == Exit::Done && !first.err.contains("is known"), "{}", first.whole());
    let ran = desk.evidence(&["session", "--starts", "2026-11-04 10:00", "--mode", "hybrid"]);
    let next = ran.out.split("--session ").nth(1).and_then(|rest| rest.get(..8)).expect("it is named");
    let about = ["--package", PACKAGE, "--session", next, "--kind", "sign-in", "--stated-by", "C. Manager"];
    let sheet = |text: &str, more: &[&str]| {
        desk.machine().put("sheet.csv", text.as_bytes());
        desk.import("sheet.csv", &[&about[..], more].concat())
    };
    let other = sheet("name,staff_number\nBYRNE Ann,0042\nSomebody Else,0043\n", &["--count", "2"]);
    let said = "note: row 3: it says `Somebody Else`, and by this id `Bo Cole` is known\n";
    assert!(other.err.contains(said) && other.err.contains("correct LEAF --person"), "{}", other.whole());
    assert!(!other.err.contains("Byrne"), "the same name in another order: {}", other.err);
    // A table is read in pieces; it says the same.
    desk.machine().put(
        "m.ron",
        br#"(format: 1, who: StaffNumber("No"), name: ["Name"], when: (column: "Day", order: YearFirst))"#,
    );
    desk.machine().put("t.csv", b"No,Name,Day\n0042,Total Stranger,2026-11-03\n");
    let table = ["--kind", "table", "--mapping", "m.ron", "--package", PACKAGE];
    let ran = desk.import("t.csv", &[&table[..], &["--apply"]].concat());
    assert!(
        ran.err.contains("it says `Total Stranger`, and by this id `Ann Byrne` is known"),
        "{}",
        ran.whole()
    );
    let many: String = (0..9).map(|day| format!("0042,Total Stranger,2026-10-1{day}\n")).collect();
    desk.machine().put("t.csv", format!("No,Name,Day\n{many}").as_bytes());
    let ran = desk.import("t.csv", &table);
    assert_eq!(ran.err.matches("it says `Total Stranger`").count(), 5, "{}", ran.err);
    assert!(ran.err.contains("and 4 more rows with another name"), "{}", ran.err);
}

#[test]
fn two_names_of_one_number_are_told_where_nobody_is_known_yet() {
    let note =
        |row: u64| format!("note: row {row}: it says `Bob Barker`, and by this id `Ann Abbott` is known\n");
    let desk = Desk::begun();
    desk.machine().put(
        "m.ron",
        br#"(format: 1, who: StaffNumber("No"), name: ["Name"], when: (column: "Day", order: YearFirst))"#,
    );
    // The second name comes thousands of rows behind the first, in another piece.
    let others = |days: std::ops::Range<u32>| {
        days.map(|row| format!("{},Other {row},2026-11-01\n", 10_000 + row)).collect::<String>()
    };
    let first = "No,Name,Day\n00420,Ann Abbott,2026-11-01\n00420,ABBOTT Ann,2026-11-03\n";
    let far = format!("{first}{}00420,Bob Barker,2026-11-02\n", others(0..9_000));
    let near = format!("{first}{}00420,Bob Barker,2026-11-02\n", others(0..2));
    let table = ["--kind", "table", "--mapping", "m.ron", "--package", PACKAGE];
    for (file, text, row) in [("far.csv", &far, 9_004), ("near.csv", &near, 6)] {
        desk.machine().put(file, text.as_bytes());
        let ran = desk.import(file, &table);
        assert!(ran.err.starts_with(&note(row)) && ran.err.matches("note:").count() == 1, "{}", ran.whole());
    }
    let ran = desk.import("far.csv", &[&table[..], &["--apply"]].concat());
    assert!(ran.err.starts_with(&note(9_004)), "{}", ran.whole());
    // A list that is read whole says the same, before and when it is recorded.
    let rows = "Ann Abbott,77,greets,competent,2026-11-01\nBob Barker,77,greets,competent,2026-11-02\n";
    let desk = Desk::begun();
    desk.machine().put("seen.csv", format!("name,staff_number,competence,result,day\n{rows}").as_bytes());
    let by = ["--package", PACKAGE, "--kind", "observed", "--stated-by", "C. Manager"];
    for apply in [&[][..], &["--apply"]] {
        let ran = desk.import("seen.csv", &[&by[..], apply].concat());
        assert!(ran.err.starts_with(&note(3)), "{}", ran.whole());
    }
}

#[test]
fn the_same_bytes_are_no_second_keying_and_names_must_fit_their_ids() {
    let (desk, session) = scheduled();
    let about =
        ["--package", PACKAGE, "--session", &session, "--kind", "sign-in", "--stated-by", "C. Manager"];
    let sheet = |again: &str| desk.import("sheet.csv", &[&about[..], &["--keyed-again", again]].concat());
    desk.machine().put("copy.csv", SHEET.as_bytes());
    for same in ["sheet.csv", "copy.csv"] {
        let ran = sheet(same);
        assert!(
            ran.exit == Exit::World && ran.err.contains("nobody keyed the sheet a second time"),
            "{}",
            ran.whole()
        );
    }
    desk.machine().put("crossed.csv", b"name,staff_number\nBo Cole,0042\nAnn Byrne,0043\n");
    let ran = sheet("crossed.csv");
    assert!(ran.exit == Exit::AtFault && ran.err.contains("`Ann Byrne` and `Bo Cole`"), "{}", ran.whole());
    desk.machine().put("second.csv", b"name,staff_number\nA. Byrne,0042\nBo Coal,0043\n");
    let ran = sheet("second.csv");
    assert_eq!(ran.exit, Exit::Done, "spelt otherwise: {}", ran.whole());
}
