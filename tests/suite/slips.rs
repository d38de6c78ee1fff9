//! Slips of somebody who writes a first course: the advice, followed to the letter, mends them, and `--fix` makes nothing
//! worse.

use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;

const MODULE: &str = "minimal/modules/welcome.ron";

fn minimal() -> Workbench {
    Workbench::new().folder("minimal", "fixtures/minimal")
}

fn text_of(bench: &Workbench, file: &str) -> String {
    String::from_utf8_lossy(&bench.files()[Path::new(file)]).into_owned()
}

#[test]
fn quotes_of_a_word_processor_are_made_straight_in_the_file() {
    let right = text_of(&minimal(), MODULE);
    for written in ["“Welcome”", "'Welcome'", "«Welcome»", "“Welcome\"", "\"Welcome”"] {
        let bench = minimal().file(MODULE, right.replacen("\"Welcome\"", written, 1));
        let ran = bench.run(&["check", "minimal", "--output", "short"]);
        assert_eq!((ran.exit, ran.out.lines().count()), (Exit::AtFault, 1), "{written}: {}", ran.out);
        let ran = bench.run(&["check", "minimal", "--fix"]);
        assert_eq!(ran.exit, Exit::Done, "{written}: {}{}", ran.out, ran.err);
        assert_eq!(text_of(&bench, MODULE), right, "{written}");
    }
}

#[test]
fn what_could_mean_two_things_is_left_as_it_was() {
    let right = text_of(&minimal(), MODULE);
    for written in ["\"She said \"welcome\" to all\"", "Welcome all", "“Say “welcome” to all”"] {
        let slip = right.replacen("\"Welcome\"", written, 1);
        let bench = minimal().file(MODULE, &slip);
        let ran = bench.run(&["check", "minimal", "--fix"]);
        assert_eq!(ran.exit, Exit::AtFault, "{written}: {}", ran.out);
        assert_eq!(text_of(&bench, MODULE), slip, "{written}");
    }
}

#[test]
fn names_that_windows_keeps_are_refused() {
    for name in ["con", "aux", "lpt1"] {
        let bench = Workbench::new();
        let ran = bench.run(&["new", name]);
        assert!(ran.exit == Exit::World && ran.err.contains("Windows keeps the name"), "{}", ran.err);
        assert!(bench.files().is_empty(), "nothing was made");
    }
}
