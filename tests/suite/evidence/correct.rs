//! A record that was wrong is corrected behind it, and everything that counts or prints records counts what was corrected.

use bona::Exit;
use bona_tests::Ran;
use serde_json::Value;

use super::erase::{BY, found, traces};
use super::{Desk, PACKAGE, package_that_says, snapshot};

const WHY: [&str; 4] = ["--reason", "result", "--decided-by", "D. Head"];

impl Desk {
    fn correct(&self, arguments: &[&str]) -> Ran {
        self.evidence(&[&["correct"][..], arguments, &WHY].concat())
    }

    fn corrected(&self, arguments: &[&str]) -> Ran {
        let ran = self.correct(&[arguments, &["--apply"]].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran
    }

    /// Name, verdict, score, day and leaf of each line of the matrix.
    fn lines(&self) -> Vec<(String, String, Value, String, u64)> {
        let matrix = self.json(&["matrix", "--output", "json"]);
        let text = |line: &Value, field: &str| line[field].as_str().unwrap_or("").to_owned();
        let lines = matrix["completions"].as_array().expect("a list").iter().map(|line| {
            let day = text(line, "claimed").chars().take(10).collect();
            let leaf = line["leaf"].as_u64().expect("a leaf");
            (text(line, "name"), text(line, "verdict"), line["score"].clone(), day, leaf)
        });
        lines.collect()
    }

    fn line_of(&self, name: &str) -> Option<(String, Value, String, u64)> {
        let found = self.lines().into_iter().find(|line| line.0 == name);
        found.map(|(_, verdict, score, day, leaf)| (verdict, score, day, leaf))
    }
}

#[test]
fn a_correction_says_what_it_would_do_and_then_counts() {
    let desk = Desk::filled();
    let (size, before) = (desk.size(), desk.lines());
    let change = [
        "4",
        "--verdict",
        "failed",
        "--score",
        "40",
        "--day",
        "2026-11-02",
        "--because",
        "Two papers were mixed up",
    ];
    let dry = desk.correct(&change);
    assert_eq!((dry.exit, desk.size()), (Exit::Done, size), "{}", dry.whole());
    snapshot("evidence_correct_rehearsed", &dry.out);
    assert_eq!(desk.lines(), before);
    let ran = desk.corrected(&change);
    assert!(ran.out.contains(&format!("Recorded as leaf {size}")), "{}", ran.out);
    let (verdict, score, day, leaf) = desk.line_of("Dilys Eze").expect("she is listed");
    assert_eq!(
        (verdict.as_str(), score.as_u64(), day.as_str(), leaf),
        ("failed", Some(40), "2026-11-02", size)
    );
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    // Withdrawn, she is in no list; what was recorded of her is still said to her.
    desk.corrected(&[&size.to_string(), "--withdraw"]);
    assert_eq!(desk.line_of("Dilys Eze"), None);
    let held = desk.json(&["person", "0045", "--output", "json"]);
    let gone = held["corrected"].as_array().expect("a list");
    assert_eq!((held["records"].as_array().map(Vec::len), gone.len()), (Some(0), 2));
    assert_eq!(gone[0]["body"]["verdict"], "completed");
    assert_eq!(
        (&gone[0]["replaced"], gone[0]["corrected_by"].as_u64()),
        (&Value::Bool(false), Some(size + 1))
    );
    let person = desk.evidence(&["person", "0045"]);
    let number = held["person"].as_str().expect("a number");
    let by = gone[0]["by"].as_str().expect("a number");
    let text = person.out.replace(number, "NUMBER").replace(by, "DECIDER");
    snapshot("evidence_correct_person", text.split("\n\nNot held").next().unwrap_or(""));
    desk.corrected(&["4", "--put-back"]);
    assert_eq!(desk.lines().len(), before.len());
    assert_eq!(
        desk.line_of("Dilys Eze").map(|line| (line.0, line.2)),
        Some(("completed".into(), "2026-11-05".into()))
    );
}

/// Gaps, the manager's page, an upload, a certificate and what is compared with a report all look at what counts.
#[test]
fn whatever_counts_records_counts_the_corrected_ones() {
    let desk = Desk::staffed();
    let state = || {
        let gaps = desk.json(&["gaps", "--all", "--output", "json", "--as-at", "2026-11-20"]);
        let lines = gaps["lines"].as_array().expect("a list").clone();
        let ann = lines.into_iter().find(|line| line["name"] == "Ann Byrne").expect("she is listed");
        (ann["state"].as_str().unwrap_or("").to_owned(), ann["day"].as_str().unwrap_or("").to_owned())
    };
    assert_eq!(state(), ("has".into(), "2027-11-03".into()));
    // She stands in both reports.
    let ann = desk.line_of("Ann Byrne").expect("she is listed").3.to_string();
    desk.corrected(&["2", "8", "--day", "2026-10-01"]);
    assert_eq!(state(), ("has".into(), "2027-10-01".into()));
    desk.corrected(&["2", "8", "--withdraw"]);
    assert_eq!(state().0, "missing");
    let page = desk.evidence(&["page", "staff.html", "--as-at", "2026-11-20"]);
    assert_eq!(page.exit, Exit::Done, "{}", page.whole());
    let page = String::from_utf8(desk.kept("staff.html").expect("it was written")).expect("UTF-8");
    assert!(page.contains("Ann Byrne") && page.contains("late, it was due by"), "{page}");
    assert!(desk.evidence(&["chase", "--as-at", "2026-11-20"]).out.contains("Ann Byrne"));
    let issue = |more: &[&str]| {
        let fixed = ["certificate", "issue", "0042", "--name", "Ann", "--out", "ann.html", "--store"];
        let store = desk.store();
        desk.bench.run(&[&fixed[..], &[&store], more].concat())
    };
    for more in [&[][..], &["--leaf", &ann]] {
        let ran = issue(more);
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert_eq!(desk.kept("ann.html"), None);
    }
    assert!(
        issue(&["--leaf", &ann]).err.contains("does not count any more"),
        "{}",
        issue(&["--leaf", &ann]).err
    );
    let report = ["reconcile", "moodle.csv", "--package", PACKAGE, "--output", "json"];
    let compared = desk.json(&report);
    let line =
        compared["lines"].as_array().and_then(|lines| lines.iter().find(|it| it["name"] == "Ann Byrne"));
    assert_eq!(line.map(|it| it["finding"].clone()), Some("first_alone".into()), "{compared}");
    desk.machine().put("users.csv", b"id,user\n0042,ann\n0045,dilys\n");
    let list = [
        "--list",
        "users.csv",
        "--identify-by",
        "staff_number",
        "--id-column",
        "id",
        "--user-column",
        "user",
    ];
    let upload = ["upload", "up.csv", "--for", "totara", "--course", "first_contact", "--short-name", "FC1"];
    let ran = desk.evidence(&[&upload[..], &list, &["--no-score-as", "100"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let uploaded = String::from_utf8(desk.kept("up.csv").expect("it was written")).expect("UTF-8");
    assert!(uploaded.contains("dilys") && !uploaded.contains("ann"), "{uploaded}");
}

#[test]
fn a_certificate_that_was_given_away_is_told_to_stand_no_more() {
    let desk = Desk::filled();
    let store = desk.store();
    let leaf = desk.line_of("Ann Byrne").expect("she is listed").3.to_string();
    let issue = [
        "certificate",
        "issue",
        "0042",
        "--name",
        "Ann",
        "--out",
        "ann.html",
        "--leaf",
        &leaf,
        "--store",
        &store,
    ];
    let ran = desk.bench.run(&issue);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let vkey = String::from_utf8(desk.kept("log.vkey").expect("it is kept")).expect("UTF-8");
    let verify = ["certificate", "verify", "ann.html", "--key", vkey.trim()];
    let with_store = [&verify[..], &["--store", &store]].concat();
    let stands = desk.bench.run(&with_store);
    assert_eq!(stands.exit, Exit::Done, "{}", stands.whole());
    assert!(stands.out.contains("The record stands"), "{}", stands.out);
    let number = desk.json(&["person", "Dilys Eze", "--output", "json"])["person"].clone();
    desk.corrected(&[&leaf, "--person", number.as_str().expect("a number")]);
    let gone = desk.bench.run(&with_store);
    assert_eq!(gone.exit, Exit::AtFault, "{}", gone.whole());
    assert!(
        gone.out.contains("The record was withdrawn on") && gone.out.contains("`ann.html` holds"),
        "{}",
        gone.out
    );
    assert!(!gone.out.contains("Dilys"), "whose it is now is nobody's business: {}", gone.out);
    // Without the store nobody can know.
    assert_eq!(desk.bench.run(&verify).exit, Exit::Done);
    desk.evidence(&[&["erase", "0042", "--apply"][..], &BY].concat());
    let erased = desk.bench.run(&with_store);
    assert!(erased.out.contains("was erased in it"), "{}", erased.out);
}

#[test]
fn the_same_file_brings_nothing_back_and_the_import_says_so() {
    let desk = Desk::filled();
    desk.corrected(&["2", "--withdraw"]);
    for apply in [&[][..], &["--apply"]] {
        let size = desk.size();
        let ran = desk.import("moodle.csv", &[&["--package", PACKAGE][..], apply].concat());
        assert_eq!((ran.exit, desk.size()), (Exit::Done, size), "{}", ran.whole());
        assert!(ran.out.contains("nothing new to record"), "{}", ran.out);
        assert_eq!(ran.err.matches("corrected since (leaf 9)").count(), 1, "{}", ran.err);
    }
}

#[test]
fn a_whole_import_by_the_wrong_package_is_put_right_at_once() {
    let desk = Desk::filled();
    let newer =
        package_that_says(&serde_json::json!({ "edition": "1.1.0", "content": "1f3a9c21".repeat(8) }));
    desk.machine().put("newer.zip", &newer);
    let ran = desk.corrected(&["1-6", "--package", "newer.zip"]);
    assert!(ran.out.starts_with("5 records to correct"), "{}", ran.out);
    let matrix = desk.json(&["matrix", "--output", "json"]);
    let lines = matrix["completions"].as_array().expect("a list");
    let newer = lines.iter().filter(|line| line["edition"] == "1.1.0" && line["edition_basis"] == "package");
    assert_eq!(newer.count(), 5, "{matrix}");
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let again = desk.correct(&["1-6", "--withdraw"]);
    assert!(again.err.contains("none of the leaves 1 to 6 is a record that counts"), "{}", again.whole());
}

#[test]
fn erasing_somebody_takes_the_corrections_about_them_along() {
    let desk = Desk::filled();
    let ann = desk.line_of("Ann Byrne").expect("she is listed").3.to_string();
    desk.corrected(&[&ann, "--verdict", "failed", "--because", "Zebra crossing"]);
    desk.corrected(&[&ann, "--withdraw", "--because", "Quagga crossing"]);
    // Hers once, and somebody else's now: that stays theirs.
    let dilys = desk.line_of("Dilys Eze").expect("she is listed").3.to_string();
    desk.corrected(&[&dilys, "--person", "0042", "--because", "Okapi crossing"]);
    desk.corrected(&[&dilys, "--person", "0045"]);
    let (hers, others) = (traces(&desk, "Ann Byrne"), desk.lines());
    assert!(4 < found(&desk, &hers), "the search finds her");
    for word in ["Zebra", "Quagga"] {
        assert!(desk.evidence(&["person", "0042"]).out.contains(word), "{word}");
    }
    let ran = desk.evidence(&[&["erase", "0042", "--apply"][..], &BY].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert_eq!(found(&desk, &hers), 0, "something of her is left");
    let after = desk.lines();
    let others: Vec<_> = others.into_iter().filter(|line| line.0 != "Ann Byrne").collect();
    assert_eq!(after, others);
    assert_eq!(desk.evidence(&["verify"]).exit, Exit::Done);
    let refused = desk.correct(&[&ann, "--put-back"]);
    assert!(refused.err.contains("was erased"), "{}", refused.whole());
}

#[test]
fn what_is_typed_wrongly_is_refused_with_a_remedy() {
    let desk = Desk::filled();
    let size = desk.size();
    for (arguments, says) in [
        (&["2"][..], "nothing is said of what counts instead"),
        (&["2", "--day", "2126-01-01"], "is no day up to today"),
        (&["2", "--score", "101"], "a whole number of per cent"),
        (&["2", "--withdraw", "--score", "1"], "cannot be used with"),
        (&["2", "--person", "Nobody Atall"], "nobody in the store is called"),
        (&["Ann Byrne", "--withdraw"], "a record is named by its leaf"),
        (&["9-2", "--withdraw"], "a record is named by its leaf"),
        (&["2", "--edition", " "], "names no edition"),
        (&["2", "--edition", "1", "--course", "First Contact"], "is no id of a course"),
        (&["1", "--withdraw"], "the beginning of an import"),
        (&["9", "--withdraw"], "there is no leaf 9"),
        (&["18446744073709551615", "--withdraw"], "there is no leaf"),
        (&["2", "--put-back"], "counts just so already"),
        (&["2", "--verdict", "passed"], "counts just so already"),
        (&["2", "--withdraw", "--because", " "], "--because: it is empty"),
    ] {
        let ran = desk.correct(&[arguments, &["--apply"]].concat());
        assert_eq!(ran.exit, Exit::World, "{arguments:?}: {}", ran.whole());
        assert!(ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(desk.size(), size);
}
