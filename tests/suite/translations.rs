//! A course in several languages: one course to the record, whatever it is read in; and no translator's work is lost.

mod reading;

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
                    "facts.ron" => HouseList::Facts,
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
    let Sound { course, languages, .. } = sound(&[]);
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
    // That the player's own words are drafts is not the course's.
    let own = checked.diagnostics.iter().filter(|found| found.rule.to_string() != "player-words-draft");
    assert_eq!(own.count(), 0, "{:?}", checked.diagnostics);
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
    assert!(ran.out.contains("38 more texts are not in `fr`"), "{}", ran.out);
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

/// What a translator makes of a fact has other words and may have other figures for its numbers.
#[test]
fn a_fact_of_the_house_goes_over_with_what_is_shown_of_it() {
    let bench = Workbench::new().folder("reference", "fixtures/reference").without("reference/course.lock");
    let ran = bench.run(&["translate", "export", "reference", "--language", "cy"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let text = text_of(&bench, "reference/languages/cy.ron");
    let (own, house) = text.split_once("//| --- house/facts.ron").expect("the house has a part of its own");
    assert!(
        house.contains("f199/claim/") && house.contains("//| The NHS service manual says: avoid"),
        "{house}"
    );
    let (before, after) = own.split_once("Said(of: \"words/say/").expect("the telling is translated");
    let said = after.replacen("say: \"\"", "say: \"Y corff: ١٢, 12.\"", 1);
    let bench =
        bench.file("reference/languages/cy.ron", format!("{before}Said(of: \"words/say/{said}//{house}"));
    let ran = bench.run(&["check", "reference"]);
    assert!(ran.out.ends_with("ready to package\n") || ran.exit == Exit::Done, "{}", ran.out);
    for rule in ["number-of-no-fact", "words-left-out"] {
        assert!(!ran.out.contains(rule), "{}", ran.out);
    }
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

/// The files of a package by their paths.
fn unpacked(bench: &Workbench, name: &str) -> BTreeMap<String, Vec<u8>> {
    let bytes = bench.files()[std::path::Path::new(name)].clone();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("it is a zip");
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file of the zip");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut bytes).expect("it can be read");
        files.insert(file.name().expect("it has a name").into_owned(), bytes);
    }
    files
}

fn packaged(bench: &Workbench, more: &[&str]) -> String {
    let ran = bench.run(&[&["package", "three_languages", "--output", "json"], more].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let made: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    made["packages"][0]["path"].as_str().expect("a path").to_owned()
}

#[test]
fn a_package_in_one_language_is_in_that_language() {
    let bench = bench();
    let own = packaged(&bench, &[]);
    assert_eq!(own, "dist/three_languages-1.0.0-scorm12-draft.zip");
    let welsh = packaged(&bench, &["--language", "cy"]);
    assert_eq!(welsh, "dist/three_languages-1.0.0-cy-scorm12-draft.zip");
    let (own, welsh) = (unpacked(&bench, &own), unpacked(&bench, &welsh));
    assert_eq!(own.keys().collect::<Vec<_>>(), welsh.keys().collect::<Vec<_>>());
    assert!(!own.contains_key("languages.js"));
    let read =
        |files: &BTreeMap<String, Vec<u8>>, name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    assert!(read(&welsh, "index.html").contains("<html lang=\"cy\" dir=\"ltr\">"));
    assert!(read(&welsh, "index.html").contains("Dweud enw’n iawn"));
    assert!(!read(&own, "index.html").contains("cy.js") && !read(&own, "index.html").contains("Dweud"));
    assert!(read(&welsh, "readme-lms.txt").contains("translated from en-GB, read by somebody who"));
}

#[test]
fn a_package_in_several_languages_is_one_course_to_the_system() {
    let bench = bench();
    let name = packaged(&bench, &["--language", "en-GB,cy,ar"]);
    assert_eq!(name, "dist/three_languages-1.0.0-en-GB_cy_ar-scorm12-draft.zip");
    let files = unpacked(&bench, &name);
    let read = |name: &str| String::from_utf8(files[name].clone()).expect("it is text");
    let own = unpacked(&bench, &packaged(&bench, &[]));
    let mut more: Vec<&str> =
        files.keys().filter(|name| !own.contains_key(*name)).map(String::as_str).collect();
    more.sort_unstable();
    assert_eq!(more, ["ar.html", "ar.js", "cy.html", "cy.js", "languages.js"]);
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("it is JSON") };
    let (evidence, alone) =
        (json(&read("course-evidence.json")), json(&String::from_utf8_lossy(&own["course-evidence.json"])));
    for field in ["item", "content", "language", "interactions", "edition", "test", "completion"] {
        assert_eq!(evidence[field], alone[field], "{field}");
    }
    assert_eq!(
        evidence["further"].as_object().map(|further| further.keys().cloned().collect::<Vec<_>>()),
        Some(vec!["ar".into(), "cy".into()])
    );
    // What is kept of a learner, and what marks an answer, is the same in every language.
    let start = |script: &str| -> serde_json::Value {
        json(script.trim().trim_start_matches("bonaLanguage(").trim_end_matches(");"))
    };
    let index = read("index.html");
    let block = index.split("id=\"bona-data\">").nth(1).and_then(|rest| rest.split("</script>").next());
    let first = json(block.expect("a data block"));
    for (tag, direction) in [("cy", "ltr"), ("ar", "rtl")] {
        let tongue = start(&read(&format!("{tag}.js")));
        assert_eq!((tongue["language"].as_str(), tongue["direction"].as_str()), (Some(tag), Some(direction)));
        for field in ["slots", "fingerprint", "history", "test", "modules", "pledges"] {
            let words = |value: &serde_json::Value| {
                let mut value = value[field].clone();
                without_titles(&mut value);
                value
            };
            assert_eq!(words(&tongue["data"]), words(&first), "{tag}: {field}");
        }
        assert_eq!(tongue["data"]["package"]["mark"], first["package"]["mark"]);
        assert_eq!(tongue["data"]["package"]["language"], tag);
        let html = tongue["html"].as_str().expect("HTML");
        assert!(html.starts_with("<header") && html.ends_with("</main>"), "{tag}");
        // Where no script runs, all of it can be read.
        let reading = read(&format!("{tag}.html"));
        assert!(!reading.contains("<script") && reading.contains(&format!("<html lang=\"{tag}\"")), "{tag}");
        assert!(index.contains(&format!("<a href=\"{tag}.html\" hreflang=\"{tag}\"")), "{tag}");
        assert!(index.contains(&format!(
            "<button type=\"button\" lang=\"{tag}\" dir=\"{direction}\" data-language=\"{tag}\">"
        )));
    }
    let manifest = read("imsmanifest.xml");
    assert!(manifest.contains("<title>A name said right (English, Cymraeg, العربية)</title>"), "{manifest}");
    assert!(manifest.contains("href=\"cy.js\"") && manifest.contains("<language>ar</language>"));
    let sheet = read("readme-lms.txt").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sheet.contains("Languages: English (en-GB). Cymraeg (cy), translated from en-GB"), "{sheet}");
}

fn without_titles(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.remove("title");
            fields.remove("text");
            fields.values_mut().for_each(without_titles);
        }
        serde_json::Value::Array(all) => all.iter_mut().for_each(without_titles),
        _ => {}
    }
}

