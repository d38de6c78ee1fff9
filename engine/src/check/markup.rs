//! Markdown becomes checked text. What is not allowed is named at its place; nothing unsafe can be represented.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::course::{Inline, LinkTo, Markup, Node};
use crate::id::{PageId, SourceId, TermId};
use crate::rule::Rule;

/// What was made of a text.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) markup: Markup,
    pub(super) faults: Vec<MarkupFault>,
    /// Pages that links lead to, with the piece of text that says so.
    pub(super) pages: Vec<(String, String)>,
    /// Sources that links cite.
    pub(super) sources: Vec<(String, String)>,
    /// Terms that links explain.
    pub(super) terms: Vec<(String, String)>,
}

/// Something that text may not hold.
#[derive(Debug)]
pub(super) struct MarkupFault {
    pub(super) rule: Rule,
    /// The piece of text that is at fault; empty for the whole.
    pub(super) piece: String,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: Option<String>,
}

/// Parses a text.
pub(super) fn parse<'a>(text: impl Into<Cow<'a, str>>) -> Parsed {
    let text = text.into();
    if is_plain(&text) {
        return Parsed { markup: Markup::paragraph(text), ..Parsed::default() };
    }
    parse_markdown(&text)
}

/// Whether a text is one line of words in which no sign can mean anything to Markdown. Most texts of a course are,
/// and need no parser.
fn is_plain(text: &str) -> bool {
    let first = |sign: char| sign.is_alphabetic() || "“‘\"'(£".contains(sign);
    // Beyond ASCII only these two bytes begin a control sign.
    let control = |two: &[u8]| two[0] == 0xc2 && two[1] < 0xa0;
    text.starts_with(first)
        && !text.ends_with(char::is_whitespace)
        && !text.bytes().any(|byte| MEANS[usize::from(byte)])
        && (text.is_ascii() || !text.as_bytes().windows(2).any(control))
}

/// Whether a byte means something to Markdown, or is a control sign.
static MEANS: [bool; 256] = {
    let mut means = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        means[byte as usize] = byte.is_ascii_control();
        byte += 1;
    }
    let signs = b"\\`*_[]<>&~{}";
    let mut at = 0;
    while at < signs.len() {
        means[signs[at] as usize] = true;
        at += 1;
    }
    means
};

fn parse_markdown(text: &str) -> Parsed {
    // Tables, footnotes and the rest are switched on so that they are named, not shown as odd signs.
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder {
        text,
        parsed: Parsed::default(),
        blocks: vec![Vec::new()],
        lines: Vec::new(),
        open: Vec::new(),
        pass: 0,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, range);
    }
    let nodes = builder.blocks.pop().unwrap_or_default();
    builder.parsed.markup = Markup::of(nodes);
    builder.parsed
}

/// A container that was opened and not yet closed.
enum Open {
    Paragraph,
    Heading(u8),
    List(bool, Vec<Vec<Node>>),
    Item,
    Quote,
    Emphasis,
    Strong,
    Link(Option<LinkTo>),
}

