//! The equality impact assessment as an author meets it: told of, as a form with room for a pen, and never made up.

use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;
use serde_json::Value;

const FORM: &str = "reviewed/impact.ron";

fn assessed() -> Workbench {
    Workbench::new().folder("reviewed", "fixtures/reviewed")
}

fn page(bench: &Workbench, course: &str) -> String {
    let ran = bench.run(&["report", course, "--of", "impact", "--html", "form.html"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.starts_with("wrote form.html: "), "{}", ran.out);
    String::from_utf8(bench.files()[Path::new("form.html")].clone()).expect("text")
}

#[test]
fn an_assessment_is_told_of_with_what_nobody_has_said() {
    let bench = assessed();
    let ran = bench.run(&["report", "reviewed", "--of", "impact"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("report_impact", ran.whole());
    });
    let ran = bench.run(&["report", "reviewed", "--of", "impact", "--deny", "warnings"]);
    assert_eq!(ran.exit, Exit::AtFault, "six characteristics are left");
    let ran = bench.run(&["report", "reviewed", "--of", "impact", "--output", "json"]);
    let all: Value = serde_json::from_str(&ran.out).expect("one JSON document");
    let course = &all["courses"][0];
    let effects = course["effects"].as_array().expect("a list");
    assert_eq!(effects.len(), 9);
    assert_eq!(effects[1]["on"], "Disability");
    assert_eq!(effects[1]["actions"][0], "write_it_down");
    assert_eq!(effects[5]["expected"], Value::Null, "nothing is made up for race");
    assert_eq!(course["review_on"], "2027-11-01");
}

#[test]
fn the_form_says_what_was_said_and_leaves_room_for_the_rest() {
    let bench = assessed();
    let whole = page(&bench, "reviewed");
    assert_eq!(whole.matches("<h3 dir=\"auto\">").count(), 10, "nine characteristics, and whoever was asked");
    for words in
        ["Nobody is taken for", "National LGBT Survey", "Lived experience, 1 October 2026", "5 October 2026"]
    {
        assert!(whole.contains(words), "{words}");
    }
    let room = whole.matches("class=\"pen").count();
    // A course without a file has the same form, with more room.
    let bench = Workbench::new().folder("minimal", "fixtures/minimal");
    let blank = page(&bench, "minimal");
    assert!(blank.matches("class=\"pen").count() > room + 10);
    assert_eq!(blank.matches("class=\"tick\"").count(), 9 * 5);
    for html in [whole, blank] {
        for word in ["<script", "http://", "https://", "src=", "style=\""] {
            assert!(!html.contains(word), "{word}");
        }
    }
}

#[test]
fn words_that_look_like_markup_stay_words_and_the_page_is_of_one_course() {
    let bench = assessed();
    let text = String::from_utf8(bench.files()[Path::new(FORM)].clone()).expect("text");
    let evil = "</dd><img src=x onerror=alert(1)>";
    let bench = bench.file(FORM, text.replace("Patients are asked once a year.", evil));
    assert!(!page(&bench, "reviewed").contains("<img"));
    let bench = bench.folder("minimal", "fixtures/minimal");
    let ran = bench.run(&["report", "reviewed", "minimal", "--of", "impact", "--html", "both.html"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("a page of one course, and 2 were given"), "{}", ran.err);
    let ran = bench.run(&["report", "reviewed", "--of", "reviews", "--html", "no.html"]);
    assert!(ran.err.contains("write `--of impact`"), "{}", ran.err);
    assert!(!bench.files().contains_key(Path::new("both.html")));
}
