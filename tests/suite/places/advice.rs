//! What is advised to whoever changes what a course keeps of its learners: followed to the letter, it works.

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, TESTS, Workbench};

const OWN: &str = "places/course.ron";
const ELM: &str = "places/variants/elm_street.ron";
const LIST: &str = "    variants_may_change: [\"your_place\", \"the_form\", \"the_slip\"],\n";

/// The bench with another text in a file that has the first.
fn edited(bench: Workbench, file: &str, from: &str, to: &str) -> Workbench {
    let text = String::from_utf8(bench.files()[Path::new(file)].clone()).expect("text");
    assert!(text.contains(from), "{file} has no {from}");
    bench.file(file, text.replacen(from, to, 1))
}

/// The question of the fixture, with its words changed.
fn question(from: &str, to: &str) -> String {
    let desk = std::fs::read_to_string(format!("{TESTS}/fixtures/places/modules/desk.ron"));
    let desk = desk.expect("the fixture is there");
    let (_, rest) = desk.split_once("Question(").expect("it has a question");
    let (own, _) = rest.split_once("                ),\n            ],\n").expect("it ends with its page");
    format!("Question({})", own.replace(from, to))
}

fn replaced(with: &str) -> String {
    format!(
        "Replace(block: \"the_slip\", was: \"\", with: {with}, languages: [WithIn(language: \"cy\", with: {with})])"
    )
}

/// The fixture with one more change at Elm Street; with the course's list, or without.
fn bench(change: &str, list: bool) -> Workbench {
    let bench = Workbench::new().folder("places", "fixtures/places");
    let bench = edited(bench, ELM, "        End(\n", &format!("        {change},\n        End(\n"));
    if list { bench } else { edited(bench, OWN, LIST, "") }
}

fn check(bench: &Workbench) -> (Ran, Vec<String>) {
    let ran = bench.run(&["check", "places", "--output", "short"]);
    let errors = ran.out.lines().filter(|line| line.contains(": error[")).map(str::to_owned).collect();
    (ran, errors)
}

#[test]
fn a_list_that_is_offered_shuts_out_nothing_that_places_change() {
    let bench = bench(&replaced(&question("You said", "You have said")), false);
    let (ran, errors) = check(&bench);
    let [only] = errors.as_slice() else { panic!("{}", ran.out) };
    assert!(only.contains("[variant-not-allowed]"), "{only}");
    let (_, list) = only.split_once("writes `").expect("a list is offered");
    let (list, _) = list.split_once('`').expect("it ends");
    let bench =
        edited(bench, OWN, "    completion: Pages,\n", &format!("    completion: Pages,\n    {list},\n"));
    let (ran, errors) = check(&bench);
    assert!(ran.exit == Exit::Done && errors.is_empty(), "{list}: {}", ran.out);
}

#[test]
fn what_no_list_could_allow_is_refused_once_and_for_that() {
    let changes = [
        "Remove(block: \"the_slip\", was: \"\")".to_owned(),
        replaced("Text(\"Ask twice.\")"),
        replaced("Named(\"the_slip\", Note(text: \"Ask twice.\"))"),
        replaced(&question("the_slip", "our_slip")),
    ];
    for change in changes {
        for list in [true, false] {
            let (ran, errors) = check(&bench(&change, list));
            let [only] = errors.as_slice() else { panic!("{change}: {}", ran.out) };
            assert!(only.contains("[variant-keeps]") && !only.contains("variants_may_change"), "{only}");
        }
    }
    // An option more tells itself only once the change is tried out.
    let (ran, errors) = check(&bench(&replaced(&question("long_speech", "no_speech")), false));
    let [only] = errors.as_slice() else { panic!("{}", ran.out) };
    assert!(only.contains("[variant-keeps]"), "{only}");
}

#[test]
fn what_may_stand_behind_a_question_is_offered_where_it_may() {
    let bench = bench("Remove(block: \"the_slip\", was: \"\")", true);
    let (_, errors) = check(&bench);
    assert!(errors[0].contains("`After(block: \"the_slip\""), "{errors:?}");
    let short = LIST.replace(", \"the_slip\"", "");
    let (_, errors) = check(&edited(bench, OWN, LIST, &short));
    assert!(errors[0].ends_with("; take this change out"), "{errors:?}");
}
