//! What is printed of faults: for people, for one line each, for programs.

mod sarif;

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use bona_engine::diagnostic::{At, Diagnostic, Place, Severity};
use bona_engine::source::{Position, Source};
use bona_engine::text::hidden_sign;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr as _;

use crate::args::Output;
use crate::machine::Machine;

/// Columns of a console from which on messages are left as they are.
const NARROW: usize = 100;
/// Columns that words get at least, however narrow the console is.
const NARROW_ROOM: usize = 24;

/// Renders faults; `sources` are the texts that they point into.
pub(crate) fn diagnostics(
    machine: &dyn Machine,
    sources: &[Source],
    found: &[Diagnostic],
    output: Output,
) -> String {
    match output {
        Output::Human => human(machine, sources, found),
        Output::Short => found.iter().map(|diagnostic| short(sources, diagnostic)).collect(),
        Output::Sarif => json(&sarif::document(sources, found)),
        Output::Json => {
            let list: Vec<Value> = found.iter().map(|diagnostic| to_json(sources, diagnostic)).collect();
            json(&json!({ "diagnostics": list }))
        }
    }
}

/// One JSON document and a line end.
pub(crate) fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// `3 errors and 1 warning in 2 files`.
pub(crate) fn count(found: &[Diagnostic]) -> String {
    let errors = found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
    let warnings = found.len() - errors;
    let mut files: Vec<&str> = found.iter().map(|diagnostic| diagnostic.at.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let what = match (errors, warnings) {
        (0, warnings) => many(warnings, "warning"),
        (errors, 0) => many(errors, "error"),
        (errors, warnings) => format!("{} and {}", many(errors, "error"), many(warnings, "warning")),
    };
    let first = if found.len() >= bona_engine::limits::FAULTS { "the first " } else { "" };
    format!("{first}{what} in {}", many(files.len(), "file"))
}

/// `1 page`, `2 pages`.
pub(crate) fn many(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn human(machine: &dyn Machine, sources: &[Source], found: &[Diagnostic]) -> String {
    let renderer = if machine.out_has_colour() { Renderer::styled() } else { Renderer::plain() };
    let columns = machine.columns();
    let renderer = renderer.term_width(columns);
    let mut text = String::new();
    for diagnostic in found {
        text.push_str(&one(&renderer, sources, diagnostic, columns));
        text.push_str("\n\n");
    }
    text
}

fn one(renderer: &Renderer, sources: &[Source], diagnostic: &Diagnostic, columns: usize) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let code = diagnostic.rule.entry().code;
    let before = severity(diagnostic.severity).len() + code.len() + "[]: ".len();
    let message = folded(&diagnostic.message, columns, before);
    let title = level.primary_title(message).id(code);
    let mut group = Group::with_title(title);
    let mut places: Vec<(&At, AnnotationKind, &str)> =
        vec![(&diagnostic.at, AnnotationKind::Primary, diagnostic.label.as_deref().unwrap_or(""))];
    places.extend(diagnostic.also.iter().map(|(at, label)| (at, AnnotationKind::Context, label.as_str())));
    let mut shown: Vec<&str> = Vec::new();
    for (at, _, _) in &places {
        if shown.contains(&at.file.as_str()) {
            continue;
        }
        shown.push(&at.file);
        let Some(source) = sources.iter().find(|source| source.name() == at.file) else {
            group = group.element(annotate_snippets::Origin::path(at.file.as_str()));
            continue;
        };
        let mut snippet = Snippet::source(source.text()).path(at.file.as_str()).fold(true);
        let mut marked = false;
        for (place, kind, label) in &places {
            if place.file == at.file
                && let Place::Bytes(span) = &place.place
            {
                marked = true;
                snippet = snippet.annotation(kind.span(first_line(source, span)).label(*label));
            }
        }
        group = if marked {
            group.element(snippet)
        } else {
            group.element(annotate_snippets::Origin::path(at.file.as_str()))
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(folded(help, columns, "999 = help: ".len())));
    }
    renderer.render(&[group])
}

/// A text in lines for a narrow console, `before` of whose columns are taken: where a console breaks lines itself, it does
/// so within words. What is to be typed, between \`s, stays in one line.
fn folded(text: &str, columns: usize, before: usize) -> Cow<'_, str> {
    let room = columns.saturating_sub(before).max(NARROW_ROOM);
    if columns >= NARROW || text.width() <= room {
        return Cow::Borrowed(text);
    }
    let (mut out, mut used, mut typed) = (String::with_capacity(text.len() + 8), 0, false);
    let mut piece = String::new();
    for word in text.split_inclusive(' ') {
        piece.push_str(word);
        typed ^= word.matches('`').count() % 2 == 1;
        if typed {
            continue;
        }
        let wide = piece.trim_end().width();
        if used > 0 && used + wide > room {
            out.truncate(out.trim_end().len());
            out.push('\n');
            used = 0;
        }
        used += piece.width();
        out.push_str(&piece);
        piece.clear();
    }
    out.push_str(&piece);
    Cow::Owned(out)
}

