//! Statements as a cmi5 course and its launcher say them, and what is not believed of them.

use serde_json::{Value, json};

use super::{Brief, Page, as_lines, read};
use crate::intake::{FileFault, IdKind, Intake, LearnerId, VerdictWord, Wanted};

const REGISTRATION: &str = "2f5e8c1a-0b1d-4c3e-9f7a-1234567890ab";

fn wanted() -> Wanted {
    Wanted {
        edition: Some("1.0.0".into()),
        content: Some("0f3a9c21".repeat(8)),
        ..Wanted::of("first_contact")
    }
}

/// A statement that cmi5 defines; the number makes its id.
fn said(number: u32, verb: &str, time: &str) -> Value {
    let base =
        if verb == "waived" { "https://w3id.org/xapi/adl/verbs/" } else { "http://adlnet.gov/expapi/verbs/" };
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "actor": { "objectType": "Agent", "name": "Ann Byrne",
            "account": { "homePage": "https://lms.elm.example", "name": "0042" } },
        "verb": { "id": format!("{base}{verb}") },
        "object": { "id": "https://lms.elm.example/launch/77" },
        "context": {
            "registration": REGISTRATION,
            "revision": "1.0.0+0f3a9c21",
            "contextActivities": {
                "grouping": [{ "id": "https://bona.example/courses/first_contact/au/main" }],
                "category": [
                    { "id": "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
                    { "id": "https://w3id.org/xapi/cmi5/context/categories/moveon" }
                ]
            },
            "extensions": { "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": 0.8 }
        },
        "timestamp": time
    })
}

fn with(mut statement: Value, place: &str, value: Value) -> Value {
    let steps: Vec<&str> = place.split('>').collect();
    let mut at = &mut statement;
    for step in steps {
        at = match step.parse::<usize>() {
            Ok(number) => &mut at[number],
            Err(_) => &mut at[step],
        };
    }
    *at = value;
    statement
}

fn passed() -> Vec<Value> {
    let pass = with(
        said(2, "passed", "2026-11-03T14:02:11.5Z"),
        "result",
        json!({ "score": { "scaled": 0.85 }, "success": true }),
    );
    vec![said(1, "completed", "2026-11-03T15:02:10+01:00"), pass]
}

fn given(statements: &Value) -> Result<Intake, FileFault> {
    read(statements.to_string().as_bytes(), &wanted())
}

fn good(statements: &[Value]) -> Intake {
    given(&json!(statements)).expect("they are statements")
}

#[test]
fn a_registration_is_one_record_however_the_file_is_made() {
    let intake = good(&passed());
    assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
    let row = &intake.rows[0];
    assert_eq!(Some(row.learner.clone()), LearnerId::account("https://lms.elm.example", "0042"));
    assert_eq!(
        (row.verdict, row.score, row.said.as_str()),
        (Some(VerdictWord::Passed), Some(85), "completed, passed")
    );
    assert_eq!(row.claimed.as_ref().map(|claimed| claimed.at.as_str()), Some("2026-11-03T14:02:11Z"));
    assert_eq!(row.attempt.as_deref(), Some(REGISTRATION));
    assert_eq!(row.name.as_deref(), Some("Ann Byrne"));
    let minutes =
        with(said(1, "completed", "2026-11-03T14:02Z"), "id", json!("00000000-0000-4000-8000-000000000001"));
    assert_eq!(
        good(&[minutes]).rows[0].claimed.as_ref().map(|it| it.at.as_str()),
        Some("2026-11-03T14:02:00Z")
    );
    let answer = json!({ "statements": passed(), "more": "" });
    assert_eq!(given(&answer).map(|intake| intake.rows), Ok(intake.rows.clone()));
    let lines: String = passed().iter().map(|one| format!("{one}\n")).collect();
    assert_eq!(read(lines.as_bytes(), &wanted()).map(|intake| intake.rows), Ok(intake.rows.clone()));
    let twice = [passed(), passed()].concat();
    assert_eq!(good(&twice).rows, intake.rows, "what is told twice under one id is one statement");
    let by = Wanted { identify_by: Some(IdKind::StaffNumber), ..wanted() };
    let number = read(json!(passed()).to_string().as_bytes(), &by).expect("they are statements");
    assert_eq!(Some(number.rows[0].learner.clone()), LearnerId::new(IdKind::StaffNumber, "0042"));
}

