//! Run-time data in both shapes, and a table of what is not believed.

use serde_json::{Value, json};

use super::{FORMAT, read};
use crate::intake::{ClaimBasis, FileFault, IdKind, Intake, LearnerId, VerdictWord, Wanted};

pub(super) fn wanted() -> Wanted {
    Wanted {
        edition: Some("1.0.0".into()),
        content: Some("0f3a9c21".repeat(8)),
        ..Wanted::of("first_contact")
    }
}

pub(super) fn attempt(status: &str) -> Value {
    json!({
        "item": "ITEM_first_contact_main",
        "started": "2026-11-03T13:50:00Z",
        "last": "2026-11-03T15:02:11+01:00",
        "cmi": {
            "cmi.core.lesson_status": status,
            "cmi.core.score.raw": "85",
            "cmi.suspend_data": "1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz"
        }
    })
}

pub(super) fn file(learners: Value) -> Value {
    json!({ "format": FORMAT, "lms": "https://lms.elm.example", "learners": learners })
}

pub(super) fn ann(attempts: Value) -> Value {
    json!({ "id": "0042", "id_kind": "staff_number", "name": "Byrne, Ann", "attempts": attempts })
}

fn given(value: &Value) -> Result<Intake, FileFault> {
    read(value.to_string().as_bytes(), &wanted())
}

fn good(value: &Value) -> Intake {
    given(value).expect("it is run-time data")
}

#[test]
fn our_shape_is_read() {
    let intake = good(&file(json!([ann(json!([attempt("failed"), attempt("passed")]))])));
    assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
    let verdicts: Vec<_> = intake.rows.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Some(VerdictWord::Failed), Some(VerdictWord::Passed)]);
    let row = &intake.rows[1];
    assert_eq!(Some(row.learner.clone()), LearnerId::new(IdKind::StaffNumber, "0042"));
    assert_eq!(row.place, "learners[0].attempts[1]");
    assert_eq!((row.score, row.name.as_deref()), (Some(85), Some("Byrne, Ann")));
    let claimed = row.claimed.as_ref().expect("it says when");
    assert_eq!((claimed.at.as_str(), claimed.basis), ("2026-11-03T14:02:11Z", ClaimBasis::LmsUtc));
    assert_eq!(row.mark.as_deref(), Some("1_0_0-0f3a9c21"));
    assert_eq!(row.attempt.as_deref(), Some("2026-11-03T13:50:00Z"));
}

#[test]
fn the_tree_of_scorm_again_is_read_as_one_learner() {
    let tree = json!({ "cmi": {
        "suspend_data": "1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz",
        "core": { "student_id": "learner-1", "student_name": "Learner, Made-up", "lesson_status": "completed",
                  "score": { "raw": "", "min": "", "max": "100" }, "exit": "suspend" },
        "objectives": {}, "interactions": {}
    }});
    let by = Wanted { identify_by: Some(IdKind::StaffNumber), ..wanted() };
    let expected = read(tree.to_string().as_bytes(), &by).expect("it is run-time data");
    assert_eq!(expected.rows.len(), 1);
    let row = &expected.rows[0];
    assert_eq!(row.verdict, Some(VerdictWord::Completed));
    assert_eq!((row.score, row.claimed.clone(), row.attempt.clone()), (None, None, None));
    assert_eq!(Some(row.learner.clone()), LearnerId::new(IdKind::StaffNumber, "learner-1"));
    let wrapped = json!({ "runtimeData": tree, "completionStatus": "completed" });
    assert_eq!(
        read(wrapped.to_string().as_bytes(), &by).map(|intake| intake.rows),
        Ok(expected.rows.clone())
    );
    let dotted = json!({ "cmi.core.student_id": "learner-1", "cmi.core.student_name": "Learner, Made-up",
        "cmi.core.lesson_status": "completed", "cmi.suspend_data": "1.abcdef.1_0_0-0f3a9c21.AAAA.wxyz" });
    assert_eq!(read(dotted.to_string().as_bytes(), &by).map(|intake| intake.rows), Ok(expected.rows));
    assert!(given(&tree).is_err_and(|fault| fault.help.contains("--identify-by")));
    let account = Wanted { identify_by: Some(IdKind::Account), ..wanted() };
    let refused = read(tree.to_string().as_bytes(), &account).expect("it is run-time data").refusals;
    assert!(refused[0].help.contains("--lms"));
}

