//! Each fact that the curriculum wants told in a module is told there: as a fact of the house, by a chart or a table
//! with its numbers, in somebody's words, or beside a link to its source.

use std::collections::BTreeSet;
use std::path::Path;

use bona_engine::course::{BlockKind, Course};
use bona_tests::TESTS;

use super::digits::Digits;
use super::table::behind;
use super::{courses, house, read, told};
use crate::shipped::course;

/// Facts that no course may tell, each with the reason.
const NOT_TOLD: [(&str, &str); 2] = [
    ("f018", "its report was not found again: nobody tells the figure before it was opened"),
    ("f019", "its report was not found again: nobody tells the figure before it was opened"),
];

/// Facts that are told in running text, beside a link to their source.
const BESIDE: [&str; 1] = ["f167"];

/// A line of the table of beats.
struct Beats {
    course: String,
    module: Option<String>,
    facts: Vec<String>,
}

fn beats() -> Vec<Beats> {
    let text = read(&Path::new(TESTS).join("fixtures/dossier/beats.md"));
    let lines = text.lines().filter(|line| line.starts_with("| M"));
    let beats = lines.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, course, module, facts] = cells.as_slice() else { panic!("{line}") };
        Beats {
            course: (*course).to_owned(),
            module: Some((*module).to_owned()).filter(|module| module != "–"),
            facts: facts.split(' ').map(str::to_owned).collect(),
        }
    });
    beats.collect()
}

/// The facts that a module tells, or the whole course.
fn told_in(course: &Course, module: Option<&str>) -> BTreeSet<String> {
    let house = house();
    let meant = |id: &str| module.is_none_or(|module| module == id);
    let modules = course.modules.iter().filter(|module| meant(module.id.as_str()));
    let pages: Vec<_> = modules.flat_map(|module| &module.pages).collect();
    let here = |page: &str| pages.iter().any(|one| one.id.as_str() == page);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for told in told(course).into_iter().filter(|told| here(told.page)) {
        found.extend(told.fact.house.iter().map(|id| id.as_str().to_owned()));
    }
    let folder = courses().join(course.id.as_str());
    for figure in Digits::of(&folder).figures.iter().filter(|figure| here(&figure.page)) {
        found.extend(behind(course, figure, &house).into_iter().map(str::to_owned));
    }
    for block in pages.iter().flat_map(|page| &page.blocks) {
        if let BlockKind::Quote(quote) = &block.kind {
            let words = quote.text.plain().trim_matches(['“', '”', '.']).to_lowercase();
            let said = house.iter().filter(|(_, held)| {
                held.source == quote.source.as_str() && held.claim.to_lowercase().contains(&words)
            });
            found.extend(said.map(|(id, _)| id.clone()));
        }
    }
    for module in course.modules.iter().filter(|module| meant(module.id.as_str())) {
        let text = read(&folder.join(format!("modules/{}.ron", module.id)));
        let linked = BESIDE.iter().filter(|id| text.contains(&format!("](source:{})", house[**id].source)));
        found.extend(linked.map(|id| (*id).to_owned()));
    }
    found
}

fn missing(beats: &Beats) -> Vec<String> {
    let told = told_in(&course(&beats.course, None), beats.module.as_deref());
    let wanted = beats.facts.iter().filter(|id| !NOT_TOLD.iter().any(|(one, _)| one == id));
    wanted.filter(|id| !told.contains(*id)).map(|id| format!("{}: {id}", beats.course)).collect()
}

#[test]
fn every_beat_is_told_in_its_module() {
    let beats = beats();
    let wanted: usize = beats.iter().map(|beats| beats.facts.len()).sum();
    assert!(beats.len() == 7 && wanted >= 90, "{} modules, {wanted} facts", beats.len());
    let lacks: Vec<String> = beats.iter().flat_map(missing).collect();
    assert_eq!(lacks, Vec::<String>::new());
    // The canary: what another module tells is missed here.
    let elsewhere =
        Beats { facts: vec!["f155".into(), "f042".into()], ..beats.into_iter().next().expect("one") };
    assert_eq!(missing(&elsewhere), ["everyone: f155"]);
}

/// What the dossier forbids is told nowhere, not even in a list of the house.
#[test]
fn what_was_not_found_again_is_no_fact_of_the_house() {
    let house = house();
    for (id, why) in NOT_TOLD {
        assert!(!house.contains_key(id), "{id}: {why}");
    }
}
