//! The reference course: with the one that is in Easy Read it uses everything of the language, and everything can be made
//! of it.

use std::collections::BTreeMap;
use std::path::Path;

use bona::Exit;
use bona_engine::reference::unused;
use bona_tests::{TESTS, Workbench, read_folder};

/// Words of which a course has one.
const ONE_OF: [&str; 4] = ["Level.", "Completion.", "Draw.", "Enforcement."];

/// The texts of the reference course by their paths.
fn texts() -> BTreeMap<String, String> {
    texts_of("fixtures/reference")
}

fn texts_of(folder: &str) -> BTreeMap<String, String> {
    let files = read_folder(&Path::new(TESTS).join(folder));
    let text = |(path, bytes): (std::path::PathBuf, Vec<u8>)| {
        Some((path.to_string_lossy().into_owned(), String::from_utf8(bytes).ok()?))
    };
    files.into_iter().filter_map(text).collect()
}

fn lacks(texts: &BTreeMap<String, String>) -> Vec<String> {
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    unused(&texts)
}

#[test]
fn the_reference_course_uses_everything_of_the_language() {
    let all = unused(&[]);
    // What is in Easy Read stands in a course of its own, so that others can count on one that has nothing of it.
    let easy = lacks(&texts_of("fixtures/easy/"));
    let missing: Vec<String> = lacks(&texts()).into_iter().filter(|name| easy.contains(name)).collect();
    let (words, rest): (Vec<&String>, Vec<&String>) =
        missing.iter().partition(|name| ONE_OF.iter().any(|word| name.starts_with(word)));
    assert!(rest.is_empty(), "not in the reference course: {rest:?}");
    for word in ONE_OF {
        let many = |names: &[&String]| names.iter().filter(|name| name.starts_with(word)).count();
        assert_eq!(many(&words) + 1, many(&all.iter().collect::<Vec<_>>()), "one `{word}…` is used");
    }
    assert!(all.len() >= 230, "{} names were looked for", all.len());
}

/// A test that looks at nothing would pass too: what is taken out is named.
#[test]
fn what_is_taken_out_of_it_is_named() {
    let whole = lacks(&texts());
    for (file, from, name) in [
        ("modules/shown.ron", "label: \"Numbers\",", "Page.label"),
        (
            "course.ron",
            "needs_review_by: [LivedExperience, Accessibility, Clinical, Legal],",
            "Course.needs_review_by",
        ),
        ("modules/asked.ron", "scale: Agreement7", "Scale.Agreement7"),
        ("house/support.ron", "nations: [\"England\", \"Wales\"],", "Support.nations"),
        ("course.lock", "retired: true", "Slot.retired"),
    ] {
        let mut texts = texts();
        let text = texts.get_mut(file).expect("it is there");
        assert!(text.contains(from), "`{from}` stands in {file}");
        *text = text.replace(from, "");
        let found: Vec<String> = lacks(&texts).into_iter().filter(|one| !whole.contains(one)).collect();
        assert!(found.iter().any(|one| one == name), "{name}: {found:?}");
    }
}

/// Every format and every part, with the lock beside it.
#[test]
fn everything_is_made_of_it() {
    let bench = Workbench::new().folder("reference", "fixtures/reference");
    let ran = bench.run(&["check", "reference", "--as-of", "2026-11-22", "--deny", "warnings"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.ends_with("ready to package\n"), "{}", ran.out);
    let ran =
        bench.run(&["package", "reference", "--format", "scorm12,scorm2004-3,scorm2004-4,html,html-single"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    for part in ["baseline", "post", "follow-up"] {
        let ran = bench.run(&["package", "reference", "--part", part]);
        assert_eq!(ran.exit, Exit::Done, "{part}: {}", ran.err);
    }
    let made = bench
        .files()
        .keys()
        .filter(|path| path.starts_with("dist") && !path.ends_with(".bona-cache"))
        .count();
    assert_eq!(made, 8, "{:?}", bench.files().keys());
}
