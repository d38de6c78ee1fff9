//! Who may know whom: inside the engine by floor, in the packager by room.

use super::Findings;
use super::code::{Tongue, code, is_word, line_of};
use super::tree::{File, files};

/// The engine's floors, from the top. A file sees all lower floors and its own folder, and no neighbour.
/// docs/architecture.md draws them; a name stands here before its file does, so that its place is known.
const FLOORS: [&[&str]; 11] = [
    &["lib"],
    &["check", "reference"],
    &["evaluate", "certificate", "credential", "duty"],
    &["evidence"],
    &["answer_code", "intake", "vary", "write", "language", "diff", "lock", "outline", "report"],
    &["slots"],
    &["read", "score"],
    &["raw", "attempt", "canon"],
    &["course", "diagnostic", "log"],
    &["rule", "draw", "limits", "wording"],
    &["colour", "id", "measure", "source", "text", "time"],
];

/// Words that code of a room may not say, and why.
const ROOMS: [(&str, &[&str], &str); 4] = [
    ("engine/src/course", &["serde"], "what an author may write is raw's"),
    ("engine/src/course", &["scorm", "xapi", "cmi5", "aicc", "html"], "the course knows no standard"),
    (
        "engine/src/score",
        &["ron", "serde", "scorm", "xapi", "cmi5", "aicc", "html"],
        "a mark knows no standard",
    ),
    ("engine/src/log", &["course", "module", "learner", "score"], "the log knows nothing of training"),
];

fn floors<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| file.ending() == "rs") {
        let Some(inside) = file.path.strip_prefix("engine/src/") else { continue };
        let parts: Vec<&str> = inside.trim_end_matches(".rs").split('/').collect();
        let Some(from) = floor(parts[0]) else {
            findings.faults.push(format!("{}: stands on no floor; see FLOORS", file.path));
            continue;
        };
        let code = code(&file.text, Tongue::Rust);
        for (at, to) in named(&code, parts.len()) {
            findings.judged += 1;
            let known = floor(&to);
            // What is on no floor is an item of lib.rs, which nobody may reach up for.
            if to != parts[0] && known.is_none_or(|known| known <= from) {
                findings.faults.push(format!(
                    "{}:{}: `{}` may not know `{to}`",
                    file.path,
                    line_of(&code, at),
                    parts[0]
                ));
            }
        }
    }
    findings
}

/// From the top, which is 0.
fn floor(name: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&name))
}

/// The parts of the crate that a file names, by `crate::part`, `crate::{part, …}` or enough `super::`.
fn named(code: &[char], depth: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < code.len() {
        let start = at == 0 || !(is_word(code[at - 1]) || code[at - 1] == ':');
        let climbed = if start { climb(code, at, depth) } else { None };
        let Some(next) = climbed else {
            at += 1;
            continue;
        };
        let group = code.get(next) == Some(&'{');
        let starts = if group { group_starts(code, next) } else { vec![next] };
        for place in starts {
            let name: String = code[place..].iter().take_while(|&&found| is_word(found)).collect();
            found.push((place, name));
        }
        at = next;
    }
    found
}

/// The place behind a path's `crate::`, or behind as many `super::` as lead out to the crate.
fn climb(code: &[char], at: usize, depth: usize) -> Option<usize> {
    let word = |at: usize, word: &str| {
        code[at..].iter().take(word.len()).copied().eq(word.chars()).then_some(at + word.len())
    };
    if let Some(next) = word(at, "crate::") {
        return Some(next);
    }
    let mut next = word(at, "super::")?;
    // A module inside a file, such as its tests, is one step further down.
    for _ in 1..depth + open_modules(code, at) {
        next = word(next, "super::")?;
    }
    Some(next)
}

fn open_modules(code: &[char], at: usize) -> usize {
    let text: String = code[..at].iter().collect();
    let depth =
        |text: &str| text.matches('{').count() - text.matches('}').count().min(text.matches('{').count());
    let modules = text.match_indices("mod ").filter(|(start, _)| {
        let rest = &text[*start..];
        let own = rest.find(['{', ';']).filter(|&end| rest[end..].starts_with('{'));
        // Still open: more braces opened than closed since.
        own.is_some_and(|end| depth(&rest[end..]) > 0)
    });
    modules.count()
}

/// The first names of a `{a::b, c}` group.
fn group_starts(code: &[char], open: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut depth = 0;
    let mut wanted = false;
    for (at, &found) in code.iter().enumerate().skip(open) {
        match found {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        if depth == 1 && matches!(found, '{' | ',') {
            wanted = true;
        } else if wanted && is_word(found) {
            starts.push(at);
            wanted = false;
        }
    }
    starts
}

fn rooms<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| file.ending() == "rs") {
        let code: String = code(&file.text, Tongue::Rust).into_iter().collect();
        for (room, words, why) in ROOMS {
            if !file.path.starts_with(room) {
                continue;
            }
            findings.judged += 1;
            for (at, line) in code.lines().enumerate() {
                let mut names = line.split(|found| !is_word(found)).flat_map(|name| name.split('_'));
                if let Some(word) = names.find(|name| words.contains(&name.to_lowercase().as_str())) {
                    findings.faults.push(format!("{}:{}: `{word}`: {why}", file.path, at + 1));
                }
            }
        }
    }
    findings
}

