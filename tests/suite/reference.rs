//! docs/format.md, docs/rules.md and docs/conformance.md are what the program says of its language and rules, word
//! for word.
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
        "docs/{name} is not what the program says (first at line {}); see the head of this test",
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

#[test]
fn the_reference_of_packages_is_what_is_held() {
    compare("conformance.md", &bona_packager::verify::conformance());
}

/// A rule that no package can be asked names a test that stands there.
#[test]
fn what_holds_a_rule_of_packages_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ stands in the root");
    let stands = |file: &str, name: &str| {
        let text = fs::read_to_string(root.join(file)).unwrap_or_default();
        text.contains(&format!("fn {name}()")) || text.contains(&format!("test(\"{name}\""))
    };
    assert!(!stands("tests/suite/reference.rs", "somebody_wrote_no_such_test"), "the canary");
    for held in bona_packager::verify::HELD {
        let (file, name) = held.by;
        assert!(stands(file, name), "{}: {file} has no test “{name}”", held.id);
    }
}
