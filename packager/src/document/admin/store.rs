//! The sheet of a package that writes statements: cmi5 and plain xAPI (LMS sheet, D.8 and D.9).
//!
//! Every sentence stands for what the player really tells; what no statement says is not claimed.

use bona_engine::course::{BlockKind, Completion};

use super::{Part, Row, open_row, plain_row, row};
use crate::standard::{Job, move_on};

/// Whether the package writes statements.
pub(super) fn is(job: &Job<'_>) -> bool {
    matches!(job.identity.format, "cmi5" | "xapi")
}

fn is_cmi5(job: &Job<'_>) -> bool {
    job.identity.format == "cmi5"
}

/// Whether a test decides anything.
fn judged(job: &Job<'_>) -> bool {
    matches!(job.course.completion, Completion::Test | Completion::PagesAndTest)
}

/// How to put the package where learners find it.
pub(super) fn steps(job: &Job<'_>) -> Part {
    let upload = if is_cmi5(job) {
        "Upload the zip as it is, as cmi5. Do not unpack it or change a file."
    } else {
        "Upload the zip as it is, as a Tin Can (xAPI) package. Do not unpack it or change a file."
    };
    let steps = [
        upload,
        "Go through the boxes below.",
        "Open it once as a learner, and look whether the completion arrives in the learning record store.",
    ];
    Part { title: "To begin", steps: steps.map(str::to_owned).to_vec(), ..Part::default() }
}

/// What to tick.
pub(super) fn boxes(job: &Job<'_>) -> Part {
    let mut boxes = vec![
        "The learning record store is reached over HTTPS, and takes requests from the address at which the \
         course is served (CORS)."
            .to_owned(),
        "Learners are let in by an account, not by a mail address, if statements go on to others.".to_owned(),
    ];
    if is_cmi5(job) {
        boxes.push(format!(
            "Completion follows the package's own moveOn, “{}”, and no rule beside it.",
            move_on(job.course.completion)
        ));
    }
    if is_cmi5(job) && judged(job) {
        boxes.push(
            "The mastery score of the system is the pass mark that the course names. Where another is set, it decides \
             in place of the course's own."
                .to_owned(),
        );
    }
    if !job.course.support.is_empty() {
        boxes.push("Every number under “Who the course sends people to” was checked.".to_owned());
    }
    Part { title: "To tick", boxes, ..Part::default() }
}

/// What is told, and when.
pub(super) fn outcomes(job: &Job<'_>) -> Part {
    let mut rows = vec![plain_row("initialized", "The course was opened.")];
    let done = match job.course.completion {
        Completion::Pages => "Every page is done. Told once for a registration.",
        Completion::HandedIn => {
            "The questions were handed in, whatever was right. It is never passed or failed, and no result is told."
        }
        Completion::Test | Completion::PagesAndTest => "Told together with passed.",
    };
    rows.push(row("completed", done));
    if judged(job) {
        let pages = if job.course.completion == Completion::PagesAndTest {
            "Every page is done and the"
        } else {
            "The"
        };
        let mark = job.course.test.as_ref().map(|test| test.pass_mark.per_cent()).unwrap_or_default();
        let passed = format!(
            "{pages} test was passed with {mark} % or more. Told once for a registration, with the best result."
        );
        rows.push(row("passed", passed));
        rows.push(open_row(
            "failed",
            "At the end of a visit in which the test was taken, if it was never passed. A later visit may pass.",
        ));
    }
    rows.push(plain_row(
        "terminated",
        "The visit is over: with its time, and how much of the course is done.",
    ));
    Part {
        title: "What the store is told, and when",
        lead: "The course decides. What was reached is never taken back. In a launch for browsing or review only the \
               beginning and the end are told."
            .into(),
        rows,
        ..Part::default()
    }
}

/// What is sent of answers, and as whom.
pub(super) fn leaves(job: &Job<'_>) -> Vec<Row> {
    let kinds = || job.course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind);
    let asks = job.course.test.is_some()
        || kinds().any(|kind| matches!(kind, BlockKind::Question(question) if !question.is_opinion()));
    let scenes = kinds().any(|kind| matches!(kind, BlockKind::Scenario(_)));
    let mut rows = vec![plain_row("Sent", "The statements above.")];
    if job.profile.interactions && job.course.completion != Completion::HandedIn && (asks || scenes) {
        let what = "Each answer to a question and each choice in a scene, as a statement “answered”: what was asked and \
                    offered, what was chosen by its id, right or wrong, seconds. What somebody types is never sent, \
                    only the id of what it was accepted as.";
        rows.push(plain_row("Sent", what));
    }
    rows
}

/// What to do with later editions.
pub(super) fn later(job: &Job<'_>) -> Option<String> {
    let address = job.identity.address(job.course)?;
    Some(format!(
        "For a new edition, replace the zip in the same place. The course stays {address}, by which records know it; \
         each statement names the edition as its revision."
    ))
}
