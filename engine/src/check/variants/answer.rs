//! What a place has answered becomes its files: `house/places/<id>.ron`, and the course's `variants/<place>.ron`.
//!
//! Only what was answered anew is written; comments and everything else stay as they stand. Whether an answer may be
//! taken at all is judged by whoever read it.

use std::collections::BTreeSet;

use super::form::{above, ended, words_of};
use super::{Base, Own, Read, asked_in, opened_in, said_in};
use crate::check::Input;
use crate::diagnostic::Checked;
use crate::raw::RawChange;
use crate::raw::shape::decode;
use crate::read::tree::{Element, Node, Tree};
use crate::source::Span;
use crate::vary::{Edit, Put, behind, field, literal, patch, text_of};
use crate::write::format;

/// What a place says for a variable from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The variable's id.
    pub variable: String,
    /// The tag of the language; `None`: the one in which the course is written.
    pub language: Option<String>,
    /// The words; `None`: it says nothing any more.
    pub say: Option<String>,
}

/// What a place puts in its own words from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartAnswer {
    /// Which part, by its key: `replace/our_form`.
    pub key: String,
    /// The tag of the language; `None`: the one in which the course is written.
    pub language: Option<String>,
    /// The hash of the block that the place was shown.
    pub was: String,
    /// The words and the reason; `None`: the course's own words stand again.
    pub own: Option<Own>,
}

/// A place's files with its answers in them; `None` where a file stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// The text of the place's own file.
    pub place: Option<String>,
    /// The text of its variant of the course.
    pub variant: Option<String>,
}

/// Puts answers into the files of a place; `place_file` is the text of the place's own file. Parts that the course does
/// not have are left out. `None`, with the faults, while the course itself is at fault.
#[must_use]
pub fn answer(
    input: &Input,
    place: &str,
    place_file: &str,
    answers: &[Answer],
    parts: &[PartAnswer],
) -> Checked<Answered> {
    opened_in(input, true, |_, base, read| Answered {
        place: place_text(place_file, answers),
        variant: variant_text(base, read, place, parts),
    })
}

/// Which answer a piece of a place's file or of its variant is: `fact/lead_contact`, `replace/our_form`; `None` where it
/// is none of them.
#[must_use]
pub fn answered_in(text: &str, span: &Span) -> Option<String> {
    let tree = Tree::of(text);
    let root = tree.root.as_ref()?;
    let holds = |one: &&Element| one.span.start <= span.start && span.end <= one.span.end;
    let set = field(text, root, "set").map(Node::elements).unwrap_or_default();
    if let Some(one) = set.iter().find(holds) {
        return Some(format!("fact/{}", text_of(text, &one.value, "variable")?));
    }
    let change = &field(text, root, "changes")?.elements().iter().find(holds)?.value;
    match text_of(text, change, "block") {
        Some(block) => Some(format!("replace/{block}")),
        None => Some(format!("end/{}", text_of(text, change, "page")?)),
    }
}

/// The new text as `bona fmt` lays it out, if it is another one.
fn laid_out(old: &str, new: String) -> Option<String> {
    (new != old).then(|| format(&new).unwrap_or(new))
}

pub(super) fn ours(text: String) -> Vec<Put> {
    vec![Put::From(0, 0, text)]
}

/// The edits that take elements out of a list and put others at its end; `end` is the byte of its closing bracket.
pub(super) fn listed(
    tree: &Tree,
    elements: &[Element],
    end: usize,
    gone: &BTreeSet<usize>,
    new: &[String],
) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for (_, element) in elements.iter().enumerate().filter(|(at, _)| gone.contains(at)) {
        let old = element.span.start..behind(tree, element.span.end, end);
        edits.push(Edit { old, put: Vec::new() });
    }
    if new.is_empty() {
        return edits;
    }
    // Only behind an element that stays, and has no comma yet, one is needed.
    if let Some(last) = elements.last().filter(|_| !gone.contains(&(elements.len() - 1)))
        && behind(tree, last.span.end, end) == last.span.end
    {
        edits.push(Edit { old: last.span.end..last.span.end, put: vec![Put::Ours(",")] });
    }
    let pieces: String = new.iter().map(|one| format!(" {one},")).collect();
    edits.push(Edit { old: end..end, put: ours(pieces) });
    edits
}

/// A place's file with its answers; `None` where it stays as it is, or is no place.
fn place_text(text: &str, answers: &[Answer]) -> Option<String> {
    let (own, others): (Vec<&Answer>, Vec<&Answer>) =
        answers.iter().partition(|answer| answer.language.is_none());
    let mut new = own_words(text, &own)?;
    for answer in others {
        let is = |text: &str, node: &Node| text_of(text, node, "variable").as_ref() == Some(&answer.variable);
        let words = (answer.language.as_deref().unwrap_or_default(), answer.say.as_deref());
        let fresh = |say: &str| Some(format!("say: {say}"));
        new = said_in::put(&new, ("set", &is), words, &fresh).unwrap_or(new);
    }
    laid_out(text, new)
}