#[test]
fn only_what_cmi5_defines_is_a_verdict() {
    let none = |statements: Vec<Value>| {
        let intake = good(&statements);
        assert!(intake.rows.is_empty() && intake.refusals.is_empty(), "{intake:?}");
        assert_eq!(intake.others, statements.len() as u64);
    };
    let category = "context>contextActivities>category";
    none(vec![with(said(1, "completed", "2026-11-03T14:02:11Z"), category, json!([]))]);
    none(vec![with(said(1, "completed", "2026-11-03T14:02:11Z"), &format!("{category}>1>id"), json!("x"))]);
    none(vec![said(1, "experienced", "2026-11-03T14:02:11Z")]);
    none(vec![with(
        said(1, "completed", "2026-11-03T14:02:11Z"),
        "context>contextActivities>grouping>0>id",
        json!("https://x/other/au/main"),
    )]);
    none(vec![said(1, "passed", "2026-11-03T14:02:11Z")]);
    let done = good(&[said(1, "completed", "2026-11-03T14:02:11Z")]);
    assert_eq!(done.rows[0].verdict, Some(VerdictWord::Completed));
    let failed = good(&[said(1, "failed", "2026-11-03T14:02:11Z")]);
    assert_eq!(failed.rows[0].verdict, Some(VerdictWord::Failed));
    let reason =
        json!({ "extensions": { "https://w3id.org/xapi/cmi5/result/extensions/reason": "Tested Out" } });
    let waived = good(&[with(said(1, "waived", "2026-11-03T14:02:11Z"), "result", reason)]);
    assert_eq!(
        (waived.rows[0].verdict, waived.rows[0].said.as_str()),
        (Some(VerdictWord::Completed), "waived: Tested Out")
    );
}

#[test]
fn what_was_voided_is_nothing() {
    let void = json!({
        "id": "00000000-0000-4000-8000-000000000009", "verb": { "id": "http://adlnet.gov/expapi/verbs/voided" },
        "object": { "objectType": "StatementRef", "id": "00000000-0000-4000-8000-000000000002" }
    });
    let all: Vec<Value> = std::iter::once(void).chain(passed()).collect();
    assert_eq!(
        good(&all).rows[0].verdict,
        Some(VerdictWord::Completed),
        "the pass is void, wherever the voiding stands"
    );
    assert_eq!(good(&all).voided, ["00000000-0000-4000-8000-000000000002"]);
}

#[test]
fn what_cmi5_forbids_or_nobody_can_read_is_refused_with_its_place() {
    let done = || said(1, "completed", "2026-11-03T14:02:11Z");
    let low = with(passed()[1].clone(), "result>score>scaled", json!(0.5));
    let cases: [(Vec<Value>, &str); 21] = [
        (
            vec![done(), said(1, "completed", "2026-11-04T14:02:11Z")],
            "two statements that differ have the id 00000000",
        ),
        (vec![done(), said(3, "completed", "2026-11-04T14:02:11Z")], "2 statements say completed"),
        (
            vec![done(), passed()[1].clone(), said(4, "passed", "2026-11-04T14:02:11Z")],
            "2 statements say passed",
        ),
        ([passed(), vec![said(5, "failed", "2026-11-05T00:00:00Z")]].concat(), "failed after passed"),
        (vec![done(), low], "passed with 50 per cent where 80 are wanted"),
        (vec![with(done(), "timestamp", json!("yesterday"))], "`timestamp` is `yesterday`"),
        (vec![with(done(), "timestamp", json!("2026-11-03T14:02:11"))], "no time with its zone"),
        (vec![with(done(), "timestamp", json!(12345))], "`timestamp` is `12345`"),
        (vec![with(done(), "timestamp", json!(null))], "`timestamp` is `null`"),
        (vec![with(done(), "timestamp", json!("1970-01-01T00:00:00Z"))], "what programs write for no day"),
        (vec![with(done(), "object>objectType", json!("SubStatement"))], "its object is `SubStatement`"),
        (vec![with(done(), "result", json!({ "completion": false }))], "`result.completion` is `false`"),
        (
            vec![with(said(1, "failed", "2026-11-03T14:02:11Z"), "result", json!({ "success": true }))],
            "it says failed, and `result.success` is `true`",
        ),
        (
            vec![with(said(1, "waived", "2026-11-03T14:02:11Z"), "result", json!({ "success": "yes" }))],
            "`result.success`",
        ),
        (vec![with(done(), "id", json!("1"))], "no `id`"),
        (vec![with(done(), "context>registration", json!("1"))], "no `registration`"),
        (vec![with(done(), "actor", json!({ "mbox_sha1sum": "ab" }))], "does not say who"),
        (vec![with(done(), "result", json!({ "score": { "scaled": 85 } }))], "`result.score.scaled` is `85`"),
        (vec![with(done(), "verb", json!("completed"))], "has no verb"),
        (vec![json!(7)], "has no verb"),
        (
            vec![with(done(), "context>revision", json!("0.9.0+0f3a9c21"))],
            "is of the edition `0.9.0+0f3a9c21`",
        ),
    ];
    for (statements, why) in cases {
        let intake = good(&statements);
        assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 1), "{why}: {intake:?}");
        assert!(intake.refusals[0].why.contains(why), "{why}: {}", intake.refusals[0].why);
        assert!(intake.refusals[0].place.starts_with("statement "), "{why}");
        let again = read(&intake.refused_file, &wanted()).expect("they are statements");
        assert_eq!((again.rows.len(), again.refusals.len()), (0, 1), "{why}: nothing of it was lost");
    }
    let more = given(&json!({ "statements": passed(), "more": "/xapi/statements?more=2" }))
        .expect("they are statements");
    assert_eq!((more.rows.len(), more.refusals.len()), (1, 1));
    assert!(more.refusals[0].why.contains("had more statements"));
}

