//! What to do in each kind of LMS: the quirks of the LMS sheet (D.5) as steps and boxes to tick.
//!
//! Only what was read in a source or its documentation stands here. Where versions differ, the sheet says so.

use bona_engine::course::Completion;

use super::{Part, Row, open_row, plain_row, store};
use crate::profile::HOST;
use crate::standard::Job;

/// A format as administrators know it.
pub(in crate::document) fn format_title(format: &str) -> &'static str {
    match format {
        "scorm12" => "SCORM 1.2, one SCO",
        "scorm2004-3" => "SCORM 2004 3rd edition, one SCO",
        "scorm2004-4" => "SCORM 2004 4th edition, one SCO",
        "cmi5" => "cmi5, one assignable unit",
        "xapi" => "xAPI, launched by tincan.xml",
        "aicc" => "AICC HACP, without course files",
        "cc11" => "IMS Common Cartridge 1.1",
        "cc13" => "IMS Common Cartridge 1.3",
        "html" => "HTML files in a zip",
        _ => "One HTML file",
    }
}

/// Whether the format is SCORM 2004 of either edition.
pub(super) fn is_2004(format: &str) -> bool {
    format.starts_with("scorm2004")
}

/// Whether it is for a page that frames the course and keeps the record.
pub(super) fn is_framed(job: &Job<'_>) -> bool {
    job.profile.name == HOST
}

/// Whom it tells, where it is for such a page.
pub(super) fn framed_by(job: &Job<'_>) -> Option<Row> {
    let told = match job.identity.hosts.as_slice() {
        [] => open_row(
            "Tells",
            "whatever page frames it. Name yours with “--host”, so that no other page is told what a learner does",
        ),
        hosts => plain_row("Tells", format!("pages of {}, and no other", hosts.join(" and "))),
    };
    is_framed(job).then_some(told)
}

/// How to put the package where learners find it.
pub(super) fn steps(job: &Job<'_>) -> Part {
    let steps = match job.identity.format {
        "scorm12" => scorm(job.profile.name),
        format if is_2004(format) => scorm2004(job.profile.name),
        "aicc" => AICC,
        "cc11" | "cc13" => CARTRIDGE,
        _ if is_framed(job) => FRAMED,
        _ => FILES,
    };
    Part {
        title: "To begin",
        steps: steps.iter().map(|step| (*step).to_owned()).collect(),
        ..Part::default()
    }
}

const FILES: &[&str] = &[
    "Unpack the zip into one folder of a web server, an intranet or a shared drive.",
    "Give learners the address of index.html.",
];

const FRAMED: &[&str] = &[
    "Unpack the zip into one folder of a web server. Do not change a file.",
    "Put index.html into a frame of your page, and have the page answer as docs/embedding.md of Bona says.",
    "Open it once as a learner, answer a question, and look whether your page kept it.",
];

const FRAMED_BOXES: &[&str] = &[
    "Your page says that it kept a record only once it is kept, and hands it back when the course opens.",
    "Your page knows who the learner is. The course does not ask.",
    "The server sends “Content-Security-Policy: frame-ancestors” with the address of your page.",
];

const CARTRIDGE: &[&str] = &[
    "Import the file as it is, as an IMS Common Cartridge. Moodle imports version 1.1 alone.",
    "Look through the modules: each page is a page to read, and its questions are a quiz behind it.",
    "Set up the quizzes as you want them: what is listed below is not carried.",
];

const AICC: &[&str] = &[
    "Unpack the zip on a web server that learners reach over HTTPS. Do not change a file.",
    "In the learning system, make an AICC or HACP item by hand with the address of index.html. There are no course \
     files (.au, .crs, .des, .cst) to import.",
    "If the server is not the learning system’s own, have the learning system allow that server’s pages to post to it \
     (CORS); otherwise the browser refuses and the course says that nothing is saved.",
    "Open it once as a learner, and look whether the completion arrives.",
];

/// The steps for SCORM, by the kind of LMS.
fn scorm(profile: &str) -> &'static [&'static str] {
    match profile {
        "esr" => &[
            "Ask your ESR team on which approved content server the package goes: ESR opens content only over HTTPS from servers that it lists, and the package must stand where the SCORM adapter stands.",
            "Put it there as SCORM 1.2, as it is. Do not change a file.",
            "Open it once from ESR as a learner, and look whether the completion arrives.",
        ],
        "learning-hub" => &[
            "Upload the zip as it is. The Learning Hub takes SCORM 1.2 up to 2 GB.",
            "Open it once as a learner. It opens in a window of its own: allow pop-ups for the Learning Hub.",
        ],
        "moodle" | "totara" => &[
            "Add a SCORM activity and upload the zip as it is. A package on another host would not be tracked.",
            "Go through the boxes below.",
            "Open it once as a learner, and look whether the completion arrives.",
        ],
        "openedx" => &[
            "Upload the zip as it is, with the SCORM XBlock.",
            "Open it once as a learner. The preview in Studio saves nothing.",
        ],
        _ => &[
            "Upload the zip as it is, as SCORM 1.2. Do not unpack it or change a file.",
            "Go through the boxes below.",
            "Open it once as a learner, and look whether the completion arrives.",
        ],
    }
}

