//! Files that are not what they should be are refused, with their file, the place and what to do; nothing is written.

use std::io::{Cursor, Write as _};

use bona::Exit;
use bona_tests::Workbench;
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use super::{COMMENTS, bench, edited, number, page_data, read, saved, text};

fn post(bench: &Workbench) -> Value {
    let data = page_data(bench, "minimal", &[]);
    saved(&data, &[(number(&data, "first_words"), "Wrong", "It is wrong.")])
}

/// A file is refused for a reason, and the course stays as it was.
fn refused(name: &str, bytes: &[u8], why: &str) {
    let bench = bench().file(name, bytes);
    let ran = read(&bench, &[name]);
    assert_eq!(ran.exit, Exit::AtFault, "{why}: {}", ran.whole());
    assert!(ran.out.contains(&format!("{name}: not taken\n")), "{}", ran.out);
    assert!(ran.out.contains(why) && ran.out.contains("→ "), "{why}: {}", ran.out);
    assert!(ran.out.ends_with("0 new comments, 1 file refused\n"), "{}", ran.out);
    assert_eq!(text(&bench, COMMENTS), "", "{why}");
}

#[test]
fn json_that_the_page_did_not_save_is_refused() {
    let good = post(&bench());
    let with = |path: &str, value: Value| {
        let mut post = good.clone();
        *post.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
        post.to_string()
    };
    for (text, why) in [
        ("{".to_owned(), "this is no file that the page for reviewers saves"),
        (with("/format", json!("bona/review/v9")), "of the kind `bona/review/v9`"),
        (with("/course", json!("other_course")), "comments on the course `other_course`, not on `minimal`"),
        (with("/course", json!(7)), "this is no file that the page for reviewers saves"),
        (with("/as", json!("Boss")), "there is no capacity `Boss`"),
        (with("/comments/0/kind", json!("Rant")), "comments, number 1: there is no kind of comment `Rant`"),
        (with("/comments/0/on", json!("today")), "`today` is no day"),
        (
            with("/comments/0/stood", json!("Other words.")),
            "the words that stood there were changed in this file",
        ),
        (with("/comments/0/says", json!(" ")), "it says nothing"),
        (with("/comments/0/says", json!("x".repeat(20_001))), "it is longer than 20000 characters"),
        (with("/comments/0/above", json!(vec!["a"; 9])), "it does not say what it is on"),
        (with("/comments/0/alike", json!(-1)), "this is no file that the page for reviewers saves"),
    ] {
        refused("back.json", text.as_bytes(), why);
    }
    let mut more = good.clone();
    more["author"] = json!("Sam Reed");
    refused("back.json", more.to_string().as_bytes(), "unknown field `author`");
    let html = "<!DOCTYPE html><html></html>";
    refused("back.html", html.as_bytes(), "this is the page for reviewers, which holds no comments");
    // The same file unharmed is taken: what is refused above is refused for its fault.
    let bench = bench().file("back.json", good.to_string());
    assert_eq!(read(&bench, &["back.json"]).exit, Exit::Done);
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a part");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn documents_that_are_no_storyboards_are_refused() {
    let relations = br#"<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let with = |document: &[u8]| zipped(&[("_rels/.rels", relations), ("word/document.xml", document)]);
    refused("back.docx", b"PK\x03\x04 cut short", "it cannot be unpacked");
    refused("back.docx", b"", "it cannot be unpacked");
    refused("back.docx", b"\xd0\xcf\x11\xe0 old", "the file has a password, or is of the old kind .doc");
    refused("back.docx", &zipped(&[("a.txt", b"x")]), "this is no document for Word");
    refused("back.docx", &with(b"<document><body><p/></body></document>"), "no storyboard of ours");
    let bombs = "<!DOCTYPE d [<!ENTITY a \"aaaa\">]><document><body>&a;</body></document>";
    refused("back.docx", &with(bombs.as_bytes()), "word/document.xml: this part is damaged");
    let deep = format!("{}{}", "<p>".repeat(500), "</p>".repeat(500));
    refused("back.docx", &with(deep.as_bytes()), "word/document.xml: this part is damaged");
    refused("back.docx", &with(&vec![b' '; 3_000_000]), "it cannot be unpacked");
    refused("back.docx", &zipped(&[("../x", b"x")]), "it leads out of its folder");
    refused("back.docx", b"<html><body>", "holds no comments");
}

/// A document of another course is refused by what it says of itself.
#[test]
fn a_storyboard_of_another_course_is_refused() {
    let other = Workbench::new().folder("reviewed", "fixtures/reviewed");
    assert_eq!(other.run(&["review", "make", "reviewed", "--format", "docx"]).exit, Exit::Done);
    let bytes = other.files()[std::path::Path::new("review/reviewed-storyboard.docx")].clone();
    refused("back.docx", &bytes, "comments on the course `reviewed`, not on `minimal`");
}

#[test]
fn a_file_of_comments_at_fault_is_told_and_kept() {
    let bench = bench().file("back.json", post(&bench()).to_string());
    assert_eq!(read(&bench, &["back.json"]).exit, Exit::Done);
    let bench = edited(bench, COMMENTS, "status: Open", "status: Opened");
    let before = text(&bench, COMMENTS);
    let ran = read(&bench, &["back.json"]);
    assert_eq!(ran.exit, Exit::AtFault);
    assert!(ran.err.contains("no comment was taken") && ran.err.contains("comments.ron:"), "{}", ran.err);
    assert_eq!(text(&bench, COMMENTS), before);
}

/// A course that is at fault while comments come in takes them all the same.
#[test]
fn comments_are_taken_while_the_course_is_being_mended() {
    let bench = bench().file("back.json", post(&bench()).to_string());
    let bench = edited(bench, super::MODULE, "Page(", "Pag(");
    let ran = read(&bench, &["back.json"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.whole());
    assert!(ran.out.contains("where each belongs is told once it can"), "{}", ran.out);
    assert!(text(&bench, COMMENTS).contains("says: \"It is wrong.\""));
}
