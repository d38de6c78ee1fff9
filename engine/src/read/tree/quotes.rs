//! What is told of a text whose quotes are missing, wrong or too many.

use super::lex::Kind;
use super::lex::marks::{ends, meant};
use super::{Fault, fault, grave};
use crate::diagnostic::Fix;
use crate::source::Span;

/// What is wrong with the quotes of a text; nothing with those of a sound one.
pub(super) fn fault_of(text: &str, kind: Kind, span: &Span) -> Option<Fault> {
    let found = &text[span.clone()];
    match kind {
        Kind::Unclosed => Some(unclosed(text, found, span)),
        Kind::Unopened => Some(unopened(found, span)),
        Kind::Misquoted { sure } => Some(misquoted(found, sure, span)),
        Kind::Overquoted => Some(overquoted(found, span)),
        _ => None,
    }
}

fn unclosed(text: &str, found: &str, span: &Span) -> Fault {
    let raw = found.strip_prefix('r');
    let hashes = raw.map_or(0, |raw| raw.len() - raw.trim_start_matches('#').len());
    let close = format!("\"{}", "#".repeat(hashes));
    let last = span.end - found.chars().next_back().map_or(0, char::len_utf8);
    let curly = found.ends_with(['”', '»', '＂']) && !found.contains(['“', '„', '«']) && raw.is_none();
    if curly {
        let sign = &text[last..span.end];
        let message = format!("`{sign}` where a straight quote should end a text");
        let mut fault = grave(last..span.end, message, "write `\"` for this");
        fault.also.push((span.start..span.start + 1, "opened here".to_owned()));
        let safe = ends(text, span.end) && found.matches(sign).count() == 1;
        fault.fix = Some(Fix { edits: vec![(last..span.end, close)], safe });
        return fault;
    }
    let mut fault = grave(last..span.end, "a text is never closed", format!("write `{close}` after this"));
    if found.len() > 1 {
        fault.also.push((span.start..span.start + 1, "opened here".to_owned()));
    }
    fault.help = Some("a text that holds `\"` is written r#\"like this\"#".to_owned());
    fault.fix = Some(Fix { edits: vec![(span.end..span.end, close)], safe: false });
    fault
}

fn unopened(found: &str, span: &Span) -> Fault {
    let first = found.chars().next().map_or(0, char::len_utf8);
    let place = span.start..span.start + first;
    let mut edits = vec![(span.start..span.start, "\"".to_owned())];
    let fault = if found.ends_with('"') {
        grave(place, "a text has no opening quote", "write `\"` before this")
    } else {
        edits.push((span.end..span.end, "\"".to_owned()));
        grave(place, "a text stands without quotes", "write it in quotes, \"like this\"")
    };
    Fault { fix: Some(Fix { edits, safe: false }), ..fault }
}

/// `“Try it”`, `'Try it'`.
fn misquoted(found: &str, sure: bool, span: &Span) -> Fault {
    let first = found.chars().next().unwrap_or_default();
    let place = span.start..span.start + first.len_utf8();
    let message = format!("`{first}` where a straight quote should begin a text");
    let mut fault = fault(place, message, "a text stands between `\"` and `\"`");
    fault.grave = true;
    let right = meant(found, Kind::Misquoted { sure });
    if sure {
        fault.help = Some(match right.chars().count() <= 60 && !right.contains('\n') {
            true => format!("write {right}"),
            false => "write `\"` at the beginning and at the end of this text".to_owned(),
        });
        fault.fix = Some(Fix { edits: vec![(span.clone(), right)], safe: true });
    } else {
        let inside = "a quotation inside it may stand in “…”";
        fault.help = Some(format!("write `\"` at the beginning and at the end of this text; {inside}"));
    }
    fault
}

/// `"You said "so" of it"`.
fn overquoted(found: &str, span: &Span) -> Fault {
    let inner = found.get(1..).and_then(|inner| inner.find('"')).map_or(span.start, |at| span.start + 1 + at);
    let mut fault =
        grave(inner..inner + 1, "a `\"` inside a text ends it here", "and the text goes on after it");
    fault.also.push((span.start..span.start + 1, "the text begins here".to_owned()));
    let ways = "write “…” round a quotation, or `\\\"` for each `\"` inside";
    fault.help = Some(format!("{ways}, or the whole text as r#\"…\"#"));
    fault
}
