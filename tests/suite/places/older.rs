//! What a place says in other languages: it is bound to the place's own words, named when these move, and accepted.

use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;

use super::{bench, json};

const ELM: &str = "places/house/places/elm_street.ron";
const CHANGES: &str = "places/variants/elm_street.ron";

fn text(bench: &Workbench, path: &str) -> String {
    String::from_utf8(bench.files()[Path::new(path)].clone()).expect("text")
}

fn done(bench: &Workbench, arguments: &[&str]) -> String {
    let ran = bench.run(arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    ran.out
}

/// Everything that check says of such words: file and words.
fn older(bench: &Workbench) -> Vec<String> {
    let out = bench.run(&["check", "places", "--output", "short"]).out;
    let mut told: Vec<String> =
        out.lines().filter(|line| line.contains("place-stale")).map(str::to_owned).collect();
    told.sort();
    told
}

/// The fixture with what its places say in Welsh bound, and then other words of the place.
fn moved() -> Workbench {
    let bench = bench();
    let told = done(&bench, &["check", "places", "--write"]);
    assert!(told.contains("wrote places/house/places/elm_street.ron: 1 value bound: quiet_room"), "{told}");
    assert!(text(&bench, ELM).contains("SayIn(language: \"cy\", of: \""), "{}", text(&bench, ELM));
    assert_eq!(text(&bench, CHANGES).matches(", of: \"").count(), 2);
    assert!(older(&bench).is_empty());
    let (value, change) = (text(&bench, ELM), text(&bench, CHANGES));
    bench
        .file(ELM, value.replace("the back room", "the room upstairs"))
        .file(CHANGES, change.replace("at the screen", "at the door"))
}

#[test]
fn words_in_another_language_are_named_when_the_place_changes_its_own() {
    let bench = moved();
    let told = older(&bench);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].starts_with(ELM) && told[0].contains("--accept elm_street/quiet_room places"),
        "{told:?}"
    );
    assert!(
        told[1].starts_with(CHANGES) && told[1].contains("--accept elm_street/the_form places"),
        "{told:?}"
    );
    let ran = bench.run(&["report", "places", "--of", "variants"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("older words: `quiet_room` of elm_street in `cy`"), "{}", ran.out);
    let report = json(&bench.run(&["report", "places", "--of", "variants", "--output", "json"]));
    let places = report["courses"][0]["places"].as_array().expect("a list");
    let elm = places.iter().find(|place| place["place"] == "elm_street").expect("it is there");
    assert_eq!(elm["stale"].as_array().map(Vec::len), Some(2), "{elm}");
}

#[test]
fn what_still_fits_is_accepted_and_what_was_renewed_needs_no_more() {
    let bench = moved();
    done(&bench, &["check", "places", "--accept", "elm_street/quiet_room"]);
    let told = older(&bench);
    assert!(matches!(told.as_slice(), [one] if one.starts_with(CHANGES)), "{told:?}");
    done(&bench, &["check", "places", "--accept", "elm_street"]);
    assert!(older(&bench).is_empty());
    assert!(
        text(&bench, ELM).contains("the room upstairs") && text(&bench, ELM).contains("yr ystafell gefn")
    );
    // Written by hand, with the digits that the message names.
    let bench = moved();
    let (_, digits) = older(&bench)[0]
        .split_once("write `of: \"")
        .map(|(a, b)| (a.to_owned(), b[..8].to_owned()))
        .expect("it says what to write");
    let own = text(&bench, ELM);
    let (before, after) = own.split_once(", of: \"").expect("it is bound");
    let bench = bench.file(ELM, format!("{before}, of: \"{digits}{}", &after[8..]));
    assert_eq!(older(&bench).len(), 1);
    // What nobody bound is not watched; a language that the course does not have is nobody's business here.
    let bench = bench.file(ELM, own.replace(&format!(", of: \"{}\"", &after[..8]), ""));
    assert_eq!(older(&bench).len(), 1);
    let bench = bench.file(ELM, own.replace("language: \"cy\"", "language: \"pl\""));
    assert_eq!(older(&bench).len(), 1);
}
