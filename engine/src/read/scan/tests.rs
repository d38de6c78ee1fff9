//! The scan finds what stands where, and says of damaged text what is damaged.

use super::{Body, depth, find, scan};
use crate::diagnostic::Path;

#[test]
fn a_path_leads_to_its_value() {
    let text = r##"Course(id: "abc", // a comment (
        pages: [Page(title: r#"a "b" c"#), Page(id: 'x')], /* [ /* ( */ */ kind: One(Two(three: 3)))"##;
    let root = scan(text).root.expect("it is whole");
    let at = |path: &Path| &text[find(&root, text, path)];
    let top = Path::default();
    assert_eq!(at(&top.field("id")), "\"abc\"");
    assert_eq!(at(&top.field("pages").index(0).field("title")), "r#\"a \"b\" c\"#");
    assert_eq!(at(&top.field("pages").index(1)), "Page");
    assert_eq!(at(&top.field("pages").index(1).field("title")), "Page", "a field that was left out");
    assert_eq!(at(&top.field("kind").index(0).field("three")), "3");
}

#[test]
fn damage_is_named_at_its_place() {
    for (text, message, place) in [
        ("(a: 1", "`(` is never closed", "("),
        ("(a: [1, 2)", "`)` closes a `[`", ")"),
        ("(a: \"x)", "a text is never closed", "\""),
        ("(a: 1 b: 2)", "a comma is missing", "1"),
        ("(a: 1))", "`)` closes nothing", ")"),
        ("(a: , b: 1)", "`,` where a value should stand", ","),
        ("[1, 2] x", "`x` stands after the end", "x"),
    ] {
        let scanned = scan(text);
        let fault = scanned.faults.first().expect(text);
        assert_eq!((fault.message.as_str(), &text[fault.span.clone()]), (message, place), "{text}");
    }
}

#[test]
fn a_forgotten_comma_is_mended_and_the_rest_is_read() {
    let text = "(a: 1 b: (c: 2 d: 3), e: 4)";
    let scanned = scan(text);
    assert_eq!(scanned.faults.len(), 2);
    let Some(Body::Fields(fields)) = scanned.root.map(|root| root.body) else { panic!("it was read") };
    assert_eq!(fields.len(), 3);
}

#[test]
fn depth_has_an_end() {
    assert_eq!(depth("((([])))"), 4);
    let deep = "[".repeat(100_000);
    assert!(scan(&deep).root.is_none());
    assert_eq!(depth("\"((((\" // ((("), 0);
}

#[test]
fn any_text_is_scanned_without_a_panic() {
    for text in ["", "'", "\"\\", "r#\"", "é(", "(é: 'é')", "/*", "*/", "a::b", "r#", "'\\", "\\", "(a: -"]
    {
        let _scanned = scan(text);
        let _depth = depth(text);
    }
}
