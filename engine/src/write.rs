//! RON in one layout, and corrections made in a text. Comments and texts are kept to the byte.
//!
//! Four spaces a level; a bracket that does not fit on its line, or that its author broke, has one field or
//! element a line with a comma after each; at most one blank line between two. Whatever holds only one thing
//! may keep it on its own line: `Support(["helpline"])`, `SingleChoice(options: [`.

mod layout;

use crate::diagnostic::{Diagnostic, Place};
use crate::raw::shape::decode;
use crate::read::tree::lex::{Kind, Token};
use crate::read::tree::{Tree, is_too_deep};
use crate::source::{Source, Span};

/// Columns that a line may have before a bracket is broken.
pub const WIDTH: usize = 110;

/// Lays a text out; it means what it meant, and laying it out again changes nothing. `None` if it is not whole:
/// a bracket, a comma or a quote is missing, or ron refuses it.
#[must_use]
pub fn format(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    if !is_whole(&text) {
        return None;
    }
    let tree = Tree::of(&text);
    let root = tree.root.as_ref().filter(|_| tree.faults.is_empty())?;
    let out = layout::lay_out(&text, &tree, root);
    // Nothing is written that does not say the same, piece by piece, and that ron does not read.
    (is_whole(&out) && says(&out, &Tree::of(&out).tokens) == says(&text, &tree.tokens)).then_some(out)
}

/// What keeps a text from being laid out: its faults as RON, whatever it should hold.
#[must_use]
pub fn damage(source: &Source) -> Vec<Diagnostic> {
    crate::read::damage(source)
}

fn is_whole(text: &str) -> bool {
    !is_too_deep(text) && decode::<serde::de::IgnoredAny>(text).is_ok()
}

/// What a text says: its pieces without blanks, and without commas before a closing bracket.
fn says<'a>(text: &'a str, tokens: &[Token]) -> Vec<&'a str> {
    let solid = |token: &&Token| !token.kind.is_trivia();
    let mut said: Vec<&str> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind != Kind::Blank) {
        let closes =
            || tokens[at + 1..].iter().find(solid).is_some_and(|next| matches!(next.kind, Kind::Close(_)));
        if token.kind != Kind::Comma || !closes() {
            said.push(&text[token.span.clone()]);
        }
    }
    // A comment may change sides with a comma.
    let (comments, pieces): (Vec<&str>, Vec<&str>) = said.into_iter().partition(|said| said.starts_with('/'));
    pieces.into_iter().chain(comments).collect()
}

/// Makes the safe corrections of one file's faults; yields the text and the faults that were mended. A
/// correction that touches another one is left for the next time.
#[must_use]
pub fn mend<'a>(text: &str, faults: &[&'a Diagnostic]) -> (String, Vec<&'a Diagnostic>) {
    let mut edits: Vec<(Span, &str)> = Vec::new();
    let mut mended = Vec::new();
    for fault in faults {
        let Some(fix) = fault.fix.as_ref().filter(|fix| fix.safe) else { continue };
        if !matches!(fault.at.place, Place::Bytes(_)) {
            continue;
        }
        let apart = |span: &Span| {
            let known = text.get(span.clone()).is_some();
            known && edits.iter().all(|(other, _)| span.end < other.start || other.end < span.start)
        };
        if fix.edits.iter().all(|(span, _)| apart(span)) {
            edits.extend(fix.edits.iter().map(|(span, write)| (span.clone(), write.as_str())));
            mended.push(*fault);
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = text.to_owned();
    for (span, write) in edits.into_iter().rev() {
        out.replace_range(span, write);
    }
    (out, mended)
}

#[cfg(test)]
mod tests;
