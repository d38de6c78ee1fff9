//! What the package tells the LMS, in words: the status table of the LMS sheet (D.1.4) for this course's own
//! rule, and the list of what leaves the learner's device.

use bona_engine::course::{BlockKind, Completion};

use super::lms::{is_2004, is_framed};
use super::{Part, Row, open_row, plain_row, row, store};
use crate::exchange::Loss;
use crate::standard::Job;
use crate::view::asked_opinions;

/// Whether it only hands content on.
pub(super) fn is_cartridge(job: &Job<'_>) -> bool {
    matches!(job.identity.format, "cc11" | "cc13")
}

/// Whether anybody is told anything.
fn tells(job: &Job<'_>) -> bool {
    matches!(job.identity.format, "scorm12" | "aicc") || is_2004(job.identity.format) || is_framed(job)
}

/// What the package cannot say of the course; nothing where it is played as it is.
pub(super) fn lost(losses: &[Loss]) -> Option<Part> {
    let row = |loss: &Loss| plain_row(&format!("{} {}", loss.what, loss.id), loss.says.as_str());
    (!losses.is_empty()).then(|| Part {
        title: "What is not carried, or turned into something else",
        rows: losses.iter().map(row).collect(),
        ..Part::default()
    })
}

/// The statuses and when each is sent; nothing where nobody is told.
pub(super) fn outcomes(job: &Job<'_>) -> Option<Part> {
    if !tells(job) {
        return None;
    }
    let (title, lead) = if is_framed(job) {
        (
            "What your page is told, and when",
            "The course decides. What was reached is never taken back by it.",
        )
    } else {
        let lead = "The course decides. Set no pass mark in the LMS that could decide otherwise. What was reached is \
                    never taken back by the course.";
        ("What the LMS is told, and when", lead)
    };
    Some(Part {
        title,
        lead: lead.into(),
        rows: statuses(job).into_iter().chain(two_words(job)).collect(),
        ..Part::default()
    })
}

/// How SCORM 2004 says one status by two words.
fn two_words(job: &Job<'_>) -> Option<Row> {
    let words = "SCORM 2004 keeps completion and success apart. “passed” is told as completed and passed, “completed” as \
                 completed with nothing said of success, “failed” as incomplete and failed.";
    is_2004(job.identity.format).then(|| plain_row("two words", words))
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
    if job.course.pages().next().is_none() {
        // Nothing can be read again here, so a new set of attempts opens in the moment in which the old is used up.
        return (
            |words| open_row("incomplete", words),
            format!("{times} used without passing. It opens anew at once."),
        );
    }
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

/// What is said in place of a list where nobody is told anything.
fn untold(job: &Job<'_>) -> Option<&'static str> {
    if is_cartridge(job) {
        return Some(
            "Nothing is told by the cartridge: no script is in it, and it keeps no place. What the learning system \
             itself keeps of its quizzes is the learning system’s.",
        );
    }
    let own = "Nothing. The place is kept in the learner's own browser, where it allows that.";
    (!tells(job)).then_some(own)
}

/// What is sent, and what never is.
pub(super) fn leaves(job: &Job<'_>) -> Part {
    let kinds = || job.course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind);
    let pledges = kinds().any(|kind| matches!(kind, BlockKind::Pledge(_)));
    let title = "What leaves the learner's device";
    let stores = store::is(job);
    if let Some(lead) = untold(job).filter(|_| !stores) {
        return Part { title, lead: lead.into(), ..Part::default() };
    }
    let mut rows = if stores { store::leaves(job) } else { sent(job) };
    rows.insert(1, place(job));
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
    rows.push(if stores {
        plain_row("Never read", "Who the learner is. Statements carry the actor of the launch as it came.")
    } else {
        let whom = if is_framed(job) { "Your page" } else { "The LMS" };
        let words =
            format!("The learner's name and number. {whom} knows whom it let in; the course does not ask.");
        plain_row("Never read", words)
    });
    Part { title, rows, ..Part::default() }
}

/// What is kept of where somebody is.
fn place(job: &Job<'_>) -> Row {
    plain_row(
        "Sent",
        format!("The learner's place and answers in short form, at most {} characters.", worst(job)),
    )
}

/// What an LMS is told.
fn sent(job: &Job<'_>) -> Vec<Row> {
    let kinds = || job.course.pages().flat_map(|page| &page.blocks).map(|block| &block.kind);
    let measures = job.course.completion == Completion::HandedIn;
    let asks =
        !measures && job.course.test.is_some() || kinds().any(|kind| matches!(kind, BlockKind::Question(_)));
    let scenes = kinds().any(|kind| matches!(kind, BlockKind::Scenario(_)));
    let told = if is_2004(job.identity.format) || is_framed(job) {
        "The status above, the time spent, and how many of the pages are done, in per cent."
    } else {
        "The status above, and the time spent."
    };
    let mut rows = vec![plain_row("Sent", told)];
    if job.course.test.is_some() {
        let result = if measures {
            "How many answers were right, in whole per cent. Single answers are part of the place and are not reported."
        } else {
            "The best result of the test."
        };
        rows.push(plain_row("Sent", result));
    }
    rows.extend(single_answers(job, asks, scenes));
    rows
}

/// What is sent of each answer, where answers are.
fn single_answers(job: &Job<'_>, asks: bool, scenes: bool) -> Option<Row> {
    let what = match (asks, scenes) {
        (true, true) => "Answers to questions and choices in scenes",
        (true, false) => "Answers to questions",
        (false, true) => "Choices in scenes",
        (false, false) => return None,
    };
    let how = if is_2004(job.identity.format) || is_framed(job) {
        "id, the ids of what was chosen and of what is right, right or wrong, seconds, and on which page or about what."
    } else {
        "id, letters, right or wrong, seconds. The file course-evidence.json says what the letters mean."
    };
    let reports = job.profile.interactions && job.identity.format != "aicc";
    let whom = if is_framed(job) { "" } else { ", where the LMS takes them" };
    reports.then(|| plain_row("Sent", format!("{what}{whom}: {how}")))
}

/// Characters of the largest state.
fn worst(job: &Job<'_>) -> usize {
    use bona_engine::slots;
    let mark = slots::edition_mark(&job.identity.edition, &job.identity.content);
    slots::worst_case(&job.layout.slots, &mark)
}
