//! Who may open a door that the wall (`clippy.toml`) shuts. That the wall stands is `tests/wall.sh`'s to show.

use super::Findings;
use super::tree::{File, files};

/// The rooms with windows: the true machine with the server of its preview and the network of its pulls, and the program's five lines that start it.
/// The store opens its file through SQLite, and a server through PostgreSQL's driver, which no list of std's functions would see.
const WINDOWS: [&str; 4] =
    ["cli/src/main.rs", "cli/src/machine/fetch.rs", "cli/src/machine/real.rs", "cli/src/machine/serve.rs"];
const WALL: &str = "clippy::disallowed_";

/// Outside the windows nobody lifts the wall, in the open or by turning clippy off, but for a test, which is
/// never shipped. Whoever lifts it gives a reason.
fn doors<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| is_behind_the_wall(file)) {
        findings.judged += 1;
        let lifts = [WALL, "(clippy::all", "(clippy::style"].map(|lift| file.text.match_indices(lift));
        for (at, _) in lifts.into_iter().flatten() {
            let line = file.text[..at].lines().count();
            let test = file.path.ends_with("/tests.rs")
                || file.path.contains("/tests/")
                || file.text[..at].contains("#[cfg(test)]\n");
            if !(test || WINDOWS.contains(&file.path.as_str())) {
                let windows = WINDOWS.join(", ");
                findings
                    .faults
                    .push(format!("{}:{line}: lifts the wall, which only {windows} may", file.path));
            } else if !file.text[at..].split(")]").next().unwrap_or_default().contains("reason = \"") {
                findings.faults.push(format!("{}:{line}: lifts the wall without a reason", file.path));
            }
        }
    }
    findings
}

fn is_behind_the_wall(file: &File) -> bool {
    let crate_of_ours = ["engine/", "packager/", "cli/"].iter().any(|folder| file.path.starts_with(folder));
    crate_of_ours && (file.ending() == "rs" || file.path.ends_with("clippy.toml"))
}

/// A clippy.toml of a crate would hide the wall from it, since clippy reads the nearest one only.
fn hiding<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| file.path.ends_with("clippy.toml")) {
        findings.judged += 1;
        if !["clippy.toml", "tests/clippy.toml"].contains(&file.path.as_str()) {
            findings.faults.push(format!("{}: hides the wall from its crate", file.path));
        }
    }
    findings
}

#[test]
fn only_the_windows_open_a_door() {
    doors(files().iter()).hold("doors", 30);
    hiding(files().iter()).hold("walls", 2);
    let lift = "#![allow(clippy::disallowed_methods)]";
    let made_up = [
        File::made_up("engine/src/read.rs", lift),
        File::made_up("cli/src/main.rs", lift),
        File::made_up("cli/src/machine/real.rs", "#![allow(clippy::disallowed_types, reason = \"x\")]"),
        File::made_up(
            "engine/src/log.rs",
            "#[cfg(test)]\nmod tests {\n#[allow(clippy::disallowed_methods, reason = \"x\")]",
        ),
        File::made_up("packager/src/zip.rs", "#![allow(clippy::all, reason = \"x\")]"),
        File::made_up("tests/lib.rs", lift),
    ];
    let refused = [
        "engine/src/read.rs:1: lifts the wall, which",
        "cli/src/main.rs:1: lifts the wall without",
        "zip.rs:1: lifts",
    ];
    doors(made_up.iter()).refuse(&refused);
    hiding([File::made_up("engine/clippy.toml", ""), File::made_up("tests/clippy.toml", "")].iter())
        .refuse(&["engine/clippy.toml: hides"]);
}
