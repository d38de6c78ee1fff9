//! Each rule of SCORM 2004 is broken by a damaged package, and no other with it.

use crate::bundle::CONTROL_DOCUMENTS_2004;
use crate::pack::PackOptions;
use crate::page::sample;
use crate::standard::tests::{options, packed, unpacked};
use crate::verify::common::tests as common;
use crate::verify::damage::{Change, Damage, Package, numbers, trial};
use crate::verify::scorm2004::BOOK;

fn package(format: &str, options: &PackOptions<'_>) -> Package {
    let (files, order) = unpacked(packed(&sample::course(), format, options).expect("packed").1);
    Package::new(&BOOK, files, order)
}

const DELIVERY: &str =
    "<imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/>";
const PRIMARY: &str =
    "<imsss:primaryObjective objectiveID=\"OBJ_first_contact_main\" satisfiedByMeasure=\"false\"/>";
const THRESHOLD: &str = "<adlcp:completionThreshold completedByMeasure=\"false\" minProgressMeasure=\"1.0\" progressWeight=\"1.0\"/>";
/// Where the organization's own sequencing begins, behind its items.
const BEHIND: &str = "<imsss:sequencing>\n        <imsss:controlMode";
const ID: &str = "identifier=\"MANIFEST_first_contact\"";

const SHARED: &[Damage] = &[
    (
        "PK-08a",
        Change::Text(&[(
            "</resources>",
            "<resource identifier=\"RES_x\" type=\"webcontent\" adlcp:scormType=\"asset\" href=\"https://a.example/x.js\"/></resources>",
        )]),
    ),
    ("PK-11a", Change::Text(&[(ID, "identifier=\"MANIFEST-first-contact\"")])),
    ("PK-11b", Change::Text(&[(ID, "identifier=\"ITEM_first_contact_main\"")])),
    (
        "PK-11c",
        Change::Files(|package| {
            package.edit("imsmanifest.xml", ID, &format!("identifier=\"MANIFEST_{}\"", "x".repeat(100)));
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
];

const OWN: &[Damage] = &[
    ("S04-01a", Change::Text(&[("<schema>ADL SCORM</schema>", "<schema>SCORM</schema>")])),
    ("S04-01b", Change::Text(&[("2004 4th Edition", "2004 4th edition")])),
    ("S04-01b", Change::Text(&[("2004 4th Edition", "1.3")])),
    ("S04-02a", Change::Text(&[("imscp_v1p1\"", "imscp_rootv1p1p2\"")])),
    (
        "S04-02a",
        Change::Text(&[
            ("<manifest ", "<ims:manifest xmlns:ims=\"http://www.imsglobal.org/xsd/imscp_v1p1\" "),
            ("</manifest>", "</ims:manifest>"),
        ]),
    ),
    ("S04-02b", Change::Text(&[(" identifier=\"MANIFEST_first_contact\"", "")])),
    ("S04-02c", Change::Text(&[("<organizations ", "<metadata/><organizations ")])),
    ("S04-02d", Change::Text(&[("<metadata>", "<metadata><adlcp:location>x.xml</adlcp:location>")])),
    ("S04-03a", Change::Text(&[("</organizations>", "</organizations><organizations/>")])),
    ("S04-03b", Change::Text(&[("default=\"ORG_first_contact\"", "default=\"ORG_first\"")])),
    ("S04-03b", Change::Text(&[(" default=\"ORG_first_contact\"", "")])),
    (
        "S04-03c",
        Change::Text(&[(
            "objectivesGlobalToSystem=\"false\">",
            "objectivesGlobalToSystem=\"false\"><title>x</title>",
        )]),
    ),
    (
        "S04-03d",
        Change::Text(&[(
            "</organizations>",
            "<organization identifier=\"ORG_x\"><title>x</title><imsss:sequencing><imsss:controlMode choice=\"true\" flow=\"true\"/></imsss:sequencing></organization></organizations>",
        )]),
    ),
    ("S04-04a", Change::Text(&[("isvisible=\"true\">", "isvisible=\"true\"><title>x</title>")])),
    ("S04-04b", Change::Text(&[("identifierref=\"RES_first_contact_main\"", "identifierref=\"RES_main\"")])),
    (
        "S04-04c",
        Change::Text(&[(
            THRESHOLD,
            "<item identifier=\"ITEM_x\" identifierref=\"RES_first_contact_main\"><title>x</title><imsss:sequencing><imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/></imsss:sequencing></item>",
        )]),
    ),
    ("S04-05", Change::Text(&[("adlcp:scormType", "adlcp:scormtype")])),
    ("S04-05", Change::Text(&[("adlcp:scormType=\"sco\"", "adlcp:scormType=\"lesson\"")])),
    ("S04-06a", Change::Text(&[("type=\"webcontent\"", "type=\"text/html\"")])),
    ("S04-06b", Change::Text(&[("\"sco\" href=\"index.html\"", "\"sco\"")])),
    ("S04-06c", Change::Text(&[("\"sco\" href=\"index.html\"", "\"sco\" href=\"start.html\"")])),
    (
        "S04-07a",
        Change::Text(&[(
            "</resources>",
            "<resource identifier=\"RES_x\" type=\"webcontent\" adlcp:scormType=\"asset\" href=\"/x.js\"/></resources>",
        )]),
    ),
    (
        "S04-07b",
        Change::Text(&[(
            "</resources>",
            "<resource identifier=\"RES_x\" type=\"webcontent\" adlcp:scormType=\"asset\" href=\"readme\"/></resources>",
        )]),
    ),
    ("S04-07c", Change::Text(&[("<resources>", "<resources xml:base=\"/course/\">")])),
    ("S04-07c", Change::Text(&[("<resources>", "<resources xml:base=\"course\">")])),
    ("S04-08a", Change::Text(&[("</adlnav:presentation>", "</adlnav:presentation><metadata/>")])),
    ("S04-08b", Change::Text(&[("<adlnav:presentation>", "<adlnav:presentation/><adlnav:presentation>")])),
    (
        "S04-09a",
        Change::Text(&[("</organization>", "<adlcp:dataFromLMS>x</adlcp:dataFromLMS></organization>")]),
    ),
    (
        "S04-09b",
        Change::Files(|package| {
            let long = format!("<adlcp:dataFromLMS>{}</adlcp:dataFromLMS>{THRESHOLD}", "x".repeat(4001));
            package.edit("imsmanifest.xml", THRESHOLD, &long);
        }),
    ),
    ("S04-10a", Change::Text(&[("minProgressMeasure=\"1.0\"", "minProgressMeasure=\"80\"")])),
    ("S04-10a", Change::Text(&[("completedByMeasure=\"false\"", "completedByMeasure=\"no\"")])),
    ("S04-10a", Change::Text(&[(THRESHOLD, "<adlcp:completionThreshold>1.0</adlcp:completionThreshold>")])),
    ("S04-10b", Change::Text(&[("2004 4th Edition", "2004 3rd Edition")])),
    (
        "S04-10b",
        Change::Text(&[
            ("2004 4th Edition", "2004 3rd Edition"),
            (THRESHOLD, "<adlcp:completionThreshold>80</adlcp:completionThreshold>"),
        ]),
    ),
    ("S04-15", Change::Text(&[(">previous<", ">back<")])),
    ("S04-17a", Change::Files(long_title)),
    ("S04-17b", Change::Text(&[("version=\"1.0.0-draft\"", "version=\"1.0.0-draft-of-the-spring\"")])),
    (
        "S04-17c",
        Change::Files(|package| {
            let long = format!(
                "<resource identifier=\"RES_x\" type=\"webcontent\" adlcp:scormType=\"asset\" href=\"{}.js\"/></resources>",
                "x".repeat(2000)
            );
            package.edit("imsmanifest.xml", "</resources>", &long);
        }),
    ),
    (
        "S04-17d",
        Change::Files(|package| {
            let long = format!("isvisible=\"true\" parameters=\"{}\"", "x".repeat(1001));
            package.edit("imsmanifest.xml", "isvisible=\"true\"", &long);
        }),
    ),
    (
        "S04-18",
        Change::Files(|package| {
            let item = format!(
                "<item identifier=\"ITEM_x\" identifierref=\"RES_first_contact_main\"><title>x</title><imsss:sequencing>{DELIVERY}</imsss:sequencing></item>{BEHIND}"
            );
            package.edit("imsmanifest.xml", BEHIND, &item);
        }),
    ),
    ("S04-19", Change::Files(|package| package.add_unlisted("imscp_v1p1.xsd", b"<schema/>"))),
    ("S04-20a", Change::Text(&[("http://ltsc.ieee.org/xsd/LOM\">", "http://ltsc.ieee.org/xsd/LOMv1p0\">")])),
    ("S04-20b", Change::Text(&[("<lifeCycle>", "<classification/><lifeCycle>")])),
    (
        "S04-20c",
        Change::Text(&[("<general>", "<general><keyword><string language=\"en\">x</string></keyword>")]),
    ),
    ("S04-20d", Change::Text(&[("<string language=\"x-none\">", "<string>")])),
    ("S04-20e", Change::Text(&[("PT13M", "13 minutes")])),
    ("S04-20f", Change::Text(&[(" http://ltsc.ieee.org/xsd/LOM lom.xsd", "")])),
    ("S04-21", Change::Text(&[("2004 4th Edition", "2004 3rd Edition"), (THRESHOLD, "<adlcp:data/>")])),
];

fn long_title(package: &mut Package) {
    let said = "<title>First contact: welcoming LGBT+ patients</title>";
    package.edit("imsmanifest.xml", said, &format!("<title>{}</title>", "x".repeat(201)));
}

/// What breaks sequencing.
const SEQUENCING: &[Damage] = &[
    ("S04-11", Change::Text(&[("<imsss:objectives>", "<imsss:randomizationControls/><imsss:objectives>")])),
    (
        "S04-11",
        Change::Text(&[("<imsss:objectives>", "<imsss:controlMode/><imsss:controlMode/><imsss:objectives>")]),
    ),
    ("S04-12a", Change::Text(&[("completionSetByContent=\"true\"", "completionSetByContent=\"false\"")])),
    ("S04-12a", Change::Text(&[(" objectiveSetByContent=\"true\"", "")])),
    ("S04-12a", Change::Text(&[("<imsss:deliveryControls ", "<imsss:deliveryControls tracked=\"false\" ")])),
    ("S04-12b", Change::Text(&[("flow=\"true\"", "flow=\"false\"")])),
    (
        "S04-13a",
        Change::Text(&[(
            "<imsss:objectives>",
            "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleAction action=\"exit\"/></imsss:preConditionRule></imsss:sequencingRules><imsss:objectives>",
        )]),
    ),
    (
        "S04-13b",
        Change::Text(&[(
            "<imsss:objectives>",
            "<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions><imsss:ruleCondition condition=\"never\"/></imsss:ruleConditions></imsss:exitConditionRule></imsss:sequencingRules><imsss:objectives>",
        )]),
    ),
    (
        "S04-13c",
        Change::Text(&[(
            "<imsss:objectives>",
            "<imsss:sequencingRules><imsss:exitConditionRule><imsss:ruleConditions conditionCombination=\"some\"/></imsss:exitConditionRule></imsss:sequencingRules><imsss:objectives>",
        )]),
    ),
    (
        "S04-14a",
        Change::Text(&[(
            "<imsss:objectives>",
            "<imsss:rollupRules><imsss:rollupRule childActivitySet=\"some\"/></imsss:rollupRules><imsss:objectives>",
        )]),
    ),
    (
        "S04-14b",
        Change::Text(&[(
            DELIVERY,
            "<imsss:deliveryControls completionSetByContent=\"true\" objectiveSetByContent=\"true\"/><adlseq:rollupConsiderations requiredForCompleted=\"sometimes\"/>",
        )]),
    ),
    (
        "S04-14c",
        Change::Text(&[(
            "<imsss:deliveryControls ",
            "<imsss:randomizationControls selectionTiming=\"twice\"/><imsss:deliveryControls ",
        )]),
    ),
    (
        "S04-16a",
        Change::Text(&[(
            PRIMARY,
            "<imsss:primaryObjective><imsss:mapInfo targetObjectiveID=\"x\"/></imsss:primaryObjective>",
        )]),
    ),
    (
        "S04-16b",
        Change::Text(&[(
            PRIMARY,
            "<imsss:primaryObjective objectiveID=\"a\"><imsss:mapInfo targetObjectiveID=\"x\" writeSatisfiedStatus=\"true\"/></imsss:primaryObjective><imsss:objective objectiveID=\"b\"><imsss:mapInfo targetObjectiveID=\"x\" writeSatisfiedStatus=\"true\"/></imsss:objective>",
        )]),
    ),
    ("S04-16c", Change::Text(&[(PRIMARY, "<imsss:objective objectiveID=\"b\"/><imsss:primaryObjective/>")])),
    ("S04-16d", Change::Text(&[("satisfiedByMeasure=\"false\"", "satisfiedByMeasure=\"true\"")])),
    (
        "S04-16d",
        Change::Text(&[(
            PRIMARY,
            "<imsss:primaryObjective><imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective>",
        )]),
    ),
];

#[test]
fn each_damage_breaks_its_own_rule() {
    let package = package("scorm2004-4", &options("universal"));
    let shared = [common::XML, common::ZIP, common::LISTED, common::PAGES, common::SCRIPTS, common::PLAYED];
    trial(&BOOK, &package, &[shared.as_slice(), &[SHARED, OWN, SEQUENCING]].concat());
}

#[test]
fn both_editions_are_whole_and_schemas_may_stand_beside_the_manifest() {
    let all: Vec<(String, Vec<u8>)> =
        CONTROL_DOCUMENTS_2004.iter().map(|name| ((*name).to_owned(), b"<schema/>".to_vec())).collect();
    for format in BOOK.formats {
        assert!(numbers(&BOOK, &package(format, &options("canvas"))).is_empty(), "{format}");
        let package = package(format, &PackOptions { control_documents: &all, ..options("universal") });
        assert!(CONTROL_DOCUMENTS_2004.iter().all(|name| package.files[*name] == b"<schema/>"));
        assert!(numbers(&BOOK, &package).is_empty(), "{format}");
    }
}
