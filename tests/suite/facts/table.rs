//! `courses/FACTS.md`, as Markdown.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bona_engine::course::Course;

use super::digits::{Digits, Figure, numbers};
use super::{ELSEWHERE, Held, OTHER_SOURCE, backing, courses, dossier, house, told};
use crate::shipped::{course, shipped};

const HEAD: &str = "# What the courses tell as fact

*Made from the courses by a test; do not edit. To bring it up to date:* `BONA_WRITE_DOCS=1 cargo test -p bona-tests facts`.

Each telling stands beside the numbers that it gives and the facts of the house (`house/facts.ron`) that it tells. `bona check` refuses a number that its facts have not, and a telling without the words that the house marks. Below, each fact of the house stands beside its line of the dossier; a test refuses a number that the line has not. What a learner sees of how far a fact goes, and as of when, is in the courses.
";

/// The whole table.
pub(super) fn table() -> String {
    let mut out = HEAD.to_owned();
    let house = house();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for name in shipped() {
        let course = course(&name, None);
        let digits = Digits::of(&courses().join(&name));
        line(&mut out, &format!("\n## {}\n", course.title));
        line(&mut out, "| page | what is told | its numbers | facts |\n|---|---|---|---|");
        for told in told(&course) {
            let note = told.fact.note.as_ref().map(|note| note.plain()).unwrap_or_default();
            let claim = told.fact.claim.plain();
            let given: BTreeSet<String> = numbers(&format!("{claim} {note}")).collect();
            let ids: Vec<&str> = told.fact.house.iter().map(|id| id.as_str()).collect();
            used.extend(ids.iter().map(|id| (*id).to_owned()));
            let facts = if ids.is_empty() {
                format!("the course’s own, from {}", told.fact.source)
            } else {
                ids.join(", ")
            };
            row(&mut out, &[told.page, &claim, &list(&given), &facts]);
        }
        for figure in &digits.figures {
            let given: BTreeSet<String> = figure.numbers.iter().cloned().collect();
            let ids = behind(&course, figure, &house);
            used.extend(ids.iter().map(|id| (*id).to_owned()));
            row(&mut out, &[&figure.page, &format!("*{}*", figure.title), &list(&given), &ids.join(", ")]);
        }
        line(&mut out, "\nDigits that stand in no fact: ages, times, rooms, dates, and facts told before.\n");
        line(&mut out, "| page or question | numbers | where |\n|---|---|---|");
        for other in &digits.others {
            let given: BTreeSet<String> = numbers(&other.text).collect();
            row(&mut out, &[&other.place, &list(&given), &around(&other.text)]);
        }
    }
    facts(&mut out, &used);
    out
}

/// The facts whose numbers a chart or a table shows: as few as hold them all.
pub(super) fn behind<'a>(
    course: &Course,
    figure: &Figure,
    house: &'a BTreeMap<String, Held>,
) -> Vec<&'a str> {
    let mut left: BTreeSet<String> = figure.numbers.iter().cloned().collect();
    let mut ids = Vec::new();
    loop {
        let shared = |held: &Held| held.numbers().intersection(&left).count();
        let best = backing(course, figure, house).max_by_key(|(id, held)| (shared(held), Reverse(*id)));
        let Some((id, held)) = best.filter(|(_, held)| shared(held) > 0) else { return ids };
        let numbers = held.numbers();
        left.retain(|number| !numbers.contains(number));
        ids.push(id.as_str());
    }
}

/// The facts of the house beside the dossier.
fn facts(out: &mut String, used: &BTreeSet<String>) {
    let dossier = dossier();
    line(out, "\n## The facts of the house, and their lines of the dossier\n");
    line(out, "| fact | what the house says | what the dossier says | |\n|---|---|---|---|");
    for (id, held) in house() {
        let line = dossier.get(&id).map(|line| line.fact.clone());
        let elsewhere = ELSEWHERE.iter().find(|(one, _)| *one == id).map(|(_, place)| (*place).to_owned());
        let other = OTHER_SOURCE.iter().find(|(one, _)| *one == id).map_or("", |(_, why)| *why);
        let told = if used.contains(&id) { "" } else { "told in no course yet" };
        let words =
            [other, told].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("; ");
        row(out, &[&id, &held.claim, &line.or(elsewhere).unwrap_or_default(), &words]);
    }
}

/// The piece of a long text with its first number.
fn around(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let digit = |word: &&str| word.contains(|sign: char| sign.is_ascii_digit());
    let (Some(first), Some(last)) = (words.iter().position(&digit), words.iter().rposition(&digit)) else {
        return text.to_owned();
    };
    let (start, end) = (first.saturating_sub(6), (last + 7).min(words.len()));
    let (before, behind) = (if start > 0 { "… " } else { "" }, if end < words.len() { " …" } else { "" });
    format!("{before}{}{behind}", words[start..end].join(" "))
}

fn list(numbers: &BTreeSet<String>) -> String {
    numbers.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

fn row(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|"))
        .collect();
    line(out, &format!("| {} |", cells.join(" | ")));
}

fn line(out: &mut String, words: &str) {
    writeln!(out, "{words}").expect("a text takes what is written to it");
}
