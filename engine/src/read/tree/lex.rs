//! A text cut into its smallest pieces, every byte in exactly one of them.
//!
//! Plain cutting reads quotes as they stand. Wary cutting is for text that is known to be damaged: there a
//! quote that has lost its partner ends with its line, or where the next field or value begins, so that one
//! lost quote does not turn all that follows inside out.

pub(in crate::read) mod marks;

use crate::source::Span;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Spaces and line ends.
    Blank,
    /// A comment, to the end of its line or to its `*/`; or a word to ron, `#![enable(…)]`.
    Comment {
        /// Whether it has an end.
        closed: bool,
    },
    /// A bracket that opens.
    Open(char),
    /// A bracket that closes.
    Close(char),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A name, or a bare word.
    Word,
    /// A number or a character.
    Plain,
    /// A text with both its quotes.
    Text,
    /// A text whose closing quote is missing.
    Unclosed,
    /// A text whose opening quote is missing.
    Unopened,
    /// A text between other signs than straight quotes: `“so”`, `'so'`.
    Misquoted {
        /// Whether nothing else can be meant than the same text between straight quotes.
        sure: bool,
    },
    /// A text with straight quotes inside that end it too early: `"You said "so" and"`.
    Overquoted,
    /// A sign that stands nowhere in RON.
    Other,
    /// Several pieces of which nothing can be made; only mending makes it.
    Junk,
}

impl Kind {
    /// Whether it says nothing: blanks and comments.
    pub(crate) fn is_trivia(self) -> bool {
        matches!(self, Self::Blank | Self::Comment { .. })
    }
}

/// A piece and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// What it is.
    pub(crate) kind: Kind,
    /// Its bytes.
    pub(crate) span: Span,
}

/// Cuts a text into pieces.
pub(crate) fn lex(text: &str, wary: bool) -> Vec<Token> {
    let mut lexer = Lexer {
        text,
        at: 0,
        wary,
        before: Kind::Comma,
        open: 0,
        quote: None,
        line_end: 0,
        lost_raw: None,
        looks: LOOKS * text.len(),
    };
    let mut tokens = Vec::new();
    while lexer.at < text.len() {
        let start = lexer.at;
        let kind = lexer.read();
        debug_assert!(lexer.at > start, "each piece has a byte at least");
        lexer.note(kind, start);
        tokens.push(Token { kind, span: start..lexer.at });
    }
    tokens
}

/// Whether a comment of other notations begins at a byte, `# so`: RON has none like it.
pub(super) fn is_remark(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].strip_prefix('#').map(|rest| rest.trim_start_matches('#').chars().next());
    let begins =
        after.is_some_and(|next| next.is_none_or(|next| next.is_whitespace() || next.is_alphanumeric()));
    begins && before.is_none_or(char::is_whitespace)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    wary: bool,
    /// The piece before, trivia apart.
    before: Kind,
    /// Brackets that were opened on this line and are still open.
    open: usize,
    /// The next quote, as last looked up.
    quote: Option<usize>,
    /// The end of the line, as last looked up.
    line_end: usize,
    /// The fewest `#` of a raw text for which no end was found.
    lost_raw: Option<usize>,
    /// How many bytes may still be looked at ahead for the end of a text in wrong quotes.
    looks: usize,
}

/// How often, on average, a byte of damaged text is looked at for the end of a text in wrong quotes.
const LOOKS: usize = 16;

/// The most `#` before a raw text's quote in damaged text.
const HASHES: usize = 64;

