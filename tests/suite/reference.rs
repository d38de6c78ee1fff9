//! docs/format.md and docs/rules.md are what the engine says of its language and rules, word for word.
//!
//! To bring them up to date after a change: `BONA_WRITE_DOCS=1 cargo test -p bona-tests reference`.

use std::fs;
use std::path::Path;

fn compare(name: &str, text: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root");
    let path = root.join("docs").join(name);
    if std::env::var_os("BONA_WRITE_DOCS").is_some() {
        fs::write(&path, text).expect("docs/ can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let differs = found.lines().zip(text.lines()).position(|(found, made)| found != made);
    assert!(
        found == text,
        "docs/{name} is not what the engine says (first at line {}); see the head of this test",
        differs.map_or(found.lines().count().min(text.lines().count()), |line| line + 1)
    );
}

#[test]
fn the_reference_of_the_format_is_what_is_read() {
    compare("format.md", &bona_engine::reference::format());
}

#[test]
fn the_reference_of_the_rules_is_what_is_checked() {
    compare("rules.md", &bona_engine::reference::rules());
}
