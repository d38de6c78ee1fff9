//! What is wrong, where, and what to do about it. Nothing here prints.

use std::fmt;

pub use crate::rule::Severity;

use crate::rule::Rule;
use crate::source::Span;

/// One step from a value to a value inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A named field.
    Field(&'static str),
    /// An element of a list, or a value in brackets without a name, from 0.
    Index(usize),
}

/// The way from the top of a file to a value in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The path of a field of the value at this path.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Self {
        self.with(Step::Field(name))
    }

    /// The path of an element of the value at this path.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.with(Step::Index(index))
    }

    fn with(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

/// Prints `modules[0].questions[1].id`.
impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if at == 0 => write!(out, "{name}")?,
                Step::Field(name) => write!(out, ".{name}")?,
                Step::Index(index) => write!(out, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A value, found by its way from the top. `check` turns it into bytes before it returns.
    Path(Path),
    /// The first occurrence of a text inside a value, such as a link inside a paragraph.
    Inside(Path, String),
    /// A range of bytes.
    Bytes(Span),
    /// A row of a table, from 1, and a column's name.
    Row(u64, Option<String>),
    /// The file as a whole.
    Whole,
}

/// A file and a place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// Name of the file as messages give it.
    pub file: String,
    /// The place.
    pub place: Place,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The rule that was broken.
    pub rule: Rule,
    /// Where.
    pub at: At,
    /// What is wrong, with the found value in backquotes; lower case, no full stop.
    pub message: String,
    /// What holds at the place.
    pub label: Option<String>,
    /// Other places that matter, and what holds there.
    pub also: Vec<(At, String)>,
    /// What to write instead.
    pub help: Option<String>,
    /// The correction, ready to be made.
    pub fix: Option<Fix>,
}

/// A correction of the file in which a fault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What to write instead of which bytes; the spans do not overlap.
    pub edits: Vec<(Span, String)>,
    /// Whether nothing else can have been meant, so that it may be made without asking.
    pub safe: bool,
}

impl Diagnostic {
    /// A fault of a rule, as bad as the rule says.
    #[must_use]
    pub fn new(rule: Rule, at: At, message: impl Into<String>) -> Self {
        let severity = rule.entry().severity;
        let message = message.into();
        Self { severity, rule, at, message, label: None, also: Vec::new(), help: None, fix: None }
    }

    /// Says what holds at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points to another place that matters.
    #[must_use]
    pub fn also(mut self, at: At, label: impl Into<String>) -> Self {
        self.also.push((at, label.into()));
        self
    }
}

/// What a check yields: the value, if nothing fatal was found, and all that was found.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// The value; `None` exactly when an error was found.
    pub value: Option<T>,
    /// All that was found, in the order of the files and of their text.
    pub diagnostics: Vec<Diagnostic>,
}

/// The candidate most like a found word, if one is close enough to be meant.
#[must_use]
pub fn did_you_mean<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&found, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            *distance <= 1 + candidate.chars().count().min(found.chars().count()) / 4
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
