//! Pieces with their brackets in pairs become values; missing commas, colons and values are named on the way.

use super::brackets::Piece;
use super::lex::Kind;
use super::{Body, Element, Fault, Node, fault, quotes};
use crate::diagnostic::Fix;
use crate::limits;
use crate::source::Span;

/// Makes the value that a text is.
pub(super) fn parse(text: &str, pieces: &[Piece], faults: &mut Vec<Fault>) -> Option<Node> {
    let mut parser = Parser { text, pieces, at: 0, faults };
    parser.peek()?;
    let mut root = parser.value(0).node;
    while let Some(kind) = parser.peek() {
        let span = parser.pieces[parser.at].span.clone();
        if root.damaged && matches!(kind, Kind::Word | Kind::Open(_)) {
            // What came before was mended into a value of its own; the text itself is the greater part.
            let next = parser.value(0).node;
            if next.span.len() > root.span.len() {
                root = next;
            }
            continue;
        }
        if kind != Kind::Junk && !(root.damaged && kind == Kind::Comma) {
            let found: String = text[span.clone()].chars().take(20).collect();
            let message = format!("`{found}` stands after the end");
            let label = match kind {
                Kind::Comma => "nothing follows: take it out",
                _ => "one bracket too many before this, or here",
            };
            parser.fault(fault(span, message, label));
        }
        break;
    }
    Some(root)
}

struct Parser<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    at: usize,
    faults: &'a mut Vec<Fault>,
}

/// A value, and whether mending put in one of its brackets.
struct Value {
    node: Node,
    made: bool,
}

impl Value {
    fn plain(span: Span, body: Body) -> Self {
        let made = matches!(body, Body::Junk);
        Self { node: Node { span, name: None, body, damaged: made }, made }
    }
}

