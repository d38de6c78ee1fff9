//! What is said of certificates without a title: the course's id stands in its place, and whoever makes them is told so, with
//! the remedy.

use std::collections::BTreeMap;

use bona_engine::evidence::Recorded;

use crate::command::evidence::count;

/// Records without a title, by their course: how many, and what the learning system called it.
#[derive(Default)]
pub(super) struct Untitled(BTreeMap<String, (u64, Option<String>)>);

impl Untitled {
    /// Counts a record without a title.
    pub(super) fn put(&mut self, recorded: &Recorded) {
        let record = &recorded.completion;
        let (many, called) = self.0.entry(record.course.clone()).or_default();
        *many += 1;
        *called = called.take().or_else(|| record.item.clone());
    }

    /// What is said of them, and how they are made `again`; nothing where there are none.
    pub(super) fn told(&self, again: &str) -> String {
        let one = |(course, (many, called)): (&String, &(u64, Option<String>))| {
            let called = called.as_ref().map(|item| format!(" (the learning system calls it `{item}`)"));
            format!(
                "warning: no title of `{course}` is known, so this id stands in its place on {on}\n  help: {again} with \
                 --package ZIP, the package that was taken, or --title TEXT{called}\n",
                on = count(*many, "certificate", "certificates"),
                called = called.unwrap_or_default(),
            )
        };
        self.0.iter().map(one).collect()
    }
}
