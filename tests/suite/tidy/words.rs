//! Words that nobody should read in this repository. Each is written in halves here, so as not to find itself.

use super::Findings;
use super::tree::{File, files};

/// A part of a line, where it is forbidden, and why.
struct Word {
    part: &'static str,
    /// Stands alone: no letter, digit or `_` on either side.
    alone: bool,
    within: fn(&File) -> bool,
    why: &'static str,
}

const fn word(part: &'static str, within: fn(&File) -> bool, why: &'static str) -> Word {
    Word { part, alone: false, within, why }
}

const fn alone(part: &'static str, within: fn(&File) -> bool, why: &'static str) -> Word {
    Word { part, alone: true, within, why }
}

const MACHINE: &str = "the path of one machine";
const HOST: &str = "a package comes by its name, from whichever registry is set up";
const UNDONE: &str = "do it, or leave it out";
const SKIPPED: &str = "a test that does not run proves nothing";
const PROCESS: &str = "says who wrote it, which is nobody's business here";

const WORDS: [Word; 31] = [
    word(concat!("/wo", "rk/"), everywhere, MACHINE),
    word(concat!("/tm", "p/"), everywhere, MACHINE),
    word(concat!("/ro", "ot/"), everywhere, MACHINE),
    word(concat!("/ho", "me/"), everywhere, MACHINE),
    word(concat!("static.", "crates.io"), everywhere, HOST),
    word(concat!("index.", "crates.io"), everywhere, HOST),
    word(concat!("pypi", ".org"), everywhere, HOST),
    word(concat!("python", "hosted.org"), everywhere, HOST),
    word(concat!("registry.", "npmjs.org"), everywhere, HOST),
    word(concat!("deb.", "debian.org"), everywhere, HOST),
    alone(concat!("TO", "DO"), everywhere, UNDONE),
    alone(concat!("FIX", "ME"), everywhere, UNDONE),
    alone(concat!("XX", "X"), everywhere, UNDONE),
    word(concat!("to", "do!("), rust, UNDONE),
    word(concat!("unimple", "mented!("), rust, UNDONE),
    word(concat!("db", "g!("), rust, UNDONE),
    word(concat!("#[ig", "nore"), rust, SKIPPED),
    word(concat!("#[should", "_panic"), rust, "say what it returns instead"),
    word(concat!("test", ".skip"), script, SKIPPED),
    word(concat!("it", ".skip("), script, SKIPPED),
    word(concat!("describe", ".skip"), script, SKIPPED),
    word(concat!("test", ".only"), script, SKIPPED),
    word(concat!("it", ".only("), script, SKIPPED),
    word(concat!("{ sk", "ip: "), script, SKIPPED),
    word(concat!("sle", "ep("), tests, "wait for what should happen, not for a while"),
    word(concat!("waitFor", "Timeout("), tests, "wait for what should happen, not for a while"),
    word(concat!("@ts-", "ignore"), script, "say what the type is"),
    alone(concat!("sub", "agent"), everywhere, PROCESS),
    alone(concat!("stu", "dio"), everywhere, PROCESS),
    alone(concat!("hel", "per"), ours, PROCESS),
    word(concat!("Co-authored", "-by"), everywhere, PROCESS),
];

fn everywhere(_: &File) -> bool {
    true
}

/// What was written here: a lock file has the names of other people's packages.
fn ours(file: &File) -> bool {
    !file.path.ends_with("package-lock.json")
}

fn rust(file: &File) -> bool {
    file.ending() == "rs"
}

fn script(file: &File) -> bool {
    ["ts", "mjs", "js"].contains(&file.ending())
}

/// The tests' own folder, and test files beside the code.
fn tests(file: &File) -> bool {
    let code = ["rs", "ts", "mjs", "py", "sh"].contains(&file.ending());
    code && (file.path.starts_with("tests/") || file.path.contains("/test"))
}

fn forbidden<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files {
        findings.judged += 1;
        let words: Vec<&Word> = WORDS.iter().filter(|word| (word.within)(file)).collect();
        for (at, line) in file.text.lines().enumerate() {
            for word in words.iter().filter(|word| says(line, word)) {
                findings.faults.push(format!("{}:{}: `{}`: {}", file.path, at + 1, word.part, word.why));
            }
            if cites_an_issue(line) {
                findings.faults.push(format!("{}:{}: the number of an issue: {PROCESS}", file.path, at + 1));
            }
        }
    }
    findings
}

fn says(line: &str, word: &Word) -> bool {
    let part_of_a_word = |found: char| found.is_alphanumeric() || found == '_';
    line.match_indices(word.part).any(|(at, part)| {
        let before = line[..at].ends_with(part_of_a_word);
        let after = line[at + part.len()..].starts_with(part_of_a_word);
        !word.alone || !(before || after)
    })
}

/// The number of an issue, with or without a hash: whoever reads the code cannot look it up.
fn cites_an_issue(line: &str) -> bool {
    let line = line.to_lowercase();
    line.match_indices("issue ").any(|(at, found)| {
        let rest = line[at + found.len()..].trim_start_matches('#');
        rest.starts_with(|next: char| next.is_ascii_digit())
    })
}

#[test]
fn nobody_reads_a_forbidden_word() {
    forbidden(files().iter()).hold("words", 100);
}

#[test]
fn each_forbidden_word_is_refused() {
    for word in &WORDS {
        let paths = ["tests/a.rs", "tests/a.mjs", "docs/a.md"];
        let text = format!("a\nb {} c\n", word.part);
        let refused = paths.iter().filter(|path| {
            let found = forbidden([File::made_up(path, &text)].iter());
            found.faults.iter().any(|fault| fault.contains(&format!(":2: `{}`: ", word.part)))
        });
        assert!(refused.count() > 0, "{}", word.part);
    }
    let whole_word = format!("{}s {}_x", concat!("stu", "dio"), concat!("TO", "DO"));
    forbidden([File::made_up("a.md", &whole_word)].iter()).hold("parts of words", 1);
    let cited = format!("see is{} 12 and\nan issue of 12 pages\n", "sue");
    forbidden([File::made_up("a.md", &cited)].iter()).refuse(&["a.md:1: the number of an issue"]);
}
