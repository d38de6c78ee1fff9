use std::collections::{BTreeMap, BTreeSet};

use bona_engine::course::Completion;
use roxmltree::Document;

use super::verify::broken;
use super::{ADLCP, CP, IMSSS, LOM};
use crate::bundle::CONTROL_DOCUMENTS_2004;
use crate::error::PackError;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};

type Files = BTreeMap<String, Vec<u8>>;

const EDITIONS: [(&str, &str); 2] =
    [("scorm2004-3", "2004 3rd Edition"), ("scorm2004-4", "2004 4th Edition")];

fn package(format: &str) -> (Files, Vec<String>) {
    unpacked(packed(&sample::course(), format, &options("universal")).expect("packed").1)
}

fn manifest(files: &Files) -> String {
    String::from_utf8(files["imsmanifest.xml"].clone()).expect("UTF-8")
}

#[test]
fn the_manifest_says_what_the_sheet_says() {
    for (format, version) in EDITIONS {
        let (files, order) = package(format);
        assert_eq!(broken(&files, &order), BTreeSet::new(), "{format}");
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
        let (files, order) = unpacked(packed(&course, format, &options("universal")).expect("packed").1);
        let text = manifest(&files);
        let document = Document::parse(&text).expect("well-formed");
        let title = document.descendants().find(|node| node.has_tag_name((CP, "title")));
        assert_eq!(title.and_then(|node| node.text()), Some("</title><x a=\"'&amp;]]>"));
        assert_eq!(broken(&files, &order), BTreeSet::new());
    }
}

/// Two kinds of system take SCORM 1.2 alone, and say nothing when they get another.
#[test]
fn a_system_of_scorm_12_alone_gets_no_other() {
    for profile in ["esr", "learning-hub"] {
        match packed(&sample::course(), "scorm2004-4", &options(profile)) {
            Err(PackError::Scorm12Alone { profile: named, .. }) => assert_eq!(named, profile),
            done => panic!("{done:?}"),
        }
        assert!(packed(&sample::course(), "scorm12", &options(profile)).is_ok());
    }
}

/// The rule, the edition, and what is replaced in its manifest to break it.
type Damage = (&'static str, u8, &'static [(&'static str, &'static str)]);

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const DELIVERY: &str =
    "<imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/>";
const PRIMARY: &str =
    "<imsss:primaryObjective objectiveID=\"OBJ_first_contact_main\" satisfiedByMeasure=\"false\"/>";
const THRESHOLD: &str = "<adlcp:completionThreshold completedByMeasure=\"false\" minProgressMeasure=\"1.0\" progressWeight=\"1.0\"/>";
const PLAYER: &str = "<file href=\"player.js\"/>";

