//! A scan of RON that knows where things stand and nothing of what they mean.
//!
//! It yields a tree of spans and the faults of brackets, commas and quotes. ron stays the judge of good
//! text: the scan is asked only when ron has refused a file, or when a fault needs its place.

mod lex;

use crate::diagnostic::{Path, Step};
use crate::limits;
use crate::rule::Rule;
use crate::source::Span;
use lex::{Lexer, Token};

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// The whole value, name and brackets included.
    pub(crate) span: Span,
    /// The name before the brackets, or a bare word.
    pub(crate) name: Option<Span>,
    /// What is in it.
    pub(crate) body: Body,
}

/// What is in a value.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// A number, a word, a character.
    Plain,
    /// A text.
    Text,
    /// Named fields.
    Fields(Vec<Field>),
    /// A list, or values in brackets without names.
    Items(Vec<Node>),
}

/// A field and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Field {
    /// Its name.
    pub(crate) name: Span,
    /// Name, colon and value.
    pub(crate) span: Span,
    /// Its value.
    pub(crate) value: Node,
}

/// A fault of brackets, commas or quotes.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) rule: Rule,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) label: String,
    pub(crate) help: Option<&'static str>,
    pub(crate) also: Option<(Span, String)>,
    /// One byte to write over one blank, after which reading can go on.
    pub(crate) mend: Option<(usize, &'static str)>,
}

/// What a scan yields.
#[derive(Debug)]
pub(crate) struct Scan {
    pub(crate) root: Option<Node>,
    pub(crate) faults: Vec<Fault>,
}

/// Scans a text.
pub(crate) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner { lexer: Lexer::new(text), faults: Vec::new(), depth: 0, stopped: false };
    let root = scanner.value();
    if !scanner.stopped
        && let Some((token, span)) = scanner.lexer.peek()
    {
        let found = text[span.clone()].chars().take(20).collect::<String>();
        let message = match token {
            Token::Close(_) => format!("`{found}` closes nothing"),
            _ => format!("`{found}` stands after the end"),
        };
        scanner.fail(span, message, "one bracket too many before this, or here");
    }
    Scan { root, faults: scanner.faults }
}

/// How deep the brackets of a text go.
pub(crate) fn depth(text: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    let mut lexer = Lexer::new(text);
    while let Some((token, _)) = lexer.next() {
        match token {
            Token::Open(_) => depth += 1,
            Token::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        most = most.max(depth);
    }
    most
}

/// The span of the value at a path; where the path leads nowhere, of the nearest value above.
pub(crate) fn find(root: &Node, text: &str, path: &Path) -> Span {
    let mut node = root;
    for step in &path.0 {
        let next = match (step, &node.body) {
            (Step::Field(name), Body::Fields(fields)) => {
                fields.iter().find(|field| text[field.name.clone()] == **name).map(|field| &field.value)
            }
            (Step::Index(index), Body::Items(items)) => items.get(*index),
            _ => None,
        };
        match next {
            Some(next) => node = next,
            // A field that was left out: the name of the value that should have it says enough.
            None => return node.name.clone().unwrap_or_else(|| node.span.clone()),
        }
    }
    match node.body {
        Body::Fields(_) | Body::Items(_) => node.name.clone().unwrap_or_else(|| node.span.clone()),
        Body::Plain | Body::Text => node.span.clone(),
    }
}

struct Scanner<'a> {
    lexer: Lexer<'a>,
    faults: Vec<Fault>,
    depth: usize,
    /// Set by a fault after which the rest cannot be understood.
    stopped: bool,
}

