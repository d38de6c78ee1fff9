//! Rules of flags in scenes and of a test that may be taken first, each broken alone in a course that has both.

use std::collections::BTreeSet;

use bona::Exit;
use bona_engine::check::{Given, Input, Options, check};
use bona_engine::course::{BlockKind, Course, Scenario, Scene};
use bona_tests::{TESTS, Workbench};

use super::broken_in;

const MODULE: &str = "modules/listening.ron";

/// Rule, file, what is written, what is written instead.
pub(super) const EDITS: &[(&str, &str, &str, &str)] = &[
    ("unknown-flag", MODULE, "when: [\"reported\"]", "when: [\"repotred\"]"),
    ("unknown-flag", MODULE, "unless: [\"reported\"]", "unless: [\"reported\", \"told\"]"),
    (
        "unknown-scene",
        MODULE,
        "id: \"noon\",\n",
        "id: \"noon\",\n                            when: [\"heard\"],\n                            otherwise: \"evenin\",\n",
    ),
    ("bad-id", MODULE, "sets: [\"reported\"]", "sets: [\"reported\", \"Not Now\"]"),
    ("flag-unread", MODULE, "sets: [\"reported\"]", "sets: [\"reported\", \"noon_came\"]"),
    // The door that does not open for those who said “Not now”.
    (
        "no-way-on",
        MODULE,
        "id: \"noon\",\n",
        "id: \"noon\",\n                            when: [\"heard\"],\n",
    ),
    // A door that sends them back to itself.
    (
        "no-way-on",
        MODULE,
        "id: \"noon\",\n",
        "id: \"noon\",\n                            when: [\"heard\"],\n                            otherwise: \"noon\",\n",
    ),
    ("check-first-idle", "course.ron", "completion: PagesAndTest", "completion: Test"),
    // Whoever comes here was heard.
    (
        "flag-idle",
        MODULE,
        "id: \"nothing_written\",\n",
        "id: \"nothing_written\",\n                            when: [\"heard\"],\n                            otherwise: \"empty_desk\",\n",
    ),
    // Nobody who is here has both.
    ("unreachable-scene", MODULE, "unless: [\"reported\"]", "unless: [\"heard\"]"),
    (
        "flags-too-many",
        MODULE,
        "sets: [\"reported\"]",
        "sets: [\"reported\", \"flag_a\", \"flag_b\", \"flag_c\", \"flag_d\", \"flag_e\", \"flag_f\", \"flag_g\"]",
    ),
];

pub(super) fn routes() -> Workbench {
    Workbench::new().folder("routes", "fixtures/routes")
}

pub(super) fn text_of(file: &str) -> String {
    std::fs::read_to_string(format!("{TESTS}/fixtures/routes/{file}")).expect("the fixture is there")
}

#[test]
fn the_course_that_remembers_breaks_no_rule() {
    let (rules, exit, out) = broken_in(&routes(), "routes");
    assert_eq!((rules.len(), exit), (0, Exit::Done), "{out}");
}

