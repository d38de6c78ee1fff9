//! A thing's words as lines: Markdown without its signs, one paragraph, heading or item a line.

use crate::course::{Inline, LinkTo, Markup, Node};

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is, `Feedback`; empty of running text.
    pub label: &'static str,
    /// How it is set.
    pub form: Form,
    /// Its words: no line break, no blanks side by side.
    pub words: String,
}

/// How a line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Running text.
    Paragraph,
    /// A heading, or the name of the thing.
    Heading,
    /// An item of a list.
    Item,
    /// What is quoted.
    Quote,
}

impl Line {
    /// The line as it is hashed and as it stands in a document: `Feedback: It fits all.`
    #[must_use]
    pub fn text(&self) -> String {
        let sign = if self.form == Form::Item { "• " } else { "" };
        let label = if self.label.is_empty() { String::new() } else { format!("{}: ", self.label) };
        format!("{label}{sign}{}", self.words)
    }
}

/// Lines that are being put together.
#[derive(Debug, Default)]
pub(super) struct Lines(pub(super) Vec<Line>);

impl Lines {
    /// What the thing is called.
    pub(super) fn heading(mut self, words: &str) -> Self {
        self.push("", Form::Heading, words);
        self
    }

    /// Plain words under a label.
    pub(super) fn say(mut self, label: &'static str, words: &str) -> Self {
        self.push(label, Form::Paragraph, words);
        self
    }

    /// Plain words under a label, where there are any.
    pub(super) fn maybe(self, label: &'static str, words: Option<&String>) -> Self {
        match words {
            Some(words) => self.say(label, words),
            None => self,
        }
    }

    /// Things that are listed under a label, in one line; nothing where there are none.
    pub(super) fn list(self, label: &'static str, all: impl IntoIterator<Item = impl ToString>) -> Self {
        let all: Vec<String> = all.into_iter().map(|one| one.to_string()).collect();
        self.say(label, &all.join(", "))
    }

    /// A text under a label.
    pub(super) fn text(mut self, label: &'static str, text: &Markup) -> Self {
        let from = self.0.len();
        self.nodes(&text.nodes(), Form::Paragraph);
        if let Some(first) = self.0.get_mut(from) {
            first.label = label;
        }
        self
    }

    /// A text under a label, where there is one.
    pub(super) fn maybe_text(self, label: &'static str, text: Option<&Markup>) -> Self {
        match text {
            Some(text) => self.text(label, text),
            None => self,
        }
    }

    fn nodes(&mut self, nodes: &[Node], form: Form) {
        for node in nodes {
            match node {
                Node::Paragraph(line) => self.push("", form, &plain(line)),
                Node::Heading(_, line) => self.push("", Form::Heading, &plain(line)),
                Node::List { items, .. } => items.iter().for_each(|item| self.nodes(item, Form::Item)),
                Node::Quote(inner) => self.nodes(inner, Form::Quote),
            }
        }
    }

    fn push(&mut self, label: &'static str, form: Form, words: &str) {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.0.push(Line { label, form, words });
        }
    }
}

/// The words of a line; behind those of a link that leads out of the course, where it leads.
fn plain(line: &[Inline]) -> String {
    let mut out = String::new();
    for piece in line {
        match piece {
            Inline::Text(text) => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Language(_, inner) => {
                out.push_str(&plain(inner));
            }
            Inline::Link(to, inner) => {
                out.push_str(&plain(inner));
                if let LinkTo::Web(address) | LinkTo::Mail(address) = to {
                    out.push_str(&format!(" ({address})"));
                }
            }
        }
    }
    out
}
