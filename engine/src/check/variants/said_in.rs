//! Puts what a place says in other languages into its files, beside its own words and bound to them.

use std::collections::BTreeSet;

use super::answer::{listed, ours};
use super::form::words_of;
use super::spoken::{digits, digits_of, hole};
use crate::read::tree::{Element, Node, Tree};
use crate::source::Span;
use crate::vary::{Edit, field, literal, patch, text_of};

/// Which entry of a file's list is meant.
pub(super) type Is<'a> = &'a dyn Fn(&str, &Node) -> bool;

/// The entries of a list of a file.
fn entries<'a>(text: &str, tree: &'a Tree, list: &str) -> &'a [Element] {
    let root = tree.root.as_ref();
    root.and_then(|root| field(text, root, list)).map(Node::elements).unwrap_or_default()
}

/// The edits that bind words in other languages to those that stand beside them, where nobody has said so yet: before
/// these change, so that it is seen afterwards.
pub(super) fn sealed(text: &str, list: &str, is: Is<'_>) -> Vec<Edit> {
    let tree = Tree::of(text);
    let mut edits = Vec::new();
    for entry in entries(text, &tree, list).iter().filter(|one| is(text, &one.value)) {
        let Some(now) = digits_of(text, &entry.value) else { continue };
        let languages = field(text, &entry.value, "languages").map(Node::elements).unwrap_or_default();
        for one in languages {
            let said = text_of(text, &one.value, "of").is_some_and(|of| !of.trim().is_empty());
            if !said && let Some(hole) = hole(text, &one.value) {
                edits.push(digits(&hole, &now));
            }
        }
    }
    edits
}

/// The text with other words of an entry in a language; `fresh` is how they are written where none stood there. `None`
/// where nothing changes.
pub(super) fn put(
    text: &str,
    (list, is): (&str, Is<'_>),
    (tag, say): (&str, Option<&str>),
    fresh: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let tree = Tree::of(text);
    let node = &entries(text, &tree, list).iter().find(|one| is(text, &one.value))?.value;
    let now = digits_of(text, node)?;
    let languages = field(text, node, "languages");
    let elements = languages.map(Node::elements).unwrap_or_default();
    let own = |one: &Element| {
        text_of(text, &one.value, "language").is_some_and(|own| own.eq_ignore_ascii_case(tag))
    };
    let edits = match (elements.iter().position(own), say) {
        (None, None) => return None,
        (Some(at), None) => listed(&tree, elements, languages?.span.end - 1, &BTreeSet::from([at]), &[]),
        (Some(at), Some(say)) => {
            let entry = &elements[at].value;
            let words = Edit { old: words_in(text, entry)?, put: ours(literal(say)) };
            vec![words, digits(&hole(text, entry)?, &now)]
        }
        (None, Some(say)) => {
            let (kind, source) = [("SayIn", "say"), ("WithIn", "with"), ("AddIn", "add")]
                .into_iter()
                .find_map(|(kind, name)| Some((kind, field(text, node, name)?)))?;
            let new = format!("{kind}(language: {}, of: \"{now}\", {})", literal(tag), fresh(&literal(say))?);
            match languages {
                Some(list) => listed(&tree, elements, list.span.end - 1, &BTreeSet::new(), &[new]),
                None => {
                    let end = source.span.end;
                    vec![Edit { old: end..end, put: ours(format!(", languages: [{new}]")) }]
                }
            }
        }
    };
    Some(patch(text, edits).text)
}

/// Where the words of an entry in a language stand, quotes included; `None` where no form can say what it does.
pub(super) fn words_in(text: &str, entry: &Node) -> Option<Span> {
    if let Some(say) = field(text, entry, "say") {
        return Some(say.span.clone());
    }
    let block = match (field(text, entry, "with"), field(text, entry, "add")) {
        (Some(with), _) => with.span.clone(),
        (None, Some(add)) => match add.elements() {
            [only] => only.span.clone(),
            _ => return None,
        },
        (None, None) => return None,
    };
    let (words, _) = words_of(&text[block.clone()])?;
    Some(block.start + words.start..block.start + words.end)
}
