//! What the package tells the LMS, in words: the status table of the LMS sheet (D.1.4) for this course's own
//! rule, and the list of what leaves the learner's device.

use bona_engine::course::{BlockKind, Completion};

use super::{Part, Row, open_row, plain_row, row};
use crate::standard::Job;
use crate::view::asked_opinions;

/// Whether anybody is told anything.
fn tells(job: &Job<'_>) -> bool {
    matches!(job.identity.format, "scorm12" | "aicc")
}

/// The statuses and when each is sent; nothing where nobody is told.
pub(super) fn outcomes(job: &Job<'_>) -> Option<Part> {
    if !tells(job) {
        return None;
    }
    Some(Part {
        title: "What the LMS is told, and when",
        lead: "The course decides. Set no pass mark in the LMS that could decide otherwise. What was reached is \
               never taken back by the course."
            .into(),
        rows: statuses(job),
        ..Part::default()
    })
}

fn statuses(job: &Job<'_>) -> Vec<Row> {
    let open = |when: &str| open_row("incomplete", when);
    let completion = job.course.completion;
    let Some(test) = &job.course.test else {
        return vec![
            open("The course was opened and a page is still to do."),
            row("completed", "Every page is done."),
        ];
    };
    let pass = test.pass_mark.per_cent();
    let (used, attempts) = used_up(job, test.attempts);
    let score = plain_row(
        "score",
        "Once the test was taken: the best result in whole per cent, from 0 to 100, whatever the status.",
    );
    let mut rows = match completion {
        Completion::HandedIn => vec![
            open("It was opened and the questions are not handed in."),
            row(
                "completed",
                "The questions were handed in, whatever was right. It is never passed or failed.",
            ),
            plain_row(
                "score",
                "What was right, in whole per cent from 0 to 100, once handed in. There is no pass mark.",
            ),
        ],
        Completion::Pages => vec![
            open("The course was opened and a page is still to do."),
            row("completed", "Every page is done. The test is practice: its result does not decide."),
            score,
        ],
        Completion::Test => vec![
            open("The course was opened and the test is not yet passed."),
            row("passed", format!("The test was passed with {pass} % or more.")),
            used(attempts),
            score,
        ],
        Completion::PagesAndTest => vec![
            open("The course was opened; pages and test are still to do."),
            open("Every page is done and the test is not yet passed."),
            open("The test was passed and a page is still to do."),
            row("passed", format!("Every page is done and the test was passed with {pass} % or more.")),
            used(attempts),
            score,
        ],
    };
    if test.check_first {
        let words = "The test may be taken before anything is read. A page counts as done once all that it teaches \
                     was answered rightly in a test that was handed in.";
        rows.push(plain_row("pages", words));
    }
    rows
}

/// How used-up attempts are told, and the sentence for it.
fn used_up(job: &Job<'_>, attempts: u32) -> (fn(String) -> Row, String) {
    let times = if attempts == 1 {
        "Its one attempt was".to_owned()
    } else {
        format!("All {attempts} attempts were")
    };
    let words = format!(
        "{times} used without passing. Nothing is locked: once the pages on what was missed are read again, \
         the test opens anew."
    );
    if job.profile.failed_when_used_up {
        (|words| open_row("failed", words), words)
    } else {
        (|words| open_row("incomplete", words), words)
    }
}

/// What is sent, and what never is.
pub(super) fn leaves(job: &Job<'_>) -> Part {
    let kinds = || job.course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind);
    let pledges = kinds().any(|kind| matches!(kind, BlockKind::Pledge(_)));
    let title = "What leaves the learner's device";
    if !tells(job) {
        return Part {
            title,
            lead: "Nothing. The place is kept in the learner's own browser, where it allows that.".into(),
            ..Part::default()
        };
    }
    let measures = job.course.completion == Completion::HandedIn;
    let asks =
        !measures && job.course.test.is_some() || kinds().any(|kind| matches!(kind, BlockKind::Question(_)));
    let scenes = kinds().any(|kind| matches!(kind, BlockKind::Scenario(_)));
    let mut rows = vec![
        plain_row("Sent", "The status above, and the time spent."),
        plain_row(
            "Sent",
            format!("The learner's place and answers in short form, at most {} characters.", worst(job)),
        ),
    ];
    if job.course.test.is_some() {
        let result = if measures {
            "How many answers were right, in whole per cent. Single answers are part of the place and are not reported."
        } else {
            "The best result of the test."
        };
        rows.push(plain_row("Sent", result));
    }
    if job.profile.interactions && job.identity.format != "aicc" && (asks || scenes) {
        let what = match (asks, scenes) {
            (true, true) => "Answers to questions and choices in scenes",
            (true, false) => "Answers to questions",
            (false, _) => "Choices in scenes",
        };
        rows.push(plain_row(
            "Sent",
            format!(
                "{what}, where the LMS takes them: id, letters, right or wrong, seconds. The file course-evidence.json \
                 says what the letters mean."
            ),
        ));
    }
    if pledges {
        rows.push(plain_row(
            "Kept back",
            "What a learner pledges; only whether they did is part of the place.",
        ));
    }
    if asked_opinions(job.course).is_some() {
        rows.push(plain_row(
            "Kept back",
            "Opinions. The learner gets them as a code without name and time, and decides whether to hand it on.",
        ));
    }
    if job.course.pages().any(|page| page.content_note.is_some()) {
        rows.push(plain_row(
            "Kept back",
            "What was skipped because it may be hard to read; skipping counts as done.",
        ));
    }
    rows.push(plain_row(
        "Never read",
        "The learner's name and number. The LMS knows whom it let in; the course does not ask.",
    ));
    Part { title, rows, ..Part::default() }
}

/// Characters of the largest state.
fn worst(job: &Job<'_>) -> usize {
    use bona_engine::slots;
    let mark = slots::edition_mark(&job.identity.edition, &job.identity.content);
    slots::worst_case(&job.layout.slots, &mark)
}
