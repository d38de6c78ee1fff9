//! Frameworks: the house's list beside the dossier's own mapping, and what a report makes of it.
//!
//! An item that nobody has read would be an invention, and a mapping that cannot be swapped would be a wall.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bona::Exit;
use bona_tests::{TESTS, Workbench};
use serde_json::Value;

/// Words that the dossier writes shorter, as the house writes them.
const WRITTEN_OUT: [(&str, &str); 1] = [("Workforce EDI", "Workforce equality, diversity and inclusion")];

/// Numbers that the dossier gives in other words: its three domains, and the years of its quality statements.
const COUNTED: [(&str, &str); 4] = [
    ("eds_2022", "2"),
    ("eds_2022", "3"),
    ("cqc_quality_statements", "2022"),
    ("cqc_quality_statements", "2026"),
];

/// Framework entries whose words are of the curriculum's table alone, or our own.
const OF_NO_FACT: [&str; 2] = ["bona_competency", "nmc_code"];

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(TESTS).join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The cells of the lines of a table that begin so, by the first of them.
fn table(begins: &str) -> BTreeMap<String, Vec<String>> {
    let text = read("fixtures/dossier/frameworks.md");
    let lines = text.lines().filter(|line| line.starts_with(begins) && !line.contains("---"));
    let rows = lines.map(|line| {
        let cells = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
        let cells: Vec<String> = cells.collect();
        (cells[0].clone(), cells)
    });
    rows.collect()
}

/// An entry of the house's list: the comment above it, and what it says.
struct Entry {
    id: String,
    facts: Vec<String>,
    text: String,
}

fn entries() -> Vec<Entry> {
    let text = read("../courses/house/frameworks.ron");
    let parts = text.split("\n    // ").skip(1);
    let entries = parts.map(|part| {
        let (comment, text) = part.split_once('\n').expect("an entry stands below its comment");
        let id = text.split('"').nth(1).expect("it has an id").to_owned();
        let facts = comment.split(", ").filter(|word| word.starts_with('F')).map(str::to_lowercase);
        Entry { id, facts: facts.collect(), text: text.to_owned() }
    });
    entries.collect()
}

/// The texts of an entry's fields of a name.
fn field<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(name).skip(1).filter_map(|rest| rest.split('"').nth(1))
}

fn numbers(text: &str) -> BTreeSet<String> {
    let all = text.split(|sign: char| !sign.is_ascii_digit()).filter(|number| !number.is_empty());
    all.map(str::to_owned).collect()
}