/// The steps for SCORM 2004: those of a kind of LMS, where they name no other edition.
fn scorm2004(profile: &str) -> &'static [&'static str] {
    match profile {
        "moodle" | "totara" | "openedx" => scorm(profile),
        _ => &[
            "Upload the zip as it is, as SCORM 2004. Do not unpack it or change a file.",
            "Go through the boxes below.",
            "Open it once as a learner, and look whether the completion arrives.",
        ],
    }
}

/// What to tick.
pub(super) fn boxes(job: &Job<'_>) -> Part {
    let mut boxes: Vec<String> = Vec::new();
    let mut tick = |words: &str| boxes.push(words.to_owned());
    let done = match job.course.completion {
        Completion::Pages | Completion::HandedIn => "completed",
        Completion::Test | Completion::PagesAndTest => "passed",
    };
    let follows =
        format!("Completion follows the status of the course, “{done}”. There is no mastery score to set.");
    if job.identity.format == "scorm12" || is_2004(job.identity.format) {
        match job.profile.name {
            "moodle" | "totara" => {
                if is_2004(job.identity.format) && done == "passed" {
                    tick(
                        "Activity completion, require status: tick “passed” and “completed”, both. With one box ticked it may never be met.",
                    );
                } else {
                    tick(&format!(
                        "Activity completion, require status: tick “{done}” and nothing else. With two boxes ticked it may never be met."
                    ));
                }
                tick("No other completion rule, such as a score or a view, unless you want it as well.");
                tick(
                    "Attempts: after a learner has finished, the course opens for looking back only. Allow a further attempt, or force one, if people are to take it again.",
                );
            }
            "openedx" => {
                tick("Graded or not, as you like. Only “completed” and “passed” count as done.");
                tick("Single answers are not reported to Open edX.");
            }
            "esr" => {
                tick(&follows);
                tick("Single answers are not reported to ESR.");
            }
            "learning-hub" => {
                tick(&format!("The course itself says “{done}”; the Learning Hub applies no mastery score."));
                tick(
                    "Learners who open it again after finishing start afresh. That is how the Learning Hub works.",
                );
            }
            _ => {
                tick(&format!("Completion follows the status “{done}”, not a score."));
                tick("No mastery score or pass mark in the LMS.");
                tick(
                    "More than one attempt or visit is allowed, and a new visit goes on where the last one stopped.",
                );
            }
        }
        tick("The course opens in a frame of at least 640 by 480, or in a window of its own.");
    } else if job.identity.format == "aicc" {
        tick(&follows);
        tick("The learning system adds AICC_SID and AICC_URL to the address when it opens the course.");
        tick("Single answers are not reported.");
    } else if super::told::is_cartridge(job) {
        tick(
            "Whoever is to be recorded as finished is recorded by the learning system, by rules that you set there.",
        );
    } else if is_framed(job) {
        FRAMED_BOXES.iter().for_each(|words| tick(words));
    } else {
        tick("Learners use the same browser and the same address each time: their place is kept there.");
        tick("People know that nobody is told whether they finished.");
    }
    tick("Every number under “Who the course sends people to” was checked.");
    if job.course.support.is_empty() {
        boxes.pop();
    }
    Part { title: "To tick", boxes, ..Part::default() }
}

/// What to do with later editions and with results.
pub(super) fn later(job: &Job<'_>) -> Part {
    let keep = if job.identity.part_name() == "course" {
        "Keep this zip. “bona evidence import --package” reads from it which edition people took and what their \
         answers mean."
    } else {
        "Keep this zip. Its course-evidence.json says which edition people took and what their answers mean. “bona \
         evidence import” takes whole courses alone."
    };
    let mut steps = vec![keep.to_owned()];
    steps.extend(store::later(job).filter(|_| store::is(job)));
    if job.identity.format == "scorm12" || is_2004(job.identity.format) {
        steps.push(format!(
            "For a new edition, replace the zip in the same place. The item id stays {}, by which an LMS keeps \
             results.",
            job.identity.item()
        ));
        match job.profile.name {
            "moodle" => steps.push(
                "For evidence, download the Activity completion report as CSV. The SCORM report shows a score in \
                 place of the status and cannot say who completed."
                    .to_owned(),
            ),
            "learning-hub" => steps.push(
                "When you publish a new version, the Learning Hub may offer to clear learners' places: leave that \
                 unticked unless you want it."
                    .to_owned(),
            ),
            _ => {}
        }
    }
    Part { title: "Later", steps, ..Part::default() }
}
