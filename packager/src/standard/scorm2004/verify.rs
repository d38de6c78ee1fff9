//! The rules of the LMS sheet (D.0, D.2.2), asked of a finished package by another parser. For tests alone.
//!
//! Each fault has the number of its rule, so that a damaged package can be seen to break that rule only.

mod sequencing;

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use super::{ADLCP, ADLNAV, ADLSEQ, CP, IMSSS, LOM};
use crate::bundle::{BundlePath, CONTROL_DOCUMENTS_2004};

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

/// Takes the number of a rule, and whether it holds.
type Rule<'a> = dyn FnMut(&'static str, bool) + 'a;

/// The numbers of all rules that a package breaks: its files by name, and their names in order.
pub(super) fn broken(files: &BTreeMap<String, Vec<u8>>, order: &[String]) -> BTreeSet<&'static str> {
    let mut broken = BTreeSet::new();
    let Some(manifest) = files.get("imsmanifest.xml") else {
        return BTreeSet::from(["PK-01"]);
    };
    let text = std::str::from_utf8(manifest).unwrap_or("");
    let Ok(document) = Document::parse(text) else {
        return BTreeSet::from(["PK-02"]);
    };
    let rule: &mut Rule<'_> = &mut |number: &'static str, holds: bool| {
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
    whole(&document, rule);
    items(&document, rule);
    resources(&document, files, rule);
    sequencing::rules(&document, rule);
    metadata(&document, rule);
    control_documents(files, rule);
    broken
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn named<'a, 'input: 'a>(
    document: &'a Document<'input>,
    space: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    document.descendants().filter(move |node| node.has_tag_name((space, name)))
}

fn all<'a, 'input: 'a>(
    document: &'a Document<'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    named(document, CP, name)
}

fn count(node: Node<'_, '_>, name: &str) -> usize {
    elements(node).filter(|child| child.tag_name().name() == name).count()
}

/// Whether the children stand in this order; a name may come more than once.
fn in_order(node: Node<'_, '_>, order: &[&str]) -> bool {
    let places = elements(node).map(|node| order.iter().position(|name| *name == node.tag_name().name()));
    let places: Option<Vec<usize>> = places.collect();
    places.is_some_and(|places| places.is_sorted())
}

fn chars(text: Option<&str>) -> usize {
    text.unwrap_or("").chars().count()
}

/// Whether the manifest is of the fourth edition, or of none that there is.
fn is_fourth(document: &Document<'_>) -> bool {
    !all(document, "schemaversion").any(|node| node.text() == Some("2004 3rd Edition"))
}

/// The manifest and its organization.
fn whole(document: &Document<'_>, rule: &mut Rule<'_>) {
    let root = document.root_element();
    let text = |name| all(document, name).next().and_then(|node| node.text());
    let known = ["2004 3rd Edition", "2004 4th Edition"];
    let edition = text("schemaversion").is_some_and(|version| known.contains(&version));
    rule("S04-01", text("schema") == Some("ADL SCORM") && edition);
    let metadata: Vec<_> = elements(root).filter(|node| node.has_tag_name((CP, "metadata"))).collect();
    let first_two = |node: &Node<'_, '_>| {
        let names: Vec<_> = elements(*node).map(|node| node.tag_name().name()).collect();
        names.starts_with(&["schema", "schemaversion"])
    };
    let one_root = root.has_tag_name((CP, "manifest")) && root.has_attribute("identifier");
    rule("S04-02", one_root && metadata.len() == 1 && metadata.iter().all(first_two));
    let organizations: Vec<_> = all(document, "organizations").collect();
    let organization: Vec<_> = all(document, "organization").collect();
    let default = organizations.first().and_then(|node| node.attribute("default"));
    let sound = |node: &Node<'_, '_>| {
        node.has_attribute("identifier") && count(*node, "title") == 1 && 1 <= count(*node, "item")
    };
    let matches =
        default.is_some_and(|id| organization.iter().any(|own| own.attribute("identifier") == Some(id)));
    rule("S04-03", organizations.len() == 1 && matches && organization.iter().all(sound));
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
    let titles = all(document, "title").all(|node| chars(node.text()) <= 200);
    rule("S04-17", titles && short("version", 20) && short("href", 2000) && short("parameters", 1000));
}

/// Items, and what they say of their SCO.
fn items(document: &Document<'_>, rule: &mut Rule<'_>) {
    let items: Vec<_> = all(document, "item").collect();
    let resources: Vec<_> =
        all(document, "resource").filter_map(|node| node.attribute("identifier")).collect();
    let sound = |item: &Node<'_, '_>| {
        let refers = item.attribute("identifierref");
        let leaf = count(*item, "item") == 0;
        let titled = elements(*item).filter(|node| node.has_tag_name((CP, "title")));
        let titles: Vec<_> = titled.map(|node| chars(node.text())).collect();
        let points = if leaf { refers.is_some_and(|id| resources.contains(&id)) } else { refers.is_none() };
        titles.len() == 1 && titles[0] > 0 && points
    };
    rule("S04-04", items.iter().all(sound));
    rule("S04-18", items.len() == 1);
    let order = [
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
    let single = |item: &Node<'_, '_>| {
        ["sequencing", "presentation", "data"].iter().all(|name| count(*item, name) <= 1)
    };
    rule("S04-08", items.iter().all(|item| in_order(*item, &order) && single(item)));
    let of_a_sco = |name: &'static str| {
        named(document, ADLCP, name).all(|node| {
            node.parent()
                .is_some_and(|item| item.has_tag_name((CP, "item")) && item.has_attribute("identifierref"))
        })
    };
    let launch_data = named(document, ADLCP, "dataFromLMS").all(|node| chars(node.text()) <= 4000);
    let placed = ["timeLimitAction", "dataFromLMS", "completionThreshold"].into_iter().all(of_a_sco);
    rule("S04-09", placed && launch_data);
    let fourth = is_fourth(document);
    rule("S04-10", named(document, ADLCP, "completionThreshold").all(|node| threshold(node, fourth)));
    let hidden = ["previous", "continue", "exit", "exitAll", "abandon", "abandonAll", "suspendAll"];
    let mut hides = named(document, ADLNAV, "hideLMSUI");
    rule("S04-15", hides.all(|node| node.text().is_some_and(|word| hidden.contains(&word))));
    let later = ["data", "map", "completedByMeasure", "minProgressMeasure", "progressWeight"];
    let is_later = |node: Node<'_, '_>| {
        let own = later.contains(&node.tag_name().name()) && node.tag_name().namespace() == Some(ADLCP);
        let shared = node.attributes().any(|one| one.name() == "sharedDataGlobalToSystem");
        let mapped = node.has_tag_name((ADLSEQ, "objectives"));
        own || shared || mapped
    };
    rule("S04-21", fourth || !document.descendants().any(is_later));
}