/// The same in the course's own language; words in others are bound to the words that they had beside them.
fn own_words(text: &str, answers: &[&Answer]) -> Option<String> {
    let tree = Tree::of(text);
    let root = tree.root.as_ref()?;
    let list = field(text, root, "set");
    let elements = list.map(Node::elements).unwrap_or_default();
    let anew = |text: &str, node: &Node| {
        let own = text_of(text, node, "variable");
        answers.iter().any(|answer| answer.say.is_some() && own.as_ref() == Some(&answer.variable))
    };
    let mut edits = said_in::sealed(text, "set", &anew);
    let (mut gone, mut new) = (BTreeSet::new(), Vec::new());
    for answer in answers {
        let of = |one: &Element| {
            text_of(text, &one.value, "variable").is_some_and(|variable| variable == answer.variable)
        };
        let at = elements.iter().position(of);
        match (at, &answer.say) {
            (None, None) => {}
            (Some(at), None) => {
                gone.insert(at);
            }
            (Some(at), Some(say)) => {
                let old = field(text, &elements[at].value, "say")?.span.clone();
                edits.push(Edit { old, put: ours(literal(say)) });
            }
            (None, Some(say)) => {
                new.push(format!("Set(variable: \"{}\", say: {})", answer.variable, literal(say)));
            }
        }
    }
    match list {
        Some(list) => edits.extend(listed(&tree, elements, list.span.end - 1, &gone, &new)),
        None if new.is_empty() => {}
        None => {
            let set = format!("set: [{}]", new.join(", "));
            edits.extend(listed(&tree, root.elements(), root.span.end - 1, &BTreeSet::new(), &[set]));
        }
    }
    Some(patch(text, edits).text)
}

/// A place's variant with its answers; `None` where it stays as it is.
fn variant_text(base: &Base<'_>, read: &Read, place: &str, parts: &[PartAnswer]) -> Option<String> {
    let (own, others): (Vec<&PartAnswer>, Vec<&PartAnswer>) =
        parts.iter().partition(|part| part.language.is_none());
    let fresh = format!("Variant(place: \"{place}\", of: \"{}\", changes: [])", base.course.id);
    let fresh = format(&fresh).unwrap_or(fresh);
    let text = read.variants.get(place).map_or(fresh.as_str(), |variant| variant.source.text());
    let mut new = own_changes(base, read, (place, text), &own)?;
    for part in others {
        let is = |text: &str, node: &Node| is_of(text, node, &part.key);
        let tag = part.language.as_deref().unwrap_or_default();
        let words = (tag, part.own.as_ref().map(|own| own.say.as_str()));
        let put = said_in::put(&new, ("changes", &is), words, &|say| {
            in_language(base, read, (place, &new), (part, tag), say)
        });
        new = put.unwrap_or(new);
    }
    laid_out(text, new)
}

/// Whether a change is the one in which a place's own words of a part stand.
fn is_of(text: &str, change: &Node, key: &str) -> bool {
    let kind = change.name.clone().map_or("", |name| &text[name]);
    match key.strip_prefix("end/") {
        None => {
            kind == "Replace" && text_of(text, change, "block").as_deref() == key.strip_prefix("replace/")
        }
        Some(page) => {
            let only = field(text, change, "add").map(Node::elements).unwrap_or_default();
            let plain = |one: &Element| one.value.name.clone().is_some_and(|name| &text[name] == "Text");
            kind == "End"
                && text_of(text, change, "page").as_deref() == Some(page)
                && matches!(only, [one] if plain(one))
        }
    }
}

/// How words of a part are written in another language: in the block as the course has it there, or, where it has none,
/// as the place has it.
fn in_language(
    base: &Base<'_>,
    read: &Read,
    (place, text): (&str, &str),
    (part, tag): (&PartAnswer, &str),
    say: &str,
) -> Option<String> {
    let Some(id) = part.key.strip_prefix("replace/") else { return Some(format!("add: [Text({say})]")) };
    let tongue = (1..=base.tongues.len()).find(|tongue| base.tag(*tongue).eq_ignore_ascii_case(tag));
    let there = tongue.and_then(|tongue| asked_in::standing(&above(base, read, place), tongue, id));
    let mut block = match there {
        Some((block, _)) => block,
        None => {
            let tree = Tree::of(text);
            let changes = field(text, tree.root.as_ref()?, "changes")?.elements();
            let own = changes.iter().find(|one| is_of(text, &one.value, &part.key))?;
            text[field(text, &own.value, "with")?.span.clone()].to_owned()
        }
    };
    let (words, _) = words_of(&block)?;
    block.replace_range(words, say);
    Some(format!("with: {block}"))
}

