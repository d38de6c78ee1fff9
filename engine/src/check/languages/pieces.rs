//! A text in pieces: words that are translated, and signs of Markdown and variables that are not.
//!
//! Every byte of a text stands in exactly one piece, so the pieces put together again are the text. What the pieces mean
//! to a reader is not decided here: that a translated text reads as its pieces say is asked by reading it again.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::check::variables::in_text;
use crate::id::is_language_tag;

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// Strong words, between `**`.
    Strong,
    /// Stressed words, between `*`.
    Emphasis,
    /// Words that lead somewhere.
    Link,
    /// Words in another language.
    Language,
    /// A variable of the house, `{lead_contact}`.
    Variable,
    /// What stands between paragraphs and items of a list: it keeps its order.
    Layout,
    /// Any other sign that Markdown reads, such as `\*`.
    Sign,
}

/// Signs that a translator may move and not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// What they stand for.
    pub kind: CodeKind,
    /// The signs; of a pair those before the words.
    pub open: String,
    /// Those behind the words of a pair; `None` where there is no pair.
    pub close: Option<String>,
}

/// A piece of a text. A code is named by its number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A pair begins.
    Open(usize),
    /// A pair ends.
    Close(usize),
    /// A code that is no pair.
    Lone(usize),
}

/// A text in pieces, with its codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pieces {
    /// The codes, by their numbers less one.
    pub codes: Vec<Code>,
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
}

impl Pieces {
    /// Takes a text to pieces.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut split = Split { text, done: 0, open: Vec::new(), run: 0..0, out: Self::default() };
        // As a course's texts are read, what is refused there included: a plain title may hold any sign.
        let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            split.event(&event, range);
        }
        split.gap(text.len());
        split.words();
        split.out
    }

    /// The text again. A code that these pieces do not have is left out.
    #[must_use]
    pub fn join(&self) -> String {
        joined(&self.codes, &self.pieces)
    }
}

/// A text of pieces, with the codes that they name.
pub(super) fn joined(codes: &[Code], pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) => out.push_str(words),
            Piece::Open(at) | Piece::Lone(at) => out.push_str(signs(codes, *at, false)),
            Piece::Close(at) => out.push_str(signs(codes, *at, true)),
        }
    }
    out
}

/// The signs of a code.
pub(super) fn signs(codes: &[Code], number: usize, behind: bool) -> &str {
    let code = number.checked_sub(1).and_then(|at| codes.get(at));
    match (code, behind) {
        (Some(code), false) => &code.open,
        (Some(code), true) => code.close.as_deref().unwrap_or_default(),
        (None, _) => "",
    }
}

struct Split<'a> {
    text: &'a str,
    /// The byte up to which everything stands in a piece or in the run.
    done: usize,
    /// The pairs that are open, by number; `None` for what is no pair.
    open: Vec<Option<usize>>,
    /// Words that were read and are not yet pieces.
    run: Range<usize>,
    out: Pieces,
}

impl Split<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                let pair = match tag {
                    Tag::Strong => Some((CodeKind::Strong, 2)),
                    Tag::Emphasis => Some((CodeKind::Emphasis, 1)),
                    Tag::Link { .. } => Some((CodeKind::Link, 1)),
                    _ => None,
                };
                let number = pair.map(|(kind, length)| {
                    self.gap(range.start);
                    self.pair(kind, self.done..range.start.max(self.done) + length)
                });
                self.open.push(number);
            }
            Event::End(_) => {
                if let Some(Some(number)) = self.open.pop() {
                    self.words();
                    let close = self.take(range.end);
                    self.out.codes[number - 1].close = Some(close);
                    self.out.pieces.push(Piece::Close(number));
                }
            }
            Event::Text(words) => {
                self.gap(range.start);
                if self.text.get(range.clone()) == Some(&**words) {
                    self.more(range.end);
                } else {
                    self.lone(CodeKind::Sign, range.end);
                }
            }
            Event::SoftBreak => {
                self.gap(range.start);
                if self.text.get(self.done..range.end) == Some("\n") {
                    self.more(range.end);
                } else {
                    self.lone(CodeKind::Layout, range.end);
                }
            }
            Event::HardBreak | Event::Rule => {
                self.gap(range.start);
                self.lone(CodeKind::Layout, range.end);
            }
            _ => {
                self.gap(range.start);
                self.lone(CodeKind::Sign, range.end);
            }
        }
    }

    /// Words up to a byte.
    fn more(&mut self, end: usize) {
        if self.run.is_empty() {
            self.run = self.done..self.done;
        }
        let end = end.max(self.done);
        (self.run.end, self.done) = (end, end);
    }

    /// Signs of Markdown up to a byte, between what it tells of.
    fn gap(&mut self, end: usize) {
        if end <= self.done {
            return;
        }
        let signs = &self.text[self.done..end];
        if signs == "\\" {
            // What a stroke stands before goes with it.
            let next = self.text[end..].chars().next().map_or(0, char::len_utf8);
            return self.lone(CodeKind::Sign, end + next);
        }
        // The line end before an item's indentation belongs to that.
        if self.run.end == self.done && self.text[self.run.clone()].ends_with('\n') {
            self.run.end -= 1;
            self.done -= 1;
        }
        self.lone(CodeKind::Layout, end);
    }

    fn lone(&mut self, kind: CodeKind, end: usize) {
        self.words();
        let open = self.take(end);
        if !open.is_empty() {
            let number = self.code(kind, open, None);
            self.out.pieces.push(Piece::Lone(number));
        }
    }

    fn pair(&mut self, kind: CodeKind, span: Range<usize>) -> usize {
        self.words();
        let open = self.take(span.end);
        let number = self.code(kind, open, Some(String::new()));
        self.out.pieces.push(Piece::Open(number));
        number
    }

    fn code(&mut self, kind: CodeKind, open: String, close: Option<String>) -> usize {
        self.out.codes.push(Code { kind, open, close });
        self.out.codes.len()
    }

    fn take(&mut self, end: usize) -> String {
        let end = end.max(self.done);
        let taken = self.text[self.done..end].to_owned();
        self.done = end;
        taken
    }

    /// Makes pieces of the words that were read: marks of language and variables in them are codes.
    fn words(&mut self) {
        let run = std::mem::replace(&mut self.run, self.done..self.done);
        let mut rest = &self.text[run];
        while let Some((before, (words, tag, after))) = marked(rest) {
            self.plain(before);
            let close = format!("]{{lang={tag}}}");
            let number = self.code(CodeKind::Language, "[".to_owned(), Some(close));
            self.out.pieces.push(Piece::Open(number));
            self.plain(words);
            self.out.pieces.push(Piece::Close(number));
            rest = after;
        }
        self.plain(rest);
    }

    /// Words in which only variables are codes.
    fn plain(&mut self, words: &str) {
        let mut done = 0;
        for (at, id) in in_text(words) {
            self.push(&words[done..at]);
            done = at + id.len() + 2;
            let number = self.code(CodeKind::Variable, words[at..done].to_owned(), None);
            self.out.pieces.push(Piece::Lone(number));
        }
        self.push(&words[done..]);
    }

    fn push(&mut self, words: &str) {
        if !words.is_empty() {
            self.out.pieces.push(Piece::Text(words.to_owned()));
        }
    }
}

