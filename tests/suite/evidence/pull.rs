//! Completions that are pulled from a record store: what is asked, what is recorded, and that a pull that was cut off
//! loses nothing and doubles nothing.
//!
//! The record store is made up and stands on the made-up machine. Ralph, which others wrote, is asked by
//! tests/oracles/pulled.py.

mod odd;

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use bona::Exit;
use bona_tests::Ran;
use bona_tests::made_up::Fault;
use bona_tests::record_store::{ADDRESS, Odd, RecordStore};
use serde_json::{Value, json};

use super::faults::survived;
use super::{Desk, PACKAGE, snapshot};

const PASSWORD: &str = "open sesame";

/// A verdict that cmi5 defines: a number that makes its id, whose registration, the verb, when it was stored.
fn said(number: u32, learner: u32, verb: &str, time: &str) -> Value {
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "actor": { "name": format!("Learner {learner}"),
            "account": { "homePage": "https://lms.elm.example", "name": format!("{learner:04}") } },
        "verb": { "id": format!("http://adlnet.gov/expapi/verbs/{verb}") },
        "object": { "id": "https://lms.elm.example/launch/77" },
        "result": { "score": { "scaled": 0.85 } },
        "context": {
            "registration": format!("10000000-0000-4000-8000-{learner:012}"),
            "revision": "1.0.0+0f3a9c21",
            "contextActivities": {
                "grouping": [{ "id": "https://bona.example/courses/first_contact/au/main" }],
                "category": [
                    { "id": "https://w3id.org/xapi/cmi5/context/categories/cmi5" },
                    { "id": "https://w3id.org/xapi/cmi5/context/categories/moveon" }
                ]
            }
        },
        // The deed is earlier than its storing: a pull goes by the latter.
        "timestamp": format!("{}00:00:01Z", &time[..11]), "stored": time
    })
}

fn voids(number: u32, of: u32, time: &str) -> Value {
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"),
        "actor": { "account": { "homePage": "https://lms.elm.example", "name": "admin" } },
        "verb": { "id": "http://adlnet.gov/expapi/verbs/voided" },
        "object": { "objectType": "StatementRef", "id": format!("00000000-0000-4000-8000-{of:012}") },
        "timestamp": time, "stored": time
    })
}

/// Three who passed, one who failed, one who has passed and not completed, and what is no verdict.
fn five() -> Vec<Value> {
    let mut all = Vec::new();
    for learner in 1..=3 {
        all.push(said(learner * 10, learner, "completed", &format!("2026-11-03T14:0{learner}:00Z")));
        all.push(said(learner * 10 + 1, learner, "passed", &format!("2026-11-03T14:0{learner}:01Z")));
    }
    all.push(said(40, 4, "failed", "2026-11-03T15:00:00Z"));
    all.push(said(50, 5, "passed", "2026-11-03T15:10:00Z"));
    all.push(said(60, 6, "experienced", "2026-11-03T15:20:00Z"));
    all
}

/// A desk whose machine reaches a record store with these statements.
fn desk(statements: Vec<Value>) -> Desk {
    let desk = Desk::begun();
    desk.machine().set("BONA_LRS_PASSWORD", PASSWORD);
    desk.machine().record_store(|own| *own = Some(RecordStore { statements, ..RecordStore::default() }));
    desk
}

impl Desk {
    fn pull(&self, more: &[&str]) -> Ran {
        self.evidence(
            &[&["pull", "--from", ADDRESS, "--user", "reader", "--package", PACKAGE], more].concat(),
        )
    }

