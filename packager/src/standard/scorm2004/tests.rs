use std::collections::BTreeMap;

use bona_engine::course::Completion;
use roxmltree::Document;

use super::{ADLCP, CP, IMSSS, LOM};
use crate::bundle::CONTROL_DOCUMENTS_2004;
use crate::error::PackError;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

type Files = BTreeMap<String, Vec<u8>>;

const EDITIONS: [(&str, &str); 2] =
    [("scorm2004-3", "2004 3rd Edition"), ("scorm2004-4", "2004 4th Edition")];

fn package(format: &str) -> Files {
    unpacked(packed(&sample::course(), format, &options("universal")).expect("packed").1).0
}

fn manifest(files: &Files) -> String {
    String::from_utf8(files["imsmanifest.xml"].clone()).expect("UTF-8")
}

#[test]
fn the_manifest_says_what_the_sheet_says() {
    for (format, version) in EDITIONS {
        let files = package(format);
        let text = manifest(&files);
        let document = Document::parse(&text).expect("well-formed");
        let one = |space: &'static str, name: &'static str| {
            let found: Vec<_> =
                document.descendants().filter(|node| node.has_tag_name((space, name))).collect();
            assert_eq!(found.len(), 1, "{format}: {name}");
            found[0]
        };
        assert_eq!(document.root_element().attribute("identifier"), Some("MANIFEST_first_contact"));
        assert_eq!(document.root_element().attribute("version"), Some("1.0.0-draft"));
        assert_eq!(one(CP, "schemaversion").text(), Some(version));
        assert_eq!(one(CP, "item").attribute("identifier"), Some("ITEM_first_contact_main"));
        assert_eq!(one(CP, "item").attribute("identifierref"), Some("RES_first_contact_main"));
        let resource = one(CP, "resource");
        assert_eq!(resource.attribute((ADLCP, "scormType")), Some("sco"));
        assert_eq!(resource.attribute("href"), Some("index.html"));
        let primary = one(IMSSS, "primaryObjective");
        assert_eq!(primary.attribute("objectiveID"), Some("OBJ_first_contact_main"));
        assert_eq!(primary.attribute("satisfiedByMeasure"), Some("false"), "the course alone decides");
        assert!(!text.contains("minNormalizedMeasure"));
        let fourth = format == "scorm2004-4";
        assert_eq!(text.contains("<adlcp:completionThreshold completedByMeasure=\"false\""), fourth);
        assert_eq!(one(LOM, "duration").text(), Some("PT13M"));
        assert!(text.contains("<title>First contact: welcoming LGBT+ patients</title>"));
    }
}

/// Where nothing can be passed, nothing is said of passing.
#[test]
fn only_a_course_that_can_be_passed_names_an_objective() {
    let mut course = sample::course();
    let says = |course: &_| {
        manifest(&unpacked(packed(course, "scorm2004-3", &options("canvas")).expect("packed").1).0)
            .contains("primaryObjective")
    };
    assert!(says(&course));
    course.completion = Completion::Pages;
    assert!(!says(&course));
}

#[test]
fn hostile_words_stay_words() {
    let mut course = sample::course();
    course.title = "</title><x a=\"'&amp;]]>\u{0}".into();
    course.summary = "<!DOCTYPE x [<!ENTITY y \"z\">]>&y;".into();
    for (format, _) in EDITIONS {
        let (files, _) = unpacked(packed(&course, format, &options("universal")).expect("packed").1);
        let text = manifest(&files);
        let document = Document::parse(&text).expect("well-formed");
        let title = document.descendants().find(|node| node.has_tag_name((CP, "title")));
        assert_eq!(title.and_then(|node| node.text()), Some("</title><x a=\"'&amp;]]>"));
    }
}

#[test]
fn control_documents_go_in_all_or_none_and_are_not_listed() {
    let all: Vec<(String, Vec<u8>)> =
        CONTROL_DOCUMENTS_2004.iter().map(|name| ((*name).to_owned(), b"<schema/>".to_vec())).collect();
    for (format, _) in EDITIONS {
        let with = |control_documents| {
            packed(&sample::course(), format, &PackOptions { control_documents, ..options("universal") })
        };
        let (files, _) = unpacked(with(&all).expect("packed").1);
        assert!(CONTROL_DOCUMENTS_2004.iter().all(|name| files[*name] == b"<schema/>"));
        assert!(!manifest(&files).contains(LOM), "a namespace without its schema would be refused");
        let fault = |given| match with(given) {
            Err(PackError::ControlDocument { name, fault }) => (name, fault),
            done => panic!("{done:?}"),
        };
        assert_eq!(fault(&all[1..]), ("XMLSchema.dtd".into(), "is missing"));
        let other = [all.as_slice(), &[("ims_xml.xsd".into(), Vec::new())]].concat();
        assert_eq!(fault(&other), ("ims_xml.xsd".into(), "is not one of SCORM 2004"));
    }
}
