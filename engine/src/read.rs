//! RON text becomes what an author may have written, or faults with their places.
//!
//! ron is the judge of good text, and `quick` reads what it would surely take. Where ron refuses, the tree says
//! what is damaged and the shape of the author's language says what is misplaced; what is sound goes to ron again,
//! so that one run reports all faults of a file and checks of sense go on. What only follows from a fault is not
//! reported.

mod judge;
mod quick;
pub(crate) mod tree;
mod words;

use ron::error::{Error, SpannedError};
use serde::de::DeserializeOwned;

use crate::diagnostic::{At, Diagnostic, Place};
use crate::limits;
use crate::raw::shape::{Authored, Shape, decode, decode_within};
use crate::rule::Rule;
use crate::source::{Position, Source, Span};
use judge::{Judged, judge};
use tree::{Fault, Found, Gaps, Tree, find, untangle};

/// A file that was read, as far as it could be.
pub(crate) struct Read<T> {
    /// The value; `None` if nothing could be made of the file.
    pub(crate) value: Option<T>,
    /// Text that was left out on the way.
    pub(crate) lost: Vec<String>,
    /// What was not read as it stands.
    pub(crate) gaps: Gaps,
}

impl<T> Read<T> {
    fn nothing() -> Self {
        Self { value: None, lost: Vec::new(), gaps: Gaps::default() }
    }
}

/// Reads one file. `what` is what the file holds, `course`.
pub(crate) fn read<T: DeserializeOwned + Authored>(
    source: &Source,
    what: &'static str,
    found: &mut Vec<Diagnostic>,
) -> Read<T> {
    let text = source.text();
    let refusal = match first_try(text) {
        Ok(value) => return Read { value: Some(value), ..Read::nothing() },
        Err(refusal) => refusal,
    };
    let before = found.len();
    let tree = Tree::of(text);
    found.extend(tree.faults.iter().map(|fault| diagnostic(source, fault)));
    let Some(root) = &tree.root else {
        if tree.faults.is_empty() {
            let at = At { file: source.name().to_owned(), place: Place::Whole };
            let fault = Diagnostic::new(Rule::NotRon, at, "this file is empty");
            found.push(fault.help(format!("write a {what} in it, or take the file away")));
        }
        return Read::nothing();
    };
    let read = settle(source, root, &tree.faults, found);
    if found.len() == before
        && let Some(error) = refusal
    {
        // ron refuses what nothing here speaks against: its word holds.
        let at = source.byte(position(error.span.start))..source.byte(position(error.span.end));
        found.push(refused(source, &error.code, at));
        return Read::nothing();
    }
    read
}

/// Reads a text as it stands; what ron says against it, or nothing where the brackets go too deep.
fn first_try<T: DeserializeOwned>(text: &str) -> Result<T, Option<SpannedError>> {
    if let Some(value) = quick::read(text) {
        return Ok(value);
    }
    // Each bracket is a step downwards to ron, so what it reads in as many steps as brackets may be nested is not
    // nested deeper, and nobody need count. A reader that descends without end would run out of stack.
    let error = match decode_within(text, limits::NESTING) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    if tree::is_too_deep(text) {
        return Err(None);
    }
    match error.code {
        Error::ExceededRecursionLimit => decode(text).map_err(Some),
        _ => Err(Some(error)),
    }
}

/// Reads what is sound in a tree, and tells of the rest.
fn settle<T: DeserializeOwned + Authored>(
    source: &Source,
    root: &tree::Node,
    damage: &[Fault],
    found: &mut Vec<Diagnostic>,
) -> Read<T> {
    let mut judged = judge(root, source.text(), T::SHAPE, &[]);
    untangle(source.text(), damage, &mut judged.faults);
    found.extend(judged.faults.iter().map(|fault| diagnostic(source, fault)));
    let mut refusals: Vec<Span> = Vec::new();
    while let Some(text) = judged.text.take() {
        let error = match decode::<T>(&text) {
            Ok(value) => return Read { value: Some(value), lost: judged.lost, gaps: judged.gaps },
            Err(error) => error,
        };
        let span = origin(&judged, &text, &error).unwrap_or_else(|| root.span.clone());
        if refusals.contains(&span) || refusals.len() >= limits::CUTS {
            break;
        }
        // Where brackets or quotes are damaged, ron may only say so again.
        if damage.iter().all(|fault| !fault.grave) {
            found.push(refused(source, &error.code, span.clone()));
        }
        refusals.push(span);
        judged = judge(root, source.text(), T::SHAPE, &refusals);
    }
    Read { value: None, lost: judged.lost, gaps: judged.gaps }
}

