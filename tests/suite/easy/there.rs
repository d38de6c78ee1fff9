//! Easy Read at places: a place that changes a page says whether the version still holds there, or words it itself.

use bona_tests::{Ran, Workbench};

use super::{WHOLE, done, easy, index, section, text};

const DAY: &str = "2026-11-22";

/// Where the nation's changes stand.
const NATION: &str = "easy/variants/england.ron";

/// A nation with three practices below it, one of which changes the same page again.
fn places() -> Workbench {
    let mut bench = easy()
        .file("easy/house/places/england.ron", "Place(id: \"england\", name: \"England\", nation: England)");
    for at in 0..3 {
        let place = format!("Place(id: \"prac{at}\", name: \"Practice {at}\", of: \"england\")");
        bench = bench.file(&format!("easy/house/places/prac{at}.ron"), place);
    }
    bench
}

/// The nation's change of the page, with more fields.
fn nation(more: &str) -> String {
    format!(
        "Variant(of: \"easy\", place: \"england\", changes: [\n    End(page: \"mending\"{more}, add: [Text(\"Tell the lead.\")]),\n])\n"
    )
}

/// Everything that check says of Easy Read: file and words.
fn stale(bench: &Workbench) -> Vec<String> {
    let ran = bench.run(&["check", "easy", "--as-of", DAY, "--output", "short"]);
    ran.out.lines().filter(|line| line.contains("easy-read-stale")).map(str::to_owned).collect()
}

fn accept(bench: &Workbench, what: &str) -> Ran {
    done(bench, &["check", "easy", "--as-of", DAY, "--accept", what])
}

/// The page at a place, as learners get it.
fn mending(bench: &Workbench, place: &str) -> String {
    done(bench, &["package", "easy", "--format", "html", "--variant", place]);
    section(&index(bench, &format!("dist/easy-1.0.0-{place}-html-draft.zip")), "mending").to_owned()
}

#[test]
fn a_place_says_its_own_in_easy_read() {
    let place = "Place(id: \"oak_road\", name: \"Oak Road\", nation: England, set: [Set(variable: \"lead\", say: \"Ola <b>\")])";
    let bench = easy().file("easy/house/places/oak_road.ron", place);
    done(&bench, &["check", "easy", "--as-of", "2026-11-22"]);
    done(&bench, &["package", "easy", "--format", "html", "--variant", "oak_road"]);
    let package = "dist/easy-1.0.0-oak_road-html-draft.zip";
    assert!(index(&bench, package).contains("Not sure? Ask Ola &lt;b&gt;."));
    done(&bench, &["package", "easy", "--format", "html"]);
    assert!(!index(&bench, WHOLE).contains("Not sure?"), "where nothing is said for it, it is left out");
}

#[test]
fn a_change_is_told_once_where_it_is_made_and_its_version_is_left_out() {
    let bench = places().file(NATION, nation(""));
    let told = stale(&bench);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("easy/variants/england.ron:2:"), "{told:?}");
    let ran = bench.run(&["check", "easy", "--as-of", DAY, "--deny", "warnings"]);
    assert!(ran.out.contains("bona check --accept england/mending easy"), "{}", ran.out);
    assert!(!mending(&bench, "prac1").contains("You said a wrong name."));
    let report = bench.run(&["report", "easy", "--of", "variants"]);
    assert!(report.out.contains("--accept england/mending"), "{}", report.out);
}

#[test]
fn what_still_holds_is_accepted_for_all_places_below() {
    let bench = places().file(NATION, nation(""));
    let base = text(&bench, super::NAMES);
    let ran = done(&bench, &["check", "easy", "--as-of", DAY, "--write"]);
    assert_eq!(stale(&bench).len(), 1, "only somebody can say that: {}", ran.out);
    accept(&bench, "england/mending");
    assert!(text(&bench, NATION).contains("page: \"mending\", easy_holds: \""), "{}", text(&bench, NATION));
    let ran = bench.run(&["check", "easy", "--as-of", DAY, "--deny", "warnings"]);
    assert!(!ran.out.contains("easy-read-stale"), "{}", ran.out);
    assert_eq!(text(&bench, super::NAMES), base, "the course is not touched");
    assert!(mending(&bench, "prac2").contains("You said a wrong name."));
    // Other words of the place, or of the version, and it must be looked at again.
    let held = text(&bench, NATION);
    let bench = bench.file(NATION, held.replace("Tell the lead.", "Tell Sam."));
    assert_eq!(stale(&bench).len(), 1);
    let bench = bench.file(NATION, held.as_str());
    assert!(stale(&bench).is_empty());
    let bench = bench.file(super::NAMES, base.replace("You said a wrong name.", "You used a wrong name."));
    let told = stale(&bench);
    assert!(matches!(told.as_slice(), [one] if one.starts_with(NATION)), "{told:?}");
    accept(&bench, "england");
    assert!(stale(&bench).is_empty());
}

