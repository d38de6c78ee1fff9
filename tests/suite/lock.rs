//! `course.lock` as an author meets it: written on request, never replaced, and in the way of a package that would
//! lose learners' places.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;

use bona::Exit;
use bona_packager::Archive;
use bona_tests::{TESTS, Workbench, read_folder};

const LOCK: &str = "sound/course.lock";

fn sound() -> Workbench {
    Workbench::new().folder("sound", "fixtures/sound")
}

/// The sound course with its lock.
fn locked() -> Workbench {
    let bench = sound();
    let ran = bench.run(&["check", "sound", "--write"]);
    assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
    assert!(ran.out.starts_with("wrote sound/course.lock: "), "{}", ran.out);
    bench
}

/// A course that only these tests read, so that its snapshots change when a lock does.
fn editions() -> Workbench {
    Workbench::new().folder("editions", "fixtures/editions")
}

fn text(bench: &Workbench, path: &str) -> String {
    let files = bench.files();
    String::from_utf8(files[Path::new(path)].clone()).expect("text")
}

fn edited(bench: Workbench, path: &str, from: &str, to: &str) -> Workbench {
    let before = text(&bench, path);
    assert_eq!(before.matches(from).count(), 1, "`{from}` stands once in {path}");
    bench.file(path, before.replace(from, to))
}

fn packages(bench: &Workbench) -> Vec<String> {
    let files = bench.files();
    files
        .keys()
        .filter(|path| path.starts_with("dist") && !path.ends_with(".bona-cache"))
        .map(|path| path.display().to_string())
        .collect()
}

/// What each letter means, from the one package that was made.
fn letters(bench: &Workbench, question: &str) -> BTreeMap<String, String> {
    let names = packages(bench);
    let bytes = bench.files()[Path::new(&names[0])].clone();
    let mut archive = Archive::open(Cursor::new(bytes)).expect("a zip");
    let evidence = archive.read("course-evidence.json", 1_000_000).expect("it is there");
    let json: serde_json::Value = serde_json::from_slice(&evidence).expect("JSON");
    serde_json::from_value(json["interactions"][question]["letters"].clone()).expect("letters")
}

#[test]
fn a_lock_is_written_once_and_then_left_alone() {
    let bench = editions();
    bench.run(&["check", "editions", "--write"]);
    let path = "editions/course.lock";
    let first = text(&bench, path);
    let again = bench.run(&["check", "editions", "--write", "--deny", "warnings"]);
    assert_eq!(again.exit, Exit::Done, "{}", again.out);
    assert!(!again.out.contains("wrote"), "{}", again.out);
    assert_eq!(text(&bench, path), first);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("course_lock", first);
    });
}

/// A first-time author needs no lock; a course that is given out does.
#[test]
fn a_draft_without_a_lock_is_packaged_and_a_release_is_not() {
    let bench = sound();
    let draft = bench.run(&["package", "sound"]);
    assert_eq!(draft.exit, Exit::Done, "{}", draft.err);
    assert!(draft.err.contains("note: sound has no course.lock"), "{}", draft.err);
    let refused = bench.run(&["package", "sound", "--release"]);
    assert_eq!(refused.exit, Exit::AtFault);
    assert!(refused.err.contains("run `bona check --write sound`"), "{}", refused.err);
    assert_eq!(packages(&bench), ["dist/sound-1.0.0-scorm12-draft.zip"]);

    let bench = locked();
    let released = bench.run(&["package", "sound", "--release"]);
    assert_eq!((released.exit, released.err.as_str()), (Exit::Done, ""), "{}", released.err);
    assert_eq!(packages(&bench), ["dist/sound-1.0.0-scorm12.zip"]);

    // Whom to tell of a problem is the place's to say: it is missed, and keeps nothing back.
    let given = "    accessibility: Accessibility(contact: \"learning@trust.example\"),\n";
    let bench = edited(locked(), "sound/course.ron", given, "");
    let draft = bench.run(&["package", "sound"]);
    assert!(!draft.err.contains("whom to tell"), "{}", draft.err);
    let released = bench.run(&["package", "sound", "--release"]);
    assert_eq!(released.exit, Exit::Done, "{}", released.err);
    assert!(released.err.starts_with("warning: sound says nowhere whom to tell"), "{}", released.err);
}

