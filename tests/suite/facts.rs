//! The fact-check table: what the courses tell, beside the facts of the house, beside the dossier's lines.
//!
//! `courses/FACTS.md` is made here. After a change: `BONA_WRITE_DOCS=1 cargo test -p bona-tests facts`.
//! The engine holds each telling against the house's fact; here the house is held against a copy of the dossier.

mod beats;
mod digits;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bona_engine::course::{BlockKind, Course, Fact};
use bona_tests::TESTS;

use super::shipped::{course, shipped};
use digits::{Digits, Figure, numbers};

/// A fact of `courses/house/facts.ron`.
#[derive(Debug, Clone, Default)]
struct Held {
    claim: String,
    caveat: String,
    source: String,
    as_of: String,
    must_say: Vec<String>,
}

impl Held {
    /// The numbers that a telling may give.
    fn numbers(&self) -> BTreeSet<String> {
        [&self.claim, &self.caveat, &self.as_of].into_iter().flat_map(|text| numbers(text)).collect()
    }
}

/// A line of the dossier.
struct Line {
    fact: String,
    source: String,
    caveat: String,
}

fn courses() -> PathBuf {
    Path::new(TESTS).join("../courses")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The facts of the house by their ids, from the file as `bona fmt` lays it out.
fn house() -> BTreeMap<String, Held> {
    facts_of(&read(&courses().join("house/facts.ron")))
}

fn facts_of(text: &str) -> BTreeMap<String, Held> {
    let entries = text.split("HouseFact(").skip(1);
    let facts = entries.map(|entry| {
        let field = |name: &str| {
            let (_, rest) = entry.split_once(&format!("\n        {name}: "))?;
            Some(rest.lines().next()?.trim_end_matches(','))
        };
        let text = |name| field(name).unwrap_or_default().trim_matches('"').to_owned();
        let must = field("must_say").unwrap_or_default().split('"').skip(1).step_by(2);
        let held = Held {
            claim: text("claim"),
            caveat: text("caveat"),
            source: text("source"),
            as_of: text("as_of"),
            must_say: must.map(str::to_owned).collect(),
        };
        (text("id"), held)
    });
    facts.collect()
}

/// The copied lines of the dossier by their ids.
fn dossier() -> BTreeMap<String, Line> {
    let text = read(&Path::new(TESTS).join("fixtures/dossier/facts.md"));
    let lines = text.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| f")?.strip_suffix(" |")?.split(" | ").collect();
        let [id, fact, source, caveat] = cells.as_slice() else { panic!("{line}") };
        let line = Line { fact: (*fact).into(), source: (*source).into(), caveat: (*caveat).into() };
        Some((format!("f{id}"), line))
    });
    lines.collect()
}

/// Facts that stand in no dossier, each with where they stand instead.
const ELSEWHERE: [(&str, &str); 2] = [
    ("brimington_challenge", "the Care Quality Commission’s page itself, under The Brimington Surgery"),
    ("brimington_journey", "the Care Quality Commission’s page itself, under The Brimington Surgery"),
];

/// Facts whose source is another than the dossier's, each with the reason.
const OTHER_SOURCE: [(&str, &str); 1] =
    [("f276", "nobody has read the manual that the dossier names; the page that was read is cited instead")];

/// What is wrong with the house's facts beside the dossier's lines.
fn faults(house: &BTreeMap<String, Held>, dossier: &BTreeMap<String, Line>) -> Vec<String> {
    let mut found = Vec::new();
    for (id, held) in house {
        let said = format!("{} {} {}", held.claim, held.caveat, held.as_of).to_lowercase();
        for words in held.must_say.iter().filter(|words| !said.contains(&words.to_lowercase())) {
            found.push(format!("{id}: the fact itself does not say “{words}”"));
        }
        let Some(line) = dossier.get(id) else {
            if !ELSEWHERE.iter().any(|(one, _)| one == id) {
                found.push(format!("{id}: no line of the dossier"));
            }
            continue;
        };
        let known: BTreeSet<String> =
            [&line.fact, &line.caveat].into_iter().flat_map(|text| numbers(text)).collect();
        // A year may be the source's own; every other number of a claim is the dossier's.
        for number in numbers(&held.claim).filter(|number| !known.contains(number)) {
            found.push(format!("{id}: {number} stands in the claim and not in the dossier"));
        }
        let sources: Vec<&str> = line.source.split("; ").collect();
        if !sources.contains(&held.source.as_str()) && !OTHER_SOURCE.iter().any(|(one, _)| one == id) {
            found.push(format!("{id}: from {}, and the dossier says {}", held.source, line.source));
        }
    }
    for id in dossier.keys().filter(|id| !house.contains_key(*id)) {
        found.push(format!("{id}: copied from the dossier, and no fact of the house"));
    }
    found
}