#[test]
fn a_place_below_that_changes_the_page_too_answers_for_its_own_change() {
    let below = "Variant(of: \"easy\", place: \"prac0\", changes: [Start(page: \"mending\", add: [Text(\"Here.\")])])";
    let bench = places().file(NATION, nation("")).file("easy/variants/prac0.ron", below);
    let told = stale(&bench);
    assert_eq!(told.len(), 2, "{told:?}");
    done(&bench, &["check", "easy", "--as-of", DAY, "--accept", "england", "--accept", "prac0/mending"]);
    assert!(stale(&bench).is_empty());
    assert!(mending(&bench, "prac0").contains("You said a wrong name."));
    // Where the version is of other words in the course itself, that is told once, and shown nowhere.
    let base = text(&bench, super::NAMES);
    let bench = bench.file(super::NAMES, base.replace("Everybody slips.", "We all slip."));
    let told = stale(&bench);
    assert!(matches!(told.as_slice(), [one] if one.starts_with(super::NAMES)), "{told:?}");
    assert!(!mending(&bench, "prac0").contains("You said a wrong name."));
}

#[test]
fn a_place_words_the_version_itself() {
    let easy = ", easy_read: [Say(\"Say sorry, then tell the lead.\"), Same(\"slip\"), Same(\"what_first\")]";
    let bench = places().file(NATION, nation(easy));
    let told = stale(&bench);
    assert!(matches!(told.as_slice(), [one] if one.contains("nobody has said")), "{told:?}");
    done(&bench, &["check", "easy", "--as-of", DAY, "--write"]);
    let ran = bench.run(&["check", "easy", "--as-of", DAY]);
    assert!(!ran.out.contains("easy-read"), "{}", ran.out);
    let page = mending(&bench, "prac1");
    assert!(page.contains("Say sorry, then tell the lead.") && !page.contains("You said a wrong name."));
    // It is of the page at the place, so it lapses when the course's own words move, beside the course's version.
    let base = text(&bench, super::NAMES);
    let bench = bench.file(super::NAMES, base.replace("Everybody slips.", "We all slip."));
    assert_eq!(stale(&bench).len(), 2);
    assert!(!mending(&bench, "prac1").contains("Say sorry, then tell the lead."));
    // What is wrong in it is told where the place wrote it.
    let bench = bench.file(super::NAMES, base).file(NATION, nation(&easy.replace("slip", "slop")));
    let ran = bench.run(&["check", "easy", "--as-of", DAY, "--output", "short"]);
    let told = ran.out.lines().find(|line| line.contains("easy-read-unknown"));
    assert!(told.is_some_and(|line| line.starts_with("easy/variants/england.ron:2:")), "{}", ran.out);
}

#[test]
fn a_version_is_worded_once_and_only_where_there_is_one() {
    let easy = ", easy_read: [Say(\"One.\"), Same(\"slip\"), Same(\"what_first\")]";
    let twice = nation(easy).replace("changes: [", "changes: [\n    Start(page: \"mending\", easy_read: [Say(\"Two.\"), Same(\"slip\"), Same(\"what_first\")], add: [Text(\"Here.\")]),");
    let ran = places().file(NATION, twice).run(&["check", "easy", "--as-of", DAY]);
    assert!(ran.out.contains("is worded by two changes of `england`"), "{}", ran.out);
    let none = nation(easy).replace("mending", "promise");
    let ran = places().file(NATION, none).run(&["check", "easy", "--as-of", DAY]);
    assert!(ran.out.contains("the page `promise` has no version in Easy Read"), "{}", ran.out);
}