#[test]
fn each_edit_breaks_its_rule_and_no_other() {
    let mut wrong = Vec::new();
    for (rule, file, from, to) in EDITS {
        let text = text_of(file);
        assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {file}");
        let mut text = text.replace(from, to);
        if *rule == "flags-too-many" {
            // Eight are read, and none is idle.
            text = text.replace("when: [\"reported\"]", "when: [\"reported\", \"flag_a\", \"flag_b\", \"flag_c\", \"flag_d\", \"flag_e\", \"flag_f\", \"flag_g\"]");
        }
        let (rules, _, out) = broken_in(&routes().file(&format!("routes/{file}"), text), "routes");
        if rules != BTreeSet::from([(*rule).to_owned()]) {
            wrong.push(format!("{rule}: {from} → {to}\n{out}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} edits\n{}", wrong.len(), EDITS.len(), wrong.join("\n"));
}

/// A scene that could go round for ever with one flag and not without it is found, and the flag is named.
#[test]
fn a_way_without_end_is_found_under_its_flags() {
    let module = r#"Module(id: "listening", title: "Listening", minutes: 5, outcomes: ["listen_first"], pages: [
        Page(id: "round", title: "Round", blocks: [
            Question(id: "pause", outcome: "listen_first", ask: "Wait.", kind: TrueFalse(answer: true, because: "Yes.")),
            Scenario(id: "ring", intro: "A ring.", start: "first", nodes: [
                Node(id: "first", ask: "Which?", choices: [
                    Choice(id: "left", text: "Left.", then: "second", sets: ["went_left"]),
                    Choice(id: "right", text: "Right.", then: "second"),
                ]),
                Node(id: "second", ask: "And now?", choices: [
                    Choice(id: "onward", text: "On.", then: "done"),
                    Choice(id: "upward", text: "Up.", then: "gone"),
                ]),
                Ending(id: "done", kind: Good, when: ["went_left"], otherwise: "second", says: [Narrator("So.")], looking_back: "Done."),
                Ending(id: "gone", kind: Poor, when: ["went_left"], otherwise: "second", says: [Narrator("So.")], looking_back: "Gone."),
            ]),
        ]),
    ])"#;
    let bench = routes().file("routes/modules/listening.ron", module);
    let (rules, _, out) = broken_in(&bench, "routes");
    assert_eq!(rules, BTreeSet::from(["no-ending".to_owned()]), "{out}");
    assert!(out.contains("from the node `second` no ending can be reached with no flag set"), "{out}");
    let ran = routes()
        .file(
            "routes/modules/listening.ron",
            text_of(MODULE).replace("when: [\"reported\"]", "when: [\"repotred\"]"),
        )
        .run(&["check", "routes", "--output", "short"]);
    assert!(
        ran.out.contains("there is no flag in this scene `repotred`; did you mean `reported`?"),
        "{}",
        ran.out
    );
}

fn course() -> Course {
    let mut input = Input { folder: "routes".into(), ..Input::default() };
    for (path, bytes) in bona_tests::read_folder(&std::path::Path::new(TESTS).join("fixtures/routes")) {
        input.files.insert(path.display().to_string(), Given::Bytes(bytes));
    }
    check(&input, &Options::default()).value.expect("the course is sound")
}

fn scenario(course: &Course) -> &Scenario {
    let mut blocks = course.pages().flat_map(|page| &page.blocks);
    let found = blocks.find_map(|block| match &block.kind {
        BlockKind::Scenario(scenario) => Some(scenario),
        _ => None,
    });
    found.expect("it has a scene")
}

/// Every way through, by choices; where each ends is what the course says in words.
#[test]
fn every_way_ends_where_its_flags_send_it() {
    let course = course();
    let scenario = scenario(&course);
    let ends = |choices: &[&str]| {
        let mut flags = BTreeSet::new();
        let mut at = scenario.enter(scenario.start, &flags);
        for id in choices {
            let Some(Scene::Decision(decision)) = at.map(|at| &scenario.scenes[at]) else { panic!("{id}") };
            let choice =
                decision.choices.iter().find(|choice| choice.id.as_str() == *id).expect("a choice here");
            flags.extend(&choice.sets);
            at = scenario.enter(choice.then, &flags);
        }
        match &scenario.scenes[at.expect("nobody is stuck")] {
            Scene::Decision(decision) => decision.id.as_str().to_owned(),
            Scene::Ending(ending) => ending.id.as_str().to_owned(),
        }
    };
    for (choices, end) in [
        (vec!["listen", "report", "tomorrow"], "on_record"),
        (vec!["listen", "report", "good_night"], "left_to_others"),
        (vec!["listen", "sorry", "tomorrow"], "nothing_written"),
        (vec!["later", "sorry", "good_night"], "alone"),
        (vec!["later", "report"], "empty_desk"),
    ] {
        assert_eq!(ends(&choices), end);
    }
}
