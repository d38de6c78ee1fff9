//! What a programme gives out: many packages in one call, with one report.
//!
//! What stands here: what one failure does to the rest, and languages apart. What does not: the packages themselves
//! (packages.rs).

use bona::Exit;
use bona_tests::Workbench;

fn sound() -> Workbench {
    Workbench::new().folder("sound", "fixtures/sound")
}

fn made(bench: &Workbench) -> Vec<String> {
    let all = bench.files().into_keys().filter(|path| path.starts_with("dist"));
    all.map(|path| path.file_name().expect("a file").to_string_lossy().into_owned()).collect()
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A package that cannot be made is told, and the others are there.
#[test]
fn a_package_that_fails_stops_no_other() {
    let bench = sound();
    let asked = ["package", "sound", "--format", "scorm2004-4,scorm12,html", "--profile", "esr"];
    let ran = bench.run(&asked);
    assert_eq!(ran.exit, Exit::World, "{}", ran.err);
    assert_eq!(made(&bench), ["sound-1.0.0-html-esr-draft.zip", "sound-1.0.0-scorm12-esr-draft.zip"]);
    assert!(ran.out.contains("2 packages, "), "{}", ran.out);
    assert!(ran.out.contains("Not made:\n  dist/sound-1.0.0-scorm2004-4-esr-draft.zip\n"), "{}", ran.out);
    assert!(ran.err.contains("takes no `scorm2004-4`; write `--format scorm12`"), "{}", ran.err);
    let told = json(&bench.run(&[&asked[..], &["--output", "json"]].concat()).out);
    assert_eq!(told["packages"].as_array().map(Vec::len), Some(2), "{told}");
    assert_eq!(told["failed"][0]["format"], "scorm2004-4", "{told}");
    assert!(told["failed"][0]["why"].as_str().is_some_and(|why| why.contains("takes no")), "{told}");
}

/// A course at fault stops all before anything is written, unless the others are wanted all the same.
#[test]
fn a_course_at_fault_can_be_left_out() {
    let bench = sound().folder("pass_mark", "fixtures/broken/pass_mark");
    let ran = bench.run(&["package", "pass_mark", "sound"]);
    assert_eq!((ran.exit, made(&bench).len()), (Exit::AtFault, 0), "{}", ran.err);
    let ran = bench.run(&["package", "pass_mark", "sound", "--keep-going"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.err);
    assert_eq!(made(&bench), ["sound-1.0.0-scorm12-draft.zip"]);
    assert!(
        ran.out.contains("  pass_mark, all of it: ") && ran.out.contains("bona check pass_mark"),
        "{}",
        ran.out
    );
    let told = json(&bench.run(&["package", "pass_mark", "sound", "--keep-going", "--output", "json"]).out);
    assert_eq!((&told["failed"][0]["folder"], &told["failed"][0]["path"]), (&"pass_mark".into(), &().into()));
    let ran = bench.run(&["package", "pass_mark", "--keep-going"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::AtFault, ""));
    assert!(ran.err.ends_with("no package was made.\n"), "{}", ran.err);
}

/// A course that may not be released stops no other that may.
#[test]
fn a_course_that_is_not_ready_can_be_left_out() {
    let bench = sound().folder("minimal", "fixtures/minimal");
    bench.run(&["check", "--write", "minimal"]);
    let ran = bench.run(&["package", "sound", "minimal", "--release", "--keep-going"]);
    assert_eq!(ran.exit, Exit::AtFault, "{}", ran.err);
    assert_eq!(made(&bench), ["minimal-1.0.0-scorm12.zip"], "{}", ran.err);
    assert!(ran.out.contains("  sound, all of it: "), "{}", ran.out);
}

/// Languages apart are a package each, named by its language.
#[test]
fn languages_can_be_apart() {
    let bench = Workbench::new().folder("three_languages", "fixtures/three_languages");
    let ran = bench.run(&["package", "three_languages", "--language", "all", "--languages-apart"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let names = made(&bench);
    assert_eq!(names.len(), 3, "{names:?}");
    for tag in ["-cy-scorm12", "-ar-scorm12", "0-scorm12"] {
        assert!(names.iter().any(|name| name.contains(tag)), "{tag}: {names:?}");
    }
}