/// The same with the answers in the course's own language; words in others are bound to the words that they had beside
/// them.
fn own_changes(
    base: &Base<'_>,
    read: &Read,
    (place, text): (&str, &str),
    parts: &[&PartAnswer],
) -> Option<String> {
    let tree = Tree::of(text);
    let list = field(text, tree.root.as_ref()?, "changes")?;
    let elements = list.elements();
    let anew =
        |text: &str, node: &Node| parts.iter().any(|part| part.own.is_some() && is_of(text, node, &part.key));
    let mut edits = said_in::sealed(text, "changes", &anew);
    let (mut gone, mut new) = (BTreeSet::new(), Vec::new());
    for part in parts {
        match (written(read, place, &part.key), &part.own) {
            (None, None) => {}
            (None, Some(own)) => new.extend(change(base, read, place, part, own)),
            (Some((number, _)), None) => {
                gone.insert(number);
            }
            (Some((number, words)), Some(own)) => {
                let node = &elements.get(number)?.value;
                let words = node.span.start + words.start..node.span.start + words.end;
                edits.push(Edit { old: words, put: ours(literal(&own.say)) });
                edits.extend(reason(text, &tree, node, own.why.as_deref()));
                edits.extend(bound(text, node, &part.was));
            }
        }
    }
    edits.extend(listed(&tree, elements, list.span.end - 1, &gone, &new));
    Some(patch(text, edits).text)
}

/// The change in which a place's own words of a part stand already: its number, and where the words stand in it.
fn written(read: &Read, place: &str, key: &str) -> Option<(usize, Span)> {
    let variant = read.variants.get(place)?;
    if let Some(page) = key.strip_prefix("end/") {
        return ended(variant, page).map(|(number, literal, _)| (number, literal));
    }
    let block = key.strip_prefix("replace/")?;
    let is = |change: &RawChange| matches!(change, RawChange::Replace(one) if one.block == block);
    let number = variant.raw.changes.iter().position(is)?;
    let text = variant.change_text(number);
    let tree = Tree::of(text);
    let with = field(text, tree.root.as_ref()?, "with")?.span.clone();
    let (literal, _) = words_of(&text[with.clone()])?;
    Some((number, with.start + literal.start..with.start + literal.end))
}

/// A new change, as an author would write it: a replaced block keeps its name, its roles and its label.
fn change(base: &Base<'_>, read: &Read, place: &str, part: &PartAnswer, own: &Own) -> Option<String> {
    let say = literal(&own.say);
    let why = own.why.as_deref().map_or_else(String::new, |why| format!("why: {}, ", literal(why)));
    if let Some(page) = part.key.strip_prefix("end/") {
        return Some(format!("End(page: \"{page}\", {why}add: [Text({say})])"));
    }
    let id = part.key.strip_prefix("replace/")?;
    let laid = above(base, read, place);
    let file = laid.own().values().find(|file| file.blocks.blocks.iter().any(|block| block.id == id))?;
    let block = file.blocks.blocks.iter().find(|block| block.id == id)?;
    let mut with = file.text()[block.span.clone()].to_owned();
    let (words, _) = words_of(&with)?;
    with.replace_range(words, &say);
    Some(format!("Replace(block: \"{id}\", was: {}, {why}with: {with})", literal(&part.was)))
}

/// The edit by which a change says why the place wants it.
fn reason(text: &str, tree: &Tree, change: &Node, why: Option<&str>) -> Option<Edit> {
    let named = |one: &&Element| one.key.clone().is_some_and(|key| &text[key] == "why");
    let now = change.held_fields().iter().find(named);
    match (now, why) {
        (None, None) => None,
        (Some(now), None) => {
            let old = now.span.start..behind(tree, now.span.end, change.span.end - 1);
            Some(Edit { old, put: Vec::new() })
        }
        (Some(now), Some(why)) => {
            let same = decode(&text[now.value.span.clone()]).is_ok_and(|own: String| own == why);
            (!same).then(|| Edit { old: now.value.span.clone(), put: ours(literal(why)) })
        }
        (None, Some(why)) => {
            let end = held(text, change)?.span.end;
            Some(Edit { old: end..end, put: ours(format!(", why: {}", literal(why))) })
        }
    }
}

/// The edit by which a change holds the hash of the block that the place was shown.
fn bound(text: &str, change: &Node, was: &str) -> Option<Edit> {
    let block = field(text, change, "block")?;
    match field(text, change, "was") {
        Some(now) => Some(Edit { old: now.span.clone(), put: ours(literal(was)) }),
        None => {
            Some(Edit { old: block.span.end..block.span.end, put: ours(format!(", was: {}", literal(was))) })
        }
    }
}

/// The id that a change holds.
fn held<'a>(text: &str, change: &'a Node) -> Option<&'a Node> {
    field(text, change, "block").or_else(|| field(text, change, "page"))
}
