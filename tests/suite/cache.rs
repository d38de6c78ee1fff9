//! What `bona package` notes beside its packages: nothing is made twice, and never is an older package taken for a new
//! one, whatever changes in turn and whatever becomes of the notes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bona::Exit;
use bona_tests::seeded::Seeded;
use bona_tests::{Ran, TESTS, Workbench, read_folder};
use serde_json::Value;

const CACHE: &str = "dist/.bona-cache";
const PACKAGE: [&str; 9] =
    ["package", "sound", "places", "--format", "scorm12,html", "--language", "all", "--output", "json"];

/// A course with media, and one at three places in two languages; each with a house, one with a look of its own.
fn bench() -> Workbench {
    let theme = std::fs::read_to_string(Path::new(TESTS).join("../courses/house/themes/house.ron"));
    let theme = theme.expect("the house has its theme").replace("id: \"house\"", "id: \"own\"");
    let bench = Workbench::new().folder("sound", "fixtures/sound").folder("places", "fixtures/places");
    bench.file("sound/house/themes/own.ron", &theme).file("places/house/themes/own.ron", theme)
}

/// Packages into a folder, and says of each package whether it stood there.
fn package(bench: &Workbench, out: &str, more: &[&str]) -> BTreeMap<String, bool> {
    let line = [&PACKAGE[..], &["--theme", "own", "--out", out], more].concat();
    told(&bench.run(&line))
}

fn told(ran: &Ran) -> BTreeMap<String, bool> {
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    let all = told["packages"].as_array().expect("a list").iter();
    let name =
        |one: &Value| one["path"].as_str().expect("a path").rsplit('/').next().unwrap_or("").to_owned();
    all.map(|one| (name(one), one["unchanged"].as_bool().expect("a word"))).collect()
}

/// The packages in a folder, by their names.
fn made(bench: &Workbench, out: &str) -> BTreeMap<String, Vec<u8>> {
    let inside = |(path, bytes): (PathBuf, Vec<u8>)| {
        let name = path.strip_prefix(out).ok()?.to_str()?.to_owned();
        (!name.starts_with('.')).then_some((name, bytes))
    };
    bench.files().into_iter().filter_map(inside).collect()
}

/// How many packages stood there already.
fn kept(told: &BTreeMap<String, bool>) -> usize {
    told.values().filter(|kept| **kept).count()
}

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(bench.files()[Path::new(path)].clone()).expect("it is text")
}

/// Nothing changed: nothing is written, and what is told is told again word for word.
#[test]
fn what_has_not_changed_is_not_made_again() {
    let bench = bench();
    let line = ["package", "sound", "places", "--variant", "all", "--format", "html,gift"];
    let first = bench.run(&line);
    assert_eq!(first.exit, Exit::World, "a course without places has none: {}", first.whole());
    let line = ["package", "places", "--variant", "all", "--format", "html,gift"];
    let first = bench.run(&line);
    assert_eq!(first.exit, Exit::Done, "{}", first.whole());
    bench.machine().fault(None);
    let again = bench.run(&line);
    assert_eq!(bench.machine().ticks(), 0, "nothing was written");
    assert_eq!(again.out.matches("\n  unchanged: ").count(), 6, "{}", again.out);
    let plain = again.out.replace("unchanged: ", "").replace("; 6 unchanged", "");
    assert_eq!((plain, again.err), (first.out, first.err));
    // Asked to doubt, it finds the same; asked to note nothing, it makes all.
    assert!(bench.run(&[&line[..], &["--rehash"]].concat()).out.contains("; 6 unchanged"));
    assert!(!bench.run(&[&line[..], &["--no-cache"]].concat()).out.contains("unchanged"));
}

/// With `--no-cache` nothing is noted, and packages are the same bytes.
#[test]
fn without_notes_packages_are_the_same() {
    let bench = bench();
    package(&bench, "dist", &[]);
    package(&bench, "plain", &["--no-cache"]);
    assert_eq!(made(&bench, "dist"), made(&bench, "plain"));
    assert!(bench.files().contains_key(Path::new(CACHE)));
    assert!(!bench.files().contains_key(Path::new("plain/.bona-cache")));
}

