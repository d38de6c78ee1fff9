//! The slots of a course: what is kept of a learner between two visits, piece by piece, bit by bit.
//!
//! A slot belongs to an authored id and never changes its width or what its numbers mean. [`slots`] gives those
//! that a course wants, in the author's order; a course that was given out has `course.lock` (see `crate::lock`),
//! which only ever appends. A [`Layout`] is what a package carries of either.
//! No free text, name or pledge is ever a slot (packaging rules ST-03, ST-07).

mod layout;
mod opinions;
mod state;

pub use layout::{Layout, Past, RETIRED};
pub use opinions::{PREFER_NOT, opinions};
pub(crate) use state::crc24;
pub use state::{HEADER_MARK_MAX, Refused, Value, edition_mark, packed, unpacked, worst_case};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::course::{BlockKind, Course, Question, QuestionKind, Scenario, Scene};
use crate::id::FlagId;
use crate::score::Table;

/// What stands before the id of a row among a slot's options, so that no option is taken for a row.
pub const ROW: &str = "row.";
/// Most steps of a scene that are kept: what six bits can count.
pub const PATH_MAX: u32 = 63;
/// Most pages that the place can name; a course beyond it is kept, but opens at its cover.
pub const PLACE_PAGES_MAX: u32 = 1_021;

/// How the option of a path begins that stands for the flags of its scene: no author's id does.
pub(crate) const WIRING: char = '~';

/// A piece of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What it is.
    pub kind: SlotKind,
    /// Id of the page, question, scenario or pledge; empty for the course's own.
    pub id: String,
    /// How many bits it takes; never changes.
    pub bits: u32,
    /// Of a path: bits a step; of rows: bits a row. Otherwise 0.
    pub step: u32,
    /// What its numbers mean, in order. Never changes either.
    ///
    /// Of `Single` and `Mask`: ids of options; of a typed text the accepted ids, then `other`. Of `Role`: ids of roles.
    /// Of `Path`: `decision.choice`, and where the scene has flags what stands for them. Of `Rows`: first the rows as
    /// `row.id`, `bits / step` of them, then the ids of what can be put to a row; of an ordering the rows are places without ids, and only the items stand here. Of `Number`: three
    /// whole numbers, the smallest and the largest that can be typed and the digits behind the point, in units of the
    /// last digit. Of all others: nothing. More options may be appended to all but orders and numbers; another row
    /// needs another slot.
    pub options: Vec<String>,
}

/// What a slot keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SlotKind {
    /// 32 random bits from which orders and draws follow (ST-06).
    Seed,
    /// Where the learner is: 0 the cover, 1 the test, 2 the finish, from 3 the pages in the order of their slots.
    Place,
    /// A page: 1 it was opened, 3 the learner skipped it; 2 the test showed that what it teaches is known.
    Seen,
    /// Whether a page was opened again since the attempts were used up.
    Again,
    /// The one option chosen, from 1; 0 is none.
    Single,
    /// The options chosen, one bit each, the first option in the lowest bit.
    Mask,
    /// What was put to each row, `step` bits a row: 0 nothing, else the place of what was put, from 1. Of an ordering
    /// the item at each place.
    Rows,
    /// A number that was typed: 0 none, else its distance from the smallest that can be typed, plus 1.
    Number,
    /// Whether an opinion was given; never which.
    Done,
    /// How often a question on a page was checked, at most 7.
    Tries,
    /// The choices made in a scene: six bits for how many, then each choice's place among its decision's.
    Path,
    /// Whether an ending of a scene was ever reached.
    Scene,
    /// Whether a pledge was made; never which.
    Pledge,
    /// Attempts at the test ever begun.
    Runs,
    /// Attempts handed in since the present set of attempts opened.
    Used,
    /// Best result in whole per cent, plus 1; 0 before the first.
    Best,
    /// Whether an attempt passed.
    Passed,
    /// Whether an attempt is begun and not handed in.
    Running,
    /// The role that the learner chose: its place among the options, from 1; 0 is none, and sees everything.
    Role,
}

