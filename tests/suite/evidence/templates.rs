//! The templates for a data protection impact assessment and a privacy notice: what they say of the store is so.
//!
//! Held are the tables of the store, the commands that are named, and the blanks. What the law asks is not ours to test.

use std::collections::BTreeSet;

use bona_tests::TESTS;

use super::Desk;

/// Tables that hold nothing about a person, whatever is imported.
const IMPERSONAL: [&str; 10] = [
    "head",
    "node",
    "seal",
    "leaf",
    "checkpoint",
    "chore",
    "pulled",
    "seen_run",
    "staff_list",
    "sqlite_sequence",
];

fn template(name: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/../docs/templates/{name}.md")).expect("a template")
}

/// The tables of a store that was just begun.
fn tables() -> BTreeSet<String> {
    let desk = Desk::begun();
    let store = rusqlite::Connection::open(desk.folder.path().join("evidence.bona")).expect("a store");
    let mut all = store.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").expect("SQL");
    let names = all.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    names.map(|name| name.expect("a name")).collect()
}

#[test]
fn the_assessment_names_each_table_that_can_hold_something_about_a_person() {
    let text = template("dpia");
    let told: BTreeSet<String> = text
        .lines()
        .filter_map(|line| {
            line.strip_prefix('|')?.split('|').nth(1)?.trim().strip_prefix('`')?.strip_suffix('`')
        })
        .map(str::to_owned)
        .collect();
    let own: BTreeSet<String> =
        tables().into_iter().filter(|name| !IMPERSONAL.contains(&name.as_str())).collect();
    assert!(own.contains("person") && own.len() > 4, "{own:?}");
    assert_eq!(told, own, "docs/templates/dpia.md, section 2, and the tables of the store");
}

#[test]
fn commands_that_the_templates_name_are_there() {
    let desk = Desk::begun();
    let mut named = 0;
    for text in [template("dpia"), template("privacy_notice")] {
        for command in text.split('`').filter_map(|piece| piece.strip_prefix("bona evidence ")) {
            let name = command.split(' ').next().expect("a word");
            let help = desk.bench.run(&["evidence", name, "--help"]);
            assert_eq!(help.exit, bona::Exit::Done, "bona evidence {name}: {}", help.whole());
            for option in command.split(' ').filter(|word| word.starts_with("--")) {
                assert!(help.out.contains(option), "bona evidence {name} has no {option}");
            }
            named += 1;
        }
    }
    assert!(named > 4, "{named}");
}

#[test]
fn what_is_for_the_organisation_to_say_is_left_blank() {
    for name in ["dpia", "privacy_notice"] {
        let text = template(name);
        assert!(text.matches('[').count() > 15, "{name}");
        assert_eq!(text.matches('[').count(), text.matches(']').count(), "{name}");
        assert!(text.contains("no legal advice"), "{name}");
    }
}
