//! The answer code: opinions of one learner at one time as a line of text, without a name and without a time.
//!
//! `B1.<course>.<edition>.<wave><form>.<bits>.<check>`, at most [`CODE_MAX`] characters. The learner's page writes it
//! (`packager/player/src/code/`), the learner copies it, prints it or shows it as a picture, or leaves it; [`read`]
//! takes it back, and forgives what happens to a text that is typed or sent. docs/evidence.md tells of each bit, and
//! `tests/fixtures/vectors/answer_code.json` holds both sides and a third reading to one another.

mod own;
mod read;
mod signs;
mod write;

pub use own::own_code;
pub use read::{Unread, read};
pub use write::{TooLong, length, write};

use crate::course::Wave;
use crate::slots::Slot;

/// Most characters of a code: what a telephone reads easily off a screen, and a field of a form takes.
pub const CODE_MAX: usize = 200;
/// Bits of each of the three parts of the learner's own code.
pub const OWN_BITS: u32 = 10;
/// The parts of the learner's own code, in order: the last letter of the first school, the day of birth, two digits.
pub const OWN_PARTS: [&str; 3] = ["school", "day", "digits"];

/// What one edition of a course makes codes of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Id of the course.
    pub course: String,
    /// The edition, three numbers with dots.
    pub edition: String,
    /// The slots of its opinions, as [`crate::slots::opinions`] gives them, or the first so many of `course.lock`.
    pub slots: Vec<Slot>,
}

/// Which of two matching forms of questions was asked along with the opinions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By default before the course.
    A,
    /// By default straight after it, and later.
    B,
}

/// What was said to a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing; it may not have been asked at this time.
    #[default]
    Nothing,
    /// That the learner prefers not to say.
    PreferNot,
    /// A point of the scale, from 0, as the slot counts them: the option behind `prefer-not` is 0.
    Point(usize),
}

/// What a code holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// When it was asked: of the three times, never by a clock.
    pub wave: Wave,
    /// Which form was asked along with it.
    pub form: Form,
    /// The learner's own code, part by part: 1 to 1,023, or `None` where that part was left out. Equal numbers of one
    /// course mean equal parts, but for one pair of different parts in a thousand.
    pub own: [Option<u16>; 3],
    /// What was said, slot by slot.
    pub said: Vec<Said>,
}

impl Form {
    fn sign(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
        }
    }
}

/// The letters by which a code names a part, `PB`: the wave and the form.
#[must_use]
pub fn part(wave: Wave, form: Form) -> String {
    [sign(wave), form.sign()].iter().collect()
}

fn sign(wave: Wave) -> char {
    match wave {
        Wave::Baseline => 'B',
        Wave::Post => 'P',
        Wave::FollowUp => 'F',
    }
}

/// Signs of the part that holds the bits.
fn signs_of(slots: &[Slot]) -> usize {
    let bits: u32 = 3 * OWN_BITS + slots.iter().map(|slot| slot.bits).sum::<u32>();
    bits.div_ceil(signs::BITS) as usize
}

#[cfg(test)]
mod tests;
