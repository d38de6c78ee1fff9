//! The words of a text, one after another, as far as they are plain.

use super::{Doubt, Read};

/// A text in quotes.
pub(super) enum Words<'de> {
    /// As it stands.
    Plain(&'de str),
    /// With signs in it that stand for others.
    Made(String),
}

/// Where a text is read.
pub(super) struct Scan<'de> {
    text: &'de str,
    at: usize,
}

impl<'de> Scan<'de> {
    /// At the beginning of a text.
    pub(super) fn new(text: &'de str) -> Self {
        Self { text, at: 0 }
    }

    /// Whether nothing is left.
    pub(super) fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    /// The next byte.
    pub(super) fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes a sign.
    pub(super) fn expect(&mut self, sign: u8) -> Read<()> {
        if self.next() != Some(sign) {
            return Err(Doubt);
        }
        self.at += 1;
        Ok(())
    }

    /// Passes blanks and comments that go to the end of their line.
    pub(super) fn blanks(&mut self) {
        let bytes = self.text.as_bytes();
        loop {
            while matches!(bytes.get(self.at), Some(b' ' | b'\n' | b'\t' | b'\r')) {
                self.at += 1;
            }
            if !bytes[self.at..].starts_with(b"//") {
                return;
            }
            // One that nothing follows is for ron to judge.
            let Some(end) = self.text[self.at..].find('\n') else { return };
            self.at += end;
        }
    }

    /// The name that stands next, or nothing.
    pub(super) fn look(&self) -> &'de str {
        let rest = &self.text[self.at..];
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        &rest[..rest.bytes().take_while(|byte| is_name(byte)).count()]
    }

    /// Passes a name.
    pub(super) fn word(&mut self) -> Read<&'de str> {
        let word = self.look();
        let first = word.bytes().next().is_some_and(|byte| !byte.is_ascii_digit());
        self.at += word.len();
        // Signs that may belong to a name, or make it the beginning of a raw text.
        let odd = self.next().is_some_and(|byte| byte >= 0x80 || b".+-#\"'".contains(&byte));
        if first && !odd { Ok(word) } else { Err(Doubt) }
    }

    /// Passes digits that make a whole number.
    pub(super) fn whole(&mut self) -> Read<u64> {
        let digits = self.digits(9)?;
        self.number_ends()?;
        digits.parse().map_err(|_| Doubt)
    }

    /// Passes digits, perhaps with a point among them.
    pub(super) fn number(&mut self) -> Read<f64> {
        let start = self.at;
        self.digits(15)?;
        if self.next() == Some(b'.') {
            self.at += 1;
            self.digits(15)?;
        }
        self.number_ends()?;
        self.text[start..self.at].parse().map_err(|_| Doubt)
    }

    fn digits(&mut self, most: usize) -> Read<&'de str> {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.at += length;
        if (1..=most).contains(&length) { Ok(&rest[..length]) } else { Err(Doubt) }
    }

    fn number_ends(&self) -> Read<()> {
        let ends = self.next().is_none_or(|byte| b" \n\t\r,)]".contains(&byte));
        if ends { Ok(()) } else { Err(Doubt) }
    }

    /// Passes a text in quotes.
    pub(super) fn text(&mut self) -> Read<Words<'de>> {
        match self.next() {
            Some(b'"') => {
                self.at += 1;
                self.quoted()
            }
            Some(b'r') => {
                self.at += 1;
                self.raw()
            }
            _ => Err(Doubt),
        }
    }

    fn quoted(&mut self) -> Read<Words<'de>> {
        let rest = &self.text[self.at..];
        let end = rest.find('"').ok_or(Doubt)?;
        if !rest[..end].contains('\\') {
            self.at += end + 1;
            return Ok(Words::Plain(&rest[..end]));
        }
        let mut made = String::new();
        loop {
            let rest = &self.text[self.at..];
            let end = rest.find(['"', '\\']).ok_or(Doubt)?;
            made.push_str(&rest[..end]);
            self.at += end + 1;
            if rest.as_bytes()[end] == b'"' {
                return Ok(Words::Made(made));
            }
            made.push(match self.next() {
                Some(b'"') => '"',
                Some(b'\\') => '\\',
                Some(b'n') => '\n',
                Some(b't') => '\t',
                _ => return Err(Doubt),
            });
            self.at += 1;
        }
    }

    fn raw(&mut self) -> Read<Words<'de>> {
        let rest = &self.text[self.at..];
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        self.at += hashes;
        self.expect(b'"')?;
        let text = &self.text[self.at..];
        let (hashes, mut from) = (&rest[..hashes], 0);
        loop {
            let end = from + text[from..].find('"').ok_or(Doubt)?;
            if text[end + 1..].starts_with(hashes) {
                self.at += end + 1 + hashes.len();
                return Ok(Words::Plain(&text[..end]));
            }
            from = end + 1;
        }
    }
}