/// Where in the source the value stands that ron refused in a judged text.
fn origin(judged: &Judged, text: &str, error: &SpannedError) -> Option<Span> {
    let end = Source::new("", text).byte(position(error.span.end)).max(1);
    let after = judged.marks.partition_point(|(at, _)| *at < end);
    judged.marks[..after].last().map(|(_, span)| span.clone())
}

fn position(position: ron::error::Position) -> Position {
    Position { line: position.line, column: position.col }
}

/// What keeps a text from being RON, whatever it should hold.
pub(crate) fn damage(source: &Source) -> Vec<Diagnostic> {
    let tree = Tree::of(source.text());
    if tree.root.is_none() || !tree.faults.is_empty() {
        return tree.faults.iter().map(|fault| diagnostic(source, fault)).collect();
    }
    let Err(error) = decode::<serde::de::IgnoredAny>(source.text()) else { return Vec::new() };
    let at = source.byte(position(error.span.start))..source.byte(position(error.span.end));
    vec![refused(source, &error.code, at)]
}

/// What ron refuses, in an author's words.
fn refused(source: &Source, error: &Error, span: Span) -> Diagnostic {
    let span = source.whole_characters(&span);
    let text = &source.text()[span.clone()];
    let (rule, (message, help)) = match error {
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => {
            (Rule::WrongType, words::wrong_type(&Shape::Whole, text))
        }
        Error::InvalidEscape(_) => (
            Rule::WrongType,
            (
                "a `\\` in a text begins something that is not known".to_owned(),
                Some("write `\\\\` for one backslash, or the text as r#\"…\"#".to_owned()),
            ),
        ),
        other => (Rule::NotRon, (format!("this cannot be read: {other}"), None)),
    };
    let at = At { file: source.name().to_owned(), place: Place::Bytes(span) };
    let mut diagnostic = Diagnostic::new(rule, at, message).label("not what is expected here");
    diagnostic.help = help;
    diagnostic
}

fn diagnostic(source: &Source, fault: &Fault) -> Diagnostic {
    let at = |span: &Span| At {
        file: source.name().to_owned(),
        place: Place::Bytes(source.whole_characters(span)),
    };
    let mut diagnostic =
        Diagnostic::new(fault.rule, at(&fault.span), fault.message.clone()).label(fault.label.clone());
    diagnostic.help.clone_from(&fault.help);
    diagnostic.fix.clone_from(&fault.fix);
    for (span, label) in &fault.also {
        diagnostic = diagnostic.also(at(span), label.clone());
    }
    diagnostic
}

/// Turns places that are a way through the model into bytes of the text; `None` for a place that was not read
/// as it stands, so that what is said of it only follows from a fault that was named.
pub(crate) fn locate(place: &Place, source: &Source, tree: &Tree, gaps: &Gaps) -> Option<Place> {
    let (path, inside) = match place {
        Place::Path(path) => (path, None),
        Place::Inside(path, text) => (path, Some(text)),
        other => return Some(other.clone()),
    };
    let Some(root) = &tree.root else { return Some(Place::Whole) };
    let found = find(root, source.text(), path, gaps)?;
    let span = found.span();
    if let (Some(needle), Found::Value(_)) = (inside.filter(|needle| !needle.is_empty()), &found)
        && let Some(at) = source.text()[span.clone()].find(needle.as_str())
    {
        let start = span.start + at;
        return Some(Place::Bytes(start..start + needle.len()));
    }
    Some(Place::Bytes(span))
}

#[cfg(test)]
pub(crate) mod tests;
