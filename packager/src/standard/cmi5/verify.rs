//! The rules of cmi5 (LMS sheet, D.8), asked of a finished package by another parser. For tests alone.
//!
//! Each fault has the number of its rule, so that a damaged package can be seen to break that rule only.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::COURSE_STRUCTURE;
use crate::bundle::BundlePath;

/// Words of `moveOn` (C5-04).
const MOVE_ON: [&str; 5] =
    ["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"];
/// What an assignable unit may hold, in order (C5-03).
const UNIT: [&str; 6] = ["title", "description", "objectives", "url", "launchParameters", "entitlementKey"];

/// The numbers of all rules that a package breaks: its files by name, and their names in order.
pub(super) fn broken(files: &BTreeMap<String, Vec<u8>>, order: &[String]) -> BTreeSet<&'static str> {
    let mut broken = BTreeSet::new();
    let Some(structure) = files.get("cmi5.xml") else {
        return BTreeSet::from(["C5-01"]);
    };
    let text = std::str::from_utf8(structure).unwrap_or("");
    let Ok(document) = Document::parse(text) else {
        return BTreeSet::from(["PK-02"]);
    };
    let mut rule = |number: &'static str, holds: bool| {
        if !holds {
            broken.insert(number);
        }
    };
    rule("PK-01", order.first().is_some_and(|first| first == "cmi5.xml"));
    let declared = text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    rule("PK-02", declared && !text.contains("<!DOCTYPE"));
    rule("PK-03", order.iter().all(|path| BundlePath::parse(path).is_ok()));
    structure_rules(&document, &mut rule);
    for unit in all(&document, "au") {
        unit_rules(unit, files, &mut rule);
    }
    broken
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn all<'a, 'input: 'a>(
    document: &'a Document<'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    document.descendants().filter(move |node| node.has_tag_name((COURSE_STRUCTURE, name)))
}

/// Whether the children stand in this order; a name may come more than once.
fn in_order(node: Node<'_, '_>, order: &[&str]) -> bool {
    let places = elements(node).map(|node| order.iter().position(|name| *name == node.tag_name().name()));
    let places: Option<Vec<usize>> = places.collect();
    places.is_some_and(|places| places.is_sorted())
}

/// Whether a name is absolute: a scheme, a colon, and something behind it without blanks.
fn absolute(name: &str) -> bool {
    let (scheme, rest) = name.split_once(':').unwrap_or_default();
    !scheme.is_empty()
        && scheme.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"+-.".contains(&sign))
        && rest.len() > 2
        && !name.contains(char::is_whitespace)
}

fn structure_rules(document: &Document<'_>, rule: &mut impl FnMut(&'static str, bool)) {
    let root = document.root_element();
    let named = root.has_tag_name((COURSE_STRUCTURE, "courseStructure"));
    let first = elements(root).next().is_some_and(|node| node.tag_name().name() == "course");
    let units = all(document, "au").count();
    rule("C5-02", named && first && units >= 1 && in_order(root, &["course", "objectives", "au", "block"]));
    let own: Vec<_> = all(document, "course").chain(all(document, "au")).collect();
    let ids: Vec<&str> = own.iter().filter_map(|node| node.attribute("id")).collect();
    let unique = ids.iter().collect::<BTreeSet<_>>().len() == own.len();
    rule("C5-04", unique && ids.iter().all(|id| absolute(id)));
    let said = |node: &Node<'_, '_>, name: &str| {
        let texts: Vec<_> = elements(*node).filter(|child| child.tag_name().name() == name).collect();
        texts.len() == 1
            && elements(texts[0]).next().is_some()
            && elements(texts[0]).all(|text| {
                text.tag_name().name() == "langstring"
                    && text.attribute("lang").is_some_and(|tag| !tag.is_empty())
                    && text.text().is_some_and(|words| !words.is_empty())
            })
    };
    rule("C5-05", own.iter().all(|node| said(node, "title") && said(node, "description")));
}

fn unit_rules(
    unit: Node<'_, '_>,
    files: &BTreeMap<String, Vec<u8>>,
    rule: &mut impl FnMut(&'static str, bool),
) {
    let address = elements(unit).find(|node| node.tag_name().name() == "url").and_then(|node| node.text());
    rule("C5-01", address.is_none_or(|path| !path.contains(':') && files.contains_key(path)));
    rule("C5-03", address.is_some() && in_order(unit, &UNIT));
    let move_on = unit.attribute("moveOn");
    rule("C5-06", move_on.is_some());
    let share = |text: &str| {
        let places = text.split_once('.').map_or(0, |(_, places)| places.len());
        places <= 4 && text.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share))
    };
    let method = unit.attribute("launchMethod").is_none_or(|word| ["AnyWindow", "OwnWindow"].contains(&word));
    let mastery = unit.attribute("masteryScore").is_none_or(share);
    rule("C5-04", move_on.is_none_or(|word| MOVE_ON.contains(&word)) && method && mastery);
    // Neither edition nor language nor profile is part of it.
    rule("C5-08", unit.attribute("id").is_none_or(|id| id.ends_with("/au/main")));
}
