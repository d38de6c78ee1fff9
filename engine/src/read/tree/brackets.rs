//! Brackets that have lost their partner get one, or go.
//!
//! Where brackets do not pair, indentation says where each should have ended: what a bracket holds is indented
//! deeper than the line that opened it. A file that is not indented so is not mended: the first bracket that
//! does not pair is named, and nothing more is made of the file.

mod offside;

use super::lex::{Kind, Token};
use super::{Fault, grave};
use crate::limits;
use crate::rule::Rule;
use crate::source::Span;

/// A piece of a text with its brackets in pairs; a piece that was put in has no bytes.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) span: Span,
    /// Whether mending made it.
    pub(super) made: bool,
}

/// What mending yields.
pub(super) struct Mended {
    /// Pieces in pairs; `None` if the brackets could not be made to pair.
    pub(super) pieces: Option<Vec<Piece>>,
    pub(super) faults: Vec<Fault>,
}

/// Pairs the brackets of a text.
pub(super) fn mend(text: &str, tokens: &[Token]) -> Mended {
    if let Some(deep) = too_deep(tokens) {
        return Mended { pieces: None, faults: vec![deep] };
    }
    let significant: Vec<Token> = tokens.iter().filter(|token| !token.kind.is_trivia()).cloned().collect();
    let Some(mismatch) = first_mismatch(significant.iter().map(|token| (token.kind, &token.span))) else {
        return Mended { pieces: Some(significant.iter().map(Piece::real).collect()), faults: Vec::new() };
    };
    let (pieces, faults, lines) = offside::mend(text, tokens, &significant);
    // Faults on every other line say that the indentation means nothing here.
    if faults.len() <= 3 + lines / 20 {
        let whole = first_mismatch(pieces.iter().map(|piece| (piece.kind, &piece.span))).is_none();
        Mended { pieces: Some(pieces).filter(|_| whole), faults }
    } else {
        Mended { pieces: None, faults: vec![mismatch] }
    }
}

impl Piece {
    fn real(token: &Token) -> Self {
        Self { kind: token.kind, span: token.span.clone(), made: false }
    }

    fn made(kind: Kind, at: usize) -> Self {
        Self { kind, span: at..at, made: true }
    }
}

pub(super) fn too_deep(tokens: &[Token]) -> Option<Fault> {
    let mut depth = 0_usize;
    for token in tokens {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits::NESTING {
            let message = format!("brackets are nested more than {} deep", limits::NESTING);
            let mut deep = grave(token.span.clone(), message, "too deep from here on");
            deep.rule = Rule::NestedTooDeep;
            deep.help = Some("look above for a bracket that is opened and never closed".to_owned());
            return Some(deep);
        }
    }
    None
}

/// The first bracket without a partner, as a fault.
fn first_mismatch<'a>(tokens: impl Iterator<Item = (Kind, &'a Span)>) -> Option<Fault> {
    let mut open: Vec<(char, &Span)> = Vec::new();
    for (kind, span) in tokens {
        match kind {
            Kind::Open(bracket) => open.push((bracket, span)),
            Kind::Close(close) => match open.pop() {
                Some((bracket, _)) if closing(bracket) == close => {}
                Some((bracket, at)) => return Some(mismatch(bracket, at, close, span)),
                None => return Some(stray(close, span)),
            },
            _ => {}
        }
    }
    let (bracket, at) = open.pop()?;
    Some(grave(at.clone(), format!("`{bracket}` is never closed"), "this bracket has no partner"))
}

fn mismatch(open: char, at: &Span, close: char, span: &Span) -> Fault {
    let message = format!("`{close}` closes a `{open}`");
    let mut found = grave(span.clone(), message, format!("`{}` was expected", closing(open)));
    found.also.push((at.clone(), "opened here".to_owned()));
    found.help = Some(format!("write `{}` for this `{close}`, or before it", closing(open)));
    found
}

fn stray(close: char, span: &Span) -> Fault {
    let message = format!("`{close}` closes nothing");
    let mut fault = grave(span.clone(), message, "one bracket too many before this, or here");
    fault.help = Some(format!("take this `{close}` out, or one before it"));
    fault
}

/// The partner of a bracket that opens.
pub(super) fn closing(open: char) -> char {
    match open {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn opening(close: char) -> char {
    match close {
        ')' => '(',
        ']' => '[',
        _ => '{',
    }
}
