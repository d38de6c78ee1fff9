//! How a Rust file begins, and which files and manifests there may be.

use super::Findings;
use super::tree::{File, files};

/// A `//!` head of at most ten lines, and no `mod.rs`: tab names stay unique.
/// The tests of a file say what they are by their name.
fn heads<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| file.ending() == "rs" && !file.path.ends_with("/tests.rs")) {
        findings.judged += 1;
        let head = file.text.lines().take_while(|line| line.starts_with("//!")).count();
        // The front doors carry their whole example in the head.
        let most = if file.path.ends_with("src/lib.rs") { usize::MAX } else { 10 };
        if head == 0 || head > most {
            findings.faults.push(format!("{}: {head} lines of `//!`, 1 to 10 wanted", file.path));
        }
        if file.path.ends_with("/mod.rs") {
            findings.faults.push(format!("{}: write `folder.rs` beside `folder/`", file.path));
        }
    }
    findings
}

/// Each crate of ours takes the workspace's lints, and those forbid unsafe code.
fn manifests<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in
        files.filter(|file| file.path.ends_with("Cargo.toml") && !file.path.starts_with("tests/fuzz/"))
    {
        findings.judged += 1;
        let wanted = if file.path == "Cargo.toml" {
            "\nunsafe_code = \"forbid\"\n"
        } else {
            "\n[lints]\nworkspace = true\n"
        };
        if !file.text.contains(wanted) {
            findings.faults.push(format!(
                "{}: does not say `{}`",
                file.path,
                wanted.trim().replace('\n', " ")
            ));
        }
    }
    findings
}

#[test]
fn each_rust_file_says_what_stands_in_it() {
    heads(files().iter()).hold("heads", 40);
    let made_up = [
        File::made_up("a.rs", "use std::fmt;\n"),
        File::made_up("b.rs", &"//! x\n".repeat(11)),
        File::made_up("engine/src/lib.rs", &"//! x\n".repeat(50)),
        File::made_up("c/mod.rs", "//! x\n"),
    ];
    heads(made_up.iter()).refuse(&["a.rs: 0", "b.rs: 11", "c/mod.rs: write"]);
}

#[test]
fn no_crate_may_hold_unsafe_code() {
    manifests(files().iter()).hold("manifests", 5);
    let made_up = [
        File::made_up("Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"warn\"\n"),
        File::made_up("engine/Cargo.toml", "[package]\n"),
    ];
    manifests(made_up.iter()).refuse(&["Cargo.toml: does not say", "engine/Cargo.toml: does not say"]);
}