/// Each thing that a package is made of, changed in turn: the packages are those of a folder without notes, and the one
/// that follows from it is another.
#[test]
fn a_package_follows_whatever_it_is_made_of() {
    let places = ["--variant", "oak_road,elm_street"];
    // A file, what stands in it, what is put there, how many of the packages it concerns.
    let changes: [(&str, &str, &str, usize); 9] = [
        ("sound/modules/one.ron", "Breathe.", "Breathe out.", 2),
        ("sound/course.ron", "learning@trust.example", "teaching@trust.example", 2),
        ("sound/banks/core.ron", "because: \"", "because: \"So: ", 2),
        ("sound/house/support.ron", "Somebody to talk to.", "Somebody who listens.", 2),
        ("sound/house/themes/own.ron", "#ffd43b", "#ffd43c", 2),
        ("places/languages/cy.ron", "Trwsio llithriad.", "Trwsio’r llithriad.", 4),
        ("places/house/places/oak_road.ron", "manager’s desk", "manager’s room", 2),
        ("places/house/places/north_region.ron", "form N1", "form N2", 4),
        ("places/variants/elm_street.ron", "The screen turns.", "The screen can turn.", 2),
    ];
    for (path, was, is, concerned) in changes {
        let of = if path.starts_with("sound") { "sound" } else { "places" };
        let more = if of == "places" { &places[..] } else { &[] };
        let run = |bench: &Workbench, more: &[&str]| {
            let line = [&["package", of, "--format", "scorm12,html", "--language", "all"][..], more].concat();
            told(&bench.run(&[&line[..], &["--theme", "own", "--output", "json"]].concat()))
        };
        let bench = bench();
        let all = run(&bench, more).len();
        let before = made(&bench, "dist");
        let own = text(&bench, path);
        assert!(own.contains(was), "{path}: {was}");
        let bench = bench.file(path, own.replacen(was, is, 1));
        assert_eq!(all - kept(&run(&bench, more)), concerned, "{path}");
        run(&bench, &[more, &["--no-cache", "--out", "plain"]].concat());
        let now = made(&bench, "dist");
        assert_eq!(now, made(&bench, "plain"), "{path}");
        let others = now.iter().filter(|(name, bytes)| before[*name] != **bytes).count();
        assert_eq!(others, concerned, "{path}");
    }
}

/// What happens between two runs, the options of each, and whether the package is the same nevertheless.
type Way<'a> = (&'a dyn Fn(&Workbench), &'a [&'a str], &'a [&'a str], bool);

/// Options that no file name tells, the lock, and another program of the same version.
#[test]
fn a_package_follows_how_it_is_made() {
    let lock = |bench: &Workbench| drop(bench.run(&["check", "sound", "--write"]));
    let program = |bench: &Workbench| bench.machine().program_of(1_000_001);
    let nothing = |_: &Workbench| ();
    let ways: [Way<'_>; 5] = [
        (&nothing, &["--theme", "own"], &[], false),
        // The first lock says nothing that the course did not.
        (&lock, &[], &[], true),
        (&program, &[], &[], true),
        (
            &nothing,
            &["--profile", "host", "--host", "https://one.example"],
            &["--profile", "host", "--host", "https://two.example"],
            false,
        ),
        (&nothing, &[], &["--index", "--date", "2026-11-22"], true),
    ];
    for (number, (change, before, after, same)) in ways.into_iter().enumerate() {
        let bench = bench().file(
            "sound/house/themes/own.ron",
            text(&self::bench(), "sound/house/themes/own.ron").replace("#ffd43b", "#ffd43c"),
        );
        let run = |more: &[&str]| {
            let line = ["package", "sound", "--format", "html", "--output", "json"];
            told(&bench.run(&[&line[..], more].concat()))
        };
        assert_eq!(kept(&run(before)), 0, "{number}");
        let first = made(&bench, "dist");
        change(&bench);
        assert_eq!(kept(&run(after)), 0, "{number}");
        assert_eq!(kept(&run(after)), 1, "{number}");
        let now = made(&bench, "dist");
        assert_eq!(first.iter().all(|(name, bytes)| now[name] == *bytes), same, "{number}");
    }
}

