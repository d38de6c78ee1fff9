//! What is said once packages are made: why they are drafts, what of a question is lost, and which formats are all.

use std::collections::BTreeSet;

use bona::Exit;
use bona_tests::Workbench;

fn fixture(name: &str) -> Workbench {
    Workbench::new().folder(name, format!("fixtures/{name}"))
}

/// The lines that say why packages are drafts.
fn drafts(bench: &Workbench, more: &[&str]) -> Vec<String> {
    let ran = bench.run(&[&["package"], more].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    ran.out.lines().filter(|line| line.starts_with("Draft")).map(str::to_owned).collect()
}

const NONE: &str = "the course asks for no review, and `--release` gives it out";
const MISSING: &str = "the reviews that the course asks for are not on record yet";
const ALL: &str = "all reviews that the course asks for are on record, and `--release` gives it out";

#[test]
fn a_draft_says_what_it_waits_for() {
    let minimal = fixture("minimal");
    let [none] = drafts(&minimal, &["minimal"]).try_into().expect("one line");
    assert!(none.starts_with(&format!("Draft: {NONE}")) && !none.contains("not on record"), "{none}");
    // What is said is so.
    assert_eq!(minimal.run(&["check", "minimal", "--write"]).exit, Exit::Done);
    assert_eq!(drafts(&minimal, &["minimal", "--release"]), Vec::<String>::new());

    let reviewed = fixture("reviewed");
    let [all] = drafts(&reviewed, &["reviewed"]).try_into().expect("one line");
    assert!(all.starts_with(&format!("Draft: {ALL}")), "{all}");
    let [missing] =
        drafts(&reviewed.without("reviewed/reviews.ron"), &["reviewed"]).try_into().expect("one line");
    assert!(missing.starts_with(&format!("Draft: {MISSING}")), "{missing}");

    let both = fixture("reviewed").folder("minimal", "fixtures/minimal");
    let lines = drafts(&both, &["minimal", "reviewed"]);
    assert!(lines.len() == 2 && lines[0].starts_with(&format!("Draft (reviewed): {ALL}")), "{lines:?}");
    assert!(lines[1].starts_with(&format!("Draft (minimal): {NONE}")), "{lines:?}");
}

#[test]
fn of_a_question_that_is_not_carried_nothing_else_is_said() {
    let bench = fixture("kinds");
    for format in ["cc11", "cc13", "gift", "moodle-xml"] {
        let ran = bench.run(&["package", "kinds", "--format", format, "--output", "json"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let told: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        let losses = told["packages"][0]["losses"].as_array().expect("a list");
        let id = |loss: &serde_json::Value| loss["id"].as_str().expect("an id").to_owned();
        let is_gone = |loss: &&serde_json::Value| {
            loss["says"].as_str().is_some_and(|says| says.ends_with("the question is not carried"))
        };
        let gone: BTreeSet<String> = losses.iter().filter(is_gone).map(id).collect();
        assert!(!gone.is_empty(), "{format} has all kinds");
        for one in gone {
            assert_eq!(
                losses.iter().filter(|loss| id(loss) == one).count(),
                1,
                "{format}: {one}: {losses:#?}"
            );
        }
    }
}

#[test]
fn all_formats_are_those_that_a_profile_takes() {
    let made = |more: &[&str]| -> Vec<String> {
        let bench = fixture("reference");
        let ran = bench.run(&[&["package", "reference", "--output", "json", "--format"], more].concat());
        let told: serde_json::Value =
            serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
        assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
        let packages = told["packages"].as_array().expect("a list");
        packages.iter().map(|one| one["format"].as_str().expect("a name").to_owned()).collect()
    };
    let known = [
        "scorm12",
        "scorm2004-3",
        "scorm2004-4",
        "cmi5",
        "xapi",
        "aicc",
        "html",
        "html-single",
        "cc11",
        "cc13",
        "moodle-xml",
        "gift",
    ];
    assert_eq!(made(&["all"]), known);
    assert_eq!(made(&["gift,all"]), known);
    let some = ["aicc", "html", "html-single", "cc11", "cc13", "moodle-xml", "gift"];
    assert_eq!(made(&["all", "--profile", "aicc"]), some);
}