impl SlotKind {
    /// Every kind.
    pub const ALL: [Self; 19] = [
        Self::Seed,
        Self::Place,
        Self::Seen,
        Self::Again,
        Self::Single,
        Self::Mask,
        Self::Rows,
        Self::Number,
        Self::Done,
        Self::Tries,
        Self::Path,
        Self::Scene,
        Self::Pledge,
        Self::Runs,
        Self::Used,
        Self::Best,
        Self::Passed,
        Self::Running,
        Self::Role,
    ];

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind as the player and `course.lock` write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Place => "place",
            Self::Seen => "seen",
            Self::Again => "again",
            Self::Single => "single",
            Self::Mask => "mask",
            Self::Rows => "rows",
            Self::Number => "number",
            Self::Done => "done",
            Self::Tries => "tries",
            Self::Path => "path",
            Self::Scene => "scene",
            Self::Pledge => "pledge",
            Self::Runs => "runs",
            Self::Used => "used",
            Self::Best => "best",
            Self::Passed => "passed",
            Self::Running => "running",
            Self::Role => "role",
        }
    }

    /// Bits of a slot whose width does not depend on its options.
    fn fixed_bits(self) -> u32 {
        match self {
            Self::Seed => 32,
            Self::Place => 10,
            Self::Tries | Self::Used => 3,
            Self::Role => 4,
            Self::Seen => 2,
            Self::Runs => 6,
            Self::Best => 7,
            Self::Again | Self::Scene | Self::Pledge | Self::Done | Self::Passed | Self::Running => 1,
            Self::Single | Self::Mask | Self::Rows | Self::Number | Self::Path => 0,
        }
    }
}

/// The slots that a course wants, in the author's order.
#[must_use]
pub fn slots(course: &Course) -> Vec<Slot> {
    let mut slots = vec![plain(SlotKind::Seed, ""), plain(SlotKind::Place, "")];
    for page in course.pages() {
        slots.push(plain(SlotKind::Seen, page.id.as_str()));
        for block in &page.blocks {
            match &block.kind {
                BlockKind::Question(question) => {
                    slots.push(answer(question));
                    if !question.is_opinion() {
                        slots.push(plain(SlotKind::Tries, question.id.as_str()));
                    }
                }
                BlockKind::Scenario(scenario) => {
                    slots.push(path(scenario));
                    slots.push(plain(SlotKind::Scene, scenario.id.as_str()));
                }
                BlockKind::Pledge(pledge) => slots.push(plain(SlotKind::Pledge, pledge.id.as_str())),
                _ => {}
            }
        }
    }
    if let Some(test) = &course.test {
        let own = [SlotKind::Runs, SlotKind::Used, SlotKind::Best, SlotKind::Passed, SlotKind::Running];
        slots.extend(own.map(|kind| plain(kind, "")));
        slots.extend(test.bank.questions.iter().map(answer));
        slots.extend(course.pages().map(|page| plain(SlotKind::Again, page.id.as_str())));
    }
    if !course.roles.is_empty() {
        let options = course.roles.iter().map(|role| role.id.to_string()).collect();
        slots.push(Slot { options, ..plain(SlotKind::Role, "") });
    }
    slots
}

/// Six characters of D.6's alphabet that stand for a list of slots: 36 bits of a SHA-256 over every slot's
/// kind, id, widths and options. Equal for two lists only if both mean the same, so far as 36 bits can tell.
#[must_use]
pub fn fingerprint(slots: &[Slot]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"bona/slots/v1\n");
    for slot in slots {
        let line = [
            slot.kind.name(),
            &slot.id,
            &slot.bits.to_string(),
            &slot.step.to_string(),
            &slot.options.join(","),
        ];
        hash.update(line.join(" "));
        hash.update(b"\n");
    }
    let mut text = URL_SAFE_NO_PAD.encode(hash.finalize());
    text.truncate(6);
    text
}

fn plain(kind: SlotKind, id: &str) -> Slot {
    Slot { kind, id: id.to_owned(), bits: kind.fixed_bits(), step: 0, options: Vec::new() }
}

fn answer(question: &Question) -> Slot {
    let Table { rows, options, number, .. } = crate::score::table(question);
    let id = question.id.as_str();
    // One number more than there are options, for "not answered".
    let step = bits_for(options.len() + 1);
    match question.kind {
        QuestionKind::MultipleChoice { .. } | QuestionKind::SpotTheWords(_) => {
            Slot { bits: width(options.len()), options, ..plain(SlotKind::Mask, id) }
        }
        QuestionKind::SingleChoice { .. } | QuestionKind::TrueFalse { .. } | QuestionKind::ShortText(_) => {
            Slot { bits: step, options, ..plain(SlotKind::Single, id) }
        }
        QuestionKind::Matching(_) | QuestionKind::SortIntoGroups(_) => {
            let bits = width(rows.len()) * step;
            let rows = rows.iter().map(|row| format!("{ROW}{row}"));
            Slot { bits, step, options: rows.chain(options).collect(), ..plain(SlotKind::Rows, id) }
        }
        QuestionKind::Ordering(_) => {
            Slot { bits: width(options.len()) * step, step, options, ..plain(SlotKind::Rows, id) }
        }
        QuestionKind::Number(_) => {
            let own = number.expect("the table of a number has its bounds");
            let options = [own.min, own.max, i64::from(own.places)].map(|number| number.to_string());
            let bits = 64 - own.max.abs_diff(own.min).saturating_add(1).leading_zeros();
            Slot { bits, options: options.into(), ..plain(SlotKind::Number, id) }
        }
        QuestionKind::Likert(_) => plain(SlotKind::Done, id),
    }
}