struct Builder<'a> {
    text: &'a str,
    parsed: Parsed,
    /// Nodes of each open container of blocks.
    blocks: Vec<Vec<Node>>,
    /// Pieces of each open container of words.
    lines: Vec<Vec<Inline>>,
    open: Vec<Open>,
    /// Depth inside something that is not allowed: its content is passed over.
    pass: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.pass > 0 {
            match event {
                Event::Start(_) => self.pass += 1,
                Event::End(_) => self.pass -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(words) => {
                self.refuse(range, "code", "write the words plainly, or in “quotation marks”");
                self.words(&words);
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.push(Inline::Break),
            Event::Html(html) | Event::InlineHtml(html) => {
                let piece = html.trim().lines().next().unwrap_or_default().to_owned();
                let help = match piece.as_str() {
                    "<b>" | "</b>" | "<strong>" | "</strong>" => "for strong words write `**words**`",
                    "<i>" | "</i>" | "<em>" | "</em>" => "for stressed words write `*words*`",
                    "<br>" | "<br/>" | "<br />" => "begin a new paragraph with a blank line",
                    _ => "write it in Markdown; to show a `<` write `\\<`",
                };
                self.fault(
                    Rule::NotAllowedHere,
                    piece.clone(),
                    format!("`{piece}` is HTML"),
                    "not allowed in text",
                    help,
                );
            }
            Event::Rule => self.refuse(range, "a rule", "begin a new page, or a heading with `##`"),
            other => self.refuse(range, &format!("{other:?}").to_lowercase(), "write it in words"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_line(Open::Paragraph),
            Tag::Heading { level, .. } => {
                if !matches!(level, HeadingLevel::H2 | HeadingLevel::H3) {
                    let piece = self.piece(range);
                    let help = "write `##` for a heading, `###` for one below it";
                    self.fault(
                        Rule::HeadingLevel,
                        piece.clone(),
                        format!("`{piece}` is no heading of level 2 or 3"),
                        "the page's title is level 1",
                        help,
                    );
                }
                self.open_line(Open::Heading(if level == HeadingLevel::H3 { 3 } else { 2 }));
            }
            Tag::List(first) => {
                self.close_loose();
                self.open.push(Open::List(first.is_some(), Vec::new()));
            }
            Tag::Item => {
                self.blocks.push(Vec::new());
                self.open.push(Open::Item);
            }
            Tag::BlockQuote(_) => {
                self.blocks.push(Vec::new());
                self.open.push(Open::Quote);
            }
            Tag::Emphasis => self.open_line(Open::Emphasis),
            Tag::Strong => self.open_line(Open::Strong),
            Tag::Link { dest_url, .. } => {
                let to = self.link(&dest_url);
                self.open_line(Open::Link(to));
            }
            Tag::HtmlBlock => {}
            Tag::Image { .. } => {
                self.refuse_container(range, "a picture", "write an `Image(file: \"…\", alt: \"…\")` block")
            }
            Tag::CodeBlock(_) => self.refuse_container(
                range,
                "code",
                "take the four blanks before the line away, or write the words plainly",
            ),
            Tag::Table(_) => self.refuse_container(range, "a table", "write the rows as a list"),
            Tag::FootnoteDefinition(_) => {
                self.refuse_container(range, "a footnote", "cite with `[words](source:id)`")
            }
            Tag::Strikethrough => self.refuse_container(range, "struck-out text", "write what holds"),
            _ => self.refuse_container(range, "this", "write it in words"),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if matches!(tag, TagEnd::HtmlBlock) {
            return;
        }
        if matches!(tag, TagEnd::Item) {
            self.close_loose();
        }
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Paragraph => self.close_line(Node::Paragraph),
            Open::Heading(level) => self.close_line(|line| Node::Heading(level, line)),
            Open::List(ordered, items) => self.node(Node::List { ordered, items }),
            Open::Item => {
                let item = self.blocks.pop().unwrap_or_default();
                if let Some(Open::List(_, items)) = self.open.last_mut() {
                    items.push(item);
                }
            }
            Open::Quote => {
                let inner = self.blocks.pop().unwrap_or_default();
                self.node(Node::Quote(inner));
            }
            Open::Emphasis => self.close_inline(Inline::Emphasis),
            Open::Strong => self.close_inline(Inline::Strong),
            Open::Link(Some(to)) => self.close_inline(|inner| Inline::Link(to, inner)),
            // The link led nowhere; that was said, and its words stay.
            Open::Link(None) => {
                let inner = self.lines.pop().unwrap_or_default();
                inner.into_iter().for_each(|piece| self.push(piece));
            }
        }
    }

    fn open_line(&mut self, open: Open) {
        if matches!(open, Open::Emphasis | Open::Strong | Open::Link(_)) {
            self.loose();
        }
        self.lines.push(Vec::new());
        self.open.push(open);
    }

    /// Words of a tight list stand in the item without a paragraph; give them one.
    fn loose(&mut self) {
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
    }

    fn close_loose(&mut self) {
        if matches!(self.open.last(), Some(Open::Item))
            && let Some(line) = self.lines.pop()
            && !line.is_empty()
        {
            self.node(Node::Paragraph(languages(line)));
        }
    }

    fn close_line(&mut self, make: impl FnOnce(Vec<Inline>) -> Node) {
        let line = languages(self.lines.pop().unwrap_or_default());
        // A heading or paragraph without words cannot be read aloud.
        if line.iter().any(|piece| !matches!(piece, Inline::Text(text) if text.trim().is_empty())) {
            self.node(make(line));
        }
    }

    fn close_inline(&mut self, make: impl FnOnce(Vec<Inline>) -> Inline) {
        let inner = languages(self.lines.pop().unwrap_or_default());
        self.push(make(inner));
    }

    fn node(&mut self, node: Node) {
        if let Some(block) = self.blocks.last_mut() {
            block.push(node);
        }
    }

    fn words(&mut self, words: &str) {
        self.loose();
        let line = self.lines.last_mut().expect("there is one now");
        match line.last_mut() {
            Some(Inline::Text(before)) => before.push_str(words),
            _ => line.push(Inline::Text(words.to_owned())),
        }
    }

    fn push(&mut self, piece: Inline) {
        if let Inline::Text(words) = &piece {
            return self.words(&words.clone());
        }
        self.loose();
        self.lines.last_mut().expect("there is one now").push(piece);
    }

    fn link(&mut self, to: &str) -> Option<LinkTo> {
        let whole = to.to_owned();
        if let Some(page) = to.strip_prefix("page:") {
            self.parsed.pages.push((page.to_owned(), whole));
            return PageId::parse(page).map(LinkTo::Page);
        }
        if let Some(source) = to.strip_prefix("source:") {
            self.parsed.sources.push((source.to_owned(), whole));
            return SourceId::parse(source).map(LinkTo::Source);
        }
        if let Some(term) = to.strip_prefix("term:") {
            self.parsed.terms.push((term.to_owned(), whole));
            return TermId::parse(term).map(LinkTo::Term);
        }
        let plain = !to.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c));
        if plain && to.len() > 10 && to.starts_with("https://") {
            return Some(LinkTo::Web(whole));
        }
        if let Some(address) = to.strip_prefix("mailto:").filter(|address| plain && address.contains('@')) {
            return Some(LinkTo::Mail(address.to_owned()));
        }
        let help = if to.starts_with("http:") {
            "write `https:`; if the site has none, name it without a link".to_owned()
        } else {
            "write https://…, mailto:…, page:a_page, source:a_source or term:a_term".to_owned()
        };
        self.fault(
            Rule::BadLink,
            whole,
            format!("a link cannot lead to `{to}`"),
            "not a place that a link may lead to",
            &help,
        );
        None
    }

    fn refuse_container(&mut self, range: Range<usize>, what: &str, help: &str) {
        self.refuse(range, what, help);
        self.pass = 1;
    }

    fn refuse(&mut self, range: Range<usize>, what: &str, help: &str) {
        let piece = self.piece(range);
        self.fault(
            Rule::NotAllowedHere,
            piece,
            format!("{what} cannot stand in text"),
            "not allowed in text",
            help,
        );
    }

    /// The first line of a range: a place to point at.
    fn piece(&self, range: Range<usize>) -> String {
        self.text[range].trim().lines().next().unwrap_or_default().to_owned()
    }

    fn fault(&mut self, rule: Rule, piece: String, message: String, label: &str, help: &str) {
        let fault =
            MarkupFault { rule, piece, message, label: label.to_owned(), help: Some(help.to_owned()) };
        self.parsed.faults.push(fault);
    }
}

/// Finds `[words]{lang=cy}` in words.
fn languages(line: Vec<Inline>) -> Vec<Inline> {
    let stays =
        |piece: &Inline| !matches!(piece, Inline::Text(text) if text.is_empty() || text.contains('{'));
    if line.iter().all(stays) {
        return line;
    }
    let mut out = Vec::with_capacity(line.len());
    for piece in line {
        match piece {
            Inline::Text(text) => split_languages(&text, &mut out),
            other => out.push(other),
        }
    }
    out
}

fn split_languages(mut text: &str, out: &mut Vec<Inline>) {
    while let Some((before, rest)) = text.split_once("]{lang=") {
        let (Some((before, words)), Some((tag, after))) = (before.rsplit_once('['), rest.split_once('}'))
        else {
            break;
        };
        if !crate::id::is_language_tag(tag) {
            break;
        }
        if !before.is_empty() {
            out.push(Inline::Text(before.to_owned()));
        }
        out.push(Inline::Language(tag.to_owned(), vec![Inline::Text(words.to_owned())]));
        text = after;
    }
    if !text.is_empty() {
        out.push(Inline::Text(text.to_owned()));
    }
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
