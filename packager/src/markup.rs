//! Checked rich text becomes HTML.
//!
//! What cannot be said in [`Markup`] cannot come out here: every word is escaped, only `https`, mail,
//! page, source and term links are written, and no attribute is ever taken from the author's text unescaped.

use bona_engine::course::{Inline, LinkTo, Markup, Node};

/// Address of the page that lists all sources. The hyphen keeps it apart from every author's id.
pub(crate) const SOURCES: &str = "course-sources";
/// Address of the page that lists the words that need care.
pub(crate) const TERMS: &str = "course-terms";

/// Languages that are written from right to left, by their BCP 47 primary tag.
const FROM_RIGHT: [&str; 10] = ["ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

/// The whole text as block-level HTML.
///
/// An outside link opens beside the course, so that nobody loses their place; the hint for that is the
/// one element `new-window` of the document.
#[must_use]
pub(crate) fn html(text: &Markup) -> String {
    let mut out = String::new();
    nodes(&text.nodes(), &mut out);
    out
}

/// The text as one run of phrasing content, for labels and buttons: no blocks and no links, which
/// could not be pressed inside another control.
#[must_use]
pub(crate) fn inline(text: &Markup) -> String {
    let mut out = String::new();
    flat_nodes(&text.nodes(), &mut out);
    out
}

/// A plain text made safe for element content and quoted attributes.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    words(text, &mut out);
    out
}

/// `rtl` or `ltr`, from a BCP 47 tag.
#[must_use]
pub fn direction(language: &str) -> &'static str {
    let primary = language.split('-').next().unwrap_or_default();
    if FROM_RIGHT.iter().any(|tag| tag.eq_ignore_ascii_case(primary)) { "rtl" } else { "ltr" }
}

/// The attributes that say which language an element is in.
pub(crate) fn marks(language: &str) -> String {
    format!(" lang=\"{}\" dir=\"{}\"", escape(language), direction(language))
}

fn nodes(all: &[Node], out: &mut String) {
    for node in all {
        match node {
            Node::Paragraph(pieces) => wrapped("p", pieces, out),
            Node::Heading(level, pieces) => {
                wrapped(if *level <= 2 { "h2" } else { "h3" }, pieces, out);
            }
            Node::List { ordered, items } => list(*ordered, items, out),
            Node::Quote(inner) => {
                out.push_str("<blockquote>");
                nodes(inner, out);
                out.push_str("</blockquote>");
            }
        }
    }
}

fn list(ordered: bool, items: &[Vec<Node>], out: &mut String) {
    let tag = if ordered { "ol" } else { "ul" };
    out.push_str(&format!("<{tag}>"));
    for item in items {
        out.push_str("<li>");
        match item.as_slice() {
            // A tight list: the paragraph that Markdown puts round a short item is only noise.
            [Node::Paragraph(pieces)] => line(pieces, true, out),
            several => nodes(several, out),
        }
        out.push_str("</li>");
    }
    out.push_str(&format!("</{tag}>"));
}

fn wrapped(tag: &str, pieces: &[Inline], out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    line(pieces, true, out);
    out.push_str(&format!("</{tag}>"));
}

fn flat_nodes(all: &[Node], out: &mut String) {
    for node in all {
        match node {
            Node::Paragraph(pieces) | Node::Heading(_, pieces) => {
                if !out.is_empty() {
                    out.push_str("<br>");
                }
                line(pieces, false, out);
            }
            Node::List { items, .. } => items.iter().for_each(|item| flat_nodes(item, out)),
            Node::Quote(inner) => flat_nodes(inner, out),
        }
    }
}

fn line(pieces: &[Inline], links: bool, out: &mut String) {
    for piece in pieces {
        match piece {
            Inline::Text(text) => words(text, out),
            Inline::Break => out.push_str("<br>"),
            Inline::Emphasis(inner) => tagged("em", inner, links, out),
            Inline::Strong(inner) => tagged("strong", inner, links, out),
            Inline::Language(tag, inner) => {
                // In a text that runs the other way its full stop would stand at its beginning.
                out.push_str(&format!("<span{}>", marks(tag)));
                line(inner, links, out);
                out.push_str("</span>");
            }
            Inline::Link(to, inner) => link(to, inner, links, out),
        }
    }
}

fn tagged(tag: &str, pieces: &[Inline], links: bool, out: &mut String) {
    out.push_str(&format!("<{tag}>"));
    line(pieces, links, out);
    out.push_str(&format!("</{tag}>"));
}

