//! Texts for question banks: HTML without what only the course's own pages can show.

use bona_engine::course::{Inline, LinkTo, Markup, Node};

use crate::markup::{self, OUTSIDE};

/// A text as HTML, and whether a link into the course had to become plain words.
pub(crate) fn rich(text: &Markup) -> (String, bool) {
    let mut cut = false;
    let nodes = nodes(&text.nodes(), &mut cut);
    let html = markup::html(&Markup::of(nodes));
    // The sign of an outside link and the words for it stand once in a page of the course, and nowhere else.
    (html.replace(OUTSIDE, "").replace(" aria-describedby=\"new-window\"", ""), cut)
}

/// A text as one line of plain words.
pub(crate) fn plain(text: &Markup) -> String {
    text.plain().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn nodes(all: &[Node], cut: &mut bool) -> Vec<Node> {
    let node = |node: &Node, cut: &mut bool| match node {
        Node::Paragraph(own) => Node::Paragraph(line(own, cut)),
        Node::Heading(level, own) => Node::Heading(*level, line(own, cut)),
        Node::List { ordered, items } => {
            Node::List { ordered: *ordered, items: items.iter().map(|item| nodes(item, cut)).collect() }
        }
        Node::Quote(own) => Node::Quote(nodes(own, cut)),
    };
    all.iter().map(|one| node(one, cut)).collect()
}

fn line(pieces: &[Inline], cut: &mut bool) -> Vec<Inline> {
    let mut out = Vec::new();
    for piece in pieces {
        match piece {
            Inline::Text(_) | Inline::Break => out.push(piece.clone()),
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(line(inner, cut))),
            Inline::Strong(inner) => out.push(Inline::Strong(line(inner, cut))),
            Inline::Language(tag, inner) => out.push(Inline::Language(tag.clone(), line(inner, cut))),
            Inline::Link(to @ (LinkTo::Web(_) | LinkTo::Mail(_)), inner) => {
                out.push(Inline::Link(to.clone(), line(inner, cut)));
            }
            Inline::Link(_, inner) => {
                *cut = true;
                out.extend(line(inner, cut));
            }
        }
    }
    out
}
