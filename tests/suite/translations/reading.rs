//! The day on which somebody read a translation, and the words that they read.

use bona::Exit;
use bona_tests::Workbench;

use super::{bench, export, text_of};

const WELSH: &str = "three_languages/languages/cy.ron";

fn told(bench: &Workbench) -> String {
    let ran = bench.run(&["check", "three_languages", "--output", "short"]);
    ran.out.lines().filter(|line| line.contains("translation-unread")).collect::<Vec<_>>().join("\n")
}

/// Other words where a translation says something.
fn reworded(bench: Workbench) -> Workbench {
    let text = text_of(&bench, WELSH);
    let (at, _) =
        text.match_indices("say: \"").find(|(at, _)| !text[at + 6..].starts_with('"')).expect("words");
    bench.file(WELSH, format!("{}Yn wir. {}", &text[..at + 6], &text[at + 6..]))
}

#[test]
fn words_that_changed_since_they_were_read_are_told() {
    let bench = bench();
    let before = text_of(&bench, WELSH);
    let ran = bench.run(&["check", "three_languages", "--write"]);
    assert!(
        ran.out.contains("cy.ron: its day of reading is bound to the words as they stand"),
        "{}",
        ran.out
    );
    let bound = text_of(&bench, WELSH);
    let [read] = bound.lines().filter(|line| !before.contains(line)).collect::<Vec<_>>()[..] else {
        panic!("one line: {bound}")
    };
    assert!(read.starts_with("    reviewed: \"2026-11-20\", read: \""), "{read}");
    assert_eq!(told(&bench), "");
    bench.run(&["check", "three_languages", "--write"]);
    assert_eq!(text_of(&bench, WELSH), bound, "a hash that is there is never replaced");

    let bench = reworded(bench);
    let line = told(&bench);
    assert!(line.contains("the words in `cy` have changed since they were read on 2026-11-20"), "{line}");
    bench.run(&["check", "three_languages", "--write"]);
    assert_eq!(told(&bench), line);
    // An export keeps what was read, and whoever has read it again says so.
    assert_eq!(export(&bench, "cy").matches("    read: \"").count(), 1);
    assert!(told(&bench).contains("have changed since they were read"));
    let text = text_of(&bench, WELSH);
    let at = text.find("    read: \"").expect("it is there") + 11;
    let bench = bench.file(WELSH, format!("{}{}", &text[..at], &text[at + 8..]));
    bench.run(&["check", "three_languages", "--write"]);
    assert_eq!(told(&bench), "");
}

/// Whoever sets a day, and never binds it, has it bound by what changes the words.
#[test]
fn an_export_binds_the_words_that_stood_there() {
    let bench = bench();
    assert!(export(&bench, "cy").contains("    reviewed: \"2026-11-20\",\n    read: \""));
    assert_eq!(told(&bench), "");
    assert!(told(&reworded(bench)).contains("the words in `cy` have changed"));
}

#[test]
fn a_language_that_nobody_has_read_is_given_out_with_a_warning() {
    let package = |bench: &Workbench, more: &[&str]| {
        let ran = bench.run(&[&["package", "three_languages"], more].concat());
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        ran.err
    };
    let welsh = ["--release", "--language", "cy"];
    let warning = "warning: nobody who speaks `cy` has read the words of three_languages";
    let bench = bench();
    bench.run(&["check", "three_languages", "--write"]);
    assert!(!package(&bench, &welsh).contains(warning));
    let bench = reworded(bench);
    bench.run(&["check", "three_languages", "--write"]);
    assert!(package(&bench, &welsh).contains(warning));
    assert!(!package(&bench, &["--release"]).contains(warning), "it is in no Welsh");
    assert!(!package(&bench, &["--language", "cy"]).contains(warning), "a draft says that it is one");
    let unread = text_of(&bench, WELSH).replace("    reviewed: \"2026-11-20\", ", "    ");
    let bench = bench.file(WELSH, unread);
    assert!(package(&bench, &["--release", "--language", "all"]).contains(warning));
}
