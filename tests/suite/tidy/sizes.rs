//! A file fits in the head (500 lines), a function on a screen (70 lines).

use super::Findings;
use super::code::{Tongue, closing, code, is_word, line_of};
use super::tree::{File, files};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
/// The second verifier, and what it stands on: whoever checks a log by them reads them first.
const VERIFIER: [&str; 2] = ["tests/oracles/verify.py", "tests/oracles/c2sp.py"];
const VERIFIER_LINES: usize = 200;
/// What a person writes; a lock file or a built file may be as long as it likes.
const WRITTEN: [&str; 10] = ["rs", "ts", "css", "hbs", "mjs", "js", "sh", "py", "html", ""];
/// Words before `(…) {` that open a block and no function.
const NO_FUNCTION: [&str; 6] = ["if", "for", "while", "switch", "catch", "with"];

fn file_sizes<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| is_written(file)) {
        findings.judged += 1;
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            findings.faults.push(format!("{}: {lines} lines, at most {FILE_LINES}", file.path));
        }
    }
    findings
}

fn function_sizes<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| is_written(file)) {
        let Some(tongue) = Tongue::of(file.ending()) else { continue };
        let code = code(&file.text, tongue);
        let bodies = match tongue {
            Tongue::Rust => rust_functions(&code),
            Tongue::Script => script_functions(&code),
        };
        for (start, open) in bodies {
            findings.judged += 1;
            let first = line_of(&code, start);
            let lines = line_of(&code, closing(&code, open)) - first + 1;
            if lines > FUNCTION_LINES {
                let place = format!("{}:{first}", file.path);
                findings
                    .faults
                    .push(format!("{place}: a function of {lines} lines, at most {FUNCTION_LINES}"));
            }
        }
    }
    findings
}

fn verifier_size<'a>(files: impl Iterator<Item = &'a File>) -> Findings {
    let mut findings = Findings::default();
    for file in files.filter(|file| VERIFIER.contains(&file.path.as_str())) {
        findings.judged += 1;
        let lines = file.text.lines().count();
        if lines > VERIFIER_LINES {
            findings.faults.push(format!("{}: {lines} lines, at most {VERIFIER_LINES}", file.path));
        }
    }
    findings
}

/// Built files and texts without an ending (licences) are not written here; `run` scripts are.
fn is_written(file: &File) -> bool {
    let script = file.text.starts_with("#!/");
    WRITTEN.contains(&file.ending()) && (script || !file.ending().is_empty()) && !file.path.contains("/dist/")
}

/// Where each `fn name` begins, and where its body opens.
fn rust_functions(code: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for at in 0..code.len() {
        let keyword = code[at..].starts_with(&['f', 'n', ' ']) && (at == 0 || !is_word(code[at - 1]));
        if keyword && code.get(at + 3).is_some_and(|&next| is_word(next)) {
            found.extend(rust_body(code, at).map(|open| (at, open)));
        }
    }
    found
}

/// A `;` before the `{` means that there is no body.
fn rust_body(code: &[char], from: usize) -> Option<usize> {
    let mut at = from;
    while at < code.len() {
        match code[at] {
            '(' | '[' => at = closing(code, at),
            '{' => return Some(at),
            ';' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where each function, method or arrow function with a body begins, and where the body opens.
fn script_functions(code: &[char]) -> Vec<(usize, usize)> {
    let mut parens = Vec::new();
    let mut last_paren = (0, 0);
    let mut found = Vec::new();
    for (at, &here) in code.iter().enumerate() {
        match here {
            '(' => parens.push(at),
            ')' => last_paren = (parens.pop().unwrap_or(at), at),
            '{' => found.extend(script_start(code, last_paren, at).map(|start| (start, at))),
            _ => {}
        }
    }
    found
}

fn script_start(code: &[char], (open, close): (usize, usize), brace: usize) -> Option<usize> {
    let before = code[..brace].iter().rev().skip_while(|found| found.is_whitespace());
    if before.take(2).eq(&['>', '=']) {
        return Some(open.min(brace));
    }
    // Only a result's type may stand between the parameters and the body.
    let between: String = code[close + 1..brace].iter().collect();
    let between = between.trim();
    if close == 0 || !(between.is_empty() || between.starts_with(':')) || between.contains(['{', ';', '=']) {
        return None;
    }
    let name: String = code[..open]
        .iter()
        .rev()
        .skip_while(|found| **found == ' ')
        .take_while(|found| is_word(**found))
        .collect();
    let name: String = name.chars().rev().collect();
    (!NO_FUNCTION.contains(&name.as_str())).then_some(open)
}

#[test]
fn no_file_is_longer_than_500_lines() {
    file_sizes(files().iter()).hold("long files", 40);
    let long = File::made_up("engine/src/long.rs", &"\n".repeat(501));
    let right = File::made_up("engine/src/right.rs", &"\n".repeat(500));
    let lock = File::made_up("Cargo.lock", &"\n".repeat(9000));
    file_sizes([long, right, lock].iter()).refuse(&["long.rs: 501 lines"]);
}

#[test]
fn the_second_verifier_is_soon_read() {
    verifier_size(files().iter()).hold("the second verifier", VERIFIER.len());
    let long = File::made_up("tests/oracles/verify.py", &"\n".repeat(201));
    let right = File::made_up("tests/oracles/c2sp.py", &"\n".repeat(200));
    verifier_size([long, right].iter()).refuse(&["verify.py: 201 lines"]);
}

#[test]
fn no_function_is_longer_than_70_lines() {
    function_sizes(files().iter()).hold("long functions", 100);
    let rust = |lines: usize| {
        format!("//! x\nfn f<T>(a: [u8; 2]) -> T\nwhere T: Ord {{{}}}\nfn g();\n", "\n".repeat(lines - 2))
    };
    let script = |lines: usize| {
        let body = "\n".repeat(lines - 1);
        format!(
            "if (a) {{{body}}}\nclass A {{ m(a: B): C {{{body}}} }}\nconst f = (a) => {{{body}}};\nf(() => {{{body}}});\n"
        )
    };
    let made_up = [
        File::made_up("a.rs", &rust(70)),
        File::made_up("b.rs", &rust(71)),
        File::made_up("a.ts", &script(70)),
        File::made_up("b.ts", &script(71)),
    ];
    function_sizes(made_up.iter()).refuse(&["b.rs:2: ", "b.ts:72: ", "b.ts:143: ", "b.ts:214: "]);
}
