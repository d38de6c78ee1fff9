//! `bona fmt` and `bona check --fix`: what is written says what was said, and only what is whole is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona::Exit;
use bona_engine::canon::content_hash;
use bona_engine::check::{Given, Input, Options, check};
use bona_engine::write::format;
use bona_tests::seeded::Seeded;
use bona_tests::{TESTS, Workbench, read_folder};
use proptest::prelude::*;

/// Every RON file of the fixtures that are sound, and of the courses that are shipped.
fn sound_texts() -> Vec<(PathBuf, String)> {
    let mut texts = Vec::new();
    for folder in ["fixtures/sound", "fixtures/minimal", "../courses"] {
        for (path, bytes) in read_folder(&Path::new(TESTS).join(folder)) {
            if path.extension().is_some_and(|end| end == "ron") {
                let text = String::from_utf8(bytes).expect("a fixture is text");
                texts.push((Path::new(folder).join(path), text));
            }
        }
    }
    texts
}

/// The hash of a course's content, of which some files are laid out anew.
fn hash_of(folder: &str, change: impl Fn(&str) -> String) -> [u8; 32] {
    let mut input = Input { folder: "c".into(), ..Input::default() };
    for (path, bytes) in read_folder(&Path::new(TESTS).join(folder)) {
        if path.extension().is_some_and(|end| end == "ron") && !path.starts_with("house") {
            let text = String::from_utf8(bytes).expect("a fixture is text");
            input.files.insert(path.display().to_string(), Given::Bytes(change(&text).into_bytes()));
        }
    }
    let checked = check(&input, &Options::default());
    let course = checked.value.unwrap_or_else(|| panic!("{folder}: {:?}", checked.diagnostics));
    content_hash(&course, &BTreeMap::default())
}

/// Every sound text can be laid out; a second time changes nothing, and every comment is there.
#[test]
fn sound_texts_are_laid_out_once() {
    let texts = sound_texts();
    assert!(texts.len() >= 10, "{} texts", texts.len());
    for (path, text) in &texts {
        let once = format(text).unwrap_or_else(|| panic!("{} is whole", path.display()));
        assert_eq!(format(&once).as_ref(), Some(&once), "{}", path.display());
        let comments = |text: &str| text.lines().filter(|line| line.trim_start().starts_with("//")).count();
        assert_eq!(comments(&once), comments(text), "{}", path.display());
    }
}

/// The layout is no part of what a course says.
#[test]
fn a_course_says_the_same_in_another_layout() {
    let same = |text: &str| text.to_owned();
    let laid = |text: &str| format(text).expect("it is whole");
    let windows = |text: &str| laid(&format!("\u{feff}{}", text.replace('\n', "\r\n")));
    let first = hash_of("fixtures/minimal", same);
    assert_eq!(hash_of("fixtures/minimal", laid), first);
    assert_eq!(hash_of("fixtures/minimal", windows), first);
    // And the hash does tell one course from another.
    assert_ne!(hash_of("fixtures/minimal", |text| text.replace("minutes: ", "minutes: 1")), first);
}