#[test]
fn what_is_not_translated_is_marked_in_the_page() {
    let cy = text_of(&bench(), "three_languages/languages/cy.ron");
    let cy = cy.replace("say: \"Pam gofyn\"", "say: \"\"").replace("say: \"gofyn am un enw\"", "say: \"\"");
    let bench = bench().file("three_languages/languages/cy.ron", cy);
    let files = unpacked(&bench, &packaged(&bench, &["--language", "cy"]));
    let index = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(index.contains("<h1 tabindex=\"-1\" lang=\"en-GB\" dir=\"ltr\">Why ask</h1>"), "{index}");
    assert!(index.contains(" lang=\"en-GB\" dir=\"ltr\">ask one name</"), "{index}");
    assert!(!index.contains("lang=\"en-GB\" dir=\"ltr\">Rhowch"));
    let sheet =
        String::from_utf8_lossy(&files["readme-lms.txt"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(sheet.contains("2 of 58 texts still in en-GB"), "{sheet}");
}

#[test]
fn languages_that_cannot_be_packaged_are_told_of() {
    let refused = |more: &[&str]| {
        let ran = bench().run(&[&["package", "three_languages"], more].concat());
        assert_ne!(ran.exit, Exit::Done, "{more:?}: {}", ran.whole());
        ran.err
    };
    let unknown = refused(&["--language", "fr"]);
    assert!(unknown.contains("is not in the language `fr`; it is in: en-GB, ar, cy"), "{unknown}");
    assert!(refused(&["--language", "Welsh"]).contains("did you mean `--language cy`?"));
    let none = refused(&["--language", "klingonish_"]);
    assert!(
        none.contains("is no language tag, such as `cy`") && !none.contains("translate export"),
        "{none}"
    );
    assert!(refused(&["--language", "cy,cy"]).contains("`--language cy` is given twice"));
    assert!(refused(&["--language", "all,cy"]).contains("every language of the course"));
    let single = refused(&["--language", "all", "--format", "html-single"]);
    assert!(single.contains("`html-single` holds one language"), "{single}");
    for format in ["moodle-xml", "gift", "cc13"] {
        let apart = refused(&["--language", "all", "--format", format]);
        assert!(apart.contains("`--languages-apart`"), "{apart}");
    }
    let alone = bench();
    let name = packaged(&alone, &["--language", "ar", "--format", "html-single"]);
    assert!(
        alone.files()[std::path::Path::new(&name)]
            .starts_with(b"<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">")
    );
    assert_eq!(
        packaged(&alone, &["--language", "all"]),
        "dist/three_languages-1.0.0-en-GB_ar_cy-scorm12-draft.zip"
    );
}
