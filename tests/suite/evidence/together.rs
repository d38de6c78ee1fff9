//! Commands of every kind on one store at once: nothing is refused that is as it should be.

use bona::Exit;
use bona_tests::Ran;

use super::erase::BY;
use super::{Desk, PACKAGE};

const DECIDED: [&str; 4] = ["--reason", "result", "--decided-by", "D. Head"];

/// Runs these at once; what they said, all together, since they share one console.
fn at_once(desk: &Desk, commands: &[Vec<&str>]) -> String {
    let ran: Vec<Ran> = std::thread::scope(|scope| {
        let all: Vec<_> =
            commands.iter().map(|arguments| scope.spawn(move || desk.evidence(arguments))).collect();
        all.into_iter().map(|one| one.join().expect("it ends")).collect()
    });
    let said: String = ran.iter().map(Ran::whole).collect();
    assert!(ran.iter().all(|ran| ran.exit == Exit::Done), "{said}");
    said
}

fn correction<'a>(leaf: &'a str, day: &'a str) -> Vec<&'a str> {
    [&["correct", leaf, "--day", day, "--apply"][..], &DECIDED].concat()
}

#[test]
fn eight_that_correct_wait_for_each_other() {
    let desk = Desk::filled();
    let size = desk.size();
    let leaves = ["2", "3", "4", "5", "6", "8"];
    let mut commands: Vec<_> = leaves.iter().map(|leaf| correction(leaf, "2026-11-02")).collect();
    commands.push(vec!["import", "moodle.csv", "--package", PACKAGE, "--apply"]);
    commands.push(vec!["session", "--starts", "2026-11-25 10:00", "--mode", "video"]);
    at_once(&desk, &commands);
    assert_eq!(desk.size(), size + 7, "each is recorded once, and no row of the report again");
    let found = desk.json(&["verify", "--output", "json"]);
    assert_eq!(found["size"], found["signed"], "{found}");
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
}

#[test]
fn who_erases_waives_and_corrects_at_once_is_not_refused() {
    let desk = Desk::staffed();
    let waiver = |who| {
        let to =
            ["waive", who, "--until", "2027-03-31", "--requirement", "lgbt_awareness", "--because", "Away"];
        [&to[..], &["--decided-by", "D. Head", "--apply"]].concat()
    };
    let commands = [
        [&["erase", "0042", "--apply"][..], &BY].concat(),
        [&["erase", "0045", "--apply"][..], &BY].concat(),
        waiver("Zoë Díaz"),
        correction("3", "2026-11-02"),
        correction("6", "2026-11-02"),
    ];
    at_once(&desk, &commands);
    let matrix = desk.evidence(&["matrix"]);
    assert!(!matrix.out.contains("Ann Byrne") && !matrix.out.contains("Dilys"), "{}", matrix.out);
    assert_eq!(desk.evidence(&["doctor"]).exit, Exit::Done, "{}", desk.evidence(&["doctor"]).whole());
}
