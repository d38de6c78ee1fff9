//! A file that is read again under another capacity: its comments are the same ones, and learn the capacity.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use bona::Exit;
use bona_tests::Workbench;
use zip::write::SimpleFileOptions;

use super::{COMMENTS, bench, number, page_data, read, saved, text};

/// A storyboard with a comment of Word on the whole, and with words that were changed without a trace.
fn commented(bench: &Workbench) -> Vec<u8> {
    let made = bench.run(&["review", "make", "minimal", "--format", "docx", "--out", "board"]);
    assert_eq!(made.exit, Exit::Done, "{}", made.whole());
    let docx = bench.files()[Path::new("board/minimal-storyboard.docx")].clone();
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).expect("it is a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        out.start_file(name, SimpleFileOptions::default()).expect("it begins");
        out.write_all(text.as_bytes()).expect("it is written");
    };
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).expect("a part");
        let (name, mut own) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut own).expect("text");
        if name == "word/document.xml" {
            assert!(own.contains("It guesses nothing."), "{own}");
            own = own.replace("It guesses nothing.", "It makes no guess.");
        }
        if name != "word/_rels/document.xml.rels" {
            put(&name, &own);
        }
    }
    put(
        "word/_rels/document.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"x/comments\" Target=\"comments.xml\"/></Relationships>",
    );
    put(
        "word/comments.xml",
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:id=\"0\" \
         w:date=\"2026-11-20T10:00:00Z\"><w:p><w:r><w:t>Unclear: for whom?</w:t></w:r></w:p></w:comment></w:comments>",
    );
    out.finish().expect("it ends").into_inner()
}

#[test]
fn a_document_that_is_read_again_with_its_capacity_says_nothing_twice() {
    let fresh = bench();
    let bytes = commented(&fresh);
    let bench = fresh.file("back.docx", bytes);
    let ran = read(&bench, &["back.docx"]);
    assert!(ran.out.contains("back.docx: 2 comments, 2 of them new\n"), "{}", ran.out);
    let first = text(&bench, COMMENTS);
    assert_eq!(first.matches("as: Unsaid").count(), 2, "{first}");
    let ran = read(&bench, &["back.docx", "--as", "clinical"]);
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Done, ""), "{}", ran.out);
    assert!(ran.out.contains("2 comments, 0 of them new\n"), "{}", ran.out);
    assert!(ran.out.contains("  2 there already without a capacity: it was put in\n"), "{}", ran.out);
    let second = text(&bench, COMMENTS);
    assert_eq!(second, first.replace("as: Unsaid", "as: Clinical"), "nothing else was touched");
    for by in ["clinical", "unsaid"] {
        let ran = read(&bench, &["back.docx", "--as", by]);
        assert!(ran.out.contains("0 new comments, 2 there already"), "{by}: {}", ran.out);
        assert_eq!(text(&bench, COMMENTS), second, "{by}");
    }
    assert_eq!(bench.run(&["check", "minimal"]).exit, Exit::Done);
}

#[test]
fn a_page_that_is_saved_again_with_its_capacity_says_nothing_twice() {
    let bench = bench();
    let data = page_data(&bench, "minimal", &[]);
    let own = [(number(&data, "first_words"), "Hurts", "It does."), (number(&data, "welcome"), "Good", "")];
    let post = |by: &str| {
        let mut post = saved(&data, &own);
        post["as"] = serde_json::json!(by);
        post.to_string()
    };
    let bench = bench.file("back.json", post("Unsaid"));
    assert!(read(&bench, &["back.json"]).out.contains("2 of them new"));
    let bench = bench.file("back.json", post("LivedExperience"));
    let ran = read(&bench, &["back.json"]);
    assert!(ran.out.contains("0 new comments, 2 there already"), "{}", ran.out);
    assert_eq!(text(&bench, COMMENTS).matches("as: LivedExperience").count(), 2);
    // A comment that says another thing is another comment.
    let other = post("Legal").replace("It does.", "It does not.");
    let ran = read(&bench.file("back.json", other), &["back.json"]);
    assert!(ran.out.contains("1 new comment, 1 there already"), "{}", ran.out);
}

#[test]
fn what_lies_in_a_folder_and_is_not_read_is_named() {
    let bench = bench().file("back/notes.pdf", "x").file("back/deep/one.json", "{}").file("back/.hidden", "");
    let ran = read(&bench, &["back"]);
    assert_eq!(ran.exit, Exit::World);
    assert!(ran.err.contains("no comment is in `back`"), "{}", ran.err);
    assert!(ran.err.contains("not read: back/deep, back/notes.pdf; name a file or"), "{}", ran.err);
    let data = page_data(&bench, "minimal", &[]);
    let bench = bench.file("back/a.json", saved(&data, &[(0, "Note", "So.")]).to_string());
    let ran = read(&bench, &["back"]);
    assert!(ran.out.contains("not read: back/deep, back/notes.pdf; name a file or"), "{}", ran.out);
    assert!(!ran.out.contains(".hidden") && ran.out.contains("1 new comment"), "{}", ran.out);
}

#[test]
fn what_turns_the_direction_of_letters_is_left_out() {
    let bench = bench();
    let data = page_data(&bench, "minimal", &[]);
    let post = saved(&data, &[(number(&data, "welcome"), "Note", "It is \u{202e}ton\u{2066} so.")]);
    let bench = bench.file("back.json", post.to_string());
    assert_eq!(read(&bench, &["back.json"]).exit, Exit::Done);
    assert!(text(&bench, COMMENTS).contains("says: \"It is ton so.\""));
    assert!(read(&bench, &["back.json"]).out.contains("0 new comments, 1 there already"));
}
