//! Checked rich text: what Markdown may say here, and nothing else can be represented.

use std::borrow::Cow;

use crate::id::{PageId, SourceId, TermId};

/// A checked text: paragraphs, lists, headings below the page title, quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// Block-level nodes, in order.
    pub nodes: Vec<Node>,
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
    pub fn paragraph(words: &str) -> Self {
        Self { nodes: vec![Node::Paragraph(vec![Inline::Text(words.to_owned())])] }
    }

    /// The words alone, blocks separated by a blank.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut words = String::new();
        nodes_plain(&self.nodes, &mut words);
        words
    }

    /// The words of a text that is one paragraph of plain words, as most texts are.
    pub(crate) fn only_words(&self) -> Option<&str> {
        let [Node::Paragraph(line)] = self.nodes.as_slice() else { return None };
        match line.as_slice() {
            [Inline::Text(words)] => Some(words),
            _ => None,
        }
    }

    /// The same as [`Self::plain`], copied only where it must be.
    pub(crate) fn as_plain(&self) -> Cow<'_, str> {
        self.only_words().map_or_else(|| Cow::Owned(self.plain()), Cow::Borrowed)
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
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
