//! What text may hold becomes nodes; what it may not is named with the piece that is at fault.

use super::parse;
use crate::course::{Inline, LinkTo, Node};
use crate::rule::Rule;

#[test]
fn paragraphs_lists_and_links_become_nodes() {
    let parsed = parse(
        "One *two* **three**.\n\n- a\n- [b](page:two_minutes)\n\n> said\n\n## Head\n\n[Bore da]{lang=cy}, Sam",
    );
    assert!(parsed.faults.is_empty(), "{:?}", parsed.faults);
    assert_eq!(parsed.pages, [("two_minutes".into(), "page:two_minutes".into())]);
    let nodes = parsed.markup.nodes();
    assert_eq!(nodes.len(), 5);
    assert!(matches!(&nodes[1], Node::List { ordered: false, items } if items.len() == 2));
    assert!(matches!(&nodes[2], Node::Quote(inner) if inner.len() == 1));
    assert!(matches!(&nodes[3], Node::Heading(2, _)));
    let Node::Paragraph(line) = &nodes[4] else { panic!("a paragraph") };
    assert_eq!(line[0], Inline::Language("cy".into(), vec![Inline::Text("Bore da".into())]));
    assert_eq!(parsed.markup.plain(), "One two three. a b said Head Bore da, Sam");
}

#[test]
fn a_list_in_a_list_and_loose_items_are_kept() {
    let parsed = parse("1. one\n   - in *one*\n2. two\n\n   more");
    assert!(parsed.faults.is_empty());
    let Node::List { ordered: true, items } = &parsed.markup.nodes()[0] else { panic!("a list") };
    assert!(matches!(&items[0][1], Node::List { ordered: false, .. }));
    assert_eq!(items[1].len(), 2);
}

#[test]
fn what_is_not_allowed_is_named() {
    for (text, rule, piece) in [
        ("a <b>bold</b> word", Rule::NotAllowedHere, "<b>"),
        ("<script>alert(1)</script>", Rule::NotAllowedHere, "<script>alert(1)</script>"),
        ("[x](http://ons.gov.uk)", Rule::BadLink, "http://ons.gov.uk"),
        ("[x](javascript:alert)", Rule::BadLink, "javascript:alert"),
        ("![x](a.png)", Rule::NotAllowedHere, "![x](a.png)"),
        ("# Top", Rule::HeadingLevel, "# Top"),
        ("`code`", Rule::NotAllowedHere, "`code`"),
        ("|a|b|\n|-|-|\n|1|2|", Rule::NotAllowedHere, "|a|b|"),
        ("---", Rule::NotAllowedHere, "---"),
    ] {
        let parsed = parse(text);
        let fault = parsed.faults.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((fault.rule, fault.piece.as_str()), (rule, piece), "{text}");
    }
}

#[test]
fn links_keep_where_they_lead() {
    let parsed = parse("[a](https://www.ons.gov.uk/x) [b](mailto:a@example.org) [c](source:ons_census_so)");
    assert!(parsed.faults.is_empty());
    let Node::Paragraph(line) = &parsed.markup.nodes()[0] else { panic!("a paragraph") };
    assert!(matches!(&line[0], Inline::Link(LinkTo::Web(to), _) if to == "https://www.ons.gov.uk/x"));
    assert!(matches!(&line[2], Inline::Link(LinkTo::Mail(to), _) if to == "a@example.org"));
    assert!(matches!(&line[4], Inline::Link(LinkTo::Source(_), _)));
}

proptest::proptest! {
    #[test]
    fn a_plain_line_is_what_the_parser_would_make_of_it(text in "[-A-Za-z“‘\"'(£0-9 .,:;!?#+=)|~*_é\u{a0}\u{2028}—…]{1,40}") {
        let (quick, whole) = (super::parse(&text), super::parse_markdown(&text));
        proptest::prop_assert_eq!(quick.markup, whole.markup);
        proptest::prop_assert_eq!(quick.faults.len(), whole.faults.len());
    }
}

#[test]
fn most_lines_need_no_parser() {
    for text in
        ["“Sorry, she. So, her appointment is at ten.”", "It was heard!", "Short, and on: nobody waits."]
    {
        assert!(super::is_plain(text), "{text}");
    }
    for text in [
        "1. One", "- One", "# One", "a *b*", " a", "a ", "a\nb", "", "&amp;", "> a", "+ a", "~~a~~", "a\u{0}",
    ] {
        assert!(!super::is_plain(text), "{text}");
    }
}
