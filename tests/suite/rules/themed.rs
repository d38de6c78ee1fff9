//! Rules of a place's own theme, each broken alone in the reference course with the theme of its house; and how a
//! theme is chosen on the command line.

use std::collections::BTreeSet;

use bona::Exit;
use bona_tests::Workbench;

use super::{broken_in, shown};

const THEME: &str = "house/themes/hospital_blue.ron";
const COURSE: &str = "course.ron";

/// Rule, file, what is written, what is written instead.
const EDITS: &[(&str, &str, &str, &str)] = &[
    ("unknown-theme", COURSE, "theme: \"hospital_blue\"", "theme: \"hospital_bleu\""),
    ("id-not-file-name", THEME, "id: \"hospital_blue\"", "id: \"trust_blue\""),
    ("colour-form", THEME, "\"#0b4a8f\"", "\"navy\""),
    ("colour-form", THEME, "\"#0b4a8f\"", "\"0B4A8F\""),
    ("theme-contrast", THEME, "line: \"#6b7684\"", "line: \"#b5bec9\""),
    ("theme-contrast", THEME, "muted: \"#b4bfcb\"", "muted: \"#6d7884\""),
    ("theme-apart", THEME, "think: \"#754300\"", "think: \"#8f2a12\""),
    ("theme-paper", THEME, "page: \"#f2f4f7\"", "page: \"#e8ebef\""),
    ("theme-paper", THEME, "page: \"#11161c\"", "page: \"#242a31\""),
    ("face-name", THEME, "\"Georgia\"", "\"https://fonts.example/georgia.woff2\""),
    ("face-name", THEME, "\"Verdana\", \"sans-serif\"", "\"Verdana\""),
    ("missing-media", THEME, "riverside.png", "riversid.png"),
    ("missing-field", THEME, ", alt: \"Riverside Hospitals\"", ""),
    ("alt-is-file-name", THEME, "Riverside Hospitals", "riverside.png"),
];

/// The reference course with the theme of its house.
fn themed() -> Workbench {
    shown::reference().file("reference/course.ron", text_of(COURSE))
}

fn text_of(file: &str) -> String {
    let text = shown::text_of(file);
    if file == COURSE { text.replace("theme: \"house\"", "theme: \"hospital_blue\"") } else { text }
}

/// Each rule with the course that breaks it, and what was done to it.
pub(super) fn cases() -> Vec<(&'static str, String, Workbench)> {
    EDITS
        .iter()
        .map(|(rule, file, from, to)| {
            let text = text_of(file);
            assert!(text.contains(from), "`{from}` stands in {file}");
            // The colours of both modes may be the same word; the first is light.
            let bench = themed().file(&format!("reference/{file}"), text.replacen(from, to, 1));
            (*rule, format!("{file}: `{from}` is now `{to}`"), bench)
        })
        .collect()
}

#[test]
fn each_edit_of_a_theme_breaks_its_rule_and_no_other() {
    let (rules, exit, out) = broken_in(&themed(), "reference");
    assert_eq!((rules.len(), exit), (0, Exit::Done), "{out}");
    let mut wrong = Vec::new();
    for (rule, what, bench) in cases() {
        let (rules, _, out) = broken_in(&bench, "reference");
        if rules != BTreeSet::from([rule.to_owned()]) {
            wrong.push(format!("{rule}: {what}\n{out}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} edits\n{}", wrong.len(), EDITS.len(), wrong.join("\n"));
}

/// The theme of the command line takes the place of the course's, and one that nobody could read is refused.
#[test]
fn a_theme_is_chosen_on_the_command_line_and_a_pale_one_refused() {
    let bench = shown::reference();
    for command in [&["check", "reference", "--as-of", "2026-11-22"][..], &["package", "reference"]] {
        let with = |theme: &'static str| bench.run(&[command, &["--theme", theme]].concat());
        assert_eq!(with("hospital_blue").exit, Exit::Done, "{}", with("hospital_blue").err);
        let pale = with("too_pale");
        assert_eq!(pale.exit, Exit::AtFault, "{}", pale.err);
        let told = format!("{}{}", pale.out, pale.err);
        for (token, ground, nearest) in
            [("accent", "page", "#"), ("muted", "surface", "#"), ("line", "page", "#")]
        {
            assert!(told.contains(&format!("`{token}` on `{ground}` has a contrast of ")), "{told}");
            assert!(told.contains(&format!("write `{token}: \"{nearest}")), "{told}");
        }
        let unknown = with("hospital_bleu");
        assert_eq!(unknown.exit, Exit::World, "{}", unknown.err);
        assert!(unknown.err.contains("did you mean `hospital_blue`?"), "{}", unknown.err);
    }
}

/// What a refusal names will do: pasted in, colour by colour, the pale theme is taken.
#[test]
fn a_pale_theme_is_mended_by_what_is_told_of_it() {
    let file = "house/themes/too_pale.ron";
    let mut text = shown::text_of(file);
    let mut rounds = 0;
    loop {
        let bench = shown::reference().file(&format!("reference/{file}"), &text);
        let args = ["check", "reference", "--as-of", "2026-11-22", "--theme", "too_pale", "--output", "json"];
        let ran = bench.run(&args);
        let told: serde_json::Value = serde_json::from_str(&ran.out).expect("a list of faults");
        let Some(fault) = told["diagnostics"].as_array().and_then(|all| all.first()) else { break };
        let help = fault["help"].as_str().expect("each says what to write");
        let written = help.split('`').nth(1).expect("it can be pasted");
        let field = written.split(':').next().expect("it names the field");
        let line =
            text.lines().find(|line| line.trim().starts_with(&format!("{field}:"))).expect("it is there");
        text = text.replacen(line, &format!("        {written},"), 1);
        rounds += 1;
        assert!(rounds <= 12, "{help}");
    }
    assert!(rounds >= 4, "{rounds}");
}