/// The first `[words]{lang=cy}` of a text, with what stands before and behind it.
fn marked(text: &str) -> Option<(&str, (&str, &str, &str))> {
    let (before, rest) = text.split_once("]{lang=")?;
    let (before, words) = before.rsplit_once('[')?;
    let (tag, after) = rest.split_once('}')?;
    is_language_tag(tag).then_some((before, (words, tag, after)))
}

#[cfg(test)]
mod tests {
    use super::{CodeKind, Piece, Pieces};
    use crate::read::tests::damaged;

    fn shown(text: &str) -> String {
        let pieces = Pieces::of(text);
        let show = |piece: &Piece| match piece {
            Piece::Text(words) => words.clone(),
            Piece::Open(at) => format!("<{at}>"),
            Piece::Close(at) => format!("</{at}>"),
            Piece::Lone(at) => format!("<{at}/>"),
        };
        pieces.pieces.iter().map(show).collect()
    }

    #[test]
    fn signs_are_codes_and_words_are_words() {
        for (text, pieces) in [
            ("Ask **once**, *then* wait.", "Ask <1>once</1>, <2>then</2> wait."),
            ("A [pronoun](term:pronoun) can", "A <1>pronoun</1> can"),
            ("Say [bore da *i*]{lang=cy} and", "Say [bore da <1>i</1>]{lang=cy} and"),
            ("Say [bore da]{lang=cy}, {lead_contact}.", "Say <1>bore da</1>, <2/>."),
            ("***both***", "<1><2>both</2></1>"),
            ("one\ntwo\n\n- a\n- b\n  c", "one\ntwo<1/>a<2/>b<3/>c"),
            ("2 \\* 3 &amp; 4", "2 <1/> 3 <2/> 4"),
            ("## Head\n\n> said", "<1/>Head<2/>said"),
            ("a\\\nb", "a<1/>b"),
            ("3 * 4 [x] {No}", "3 * 4 [x] {No}"),
            ("[**Go** on](https://example.org/a_b \"t\")", "<1><2>Go</2> on</1>"),
            ("", ""),
        ] {
            assert_eq!(shown(text), pieces, "{text:?}");
            assert_eq!(Pieces::of(text).join(), text);
        }
        let link = &Pieces::of("A [pronoun](term:pronoun)").codes[0];
        assert_eq!((link.kind, link.close.as_deref()), (CodeKind::Link, Some("](term:pronoun)")));
    }

    #[test]
    fn every_byte_of_any_text_stands_in_one_piece() {
        const TEXT: &str = "One *two* **three** `four` {lead_contact}.\n\n- a\n  - [b](page:two_minutes)\n- c\n\n1. one\n\n> said “here”\n> more\n\n## Head\n\n[Bore da]{lang=cy}, **a\nb** ![p](q) <https://a.b> [x](https://example.org/a?b=c \"t\")\\\nend &amp; \\* <b>bold</b>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n    code\n\n[^1]: note\n[r]: /x\n";
        let mut codes = 0;
        for seed in 0..20_000 {
            let text = damaged(TEXT, seed);
            let pieces = Pieces::of(&text);
            assert_eq!(pieces.join(), text, "seed {seed}");
            codes += pieces.codes.len();
        }
        assert!(codes > 100_000, "{codes} codes");
    }
}