const TEXT_DAMAGE: &[Damage] = &[
    ("PK-02", 4, &[(HEAD, "")]),
    ("PK-02", 4, &[("?>\n", "?>\n<!DOCTYPE manifest>\n")]),
    ("PK-02", 3, &[("</manifest>", "")]),
    ("PK-07", 4, &[(PLAYER, "")]),
    ("PK-07", 4, &[("media/desk.png", "media/Desk.png")]),
    ("PK-07", 3, &[(PLAYER, "<file href=\"player.js\"/><file href=\"player.js\"/>")]),
    ("PK-11", 4, &[("identifier=\"MANIFEST_first_contact\"", "identifier=\"MANIFEST-first-contact\"")]),
    ("PK-11", 4, &[("identifier=\"MANIFEST_first_contact\"", "identifier=\"ITEM_first_contact_main\"")]),
    ("S04-01", 4, &[("2004 4th Edition", "2004 4th edition")]),
    ("S04-01", 3, &[("2004 3rd Edition", "CAM 1.3")]),
    ("S04-01", 4, &[("<schema>ADL SCORM</schema>", "<schema>SCORM</schema>")]),
    ("S04-02", 4, &[("<metadata>", "<metadata><adlcp:location>x.xml</adlcp:location>")]),
    ("S04-02", 4, &[("<organizations ", "<metadata><schema/><schemaversion/></metadata><organizations ")]),
    ("S04-02", 3, &[(" identifier=\"MANIFEST_first_contact\"", "")]),
    ("S04-03", 4, &[("default=\"ORG_first_contact\"", "default=\"ORG_first\"")]),
    ("S04-03", 4, &[(" default=\"ORG_first_contact\"", "")]),
    ("S04-04", 4, &[("identifierref=\"RES_first_contact_main\"", "identifierref=\"\"")]),
    ("S04-05", 4, &[("adlcp:scormType", "adlcp:scormtype")]),
    ("S04-05", 3, &[("adlcp:scormType=\"sco\"", "adlcp:scormType=\"lesson\"")]),
    ("S04-06", 4, &[("type=\"webcontent\"", "type=\"text/html\"")]),
    ("S04-06", 4, &[("\"sco\" href=\"index.html\"", "\"sco\" href=\"start.html\"")]),
    ("S04-06", 3, &[("\"sco\" href=\"index.html\"", "\"sco\"")]),
    ("S04-07", 4, &[("<resources>", "<resources xml:base=\"/course/\">")]),
    ("S04-07", 4, &[("<resources>", "<resources xml:base=\"course\">")]),
    ("S04-08", 4, &[("<adlnav:presentation>", "<adlnav:presentation/><adlnav:presentation>")]),
    ("S04-08", 4, &[("</adlnav:presentation>", "</adlnav:presentation><metadata/>")]),
    ("S04-09", 3, &[("</organization>", "<adlcp:dataFromLMS>x</adlcp:dataFromLMS></organization>")]),
    ("S04-10", 4, &[("minProgressMeasure=\"1.0\"", "minProgressMeasure=\"80\"")]),
    ("S04-10", 4, &[(THRESHOLD, "<adlcp:completionThreshold>1.0</adlcp:completionThreshold>")]),
    (
        "S04-10",
        3,
        &[(
            "<imsss:sequencing>\n          <imsss:objectives>",
            "<adlcp:completionThreshold minProgressMeasure=\"1.0\"/><imsss:sequencing><imsss:objectives>",
        )],
    ),
    ("S04-11", 4, &[("<imsss:objectives>", "<imsss:randomizationControls/><imsss:objectives>")]),
    (
        "S04-11",
        3,
        &[(
            DELIVERY,
            "<imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/><imsss:controlMode/>",
        )],
    ),
    ("S04-12", 4, &[("completionSetByContent=\"true\"", "completionSetByContent=\"false\"")]),
    ("S04-12", 4, &[(" objectiveSetByContent=\"true\"", "")]),
    ("S04-12", 3, &[(DELIVERY, "")]),
    ("S04-12", 4, &[("flow=\"true\"", "flow=\"false\"")]),
    (
        "S04-13",
        4,
        &[(
            "<imsss:objectives>",
            "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition=\"always\"/></imsss:ruleConditions><imsss:ruleAction action=\"exit\"/></imsss:preConditionRule></imsss:sequencingRules><imsss:objectives>",
        )],
    ),
    (
        "S04-13",
        4,
        &[(
            "<imsss:objectives>",
            "<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions><imsss:ruleCondition condition=\"never\"/></imsss:ruleConditions><imsss:ruleAction action=\"exit\"/></imsss:exitConditionRule></imsss:sequencingRules><imsss:objectives>",
        )],
    ),
    (
        "S04-14",
        4,
        &[(
            "<imsss:objectives>",
            "<imsss:rollupRules><imsss:rollupRule childActivitySet=\"some\"/></imsss:rollupRules><imsss:objectives>",
        )],
    ),
    ("S04-15", 4, &[(">previous<", ">back<")]),
    ("S04-15", 3, &[(">continue<", ">Continue<")]),
    (
        "S04-16",
        4,
        &[(
            PRIMARY,
            "<imsss:primaryObjective><imsss:mapInfo targetObjectiveID=\"g\"/></imsss:primaryObjective>",
        )],
    ),
    (
        "S04-16",
        4,
        &[(
            PRIMARY,
            "<imsss:primaryObjective objectiveID=\"a\"><imsss:mapInfo targetObjectiveID=\"g\" writeSatisfiedStatus=\"true\"/></imsss:primaryObjective><imsss:objective objectiveID=\"b\"><imsss:mapInfo targetObjectiveID=\"g\" writeSatisfiedStatus=\"true\"/></imsss:objective>",
        )],
    ),
    ("S04-17", 4, &[("version=\"1.0.0-draft\"", "version=\"1.0.0-draft-of-the-spring\"")]),
    (
        "S04-18",
        4,
        &[(
            "<imsss:sequencing>\n        <imsss:controlMode",
            "<item identifier=\"ITEM_2\" identifierref=\"RES_first_contact_main\"><title>x</title><imsss:sequencing><imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/></imsss:sequencing></item><imsss:sequencing>\n        <imsss:controlMode",
        )],
    ),
    ("S04-20", 4, &[("http://ltsc.ieee.org/xsd/LOM\">", "http://ltsc.ieee.org/xsd/LOMv1p0\">")]),
    ("S04-20", 4, &[("<string language=\"x-none\">", "<string>")]),
    ("S04-20", 3, &[("<general>", "<general><keyword><string language=\"en\">x</string></keyword>")]),
    ("S04-20", 3, &[("PT13M", "13 minutes")]),
    ("S04-20", 4, &[(" http://ltsc.ieee.org/xsd/LOM lom.xsd", "")]),
    (
        "S04-21",
        3,
        &[(
            "<imsss:sequencing>\n          <imsss:objectives>",
            "<adlcp:data/><imsss:sequencing><imsss:objectives>",
        )],
    ),
];

