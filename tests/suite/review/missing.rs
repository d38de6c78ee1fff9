//! A block that a reviewer deleted whole while changes were not tracked: it is told to be missing, once for all that it
//! holds, and what is there is told as before.

use bona_tests::Workbench;

use super::moved::{PAGES, bare, course, read, rewritten, sent, thing};
use super::{report, text};

const LOST: &str = "missing in what came back: deleted without tracking, or lost.";

/// The document without these things.
fn without(docx: &[u8], keys: &[&str]) -> Vec<u8> {
    rewritten(docx, |document| {
        keys.iter().fold(document.to_owned(), |left, key| {
            let own = thing(&left, key);
            format!("{}{}", &left[..own.start], &left[own.end..])
        })
    })
}

/// What is told of a document that came back: what it is about, and what is said of it.
fn told(bench: &Workbench) -> Vec<(String, String)> {
    read(bench, &[]);
    let own = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let all = report(bench, "told")["open"].clone();
    all.as_array().into_iter().flatten().map(|one| (own(one, "of"), own(one, "says"))).collect()
}

#[test]
fn a_block_that_was_deleted_without_a_trace_is_told() {
    let docx = sent(&course(PAGES));
    let lone = format!("It is {LOST} Should it be taken out?");
    for (keys, of, says) in [
        (&["second"][..], "second", lone.clone()),
        (&["third"], "third", lone.clone()),
        (
            &["two", "third"],
            "two",
            format!("It and the 1 part that it holds are {LOST} Should they be taken out?"),
        ),
    ] {
        let bench = course(PAGES).file("back.docx", without(&docx, keys));
        assert_eq!(told(&bench), [(of.to_owned(), says)], "{keys:?}");
        let own = &report(&bench, "told")["open"][0];
        assert_eq!((own["kind"].as_str(), own["standing"].as_str()), (Some("Note"), Some("same")), "{own}");
        assert!(own["stood"].as_str().is_some_and(|words| !words.is_empty()), "{own}");
        // Read again it is no other comment.
        let noted = text(&bench, "told/comments.ron");
        assert!(read(&bench, &["--as", "clinical"]).out.contains(", 1 there already"));
        assert_eq!(
            text(&bench, "told/comments.ron").matches("Comment(").count(),
            noted.matches("Comment(").count()
        );
    }
    // Nothing is missing in what was sent, whoever lost its bookmarks, and a title that is gone is not its page.
    let whole = course(PAGES).file("back.docx", docx.clone());
    assert_eq!(told(&whole), []);
    let lost = rewritten(&docx, |document| bare(document, thing(document, "second")));
    assert_eq!(told(&course(PAGES).file("back.docx", lost)), []);
    let page = without(&docx, &["two"]);
    assert_eq!(told(&course(PAGES).file("back.docx", page)), [("two".to_owned(), lone)]);
}

#[test]
fn the_last_thing_is_known_by_how_many_were_sent() {
    let docx = sent(&course(PAGES));
    let last = without(&docx, &["two", "third"]);
    // A document of a program that did not say how many: its end may be where it ends.
    let unsaid = rewritten(&last, |document| {
        let at = document.find("bona/review/v1").expect("what it was made of");
        let end = at + document[at..].find("</w:t>").expect("its end");
        let line = document[at..end].rsplit_once(" · ").expect("how many").0;
        format!("{}{line}{}", &document[..at], &document[end..])
    });
    assert_eq!(told(&course(PAGES).file("back.docx", last)).len(), 1);
    assert_eq!(told(&course(PAGES).file("back.docx", unsaid)), []);
}

#[test]
fn a_bookmark_alone_is_nothing() {
    let docx = sent(&course(PAGES));
    let husk = rewritten(&docx, |document| {
        let own = thing(document, "second");
        let piece = &document[own.clone()];
        let start = piece.find("<w:bookmarkStart").expect("a bookmark");
        let name = &piece[start..start + piece[start..].find("/>").expect("its end") + 2];
        let end = piece.find("<w:bookmarkEnd").expect("an end");
        let end = &piece[end..end + piece[end..].find("/>").expect("its end") + 2];
        format!("{}<w:p>{name}{end}</w:p>{}", &document[..own.start], &document[own.end..])
    });
    let all = told(&course(PAGES).file("back.docx", husk));
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].0 == "second" && all[0].1.contains(LOST), "{all:?}");
}

#[test]
fn what_the_author_has_changed_since_is_not_laid_to_the_reviewer() {
    let gone = without(&sent(&course(PAGES)), &["second"]);
    let second = "Named(\"second\", Text(\"Here is the second.\")), ";
    // The author has taken it out as well.
    let less = PAGES[0].replace(second, "");
    assert_eq!(told(&course([&less, PAGES[1]]).file("back.docx", gone.clone())), []);
    // Mended since, it is the same one; its words are those that stand there.
    let mended = PAGES[0].replace("the second.", "another second.");
    let bench = course([&mended, PAGES[1]]).file("back.docx", gone.clone());
    assert_eq!(told(&bench).len(), 1);
    assert_eq!(report(&bench, "told")["open"][0]["stood"], "Here is another second.");
    // Beside it stands a new one: which of the two was deleted, nobody can say.
    let more = PAGES[0].replace(second, &format!("{second}Text(\"New.\"), "));
    let all = told(&course([&more, PAGES[1]]).file("back.docx", gone));
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].1, format!("Behind this, 1 part of what was sent is {LOST}"));
}

#[test]
fn a_storyboard_in_another_language_is_held_against_that_language() {
    let bench = Workbench::new().folder("three_languages", "fixtures/three_languages");
    let made =
        ["review", "make", "three_languages", "--language", "cy", "--format", "docx", "--out", "board"];
    assert_eq!(bench.run(&made).exit, bona::Exit::Done);
    let docx = bench.files()[std::path::Path::new("board/three_languages-cy-storyboard.docx")].clone();
    let bench = bench.file("back.docx", without(&docx, &["why_ask/note/39b6fe33"]));
    let ran = bench.run(&["review", "read", "three_languages", "back.docx"]);
    assert!(ran.out.contains("back.docx: 1 comment, 1 of them new\n"), "{}", ran.whole());
    let own = &report(&bench, "three_languages")["open"][0];
    assert_eq!((own["of"].as_str(), own["standing"].as_str()), (Some("why_ask/note/39b6fe33"), Some("same")));
    assert_eq!(own["stood"], "Label: Yn eich gweithle\nGofynnwch pwy sy’n cadw’r rhestr.");
}