/// A count of options as a width; the checker allows 26.
fn width(options: usize) -> u32 {
    u32::try_from(options).unwrap_or(26)
}

fn path(scenario: &Scenario) -> Slot {
    let mut most = 2;
    let mut options = Vec::new();
    for scene in &scenario.scenes {
        if let Scene::Decision(decision) = scene {
            most = most.max(decision.choices.len());
            options.extend(decision.choices.iter().map(|choice| format!("{}.{}", decision.id, choice.id)));
        }
    }
    options.extend(wiring(scenario));
    let step = bits_for(most);
    Slot {
        kind: SlotKind::Path,
        id: scenario.id.to_string(),
        bits: 6 + longest(scenario) * step,
        step,
        options,
    }
}

/// What stands for the flags of a scene, `~` and eight digits: a path is read through them, so with others it would be
/// another's. Nothing for a scene without flags.
fn wiring(scenario: &Scenario) -> Option<String> {
    let list = |flags: &[FlagId]| flags.iter().map(FlagId::as_str).collect::<Vec<_>>().join(",");
    let mut lines = Vec::new();
    for scene in &scenario.scenes {
        let name = match scene {
            Scene::Decision(decision) => decision.id.as_str(),
            Scene::Ending(ending) => ending.id.as_str(),
        };
        if let Some(guard) = scene.guard() {
            let to = guard.otherwise.map(|to| match &scenario.scenes[to] {
                Scene::Decision(decision) => decision.id.as_str(),
                Scene::Ending(ending) => ending.id.as_str(),
            });
            let to = to.unwrap_or_default();
            lines.push(format!(
                "{name} when {} unless {} otherwise {to}\n",
                list(&guard.when),
                list(&guard.unless)
            ));
        }
        if let Scene::Decision(decision) = scene {
            let setting = decision.choices.iter().filter(|choice| !choice.sets.is_empty());
            lines.extend(setting.map(|choice| format!("{name}.{} sets {}\n", choice.id, list(&choice.sets))));
        }
    }
    // Another order of the author's is the same scene.
    lines.sort_unstable();
    let sum = crate::canon::hex(&Sha256::digest(lines.concat()));
    (!lines.is_empty()).then(|| format!("{WIRING}{}", &sum[..8]))
}

/// The most choices that a learner can make from the start to an ending; where a scene can go round, twice the
/// number of its decisions (what is beyond is not kept).
fn longest(scenario: &Scenario) -> u32 {
    // What follows, and how many choices that takes: one, or none where a guard sends somebody on.
    let then = |place: usize| -> Vec<(usize, u32)> {
        let scene = &scenario.scenes[place];
        let on = scene.guard().and_then(|guard| guard.otherwise).map(|to| (to, 0));
        match scene {
            Scene::Decision(decision) => {
                decision.choices.iter().map(|choice| (choice.then, 1)).chain(on).collect()
            }
            Scene::Ending(_) => on.into_iter().collect(),
        }
    };
    let count = scenario.scenes.len();
    let mut before = vec![0usize; count];
    for place in 0..count {
        for (next, _) in then(place) {
            before[next] += 1;
        }
    }
    let mut ready: Vec<usize> = (0..count).filter(|place| before[*place] == 0).collect();
    let mut steps = vec![0u32; count];
    let mut sorted = 0;
    while let Some(place) = ready.pop() {
        sorted += 1;
        for (next, choices) in then(place) {
            steps[next] = steps[next].max(steps[place] + choices);
            before[next] -= 1;
            if before[next] == 0 {
                ready.push(next);
            }
        }
    }
    let decisions = scenario.scenes.iter().filter(|scene| matches!(scene, Scene::Decision(_))).count();
    let round = u32::try_from(decisions * 2).unwrap_or(PATH_MAX);
    let most = if sorted == count { steps.iter().copied().max().unwrap_or(0) } else { round };
    most.clamp(1, PATH_MAX)
}

/// Bits that tell so many numbers apart.
pub(crate) fn bits_for(numbers: usize) -> u32 {
    usize::BITS - numbers.saturating_sub(1).leading_zeros()
}

#[cfg(test)]
mod tests;