/// Each damage breaks the rule beside it and no other.
#[test]
fn each_damage_to_the_manifest_breaks_its_own_rule() {
    let whole = [package("scorm2004-3"), package("scorm2004-4")];
    let mut otherwise = Vec::new();
    for (rule, edition, replaced) in TEXT_DAMAGE {
        let (files, order) = &whole[usize::from(edition - 3)];
        let damaged = replaced.iter().fold(manifest(files), |text, (from, to)| {
            assert!(text.contains(from), "{rule}: there is no {from} in\n{text}");
            text.replace(from, to)
        });
        let mut files = files.clone();
        files.insert("imsmanifest.xml".into(), damaged.into_bytes());
        let found = broken(&files, order);
        if found != BTreeSet::from([*rule]) {
            otherwise.push((rule, found, replaced));
        }
    }
    assert_eq!(otherwise, [], "damage that breaks something else");
    let rules: BTreeSet<_> = TEXT_DAMAGE.iter().map(|(rule, ..)| rule).collect();
    assert_eq!(
        rules.iter().filter(|rule| rule.starts_with("S04")).count(),
        20,
        "all but S04-19, which is of files"
    );
}

#[test]
fn each_damage_to_the_files_breaks_its_own_rule() {
    let check = |rule: &'static str, change: fn(&mut Files, &mut Vec<String>)| {
        let (mut files, mut order) = package("scorm2004-4");
        change(&mut files, &mut order);
        assert_eq!(broken(&files, &order), BTreeSet::from([rule]));
    };
    check("PK-01", |files, _| drop(files.remove("imsmanifest.xml")));
    check("PK-01", |_, order| order[..3].rotate_left(1));
    check("PK-03", |_, order| order.push("z.PNG".into()));
    check("PK-05", |_, order| order[2..].reverse());
    check("PK-07", |files, _| drop(files.remove("player.js")));
    check("S04-19", |files, _| drop(files.insert("imscp_v1p1.xsd".into(), Vec::new())));
}

#[test]
fn control_documents_go_in_all_or_none_and_are_not_listed() {
    let all: Vec<(String, Vec<u8>)> =
        CONTROL_DOCUMENTS_2004.iter().map(|name| ((*name).to_owned(), b"<schema/>".to_vec())).collect();
    for (format, _) in EDITIONS {
        let with = |control_documents| {
            packed(&sample::course(), format, &PackOptions { control_documents, ..options("universal") })
        };
        let (files, order) = unpacked(with(&all).expect("packed").1);
        assert!(CONTROL_DOCUMENTS_2004.iter().all(|name| files[*name] == b"<schema/>"));
        assert_eq!(broken(&files, &order), BTreeSet::new());
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
