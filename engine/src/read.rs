//! RON text becomes what an author may have written, or faults with their places.
//!
//! ron is the judge of good text. Where it refuses, our own scan says which piece is at fault; that piece is
//! blanked out (never moved, so that every place stays true) and reading goes on, so that one run reports all
//! faults of shape in a file. What only follows from a blanked piece is not reported.

mod explain;
pub(crate) mod scan;

use serde::de::DeserializeOwned;

use crate::diagnostic::{At, Diagnostic, Place};
use crate::limits;
use crate::raw::shape::decode;
use crate::source::{Position, Source, Span};

/// A file that was read, as far as it could be.
pub(crate) struct Read<T> {
    /// The value; `None` if nothing could be made of the file.
    pub(crate) value: Option<T>,
    /// What was blanked out on the way.
    pub(crate) cut: Vec<String>,
}

/// Reads one file. `what` is what the file holds, `course`.
pub(crate) fn read<T: DeserializeOwned>(
    source: &Source,
    what: &'static str,
    found: &mut Vec<Diagnostic>,
) -> Read<T> {
    let mut text = source.text().to_owned();
    let mut cut = Vec::new();
    // Depth is asked first: a reader that descends without end would run out of stack.
    if scan::depth(&text) <= limits::NESTING
        && let Ok(value) = decode(&text)
    {
        return Read { value: Some(value), cut };
    }
    let scanned = scan::scan(&text);
    if scanned.root.is_none() && scanned.faults.is_empty() {
        let at = At { file: source.name().to_owned(), place: Place::Whole };
        let fault = Diagnostic::new(crate::rule::Rule::NotRon, at, "this file is empty");
        found.push(fault.help(format!("write a {what} in it, or take the file away")));
        return Read { value: None, cut };
    }
    let broken = scanned.faults.iter().any(|fault| fault.mend.is_none());
    for fault in scanned.faults {
        let at = At { file: source.name().to_owned(), place: Place::Bytes(fault.span.clone()) };
        let mut diagnostic = Diagnostic::new(fault.rule, at, fault.message).label(fault.label);
        diagnostic.help = fault.help.map(str::to_owned);
        if let Some((span, label)) = fault.also {
            let at = At { file: source.name().to_owned(), place: Place::Bytes(span) };
            diagnostic = diagnostic.also(at, label);
        }
        found.push(diagnostic);
        if let Some((at, byte)) = fault.mend {
            text.replace_range(at..=at, byte);
        }
    }
    if broken {
        return Read { value: None, cut };
    }
    let mut meant = Vec::new();
    for _ in 0..limits::CUTS {
        let error = match decode::<T>(&text) {
            Ok(value) => return Read { value: Some(value), cut },
            Err(error) => error,
        };
        let start = source.byte(Position { line: error.span.start.line, column: error.span.start.col });
        let end = source.byte(Position { line: error.span.end.line, column: error.span.end.col });
        let scanned = scan::scan(&text);
        let Some(root) = scanned.root else { return Read { value: None, cut } };
        let fault = explain::explain(&error.code, start..end.max(start), &text, &root, source, what);
        // A field that was misspelt is missing under its right name: that only follows.
        if !fault.lacks.is_some_and(|field| meant.contains(&field)) {
            found.push(fault.diagnostic);
        }
        meant.extend(fault.meant);
        let Some(span) = fault.cut else { return Read { value: None, cut } };
        cut.push(text[span.clone()].to_owned());
        blank(&mut text, span);
    }
    Read { value: None, cut }
}

/// Blanks a piece out, leaving line ends where they are so that every place stays true.
fn blank(text: &mut String, span: Span) {
    let blanks: String = text[span.clone()]
        .chars()
        .flat_map(|c| std::iter::repeat_n(if c == '\n' { '\n' } else { ' ' }, c.len_utf8()))
        .collect();
    text.replace_range(span, &blanks);
}

/// Turns places that are a way through the model into bytes of the text.
pub(crate) fn locate(place: &Place, source: &Source, root: Option<&scan::Node>) -> Place {
    let (path, inside) = match place {
        Place::Path(path) => (path, None),
        Place::Inside(path, text) => (path, Some(text)),
        other => return other.clone(),
    };
    let Some(root) = root else { return Place::Whole };
    let span = scan::find(root, source.text(), path);
    if let Some(needle) = inside.filter(|needle| !needle.is_empty())
        && let Some(at) = source.text()[span.clone()].find(needle.as_str())
    {
        let start = span.start + at;
        return Place::Bytes(start..start + needle.len());
    }
    Place::Bytes(span)
}
