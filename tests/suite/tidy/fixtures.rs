//! No fixture and no snapshot outlives the test that reads it.

use super::Findings;
use super::tree::{File, files};

/// Whether some test names a fixture: by its file name, or by the folder that it walks.
fn fixtures(files: &[File]) -> Findings {
    let mut findings = Findings::default();
    let sources: Vec<&File> = files.iter().filter(|file| is_source(file)).collect();
    for file in files {
        let Some(inside) = file.path.strip_prefix("tests/fixtures/") else { continue };
        findings.judged += 1;
        let parts: Vec<&str> = inside.split('/').collect();
        let name = parts[parts.len() - 1];
        let folders = (1..parts.len()).map(|length| format!("fixtures/{}", parts[..length].join("/")));
        let walked: Vec<String> = folders
            .flat_map(|folder| {
                [format!("{folder}\""), format!("{folder}/\""), format!("{folder}/*"), format!("{folder}/{{")]
            })
            .collect();
        let used = sources.iter().any(|source| {
            (name != "course.ron" && source.text.contains(name))
                || walked.iter().any(|folder| source.text.contains(folder))
        });
        if !used {
            findings.faults.push(format!("{}: no test reads it", file.path));
        }
    }
    findings
}

/// Whether some test makes a snapshot: its name stands in the suite, or is made there of a fixed part and a
/// name (`format!("broken_{name}")`) that is a fixture's or stands in the suite itself.
fn snapshots(files: &[File]) -> Findings {
    let mut findings = Findings::default();
    let suite: String = files.iter().filter(|file| is_source(file)).map(|file| file.text.as_str()).collect();
    let quoted = |name: &str| suite.contains(&format!("\"{name}\""));
    let fixture =
        |name: &str| files.iter().any(|file| file.path.contains(&format!("fixtures/broken/{name}/")));
    for file in files.iter().filter(|file| file.ending() == "snap") {
        findings.judged += 1;
        let name = file.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".snap");
        let mut parts = name.match_indices('_').map(|(at, _)| (&name[..at], &name[at + 1..]));
        let made = |(fixed, rest): (&str, &str)| {
            suite.contains(&format!("\"{fixed}_{{")) && (quoted(rest) || fixture(rest))
        };
        if !quoted(name) && !parts.any(made) {
            findings.faults.push(format!("{}: no test makes it", file.path));
        }
    }
    findings
}

fn is_source(file: &File) -> bool {
    let code = ["rs", "ts", "mjs", "py", "sh", ""].contains(&file.ending());
    code && !file.path.starts_with("tests/fixtures/") && !file.path.starts_with("docs/")
}

#[test]
fn every_fixture_is_read_by_a_test() {
    fixtures(&files()).hold("fixtures", 10);
    let made_up = [
        File::made_up("tests/suite/a.rs", "glob(\"../fixtures/walked/*\"); read(\"fixtures/named/one.ron\")"),
        File::made_up("tests/fixtures/walked/deep/any.ron", ""),
        File::made_up("tests/fixtures/named/one.ron", ""),
        File::made_up("tests/fixtures/named/two.ron", ""),
    ];
    fixtures(&made_up).refuse(&["named/two.ron: no test"]);
}

#[test]
fn every_snapshot_is_made_by_a_test() {
    snapshots(&files()).hold("snapshots", 10);
    let made_up = [
        File::made_up("tests/suite/a.rs", "look(\"help\"); look(&format!(\"broken_{name}\"))"),
        File::made_up("tests/fixtures/broken/long_name/course.ron", ""),
        File::made_up("tests/snapshots/help.snap", ""),
        File::made_up("tests/snapshots/broken_long_name.snap", ""),
        File::made_up("tests/snapshots/broken_old_name.snap", ""),
        File::made_up("tests/snapshots/broker.snap", ""),
    ];
    snapshots(&made_up).refuse(&["broken_old_name.snap: no test", "broker.snap: no test"]);
}