/// What a framework says in figures stands in the lines of the dossier that are named above it, or in the mapping.
#[test]
fn every_framework_stands_in_the_dossier() {
    let (lines, mapping) = (table("| f"), table("| D"));
    let mapping = numbers(&mapping.values().flatten().map(|cell| format!("{cell} ")).collect::<String>());
    let (mut judged, mut faults) = (0, Vec::new());
    for Entry { id, facts, text } in entries() {
        if OF_NO_FACT.contains(&id.as_str()) {
            continue;
        }
        let known: Vec<&Vec<String>> = facts.iter().filter_map(|fact| lines.get(fact)).collect();
        assert!(!facts.is_empty() && known.len() == facts.len(), "{id}: {facts:?} are lines of the dossier");
        let known = numbers(&known.into_iter().flatten().map(|cell| format!("{cell} ")).collect::<String>());
        let told = ["title: ", "status: ", "caveat: ", "text: "].map(|name| field(&text, name));
        for words in told.into_iter().flatten() {
            judged += 1;
            let found = numbers(words).into_iter().filter(|number| {
                !known.contains(number)
                    && !mapping.contains(number)
                    && !COUNTED.contains(&(id.as_str(), number.as_str()))
            });
            faults.extend(found.map(|number| format!("{id}: {number} in “{words}” is not in {facts:?}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(judged >= 90, "{judged} texts were judged");
}

/// Which quality statements each competency leads to is what the curriculum's table says, no more and no less.
#[test]
fn the_mapping_is_that_of_the_curriculum() {
    let all = entries();
    let entry = |id: &str| all.iter().find(|entry| entry.id == id).expect("it is in the house").text.clone();
    let statements: BTreeMap<String, String> = entry("cqc_quality_statements")
        .split("FrameworkItem(")
        .skip(1)
        .map(|item| {
            let mut quoted = item.split('"').skip(1).step_by(2).map(str::to_owned);
            (quoted.next().unwrap_or_default(), quoted.next().unwrap_or_default())
        })
        .collect();
    let own = entry("bona_competency");
    let mut judged = 0;
    for (competency, cells) in table("| D") {
        let item = own.split("FrameworkItem(").find(|item| item.contains(&format!("text: \"{competency} ")));
        let item = item.unwrap_or_else(|| panic!("{competency} is a competency of the house"));
        let ids = item.split("\"cqc_quality_statements/").skip(1).filter_map(|rest| rest.split('"').next());
        let house: BTreeSet<String> = ids.map(|id| statements[id].clone()).collect();
        let mut key = "";
        let mut dossier = BTreeSet::new();
        for part in cells[1].split("; ") {
            let (own_key, name) = part.split_once(": ").unwrap_or((key, part));
            key = own_key;
            let written = WRITTEN_OUT.iter().find(|(short, _)| *short == name);
            dossier.insert(format!("{key}: {}", written.map_or(name, |(_, long)| long)));
        }
        assert_eq!(house, dossier, "{competency}");
        judged += house.len();
    }
    assert!(judged >= 20, "{judged} statements were judged");
}

fn coverage(bench: &Workbench, course: &str) -> Value {
    let ran = bench.run(&["report", course, "--of", "coverage", "--output", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    serde_json::from_str(&ran.out).expect("it is one JSON document")
}

/// What an outcome reaches is swapped in the house: the course, its lock and its hash stay as they are.
#[test]
fn a_mapping_is_swapped_without_touching_a_course() {
    let bench = Workbench::new().folder("sound", "fixtures/sound");
    bench.run(&["check", "sound", "--write"]);
    let before = coverage(&bench, "sound");
    let outcome = |report: &Value| report["courses"][0]["outcomes"][0].clone();
    assert_eq!(outcome(&before)["named"], serde_json::json!(["bona_competency/d4_welcome"]));
    assert_eq!(outcome(&before)["reached"], serde_json::json!(["pillars/listening"]));
    assert_eq!(before["courses"][0]["frameworks"][1]["status"], "ended");
    assert_eq!(before["courses"][0]["frameworks"][1]["items"][1]["outcomes"], serde_json::json!([]));
    let house = read("fixtures/sound/house/frameworks.ron");
    let swapped = house.replace("[\"pillars/listening\"]", "[\"pillars/leading\"]");
    assert_ne!(house, swapped);
    let bench = bench.file("sound/house/frameworks.ron", swapped);
    assert_eq!(outcome(&coverage(&bench, "sound"))["reached"], serde_json::json!(["pillars/leading"]));
    let ran = bench.run(&["check", "sound", "--as-of", "2026-11-22", "--deny", "warnings"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
}

/// Every course of ours leads somewhere, and what is printed claims nobody's praise.
#[test]
fn our_courses_lead_to_frameworks_with_date_and_status() {
    let bench = Workbench::new().folder("courses", "../courses").columns(100);
    let ran = bench.run(&["report", "courses/first_contact", "--of", "coverage"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    for said in [
        "cqc_quality_statements: Responsive: Person-centred care",
        "being replaced. Sector frameworks with key lines of enquiry",
        "ended. The Rainbow Badge partnership ended on 9 February 2024",
        "Nobody whose framework stands here has endorsed the course.",
    ] {
        let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(said), "{said}\n{}", ran.out);
    }
    for course in super::shipped::shipped() {
        let report = coverage(&bench, &format!("courses/{course}"));
        let outcomes = report["courses"][0]["outcomes"].as_array().expect("a list").clone();
        for outcome in outcomes {
            let reached = outcome["reached"].as_array().map_or(0, Vec::len);
            assert!(reached >= 4, "{course}: {} leads to {reached}", outcome["outcome"]);
        }
    }
}
