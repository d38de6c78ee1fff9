//! Errands of a first-time author, who knows the language by its messages alone: each step does what the last message
//! says, and the transcript shows what was said to it.

use std::fmt::Write as _;
use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;

/// What the author does: why, in which file, what is there and what is written instead. Where nothing is there, the
/// text is the whole file.
type Step<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Goes through the steps, and tells what was said after each. The last must leave nothing to say.
fn errand(name: &str, template: &str, steps: &[Step<'_>]) {
    let bench = Workbench::new();
    assert_eq!(bench.run(&["new", "my_course", "--template", template]).exit, Exit::Done);
    bench.machine().wide(80);
    let mut told = String::new();
    let mut last = None;
    for (number, (why, file, from, to)) in steps.iter().enumerate() {
        let path = format!("my_course/{file}");
        let text = match *from {
            "" => (*to).to_owned(),
            from => {
                let files = bench.files();
                let text = String::from_utf8_lossy(&files[Path::new(&path)]).into_owned();
                assert!(text.contains(from), "`{from}` stands in {file}:\n{text}");
                text.replacen(from, to, 1)
            }
        };
        bench.machine().put(&path, text.as_bytes());
        let ran = bench.run(&["check", "my_course", "--as-of", "2026-11-22", "--deny", "warnings"]);
        writeln!(told, "=== {}. {why}\n\n{}{}", number + 1, ran.out, ran.err).expect("a text takes it");
        last = Some(ran.exit);
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("errand_{name}"), told);
    });
    assert_eq!(last, Some(Exit::Done), "the errand is done:\n{told}");
}

const BANK: &str = "banks/core.ron";
const SCENE: &str = "modules/a_scene.ron";

#[test]
fn a_question_is_added() {
    errand(
        "add_a_question",
        "test",
        &[
            (
                "I write a question at the top of the bank, as I would on paper.",
                BANK,
                "    questions: [\n",
                "    questions: [\n        Question(ask: \"Somebody corrects you. What do you say?\", options: [Right(text: \"Thank you.\"), Wrong(text: \"I always get it wrong.\")]),\n",
            ),
            (
                "I write the id and the outcome, and the kind that it names, with the options inside.",
                BANK,
                "Question(ask: \"Somebody corrects you. What do you say?\", options: [Right(text: \"Thank you.\"), Wrong(text: \"I always get it wrong.\")])",
                "Question(id: \"corrected\", outcome: \"repair\", ask: \"Somebody corrects you. What do you say?\", kind: SingleChoice(Right(text: \"Thank you.\"), Wrong(text: \"I always get it wrong.\")))",
            ),
            (
                "I put the options in the list that it shows, with the fields that it asks for.",
                BANK,
                "SingleChoice(Right(text: \"Thank you.\"), Wrong(text: \"I always get it wrong.\"))",
                "SingleChoice(options: [Right(id: \"thanks\", text: \"Thank you.\", because: \"It takes the help.\"), Wrong(id: \"wrong\", text: \"I always get it wrong.\", because: \"It asks for comfort.\")])",
            ),
            (
                "I write the outcome as it is known.",
                BANK,
                "outcome: \"repair\",",
                "outcome: \"repair_a_slip\",",
            ),
            (
                "I write what somebody might really say.",
                BANK,
                "I always get it wrong.",
                "I am so sorry, really.",
            ),
        ],
    );
}

const PAGE: &str = "        Page(
            id: \"on_monday\",
            title: \"On Monday\",
            blocks: [
                Pledge(
                    id: \"my_pledge\",
                    ask: \"One thing that I will do this week\",
                    choose: [\"Say my own repair line aloud, once, before I need it.\", \"Ask one colleague to tell me when I slip.\"],
                    or_own_words: true,
                    follow_up_after: \"6 weeks\",
                ),
                Support([\"occupational_health\"]),
            ],
        ),
";

#[test]
fn a_page_is_moved() {
    let module = format!("Module(\n    title: \"Afterwards\",\n{PAGE})\n");
    let paged = format!(
        "Module(\n    id: \"afterwards\",\n    title: \"Afterwards\",\n    minutes: 2,\n    pages: [\n{PAGE}    ],\n)\n"
    );
    let old = "modules/putting_it_right.ron";
    errand(
        "move_a_page",
        "test",
        &[
            ("I copy the last page into a file of its own.", "modules/afterwards.ron", "", PAGE),
            (
                "I name the file in the course, from memory.",
                "course.ron",
                "modules: [\"putting_it_right\"]",
                "modules: [\"putting_it_right\", \"after\"]",
            ),
            ("I write the name that it asks about.", "course.ron", "\"after\"]", "\"afterwards\"]"),
            ("I write a module round the page.", "modules/afterwards.ron", "", &module),
            ("I write the list and the fields that it shows.", "modules/afterwards.ron", "", &paged),
            ("I take the page out of its old place.", old, PAGE, ""),
            (
                "I say what the module is for.",
                "modules/afterwards.ron",
                "    minutes: 2,\n",
                "    minutes: 2,\n    outcomes: [\"repair_a_slip\"],\n",
            ),
        ],
    );
}

#[test]
fn an_ending_is_added() {
    errand(
        "add_an_ending",
        "scenario",
        &[
            (
                "I write a third ending, beside the two that are there.",
                SCENE,
                "                        Ending(id: \"sam_smiles\"",
                "                        Ending(id: \"sam_waits\", kind: Medium, text: \"Sam waits.\"),\n                        Ending(id: \"sam_smiles\"",
            ),
            (
                "I take the fields and the kind that it names.",
                SCENE,
                "kind: Medium, text: \"Sam waits.\"",
                "kind: Mixed, says: \"Sam waits.\", looking_back: \"It held, for today.\"",
            ),
            ("I write what it shows.", SCENE, "says: \"Sam waits.\"", "says: [Narrator(\"Sam waits.\")]"),
            (
                "I write a choice that leads there.",
                SCENE,
                "                                Choice(id: \"put_it_right\"",
                "                                Choice(id: \"look_away\", text: \"Look away, and type.\", then: \"sam_wait\", was: Partly),\n                                Choice(id: \"put_it_right\"",
            ),
            (
                "I write the id that was meant, and the reason.",
                SCENE,
                "then: \"sam_wait\", was: Partly",
                "then: \"sam_waits\", was: Partly, because: \"Nothing more is said aloud.\"",
            ),
        ],
    );
}
