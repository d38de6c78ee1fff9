//! Reports on courses as a whole, judged by what was reckoned by hand.
//!
//! The course `guessed` gives its answers away and must be called unfair; `unguessed` gives away nothing and must
//! not be. A report that takes both for the same would judge nothing.

use bona::Exit;
use bona_tests::{Ran, TESTS, Workbench};
use serde_json::Value;

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}

fn bench() -> Workbench {
    Workbench::new().folder("guessed", "fixtures/guessed").folder("unguessed", "fixtures/unguessed")
}

fn json(ran: &Ran) -> Value {
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    serde_json::from_str(&ran.out).expect("it is one JSON document")
}

fn guess<'a>(guesses: &'a Value, strategy: &str) -> &'a Value {
    let all = guesses.as_array().expect("a list");
    all.iter().find(|guess| guess["strategy"] == strategy).expect("every guesser is there")
}

fn near(value: &Value, wanted: f64, what: &str) {
    let value = value.as_f64().expect("a number");
    assert!((value - wanted).abs() < 1e-6, "{what}: {value} for {wanted}");
}

/// What each guesser earns of the four questions, as each was answered with a pencil:
/// `queue` 1 of 4 by chance, `mind` 1 of 3, `words` half of it, `ever` 1 of 2.
#[test]
fn guessers_earn_what_was_reckoned_by_hand() {
    let shares: [(&str, [f64; 4]); 9] = [
        ("random", [0.25, 1.0 / 3.0, 0.5, 0.5]),
        ("longest", [1.0, 1.0 / 3.0, 0.5, 0.5]),
        ("shortest", [0.0, 1.0 / 3.0, 0.5, 0.5]),
        ("most_hedged", [0.25, 0.0, 0.5, 0.5]),
        ("first", [0.0, 1.0, 0.5, 0.0]),
        ("second", [1.0, 0.0, 0.0, 1.0]),
        ("grammar", [0.25, 1.0 / 3.0, 0.5, 0.5]),
        ("no_absolutes", [0.25, 0.0, 0.5, 1.0]),
        ("fewest_negatives", [0.25, 0.0, 0.5, 0.5]),
    ];
    let report = json(&bench().run(&["report", "guessed", "--of", "fairness", "--output", "json"]));
    let bank = &report["banks"][0];
    assert_eq!(bank["guesses"].as_array().map(Vec::len), Some(shares.len()));
    for (strategy, each) in shares {
        near(&guess(&bank["guesses"], strategy)["share"], each.iter().sum::<f64>() / 4.0, strategy);
    }
    assert_eq!(bank["over"], serde_json::json!(["longest", "second"]));
    // One draw: What now? or What then?, and then Which two? or It is always so.
    assert_eq!(bank["drawn"]["words"], serde_json::json!({ "least": 12, "mean": 14, "most": 16 }));
    near(&bank["drawn"]["chance"]["least"], 0.375, "a quarter and a half");
    near(&bank["drawn"]["chance"]["most"], 0.416_667, "a third and a half");
}

/// Four draws are as likely; 0.7 of two points are needed, so one and a half or two of them.
#[test]
fn passing_is_reckoned_over_every_draw() {
    let report = json(&bench().run(&["report", "guessed", "--of", "fairness", "--output", "json"]));
    let passing = |strategy: &str| guess(&report["banks"][0]["guesses"], strategy)["passing"].clone();
    // queue+words 1, queue+ever 1/2, mind+words 1/3, mind+ever 1/6.
    let longest = passing("longest");
    near(&longest["once"], 0.5, "the longest");
    near(&longest["within_attempts"], 0.75, "the longest, twice");
    // Of Which two? chance gets half or all in 5 of 6 ways: 1/4 · 5/6, 1/4 · 1/2, 1/3 · 5/6, 1/3 · 1/2.
    near(&passing("random")["once"], 7.0 / 36.0, "chance");
    // The player shuffles all but the statement, of which the second is false, and right: 1/4 · 5/6, 1/4, 1/3 · 5/6, 1/3.
    near(&passing("second")["once"], 77.0 / 288.0, "the second");
}