#[test]
fn a_refused_statement_holds_all_of_its_registration_back_until_it_is_mended() {
    let bad = |place: &str, value: Value| vec![passed()[0].clone(), with(passed()[1].clone(), place, value)];
    for (place, value, mended) in [
        ("result>score>scaled", json!(90), json!(0.9)),
        ("result>success", json!(false), json!(true)),
        ("id", json!("none"), json!("00000000-0000-4000-8000-000000000002")),
        ("context>registration", json!(""), json!(REGISTRATION)),
        ("verb", json!({}), json!({ "id": "http://adlnet.gov/expapi/verbs/passed" })),
    ] {
        let intake = good(&bad(place, value));
        assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 2), "{place}: {intake:?}");
        assert!(intake.refusals[1].why.contains("another statement of the same registration"), "{place}");
        let mut whole: Value = serde_json::from_slice(&intake.refused_file).expect("JSON");
        let list = whole["statements"].as_array_mut().expect("a list");
        assert_eq!(list.len(), 2, "{place}: nothing of the registration is lost");
        list[0] = with(list[0].clone(), place, mended);
        let again = given(&whole).expect("they are statements");
        assert_eq!(again.rows.len(), 1, "{place}: {:?}", again.refusals);
        assert_eq!(again.rows[0].verdict, Some(VerdictWord::Passed), "{place}");
    }
    let other = |statement: Value| {
        let one = with(statement, "context>registration", json!("2f5e8c1a-0b1d-4c3e-9f7a-1234567890ac"));
        with(one, "id", json!("00000000-0000-4000-8000-000000000077"))
    };
    let of_two = [bad("result>score>scaled", json!(90)), vec![other(passed()[0].clone())]].concat();
    assert_eq!(good(&of_two).rows.len(), 1, "another registration of the same learner stands");
    let somebody = with(passed()[1].clone(), "actor>account>name", json!("0043"));
    let somebody = with(somebody, "result>score>scaled", json!(90));
    assert_eq!(good(&[passed()[0].clone(), somebody]).rows.len(), 1, "it is another learner's");
    let void = json!({ "id": "00000000-0000-4000-8000-000000000009", "verb": { "id": "http://adlnet.gov/expapi/verbs/voided" },
        "object": { "objectType": "StatementRef", "id": "00000000-0000-4000-8000-000000000002" } });
    let voided = good(&[bad("result>score>scaled", json!(90)), vec![void]].concat());
    assert_eq!((voided.rows.len(), voided.refusals.len()), (1, 0), "what was voided holds nothing back");
}

#[test]
fn a_line_that_is_none_is_named() {
    let lines = |last: &str| format!("{}\n\n{}\n{last}", passed()[0], passed()[1]);
    let fault = |text: &str| read(text.as_bytes(), &wanted()).expect_err("it is cut off").why;
    assert!(
        fault(&lines("{\"id\": \"0")).starts_with("line 4 cannot be read as JSON"),
        "{}",
        fault(&lines("{\"id\": \"0"))
    );
    assert!(fault(&lines("7")).starts_with("line 4 holds no statement"));
    assert!(fault("name,id\nAnn,1\n").contains("no statements of xAPI"));
}

