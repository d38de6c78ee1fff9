//! The rules of SCORM 2004, 3rd and 4th edition, with what the systems on the sheet ask beyond it.
//!
//! Sources: the schemas, the test suite and the sample run-time of ADL, and Moodle, as the sheet has them. What a
//! manifest says of sequencing stands in a file of its own.

mod sequencing;

use roxmltree::Node;

use super::common::{HREFS, LISTED, PAGES, PLAYED, SCRIPTS, XML, XML_GATES, ZIP};
use super::{Book, Rule, Seen, child, children, in_order, rule, says};
use crate::bundle::CONTROL_DOCUMENTS_2004;

const CP: &str = "http://www.imsglobal.org/xsd/imscp_v1p1";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_v1p3";
const ADLSEQ: &str = "http://www.adlnet.org/xsd/adlseq_v1p3";
const ADLNAV: &str = "http://www.adlnet.org/xsd/adlnav_v1p3";
const IMSSS: &str = "http://www.imsglobal.org/xsd/imsss";
const LOM: &str = "http://ltsc.ieee.org/xsd/LOM";
const XML_SPACE: &str = "http://www.w3.org/XML/1998/namespace";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
const THIRD: &str = "2004 3rd Edition";
const FOURTH: &str = "2004 4th Edition";

/// What stands in `lom`, in the order of its schema.
const LOM_ORDER: [&str; 9] = [
    "general",
    "lifeCycle",
    "metaMetadata",
    "technical",
    "educational",
    "rights",
    "relation",
    "annotation",
    "classification",
];
/// What stands in `general`, in the order of its schema.
const GENERAL: [&str; 8] = [
    "identifier",
    "title",
    "language",
    "description",
    "keyword",
    "coverage",
    "structure",
    "aggregationLevel",
];
/// What stands in an item: its own elements, then those of ADL and of sequencing.
const ITEM: [&str; 9] = [
    "title",
    "item",
    "metadata",
    "timeLimitAction",
    "dataFromLMS",
    "completionThreshold",
    "data",
    "sequencing",
    "presentation",
];
/// Buttons of a system that can be hidden.
const HIDDEN: [&str; 7] = ["previous", "continue", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"];
/// Attributes of a completion threshold, in the fourth edition.
const THRESHOLD: [&str; 3] = ["completedByMeasure", "minProgressMeasure", "progressWeight"];

/// The book of SCORM 2004.
pub(super) const BOOK: Book = Book {
    formats: &["scorm2004-3", "scorm2004-4"],
    title: "SCORM 2004",
    entry: "imsmanifest.xml",
    namespace: CP,
    control: &CONTROL_DOCUMENTS_2004,
    gates: &[XML_GATES, NAMESPACE],
    tables: &[
        XML,
        ZIP,
        LISTED,
        HREFS,
        PAGES,
        SCRIPTS,
        PLAYED,
        MANIFEST,
        ORGANIZATION,
        ITEMS,
        RESOURCE,
        sequencing::RULES,
        METADATA,
    ],
};

const NAMESPACE: &[Rule] = &[rule(
    "S04-02a",
    "AD",
    "One `manifest` of IMS Content Packaging 1.1.4 is the root, without a prefix.",
    |seen| {
        seen.text.contains("<manifest ")
            && seen.root().is_some_and(|root| root.has_tag_name((CP, "manifest")))
    },
)];

const MANIFEST: &[Rule] = &[
    rule("S04-01a", "AD", "The schema is `ADL SCORM`.", |seen| seen.text_of("schema") == Some("ADL SCORM")),
    rule("S04-01b", "AD, MO", "The schema version is that of an edition, to the letter.", |seen| {
        seen.text_of("schemaversion").is_some_and(|version| [THIRD, FOURTH].contains(&version))
    }),
    rule("S04-02b", "AD", "The manifest has an identifier.", |seen| {
        seen.root().is_some_and(|root| root.has_attribute("identifier"))
    }),
    rule("S04-02c", "AD", "It has metadata, once.", |seen| count(seen.root(), "metadata") == 1),
    rule("S04-02d", "AD", "Metadata begin with schema and schema version.", |seen| {
        let metadata = seen.root().and_then(|root| child(root, "metadata"));
        metadata.is_some_and(|node| {
            children(node).map(|node| node.tag_name().name()).take(2).eq(["schema", "schemaversion"])
        })
    }),
    rule("S04-17a", "AD", "A title has at most 200 characters.", |seen| {
        seen.all("title").all(|node| length(node.text()) <= 200)
    }),
    rule("S04-17b", "AD", "A version has at most 20 characters.", |seen| {
        seen.values("version").all(|text| length(Some(text)) <= 20)
    }),
    rule("S04-17c", "AD", "An `href` has at most 2,000 characters.", |seen| {
        seen.values("href").all(|text| length(Some(text)) <= 2000)
    }),
    rule("S04-17d", "AD", "Parameters have at most 1,000 characters.", |seen| {
        seen.values("parameters").all(|text| length(Some(text)) <= 1000)
    }),
    rule("S04-19", "AD", "Of the schemas that the manifest names, all stand at the root, or none.", |seen| {
        let there = CONTROL_DOCUMENTS_2004.iter().filter(|name| seen.files.contains_key(**name)).count();
        there == 0 || there == CONTROL_DOCUMENTS_2004.len()
    }),
    rule("S04-21", "AD", "The third edition names nothing that only the fourth has.", |seen| {
        let later = |node: Node<'_, '_>| {
            ["data", "map"].iter().any(|name| node.has_tag_name((ADLCP, *name)))
                || node.has_tag_name((ADLSEQ, "objectives"))
                || node.attributes().any(|one| one.name() == "sharedDataGlobalToSystem")
        };
        is_fourth(seen) || !seen.elements().any(later)
    }),
];

const ORGANIZATION: &[Rule] = &[
    rule("S04-03a", "AD", "There is one `organizations`.", |seen| seen.all("organizations").count() == 1),
    rule("S04-03b", "AD", "The default organization is one that is there.", |seen| {
        let default = seen.all("organizations").next().and_then(|node| node.attribute("default"));
        default
            .is_some_and(|id| seen.all("organization").any(|node| node.attribute("identifier") == Some(id)))
    }),
    rule("S04-03c", "AD", "An organization has one title.", |seen| {
        seen.all("organization").all(|node| count(Some(node), "title") == 1)
    }),
    rule("S04-03d", "AD", "An organization has an item at least.", |seen| {
        seen.all("organization").all(|node| 1 <= count(Some(node), "item"))
    }),
    rule("S04-18", "ours", "One course is one SCO.", |seen| seen.all("item").filter(is_leaf).count() <= 1),
];

const ITEMS: &[Rule] = &[
    rule("S04-04a", "AD", "An item has one title, with words.", |seen| {
        seen.all("item").all(|item| count(Some(item), "title") == 1 && says(child(item, "title")))
    }),
    rule("S04-04b", "AD", "An item without items refers to a resource that is there.", |seen| {
        let known = |id| seen.all("resource").any(|node| node.attribute("identifier") == Some(id));
        seen.all("item").filter(is_leaf).all(|item| item.attribute("identifierref").is_some_and(known))
    }),
    rule("S04-04c", "AD", "An item with items refers to none.", |seen| {
        seen.all("item").filter(|item| !is_leaf(item)).all(|item| !item.has_attribute("identifierref"))
    }),
    rule("S04-08a", "AD", "What is in an item stands in the order of the schemas.", |seen| {
        seen.all("item").all(|item| in_order(item, &ITEM))
    }),
    rule("S04-08b", "AD", "Sequencing, presentation and data stand in an item once at most.", |seen| {
        let once =
            |item| ["sequencing", "presentation", "data"].iter().all(|name| count(Some(item), name) < 2);
        seen.all("item").all(once)
    }),
    rule("S04-09a", "AD", "What is for a SCO stands in an item that refers to one.", |seen| {
        ["timeLimitAction", "dataFromLMS", "completionThreshold"].into_iter().all(|name| {
            adl(seen, name).all(|node| {
                node.parent().is_some_and(|item| {
                    item.has_tag_name((CP, "item")) && item.has_attribute("identifierref")
                })
            })
        })
    }),
    rule("S04-09b", "AD", "Launch data have at most 4,000 characters.", |seen| {
        adl(seen, "dataFromLMS").all(|node| length(node.text()) <= 4000)
    }),
    rule("S04-10a", "AD", "In the fourth edition a threshold is of attributes, and no text.", |seen| {
        !is_fourth(seen) || adl(seen, "completionThreshold").all(is_threshold)
    }),
    rule(
        "S04-10b",
        "AD, MO",
        "In the third edition a threshold is a number from 0 to 1, and no more.",
        |seen| {
            let bare = |node: Node<'_, '_>| {
                node.attributes().len() == 0 && is_share(node.text().unwrap_or_default())
            };
            is_fourth(seen) || adl(seen, "completionThreshold").all(bare)
        },
    ),
    rule("S04-15", "AD", "Each button that is hidden is one that a system has.", |seen| {
        let mut hides = seen.elements().filter(|node| node.has_tag_name((ADLNAV, "hideLMSUI")));
        hides.all(|node| HIDDEN.contains(&node.text().unwrap_or_default()))
    }),
];

const RESOURCE: &[Rule] = &[
    rule(
        "S04-05",
        "AD, AS",
        "Every resource has an `adlcp:scormType`, with a capital: `sco` or `asset`.",
        |seen| {
            let known =
                |node: Node<'_, '_>| matches!(node.attribute((ADLCP, "scormType")), Some("sco" | "asset"));
            seen.all("resource").all(known)
        },
    ),
    rule("S04-06a", "AD", "A resource that an item refers to is `webcontent`.", |seen| {
        referred(seen).all(|node| node.attribute("type") == Some("webcontent"))
    }),
    rule("S04-06b", "AD", "It has an `href`.", |seen| referred(seen).all(|node| node.has_attribute("href"))),
    rule("S04-06c", "AD", "The file that it launches is one of its own.", |seen| {
        referred(seen)
            .filter(|node| node.has_attribute("href"))
            .all(|node| children(node).any(|file| file.attribute("href") == node.attribute("href")))
    }),
    rule("S04-07a", "AD", "An `href` has no backslash, and leads to no root and no disk.", |seen| {
        let mut hrefs = seen.all("resource").filter_map(|node| node.attribute("href"));
        hrefs.all(|href| !href.contains('\\') && !href.starts_with('/') && !href.starts_with("file:"))
    }),
    rule("S04-07b", "AD", "What is launched has an extension.", |seen| {
        let mut hrefs = seen.all("resource").filter_map(|node| node.attribute("href"));
        hrefs.all(|href| href.rsplit('/').next().is_some_and(|name| name.contains('.')))
    }),
    rule("S04-07c", "AD", "A base is relative, and ends with a slash.", |seen| {
        let mut bases = seen.elements().filter_map(|node| node.attribute((XML_SPACE, "base")));
        bases.all(|base| !base.starts_with('/') && base.ends_with('/'))
    }),
];

const METADATA: &[Rule] = &[
    rule("S04-20a", "AD", "A LOM is in the namespace of IEEE 1484.12.3.", |seen| {
        seen.elements()
            .filter(|node| node.tag_name().name() == "lom")
            .all(|node| node.has_tag_name((LOM, "lom")))
    }),
    rule("S04-20b", "AD", "The parts of a LOM stand in the order of its schema.", |seen| {
        own(seen, "lom").all(|node| in_order(node, &LOM_ORDER))
    }),
    rule("S04-20c", "AD", "What is general stands in the order of its schema.", |seen| {
        own(seen, "general").all(|node| in_order(node, &GENERAL))
    }),
    rule("S04-20d", "AD", "Every text is a `string` that names its language.", |seen| {
        let mut texts = ["title", "description", "keyword", "version"].into_iter();
        texts.all(|name| {
            own(seen, name)
                .flat_map(children)
                .all(|text| text.has_tag_name((LOM, "string")) && text.has_attribute("language"))
        })
    }),
    rule("S04-20e", "AD", "The learning time is a duration of ISO 8601.", |seen| {
        own(seen, "duration")
            .all(|node| node.text().is_some_and(|time| time.starts_with("PT") && time.ends_with('M')))
    }),
    rule("S04-20f", "AD", "The manifest says where the schema of a LOM is.", |seen| {
        let places = seen.root().and_then(|root| root.attribute((XSI, "schemaLocation")));
        own(seen, "lom").next().is_none()
            || places.is_some_and(|places| places.contains(&format!("{LOM} lom.xsd")))
    }),
];

/// Whether the manifest is of the fourth edition, or of none that there is.
fn is_fourth(seen: &Seen<'_>) -> bool {
    seen.text_of("schemaversion") != Some(THIRD)
}

/// How many elements of this name stand in a node.
fn count(node: Option<Node<'_, '_>>, name: &str) -> usize {
    let elements = node.into_iter().flat_map(|node| node.children());
    elements.filter(|child| child.is_element() && child.tag_name().name() == name).count()
}

fn is_leaf(item: &Node<'_, '_>) -> bool {
    count(Some(*item), "item") == 0
}

/// ADL's own elements of this name.
fn adl<'a>(seen: &Seen<'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.elements().filter(move |node| node.has_tag_name((ADLCP, name)))
}

/// Elements of a LOM of this name.
fn own<'a>(seen: &Seen<'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.elements().filter(move |node| node.has_tag_name((LOM, name)))
}

/// The resources that items refer to.
fn referred<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    let ids: Vec<&str> = seen.all("item").filter_map(|node| node.attribute("identifierref")).collect();
    seen.all("resource").filter(move |node| node.attribute("identifier").is_some_and(|id| ids.contains(&id)))
}

fn length(text: Option<&str>) -> usize {
    text.unwrap_or_default().chars().count()
}

fn is_share(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share))
}

/// A threshold of the fourth edition: its attributes and their words, and nothing within.
fn is_threshold(node: Node<'_, '_>) -> bool {
    let fits = |name: &str, value: &str| match name {
        "completedByMeasure" => value == "true" || value == "false",
        _ => is_share(value),
    };
    !says(Some(node))
        && node.attributes().all(|one| THRESHOLD.contains(&one.name()) && fits(one.name(), one.value()))
}

#[cfg(test)]
mod tests;
