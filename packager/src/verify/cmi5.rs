//! The rules of cmi5 for a course structure.
//!
//! Sources: the specification (Quartz, 13 and 14) and the schema of its course structure, as the sheet has them. What a
//! unit tells while somebody learns stands in `held.rs`.

use roxmltree::Node;

use super::common::{PAGES, PLAYED, SCRIPTS, XML, XML_GATES, ZIP};
use super::{Book, Rule, Seen, child, children, in_order, rule, says};

const COURSE_STRUCTURE: &str = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";
/// Words of `moveOn`.
const MOVE_ON: [&str; 5] =
    ["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"];
/// What an assignable unit may hold, in order.
const UNIT: [&str; 6] = ["title", "description", "objectives", "url", "launchParameters", "entitlementKey"];

/// The book of cmi5.
pub(super) const BOOK: Book = Book {
    formats: &["cmi5"],
    title: "cmi5",
    entry: "cmi5.xml",
    namespace: COURSE_STRUCTURE,
    control: &[],
    gates: &[XML_GATES, STRUCTURE],
    tables: &[XML, ZIP, PAGES, SCRIPTS, PLAYED, COURSE, ATTRIBUTES, TEXTS],
};

const STRUCTURE: &[Rule] = &[rule(
    "C5-02a",
    "C5 xsd",
    "The outermost element is a course structure, in the namespace of its schema.",
    |seen| seen.root().is_some_and(|root| root.has_tag_name((COURSE_STRUCTURE, "courseStructure"))),
)];

const COURSE: &[Rule] = &[
    rule(
        "C5-01a",
        "C5 §14",
        "The address of a unit is relative, since its files are in the package.",
        |seen| addresses(seen).all(|address| !address.contains(':') && !address.starts_with('/')),
    ),
    rule("C5-01b", "C5 §14", "What the address of a unit names is in the package.", |seen| {
        let there = |address: &str| seen.files.contains_key(address.split('?').next().unwrap_or_default());
        addresses(seen).all(|address| address.contains(':') || address.starts_with('/') || there(address))
    }),
    rule("C5-02b", "C5 xsd", "The course comes first, then objectives, then units and blocks.", |seen| {
        seen.root().is_some_and(|root| {
            let names: Vec<&str> = children(root).map(|node| node.tag_name().name()).collect();
            let after = |name: &str| match name {
                "course" => Some(0),
                "objectives" => Some(1),
                "au" | "block" => Some(2),
                _ => None,
            };
            let places: Option<Vec<u8>> = names.iter().map(|name| after(name)).collect();
            names.first() == Some(&"course") && places.is_some_and(|places| places.is_sorted())
        })
    }),
    rule("C5-02c", "C5 xsd", "There is at least one unit.", |seen| seen.all("au").next().is_some()),
    rule("C5-03a", "C5 xsd", "What a unit holds stands in the order of the schema.", |seen| {
        seen.all("au").all(|unit| in_order(unit, &UNIT))
    }),
    rule("C5-03b", "C5 xsd", "Every unit has an address to launch.", |seen| {
        seen.all("au").all(|unit| says(child(unit, "url")))
    }),
];

const ATTRIBUTES: &[Rule] = &[
    rule("C5-04a", "C5 xsd", "Ids of the course and of its units are absolute.", |seen| {
        named(seen).all(|node| node.attribute("id").is_some_and(is_absolute))
    }),
    rule("C5-04b", "C5", "No two things have the same id.", |seen| {
        let mut ids: Vec<_> = named(seen).filter_map(|node| node.attribute("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        ids.len() == all
    }),
    rule("C5-04c", "C5 xsd", "What a system waits for is one of five words.", |seen| {
        seen.values("moveOn").all(|word| MOVE_ON.contains(&word))
    }),
    rule("C5-04d", "C5 xsd", "A mastery score is a share from 0 to 1.", |seen| {
        let share = |text: &str| text.parse::<f64>().is_ok_and(|share| (0.0..=1.0).contains(&share));
        seen.values("masteryScore").all(share)
    }),
    rule("C5-04e", "C5", "A mastery score has at most four places.", |seen| {
        let places = |text: &str| text.split_once('.').map_or(0, |(_, places)| places.len());
        seen.values("masteryScore").all(|text| places(text) <= 4)
    }),
    rule("C5-04f", "C5 xsd", "A unit is launched in any window, or in one of its own.", |seen| {
        seen.values("launchMethod").all(|word| ["AnyWindow", "OwnWindow"].contains(&word))
    }),
    rule("C5-06", "D", "What a system waits for is said, and not left to what it takes by itself.", |seen| {
        seen.all("au").all(|unit| unit.attribute("moveOn").is_some())
    }),
    rule("C5-08", "D", "The id of a unit names neither edition nor language.", |seen| {
        seen.all("au").all(|unit| unit.attribute("id").is_none_or(|id| id.ends_with("/au/main")))
    }),
];

const TEXTS: &[Rule] = &[
    rule("C5-05a", "C5 xsd", "Course and units have a title.", |seen| {
        named(seen).all(|node| child(node, "title").is_some())
    }),
    rule("C5-05b", "C5 xsd", "Course and units have a description.", |seen| {
        named(seen).all(|node| child(node, "description").is_some())
    }),
    rule(
        "C5-05c",
        "C5 xsd",
        "A text is at least one string in a language, and each says something.",
        |seen| {
            texts(seen).all(|text| {
                children(text).next().is_some()
                    && children(text).all(|one| one.tag_name().name() == "langstring" && says(Some(one)))
            })
        },
    ),
    rule("C5-05d", "C5 xsd", "Each string says in which language it is.", |seen| {
        let told = |text: Node<'_, '_>| text.attribute("lang").is_some_and(|tag| !tag.is_empty());
        seen.all("langstring").all(told)
    }),
];

/// The course and its units.
fn named<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.all("course").chain(seen.all("au"))
}

/// Titles and descriptions.
fn texts<'a>(seen: &Seen<'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    seen.all("title").chain(seen.all("description"))
}

/// What each unit launches.
fn addresses<'a>(seen: &Seen<'a>) -> impl Iterator<Item = &'a str> {
    seen.all("url").filter_map(|node| node.text())
}

/// Whether a name is absolute: a scheme, a colon, and something behind it without blanks.
fn is_absolute(name: &str) -> bool {
    let (scheme, rest) = name.split_once(':').unwrap_or_default();
    let plain = |sign: u8| sign.is_ascii_alphanumeric() || b"+-.".contains(&sign);
    !scheme.is_empty() && scheme.bytes().all(plain) && rest.len() > 2 && !name.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests;