/// A review that nobody gave is not made up.
#[test]
fn a_course_that_asks_for_reviews_is_not_released_without_them() {
    let wanted = "    needs_review_by: [LivedExperience],\n    support: [";
    let bench = edited(sound(), "sound/course.ron", "    support: [", wanted);
    bench.run(&["check", "sound", "--write"]);
    let ran = bench.run(&["package", "sound", "--release"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.err.contains("one, LivedExperience: no review in reviews.ron"), "{}", ran.err);
    assert!(packages(&bench).is_empty());
}

/// What the lock does not know is not packaged: it could never be kept.
#[test]
fn a_stale_lock_makes_no_package() {
    let question = "Question(id: \"bank_more\", outcome: \"mend\", ask: \"More?\", kind: TrueFalse(answer: true, because: \"Yes.\")),\n    Question(id: \"bank_mend\"";
    let bench = edited(locked(), "sound/banks/core.ron", "Question(id: \"bank_mend\"", question);
    let ran = bench.run(&["check", "sound"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
    assert!(ran.out.contains("warning[lock-stale]"), "{}", ran.out);
    let ran = bench.run(&["package", "sound"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        ran.err.contains("error[lock-stale]") && ran.err.contains("bona check --write sound"),
        "{}",
        ran.err
    );
    assert!(packages(&bench).is_empty());
    let before = text(&bench, LOCK);
    let ran = bench.run(&["check", "sound", "--write"]);
    assert!(ran.out.contains("wrote sound/course.lock: 1 slot added\n"), "{}", ran.out);
    assert!(ran.out.contains("warning[edition-not-raised]"), "{}", ran.out);
    let slots = |text: &str| {
        text.lines()
            .filter(|line| line.trim_start().starts_with("Slot("))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert!(slots(&text(&bench, LOCK)).starts_with(&slots(&before)), "it was appended to");
    assert_eq!(bench.run(&["package", "sound"]).exit, Exit::Done);
}

/// Decision C-N-8: an author may put options in another order; what an LMS holds keeps its meaning.
#[test]
fn letters_follow_the_lock() {
    let first = locked();
    first.run(&["package", "sound"]);
    let wife = "                    Wrong(id: \"wife\", text: \"“Your wife?”\", because: \"A guess.\"),\n";
    let bench = edited(locked(), "sound/modules/one.ron", wife, "");
    let name = "                    Right(id: \"name\"";
    let bench = edited(bench, "sound/modules/one.ron", name, &format!("{wife}{name}"));
    let ran = bench.run(&["package", "sound"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    assert_eq!(letters(&bench, "opening"), letters(&first, "opening"));
    // The page shows the author's order with the letters of the record.
    let ran = bench.run(&["package", "sound", "--format", "html-single"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.err);
    let page = text(&bench, "dist/sound-1.0.0-html-single-draft.html");
    let shown: Vec<&str> =
        page.split("name=\"item-opening\" value=\"").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(shown, ["c", "a", "b"]);
}

/// Decision D-3: other words under one number are a warning in a draft and an error in a release.
#[test]
fn the_same_edition_with_other_words_is_not_released() {
    for (path, from, to) in [
        ("sound/modules/one.ron", "Breathe.", "Breathe slowly."),
        ("sound/course.ron", "Mend a slip.", "Mend any slip."),
    ] {
        let bench = edited(locked(), path, from, to);
        let ran = bench.run(&["check", "sound"]);
        assert_eq!(ran.exit, Exit::Done);
        assert!(ran.out.contains("warning[edition-not-raised]"), "{}", ran.out);
        assert!(ran.out.contains("write `edition: \"1.0.1\"`"), "{}", ran.out);
        assert_eq!(bench.run(&["package", "sound"]).exit, Exit::Done, "a draft may be made");
        let ran = bench.run(&["package", "sound", "--release"]);
        assert_eq!(ran.exit, Exit::AtFault);
        assert!(ran.err.contains("error[edition-not-raised]"), "{}", ran.err);
        let bench = edited(bench, "sound/course.ron", "\"1.0.0\"", "\"1.0.1\"");
        let ran = bench.run(&["package", "sound", "--release"]);
        assert!(ran.err.contains("does not know edition `1.0.1`"), "{}", ran.err);
        let ran = bench.run(&["check", "sound", "--write", "--deny", "warnings"]);
        assert!(ran.out.contains("edition 1.0.1 noted"), "{}", ran.out);
        assert_eq!(bench.run(&["package", "sound", "--release"]).exit, Exit::Done);
    }
    let bench = locked().file("sound/media/desk.png", {
        let mut bytes =
            read_folder(&Path::new(TESTS).join("fixtures/sound"))[Path::new("media/desk.png")].clone();
        bytes.push(0);
        bytes
    });
    assert!(
        bench.run(&["check", "sound"]).out.contains("edition-not-raised"),
        "another picture is another text"
    );
}

/// Nothing is guessed, nothing is written over.
#[test]
fn a_damaged_lock_is_named_and_left_as_it_is() {
    let path = "editions/course.lock";
    let whole = {
        let bench = editions();
        bench.run(&["check", "editions", "--write"]);
        text(&bench, path)
    };
    let cases = [
        ("half", whole[..whole.len() / 2].to_owned()),
        ("merged", whole.replacen("    slots: [", "<<<<<<< ours\n    slots: [", 1)),
        ("turned", whole.replace("\"name\", \"who\"", "\"who\", \"name\"")),
        ("another", whole.replace("course: \"editions\"", "course: \"other\"")),
        ("empty", String::new()),
    ];
    for (name, damaged) in cases {
        let bench = editions().file(path, &damaged);
        let ran = bench.run(&["check", "editions", "--write"]);
        assert_eq!(ran.exit, Exit::AtFault, "{name}");
        assert_eq!(text(&bench, path), damaged, "{name}");
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("lock_{name}"), ran.whole());
        });
        assert_eq!(bench.run(&["package", "editions"]).exit, Exit::AtFault, "{name}");
        assert!(packages(&bench).is_empty(), "{name}");
    }
}

/// A course that was copied has nobody halfway through it.
#[test]
fn the_lock_of_another_course_is_refused() {
    let bench = locked();
    let lock = text(&bench, LOCK);
    let bench = Workbench::new().folder("minimal", "fixtures/minimal").file("minimal/course.lock", lock);
    let ran = bench.run(&["check", "minimal"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.out.contains("belongs to the course `sound`"), "{}", ran.out);
}

/// A full disk leaves the lock as it was.
#[test]
fn a_full_disk_leaves_the_old_lock() {
    let bench = edited(locked(), "sound/course.ron", "\"1.0.0\"", "\"1.1.0\"");
    let before = text(&bench, LOCK);
    let bench = bench.room(100);
    let ran = bench.run(&["check", "sound", "--write"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("cannot write `sound/course.lock`"), "{}", ran.err);
    assert_eq!(text(&bench, LOCK), before);
}

/// What `new` makes works with a lock from the first day.
#[test]
fn new_courses_get_a_lock() {
    for template in ["minimal", "awareness", "scenario", "test"] {
        let bench = Workbench::new();
        bench.run(&["new", "my_first", "--template", template]);
        let ran = bench.run(&["check", "my_first", "--write"]);
        assert_eq!(ran.exit, Exit::Done, "{template}: {}", ran.out);
        assert!(text(&bench, "my_first/course.lock").contains("course: \"my_first\""), "{template}");
        assert_eq!(bench.run(&["package", "my_first"]).exit, Exit::Done, "{template}");
    }
}

/// What we ship has its lock, and it is not behind.
#[test]
fn shipped_courses_have_their_lock() {
    let shipped = read_folder(&Path::new(TESTS).join("../courses"));
    let courses: BTreeSet<String> = shipped
        .keys()
        .filter(|path| path.ends_with("course.ron"))
        .filter_map(|path| Some(path.parent()?.to_string_lossy().into_owned()))
        .collect();
    assert!(!courses.is_empty());
    let bench = Workbench::new().folder("courses", "../courses");
    for name in courses {
        let folder = format!("courses/{name}");
        let lock = text(&bench, &format!("{folder}/course.lock"));
        let ran = bench.run(&["check", &folder, "--write"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.out);
        let slots = |text: &str| text.split("editions: [").next().map(str::to_owned);
        assert_eq!(
            slots(&text(&bench, &format!("{folder}/course.lock"))),
            slots(&lock),
            "run `bona check --write {folder}` and commit its course.lock"
        );
    }
}

/// A path is read through the flags of its scene, so with other flags it begins anew; that the scene was finished
/// stays, and so does everything where only the order or the words changed.
#[test]
fn other_flags_retire_a_path_and_nothing_else() {
    const MODULE: &str = "routes/modules/listening.ron";
    let path_lines = |bench: &Workbench| {
        let text = text(bench, "routes/course.lock");
        let own = text.lines().filter(|line| line.contains("\"jos_day\"") && line.contains("\"path\""));
        own.map(str::to_owned).collect::<Vec<_>>()
    };
    let written = |bench: Workbench| {
        let ran = bench.run(&["check", "routes", "--write"]);
        assert_eq!(ran.exit, Exit::Done, "{}{}", ran.out, ran.err);
        bench
    };
    let first = written(Workbench::new().folder("routes", "fixtures/routes"));
    let before = path_lines(&first);
    assert!(matches!(before.as_slice(), [line] if line.contains("\"~")), "{before:?}");
    let reworded = edited(first, MODULE, "Put the pen down.", "Put your pen down.");
    let same = written(edited(reworded, "routes/course.ron", "\"1.0.0\"", "\"1.0.1\""));
    assert_eq!(path_lines(&same), before, "other words are the same scene");
    let other = edited(same, MODULE, "unless: [\"reported\"]", "unless: [\"reported\", \"noted\"]");
    let other = edited(other, MODULE, "sets: [\"reported\"]", "sets: [\"reported\", \"noted\"]");
    let other = written(edited(other, "routes/course.ron", "\"1.0.1\"", "\"1.1.0\""));
    let after = path_lines(&other);
    assert_eq!(after.len(), 2, "{after:?}");
    assert!(after[0].contains("retired: true") && !after[1].contains("from:"), "{after:?}");
    let whole = text(&other, "routes/course.lock");
    let retired = whole.lines().filter(|line| line.contains("retired: true")).count();
    assert_eq!(retired, 1, "that the scene was finished stays: {whole}");
}