#[test]
fn every_status_of_scorm_1_2_has_its_meaning() {
    use VerdictWord::{Completed, Failed, Passed};
    let cases = [
        ("passed", Some(Passed)),
        ("completed", Some(Completed)),
        ("failed", Some(Failed)),
        ("incomplete", None),
        ("browsed", None),
        ("not attempted", None),
    ];
    for (status, verdict) in cases {
        assert_eq!(good(&file(json!([ann(json!([attempt(status)]))]))).rows[0].verdict, verdict, "{status}");
    }
}

#[test]
fn scores_are_whole_per_cent() {
    for (raw, score) in
        [("0", 0), ("85", 85), ("84.5", 85), ("84.49", 84), ("99.9", 100), ("100", 100), ("100.0", 100)]
    {
        let mut attempt = attempt("passed");
        attempt["cmi"]["cmi.core.score.raw"] = raw.into();
        assert_eq!(good(&file(json!([ann(json!([attempt]))]))).rows[0].score, Some(score), "{raw}");
    }
    let mut attempt = attempt("passed");
    attempt["cmi"]["cmi.core.score.raw"] = 85.into();
    assert_eq!(
        good(&file(json!([ann(json!([attempt]))]))).rows[0].score,
        Some(85),
        "as Learning Hub keeps it"
    );
}

#[test]
fn points_on_another_scale_are_per_cent_of_it_where_both_ends_are_given() {
    let of = |raw: &str, least: Option<&str>, most: Option<&str>| {
        let mut attempt = attempt("passed");
        attempt["cmi"]["cmi.core.score.raw"] = raw.into();
        for (name, end) in [("cmi.core.score.min", least), ("cmi.core.score.max", most)] {
            if let Some(end) = end {
                attempt["cmi"][name] = end.into();
            }
        }
        good(&file(json!([ann(json!([attempt]))])))
    };
    for (raw, least, most, score) in [
        ("17", Some("0"), Some("20"), 85),
        ("17", Some("0.0"), Some("20.00"), 85),
        ("17.1", Some("0"), Some("20"), 86),
        ("3", Some("-5"), Some("5"), 80),
        ("20", Some("0"), Some("20"), 100),
        ("85", None, Some("100.0"), 85),
        ("85", Some("0"), None, 85),
        ("150", Some("100"), Some("200"), 50),
    ] {
        assert_eq!(of(raw, least, most).rows[0].score, Some(score), "{raw} {least:?} {most:?}");
    }
    for (raw, least, most, why) in [
        ("17", None, Some("20"), "`cmi.core.score.max` is `20`, and `cmi.core.score.min` is missing"),
        ("17", Some("1"), None, "`cmi.core.score.min` is `1`, and `cmi.core.score.max` is missing"),
        ("17", Some("20"), Some("20"), "on a scale from `20` to `20`"),
        ("21", Some("0"), Some("20"), "`cmi.core.score.raw` is `21`"),
        ("17", Some("0"), Some("1e9"), "to `1e9`"),
    ] {
        let intake = of(raw, least, most);
        assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 1), "{raw} {least:?} {most:?}");
        assert!(intake.refusals[0].why.contains(why), "{}", intake.refusals[0].why);
        assert!(intake.refusals[0].help.contains("both ends"), "{}", intake.refusals[0].help);
    }
    let mut blank = attempt("completed");
    blank["cmi"]["cmi.core.score.raw"] = "".into();
    blank["cmi"]["cmi.core.score.max"] = "20".into();
    assert_eq!(good(&file(json!([ann(json!([blank]))]))).rows[0].score, None);
}

#[test]
fn a_null_date_is_no_day() {
    let day = |last: &str| {
        let mut attempt = attempt("passed");
        attempt["last"] = last.into();
        good(&file(json!([ann(json!([attempt]))])))
    };
    for last in
        ["0001-01-01T00:00:00Z", "1899-12-30T00:00:00Z", "1970-01-01T00:00:00Z", "1989-12-31T23:59:59Z"]
    {
        let intake = day(last);
        assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 1), "{last}");
        assert!(intake.refusals[0].why.contains("the first day that is believed is 1990-01-01"), "{last}");
    }
    assert_eq!(day("1990-01-01T00:00:00Z").rows.len(), 1);
}

