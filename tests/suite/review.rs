//! Comments of reviewers as an author meets them: a file goes out, comes back, and each comment finds what it was made on,
//! however the course was edited meanwhile. Documents that other programs fill in are judged by tests/oracles/review.py.

mod again;
mod edits;
mod hostile;
mod missing;
mod moved;
mod record;
mod whole;

use std::io::Read as _;
use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};
use serde_json::{Value, json};

const COMMENTS: &str = "minimal/comments.ron";
const MODULE: &str = "minimal/modules/welcome.ron";

fn bench() -> Workbench {
    Workbench::new().folder("minimal", "fixtures/minimal")
}

fn text(bench: &Workbench, path: &str) -> String {
    let bytes = bench.files().get(Path::new(path)).cloned().unwrap_or_default();
    String::from_utf8(bytes).expect("text")
}

fn edited(bench: Workbench, path: &str, from: &str, to: &str) -> Workbench {
    let before = text(&bench, path);
    assert!(before.contains(from), "`{from}` stands in {path}");
    bench.file(path, before.replace(from, to))
}

/// What the page for reviewers holds: the block of data by which it saves comments.
pub(crate) fn page_data(bench: &Workbench, course: &str, words: &[&str]) -> Value {
    let out = ["review", "make", course, "--out", "made"];
    let ran = bench.run(&[&out, words].concat());
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let path = ran.out.split(':').next().expect("it names the file");
    let html = text(bench, path);
    let (_, data) = html.split_once("<script type=\"application/json\"").expect("it has a block of data");
    let data = data.split_once('>').expect("it opens").1.split_once("</script>").expect("it ends").0;
    serde_json::from_str(data).expect("it is JSON")
}

/// What the page saves when each of these things has a comment: the number of the thing, kind and words.
pub(crate) fn saved(data: &Value, comments: &[(usize, &str, &str)]) -> Value {
    let things = data["things"].as_array().expect("things");
    let above = |at: usize| {
        let mut keys = Vec::new();
        let mut next = things[at][2].as_i64().expect("a number");
        while let Ok(holder) = usize::try_from(next) {
            keys.push(things[holder][0].clone());
            next = things[holder][2].as_i64().expect("a number");
        }
        keys
    };
    let comment = |(number, (at, kind, says)): (usize, &(usize, &str, &str))| {
        let thing = &things[*at];
        json!({
            "id": format!("{number:012x}"), "of": thing[0], "on": "2026-11-20", "kind": kind, "says": says,
            "stood": thing[4], "text": thing[1], "above": above(*at), "alike": thing[3],
        })
    };
    json!({
        "format": data["format"], "course": data["course"], "edition": data["edition"],
        "variant": data["variant"], "language": data["language"], "as": "LivedExperience",
        "comments": comments.iter().enumerate().map(comment).collect::<Vec<_>>(),
    })
}

fn number(data: &Value, key: &str) -> usize {
    let things = data["things"].as_array().expect("things");
    let found = things.iter().position(|thing| thing[0].as_str().is_some_and(|own| own.starts_with(key)));
    found.unwrap_or_else(|| panic!("{key} is in {data}"))
}

fn report(bench: &Workbench, course: &str) -> Value {
    let ran = bench.run(&["report", course, "--of", "comments", "--output", "json"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""));
    let all: Value = serde_json::from_str(&ran.out).expect("one JSON document");
    all["courses"][0].clone()
}

fn read(bench: &Workbench, words: &[&str]) -> Ran {
    bench.run(&[&["review", "read", "minimal"], words].concat())
}

