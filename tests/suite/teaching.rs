//! The shipped courses as teaching: honest minutes, practice, like options, scenes that can be mended.
//!
//! What `bona check` asks of every author stands in the engine; here stands what we ask of ourselves.
//! Each demand is also made of a spoilt copy, which must be refused.

use std::collections::BTreeMap;
use std::path::Path;

use bona::Exit;
use bona_engine::course::{BlockKind, Course, EndingKind, Fact, QuestionKind, Scenario, Scene, Step};
use bona_tests::{TESTS, Workbench};

use super::shipped::{Said, blocks, course, options, questions, script, shipped};

/// Words a minute of somebody who reads aloud.
const PACE: usize = 180;

fn count(said: &[Said], which: impl Fn(&Said) -> bool) -> usize {
    said.iter().filter(|said| which(said)).map(|said| said.words.split_whitespace().count()).sum()
}

/// What is wrong with a course as teaching, one sentence a fault.
fn faults(course: &Course) -> Vec<String> {
    let mut found = Vec::new();
    let said = script(course, false);
    let (all, practice) = (count(&said, |_| true), count(&said, |said| said.practice));
    let (stated, read) = (usize::from(course.minutes().0), all / PACE);
    if read * 4 < stated * 3 || stated * 5 < read * 4 {
        found.push(format!("minutes: {stated} stated, {read} read aloud"));
    }
    if practice * 5 < all {
        found.push(format!("practice: {practice} of {all} words"));
    }
    for said in script(course, true).iter().filter(|said| !said.fact) {
        if said.words.contains('%') || figures(&said.words) {
            found.push(format!("figure outside a fact: {}", said.words));
        }
    }
    found.extend(twice(&script(course, true)));
    found.extend(unlike_options(course));
    found.extend(thin_bank(course));
    let law = law();
    assert!(law.len() >= 4, "{law:?}");
    for block in blocks(course) {
        match block {
            BlockKind::Scenario(scenario) => found.extend(thin_scene(scenario)),
            BlockKind::Fact(fact) if fact.note.is_none() => {
                found.push(format!("limits: {}", fact.claim.plain()));
            }
            BlockKind::Fact(fact) if law.iter().any(|id| fact.source.as_str() == id) && !as_read(fact) => {
                found.push(format!("date of the law: {}", fact.claim.plain()));
            }
            _ => {}
        }
    }
    found
}

/// Whether a text holds a number of three digits or more that is no year; ages, rooms and times of day have fewer.
fn figures(text: &str) -> bool {
    let year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 3 && !year(digits))
}

