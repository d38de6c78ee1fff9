//! The rules of IMS Common Cartridge 1.1 and 1.3, manifest and quizzes.
//!
//! Most are the assertions that stand in the schemas of version 1.1 themselves (CP and QTI with the number of each
//! there); 1.3 has the same profile. No schema of 1.3 was seen by us.

mod quiz;

use std::collections::BTreeSet;

use roxmltree::Node;

use super::common::{LISTED, PAGES, XML, XML_GATES, ZIP};
use super::{Book, Rule, Seen, child, children, in_order, rule, says};
use quiz::{ANSWER, ITEM, QUIZ, QUIZ_GATES};

/// The book of version 1.1.
pub(super) const BOOK_11: Book = Book {
    formats: &["cc11"],
    title: "Common Cartridge 1.1",
    entry: "imsmanifest.xml",
    namespace: "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
    control: &[],
    gates: &[XML_GATES, NAMESPACE, QUIZ_GATES],
    tables: &[XML, ZIP, LISTED, PAGES, MANIFEST, ORGANIZATION, RESOURCE, QUIZ, ITEM, ANSWER],
};

/// The book of version 1.3.
pub(super) const BOOK_13: Book = Book {
    formats: &["cc13"],
    title: "Common Cartridge 1.3",
    namespace: "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1",
    ..BOOK_11
};

const NAMESPACE: &[Rule] = &[rule(
    "CC-01",
    "CC XSD",
    "The elements stand without a prefix in the namespace of their version.",
    |seen| {
        let name = (seen.book.namespace, "manifest");
        seen.text.contains("<manifest ") && seen.root().is_some_and(|root| root.has_tag_name(name))
    },
)];

const MANIFEST: &[Rule] = &[
    rule("CC-03a", "CC XSD", "The schema is `IMS Common Cartridge`.", |seen| {
        seen.text_of("schema") == Some("IMS Common Cartridge")
    }),
    rule("CC-03b", "CC XSD", "The schema version is that of the format.", |seen| {
        seen.text_of("schemaversion") == Some(version(seen).1)
    }),
    rule("CC-03c", "CC XSD", "The catalogue is told a title, in the LOM of the version.", |seen| {
        let lom = format!("http://ltsc.ieee.org/xsd/ims{}/LOM/manifest", version(seen).0);
        let own = |node: &Node<'_, '_>, name: &str| node.has_tag_name((lom.as_str(), name));
        let title = seen.elements().find(|node| own(node, "title"));
        title.is_some_and(|title| says(title.children().find(|node| own(node, "string"))))
    }),
    rule("CC-04a", "CC XSD", "There is one organization, and it is a `rooted-hierarchy`.", |seen| {
        let all: Vec<_> = seen.all("organization").collect();
        all.len() == 1 && all[0].attribute("structure") == Some("rooted-hierarchy")
    }),
    rule("CC-04b", "CC XSD", "It has one root item, which has no title and opens nothing.", |seen| {
        let roots = seen.all("organization").flat_map(children).filter(|node| is_item(*node));
        let roots: Vec<_> = roots.collect();
        roots.len() == 1 && child(roots[0], "title").is_none() && !roots[0].has_attribute("identifierref")
    }),
    rule(
        "CC-04c",
        "CC XSD",
        "What earlier packaging had is not there: `default`, `isvisible`, `parameters`.",
        |seen| {
            ["default", "isvisible", "parameters"]
                .iter()
                .all(|name| !seen.elements().any(|node| node.has_attribute(*name)))
        },
    ),
    rule("CC-04d", "CC XSD", "The manifest has no version of its own.", |seen| {
        seen.root().is_some_and(|root| !root.has_attribute("version"))
    }),
    rule(
        "CC-04e",
        "CC XSD",
        "A manifest holds metadata, organizations and resources, in this order.",
        |seen| {
            seen.root().is_some_and(|root| {
                in_order(root, &["metadata", "organizations", "resources"]) && children(root).count() == 3
            })
        },
    ),
];

const ORGANIZATION: &[Rule] = &[
    rule("CC-04f", "CC XSD", "Every item below the root has a title, first of all.", |seen| {
        below(seen).all(|item| says(child(item, "title")) && in_order(item, &["title", "item", "metadata"]))
    }),
    rule("CC-04g", "CC XSD", "What an item opens is a resource that is there.", |seen| {
        let known = |id| seen.all("resource").any(|node| node.attribute("identifier") == Some(id));
        seen.all("item").filter_map(|item| item.attribute("identifierref")).all(known)
    }),
    rule("CC-04h", "CP 8b", "An item that opens something holds no items.", |seen| {
        let opens = seen.all("item").filter(|item| item.has_attribute("identifierref"));
        opens.into_iter().all(|item| child(item, "item").is_none())
    }),
    rule("CC-05c", "CP 8a", "No item opens the bank of questions.", |seen| {
        let banks: BTreeSet<_> = banks(seen).filter_map(|node| node.attribute("identifier")).collect();
        seen.all("item").filter_map(|item| item.attribute("identifierref")).all(|id| !banks.contains(id))
    }),
];