#[test]
fn comments_come_home_once_and_say_what_became_of_their_words() {
    let bench = bench();
    let data = page_data(&bench, "minimal", &[]);
    let words = "“Sir” <b>hurts</b> \\ me:\n\"always\"";
    let own = [
        (number(&data, "first_words.good_morning_sir"), "Hurts", words),
        (number(&data, "good_morning/text/"), "Words", "A greeting comes first."),
        (number(&data, "first_words"), "Good", ""),
        (number(&data, "course/minimal"), "Note", "It is short."),
    ];
    let bench = bench.file("back/one.json", saved(&data, &own).to_string());
    let ran = read(&bench, &["back"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.whole());
    assert!(
        ran.out.starts_with("back/one.json: 4 comments, 4 of them new\nwrote minimal/comments.ron\n"),
        "{}",
        ran.out
    );
    let first = text(&bench, COMMENTS);
    let all = report(&bench, "minimal");
    let told = |key: &str| {
        let open = all["open"].as_array().expect("a list");
        open.iter().find(|one| one["of"] == key).unwrap_or_else(|| panic!("{key}: {all}")).clone()
    };
    assert_eq!(told("first_words.good_morning_sir")["says"], words, "to the letter");
    assert_eq!(told("first_words.good_morning_sir")["place"], "minimal/modules/welcome.ron:18");
    assert_eq!(told("course/minimal")["place"], "minimal/course.ron:1");
    assert!(told("first_words")["stood"].as_str().expect("words").contains("Which greeting fits anyone?"));
    // The course is sound with them, and laid out as `bona fmt` lays it out.
    assert_eq!(bench.run(&["check", "minimal"]).exit, Exit::Done);
    assert!(!bench.run(&["fmt", "minimal", "--check"]).out.contains("comments.ron"));

    let ran = read(&bench, &["back/one.json"]);
    assert!(ran.out.contains("0 new comments, 4 there already"), "{}", ran.out);
    assert_eq!(text(&bench, COMMENTS), first, "what is read twice is written once");

    // What was settled stays settled, and in its place.
    let bench = edited(bench, COMMENTS, "says: \"It is short.\"", "says: \"It is short.\" /* and good */");
    let settled = text(&bench, COMMENTS).replacen("status: Open", "status: Done(\"It says “Morning.”\")", 1);
    let bench = bench.file(COMMENTS, &settled);
    assert!(read(&bench, &["back"]).out.contains("0 new comments, 4 there already"));
    assert_eq!(text(&bench, COMMENTS), settled);
    assert_eq!(report(&bench, "minimal")["settled"], 1);
}

#[test]
fn the_report_lists_what_is_open_with_its_place() {
    let bench = bench();
    let data = page_data(&bench, "minimal", &[]);
    let own = [
        (number(&data, "first_words.good_morning_sir"), "Hurts", "I am called that to my face."),
        (number(&data, "good_morning/text/"), "Unclear", "Which guess?"),
        (number(&data, "first_words.good_morning"), "Good", ""),
        (number(&data, "outcome/greet_anyone"), "Words", "Greet everyone as they are."),
    ];
    let bench = bench.file("back.json", saved(&data, &own).to_string());
    assert_eq!(read(&bench, &["back.json"]).exit, Exit::Done);
    let bench = edited(bench, MODULE, "A greeting is the first thing that you give. ", "");
    let bench = edited(bench, MODULE, "It guesses, in front of a queue.", "It guesses.");
    let ran = bench.run(&["report", "minimal", "--of", "comments"]);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("report-comments", ran.whole());
    });
    let ran = bench.run(&["report", "minimal", "--of", "comments", "--deny", "warnings"]);
    assert_eq!(ran.exit, Exit::AtFault, "something is open");
}

