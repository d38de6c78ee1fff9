//! A block that a reviewer put elsewhere in the storyboard, without tracking it: it is told, with both places, and no
//! comment is lost by it.

use std::path::Path;

use bona::Exit;
use bona_tests::{Ran, Workbench};

use super::{report, text};
use crate::zips::repacked;

const COMMENTS: &str = "told/comments.ron";

/// A storyboard with another body.
pub(super) fn rewritten(docx: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    repacked(docx, |name, part| {
        let body = |part| change(&String::from_utf8(part).expect("text")).into_bytes();
        Some((name.to_owned(), if name == "word/document.xml" { body(part) } else { part }))
    })
}

/// The paragraphs of the thing with this key, grey line and words, with their place in the document.
pub(super) fn thing(document: &str, key: &str) -> std::ops::Range<usize> {
    let line = document.find(&format!(" · {key} · ")).unwrap_or_else(|| panic!("no {key}"));
    let start = document[..line].rfind("<w:p>").expect("a paragraph");
    let next = document[line..].find("<w:pStyle w:val=\"BonaKey\"/>").map(|next| line + next);
    let end = next.map_or_else(
        || document.find("<w:sectPr>").expect("an end"),
        |next| document[..next].rfind("<w:p>").expect("a paragraph"),
    );
    start..end
}

/// The document with one thing behind another.
fn behind(document: &str, key: &str, other: &str) -> String {
    let own = thing(document, key);
    let (cut, without) =
        (&document[own.clone()], format!("{}{}", &document[..own.start], &document[own.end..]));
    let at = thing(&without, other).end;
    format!("{}{cut}{}", &without[..at], &without[at..])
}

pub(super) const PAGES: [&str; 2] = [
    "Page(id: \"one\", title: \"One\", blocks: [Text(\"Here is the first.\"), Named(\"second\", Text(\"Here is the second.\")), \
     Question(id: \"asked\", outcome: \"know_it\", ask: \"Which?\", kind: TrueFalse(answer: true, because: \"So it is.\"))])",
    "Page(id: \"two\", title: \"Two\", blocks: [Named(\"third\", Text(\"Here is the third.\"))])",
];

/// A course of two pages, in this order.
pub(super) fn course(pages: [&str; 2]) -> Workbench {
    let course = "Course(id: \"told\", edition: \"1.0.0\", title: \"Told\", language: \"en-GB\", audience: [\"all\"], \
                  level: Aware, summary: \"A course.\", outcomes: [Outcome(id: \"know_it\", verb: Apply, text: \"Know it.\")], \
                  modules: [\"only\"], completion: Pages)";
    let module =
        format!("Module(id: \"only\", title: \"Only\", minutes: 5, pages: [{}, {}])", pages[0], pages[1]);
    Workbench::new().file("told/course.ron", course).file("told/modules/only.ron", module)
}

/// Its storyboard.
pub(super) fn sent(bench: &Workbench) -> Vec<u8> {
    let made = bench.run(&["review", "make", "told", "--format", "docx", "--out", "board"]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    bench.files()[Path::new("board/told-storyboard.docx")].clone()
}

pub(super) fn read(bench: &Workbench, more: &[&str]) -> Ran {
    let ran = bench.run(&[&["review", "read", "told", "back.docx"], more].concat());
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    ran
}

/// A document without the bookmarks in a part of it.
pub(super) fn bare(document: &str, part: std::ops::Range<usize>) -> String {
    let mut pieces = document[part.clone()].split("<w:bookmark");
    let mut out = format!("{}{}", &document[..part.start], pieces.next().unwrap_or_default());
    pieces.for_each(|piece| out.push_str(piece.split_once("/>").expect("it ends").1));
    out + &document[part.end..]
}

#[test]
fn a_block_that_was_put_elsewhere_is_told_with_both_places() {
    let docx = sent(&course(PAGES));
    let first = {
        let found = std::cell::RefCell::new(String::new());
        rewritten(&docx, |document| {
            let at = document.find("one/text/").expect("a text without an id");
            *found.borrow_mut() = document[at..].split(' ').next().expect("a key").to_owned();
            document.to_owned()
        });
        found.into_inner()
    };
    let (start, third) = ("from the beginning of `one`", "to `two`, behind `third`.");
    for (what, other, says) in [
        (first.as_str(), "third", format!("It was moved {start} {third}")),
        ("second", "third", format!("It was moved from `one`, behind `{first}`, {third}")),
        ("second", "two", format!("It was moved from `one`, behind `{first}`, to the beginning of `two`.")),
        ("third", "second", "It was moved from the beginning of `two` to `one`, behind `second`.".to_owned()),
    ] {
        let moved = rewritten(&docx, |document| behind(document, what, other));
        // An editor may lose the bookmark on the way.
        let lost = rewritten(&docx, |document| behind(&bare(document, thing(document, what)), what, other));
        for changed in [moved, lost] {
            let bench = course(PAGES).file("back.docx", changed);
            let ran = read(&bench, &[]);
            assert!(ran.out.contains("back.docx: 1 comment, 1 of them new\n"), "{what}: {}", ran.out);
            let told = &report(&bench, "told")["open"][0];
            assert_eq!((told["of"].as_str(), told["kind"].as_str()), (Some(what), Some("Note")), "{told}");
            assert_eq!(told["says"].as_str(), Some(says.as_str()));
            // Read again it is no other comment, under another capacity neither.
            let noted = text(&bench, COMMENTS);
            assert!(read(&bench, &[]).out.contains("0 new comments, 1 there already"));
            assert_eq!(text(&bench, COMMENTS), noted);
            assert!(read(&bench, &["--as", "legal"]).out.contains("0 new comments"));
            assert_eq!(text(&bench, COMMENTS), noted.replace("as: Unsaid", "as: Legal"));
            assert_eq!(bench.run(&["check", "told"]).exit, Exit::Done);
        }
    }
}

#[test]
fn where_the_author_moved_something_since_the_reviewer_moved_nothing() {
    let docx = sent(&course(PAGES));
    let turned = || course([PAGES[1], PAGES[0]]);
    assert!(read(&turned().file("back.docx", &docx), &[]).out.contains("back.docx: 0 comments"));
    // With every bookmark gone the same holds: nobody can say who moved what.
    let all = rewritten(&docx, |document| bare(document, 0..document.len()));
    assert!(read(&turned().file("back.docx", &all), &[]).out.contains("back.docx: 0 comments"));
    // What was left out has not been moved, nor has anything behind it.
    let gone = rewritten(&docx, |document| {
        let own = thing(document, "second");
        format!("{}{}", &document[..own.start], &document[own.end..])
    });
    let bench = course(PAGES).file("back.docx", gone);
    assert!(read(&bench, &[]).out.contains("back.docx: 1 comment,"), "that it is missing");
    assert!(!text(&bench, COMMENTS).contains("It was moved"), "{}", text(&bench, COMMENTS));
}
