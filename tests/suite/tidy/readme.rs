//! The README stays one page, its two commands stay two, and no document points at what is not there.

use std::fs;
use std::path::Path;

use super::Findings;
use super::tree::{File, files, root};

const LINES: usize = 100;
/// In this order, as a stranger types them on a clean checkout; `tests/run` runs the first.
const COMMANDS: [&str; 2] = ["cargo run --release -- package courses/first_contact", "tests/run"];

fn readme(file: &File) -> Findings {
    let mut findings = Findings::default();
    let lines = file.text.lines().count();
    if lines > LINES {
        findings.faults.push(format!("{}: {lines} lines, at most {LINES}", file.path));
    }
    let fences = file.text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands: Vec<&str> = fences.flat_map(str::lines).collect();
    findings.judged += commands.len();
    if commands != COMMANDS {
        findings.faults.push(format!("{}: its commands are {commands:?}, not {COMMANDS:?}", file.path));
    }
    findings
}

/// Links of documents to files of the repository.
fn links<'a>(files: impl Iterator<Item = &'a File>, exists: impl Fn(&Path) -> bool) -> Findings {
    let mut findings = Findings::default();
    let documents = files.filter(|file| file.ending() == "md" && !file.path.starts_with("courses/"));
    for file in documents {
        let folder = Path::new(&file.path).parent().unwrap_or(Path::new(""));
        for link in file.text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            if link.is_empty() || link.contains(':') {
                continue;
            }
            findings.judged += 1;
            if !exists(&folder.join(link)) {
                findings.faults.push(format!("{}: `{link}` is not there", file.path));
            }
        }
    }
    findings
}

#[test]
fn the_readme_is_one_page_with_two_commands() {
    let files = files();
    let found = files.iter().find(|file| file.path == "README.md").expect("README.md is there");
    readme(found).hold("README", 2);
    let commands = format!("```sh\n{}\n```\n```sh\n{}\n```\n", COMMANDS[0], COMMANDS[1]);
    readme(&File::made_up("right.md", &commands)).hold("two commands", 2);
    readme(&File::made_up("long.md", &format!("{commands}{}", "\n".repeat(95))))
        .refuse(&["long.md: 101 lines"]);
    readme(&File::made_up("other.md", "```sh\nmake\n```\n"))
        .refuse(&["other.md: its commands are [\"make\"]"]);
}

#[test]
fn no_document_points_at_what_is_not_there() {
    links(files().iter(), |path| fs::exists(root().join(path)).is_ok_and(|there| there)).hold("links", 4);
    let made_up =
        [File::made_up("docs/a.md", "[x](https://bona.example) [y](b.md#part) ![z](../c.png) [q](#here)")];
    links(made_up.iter(), |path| path == Path::new("docs/b.md"))
        .refuse(&["docs/a.md: `../c.png` is not there"]);
}
