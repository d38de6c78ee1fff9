//! The true process: exit values and closed outputs, which no made-up machine can show.
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "these tests start the program, as a shell does"
)]

use std::process::{Command, Stdio};

fn bona() -> Command {
    Command::new(env!("CARGO_BIN_EXE_bona"))
}

/// A shell sees 0, 1 and 2.
#[test]
fn exit_values_reach_the_shell() {
    let version = bona().arg("--version").output().expect("the program starts");
    assert!(version.status.success() && version.stdout.starts_with(b"bona "), "{version:?}");
    let absent = bona().args(["check", "no_such_folder"]).output().expect("the program starts");
    assert_eq!(absent.status.code(), Some(2));
    let broken = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/broken/pass_mark");
    let refused = bona().args(["check", broken]).output().expect("the program starts");
    assert_eq!(refused.status.code(), Some(1));
}

/// `bona explain | head -1` is no fault.
#[test]
fn a_closed_output_is_no_fault() {
    let mut child =
        bona().arg("explain").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), ended.stderr.len()), (Some(0), 0));
}

/// A disk that is full is said, and is no success.
#[cfg(target_os = "linux")]
#[test]
fn a_full_output_is_the_worlds_fault() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let ended = bona().arg("explain").stdout(full).output().expect("it starts");
    assert_eq!(ended.status.code(), Some(2), "{}", String::from_utf8_lossy(&ended.stderr));
}

/// What stands in the place of a file: a folder, a link into nothing, a link to itself, a link to the report.
#[cfg(all(unix, feature = "store-sqlite"))]
#[test]
fn what_stands_in_the_place_of_a_report_is_said_and_nothing_is_recorded() {
    let folder = tempfile::tempdir().expect("the machine has room for a folder");
    let run = |arguments: &[&str]| {
        let ran =
            bona().current_dir(folder.path()).arg("evidence").args(arguments).output().expect("it starts");
        (
            ran.status.code(),
            String::from_utf8_lossy(&ran.stdout).into_owned(),
            String::from_utf8_lossy(&ran.stderr).into_owned(),
        )
    };
    let import = |file: &str| {
        run(&["import", file, "--course", "first_contact", "--activity", "The course", "--apply"])
    };
    let size = || run(&["verify"]).1.lines().next().map(str::to_owned);
    assert_eq!(run(&["init", "--organisation", "Elm Street Surgery"]).0, Some(0));
    let before = size();
    let link =
        |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.path().join(name)).expect("a link");
    std::fs::create_dir(folder.path().join("folder.csv")).expect("a folder");
    link("missing.csv", "dangling.csv");
    link("loop.csv", "loop.csv");
    for file in ["folder.csv", "dangling.csv", "loop.csv", "absent.csv"] {
        let (code, _, error) = import(file);
        assert_eq!(code, Some(2), "{file}: {error}");
        assert!(error.contains(&format!("cannot read `{file}`")), "{file}: {error}");
        assert_eq!(size(), before, "{file}");
    }
    let report =
        ",\"ID number\",\"The course\",\"\"\n\"Ann\",\"0042\",\"Completed\",\"2026-11-01 09:00:00\"\n";
    std::fs::write(folder.path().join("report.csv"), report).expect("a report");
    link("report.csv", "linked.csv");
    let (code, out, error) = import("linked.csv");
    assert_eq!(code, Some(0), "{error}");
    assert!(out.contains("Recorded 1 completion"), "{out}");
}