#[test]
fn what_is_about_another_course_is_counted_and_left_alone() {
    let mut other = attempt("passed");
    other["item"] = "ITEM_other_main".into();
    let mut baseline = attempt("passed");
    baseline["item"] = "ITEM_first_contact_baseline".into();
    let intake = good(&file(json!([ann(json!([other, baseline, attempt("passed")]))])));
    assert_eq!((intake.rows.len(), intake.others, intake.refusals.len()), (1, 2, 0));
}

/// Spoils one attempt and gives the one refusal.
fn refused(path: &[&str], value: Value) -> (String, String) {
    let mut attempt = attempt("passed");
    let mut place = &mut attempt;
    for step in path {
        place = &mut place[*step];
    }
    *place = value;
    let intake = good(&file(
        json!([ann(json!([attempt])), { "id": "0043", "id_kind": "staff_number", "attempts": [self::attempt("passed")] }]),
    ));
    assert_eq!((intake.refusals.len(), intake.rows.len()), (1, 1), "{path:?}: {:?}", intake.refusals);
    let refusal = &intake.refusals[0];
    assert_eq!(refusal.place, "learners[0].attempts[0]");
    (refusal.why.clone(), refusal.help.clone())
}

#[test]
fn an_attempt_that_cannot_be_believed_is_refused_alone() {
    let cmi = |name: &str, value: Value| refused(&["cmi", name], value).0;
    assert!(cmi("cmi.core.lesson_status", json!("PASSED")).contains("is `PASSED`"));
    assert!(cmi("cmi.core.lesson_status", json!("bestanden")).contains("is `bestanden`"));
    assert!(cmi("cmi.core.lesson_status", json!(["passed"])).contains("is not a text"));
    assert!(cmi("cmi.core.lesson_status", json!("")).contains("score seen, status unknown"));
    for raw in ["101", "-1", "1e2", "85,5", "100.1", ".", "5.", "99999999999999999999999", "NaN"] {
        assert!(cmi("cmi.core.score.raw", json!(raw)).contains("cmi.core.score.raw"), "{raw}");
    }
    assert!(cmi("cmi.core.score.raw", json!(1e300)).contains("cmi.core.score.raw"));
    assert!(cmi("cmi.suspend_data", json!("x".repeat(70_000))).contains("70000 bytes"));
    assert!(cmi("cmi.suspend_data", json!("1.abcdef.0_9_0-0f3a9c21.AAAA.wxyz")).contains("0_9_0-0f3a9c21"));
    assert!(
        cmi("cmi.suspend_data", json!("1.abcdef.1_0_0-ffffffff.AAAA.wxyz")).contains("not `1_0_0-0f3a9c21`")
    );
    assert!(cmi("core", json!({ "lesson_status": "failed" })).contains("stands twice with two values"));
    for last in ["yesterday", "03/11/2026", "2026-11-03", "2026-02-30T00:00:00Z"] {
        assert!(refused(&["last"], json!(last)).0.contains("is not a time"), "{last}");
    }
    assert!(refused(&["last"], json!(1_762_178_531)).0.contains("`last` is"));
    assert!(refused(&["item"], json!("x".repeat(300))).1.contains("at most 255"));
    assert!(refused(&["started"], json!("a\u{7}b")).0.contains("`started` is"));
    assert!(refused(&["cmi"], json!("passed")).0.contains("no `cmi`"));
    assert!(refused(&["attemps"], json!(1)).0.contains("`attemps` is not known"));
}