const RESOURCE: &[Rule] = &[
    rule("CC-05a", "CC XSD", "The type of a resource is one of the profile.", |seen| {
        let own = format!("imsqti_xmlv1p2/{}/", version(seen).0.replace("ccv", "imscc_xmlv"));
        seen.all("resource").all(|node| {
            let kind = node.attribute("type").unwrap_or_default();
            kind == "webcontent" || matches!(kind.strip_prefix(&own), Some("assessment" | "question-bank"))
        })
    }),
    rule("CC-05b", "CP 4a", "There is at most one bank of questions.", |seen| banks(seen).count() <= 1),
    rule("CC-06a", "CP 3a, 3b, 4b, 4c", "A quiz or a bank has one file.", |seen| {
        quizzes(seen).all(|node| children(node).filter(|one| one.tag_name().name() == "file").count() == 1)
    }),
    rule("CC-06b", "CP 3c, 4d", "A quiz or a bank is not opened by an `href`.", |seen| {
        quizzes(seen).all(|node| !node.has_attribute("href"))
    }),
    rule("CC-06c", "CP 5g", "A page that an item opens has an `href`.", |seen| {
        let opened: BTreeSet<_> =
            seen.all("item").filter_map(|item| item.attribute("identifierref")).collect();
        let pages = seen.all("resource").filter(|node| node.attribute("type") == Some("webcontent"));
        let opened = |node: &Node<'_, '_>| node.attribute("identifier").is_some_and(|id| opened.contains(id));
        pages.into_iter().filter(opened).all(|node| node.has_attribute("href"))
    }),
    rule("CC-06d", "CP 10b", "The file that a resource opens is one of its own.", |seen| {
        seen.all("resource")
            .filter(|node| node.has_attribute("href"))
            .all(|node| children(node).any(|file| file.attribute("href") == node.attribute("href")))
    }),
    rule("CC-06e", "CC XSD", "A resource holds files and then what it depends on.", |seen| {
        seen.all("resource").all(|node| in_order(node, &["metadata", "file", "dependency"]))
    }),
    rule("CC-06f", "CC XSD", "What a resource depends on is there, and is web content.", |seen| {
        let web = |id| {
            seen.all("resource").any(|node| {
                node.attribute("identifier") == Some(id) && node.attribute("type") == Some("webcontent")
            })
        };
        seen.all("dependency").all(|node| node.attribute("identifierref").is_some_and(web))
    }),
    rule("CC-06g", "CP 7a, 7b", "A resource depends on nothing twice, and not on itself.", |seen| {
        seen.all("resource").all(|node| {
            let own = node.attribute("identifier");
            let to: Vec<_> = children(node)
                .filter(|one| one.tag_name().name() == "dependency")
                .map(|one| one.attribute("identifierref"))
                .collect();
            to.iter().collect::<BTreeSet<_>>().len() == to.len() && !to.contains(&own)
        })
    }),
    rule("CC-12", "D.10", "What is lost stands in the sheet for administrators.", |seen| {
        let sheet = seen.files.get("readme-lms.txt").map(|bytes| String::from_utf8_lossy(bytes));
        sheet.is_some_and(|sheet| sheet.contains("What is not carried"))
    }),
    rule("CC-13", "D.10", "No script is in a cartridge: it tells nobody anything.", |seen| {
        !seen.files.keys().any(|name| name.ends_with(".js")) && seen.free_of(&["html"], &["<script"])
    }),
    rule("CC-15", "ours", "The package says which course, edition and content it is.", |seen| {
        seen.files.contains_key("course-evidence.json")
    }),
];

/// What namespaces and schemas call the version, and what the manifest does.
fn version(seen: &Seen<'_>) -> (&'static str, &'static str) {
    if seen.book.formats.contains(&"cc11") { ("ccv1p1", "1.1.0") } else { ("ccv1p3", "1.3.0") }
}

fn is_item(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "item"
}

/// All items but the root.
fn below<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.all("item").filter(|node| node.parent_element().is_some_and(is_item))
}

fn quizzes<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.all("resource").filter(|node| node.attribute("type").is_some_and(|kind| kind.starts_with("imsqti")))
}

fn banks<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    quizzes(seen).filter(|node| node.attribute("type").is_some_and(|kind| kind.ends_with("question-bank")))
}

#[cfg(test)]
mod tests;
