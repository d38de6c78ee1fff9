//! Evidence from end to end: what learning systems wrote becomes records, and every change of a record is named.
//!
//! Keys, files and clock are made up; the store is a true SQLite file in a folder of its own.

mod adopt;
mod alike;
mod attendance;
mod badge;
mod certificate;
mod corpus;
mod correct;
mod erase;
mod examples;
mod faults;
mod flips;
mod future;
mod given;
mod grow;
mod holder;
mod hostile;
mod interactions;
mod issued;
mod keys;
mod kinds;
mod malice;
mod manager;
mod named;
mod pack;
mod passphrase;
mod person;
mod practice;
mod pull;
mod reasons;
mod reconcile;
mod reseal;
mod restore;
mod retention;
mod returns;
mod rotate;
mod same;
mod signs;
mod staff;
mod strange;
mod table;
mod templates;
mod together;
mod told;
mod upload;
mod vault;
mod witness;

use std::path::Path;

use bona::Exit;
use bona_engine::log::{Proof, Vkey};
use bona_tests::{MadeUp, Ran, TESTS, Workbench};
use serde_json::Value;
use tempfile::TempDir;

pub(crate) use faults::survived;

const PACKAGE: &str = "first_contact.zip";

/// A made-up machine with a store, a package and Moodle's report.
struct Desk {
    bench: Workbench,
    folder: TempDir,
}

impl Desk {
    /// With a store that was just begun.
    fn begun() -> Self {
        let desk = Self::bare();
        let ran = desk.evidence(&["init", "--organisation", "Elm Street Surgery"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        desk
    }

    /// With two batches: leaf 0 opens, 1 is a batch of five, 7 a batch of one.
    fn filled() -> Self {
        let desk = Self::begun();
        let moodle = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
        assert_eq!(moodle.exit, Exit::Done, "{}", moodle.whole());
        let scorm = desk.import("run_time.json", &["--package", PACKAGE, "--apply"]);
        assert_eq!(scorm.exit, Exit::Done, "{}", scorm.whole());
        desk
    }

    fn bare() -> Self {
        let bench = ["moodle.csv", "moodle-excel.csv", "run_time.json"].iter().fold(
            Workbench::new(),
            |bench, name| {
                let path = Path::new(TESTS).join("fixtures/evidence").join(name);
                bench.file(name, std::fs::read(path).expect("the fixture is there"))
            },
        );
        let bench = bench.file(PACKAGE, package());
        let folder = tempfile::tempdir().expect("the machine has room for a folder");
        // The folder stands on both machines: SQLite sees the true one, all else the made-up one.
        bench.machine().put(folder.path().join("here"), b"");
        Self { bench, folder }
    }

    fn store(&self) -> String {
        self.folder.path().join("evidence.bona").display().to_string()
    }

    fn evidence(&self, arguments: &[&str]) -> Ran {
        let store = self.store();
        self.bench.run(&[&["evidence", "--store", &store], arguments].concat())
    }

    fn import(&self, file: &str, arguments: &[&str]) -> Ran {
        self.evidence(&[&["import", file], arguments].concat())
    }

    fn machine(&self) -> &MadeUp {
        self.bench.machine()
    }

    /// A file of the made-up machine, by the end of its name.
    fn kept(&self, ending: &str) -> Option<Vec<u8>> {
        let files = self.bench.files();
        files
            .into_iter()
            .find(|(path, _)| path.display().to_string().ends_with(ending))
            .map(|(_, bytes)| bytes)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.evidence(arguments);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.whole()))
    }

