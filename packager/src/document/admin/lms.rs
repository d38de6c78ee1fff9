//! What to do in each kind of LMS: the quirks of the LMS sheet (D.5) as steps and boxes to tick.
//!
//! Only what was read in a source or its documentation stands here. Where versions differ, the sheet says so.

use bona_engine::course::Completion;

use super::Part;
use crate::standard::Job;

/// A format as administrators know it.
pub(super) fn format_title(format: &str) -> &'static str {
    match format {
        "scorm12" => "SCORM 1.2, one SCO",
        "aicc" => "AICC HACP, without course files",
        "html" => "HTML files in a zip",
        _ => "One HTML file",
    }
}

/// How to put the package where learners find it.
pub(super) fn steps(job: &Job<'_>) -> Part {
    let steps = match job.identity.format {
        "scorm12" => scorm(job.profile.name),
        "aicc" => AICC,
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

/// What to tick.
pub(super) fn boxes(job: &Job<'_>) -> Part {
    let mut boxes: Vec<String> = Vec::new();
    let mut tick = |words: &str| boxes.push(words.to_owned());
    if job.identity.format == "scorm12" {
        let done = match job.course.completion {
            Completion::Pages | Completion::HandedIn => "completed",
            Completion::Test | Completion::PagesAndTest => "passed",
        };
        match job.profile.name {
            "moodle" | "totara" => {
                tick(&format!(
                    "Activity completion, require status: tick “{done}” and nothing else. With two boxes ticked it may never be met."
                ));
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
                tick("Completion follows the status of the course. There is no mastery score to set.");
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
        tick("Completion follows the status of the course. There is no mastery score to set.");
        tick("The learning system adds AICC_SID and AICC_URL to the address when it opens the course.");
        tick("Single answers are not reported.");
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
    let mut steps = vec![
        "Keep this zip. “bona evidence import --package” reads from it which edition people took and what their \
         answers mean."
            .to_owned(),
    ];
    if job.identity.format == "scorm12" {
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
