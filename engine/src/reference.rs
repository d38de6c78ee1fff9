//! The reference of the author's language and of the rules, made from the very tables that reading and checking
//! follow. `docs/format.md` and `docs/rules.md` are these texts; a test compares them.

mod used;

use std::fmt::Write as _;

use crate::limits;
use crate::raw::shape::{Authored, Field, Fields, Kind, Kinds, Shape};
use crate::raw::{
    RawBank, RawComment, RawCourse, RawFramework, RawHouseFact, RawImpact, RawLanguage, RawModule,
    RawPeopleGroup, RawPlace, RawReview, RawSource, RawSupport, RawTerm, RawTheme, RawVariable, RawVariant,
};
use crate::rule::{Rule, Severity};
pub use used::unused;

/// How a course reads in RON, for its authors: Markdown.
#[must_use]
pub fn format() -> String {
    let mut text = include_str!("reference/format.md").to_owned();
    text.push_str(&sizes());
    tell_all(&mut text);
    text
}

/// Every rule with its reason and two examples, family by family: Markdown.
#[must_use]
pub fn rules() -> String {
    let mut text = include_str!("reference/rules.md").to_owned();
    let mut families: Vec<&str> = Vec::new();
    for rule in Rule::ALL {
        let family = rule.entry().family;
        if !families.contains(&family) {
            families.push(family);
        }
    }
    for family in families {
        line(&mut text, &format!("\n## {family}\n"));
        for entry in Rule::ALL.iter().map(|rule| rule.entry()).filter(|entry| entry.family == family) {
            let severity = match entry.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let head = format!("### {}\n\n*{severity}.* {} {}\n", entry.code, entry.says, entry.why);
            line(&mut text, &head);
            line(
                &mut text,
                &format!("```ron\n// wrong\n{}\n\n// right\n{}\n```\n", entry.wrong, entry.right),
            );
        }
    }
    text
}

