//! The comments that an export writes above what is of older words: when they are there no more, their comments go too.

use super::FOLDER;
use crate::check::{Bound, Given, Input};
use crate::read::tree::lex::Kind;
use crate::read::tree::{Node, Tree};
use crate::source::Span;
use crate::vary::{Edit, field, patch};

/// How the comment begins.
const BEGINS: &str = "//| CHANGED since it was translated";

/// The comment above a translation of older words.
pub(super) const CHANGED: &str = "//| CHANGED since it was translated: mend `say`, then take `was` away";

/// Takes such comments away from what names no older words; `None` where there is none.
pub(super) fn cleared(text: &str) -> Option<String> {
    let tree = Tree::of(text);
    let list = tree.root.as_ref().and_then(|root| field(text, root, "texts"))?;
    let mut edits = Vec::new();
    let mut from = list.span.start;
    for element in list.elements() {
        if !is_older(text, &element.value) {
            let comments = tree.between(from, element.span.start).iter();
            let ours = comments.filter(|token| {
                matches!(token.kind, Kind::Comment { .. }) && text[token.span.clone()].starts_with(BEGINS)
            });
            edits.extend(ours.map(|token| Edit { old: whole_line(text, &token.span), put: Vec::new() }));
        }
        from = element.span.end;
    }
    (!edits.is_empty()).then(|| patch(text, edits).text)
}

fn is_older(text: &str, said: &Node) -> bool {
    said.held_fields().iter().any(|own| own.key.clone().is_some_and(|key| &text[key] == "was"))
}

/// A comment with its line, if it has one of its own; of a line that it shares, without what led to it.
fn whole_line(text: &str, comment: &Span) -> Span {
    let start = text[..comment.start].trim_end_matches([' ', '\t']).len();
    let end = comment.start + text[comment.clone()].trim_end().len();
    if start > 0 && !text[..start].ends_with('\n') {
        return start..end;
    }
    let line_end = ["\r\n", "\n"].into_iter().find(|line_end| text[end..].starts_with(line_end));
    start..end + line_end.map_or(0, str::len)
}

/// Takes the comments away that say of translations that they are of older words, where they name none; the files of
/// languages that change.
#[must_use]
pub fn clear_marks(input: &Input) -> Vec<Bound> {
    let languages = input.files.iter().filter(|(path, _)| path.starts_with(FOLDER) && path.ends_with(".ron"));
    let texts = languages.filter_map(|(path, given)| match given {
        Given::Bytes(bytes) => Some((path, std::str::from_utf8(bytes).ok()?)),
        _ => None,
    });
    let cleared = texts.filter_map(|(path, text)| Some((path.clone(), cleared(text)?)));
    cleared.map(|(path, text)| Bound { path, house: None, text, blocks: Vec::new() }).collect()
}
