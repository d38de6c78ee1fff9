//! Puts pieces of other files into a text as they stand, and remembers where each came from.

use crate::source::Span;

/// A piece that is put in the place of some bytes, or between two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// What it replaces; empty where it is put in between.
    pub(crate) old: Span,
    /// What is put there, in order; nothing where something is only taken out.
    pub(crate) put: Vec<Put>,
}

/// A part of such a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Put {
    /// Brackets, commas and blanks of ours.
    Ours(&'static str),
    /// A piece of another text, with the number of that text and the byte at which it begins there.
    From(usize, usize, String),
}

/// A text with such pieces in it.
#[derive(Clone, Debug)]
pub(crate) struct Patched {
    /// The text.
    pub(crate) text: String,
    /// What was put in or taken out, in order: where it stands now, what stood there before, and the parts of it
    /// that come from other texts.
    pieces: Vec<(Span, Span, Vec<Part>)>,
}

/// A part of another text: where it stands now, that text's number, and the byte at which it begins there.
type Part = (Span, usize, usize);

/// Where a place of such a text comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From the text with this number, there.
    From(usize, Span),
    /// From the text itself.
    Here(Span),
}

impl Patched {
    /// Where a place comes from.
    pub(crate) fn origin(&self, span: &Span) -> Origin {
        for (_, _, parts) in &self.pieces {
            let holds = |(new, ..): &&(Span, usize, usize)| new.start <= span.start && span.end <= new.end;
            if let Some((new, from, byte)) = parts.iter().find(holds) {
                return Origin::From(*from, span.start - new.start + byte..span.end - new.start + byte);
            }
        }
        // Within a piece nothing of the text itself is there but its edges.
        let shift = |at: usize, (new, old, _): &(Span, Span, Vec<(Span, usize, usize)>), edge: usize| {
            if new.end <= at { at - new.end + old.end } else { edge }
        };
        let before_start = self.pieces.iter().rev().find(|(new, ..)| new.start <= span.start);
        let start = before_start.map_or(span.start, |piece| shift(span.start, piece, piece.1.start));
        let before_end = self.pieces.iter().rev().find(|(new, ..)| new.start < span.end);
        let end = before_end.map_or(span.end, |piece| shift(span.end, piece, piece.1.end));
        Origin::Here(start..end.max(start))
    }
}

/// Makes the edits; they do not overlap, and those at one place are made in the order in which they are given.
pub(crate) fn patch(text: &str, mut edits: Vec<Edit>) -> Patched {
    edits.sort_by_key(|edit| (edit.old.start, edit.old.end));
    let mut out = String::with_capacity(text.len());
    let (mut pieces, mut done) = (Vec::with_capacity(edits.len()), 0);
    for Edit { old, put } in edits {
        out.push_str(&text[done..old.start]);
        let start = out.len();
        let mut parts = Vec::new();
        for part in put {
            match part {
                Put::Ours(signs) => out.push_str(signs),
                Put::From(from, byte, piece) => {
                    parts.push((out.len()..out.len() + piece.len(), from, byte));
                    out.push_str(&piece);
                }
            }
        }
        pieces.push((start..out.len(), old.clone(), parts));
        done = old.end;
    }
    out.push_str(&text[done..]);
    Patched { text: out, pieces }
}

#[cfg(test)]
mod tests {
    use super::{Edit, Origin, Put, patch};

    #[test]
    fn each_place_leads_back_to_where_it_was_written() {
        let from = |byte, piece: &str| Put::From(7, byte, piece.to_owned());
        let edits = vec![
            Edit { old: 4..4, put: vec![Put::Ours(", "), from(100, "XYZ")] },
            Edit { old: 1..2, put: vec![from(50, "bbb")] },
            Edit { old: 6..8, put: Vec::new() },
        ];
        let made = patch("abcdefghij", edits);
        assert_eq!(made.text, "abbbcd, XYZefij");
        let origin = |word: &str| {
            let at = made.text.find(word).expect("it is there");
            made.origin(&(at..at + word.len()))
        };
        assert_eq!(origin("bbb"), Origin::From(7, 50..53));
        assert_eq!(origin("YZ"), Origin::From(7, 101..103));
        assert_eq!(origin("cd"), Origin::Here(2..4));
        assert_eq!(origin("ef"), Origin::Here(4..6));
        assert_eq!(origin("ij"), Origin::Here(8..10));
    }
}
