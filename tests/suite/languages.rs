//! A course in several languages: one course to the record, whatever it is read in; and no translator's work is lost.

use std::collections::BTreeMap;

use bona::Exit;
use bona_engine::canon::{content_hash, hex};
use bona_engine::check::{Given, HouseFile, HouseList, Input, Options, Sound, check, check_languages};
use bona_engine::course::{BlockKind, Course, Inline, Node, Translation};
use bona_engine::diagnostic::Severity;
use bona_engine::score::table;
use bona_engine::slots::Layout;
use bona_tests::{TESTS, Workbench};

const CY: &str = "languages/cy.ron";
const NAMES: &str = "modules/names.ron";

/// The fixture as it is checked, with changes to some of its files.
fn input(changes: &[(&str, &str, &str)]) -> Input {
    let mut input = Input { folder: "three_languages".into(), ..Input::default() };
    for (path, bytes) in
        bona_tests::read_folder(&std::path::Path::new(TESTS).join("fixtures/three_languages"))
    {
        let path = path.display().to_string();
        let mut text = String::from_utf8(bytes).expect("the fixture is text");
        for (_, from, to) in changes.iter().filter(|(file, ..)| *file == path) {
            assert_eq!(text.matches(from).count(), 1, "`{from}` stands once in {path}");
            text = text.replace(from, to);
        }
        let given = Given::Bytes(text.into_bytes());
        match path.strip_prefix("house/") {
            None => drop(input.files.insert(path, given)),
            Some(list) => {
                let lists = match list {
                    "sources.ron" => HouseList::Sources,
                    "support.ron" => HouseList::Support,
                    _ => HouseList::Terms,
                };
                input.house.push(HouseFile { name: path, lists, given });
            }
        }
    }
    input
}

fn sound(changes: &[(&str, &str, &str)]) -> Sound {
    let checked = check_languages(&input(changes), &Options::default());
    checked.value.unwrap_or_else(|| panic!("{:?}", checked.diagnostics))
}

/// Ids, keys and letters of everything that is answered: what must be the same in every language.
fn answered(course: &Course) -> Vec<String> {
    let on_pages = course.pages().flat_map(|page| &page.blocks).filter_map(|block| match &block.kind {
        BlockKind::Question(question) => Some(question),
        _ => None,
    });
    let questions = on_pages.chain(course.test.iter().flat_map(|test| &test.bank.questions));
    questions.map(|question| format!("{} {:?}", question.id, table(question))).collect()
}

fn translation(course: &Course) -> &Translation {
    course.translation.as_ref().expect("it was translated")
}

#[test]
fn a_course_is_one_course_in_every_language() {
    let Sound { course, languages } = sound(&[]);
    let tags: Vec<&str> = languages.iter().map(|one| one.language.as_str()).collect();
    assert_eq!(tags, ["ar", "cy"]);
    let layout = Layout::of(&course);
    let mut hashes = vec![hex(&content_hash(&course, &BTreeMap::new()))];
    for one in &languages {
        let about = translation(one);
        assert_eq!((about.missing, about.reviewed.as_deref()), (0, Some("2026-11-20")));
        let own = Layout::of(one);
        assert_eq!((&own.slots, &own.fingerprint), (&layout.slots, &layout.fingerprint), "{}", one.language);
        assert_eq!(answered(one), answered(&course));
        assert_ne!(one.title, course.title);
        hashes.push(hex(&content_hash(one, &BTreeMap::new())));
    }
    // Other words have another hash, and what a course is has nothing to do with who translated it.
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), 3);
    let mut alone = input(&[]);
    alone.files.retain(|path, _| !path.starts_with("languages/"));
    let alone = check(&alone, &Options::default()).value.expect("the course is sound without them");
    assert_eq!(content_hash(&alone, &BTreeMap::new()), content_hash(&course, &BTreeMap::new()));
    assert_eq!(alone, course);
}

