//! All rules of all books as a text for people: docs/conformance.md is this text, and a test compares them.

use std::collections::BTreeMap;

use super::held::HELD;
use super::{BOOKS, Rule};

/// Number, and what it stands for.
const FAMILIES: [(&str, &str); 10] = [
    ("PK", "Every package"),
    ("S12", "SCORM 1.2"),
    ("S04", "SCORM 2004"),
    ("C5", "cmi5"),
    ("XA", "xAPI"),
    ("CC", "IMS Common Cartridge"),
    ("MX", "Moodle XML"),
    ("GI", "GIFT"),
    ("FR", "A page that frames a course"),
    ("ST", "The learner's place"),
];

/// A row of the text.
struct Row {
    asks: &'static str,
    source: &'static str,
    by: String,
}

/// Every rule with what it asks, who says so and what holds it, family by family: Markdown.
///
/// # Panics
/// Where two books know different rules by one number, or a number belongs to no family: ours to mend.
#[must_use]
pub fn conformance() -> String {
    let rows = rows();
    let mut text = include_str!("conformance.md").replace("{count}", &rows.len().to_string());
    let family = |id: &str| id.split('-').next().unwrap_or_default().to_owned();
    assert!(rows.keys().all(|(key, _)| FAMILIES.iter().any(|(name, _)| family(key) == *name)));
    for (name, title) in FAMILIES {
        text.push_str(&format!("\n## {title}\n\n| rule | it asks | source | held by |\n|---|---|---|---|\n"));
        for ((id, part), row) in rows.iter().filter(|((id, _), _)| family(id) == name) {
            text.push_str(&format!("| {id}{part} | {} | {} | {} |\n", row.asks, row.source, row.by));
        }
    }
    text
}

/// All rules by number and letter.
fn rows() -> BTreeMap<(String, String), Row> {
    let mut rows: BTreeMap<(String, String), Row> = BTreeMap::new();
    for book in BOOKS {
        for Rule { id, asks, source, .. } in book.rules() {
            let by = book.formats.join(", ");
            let row = rows.entry(split(id)).or_insert(Row { asks, source, by: "damaged packages".into() });
            assert_eq!((row.asks, row.source), (*asks, *source), "{id} is said in two ways");
            let between = if row.by.contains(':') { "," } else { ":" };
            row.by = format!("{}{between} {by}", row.by);
        }
    }
    for held in HELD {
        let by = format!("{}: “{}”", held.by.0, held.by.1);
        let before = rows.insert(split(held.id), Row { asks: held.asks, source: held.source, by });
        assert!(before.is_none(), "{} is asked and held", held.id);
    }
    rows
}

/// A number, and the letter behind it.
fn split(id: &str) -> (String, String) {
    let number = id.trim_end_matches(|sign: char| sign.is_ascii_lowercase());
    (number.to_owned(), id[number.len()..].to_owned())
}
