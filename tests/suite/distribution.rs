//! What a programme gives out: many packages in one call, with one report.
//!
//! What stands here: what one failure does to the rest, languages apart, the page and the feed. What does not: the packages themselves
//! (packages.rs).

use std::collections::BTreeMap;
use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;

fn sound() -> Workbench {
    Workbench::new().folder("sound", "fixtures/sound")
}

fn made(bench: &Workbench) -> Vec<String> {
    let all =
        bench.files().into_keys().filter(|path| path.starts_with("dist") && !path.ends_with(".bona-cache"));
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

const DAY: [&str; 4] = ["--format", "scorm12,html-single", "--index", "--date"];

fn give(bench: &Workbench, more: &[&str]) -> bona_tests::Ran {
    bench.run(&[&["package", "sound"], &DAY[..], more].concat())
}

fn text(bench: &Workbench, path: &str) -> String {
    let bytes = bench.files().remove(Path::new(path)).unwrap_or_else(|| panic!("{path} is there"));
    String::from_utf8(bytes).expect("UTF-8")
}

/// Page, feed and sheets stand beside the packages; every link of theirs leads to a file that is there.
#[test]
fn a_page_and_a_feed_stand_beside_the_packages() {
    let bench = sound();
    let ran = give(&bench, &["2026-11-22", "--publisher", "Elm & Ash"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let names = made(&bench);
    assert_eq!(
        names,
        [
            "feed.xml",
            "index.html",
            "sound-1.0.0-html-single-draft.html",
            "sound-1.0.0-scorm12-draft-readme-lms.html",
            "sound-1.0.0-scorm12-draft.zip",
        ]
    );
    let page = text(&bench, "dist/index.html");
    let shown = page.split("<body>").nth(1).expect("a body");
    look("distribution_page", &steady(shown));
    look("distribution_feed", &steady(&text(&bench, "dist/feed.xml")));
    let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let links: Vec<&str> = links.collect();
    assert!(links.len() > 3 && links.iter().all(|link| names.iter().any(|name| name == link)), "{links:?}");
    assert!(ran.out.contains("dist/index.html lists them; dist/feed.xml has 2 entries."), "{}", ran.out);
}

fn look(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// Without sums and sizes, which change with every word of the player.
fn steady(text: &str) -> String {
    let hash = text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| word.len() == 64);
    sizeless(&hash.fold(text.to_owned(), |text, hash| text.replace(hash, "HASH")))
}

fn sizeless(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" KB") {
        let digits = rest[..at].trim_end_matches(|sign: char| sign.is_ascii_digit());
        out.push_str(&format!("{digits}SIZE KB"));
        rest = &rest[at + 3..];
    }
    out.push_str(rest);
    let lengths = out.split("length=\"").enumerate().map(|(at, part)| match at {
        0 => part.to_owned(),
        _ => format!("length=\"SIZE{}", part.trim_start_matches(|sign: char| sign.is_ascii_digit())),
    });
    lengths.collect()
}

/// The same input gives the same bytes; a new edition is told, and the old one is kept with its day.
#[test]
fn a_feed_grows_by_what_is_new() {
    let bench = sound();
    assert_eq!(give(&bench, &["2026-11-22"]).exit, Exit::Done);
    let first = text(&bench, "dist/feed.xml");
    assert_eq!(give(&bench, &["2027-01-09"]).exit, Exit::Done);
    assert_eq!(text(&bench, "dist/feed.xml"), first, "nothing is new");
    let course = text(&bench, "sound/course.ron").replace("1.0.0", "1.1.0");
    let bench = bench.file("sound/course.ron", course);
    let ran = give(&bench, &["2027-01-09", "--address", "https://elm.example/packages"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(ran.out.contains("has 4 entries") && !ran.out.contains("relative"), "{}", ran.out);
    let next = text(&bench, "dist/feed.xml");
    let old: Vec<&str> = first.split("<entry>").skip(1).collect();
    // The page has no card of it any more, so its link leads to the page; all else of it is as it was.
    let (front, card) = old[0].split_once("index.html#p").expect("a link to its card");
    let kept = format!("{front}index.html{}", card.get(12..).expect("twelve digits"));
    assert!(next.contains(kept.trim_end()) && !next.contains(old[0].trim_end()), "{kept}\n{next}");
    assert!(next.contains("href=\"https://elm.example/packages/sound-1.1.0-scorm12-draft.zip\""), "{next}");
    assert!(next.contains(
        "rel=\"self\" type=\"application/atom+xml\" href=\"https://elm.example/packages/feed.xml\""
    ));
}

/// The time of whoever builds stands for a day, as it does for other programs.
#[test]
fn the_time_may_come_from_the_environment() {
    let bench = sound();
    let asked = ["package", "sound", "--index"];
    let ran = bench.run(&asked);
    assert_eq!((ran.exit, made(&bench).len()), (Exit::World, 0), "{}", ran.err);
    assert!(ran.err.contains("write `--date` as 2026-11-22, or set SOURCE_DATE_EPOCH"), "{}", ran.err);
    bench.machine().set("SOURCE_DATE_EPOCH", "soon");
    assert!(bench.run(&asked).err.contains("SOURCE_DATE_EPOCH is `soon`; it is the seconds"));
    bench.machine().set("SOURCE_DATE_EPOCH", "1795305600");
    let ran = bench.run(&asked);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert!(text(&bench, "dist/feed.xml").contains("<updated>2026-11-22T00:00:00Z</updated>"));
}

/// What cannot be written well is refused before the first package, and nothing that stands there is written over.
#[test]
fn nothing_of_others_is_written_over() {
    for (path, bytes, says) in [
        ("dist/feed.xml", "<feed", "`dist/feed.xml` is not read and not written over: it is not XML"),
        ("dist/feed.xml", "<rss/>", "it is no feed that this program wrote; put it back from a copy"),
        ("dist/index.html", "<h1>Mine</h1>", "`dist/index.html` was not written by bona"),
    ] {
        let bench = sound().file(path, bytes);
        let ran = give(&bench, &["2026-11-22"]);
        assert_eq!((ran.exit, made(&bench).len()), (Exit::World, 1), "{}", ran.err);
        assert!(ran.err.contains(says), "{}", ran.err);
        assert_eq!(text(&bench, path), bytes);
    }
    for (more, says) in [
        (&["2026-11-22", "--publisher", " "][..], "`--publisher` is a name of at most 200 characters"),
        (&["2026-11-22", "--publisher", "Elm\u{202e}"], "holds a sign that nobody sees"),
        (&["Friday"], "`Friday` is no day; write `--date` as 2026-11-22"),
        (
            &["2026-11-22", "--address", "http://elm.example"],
            "cannot be the address of the folder; write it as `https:",
        ),
    ] {
        let bench = sound();
        let ran = give(&bench, more);
        assert_eq!((ran.exit, made(&bench).len()), (Exit::World, 0), "{}", ran.err);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
}

/// A disk that is full once the packages are made: they are told, the page is named, and no file is cut short.
#[test]
fn a_full_disk_leaves_no_half_page() {
    let whole = sound();
    give(&whole, &["2026-11-22"]);
    let sizes: BTreeMap<_, _> = whole
        .files()
        .into_iter()
        .filter(|(path, _)| path.starts_with("dist") && !path.ends_with(".bona-cache"))
        .collect();
    let all: usize = sizes.values().map(Vec::len).sum();
    for room in [all - 1, all - sizes[Path::new("dist/index.html")].len() - 1] {
        let bench = sound().room(room as u64);
        let ran = give(&bench, &["2026-11-22", "--output", "json"]);
        assert_eq!(ran.exit, Exit::World, "{}", ran.err);
        let told = json(&ran.out);
        assert_eq!(
            (told["packages"].as_array().map(Vec::len), &told["page"]),
            (Some(2), &().into()),
            "{told}"
        );
        assert_eq!(told["failed"][0]["path"], "dist/index.html", "{told}");
        for (path, bytes) in bench
            .files()
            .into_iter()
            .filter(|(path, _)| path.starts_with("dist") && !path.ends_with(".bona-cache"))
        {
            assert!(sizes.get(&path) == Some(&bytes), "{}", path.display());
        }
    }
}
