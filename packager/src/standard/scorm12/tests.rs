use std::collections::BTreeMap;

use roxmltree::Document;

use super::{ADLCP, CP};
use crate::bundle::CONTROL_DOCUMENTS;
use crate::error::PackError;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::Book;

type Files = BTreeMap<String, Vec<u8>>;

fn package() -> (Files, Vec<String>) {
    unpacked(packed(&sample::course(), "scorm12", &options("universal")).expect("packed").1)
}

/// By its book, nothing is wrong with a package.
fn whole(files: &Files, order: &[String]) {
    let book = Book::of("scorm12").expect("listed");
    let broken: Vec<_> = book.broken(files, order).iter().map(|rule| rule.id).collect();
    assert_eq!(broken, [""; 0]);
}

fn manifest(files: &Files) -> String {
    String::from_utf8(files["imsmanifest.xml"].clone()).expect("UTF-8")
}

#[test]
fn the_manifest_says_what_the_sheet_says() {
    let (files, order) = package();
    whole(&files, &order);
    let text = manifest(&files);
    let document = Document::parse(&text).expect("well-formed");
    let one = |name: &str| {
        let found: Vec<_> = document.descendants().filter(|node| node.has_tag_name((CP, name))).collect();
        assert_eq!(found.len(), 1, "{name}");
        found[0]
    };
    let root = document.root_element();
    assert_eq!(root.attribute("identifier"), Some("MANIFEST_first_contact"));
    assert_eq!(root.attribute("version"), Some("1.0.0-draft"));
    assert_eq!(one("organizations").attribute("default"), Some("ORG_first_contact"));
    assert_eq!(one("organization").attribute("identifier"), Some("ORG_first_contact"));
    let item = one("item");
    assert_eq!(item.attribute("identifier"), Some("ITEM_first_contact_main"));
    assert_eq!(item.attribute("identifierref"), Some("RES_first_contact_main"));
    let resource = one("resource");
    assert_eq!(resource.attribute("identifier"), Some("RES_first_contact_main"));
    assert_eq!(resource.attribute((ADLCP, "scormtype")), Some("sco"));
    assert_eq!(resource.attribute("href"), Some("index.html"));
    let hrefs: Vec<_> = resource.descendants().filter_map(|node| node.attribute("href")).skip(1).collect();
    let listed = [
        "index.html",
        "accept.js",
        "accessibility.html",
        "course-evidence.json",
        "items.js",
        "media/desk.png",
        "player.css",
        "player.js",
        "readme-lms.html",
        "readme-lms.txt",
    ];
    assert_eq!(hrefs, listed);
    assert!(text.contains("<title>First contact: welcoming LGBT+ patients</title>"));
    assert!(text.contains("<datetime>PT13M</datetime>"));
}

#[test]
fn a_release_bears_its_edition_and_a_long_one_keeps_its_mark() {
    let mut course = sample::course();
    let version = |course: &_, release| {
        let options = PackOptions { release, ..options("universal") };
        let (files, _) = unpacked(packed(course, "scorm12", &options).expect("packed").1);
        let text = manifest(&files);
        Document::parse(&text).expect("well-formed").root_element().attribute("version").map(str::to_owned)
    };
    assert_eq!(version(&course, true).as_deref(), Some("1.0.0"));
    course.edition = "2027 spring, second printing".into();
    assert_eq!(version(&course, true).as_deref(), Some("2027 spring, second "));
    assert_eq!(version(&course, false).as_deref(), Some("2027 spring, s-draft"));
}

#[test]
fn hostile_words_stay_words() {
    let mut course = sample::course();
    course.title = "</title><x a=\"'&amp;]]>\u{0}".into();
    course.summary = "<!DOCTYPE x [<!ENTITY y \"z\">]>&y;".into();
    let (files, order) = unpacked(packed(&course, "scorm12", &options("universal")).expect("packed").1);
    let text = manifest(&files);
    let document = Document::parse(&text).expect("well-formed");
    let title =
        document.descendants().find(|node| node.has_tag_name((CP, "title"))).and_then(|node| node.text());
    assert_eq!(title, Some("</title><x a=\"'&amp;]]>"));
    whole(&files, &order);
}

#[test]
fn control_documents_go_in_all_or_none_and_are_not_listed() {
    let all: Vec<(String, Vec<u8>)> =
        CONTROL_DOCUMENTS.iter().map(|name| ((*name).to_owned(), b"<schema/>".to_vec())).collect();
    let with = |control_documents| {
        packed(&sample::course(), "scorm12", &PackOptions { control_documents, ..options("universal") })
    };
    let (files, order) = unpacked(with(&all).expect("packed").1);
    assert!(CONTROL_DOCUMENTS.iter().all(|name| files[*name] == b"<schema/>"));
    whole(&files, &order);

    let fault = |given| match with(given) {
        Err(PackError::ControlDocument { name, fault }) => (name, fault),
        done => panic!("{done:?}"),
    };
    assert_eq!(fault(&all[1..]), ("adlcp_rootv1p2.xsd".into(), "is missing"));
    let other = [all.as_slice(), &[("lom.xsd".into(), Vec::new())]].concat();
    assert_eq!(fault(&other), ("lom.xsd".into(), "is not one of SCORM 1.2"));
}
