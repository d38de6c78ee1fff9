use std::collections::BTreeMap;

use bona_engine::course::{Completion, Course};
use bona_engine::measure::Share;
use roxmltree::Document;

use crate::error::PackError;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::Book;

type Files = BTreeMap<String, Vec<u8>>;

fn course() -> Course {
    Course { address: Some("https://training.trust.nhs.uk/first_contact/".into()), ..sample::course() }
}

fn package(course: &Course, options: &PackOptions<'_>) -> (Files, Vec<String>) {
    unpacked(packed(course, "cmi5", options).expect("packed").1)
}

/// Numbers of the rules that a package breaks.
fn broken(files: &Files, order: &[String]) -> Vec<&'static str> {
    let book = Book::of("cmi5").expect("a book");
    book.broken(files, order).into_iter().map(|rule| rule.id).collect()
}

fn structure(files: &Files) -> String {
    String::from_utf8(files["cmi5.xml"].clone()).expect("UTF-8")
}

/// An attribute of the assignable unit.
fn of_unit(course: &Course, options: &PackOptions<'_>, name: &str) -> Option<String> {
    let text = structure(&package(course, options).0);
    let document = Document::parse(&text).expect("well-formed");
    let unit = document.descendants().find(|node| node.tag_name().name() == "au").expect("a unit");
    unit.attribute(name).map(str::to_owned)
}

#[test]
fn the_structure_says_what_the_sheet_says() {
    let (files, order) = package(&course(), &options("universal"));
    assert_eq!(broken(&files, &order), [""; 0]);
    assert_eq!(order[0], "cmi5.xml");
    assert!(files.contains_key("statements.js"));
    let text = structure(&files);
    for part in [
        "<course id=\"https://training.trust.nhs.uk/first_contact\">",
        "<au id=\"https://training.trust.nhs.uk/first_contact/au/main\" moveOn=\"CompletedAndPassed\" \
         masteryScore=\"0.8\" launchMethod=\"AnyWindow\">",
        "<langstring lang=\"en-GB\">First contact: welcoming LGBT+ patients</langstring>",
        "<url>index.html</url>",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn what_completes_the_course_is_what_a_system_waits_for() {
    let of =
        |completion, name: &str| of_unit(&Course { completion, ..course() }, &options("universal"), name);
    for (completion, word, mastery) in [
        (Completion::Pages, "Completed", None),
        (Completion::Test, "Passed", Some("0.8")),
        (Completion::PagesAndTest, "CompletedAndPassed", Some("0.8")),
    ] {
        assert_eq!(of(completion, "moveOn").as_deref(), Some(word));
        assert_eq!(of(completion, "masteryScore").as_deref(), mastery);
    }
}

#[test]
fn a_pass_mark_has_at_most_four_places() {
    for (mark, share) in [(0.0, "0"), (1.0, "1"), (0.75, "0.75"), (0.666_667, "0.6666"), (0.05, "0.05")] {
        let mut course = course();
        course.test.as_mut().expect("the sample has a test").pass_mark = Share::parse(mark).expect("a share");
        assert_eq!(of_unit(&course, &options("universal"), "masteryScore").as_deref(), Some(share));
    }
}

#[test]
fn ids_outlive_an_edition_a_language_and_a_release() {
    let mut later = course();
    later.edition = "2.0.0".into();
    later.title = "Another title".into();
    later.language = "cy".into();
    let release = PackOptions { release: true, ..options("moodle") };
    assert_eq!(of_unit(&course(), &options("universal"), "id"), of_unit(&later, &release, "id"));
}

#[test]
fn a_package_in_several_languages_is_named_in_each() {
    let mut welsh = course();
    welsh.language = "cy".into();
    welsh.title = "Cyswllt cyntaf".into();
    let others = [welsh];
    let (files, order) = package(&course(), &PackOptions { others: &others, ..options("universal") });
    assert_eq!(broken(&files, &order), [""; 0]);
    let text = structure(&files);
    assert_eq!(text.matches("<langstring lang=\"cy\">Cyswllt cyntaf</langstring>").count(), 2);
    assert_eq!(text.matches("lang=\"en-GB\"").count(), 4);
}

#[test]
fn without_an_address_nothing_can_be_named() {
    let refused = packed(&sample::course(), "cmi5", &options("universal")).expect_err("refused");
    assert!(matches!(refused, PackError::NoAddress { format: "cmi5", .. }));
    let told = refused.to_string();
    assert!(told.contains("`first_contact` has none") && told.contains("address: \"https://"), "{told}");
}

#[test]
fn hostile_words_stay_words() {
    let mut course = course();
    course.title = "]]><au id=\"x\"/>&amp;\"'\u{7}".into();
    let (files, order) = package(&course, &options("universal"));
    assert_eq!(broken(&files, &order), [""; 0]);
}
