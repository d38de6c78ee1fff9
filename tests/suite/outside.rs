//! What plain `cargo test` leaves to `tests/run`, because it needs a browser, Node, Python or a built program.
//!
//! Nothing is judged here but the list itself. Invariant: a suite that `tests/run` has and this list has not,
//! or the other way round, fails; so nobody can take a plain run for a whole one.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Each suite as `tests/run` calls it, the file that judges, and what it needs.
const OUTSIDE: [(&str, &str, &str); 27] = [
    ("Player", "packager/player/package.json", "Node"),
    ("Vectors", "tests/oracles/vectors.py", "Python"),
    ("README's first command", "README.md", "a release build"),
    ("Packages", "tests/tools/unpack.py", "a release build and Python"),
    ("Manifest", "tests/oracles/manifest.sh", "xmllint and the schemas of SCORM 1.2"),
    ("Course structures", "tests/oracles/cmi5.sh", "xmllint and the schema of cmi5"),
    ("Outputs", "tests/oracles/outputs.py", "Python and the schema of SARIF"),
    ("Control documents", "tests/oracles/control.sh", "a release build and the schemas of SCORM"),
    ("Exchange", "tests/oracles/exchange.py", "a release build, xmllint and Python"),
    ("Forms", "tests/oracles/forms.py", "a release build and Python; the whole of it LibreOffice too"),
    (
        "Reviewers' documents",
        "tests/oracles/review.py",
        "a release build and Python; the whole of it LibreOffice too",
    ),
    ("Feed", "tests/oracles/feed.py", "a release build and Python"),
    ("XLIFF", "tests/oracles/xliff.py", "a release build, xmllint and Python"),
    ("Pictures", "tests/oracles/pictures.py", "a release build and Python"),
    ("Same bytes", "tests/oracles/same_bytes.sh", "a release build"),
    ("Browsers", "tests/browser/package.json", "Chromium and Node"),
    ("scormhost", "tests/browser/others/scormhost.test.mjs", "Chromium, Node and Python"),
    ("Open edX", "tests/browser/others/openedx.test.mjs", "Chromium, Node and Python"),
    ("Ralph", "tests/browser/others/ralph.test.mjs", "Chromium, Node and Python"),
    ("Statements", "tests/oracles/ralph.py", "what the browsers left, and Python"),
    ("Record store", "tests/oracles/pulled.py", "a release build, what the browsers left, and Python"),
    ("Evidence", "tests/oracles/evidence.sh", "what the browsers left, and Python"),
    ("Passphrases", "tests/oracles/passphrase.py", "a release build, OpenSSL and Python"),
    ("Badges", "tests/oracles/badges.sh", "a release build, Node and Python"),
    ("Faults", "tests/oracles/faults.py", "a release build, Python and a C compiler"),
    ("Cut off", "tests/oracles/cut_off.py", "a release build, Python and a C compiler"),
    ("PostgreSQL", "tests/oracles/postgres.py", "Python, OpenSSL and a server of PostgreSQL"),
];

fn root() -> PathBuf {
    Path::new(bona_tests::TESTS).join("..")
}

/// Names of the parts in the function `outside` of `tests/run`, in order.
fn parts_of_run() -> Vec<String> {
    let script = fs::read_to_string(root().join("tests/run")).expect("tests/run is there");
    script
        .lines()
        .skip_while(|line| !line.starts_with("outside() {"))
        .take_while(|line| *line != "}")
        .filter_map(|line| line.trim().strip_prefix("part \"")?.split('"').next().map(str::to_owned))
        .collect()
}

#[test]
fn the_list_is_what_tests_run_has() {
    let listed: Vec<_> = OUTSIDE.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(parts_of_run(), listed);
}

#[test]
fn each_suite_has_its_judge() {
    for (name, judge, _) in OUTSIDE {
        assert!(root().join(judge).is_file(), "{name}: there is no {judge}");
    }
}

#[test]
fn plain_cargo_test_says_what_it_leaves_out() {
    let whole = std::env::var_os("BONA_TESTS").is_some();
    let mut said = Vec::new();
    for (name, _, needs) in OUTSIDE.iter().filter(|_| !whole) {
        writeln!(said, "left out: {name} (needs {needs}); tests/run has it")
            .expect("memory takes what is written to it");
    }
    // Straight to the terminal: the test runner hides what passing tests print.
    std::io::stderr().write_all(&said).expect("standard error is open");
    assert_eq!(said.is_empty(), whole);
}
