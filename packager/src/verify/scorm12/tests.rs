//! Each rule of SCORM 1.2 is broken by a damaged package, and no other with it.

use crate::bundle::CONTROL_DOCUMENTS;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::common::tests as common;
use crate::verify::damage::{Change, Damage, Package, numbers, trial};
use crate::verify::scorm12::BOOK;

const SAID: &str = "<title>First contact: welcoming LGBT+ patients</title>";

fn package(options: &PackOptions<'_>) -> Package {
    let (files, order) = unpacked(packed(&sample::course(), "scorm12", options).expect("packed").1);
    Package::new(&BOOK, files, order)
}

const OWN: &[Damage] = &[
    (
        "PK-07a",
        Change::Text(&[("<file href=\"player.js\"/>", "<file href=\"player.js\"/><file href=\"gone.js\"/>")]),
    ),
    ("PK-07b", Change::Text(&[("<file href=\"player.js\"/>", "")])),
    (
        "PK-08a",
        Change::Text(&[(
            "</resources>",
            "<resource identifier=\"RES_x\" type=\"webcontent\" adlcp:scormtype=\"asset\" href=\"https://a.example/x.js\"/></resources>",
        )]),
    ),
    (
        "PK-11a",
        Change::Text(&[("identifier=\"MANIFEST_first_contact\"", "identifier=\"MANIFEST-first-contact\"")]),
    ),
    ("PK-11a", Change::Text(&[("identifier=\"MANIFEST_first_contact\"", "identifier=\"1_first_contact\"")])),
    (
        "PK-11b",
        Change::Text(&[("identifier=\"MANIFEST_first_contact\"", "identifier=\"ITEM_first_contact_main\"")]),
    ),
    (
        "PK-11c",
        Change::Files(|package| {
            let long = format!("identifier=\"MANIFEST_{}\"", "x".repeat(100));
            package.edit("imsmanifest.xml", "identifier=\"MANIFEST_first_contact\"", &long);
        }),
    ),
    (
        "PK-12",
        Change::Files(|package| {
            let page = package.files["index.html"].clone();
            package.remove("index.html");
            package.add("start.html", &page);
            package.edit("imsmanifest.xml", "\"sco\" href=\"index.html\"", "\"sco\" href=\"start.html\"");
        }),
    ),
    ("S12-01", Change::Text(&[("imscp_rootv1p1p2\"", "imscp_v1p1\"")])),
    (
        "S12-01",
        Change::Text(&[
            ("<manifest ", "<ims:manifest xmlns:ims=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" "),
            ("</manifest>", "</ims:manifest>"),
        ]),
    ),
    ("S12-02", Change::Text(&[("adlcp:scormtype", "scorm:scormtype"), ("xmlns:adlcp", "xmlns:scorm")])),
    ("S12-03a", Change::Text(&[("<schema>ADL SCORM</schema>", "<schema>SCORM</schema>")])),
    ("S12-03b", Change::Text(&[("<schemaversion>1.2<", "<schemaversion>1.2.0<")])),
    ("S12-04a", Change::Text(&[("  <resources>", "  <metadata/><resources>")])),
    ("S12-04b", Change::Text(&[("<metadata>", "<metadata><lom/>")])),
    (
        "S12-04c",
        Change::Text(&[(
            "<organization identifier=\"ORG_first_contact\">",
            "<organization identifier=\"ORG_first_contact\"><metadata/>",
        )]),
    ),
    ("S12-04d", Change::Text(&[("</item>", "<metadata/><title>again</title></item>")])),
    ("S12-04e", Change::Text(&[("<file href=\"player.js\"/>", "<file href=\"player.js\"/><metadata/>")])),
    (
        "S12-05a",
        Change::Text(&[(
            "</item>",
            "<adlcp:prerequisites type=\"javascript\">x</adlcp:prerequisites></item>",
        )]),
    ),
    (
        "S12-05b",
        Change::Text(&[("</item>", "<adlcp:maxtimeallowed>30 minutes</adlcp:maxtimeallowed></item>")]),
    ),
    ("S12-05c", Change::Text(&[("</item>", "<adlcp:timelimitaction>stop</adlcp:timelimitaction></item>")])),
    (
        "S12-05d",
        Change::Files(|package| {
            let long = format!("<adlcp:datafromlms>{}</adlcp:datafromlms></item>", "x".repeat(256));
            package.edit("imsmanifest.xml", "</item>", &long);
        }),
    ),
    ("S12-06a", Change::Text(&[("type=\"webcontent\"", "type=\"text/html\"")])),
    ("S12-06b", Change::Text(&[("adlcp:scormtype", "adlcp:scormType")])),
    ("S12-06b", Change::Text(&[(" adlcp:scormtype=\"sco\"", "")])),
    ("S12-07", Change::Text(&[("default=\"ORG_first_contact\"", "default=\"ORG_first\"")])),
    ("S12-08", Change::Text(&[("identifierref=\"RES_first_contact_main\"", "identifierref=\"RES_main\"")])),
    ("S12-08", Change::Text(&[("identifierref=\"RES_first_contact_main\"", "")])),
    ("S12-09a", Change::Text(&[("adlcp:scormtype=\"sco\"", "adlcp:scormtype=\"asset\"")])),
    ("S12-09b", Change::Text(&[("\"sco\" href=\"index.html\"", "\"sco\" href=\"start.html\"")])),
    ("S12-10", Change::Text(&[(" isvisible=\"true\"", "")])),
    (
        "S12-11a",
        Change::Text(&[("<title>First contact: welcoming LGBT+ patients</title>\n      </item>", "</item>")]),
    ),
    (
        "S12-11b",
        Change::Text(&[("<title>First contact: welcoming LGBT+ patients</title>\n      <item", "<item")]),
    ),
    (
        "S12-12a",
        Change::Files(|package| {
            package.edit("imsmanifest.xml", SAID, &format!("<title>{}</title>", "x".repeat(201)));
        }),
    ),
    ("S12-12b", Change::Text(&[("version=\"1.0.0-draft\"", "version=\"1.0.0-draft-of-the-spring\"")])),
    (
        "S12-12c",
        Change::Files(|package| {
            let long = format!("\"sco\" href=\"index.html?{}\"", "x".repeat(250));
            package.edit("imsmanifest.xml", "\"sco\" href=\"index.html\"", &long);
        }),
    ),
    ("S12-13", Change::Text(&[("</item>", "<adlcp:masteryscore>80</adlcp:masteryscore></item>")])),
    ("S12-14a", Change::Text(&[("</lom>", "<general/></lom>")])),
    (
        "S12-14b",
        Change::Text(&[(
            "<general>",
            "<general><keyword><langstring xml:lang=\"en\">x</langstring></keyword>",
        )]),
    ),
    ("S12-14c", Change::Text(&[("<langstring xml:lang=\"x-none\">", "<langstring>")])),
    ("S12-14d", Change::Text(&[("<datetime>PT13M</datetime>", "<datetime>13 minutes</datetime>")])),
    ("S12-14e", Change::Text(&[(">First contact: welcoming LGBT+ patients</langstring>", "></langstring>")])),
    ("S12-15", Change::Files(|package| package.add_unlisted("adlcp_rootv1p2.xsd", b"<schema/>"))),
    (
        "S12-16",
        Change::Text(&[(
            "</item>",
            "</item><item identifier=\"ITEM_2\" identifierref=\"RES_first_contact_main\" isvisible=\"true\"><title>x</title></item>",
        )]),
    ),
];

#[test]
fn each_damage_breaks_its_own_rule() {
    let package = package(&options("universal"));
    let shared = [common::XML, common::ZIP, common::LISTED, common::PAGES, common::PLAYED];
    trial(&BOOK, &package, &[shared.as_slice(), &[OWN]].concat());
}

#[test]
fn schemas_may_stand_beside_the_manifest() {
    let all: Vec<(String, Vec<u8>)> =
        CONTROL_DOCUMENTS.iter().map(|name| ((*name).to_owned(), b"<schema/>".to_vec())).collect();
    let package = package(&PackOptions { control_documents: &all, ..options("universal") });
    assert!(CONTROL_DOCUMENTS.iter().all(|name| package.files[*name] == b"<schema/>"));
    assert!(numbers(&BOOK, &package).is_empty());
}
