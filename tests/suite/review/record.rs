//! A review that is recorded is bound to the text as it stands, and names nobody.

use bona::Exit;
use bona_tests::Workbench;

use super::{edited, text};

const LEDGER: &str = "minimal/reviews.ron";

fn record(bench: &Workbench, words: &[&str]) -> bona_tests::Ran {
    bench.run(&[&["review", "record", "minimal"], words].concat())
}

#[test]
fn a_review_is_bound_to_the_text_as_it_stands() {
    let bench = super::bench();
    let own = ["--of", "all", "--as", "lived-experience", "--paid", "yes", "--changed", "The \"sir\" went."];
    let ran = record(&bench, &own);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.starts_with("welcome: read as LivedExperience on 2026-11-22, text "), "{}", ran.out);
    let shown = bench.run(&["report", "minimal", "--of", "reviews", "--output", "json"]);
    assert!(shown.out.contains("\"state\": \"signed\""), "{}", shown.out);
    // A second one is added behind it, and what stood there stays.
    let first = text(&bench, LEDGER);
    let bench = bench.file(LEDGER, first.replace("),\n]", ") // first\n]"));
    let ran = record(&bench, &["--of", "welcome", "--as", "legal", "--paid", "no", "--changed", "Nothing."]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let both = text(&bench, LEDGER);
    assert!(both.contains("// first") && both.matches("Review(").count() == 2, "{both}");
    assert_eq!(bench.run(&["check", "minimal", "--deny", "warnings"]).exit, Exit::Done);
    let bench = edited(bench, super::MODULE, "It guesses nothing.", "It makes no guess.");
    assert!(bench.run(&["check", "minimal"]).out.contains("review-lapsed"));
}

#[test]
fn what_no_review_can_be_is_refused_and_nothing_is_written() {
    let bench = super::bench();
    let most = ["--as", "clinical", "--paid", "no", "--changed"];
    for (words, why) in [
        (["--of", "welcom", "Nothing.", "2026-11-20"], "did you mean `welcome`?"),
        (["--of", "welcome", "Nothing.", "2026-11-23"], "23 November 2026 is still to come"),
        (["--of", "welcome", "Nothing.", "yesterday"], "`yesterday` is no day"),
        (["--of", "welcome", " ", "2026-11-20"], "`--changed` says nothing"),
        (["--of", "welcome", "Sam Reed asked for less.", "2026-11-20"], "name-beside-capacity"),
    ] {
        let [of, part, changed, on] = words;
        let ran = record(&bench, &[&[of, part], most.as_slice(), &[changed, "--on", on]].concat());
        assert_ne!(ran.exit, Exit::Done);
        assert!(ran.err.contains(why), "{why}: {}", ran.err);
        assert_eq!(text(&bench, LEDGER), "");
    }
}