/// One standard's file imports no other's.
fn standards(files: &[File]) -> Findings {
    let mut findings = Findings::default();
    let name = |file: &File| {
        file.path
            .strip_prefix("packager/src/standard/")
            .and_then(|rest| rest.split(['/', '.']).next().map(str::to_owned))
    };
    let mut names: Vec<String> = files.iter().filter_map(name).collect();
    names.dedup();
    names.retain(|name| name != "tests");
    for file in files {
        let Some(own) = name(file) else { continue };
        findings.judged += 1;
        let code: String = code(&file.text, Tongue::Rust).into_iter().collect();
        for other in names.iter().filter(|other| **other != own) {
            if code.contains(&format!("standard::{other}")) || code.contains(&format!("super::{other}")) {
                findings.faults.push(format!("{}: imports `{other}`", file.path));
            }
        }
    }
    findings
}

/// The packager hands the player a table to mark by; it never marks. And nobody outside sees what is unchecked.
fn packager<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| file.ending() == "rs") {
        let code: String = code(&file.text, Tongue::Rust).into_iter().collect();
        if file.path == "engine/src/lib.rs" {
            findings.judged += 1;
            for part in ["pub mod raw", "pub mod read", "pub use raw", "pub use read"] {
                if code.contains(part) {
                    findings
                        .faults
                        .push(format!("{}: `{part}`: only the engine sees what is unchecked", file.path));
                }
            }
        }
        if !file.path.starts_with("packager/src") {
            continue;
        }
        findings.judged += 1;
        for (at, _) in code.match_indices("score::").chain(code.match_indices("attempt::")) {
            let path = code[at..].split([';', '(']).next().unwrap_or_default();
            let mut names = path.split(|found| !is_word(found));
            if let Some(name) =
                names.find(|name| ["mark", "total", "verdict", "passes", "reaches"].contains(name))
            {
                findings.faults.push(format!("{}: `{name}`: the packager computes no mark", file.path));
            }
        }
    }
    findings
}

#[test]
fn each_floor_of_the_engine_sees_only_lower_ones() {
    floors(files().iter()).hold("floors", 60);
    let made_up = [
        File::made_up("engine/src/course.rs", "use crate::id::A;\nuse crate::score::B;\n"),
        File::made_up("engine/src/score.rs", "use crate::{course::A, read::{B, id}, id};\n"),
        File::made_up("engine/src/read/scan.rs", "use super::super::check::A;\nuse super::check::B;\n"),
        File::made_up(
            "engine/src/raw.rs",
            "// crate::check\nmod tests { use super::A; use super::super::check; }\n",
        ),
        File::made_up("engine/src/id.rs", "use super::Anything;\n"),
        File::made_up("engine/src/attic.rs", ""),
    ];
    floors(made_up.iter()).refuse(&[
        "course.rs:2: `course` may not know `score`",
        "score.rs:1: `score` may not know `read`",
        "scan.rs:1: `read` may not know `check`",
        "raw.rs:2: `raw` may not know `check`",
        "id.rs:1: `id` may not know `Anything`",
        "attic.rs: stands on no floor",
    ]);
}

#[test]
fn each_room_keeps_to_its_own_words() {
    rooms(files().iter()).hold("rooms", 10);
    let made_up = [
        File::made_up("engine/src/score/explain.rs", "// html\nfn html_of() {}\n"),
        File::made_up("engine/src/course.rs", "use serde::Serialize;\n"),
        File::made_up("cli/src/show.rs", "fn html() {}\n"),
    ];
    rooms(made_up.iter()).refuse(&["explain.rs:2: `html`", "course.rs:1: `serde`"]);
}

#[test]
fn the_packager_marks_nothing_and_sees_nothing_unchecked() {
    packager(files().iter()).hold("packager", 10);
    let made_up = [
        File::made_up("engine/src/lib.rs", "pub mod raw;\nmod read;\n"),
        File::made_up("packager/src/data.rs", "use bona_engine::score::{table, mark};\n"),
        File::made_up("packager/src/view.rs", "let table = bona_engine::score::table(mark);\n"),
    ];
    packager(made_up.iter()).refuse(&["lib.rs: `pub mod raw`", "data.rs: `mark`"]);
}

#[test]
fn no_standard_knows_another() {
    standards(&files()).hold("standards", 2);
    let made_up = [
        File::made_up("packager/src/standard/html.rs", "use super::scorm12::x;\n"),
        File::made_up("packager/src/standard/scorm12.rs", "use super::Standard;\n"),
    ];
    standards(&made_up).refuse(&["html.rs: imports `scorm12`"]);
}
