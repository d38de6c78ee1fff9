//! Where the things of a course stand in its files and those of its house: by their ids, for people who want to go there.

use std::collections::BTreeMap;

use super::{Given, HouseList, Input, sources};
use crate::outline::EASY;
use crate::raw::shape::decode;
use crate::read::tree::{Element, Node, Tree};
use crate::source::Source;
use crate::vary::field;

/// Where a thing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, as messages name it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// Where things stand, by what comments call them (see [`crate::outline::Thing::key`]).
#[derive(Clone, Debug, Default)]
pub struct Whereabouts {
    /// How deep an id lies in others, and its place: what lies less deep goes first.
    places: BTreeMap<String, (usize, Place)>,
}

impl Whereabouts {
    /// The place of a thing with an id; of one without, that of the nearest id. Words in Easy Read stand where that stands
    /// for which they are said, unless they have a place of their own.
    #[must_use]
    pub fn of(&self, key: &str) -> Option<&Place> {
        let mut parts = key.rsplitn(3, '/');
        let easy = |key: &str| self.places.get(key.strip_suffix(EASY)?);
        let known = |key: &str| self.places.get(key).or_else(|| easy(key));
        let nearest = || parts.nth(2).and_then(known);
        known(key).or_else(nearest).map(|(_, place)| place)
    }
}

/// Goes through the files of a course and of its house; what cannot be read has no place.
#[must_use]
pub fn whereabouts(input: &Input) -> Whereabouts {
    let mut found = Whereabouts::default();
    let texts = sources(input);
    let source = |name: &str| texts.iter().find(|source| source.name() == name);
    for path in input.files.keys() {
        let Some(source) = source(&super::display(&input.folder, path)) else { continue };
        let prefix = match path.as_str() {
            "course.ron" => "course.ron",
            path if path.starts_with("modules/") => "",
            path if path.starts_with("banks/") => "banks/",
            _ => continue,
        };
        found.file(source, prefix);
    }
    for file in &input.house {
        let prefix = match file.lists {
            HouseList::Sources => "house/source/",
            HouseList::Support => "house/support/",
            HouseList::Terms => "house/term/",
            HouseList::Variables => "house/variable/",
            _ => continue,
        };
        if matches!(file.given, Given::Bytes(_))
            && let Some(source) = source(&file.name)
        {
            found.house(source, prefix);
        }
    }
    found
}

impl Whereabouts {
    fn file(&mut self, source: &Source, prefix: &str) {
        let tree = Tree::of(source.text());
        let Some(root) = &tree.root else { return };
        if prefix == "course.ron" {
            self.course(source, root);
            return;
        }
        let mut above = Vec::new();
        self.walk(source, root, prefix, &mut above);
    }

    /// The course itself, its outcomes, roles and opinions.
    fn course(&mut self, source: &Source, root: &Node) {
        if let Some(id) = id_of(source, root) {
            self.put(format!("course/{id}"), 0, source, root);
        }
        for (name, prefix) in [("outcomes", "outcome/"), ("roles", "role/")] {
            let list = field(source.text(), root, name).map(Node::elements).unwrap_or_default();
            for one in list {
                if let Some(id) = id_of(source, &one.value) {
                    self.put(format!("{prefix}{id}"), 0, source, &one.value);
                }
            }
        }
    }

    fn walk(&mut self, source: &Source, node: &Node, prefix: &str, above: &mut Vec<String>) {
        let own = id_of(source, node);
        if let Some(id) = &own {
            let depth = above.len();
            if depth == 0 {
                self.put(format!("{prefix}{id}"), 0, source, node);
            }
            // An id of its own, or one that is only told apart within the one or the two before it.
            for within in 0..=depth.min(2) {
                let mut parts: Vec<&str> = above[depth - within..].iter().map(String::as_str).collect();
                parts.push(id);
                self.put(parts.join("."), depth + 1 - within, source, node);
                if let Some(easy) = field(source.text(), node, "easy_read") {
                    self.put(format!("{}{EASY}", parts.join(".")), depth + 1 - within, source, easy);
                }
            }
            above.push(id.clone());
        }
        for one in node.elements() {
            self.walk(source, &one.value, prefix, above);
        }
        if own.is_some() {
            above.pop();
        }
    }

    fn house(&mut self, source: &Source, prefix: &str) {
        let tree = Tree::of(source.text());
        for one in tree.root.as_ref().map(Node::elements).unwrap_or_default() {
            if let Some(id) = id_of(source, &one.value) {
                // A later file of the house goes before an earlier one.
                self.places.remove(&format!("{prefix}{id}"));
                self.put(format!("{prefix}{id}"), 0, source, &one.value);
            }
        }
    }

    fn put(&mut self, key: String, depth: usize, source: &Source, node: &Node) {
        let line = 1 + source.text()[..node.span.start].matches('\n').count();
        let place = (depth, Place { file: source.name().to_owned(), line });
        match self.places.get(&key) {
            Some((before, _)) if *before <= depth => {}
            _ => drop(self.places.insert(key, place)),
        }
    }
}

/// The id of a value: its field `id`, or the name that `Named` gives a block.
fn id_of(source: &Source, node: &Node) -> Option<String> {
    let text = source.text();
    let is_named = node.name.clone().is_some_and(|name| &text[name] == "Named");
    match node.elements() {
        [name, _] if is_named => {
            let own = text.get(name.value.span.clone())?;
            Some(own.trim_matches(['"', 'r', '#']).to_owned())
        }
        // Its own field: a list of one thing has the same brackets as a kind that holds one.
        own => {
            let is_id = |element: &&Element| element.key.clone().is_some_and(|key| &text[key] == "id");
            decode(text.get(own.iter().find(is_id)?.value.span.clone())?).ok()
        }
    }
}