#[test]
fn a_learner_who_is_not_plainly_one_is_refused_whole() {
    let cases = [
        (json!({ "id": 42, "id_kind": "staff_number", "attempts": [] }), "as a text"),
        (json!({ "id": "42", "id_kind": "payroll", "attempts": [] }), "id_kind"),
        (json!({ "id": "42", "id_kind": "code", "attempts": [] }), "id_kind"),
        (json!({ "id": " ", "id_kind": "email", "attempts": [] }), "id is empty"),
        (json!({ "id": "9".repeat(300), "id_kind": "email", "attempts": [] }), "is not an id"),
        (json!({ "id": "42", "id_kind": "email" }), "no list `attempts`"),
        (json!({ "id": "42", "id_kind": "email", "attempts": {} }), "no list `attempts`"),
        (
            json!({ "id": "42", "id_kind": "email", "attempts": [], "nhs_number": "1" }),
            "`nhs_number` is not known",
        ),
        (json!({ "id": "42", "id_kind": "email", "attempts": [], "name": 7 }), "`name` is"),
        (json!([]), "is not an object"),
        (json!("0042"), "is not an object"),
    ];
    for (learner, why) in cases {
        let intake = good(&file(json!([learner, ann(json!([attempt("passed")]))])));
        assert_eq!((intake.refusals.len(), intake.rows.len()), (1, 1), "{learner}");
        assert_eq!(intake.refusals[0].place, "learners[0]");
        assert!(intake.refusals[0].why.contains(why), "{learner}: {}", intake.refusals[0].why);
    }
    let twice = good(&file(json!([ann(json!([attempt("passed")])), ann(json!([attempt("failed")]))])));
    assert_eq!((twice.rows.len(), twice.refusals.len()), (1, 1));
    assert!(twice.refusals[0].why.contains("the same learner is learners[0]"));
}

#[test]
fn a_file_that_is_not_run_time_data_is_refused_whole() {
    let deep = "[".repeat(100) + &"]".repeat(100);
    let cases: [(&[u8], &str); 12] = [
        (b"", "cannot be read as JSON"),
        (b"[]", "no SCORM run-time data"),
        (b"{}", "no SCORM run-time data"),
        (b"{\"learners\":[]}", "no SCORM run-time data"),
        (b"{\"format\":\"bona/scorm-runtime/v2\"}", "`bona/scorm-runtime/v1`"),
        (b"{\"format\":1}", "is not known"),
        (b"{\"format\":\"bona/scorm-runtime/v1\",\"learners\":[]}", "which learning system"),
        (b"{\"format\":\"bona/scorm-runtime/v1\",\"lms\":\"x\"}", "no list `learners`"),
        (b"{\"format\":\"bona/scorm-runtime/v1\",\"lms\":\"x\",\"learners\":[],\"more\":1}", "`more`"),
        (b"{\"cmi\":1,\"cmi\":2}", "stands twice"),
        (b"{\"cmi\":1e999}", "cannot be read as JSON"),
        (deep.as_bytes(), "64 deep"),
    ];
    for (bytes, why) in cases {
        let found = read(bytes, &wanted()).expect_err("it is something else").to_string();
        assert!(found.contains(why), "{}: {found}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_state_without_a_mark_is_no_fault_and_a_stated_edition_must_agree_with_one() {
    for state in ["", "nothing", "1.2.3", "1.abcdef.no-mark.AAAA.wxyz", "1.abcdef..AAAA.wxyz"] {
        let mut attempt = attempt("passed");
        attempt["cmi"]["cmi.suspend_data"] = state.into();
        let intake = good(&file(json!([ann(json!([attempt]))])));
        assert_eq!(intake.rows[0].mark, None, "{state}");
    }
    let stated = |edition: &str| Wanted { edition: Some(edition.into()), content: None, ..wanted() };
    let text = file(json!([ann(json!([attempt("passed")]))])).to_string();
    assert_eq!(read(text.as_bytes(), &stated("1.0.0")).map(|intake| intake.rows.len()), Ok(1));
    assert_eq!(read(text.as_bytes(), &stated("1.0.1")).map(|intake| intake.refusals.len()), Ok(1));
}

#[test]
fn refused_learners_and_attempts_come_back_in_a_file_that_can_be_mended_and_imported() {
    let mut spoilt = attempt("passed");
    spoilt["last"] = "yesterday".into();
    let learner = json!({ "id": "0043", "id_kind": "payroll", "attempts": [attempt("passed")] });
    let intake = good(&file(json!([ann(json!([attempt("failed"), spoilt])), learner])));
    assert_eq!((intake.rows.len(), intake.refusals.len()), (1, 2));
    let text = String::from_utf8(intake.refused_file).expect("UTF-8");
    let again = read(text.as_bytes(), &wanted()).expect("it is run-time data");
    assert_eq!((again.rows.len(), again.refusals.len()), (0, 2));
    let mended = text.replace("yesterday", "2026-11-03T14:02:11Z").replace("payroll", "staff_number");
    let mended = read(mended.as_bytes(), &wanted()).expect("it is run-time data");
    assert_eq!((mended.rows.len(), mended.refusals.len()), (2, 0));
}
