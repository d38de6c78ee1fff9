//! The rules of SCORM 1.2, with what the systems on the sheet ask beyond it.
//!
//! Sources: the schemas of SCORM 1.2 and IMS Learning Resource Meta-data 1.2.1, Moodle, Open edX and the NHS Learning
//! Hub, as the sheet has them.

use roxmltree::Node;

use super::common::{LISTED, PAGES, PLAYED, XML, XML_GATES, ZIP};
use super::{Book, Rule, Seen, child, children, in_order, rule, says};
use crate::bundle::CONTROL_DOCUMENTS;

const CP: &str = "http://www.imsproject.org/xsd/imscp_rootv1p1p2";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_rootv1p2";
const MD: &str = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1";

/// What stands in `lom`, in the order of its schema.
const LOM: [&str; 9] = [
    "general",
    "lifecycle",
    "metametadata",
    "technical",
    "educational",
    "rights",
    "relation",
    "annotation",
    "classification",
];
/// What stands in `general`, in the order of its schema.
const GENERAL: [&str; 9] = [
    "identifier",
    "title",
    "catalogentry",
    "language",
    "description",
    "keyword",
    "coverage",
    "structure",
    "aggregationlevel",
];
/// What may follow the title, items and metadata of an item.
const ITEM: [&str; 8] = [
    "title",
    "item",
    "metadata",
    "prerequisites",
    "maxtimeallowed",
    "timelimitaction",
    "datafromlms",
    "masteryscore",
];
const ACTIONS: [&str; 4] = ["exit,message", "exit,no message", "continue,message", "continue,no message"];

/// The book of SCORM 1.2.
pub(super) const BOOK: Book = Book {
    formats: &["scorm12"],
    title: "SCORM 1.2",
    entry: "imsmanifest.xml",
    namespace: CP,
    control: &CONTROL_DOCUMENTS,
    gates: &[XML_GATES, NAMESPACE],
    tables: &[XML, ZIP, LISTED, PAGES, PLAYED, MANIFEST, ORGANIZATION, RESOURCE, METADATA],
};

const NAMESPACE: &[Rule] = &[rule(
    "S12-01",
    "AS, OX",
    "The elements of IMS Content Packaging 1.1.2 stand without a prefix in their namespace.",
    |seen| {
        seen.text.contains("<manifest ")
            && seen.root().is_some_and(|root| root.has_tag_name((CP, "manifest")))
    },
)];

const MANIFEST: &[Rule] = &[
    rule("S12-02", "MO", "ADL's own words have the literal prefix `adlcp:`.", |seen| {
        let root = seen.root();
        let space = root.and_then(|root| root.namespaces().find(|space| space.uri() == ADLCP));
        space.is_some_and(|space| space.name() == Some("adlcp"))
    }),
    rule("S12-03a", "AS, MO", "The schema is `ADL SCORM`.", |seen| {
        seen.text_of("schema") == Some("ADL SCORM")
    }),
    rule("S12-03b", "AS, MO, OX", "The schema version is `1.2`.", |seen| {
        seen.text_of("schemaversion") == Some("1.2")
    }),
    rule("S12-04a", "AS", "A manifest holds metadata, organizations and resources, in this order.", |seen| {
        ordered(seen, "manifest", &["metadata", "organizations", "resources", "manifest"])
    }),
    rule("S12-04b", "AS", "Metadata hold schema, schema version and a LOM, in this order.", |seen| {
        seen.root()
            .and_then(|root| child(root, "metadata"))
            .is_none_or(|node| in_order(node, &["schema", "schemaversion", "lom"]))
    }),
    rule("S12-04c", "AS", "An organization holds title, items and metadata, in this order.", |seen| {
        ordered(seen, "organization", &["title", "item", "metadata"])
    }),
    rule(
        "S12-04d",
        "AS",
        "An item holds title, items, metadata and then ADL's words, in this order.",
        |seen| ordered(seen, "item", &ITEM),
    ),
    rule("S12-04e", "AS", "A resource holds metadata, files and dependencies, in this order.", |seen| {
        ordered(seen, "resource", &["metadata", "file", "dependency"])
    }),
    rule("S12-12a", "AS", "A title has at most 200 characters.", |seen| {
        seen.all("title").all(|node| length(node.text().unwrap_or_default()) <= 200)
    }),
    rule("S12-12b", "AS, LH", "A version has at most 20 characters.", |seen| {
        seen.values("version").all(|text| length(text) <= 20)
    }),
    rule("S12-12c", "LH", "An `href` has at most 255 characters.", |seen| {
        seen.values("href").all(|text| length(text) <= 255)
    }),
    rule("S12-15", "AD", "Of the schemas that the manifest names, all stand at the root, or none.", |seen| {
        let there = CONTROL_DOCUMENTS.iter().filter(|name| seen.files.contains_key(**name)).count();
        there == 0 || there == CONTROL_DOCUMENTS.len()
    }),
];