/// A value in RON, with comments and odd blanks between its pieces.
fn value() -> impl Strategy<Value = String> {
    let blank = prop::sample::select(vec!["", " ", "\n", "\n\n\n", "  // c\n", " /* d\n e */ ", "\r\n"]);
    let leaf = prop::sample::select(vec![
        "1",
        "-0.5",
        "true",
        "Word",
        "\"a text\"",
        "r#\"raw \"x\"\n  two\"#",
        "\"two\n   lines\"",
        "'x'",
        "\"a text that is long enough to break a line when two or three of them stand in a row\"",
    ]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 40, 6, move |inner| {
        let items = prop::collection::vec((inner, blank.clone(), blank.clone()), 0..6);
        (items, 0..3_usize).prop_map(|(items, kind)| {
            let name = if kind == 1 { "Name" } else { "" };
            let (open, close) = if kind == 2 { ('[', ']') } else { ('(', ')') };
            let item = |(at, (item, before, after)): (usize, &(String, &str, &str))| {
                let key = if kind == 0 { format!("field_{at}{after}:{before}") } else { String::new() };
                format!("{before}{key}{item}{after}")
            };
            let inside: Vec<String> = items.iter().enumerate().map(item).collect();
            format!("{name}{open}{}{close}", inside.join(","))
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any sound RON can be laid out, a second time changes nothing, and every comment is there.
    #[test]
    fn any_ron_is_laid_out(text in value()) {
        let once = format(&text);
        prop_assert!(once.is_some(), "{text}");
        let once = once.unwrap_or_default();
        prop_assert_eq!(format(&once), Some(once.clone()), "{}", text);
        prop_assert_eq!(once.matches("// c").count(), text.matches("// c").count());
        prop_assert_eq!(once.matches("/* d\n e */").count(), text.matches("/* d\n e */").count());
    }
}

/// Five hundred seeded edits of the blanks and comments of sound texts: laid out, they say the same.
#[test]
fn seeded_edits_are_laid_out() {
    let texts = sound_texts();
    let mut chance = Seeded::new(11);
    for _ in 0..500 {
        let (path, text) = &texts[chance.below(texts.len())];
        let laid = format(text).expect("it is whole");
        let ends: Vec<usize> = laid.match_indices(",\n").map(|(at, _)| at + 1).collect();
        let at = ends[chance.below(ends.len())];
        // Where a line ends inside a text, a comment would be part of the text.
        let inside = laid[..at].matches('"').count() % 2 == 1;
        let edit = [" // a note", "\n\n\n", "\n// own line", " /* two\nlines */", "\r\n"][chance.below(5)];
        let edited = format!("{}{edit}{}", &laid[..at], &laid[at..]);
        if inside {
            continue;
        }
        let again = format(&edited).unwrap_or_else(|| panic!("{}: {edited}", path.display()));
        assert!(again.contains(edit.trim()), "{}: {edit}", path.display());
        let bare = again.replace(edit.trim(), "");
        let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        if !edit.trim().is_empty() {
            assert_eq!(solid(&bare), solid(&laid), "{}: {edit}", path.display());
        }
    }
}

#[test]
fn fmt_writes_only_what_is_whole() {
    let untidy = "( a: 1,\n b: 2 ) // end";
    let bench = || Workbench::new().file("c/a.ron", untidy).file("c/b.ron", "(a: 1").file("c/notes.txt", "(");
    let ran = bench().run(&["fmt", "c", "--check"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.out.contains("c/a.ron: would change\n"), "{}", ran.out);
    let bench = bench();
    let ran = bench.run(&["fmt", "c"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.out.contains("c/a.ron: laid out\n"), "{}", ran.out);
    assert!(ran.out.contains("`(` is never closed"), "{}", ran.out);
    let files = bench.files();
    assert_eq!(files[Path::new("c/a.ron")], b"(a: 1, b: 2)\n// end\n");
    assert_eq!(files[Path::new("c/b.ron")], b"(a: 1");
    assert_eq!(bench.run(&["fmt", "c/a.ron", "--check"]).exit, Exit::Done);
    assert_eq!(bench.run(&["fmt", "nowhere"]).exit, Exit::World);
    let full = Workbench::new().file("c/a.ron", untidy).room(3);
    assert_eq!(full.run(&["fmt", "c"]).exit, Exit::World);
    assert_eq!(full.files()[Path::new("c/a.ron")], untidy.as_bytes(), "a full disk costs no text");
}

#[test]
fn safe_corrections_are_made_and_told() {
    let bench = Workbench::new().folder("twelve_faults", "fixtures/broken/twelve_faults");
    let ran = bench.run(&["check", "twelve_faults", "--fix", "--output", "short"]);
    assert_eq!(ran.exit, Exit::AtFault, "what is not safe to correct is left");
    let mended: Vec<&str> = ran.err.lines().collect();
    assert_eq!(mended.len(), 3, "{}", ran.err);
    assert!(ran.err.contains("at_the_door.ron:15: mended: a comma is missing"), "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 10, "{}", ran.out);
    let files = bench.files();
    let text =
        String::from_utf8_lossy(&files[Path::new("twelve_faults/modules/at_the_door.ron")]).into_owned();
    for right in ["minutes: 3,", "fits anyone?\",\n", "because: \"It guesses, in front"] {
        assert!(text.contains(right), "{right}: {text}");
    }
    let again = bench.run(&["check", "twelve_faults", "--fix", "--output", "short"]);
    assert_eq!((again.out, again.err.as_str()), (ran.out, ""), "a second time corrects nothing");
}

/// The house is corrected as the course is, and the standard one, which stands on no disk, is left alone.
#[test]
fn the_house_is_corrected_too() {
    let bench = Workbench::new().folder("sound", "fixtures/sound");
    let file = Path::new("sound/house/sources.ron");
    let right = String::from_utf8_lossy(&bench.files()[file]).into_owned();
    bench.machine().put(
        file,
        right.replace("publisher:", "publsher:").replace("year: 2024", "year: \"2024\"").as_bytes(),
    );
    assert_eq!(bench.run(&["check", "sound", "--as-of", "2026-11-22"]).exit, Exit::AtFault);
    let ran = bench.run(&["check", "sound", "--fix", "--as-of", "2026-11-22"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
    assert_eq!(ran.out.matches("sound/house/sources.ron:2: mended: ").count(), 2, "{}", ran.out);
    assert_eq!(String::from_utf8_lossy(&bench.files()[file]), right);
    assert!(!bench.files().keys().any(|path| path.to_string_lossy().contains("standard")));
}

/// A list without its brackets says so, and nothing else of what it lists.
#[test]
fn a_list_without_brackets_hides_no_other_file() {
    let list = "modules: [\"one\", \"kinds\"]";
    for (written, mended) in [("modules: \"one\", \"kinds\"", true), ("modules: \"one\"", false)] {
        let bench = Workbench::new().folder("sound", "fixtures/sound");
        let file = Path::new("sound/course.ron");
        let right = String::from_utf8_lossy(&bench.files()[file]).into_owned();
        assert!(right.contains(list));
        bench.machine().put(file, right.replace(list, written).as_bytes());
        let ran = bench.run(&["check", "sound", "--output", "short", "--as-of", "2026-11-22"]);
        assert_eq!(ran.out.lines().count(), 1, "{}", ran.out);
        assert!(ran.out.contains("wrong-type"), "{}", ran.out);
        bench.run(&["check", "sound", "--fix", "--as-of", "2026-11-22"]);
        let now = String::from_utf8_lossy(&bench.files()[file]).into_owned();
        assert_eq!(now == right, mended, "{now}");
        assert!(now.contains("modules: [\"one\""), "{now}");
    }
}
