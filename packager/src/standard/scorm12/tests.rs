use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Document;

use super::verify::broken;
use super::{ADLCP, CP};
use crate::bundle::CONTROL_DOCUMENTS;
use crate::error::PackError;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

type Files = BTreeMap<String, Vec<u8>>;

fn package() -> (Files, Vec<String>) {
    unpacked(packed(&sample::course(), "scorm12", &options("universal")).expect("packed").1)
}

fn manifest(files: &Files) -> String {
    String::from_utf8(files["imsmanifest.xml"].clone()).expect("UTF-8")
}

#[test]
fn the_manifest_says_what_the_sheet_says() {
    let (files, order) = package();
    assert_eq!(broken(&files, &order), BTreeSet::new());
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
    assert_eq!(broken(&files, &order), BTreeSet::new());
}

/// The rule, and what is replaced in the manifest to break it.
type Damage = (&'static str, &'static [(&'static str, &'static str)]);

const TEXT_DAMAGE: &[Damage] = &[
    ("PK-02", &[("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "")]),
    ("PK-02", &[("encoding=\"UTF-8\"", "encoding=\"UTF-8\" standalone=\"yes\"")]),
    ("PK-02", &[("?>\n", "?>\n<!DOCTYPE manifest>\n")]),
    ("PK-02", &[("</manifest>", "")]),
    ("PK-02", &[("<title>", "<title>&nbsp;")]),
    ("PK-07", &[("<file href=\"player.js\"/>", "")]),
    ("PK-07", &[("<file href=\"player.js\"/>", "<file href=\"player.js\"/><file href=\"gone.js\"/>")]),
    ("PK-07", &[("<file href=\"player.js\"/>", "<file href=\"player.js\"/><file href=\"player.js\"/>")]),
    ("PK-07", &[("media/desk.png", "media/Desk.png")]),
    ("PK-11", &[("identifier=\"MANIFEST_first_contact\"", "identifier=\"MANIFEST-first-contact\"")]),
    ("PK-11", &[("identifier=\"MANIFEST_first_contact\"", "identifier=\"1_first_contact\"")]),
    ("PK-11", &[("identifier=\"MANIFEST_first_contact\"", "identifier=\"ITEM_first_contact_main\"")]),
    ("S12-01", &[("imscp_rootv1p1p2\"", "imscp_v1p1\"")]),
    (
        "S12-01",
        &[
            ("<manifest ", "<ims:manifest xmlns:ims=\"http://www.imsproject.org/xsd/imscp_rootv1p1p2\" "),
            ("</manifest>", "</ims:manifest>"),
        ],
    ),
    ("S12-02", &[("adlcp:scormtype", "scorm:scormtype"), ("xmlns:adlcp", "xmlns:scorm")]),
    ("S12-03", &[("<schema>ADL SCORM</schema>", "<schema>SCORM</schema>")]),
    ("S12-03", &[("<schemaversion>1.2<", "<schemaversion>1.2.0<")]),
    ("S12-04", &[("  <resources>", "  <metadata/><resources>")]),
    ("S12-04", &[("<file href=\"player.js\"/>", "<file href=\"player.js\"/><metadata/>")]),
    ("S12-06", &[("type=\"webcontent\"", "type=\"text/html\"")]),
    ("S12-06", &[("adlcp:scormtype", "adlcp:scormType")]),
    ("S12-06", &[(" adlcp:scormtype=\"sco\"", "")]),
    ("S12-07", &[("default=\"ORG_first_contact\"", "default=\"ORG_first\"")]),
    ("S12-08", &[("identifierref=\"RES_first_contact_main\"", "identifierref=\"RES_main\"")]),
    ("S12-08", &[("identifierref=\"RES_first_contact_main\"", "")]),
    ("S12-09", &[("adlcp:scormtype=\"sco\"", "adlcp:scormtype=\"asset\"")]),
    ("S12-09", &[("\"sco\" href=\"index.html\"", "\"sco\" href=\"start.html\"")]),
    ("S12-10", &[(" isvisible=\"true\"", "")]),
    ("S12-11", &[("<title>First contact: welcoming LGBT+ patients</title>\n      </item>", "</item>")]),
    ("S12-12", &[("version=\"1.0.0-draft\"", "version=\"1.0.0-draft-of-the-spring\"")]),
    ("S12-13", &[("</item>", "<adlcp:masteryscore>80</adlcp:masteryscore></item>")]),
    ("S12-14", &[("<general>", "<general><keyword><langstring xml:lang=\"en\">x</langstring></keyword>")]),
    ("S12-14", &[("<datetime>PT13M</datetime>", "<datetime>13 minutes</datetime>")]),
    ("S12-14", &[("<langstring xml:lang=\"x-none\">", "<langstring>")]),
    (
        "S12-16",
        &[(
            "</item>",
            "</item><item identifier=\"ITEM_2\" identifierref=\"RES_first_contact_main\" isvisible=\"true\"><title>x</title></item>",
        )],
    ),
];

/// Each damage breaks the rule beside it and no other.
#[test]
fn each_damage_to_the_manifest_breaks_its_own_rule() {
    let (files, order) = package();
    let text = manifest(&files);
    for (rule, replaced) in TEXT_DAMAGE {
        let damaged = replaced.iter().fold(text.clone(), |text, (from, to)| {
            assert!(text.contains(from), "{rule}: there is no {from}");
            text.replace(from, to)
        });
        let mut files = files.clone();
        files.insert("imsmanifest.xml".into(), damaged.into_bytes());
        assert_eq!(broken(&files, &order), BTreeSet::from([*rule]), "{replaced:?}");
    }
    let rules: BTreeSet<_> = TEXT_DAMAGE.iter().map(|(rule, _)| rule).collect();
    assert!(17 <= rules.len(), "{} rules are broken", rules.len());
}

#[test]
fn each_damage_to_the_files_breaks_its_own_rule() {
    let check = |rule: &'static str, change: fn(&mut Files, &mut Vec<String>)| {
        let (mut files, mut order) = package();
        change(&mut files, &mut order);
        assert_eq!(broken(&files, &order), BTreeSet::from([rule]));
    };
    check("PK-01", |files, _| drop(files.remove("imsmanifest.xml")));
    check("PK-01", |files, _| {
        let manifest = files.remove("imsmanifest.xml").expect("there");
        files.insert("course/imsmanifest.xml".into(), manifest);
    });
    check("PK-01", |_, order| order[..3].rotate_left(1));
    check("PK-05", |_, order| order[2..].reverse());
    check("PK-03", |_, order| order.push("z.PNG".into()));
    check("PK-03", |_, order| order.push("z.php".into()));
    check("PK-07", |files, _| drop(files.remove("player.js")));
    check("PK-07", |files, _| drop(files.insert("z.js".into(), Vec::new())));
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
    assert_eq!(broken(&files, &order), BTreeSet::new());

    let fault = |given| match with(given) {
        Err(PackError::ControlDocument { name, fault }) => (name, fault),
        done => panic!("{done:?}"),
    };
    assert_eq!(fault(&all[1..]), ("adlcp_rootv1p2.xsd".into(), "is missing"));
    let other = [all.as_slice(), &[("lom.xsd".into(), Vec::new())]].concat();
    assert_eq!(fault(&other), ("lom.xsd".into(), "is not one of SCORM 1.2"));
}
