//! Who may open a door that the wall (`clippy.toml`) shuts. That the wall stands is `tests/wall.sh`'s to show.

use super::Findings;
use super::tree::{File, files};

/// The rooms with windows: the true machine, and the program's five lines that start it.
/// The store opens its file through SQLite, which no list of std's functions would see.
const WINDOWS: [&str; 2] = ["cli/src/main.rs", "cli/src/machine/real.rs"];
const WALL: &str = "clippy::disallowed_";

/// Outside the windows nobody lifts the wall, in the open or by turning clippy off; inside, with a reason.
fn doors<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| is_behind_the_wall(file)) {
        findings.judged += 1;
        let lifts = file.text.contains(WALL)
            || file.text.contains("(clippy::all")
            || file.text.contains("(clippy::style");
        if lifts && !WINDOWS.contains(&file.path.as_str()) {
            findings.faults.push(format!(
                "{}: lifts the wall, which only {} may",
                file.path,
                WINDOWS.join(", ")
            ));
        } else if lifts && !file.text.contains("reason = \"") {
            findings.faults.push(format!("{}: lifts the wall without a reason", file.path));
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
        File::made_up("tests/lib.rs", lift),
    ];
    doors(made_up.iter())
        .refuse(&["engine/src/read.rs: lifts the wall, which", "cli/src/main.rs: lifts the wall without"]);
    hiding([File::made_up("engine/clippy.toml", ""), File::made_up("tests/clippy.toml", "")].iter())
        .refuse(&["engine/clippy.toml: hides"]);
}