impl Lexer<'_> {
    fn read(&mut self) -> Kind {
        let rest = &self.text[self.at..];
        let first = rest.chars().next().expect("asked only before the end");
        if first.is_whitespace() {
            self.pass(char::is_whitespace);
            return Kind::Blank;
        }
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return Kind::Comment { closed: true };
        }
        // `#![enable(…)]` is for ron; it says nothing here.
        if let Some(end) = rest.strip_prefix("#![").and_then(|rest| rest.find(']')) {
            self.at += end + "#![]".len();
            return Kind::Comment { closed: true };
        }
        if rest.starts_with("/*") {
            return Kind::Comment { closed: self.block_comment() };
        }
        if self.wary {
            if let Some((end, sure)) = self.misquoted(first) {
                self.at = end;
                return Kind::Misquoted { sure };
            }
            if let Some(end) = self.unopened(first) {
                self.at = end;
                return Kind::Unopened;
            }
            if is_remark(self.text, self.at) {
                self.at += rest.find('\n').unwrap_or(rest.len());
                return Kind::Comment { closed: true };
            }
        }
        match first {
            '(' | '[' | '{' => self.step(first, Kind::Open(first)),
            ')' | ']' | '}' => self.step(first, Kind::Close(first)),
            ',' => self.step(first, Kind::Comma),
            ':' => self.step(first, Kind::Colon),
            '"' if self.wary && self.is_stray_quote() => self.step(first, Kind::Other),
            '"' => self.quoted(),
            '\'' => self.character(),
            '\\' if self.wary && rest.starts_with("\\\"") => {
                self.at += 2;
                Kind::Other
            }
            'r' if self.raw_hashes().is_some() => self.raw_text(),
            c if c.is_alphabetic() || c == '_' => {
                self.pass(is_word);
                Kind::Word
            }
            c if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => {
                self.at += 1;
                self.pass(|c| is_word(c) || matches!(c, '.' | '-' | '+'));
                Kind::Plain
            }
            other => self.step(other, Kind::Other),
        }
    }

    /// Notes what a piece means for the next one.
    fn note(&mut self, kind: Kind, start: usize) {
        match kind {
            Kind::Open(_) => self.open += 1,
            Kind::Close(_) => self.open = self.open.saturating_sub(1),
            Kind::Blank if self.text[start..self.at].contains('\n') => self.open = 0,
            _ => {}
        }
        if !kind.is_trivia() {
            self.before = kind;
        }
    }

    fn step(&mut self, c: char, kind: Kind) -> Kind {
        self.at += c.len_utf8();
        kind
    }

    fn pass(&mut self, good: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !good(c)).unwrap_or(rest.len());
    }

    /// Passes a comment of the kind that nests; whether it ends.
    fn block_comment(&mut self) -> bool {
        let mut depth = 0_usize;
        while self.at < self.text.len() {
            let rest = &self.text.as_bytes()[self.at..];
            if rest.starts_with(b"/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with(b"*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return true;
                }
            } else {
                self.at += 1;
            }
        }
        false
    }

    fn quoted(&mut self) -> Kind {
        let start = self.at;
        let close = closing_quote(self.text, start + 1);
        if let Some(close) = close
            && !(self.wary && self.opens_another(close))
        {
            if let Some(end) = self.overquoted(close) {
                self.at = end;
                return Kind::Overquoted;
            }
            self.at = close + 1;
            return Kind::Text;
        }
        self.at = if self.wary { self.unclosed_end(start, close) } else { self.text.len() };
        Kind::Unclosed
    }

    /// `'a'` or `'\n'`; a lone quote is a sign of its own.
    fn character(&mut self) -> Kind {
        let rest = &self.text[self.at + 1..];
        let inner = if let Some(escaped) = rest.strip_prefix('\\') {
            let near: usize = escaped.chars().take(12).map(char::len_utf8).sum();
            escaped[..near].find('\'').map(|end| end + 1)
        } else {
            rest.chars().next().map(char::len_utf8)
        };
        match inner.filter(|inner| rest[*inner..].starts_with('\'')) {
            Some(inner) => {
                self.at += inner + 2;
                Kind::Plain
            }
            None => self.step('\'', Kind::Other),
        }
    }

    /// How many `#` stand between `r` and the quote of a raw text.
    fn raw_hashes(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let known = !self.wary || hashes <= HASHES;
        (known && rest[hashes..].starts_with('"')).then_some(hashes)
    }

    fn raw_text(&mut self) -> Kind {
        let hashes = self.raw_hashes().expect("asked for just before");
        let body = self.at + hashes + 2;
        let end = format!("\"{}", "#".repeat(hashes));
        // Where no end was found once, none is found later: that keeps hostile text from being searched anew.
        let lost = self.lost_raw.is_some_and(|lost| lost <= hashes);
        let found = if lost { None } else { self.text[body..].find(&end) };
        if let Some(length) = found {
            self.at = body + length + end.len();
            return Kind::Text;
        }
        self.lost_raw = Some(hashes);
        self.at = if self.wary { self.before_anchor(body, self.text.len()) } else { self.text.len() };
        Kind::Unclosed
    }
}

