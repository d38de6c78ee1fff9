//! Whatever a learner somewhere may read is shown to reviewers, and signed by them: words with variables, and Easy Read.

use std::io::Read as _;
use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;
use serde_json::{Value, json};

use super::{edited, number, page_data, report, saved, text};

const DESK: &str = "places/modules/desk.ron";
const NAMES: &str = "easy/modules/names.ron";

fn places() -> Workbench {
    Workbench::new().folder("places", "fixtures/places")
}

fn easy() -> Workbench {
    Workbench::new().folder("easy", "fixtures/easy")
}

/// The words of a storyboard's document.
fn storyboard(bench: &Workbench, course: &str) -> String {
    let ran = bench.run(&["review", "make", course, "--format", "docx", "--out", "board"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let docx = bench.files()[Path::new(&format!("board/{course}-storyboard.docx"))].clone();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("it is a zip");
    let mut document = String::new();
    zip.by_name("word/document.xml").expect("it is there").read_to_string(&mut document).expect("text");
    document
}

fn words(data: &Value) -> Vec<&str> {
    data["things"].as_array().expect("things").iter().filter_map(|thing| thing[4].as_str()).collect()
}

fn record(bench: &Workbench, course: &str, by: &str) -> bona_tests::Ran {
    let own = ["--of", "all", "--as", by, "--paid", "yes", "--changed", "Nothing."];
    bench.run(&[&["review", "record", course], own.as_slice()].concat())
}

fn states(bench: &Workbench, course: &str) -> Vec<String> {
    let shown = bench.run(&["report", course, "--of", "reviews", "--output", "json"]);
    let all: Value = serde_json::from_str(&shown.out).expect("one JSON document");
    let parts = all["courses"][0]["parts"].as_array().expect("parts").clone();
    let own = parts.iter().flat_map(|part| part["standing"].as_array().expect("a list").clone());
    own.map(|one| one["state"].as_str().expect("a word").to_owned()).collect()
}

#[test]
fn words_with_a_variable_are_read_and_signed() {
    let bench = places();
    let data = page_data(&bench, "places", &[]);
    for own in ["Label: Your lead\nAsk {lead_contact}.", "Talk in {quiet_room}."] {
        assert!(words(&data).contains(&own), "{own}: {data}");
    }
    let document = storyboard(&bench, "places");
    assert!(document.contains("{lead_contact}") && document.contains("{quiet_room}"), "{document}");
    // A learner without a place gets neither, and a reviewer of a place what is said there.
    let there = page_data(&bench, "places", &["--variant", "oak_road"]);
    assert!(words(&there).iter().all(|own| !own.contains("Ask {")), "{there}");

    let post = saved(&data, &[(number(&data, "whom_to_ask"), "Hurts", "Who is that?")]);
    let bench = bench.file("back.json", post.to_string());
    assert_eq!(bench.run(&["review", "read", "places", "back.json"]).exit, Exit::Done);
    let open = report(&bench, "places")["open"].clone();
    assert_eq!((&open[0]["standing"], &open[0]["of"]), (&json!("same"), &json!("whom_to_ask")));

    assert_eq!(record(&bench, "places", "clinical").exit, Exit::Done);
    assert_eq!(states(&bench, "places"), ["signed"]);
    let bench = edited(bench, DESK, "Talk in {quiet_room}.", "Shout in {quiet_room}.");
    assert_eq!(states(&bench, "places"), ["lapsed"]);
    let told = bench.run(&["check", "places", "--output", "short"]).out;
    assert!(told.contains("review-lapsed"), "{told}");
    // Reviews by hand are bound to the same words.
    let hand = "[Review(of: \"desk\", as: Legal, on: \"2026-11-20\", paid: true, changed: \"Nothing.\", text: \"\")]";
    let bench = bench.file("places/reviews.ron", hand);
    assert_eq!(bench.run(&["check", "places", "--write"]).exit, Exit::Done);
    assert_eq!(states(&bench, "places"), ["signed"]);
}

#[test]
fn what_a_place_answers_changes_no_review() {
    let bench = places();
    assert_eq!(record(&bench, "places", "clinical").exit, Exit::Done);
    let place = "places/house/places/oak_road.ron";
    let answered = "Place(id: \"oak_road\", name: \"Oak Road Practice\", of: \"north_region\", \
                    set: [Set(variable: \"lead_contact\", say: \"Ann at the desk\")])";
    let bench = bench.file(place, answered);
    assert_eq!(states(&bench, "places"), ["signed"]);
}

#[test]
fn easy_read_stands_beside_what_it_is_said_for() {
    let bench = easy();
    let data = page_data(&bench, "easy", &[]);
    // A long key may break between its parts, and nowhere else if there is room.
    let page = text(&bench, "made/easy-review.html");
    assert!(page.contains("<span class=\"key\">asking/<wbr>easy_<wbr>read<wbr></span>"), "{page}");
    let things = data["things"].as_array().expect("things");
    let above = |key: &str| {
        let own = &things[number(&data, key)];
        let holder = usize::try_from(own[2].as_i64().expect("a number")).expect("it is held");
        things[holder][0].as_str().expect("a key").to_owned()
    };
    for (key, holder) in [
        ("asking/easy_read", "asking"),
        ("asking/easy_read/say/", "asking/easy_read"),
        ("opening/easy_read", "opening"),
        ("opening.help/easy_read", "opening.help"),
    ] {
        assert_eq!(above(key), holder);
    }
    let document = storyboard(&bench, "easy");
    for own in ["Use the name they tell you.", "You guessed. You may be wrong.", "Not sure? Ask {lead}."] {
        assert!(words(&data).iter().any(|words| words.contains(own)), "{own}");
        assert!(document.contains(own), "{own}");
    }

    let own = [
        (number(&data, "asking/easy_read/say/"), "Unclear", "Whose?"),
        (number(&data, "opening/easy_read"), "Good", ""),
        (number(&data, "opening.help/easy_read"), "Words", "You asked first."),
    ];
    let bench = bench.file("back.json", saved(&data, &own).to_string());
    let bench = edited(bench, NAMES, "A person comes to your desk. What", "A person comes in. What");
    assert_eq!(bench.run(&["review", "read", "easy", "back.json"]).exit, Exit::Done);
    let all = report(&bench, "easy");
    let told = |key: &str, what: &str| {
        let open = all["open"].as_array().expect("a list");
        let found = open.iter().find(|one| one["of"].as_str().is_some_and(|of| of.starts_with(key)));
        found.unwrap_or_else(|| panic!("{key}: {all}"))[what].clone()
    };
    assert_eq!(told("asking/easy_read/say", "standing"), "same");
    assert_eq!(told("opening/easy_read", "standing"), "changed");
    assert_eq!(told("opening.help/easy_read", "standing"), "same");
    let line = |key: &str, starts: &str| {
        let place = told(key, "place").as_str().expect("a place").to_owned();
        let (file, line) = place.split_once(':').expect("a line");
        let line: usize = line.parse().expect("a number");
        let text = text(&bench, file);
        assert!(text.lines().nth(line - 1).expect("it is there").contains(starts), "{key}: {place}");
    };
    line("asking/easy_read/say", "easy_read: EasyRead(");
    line("opening/easy_read", "easy_read: EasyQuestion(");
    line("opening.help/easy_read", "id: \"help\"");
}

#[test]
fn who_uses_easy_read_signs_what_has_it() {
    let bench = easy();
    let ran = record(&bench, "easy", "easy-read");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.whole());
    assert!(ran.out.contains("names: read as EasyRead on 2026-11-22"), "{}", ran.out);
    let bench = super::bench();
    let ran = record(&bench, "minimal", "easy-read");
    assert_eq!(ran.exit, Exit::World, "{}", ran.whole());
    assert!(ran.err.contains("nothing of the course is in Easy Read"), "{}", ran.err);
    let one = ["--of", "welcome", "--as", "easy-read", "--paid", "no", "--changed", "Nothing."];
    let ran = bench.run(&[&["review", "record", "minimal"], one.as_slice()].concat());
    assert!(ran.err.contains("nothing of welcome is in Easy Read"), "{}", ran.err);
    assert_eq!(text(&bench, "minimal/reviews.ron"), "");
}

#[test]
fn what_was_mended_on_the_day_is_signed_on_the_day() {
    let bench = super::bench();
    assert_eq!(record(&bench, "minimal", "legal").exit, Exit::Done);
    let twice = record(&bench, "minimal", "legal");
    assert_eq!(twice.exit, Exit::AtFault, "the same text is read once a day");
    assert!(twice.err.contains("review-twice"), "{}", twice.err);
    let bench = edited(bench, super::MODULE, "It guesses nothing.", "It makes no guess.");
    assert_eq!(states(&bench, "minimal"), ["lapsed"]);
    let again = record(&bench, "minimal", "legal");
    assert_eq!((again.exit, again.err.as_str()), (Exit::Done, ""), "{}", again.whole());
    assert_eq!(states(&bench, "minimal"), ["signed"]);
    assert_eq!(bench.run(&["check", "minimal", "--deny", "warnings"]).exit, Exit::Done);
    // A third text: both are of other words, and one is told of.
    let bench = edited(bench, super::MODULE, "It makes no guess.", "No guess is made.");
    let told = bench.run(&["check", "minimal", "--output", "short"]).out;
    assert_eq!(told.matches("review-lapsed").count(), 1, "{told}");
}
