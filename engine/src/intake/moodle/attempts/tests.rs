//! The SCORM report joined to the report of completion, and files that must not be.

use crate::intake::moodle::{attempts, read_with};
use crate::intake::{AnswerKey, FileFault, Intake, Wanted};

const COMPLETION: &str = "\
,\"ID number\",\"Email address\",\"First contact\",\"\"
\"Ann\",\"0042\",\"ann@elm.example\",\"Completed (achieved pass grade)\",\"2026-11-03 14:02:11\"
\"Bo\",\"0043\",\"bo@elm.example\",\"Not completed\",\"\"
\"Cy\",\"0044\",\"cy@elm.example\",\"Completed\",\"2026-11-04 08:00:01\"
";

const SCORM: &str = "\
Name\t\"ID number\"\t\"Email address\"\tAttempt\t\"Started on\"\t\"Last accessed on\"\tScore\t\"First contact\"\t\"Question 0\"\t\"Response 0\"\t\"Result 0\"
Ann\t0042\tann@elm.example\t1\t\"Tuesday, 3 November 2026, 1:40 PM\"\t\"Tuesday, 3 November 2026, 2:02 PM\"\t85\t85/100\trepair\ta\tcorrect
Ann\t0042\tann@elm.example\t2\t\"Tuesday, 10 November 2026, 9:00 AM\"\t\"Tuesday, 10 November 2026, 9:05 AM\"\t0\tIncomplete\trepair\tb\twrong
Bo\t0043\tbo@elm.example\t1\t\"Tuesday, 3 November 2026, 1:40 PM\"\t\"Tuesday, 3 November 2026, 2:02 PM\"\t10\t10/100\t\t\t
Cy\t0044\tcy@elm.example\t-\t-\t-\t-\t\"Not attempted\"\t\t\t
";

fn wanted(answers: bool) -> Wanted {
    let key = || {
        let text = r#"{"repair": {"letters": {"a": "brief", "b": "long"}}}"#;
        serde_json::from_str::<AnswerKey>(text).expect("a key")
    };
    Wanted {
        edition: Some("1.0.0".into()),
        activity: Some("First contact".into()),
        answers: answers.then(key),
        ..Wanted::of("first_contact")
    }
}

fn joined(scorm: &str, answers: bool) -> Result<Intake, FileFault> {
    let wanted = wanted(answers);
    let found = attempts(COMPLETION.as_bytes(), scorm.as_bytes(), &wanted)?;
    read_with(COMPLETION.as_bytes(), &found, &wanted)
}

fn good(scorm: &str) -> Intake {
    joined(scorm, true).expect("both are the reports")
}

#[test]
fn the_attempt_in_which_the_completion_was_reached_adds_its_score_and_answers() {
    let intake = good(SCORM);
    assert!(intake.refusals.is_empty(), "{:?}", intake.refusals);
    let ann = &intake.rows[0];
    assert_eq!((ann.score, ann.answers.len()), (Some(85), 1));
    assert_eq!(
        (ann.answers[0].chosen.as_slice(), ann.answers[0].right),
        (&["brief".to_owned()][..], Some(true))
    );
    let others: Vec<_> = intake.rows[1..].iter().map(|row| (row.score, row.answers.len())).collect();
    assert_eq!(
        others,
        [(None, 0), (None, 0)],
        "what is no completion takes nothing, and who has no attempt neither"
    );
    assert_eq!(intake.notes, ["SCORM report: a score was joined to 1 of 2, answers to 1"]);
    let scores = joined(SCORM, false).expect("both are the reports");
    assert_eq!((scores.rows[0].score, scores.rows[0].answers.len()), (Some(85), 0));
    let later = good(&SCORM.replace(
        "1:40 PM\"\t\"Tuesday, 3 November 2026, 2:02 PM\"\t85",
        "1:40 PM\"\t\"Tuesday, 3 November 2026, 2:01 PM\"\t85",
    ));
    assert!(
        later.refusals[0].why.contains("2 attempts of this learner, and the completion lies in none of them")
    );
}

#[test]
fn who_stands_in_the_scorm_report_alone_has_completed_nothing() {
    let alone = SCORM.replace("Bo\t0043", "Hana\t0050");
    let intake = good(&alone);
    assert_eq!(intake.rows.len(), 3);
    assert!(
        intake.notes[1]
            .contains("1 in it who stand in no row of the other report: score seen, status unknown")
    );
    let both = |completions: &str| {
        let attempts = attempts(completions.as_bytes(), SCORM.as_bytes(), &wanted(false)).expect("a report");
        read_with(completions.as_bytes(), &attempts, &wanted(false)).expect("a report")
    };
    let refused = both(&COMPLETION.replace("Completed", "Erledigt"));
    assert!(!refused.refusals.is_empty());
    assert_eq!(refused.notes.len(), 1, "whose row was refused stands in both: {:?}", refused.notes);
    let nameless = good(&SCORM.replace("Bo\t0043", "Bo\t"));
    assert!(nameless.notes[1].contains("1 of its rows without an id"), "{:?}", nameless.notes);
}