/// The wary half: what a damaged quote leaves behind.
impl Lexer<'_> {
    /// Whether a value or a name may begin here.
    fn may_begin(&self) -> bool {
        matches!(self.before, Kind::Comma | Kind::Colon | Kind::Open(_))
    }

    /// A quote that closes something, where nothing is open.
    fn is_stray_quote(&self) -> bool {
        !self.may_begin() && closes(self.text, self.at)
    }

    /// Whether the quote that should close a text looks as if it opened the next one.
    fn opens_another(&self, quote: usize) -> bool {
        opens(self.text, quote) && !closes(self.text, quote)
    }

    /// The end of a text that has no opening quote, if one begins here.
    fn unopened(&mut self, first: char) -> Option<usize> {
        if !self.may_begin() || matches!(first, '"' | '(' | '[' | '{' | ')' | ']' | '}' | ',' | ':') {
            return None;
        }
        if first == 'r' && self.raw_hashes().is_some() {
            return None;
        }
        // A name with its colon or its bracket, or a bare word before another field, is no prose.
        let after = self.text[self.at..].trim_start_matches(is_word);
        let next = after.strip_prefix(", ").map(|next| next.trim_start_matches(is_word));
        if after.starts_with('(')
            || (self.before != Kind::Colon && after.starts_with(':'))
            || (after.len() < self.text.len() - self.at && next.is_some_and(|next| next.starts_with(": ")))
        {
            return None;
        }
        let line_end = self.line_end();
        if let Some(quote) = self.next_quote().filter(|quote| *quote < line_end)
            && !opens(self.text, quote)
            && closes(self.text, quote)
            && !self.text[self.at..quote].ends_with('#')
        {
            return Some(quote + 1);
        }
        if self.next_quote().is_some_and(|quote| quote < line_end) {
            return None;
        }
        let line = &self.text[self.at..line_end];
        if self.before == Kind::Colon
            && let Some(end) = two_words(line)
        {
            return Some(self.at + end);
        }
        if !three_words(line) {
            return None;
        }
        // Prose without a quote, perhaps over several lines.
        let quote = self.next_quote().unwrap_or(self.text.len());
        let end = self.before_anchor(self.at, quote);
        Some(if end > quote { quote + 1 } else { end })
    }

    fn next_quote(&mut self) -> Option<usize> {
        if self.quote.is_none_or(|quote| quote < self.at) {
            // Nothing found is remembered as the end of the text.
            let found = self.text[self.at..].find('"').map_or(self.text.len(), |at| self.at + at);
            self.quote = Some(found);
        }
        self.quote.filter(|quote| *quote < self.text.len())
    }

    fn line_end(&mut self) -> usize {
        if self.line_end < self.at {
            self.line_end = line_end(self.text, self.at);
        }
        self.line_end
    }

    /// Where a text ends that begins at a quote and whose partner is missing.
    fn unclosed_end(&self, start: usize, next: Option<usize>) -> usize {
        let own_end = line_end(self.text, start);
        let limit = next.map_or(own_end, |next| next.min(own_end));
        let end = self.comma_before_anchor(start + 1, limit, own_end).unwrap_or_else(|| match next {
            Some(next) if next < own_end => {
                let comma = self.text[start + 1..next].rfind(',');
                comma.map_or(next, |comma| start + 1 + comma)
            }
            Some(next) => self.before_anchor(start + 1, next).min(next),
            None => self.before_anchor(start + 1, self.text.len()),
        });
        self.own_end(start + 1, end)
    }

    /// The end of a text without the comma and the brackets behind it, which are not its own.
    fn own_end(&self, from: usize, end: usize) -> usize {
        let mut text = self.text[from..end].trim_end();
        text = text.strip_suffix(',').unwrap_or(text).trim_end();
        for _ in 0..self.open {
            text = text.strip_suffix([')', ']', '}']).unwrap_or(text).trim_end();
        }
        from + text.len()
    }

    /// The first comma behind which a field or a value seems to begin.
    fn comma_before_anchor(&self, from: usize, limit: usize, line_end: usize) -> Option<usize> {
        let commas = self.text[from..limit].match_indices(',').map(|(at, _)| from + at);
        commas.into_iter().find(|at| is_anchor(&self.text[at + 1..line_end]))
    }

    /// The end of the last line before one that begins a field, a value or ends a bracket; lines that begin
    /// behind `limit` are not looked at.
    fn before_anchor(&self, from: usize, limit: usize) -> usize {
        let mut end = line_end(self.text, from);
        while end < self.text.len() && end < limit {
            let line = &self.text[end + 1..line_end(self.text, end + 1)];
            if is_anchor(line) {
                break;
            }
            end += 1 + line.len();
        }
        from + self.text[from..end].trim_end().len()
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn line_end(text: &str, from: usize) -> usize {
    text[from..].find('\n').map_or(text.len(), |end| from + end)
}

/// The next quote that no backslash stands before.
fn closing_quote(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(at),
            _ => at += 1,
        }
    }
    None
}

