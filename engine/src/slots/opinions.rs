//! The slots of opinions, of which an answer code is made. They are kept apart from those of a learner's state, which
//! an LMS is given: no opinion ever stands among them.

use super::{Slot, SlotKind, bits_for};
use crate::course::Course;

/// The first option of every opinion. No author's id holds a hyphen, so none is taken for it.
pub const PREFER_NOT: &str = "prefer-not";

/// The slots of the opinions that a course asks at any time, in the author's order: of each statement 0 is no answer,
/// 1 is [`PREFER_NOT`], and the points of its scale follow from one end to the other.
#[must_use]
pub fn opinions(course: &Course) -> Vec<Slot> {
    let own = course.measure.iter().filter_map(|measure| measure.opinions.as_ref());
    let all = own.flat_map(|own| own.statements());
    all.map(|(set, statement)| {
        let mut options = vec![PREFER_NOT.to_owned()];
        options.extend(set.scale.ids());
        let bits = bits_for(options.len() + 1);
        Slot { kind: SlotKind::Single, id: statement.id.to_string(), bits, step: 0, options }
    })
    .collect()
}
