//! A text, its name and its lines; spans into it.

use std::ops::Range;
use std::sync::OnceLock;

/// A range of bytes of a text.
pub type Span = Range<usize>;

/// A text with a name, which can say on which line a byte stands.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Byte at which each line begins; never empty. Made when a place is first asked for: most texts have no fault.
    lines: OnceLock<Vec<usize>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.text) == (&other.name, &other.text)
    }
}

impl Eq for Source {}

/// A place as people count: line and column from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// Takes a text and the name that messages use for it.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), lines: OnceLock::new() }
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect()
        })
    }

    /// The name that messages use.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte stands. A byte past the end stands at the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        let line = self.lines().partition_point(|start| *start <= byte);
        let start = self.lines()[line - 1];
        Position { line, column: self.text[start..byte].chars().count() + 1 }
    }

    /// A span that begins and ends between characters and inside the text: the nearest that holds this one.
    #[must_use]
    pub fn whole_characters(&self, span: &Span) -> Span {
        let (mut start, mut end) = (span.start.min(self.text.len()), span.end.min(self.text.len()));
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        while !self.text.is_char_boundary(end) {
            end += 1;
        }
        start..end.max(start)
    }

    /// The byte at a place; one past a line's end is that line's end.
    #[must_use]
    pub fn byte(&self, position: Position) -> usize {
        let Some(start) = self.lines().get(position.line.saturating_sub(1)) else {
            return self.text.len();
        };
        let line = &self.text[*start..];
        let line = &line[..line.find('\n').unwrap_or(line.len())];
        let skip = position.column.saturating_sub(1);
        start + line.char_indices().nth(skip).map_or(line.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Source};

    #[test]
    fn bytes_and_places_are_one_to_one() {
        let source = Source::new("x.ron", "ab\nçd\n\ne");
        for (at, _) in source.text().char_indices() {
            assert_eq!(source.byte(source.position(at)), at);
        }
        assert_eq!(source.position(5), Position { line: 2, column: 2 });
        assert_eq!(source.position(4), Position { line: 2, column: 1 });
        assert_eq!(source.position(999), Position { line: 4, column: 2 });
        assert_eq!(source.byte(Position { line: 9, column: 1 }), source.text().len());
    }
}
