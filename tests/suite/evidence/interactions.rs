//! Moodle's SCORM report joined to its report *Activity completion*, both as `tests/oracles/moodle.py` writes them from
//! what a simulated Moodle stored.

use std::path::Path;

use bona::Exit;
use bona_tests::TESTS;
use bona_tests::seeded::Seeded;
use serde_json::json;

use super::{Desk, PACKAGE, snapshot};

fn desk() -> Desk {
    let mut desk = Desk::begun();
    for name in ["moodle-interactions.txt", "moodle-responses.txt", "moodle-2004.txt"] {
        let path = Path::new(TESTS).join("fixtures/evidence").join(name);
        desk.bench = desk.bench.file(name, std::fs::read(path).expect("the fixture is there"));
    }
    desk
}

const JOINED: [&str; 4] = ["--package", PACKAGE, "--interactions", "moodle-interactions.txt"];

#[test]
fn answers_and_scores_of_the_scorm_report_go_into_the_records_of_who_completed() {
    let desk = desk();
    let dry = desk.import("moodle.csv", &[&JOINED[..], &["--answers"]].concat());
    assert_eq!(dry.exit, Exit::Done, "{}", dry.whole());
    snapshot("evidence_interactions", &dry.out);
    let ran = desk.import("moodle.csv", &[&JOINED[..], &["--answers", "--apply"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    // By the table of stored tracks: score, and the id of what was chosen each time.
    let wanted = [
        ("0042", json!(85), json!([["repair", 1, ["brief"], true], ["repair", 2, ["long"], false]])),
        ("0044", json!(41), json!([["repair", 1, ["long"], false]])),
        ("0045", json!(null), json!([])),
        ("0047", json!(null), json!([["repair", 1, ["brief"], true]])),
        ("0048", json!(100), json!([["repair", 1, ["brief"], true]])),
    ];
    for (who, score, answers) in wanted {
        let held = desk.json(&["person", who, "--output", "json"]);
        let body = &held["records"][0]["body"];
        assert_eq!(body["score"], score, "{who}");
        let none = Vec::new();
        let found: Vec<_> = body["answers"]
            .as_array()
            .unwrap_or(&none)
            .iter()
            .map(|answer| json!([answer["id"], answer["attempt"], answer["chosen"], answer["right"]]))
            .collect();
        assert_eq!(json!(found), answers, "{who}");
    }
}

/// What is already recorded is not recorded again, and nobody is in it whom the report of completion does not have.
#[test]
fn the_scorm_report_adds_no_completion() {
    let desk = desk();
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let size = desk.size();
    let again = desk.import("moodle.csv", &[&JOINED[..], &["--apply"]].concat());
    assert!(again.out.contains("5 recorded before"), "{}", again.out);
    assert_eq!(desk.size(), size);
    let alone = desk.import("moodle-interactions.txt", &["--package", PACKAGE, "--apply"]);
    assert_eq!(alone.exit, Exit::AtFault);
    assert!(
        alone.err.contains("score seen, status unknown") && alone.err.contains("--interactions"),
        "{}",
        alone.err
    );
    assert_eq!(desk.size(), size);
}

#[test]
fn answers_are_refused_where_the_reports_cannot_say_them() {
    let desk = desk();
    for (arguments, exit, why) in [
        (&["--answers"][..], Exit::World, "holds no answers; add --interactions"),
        (
            &["--answers", "--interactions", "moodle-responses.txt"],
            Exit::AtFault,
            "without the questions that they are to",
        ),
        (&["--answers", "--interactions", "moodle-2004.txt"], Exit::AtFault, "packages of SCORM 1.2 alone"),
        (
            &["--interactions", "moodle.csv"],
            Exit::AtFault,
            "`moodle.csv`: this is not Moodle's report Interactions",
        ),
        (&["--interactions", "missing.txt"], Exit::World, "cannot read `missing.txt`"),
        (&["--kind", "aicc", "--interactions", "moodle.csv"], Exit::World, "leave it out"),
    ] {
        let ran = desk.import("moodle.csv", &[&["--package", PACKAGE, "--apply"], arguments].concat());
        assert_eq!(ran.exit, exit, "{arguments:?}: {}", ran.whole());
        assert!(ran.err.contains(why), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(desk.size(), 1, "nothing was recorded");
}

/// Whatever becomes of the second file, it adds no completion and takes none away unseen.
#[test]
fn a_damaged_scorm_report_ends_in_a_sentence_and_adds_nobody() {
    let desk = desk();
    let whole = desk.kept("moodle-interactions.txt").expect("the fixture");
    let mut chance = Seeded::new(11);
    for round in 0..60 {
        let mut bytes = whole.clone();
        let at = chance.below(bytes.len());
        match round % 4 {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << chance.below(8),
            2 => bytes.extend(whole[at..].to_vec()),
            _ => bytes.insert(at, [0, 0xff, b'"', b'\n', b'\t', b'-'][chance.below(6)]),
        }
        desk.machine().put("damaged.txt", &bytes);
        let by = ["--package", PACKAGE, "--interactions", "damaged.txt", "--answers"];
        let ran = desk.import("moodle.csv", &by);
        if ran.out.is_empty() {
            assert!(
                ran.err.starts_with("error: `moodle.csv`: `damaged.txt`: ") && ran.err.contains("help: "),
                "{}",
                ran.err
            );
            continue;
        }
        let refused = ran.err.matches("refused: ").count();
        assert!(ran.out.contains(&format!("{} to record", 5 - refused)), "{round}: {}", ran.whole());
        assert!(ran.out.contains("7 read"), "{round}: {}", ran.out);
    }
}