fn link(to: &LinkTo, pieces: &[Inline], links: bool, out: &mut String) {
    let start = match to {
        _ if !links => None,
        // Checked already; asked again here because this is the door that must not open.
        LinkTo::Web(address) => address.starts_with("https://").then(|| {
            format!(
                "<a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\" aria-describedby=\"new-window\">",
                escape(address)
            )
        }),
        LinkTo::Mail(address) => Some(format!("<a href=\"mailto:{}\">", escape(address))),
        LinkTo::Page(page) => Some(format!("<a href=\"#/{page}\">")),
        LinkTo::Source(source) => Some(format!("<a href=\"#/{SOURCES}/{source}\">")),
        LinkTo::Term(term) => Some(format!("<a href=\"#/{TERMS}/{term}\">")),
    };
    let Some(start) = start else {
        return line(pieces, links, out);
    };
    out.push_str(&start);
    line(pieces, false, out);
    if matches!(to, LinkTo::Web(_)) {
        out.push_str(OUTSIDE);
    }
    out.push_str("</a>");
}

/// The sign of an outside link; its drawing stands once in the document.
pub(crate) const OUTSIDE: &str =
    " <svg class=\"ic flip\" aria-hidden=\"true\" focusable=\"false\"><use href=\"#ic-out\"/></svg>";

fn words(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // HTML forbids control characters; a browser's own repair is the same sign.
            control if control.is_control() && control != '\n' && control != '\t' => out.push('\u{fffd}'),
            plain => out.push(plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use bona_engine::course::{Inline, LinkTo, Markup, Node};
    use bona_engine::id::{PageId, SourceId};

    use super::{direction, escape, html, inline};

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    fn paragraph(pieces: Vec<Inline>) -> Markup {
        Markup::of(vec![Node::Paragraph(pieces)])
    }

    #[test]
    fn every_piece_has_its_own_html() {
        let page = PageId::parse("two_minutes").expect("an id");
        let source = SourceId::parse("ons_census_so").expect("an id");
        let all = Markup::of(vec![
            Node::Heading(2, vec![text("Names")]),
            Node::Paragraph(vec![
                Inline::Emphasis(vec![text("a")]),
                Inline::Strong(vec![text("b")]),
                Inline::Break,
                Inline::Language("cy".into(), vec![text("bore da")]),
                Inline::Language("ar".into(), vec![text("صباح")]),
                Inline::Link(LinkTo::Page(page), vec![text("c")]),
                Inline::Link(LinkTo::Source(source), vec![text("d")]),
                Inline::Link(LinkTo::Mail("a@b.example".into()), vec![text("e")]),
            ]),
            Node::List { ordered: true, items: vec![vec![Node::Paragraph(vec![text("one")])]] },
            Node::Quote(vec![Node::Paragraph(vec![text("said")])]),
            Node::Heading(3, vec![text("Less")]),
        ]);
        assert_eq!(
            html(&all),
            "<h2>Names</h2><p><em>a</em><strong>b</strong><br><span lang=\"cy\" dir=\"ltr\">bore da</span>\
             <span lang=\"ar\" dir=\"rtl\">صباح</span><a href=\"#/two_minutes\">c</a>\
             <a href=\"#/course-sources/ons_census_so\">d</a><a href=\"mailto:a@b.example\">e</a></p>\
             <ol><li>one</li></ol><blockquote><p>said</p></blockquote><h3>Less</h3>"
        );
        assert!(!inline(&all).contains("<a ") && !inline(&all).contains("<p"));
    }

    #[test]
    fn an_outside_link_opens_beside_the_course_and_says_so() {
        let link = Inline::Link(LinkTo::Web("https://a.example/?x=1&y=\"".into()), vec![text("there")]);
        let out = html(&paragraph(vec![link]));
        assert!(out.starts_with(
            "<p><a href=\"https://a.example/?x=1&amp;y=&quot;\" target=\"_blank\" \
             rel=\"noopener noreferrer\" aria-describedby=\"new-window\">there"
        ));
    }

    #[test]
    fn hostile_text_stays_text() {
        let bad = "<script>alert('x')</script>\" onload=\"y\u{0}";
        let said = html(&paragraph(vec![text(bad)]));
        assert_eq!(
            said,
            "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y\u{fffd}</p>"
        );
        let link = Inline::Link(LinkTo::Web("javascript:alert(1)".into()), vec![text("x")]);
        assert_eq!(html(&paragraph(vec![link])), "<p>x</p>");
        let tongue = Inline::Language("\"><img>".into(), vec![text("x")]);
        assert!(!html(&paragraph(vec![tongue])).contains("<img"));
        assert_eq!(escape("a&b"), "a&amp;b");
    }

    #[test]
    fn direction_follows_the_primary_tag() {
        assert_eq!(direction("ar-EG"), "rtl");
        assert_eq!(direction("UR"), "rtl");
        assert_eq!(direction("en-GB"), "ltr");
    }
}