/// Whether what stands before a quote on its line is what stands before a text.
fn opens(text: &str, quote: usize) -> bool {
    let before = before_on_line(text, quote);
    before.is_none_or(|c| ":([{,".contains(c))
}

/// Whether what stands after a quote is what stands after a text.
fn closes(text: &str, quote: usize) -> bool {
    let after = text[quote + 1..].chars().find(|c| !matches!(c, ' ' | '\t' | '\r' | '#'));
    match after {
        None | Some('\n') => before_on_line(text, quote).is_none_or(|c| !":([{,".contains(c)),
        Some(c) => ",)]}".contains(c),
    }
}

/// The last sign before a place on its line; the `r#` of a raw text is passed over.
fn before_on_line(text: &str, at: usize) -> Option<char> {
    let before = text[..at].trim_end_matches('#');
    let before = match before.strip_suffix('r') {
        Some(shorter) if !shorter.ends_with(is_word) => shorter,
        _ => &text[..at],
    };
    before.chars().rev().find(|c| !matches!(c, ' ' | '\t')).filter(|c| *c != '\n')
}

/// `every word here` but not `name: value`.
fn three_words(line: &str) -> bool {
    let mut words = near(line).split([' ', '\t']);
    words.by_ref().take(2).all(|word| !word.is_empty() && word.chars().all(|c| is_word(c) || c == '’'))
        && words.next().is_some_and(|word| word.starts_with(is_word))
}

/// The beginning of a line: a few words are short, and nothing is looked at behind them.
fn near(line: &str) -> &str {
    line.char_indices().nth(200).map_or(line, |(at, _)| &line[..at])
}

/// `Two words,`: where they end, if nothing else stands before the comma, the bracket or the line's end.
fn two_words(line: &str) -> Option<usize> {
    let near = near(line);
    let end = near.find([',', ')', ']', '}']).or((near.len() == line.len()).then_some(near.len()))?;
    let words = line[..end].trim_end();
    let (one, two) = words.split_once([' ', '\t'])?;
    let prose = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || c == '’');
    (prose(one) && prose(two.trim_start())).then_some(words.len())
}

/// Whether a line begins as a field, a value in brackets or the end of a bracket does.
fn is_anchor(line: &str) -> bool {
    let line = line.trim_start();
    let after = line.trim_start_matches(is_word);
    let word = &line[..line.len() - after.len()];
    match line.chars().next() {
        Some(')' | ']' | '"') => true,
        Some(first) if first.is_uppercase() => after.starts_with('('),
        Some(first) if first.is_lowercase() => {
            let value = after.strip_prefix(':').map(str::trim_start);
            word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && value.is_some_and(|value| {
                    value.is_empty()
                        || value.starts_with(['"', '[', '(', '-'])
                        || value.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
                        || ["r\"", "r#", "true", "false"].iter().any(|word| value.starts_with(word))
                })
        }
        _ => false,
    }
}
