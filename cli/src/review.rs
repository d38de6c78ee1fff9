//! What is sent to reviewers and what comes back: a page or a document for Word with everything of a course that can be
//! commented on, and the comments in it. What a course is laid out as, and where a comment belongs later, is the
//! engine's. No name of anybody is ever taken out of a file.

pub(crate) mod post;
pub(crate) mod storyboard;
pub(crate) mod word;

use std::collections::BTreeSet;

use bona_engine::outline::{Capacity, Comment};

/// What a file for reviewers says of itself; another one is not read.
pub(crate) const FORMAT: &str = "bona/review/v1";

/// What a file for reviewers was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    /// The course's id.
    pub(crate) course: String,
    /// The author's edition.
    pub(crate) edition: String,
    /// The place whose variant it is.
    pub(crate) variant: Option<String>,
    /// Its language, where that is not the course's own.
    pub(crate) language: Option<String>,
    /// How many things were sent; `None` where it does not say so.
    pub(crate) things: Option<usize>,
}

impl Made {
    /// The line by which a document is known: `bona/review/v1 · my_course · 1.0.0 · - · cy · 163`.
    pub(crate) fn line(&self) -> String {
        let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        let things = self.things.map(|things| things.to_string());
        let parts = [or(&self.variant), or(&self.language)].into_iter().chain(things);
        let parts: Vec<String> = parts.collect();
        [FORMAT, &self.course, &self.edition]
            .into_iter()
            .chain(parts.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(DOT)
    }

    /// What such a line says.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let parts: Vec<&str> = line.trim().split(DOT).map(str::trim).collect();
        let [FORMAT, course, edition, variant, language, rest @ ..] = parts.as_slice() else { return None };
        let things = match rest {
            [] => None,
            [things] => Some(things.parse().ok()?),
            _ => return None,
        };
        let own = |text: &str| (text != "-").then(|| text.to_owned());
        Some(Self {
            course: (*course).to_owned(),
            edition: (*edition).to_owned(),
            variant: own(variant),
            language: own(language),
            things,
        })
    }
}

/// What stands between the parts of such a line.
pub(crate) const DOT: &str = " · ";

/// A file that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Returned {
    /// What it was made of.
    pub(crate) made: Made,
    /// What was said, in the order of the file.
    pub(crate) comments: Vec<Comment>,
}

/// The id of a comment: its own, or that under which it stands among `known` already, as said in one of `others`. So a
/// file that is read again under another capacity is no second reviewer's.
fn id_among(comment: &Comment, own: &str, others: &[Capacity], known: &BTreeSet<String>) -> String {
    let id = comment.id(own);
    if known.contains(&id) {
        return id;
    }
    let other = |by: &Capacity| Comment { by: *by, ..comment.clone() }.id(own);
    others.iter().map(other).find(|other| known.contains(other)).unwrap_or(id)
}
