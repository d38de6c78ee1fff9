//! The ledger of reviews as an author meets it: hashes are filled in and never replaced, a release asks for every
//! review, and what is given out says in which capacities it was read.

use std::io::Read as _;
use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};
use serde_json::Value;

const LEDGER: &str = "reviewed/reviews.ron";
const MODULE: &str = "reviewed/modules/welcome.ron";
const OF_BANK: &str = "\"753035b208e440796546fa44e44e6cf0658b55f542fe68706c9c953361a7493a\"";

fn reviewed() -> Workbench {
    Workbench::new().folder("reviewed", "fixtures/reviewed")
}

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(bench.files()[Path::new(path)].clone()).expect("text")
}

fn edited(bench: Workbench, path: &str, from: &str, to: &str) -> Workbench {
    let before = text(&bench, path);
    assert!(before.contains(from), "`{from}` stands in {path}");
    bench.file(path, before.replace(from, to))
}

/// A file of a package.
fn packed(bench: &Workbench, package: &str, file: &str) -> String {
    let bytes = bench.files()[Path::new(package)].clone();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
    let mut text = String::new();
    zip.by_name(file).expect("it is in the package").read_to_string(&mut text).expect("text");
    text
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err))
}

#[test]
fn an_empty_hash_is_filled_in_and_one_that_stands_there_stays() {
    let whole = text(&reviewed(), LEDGER);
    let bench = edited(reviewed(), LEDGER, OF_BANK, "\"\"");
    let ran = bench.run(&["check", "reviewed", "--write"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("wrote reviewed/reviews.ron: 2 reviews bound"), "{}", ran.out);
    assert_eq!(text(&bench, LEDGER), whole, "comments and layout stay");

    let bench = edited(bench, MODULE, "It guesses nothing.", "It makes no guess.");
    let ran = bench.run(&["check", "reviewed", "--write"]);
    assert!(ran.out.contains("warning[review-lapsed]: `welcome` has changed"), "{}", ran.out);
    assert!(!ran.out.contains("wrote reviewed/reviews.ron"), "{}", ran.out);
    assert_eq!(text(&bench, LEDGER), whole, "an edit clears no review");
}

#[test]
fn a_release_asks_for_every_review_and_names_what_is_missing() {
    let first = text(&reviewed(), LEDGER);
    let awaited: String =
        first.lines().filter(|line| !line.contains("2026-11-02")).collect::<Vec<_>>().join("\n");
    let bench = edited(reviewed().file(LEDGER, awaited), MODULE, "It guesses nothing.", "It makes no guess.");
    bench.run(&["check", "reviewed", "--write"]);
    let ran = bench.run(&["package", "reviewed", "--release"]);
    assert_eq!(ran.exit, Exit::AtFault);
    for line in [
        "  welcome, LivedExperience: changed since it was read on 2026-10-01; have it read again\n",
        "  welcome, Accessibility: changed since it was read on 2026-10-07; have it read again\n",
        "  banks/greetings, LivedExperience: no review in reviews.ron\n",
    ] {
        assert!(ran.err.contains(line), "{}", ran.err);
    }
    assert!(!ran.err.contains("banks/greetings, Accessibility"), "that one holds: {}", ran.err);
    assert!(bench.files().keys().all(|path| !path.starts_with("dist")));

    // What is read again is added, and the older review stays.
    let again = |by: &str| {
        format!(
            "Review(of: \"welcome\", as: {by}, on: \"2026-11-20\", paid: true, changed: \"Nothing.\", text: \"\"),"
        )
    };
    let more = [
        again("LivedExperience"),
        again("Accessibility"),
        again("LivedExperience").replace("welcome", "banks/greetings"),
    ];
    let bench = edited(bench, LEDGER, "[\n", &format!("[\n{}\n", more.concat()));
    let ran = bench.run(&["check", "reviewed", "--write"]);
    assert!(!ran.out.contains("warning"), "{}", ran.out);
    let ran = bench.run(&["package", "reviewed", "--release"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.err);
}

#[test]
fn a_released_package_says_in_which_capacities_it_was_read() {
    let bench = reviewed();
    bench.run(&["check", "reviewed", "--write"]);
    let ran = bench.run(&["package", "reviewed", "--release"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.err);
    let package = "dist/reviewed-1.0.0-scorm12.zip";
    let page = packed(&bench, package, "index.html");
    // The last month of each: the bank was read after the module.
    let read = "By people with lived experience (November 2026) and an accessibility tester (October 2026).";
    assert!(page.contains(read) && !page.contains("Not yet reviewed"), "{page}");
    assert!(!page.contains("is shorter"), "what was changed is the author's own");
    let evidence = packed(&bench, package, "course-evidence.json");
    let evidence: Value = serde_json::from_str(&evidence).expect("JSON");
    assert_eq!(evidence["release"], true);

    // Nobody read the Welsh for it, so a package in Welsh does not say so.
    bench.run(&["translate", "export", "reviewed", "--language", "cy"]);
    let ran = bench.run(&["package", "reviewed", "--release", "--language", "cy"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let page = packed(&bench, "dist/reviewed-1.0.0-cy-scorm12.zip", "index.html");
    assert!(page.contains("lang=\"cy\"") && !page.contains("Adolygwyd"), "{page}");

    // A draft says what is still awaited, and nothing of what is there.
    let bench = edited(bench, LEDGER, "as: Accessibility", "as: Legal");
    let ran = bench.run(&["package", "reviewed"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let page = packed(&bench, "dist/reviewed-1.0.0-scorm12-draft.zip", "index.html");
    assert!(page.contains("Not yet reviewed by an accessibility tester."), "{page}");
}

#[test]
fn the_report_shows_each_part_in_each_capacity() {
    let bench = edited(reviewed(), MODULE, "It guesses nothing.", "It makes no guess.");
    let ran = bench.run(&["report", "reviewed", "--of", "reviews", "--deny", "warnings"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("report_reviews", ran.out);
    });
    let report = json(&bench.run(&["report", "reviewed", "--of", "reviews", "--output", "json"]));
    let parts = report["courses"][0]["parts"].as_array().expect("a list");
    let states = parts.iter().flat_map(|part| part["standing"].as_array().expect("a list"));
    let states: Vec<&str> = states.map(|one| one["state"].as_str().expect("a word")).collect();
    assert_eq!(states, ["lapsed", "lapsed", "signed", "signed"]);
    assert_eq!(report["courses"][0]["reviewed"], false);

    let whole = reviewed().run(&["report", "reviewed", "--of", "reviews", "--deny", "warnings"]);
    assert_eq!(whole.exit, Exit::Done, "{}", whole.whole());
}

/// What nobody has reviewed is hashed for those who ask, and as it would be with a review.
#[test]
fn a_part_that_nobody_has_read_has_its_hash_in_the_report() {
    let hashes = |bench: &Workbench| {
        let report = json(&bench.run(&["report", "reviewed", "--of", "reviews", "--output", "json"]));
        let parts = report["courses"][0]["parts"].as_array().expect("a list").clone();
        let text = |part: &Value| part["text"].as_str().expect("a text").to_owned();
        parts.iter().map(text).collect::<Vec<_>>()
    };
    let read = hashes(&reviewed());
    assert!(read.len() == 2 && read.iter().all(|hash| hash.len() == 64), "{read:?}");
    assert_eq!(hashes(&reviewed().file(LEDGER, "[]\n")), read);
}