/// What has a heading of its own.
#[derive(Clone, Copy)]
enum Named {
    Fields(&'static Fields),
    Kinds(&'static Kinds),
}

/// Tells of everything; returns what it told of.
fn tell_all(text: &mut String) -> Vec<Named> {
    let roots = [
        RawCourse::SHAPE,
        RawModule::SHAPE,
        RawBank::SHAPE,
        RawSource::SHAPE,
        RawHouseFact::SHAPE,
        RawSupport::SHAPE,
        RawTerm::SHAPE,
        RawFramework::SHAPE,
        RawPeopleGroup::SHAPE,
        RawTheme::SHAPE,
        RawLanguage::SHAPE,
        RawPlace::SHAPE,
        RawVariable::SHAPE,
        RawVariant::SHAPE,
        RawReview::SHAPE,
        RawComment::SHAPE,
        RawImpact::SHAPE,
    ];
    let mut told = Vec::new();
    for root in roots {
        tell(root, &mut told, text);
    }
    told
}

/// Tells of a shape and of all that it holds, each once, in the order of first use.
fn tell(shape: Shape, told: &mut Vec<Named>, text: &mut String) {
    match shape {
        Shape::Text | Shape::Whole | Shape::Number | Shape::Truth => {}
        Shape::List(inner) | Shape::Maybe(inner) => tell(inner(), told, text),
        Shape::Fields(fields) => {
            let known = |one: &Named| matches!(one, Named::Fields(other) if std::ptr::eq(*other, fields));
            if told.iter().any(known) {
                return;
            }
            told.push(Named::Fields(fields));
            tell_fields(fields, text);
            fields.fields.iter().for_each(|field| tell((field.shape)(), told, text));
        }
        Shape::Kinds(kinds) => {
            let known = |one: &Named| matches!(one, Named::Kinds(other) if std::ptr::eq(*other, kinds));
            if told.iter().any(known) {
                return;
            }
            told.push(Named::Kinds(kinds));
            tell_kinds(kinds, text);
            let holds = kinds.kinds.iter().flat_map(|kind| kind.holds);
            holds.for_each(|inner| tell(inner(), told, text));
        }
    }
}

fn tell_fields(fields: &Fields, text: &mut String) {
    line(text, &format!("\n## {}\n\n{}\n", fields.name, prose(fields.says)));
    line(text, "| field | holds | must it be there? | what it is |\n|---|---|---|---|");
    for field in fields.fields {
        let needed = if field.required() { "yes" } else { "no" };
        let row = format!("| `{}` | {} | {needed} | {} |", field.name, holds(field), cell(field.says));
        line(text, &row);
    }
    line(text, &format!("\n```ron\n{}\n```", fields.example));
}

fn tell_kinds(kinds: &Kinds, text: &mut String) {
    line(text, &format!("\n## {}\n\n{} One of:\n", kinds.name, prose(kinds.says)));
    line(text, "| write | what it is |\n|---|---|");
    for kind in kinds.kinds {
        line(text, &format!("| `{}` | {} |", written(kind), cell(kind.says)));
    }
}

/// A kind as an author writes it.
fn written(kind: &Kind) -> String {
    if kind.holds.is_empty() {
        return kind.name.to_owned();
    }
    let inside: Vec<&str> = kind.holds.iter().map(|inner| brief(inner())).collect();
    format!("{}({})", kind.name, inside.join(", "))
}

fn brief(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "\"…\"",
        Shape::Whole => "2",
        Shape::Number => "0.8",
        Shape::Truth => "true",
        Shape::List(_) => "[…]",
        Shape::Maybe(inner) => brief(inner()),
        Shape::Fields(_) | Shape::Kinds(_) => "…",
    }
}

fn holds(field: &Field) -> String {
    words((field.shape)())
}

fn words(shape: Shape) -> String {
    match shape {
        Shape::Text => "text".into(),
        Shape::Whole => "whole number".into(),
        Shape::Number => "number".into(),
        Shape::Truth => "`true` or `false`".into(),
        Shape::List(inner) => format!("list of {}", words(inner())),
        Shape::Maybe(inner) => words(inner()),
        Shape::Fields(fields) => link(fields.name),
        Shape::Kinds(kinds) => link(kinds.name),
    }
}

fn link(name: &str) -> String {
    format!("[{name}](#{})", name.to_lowercase())
}

fn prose(says: &[&str]) -> String {
    says.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// Words of a table's cell: a bar would end it.
fn cell(says: &[&str]) -> String {
    prose(says).replace('|', "\\|")
}

fn sizes() -> String {
    let rows = [
        ("one file", format!("{} MB", limits::RON_BYTES / 1_000_000)),
        ("all files of a course together", format!("{} MB", limits::COURSE_BYTES / 1_000_000)),
        ("files of a course, media apart", limits::COURSE_FILES.to_string()),
        ("brackets inside brackets", limits::NESTING.to_string()),
        ("one media file", format!("{} GB", limits::MEDIA_BYTES / 1_000_000_000)),
        ("a picture", format!("{} MB", limits::PICTURE_BYTES / 1_000_000)),
        ("all media of a course", format!("{} GB", limits::COURSE_MEDIA_BYTES / 1_000_000_000)),
        ("an id", format!("{} characters", crate::id::ID_MAX)),
        ("a title", format!("{} characters", limits::TITLE)),
        ("a label", format!("{} characters", limits::LABEL)),
        ("one text in Markdown", format!("{} KB", limits::MARKDOWN_BYTES / 1024)),
        ("pieces of a page in Easy Read", limits::EASY_BLOCKS.to_string()),
        ("ideas of a module's summary in Easy Read", limits::EASY_SUMMARY.to_string()),
        ("what a review has changed", format!("{} characters", limits::REVIEW_CHANGED)),
        ("a text of an equality impact assessment", format!("{} characters", limits::IMPACT_WORDS)),
        ("its effects, people asked, and actions, each", limits::IMPACT_ENTRIES.to_string()),
        ("a text on a form for places", format!("{} characters", limits::FORM_WORDS)),
        ("a reason on it", format!("{} characters", limits::FORM_WHY)),
        ("one filled form", format!("{} MB", limits::FORM_BYTES / 1_000_000)),
        ("filled forms at once", limits::FORMS.to_string()),
        ("an XLIFF file that comes back", format!("{} MB", limits::XLIFF_BYTES / 1_000_000)),
        ("options of a question", limits::OPTIONS.to_string()),
        ("an answer code", format!("{} characters", crate::answer_code::CODE_MAX)),
        ("tries at a question, attempts at a test", limits::ATTEMPTS.to_string()),
    ];
    let mut text = String::from("\n| of this | at most |\n|---|---|\n");
    for (what, most) in rows {
        line(&mut text, &format!("| {what} | {most} |"));
    }
    text
}

fn line(text: &mut String, words: &str) {
    writeln!(text, "{words}").expect("a text takes what is written to it");
}

#[cfg(test)]
mod tests {
    use super::{Named, format, rules, tell_all};

    #[test]
    fn every_example_can_be_read() {
        let told = tell_all(&mut String::new());
        let examples: Vec<_> = told
            .iter()
            .filter_map(|named| match named {
                Named::Fields(fields) => Some(*fields),
                Named::Kinds(_) => None,
            })
            .collect();
        assert!(examples.len() >= 20, "only {} examples", examples.len());
        for fields in examples {
            assert!((fields.reads)(fields.example), "{}: {}", fields.name, fields.example);
            let damaged = fields.example.replacen(": ", "q: ", 1);
            assert!(!(fields.reads)(&damaged), "{}: a misspelt field was read", fields.name);
        }
    }

    #[test]
    fn everything_that_is_linked_has_a_heading() {
        let text = format();
        for link in text.split("](#").skip(1) {
            let name = link.split(')').next().expect("it closes");
            let heading =
                |line: &str| line.strip_prefix("## ").is_some_and(|found| found.to_lowercase() == name);
            assert!(text.lines().any(heading), "#{name} leads nowhere");
        }
        assert!(rules().matches("### ").count() >= 50);
    }
}
