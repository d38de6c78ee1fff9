//! A tree over RON that keeps every byte and can be made of any text.
//!
//! It knows where things stand and nothing of what they mean. Of sound text it is exact; of damaged text it
//! says what is damaged, and mends brackets, commas, colons and quotes so that the rest can still be read.
//! ron stays the judge of good text: the tree serves faults, places, corrections and the writer.

mod brackets;
pub(crate) mod lex;
mod parse;
mod quotes;

use std::collections::BTreeSet;

use crate::diagnostic::{Fix, Path, Step};
use crate::limits;
use crate::rule::Rule;
use crate::source::Span;
use lex::{Kind, Token};

/// A text as a tree.
#[derive(Debug)]
pub(crate) struct Tree {
    /// Every byte of the text, in order, each in one piece.
    pub(crate) tokens: Vec<Token>,
    /// The value that the text is; `None` if it is empty or too damaged.
    pub(crate) root: Option<Node>,
    /// What is damaged, in the order in which it was noticed.
    pub(crate) faults: Vec<Fault>,
}

/// A value and where it stands.
#[derive(Debug)]
pub(crate) struct Node {
    /// The whole value, name and brackets included.
    pub(crate) span: Span,
    /// The name before the brackets, or a bare word.
    pub(crate) name: Option<Span>,
    /// What is in it.
    pub(crate) body: Body,
    /// Whether something in it was mended or given up, so that what it lacks may only follow from that.
    pub(crate) damaged: bool,
}

/// What is in a value.
#[derive(Debug)]
pub(crate) enum Body {
    /// A number, a word, a character.
    Plain,
    /// A text, with both quotes or only one.
    Text(Kind),
    /// What stands in brackets.
    Bracket(char, Vec<Element>),
    /// Nothing can be made of it.
    Junk,
}

/// A field or an element of a list, and where it stands.
#[derive(Debug)]
pub(crate) struct Element {
    /// A field's name, or what stands before the colon of a map.
    pub(crate) key: Option<Span>,
    /// Name, colon and value.
    pub(crate) span: Span,
    /// Its value.
    pub(crate) value: Node,
}

/// A fault of brackets, commas, colons or quotes.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    /// The rule that is broken.
    pub(crate) rule: Rule,
    /// Where.
    pub(crate) span: Span,
    /// What is wrong.
    pub(crate) message: String,
    /// What holds at the place.
    pub(crate) label: String,
    /// What to write instead.
    pub(crate) help: Option<String>,
    /// Other places that matter.
    pub(crate) also: Vec<(Span, String)>,
    /// The correction.
    pub(crate) fix: Option<Fix>,
    /// Whether it is a bracket or a quote: what else is said of its line may only follow from it.
    pub(crate) grave: bool,
}

/// Leaves out what may only follow from a bracket or a quote on the same line: of such lines only the first
/// grave fault is told. `kept` are faults that are told already.
pub(crate) fn untangle(text: &str, kept: &[Fault], faults: &mut Vec<Fault>) {
    faults.sort_by_key(|fault| fault.span.start);
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let line = |fault: &Fault| starts.partition_point(|start| *start <= fault.span.start);
    let mut told: Vec<usize> = kept.iter().filter(|fault| fault.grave).map(line).collect();
    let own = faults.iter().filter(|fault| fault.grave).map(line);
    let grave: Vec<usize> = told.iter().copied().chain(own).collect();
    faults.retain(|fault| {
        let line = line(fault);
        if !grave.contains(&line) {
            return true;
        }
        let first = fault.grave && !told.contains(&line);
        if first {
            told.push(line);
        }
        first
    });
}

fn fault(span: Span, message: impl Into<String>, label: impl Into<String>) -> Fault {
    Fault {
        rule: Rule::NotRon,
        span,
        message: message.into(),
        label: label.into(),
        help: None,
        also: Vec::new(),
        fix: None,
        grave: false,
    }
}

/// A comment as other notations have it.
fn remark(text: &str, span: &Span) -> Fault {
    let found = &text[span.clone()];
    let place = span.start..span.start + found.len() - found.trim_start_matches('#').len();
    let mut fault = fault(place.clone(), "`#` begins no comment here", "write `//` for this");
    fault.help = Some("a comment begins with `//`, and goes on to the end of its line".to_owned());
    fault.fix = Some(Fix { edits: vec![(place, "//".to_owned())], safe: true });
    fault
}

