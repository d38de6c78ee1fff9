//! A small tree of XML for what is packed in spreadsheets: names without their prefixes, no definitions, limits on all.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements of one document: some of a form's are for the looks alone.
const ELEMENTS: usize = 500_000;
/// Levels of elements.
const LEVELS: usize = 64;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Its name, without a prefix.
    pub(crate) name: String,
    /// Its attributes, by their names without prefixes.
    attributes: Vec<(String, String)>,
    /// What is in it, in order.
    pub(crate) nodes: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Words.
    Words(String),
}

impl Element {
    /// The first attribute of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Words(_) => None,
        })
    }

    /// The elements in it of this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |one| one.name == name)
    }

    /// The first of them.
    pub(crate) fn first(&self, name: &str) -> Option<&Element> {
        self.elements().find(|one| one.name == name)
    }

    /// The words that stand right in it.
    pub(crate) fn words(&self) -> String {
        let words = self.nodes.iter().filter_map(|node| match node {
            Node::Words(words) => Some(words.as_str()),
            Node::Element(_) => None,
        });
        words.collect()
    }
}

/// Reads a document; `None` where it is no XML of the kind that spreadsheets hold.
pub(crate) fn read(bytes: &[u8]) -> Option<Element> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let mut reader = Reader::from_str(text);
    let mut open = vec![Element::default()];
    let mut count = 0;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                count += 1;
                if open.len() > LEVELS || count > ELEMENTS {
                    return None;
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                count += 1;
                if count > ELEMENTS {
                    return None;
                }
                open.last_mut()?.nodes.push(Node::Element(element(&start)?));
            }
            Event::End(_) => {
                let done = open.pop()?;
                open.last_mut()?.nodes.push(Node::Element(done));
            }
            Event::Text(words) => say(&mut open, &words.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(words) => say(&mut open, &words.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => {
                let sign = match reference.resolve_char_ref().ok()? {
                    Some(sign) => sign,
                    None => named(&reference.into_inner())?,
                };
                say(&mut open, &sign.to_string());
            }
            // Nothing that a spreadsheet writes defines words of its own.
            Event::DocType(_) => return None,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let top = open.pop().filter(|_| open.is_empty())?;
    top.nodes.into_iter().find_map(|node| match node {
        Node::Element(element) => Some(element),
        Node::Words(_) => None,
    })
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        attributes.push((local(attribute.key.as_ref()), value));
    }
    Some(Element { name: local(start.name().as_ref()), attributes, nodes: Vec::new() })
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// Adds words to the element that is open.
fn say(open: &mut [Element], words: &str) {
    let Some(here) = open.last_mut() else { return };
    match here.nodes.last_mut() {
        Some(Node::Words(before)) => before.push_str(words),
        _ => here.nodes.push(Node::Words(words.to_owned())),
    }
}