impl Scanner<'_> {
    fn fail(&mut self, span: Span, message: String, label: &str) {
        self.stopped = true;
        self.faults.push(Fault {
            rule: Rule::NotRon,
            span,
            message,
            label: label.to_owned(),
            help: None,
            also: None,
            mend: None,
        });
    }

    fn value(&mut self) -> Option<Node> {
        let (token, span) = self.lexer.next()?;
        match token {
            Token::Open(open) => self.bracket(open, span, None),
            Token::Word => match self.lexer.peek() {
                Some((Token::Open('('), open)) => {
                    self.lexer.next();
                    self.bracket('(', open, Some(span))
                }
                _ => Some(Node { span: span.clone(), name: Some(span), body: Body::Plain }),
            },
            Token::Plain => Some(Node { span, name: None, body: Body::Plain }),
            Token::Text { closed: true } => Some(Node { span, name: None, body: Body::Text }),
            Token::Text { closed: false } => {
                let start = span.start..span.start + 1;
                self.fail(start, "a text is never closed".into(), "this quote has no partner");
                if let Some(fault) = self.faults.last_mut() {
                    fault.help = Some(
                        "close it with the same quote; a text that holds `\"` is written r#\"like this\"#",
                    );
                }
                None
            }
            Token::Close(close) => {
                self.fail(
                    span,
                    format!("`{close}` where a value should stand"),
                    "nothing stands before this",
                );
                None
            }
            Token::Comma | Token::Colon | Token::Other => {
                let found = if token == Token::Comma { "," } else { ":" };
                self.fail(span, format!("`{found}` where a value should stand"), "a value is missing here");
                None
            }
        }
    }

    fn bracket(&mut self, open: char, at: Span, name: Option<Span>) -> Option<Node> {
        self.depth += 1;
        if self.depth > limits::NESTING {
            let message = format!("brackets are nested more than {} deep", limits::NESTING);
            self.fail(at, message, "too deep from here on");
            if let Some(fault) = self.faults.last_mut() {
                fault.rule = Rule::NestedTooDeep;
            }
            return None;
        }
        let start = name.as_ref().map_or(at.start, |name| name.start);
        let mut fields = Vec::new();
        let mut items = Vec::new();
        loop {
            match self.lexer.peek() {
                None => {
                    self.unclosed(open, at);
                    return None;
                }
                Some((Token::Close(close), span)) => {
                    self.lexer.next();
                    if closing(open) != close {
                        self.mismatch(open, at, close, span);
                        return None;
                    }
                    self.depth -= 1;
                    let body = if fields.is_empty() { Body::Items(items) } else { Body::Fields(fields) };
                    return Some(Node { span: start..span.end, name, body });
                }
                Some(_) => {}
            }
            let (field, value) = self.element(open)?;
            let end = value.span.end;
            match field {
                Some(name) => fields.push(Field { span: name.start..end, name, value }),
                None => items.push(value),
            }
            self.separator(end);
            if self.stopped {
                return None;
            }
        }
    }

    /// `name: value`, or a value. In a map (`{`) keys are dropped: the course has none.
    fn element(&mut self, open: char) -> Option<(Option<Span>, Node)> {
        if open == '('
            && let Some((Token::Word, name)) = self.lexer.peek()
            && self.lexer.peek_second() == Some(Token::Colon)
        {
            self.lexer.next();
            self.lexer.next();
            return self.value().map(|value| (Some(name), value));
        }
        let first = self.value()?;
        if open == '{' && matches!(self.lexer.peek(), Some((Token::Colon, _))) {
            self.lexer.next();
            return self.value().map(|value| (None, value));
        }
        Some((None, first))
    }

    /// A comma, or the bracket's end. A comma that was forgotten can be put back over a blank.
    fn separator(&mut self, end: usize) {
        match self.lexer.peek() {
            Some((Token::Comma, _)) => {
                self.lexer.next();
            }
            Some((Token::Close(_), _)) | None => {}
            Some((Token::Colon, span)) => {
                self.fail(span, "`:` where a comma should stand".into(), "not expected here");
            }
            Some((_, next)) => {
                let blank =
                    self.lexer.text().as_bytes()[end..next.start].iter().position(u8::is_ascii_whitespace);
                self.faults.push(Fault {
                    rule: Rule::NotRon,
                    span: end.saturating_sub(1)..end,
                    message: "a comma is missing".into(),
                    label: "write `,` after this".into(),
                    help: None,
                    also: Some((next.start..next.start + 1, "because this begins something new".into())),
                    mend: blank.map(|blank| (end + blank, ",")),
                });
                self.stopped = blank.is_none();
            }
        }
    }

    fn unclosed(&mut self, open: char, at: Span) {
        if !self.stopped {
            let message = format!("`{open}` is never closed");
            self.fail(at, message, "this bracket has no partner");
        }
    }

    fn mismatch(&mut self, open: char, at: Span, close: char, span: Span) {
        let message = format!("`{close}` closes a `{open}`");
        self.fail(span, message, &format!("`{}` was expected", closing(open)));
        if let Some(fault) = self.faults.last_mut() {
            fault.also = Some((at, "opened here".into()));
        }
    }
}

fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

#[cfg(test)]
mod tests;
