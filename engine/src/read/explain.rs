//! What ron refused, in an author's words, and which piece to cut out so that reading can go on.

use ron::Error;

use super::scan::{Body, Field, Node};
use crate::diagnostic::{At, Diagnostic, Place, did_you_mean};
use crate::rule::Rule;
use crate::source::{Source, Span};

/// A fault of shape.
pub(super) struct ShapeFault {
    pub(super) diagnostic: Diagnostic,
    /// What to blank out; `None` if the rest cannot be read without it.
    pub(super) cut: Option<Span>,
    /// The field that was meant by an unknown one.
    pub(super) meant: Option<&'static str>,
    /// The field that is missing.
    pub(super) lacks: Option<&'static str>,
}

/// Explains an error of ron at a place.
pub(super) fn explain(
    code: &Error,
    at: Span,
    text: &str,
    root: &Node,
    source: &Source,
    what: &'static str,
) -> ShapeFault {
    let trail = trail(root, &at);
    let (rule, message, label, help, span, cut) = match code {
        Error::NoSuchStructField { expected, found, outer } => {
            let (name, field) = named_field(&trail, text, found);
            let owner = article(outer.as_deref().unwrap_or(what));
            let help = suggest(found, expected, format!("{owner} takes: {}", expected.join(", ")));
            let message = format!("{owner} has no field `{found}`");
            (Rule::UnknownField, message, "not known here".into(), Some(help), name.unwrap_or(at), field)
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let place = outer.as_deref().map_or_else(|| "here".to_owned(), |outer| kind_of(outer).to_owned());
            let help = suggest(found, expected, format!("known {place}: {}", expected.join(", ")));
            let span = variant_name(&trail, text, found).unwrap_or(at);
            let message = format!("`{found}` is not known {place}");
            let cut = element_of(root, &span);
            (Rule::UnknownKind, message, "not known".into(), Some(help), span, cut)
        }
        Error::MissingStructField { field, outer } => {
            let owner = article(outer.as_deref().unwrap_or(what));
            let node = lacking(&trail, text, field);
            let span =
                node.map_or(at.clone(), |node| node.name.clone().unwrap_or_else(|| first_byte(&node.span)));
            let help = format!("write `{field}: …` inside it");
            let message = format!("{owner} needs the field `{field}`");
            let cut = node.and_then(|node| element_of(root, &node.span));
            (Rule::MissingField, message, format!("`{field}` is missing"), Some(help), span, cut)
        }
        Error::DuplicateStructField { field, outer } => {
            let owner = article(outer.as_deref().unwrap_or(what));
            let (name, span) = last_named(&trail, text, field);
            let message = format!("{owner} has the field `{field}` twice");
            let help = "keep one of the two".to_owned();
            (Rule::TwiceGiven, message, "given again here".into(), Some(help), name.unwrap_or(at), span)
        }
        other => {
            let node = trail.last().copied().filter(|node| node.span.start >= at.start.saturating_sub(1));
            let span = node.or_else(|| at_end(root, at.end)).map_or(at.clone(), shown);
            let found: String = text[span.clone()].chars().take(40).collect();
            let (message, help) = wrong_type(other, found.trim());
            let cut = element_of(root, &span);
            (Rule::WrongType, message, "not what is expected here".into(), help, span, cut)
        }
    };
    let at = At { file: source.name().to_owned(), place: Place::Bytes(span) };
    let mut diagnostic = Diagnostic::new(rule, at, message).label(label);
    diagnostic.help = help;
    // The whole file is not cut out: nothing would be left to read.
    let cut = cut.filter(|cut| *cut != root.span);
    let (meant, lacks) = match code {
        Error::NoSuchStructField { expected, found, .. } => (meant(found, expected), None),
        Error::MissingStructField { field, .. } => (None, Some(*field)),
        _ => (None, None),
    };
    ShapeFault { diagnostic, cut, meant, lacks }
}

