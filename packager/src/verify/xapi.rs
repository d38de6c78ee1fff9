//! The rules of `tincan.xml`, by which plain xAPI is launched.
//!
//! Source: Rustici's document on launching and its schema, as the sheet has them. What is told while somebody learns
//! stands in `held.rs`.

use super::common::{PAGES, PLAYED, SCRIPTS, XML, XML_GATES, ZIP};
use super::{Book, Rule, child, children, in_order, rule, says};

const TINCAN: &str = "http://projecttincan.com/tincan.xsd";

/// The book of plain xAPI.
pub(super) const BOOK: Book = Book {
    formats: &["xapi"],
    title: "xAPI",
    entry: "tincan.xml",
    namespace: TINCAN,
    control: &[],
    gates: &[XML_GATES, NAMESPACE],
    tables: &[XML, ZIP, PAGES, SCRIPTS, PLAYED, ACTIVITIES],
};

const NAMESPACE: &[Rule] =
    &[rule("XA-01a", "RU", "The outermost element is `tincan`, in the namespace of its schema.", |seen| {
        seen.root().is_some_and(|root| root.has_tag_name((TINCAN, "tincan")))
    })];

const ACTIVITIES: &[Rule] = &[
    rule("XA-01b", "RU", "One activity can be launched, and no more.", |seen| {
        seen.all("launch").count() == 1
    }),
    rule("XA-01c", "RU", "What is launched is in the package.", |seen| {
        seen.all("launch").all(|node| node.text().is_some_and(|path| seen.files.contains_key(path)))
    }),
    rule(
        "XA-01d",
        "RU",
        "An activity holds names, descriptions and what is launched, in this order.",
        |seen| seen.all("activity").all(|node| in_order(node, &["name", "description", "launch"])),
    ),
    rule("XA-01e", "RU", "An activity has a name.", |seen| {
        seen.all("activity").all(|node| says(child(node, "name")))
    }),
    rule("XA-01f", "RU", "An activity has a description.", |seen| {
        seen.all("activity").all(|node| says(child(node, "description")))
    }),
    rule("XA-01g", "RU", "Each text says in which language it is.", |seen| {
        let told = |tag: Option<&str>| tag.is_some_and(|tag| !tag.is_empty());
        seen.all("activity").all(|node| children(node).all(|text| told(text.attribute("lang"))))
    }),
    rule("XA-03a", "XS", "The id of an activity is absolute.", |seen| {
        seen.all("activity").all(|node| node.attribute("id").is_some_and(|id| id.contains("://")))
    }),
    rule("XA-03b", "XS", "The type of an activity is absolute.", |seen| {
        seen.all("activity").all(|node| node.attribute("type").is_some_and(|kind| kind.contains("://")))
    }),
];

#[cfg(test)]
mod tests;
