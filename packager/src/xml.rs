//! A small writer of XML: UTF-8, no byte order mark, no DOCTYPE (PK-02), two blanks a level.
//!
//! Escaping is by construction, since text only ever passes through quick-xml. A character that
//! XML 1.0 cannot hold, such as a control character, is left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Words with elements among them, written without any blank of ours.
pub(crate) struct Inline {
    writer: Writer<Vec<u8>>,
}

impl Inline {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self { writer: Writer::new(Vec::new()) }
    }

    /// Words.
    pub(crate) fn text(&mut self, text: &str) {
        self.write(Event::Text(BytesText::new(&legal(text))));
    }

    /// Opens an element; whoever opens it closes it.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(start(name, attributes)));
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, name: &'static str) {
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("a vector takes every byte");
    }
}

/// An XML document that is being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// Begins with the XML declaration.
    pub(crate) fn new() -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 2), open: Vec::new() };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Opens an element; all that follows is inside it until [`Xml::close`].
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.write(Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(crate) fn close(&mut self) {
        let name = self.open.pop().expect("each close follows its open");
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that holds only text.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        let text = legal(text);
        self.write(Event::Start(start(name, attributes)));
        self.write(Event::Text(BytesText::new(&text)));
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that holds words with elements among them.
    pub(crate) fn mixed(&mut self, name: &'static str, attributes: &[(&str, &str)], inner: Inline) {
        let inner = String::from_utf8(inner.writer.into_inner()).expect("only text was written");
        self.write(Event::Start(start(name, attributes)));
        self.write(Event::Text(BytesText::from_escaped(inner)));
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Writes an element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// Writes a comment, in which two hyphens would be its end: there they stand apart.
    pub(crate) fn comment(&mut self, text: &str) {
        let text = format!(" {} ", legal(text).replace("--", "- -").replace("--", "- -"));
        self.write(Event::Comment(BytesText::from_escaped(text)));
    }

    /// The document's bytes, with a closing line feed.
    pub(crate) fn finish(self) -> Vec<u8> {
        assert!(self.open.is_empty(), "every element is closed");
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        self.writer.write_event(event).expect("a vector takes every byte");
    }
}

fn start(name: &'static str, attributes: &[(&str, &str)]) -> BytesStart<'static> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, legal(value).as_str()));
    }
    start
}

/// The text without what XML 1.0 (2.2, production 2) cannot hold.
fn legal(text: &str) -> String {
    let is_legal = |character: &char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(is_legal).collect()
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn what_is_written_is_read_back_by_another_parser() {
        let hostile = "a <b> & \"c\" 'd' ]]> \u{0}\u{8}\u{b}\u{fffe}é \u{1f600}";
        let mut xml = Xml::new();
        xml.open("root", &[("said", hostile)]);
        xml.leaf("leaf", &[("n", "1")], hostile);
        xml.empty("none", &[]);
        xml.close();
        let bytes = xml.finish();

        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root "), "{text}");
        let read = roxmltree::Document::parse(&text).expect("well-formed");
        let root = read.root_element();
        let kept = "a <b> & \"c\" 'd' ]]> é \u{1f600}";
        assert_eq!(root.attribute("said"), Some(kept));
        let children: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
        assert_eq!(children[0].text(), Some(kept));
        assert_eq!(children[1].tag_name().name(), "none");
    }
}