#[test]
fn a_place_and_a_language_are_read_as_they_are() {
    let bench = Workbench::new().folder("places", "fixtures/places");
    let data = page_data(&bench, "places", &["--variant", "oak_road"]);
    assert_eq!((&data["variant"], &data["language"]), (&json!("oak_road"), &Value::Null));
    let variable = number(&data, "house/variable/lead_contact");
    let post = saved(&data, &[(variable, "Unclear", "Whose desk?")]);
    let bench = bench.file("back.json", post.to_string());
    assert_eq!(bench.run(&["review", "read", "places", "back.json"]).exit, Exit::Done);
    let own = report(&bench, "places");
    assert_eq!(own["open"][0]["variant"], "oak_road");
    assert_eq!(own["open"][0]["standing"], "same");
    let welsh = page_data(&bench, "places", &["--language", "cy"]);
    assert_eq!(welsh["language"], "cy");
    assert_ne!(welsh["things"], data["things"], "other words");
    let ran = bench.run(&["review", "make", "places", "--language", "fr"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("there is no language `fr`; known: en-GB, cy"), "{}", ran.err);
    let ran = bench.run(&["review", "make", "places", "--variant", "elm_stret"]);
    assert!(ran.err.contains("did you mean `elm_street`?"), "{}", ran.err);
}

/// Words of an author that look like markup stay words in both files.
#[test]
fn no_words_become_markup() {
    let evil = "</script><img src=x onerror=alert(1)>&lt; ]]>";
    let bench = edited(bench(), MODULE, "Which greeting fits anyone?", &evil.replace('<', "\\\\<"));
    let ran = bench.run(&["review", "make", "minimal", "--to", "html,docx", "--out", "made"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    let html = text(&bench, "made/minimal-review.html");
    assert_eq!(html.matches("</script>").count(), 2);
    for word in ["<img", "http://", "src=\"", "style=\""] {
        assert!(!html.contains(word), "{word}");
    }
    let docx = bench.files()[Path::new("made/minimal-storyboard.docx")].clone();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).expect("it is a zip");
    let mut document = String::new();
    zip.by_name("word/document.xml").expect("it is there").read_to_string(&mut document).expect("text");
    assert!(document.contains("&lt;/script&gt;&lt;img src=x") && !document.contains("<img"), "{document}");
}

#[test]
fn a_storyboard_that_nobody_touched_says_nothing() {
    for course in ["minimal", "reference", "kinds", "places", "arabic"] {
        let bench = Workbench::new().folder(course, format!("fixtures/{course}"));
        let made = bench.run(&["review", "make", course, "--format", "docx", "--out", "made"]);
        assert_eq!(made.exit, Exit::Done, "{}", made.whole());
        let ran = bench.run(&["review", "read", course, "made"]);
        assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
        assert!(ran.out.ends_with("0 new comments\n"), "{course}: {}", ran.out);
    }
}

/// A file that stands there may have been filled in.
#[test]
fn nothing_is_written_over() {
    let bench = bench();
    assert_eq!(bench.run(&["review", "make", "minimal"]).exit, Exit::Done);
    assert_eq!(bench.run(&["review", "make", "minimal"]).exit, Exit::Done, "the same may be made again");
    let bench = bench.file("review/minimal-review.html", "filled in");
    let ran = bench.run(&["review", "make", "minimal"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("there is another `review/minimal-review.html` already"), "{}", ran.err);
}

/// People who use Easy Read are reviewers as others are.
#[test]
fn who_uses_easy_read_can_say_so() {
    let bench = bench();
    let data = page_data(&bench, "minimal", &[]);
    let mut post = saved(&data, &[(0, "Note", "Too many ideas.")]);
    post["as"] = "EasyRead".into();
    let bench = bench.file("back/one.json", post.to_string());
    assert_eq!(read(&bench, &["back", "--as", "easy-read"]).exit, Exit::Done);
    assert!(text(&bench, COMMENTS).contains("as: EasyRead"), "{}", text(&bench, COMMENTS));
    assert_eq!(report(&bench, "minimal")["open"][0]["as"], "EasyRead");
    let page = bench.files().into_iter().find(|(path, _)| path.extension().is_some_and(|end| end == "html"));
    let (_, page) = page.expect("a page was made");
    assert!(String::from_utf8_lossy(&page).contains("Easy Read: I use it myself"));
}
