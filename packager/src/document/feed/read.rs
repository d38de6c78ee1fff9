//! Reading a feed that we wrote. What we would not write again is refused, since it would be lost.

use bona_engine::limits;
use bona_engine::time::is_utc;
use roxmltree::{Document, Node, ParsingOptions};

use super::{ATOM, Entry, Feed, FeedFault, GENERATOR, Link};

pub(super) fn read(text: &str) -> Result<Feed, FeedFault> {
    let options = ParsingOptions { nodes_limit: limits::FEED_NODES, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|error| FeedFault::NotXml(error.to_string()))?;
    let root = document.root_element();
    let generator = elements(root).find(|node| node.has_tag_name((ATOM, "generator")));
    let ours = generator.is_some_and(|node| node.text() == Some(GENERATOR));
    if !root.has_tag_name((ATOM, "feed")) || !ours {
        return Err(FeedFault::NotOurs);
    }
    let mut entries = Vec::new();
    for node in elements(root) {
        match name(node) {
            "entry" => entries.push(entry(node)?),
            "id" | "title" | "updated" | "generator" | "author" | "link" => {}
            other => return Err(damaged(node, format!("`{other}` is nothing that this program writes"))),
        }
    }
    if entries.len() > limits::FEED_ENTRIES {
        let (found, most) = (entries.len(), limits::FEED_ENTRIES);
        return Err(damaged(root, format!("it has {found} entries; at most {most} are kept")));
    }
    Ok(Feed { id: only(root, "id")?, entries })
}

fn entry(node: Node<'_, '_>) -> Result<Entry, FeedFault> {
    let mut links = Vec::new();
    let mut status = None;
    for child in elements(node) {
        match name(child) {
            "link" => links.push(link(child)?),
            "category" => status = child.attribute("term").map(str::to_owned),
            "id" | "title" | "updated" | "summary" => {}
            other => return Err(damaged(child, format!("`{other}` is nothing that this program writes"))),
        }
    }
    let updated = only(node, "updated")?;
    if !is_utc(&updated) {
        return Err(damaged(node, format!("`{updated}` is no time such as 2026-11-22T02:30:00Z")));
    }
    let status = status.ok_or_else(|| damaged(node, "the entry has no `category` with a `term`".into()))?;
    let (id, title, summary) = (only(node, "id")?, only(node, "title")?, only(node, "summary")?);
    Ok(Entry { id, title, updated, links, status, summary })
}

fn link(node: Node<'_, '_>) -> Result<Link, FeedFault> {
    let attribute = |name: &str| {
        let found = node.attribute(name).map(str::to_owned);
        found.ok_or_else(|| damaged(node, format!("the link has no `{name}`")))
    };
    let (rel, kind, href) = (attribute("rel")?, attribute("type")?, attribute("href")?);
    Ok(Link { rel, kind, href, length: node.attribute("length").map(str::to_owned) })
}

/// The text of the one child of that name.
fn only(node: Node<'_, '_>, wanted: &str) -> Result<String, FeedFault> {
    let all: Vec<_> = elements(node).filter(|child| child.has_tag_name((ATOM, wanted))).collect();
    let [one] = all.as_slice() else {
        let own = name(node);
        return Err(damaged(node, format!("the {own} has {} `{wanted}`; it must have one", all.len())));
    };
    match one.text() {
        Some(text) if one.children().count() == 1 && !text.trim().is_empty() => Ok(text.to_owned()),
        _ => Err(damaged(*one, format!("`{wanted}` must hold words and nothing else"))),
    }
}

fn elements<'a, 'input>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

/// The name of an element of Atom; of another vocabulary nothing is known.
fn name<'a>(node: Node<'a, '_>) -> &'a str {
    if node.tag_name().namespace() == Some(ATOM) {
        node.tag_name().name()
    } else {
        "an element of another kind"
    }
}

fn damaged(node: Node<'_, '_>, what: String) -> FeedFault {
    FeedFault::Damaged { line: node.document().text_pos_at(node.range().start).row, what }
}