/// A fact that a course tells: its page, and the block.
struct Told<'a> {
    page: &'a str,
    fact: &'a Fact,
}

fn told(course: &Course) -> Vec<Told<'_>> {
    let pages = course.pages().flat_map(|page| page.blocks.iter().map(move |block| (page, &block.kind)));
    let facts = pages.filter_map(|(page, block)| match block {
        BlockKind::Fact(fact) => Some(Told { page: page.id.as_str(), fact }),
        _ => None,
    });
    facts.collect()
}

/// The facts that may stand behind a chart or a table: those of its source, and those that its page tells.
fn backing<'a>(
    course: &Course,
    figure: &Figure,
    house: &'a BTreeMap<String, Held>,
) -> impl Iterator<Item = (&'a String, &'a Held)> {
    let told = told(course).into_iter().filter(|told| told.page == figure.page);
    let here: BTreeSet<String> =
        told.flat_map(|told| &told.fact.house).map(|id| id.as_str().to_owned()).collect();
    let source = figure.source.clone();
    house.iter().filter(move |(id, held)| here.contains(*id) || source.as_ref() == Some(&held.source))
}

/// What is wrong with the digits of charts and tables: each is one of a fact of the same source, or of the same page.
fn stray(course: &Course, digits: &Digits, house: &BTreeMap<String, Held>) -> Vec<String> {
    let mut found = Vec::new();
    for figure in &digits.figures {
        let known: BTreeSet<String> =
            backing(course, figure, house).flat_map(|(_, held)| held.numbers()).collect();
        for number in figure.numbers.iter().filter(|number| !known.contains(*number)) {
            found.push(format!("{} {}: {number} is of no fact", course.id, figure.page));
        }
    }
    found
}

#[test]
fn every_fact_of_the_house_is_its_line_of_the_dossier() {
    let (house, dossier) = (house(), dossier());
    assert!(house.len() >= 80 && dossier.len() >= 80, "{} facts, {} lines", house.len(), dossier.len());
    assert_eq!(faults(&house, &dossier), Vec::<String>::new());
    // The canaries: a number, a source and words that are not the dossier's.
    let spoilt = |id: &str, spoil: &dyn Fn(&mut Held)| {
        let mut house = house.clone();
        spoil(house.get_mut(id).expect("it is a fact"));
        faults(&house, &dossier).join("\n")
    };
    assert!(
        spoilt("f047", &|held| held.claim = held.claim.replace("24%", "42%")).contains("f047: 42 stands")
    );
    assert!(spoilt("f047", &|held| held.source = "nls_2018".into()).contains("f047: from nls_2018"));
    assert!(spoilt("f021", &|held| held.must_say.push("of all".into())).contains("f021: the fact itself"));
    let mut fewer = house.clone();
    fewer.remove("f021");
    assert_eq!(faults(&fewer, &dossier).len(), 1);
}

#[test]
fn every_digit_of_a_chart_or_table_is_of_a_fact() {
    let house = house();
    let mut judged = 0;
    for name in shipped() {
        let course = course(&name, None);
        let digits = Digits::of(&courses().join(&name));
        judged += digits.figures.len();
        assert_eq!(stray(&course, &digits, &house), Vec::<String>::new());
    }
    assert!(judged >= 3, "{judged} charts and tables");
    let course = course("everyone", None);
    let mut digits = Digits::of(&courses().join("everyone"));
    digits.figures[0].numbers.push("77".into());
    assert_eq!(stray(&course, &digits, &house).len(), 1, "the canary");
}

#[test]
fn the_table_of_facts_is_what_the_courses_say() {
    let text = table::table();
    let path = courses().join("FACTS.md");
    if std::env::var_os("BONA_WRITE_DOCS").is_some() {
        std::fs::write(&path, &text).expect("courses/ can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = found.lines().zip(text.lines()).position(|(found, made)| found != made);
    assert!(
        found == text,
        "courses/FACTS.md is not what the courses say (first at line {}); see the head of this test",
        differs.map_or(found.lines().count().min(text.lines().count()), |line| line + 1)
    );
}
