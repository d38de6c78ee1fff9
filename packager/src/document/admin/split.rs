//! The sheet of a package that is one of several: which belong together, in what order, and what none of them says alone.
//!
//! Each sheet lists all of them, so that whoever has one knows what else there must be.

use super::{Part, plain_row, row};
use crate::standard::Job;

/// The packages that belong together; nothing where the course is one.
pub(super) fn together(job: &Job<'_>) -> Option<Part> {
    let piece = job.identity.piece.as_ref()?;
    let rows = (1..).zip(piece.titles()).map(|(number, title)| {
        let label = format!("{number} of {}", piece.count());
        if number == piece.number() {
            row(&label, format!("{title} (this one)"))
        } else {
            plain_row(&label, title)
        }
    });
    let own = format!(
        "The course {} is {} packages, which belong together in this order. Each is an item of its own, with a place and \
         a record of its own, and none says anything of the others: whoever has finished all of them has finished the \
         course. Have the learning system ask for all, and open each once the one before it is done.",
        job.identity.course,
        piece.count()
    );
    // A test that is alone has no page to read again.
    let alone = job.course.pages().next().is_none();
    let again = " Once its attempts are used up the test opens anew at once: what to read again is in the other packages, \
                 of which it knows nothing.";
    Some(Part {
        title: "One of several packages",
        lead: if alone { format!("{own}{again}") } else { own },
        rows: rows.collect(),
        ..Part::default()
    })
}
