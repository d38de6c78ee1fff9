//! `course.lock` as it is written. Not an author's file, but people see it in their version control and may break it.

use super::shape::authored;

authored! {
    /// What is kept of a course's learners, place by place.
    struct RawLock "Lock" {
        /// Version of this form.
        format: u32,
        /// The course that it belongs to.
        course: String,
        /// Every slot that was ever given out; none is ever taken away or changes its width.
        slots: Vec<RawSlot>,
        /// The same of opinions, of which answer codes are made; they are never kept.
        opinions: Vec<RawSlot> = "Default::default",
        /// What the list of slots looked like each time it was written.
        shapes: Vec<RawShape>,
        /// The editions that were given out.
        editions: Vec<RawEdition>,
        /// Eight digits over all of the above.
        sum: String,
    }
    example "Lock(
    format: 1,
    course: \"first_contact\",
    slots: [Slot(n: 0, id: \"repair\", kind: \"single\", bits: 2, options: [\"brief\", \"long\", \"silence\"], since: \"1.0.0\")],
    shapes: [Shape(fingerprint: \"jzK0HG\", slots: 1)],
    editions: [Edition(edition: \"1.0.0\", content: \"0f3a9c21\", slots: 1)],
    sum: \"0f3a9c21\",
)"

    /// A piece of what is kept.
    struct RawSlot "Slot" {
        /// Its number, from 0.
        n: usize,
        /// What it belongs to; empty for the course's own.
        id: String,
        /// What it keeps.
        kind: String,
        /// How many bits it takes.
        bits: u32,
        /// Of a path: bits a step.
        step: u32 = "Default::default",
        /// What its numbers mean, in order.
        options: Vec<String> = "Default::default",
        /// The edition in which it was first wanted.
        since: String,
        /// Whether nothing is kept in it any more.
        retired: bool = "Default::default",
        /// The slot whose value it takes over.
        from: Option<usize>,
    }
    example "Slot(n: 0, id: \"repair\", kind: \"single\", bits: 2, since: \"1.0.0\")"

    /// What the list of slots looked like once.
    struct RawShape "Shape" {
        /// Six characters that stand for it.
        fingerprint: String,
        /// How many slots it had.
        slots: usize,
    }
    example "Shape(fingerprint: \"jzK0HG\", slots: 1)"

    /// An edition that was given out.
    struct RawEdition "Edition" {
        /// As `course.ron` said.
        edition: String,
        /// The content hash of its words.
        content: String,
        /// How many slots it had.
        slots: usize,
        /// How many slots of opinions it had.
        opinions: usize = "Default::default",
    }
    example "Edition(edition: \"1.0.0\", content: \"0f3a9c21\", slots: 1)"
}

#[cfg(test)]
mod tests {
    use super::{RawEdition, RawLock, RawShape, RawSlot};
    use crate::raw::shape::{Authored, Shape};

    #[test]
    fn every_example_can_be_read() {
        for shape in [RawLock::SHAPE, RawSlot::SHAPE, RawShape::SHAPE, RawEdition::SHAPE] {
            let Shape::Fields(fields) = shape else { panic!("a lock is made of fields") };
            assert!((fields.reads)(fields.example), "{}", fields.example);
            assert!(!(fields.reads)(&fields.example.replacen(": ", "q: ", 1)), "{}", fields.name);
        }
    }
}
