use std::collections::{BTreeMap, BTreeSet};

use bona_engine::course::Course;

use super::verify::broken;
use crate::error::PackError;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

fn course() -> Course {
    Course { address: Some("https://training.trust.nhs.uk/first_contact".into()), ..sample::course() }
}

fn package() -> (BTreeMap<String, Vec<u8>>, Vec<String>) {
    unpacked(packed(&course(), "xapi", &options("universal")).expect("packed").1)
}

#[test]
fn the_activity_is_what_the_sheet_says() {
    let (files, order) = package();
    assert_eq!(broken(&files, &order), BTreeSet::new());
    let text = String::from_utf8(files["tincan.xml"].clone()).expect("UTF-8");
    for part in [
        "<activity id=\"https://training.trust.nhs.uk/first_contact\" \
         type=\"http://adlnet.gov/expapi/activities/course\">",
        "<name lang=\"en-GB\">First contact: welcoming LGBT+ patients</name>",
        "<launch lang=\"en-GB\">index.html</launch>",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn without_an_address_nothing_can_be_named() {
    let refused = packed(&sample::course(), "xapi", &options("universal")).expect_err("refused");
    assert!(matches!(refused, PackError::NoAddress { format: "xapi", .. }));
}

/// The page may speak to a store wherever it stands, and a package for SCORM to nobody but its own host.
#[test]
fn the_page_may_reach_the_store() {
    let page = |format| {
        let (files, _) = unpacked(packed(&course(), format, &options("universal")).expect("packed").1);
        String::from_utf8(files["index.html"].clone()).expect("UTF-8").replace("&#39;", "'")
    };
    let far = "connect-src 'self' https: http://127.0.0.1:* http://localhost:*;";
    assert!(page("xapi").contains(far) && page("cmi5").contains(far));
    assert!(page("scorm12").contains("connect-src 'self';") && page("html").contains("connect-src 'self';"));
    let address = "\"address\":\"https://training.trust.nhs.uk/first_contact\"";
    assert!(
        page("xapi").contains(address)
            && page("cmi5").contains(address)
            && !page("scorm12").contains(address)
    );
}

/// Each damage breaks the rule named beside it, and no other.
#[test]
fn each_rule_refuses_what_breaks_it_alone() {
    let sound = package();
    let text = String::from_utf8(sound.0["tincan.xml"].clone()).expect("UTF-8");
    let launch = "<launch lang=\"en-GB\">index.html</launch>";
    let damages: [(&str, &str, &str); 9] = [
        ("XA-01", launch, ""),
        ("XA-01", launch, "<launch lang=\"en-GB\">lesson.html</launch>"),
        ("XA-01", launch, "<launch>index.html</launch>"),
        ("XA-01", "<name lang", "<launch lang=\"en-GB\">index.html</launch><name lang"),
        ("XA-01", "http://projecttincan.com/tincan.xsd", "http://projecttincan.com/other.xsd"),
        ("XA-03", "id=\"https://training.trust.nhs.uk/first_contact\"", "id=\"first_contact\""),
        ("XA-03", "type=\"http://adlnet.gov/expapi/activities/course\"", "type=\"course\""),
        ("PK-02", "encoding=\"UTF-8\"", "encoding=\"utf-16\""),
        ("PK-02", "</tincan>", ""),
    ];
    for (number, from, to) in damages {
        assert!(text.contains(from), "{number}: the package has no {from}");
        let mut files = sound.0.clone();
        files.insert("tincan.xml".into(), text.replacen(from, to, 1).into_bytes());
        assert_eq!(broken(&files, &sound.1), BTreeSet::from([number]), "{from} -> {to}");
    }
    let mut files = sound.0.clone();
    files.remove("tincan.xml");
    assert_eq!(broken(&files, &sound.1), BTreeSet::from(["XA-01"]));
    let mut order = sound.1.clone();
    order.rotate_left(1);
    assert_eq!(broken(&sound.0, &order), BTreeSet::from(["PK-01"]));
    order = sound.1;
    order.push("Lesson One.html".into());
    assert_eq!(broken(&sound.0, &order), BTreeSet::from(["PK-03"]));
}
