//! The questions of a course as question banks of other systems know them, and what those cannot say.
//!
//! Shared by every format that hands questions on: here nothing knows how a format writes them. What no such format can
//! say becomes a [`Loss`], never silence. Texts are HTML that `markup` wrote, without links into the course.

mod item;
mod rich;
mod share;

pub(crate) use item::{Choice, Item, Kind, Numeric};
pub(crate) use rich::{plain, rich};
pub(crate) use share::{penalty, share};

use bona_engine::course::{Bank, BlockKind, Course, Question};

use crate::identity::Identity;
use crate::strings::Words;

/// What a package cannot say of the course, or says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// What it is about: `module`, `page`, `question`, `scene`, `pledge`, `poll`, `questionnaire`, `reflection` or `course`.
    pub what: String,
    /// Its id in the course.
    pub id: String,
    /// What is lost, or how it was turned: a sentence without a capital and a full stop.
    pub says: String,
}

impl Loss {
    pub(crate) fn new(what: &'static str, id: impl ToString, says: impl Into<String>) -> Self {
        Self { what: what.to_owned(), id: id.to_string(), says: says.into() }
    }
}

impl std::fmt::Display for Loss {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(form, "{} `{}`: {}", self.what, self.id, self.says)
    }
}

/// Where questions stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// On a page, to practise.
    Page,
    /// In the bank of the test.
    Test,
    /// In a form that measures before the course or after it.
    Measure,
}

/// Questions that stand together.
pub(crate) struct Group {
    /// Id of the page or bank.
    pub(crate) key: String,
    /// What people read.
    pub(crate) title: String,
    /// What they read above them where they are a quiz: a page has another title.
    pub(crate) quiz: String,
    pub(crate) place: Place,
    pub(crate) items: Vec<Item>,
}

/// All that can be handed on.
pub(crate) struct Questions {
    /// In the order of the course: pages, then the test, then what measures.
    pub(crate) groups: Vec<Group>,
    /// What no format of questions can say.
    pub(crate) losses: Vec<Loss>,
}

impl Questions {
    /// The questions of a course; those of a kind that no format has, and all that is no question, are losses.
    pub(crate) fn of(course: &Course) -> Self {
        let say = Words::of(&course.language);
        let mut losses = Vec::new();
        let mut groups = Vec::new();
        for page in course.pages() {
            let own = page.blocks.iter().filter_map(|block| match &block.kind {
                BlockKind::Question(question) => Some(question),
                _ => None,
            });
            groups.push(group(page.id.as_str(), page.title.clone(), Place::Page, own, say, &mut losses));
            let others = page.blocks.iter().filter_map(|block| unasked(&block.kind));
            losses.extend(others);
        }
        let mut bank = |bank: &Bank, title: String, place| {
            groups.push(group(bank.id.as_str(), title, place, bank.questions.iter(), say, &mut losses));
        };
        if let Some(test) = &course.test {
            bank(&test.bank, say["label_test"].to_owned(), Place::Test);
        }
        if let Some(measure) = &course.measure {
            bank(&measure.form_a, say["part.baseline"].to_owned(), Place::Measure);
            bank(&measure.form_b, say["part.post"].to_owned(), Place::Measure);
        }
        losses.extend(settings(course));
        groups.retain(|group| !group.items.is_empty());
        Self { groups, losses }
    }

    /// Leaves out the questions that a format has not; `carried` says whether it has one, and what is lost of it. Of a
    /// question that is left out nothing else is said.
    pub(crate) fn keep(&mut self, carried: impl Fn(&Item, &mut Vec<Loss>) -> bool) {
        for group in &mut self.groups {
            group.items.retain(|item| {
                let mut own = Vec::new();
                let kept = carried(item, &mut own);
                if !kept {
                    self.losses.retain(|loss| (loss.what.as_str(), &loss.id) != ("question", &item.id));
                }
                self.losses.append(&mut own);
                kept
            });
        }
        self.groups.retain(|group| !group.items.is_empty());
    }
}

fn group<'a>(
    key: &str,
    title: String,
    place: Place,
    questions: impl Iterator<Item = &'a Question>,
    say: &Words,
    losses: &mut Vec<Loss>,
) -> Group {
    let items = questions.filter_map(|question| Item::of(question, say, losses)).collect();
    let quiz = match place {
        Place::Page => format!("{title}: {}", say["label.practice"]),
        Place::Test | Place::Measure => title.clone(),
    };
    Group { key: key.to_owned(), title, quiz, place, items }
}

/// A block that asks for something that is no question of a bank.
fn unasked(kind: &BlockKind) -> Option<Loss> {
    match kind {
        BlockKind::Scenario(own) => Some(Loss::new("scene", &own.id, "a branching scene is not played")),
        BlockKind::Pledge(own) => Some(Loss::new("pledge", &own.id, "a pledge is not kept")),
        BlockKind::Poll(own) => Some(Loss::new("poll", &own.id, "a poll is not asked")),
        BlockKind::Questionnaire(own) => {
            Some(Loss::new("questionnaire", &own.id, "questions of opinion are not asked"))
        }
        BlockKind::Reflection(own) => {
            Some(Loss::new("reflection", &own.id, "what a learner writes for themselves is not kept"))
        }
        _ => None,
    }
}

/// What the system's own settings decide.
fn settings(course: &Course) -> Vec<Loss> {
    let mut losses = Vec::new();
    if let Some(test) = &course.test {
        let says = format!(
            "the pass mark of {} %, how many questions are drawn and the number of attempts ({}) are not carried; set \
             them in the system",
            test.pass_mark.per_cent(),
            test.attempts
        );
        losses.push(Loss::new("course", &course.id, says));
    }
    if course.measure.as_ref().is_some_and(|measure| measure.opinions.is_some()) {
        losses.push(Loss::new("course", &course.id, "the opinions that are measured are not asked"));
    }
    losses
}

/// The first lines of a file of questions: what it is, and what it cannot say.
pub(crate) fn plain_head(identity: &Identity, losses: &[Loss]) -> Vec<String> {
    let draft = if identity.release { "" } else { ", draft" };
    let Identity { course, edition, language, content, .. } = identity;
    let mut lines = vec![format!("{course} {edition}{draft}, {language}, content {content}")];
    if !losses.is_empty() {
        lines.push("What is not carried, or turned into something else:".into());
    }
    lines.extend(losses.iter().map(ToString::to_string));
    lines.into_iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
pub(crate) mod tests;
