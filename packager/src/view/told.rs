//! What a package really tells others, in words: the cover and the last page say the same.
//!
//! Each clause stands for something that an adapter sends; what no adapter sends is never claimed.

use bona_engine::course::{BlockKind, Completion, Course};

use super::asked_opinions;
use crate::page::Adapter;
use crate::strings::{Words, fill};

/// What the package sends, and what the course holds that it does not send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// `None` when nothing leaves the device.
    clauses: Option<Vec<&'static str>>,
    /// What of the learner's own stays here, whatever is sent: the ends of keys.
    kept: Vec<&'static str>,
    notes: bool,
    roles: bool,
}

impl Told {
    /// What this course sends through this adapter.
    pub(crate) fn of(course: &Course, adapter: Adapter) -> Self {
        let kinds = || course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind);
        let asks = course.test.is_some()
            || kinds().any(|kind| matches!(kind, BlockKind::Question(question) if !question.is_opinion()));
        let measures = course.completion == Completion::HandedIn;
        let scenes = kinds().any(|kind| matches!(kind, BlockKind::Scenario(_)));
        let judged = matches!(course.completion, Completion::Test | Completion::PagesAndTest);
        // A statement has no place for a result by which nobody passes or fails.
        let scored = if adapter.records() { judged } else { !measures };
        let progress = adapter.records() || matches!(adapter, Adapter::Scorm2004 | Adapter::Host);
        // Where single answers are not told, they still leave as part of the place.
        let all = [
            (true, "told.finished"),
            (progress, "told.progress"),
            (true, "told.time"),
            (course.test.is_some() && scored, "told.score"),
            (measures && !adapter.records(), "told.share"),
            (asks && !measures, "told.answers"),
            (scenes, "told.choices"),
        ];
        let clauses = (adapter != Adapter::DeviceOnly)
            .then(|| all.into_iter().filter_map(|(holds, key)| holds.then_some(key)).collect());
        let asked = |kind: &BlockKind| match kind {
            BlockKind::Question(question) => question.is_opinion(),
            BlockKind::Poll(_) => true,
            _ => false,
        };
        let kept = [
            (kinds().any(|kind| matches!(kind, BlockKind::Pledge(_))), "pledge"),
            (kinds().any(|kind| matches!(kind, BlockKind::Reflection(_))), "notes"),
            (kinds().any(asked), "opinions"),
            (asked_opinions(course).is_some(), "code"),
        ];
        Self {
            clauses,
            kept: kept.into_iter().filter_map(|(holds, key)| holds.then_some(key)).collect(),
            notes: course.pages().any(|page| page.content_note.is_some()),
            // With one there is nothing to choose: the package is for that role.
            roles: course.roles.len() > 1,
        }
    }

    /// Whether anything leaves the device.
    pub(crate) fn sends(&self) -> bool {
        self.clauses.is_some()
    }

    /// What is told, as the cover says it.
    pub(crate) fn sentence(&self, say: &Words) -> String {
        let told = match self.list(say) {
            Some(list) => fill(say["told"], &[("list", &list)]),
            None => say["told_nothing"].to_owned(),
        };
        if !self.sends() || self.kept.is_empty() {
            return told;
        }
        let kept: Vec<&str> = self.kept.iter().map(|key| say[format!("kept_back.{key}").as_str()]).collect();
        format!("{told} {}", fill(say["kept_back"], &[("list", &join(&kept, say))]))
    }

    /// The clauses as one list, `None` when nothing leaves the device.
    pub(crate) fn list(&self, say: &Words) -> Option<String> {
        let clauses = self.clauses.as_ref()?;
        Some(join(&clauses.iter().map(|key| say[key]).collect::<Vec<_>>(), say))
    }

    /// What is kept back, as the last page says it; `None` when there is nothing to say.
    pub(crate) fn kept_back(&self, say: &Words) -> Option<String> {
        let more = [(self.roles, "role"), (self.notes, "skip")];
        let more = more.into_iter().filter_map(|(holds, key)| holds.then_some(key));
        let keys = self.kept.iter().copied().chain(more);
        let keys: Vec<&str> = keys.map(|key| say[format!("not_sent.{key}").as_str()]).collect();
        (self.sends() && !keys.is_empty()).then(|| format!("{}.", upper_first(&join(&keys, say))))
    }
}

/// `a, b and c`.
pub(crate) fn join(all: &[&str], say: &Words) -> String {
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, many @ .., last] => {
            let list = many.iter().fold((*first).to_owned(), |list, next| {
                fill(say["list.next"], &[("list", &list), ("next", next)])
            });
            fill(say["list.last"], &[("list", &list), ("last", last)])
        }
    }
}

/// The same words with a capital in front.
pub(crate) fn upper_first(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