/// Ids of sources that are law, or guidance that says what the law is, as the house calls them.
fn law() -> Vec<String> {
    let house = Path::new(TESTS).join("../courses/house/sources.ron");
    let text = std::fs::read_to_string(house).expect("the house lists its sources");
    let value = |source: &str, name: &str| {
        let (_, rest) = source.split_once(&format!("{name}: \""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let sources = text.split("Source(").skip(1);
    let law = sources.filter(|source| {
        value(source, "kind").is_some_and(|kind| kind.starts_with("law") || kind.contains("law explained"))
    });
    // Three more say what holds by rule, though they are kept as guidance.
    let rules = ["ico_special", "pcse_gender", "cqc_registration"].map(String::from);
    law.filter_map(|source| value(source, "id")).chain(rules).collect()
}

/// Whether a fact says when its position was read.
fn as_read(fact: &Fact) -> bool {
    fact.as_of.as_ref().is_some_and(|date| date.starts_with("Position as read in "))
}

/// The question of the information standard on sexual orientation, which is asked in these words or not at all.
const QUOTED: [&str; 1] = ["which of the following options best describes how you think of yourself?"];

/// Twelve words in a row that stand in two places.
fn twice(said: &[Said]) -> Vec<String> {
    let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, text) in said.iter().enumerate() {
        let words: Vec<String> = text.words.split_whitespace().map(str::to_lowercase).collect();
        for run in words.windows(12) {
            let quoted = QUOTED.contains(&run.join(" ").trim_matches(['“', '”']));
            if *seen.entry(run.to_vec()).or_insert(place) != place && !quoted {
                found.push(format!("twice: {}", run.join(" ")));
            }
        }
    }
    found
}

/// Options of one question whose length gives the answer away.
fn unlike_options(course: &Course) -> Vec<String> {
    let mut found = Vec::new();
    let (mut longest, mut single) = (0, 0);
    for question in questions(course) {
        let lengths: Vec<(usize, bool)> =
            options(question).iter().map(|o| (o.0.plain().chars().count(), o.2)).collect();
        let Some(most) = lengths.iter().map(|length| length.0).max() else { continue };
        let mean = lengths.iter().map(|length| length.0).sum::<usize>() / lengths.len();
        if lengths.iter().any(|length| length.0.abs_diff(mean) * 5 > mean) {
            found.push(format!("options of unlike length: {}", question.id));
        }
        if matches!(question.kind, QuestionKind::SingleChoice { .. }) {
            single += 1;
            longest += usize::from(lengths.iter().any(|length| length.1 && length.0 == most));
        }
    }
    if longest * 100 > single * 45 {
        found.push(format!("the longest is right in {longest} of {single}"));
    }
    found
}

/// An outcome of which the test can ask too little, so that a second attempt is the first again.
fn thin_bank(course: &Course) -> Vec<String> {
    let Some(test) = &course.test else { return Vec::new() };
    let asked =
        |id: &str| test.bank.questions.iter().filter(|question| question.outcome.as_str() == id).count();
    let outcomes = course.outcomes.iter().map(|outcome| outcome.id.as_str());
    outcomes.filter(|id| asked(id) < 4).map(|id| format!("{id}: {} in the bank", asked(id))).collect()
}

/// A scene with too little to decide, or with a slip that nothing can mend.
fn thin_scene(scenario: &Scenario) -> Vec<String> {
    let mut found = Vec::new();
    let decisions = scenario.scenes.iter().filter(|scene| matches!(scene, Scene::Decision(_))).count();
    if decisions < 3 {
        found.push(format!("{}: {decisions} decisions", scenario.id));
    }
    for kind in [EndingKind::Good, EndingKind::Mixed, EndingKind::Poor] {
        if !scenario.scenes.iter().any(|scene| matches!(scene, Scene::Ending(end) if end.kind == kind)) {
            found.push(format!("{}: no ending is {kind:?}", scenario.id));
        }
    }
    for scene in &scenario.scenes {
        let Scene::Decision(node) = scene else { continue };
        for choice in node.choices.iter().filter(|choice| choice.was == Some(Step::Slip)) {
            if let Scene::Decision(next) = &scenario.scenes[choice.then]
                && !next.choices.iter().any(|choice| choice.was == Some(Step::Mends))
            {
                found.push(format!("{}: after `{}` nothing mends", scenario.id, choice.id));
            }
        }
    }
    found
}

#[test]
fn the_shipped_courses_teach() {
    let names = shipped();
    assert!(names.contains(&"first_contact".to_owned()), "{names:?}");
    let mut said = BTreeMap::new();
    for name in names {
        let course = course(&name, None);
        said.insert(name.clone(), faults(&course));
        let facts = blocks(&course).filter(|block| matches!(block, BlockKind::Fact(_))).count();
        let bank = course.test.as_ref().map_or(0, |test| test.bank.questions.len());
        let pages = course.pages().count();
        assert!(
            pages >= 8 && facts >= 3 && bank >= 6,
            "{name}: {pages} pages, {facts} facts, {bank} in the bank"
        );
        assert!(
            blocks(&course).any(|block| matches!(block, BlockKind::Pledge(_))),
            "{name} asks for no pledge"
        );
        assert!(!course.support.is_empty(), "{name} names nowhere to turn");
        assert!(course.measure.is_some(), "{name} is not measured");
    }
    said.retain(|_, faults| !faults.is_empty());
    assert_eq!(said, BTreeMap::new());
}

/// On the day on which this was written; a source that must be read again later does not turn a test red.
#[test]
fn the_shipped_courses_break_no_rule() {
    let names = shipped();
    let mut bench = Workbench::new().folder("courses/house", "../courses/house");
    for name in &names {
        bench = bench.folder(&format!("courses/{name}"), format!("../courses/{name}"));
    }
    let folders: Vec<String> = names.iter().map(|name| format!("courses/{name}")).collect();
    let mut line = vec!["check"];
    line.extend(folders.iter().map(String::as_str));
    line.extend(["--deny", "warnings", "--as-of", "2026-11-22"]);
    let ran = bench.run(&line);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert_eq!(ran.out.matches("ready to package").count(), names.len(), "{}", ran.out);
}

/// The texts of several courses, one behind the other.
fn together(names: &[String]) -> Vec<Said> {
    names.iter().flat_map(|name| script(&course(name, None), true)).collect()
}

/// What a learner of two courses would read twice.
#[test]
fn no_twelve_words_stand_twice_in_the_programme() {
    let mut said = together(&shipped());
    assert!(said.len() >= 2_000, "{} texts were compared", said.len());
    assert_eq!(twice(&said), Vec::<String>::new());
    let long = said.iter().find(|said| said.words.split_whitespace().count() == 12);
    let words = long.expect("a text of twelve words").words.clone();
    said.push(Said { words, practice: false, fact: false });
    assert_eq!(twice(&said).len(), 1, "the canary");
}

/// Whoever guesses stays near chance over all banks, and passes nowhere; that the report finds what is unfair is held
/// beside it, in `reports`.
#[test]
fn nobody_guesses_their_way_through_the_programme() {
    let names = shipped();
    let mut bench = Workbench::new().folder("house", "../courses/house");
    for name in &names {
        bench = bench.folder(name, format!("../courses/{name}"));
    }
    let mut line = vec!["report"];
    line.extend(names.iter().map(String::as_str));
    line.extend(["--of", "fairness"]);
    let ran = bench.run(&line);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.contains(&format!(" in {} banks", 3 * names.len())), "{}", ran.out);
    assert!(ran.out.contains("fair: nobody is more than 3 points from chance"), "{}", ran.out);
    assert!(!ran.out.contains("unfair"), "{}", ran.out);
}

/// The canaries: each spoils one thing, and is refused for it.
#[test]
fn a_spoilt_course_is_refused() {
    let module = "modules/at_the_desk.ron";
    let edits = [
        ("minutes: 26,", "minutes: 6,", "minutes:"),
        ("Does anybody here *read*?”", "Does anybody here *read*?” say 57%.", "figure outside a fact"),
        ("as_of: \"Position as read in mid-2026\"", "as_of: \"2026\"", "date of the law"),
        ("was: Mends, because: \"You left", "was: Good, because: \"You left", "nothing mends"),
        ("“Good morning. Is it Miss, Mrs or perhaps Ms?”", "“Miss?”", "unlike length"),
        (
            "Choose one: small enough for a busy day",
            "Three sentences. You may have met somebody you love in these pages, or yourself. \
             If some of it came close, choose one: small enough for a busy day",
            "twice:",
        ),
    ];
    for (from, to, named) in edits {
        let found = faults(&course("first_contact", Some((module, from, to))));
        assert!(found.iter().any(|fault| fault.contains(named)), "{to}: {found:?}");
    }
}
