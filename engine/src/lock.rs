//! `course.lock`: which bits of a learner's kept state mean what, edition after edition.
//!
//! It only ever appends. A slot never changes its width or what its numbers mean; one that is no longer wanted, or
//! has become too narrow, is retired and keeps its bits. So a state that any earlier package wrote is read by the
//! next one, and letters that an LMS reports mean the same option for good. Nothing here touches a disk: the text
//! comes in and goes out.

mod grow;
mod read;
mod text;

pub use read::read;

use crate::course::{BlockKind, Course, Question, Scene};
use crate::score;
use crate::slots::{Layout, Past, RETIRED, ROW, Slot, SlotKind};

/// Its name in the course's folder.
pub const LOCK_FILE: &str = "course.lock";

/// The committed list of slots of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    course: String,
    slots: Vec<Locked>,
    opinions: Vec<Locked>,
    shapes: Vec<Past>,
    editions: Vec<Edition>,
}

/// A slot, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The slot.
    pub slot: Slot,
    /// The edition in which it was first wanted.
    pub since: String,
    /// Whether nothing is kept in it any more.
    pub retired: bool,
    /// The slot whose value it takes over from an older state.
    pub from: Option<usize>,
}

/// An edition that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// As `course.ron` said.
    pub edition: String,
    /// Content hash of its words, 64 lower-case hex digits.
    pub content: String,
    /// How many slots it had.
    pub slots: usize,
    /// How many slots of opinions it had.
    pub opinions: usize,
}

/// How many slots a growth appended, and how many it retired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grown {
    /// Slots that are new.
    pub added: usize,
    /// Slots that were retired.
    pub retired: usize,
}

impl Lock {
    /// The lock of a course that has none yet: without a slot.
    #[must_use]
    pub fn new(course: &Course) -> Self {
        let course = course.id.to_string();
        Self { course, slots: Vec::new(), opinions: Vec::new(), shapes: Vec::new(), editions: Vec::new() }
    }

    /// The id of the course that it belongs to.
    #[must_use]
    pub fn course(&self) -> &str {
        &self.course
    }

    /// Every slot that was ever given out, in order.
    #[must_use]
    pub fn slots(&self) -> &[Locked] {
        &self.slots
    }

    /// Every slot of an opinion that was ever given out, in order: an answer code of an edition is made of the first
    /// [`Edition::opinions`] of them, whatever became of them since.
    #[must_use]
    pub fn opinions(&self) -> &[Locked] {
        &self.opinions
    }

    /// The editions that were given out, the oldest first.
    #[must_use]
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The lock with what the course wants today: new slots appended, unwanted ones retired, new options behind
    /// the old ones. Equal to this one when nothing is wanted.
    #[must_use]
    pub fn grown(&self, course: &Course) -> Self {
        grow::grown(self, course)
    }

    /// The lock with an edition noted, unless it is already there: what is written is never replaced.
    #[must_use]
    pub fn with_edition(mut self, edition: &str, content: &str) -> Self {
        if self.edition(edition).is_none() {
            let (slots, opinions) = (self.slots.len(), self.opinions.len());
            self.editions.push(Edition { edition: edition.into(), content: content.into(), slots, opinions });
        }
        self
    }

    /// An edition that was given out.
    #[must_use]
    pub fn edition(&self, edition: &str) -> Option<&Edition> {
        self.editions.iter().find(|known| known.edition == edition)
    }

    /// What differs from an earlier state of this lock.
    #[must_use]
    pub fn since(&self, before: &Self) -> Grown {
        let all = |lock: &Self| lock.slots.len() + lock.opinions.len();
        let retired = |lock: &Self| lock.slots.iter().chain(&lock.opinions).filter(|one| one.retired).count();
        Grown {
            added: all(self) - all(before).min(all(self)),
            retired: retired(self) - retired(before).min(retired(self)),
        }
    }

    /// The text of `course.lock`.
    #[must_use]
    pub fn text(&self) -> String {
        text::text(self)
    }

    /// What a package carries of it.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let all = |list: &[Locked]| list.iter().map(|one| one.slot.clone()).collect::<Vec<_>>();
        let mut layout = Layout { opinions: all(&self.opinions), ..Layout::plain(all(&self.slots)) };
        let slots = layout.slots.iter_mut().chain(&mut layout.opinions);
        for (slot, locked) in slots.zip(self.slots.iter().chain(&self.opinions)) {
            if locked.retired {
                slot.id = RETIRED.to_owned();
            }
        }
        layout.from = self.slots.iter().map(|one| one.from).collect();
        let older = self.shapes.iter().filter(|past| past.fingerprint != layout.fingerprint);
        layout.history = older.cloned().collect();
        layout
    }

    /// The course with the place that each option and each choice has in the lock, from which its letter
    /// follows. What the lock does not know keeps the author's place.
    #[must_use]
    pub fn settled(&self, course: &Course) -> Course {
        let mut course = course.clone();
        let blocks = course.modules.iter_mut().flat_map(|module| &mut module.pages);
        for block in blocks.flat_map(|page| &mut page.blocks) {
            match &mut block.kind {
                BlockKind::Question(question) => self.settle(question),
                BlockKind::Scenario(scenario) => {
                    let Some(slot) = self.active(SlotKind::Path, scenario.id.as_str()) else { continue };
                    for scene in &mut scenario.scenes {
                        let Scene::Decision(decision) = scene else { continue };
                        for choice in &mut decision.choices {
                            let name = format!("{}.{}", decision.id, choice.id);
                            choice.place = place_of(&slot.options, &name).unwrap_or(choice.place);
                        }
                    }
                }
                _ => {}
            }
        }
        if let Some(test) = &mut course.test {
            test.bank.questions.iter_mut().for_each(|question| self.settle(question));
        }
        course
    }

    fn settle(&self, question: &mut Question) {
        let id = question.id.as_str();
        let answer = |one: &&Locked| !one.retired && one.slot.id == id && !one.slot.options.is_empty();
        let Some(locked) = self.slots.iter().find(answer) else { return };
        let table = score::table(question);
        let known = |option: &String| place_of(&locked.slot.options, option);
        let places: Option<Vec<usize>> = table.options.iter().map(known).collect();
        let rows: Option<Vec<usize>> = table.rows.iter().map(|row| known(&format!("{ROW}{row}"))).collect();
        if let (Some(places), Some(rows)) = (places, rows) {
            (question.places, question.row_places) = (places, rows.into());
        }
    }

    fn active(&self, kind: SlotKind, id: &str) -> Option<&Slot> {
        let found = self.slots.iter().find(|one| !one.retired && one.slot.kind == kind && one.slot.id == id);
        found.map(|one| &one.slot)
    }
}

/// The place of an option among those of its group: of a path, the choices of one decision; else all.
fn place_of(options: &[String], option: &str) -> Option<usize> {
    let at = options.iter().position(|one| one == option)?;
    Some(options[..at].iter().filter(|one| group(one) == group(option)).count())
}

fn group(option: &str) -> &str {
    option.split_once('.').map_or("", |(group, _)| group)
}

#[cfg(test)]
mod tests;
