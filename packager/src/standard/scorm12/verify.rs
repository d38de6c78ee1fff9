//! The rules of the LMS sheet, asked of a finished package by another parser. For tests alone.
//!
//! Each fault has the number of its rule, so that a damaged package can be seen to break that rule only.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::{ADLCP, CP, MD};
use crate::bundle::{BundlePath, CONTROL_DOCUMENTS};

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

/// The numbers of all rules that a package breaks: its files by name, and their names in order.
pub(super) fn broken(files: &BTreeMap<String, Vec<u8>>, order: &[String]) -> BTreeSet<&'static str> {
    let mut broken = BTreeSet::new();
    let Some(manifest) = files.get("imsmanifest.xml") else {
        return BTreeSet::from(["PK-01"]);
    };
    let text = std::str::from_utf8(manifest).unwrap_or("");
    let parsed = Document::parse(text);
    let Ok(document) = parsed else {
        return BTreeSet::from(["PK-02"]);
    };
    if document.root_element().tag_name().namespace() != Some(CP) {
        // Nothing else can be found under another namespace.
        return BTreeSet::from(["S12-01"]);
    }
    let mut rule = |number: &'static str, holds: bool| {
        if !holds {
            broken.insert(number);
        }
    };
    rule("PK-01", order.first().is_some_and(|first| first == "imsmanifest.xml"));
    rule(
        "PK-02",
        text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") && !text.contains("<!DOCTYPE"),
    );
    rule("PK-03", order.iter().all(|path| BundlePath::parse(path).is_ok()));
    rule("PK-05", order.windows(2).skip(1).all(|pair| pair[0] < pair[1]));
    manifest_rules(&document, text, &mut rule);
    organization_rules(&document, &mut rule);
    resource_rules(&document, files, &mut rule);
    metadata_rules(&document, &mut rule);
    broken
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    elements(node).find(|node| node.tag_name().name() == name)
}

fn all<'a, 'input: 'a>(
    document: &'a Document<'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    document.descendants().filter(move |node| node.has_tag_name((CP, name)))
}

/// Whether the children stand in this order; a name may come more than once.
fn in_order(node: Node<'_, '_>, order: &[&str]) -> bool {
    let places = elements(node).map(|node| order.iter().position(|name| *name == node.tag_name().name()));
    let places: Option<Vec<usize>> = places.collect();
    places.is_some_and(|places| places.is_sorted())
}

fn manifest_rules(document: &Document<'_>, text: &str, rule: &mut impl FnMut(&'static str, bool)) {
    let root = document.root_element();
    rule("S12-01", text.contains("<manifest ") && root.has_tag_name((CP, "manifest")));
    let adlcp = root.namespaces().find(|space| space.uri() == ADLCP);
    rule("S12-02", adlcp.is_some_and(|space| space.name() == Some("adlcp")));
    let orders: [(&str, &[&str]); 5] = [
        ("manifest", &["metadata", "organizations", "resources"]),
        ("metadata", &["schema", "schemaversion", "lom"]),
        ("organization", &["title", "item", "metadata"]),
        ("item", &["title", "item", "metadata", "masteryscore"]),
        ("resource", &["metadata", "file", "dependency"]),
    ];
    for (name, order) in orders {
        rule("S12-04", all(document, name).all(|node| in_order(node, order)));
    }
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("identifier")).collect();
    let plain = |id: &&str| {
        id.starts_with(|first: char| first.is_ascii_alphabetic())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            && id.len() <= 100
    };
    rule("PK-11", ids.iter().all(plain) && ids.iter().collect::<BTreeSet<_>>().len() == ids.len());
    let short = |name: &str, limit: usize| {
        document
            .descendants()
            .filter_map(|node| node.attribute(name))
            .all(|text| text.chars().count() <= limit)
    };
    let titles = all(document, "title").all(|node| node.text().unwrap_or("").chars().count() <= 200);
    rule("S12-12", titles && short("version", 20) && short("href", 255) && short("identifier", 128));
    rule("S12-13", !text.contains("masteryscore"));
}