#[test]
fn the_packages_mark_counts_where_a_statement_has_none() {
    let wanted = Wanted { mastery: Some(80), ..wanted() };
    let pass = |scaled: f64, mastery: Option<f64>| {
        let mut one = with(passed()[1].clone(), "result>score>scaled", json!(scaled));
        one["context"]["extensions"] = match mastery {
            Some(mastery) => json!({ "https://w3id.org/xapi/cmi5/context/extensions/masteryscore": mastery }),
            None => json!({}),
        };
        read(json!([passed()[0], one]).to_string().as_bytes(), &wanted).expect("they are statements")
    };
    assert!(pass(0.5, None).refusals[0].why.contains("50 per cent where 80 are wanted"));
    assert_eq!(pass(0.8, None).rows.len(), 1);
    assert_eq!(pass(0.5, Some(0.5)).rows.len(), 1, "the system may ask for another mark");
}

#[test]
fn what_differs_under_one_id_is_believed_of_nobody() {
    let done = said(1, "completed", "2026-11-03T14:02:11Z");
    let other = "2f5e8c1a-0b1d-4c3e-9f7a-1234567890ac";
    let intake = good(&[done.clone(), with(done.clone(), "context>registration", json!(other))]);
    assert_eq!((intake.rows.len(), intake.refusals.len()), (0, 2), "of both registrations");
    // What a record store adds to a statement is no change of it.
    let intake = good(&[done.clone(), with(done, "stored", json!("2026-11-03T14:02:12Z"))]);
    assert_eq!((intake.rows.len(), intake.others), (1, 1));
}

#[test]
fn what_a_pull_must_know_of_a_statement_is_known_before_all_are_there() {
    let done =
        with(said(1, "completed", "2026-11-03T14:02:11Z"), "stored", json!("2026-11-03T15:02:12.9+01:00"));
    let brief = Brief::of(&done, &wanted());
    assert_eq!(brief.stored.as_deref(), Some("2026-11-03T14:02:12Z"));
    assert_eq!(brief.registration.as_deref(), Some(REGISTRATION));
    assert_eq!((brief.id.is_some(), brief.voids), (true, None));
    let no_verdict = with(done, "verb>id", json!("http://adlnet.gov/expapi/verbs/experienced"));
    assert_eq!(Brief::of(&no_verdict, &wanted()).registration, None);
    assert_eq!(Brief::of(&json!(7), &wanted()), Brief::default());
    let page = Page::read(json!({ "statements": passed(), "more": "/x?2" }).to_string().as_bytes());
    assert_eq!(page.map(|page| (page.statements.len(), page.more)), Ok((2, Some("/x?2".into()))));
    for end in [json!({ "statements": passed() }), json!({ "statements": [], "more": null })] {
        assert_eq!(Page::read(end.to_string().as_bytes()).map(|page| page.more), Ok(None), "{end}");
    }
    for link in [json!(5), json!(true), json!(false), json!({ "href": "/x" }), json!(["/x"])] {
        let answer = json!({ "statements": passed(), "more": link });
        for fault in [Page::read(answer.to_string().as_bytes()).err(), given(&answer).err()] {
            assert!(fault.is_some_and(|fault| fault.why.contains("`more` is ")), "{link}");
        }
    }
    let list = Page::read(json!(passed()).to_string().as_bytes());
    assert!(list.is_err_and(|fault| fault.why.contains("it is a list alone")));
    assert!(Page::read(&as_lines(&passed())).is_err());
    let lines = as_lines(&passed());
    assert_eq!(read(&lines, &wanted()).map(|intake| intake.rows), Ok(good(&passed()).rows));
    assert_eq!(read(&as_lines(&passed()[..1]), &wanted()).map(|intake| intake.rows.len()), Ok(1));
    assert!(read(&as_lines(&[]), &wanted()).is_err(), "nothing is no file");
}

#[test]
fn a_file_without_statements_is_refused_whole() {
    for (bytes, why) in [
        (&b""[..], "cannot be read as JSON"),
        (b"{}", "no list `statements`"),
        (b"{\"statements\":7}", "`statements` is `7`"),
        (b"7", "a single value"),
        (b"{\"verb\":{}}\n{\"verb\":", "cannot be read as JSON"),
        (b"{\"statements\":[],\"statements\":[]}", "stands twice"),
    ] {
        let fault = read(bytes, &wanted()).expect_err("it holds none").to_string();
        assert!(fault.contains(why), "{}: {fault}", String::from_utf8_lossy(bytes));
    }
    assert_eq!(good(&[]).rows.len(), 0);
}