/// In the fourth edition attributes and no text, in the third a number and no attributes.
fn threshold(node: Node<'_, '_>, fourth: bool) -> bool {
    let share = |text: &str| text.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share));
    let attribute = |name: &str, fits: &dyn Fn(&str) -> bool| node.attribute(name).is_none_or(fits);
    let text = node.text().unwrap_or("").trim();
    if !fourth {
        return node.attributes().len() == 0 && share(text);
    }
    let known = ["completedByMeasure", "minProgressMeasure", "progressWeight"];
    text.is_empty()
        && node.attributes().all(|one| known.contains(&one.name()))
        && attribute("completedByMeasure", &|word| word == "true" || word == "false")
        && attribute("minProgressMeasure", &share)
        && attribute("progressWeight", &share)
}

fn resources(document: &Document<'_>, files: &BTreeMap<String, Vec<u8>>, rule: &mut Rule<'_>) {
    let resources: Vec<_> = all(document, "resource").collect();
    let known = |node: &Node<'_, '_>| {
        matches!(node.attribute((ADLCP, "scormType")), Some("sco" | "asset"))
            && !node.has_attribute((ADLCP, "scormtype"))
    };
    rule("S04-05", resources.iter().all(known));
    let referred: Vec<_> = all(document, "item").filter_map(|node| node.attribute("identifierref")).collect();
    let whole = |node: &&Node<'_, '_>| {
        let href = node.attribute("href");
        let launches =
            elements(**node).any(|file| file.has_tag_name((CP, "file")) && file.attribute("href") == href);
        node.attribute("type") == Some("webcontent") && href.is_some() && launches
    };
    let meant = |node: &&Node<'_, '_>| node.attribute("identifier").is_some_and(|id| referred.contains(&id));
    rule("S04-06", resources.iter().filter(meant).all(|node| whole(&node)));
    let hrefs = resources.iter().filter_map(|node| node.attribute("href"));
    let legal = |href: &str| {
        let file = href.rsplit('/').next().unwrap_or("");
        !href.contains('\\') && !href.starts_with('/') && !href.starts_with("file:") && file.contains('.')
    };
    let bases = document
        .descendants()
        .filter_map(|node| node.attribute(("http://www.w3.org/XML/1998/namespace", "base")));
    let based = |base: &str| !base.starts_with('/') && base.ends_with('/');
    rule("S04-07", hrefs.into_iter().all(legal) && bases.into_iter().all(based));
    let listed: Vec<&str> = all(document, "file").filter_map(|node| node.attribute("href")).collect();
    let exempt = |name: &str| name == "imsmanifest.xml" || CONTROL_DOCUMENTS_2004.contains(&name);
    let present: Vec<&str> = files.keys().map(String::as_str).filter(|name| !exempt(name)).collect();
    let mut sorted = listed.clone();
    sorted.sort_unstable();
    rule("PK-07", sorted == present);
    rule("PK-08", !listed.iter().any(|href| href.contains(':')));
}

/// Metadata for a catalogue, where there is any.
fn metadata(document: &Document<'_>, rule: &mut Rule<'_>) {
    let Some(lom) = document.descendants().find(|node| node.tag_name().name() == "lom") else { return };
    let own = |name: &'static str| named(document, LOM, name);
    let said = |node: Node<'_, '_>| {
        elements(node).all(|text| text.has_tag_name((LOM, "string")) && text.has_attribute("language"))
    };
    let texts = ["title", "description", "keyword", "version"];
    let spoken = texts.into_iter().flat_map(own).all(said);
    let general = own("general").all(|general| in_order(general, &GENERAL));
    let times: Vec<_> = own("duration").filter_map(|node| node.text()).collect();
    let lasts = times.iter().all(|time| time.starts_with("PT") && time.ends_with('M')) && times.len() == 1;
    let where_ = document.root_element().attributes().find(|one| one.name() == "schemaLocation");
    let located = where_.is_some_and(|one| one.value().contains(&format!("{LOM} lom.xsd")));
    let home = lom.tag_name().namespace() == Some(LOM);
    rule("S04-20", home && in_order(lom, &LOM_ORDER) && general && spoken && lasts && located);
}

/// All of the schemas or none; with them every namespace that is used must have one.
fn control_documents(files: &BTreeMap<String, Vec<u8>>, rule: &mut Rule<'_>) {
    let there = CONTROL_DOCUMENTS_2004.iter().filter(|name| files.contains_key(**name)).count();
    rule("S04-19", there == 0 || there == CONTROL_DOCUMENTS_2004.len());
}
