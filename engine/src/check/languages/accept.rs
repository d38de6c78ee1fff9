//! Takes older translations for what the course says now, where somebody has looked at them: the key, or the mark beside
//! it, and nothing else of the file.

use std::collections::{BTreeMap, BTreeSet};

use super::marks::cleared;
use super::{FOLDER, Texts, read};
use crate::check::context::Context;
use crate::check::{Given, Input, Options, course};
use crate::diagnostic::did_you_mean;
use crate::read::tree::{Element, Node, Tree};
use crate::vary::{Edit, Put, State, Text, behind, field, patch};

/// A language's file in which translations were accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its path in the course's folder, `languages/cy.ron`.
    pub path: String,
    /// Its new text; everything but keys, marks and the comments that told of marks is as it was.
    pub text: String,
    /// What was accepted, by the keys that are written now.
    pub keys: Vec<String>,
}

/// Why nothing was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAccepted {
    /// The course, or the language's file, is at fault: nobody can say what belongs to what.
    AtFault,
    /// No translation is older than its text.
    Nothing,
    /// The one that was named is of the text as it is now, or is of no text at all.
    NotOlder(String),
    /// None is called so; the nearest that could have been meant.
    Unknown(String, Option<String>),
    /// It may be of several texts, or several may be of one.
    Several(String),
}

/// Accepts the older translations of a language: the one that is called so, by its key or by the key without the hash, or
/// all of them.
///
/// # Errors
/// [`NotAccepted`]; nothing is accepted then.
pub fn accept(input: &Input, language: &str, name: Option<&str>) -> Result<Accepted, NotAccepted> {
    let options = Options::default();
    let mut context = Context::new(input, &options);
    let own = course::check(&mut context).ok_or(NotAccepted::AtFault)?;
    let texts = Texts::of(&context, &own).texts;
    let read = read(&mut context, language, &own, &texts).ok_or(NotAccepted::AtFault)?;
    let path = format!("{FOLDER}{language}.ron");
    let Some(Given::Bytes(bytes)) = input.files.get(&path) else { return Err(NotAccepted::AtFault) };
    let text = std::str::from_utf8(bytes).map_err(|_| NotAccepted::AtFault)?;

    let said = &read.raw.texts;
    let called = |at: usize| name.is_none_or(|name| is_called(&said[at].of, name));
    let mut chosen: BTreeMap<usize, String> = BTreeMap::new();
    for (at, state) in read.fit.states.iter().enumerate().filter(|(at, _)| called(*at)) {
        if let State::Stale(of) = state {
            let keys: BTreeSet<String> = of.iter().map(|text| texts[*text].key()).collect();
            let mut keys = keys.into_iter();
            match (keys.next(), keys.next()) {
                (Some(key), None) => chosen.insert(at, key),
                _ => return Err(NotAccepted::Several(said[at].of.clone())),
            };
        }
    }
    let mut taken = BTreeSet::new();
    if let Some((at, _)) = chosen.iter().find(|(_, key)| !taken.insert(*key)) {
        return Err(NotAccepted::Several(said[*at].of.clone()));
    }
    if chosen.is_empty() {
        return Err(match name {
            None => NotAccepted::Nothing,
            Some(name) if (0..said.len()).any(called) => NotAccepted::NotOlder(name.to_owned()),
            Some(name) => unknown(name, &texts, said.iter().map(|own| own.of.as_str())),
        });
    }
    let edits = edits(text, &chosen).ok_or(NotAccepted::AtFault)?;
    let text = patch(text, edits).text;
    let text = cleared(&text).unwrap_or(text);
    Ok(Accepted { path, text, keys: chosen.into_values().collect() })
}

/// Whether a translation is called so: by its key, or by that without the hash.
fn is_called(of: &str, name: &str) -> bool {
    of == name || of.rsplit_once('/').is_some_and(|(own, _)| own == name)
}

fn unknown<'a>(name: &str, texts: &[Text], said: impl Iterator<Item = &'a str>) -> NotAccepted {
    if texts.iter().any(|text| is_called(&text.key(), name)) {
        // The course says it, and nobody has translated it.
        return NotAccepted::NotOlder(name.to_owned());
    }
    let known: BTreeSet<&str> =
        said.flat_map(|of| [of, of.rsplit_once('/').map_or(of, |own| own.0)]).collect();
    NotAccepted::Unknown(name.to_owned(), did_you_mean(name, known).map(str::to_owned))
}

/// What is written: the key of what the course says now, and the mark of the older words away.
fn edits(text: &str, chosen: &BTreeMap<usize, String>) -> Option<Vec<Edit>> {
    let tree = Tree::of(text);
    let all = field(text, tree.root.as_ref()?, "texts")?.elements();
    let mut edits = Vec::new();
    for (at, key) in chosen {
        let node = &all.get(*at)?.value;
        let of = field(text, node, "of")?;
        let now = format!("\"{key}\"");
        if text[of.span.clone()] != now {
            edits.push(Edit { old: of.span.clone(), put: vec![Put::From(0, 0, now)] });
        }
        let was =
            node.held_fields().iter().find(|own| own.key.clone().is_some_and(|key| &text[key] == "was"));
        edits.extend(was.map(|was| away(text, &tree, node, was)));
    }
    edits.sort_by_key(|edit| edit.old.start);
    Some(edits)
}

/// Takes a field out, with its comma and the blanks that led to it.
fn away(text: &str, tree: &Tree, node: &Node, own: &Element) -> Edit {
    let comma = behind(tree, own.span.end, node.span.end);
    let rest = &text[comma..];
    let next = comma + (rest.len() - rest.trim_start().len());
    let before = text[..own.span.start].trim_end().len();
    let old = if text[next..].starts_with(')') {
        // The last one: what stood before it becomes the last.
        let bare = comma == own.span.end && text[..before].ends_with(',');
        before - usize::from(bare)..comma
    } else {
        own.span.start..next
    };
    Edit { old, put: Vec::new() }
}