    fn size(&self) -> u64 {
        self.json(&["verify", "--output", "json"])["size"].as_u64().expect("a size")
    }
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

/// A package of the course: all that an import reads of one.
fn package() -> Vec<u8> {
    package_of("course")
}

/// A package that says what it holds of the course.
fn package_of(part: &str) -> Vec<u8> {
    package_that_says(&serde_json::json!({ "part": part }))
}

/// A package that says this beside what all of them say.
fn package_that_says(more: &Value) -> Vec<u8> {
    let mut told = serde_json::json!({
        "version": 1, "course": "first_contact", "edition": "1.0.0", "variant": null, "language": "en-GB",
        "content": "0f3a9c21".repeat(8), "release": false, "title": "First contact", "format": "scorm12",
        "interactions": { "repair": { "kind": "question", "several": false, "letters": { "a": "brief", "b": "long" } } }
    });
    for (name, value) in more.as_object().expect("an object") {
        told[name.as_str()] = value.clone();
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    zip.start_file("course-evidence.json", plain).expect("memory takes every file");
    std::io::Write::write_all(&mut zip, told.to_string().as_bytes()).expect("memory takes every byte");
    zip.finish().expect("memory takes every zip").into_inner()
}

/// Whoever finished a module has not finished the course, and who answered before it even less.
#[test]
fn a_package_of_less_than_the_course_records_nothing() {
    for (part, why) in [
        ("module", "is one of several packages of a course"),
        ("test", "is one of several packages of a course"),
        ("baseline", "asks before or straight after the course"),
    ] {
        let mut desk = Desk::begun();
        desk.bench = desk.bench.file("part.zip", package_of(part));
        let ran = desk.import("moodle.csv", &["--package", "part.zip", "--apply"]);
        assert_eq!(ran.exit, Exit::World, "{part}: {}", ran.whole());
        assert!(ran.err.contains(why), "{part}: {}", ran.err);
        assert_eq!(desk.size(), 1, "{part}");
    }
}

#[test]
fn what_a_learning_system_stored_is_recorded_once_and_shown() {
    let desk = Desk::begun();
    let dry = desk.import("moodle.csv", &["--package", PACKAGE]);
    assert_eq!(dry.exit, Exit::Done, "{}", dry.whole());
    assert!(dry.out.contains("5 to record (5 people are met for the first time)"), "{}", dry.out);
    assert!(dry.out.ends_with("Nothing was written. Add --apply to record it.\n"));
    assert_eq!(desk.size(), 1, "a rehearsal writes nothing");
    let done = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(done.exit, Exit::Done, "{}", done.whole());
    assert!(done.out.contains("Recorded 5 completions as leaves 2 to 6."), "{}", done.out);
    let checkpoint = String::from_utf8(desk.kept(".checkpoint").expect("it is kept")).expect("text");
    assert!(done.out.ends_with(&checkpoint), "the checkpoint is printed, to be sent");
    for again in ["moodle.csv", "moodle-excel.csv"] {
        let ran = desk.import(again, &["--package", PACKAGE, "--apply"]);
        assert!(ran.out.contains("5 recorded before"), "{again}: {}", ran.out);
        assert!(ran.out.contains("nothing new to record"), "{again}: {}", ran.out);
        assert_eq!(desk.size(), 7, "{again}");
    }
    let scorm = desk.import("run_time.json", &["--package", PACKAGE, "--apply"]);
    assert!(scorm.out.contains("Recorded 1 completion as leaf 8."), "{}", scorm.out);
    assert_eq!(desk.size(), 9);
    let matrix = desk.evidence(&["matrix"]);
    snapshot("evidence_matrix", &matrix.whole());
}

#[test]
fn the_matrix_tells_programs_all_of_it_and_spreadsheets_nothing_that_runs() {
    let desk = Desk::filled();
    let found = desk.json(&["matrix", "--output", "json"]);
    let lines = found["completions"].as_array().expect("a list");
    // Ann passed in both systems: one line for her, since it is one course and one edition.
    assert_eq!(lines.len(), 5);
    let ann = lines.iter().find(|line| line["name"] == "Ann Byrne").expect("she is there");
    assert_eq!((ann["verdict"].as_str(), ann["edition"].as_str()), (Some("passed"), Some("1.0.0")));
    assert_eq!((ann["edition_basis"].as_str(), ann["release"].as_bool()), (Some("package"), Some(false)));
    assert_eq!(found["note"], "no staff list: gaps cannot be known");
    let early = desk.json(&["matrix", "--output", "json", "--as-of", "2026-11-03"]);
    assert_eq!(early["completions"].as_array().map(Vec::len), Some(1), "only Ann was done by then");
    let csv = desk.evidence(&["matrix", "--output", "csv"]);
    assert!(csv.out.contains("\"'=HYPERLINK(1)\""), "{}", csv.out);
    let cells = csv.out.lines().skip(1).flat_map(|line| line.split("\",\""));
    for cell in cells.map(|cell| cell.trim_matches('"')) {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    let wrong = desk.evidence(&["matrix", "--as-of", "03/11/2026"]);
    assert_eq!(wrong.exit, Exit::World);
}

#[test]
fn verify_says_what_is_proven_and_what_is_not() {
    let desk = Desk::filled();
    snapshot("evidence_verify", &desk.evidence(&["verify"]).whole());
    let newest = desk.kept(".checkpoint").expect("it is kept");
    desk.machine().put("sent.checkpoint", &newest);
    let given = desk.evidence(&["verify", "--checkpoint", "sent.checkpoint"]);
    assert!(given.out.contains("grew from the checkpoint that was given"), "{}", given.out);
    let other = "elm/bona/x+8f1b1a6e+AXPbeXV7g9K7v8Q8B2cQ0lCqPq4mZk4ZbW0b8W0m3Qwx";
    let wrong = desk.evidence(&["verify", "--key", other]);
    assert_eq!(wrong.exit, Exit::World, "{}", wrong.whole());
}

#[test]
fn what_is_exported_can_be_checked_and_names_nobody() {
    let desk = Desk::filled();
    let ran = desk.evidence(&["export", "given", "--proof", "0", "--proof", "8"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let text = |name: &str| String::from_utf8(desk.kept(name).expect("it was written")).expect("text");
    let key = Vkey::parse(text("given/log.vkey").trim_end()).expect("a key");
    let leaves = text("given/leaves.jsonl");
    let leaves: Vec<&str> = leaves.lines().collect();
    assert_eq!(leaves.len(), 9);
    for index in [0, 8] {
        let proof = Proof::parse(text(&format!("leaf-{index}.tlog-proof")).as_bytes()).expect("a proof");
        assert_eq!(proof.extra.as_deref(), Some(leaves[index].as_bytes()));
        let shown = proof.verify(leaves[index].as_bytes(), &key).expect("it is in the log");
        assert_eq!(shown.size, 9);
        assert!(
            proof.verify(leaves[index - index / 8].as_bytes(), &key).is_ok() == (index == 0),
            "another leaf"
        );
    }
    for (path, bytes) in desk.bench.files().iter().filter(|(path, _)| path.starts_with("given")) {
        let text = String::from_utf8_lossy(bytes);
        for word in ["Byrne", "0042", "elm.example", "passed", "first_contact"] {
            assert!(!text.contains(word), "{word} in {}", path.display());
        }
    }
    let past = desk.evidence(&["export", "given", "--proof", "9"]);
    assert!(past.err.contains("the signed log has the leaves 0 to 8"), "{}", past.whole());
}

#[test]
fn refused_rows_are_kept_to_be_mended_and_the_others_are_recorded() {
    let desk = Desk::begun();
    let report = String::from_utf8(desk.kept("moodle.csv").expect("the fixture")).expect("UTF-8");
    let spoilt = report.replace("Completed (achieved pass grade)\",\"2026-11-03", "Erledigt\",\"2026-11-03");
    desk.machine().put("spoilt.csv", spoilt.as_bytes());
    let dry = desk.import("spoilt.csv", &["--package", PACKAGE]);
    assert_eq!(dry.exit, Exit::AtFault);
    assert!(dry.err.contains("row 2, column F (First contact): `Erledigt` is not a state"), "{}", dry.err);
    assert_eq!(desk.kept("spoilt.csv.refused.csv"), None, "a rehearsal writes nothing");
    let ran = desk.import("spoilt.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.out.contains("Recorded 4 completions"), "{}", ran.out);
    let refused = String::from_utf8(desk.kept("spoilt.csv.refused.csv").expect("it is kept")).expect("UTF-8");
    let mended = refused.replace("Erledigt", "Completed (achieved pass grade)");
    desk.machine().put("mended.csv", mended.as_bytes());
    let ran = desk.import("mended.csv", &["--package", PACKAGE, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("Recorded 1 completion"), "{}", ran.out);
    let whole = desk.import("moodle.csv", &["--package", PACKAGE, "--apply"]);
    assert!(whole.out.contains("5 recorded before"), "{}", whole.out);
}

#[test]
fn an_edition_may_be_stated_or_unknown_and_the_record_says_so() {
    let desk = Desk::begun();
    let about = ["--course", "first_contact", "--activity", "First contact"];
    let by = ["--edition", "0.9.0", "--stated-by", "C. Manager", "--apply"];
    let ran = desk.import("moodle.csv", &[&about[..], &by[..]].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let found = desk.json(&["matrix", "--output", "json"]);
    assert_eq!(found["completions"][0]["edition_basis"], "stated");
    let other = Desk::begun();
    let ran = other.import("moodle.csv", &[&about[..], &["--apply", "--no-names"]].concat());
    assert!(ran.out.contains("edition unknown, nobody says which"), "{}", ran.out);
    let found = other.json(&["matrix", "--output", "json"]);
    assert_eq!(
        (&found["completions"][0]["edition"], &found["completions"][0]["name"]),
        (&Value::Null, &Value::Null)
    );
    let nobody = desk.import("moodle.csv", &[&about[..], &["--edition", "1.0.0"]].concat());
    assert_eq!(nobody.exit, Exit::World);
    assert!(nobody.err.contains("--stated-by"), "{}", nobody.err);
    let nothing = desk.import("moodle.csv", &[]);
    assert_eq!(nothing.exit, Exit::World);
}

#[test]
fn a_file_that_is_something_else_is_refused_whole() {
    let desk = Desk::begun();
    for (name, bytes, why) in [
        ("empty.csv", &b""[..], "nothing stands in the file"),
        ("words.txt", b"Dear all,", "not Moodle's report"),
        ("other.json", b"{\"results\":[]}", "no SCORM run-time data"),
        ("half.json", b"{\"format\":", "cannot be read as JSON"),
        (
            "mixed.csv",
            b",\"ID number\",\"Zo\xc3\xab\",\"\"\n\"Zo\xeb\",\"1\",\"Completed\",\"\"\n",
            "is not UTF-8",
        ),
    ] {
        desk.machine().put(name, bytes);
        let ran = desk.import(name, &["--package", PACKAGE, "--apply"]);
        assert_eq!(ran.exit, Exit::AtFault, "{name}: {}", ran.whole());
        assert!(ran.err.contains(why) && ran.err.contains("help: "), "{name}: {}", ran.err);
    }
    for package in ["moodle.csv", "missing.zip"] {
        assert_eq!(desk.import("moodle.csv", &["--package", package]).exit, Exit::World, "{package}");
    }
    assert_eq!(desk.size(), 1);
}