/// A picture of other bytes: seen by its time, and where size and time are the same, by `--rehash`.
#[test]
fn a_picture_that_changed_is_seen() {
    let bench = bench();
    package(&bench, "dist", &[]);
    let before = made(&bench, "dist");
    let mut picture = bench.files()[Path::new("sound/media/desk.png")].clone();
    let middle = picture.len() / 2;
    picture[middle] ^= 1;

    bench.machine().slip("sound/media/desk.png", &picture);
    assert_eq!(kept(&package(&bench, "dist", &[])), 4, "size and time are believed");
    assert_eq!(made(&bench, "dist"), before);
    assert_eq!(kept(&package(&bench, "dist", &["--rehash"])), 2);
    let after = made(&bench, "dist");
    assert_ne!(after, before);
    // What was read again is noted.
    assert_eq!(kept(&package(&bench, "dist", &[])), 4);

    picture[middle - 1] ^= 1;
    let bench = bench.file("sound/media/desk.png", &picture);
    assert_eq!(kept(&package(&bench, "dist", &[])), 2);
    assert_ne!(made(&bench, "dist"), after);
}

/// A package that somebody changed, cut short or took away is made again; `--rehash` sees what size and time do not show.
#[test]
fn a_package_that_is_no_longer_what_was_made_is_made_again() {
    let name = "dist/sound-1.0.0-html-draft.zip";
    let bench = bench();
    package(&bench, "dist", &[]);
    let whole = made(&bench, "dist");
    let own = bench.files()[Path::new(name)].clone();
    let mut other = own.clone();
    other[5_000] ^= 1;

    let bench = bench.file(name, &other);
    assert_eq!(kept(&package(&bench, "dist", &[])), 3);
    assert_eq!(made(&bench, "dist"), whole);
    let bench = bench.file(name, &own[..9_000]);
    assert_eq!(kept(&package(&bench, "dist", &[])), 3);
    let bench = bench.without(name);
    assert_eq!(kept(&package(&bench, "dist", &[])), 3);
    assert_eq!(made(&bench, "dist"), whole);
    bench.machine().slip(name, &other);
    assert_eq!(kept(&package(&bench, "dist", &[])), 4);
    assert_eq!(kept(&package(&bench, "dist", &["--rehash"])), 3);
    assert_eq!(made(&bench, "dist"), whole);
}

/// Notes that are cut, flipped, empty, of another kind or of nobody are not there.
#[test]
fn damaged_notes_are_never_believed() {
    let bench = bench();
    package(&bench, "dist", &[]);
    let whole = made(&bench, "dist");
    let own = bench.files()[Path::new(CACHE)].clone();
    let mut seeded = Seeded::new(11);
    let mut damaged =
        vec![Vec::new(), b"\xff\xfe\n".to_vec(), b"bona/cache/v2 \n{}".to_vec(), b"{}".to_vec()];
    for _ in 0..6 {
        let at = seeded.below(own.len());
        damaged.push(own[..at].to_vec());
        let mut flipped = own.clone();
        flipped[at] ^= 1;
        damaged.push(flipped);
    }
    damaged.push([own.as_slice(), b" "].concat());
    let mut bench = bench;
    for (number, bytes) in damaged.into_iter().enumerate() {
        bench = bench.file(CACHE, &bytes);
        assert_eq!(kept(&package(&bench, "dist", &[])), 0, "{number}");
        assert_eq!(made(&bench, "dist"), whole, "{number}");
        assert_eq!(kept(&package(&bench, "dist", &[])), 4, "{number}");
    }
}

/// What other runs have noted in the same folder stays.
#[test]
fn runs_that_take_turns_in_a_folder_keep_each_others_notes() {
    let bench = bench();
    let one = |of: &str| kept(&told(&bench.run(&["package", of, "--output", "json"])));
    assert_eq!((one("sound"), one("places"), one("sound"), one("places")), (0, 0, 1, 1));
    // Two courses of one id make one file, of which nobody knows whose it is.
    let other = read_folder(&Path::new(TESTS).join("fixtures/sound"));
    let bench = other
        .into_iter()
        .fold(bench, |bench, (path, bytes)| bench.file(&format!("copy/sound/{}", path.display()), bytes));
    for _ in 0..2 {
        let ran = bench.run(&["package", "sound", "copy/sound", "--output", "json"]);
        let told: Value = serde_json::from_str(&ran.out).expect("JSON");
        let all = told["packages"].as_array().expect("a list");
        assert!(all.iter().all(|one| one["unchanged"] == false), "{told}");
    }
}
