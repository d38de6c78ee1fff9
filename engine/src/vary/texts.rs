//! Finds the texts of a course's files, with the key of each.

use super::prose::{is_local, is_read};
use super::{Holds, Text, hash, words};
use crate::raw::shape::{Fields, Shape, decode};
use crate::read::tree::{Body, Element, Node, Tree};
use crate::source::{Source, Span};

/// The texts that a learner may read, file by file, in the order in which they stand there. The files have no fault.
pub(crate) fn texts(files: &[(&Source, Holds)]) -> Vec<Text> {
    let mut walk = Walk::default();
    for (at, (source, holds)) in files.iter().enumerate() {
        let tree = Tree::of(source.text());
        let Some(root) = &tree.root else { continue };
        (walk.file, walk.text) = (at, source.text());
        match holds {
            Holds::Facts(shown) | Holds::Support(shown) | Holds::Terms(shown) => {
                let Shape::List(entry) = holds.shape() else { continue };
                for element in root.elements() {
                    let id = walk.id_of(element.value.elements());
                    // What a later file of the house says of the same id replaces this.
                    let replaced = || {
                        files[at + 1..].iter().any(|(later, other)| {
                            std::mem::discriminant(other) == std::mem::discriminant(holds)
                                && id.as_ref().is_some_and(|id| has_entry(later, id))
                        })
                    };
                    if id.as_ref().is_some_and(|id| shown.contains(id)) && !replaced() {
                        walk.value(&element.value, entry(), false);
                    }
                }
            }
            _ => walk.value(root, holds.shape(), false),
        }
    }
    walk.out
}

/// Where a course's own file says in which language it is written.
pub(crate) fn language_of(source: &Source) -> Option<Span> {
    let tree = Tree::of(source.text());
    let is = |element: &&Element| element.key.clone().is_some_and(|key| &source.text()[key] == "language");
    Some(tree.root.as_ref()?.elements().iter().find(is)?.value.span.clone())
}

fn has_entry(source: &Source, id: &str) -> bool {
    let tree = Tree::of(source.text());
    let entries = tree.root.as_ref().map(Node::elements).unwrap_or_default();
    entries.iter().any(|entry| text_of(source.text(), entry.value.elements(), "id").as_deref() == Some(id))
}

/// The text of a field.
fn text_of(text: &str, elements: &[Element], field: &str) -> Option<String> {
    let named = |element: &&Element| element.key.clone().is_some_and(|key| &text[key] == field);
    let mut value = &elements.iter().find(named)?.value;
    if let [one] = value.elements() {
        // `Some("…")`
        value = &one.value;
    }
    decode(text.get(value.span.clone())?).ok()
}

#[derive(Default)]
struct Walk<'a> {
    file: usize,
    text: &'a str,
    /// The nearest id.
    id: String,
    field: &'static str,
    /// What holds the present text, and the field there.
    held: (&'static str, &'static str),
    page: Option<String>,
    content_note: Option<String>,
    unit: Option<usize>,
    units: usize,
    out: Vec<Text>,
}

impl Walk<'_> {
    fn id_of(&self, elements: &[Element]) -> Option<String> {
        text_of(self.text, elements, "id")
    }

    fn name(&self, node: &Node) -> &str {
        node.name.clone().map_or("", |name| &self.text[name])
    }

    /// Goes through a value; `read` is whether a learner reads the texts that it is itself.
    fn value(&mut self, node: &Node, shape: Shape, read: bool) {
        match shape {
            Shape::Text if read && matches!(node.body, Body::Text(_)) => self.take(node),
            Shape::Text | Shape::Whole | Shape::Number | Shape::Truth => {}
            Shape::Maybe(inner) => match node.elements() {
                [one] if one.key.is_none() && self.name(node) == "Some" => {
                    self.value(&one.value, inner(), read)
                }
                _ => self.value(node, inner(), read),
            },
            Shape::List(inner) => {
                node.elements().iter().for_each(|one| self.value(&one.value, inner(), read));
            }
            Shape::Fields(fields) => self.fields(node.elements(), fields),
            Shape::Kinds(kinds) => {
                let name = self.name(node);
                let Some(kind) = kinds.kinds.iter().find(|kind| kind.name == name) else { return };
                match kind.holds.first().map(|one| one()) {
                    Some(Shape::Fields(fields)) => self.fields(node.held_fields(), fields),
                    _ => {
                        let elements = node.elements();
                        let (id, field) = (self.id.clone(), self.field);
                        if (kinds.name, kind.name) == ("Block", "Named")
                            && let Some(name) =
                                elements.first().and_then(|one| self.text.get(one.value.span.clone()))
                        {
                            self.id = decode(name).unwrap_or(id.clone());
                        } else if kinds.name == "Block" {
                            self.field = "text";
                        }
                        let before = self.held;
                        for (at, (element, held)) in elements.iter().zip(kind.holds).enumerate() {
                            self.held = match (kind.name, at) {
                                // A name, then what is said.
                                ("Person", 0) => ("Person", "name"),
                                _ => (kinds.name, kind.name),
                            };
                            self.value(&element.value, held(), is_read(kinds.name, kind.name));
                        }
                        self.held = before;
                        (self.id, self.field) = (id, field);
                    }
                }
            }
        }
    }

    fn fields(&mut self, elements: &[Element], fields: &'static Fields) {
        let (id, field, unit, held) = (self.id.clone(), self.field, self.unit, self.held);
        let (page, content_note) = (self.page.clone(), self.content_note.clone());
        if fields.name == "Page" {
            self.page = text_of(self.text, elements, "title").map(|title| words(&title));
        }
        if fields.fields.iter().any(|field| field.name == "content_note")
            && let Some(own) = text_of(self.text, elements, "content_note")
        {
            self.content_note = Some(words(&own));
        }
        if let Some(own) = self.id_of(elements) {
            self.id = if is_local(fields.name) { format!("{id}.{own}") } else { own };
        }
        if fields.name == "SpotTheWords" {
            self.unit = Some(self.units);
            self.units += 1;
        }
        for element in elements {
            let name = element.key.clone().map_or("", |key| &self.text[key]);
            let Some(found) = fields.fields.iter().find(|field| field.name == name) else { continue };
            (self.field, self.held) = (found.name, (fields.name, found.name));
            self.value(&element.value, (found.shape)(), is_read(fields.name, found.name));
        }
        (self.id, self.field, self.unit, self.held) = (id, field, unit, held);
        (self.page, self.content_note) = (page, content_note);
    }

    fn take(&mut self, node: &Node) {
        let Ok(text) = decode::<String>(&self.text[node.span.clone()]) else { return };
        let words = words(&text);
        if words.is_empty() {
            return;
        }
        self.out.push(Text {
            name: format!("{}/{}", self.id, self.field),
            hash: hash(&words),
            words,
            file: self.file,
            span: node.span.clone(),
            unit: self.unit.filter(|_| self.field == "text"),
            held: self.held,
            page: self.page.clone(),
            content_note: self.content_note.clone(),
        });
    }
}
