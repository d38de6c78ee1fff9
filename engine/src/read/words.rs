//! What messages call things: the author's words, with their articles.

use crate::raw::shape::{Kind, Kinds, Shape};

/// `a page`, `an outcome`, `a `SingleChoice(…)``.
pub(super) fn article(name: &str) -> String {
    match name {
        "Instead" => "an `Instead(…)`".to_owned(),
        "Option" => "a `Right(…)` or `Wrong(…)`".to_owned(),
        // A name of two words is no word of the language: it is shown as it is written.
        name if name.chars().filter(|c| c.is_uppercase()).count() > 1 => {
            with_article(&format!("`{name}(…)`"), name)
        }
        name => with_article(&name.to_lowercase(), name),
    }
}

fn with_article(shown: &str, name: &str) -> String {
    let first = name.chars().next().unwrap_or('x').to_ascii_lowercase();
    let article = if "aeiou".contains(first) { "an" } else { "a" };
    format!("{article} {shown}")
}

/// Where a kind of the author's words may stand.
pub(super) fn place_of(kinds: &str) -> &'static str {
    match kinds {
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

/// Message and help for a value of another type than its place takes.
pub(super) fn wrong_type(shape: &Shape, found: &str) -> (String, Option<String>) {
    let found = found.lines().next().unwrap_or_default();
    let found: String = found.chars().take(40).collect();
    let found = found.trim();
    match shape {
        Shape::Text => (
            format!("a text is expected, and `{found}` is none"),
            Some(match found.contains(['"', '(', '[', '\n']) || found.is_empty() {
                true => "write it in quotes, \"like this\"".into(),
                false => format!("write {}", in_quotes(found).unwrap_or_else(|| format!("\"{found}\""))),
            }),
        ),
        Shape::List(_) => (
            format!("a list is expected, and `{found}` is none"),
            Some(match found.starts_with('{') {
                true => "write `[` and `]` for `{` and `}`".to_owned(),
                false => format!("write it in square brackets: [{found}]"),
            }),
        ),
        Shape::Whole => (
            format!("a whole number is expected, and `{found}` is none that fits"),
            Some(digits(found, "such as 5")),
        ),
        Shape::Number => (
            format!("a number is expected, and `{found}` is none"),
            Some(digits(found, "with a point, such as 0.8")),
        ),
        Shape::Truth => {
            let meant = match found.trim_matches('"').to_lowercase().as_str() {
                "yes" | "y" | "true" | "1" | "on" => "write `true`, without quotes",
                "no" | "n" | "false" | "0" | "off" => "write `false`, without quotes",
                _ => "write `true` or `false`, without quotes",
            };
            (format!("`true` or `false` is expected, and `{found}` is neither"), Some(meant.into()))
        }
        Shape::Maybe(inner) => wrong_type(&inner(), found),
        Shape::Fields(fields) => (
            format!("{} is expected, and `{found}` is none", article(fields.name)),
            Some(format!("write `{}(…)` with its fields", fields.name)),
        ),
        Shape::Kinds(kinds) => {
            let known: Vec<&str> = kinds.kinds.iter().map(|kind| kind.name).collect();
            let bare =
                kinds.kinds.iter().find(|kind| found.trim_matches('"').eq_ignore_ascii_case(kind.name));
            if let Some(kind) = bare.filter(|kind| kind.holds.is_empty() && found.starts_with('"')) {
                let message = format!("`{found}` cannot stand here");
                return (message, Some(format!("write `{}`, without quotes", kind.name)));
            }
            let help = match of_text(kinds).filter(|_| found.starts_with('"') && found.ends_with('"')) {
                Some(kind) => format!("write `{kind}({found})`"),
                None => format!("known {}: {}", place_of(kinds.name), known.join(", ")),
            };
            (format!("`{found}` cannot stand here"), Some(help))
        }
    }
}

/// A bare word as a text, `a` and `'a'` alike; nothing of a character that a backslash writes.
pub(super) fn in_quotes(found: &str) -> Option<String> {
    let inner = found.strip_prefix('\'').map_or(Some(found), |rest| rest.strip_suffix('\''))?;
    (!inner.contains(['\\', '"', '\''])).then(|| format!("\"{inner}\""))
}

fn digits(found: &str, such: &str) -> String {
    let bare = found.trim_matches('"').trim();
    match bare.parse::<f64>() {
        Ok(_) if bare != found => format!("write `{bare}`, without quotes"),
        _ => format!("write it in digits {such}, without quotes"),
    }
}

/// What to paste for a field that is missing: `title: "…"`, `pages: […]`.
pub(super) fn hole(name: &str, shape: Shape) -> String {
    let value = match shape {
        Shape::Text => "\"…\"".to_owned(),
        Shape::Whole | Shape::Number => "…".to_owned(),
        Shape::Truth => "true".to_owned(),
        Shape::List(inner) => match inner() {
            Shape::Text => "[\"…\"]".to_owned(),
            Shape::Fields(fields) => format!("[{}(…)]", fields.name),
            Shape::Kinds(kinds) => match of_text(kinds) {
                Some(kind) => format!("[{kind}(\"…\")]"),
                None => "[…]".to_owned(),
            },
            _ => "[…]".to_owned(),
        },
        Shape::Maybe(inner) => return hole(name, inner()),
        Shape::Fields(fields) => format!("{}(…)", fields.name),
        Shape::Kinds(kinds) => match kinds.kinds.first() {
            Some(kind) if kind.holds.is_empty() => kind.name.to_owned(),
            Some(kind) => format!("{}(…)", kind.name),
            None => "…".to_owned(),
        },
    };
    format!("{name}: {value}")
}

/// The first of these kinds that holds a text and nothing else: `Text`, `Narrator`.
pub(super) fn of_text(kinds: &Kinds) -> Option<&'static str> {
    let one = |kind: &&Kind| matches!(kind.holds, [inner] if matches!(inner(), Shape::Text));
    kinds.kinds.iter().find(one).map(|kind| kind.name)
}
