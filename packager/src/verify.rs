//! Whether a finished package keeps the rules of the LMS sheet, each asked by its number.
//!
//! A book holds the rules of one standard. Its gates are asked first, one after the other: behind a gate that is shut
//! nothing else can be told apart. Nothing here knows how packages are written: files are looked at as an LMS would,
//! by another parser, so that a fault of the writer is not repeated by its judge.

mod common;
#[cfg(test)]
mod damage;
mod held;
mod scorm12;
mod tell;

use std::collections::BTreeMap;

use roxmltree::{Document, Node, ParsingOptions};

pub use held::{HELD, Held};
pub use tell::conformance;

/// The books, in the order in which help lists their formats.
pub const BOOKS: &[&Book] = &[&scorm12::BOOK];

/// The rules that a package of one standard is judged by.
#[derive(Debug)]
pub struct Book {
    /// Names of the formats that it judges, as on the command line.
    pub formats: &'static [&'static str],
    /// What the standard is called.
    pub title: &'static str,
    /// Name of the file that everything begins with, such as `imsmanifest.xml`.
    pub entry: &'static str,
    /// Namespace of the elements of that file; empty where it has none or is no XML.
    pub namespace: &'static str,
    /// Files that stand beside the entry and need not be listed in it.
    pub control: &'static [&'static str],
    /// Rules without which no other can be asked, in the order in which they are asked.
    gates: &'static [&'static [Rule]],
    /// All other rules, in tables that books may share.
    tables: &'static [&'static [Rule]],
}

impl Book {
    /// The book that judges packages of a format.
    #[must_use]
    pub fn of(format: &str) -> Option<&'static Self> {
        BOOKS.iter().copied().find(|book| book.formats.contains(&format))
    }

    /// Every rule, the gates first.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.gates.iter().chain(self.tables).copied().flatten()
    }

    /// The rules that a package breaks, in the order of the book: its files by name, and their names in the order of
    /// its directory. No rule beyond a broken gate is asked.
    #[must_use]
    pub fn broken(&self, files: &BTreeMap<String, Vec<u8>>, order: &[String]) -> Vec<&'static Rule> {
        let bytes = files.get(self.entry).map(Vec::as_slice).unwrap_or_default();
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        // A type declaration is a rule's to find, not the parser's.
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let xml = Document::parse_with_options(text, options).ok();
        let seen = Seen { book: self, files, order, text, xml: xml.as_ref() };
        let shut = |rule: &&Rule| !(rule.holds)(&seen);
        if let Some(gate) = self.gates.iter().copied().flatten().find(shut) {
            return vec![gate];
        }
        self.tables.iter().copied().flatten().filter(shut).collect()
    }
}

/// A rule of the sheet, or the part of one that can be broken by itself: then a letter follows the number.
#[derive(Debug)]
pub struct Rule {
    /// Its number, `S12-07`.
    pub id: &'static str,
    /// What it asks, in one sentence.
    pub asks: &'static str,
    /// Who says so, in the keys of docs/conformance.md.
    pub source: &'static str,
    holds: fn(&Seen<'_>) -> bool,
}

/// A rule and how it is asked; where there is nothing to ask it of, it holds.
const fn rule(
    id: &'static str,
    source: &'static str,
    asks: &'static str,
    holds: fn(&Seen<'_>) -> bool,
) -> Rule {
    Rule { id, asks, source, holds }
}

/// A package as rules see it.
struct Seen<'a> {
    book: &'a Book,
    files: &'a BTreeMap<String, Vec<u8>>,
    order: &'a [String],
    /// The entry; empty where it is missing or no UTF-8.
    text: &'a str,
    /// The same, if it is well-formed.
    xml: Option<&'a Document<'a>>,
}

impl<'a> Seen<'a> {
    /// The entry's outermost element.
    fn root(&self) -> Option<Node<'a, 'a>> {
        self.xml.map(|xml| xml.root_element())
    }

    /// Every element of the entry, whatever its namespace.
    fn elements(&self) -> impl Iterator<Item = Node<'a, 'a>> {
        self.root().into_iter().flat_map(|root| root.descendants()).filter(Node::is_element)
    }

    /// Every element of the standard's own namespace with this name.
    fn all(&self, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
        let namespace = self.book.namespace;
        self.elements().filter(move |node| {
            node.tag_name().name() == name && node.tag_name().namespace().unwrap_or_default() == namespace
        })
    }

    /// Text of the first element with this name.
    fn text_of(&self, name: &'static str) -> Option<&'a str> {
        self.all(name).next().and_then(|node| node.text())
    }

    /// Every value of an attribute without a namespace, wherever it stands.
    fn values(&self, attribute: &'static str) -> impl Iterator<Item = &'a str> {
        self.elements().filter_map(move |node| node.attribute(attribute))
    }

    /// The files that are listed in the entry, as it writes them.
    fn listed(&self) -> Vec<&'a str> {
        self.all("file").filter_map(|node| node.attribute("href")).collect()
    }

    /// Files with one of these endings, as text.
    fn texts<'b>(&'b self, endings: &'b [&'b str]) -> impl Iterator<Item = (&'b str, String)> {
        let ends = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending));
        let found = self.files.iter().filter(move |(name, _)| ends(name));
        found.map(|(name, bytes)| (name.as_str(), String::from_utf8_lossy(bytes).into_owned()))
    }

    /// Whether no file with one of these endings holds one of these words.
    fn free_of(&self, endings: &[&str], words: &[&str]) -> bool {
        self.texts(endings).all(|(_, text)| !words.iter().any(|word| text.contains(word)))
    }
}

/// The elements in a node.
fn children<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

/// The first element in a node with this name, whatever its namespace.
fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    children(node).find(|node| node.tag_name().name() == name)
}

/// Whether the elements in a node stand in this order; a name may come more than once, and no other may come.
fn in_order(node: Node<'_, '_>, order: &[&str]) -> bool {
    let elements = node.children().filter(Node::is_element);
    let places = elements.map(|node| order.iter().position(|name| *name == node.tag_name().name()));
    let places: Option<Vec<usize>> = places.collect();
    places.is_some_and(|places| places.is_sorted())
}

/// Whether a node has something to read, as its own text.
fn says(node: Option<Node<'_, '_>>) -> bool {
    node.and_then(|node| node.text()).is_some_and(|text| !text.trim().is_empty())
}
