//! What an author is told when a rule is broken: one snapshot for each family, all its rules in order.
//!
//! Each message is that of the edit which breaks the rule alone, as a plain console of 80 columns shows it.

use std::fmt::Write as _;

use bona_engine::rule::Rule;
use bona_tests::Workbench;

use super::{
    EDITS, beside_a_lock, easy, flags, impact, languages, places, reviews, shown, sound, text_of, themed,
    whole_files,
};

/// A course that breaks one rule.
struct Case {
    rule: &'static str,
    /// The course's folder.
    course: &'static str,
    /// What was done to it.
    what: String,
    bench: Workbench,
}

/// Every case of every rule, those of one edit first.
fn cases() -> Vec<Case> {
    let edit = |course: &'static str, file: &str, from: &str, to: &str| {
        let (bench, text) = match course {
            "sound" => (sound(), text_of(file)),
            "routes" => (flags::routes(), flags::text_of(file)),
            "three_languages" => (languages::bench(), languages::text_of(file)),
            "places" => (places::bench(), places::text_of(file)),
            "reviewed" => (reviews::bench(), reviews::text_of(file)),
            "easy" => (easy::bench(), easy::text_of(file)),
            _ => (shown::reference(), shown::text_of(file)),
        };
        let what = match to {
            "" => format!("{file} without `{}`", from.trim()),
            to if from.len() + to.len() > 160 => format!("{file} with another text"),
            to => format!("{file}: `{from}` is now `{to}`"),
        };
        (what, bench.file(&format!("{course}/{file}"), text.replace(from, to)))
    };
    let mut cases = Vec::new();
    let edits = EDITS.iter().map(|edit| ("sound", edit));
    let edits = edits.chain(shown::EDITS.iter().map(|edit| ("reference", edit)));
    let edits = edits.chain(flags::EDITS.iter().map(|edit| ("routes", edit)));
    let edits = edits.chain(languages::EDITS.iter().map(|edit| ("three_languages", edit)));
    let edits = edits.chain(places::EDITS.iter().map(|edit| ("places", edit)));
    let edits = edits.chain(reviews::EDITS.iter().map(|edit| ("reviewed", edit)));
    let edits = edits.chain(impact::EDITS.iter().map(|edit| ("reviewed", edit)));
    let edits = edits.chain(easy::EDITS.iter().map(|edit| ("easy", edit)));
    for (course, (rule, file, from, to)) in edits {
        let (what, bench) = edit(course, file, from, to);
        cases.push(Case { rule, course, what, bench });
    }
    let whole = whole_files().into_iter().chain(beside_a_lock()).map(|case| ("sound", case));
    let whole = whole.chain(shown::whole().into_iter().map(|case| ("reference", case)));
    let whole = whole.chain(places::several().into_iter().map(|case| ("places", case)));
    let whole = whole.chain(reviews::several().into_iter().map(|case| ("reviewed", case)));
    let whole = whole.chain(easy::several().into_iter().map(|case| ("easy", case)));
    for (course, (rule, bench)) in whole {
        cases.push(Case { rule, course, what: "several edits, or a whole file".to_owned(), bench });
    }
    let themed = themed::cases().into_iter();
    cases.extend(themed.map(|(rule, what, bench)| Case { rule, course: "reference", what, bench }));
    cases
}

#[test]
fn every_rule_has_its_message() {
    let cases = cases();
    let mut families: Vec<&str> = Rule::ALL.iter().map(|rule| rule.entry().family).collect();
    families.sort_unstable();
    families.dedup();
    let mut told = 0;
    for family in families {
        let mut text = String::new();
        for rule in Rule::ALL.iter().filter(|rule| rule.entry().family == family) {
            let code = rule.entry().code;
            writeln!(text, "=== {code}\n").expect("a text takes it");
            let before = text.len();
            for case in cases.iter().filter(|case| case.rule == code) {
                case.bench.machine().wide(80);
                let ran = case.bench.run(&["check", case.course, "--as-of", "2026-11-22"]);
                let mark = format!("[{code}]: ");
                assert!(ran.out.contains(&mark), "{code} is not named:\n{}", ran.out);
                let message: Vec<&str> = ran.out.lines().take_while(|line| !ends(line)).collect();
                for fault in message.join("\n").split("\n\n") {
                    let remedy = fault.contains("= help: ") || fault.contains("^ write `");
                    assert!(remedy || fault.trim().is_empty(), "no remedy:\n{fault}");
                }
                writeln!(text, "--- {}\n{}\n", case.what.replace('\n', " "), message.join("\n").trim_end())
                    .expect("a text takes it");
            }
            assert!(text.len() > before, "`{code}` has no message: no case breaks it");
            told += 1;
        }
        insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("messages_{family}"), text);
        });
    }
    assert_eq!(told, Rule::ALL.len());
}

/// Whether a line belongs to the end of a run and not to a message.
fn ends(line: &str) -> bool {
    line.contains("`bona explain ") && line.contains("says why a rule is there")
        || line.ends_with(": ready to package")
}
