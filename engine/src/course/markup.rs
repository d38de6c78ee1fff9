//! Checked rich text: what Markdown may say here, and nothing else can be represented.

use std::borrow::Cow;

use crate::id::{PageId, SourceId, TermId};

/// A checked text: paragraphs, lists, headings below the page title, quotes.
///
/// Most texts of a course are one paragraph of plain words, and are kept as that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup(Kept);

/// How a text is kept; one that could be kept in either way is kept in the first.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    /// One paragraph of plain words.
    Words(String),
    /// Block-level nodes, in order.
    Nodes(Vec<Node>),
}

impl Default for Markup {
    fn default() -> Self {
        Self(Kept::Nodes(Vec::new()))
    }
}

/// A block-level piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading; level 2 or 3 (level 1 is the page's title).
    Heading(u8, Vec<Inline>),
    /// A list: whether it is numbered, and its items.
    List {
        /// Numbered, from one.
        ordered: bool,
        /// Each item is a text of its own.
        items: Vec<Vec<Node>>,
    },
    /// A quotation.
    Quote(Vec<Node>),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// A line break that the author asked for.
    Break,
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Strongly stressed words.
    Strong(Vec<Inline>),
    /// A link and its words.
    Link(LinkTo, Vec<Inline>),
    /// Words in another language: BCP 47 tag and words.
    Language(String, Vec<Inline>),
}

/// Where a link may lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTo {
    /// An `https` address.
    Web(String),
    /// A mail address, without `mailto:`.
    Mail(String),
    /// A page of this course.
    Page(PageId),
    /// A source that the house lists.
    Source(SourceId),
    /// A term that the house lists.
    Term(TermId),
}

impl Markup {
    /// One paragraph of plain words.
    #[must_use]
    pub fn paragraph(words: impl Into<String>) -> Self {
        Self(Kept::Words(words.into()))
    }

    /// A text of block-level nodes.
    #[must_use]
    pub fn of(mut nodes: Vec<Node>) -> Self {
        if let [Node::Paragraph(line)] = nodes.as_mut_slice()
            && let [Inline::Text(words)] = line.as_mut_slice()
        {
            return Self(Kept::Words(std::mem::take(words)));
        }
        Self(Kept::Nodes(nodes))
    }

    /// Its block-level nodes, in order.
    #[must_use]
    pub fn nodes(&self) -> Cow<'_, [Node]> {
        match &self.0 {
            Kept::Words(words) => Cow::Owned(vec![Node::Paragraph(vec![Inline::Text(words.clone())])]),
            Kept::Nodes(nodes) => Cow::Borrowed(nodes),
        }
    }

    /// The words alone, blocks separated by a blank.
    #[must_use]
    pub fn plain(&self) -> String {
        match &self.0 {
            Kept::Words(words) => words.clone(),
            Kept::Nodes(nodes) => {
                let mut words = String::new();
                nodes_plain(nodes, &mut words);
                words
            }
        }
    }

    /// The words of a text that is one paragraph of plain words, as most texts are.
    pub(crate) fn only_words(&self) -> Option<&str> {
        match &self.0 {
            Kept::Words(words) => Some(words),
            Kept::Nodes(_) => None,
        }
    }

    /// The nodes of a text that is not only words; of one that is, none.
    pub(crate) fn other_nodes(&self) -> &[Node] {
        match &self.0 {
            Kept::Words(_) => &[],
            Kept::Nodes(nodes) => nodes,
        }
    }

    /// The same as [`Self::plain`], copied only where it must be.
    pub(crate) fn as_plain(&self) -> Cow<'_, str> {
        self.only_words().map_or_else(|| Cow::Owned(self.plain()), Cow::Borrowed)
    }

    /// The same, saying of itself that it is in this language.
    pub(crate) fn in_language(&self, tag: &str) -> Self {
        Self::of(self.nodes().iter().map(|node| node_in(node, tag)).collect())
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(&self.0, Kept::Nodes(nodes) if nodes.is_empty())
    }
}

fn node_in(node: &Node, tag: &str) -> Node {
    let line = |line: &[Inline]| vec![Inline::Language(tag.to_owned(), line.to_vec())];
    let nodes = |nodes: &[Node]| nodes.iter().map(|node| node_in(node, tag)).collect();
    match node {
        Node::Paragraph(words) => Node::Paragraph(line(words)),
        Node::Heading(level, words) => Node::Heading(*level, line(words)),
        Node::List { ordered, items } => {
            Node::List { ordered: *ordered, items: items.iter().map(|item| nodes(item)).collect() }
        }
        Node::Quote(inner) => Node::Quote(nodes(inner)),
    }
}

fn nodes_plain(nodes: &[Node], words: &mut String) {
    for node in nodes {
        match node {
            Node::Paragraph(line) | Node::Heading(_, line) => {
                if !words.is_empty() {
                    words.push(' ');
                }
                line_plain(line, words);
            }
            Node::List { items, .. } => items.iter().for_each(|item| nodes_plain(item, words)),
            Node::Quote(inner) => nodes_plain(inner, words),
        }
    }
}

fn line_plain(line: &[Inline], words: &mut String) {
    for piece in line {
        match piece {
            Inline::Text(text) => words.push_str(text),
            Inline::Break => words.push(' '),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Link(_, inner)
            | Inline::Language(_, inner) => line_plain(inner, words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Inline, Markup, Node};

    #[test]
    fn plain_words_are_the_same_text_however_they_are_given() {
        let words = Markup::paragraph("One two.");
        let nodes = vec![Node::Paragraph(vec![Inline::Text("One two.".into())])];
        assert_eq!(words, Markup::of(nodes.clone()));
        assert_eq!((words.nodes().as_ref(), words.plain().as_str()), (nodes.as_slice(), "One two."));
        let strong =
            Markup::of(vec![Node::Paragraph(vec![Inline::Strong(vec![Inline::Text("One".into())])])]);
        assert_eq!((strong.only_words(), strong.as_plain().as_ref(), strong.nodes().len()), (None, "One", 1));
        assert!(Markup::default().is_empty() && Markup::of(Vec::new()).is_empty() && !words.is_empty());
    }
}
