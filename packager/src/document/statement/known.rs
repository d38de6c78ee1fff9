//! What is known to be wrong: from the course itself, and from those who tried it.

use bona_engine::course::{BlockKind, Course, Issue, Why};

use bona_engine::time::day_in_words;

use super::fixed;

/// What is listed, in the three groups of the regulations.
#[derive(Default)]
pub(super) struct Known {
    pub(super) wrong: Vec<String>,
    pub(super) burden: Vec<String>,
    pub(super) outside: Vec<String>,
}

impl Known {
    /// Why the course is not fully compliant, in the words that the law fixes; `None` where nothing is open.
    pub(super) fn reasons(&self) -> Option<&'static str> {
        match (self.wrong.is_empty(), self.burden.is_empty() && self.outside.is_empty()) {
            (true, true) => None,
            (false, true) => Some(fixed::NON_COMPLIANCES),
            (true, false) => Some(fixed::EXEMPTIONS),
            (false, false) => Some(fixed::BOTH),
        }
    }
}

fn kinds(course: &Course) -> impl Iterator<Item = &BlockKind> {
    course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind)
}

/// Goes through the course and what its authors say of it.
pub(super) fn of(course: &Course) -> Known {
    let mut known = Known::default();
    if course.accessibility.tested.is_empty() {
        known.wrong.push(
            "No person has tried this course with assistive technology yet. Until somebody has, nobody can say that \
             it meets every criterion."
                .to_owned(),
        );
    }
    for kind in kinds(course) {
        match kind {
            BlockKind::Video(film) => known.wrong.push(format!(
                "The film “{}” has no audio description. Its words beside it say what must be seen (WCAG 2.2, 1.2.5).",
                film.title
            )),
            BlockKind::Download(file) => known.wrong.push(format!(
                "The file “{}” is a document of its own, and nothing here has checked it.",
                file.title
            )),
            _ => {}
        }
    }
    for issue in &course.accessibility.issues {
        let group = match issue.why {
            Why::NonCompliance => &mut known.wrong,
            Why::DisproportionateBurden => &mut known.burden,
            Why::OutOfScope => &mut known.outside,
        };
        group.push(told(issue));
    }
    known
}

/// A problem as one who knows of it says it.
fn told(issue: &Issue) -> String {
    let mut words = issue.what.clone();
    if let Some(criterion) = &issue.criterion {
        words.push_str(&format!(" It fails WCAG 2.2, {criterion}."));
    }
    if let Some(day) = &issue.until {
        words.push_str(&format!(" It is to be mended by {}.", day_in_words(day)));
    }
    words
}

/// What learners can do with pictures, charts, sound and film, as far as there are any. `bona check` has seen to each.
pub(super) fn media(course: &Course) -> Vec<String> {
    let count = |wanted: &dyn Fn(&BlockKind) -> bool| kinds(course).filter(|kind| wanted(kind)).count();
    let pictures = count(&|kind| match kind {
        BlockKind::Image(image) => !image.alt.is_empty(),
        BlockKind::LabelledImage(_) => true,
        _ => false,
    });
    let rows = [
        (pictures, "1 picture", "pictures", "have what is to be seen in {them} read aloud"),
        (
            count(&|kind| matches!(kind, BlockKind::Chart(_))),
            "1 chart",
            "charts",
            "read {them} as a table of numbers",
        ),
        (
            count(&|kind| matches!(kind, BlockKind::Audio(_))),
            "1 recording",
            "recordings",
            "read every word of {them}",
        ),
        (
            count(&|kind| matches!(kind, BlockKind::Video(_))),
            "1 film",
            "films",
            "follow {them} by captions, and read every word of {them}",
        ),
    ];
    let there = rows.into_iter().filter(|(count, ..)| *count > 0);
    there
        .map(|(count, one, many, what)| match count {
            1 => what.replacen("{them}", &format!("the {}", &one[2..]), 1).replace("{them}", "it"),
            _ => what.replacen("{them}", &format!("the {count} {many}"), 1).replace("{them}", "them"),
        })
        .collect()
}
