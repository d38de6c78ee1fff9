use std::collections::BTreeMap;

use bona_engine::course::Course;

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
    assert_eq!(order[0], "tincan.xml");
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
