//! The smallest pieces of RON: brackets, commas, words, texts. Comments and blanks are passed over.

use crate::source::Span;

/// A piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Open(char),
    Close(char),
    Comma,
    Colon,
    Word,
    /// A number or a character.
    Plain,
    Text {
        closed: bool,
    },
    /// Anything else, one character at a time.
    Other,
}

/// Yields pieces; looks two ahead.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    ahead: Option<(Token, Span)>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, ahead: None }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn next(&mut self) -> Option<(Token, Span)> {
        self.ahead.take().or_else(|| self.read())
    }

    pub(super) fn peek(&mut self) -> Option<(Token, Span)> {
        if self.ahead.is_none() {
            self.ahead = self.read();
        }
        self.ahead.clone()
    }

    /// The piece after the next one.
    pub(super) fn peek_second(&mut self) -> Option<Token> {
        self.peek()?;
        let at = self.at;
        let second = self.read().map(|(token, _)| token);
        self.at = at;
        second
    }

    fn read(&mut self) -> Option<(Token, Span)> {
        self.pass_blanks();
        let start = self.at;
        let first = self.text[start..].chars().next()?;
        let token = match first {
            '(' | '[' | '{' => self.step(first, Token::Open(first)),
            ')' | ']' | '}' => self.step(first, Token::Close(first)),
            ',' => self.step(first, Token::Comma),
            ':' => self.step(first, Token::Colon),
            '"' => self.text_in_quotes(),
            '\'' => self.character(),
            'r' if self.raw_hashes().is_some() => self.raw_text(),
            c if c.is_alphabetic() || c == '_' => {
                self.pass(|c| c.is_alphanumeric() || c == '_');
                Token::Word
            }
            c if c.is_ascii_digit() || matches!(c, '-' | '+' | '.') => {
                self.at += 1;
                self.pass(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '+'));
                Token::Plain
            }
            other => self.step(other, Token::Other),
        };
        Some((token, start..self.at))
    }

    fn step(&mut self, c: char, token: Token) -> Token {
        self.at += c.len_utf8();
        token
    }

    fn pass(&mut self, good: impl Fn(char) -> bool) {
        let rest = &self.text[self.at..];
        self.at += rest.find(|c| !good(c)).unwrap_or(rest.len());
    }

    fn pass_blanks(&mut self) {
        loop {
            self.pass(char::is_whitespace);
            let rest = &self.text[self.at..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.pass_comment();
            } else {
                return;
            }
        }
    }

    /// Comments of this kind nest.
    fn pass_comment(&mut self) {
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
                    return;
                }
            } else {
                self.at += 1;
            }
        }
    }

    fn text_in_quotes(&mut self) -> Token {
        self.at += 1;
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            match bytes[self.at] {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return Token::Text { closed: true };
                }
                _ => self.at += 1,
            }
        }
        self.at = bytes.len();
        Token::Text { closed: false }
    }

    /// `'a'` or `'\n'`; a lone quote is one character.
    fn character(&mut self) -> Token {
        let rest = &self.text[self.at + 1..];
        let inner = if let Some(escaped) = rest.strip_prefix('\\') {
            escaped.find('\'').map(|end| end + 1)
        } else {
            rest.chars().next().map(char::len_utf8)
        };
        match inner.filter(|inner| rest[*inner..].starts_with('\'')) {
            Some(inner) => {
                self.at += inner + 2;
                Token::Plain
            }
            None => self.step('\'', Token::Other),
        }
    }

    /// How many `#` stand between `r` and the quote of a raw text.
    fn raw_hashes(&self) -> Option<usize> {
        let rest = &self.text[self.at + 1..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest[hashes..].starts_with('"').then_some(hashes)
    }

    fn raw_text(&mut self) -> Token {
        let hashes = self.raw_hashes().expect("asked for just before");
        let end = format!("\"{}", "#".repeat(hashes));
        let body = self.at + hashes + 2;
        if let Some(length) = self.text[body..].find(&end) {
            self.at = body + length + end.len();
            Token::Text { closed: true }
        } else {
            self.at = self.text.len();
            Token::Text { closed: false }
        }
    }
}