#[test]
fn what_nobody_translated_stays_and_says_in_which_language_it_is() {
    let Sound { languages, .. } = sound(&[
        (CY, "say: \"Pam gofyn\"", "say: \"\""),
        (CY, "say: \"Gofynnwch pwy sy’n cadw’r rhestr.\"", "say: \"\""),
        (CY, "say: \"sedd\"", "say: \"\""),
    ]);
    let welsh = &languages[1];
    // The passage and both its words stay, though only one of them is missing.
    assert_eq!(translation(welsh).missing, 5);
    let page = welsh.pages().next().expect("it has pages");
    assert_eq!((page.title.as_str(), welsh.language_of(&page.title)), ("Why ask", "en-GB"));
    assert_eq!(welsh.language_of(&welsh.title), "cy");
    let note = page.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Note { text, .. } => Some(text.nodes().into_owned()),
        _ => None,
    });
    let english = Inline::Language("en-GB".into(), vec![Inline::Text("Ask who keeps the list.".into())]);
    assert_eq!(note, Some(vec![Node::Paragraph(vec![english])]));
    // Another language is not touched by it.
    assert!(!translation(&languages[0]).left.contains("Why ask") && translation(&languages[0]).missing == 0);
}

#[test]
fn older_words_are_not_shown_and_come_back_when_the_text_does() {
    let changed = [(NAMES, "Nothing. They may not mind.", "Nothing. Nobody minds.")];
    let Sound { languages, .. } = sound(&changed);
    assert_eq!(translation(&languages[1]).missing, 1);
    let found = check(&input(&changed), &Options::default()).diagnostics;
    let stale: Vec<_> = found.iter().filter(|one| one.rule.to_string() == "translation-stale").collect();
    assert_eq!(stale.len(), 2);
    assert!(stale.iter().all(|one| one.severity == Severity::Warning && one.at.file.contains("languages/")));
    assert_eq!(stale[0].also[0].0.file, "three_languages/modules/names.ron");
}

#[test]
fn a_text_that_moved_keeps_its_translation() {
    let moved = [
        (NAMES, "                Note(label: \"At your place\", text: \"Ask who keeps the list.\"),\n", ""),
        (
            NAMES,
            "                Scenario(\n",
            "                Note(label: \"At your place\", text: \"Ask who keeps the list.\"),\n                Scenario(\n",
        ),
    ];
    let checked = check_languages(&input(&moved), &Options::default());
    assert_eq!(checked.diagnostics, []);
    let languages = checked.value.expect("it is sound").languages;
    assert!(languages.iter().all(|one| translation(one).missing == 0));
}

fn bench() -> Workbench {
    Workbench::new().folder("three_languages", "fixtures/three_languages")
}

fn text_of(bench: &Workbench, path: &str) -> String {
    let files = bench.files();
    String::from_utf8(files[std::path::Path::new(path)].clone()).expect("it is text")
}