/// Names what may have been meant, before all that is known.
fn suggest(found: &str, expected: &[&'static str], known: String) -> String {
    match did_you_mean(found, expected.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`? {known}"),
        None => known,
    }
}

/// Where the innermost value that bears a name bears it.
fn variant_name(trail: &[&Node], text: &str, found: &str) -> Option<Span> {
    let named = |node: &&&Node| node.name.as_ref().is_some_and(|name| &text[name.clone()] == found);
    trail.iter().rev().find(named).and_then(|node| node.name.clone())
}

fn meant(found: &str, expected: &'static [&'static str]) -> Option<&'static str> {
    did_you_mean(found, expected.iter().copied())
}

/// The values that hold a place, outermost first. A place just behind a value still belongs to it.
fn trail<'a>(root: &'a Node, at: &Span) -> Vec<&'a Node> {
    let mut trail = vec![root];
    let mut node = root;
    loop {
        let inner =
            children(node).filter(|child| child.span.start <= at.start && at.start <= child.span.end).last();
        match inner {
            Some(child) => {
                trail.push(child);
                node = child;
            }
            None => return trail,
        }
    }
}

fn children(node: &Node) -> Box<dyn Iterator<Item = &Node> + '_> {
    match &node.body {
        Body::Fields(fields) => Box::new(fields.iter().map(|field| &field.value)),
        Body::Items(items) => Box::new(items.iter()),
        Body::Plain | Body::Text => Box::new(std::iter::empty()),
    }
}

fn fields(node: &Node) -> &[Field] {
    match &node.body {
        Body::Fields(fields) => fields,
        _ => &[],
    }
}

/// The innermost field with a name on the trail: its name and the whole of it.
fn named_field(trail: &[&Node], text: &str, name: &str) -> (Option<Span>, Option<Span>) {
    let found =
        trail.iter().rev().flat_map(|node| fields(node)).find(|field| text[field.name.clone()] == *name);
    (found.map(|field| field.name.clone()), found.map(|field| with_comma(text, field.span.clone())))
}

/// The last of two fields with one name.
fn last_named(trail: &[&Node], text: &str, name: &str) -> (Option<Span>, Option<Span>) {
    let named =
        |node: &&&Node| fields(node).iter().filter(|field| text[field.name.clone()] == *name).count() > 1;
    let field = trail
        .iter()
        .rev()
        .find(named)
        .and_then(|node| fields(node).iter().rev().find(|field| text[field.name.clone()] == *name));
    (field.map(|field| field.name.clone()), field.map(|field| with_comma(text, field.span.clone())))
}

/// The value that lacks a field: ron notices at its closing bracket.
fn lacking<'a>(trail: &[&'a Node], text: &str, field: &str) -> Option<&'a Node> {
    trail.iter().rev().copied().find(|node| {
        matches!(node.body, Body::Fields(_)) && fields(node).iter().all(|f| text[f.name.clone()] != *field)
    })
}

/// The value that ends where ron stopped.
fn at_end(node: &Node, end: usize) -> Option<&Node> {
    children(node)
        .filter(|child| child.span.start < end && end <= child.span.end + 1)
        .last()
        .map(|child| at_end(child, end).unwrap_or(child))
}

/// The smallest element of a list, or field, that holds a place: what can be left out.
fn element_of(root: &Node, at: &Span) -> Option<Span> {
    let mut best = None;
    let mut node = root;
    loop {
        let next = match &node.body {
            Body::Items(items) => {
                items.iter().find(|item| holds(&item.span, at)).map(|item| (item, item.span.clone()))
            }
            Body::Fields(fields) => fields
                .iter()
                .find(|field| holds(&field.span, at))
                .map(|field| (&field.value, best.clone().unwrap_or(field.span.clone()))),
            Body::Plain | Body::Text => None,
        };
        let Some((inner, span)) = next else { break };
        best = Some(span);
        if inner.span == *at {
            break;
        }
        node = inner;
    }
    best.map(|span| span.start..span.end)
}

fn holds(outer: &Span, inner: &Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// A field and the comma behind it, so that what is left is still a list.
fn with_comma(text: &str, span: Span) -> Span {
    let rest = &text[span.end..];
    let comma = rest.trim_start().starts_with(',');
    let end = if comma { span.end + rest.find(',').expect("it begins with one") + 1 } else { span.end };
    span.start..end
}

fn first_byte(span: &Span) -> Span {
    span.start..span.start + 1
}

fn shown(node: &Node) -> Span {
    node.name.clone().unwrap_or_else(|| node.span.clone())
}

fn article(name: &str) -> String {
    let word = match name {
        "Instead" => "an `Instead(…)`".to_owned(),
        "Option" => "a `Right(…)` or `Wrong(…)`".to_owned(),
        name => {
            let first = name.chars().next().unwrap_or('x').to_ascii_lowercase();
            let article = if "aeiou".contains(first) { "an" } else { "a" };
            format!("{article} {}", name.to_lowercase())
        }
    };
    match name {
        "SingleChoice" => "a `SingleChoice(…)`".into(),
        "MultipleChoice" => "a `MultipleChoice(…)`".into(),
        "TrueFalse" => "a `TrueFalse(…)`".into(),
        "Node" => "a node".into(),
        _ => word,
    }
}

/// Where a kind of the author's words may stand.
fn kind_of(outer: &str) -> &str {
    match outer {
        "Block" => "as a block of a page",
        "Kind" => "as a kind of question",
        "Option" => "as an option",
        "Scene" => "in a scenario",
        "Line" => "as a line of a scene",
        "Level" => "as a level",
        "Completion" => "as a completion",
        "Reviewer" => "as a reviewer",
        "Verb" => "as a verb",
        "Draw" => "as a way to draw",
        "Marks" => "as a way to mark",
        "Was" => "as what a step was",
        "ChartKind" => "as a kind of chart",
        "Teller" => "as whose story it is",
        "EndingKind" => "as a kind of ending",
        _ => "here",
    }
}

fn wrong_type(code: &Error, found: &str) -> (String, Option<String>) {
    match code {
        Error::ExpectedString | Error::ExpectedStringEnd => (
            format!("a text is expected, and `{found}` is none"),
            Some("write it in quotes, \"like this\"".into()),
        ),
        Error::ExpectedArray | Error::ExpectedArrayEnd => (
            format!("a list is expected, and `{found}` is none"),
            Some(format!("write it in square brackets: [{found}]")),
        ),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => (
            format!("a whole number is expected, and `{found}` is none that fits"),
            Some("write it in digits, without quotes".into()),
        ),
        Error::ExpectedFloat => (
            format!("a number is expected, and `{found}` is none"),
            Some("write it in digits with a point, such as 0.8".into()),
        ),
        Error::ExpectedBoolean => (format!("`true` or `false` is expected, and `{found}` is neither"), None),
        Error::ExpectedDifferentStructName { expected, found } => (
            format!("`{expected}(…)` is expected here, and this is `{found}`"),
            Some(format!("write `{expected}(`")),
        ),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            (format!("a value in brackets is expected, and `{found}` is none"), None)
        }
        Error::InvalidValueForType { expected, found } => {
            (format!("{expected} is expected, and this is {found}"), None)
        }
        Error::InvalidEscape(_) => (
            "a `\\` in a text begins something that is not known".into(),
            Some("write `\\\\` for one backslash, or the text as r#\"…\"#".into()),
        ),
        other => (format!("this cannot be read: {other}"), None),
    }
}
