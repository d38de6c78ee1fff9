//! Puts other words into a file, and remembers where each piece of the new file comes from.

use crate::source::Span;

/// A file with other words in it.
#[derive(Debug)]
pub(crate) struct Varied {
    /// Its text.
    pub(crate) text: String,
    /// What was put in, in order: where it stands now, what stood there before, and where it comes from.
    pieces: Vec<(Span, Span, Option<usize>)>,
}

/// Where a piece of such a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whence {
    /// From the translation with this number.
    Said(usize),
    /// It is the language's own name.
    Language,
    /// From the file itself, from here.
    Here(Span),
}

impl Varied {
    /// Where a piece comes from.
    pub(crate) fn whence(&self, span: &Span) -> Whence {
        let holds = |(new, ..): &&(Span, Span, Option<usize>)| new.start <= span.start && span.end <= new.end;
        if let Some((.., from)) = self.pieces.iter().find(holds) {
            return from.map_or(Whence::Language, Whence::Said);
        }
        // What stands behind a piece moved by as much as all before it grew.
        let back = |byte: usize| {
            let last = self.pieces.iter().rev().find(|(new, ..)| new.end <= byte);
            last.map_or(byte, |(new, old, _)| byte - new.end + old.end)
        };
        Whence::Here(back(span.start)..back(span.end))
    }
}

/// Puts words in the place of others; `None` stands for the name of the language. The spans do not overlap.
pub(crate) fn put(text: &str, mut words: Vec<(Span, Option<usize>, &str)>) -> Varied {
    words.sort_by_key(|(span, ..)| span.start);
    let mut varied =
        Varied { text: String::with_capacity(text.len()), pieces: Vec::with_capacity(words.len()) };
    let mut done = 0;
    for (old, from, said) in words {
        varied.text.push_str(&text[done..old.start]);
        let start = varied.text.len();
        varied.text.push_str(&literal(said));
        varied.pieces.push((start..varied.text.len(), old.clone(), from));
        done = old.end;
    }
    varied.text.push_str(&text[done..]);
    varied
}

/// A text in quotes, as RON reads it: raw where it holds quotes, backslashes or several lines.
pub(crate) fn literal(words: &str) -> String {
    if !words.contains(['"', '\\', '\n']) {
        return format!("\"{words}\"");
    }
    let mut hashes = String::from("#");
    while words.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    // A text of several lines begins on a line of its own: the first says nothing of the indentation.
    let lines = if words.contains('\n') { "\n" } else { "" };
    format!("r{hashes}\"{lines}{words}\"{hashes}")
}
