//! Several courses at once, and one course in its languages, roles, themes and places.

use bona::Exit;
use bona_tests::Workbench;
use serde_json::Value;

use super::{COURSE, get, index, preview, save, state};

#[test]
fn a_save_in_the_house_is_one_of_each_of_its_courses() {
    let bench = Workbench::new()
        .folder("courses/minimal", COURSE)
        .folder("courses/team", "fixtures/team")
        .folder("courses/house", "fixtures/reference/house");
    let terms = &bench.files()[std::path::Path::new("courses/house/terms.ron")];
    let visits = vec![save("courses/house/terms.ron", terms), save("courses/team/course.ron", "oops")];
    let (_, visited) = preview(&bench, &["courses/minimal", "courses/team"], visits);
    let told: Vec<Value> =
        visited.told.iter().map(|told| serde_json::from_str(told).expect("JSON")).collect();
    let touched: Vec<_> = told.iter().map(|told| told["course"].as_str().unwrap_or_default()).collect();
    assert_eq!(touched, ["minimal", "team", "team"]);
    assert_eq!(visited.watched[0].len(), 3, "two courses and one house");
}

#[test]
fn two_courses_languages_roles_and_themes() {
    let bench = Workbench::new()
        .folder("a/three_languages", "fixtures/three_languages")
        .folder("b/three_languages", "fixtures/three_languages");
    let visits = vec![
        get("/state"),
        get("/c/three_languages/device/cy/-/-/-/index.html"),
        get("/c/three_languages/device/all/-/-/-/languages.js"),
        get("/c/three_languages/device/-/-/-/-/languages.js"),
        index("three_languages-2"),
    ];
    let (_, visited) =
        preview(&bench, &["a/three_languages", "b/three_languages", "--language", "cy"], visits);
    assert_eq!(visited.statuses(), [200, 200, 200, 404, 200]);
    let known = state(&visited, 0);
    assert_eq!(known["courses"][0]["key"], "three_languages");
    assert_eq!(known["courses"][1]["key"], "three_languages-2");
    assert_eq!(known["chosen"]["language"], "cy");
    assert_eq!(known["courses"][0]["languages"].as_array().map(Vec::len), Some(3));
    assert!(visited.text(1).contains("<html lang=\"cy\""));
    for (arguments, told) in [
        (["--language", "xx"], "there is no language `xx`"),
        (["--role", "nobody"], "there is no role `nobody`"),
        (["--theme", "pink"], "there is no theme `pink`"),
    ] {
        let ran = bench.run(&[&["preview", "a/three_languages"][..], &arguments].concat());
        assert_eq!(ran.exit, Exit::World);
        assert!(ran.err.contains(told), "{}", ran.err);
    }
}

/// What one place says, and what the course says where no place changes it.
const ELM: &str = "A name is changed at the screen.";
const EVERYWHERE: &str = "A name is changed with a form.";

#[test]
fn a_course_is_looked_at_for_each_of_its_places() {
    let bench = Workbench::new().folder("places", "fixtures/places");
    let page = |place: &str| get(&format!("/c/places/strict-1.2/-/-/{place}/-/index.html"));
    let file = "places/variants/elm_street.ron";
    let text = String::from_utf8(bench.files()[std::path::Path::new(file)].clone()).expect("UTF-8");
    let visits = vec![
        get("/state?theme=&variant=elm_street"),
        page("elm_street"),
        page("-"),
        page("elm_street"),
        save(file, text.replacen(ELM, "A name is changed on paper.", 1)),
        page("elm_street"),
        page("-"),
        // Nobody's place is the course itself, and a variant at fault leaves the last good one.
        page("nowhere"),
        save(file, "Variant("),
        page("elm_street"),
        get("/state?theme=&variant=elm_street"),
        page("-"),
        get("/state?theme=&variant="),
    ];
    let (_, visited) = preview(&bench, &["places", "--variant", "elm_street"], visits);
    let first = state(&visited, 0);
    assert_eq!(first["chosen"]["variant"], "elm_street");
    let known = ["elm_street", "north_region", "oak_road"];
    assert_eq!(first["courses"][0]["places"], serde_json::json!(known));
    let says = |at: usize, words: &str| assert!(visited.text(at).contains(words), "answer {at}: no {words}");
    says(1, ELM);
    says(1, "Ali * Reed_, ext. 44");
    says(2, EVERYWHERE);
    assert!(!visited.text(2).contains(ELM));
    says(3, ELM);
    says(4, "A name is changed on paper.");
    says(5, EVERYWHERE);
    says(6, EVERYWHERE);
    says(7, "A name is changed on paper.");
    let told = |at: usize| state(&visited, at)["courses"][0].clone();
    assert!(told(8)["faults"].to_string().contains("variants/elm_street.ron"), "{}", told(8));
    says(9, EVERYWHERE);
    assert_eq!(told(10)["good"], true);
    let ran = bench.run(&["preview", "places", "--variant", "elm_stret"]);
    assert!(ran.err.contains("there is no place `elm_stret`; did you mean `elm_street`?"), "{}", ran.err);
}