#[test]
fn a_score_is_of_a_hundred_or_the_row_is_refused() {
    for (cell, score) in
        [("85", Some(85)), ("85.5/100", Some(86)), ("100/100", Some(100)), ("0", Some(0)), ("Passed", None)]
    {
        assert_eq!(good(&SCORM.replace("85/100", cell)).rows[0].score, score, "{cell}");
    }
    for cell in
        ["85/20", "-1/100", "101", "100.5", "1e9", "85/", ".5", "85/100/100", "9999999999999999999999"]
    {
        let intake = good(&SCORM.replace("85/100", cell));
        assert_eq!(intake.refusals.len(), 1, "{cell}");
        let refusal = &intake.refusals[0];
        assert_eq!(refusal.place, "row 2", "{cell}");
        assert!(refusal.why.contains("SCORM report, row 2, column First contact: "), "{}", refusal.why);
        assert!(refusal.why.contains("is not a score of this course"), "{}", refusal.why);
        assert!(!intake.refused_file.is_empty());
    }
}

#[test]
fn what_cannot_be_joined_is_refused_with_the_learner_it_is_about() {
    let cases: &[(&str, &str, &str)] = &[
        (
            "repair\ta",
            "repair\tz",
            "SCORM report, row 2, column Response 0: the package has no answer `z` to `repair`",
        ),
        ("repair\ta", "other\ta", "the package has no question `other`"),
        ("example\t2\t", "example\t1\t", "attempt `1` of this learner in row 2 and once more"),
        (
            "Tuesday, 10 November 2026, 9:00 AM",
            "Tuesday, 3 November 2026, 9:00 AM",
            "lies in more than one of them",
        ),
        ("Tuesday, 3 November 2026, 1:40 PM", "mardi 3 novembre 2026", "lies in none of them"),
    ];
    for (from, to, why) in cases {
        let intake = good(&SCORM.replacen(from, to, 1));
        assert_eq!((intake.refusals.len(), intake.rows.len()), (1, 2), "{to}");
        assert!(intake.refusals[0].why.contains(why), "{to}: {}", intake.refusals[0].why);
        assert!(!intake.refusals[0].help.is_empty(), "{to}");
    }
}

#[test]
fn a_report_that_cannot_say_it_is_refused_whole() {
    let of_2004 = SCORM.replace("repair\ta\tcorrect", "\t\t").replace("repair\tb\twrong", "\t\t");
    let cases: &[(&str, String, &str)] = &[
        ("the other report", COMPLETION.into(), "not Moodle's report Interactions"),
        ("empty", String::new(), "not Moodle's report Interactions"),
        (
            "no e-mail",
            SCORM.replace("\"ID number\"", "Department"),
            "no staff_number, by which the other one knows people",
        ),
        (
            "responses alone",
            SCORM.replace("Question 0", "Right answer 0"),
            "without the questions that they are to",
        ),
        (
            "the basic report",
            SCORM
                .lines()
                .map(|line| line.split('\t').take(8).collect::<Vec<_>>().join("\t") + "\n")
                .collect(),
            "the basic one",
        ),
        ("SCORM 2004", of_2004, "SCORM 1.2 alone"),
        ("two parts", SCORM.replace("\"First contact\"", "\"One\"\t\"Two\""), "an activity with 2 parts"),
        (
            "a lost cell",
            SCORM.replace("\t85\t", "\t"),
            "SCORM report, row 2: the row has 10 cells; the header has 11",
        ),
    ];
    for (what, scorm, why) in cases {
        let fault = joined(scorm, true).expect_err(what);
        assert!(fault.why.contains(why), "{what}: {fault}");
        assert!(!fault.help.is_empty(), "{what}");
    }
    let wide = SCORM.replacen("\"Question 0\"", &"x\t".repeat(2_200), 1);
    assert!(joined(&wide, true).is_err_and(|fault| fault.why.contains("at most 2100 are read")));
    // Without --answers the basic report will do.
    let basic: String =
        SCORM.lines().map(|line| line.split('\t').take(8).collect::<Vec<_>>().join("\t") + "\n").collect();
    assert_eq!(joined(&basic, false).map(|intake| intake.rows[0].score), Ok(Some(85)));
}
