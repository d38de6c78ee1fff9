//! The true process: exit values and closed outputs, which no made-up machine can show.
#![allow(clippy::disallowed_types, reason = "these tests start the program, as a shell does")]

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
