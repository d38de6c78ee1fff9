//! A table for somebody else: what two recipients could lay side by side is not in it.

use std::collections::BTreeSet;

use bona::Exit;

use super::Desk;

/// The numbers of people in a pack, and the whole table.
fn pack(desk: &Desk, name: &str) -> (BTreeSet<String>, String) {
    let ran = desk.evidence(&["matrix", "--pack", name, "--output", "csv"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.err.contains("numbers of this pack alone"), "{}", ran.err);
    let cell = |line: &str| line.split(',').next().unwrap_or("").trim_matches('"').to_owned();
    (ran.out.lines().skip(1).map(cell).collect(), ran.out)
}

#[test]
fn two_recipients_cannot_lay_their_packs_side_by_side() {
    let desk = Desk::filled();
    let (north, table) = pack(&desk, "North ICB, autumn 2026");
    let (south, other) = pack(&desk, "South ICB, autumn 2026");
    assert!(!north.is_empty() && north.len() == south.len());
    assert!(north.is_disjoint(&south), "nobody has the same number in both");
    assert_eq!(pack(&desk, "north icb,  Autumn 2026").1, table, "one pack is the same each time");
    // Without the numbers the rows are the same, so their order must say nothing: it is that of the numbers.
    let order = |table: &str| table.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert!(order(&table).is_sorted() && order(&other).is_sorted());
    let whole = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(table.lines().count() - 1, whole["completions"].as_array().map_or(0, Vec::len));
    for line in whole["completions"].as_array().expect("a list") {
        let learner = line["learners"][0].as_str().expect("a pseudonym");
        let texts =
            ["name", "person", "claimed", "recorded"].map(|field| line[field].as_str().expect("a text"));
        for word in texts.into_iter().chain([learner]) {
            assert!(!table.contains(word), "{word}: {table}");
        }
    }
}

#[test]
fn a_pack_is_a_table_with_a_name() {
    let desk = Desk::filled();
    for (arguments, why) in [
        (&["--pack", "North"][..], "add --output csv"),
        (&["--pack", "North", "--output", "json"], "add --output csv"),
        (&["--pack", " ", "--output", "csv"], "is no name"),
        (&["--pack", "a\u{202e}b", "--output", "csv"], "is no name"),
    ] {
        let ran = desk.evidence(&[&["matrix"], arguments].concat());
        assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
        assert!(ran.err.contains(why), "{arguments:?}: {}", ran.err);
        assert_eq!(ran.out, "");
    }
}