/// A place that begins and ends between characters.
fn whole_characters(text: &str, span: &Span) -> Span {
    let (mut start, mut end) = (span.start.min(text.len()), span.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end.max(start)
}

/// A fault of a bracket or a quote.
fn grave(span: Span, message: impl Into<String>, label: impl Into<String>) -> Fault {
    Fault { grave: true, ..fault(span, message, label) }
}

impl Tree {
    /// Makes the tree of any text, in a time that grows with its length alone.
    pub(crate) fn of(text: &str) -> Self {
        let plain = Self::made(text, false);
        if plain.faults.is_empty() || plain.faults.iter().any(|fault| fault.rule == Rule::NestedTooDeep) {
            return plain;
        }
        Self::made(text, true)
    }

    fn made(text: &str, wary: bool) -> Self {
        let tokens = lex::lex(text, wary);
        let unclosed = |token: &&Token| token.kind == (Kind::Comment { closed: false });
        if let Some(token) = tokens.iter().find(unclosed) {
            // All that follows is in the comment: what is said of the rest would only follow from that.
            let start = token.span.start..token.span.start + 2;
            let faults = vec![grave(start, "a comment is never closed", "write `*/` where it ends")];
            return Self { tokens, root: None, faults };
        }
        let mended = brackets::mend(text, &tokens);
        let mut faults = mended.faults;
        let remarks = tokens.iter().filter(|token| wary && matches!(token.kind, Kind::Comment { .. }));
        let remarks = remarks.filter(|token| lex::is_remark(text, token.span.start));
        faults.extend(remarks.map(|token| remark(text, &token.span)));
        let root = mended.pieces.and_then(|pieces| parse::parse(text, &pieces, &mut faults));
        faults.truncate(limits::CUTS);
        for fault in &mut faults {
            let places = std::iter::once(&mut fault.span).chain(fault.also.iter_mut().map(|(span, _)| span));
            places.for_each(|span| *span = whole_characters(text, span));
        }
        untangle(text, &[], &mut faults);
        Self { tokens, root, faults }
    }

    /// The pieces from one byte to another.
    pub(crate) fn between(&self, from: usize, to: usize) -> &[Token] {
        let first = self.tokens.partition_point(|token| token.span.start < from);
        let last = self.tokens.partition_point(|token| token.span.start < to);
        &self.tokens[first..last.max(first)]
    }
}

impl Node {
    /// Fields or elements; nothing of a value without brackets.
    pub(crate) fn elements(&self) -> &[Element] {
        match &self.body {
            Body::Bracket(_, elements) => elements,
            _ => &[],
        }
    }

    /// The fields that a kind holds: of `Kind(Fields(a: 1))` those inside, of `Kind(a: 1)` those in its own brackets.
    pub(crate) fn held_fields(&self) -> &[Element] {
        match self.elements() {
            [one] if one.key.is_none() && matches!(one.value.body, Body::Bracket('(', _)) => {
                one.value.elements()
            }
            own => own,
        }
    }

    /// What shows the value best in a message: its name, or the whole of it.
    pub(crate) fn shown(&self) -> Span {
        match self.body {
            Body::Bracket(..) => self.name.clone().unwrap_or_else(|| self.span.clone()),
            _ => self.span.clone(),
        }
    }
}

/// Whether the brackets of a text go deeper than is read.
pub(crate) fn is_too_deep(text: &str) -> bool {
    brackets::too_deep(&lex::lex(text, false)).is_some()
}

/// What was not read as it stands, so that what is said of it would only follow from that.
#[derive(Debug, Default)]
pub(crate) struct Gaps {
    /// Elements that were not read, by the byte at which they begin.
    pub(crate) left_out: BTreeSet<usize>,
    /// Fields for which something else was put, by the byte at which the value that lacks them begins.
    pub(crate) holes: BTreeSet<(usize, &'static str)>,
    /// Fields that were written one bracket too far out, by the byte at which the value that lacks them begins.
    pub(crate) meant: BTreeSet<(usize, &'static str)>,
    /// Fields that were read under another name, by the byte at which they begin.
    pub(crate) renamed: BTreeSet<(usize, &'static str)>,
}

impl Gaps {
    fn is_out(&self, element: &Element) -> bool {
        self.left_out.contains(&element.span.start)
    }

    fn is_named(&self, element: &Element, text: &str, name: &'static str) -> bool {
        element.key.as_ref().is_some_and(|key| text[key.clone()] == *name)
            || self.renamed.contains(&(element.span.start, name))
    }
}

/// Where the value at a path stands; `None` if it was not read as it stands.
pub(crate) fn find<'a>(root: &'a Node, text: &str, path: &Path, gaps: &Gaps) -> Option<Found<'a>> {
    let mut node = root;
    for step in &path.0 {
        let next = match step {
            Step::Field(name) => {
                if gaps.holes.contains(&(node.span.start, *name)) {
                    return None;
                }
                node.elements().iter().find(|element| gaps.is_named(element, text, name))
            }
            Step::Index(index) => {
                let read = |element: &&Element| element.key.is_none() && !gaps.is_out(element);
                node.elements().iter().filter(read).nth(*index)
            }
        };
        match next {
            Some(element) if gaps.is_out(element) => return None,
            Some(element) => node = &element.value,
            // A field that was left out: the name of the value that should have it says enough.
            None => return Some(Found::Owner(node)),
        }
    }
    Some(Found::Value(node))
}

/// What a path leads to.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    /// The value itself.
    Value(&'a Node),
    /// The value that could have had it.
    Owner(&'a Node),
}

impl Found<'_> {
    /// What is marked for it.
    pub(crate) fn span(&self) -> Span {
        match self {
            Found::Value(node) => node.shown(),
            Found::Owner(node) => node.name.clone().unwrap_or_else(|| node.span.clone()),
        }
    }
}

#[cfg(test)]
mod tests;
