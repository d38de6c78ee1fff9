//! The tree keeps every byte, finds what stands where, and says of damaged text what is damaged.

use super::{Body, Gaps, Tree, find, is_too_deep};
use crate::diagnostic::Path;

fn printed(text: &str, tree: &Tree) -> String {
    let mut at = 0;
    let pieces = tree.tokens.iter().map(|token| {
        assert_eq!(token.span.start, at, "a gap or an overlap in {text:?}");
        at = token.span.end;
        &text[token.span.clone()]
    });
    pieces.collect()
}

#[test]
fn a_path_leads_to_its_value() {
    let text = r##"Course(id: "abc", // a comment (
        pages: [Page(title: r#"a "b" c"#), Page(id: 'x')], /* [ /* ( */ */ kind: One(Two(three: 3)))"##;
    let tree = Tree::of(text);
    assert!(tree.faults.is_empty());
    let root = tree.root.as_ref().expect("it is whole");
    let at = |path: &Path| find(root, text, path, &Gaps::default()).map(|found| &text[found.span()]);
    let top = Path::default();
    assert_eq!(at(&top.field("id")), Some("\"abc\""));
    assert_eq!(at(&top.field("pages").index(0).field("title")), Some("r#\"a \"b\" c\"#"));
    assert_eq!(at(&top.field("pages").index(1)), Some("Page"));
    assert_eq!(at(&top.field("pages").index(1).field("title")), Some("Page"), "a field that was left out");
    assert_eq!(at(&top.field("kind").index(0).field("three")), Some("3"));
    let page = text.find("Page").expect("it is there");
    let gaps = Gaps { left_out: [page].into(), ..Gaps::default() };
    let moved = find(root, text, &top.field("pages").index(0), &gaps).map(|found| found.span());
    assert_eq!(moved, text.rfind("Page").map(|at| at..at + 4), "what was left out is not counted");
}

#[test]
fn damage_is_named_at_its_place() {
    for (text, message, place) in [
        ("(a: 1", "`(` is never closed", "1"),
        ("(a: [1, 2)", "`)` closes a `[`", ")"),
        ("(a: \"x)", "a text is never closed", "x"),
        ("(a: 1 b: 2)", "a comma is missing", "1"),
        ("(a: 1))", "`)` closes nothing", ")"),
        ("(a: , b: 1)", "`,` where a value should stand", ","),
        ("[1, 2] x", "`x` stands after the end", "x"),
        ("(a 1, b: 2)", "a colon is missing", "a"),
        ("(a = 1, b: 2)", "`=` where a colon should stand", "="),
        ("(\"a\": 1)", "a field's name stands without quotes", "\"a\""),
        ("(a: x\", b: 1)", "a text has no opening quote", "x"),
        ("(a: 1, /* b: 2)", "a comment is never closed", "/*"),
        ("(\n    a: [\n        1,\n    b: 2,\n)", "`[` is never closed", "1"),
        ("(\n    a:\n        1,\n    ],\n)", "an opening `[` is missing", ":"),
        ("(\n    a: [\n        (b: 1,\n        (b: 2),\n    ],\n)", "`(` is never closed", "1"),
        ("(\n    a: \"x,\n    b: \"y\",\n)", "a text is never closed", "x"),
        ("(\n    a: \"x\",\n    ),\n    b: 1,\n)", "`)` closes nothing", ")"),
    ] {
        let tree = Tree::of(text);
        let fault = tree.faults.first().expect(text);
        assert_eq!((fault.message.as_str(), &text[fault.span.clone()]), (message, place), "{text}");
        assert_eq!(tree.faults.len(), 1, "{text}: {:?}", tree.faults);
    }
}

#[test]
fn what_is_mended_is_read_on() {
    for text in [
        "(a: 1 b: (c: 2 d: 3), e: 4)",
        "(\n    a: 1,\n    b: [\n        1,\n    c: 2,\n)",
        "(\n    a: \"1,\n    b: \"2\",\n    c: \"3\",\n)",
        "(a 1, b: 2, c: 3)",
    ] {
        let tree = Tree::of(text);
        let Some(Body::Bracket('(', fields)) = tree.root.as_ref().map(|root| &root.body) else {
            panic!("{text} was not read");
        };
        assert_eq!(fields.iter().filter(|field| field.key.is_some()).count(), 3, "{text}");
    }
}

#[test]
fn depth_has_an_end() {
    assert!(!is_too_deep(&"(".repeat(64)));
    assert!(is_too_deep(&"(".repeat(65)));
    assert!(!is_too_deep(&format!("\"{}\" // {}", "(".repeat(70), "(".repeat(70))));
    assert!(Tree::of(&"[".repeat(100_000)).root.is_none());
}

#[test]
fn any_text_is_a_tree_without_a_panic() {
    for text in [
        "",
        "'",
        "\"\\",
        "r#\"",
        "é(",
        "(é: 'é')",
        "/*",
        "*/",
        "a::b",
        "r#",
        "'\\",
        "\\",
        "(a: -",
        "(\"",
        ")",
        "],",
        "\u{feff}(",
        "(a:\"é",
        "(“a b c\n",
        "r",
        "(r",
        "(a: r#\n\"x",
        "[é\", ]",
        ",",
        "(,)",
        "(a:)",
    ] {
        assert_eq!(printed(text, &Tree::of(text)), text);
    }
}
