//! Courses of other languages: the player's words are theirs where it has them, and it is said where it has none, or
//! none that anybody has read.

use std::path::Path;

use bona::Exit;
use bona_engine::reference::unused;
use bona_tests::{TESTS, Workbench, read_folder};

const COURSES: [&str; 2] = ["arabic", "welsh"];

fn course_of(name: &str) -> Workbench {
    let folder = if name == "arabic" { "fixtures/arabic" } else { "fixtures/welsh" };
    Workbench::new().folder(name, folder)
}

/// The rules that a fixture breaks, and what `check` says of them.
fn broken(bench: &Workbench, course: &str) -> (Vec<String>, String) {
    let ran = bench.run(&["check", course, "--output", "json", "--as-of", "2026-11-22"]);
    assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let list = json["diagnostics"].as_array().expect("a list");
    (list.iter().map(|found| found["rule"].as_str().expect("a code").to_owned()).collect(), ran.out)
}

/// The one page of a course, made in one format.
fn page(bench: &Workbench, course: &str) -> String {
    let ran = bench.run(&["package", course, "--format", "html-single"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let files = bench.files();
    let (_, bytes) = files
        .iter()
        .find(|(path, _)| path.starts_with("dist") && !path.ends_with(".bona-cache"))
        .expect("one package");
    String::from_utf8(bytes.clone()).expect("a page is text")
}

#[test]
fn courses_in_welsh_and_arabic_have_nothing_wrong_but_words_that_nobody_has_read() {
    for course in COURSES {
        let bench = course_of(course);
        let (rules, out) = broken(&bench, course);
        assert_eq!(rules, ["player-words-draft"], "{out}");
    }
}

#[test]
fn the_arabic_course_has_every_block_and_every_kind_of_question() {
    let files = read_folder(&Path::new(TESTS).join("fixtures/arabic"));
    let texts: Vec<(String, String)> = files
        .into_iter()
        .filter_map(|(path, bytes)| {
            Some((path.to_string_lossy().into_owned(), String::from_utf8(bytes).ok()?))
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let kinds = |texts: &[(&str, &str)]| -> Vec<String> {
        let all = unused(texts).into_iter();
        all.filter(|name| name.starts_with("Block.") || name.starts_with("Kind.")).collect()
    };
    assert_eq!(kinds(&texts), Vec::<String>::new());
    assert!(kinds(&[]).len() >= 30, "{:?}", kinds(&[]));
}

#[test]
fn the_players_words_are_the_courses() {
    for (course, html, words) in [
        (
            "arabic",
            "<html lang=\"ar\" dir=\"rtl\">",
            ["الانتقال إلى الصفحة", "نحو 11 دقيقة.", "\"hand_in\":\"التسليم\""],
        ),
        (
            "welsh",
            "<html lang=\"cy\" dir=\"ltr\">",
            ["Neidio i’r dudalen", "Tua 6 munud.", "\"hand_in\":\"Cyflwyno\""],
        ),
    ] {
        let page = page(&course_of(course), course);
        for part in [html].iter().chain(&words) {
            assert!(page.contains(part), "{course}: {part}");
        }
        for english in
            ["Skip to the page", "Check my answer", "Save and close", "\"Hand in\"", "Look at it again"]
        {
            assert!(!page.contains(english), "{course}: {english}");
        }
    }
}

/// A language without a file: a warning, English words that are counted as English is, and a line for administrators.
#[test]
fn a_course_in_a_language_without_words_is_told_so() {
    let course =
        std::fs::read_to_string(format!("{TESTS}/fixtures/minimal/course.ron")).expect("the fixture");
    assert_eq!(course.matches("\"en-GB\"").count(), 1);
    let bench = Workbench::new()
        .folder("minimal", "fixtures/minimal")
        .file("minimal/course.ron", course.replace("\"en-GB\"", "\"fr\""));
    let (rules, out) = broken(&bench, "minimal");
    assert_eq!(rules, ["player-language"], "{out}");
    let page = page(&bench, "minimal");
    assert!(
        page.starts_with("<!doctype html>\n<html lang=\"fr\"") && page.contains("\"language\":\"en-GB\"")
    );
    assert!(page.contains("Skip to the page"));
}
