//! The text of `course.lock`: one slot a line, so that version control shows what was appended, and a sum over all
//! of it, so that a line that was changed by hand is noticed.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::{Lock, Locked};
use crate::canon::hex;

/// Version of the form; a reader refuses another.
pub(super) const FORMAT: u32 = 1;

const HEAD: &str = "\
// What is kept of a learner between two visits, place by place. Written by `bona check --write`.
// Commit it with the course. Never edit it: learners' answers are read by it.
";

pub(super) fn text(lock: &Lock) -> String {
    let body = body(lock);
    format!("{HEAD}Lock(\n{body}    sum: \"{}\",\n)\n", sum_of(&body))
}

/// Eight digits that stand for all that a lock says.
pub(super) fn sum(lock: &Lock) -> String {
    sum_of(&body(lock))
}

fn sum_of(body: &str) -> String {
    hex(&Sha256::digest(body))[..8].to_owned()
}

fn body(lock: &Lock) -> String {
    let mut text = String::new();
    let mut line = |line: String| writeln!(text, "    {line}").expect("a text takes what is written to it");
    line(format!("format: {FORMAT},"));
    line(format!("course: {:?},", lock.course));
    for (name, list) in [("slots", &lock.slots), ("opinions", &lock.opinions)] {
        // A lock of a course without opinions says nothing of them, as locks did before there were any.
        if name == "slots" || !list.is_empty() {
            line(format!("{name}: ["));
            list.iter().enumerate().for_each(|(n, locked)| line(format!("    {},", slot(n, locked))));
            line("],".to_owned());
        }
    }
    line("shapes: [".to_owned());
    for shape in &lock.shapes {
        line(format!("    Shape(fingerprint: {:?}, slots: {}),", shape.fingerprint, shape.slots));
    }
    line("],".to_owned());
    line("editions: [".to_owned());
    for one in &lock.editions {
        let (edition, content, slots) = (&one.edition, &one.content, one.slots);
        let opinions = if one.opinions > 0 { format!(", opinions: {}", one.opinions) } else { String::new() };
        line(format!("    Edition(edition: {edition:?}, content: {content:?}, slots: {slots}{opinions}),"));
    }
    line("],".to_owned());
    text
}

fn slot(n: usize, locked: &Locked) -> String {
    let slot = &locked.slot;
    let mut text =
        format!("Slot(n: {n}, id: {:?}, kind: {:?}, bits: {}", slot.id, slot.kind.name(), slot.bits);
    let mut also = |part: String| text.push_str(&part);
    if slot.step > 0 {
        also(format!(", step: {}", slot.step));
    }
    if !slot.options.is_empty() {
        also(format!(", options: {:?}", slot.options));
    }
    also(format!(", since: {:?}", locked.since));
    if locked.retired {
        also(", retired: true".to_owned());
    }
    if let Some(from) = locked.from {
        also(format!(", from: {from}"));
    }
    also(")".to_owned());
    text
}
