//! The rules of `tincan.xml` (LMS sheet, D.9), asked of a finished package by another parser. For tests alone.
//!
//! Each fault has the number of its rule, so that a damaged package can be seen to break that rule only.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::TINCAN;
use crate::bundle::BundlePath;

/// The numbers of all rules that a package breaks: its files by name, and their names in order.
pub(super) fn broken(files: &BTreeMap<String, Vec<u8>>, order: &[String]) -> BTreeSet<&'static str> {
    let Some(activities) = files.get("tincan.xml") else {
        return BTreeSet::from(["XA-01"]);
    };
    let text = std::str::from_utf8(activities).unwrap_or("");
    let Ok(document) = Document::parse(text) else {
        return BTreeSet::from(["PK-02"]);
    };
    let mut broken = BTreeSet::new();
    let mut rule = |number: &'static str, holds: bool| {
        if !holds {
            broken.insert(number);
        }
    };
    rule("PK-01", order.first().is_some_and(|first| first == "tincan.xml"));
    let declared = text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    rule("PK-02", declared && !text.contains("<!DOCTYPE"));
    rule("PK-03", order.iter().all(|path| BundlePath::parse(path).is_ok()));
    let all: Vec<_> = document.descendants().filter(|node| node.has_tag_name((TINCAN, "activity"))).collect();
    let launches: Vec<_> = all.iter().filter_map(|node| child(*node, "launch")).collect();
    let one = launches.len() == 1 && all.iter().all(|node| in_order(*node));
    let there = launches.iter().all(|node| node.text().is_some_and(|path| files.contains_key(path)));
    let root = document.root_element().has_tag_name((TINCAN, "tincan"));
    rule("XA-01", root && one && there && all.iter().all(|node| spoken(*node)));
    let absolute = |name: Option<&str>| name.is_some_and(|name| name.split_once("://").is_some());
    rule("XA-03", all.iter().all(|node| absolute(node.attribute("id")) && absolute(node.attribute("type"))));
    broken
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|node| node.tag_name().name() == name)
}

/// Names, descriptions, the launch: each at least once, in this order.
fn in_order(node: Node<'_, '_>) -> bool {
    let order = ["name", "description", "launch"];
    let places: Option<Vec<usize>> = node
        .children()
        .filter(Node::is_element)
        .map(|node| order.iter().position(|name| *name == node.tag_name().name()))
        .collect();
    let whole = order.iter().all(|name| child(node, name).is_some());
    whole && places.is_some_and(|places| places.is_sorted())
}

/// Whether each text says in which language it is.
fn spoken(node: Node<'_, '_>) -> bool {
    node.children()
        .filter(Node::is_element)
        .all(|text| text.attribute("lang").is_some_and(|tag| !tag.is_empty()) && text.text().is_some())
}
