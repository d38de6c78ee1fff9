//! A second delivery: what an import wrote is replaced by the next one, and what somebody wrote by hand since is not.

use bona::Exit;
use bona_tests::{Ran, Workbench};

use super::{COURSE, CY, FR, NAMES, back, bench, filled, replaced, sent, text_of};

/// A course whose whole French came back once: the file, and the bench on which it was taken in.
fn once(format: &str) -> (String, Workbench) {
    let bench = bench();
    let xliff = filled(&sent(&bench, COURSE, "fr", format), |source| source.replace("name", "nom"));
    let (bench, ran) = back(bench, &xliff, &[]);
    assert!(ran.exit == Exit::Done && ran.out.contains("58 new, 0 changed, "), "{}", ran.whole());
    (xliff, bench)
}

/// The last line of what is said.
fn sum(ran: &Ran) -> &str {
    ran.out.trim_end().lines().next_back().expect("a line")
}

/// Whether words stand in a language's file, with the mark of a delivery.
fn is_marked(language: &str, words: &str) -> bool {
    let own = language.split("Said(").find(|said| said.contains(&format!("say: \"{words}\"")));
    own.unwrap_or_else(|| panic!("nobody says `{words}`: {language}")).contains("delivered: \"")
}

#[test]
fn a_second_delivery_replaces_what_the_first_wrote() {
    for format in ["xliff2", "xliff12"] {
        let (xliff, bench) = once(format);
        let better = xliff.replace("Nobody asked.</target>", "Personne n’a demandé.</target>");
        let better = better.replace("A nom said right</target>", "Un nom bien dit</target>");
        assert_ne!(better, xliff);
        let (bench, ran) = back(bench, &better, &[]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
        let told =
            "written; 0 new, 2 changed (2 of them over words of an earlier delivery), 56 the same, 0 kept, ";
        assert!(sum(&ran).contains(told), "{}", ran.out);
        let fr = text_of(&bench, FR);
        assert!(is_marked(&fr, "Personne n’a demandé."), "{fr}");
        assert!(!fr.contains("A nom said right"), "{fr}");
        // A third one as well, after the file was laid out and checked.
        assert_eq!(bench.run(&["fmt", COURSE]).exit, Exit::Done);
        assert_eq!(bench.run(&["check", "--write", COURSE]).exit, Exit::Done);
        let (bench, ran) = back(bench, &better.replace("n’a demandé", "n’avait demandé"), &[]);
        assert!(
            sum(&ran).contains("1 changed (1 of them over words of an earlier delivery), 57 the same"),
            "{}",
            ran.out
        );
        assert!(is_marked(&text_of(&bench, FR), "Personne n’avait demandé."));
        let again = bench.run(&["translate", "import", COURSE, "back.xlf"]);
        assert!(sum(&again).contains("is as it was; 0 new, 0 changed, 58 the same"), "{}", again.out);
    }
}

#[test]
fn what_somebody_wrote_by_hand_between_two_deliveries_stays() {
    let (xliff, bench) = once("xliff12");
    let fr = text_of(&bench, FR);
    let hand = replaced(&fr, "say: \"Nobody asked.\"", "say: \"Nul n’a demandé.\"");
    let better = xliff.replace("Nobody asked.</target>", "Personne n’a demandé.</target>");
    let better = better.replace("A nom said right</target>", "Un nom bien dit</target>");
    let (bench, ran) = back(bench.file(FR, &hand), &better, &[]);
    assert_eq!(ran.exit, Exit::Done);
    assert!(ran.out.contains("kept as it is here: `mo_arrives.mo_goes/looking_back/"), "{}", ran.out);
    assert!(
        ran.out.contains("it was changed here since it was sent, and in the file as well"),
        "{}",
        ran.out
    );
    assert!(
        sum(&ran).contains("1 changed (1 of them over words of an earlier delivery), 56 the same, 1 kept"),
        "{}",
        ran.out
    );
    let after = text_of(&bench, FR);
    // The mark has lapsed, and goes with the next writing.
    assert!(
        !is_marked(&after, "Nul n’a demandé.")
            && is_marked(&after, "It guesses nothing.")
            && after.contains("say: \"Un nom bien dit\""),
        "{after}"
    );
    // To write the delivered words again by hand is no other text.
    let (_, ran) = back(bench.file(FR, &fr), &better, &[]);
    assert!(sum(&ran).contains("2 changed (2 of them"), "{}", ran.out);
    // What stood here by hand before any delivery stays too, however often the file comes.
    let bench = super::bench();
    let xliff = sent(&bench, COURSE, "cy", "xliff2");
    let own = replaced(&text_of(&bench, CY), "say: \"Dechrau\"", "say: \"Cychwyn\"");
    let theirs = replaced(&xliff, ">Dechrau</target>", ">Dechreuwch</target>");
    let mut bench = bench.file(CY, &own);
    for _ in 0..2 {
        let (next, ran) = back(bench, &theirs, &[]);
        assert!(sum(&ran).contains("0 changed, ") && sum(&ran).contains("1 kept"), "{}", ran.out);
        bench = next;
    }
    assert_eq!(text_of(&bench, CY), own);
    let (bench, ran) = back(bench, &theirs, &["--replace"]);
    assert!(sum(&ran).contains("1 changed, "), "no words of a delivery stood there: {}", ran.out);
    let (bench, ran) = back(bench, &theirs.replace("Dechreuwch", "I ddechrau"), &[]);
    assert!(sum(&ran).contains("1 changed (1 of them over"), "{}", ran.out);
    assert!(is_marked(&text_of(&bench, CY), "I ddechrau"));
}

/// Two people translate one file, each a half of it: neither takes the other's away.
#[test]
fn what_one_file_leaves_as_it_was_sent_does_not_undo_another() {
    for format in ["xliff2", "xliff12"] {
        let bench = bench();
        let xliff = sent(&bench, COURSE, "cy", format);
        let first = replaced(&xliff, ">Dechrau</target>", ">Cychwyn</target>");
        let second = replaced(&xliff, ">Pam gofyn</target>", ">Pam holi</target>");
        let (bench, _) = back(bench, &first, &[]);
        let (bench, ran) = back(bench, &second, &[]);
        assert!(sum(&ran).contains("1 changed, ") && sum(&ran).contains("1 kept"), "{}", ran.out);
        assert!(
            ran.out.contains("it was changed here since it was sent, and not in the file"),
            "{}",
            ran.out
        );
        let cy = text_of(&bench, CY);
        assert!(cy.contains("say: \"Cychwyn\"") && cy.contains("say: \"Pam holi\""), "{cy}");
    }
}

/// Words of an older text that were delivered are corrected by the same unit, and stay marked as older.
#[test]
fn a_correction_of_older_words_is_taken_in_as_such() {
    let bench = bench();
    let xliff =
        filled(&sent(&bench, COURSE, "fr", "xliff2"), |source| source.replace("Nobody asked.", "Nul."));
    let names = replaced(&text_of(&bench, NAMES), "Nobody asked.", "Nobody had asked.");
    let (bench, ran) = back(bench.file(NAMES, names), &xliff, &[]);
    assert!(sum(&ran).contains("58 new, 0 changed (1 of them of older words)"), "{}", ran.out);
    let (bench, ran) = back(bench, &replaced(&xliff, ">Nul.</target>", ">Personne.</target>"), &[]);
    let told = "1 changed (1 of them of older words, 1 of them over words of an earlier delivery)";
    assert!(sum(&ran).contains(told), "{}", ran.out);
    let fr = text_of(&bench, FR);
    let said = fr.split("Said(").find(|said| said.contains("Personne.")).expect("it is there");
    assert!(said.contains("was: \"mo_arrives.mo_goes/") && said.contains("delivered: \""), "{said}");
    // Somebody has looked, and the old delivery comes once more: it is of words that are no more.
    let accepted = bench.run(&["check", COURSE, "--accept", "fr"]);
    assert_eq!(accepted.exit, Exit::Done, "{}", accepted.whole());
    let before = text_of(&bench, FR);
    let (bench, ran) = back(bench, &xliff, &[]);
    assert!(
        ran.out.contains("the course has other words here now, and they are translated already"),
        "{}",
        ran.out
    );
    assert_eq!(text_of(&bench, FR), before);
}