/// The canary: what is unfair is called so, and what is fair is not.
#[test]
fn an_unfair_bank_is_told_from_a_fair_one() {
    let bench = bench();
    let denied = ["report", "guessed", "--of", "fairness", "--deny", "warnings"];
    let ran = bench.run(&denied);
    assert_eq!(ran.exit, Exit::AtFault);
    snapshot("report_fairness", &ran.whole());
    let ran = bench.run(&["report", "unguessed", "--of", "fairness", "--deny", "warnings"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
    assert!(ran.out.contains("fair: nobody earns over 45 %") && !ran.out.contains("unfair"), "{}", ran.out);
    // Each fifth of them is chance, and 3 of 4 are needed: 12/256 + 1/256, which is 13 of 256.
    let report = json(&bench.run(&["report", "unguessed", "--of", "fairness", "--output", "json"]));
    near(&guess(&report["banks"][0]["guesses"], "longest")["passing"]["once"], 13.0 / 256.0, "all tie");
    assert_eq!(report["fair"], true);
    // Together they are judged as one bank of eight.
    let both = json(&bench.run(&["report", "guessed", "unguessed", "--of", "fairness", "--output", "json"]));
    assert_eq!((both["together"]["questions"].as_u64(), both["fair"].as_bool()), (Some(8), Some(false)));
    near(&guess(&both["together"]["guesses"], "longest")["share"], (7.0 / 3.0 + 1.0) / 8.0, "of eight");
}

/// Who knows only English words is not asked about another language, and is not missed either.
#[test]
fn guessers_of_words_keep_to_english() {
    let course = std::fs::read_to_string(format!("{}/fixtures/unguessed/course.ron", bona_tests::TESTS));
    let course = course.expect("the fixture is there").replace("en-GB", "cy");
    let bench =
        Workbench::new().folder("unguessed", "fixtures/unguessed").file("unguessed/course.ron", course);
    let report = json(&bench.run(&["report", "unguessed", "--of", "fairness", "--output", "json"]));
    let names = |guesses: &Value| -> Vec<String> {
        let all = guesses.as_array().expect("a list").iter();
        all.map(|guess| guess["strategy"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let five = ["random", "longest", "shortest", "first", "second"];
    assert_eq!(names(&report["banks"][0]["guesses"]), five);
    assert_eq!(names(&report["together"]["guesses"]), five);
}

/// What is taught, asked and missing, in a table and, where there is no room for one, in lines.
#[test]
fn coverage_names_what_is_missing() {
    let ran = bench().columns(80).run(&["report", "guessed", "--of", "coverage", "--deny", "warnings"]);
    assert_eq!(ran.exit, Exit::AtFault);
    snapshot("report_coverage", &ran.whole());
    let whole =
        Workbench::new().folder("sound", "fixtures/sound").run(&["report", "sound", "--of", "coverage"]);
    assert_eq!(whole.exit, Exit::Done, "{}", whole.err);
    let report = json(&bench().run(&["report", "guessed", "--of", "coverage", "--output", "json"]));
    let outcomes = report["courses"][0]["outcomes"].as_array().expect("a list");
    let gaps: Vec<&Value> = outcomes.iter().map(|outcome| &outcome["gaps"]).collect();
    let wanted = serde_json::json!([[], ["never_taught", "not_practised"], ["never_asked"]]);
    assert_eq!(serde_json::json!(gaps), wanted);
    assert_eq!(outcomes[0]["test"], serde_json::json!({ "questions": ["queue", "mind"], "drawn": 1 }));
    assert_eq!(
        outcomes[0]["practised"],
        serde_json::json!([{ "page": "at_the_desk", "question": "try_it" }])
    );
}

/// No line is wider than the console, down to a very narrow one.
#[test]
fn reports_fit_the_console() {
    let path = std::path::Path::new(bona_tests::TESTS).join("../courses");
    for columns in [40, 80] {
        let bench = Workbench::new().folder("courses", &path).columns(columns);
        for what in ["coverage", "fairness"] {
            let ran = bench.run(&["report", "courses/first_contact", "--of", what]);
            assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
            let wide = ran.out.lines().find(|line| line.chars().count() > columns);
            assert_eq!(wide, None, "{what} in {columns}");
        }
    }
}

/// The whole programme: nobody who guesses earns more or less than chance, and no outcome is left out. The house that
/// stands among the courses is no course, and is passed over.
#[test]
fn the_shipped_courses_are_fair_together() {
    let path = std::path::Path::new(bona_tests::TESTS).join("../courses");
    let folders = std::fs::read_dir(&path).expect("there are courses");
    let folders = folders.map(|entry| entry.expect("a readable folder").path()).filter(|path| path.is_dir());
    let mut names: Vec<String> = folders
        .map(|path| format!("courses/{}", path.file_name().expect("a name").to_string_lossy()))
        .collect();
    names.sort();
    assert!(names.len() >= 5 && names.contains(&"courses/house".to_owned()), "{names:?}");
    let bench = Workbench::new().folder("courses", &path);
    for what in ["fairness", "coverage"] {
        let mut args = vec!["report", "--of", what, "--deny", "warnings"];
        args.extend(names.iter().map(String::as_str));
        let ran = bench.run(&args);
        assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
    }
    let ran = bench.run(&["check", "courses/house"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(
        ran.err.contains("`courses/house` holds the lists that courses share, and no course"),
        "{}",
        ran.err
    );
}

/// A course at fault has no report, and a misspelt name is no report.
#[test]
fn what_is_at_fault_is_not_reported() {
    let bench = Workbench::new().folder("course", "fixtures/broken/unknown_outcome");
    let ran = bench.run(&["report", "course", "--of", "coverage"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::AtFault, ""));
    assert!(
        ran.err.contains("unknown-outcome") && ran.err.ends_with("nothing was reported.\n"),
        "{}",
        ran.err
    );
    let ran = bench.run(&["report", "course", "--of", "fairnes"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("fairness"), "{}", ran.err);
}

/// A sentence has moved under two changes, one place has said nothing yet, and one says nothing that is required.
#[test]
fn a_report_says_who_changed_what_and_who_has_not_answered() {
    let module = std::fs::read_to_string(format!("{TESTS}/fixtures/places/modules/desk.ron"));
    let module = module.expect("the fixture is there").replace("with a form", "with one form");
    let bench = Workbench::new()
        .folder("places", "fixtures/places")
        .file("places/modules/desk.ron", module)
        .file("places/house/places/ash_lane.ron", "Place(id: \"ash_lane\", name: \"Ash Lane\", of: \"north_region\")")
        .file(
            "places/house/places/fir_walk.ron",
            "Place(id: \"fir_walk\", name: \"Fir Walk\", set: [Set(variable: \"form_name\", say: \"form 7\")])",
        );
    let report = ["report", "places", "--of", "variants"];
    snapshot("report_variants", &bench.columns(80).run(&report).whole());
    let bench = Workbench::new().folder("places", "fixtures/places");
    let still = bench.run(&[&report[..], &["--deny", "warnings"]].concat());
    assert_eq!(still.exit, Exit::Done, "{}", still.whole());
    assert!(still.out.contains("nothing waits"), "{}", still.out);
    let document = json(&bench.run(&[&report[..], &["--output", "json"]].concat()));
    let elm = &document["courses"][0]["places"][0];
    assert_eq!(elm["nation"], "England", "as the region above it");
    let change =
        serde_json::json!({ "what": "Replace", "of": "the_form", "state": "held", "easy_read": null });
    assert_eq!((&elm["changes"][0], elm["changes"].as_array().map(Vec::len)), (&change, Some(2)));
    let value = serde_json::json!({
        "variable": "lead_contact", "required": true, "say": "Ali * Reed_, ext. 44", "from": "elm_street"
    });
    assert_eq!(elm["values"][1], value);
    assert_eq!(document["unused_variables"], serde_json::json!([]), "what a variant has is used");
}
