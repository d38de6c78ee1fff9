//! Each rule of `tincan.xml` is broken by a damaged package, and no other with it.

use bona_engine::course::Course;

use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::common::tests as common;
use crate::verify::damage::{Change, Damage, Package, trial};
use crate::verify::xapi::BOOK;

const LAUNCH: &str = "<launch lang=\"en-GB\">index.html</launch>";

const OWN: &[Damage] = &[
    ("PK-02a", Change::Text(&[("</tincan>", "")])),
    ("PK-02b", Change::Text(&[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")])),
    ("PK-02c", Change::Text(&[("?>\n", "?>\n<!DOCTYPE tincan>\n")])),
    (
        "XA-01a",
        Change::Text(&[("http://projecttincan.com/tincan.xsd", "http://projecttincan.com/other.xsd")]),
    ),
    ("XA-01b", Change::Text(&[(LAUNCH, "")])),
    (
        "XA-01b",
        Change::Text(&[(
            LAUNCH,
            "<launch lang=\"en-GB\">index.html</launch><launch lang=\"en-GB\">index.html</launch>",
        )]),
    ),
    ("XA-01c", Change::Text(&[(LAUNCH, "<launch lang=\"en-GB\">lesson.html</launch>")])),
    ("XA-01d", Change::Text(&[("</activity>", "<name lang=\"en-GB\">again</name></activity>")])),
    ("XA-01e", Change::Text(&[("<name lang=\"en-GB\">First contact: welcoming LGBT+ patients</name>", "")])),
    (
        "XA-01f",
        Change::Files(|package| {
            let text = package.text("tincan.xml");
            let (start, end) = (text.find("<description"), text.find("</description>"));
            let (start, end) = (start.expect("there"), end.expect("there") + "</description>".len());
            package.edit("tincan.xml", &text[start..end], "");
        }),
    ),
    ("XA-01g", Change::Text(&[(LAUNCH, "<launch>index.html</launch>")])),
    (
        "XA-03a",
        Change::Text(&[("id=\"https://training.trust.nhs.uk/first_contact\"", "id=\"first_contact\"")]),
    ),
    ("XA-03b", Change::Text(&[("type=\"http://adlnet.gov/expapi/activities/course\"", "type=\"course\"")])),
    (
        "PK-12",
        Change::Files(|package| {
            let page = package.files["index.html"].clone();
            package.remove("index.html");
            package.add("start.html", &page);
            package.edit("tincan.xml", ">index.html</launch>", ">start.html</launch>");
        }),
    ),
];

#[test]
fn each_damage_breaks_its_own_rule() {
    let address = Some("https://training.trust.nhs.uk/first_contact".to_owned());
    let course = Course { address, ..sample::course() };
    let (files, order) = unpacked(packed(&course, "xapi", &options("universal")).expect("packed").1);
    let package = Package::new(&BOOK, files, order);
    let shared = [common::ZIP, common::PAGES, common::SCRIPTS, common::PLAYED];
    trial(&BOOK, &package, &[shared.as_slice(), &[OWN]].concat());
}