    fn applied(&self) -> Ran {
        let ran = self.pull(&["--apply"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran
    }

    /// Changes the record store.
    fn store_of<T>(&self, change: impl FnOnce(&mut RecordStore) -> T) -> T {
        self.machine().record_store(|own| change(own.as_mut().expect("it stands there")))
    }

    /// Lets the record store have these as well.
    fn told(&self, statements: Vec<Value>) {
        self.store_of(|own| own.statements.extend(statements));
    }

    /// What was asked since this was last called: the questions of each request.
    fn questions(&self) -> Vec<String> {
        let asked = self.store_of(|own| std::mem::take(&mut own.asked));
        asked.into_iter().map(|(address, _)| address.replace(ADDRESS, "")).collect()
    }

    fn records(&self) -> u64 {
        self.json(&["verify", "--output", "json"])["completions"].as_u64().expect("a number")
    }

    /// Verdicts by the number of records that say so.
    fn verdicts(&self) -> Vec<String> {
        let found = self.json(&["matrix", "--output", "json"]);
        let of = |line: &Value| line["verdict"].as_str().unwrap_or_default().to_owned();
        let mut words: Vec<String> =
            found["completions"].as_array().expect("a list").iter().map(of).collect();
        words.sort();
        words
    }
}

#[test]
fn a_pull_says_what_it_would_do_and_then_does_it() {
    let desk = desk(five());
    let first = desk.pull(&[]);
    assert_eq!(desk.size(), 1, "nothing was recorded");
    let second = desk.pull(&["--apply"]);
    snapshot("evidence_pull", &format!("{}\n{}", first.whole(), second.whole()));
    assert_eq!(desk.verdicts(), ["failed", "passed", "passed", "passed"]);
    desk.questions();
    let third = desk.applied();
    assert!(third.out.contains("nothing new to record"), "{}", third.whole());
    let since: Vec<String> = desk.questions().into_iter().filter(|asked| asked.contains("since=")).collect();
    // The newest failed is of 15:00; without a word of the record store the next pull goes back ten minutes.
    assert!(
        since
            .iter()
            .any(|asked| asked.contains("failed") && asked.ends_with("since=2026-11-03T14%3A50%3A00Z")),
        "{since:?}"
    );
    let system = &desk.json(&["matrix", "--output", "json"])["completions"][0];
    assert_eq!(system["source"], "xapi", "{system}");
}

#[test]
fn what_a_pull_saves_is_what_an_import_reads() {
    let pulled = desk(five());
    let ran = pulled.pull(&["--save", "all.json", "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let bytes = pulled.kept("all.json").expect("it was saved");
    let again = pulled.import("all.json", &["--kind", "xapi", "--package", PACKAGE, "--apply"]);
    assert!(
        again.out.contains("4 recorded before") && again.out.contains("nothing new"),
        "{}",
        again.whole()
    );
    let imported = Desk::begun();
    imported.machine().put("all.json", &bytes);
    let ran =
        imported.import("all.json", &["--kind", "xapi", "--package", PACKAGE, "--lms", ADDRESS, "--apply"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let matrix = |desk: &Desk| desk.json(&["matrix", "--output", "json"])["completions"].clone();
    assert_eq!(matrix(&pulled), matrix(&imported));
    assert_eq!(matrix(&pulled).as_array().map(Vec::len), Some(4));
    let source = |desk: &Desk| -> Value {
        let ran = desk.evidence(&["export", "out", "--open", "1"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let text = String::from_utf8(desk.kept("leaf-1.opened").expect("it was opened")).expect("text");
        let line = text.lines().find(|line| line.starts_with("source ")).unwrap_or_else(|| panic!("{text}"));
        let body = BASE64.decode(line.rsplit(' ').next().unwrap_or_default()).expect("base64");
        serde_json::from_slice(&body).expect("it is JSON")
    };
    assert_eq!(source(&pulled), source(&imported), "both commit to the same file");
    assert_eq!(source(&pulled)["sha256"], hash_of(&bytes).as_str());
}

fn hash_of(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_registration_that_comes_in_pieces_is_one_verdict() {
    let desk = desk(five());
    desk.applied();
    desk.told(vec![
        said(51, 5, "completed", "2026-11-05T10:00:00Z"),
        said(45, 4, "passed", "2026-11-05T11:00:00Z"),
    ]);
    desk.questions();
    desk.applied();
    assert_eq!(
        desk.verdicts(),
        ["failed", "passed", "passed", "passed", "passed"],
        "learner 5 passed days before"
    );
    let asked = desk.questions();
    let of = |learner: u32| {
        asked
            .iter()
            .filter(|one| one.contains(&format!("registration=10000000-0000-4000-8000-{learner:012}")))
            .count()
    };
    assert_eq!((of(5) > 0, of(4) > 0), (true, true), "{asked:?}");
    desk.told(vec![said(46, 4, "completed", "2026-11-06T11:00:00Z")]);
    desk.applied();
    // The matrix shows of each person what counts; the failure stays recorded.
    assert_eq!((desk.verdicts(), desk.records()), (vec!["passed".to_owned(); 5], 6));
    assert!(desk.applied().out.contains("nothing new"));
}

#[test]
fn a_pull_that_is_cut_off_anywhere_loses_nothing_and_doubles_nothing() {
    let whole = desk(five());
    whole.machine().fault(None);
    whole.applied();
    let (requests, writes) = (whole.questions().len() as u64, whole.machine().ticks());
    assert!(6 < requests && 2 < writes, "{requests} requests, {writes} writes");
    for later in [false, true] {
        for at in 1..=requests {
            let desk = desk(five());
            desk.store_of(|own| own.odd = [(at, Odd::Dies)].into());
            assert!(survived(|| desk.pull(&["--apply"])).is_none(), "it dies at request {at}");
            assert_eq!(desk.size(), 1, "nothing was recorded at request {at}");
            desk.store_of(|own| own.odd.clear());
            finishes(&desk, later, &format!("request {at}"));
        }
        for at in 1..=writes {
            let desk = desk(five());
            desk.machine().fault(Some((at, Fault::Dies)));
            survived(|| desk.pull(&["--apply"]));
            desk.machine().fault(None);
            finishes(&desk, later, &format!("write {at}"));
        }
    }
}

/// The pull is run again, perhaps after more has come, and then a last time.
fn finishes(desk: &Desk, later: bool, when: &str) {
    if later {
        desk.told(vec![said(51, 5, "completed", "2026-11-05T10:00:00Z")]);
    }
    desk.applied();
    let passed = 3 + usize::from(later);
    let verdicts = desk.verdicts();
    assert_eq!(
        (verdicts.len(), verdicts.iter().filter(|word| *word == "passed").count()),
        (passed + 1, passed),
        "{when}"
    );
    assert!(desk.applied().out.contains("nothing new"), "{when}");
    let found = desk.json(&["verify", "--output", "json"]);
    assert_eq!(found["sound"].as_bool(), Some(true), "{when}: {found}");
}

#[test]
fn what_was_changed_or_voided_since_is_told() {
    let desk = desk(five());
    desk.applied();
    // The newest that was stored, so that it comes again; and one that was voided.
    desk.store_of(|own| {
        let one = own.statements.iter_mut().find(|one| one["id"] == "00000000-0000-4000-8000-000000000040");
        one.expect("it is there")["result"]["score"]["scaled"] = json!(0.2);
    });
    desk.told(vec![voids(70, 11, "2026-11-04T09:00:00Z")]);
    desk.store_of(|own| own.asked.clear());
    let ran = desk.pull(&["--apply"]);
    snapshot("evidence_pull_changed", &ran.whole());
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(
        desk.questions()
            .iter()
            .any(|asked| asked.contains("voidedStatementId=00000000-0000-4000-8000-000000000011"))
    );
    // What is left of that registration is a completion without a pass.
    assert_eq!(desk.records(), 5);
}

#[test]
fn refused_registrations_are_kept_once_and_never_written_over() {
    let bad = |number, learner, time| {
        vec![said(number, learner, "completed", time), said(number + 1, learner, "completed", time)]
    };
    let desk = desk([five(), bad(80, 8, "2026-11-03T16:00:00Z")].concat());
    let first = desk.pull(&["--apply"]);
    assert_eq!(first.exit, Exit::AtFault, "{}", first.whole());
    assert!(
        first.err.contains("2 statements say completed")
            && first.err.contains("00000000-0000-4000-8000-000000000080"),
        "{}",
        first.err
    );
    assert_eq!(desk.verdicts().len(), 4, "the others are recorded");
    desk.machine().clock("2026-11-23T09:30:00Z");
    desk.told(bad(90, 9, "2026-11-22T16:00:00Z"));
    assert_eq!(desk.pull(&["--apply"]).exit, Exit::AtFault);
    let files: Vec<(String, Vec<u8>)> = desk
        .bench
        .files()
        .into_iter()
        .map(|(path, bytes)| (path.display().to_string(), bytes))
        .filter(|(path, _)| path.ends_with(".refused.json"))
        .collect();
    let mut held = BTreeSet::new();
    for (path, bytes) in &files {
        let found: Value = serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        held.extend(found["statements"].as_array().expect("a list").iter().map(|one| one["id"].to_string()));
    }
    assert_eq!((files.len(), held.len()), (2, 4), "{files:?}");
}