const ORGANIZATION: &[Rule] = &[
    rule("S12-05a", "AS", "A prerequisite is an `aicc_script` of at most 200 characters.", |seen| {
        adl(seen, "prerequisites").all(|node| {
            node.attribute("type") == Some("aicc_script") && length(node.text().unwrap_or_default()) <= 200
        })
    }),
    rule("S12-05b", "AS, LH", "A time limit is written `HHHH:MM:SS.SS`, in at most 13 characters.", |seen| {
        adl(seen, "maxtimeallowed").all(|node| is_time(node.text().unwrap_or_default()))
    }),
    rule("S12-05c", "AS", "What happens at a time limit is one of four words.", |seen| {
        adl(seen, "timelimitaction").all(|node| ACTIONS.contains(&node.text().unwrap_or_default()))
    }),
    rule("S12-05d", "AS", "Launch data have at most 255 characters.", |seen| {
        adl(seen, "datafromlms").all(|node| length(node.text().unwrap_or_default()) <= 255)
    }),
    rule("S12-07", "AS", "The default organization is one that is there.", |seen| {
        let default = seen.all("organizations").next().and_then(|node| node.attribute("default"));
        default
            .is_some_and(|id| seen.all("organization").any(|node| node.attribute("identifier") == Some(id)))
    }),
    rule("S12-08", "MO", "Every item names a resource that is there.", |seen| {
        let known = |id| seen.all("resource").any(|node| node.attribute("identifier") == Some(id));
        seen.all("item").all(|item| item.attribute("identifierref").is_some_and(known))
    }),
    rule("S12-10", "OX", "Every item says that it is visible.", |seen| {
        seen.all("item").all(|item| item.attribute("isvisible") == Some("true"))
    }),
    rule("S12-11a", "OX, Canvas", "Every item has a title.", |seen| {
        seen.all("item").all(|node| says(child(node, "title")))
    }),
    rule("S12-11b", "OX, Canvas", "Every organization has a title.", |seen| {
        seen.all("organization").all(|node| says(child(node, "title")))
    }),
    rule("S12-13", "Q-MO-05", "No mastery score: the course alone says what was passed.", |seen| {
        adl(seen, "masteryscore").next().is_none()
    }),
    rule("S12-16", "ours", "A course is one item.", |seen| seen.all("item").count() == 1),
];

const RESOURCE: &[Rule] = &[
    rule("S12-06a", "AS", "Every resource is `webcontent`.", |seen| {
        seen.all("resource").all(|node| node.attribute("type") == Some("webcontent"))
    }),
    rule(
        "S12-06b",
        "AS, MO",
        "Every resource has an `adlcp:scormtype`, in lower case: `sco` or `asset`.",
        |seen| seen.all("resource").all(|node| matches!(kind(node), Some("sco" | "asset"))),
    ),
    rule("S12-09a", "OX", "The first resource that has an `href` is the one to launch.", |seen| {
        first(seen).is_some_and(|node| kind(node) != Some("asset"))
    }),
    rule("S12-09b", "AS, AD", "The file that it launches is one of its own.", |seen| {
        first(seen).is_some_and(|node| {
            let href = node.attribute("href").unwrap_or_default().split('?').next();
            children(node).any(|file| file.attribute("href") == href)
        })
    }),
];

const METADATA: &[Rule] = &[
    rule("S12-14a", "AS", "The parts of a LOM stand in the order of its schema.", |seen| {
        lom(seen).is_some_and(|lom| in_order(lom, &LOM))
    }),
    rule("S12-14b", "AS", "What is general stands in the order of its schema.", |seen| {
        lom(seen).and_then(|lom| child(lom, "general")).is_some_and(|node| in_order(node, &GENERAL))
    }),
    rule("S12-14c", "AS", "Every text is a `langstring` that names its language.", |seen| {
        let texts = ["title", "description", "keyword", "version"];
        let mut spoken = lom(seen)
            .into_iter()
            .flat_map(|lom| lom.descendants())
            .filter(|node| texts.contains(&node.tag_name().name()));
        spoken.all(|node| {
            children(node).all(|text| {
                text.has_tag_name((MD, "langstring")) && text.attributes().any(|one| one.name() == "lang")
            })
        })
    }),
    rule("S12-14d", "AS", "The learning time is a duration of ISO 8601.", |seen| {
        let time =
            seen.elements().find(|node| node.has_tag_name((MD, "datetime"))).and_then(|node| node.text());
        time.is_some_and(|time| time.starts_with("PT") && time.ends_with('M'))
    }),
    rule("S12-14e", "AS", "The catalogue is told a title.", |seen| {
        let general = lom(seen).and_then(|lom| child(lom, "general"));
        let title = general.and_then(|node| child(node, "title"));
        says(title.and_then(|title| children(title).next()))
    }),
];

/// Whether what is in every element of this name stands in order.
fn ordered(seen: &Seen<'_>, name: &'static str, order: &[&str]) -> bool {
    seen.all(name).all(|node| in_order(node, order))
}

/// ADL's own elements of this name.
fn adl<'a>(seen: &Seen<'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.elements().filter(move |node| node.has_tag_name((ADLCP, name)))
}

fn kind<'a>(resource: Node<'a, 'a>) -> Option<&'a str> {
    resource.attribute((ADLCP, "scormtype"))
}

/// The resource that systems launch.
fn first<'a>(seen: &Seen<'a>) -> Option<Node<'a, 'a>> {
    seen.all("resource").find(|node| node.has_attribute("href"))
}

fn lom<'a>(seen: &Seen<'a>) -> Option<Node<'a, 'a>> {
    seen.elements().find(|node| node.has_tag_name((MD, "lom")))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// `HHHH:MM:SS.SS`, with two to four digits for hours and the part of a second left out or not.
fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let digits = |text: &str, from, to| {
        (from..=to).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let [hours, minutes, seconds] = parts.as_slice() else { return false };
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, "0"));
    digits(hours, 2, 4) && digits(minutes, 2, 2) && digits(whole, 2, 2) && digits(part, 1, 2)
}

#[cfg(test)]
mod tests;
