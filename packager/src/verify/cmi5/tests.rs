//! Each rule of cmi5 is broken by a damaged package, and no other with it.

use bona_engine::course::Course;

use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::cmi5::BOOK;
use crate::verify::common::tests as common;
use crate::verify::damage::{Change, Damage, Package, trial};

const UNIT: &str = "id=\"https://training.trust.nhs.uk/first_contact/au/main\"";

const OWN: &[Damage] = &[
    ("C5-01a", Change::Text(&[("<url>index.html</url>", "<url>https://elsewhere.example/index.html</url>")])),
    ("C5-01b", Change::Text(&[("<url>index.html</url>", "<url>lesson.html</url>")])),
    ("C5-02a", Change::Text(&[("CourseStructure.xsd", "Course.xsd")])),
    (
        "C5-02b",
        Change::Text(&[(
            "</courseStructure>",
            "<objectives xmlns=\"https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd\"/></courseStructure>",
        )]),
    ),
    ("C5-02c", Change::Text(&[("<au ", "<block "), ("</au>", "</block>")])),
    ("C5-03a", Change::Text(&[("<url>index.html</url>", "<url>index.html</url><objectives/>")])),
    ("C5-03b", Change::Text(&[("<url>index.html</url>", "")])),
    (
        "C5-04a",
        Change::Text(&[("id=\"https://training.trust.nhs.uk/first_contact\"", "id=\"first_contact\"")]),
    ),
    ("C5-04b", Change::Text(&[("id=\"https://training.trust.nhs.uk/first_contact\"", UNIT)])),
    ("C5-04c", Change::Text(&[("moveOn=\"CompletedAndPassed\"", "moveOn=\"Finished\"")])),
    ("C5-04d", Change::Text(&[("masteryScore=\"0.8\"", "masteryScore=\"80\"")])),
    ("C5-04e", Change::Text(&[("masteryScore=\"0.8\"", "masteryScore=\"0.80001\"")])),
    ("C5-04f", Change::Text(&[("launchMethod=\"AnyWindow\"", "launchMethod=\"Popup\"")])),
    (
        "C5-05a",
        Change::Text(&[(
            "<title>\n      <langstring lang=\"en-GB\">First contact: welcoming LGBT+ patients</langstring>\n    </title>",
            "",
        )]),
    ),
    (
        "C5-05b",
        Change::Files(|package| {
            let text = package.text("cmi5.xml");
            let (start, end) = (text.find("<description>"), text.find("</description>"));
            let (start, end) = (start.expect("there"), end.expect("there") + "</description>".len());
            package.edit("cmi5.xml", &text[start..end], "");
        }),
    ),
    (
        "C5-05c",
        Change::Text(&[(
            "<langstring lang=\"en-GB\">First contact: welcoming LGBT+ patients</langstring>",
            "",
        )]),
    ),
    ("C5-05d", Change::Text(&[("<langstring lang=\"en-GB\">", "<langstring>")])),
    ("C5-06", Change::Text(&[(" moveOn=\"CompletedAndPassed\"", "")])),
    ("C5-08", Change::Text(&[("/au/main\"", "/au/main-2\"")])),
    (
        "PK-12",
        Change::Files(|package| {
            let page = package.files["index.html"].clone();
            package.remove("index.html");
            package.add("start.html", &page);
            package.edit("cmi5.xml", "<url>index.html</url>", "<url>start.html</url>");
        }),
    ),
];

#[test]
fn each_damage_breaks_its_own_rule() {
    let address = Some("https://training.trust.nhs.uk/first_contact".to_owned());
    let course = Course { address, ..sample::course() };
    let (files, order) = unpacked(packed(&course, "cmi5", &options("universal")).expect("packed").1);
    let package = Package::new(&BOOK, files, order);
    let shared = [common::XML, common::ZIP, common::PAGES, common::SCRIPTS, common::PLAYED];
    trial(&BOOK, &package, &[shared.as_slice(), &[OWN]].concat());
}