fn export(bench: &Workbench, language: &str) -> String {
    let ran = bench.run(&["translate", "export", "three_languages", "--language", language]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    text_of(bench, &format!("three_languages/languages/{language}.ron"))
}

#[test]
fn a_file_to_translate_has_every_text_once_with_its_words_above_it() {
    let bench = bench();
    let text = export(&bench, "fr");
    assert_eq!(text.matches("Said(").count(), text.matches("say: \"\"").count());
    assert!(
        text.contains("        //| What do you say?\n        Said(of: \"mo_arrives.what_now/ask/"),
        "{text}"
    );
    assert!(text.contains("        //| - Nobody minds a question.\n"), "{text}");
    let ran = bench.run(&["check", "three_languages"]);
    assert!(ran.out.contains("three_languages: fr: 0 of 58 texts translated"), "{}", ran.out);
    assert!(ran.out.contains("37 more texts are not in `fr`"), "{}", ran.out);
    assert_eq!(ran.exit, Exit::Done);
    // Written again it is the same.
    assert_eq!(export(&bench, "fr"), text);
}

#[test]
fn exporting_again_loses_nothing_and_marks_what_is_stale() {
    let own = "        // Gwirio gyda’r tîm.\n        Said(of: \"why_ask/title/";
    let before = text_of(&bench(), "three_languages/languages/cy.ron");
    let written = before
        .replace("        Said(of: \"why_ask/title/", own)
        .replace("    ],\n)", "        Said(of: \"gone/text/00000000\", say: r#\"Hen \"eiriau\".\"#),\n        // Diwedd.\n    ],\n)\n// Y tu allan.");
    assert_ne!(before, written);
    let names = text_of(&bench(), "three_languages/modules/names.ron");
    let names = names.replace("Nobody asked.", "Nobody had asked.").replace(
        "                Note(label: \"At your place\"",
        "                Text(\"A new text.\"),\n                Note(label: \"At your place\"",
    );
    let bench = bench()
        .file("three_languages/languages/cy.ron", &written)
        .file("three_languages/modules/names.ron", names);
    let after = export(&bench, "cy");
    assert!(after.contains("// Gwirio gyda’r tîm."), "{after}");
    assert!(after.contains("say: r#\"Hen \"eiriau\".\"#") && after.contains("// Diwedd."), "{after}");
    assert!(after.contains("// Y tu allan.") && after.starts_with("// Made up for tests"), "{after}");
    assert!(after.contains("//| A new text.\n        Said(of: \"why_ask/text/"), "{after}");
    let stale = after.split("Said(").find(|said| said.contains("Ofynnodd neb.")).expect("it is kept");
    assert!(stale.contains("was: \"mo_arrives.mo_goes/looking_back/"), "{stale}");
    assert!(after.contains("reviewed: \"2026-11-20\""));
    // Every word that was there is there.
    for said in written.split("say: ").skip(1) {
        let words = said.split("\")").next().unwrap_or_default().trim_start_matches(['r', '#', '"']);
        let words = words.lines().map(str::trim).find(|line| line.len() > 1).unwrap_or_default();
        assert!(after.contains(words.trim_end_matches(['"', '#', ',', ')'])), "`{words}` is lost");
    }
    assert_eq!(export(&bench, "cy"), after);
    // Once somebody has mended it and taken `was` away, it is shown again.
    let told = bench.run(&["check", "three_languages", "--output", "short"]).out;
    assert!(told.contains("translation-stale") && told.contains("take `was` away"), "{told}");
    let (head, tail) =
        after.split_once(", was: \"").or_else(|| after.split_once("was: \"")).expect("one is stale");
    let mended = format!("{head}{}", tail.split_once('"').expect("it ends").1.trim_start_matches(','));
    let bench = bench.file("three_languages/languages/cy.ron", mended);
    let told = bench.run(&["check", "three_languages", "--output", "short"]).out;
    let welsh: Vec<&str> =
        told.lines().filter(|line| line.contains("cy.ron") && line.contains("stale")).collect();
    assert!(welsh.is_empty(), "{told}");
}

#[test]
fn nothing_is_written_over_a_file_that_is_at_fault() {
    let broken = "Language(of: \"three_languages\", language: \"cy\", texts: [Said(of: \"a\" say: \"b\")])";
    let bench = bench().file("three_languages/languages/cy.ron", broken);
    let ran = bench.run(&["translate", "export", "three_languages", "--language", "cy"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.whole());
    assert_eq!(text_of(&bench, "three_languages/languages/cy.ron"), broken);
    for (language, why) in [("Welsh", "is no language tag"), ("en-GB", "written in `en-GB` already")] {
        let ran = bench.run(&["translate", "export", "three_languages", "--language", language]);
        assert_eq!(ran.exit, Exit::AtFault);
        assert!(ran.out.contains(why), "{}", ran.out);
    }
}
