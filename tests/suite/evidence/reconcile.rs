//! Two accounts of one course held against each other: a report and the store, and two reports.

use bona::Exit;

use super::{Desk, PACKAGE, snapshot};

/// Moodle's report a month later: somebody new has it, and whoever failed has passed.
fn later() -> String {
    let path = format!("{}/fixtures/evidence/moodle.csv", bona_tests::TESTS);
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let new = "\"Ed Fry\",\"0099\",\"ed@elm.example\",\"Completed\",\"2026-11-01 09:00:00\",\"Completed (achieved pass grade)\",\
               \"2026-12-03 14:02:11\",\"Not completed\",\"\"\n";
    let text = text.replace(
        "\"Completed (did not achieve pass grade)\",\"2026-11-04 08:00:01\"",
        "\"Completed (achieved pass grade)\",\"2026-12-01 08:00:01\"",
    );
    format!("{}\n{new}", text.trim_end())
}

fn desk() -> Desk {
    let mut desk = Desk::begun();
    let ran = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    desk.bench = std::mem::replace(&mut desk.bench, bona_tests::Workbench::new()).file("later.csv", later());
    desk.machine().clock("2026-12-05T09:30:00Z");
    desk
}

#[test]
fn a_report_is_held_against_the_store_and_nothing_is_written() {
    let desk = desk();
    let size = desk.size();
    let same = desk.evidence(&["reconcile", "moodle.csv", "--package", PACKAGE]);
    assert_eq!(same.exit, Exit::Done, "{}", same.whole());
    assert!(!same.out.contains("alone"), "{}", same.out);
    let ran = desk.evidence(&["reconcile", "later.csv", "--package", PACKAGE]);
    assert_eq!(ran.exit, Exit::AtFault, "what differs is for somebody to look at");
    snapshot("evidence_reconcile", &ran.out);
    assert_eq!(desk.size(), size);
    let json = desk.json(&["reconcile", "later.csv", "--package", PACKAGE, "--all", "--output", "json"]);
    assert_eq!(json["counts"]["first_alone"], 2, "{json}");
    assert_eq!(json["strangers"], 1, "{json}");
    let findings = json["lines"].as_array().expect("lines");
    assert!(findings.iter().any(|line| line["finding"] == "agree" && line["second"]["verdict"] == "passed"));
    let csv = desk.evidence(&["reconcile", "later.csv", "--package", PACKAGE, "--output", "csv"]);
    assert!(
        csv.out.contains("\"Ed Fry\",\"first_alone\",\"passed\",\"\",\"2026-12-03\",\"\",\"\",\"\""),
        "{}",
        csv.out
    );
}

#[test]
fn two_reports_need_no_store() {
    let desk = desk();
    let ran = desk.bench.run(&["evidence", "reconcile", "moodle.csv", "later.csv", "--package", PACKAGE]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    snapshot("evidence_reconcile_two", &ran.out);
    let same = desk.bench.run(&["evidence", "reconcile", "later.csv", "later.csv", "--package", PACKAGE]);
    assert_eq!(same.exit, Exit::Done, "{}", same.whole());
}

#[test]
fn what_says_nothing_of_a_course_is_not_compared() {
    let desk = desk();
    for (kind, why) in [
        ("returns", "says nothing of who completed a course"),
        ("teams", "says nothing of who completed a course"),
        ("table", "is read by a mapping; `bona evidence import --kind table` proposes one"),
    ] {
        let ran = desk.evidence(&["reconcile", "later.csv", "--package", PACKAGE, "--kind", kind]);
        assert_eq!(ran.exit, Exit::World, "{kind}: {}", ran.whole());
        assert!(ran.err.contains(why), "{kind}: {}", ran.err);
    }
}
