//! Whoever changes a file of a course or its house keeps other runs out from its reading to its writing, and takes nobody
//! else's change away: neither an editor's nor that of a run on a disk that locks no folders.

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};

use crate::review::{page_data, saved};

/// A command that changes files, and one file that it changes.
type Case = (&'static str, Workbench, &'static [&'static str], &'static str);

const WELSH: &str = "three_languages/languages/cy.ron";
const NAMES: &str = "three_languages/modules/names.ron";
const LEDGER: &str = "minimal/reviews.ron";
const RECORD: &[&str] =
    &["review", "record", "minimal", "--of", "all", "--paid", "no", "--changed", "Nothing.", "--as", "legal"];

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(bench.files().get(Path::new(path)).cloned().unwrap_or_default()).expect("it is text")
}

fn edited(bench: Workbench, path: &str, from: &str, to: &str) -> Workbench {
    let before = text(&bench, path);
    assert!(before.contains(from), "{path} holds {from}");
    bench.file(path, before.replacen(from, to, 1))
}

fn bench(course: &str) -> Workbench {
    Workbench::new().folder(course, format!("fixtures/{course}"))
}

/// A course with what two reviewers sent, in `one.json` and `two.json`.
fn commented() -> Workbench {
    let bench = bench("minimal");
    let data = page_data(&bench, "minimal", &[]);
    let comment = |id: &str, says: &str| {
        let mut post = saved(&data, &[(0, "Note", says)]);
        post["comments"][0]["id"] = id.into();
        post.to_string()
    };
    let (one, two) = (comment("00000000000a", "From one."), comment("00000000000b", "From two."));
    bench.file("one.json", one).file("two.json", two)
}

/// A course that somebody has had translated.
fn translated() -> Workbench {
    let bench = bench("three_languages");
    let export =
        &["translate", "export", "three_languages", "--language", "fr", "--format", "xliff2", "--out"];
    let ran = bench.run(&[&export[..], &["fr.xlf"]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let filled = crate::xliff::filled(&text(&bench, "fr.xlf"), |source| source.replace("name", "nom"));
    bench.file("fr.xlf", filled)
}

fn cases() -> Vec<Case> {
    let stale = edited(bench("three_languages"), NAMES, "Nobody asked.", "Nobody had asked.");
    let faulty = edited(bench("minimal"), "minimal/modules/welcome.ron", "minutes:", "minuts:");
    let rough = edited(bench("minimal"), "minimal/course.ron", "    id:", "  id:");
    vec![
        ("a review", bench("minimal"), RECORD, LEDGER),
        ("comments", commented(), &["review", "read", "minimal", "one.json"], "minimal/comments.ron"),
        (
            "a translation",
            translated(),
            &["translate", "import", "three_languages", "fr.xlf"],
            "three_languages/languages/fr.ron",
        ),
        (
            "a language",
            stale,
            &["translate", "export", "three_languages", "--language", "cy", "--format", "ron"],
            WELSH,
        ),
        ("corrections", faulty, &["check", "minimal", "--fix"], "minimal/modules/welcome.ron"),
        ("the lock", bench("minimal"), &["check", "minimal", "--write"], "minimal/course.lock"),
        ("a layout", rough, &["fmt", "minimal"], "minimal/course.ron"),
    ]
}

fn refused(ran: &Ran, path: &str) -> bool {
    let said = format!(
        "somebody else changed `{path}` meanwhile, and it was left as they wrote it; run the command again"
    );
    ran.exit == Exit::World && ran.err.contains(&said)
}

/// Every command that changes a file: what somebody saved after it was read stays, and the command says so.
#[test]
fn what_somebody_saved_meanwhile_is_never_written_over() {
    for (what, bench, words, path) in cases() {
        let theirs = format!("{}\n// theirs\n", text(&bench, path));
        bench.machine().saved_meanwhile(path, theirs.as_bytes());
        let ran = bench.run(words);
        assert!(refused(&ran, path), "{what}: {}", ran.whole());
        assert_eq!(text(&bench, path), theirs, "{what}");
    }
}

/// A file that nobody else touches is written, and other runs wait meanwhile. A layout reads each file alone.
#[test]
fn others_are_kept_out_from_reading_to_writing() {
    for (what, bench, words, path) in cases().into_iter().filter(|(what, ..)| *what != "a layout") {
        let before = text(&bench, path);
        let _earlier = bench.machine().kept_out(path);
        let ran = bench.run(words);
        assert!(ran.exit != Exit::World && text(&bench, path) != before, "{what}: {}", ran.whole());
        assert!(bench.machine().kept_out(path), "{what}");
    }
}

/// Two runs whose steps interleave: the second is refused, and what it brings is there once it is run again.
#[test]
fn of_two_runs_at_once_both_changes_stay() {
    let (one, two) = (["review", "read", "minimal", "one.json"], ["review", "read", "minimal", "two.json"]);
    let other = commented();
    assert_eq!(other.run(&two).exit, Exit::Done);
    let bench = commented();
    bench.machine().saved_meanwhile("minimal/comments.ron", text(&other, "minimal/comments.ron").as_bytes());
    let ran = bench.run(&one);
    assert!(refused(&ran, "minimal/comments.ron"), "{}", ran.whole());
    assert_eq!(bench.run(&one).exit, Exit::Done);
    let both = text(&bench, "minimal/comments.ron");
    assert!(both.contains("From one.") && both.contains("From two."), "{both}");
}