/// A mark under many lines hides them: the first is enough to find the place.
fn first_line(source: &Source, span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let end = span.end.min(source.text().len());
    let start = span.start.min(end);
    let text = &source.text()[start..end];
    let length = text.find('\n').unwrap_or(text.len());
    start..start + length.max(usize::from(end > start))
}

fn short(sources: &[Source], diagnostic: &Diagnostic) -> String {
    let severity = severity(diagnostic.severity);
    let place = match position(sources, &diagnostic.at) {
        Some(position) => format!("{}:{}:{}", diagnostic.at.file, position.line, position.column),
        None => diagnostic.at.file.clone(),
    };
    let help = diagnostic.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    let line = format!("{place}: {severity}[{}]: {}{help}", diagnostic.rule, diagnostic.message);
    format!("{}\n", visible(&line))
}

/// A line in which control signs, and those that turn the direction of letters, are written as an author would write
/// them, `\u{1b}`: a message quotes what stands in a file, and a file must not speak to the console.
fn visible(line: &str) -> Cow<'_, str> {
    if hidden_sign(line).is_none() {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len() + 8);
    for sign in line.chars() {
        match sign {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => out.extend(sign.escape_unicode()),
            sign if sign.is_control() => out.extend(sign.escape_default()),
            sign => out.push(sign),
        }
    }
    Cow::Owned(out)
}

/// A fault as `--output json` has it: its place, message, help and correction.
pub(crate) fn to_json(sources: &[Source], diagnostic: &Diagnostic) -> Value {
    let place = |at: &At| {
        let mut place = json!({ "file": at.file });
        if let Some(position) = position(sources, at) {
            place["line"] = position.line.into();
            place["column"] = position.column.into();
        }
        if let Place::Bytes(span) = &at.place {
            place["bytes"] = json!([span.start, span.end]);
        }
        if let Place::Row(row, column) = &at.place {
            place["row"] = (*row).into();
            place["column"] = json!(column);
        }
        place
    };
    let also: Vec<Value> =
        diagnostic.also.iter().map(|(at, label)| json!({"at": place(at), "label": label})).collect();
    let fix = diagnostic.fix.as_ref().map(|fix| {
        let edit = |(span, write): &(std::ops::Range<usize>, String)| {
            json!({"bytes": [span.start, span.end], "write": write})
        };
        json!({"edits": fix.edits.iter().map(edit).collect::<Vec<_>>(), "safe": fix.safe})
    });
    json!({
        "severity": severity(diagnostic.severity),
        "rule": diagnostic.rule.entry().code,
        "at": place(&diagnostic.at),
        "message": diagnostic.message,
        "label": diagnostic.label,
        "also": also,
        "help": diagnostic.help,
        "fix": fix,
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// The line and column of a place, where its text is known.
pub(crate) fn position(sources: &[Source], at: &At) -> Option<Position> {
    let source = sources.iter().find(|source| source.name() == at.file)?;
    match &at.place {
        Place::Bytes(span) => Some(source.position(span.start)),
        _ => None,
    }
}