fn organization_rules(document: &Document<'_>, rule: &mut impl FnMut(&'static str, bool)) {
    let organizations = all(document, "organizations").next();
    let named: Vec<_> =
        all(document, "organization").filter_map(|node| node.attribute("identifier")).collect();
    let default = organizations.and_then(|node| node.attribute("default"));
    rule("S12-07", default.is_some_and(|default| named.contains(&default)));
    let resources: Vec<_> =
        all(document, "resource").filter_map(|node| node.attribute("identifier")).collect();
    let items: Vec<_> = all(document, "item").collect();
    rule(
        "S12-08",
        items.iter().all(|item| item.attribute("identifierref").is_some_and(|to| resources.contains(&to))),
    );
    rule("S12-10", items.iter().all(|item| item.attribute("isvisible") == Some("true")));
    let titled = |node: Node<'_, '_>| {
        child(node, "title").and_then(|title| title.text()).is_some_and(|text| !text.is_empty())
    };
    rule("S12-11", items.iter().copied().chain(all(document, "organization")).all(titled));
    rule("S12-16", items.len() == 1);
}

fn resource_rules(
    document: &Document<'_>,
    files: &BTreeMap<String, Vec<u8>>,
    rule: &mut impl FnMut(&'static str, bool),
) {
    let resources: Vec<_> = all(document, "resource").collect();
    let is_kind = |node: &Node<'_, '_>, kind| node.attribute((ADLCP, "scormtype")) == Some(kind);
    let known = |node: &Node<'_, '_>| is_kind(node, "sco") || is_kind(node, "asset");
    rule("S12-06", resources.iter().all(|node| node.attribute("type") == Some("webcontent") && known(node)));
    let first = resources.iter().find(|node| node.has_attribute("href"));
    let launches = |node: &Node<'_, '_>| {
        let href = node.attribute("href");
        // A wrong type of any kind is the rule's above.
        !is_kind(node, "asset") && elements(*node).any(|file| file.attribute("href") == href)
    };
    rule("S12-09", first.is_some_and(launches));
    let listed: Vec<&str> = all(document, "file").filter_map(|node| node.attribute("href")).collect();
    let exempt = |name: &str| name == "imsmanifest.xml" || CONTROL_DOCUMENTS.contains(&name);
    let present: Vec<&str> = files.keys().map(String::as_str).filter(|name| !exempt(name)).collect();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    rule("PK-07", sorted == present);
    rule("PK-08", !listed.iter().any(|href| href.contains(':')));
}

fn metadata_rules(document: &Document<'_>, rule: &mut impl FnMut(&'static str, bool)) {
    let text_of = |name| all(document, name).next().and_then(|node| node.text());
    rule("S12-03", text_of("schema") == Some("ADL SCORM") && text_of("schemaversion") == Some("1.2"));
    let Some(lom) = document.descendants().find(|node| node.has_tag_name((MD, "lom"))) else {
        return rule("S12-14", false);
    };
    let said = |node: Node<'_, '_>| {
        elements(node).all(|text| {
            text.has_tag_name((MD, "langstring")) && text.attributes().any(|a| a.name() == "lang")
        })
    };
    let texts = ["title", "description", "keyword", "version"];
    let spoken = lom.descendants().filter(|node| texts.contains(&node.tag_name().name())).all(said);
    let general = child(lom, "general").is_some_and(|general| in_order(general, &GENERAL));
    let time =
        lom.descendants().find(|node| node.has_tag_name((MD, "datetime"))).and_then(|node| node.text());
    let lasts = time.is_some_and(|time| time.starts_with("PT") && time.ends_with('M'));
    rule("S12-14", in_order(lom, &LOM) && general && spoken && lasts);
}