impl Parser<'_> {
    fn peek(&self) -> Option<Kind> {
        self.kind(self.at)
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.pieces.get(at).map(|piece| piece.kind)
    }

    fn fault(&mut self, found: Fault) {
        if self.faults.len() < limits::CUTS {
            self.faults.push(found);
        }
    }

    /// The byte at which the piece before ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).map_or(0, |before| self.pieces[before].span.end)
    }

    fn value(&mut self, depth: usize) -> Value {
        loop {
            let Some(piece) = self.pieces.get(self.at) else {
                return Value::plain(self.end()..self.end(), Body::Junk);
            };
            let span = piece.span.clone();
            match piece.kind {
                Kind::Open(_) => return self.bracket(None, depth),
                Kind::Word => {
                    self.at += 1;
                    if self.peek() == Some(Kind::Open('(')) {
                        return self.bracket(Some(span), depth);
                    }
                    let mut value = Value::plain(span.clone(), Body::Plain);
                    value.node.name = Some(span);
                    return value;
                }
                Kind::Plain => {
                    self.at += 1;
                    return Value::plain(span, Body::Plain);
                }
                kind @ (Kind::Text
                | Kind::Unclosed
                | Kind::Unopened
                | Kind::Misquoted { .. }
                | Kind::Overquoted) => {
                    self.at += 1;
                    if let Some(found) = quotes::fault_of(self.text, kind, &span) {
                        self.fault(found);
                    }
                    return Value::plain(span, Body::Text(kind));
                }
                Kind::Junk => {
                    self.at += 1;
                    return Value::plain(span, Body::Junk);
                }
                Kind::Comma | Kind::Close(_) => {
                    let sign = &self.text[span.clone()];
                    let message = format!("`{sign}` where a value should stand");
                    self.fault(fault(span.clone(), message, "a value is missing before this"));
                    return Value::plain(span.start..span.start, Body::Junk);
                }
                Kind::Colon | Kind::Other | Kind::Blank | Kind::Comment { .. } => {
                    let sign = &self.text[span.clone()];
                    let mut found = fault(
                        span.clone(),
                        format!("`{sign}` where a value should stand"),
                        "not expected here",
                    );
                    found.fix = Some(Fix { edits: vec![(span, String::new())], safe: false });
                    self.fault(found);
                    self.at += 1;
                }
            }
        }
    }

    fn bracket(&mut self, name: Option<Span>, depth: usize) -> Value {
        let open = self.pieces[self.at].clone();
        let start = name.as_ref().map_or(open.span.start, |name| name.start);
        let Kind::Open(sign) = open.kind else {
            return Value::plain(open.span, Body::Junk);
        };
        self.at += 1;
        if depth >= limits::NESTING {
            self.skip();
            while self.peek() == Some(Kind::Comma) {
                self.at += 1;
                self.skip();
            }
            let end = self.close();
            return Value::plain(start..end.max(start), Body::Junk);
        }
        let mut elements = Vec::new();
        let mut damaged = open.made;
        loop {
            match self.peek() {
                None | Some(Kind::Close(_)) => break,
                Some(Kind::Comma) => {
                    let span = self.pieces[self.at].span.clone();
                    let mut found = fault(
                        span.clone(),
                        "`,` where a value should stand",
                        "there is nothing between this and what comes before",
                    );
                    found.fix = Some(Fix { edits: vec![(span, String::new())], safe: true });
                    self.fault(found);
                    self.at += 1;
                    continue;
                }
                Some(_) => {}
            }
            let (element, made) = self.element(sign, depth);
            damaged |= made;
            let junk = matches!(element.value.body, Body::Junk);
            damaged |= self.separator(junk);
            elements.push(element);
        }
        let made = open.made || self.pieces.get(self.at).is_none_or(|piece| piece.made);
        let end = self.close();
        let node =
            Node { span: start..end, name, body: Body::Bracket(sign, elements), damaged: damaged || made };
        Value { node, made }
    }

    /// Passes the bracket that closes; yields where it ends.
    fn close(&mut self) -> usize {
        if matches!(self.peek(), Some(Kind::Close(_))) {
            self.at += 1;
        }
        self.end()
    }

    /// `name: value`, or a value; and whether mending had a part in it.
    fn element(&mut self, open: char, depth: usize) -> (Element, bool) {
        let key = self.key(open);
        let unvalued = key.is_some()
            && self.peek() == Some(Kind::Word)
            && self.kind(self.at + 1) == Some(Kind::Colon)
            && open == '(';
        let value = if unvalued {
            let end = self.end();
            let name = key.clone().map(|key| &self.text[key]).unwrap_or_default();
            let message = format!("`{name}` has no value");
            self.fault(fault(end.saturating_sub(1)..end, message, "write a value and a comma after this"));
            // As if a comma stood here.
            return (
                Element {
                    span: key.as_ref().map_or(end, |key| key.start)..end,
                    key,
                    value: Value::plain(end..end, Body::Junk).node,
                },
                true,
            );
        } else {
            self.value(depth + 1)
        };
        let start = key.as_ref().map_or(value.node.span.start, |key| key.start);
        let map = open == '{' && key.is_none() && self.peek() == Some(Kind::Colon);
        if map {
            self.at += 1;
            let key = value.node.span;
            let value = self.value(depth + 1);
            let span = key.start..value.node.span.end;
            return (Element { key: Some(key), span, value: value.node }, value.made);
        }
        (Element { key, span: start..value.node.span.end, value: value.node }, value.made)
    }

    /// A field's name with its colon, or what was meant as one.
    fn key(&mut self, open: char) -> Option<Span> {
        let piece = self.pieces.get(self.at)?;
        let next = self.pieces.get(self.at + 1)?;
        let (span, kind) = (piece.span.clone(), piece.kind);
        let word = &self.text[span.clone()];
        if kind == Kind::Word && next.kind == Kind::Colon {
            self.at += 2;
            return Some(span);
        }
        if open != '(' {
            return None;
        }
        if kind == Kind::Text && next.kind == Kind::Colon && word.len() > 2 && word.starts_with('"') {
            let name = span.start + 1..span.end - 1;
            let mut found = fault(
                span.clone(),
                "a field's name stands without quotes",
                format!("write `{}`", &self.text[name.clone()]),
            );
            found.fix = Some(Fix { edits: vec![(span, self.text[name.clone()].to_owned())], safe: true });
            self.fault(found);
            self.at += 2;
            return Some(name);
        }
        let field = kind == Kind::Word
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && !matches!(word, "true" | "false" | "inf");
        if !field {
            return None;
        }
        let equals = next.kind == Kind::Other && matches!(&self.text[next.span.clone()], "=" | ";");
        if equals {
            let (place, sign) = (next.span.clone(), &self.text[next.span.clone()]);
            let blank = if self.text[..place.start].ends_with(' ') { span.end } else { place.start };
            let mut found =
                fault(place.clone(), format!("`{sign}` where a colon should stand"), "write `:` for it");
            found.fix = Some(Fix { edits: vec![(blank..place.end, ":".to_owned())], safe: true });
            self.fault(found);
            self.at += 2;
            return Some(span);
        }
        if matches!(
            next.kind,
            Kind::Word
                | Kind::Plain
                | Kind::Text
                | Kind::Unclosed
                | Kind::Unopened
                | Kind::Misquoted { .. }
                | Kind::Overquoted
                | Kind::Open('[')
        ) {
            let place = span.end.saturating_sub(1)..span.end;
            let mut found = fault(place, "a colon is missing", "write `:` after this");
            found.fix = Some(Fix { edits: vec![(span.end..span.end, ":".to_owned())], safe: true });
            self.fault(found);
            self.at += 1;
            return Some(span);
        }
        None
    }

    /// A comma, or the bracket's end; whether what stands there was given up. `junk` says that nothing could be
    /// made of what came before.
    fn separator(&mut self, junk: bool) -> bool {
        let end = self.end();
        let Some(piece) = self.pieces.get(self.at) else { return false };
        let span = piece.span.clone();
        match piece.kind {
            Kind::Comma => {
                self.at += 1;
                false
            }
            Kind::Close(_) => false,
            Kind::Junk => true,
            _ if junk => true,
            kind @ (Kind::Colon | Kind::Other) => {
                let sign = &self.text[span.clone()];
                let mut found =
                    fault(span.clone(), format!("`{sign}` where a comma should stand"), "not expected here");
                if kind == Kind::Other {
                    found.fix = Some(Fix { edits: vec![(span, String::new())], safe: false });
                }
                self.fault(found);
                self.skip();
                if self.peek() == Some(Kind::Comma) {
                    self.at += 1;
                }
                true
            }
            _ => {
                let place = end - self.text[..end].chars().next_back().map_or(0, char::len_utf8)..end;
                let mut found = fault(place, "a comma is missing", "write `,` after this");
                found.also.push((span.start..span.start + 1, "because this begins something new".into()));
                let safe = self.is_apart(end);
                found.fix = Some(Fix { edits: vec![(end..end, ",".to_owned())], safe });
                self.fault(found);
                false
            }
        }
    }

    /// Whether what begins here can only be something new: on a line of its own, or a field or a value with its
    /// brackets, or a text or number apart from what came before. Two bare words may be one text without quotes.
    fn is_apart(&self, end: usize) -> bool {
        let Some(piece) = self.pieces.get(self.at) else { return false };
        let blank = self.text.get(end..piece.span.start).unwrap_or_default();
        let before = self.at.checked_sub(1).and_then(|before| self.kind(before));
        let named =
            piece.kind == Kind::Word && matches!(self.kind(self.at + 1), Some(Kind::Colon | Kind::Open('(')));
        let bare = piece.kind == Kind::Word || before == Some(Kind::Word);
        let quoted = piece.kind == Kind::Text || before == Some(Kind::Text);
        blank.contains('\n') || (named || !bare) && (!quoted || !blank.is_empty())
    }

    /// Passes everything up to the next comma or closing bracket of the bracket that is open.
    fn skip(&mut self) {
        let mut depth = 0_usize;
        while let Some(kind) = self.peek() {
            match kind {
                Kind::Open(_) => depth += 1,
                Kind::Close(_) if depth == 0 => return,
                Kind::Close(_) => depth -= 1,
                Kind::Comma if depth == 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}
